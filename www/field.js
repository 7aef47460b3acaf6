/** @import { Api, Issue, Member, Operation, PassphraseOptions, Passphrases, PasswordOperationId, Value } from "./types.js" */
/** @import { ClipboardClock } from "./clipboard-clock.js" */
/** @import { Directory } from "./directory.js" */
import { control, howTo, shown, valueOf } from "./control.js";
import { element, notForPasswordManagers, trim } from "./element.js";
import { isAsked } from "./example.js";
import { GeneratorOptions } from "./generator-options.js";
import { messages } from "./messages.js";
import { loadPassphrases } from "./passphrases.js";
import { PasswordInput } from "./password-input.js";
import { PolicyChecklist } from "./policy-checklist.js";

/** One member as a person meets it: label, help, input, and what is wrong with the value. */
export class Field {
  /** Whether the person typed something, and then left the field: only then may it speak up. */
  edited = false;
  left = false;

  /**
   * @param {Member} member
   * @param {string} id made from the member's place: browsers take an input whose id speaks of a user for a place to
   *   fill in their own user
   * @param {Operation} operation
   * @param {{ api: Api, clock: ClipboardClock, directory: Directory }} tools
   */
  constructor(member, id, operation, tools) {
    this.required = isAsked(member.name, member.required, operation.rules);
    const policy = member.name === operation.policyMember ? operation.policy : undefined;
    this.member = member;
    this.members = operation.members;
    this.$help = element("div", { class: "help", id: `${id}-help` }, ...[member.help, howTo(member)].filter(Boolean).map((text) => element("p", {}, /** @type {string} */ (text))));
    this.$issues = element("div", { class: "issues", id: `${id}-issues` });
    this.$warnings = element("div", { class: "warnings", id: `${id}-warnings` });
    this.$note = element("p", { class: "note", id: `${id}-note` });
    this.$pointer = element("p", { class: "note", id: `${id}-pointer` });
    const { $control, $more } = control(member, id, {
      "aria-required": this.required ? "true" : undefined,
      "aria-describedby": [this.$help, this.$note, this.$pointer, this.$issues, this.$warnings].map((part) => part.id).join(" "),
      ...notForPasswordManagers,
    });
    this.$input = $control;
    const $label = element("label", { for: id }, member.label);
    if (member.kind === "boolean") {
      // What happens afterwards is the user's to decide, not the administrator's memory.
      this.state = member.group === "options";
      this.$root = element("div", { class: "field choice" }, this.$input, $label, this.$help, this.$note, this.$pointer, this.$issues, this.$warnings);
      return;
    }
    if (!this.required) $label.append(" ", element("span", { class: "optional" }, messages.optional));
    if (!member.sensitive && member.example !== "") {
      this.$help.append(element("p", {}, messages.example, element("code", {}, shown(member.example, ", "))));
    }
    if (policy) {
      this.rules = new PolicyChecklist(policy, member);
      this.$help.append(element("p", {}, messages.policyHeading), this.rules.$root);
    }
    if (member.sensitive) this.password = this.#passwordInput(operation, tools);
    const $parts = [this.password?.$root ?? $control, ...$more];
    this.$root = element("div", { class: "field" }, $label, this.$help, this.$note, this.$pointer, this.$issues, ...$parts, this.$warnings);
  }

