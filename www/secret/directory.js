/** @import { Api, NameKind, Operation, Policy } from "../types.js" */
import { element, verbatim } from "../base/element.js";
import { messages } from "../text/messages.js";

/**
 * What an input is judged by, beside its operation; nothing where that is the default.
 *
 * @typedef {{ policy?: Policy, names?: { kind: NameKind, value: string }[] }} Judge
 */

/**
 * Whose policy judges the password: which kind of directory it is, where a service can have several, and the user's names in
 * it, where the policy keeps those out of the password. Nothing of it is sent.
 */
export class Directory {
  /** What somebody who was found is called. @type {readonly string[]} */
  known = [];

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
    this.$kind = element("select", { id: own, class: "in", autocomplete: "off" }, ...this.kinds.map(({ id: value, label }) => element("option", { value }, label)));
    // Neither id nor label speak of a name to sign in with: a browser would fill in the administrator's own.
    this.$name = element("input", { ...verbatim, id: `${own}-person`, class: "in", type: "text", "aria-describedby": `${own}-person-says` });
    this.$kindField = element("div", { class: "field w-region" }, element("label", { for: own }, messages.directory), this.$kind);
    this.$nameField = element(
      "div",
      { class: "field" },
      element("label", { for: this.$name.id }, messages.person, " ", element("span", { class: "muted" }, messages.optional)),
      this.$name,
      element("p", { class: "says", id: `${own}-person-says` }, messages.personHelp),
    );
  }

  /** Whether there is more than one kind. */
  get hasKinds() {
    return this.kinds.length > 1;
  }

  /** The policy as people read it. */
  get policy() {
    return this.kinds.find(({ id }) => id === this.$kind.value)?.policy;
  }

  /** The kinds of names that the policy keeps out of the password; what the user is called stands for each of them. */
  get nameKinds() {
    const { notUserName, names = {} } = this.policy ?? {};
    return /** @type {NameKind[]} */ ([...new Set([...(notUserName ? ["account"] : []), ...Object.keys(names)])]);
  }

  /** The user's names; nothing where none is given or it does not matter. */
  get names() {
    const given = [...new Set([this.$name.value, ...this.known])].filter((name) => name !== "");
    return given.length === 0 || this.nameKinds.length === 0 ? undefined : this.nameKinds.flatMap((kind) => given.map((value) => ({ kind, value })));
  }

  /** @returns {Judge} */
  get options() {
    const kind = this.$kind.value;
    return { policy: kind === "" ? undefined : this.api.policy(this.id, kind), names: this.names };
  }
}
