/** @import { Member } from "../types.js" */
/** @import { Head } from "./batch-file.js" */
import { areHeadings, membersOf, separatorIn } from "./batch-file.js";
import { element } from "../base/element.js";
import { more } from "../text/messages.js";

/** Always as many, so that they say nothing about the secret's length. */
const DOTS = "•".repeat(8);

/** What a column is that is left out, and its name in the header that the batch reads. */
export const LEFT_OUT = "-";

/** The first rows of a file, and of each column what it is. */
export class ColumnTable {
  /**
   * @param {Head} head
   * @param {readonly Member[]} members
   * @param {{ sound: (member: string, value: string) => boolean, onChange: () => void }} handlers
   */
  constructor(head, members, handlers) {
    this.head = head;
    this.handlers = handlers;
    this.known = members;
    const found = membersOf(head.header, members);
    // A file without a header starts with a row, and in that row is somebody's password.
    this.named = found.some((name) => name !== "") || areHeadings(head.header);
    if (this.named) this.#guess(found);
    this.$selects = found.map((name, index) => {
      const $select = element("select", { id: `column-${index + 1}`, autocomplete: "off", "aria-label": more.columnIs(index + 1) });
      $select.append(...[[LEFT_OUT, more.columnLeftOut], ...members.map((member) => [member.name, member.label])].map(([value, text]) => element("option", { value }, text)));
      $select.value = name || LEFT_OUT;
      $select.addEventListener("change", () => {
        this.refresh();
        handlers.onChange();
      });
      return $select;
    });
    this.$cells = head.rows.map((row) => head.header.map((_, index) => ({ $cell: element("td"), text: row[index] ?? "" })));
    const $head = head.header.map((name, index) => (
      element("th", { scope: "col" }, this.#named(index) ? element("code", { class: "column-name" }, name) : element("span", { class: "column-name" }, more.column(index + 1)), this.$selects[index])
    ));
    this.$root = element(
      "div",
      { class: "columns" },
      element("h3", { id: "columns-heading" }, more.columns),
      element("p", { class: "help" }, this.named ? more.columnsHelp : more.columnsNoneNamed),
      // It scrolls by itself where it is too wide, and a keyboard must be able to scroll it.
      element(
        "section",
        { class: "table", tabindex: "0", "aria-labelledby": "columns-heading" },
        element(
          "table",
          {},
          element("caption", { class: "visually-hidden" }, more.preview(head.rows.length)),
          element("thead", {}, element("tr", {}, ...$head)),
          element("tbody", {}, ...this.$cells.map((row) => element("tr", {}, ...row.map(({ $cell }) => $cell)))),
        ),
      ),
    );
    this.refresh();
  }

  /**
   * What no name tells, the values may: where those of one column alone are all of a member's form, and that is a form.
   *
   * @param {string[]} found
   */
  #guess(found) {
    const { head: { header, rows }, handlers: { sound } } = this;
    for (const { name, kind, sensitive, required } of this.known) {
      if (kind !== "text" || sensitive || !required || found.includes(name) || sound(name, "?")) continue;
      const columns = [...header.keys()].filter((index) => found[index] === "" && rows.length > 0 && rows.every((row) => sound(name, row[index] ?? "")));
      if (columns.length === 1) found[columns[0]] = name;
    }
  }

  /** @param {number} index */
  #named(index) {
    return this.named && this.head.header[index] !== "";
  }

  /** @param {number} index */
  #name(index) {
    return this.#named(index) ? this.head.header[index] : more.column(index + 1);
  }

  /** The member of each column, or that it is left out. */
  members() {
    return this.$selects.map(({ value }) => value);
  }

  /** What keeps the columns from being read. */
  faults() {
    /** @type {{ text: string, $input?: HTMLElement }[]} */
    const faults = [];
    const members = this.members();
    for (const [index, name] of members.entries()) {
      const $input = this.$selects[index];
      if (name === LEFT_OUT) continue;
      const separator = this.named ? separatorIn(this.head.header[index]) : undefined;
      if (separator !== undefined) faults.push({ text: more.columnSeparator(this.#name(index), separator), $input });
      if (members.indexOf(name) < index) {
        faults.push({ text: more.columnTwice(this.#name(index), $input.selectedOptions[0].text), $input });
      }
    }
    return faults;
  }

  /** Shows what is known to be no secret, and covers the rest. */
  refresh() {
    const members = this.members();
    for (const row of this.$cells) {
      for (const [index, { $cell, text }] of row.entries()) {
        const member = this.known.find(({ name }) => name === members[index]);
        const open = text === "" || (member !== undefined && !member.sensitive && this.handlers.sound(member.name, text));
        $cell.replaceChildren(open ? text : element("span", { class: "covered", role: "img", "aria-label": more.cellCovered }, DOTS));
      }
    }
  }
}
