// Finds whose password it is by an e-mail address or a name, where a desk can look people up. It helps and never stops anybody.
/** @import { Operation } from "../types.js" */
/** @import { Said } from "../fields/says.js" */
import { callDesk, desk } from "../desk/session.js";
import { element } from "../base/element.js";
import { messages, more } from "../text/messages.js";

/**
 * @typedef {{ set: Record<string, string | number>, label: string[], ready: boolean }} Found
 * @typedef {{ kind: "normal" | "disabled" | "busy" | "unknown", query: string, set: Record<string, unknown> }} Sample
 */

/** What stands in the person's field, and whom it means. */
export class Person {
  /** The latest search, while it goes on. @type {Promise<void> | undefined} */
  #search;
  /** What was looked for last. */
  #query = "";
  /** Whether {@link isChoosing}. */
  #open = false;
  #isFilling = false;

  /**
   * @param {Operation} operation
   * @param {{
   *   text: () => string,
   *   place: () => object,
   *   members: () => object,
   *   onFound: (set: Record<string, unknown>, names: string[]) => void,
   *   onSaid: () => void,
   * }} handlers `onSaid` when there is something else to say
   */
  constructor(operation, handlers) {
    this.operation = operation;
    this.handlers = handlers;
    this.canFind = operation.lookup !== undefined;
    /** @type {Said | undefined} */
    this.said = this.canFind ? { kind: "hint", content: [more.findHelp] } : undefined;
    if (desk?.sandbox) this.#offerSamples();
  }

  async #offerSamples() {
    const { status, body } = await callDesk("people", { operation: this.operation.id });
    if (status !== 200) return;
    const $buttons = /** @type {Sample[]} */ (body.people).map(({ kind, query, set }) => this.#link(more.samplePeople[kind], () => {
      // Who types an address or a name finds them as well.
      this.#fill(set, [], { kind: "ok", content: [element("b", {}, more.samplePeople[kind]), ...(this.canFind ? [" · ", query] : [])] });
    }));
    // Somebody may have been quicker.
    if (this.#query === "" && this.handlers.text() === "") this.#say({ kind: "hint", content: [element("span", { class: "fills" }, more.tryThese, ...$buttons)] });
  }

  /** @param {string} text @param {() => void} onClick */
  #link(text, onClick) {
    const $button = element("button", { type: "button", class: "link" }, text);
    $button.addEventListener("click", onClick);
    return $button;
  }

  /** @param {Record<string, unknown>} set @param {string[]} names @param {Said} said */
  #fill(set, names, said) {
    // What was clicked goes, and with it the focus: nobody has left the field.
    this.#isFilling = true;
    this.said = said;
    this.handlers.onFound(set, names);
    this.#query = this.handlers.text();
    this.#isFilling = false;
    this.handlers.onSaid();
  }

  /** @param {Said | undefined} said */
  #say(said) {
    this.said = said;
    this.handlers.onSaid();
  }

  /** Something else stands in the field. */
  changed() {
    if (this.handlers.text() === this.#query) return;
    this.#open = false;
    this.#search = undefined;
    this.#query = "";
    this.said = undefined;
  }

  /** Whether a search goes on. */
  get isSearching() {
    return this.#search !== undefined;
  }

  /** Whether somebody has to be chosen among several. */
  get isChoosing() {
    return this.#open;
  }

  /** Whether what stands in the field was looked for. */
  get isAsked() {
    return this.#query !== "";
  }

  /** Looks for what stands in the field, unless that is known. */
  find() {
    const query = this.handlers.text().trim();
    if (this.#isFilling || !this.canFind || query === "" || query === this.#query) return;
    this.#query = query;
    this.#say({ kind: "hint", content: [more.finding] });
    const search = this.#look(query).finally(() => {
      if (this.#search === search) {
        this.#search = undefined;
        this.handlers.onSaid();
      }
    });
    this.#search = search;
  }

  /**
   * Waits until it is known who is meant.
   *
   * @returns {Promise<boolean>} whether nobody has to be chosen
   */
  async settle() {
    this.find();
    await this.#search;
    return !this.#open;
  }

  /** @param {string} query */
  async #look(query) {
    const { handlers, operation } = this;
    const { status, body } = await callDesk("find", { operation: operation.id, ...handlers.place(), query, members: handlers.members() });
    // Something else may have been typed meanwhile.
    if (query !== this.#query) return;
    const { code, meaning } = body.error ?? {};
    if (status !== 200) return this.#say({ kind: "hint", content: [meaning ? messages.model(meaning) : code && code !== "unknown" ? more.refusal(code) : more.notLookedUp] });
    const people = /** @type {Found[]} */ (body.people);
    if (body.exact) return this.#take(people[0]);
    if (people.length === 0) return this.#say({ kind: "hint", content: [more.nobodyFound] });
    this.#open = true;
    const $people = people.map((person) => this.#link(nameOf(person), () => this.#take(person)));
    const $asTyped = this.#link(more.asTyped, () => {
      this.#open = false;
      this.#say({ kind: "hint", content: [more.sentAsTyped] });
    });
    this.#say({ kind: "hint", content: [element("span", { class: "fills people" }, element("span", {}, more.chooseOne(people.length, body.more)), ...$people, $asTyped)] });
  }

  /** @param {Found} person */
  #take(person) {
    this.#open = false;
    const [name = nameOf(person), ...rest] = person.label;
    this.#fill(person.set, person.label, { kind: person.ready ? "ok" : "warn", content: [element("b", {}, name), ...rest.map((text) => ` · ${text}`), ...(person.ready ? [] : [` · ${more.notReady}`])] });
  }
}

/**
 * What tells a person apart.
 *
 * @param {Found} person
 */
const nameOf = ({ set, label, ready }) => [...new Set([...label, ...Object.values(set).map(String)])].join(" · ") + (ready ? "" : ` · ${more.notReady}`);
