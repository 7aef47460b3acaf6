/** @import { HttpRequest, Input, Issue, Member, Operation } from "./types.js" */
/** @import { ClipboardClock } from "./clipboard-clock.js" */
import { bodyParts } from "./body-parts.js";
import { copy } from "./clipboard.js";
import { CommandPanel } from "./command-panel.js";
import { element } from "./element.js";
import { MaskedText } from "./masked-text.js";
import { messages } from "./messages.js";
import { snippet } from "./snippets.js";
import { Tabs } from "./tabs.js";

/**
 * What was built, and from what.
 *
 * @typedef {object} Built
 * @property {HttpRequest} request
 * @property {Operation} operation as people read it
 * @property {Operation} model as programs read it
 * @property {Input} input
 * @property {Input[]} others the same input with other secrets, to tell where in a text a secret stands
 * @property {string} region
 * @property {readonly Member[]} secrets the sensitive members that it carries
 * @property {readonly Issue[]} advice
 */

/** The built request in several forms, its secret covered until the person asks, and what is left to do after it. */
export class RequestView {
  /** @type {MaskedText[]} */
  #texts = [];

  /**
   * @param {HTMLElement} $root
   * @param {ClipboardClock} clock
   * @param {(operation: Operation, member: Member) => void} onPrint
   * @param {((built: Built) => Promise<"done" | "refused" | "lost">) | undefined} onSend where there is a server to send to
   */
  constructor($root, clock, onPrint, onSend) {
    this.onSend = onSend;
    this.$root = $root;
    this.clock = clock;
    this.onPrint = onPrint;
    this.#showEmpty(messages.noRequest);
  }

