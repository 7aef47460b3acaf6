/** @import { Api, Input, Operation, PasswordOperationId } from "../types.js" */
/** @import { ClipboardClock } from "../done/clock.js" */
/** @import { Built, Reset } from "../reset/reset.js" */
/** @import { Part } from "./masked-text.js" */
import { button, element } from "../base/element.js";
import { icon } from "../base/icons.js";
import { copy } from "../base/clipboard.js";
import { attempt } from "../base/example.js";
import { described } from "../base/operations.js";
import { Tabs } from "../base/tabs.js";
import { messages, more } from "../text/messages.js";
import { bodyParts } from "./body-parts.js";
import { briefly, Command } from "./command.js";
import { InputFile } from "./input-file.js";
import { MaskedText } from "./masked-text.js";
import { snippet } from "./snippets.js";

/** How many other secrets tell where in a text the secret stands. */
const OTHERS = 8;

/** @typedef {"command" | "python" | "javascript" | "http" | "file"} Form of the request */

/** The same request for those who send it in another way: as a command, as code, as HTTP; what is first is what most can run. */
export class Developers {
  /** @type {Built | undefined} */
  #built;
  /** @type {MaskedText | undefined} */
  #masked;
  /** @type {Map<Form, HTMLElement>} */
  #panels = new Map();
  /** @type {Form[]} */
  #forms;

  /**
   * @param {Operation} operation
   * @param {Api} api
   * @param {Reset} reset
   * @param {ClipboardClock} clock
   * @param {{ form?: Form, onForm: (form: Form) => void }} view `form` that was looked at last
   */
  constructor(operation, api, reset, clock, { form, onForm }) {
    this.operation = operation;
    this.api = api;
    this.clock = clock;
    this.model = described(api, operation.id);
    this.command = operation.command && new Command(() => this.#draw());
    this.file = operation.command && new InputFile(reset);
    this.#forms = [...(this.command ? [/** @type {Form} */ ("command")] : []), ...(["python", "javascript"]).filter((language) => this.#hasCode(/** @type {"python"} */ (language))), "http", ...(this.file ? ["file"] : [])].map((name) => /** @type {Form} */ (name));
    const labels = { command: more.tabCommand, python: more.tabPython, javascript: more.tabJavaScript, http: more.tabHttp, file: more.tabFile };
    this.tabs = new Tabs(more.formats, "code", this.#forms.map((name) => {
      const $panel = element("div", { class: "pane" });
      this.#panels.set(name, $panel);
      return { label: labels[name], $panel, onOpen: () => {
        onForm(name);
        this.#draw();
      } };
    }));
    this.$root = this.tabs.$root;
    this.tabs.open(Math.max(0, form ? this.#forms.indexOf(form) : 0));
  }

  get #form() {
    return this.#forms[this.tabs?.index ?? 0];
  }