  /**
   * @param {Operation} operation
   * @param {{ api: Api, clock: ClipboardClock, directory: Directory }} tools
   */
  #passwordInput({ id, policy, policyMember }, { api, clock, directory }) {
    const { member } = this;
    const $input = /** @type {HTMLInputElement} */ (this.$input);
    const tools = { spell: api.spell, clock };
    if (!policy || policyMember !== member.name) return new PasswordInput($input, member.label, tools);
    /** @template T @param {T} given */
    const asked = (given) => ({ ...given, names: directory.names });
    const own = () => directory.options.policy ?? /** @type {PasswordOperationId} */ (id);
    /** @type {Passphrases | undefined} */
    let loaded;
    const passphrases = {
      load: async () => (loaded = await loadPassphrases(api)),
      /** @param {PassphraseOptions} given */
      entropy: (given) => loaded?.passphraseEntropy(own(), asked(given)),
    };
    const options = new GeneratorOptions(policy, $input.id, (given) => api.entropy(own(), asked(given)), () => this.password?.generate(), passphrases);
    /** @param {string} secret */
    const complete = (secret) => {
      // It may be judged at once.
      this.left = true;
      return secret;
    };
    const generate = () => {
      const { isPassphrase, words, ...given } = options.value;
      if (!isPassphrase) return complete(api.generatePassword(own(), asked(given)));
      return passphrases.load().then(({ generatePassphrase }) => complete(generatePassphrase(own(), asked({ words }))));
    };
    return new PasswordInput($input, member.label, { ...tools, generate, options });
  }

  /** @returns {Value | undefined} nothing where the field is empty, off or not needed */
  get value() {
    return this.$input.disabled ? undefined : valueOf(this.member, this.$input);
  }

  /** What stands in the control, whatever it is worth. */
  get state() {
    return this.member.kind === "boolean" ? /** @type {HTMLInputElement} */ (this.$input).checked : this.$input.value;
  }

  set state(state) {
    if (typeof state === "boolean") /** @type {HTMLInputElement} */ (this.$input).checked = state;
    else this.$input.value = state;
  }

  /** Takes away what is around an ID. A password may begin and end with anything. */
  trim() {
    if (this.$input instanceof HTMLInputElement && this.$input.type === "text" && !this.member.sensitive) trim(this.$input);
  }

  /** Empties the field and forgets that the person was ever there. */
  clear() {
    this.$input.value = "";
    this.edited = this.left = false;
    this.password?.hide();
    this.password?.say("");
    this.show([], [], false);
    this.point(false);
  }

  /**
   * Takes the field out of the form, or back in.
   *
   * @param {string | undefined} reason
   */
  setNotNeeded(reason) {
    if (this.$input.disabled === (reason !== undefined)) return;
    this.$input.disabled = reason !== undefined;
    this.password?.disable(reason !== undefined);
    this.$note.textContent = reason ?? "";
    if (reason === undefined && this.required) this.$input.setAttribute("aria-required", "true");
    else this.$input.removeAttribute("aria-required");
  }

  /**
   * Marks the field as the one that the service's response points at, until it changes.
   *
   * @param {boolean} pointed
   */
  point(pointed) {
    this.$pointer.textContent = pointed ? messages.pointedAt(this.member.label) : "";
    this.$root.classList.toggle("is-pointed-at", pointed);
  }

  /**
   * Says what is wrong with the value, or not wise. One thing at a time, and not what the list of rules says already.
   *
   * @param {readonly Issue[]} issues in order of importance
   * @param {readonly Issue[]} warnings
   * @param {boolean} named whether the user's name is known
   * @returns {string | undefined} what to say of the field elsewhere
   */
  show(issues, warnings, named) {
    const { $input, rules } = this;
    /** @param {Issue} issue */
    const text = (issue) => messages.issue(issue, this.members);
    rules?.show(this.left && this.value !== undefined ? issues : undefined, named);
    const unsaid = issues.find((issue) => !rules?.says(issue));
    say(this.$issues, messages.error, unsaid ? [text(unsaid)] : []);
    say(this.$warnings, messages.warning, warnings.map(text));
    if (issues.length > 0) $input.setAttribute("aria-invalid", "true");
    else $input.removeAttribute("aria-invalid");
    this.$root.classList.toggle("has-issues", issues.length > 0);
    const first = unsaid ?? issues[0];
    return first && text(first);
  }
}

/**
 * Where these texts are shown already, everything stays as it is, with a person's selection in it.
 *
 * @param {HTMLElement} $element
 * @param {string} intro for those who cannot see what kind of text it is
 * @param {string[]} texts
 */
function say($element, intro, texts) {
  const shown = [...$element.children].map(($child) => $child.lastChild?.textContent);
  if (shown.length === texts.length && shown.every((text, index) => text === texts[index])) return;
  $element.replaceChildren(...texts.map((text) => element("p", {}, element("span", { class: "visually-hidden" }, intro), text)));
}