  /**
   * @param {Built} built
   * @param {boolean} focus whether to take the person there
   */
  show(built, focus) {
    const { operation, secrets, advice } = built;
    this.built = built;
    this.#texts = [];
    const $heading = element("h2", { id: "request-heading", tabindex: "-1" }, messages.built);
    const labels = secrets.map(({ label }) => label);
    const command = new CommandPanel(operation.id, built.input, built.region, { labels, others: built.others }, this.clock);
    this.command = command;
    this.tabs = new Tabs(messages.formats, "request", [
      { label: messages.tabHttp, $panel: this.#http(built) },
      { label: messages.tabCommand, $panel: command.$root, onOpen: () => command.load() },
      { label: messages.tabJavaScript, $panel: this.#snippet("javascript", built) },
      { label: messages.tabPython, $panel: this.#snippet("python", built) },
    ]);
    this.$root.replaceChildren(
      $heading,
      element("p", { class: "unsigned" }, messages.unsigned(operation.signing.algorithm, operation.signing.name)),
      this.tabs.$root,
      ...adviceList(advice, operation.members),
      ...this.#send(built),
      ...this.#handOver(operation, secrets),
      ...checklist(operation),
    );
    this.$root.classList.remove("is-empty");
    if (focus) $heading.focus();
  }

  /** Covers the secret again. */
  hideSecrets() {
    for (const text of this.#texts) if (!text.covered) text.cover(true);
    this.command?.hideSecrets();
  }

  /**
   * Takes the request away and says why.
   *
   * @param {string} reason
   * @returns {boolean} whether there was one
   */
  clear(reason) {
    if (!this.built) return false;
    this.built = undefined;
    this.#texts = [];
    this.#showEmpty(reason);
    return true;
  }

  /** @param {string} text */
  #showEmpty(text) {
    this.$root.classList.add("is-empty");
    this.$root.replaceChildren(
      element("h2", { id: "request-heading" }, messages.requestHeading),
      element("p", { class: "help" }, text),
    );
  }

  /** @param {Built} built */
  #http({ request, secrets }) {
    const { method, url, headers, body } = request;
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const whole = [`${method} ${url}`, ...lines, "", body].join("\n");
    const masked = new MaskedText("request-body", bodyParts(request, secrets.map(({ name }) => name)), secrets.map(({ label }) => label));
    this.#texts.push(masked);
    const $status = element("p", { class: "status", role: "status" });
    const $buttons = element("div", { class: "buttons" });
    if (masked.secret) $buttons.append(masked.$toggle);
    if (body !== "") $buttons.append(this.#copyButton(messages.copyBody, body, messages.bodyCopied(masked.secret), masked.secret, $status));
    $buttons.append(this.#copyButton(messages.copyRequest, whole, messages.requestCopied(masked.secret), masked.secret, $status));
    return element(
      "div",
      {},
      element("h3", {}, messages.requestLine),
      element("pre", { id: "request-line" }, `${method} ${url}`),
      element("h3", {}, messages.headers),
      lines.length > 0
        ? element("pre", { id: "request-headers" }, lines.join("\n"))
        : element("p", { class: "help" }, messages.noHeaders),
      element("h3", {}, messages.body),
      body !== "" ? masked.$root : element("p", { class: "help" }, messages.noBody),
      $buttons,
      $status,
    );
  }

  /**
   * @param {"javascript" | "python"} language
   * @param {Built} built
   */
  #snippet(language, { model, request, region, input, secrets }) {
    const { install, parts } = snippet(language, { operation: model, request, region, input });
    const masked = new MaskedText(`request-${language}`, parts, secrets.map(({ label }) => label));
    this.#texts.push(masked);
    const $status = element("p", { class: "status", role: "status" });
    const $copy = this.#copyButton(messages.copyCode, masked.text, messages.codeCopied(masked.secret), masked.secret, $status);
    return element(
      "div",
      {},
      masked.$root,
      element("p", { class: "help" }, messages.snippetNote, element("code", {}, install)),
      element("div", { class: "buttons" }, ...(masked.secret ? [masked.$toggle] : []), $copy),
      $status,
    );
  }

  /** @param {Built} built */
  #send(built) {
    const { onSend } = this;
    if (!onSend) return [];
    const $status = element("p", { class: "status", role: "status" });
    const $send = element("button", { type: "button", class: "primary" }, messages.sendButton);
    $send.addEventListener("click", async () => {
      if ($send.getAttribute("aria-disabled") === "true") return;
      // Not disabled, which would take the focus away; and never twice what is done.
      $send.setAttribute("aria-disabled", "true");
      $status.textContent = messages.sending;
      const result = await onSend(built);
      $status.textContent = result === "lost" ? messages.notSent : messages.isSent;
      if (result !== "done") $send.removeAttribute("aria-disabled");
    });
    return [
      element("h3", {}, messages.sendHeading),
      element("p", { class: "help" }, messages.sendHelp),
      element("div", { class: "buttons" }, $send),
      $status,
    ];
  }

  /**
   * @param {Operation} operation
   * @param {readonly Member[]} secrets
   */
  #handOver(operation, secrets) {
    if (secrets.length === 0) return [];
    const $buttons = secrets.map((member) => {
      const $print = element("button", { type: "button" }, messages.printSlip);
      $print.addEventListener("click", () => this.onPrint(operation, member));
      return $print;
    });
    return [
      element("h3", {}, messages.handOverHeading),
      element("p", { class: "help" }, messages.handOver),
      element("div", { class: "buttons" }, ...$buttons),
    ];
  }

  /**
   * @param {string} label
   * @param {string} text
   * @param {string} done
   * @param {boolean} secret whether the text holds one
   * @param {HTMLElement} $status
   */
  #copyButton(label, text, done, secret, $status) {
    const $button = element("button", { type: "button" }, label);
    $button.addEventListener("click", async () => {
      const copied = await copy(text);
      $status.textContent = copied ? done : messages.notCopied;
      if (!copied) return;
      if (secret) this.clock.start($status);
      else this.clock.stop();
    });
    return $button;
  }
}

/**
 * @param {readonly Issue[]} advice
 * @param {readonly Member[]} members
 */
function adviceList(advice, members) {
  if (advice.length === 0) return [];
  return [
    element("h3", {}, messages.adviceHeading),
    element("ul", { class: "advice-list" }, ...advice.map((issue) => element("li", {}, messages.issue(issue, members)))),
  ];
}

/** @param {Operation} operation */
function checklist({ afterwards }) {
  const texts = [messages.send, ...afterwards.map(({ text }) => text)];
  return [
    element("h3", {}, messages.afterwardsHeading),
    element("ul", { class: "checklist" }, ...texts.map((text, index) => {
      const id = `left-${index + 1}`;
      return element("li", { class: "choice" }, element("input", { type: "checkbox", id }), element("label", { for: id }, text));
    })),
  ];
}
