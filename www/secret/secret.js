/** @import { Api, Issue, Member, Operation, Passphrases, PasswordOperationId, Policy } from "../types.js" */
/** @import { Directory } from "./directory.js" */
/** @import { Chosen } from "./options.js" */
import { button, element, keep, notForPasswordManagers } from "../base/element.js";
import { icon } from "../base/icons.js";
import { Says } from "../fields/says.js";
import { messages } from "../text/messages.js";
import { chosenFor, Options } from "./options.js";
import { loadPassphrases } from "./passphrases.js";
import { Rules } from "./rules.js";
import { coveredSecret, shownSecret } from "./value.js";

/** @typedef {"random" | "words" | "own" | "service"} Source who makes the password, and how */

/**
 * What is kept of it while the operation is open: going back to a source brings its password back.
 *
 * @typedef {object} SecretState
 * @property {Source} source
 * @property {Partial<Record<"random" | "words", string>>} made
 * @property {string} own
 * @property {Chosen} [chosen]
 * @property {boolean} tuned whether the options are open
 * @property {boolean} left whether the person has left what they typed
 */

/** @returns {SecretState} */
export const freshSecret = () => ({ source: "random", made: {}, own: "", tuned: false, left: false });

/** The new password: generated on arrival and covered, or typed, or left to the service. */
export class Secret {
  #shown = false;

