/** @import { Member, Value } from "../types.js" */
import { control, howTo, valueOf } from "../fields/control.js";
import { element, trim } from "../base/element.js";

/** What a member is in every row, where no column of the file is that member. */
export class Default {
  /**
   * @param {Member} member
   * @param {string} id
   */
  constructor(member, id) {
    this.member = member;
    const { kind, label, help, group: part } = member;
    const $help = element("p", { class: "help", id: `${id}-help` }, [help, howTo(member)].filter(Boolean).join(" "));
    const { $control, $more } = control(member, id, { "aria-describedby": $help.id });
    this.$input = $control;
    const $label = element("label", { for: id }, label);
    if (kind === "boolean") {
      // What happens afterwards is the user's to decide, as in the form.
      /** @type {HTMLInputElement} */ ($control).checked = part === "options";
      this.$root = element("div", { class: "field choice" }, this.$input, $label, $help);
      return;
    }
    if ($control instanceof HTMLInputElement && $control.type === "text") $control.addEventListener("change", () => trim($control));
    this.$root = element("div", { class: "field" }, $label, $help, $control, ...$more);
  }

  /** @returns {Value | undefined} nothing where a column has it, or nothing is given */
  get value() {
    return this.$root.hidden ? undefined : valueOf(this.member, this.$input);
  }
}