  /** @param {"python" | "javascript"} language whether a library for it is known, whatever is sent */
  #hasCode(language) {
    const request = { url: "https://example.com/", method: "POST", headers: {}, body: "" };
    return snippet(language, { operation: this.model, request: /** @type {any} */ (request), region: "", input: {} }) !== undefined;
  }

  /** @param {Built | undefined} built what would be sent now; nothing while something is wrong */
  show(built) {
    const facts = (/** @type {Built | undefined} */ one) => JSON.stringify(one && [one.input, one.destination, one.options]);
    // What is shown or unfolded stays so.
    if (built && facts(built) === facts(this.#built)) return;
    this.#built = built;
    this.#draw();
  }

  hideSecrets() {
    this.#masked?.cover(true);
  }

  /** @returns {readonly import("../types.js").Member[]} the sensitive members that it carries */
  #secrets({ operation, input } = /** @type {Built} */ (this.#built)) {
    return operation.members.filter(({ name, sensitive }) => sensitive && name in input);
  }

  /**
   * The same input a few times, with other secrets.
   *
   * @param {Built} built
   * @returns {Input[]} none where the secrets are not only the one that can be generated
   */
  #others(built) {
    const { operation: { id, policyMember }, input, options: { policy, names } } = built;
    const secrets = this.#secrets(built);
    if (secrets.length !== 1 || secrets[0].name !== policyMember) return [];
    const passwords = attempt(() => this.api.generatePasswords(policy ?? /** @type {PasswordOperationId} */ (id), OTHERS, { names })) ?? [];
    return passwords.map((password) => ({ ...input, [secrets[0].name]: password }));
  }

  /** @param {Built} built @param {Input} [input] */
  #request({ operation: { id }, destination, options, input: given }, input = given) {
    return this.api.buildRequest(id, /** @type {any} */ (input), { ...options, ...destination });
  }

  /** @param {Form} form @param {Built} built @returns {{ parts: Part[], install?: string } | undefined} */
  #write(form, built) {
    const others = this.#others(built);
    if (form === "command") {
      const parts = this.command?.parts(built, this.#secrets(built).length > 0 ? others : []);
      return parts && { parts };
    }
    const request = this.#request(built);
    if (form === "http") {
      const { method, url, headers } = request;
      const head = [`${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), "", ""].join("\n");
      const bodies = attempt(() => others.map((other) => this.#request(built, other).body)) ?? [];
      return { parts: [{ text: request.body === "" ? head.trimEnd() : head, secret: false }, ...bodyParts(request, this.#secrets(built).length > 0, bodies)] };
    }
    if (form === "file") return undefined;
    const { destination: { region = "" }, input } = built;
    return snippet(form, { operation: this.model, request, region, input });
  }

  async #draw() {
    const form = this.#form;
    const $panel = this.#panels.get(form);
    if (!$panel || !this.tabs) return;
    if (form === "file") {
      if (this.file && !$panel.contains(this.file.$root)) {
        $panel.replaceChildren(this.file.$root);
        this.file.load();
      }
      return;
    }
    const built = this.#built;
    if (!built) {
      this.#masked = undefined;
      return $panel.replaceChildren(element("p", { class: "note" }, more.fillFirst));
    }
    if (form === "command") {
      try {
        await this.command?.load(built);
      } catch {
        return $panel.replaceChildren(element("p", { class: "note", role: "alert" }, messages.partMissing));
      }
      // Something else may have been typed or opened meanwhile.
      if (built !== this.#built || form !== this.#form) return;
    }
    const written = this.#write(form, built);
    const $choices = form === "command" && this.command ? [this.command.$choices] : [];
    if (!written) return $panel.replaceChildren(...$choices, element("p", { class: "note" }, more.commandRefused));
    const focused = document.activeElement;
    $panel.replaceChildren(...$choices, ...this.#drawn(form, written));
    if (focused instanceof HTMLElement && $panel.contains(focused)) focused.focus();
  }

  /** @param {Form} form @param {{ parts: Part[], install?: string }} written */
  #drawn(form, { parts, install }) {
    const label = this.tabs.tabs[this.tabs.index].$tab.textContent ?? "";
    const masked = this.#masked = new MaskedText(`request-${form}`, label, parts, this.#secrets().map((member) => member.label));
    const $status = element("p", { class: "note", role: "status" });
    const $copy = button("quiet", more.copyForm(label), async () => {
      const copied = masked.secret ? await this.clock.copy(masked.text) : await copy(masked.text);
      if (copied && !masked.secret) this.clock.stop();
      $status.textContent = copied ? more.isCopied(masked.secret) : messages.notCopied;
    }, { icon: "copy" });
    const brief = form === "command" ? briefly(parts) : undefined;
    const $lead = brief && this.#lead(brief, masked);
    return [
      element("div", {}, ...($lead ? [$lead] : []), masked.$root),
      ...(this.#note(form, masked, install)),
      element("div", { class: "row" }, $copy, ...(masked.secret ? [masked.$toggle] : []), $status),
    ];
  }

  /** @param {{ lines: number, brief: string }} command @param {MaskedText} masked */
  #lead({ lines, brief }, masked) {
    const $all = button("quiet", more.showAll, () => show($all.getAttribute("aria-expanded") !== "true"), { "aria-expanded": "false", "aria-controls": masked.$root.id });
    const show = (/** @type {boolean} */ all) => {
      $all.setAttribute("aria-expanded", String(all));
      $all.replaceChildren(element("span", {}, all ? more.showLess : more.showAll), icon("down", "s turn"));
      masked.$root.textContent = all ? masked.text : brief;
    };
    show(false);
    return element("div", { class: "lead" }, element("span", {}, more.wrapper(lines)), $all);
  }

  /** @param {Form} form @param {MaskedText} masked @param {string | undefined} install */
  #note(form, masked, install) {
    if (install) return [element("p", { class: "note" }, more.snippetNote, element("code", {}, install))];
    if (form === "http") {
      const { signing, auth: [first] } = this.operation;
      const text = signing ? more.unsigned(signing.algorithm, signing.name) : first && first.scheme !== "none" ? more.withoutCredentials(first.header ?? first.scheme) : "";
      return text === "" ? [] : [element("p", { class: "note" }, text)];
    }
    return this.#secrets().length === 0 ? [] : [element("p", { class: "note" }, masked.secret ? more.commandHolds : more.commandNote)];
  }

  /**
   * Copies the command, or where there is none the request itself.
   *
   * @param {Built} built
   * @returns {Promise<string>} what to do with it
   */
  async copy(built) {
    const form = this.command ? "command" : "http";
    try {
      await this.command?.load(built);
    } catch {
      return messages.partMissing;
    }
    const written = this.#write(form, built);
    if (!written) return more.commandRefused;
    const text = written.parts.map((part) => part.text).join("");
    const secret = written.parts.some((part) => part.secret);
    if (!(secret ? await this.clock.copy(text) : await copy(text))) return messages.notCopied;
    if (!secret) this.clock.stop();
    if (form === "http") return more.isCopied(secret);
    return secret || this.#secrets(built).length === 0 ? more.runIt : more.runAndPaste;
  }
}
