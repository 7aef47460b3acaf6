/** @import { Api, NameKind, Operation, Policy } from "./types.js" */
import { element, notForPasswordManagers } from "./element.js";
import { messages } from "./messages.js";

/**
 * What an input is judged by, beside its operation; nothing where that is the default.
 *
 * @typedef {{ policy?: Policy, names?: { kind: NameKind, value: string }[] }} Judge
 */

/**
 * Whose policy judges the password: which kind of directory it is, where a service can have several, and the user's name in
 * it, where the policy keeps that out of the password. Nothing of it is sent.
 */
export class Directory {
  /**
   * @param {Operation} operation as people read it
   * @param {Api} api
   * @param {string} [own] the id of its controls
   */
  constructor({ id, policy, policies = [], otherReading }, api, own = "directory") {
    this.id = id;
    this.api = api;
    // Another reading of the same directory is no other one.
    const readings = [otherReading, ...policies.map((kind) => kind.otherReading)];
    this.kinds = [{ id: "", label: messages.directoryDefault, policy }, ...policies.filter((kind) => !readings.includes(kind.id))];
    this.$kind = element("select", { id: own, "aria-describedby": `${own}-help`, autocomplete: "off" });
    this.$kind.append(...this.kinds.map(({ id: value, label }) => element("option", { value }, label)));
    // Neither id nor label speak of a name to sign in with: a browser would fill in the administrator's own.
    this.$name = element("input", {
      id: `${own}-person`, type: "text", autocomplete: "off", autocapitalize: "none", autocorrect: "off", spellcheck: "false",
      "aria-describedby": `${own}-person-help`, ...notForPasswordManagers,
    });
    this.$nameField = field(this.$name, messages.person, messages.personHelp, true);
  }

  /** The policy as people read it. */
  get policy() {
    return this.kinds.find(({ id }) => id === this.$kind.value)?.policy;
  }

  /** The kinds of names that the policy keeps out of the password; what the user is called stands for each of them. */
  get #nameKinds() {
    const { notUserName, names = {} } = this.policy ?? {};
    return /** @type {NameKind[]} */ ([...new Set([...(notUserName ? ["account"] : []), ...Object.keys(names)])]);
  }

  /** The user's names; nothing where none is given or it does not matter. */
  get names() {
    const { value } = this.$name;
    return value === "" || this.#nameKinds.length === 0 ? undefined : this.#nameKinds.map((kind) => ({ kind, value }));
  }

  /** @returns {Judge} */
  get options() {
    const kind = this.$kind.value;
    return { policy: kind === "" ? undefined : this.api.policy(this.id, kind), names: this.names };
  }

  get value() {
    return { kind: this.$kind.value, name: this.$name.value };
  }

  /** @param {{ kind: string, name: string }} value */
  set value({ kind, name }) {
    this.$kind.value = kind;
    this.$name.value = name;
  }

  /** What stands before the password. */
  before() {
    return this.kinds.length > 1 ? [field(this.$kind, messages.directory, messages.directoryHelp, false)] : [];
  }

  /** What stands behind it: in a text field before a password, browsers look for a name to sign in with. */
  after() {
    return this.#nameKinds.length > 0 ? [this.$nameField] : [];
  }
}

/**
 * @param {HTMLElement} $control
 * @param {string} label
 * @param {string} help
 * @param {boolean} optional
 */
function field($control, label, help, optional) {
  const $label = element("label", { for: $control.id }, label);
  if (optional) $label.append(" ", element("span", { class: "optional" }, messages.optional));
  return element("div", { class: "field" }, $label, element("p", { class: "help", id: `${$control.id}-help` }, help), $control);
}
