/** @import { Issue, Member, Operation } from "../types.js" */
/** @import { Said } from "./says.js" */
import { element, notForPasswordManagers, trim } from "../base/element.js";
import { isAsked } from "../base/example.js";
import { messages } from "../text/messages.js";
import { control, howTo, shown, valueOf } from "./control.js";
import { Says } from "./says.js";

/** One member as a person meets it: label, control, and one line of what there is to say. */
export class Field {
  /** Whether the person typed something, and then left the field: only then may it speak up. */
  edited = false;
  left = false;

  /**
   * @param {Member} member
   * @param {string} id made from the member's place: browsers take an input whose id speaks of a user for a place to
   *   fill in their own user
   * @param {Operation} operation
   */
  constructor(member, id, operation) {
    this.member = member;
    this.required = isAsked(member.name, member.required, operation.rules);
    this.says = new Says(`${id}-says`);
    const { $control, $more } = control(member, id, {
      "aria-required": this.required ? "true" : undefined,
      "aria-describedby": this.says.$root.id,
      ...notForPasswordManagers,
    });
    this.$input = $control;
    const hint = [member.help, howTo(member)].filter(Boolean).join(" ");
    if (member.kind === "boolean") {
      // What happens afterwards is the user's to decide, not the administrator's memory.
      this.state = member.group === "options";
      this.$root = element("div", { class: "field" }, element("label", { class: "check", for: id }, $control, element("span", {}, member.label, element("small", {}, hint))), this.says.$root);
      return;
    }
    const $label = element("label", { for: id }, member.label);
    if (!this.required) $label.append(" ", element("span", { class: "muted" }, messages.optional));
    this.$root = element("div", { class: "field" }, $label, $control, ...$more, this.says.$root);
    const example = !member.sensitive && member.example !== "" && [messages.example, element("code", {}, shown(member.example, ", "))];
    /** @type {Said} */
    this.hint = { kind: "hint", content: hint ? [hint] : example || [] };
    this.says.say(this.hint);
  }

  /** What stands in the control. */
  get state() {
    return this.member.kind === "boolean" ? /** @type {HTMLInputElement} */ (this.$input).checked : this.$input.value;
  }

  set state(state) {
    if (typeof state === "boolean") /** @type {HTMLInputElement} */ (this.$input).checked = state;
    else this.$input.value = state;
  }

  /** What it stands for; nothing where it is empty, off or not needed. */
  get value() {
    return this.$input.disabled ? undefined : valueOf(this.member, this.state);
  }

  /** @param {unknown} value of the member, from a link, a person who was found or a document */
  fill(value) {
    this.state = typeof value === "boolean" ? value : shown(value, "\n");
    this.edited = this.left = true;
  }

  /** Takes away what is around an ID. A secret may begin and end with anything. */
  trim() {
    if (this.$input instanceof HTMLInputElement && this.$input.type === "text" && !this.member.sensitive) trim(this.$input);
  }

  /**
   * Takes the field out of the form, or back in.
   *
   * @param {string | undefined} reason
   */
  setNotNeeded(reason) {
    if (this.$input.disabled === (reason !== undefined)) return;
    this.$input.disabled = reason !== undefined;
    this.says.say(reason === undefined ? this.hint : { kind: "hint", content: [reason] });
  }

  /**
   * Says what is wrong with the value, or not wise; else what there is to know.
   *
   * @param {readonly Issue[]} issues in order of importance
   * @param {readonly Issue[]} warnings
   * @param {Operation} operation
   * @param {Said} [instead] of the help
   * @returns {boolean} whether something is wrong
   */
  judge(issues, warnings, operation, instead) {
    if (this.$input.disabled) return false;
    const [issue] = issues, [warning] = warnings;
    const worst = issue ?? warning;
    this.says.say(worst ? { kind: issue ? "bad" : "warn", content: [messages.issue(worst, operation)] } : instead ?? this.hint);
    if (issue) this.$input.setAttribute("aria-invalid", "true");
    else this.$input.removeAttribute("aria-invalid");
    return issue !== undefined;
  }
}
