/** @import { Member } from "../types.js" */
/** @import { Fault } from "../fields/to-fix.js" */
/** @import { Head } from "./head.js" */
import { areHeadings, membersOf, separatorIn } from "./head.js";
import { button, disclosure, element } from "../base/element.js";
import { Says } from "../fields/says.js";
import { more } from "../text/messages.js";

/** Always as many, so that they say nothing about the secret's length. */
const DOTS = "•".repeat(8);

/** What a column is that is ignored, and its name in the header that the batch reads. */
export const IGNORED = "-";

/** What each column of the file is used as. */
export class Columns {
  /**
   * @param {Head} head
   * @param {readonly Member[]} members
   * @param {{ sound: (member: string, value: string) => boolean, onChange: () => void, onHeadings: () => void }} handlers `sound`:
   *   whether a value is right for a member; `onHeadings` where the person says that the first row names columns
   * @param {boolean} [areNames] whether the person has said so
   */
  constructor(head, members, handlers, areNames = false) {
    this.head = head;
    this.handlers = handlers;
    this.known = members;
    const found = membersOf(head.header, members);
    // A file without a header starts with a row, and in that row is somebody's password.
    this.named = areNames || found.some((name) => name !== "") || areHeadings(head.header);
    /** What several columns may be, by member. @type {Map<string, number[]>} */
    this.doubtful = new Map();
    const guessed = this.named ? this.#guess(found) : new Set();
    this.columns = found.map((name, index) => {
      const says = new Says(`column-${index + 1}-says`);
      const $select = element("select", { id: `column-${index + 1}`, class: "in", autocomplete: "off", "aria-label": more.useAs(this.#name(index)), "aria-describedby": says.$root.id });
      $select.append(...[[IGNORED, more.ignore], ...members.map((member) => [member.name, member.label])].map(([value, text]) => element("option", { value }, text)));
      $select.value = name || IGNORED;
      const $example = element("div", { class: "eg mono" });
      const isGuessed = guessed.has(index);
      $select.addEventListener("change", () => {
        this.columns[index].isGuessed = false;
        this.judge();
        handlers.onChange();
      });
      return { $select, $example, says, isGuessed };
    });
    const isRow = (/** @type {number} */ index) => found[index] !== "" || [...this.doubtful.values()].some((list) => list.includes(index)) || !this.named;
    const places = [...found.keys()];
    const used = places.filter(isRow), ignored = places.filter((index) => !isRow(index));
    this.$root = element(
      "div",
      { class: "columns" },
      ...(this.named ? [] : [element("p", { class: "note" }, more.noHeadings, " ", button("link", more.areHeadings, handlers.onHeadings))]),
      ...(used.length > 0 ? [this.#table(used)] : []),
      ...(ignored.length > 0 ? [disclosure("more", more.ignored(ignored.map((index) => this.#name(index))), undefined, this.#table(ignored))] : []),
    );
    this.judge();
  }

  /** @param {number[]} places */
  #table(places) {
    return element(
      "table",
      { class: "cols" },
      element("caption", { class: "sr" }, more.columns),
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, more.column), element("th", { scope: "col" }, more.use))),
      element("tbody", {}, ...places.map((index) => {
        const { $select, $example, says } = this.columns[index];
        return element("tr", {}, element("td", {}, element("b", {}, this.#name(index)), $example), element("td", {}, $select, says.$root));
      })),
    );
  }

  /**
   * What no name tells, the values may: where those of one column alone are all of a member's form, and that is a form.
   *
   * @param {string[]} found is filled in
   * @returns {Set<number>} the columns that were guessed
   */
  #guess(found) {
    const { head: { header, rows }, handlers: { sound } } = this;
    const guessed = new Set();
    for (const { name, kind, sensitive, required } of this.known) {
      if (kind !== "text" || sensitive || !required || found.includes(name) || sound(name, "?")) continue;
      const columns = [...header.keys()].filter((index) => found[index] === "" && rows.length > 0 && rows.every((row) => sound(name, row[index] ?? "")));
      if (columns.length === 1) {
        found[columns[0]] = name;
        guessed.add(columns[0]);
      } else if (columns.length > 1) this.doubtful.set(name, columns);
    }
    return guessed;
  }

  /** @param {number} index */
  #name(index) {
    return this.named && this.head.header[index] !== "" ? this.head.header[index] : more.columnNumber(index + 1);
  }

  /** The member of each column, or that it is ignored. */
  members() {
    return this.columns.map(({ $select }) => $select.value);
  }

  /**
   * Says what keeps the columns from being read, and shows what is known to be no secret.
   *
   * @returns {Fault[]}
   */
  judge() {
    const members = this.members();
    /** @type {Fault[]} */
    const faults = [];
    for (const [index, { $select, $example, says, isGuessed }] of this.columns.entries()) {
      const name = members[index];
      const member = this.known.find((one) => one.name === name);
      const text = this.head.rows[0]?.[index] ?? "";
      const open = text === "" || (member !== undefined && !member.sensitive && this.handlers.sound(member.name, text)) || [...this.doubtful].some(([doubt, list]) => list.includes(index) && this.handlers.sound(doubt, text));
      $example.replaceChildren(open ? text : element("span", { role: "img", "aria-label": more.cellCovered }, DOTS));
      const separator = name !== IGNORED && this.named ? separatorIn(this.head.header[index]) : undefined;
      const [doubt, rivals = []] = [...this.doubtful].find(([, list]) => list.includes(index)) ?? [];
      const isOpen = doubt !== undefined && !members.includes(doubt) && rivals[0] === index;
      const label = (/** @type {string} */ of) => this.known.find((one) => one.name === of)?.label ?? of;
      const fault = separator !== undefined ? more.columnSeparator(separator)
        : name !== IGNORED && members.indexOf(name) < index ? more.columnTwice(label(name))
          : isOpen ? more.columnDoubtful(rivals.map((place) => this.#name(place)), label(doubt)) : undefined;
      says.say(fault ? { kind: "bad", content: [fault] } : isGuessed ? { kind: "hint", content: [more.guessed] } : undefined);
      if (fault) $select.setAttribute("aria-invalid", "true");
      else $select.removeAttribute("aria-invalid");
      if (fault) faults.push({ label: isOpen ? label(doubt) : this.#name(index), focus: () => $select.focus() });
    }
    return faults;
  }
}