  /**
   * @param {Operation} operation
   * @param {Member} member that carries it
   * @param {string} id
   * @param {SecretState} state
   * @param {{ api: Api, directory: Directory, byService: boolean, onChange: () => void, announce: (text: string) => void }} tools
   *   `byService`: whether the service can make it instead
   */
  constructor(operation, member, id, state, tools) {
    this.operation = operation;
    this.member = member;
    this.id = id;
    this.state = state;
    this.tools = tools;
    this.label = messages.newPassword(member.label);
    this.says = new Says(`${id}-says`);
    this.$input = element("input", {
      id, class: "in", type: "text", autocomplete: "new-password", autocapitalize: "none", autocorrect: "off", spellcheck: "false",
      "aria-describedby": `${id}-rules ${this.says.$root.id}`, ...notForPasswordManagers,
    });
    this.$input.value = state.own;
    this.$input.addEventListener("input", (event) => {
      event.stopPropagation();
      state.own = this.$input.value;
      tools.onChange();
    });
    this.$line = element("div", { class: "line" });
    this.$facts = element("span", { class: "facts" });
    this.$another = button("quiet", messages.another, () => this.generate(), { icon: "again" });
    this.$tune = button("quiet", messages.options, () => this.#tune(!state.tuned), { "aria-expanded": "false", "aria-controls": `${id}-options` });
    this.$tune.append(icon("down", "s turn"));
    this.$show = button("quiet", messages.show, () => this.#show(!this.#shown), { icon: "eye" });
    this.$bar = element("div", { class: "bar" });
    this.$box = element("div", { class: "secret" });
    this.$head = element("div", { class: "head" });
    this.$root = element("div", { role: "group", "aria-label": this.label }, this.$head, this.$box, this.says.$root, tools.directory.$nameField);
    this.judgeBy();
  }

  /** Takes over what the directory asks for, and makes a password where there is none yet. */
  judgeBy() {
    const { directory } = this.tools;
    const policy = /** @type {Policy} */ (directory.policy);
    const { state, id } = this;
    const chosen = state.chosen = chosenFor(policy, state.chosen);
    this.rules = new Rules(policy, this.member);
    this.rules.$root.id = `${id}-rules`;
    this.options = new Options(policy, `${id}-options`, chosen, { bits: () => this.#bits(), onChange: () => this.generate() });
    if ((state.source === "random" || state.source === "words") && state.made[state.source] === undefined) this.generate();
    this.draw();
  }

  /** Goes over to another directory, which may not take what was made for the one before. */
  moveOn() {
    this.state.made = {};
    this.judgeBy();
  }

  get #own() {
    return this.tools.directory.options.policy ?? /** @type {PasswordOperationId} */ (this.operation.id);
  }

  /** @returns {string | undefined} nothing where there is none, or the service makes it */
  get value() {
    const { source, made, own } = this.state;
    if (source === "service") return undefined;
    return (source === "own" ? own : made[source]) || undefined;
  }

  get byService() {
    return this.state.source === "service";
  }

  /** Draws another one, by chance. */
  async generate() {
    const { state, tools: { api, directory, announce, onChange } } = this;
    const { source, chosen = chosenFor(/** @type {Policy} */ (directory.policy)) } = state;
    if (source !== "random" && source !== "words") return;
    const again = state.made[source] !== undefined;
    try {
      const { names } = directory;
      if (source === "random") {
        const { length, avoidAmbiguous } = chosen;
        state.made.random = api.generatePassword(this.#own, { length, avoidAmbiguous, names });
      } else {
        this.passphrases = await loadPassphrases(api);
        if (state.source !== "words") return;
        const { words, separator } = chosen;
        state.made.words = this.passphrases.generatePassphrase(this.#own, { words, separator, names });
      }
      this.trouble = undefined;
    } catch (error) {
      state.made[source] = undefined;
      // Without a code it is no word of the package: the words could not be loaded.
      this.trouble = /** @type {{ code?: string }} */ (error).code === undefined ? messages.partMissing : messages.nothingFits;
    }
    if (!this.$line.isConnected && !again) return this.draw();
    this.draw();
    if (again) announce(messages.ready(this.member.label));
    onChange();
  }

  #bits() {
    const { state: { source, chosen }, tools: { api, directory: { names } } } = this;
    if (!chosen) return undefined;
    const { length, avoidAmbiguous, words, separator } = chosen;
    return source === "words" ? this.passphrases?.passphraseEntropy(this.#own, { words, separator, names }) : api.entropy(this.#own, { length, avoidAmbiguous, names });
  }

  /** @param {boolean} tuned */
  #tune(tuned) {
    this.state.tuned = tuned;
    this.draw();
  }

  /** @param {boolean} shown */
  #show(shown) {
    this.#shown = shown;
    this.draw();
  }

  /** Covers it again. */
  hide() {
    this.isOwnHidden = this.state.own !== "";
    this.#show(false);
  }

  /**
   * Whether the person leaves what they typed: its own button is no other place, and neither is another window.
   *
   * @param {FocusEvent} event
   */
  isLeft({ target, relatedTarget }) {
    const { $box, state } = this;
    const within = (/** @type {EventTarget | null} */ other) => other instanceof Node && $box.contains(other);
    if (state.source !== "own" || state.own === "" || !within(target) || within(relatedTarget) || within(document.activeElement)) return false;
    state.left = true;
    return true;
  }

  /** Takes the choices away: it may be set already, or soon. */
  lock() {
    this.isLocked = true;
    this.draw();
  }

  draw() {
    const { state, id, options, rules } = this;
    const { source } = state;
    const focused = document.activeElement;
    this.$head.replaceChildren(source === "own" && !this.isLocked ? element("label", { class: "label", for: id }, this.label) : element("p", { class: "label" }, this.label), ...(this.isLocked ? [] : [this.#sources()]));
    if (source === "own" && !this.isLocked) {
      this.$input.type = this.isOwnHidden ? "password" : "text";
      const $hide = button("quiet", this.isOwnHidden ? messages.show : messages.hide, () => {
        this.isOwnHidden = !this.isOwnHidden;
        this.draw();
      }, { icon: this.isOwnHidden ? "eye" : "hide" });
      this.$line.className = "line own";
      this.$line.replaceChildren(this.$input, $hide);
      keep(this.$box, [this.$line, ...(rules ? [rules.$root] : [])]);
    } else if (source === "service") {
      this.$line.className = "line";
      this.$line.replaceChildren(element("p", { class: "made-there" }, messages.madeByService(this.operation.service)));
      keep(this.$box, [this.$line]);
    } else {
      this.#drawMade();
      options?.show(source === "words");
      if (options) options.$root.hidden = !state.tuned || Boolean(this.isLocked);
      keep(this.$box, [this.$line, this.$bar, ...(options ? [options.$root] : [])]);
    }
    this.tools.directory.$nameField.hidden = source !== "own" || this.tools.directory.nameKinds.length === 0 || this.tools.directory.known.length > 0 || Boolean(this.isLocked);
    // What was drawn anew may have been where the person is.
    const $again = focused instanceof HTMLElement && !focused.isConnected && focused.id ? document.getElementById(focused.id) : focused;
    if ($again instanceof HTMLElement && $again.isConnected && $again !== document.activeElement) $again.focus();
  }

  #drawMade() {
    const { value, state } = this;
    const length = [...(value ?? "")].length;
    this.$line.className = "line";
    this.$show.replaceChildren(icon(this.#shown ? "hide" : "eye"), element("span", {}, this.#shown ? messages.hide : messages.show));
    const $value = value === undefined ? element("div", { class: "value" }) : this.#shown ? shownSecret(value, state.source === "words") : coveredSecret(length);
    this.$line.replaceChildren($value, ...(value === undefined ? [] : [this.$show]));
    this.$tune.setAttribute("aria-expanded", String(state.tuned));
    const fits = this.isLocked ? messages.keptUntilKnown : messages.fits(length);
    this.$facts.replaceChildren(...(value === undefined ? [this.trouble ?? messages.loading] : [element("span", { class: "ok" }, icon("check", "s")), fits]));
    keep(this.$bar, [...(this.isLocked ? [] : [this.$another, this.$tune]), this.$facts]);
  }

  #sources() {
    const { id, state } = this;
    /** @type {[Source, string][]} */
    const sources = [["random", messages.random], ["words", messages.asWords], ["own", messages.myOwn], ...(this.tools.byService ? [/** @type {[Source, string]} */ (["service", messages.byService(this.operation.service)])] : [])];
    const $set = element("fieldset", { class: "seg" }, element("legend", { class: "sr" }, messages.source), ...sources.map(([source, text]) => {
      const $radio = element("input", { type: "radio", name: `${id}-source`, id: `${id}-${source}`, value: source, autocomplete: "off" });
      $radio.checked = state.source === source;
      return element("span", {}, $radio, element("label", { for: $radio.id }, text));
    }));
    let pointed = false;
    $set.addEventListener("pointerdown", () => (pointed = true));
    $set.addEventListener("keydown", () => (pointed = false));
    $set.addEventListener("input", (event) => event.stopPropagation());
    $set.addEventListener("change", (event) => {
      event.stopPropagation();
      this.#choose(/** @type {Source} */ (/** @type {HTMLInputElement} */ (event.target).value), pointed);
    });
    return $set;
  }

  /** @param {Source} source @param {boolean} pointed by a pointer, and not by keys that go on to the next one */
  #choose(source, pointed) {
    const { state } = this;
    state.source = source;
    this.trouble = undefined;
    if ((source === "random" || source === "words") && state.made[source] === undefined) this.generate();
    this.draw();
    if (source === "own" && pointed) this.$input.focus();
    else document.getElementById(`${this.id}-${source}`)?.focus();
    this.tools.onChange();
  }

  /**
   * Says what is wrong with it. One thing at a time, and not what the list of rules says already.
   *
   * @param {readonly Issue[]} issues in order of importance
   * @param {readonly Issue[]} warnings
   * @returns {boolean} whether something is wrong that the person may be told
   */
  judge(issues, warnings) {
    const { state, tools: { directory }, operation, rules } = this;
    const own = state.source === "own";
    rules?.show(own && state.own !== "" ? issues : undefined, directory.names !== undefined, state.left);
    const told = own && !state.left ? [] : issues;
    const unsaid = told.find((issue) => !own || state.own === "" || !rules?.says(issue));
    const warning = own && state.left ? warnings[0] : undefined;
    this.says.say(unsaid ? { kind: "bad", content: [messages.issue(unsaid, operation)] } : warning ? { kind: "warn", content: [messages.issue(warning, operation)] } : undefined);
    this.$box.classList.toggle("bad", told.length > 0);
    if (told.length > 0) this.$input.setAttribute("aria-invalid", "true");
    else this.$input.removeAttribute("aria-invalid");
    return told.length > 0;
  }

  /** Takes the person to what is wrong. */
  focus() {
    const $first = this.state.source === "own" ? this.$input : this.$another;
    $first.focus();
  }

  /** Marks it as what the service pointed at. @param {string} text */
  point(text) {
    this.$box.classList.add("bad");
    this.says.say({ kind: "bad", content: [text] });
  }
}
