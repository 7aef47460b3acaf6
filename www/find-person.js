// Finds whose password it is by an e-mail address or a name, where a desk can look people up.
/** @import { Operation } from "./types.js" */
import { callDesk, desk } from "./desk-session.js";
import { element, notForPasswordManagers } from "./element.js";
import { more } from "./messages.js";

/**
 * @typedef {{ set: Record<string, string | number>, label: string[], ready: boolean }} Found
 * @typedef {{ kind: "normal" | "disabled" | "busy" | "unknown", query: string, set: Record<string, unknown> }} Sample
 */

/** A field for what is known of a person. Only one who was found exactly fills the form by themselves; others are chosen. */
export class FindPerson {
  #asked = 0;

  /**
   * @param {HTMLElement} $root
   * @param {Operation} operation
   * @param {{ place: () => object, members: () => object, onFound: (set: Record<string, unknown>) => void }} handlers
   */
  constructor($root, operation, handlers) {
    this.operation = operation;
    this.handlers = handlers;
    this.$query = element("input", { id: "find-query", type: "text", autocomplete: "off", autocapitalize: "none", autocorrect: "off", spellcheck: "false", "aria-describedby": "find-help find-status", ...notForPasswordManagers });
    this.$status = element("p", { class: "status", id: "find-status", role: "status" });
    this.$people = element("ul", { class: "people" });
    const $find = element("button", { type: "button" }, more.find);
    $find.addEventListener("click", () => this.#find());
    this.$query.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this.#find();
    });
    const parts = operation.lookup ? [
      element("div", { class: "field" }, element("label", { for: this.$query.id }, more.findLabel), element("p", { class: "help", id: "find-help" }, more.findHelp(operation.service)), this.$query),
      element("div", { class: "buttons" }, $find),
      this.$status,
      this.$people,
    ] : [];
    $root.replaceChildren(...parts);
    $root.hidden = parts.length === 0 && !desk?.sandbox;
    if (desk?.sandbox) this.#offerSamples($root);
  }

  /** @param {HTMLElement} $root */
  async #offerSamples($root) {
    const { status, body } = await callDesk("people", { operation: this.operation.id });
    if (status !== 200) return;
    const $buttons = /** @type {Sample[]} */ (body.people).map(({ kind, query, set }) => {
      const $try = element("button", { type: "button" }, more.samplePeople[kind]);
      $try.addEventListener("click", () => {
        this.$query.value = query;
        this.#clear();
        this.handlers.onFound(set);
        this.$status.textContent = more.sampleTaken(more.samplePeople[kind]);
      });
      return $try;
    });
    $root.append(element("div", { class: "buttons samples", role: "group", "aria-label": more.tryThese }, element("span", { class: "help" }, more.tryThese), ...$buttons));
  }

  #clear() {
    this.$people.replaceChildren();
    this.$status.textContent = "";
  }

  async #find() {
    const asked = ++this.#asked;
    this.#clear();
    this.$status.textContent = more.finding;
    const { status, body } = await callDesk("find", { operation: this.operation.id, ...this.handlers.place(), query: this.$query.value, members: this.handlers.members() });
    // Something else may have been asked for meanwhile.
    if (asked !== this.#asked) return;
    if (status !== 200) {
      this.$status.textContent = body.error?.meaning ? [body.error.meaning, body.error.remedy].join(" ") : more.refusal(body.error?.code, body.error?.run);
      return;
    }
    const people = /** @type {Found[]} */ (body.people);
    if (body.exact) return this.#take(people[0]);
    this.$status.textContent = people.length === 0 ? more.nobodyFound : more.chooseOne(people.length, body.more);
    this.$people.replaceChildren(...people.map((person) => {
      const $person = element("button", { type: "button" }, nameOf(person));
      $person.addEventListener("click", () => this.#take(person));
      return element("li", {}, $person);
    }));
  }

  /** @param {Found} person */
  #take(person) {
    this.$people.replaceChildren();
    this.handlers.onFound(person.set);
    this.$status.textContent = more.personTaken(nameOf(person));
  }
}

/**
 * What tells a person apart.
 *
 * @param {Found} person
 */
const nameOf = ({ set, label, ready }) => [...new Set([...label, ...Object.values(set).map(String)])].join(" · ") + (ready ? "" : ` · ${more.notReady}`);
