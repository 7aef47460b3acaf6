/** @import { Member } from "./types.js" */
import { element, trim } from "./element.js";

/** What a member is in every row, where no column of the file is that member. */
export class Default {
  /**
   * @param {Member} member
   * @param {string} id
   */
  constructor(member, id) {
    this.member = member;
    const { kind, label, help, group: part, attributes } = member;
    const $help = element("p", { class: "help", id: `${id}-help` }, help);
    const $label = element("label", { for: id }, label);
    if (kind === "boolean") {
      this.$input = element("input", { id, type: "checkbox", autocomplete: "off", "aria-describedby": $help.id });
      // What happens afterwards is the user's to decide, as in the form.
      this.$input.checked = part === "options";
      this.$root = element("div", { class: "field choice" }, this.$input, $label, $help);
      return;
    }
    const { autocapitalize, spellcheck } = attributes;
    this.$input = element("input", { id, type: "text", autocomplete: "off", autocapitalize, autocorrect: "off", spellcheck: String(spellcheck), "aria-describedby": $help.id });
    this.$input.addEventListener("change", () => trim(this.$input));
    this.$root = element("div", { class: "field" }, $label, $help, this.$input);
  }

  /** @returns {string | true | undefined} nothing where a column has it, or nothing is given */
  get value() {
    if (this.$root.hidden) return undefined;
    if (this.member.kind === "boolean") return this.$input.checked || undefined;
    return this.$input.value === "" ? undefined : this.$input.value;
  }
}
