/** @import { MenuItem } from "../types.js" */
/** @import { Maker } from "../base/maker.js" */
/** @import { IconName } from "../base/icons.js" */
import { button, disclosure, element } from "../base/element.js";
import { icon } from "../base/icons.js";
import { hasEnded } from "../base/operations.js";
import { messages } from "../text/messages.js";

/** @type {Record<Maker, IconName>} */
const ICONS = { sender: "key", service: "make", user: "mail" };

/** What an operation does. @param {MenuItem} item */
const does = ({ maker, makes = "" }) => messages.does[maker](messages.model(makes));

/** The services that there are, by provider, with a search over them. */
export class Chooser {
  /** @type {{ item: MenuItem, $option: HTMLElement, words: string, ended: boolean }[]} */
  #options = [];
  #marked = -1;

  /**
   * @param {HTMLElement} $root
   * @param {readonly MenuItem[]} items in the order of the menu
   * @param {(id: MenuItem["id"]) => void} onChoose
   */
  constructor($root, items, onChoose) {
    this.onChoose = onChoose;
    this.$search = element("input", {
      class: "in", id: "search", type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "services", "aria-autocomplete": "list",
      placeholder: messages.searchHint, autocomplete: "off", autocapitalize: "none", spellcheck: "false",
    });
    this.#options = items.map((item, index) => this.#option(item, index, items));
    this.$list = element("div", { class: "list", role: "listbox", id: "services", "aria-label": messages.services });
    this.$ended = element("div", { class: "stack" });
    this.$empty = element("p", { class: "note", role: "status" });
    const isThere = (/** @type {Maker} */ maker) => items.some((item) => item.maker === maker);
    const $key = element("p", { class: "key" }, .../** @type {Maker[]} */ (Object.keys(ICONS)).filter(isThere).map((maker) => element("span", {}, icon(ICONS[maker], "s"), messages.makers[maker])));
    const ended = this.#options.filter((option) => option.ended);
    this.$closed = ended.length > 0 ? disclosure("ended", messages.endedServices(ended.length), undefined, this.$ended) : undefined;
    $root.replaceChildren(element("article", { class: "card", id: "chooser" }, element(
      "div",
      { class: "body" },
      element("h1", {}, messages.chooseOperation),
      element("div", { class: "find" }, icon("search"), element("label", { class: "sr", for: "search" }, messages.search), this.$search),
      this.$empty,
      this.$list,
      element("div", { class: "foot" }, ...(this.$closed ? [this.$closed] : []), $key),
    )));
    this.$search.addEventListener("input", () => this.#filter());
    this.$search.addEventListener("keydown", (event) => this.#move(event));
    this.#filter();
  }

  focus() {
    this.$search.focus({ preventScroll: true });
  }

  /**
   * @param {MenuItem} item
   * @param {number} index
   * @param {readonly MenuItem[]} items
   */
  #option(item, index, items) {
    const { id, provider, service, action, summary, lifecycle: { ends }, maker } = item;
    const alike = items.filter((other) => other.service === service && does(other) === does(item)).length > 1;
    const ended = hasEnded(item);
    const what = `${does(item)}${alike ? ` (${action})` : ""}`;
    const note = ends === null ? what : `${what} · ${ended ? messages.ended(ends) : messages.ends(ends)}`;
    const $option = element("div", { class: "opt", role: "option", id: `service-${index + 1}`, "aria-selected": "false", "data-operation": id }, icon(ICONS[maker]), element("span", {}, element("b", {}), element("small", {}, note)));
    $option.addEventListener("click", () => this.onChoose(id));
    return { item, $option, words: [provider, service, summary, what, id].join("\n").toLowerCase(), ended };
  }

  #filter() {
    const wanted = this.$search.value.trim().toLowerCase();
    const found = this.#options.filter(({ words }) => words.includes(wanted));
    for (const { $option, item: { service } } of this.#options) {
      const $name = /** @type {HTMLElement} */ ($option.querySelector("b"));
      const start = wanted === "" ? -1 : service.toLowerCase().indexOf(wanted);
      $name.replaceChildren(...(start < 0 ? [service] : [service.slice(0, start), element("mark", {}, service.slice(start, start + wanted.length)), service.slice(start + wanted.length)]));
      $option.setAttribute("aria-selected", "false");
    }
    // Who looks for one that has ended finds it with the others.
    const listed = found.filter(({ ended }) => !ended || wanted !== "");
    const providers = [...new Set(listed.map(({ item: { provider } }) => provider))];
    this.$list.replaceChildren(...providers.map((provider, index) => element(
      "section",
      { role: "group", "aria-labelledby": `provider-${index + 1}` },
      element("div", { class: "h", role: "presentation", id: `provider-${index + 1}` }, provider),
      ...listed.filter(({ item }) => item.provider === provider).map(({ $option }) => $option),
    )));
    if (this.$closed) {
      this.$closed.hidden = wanted !== "";
      // An option stands in a list only; here each is a button of its own.
      this.$ended.replaceChildren(...(wanted === "" ? this.#options.filter(({ ended }) => ended) : []).map(({ item }) => this.#closed(item)));
    }
    this.$empty.textContent = listed.length > 0 ? "" : messages.noService(this.$search.value.trim());
    this.#mark(wanted !== "" && listed.length > 0 ? 0 : -1);
  }

  /** @param {MenuItem} item */
  #closed(item) {
    const { id, service, lifecycle: { ends }, maker } = item;
    const $button = button("opt", "", () => this.onChoose(id), { "data-operation": id });
    $button.replaceChildren(icon(ICONS[maker]), element("span", {}, element("b", {}, service), element("small", {}, [does(item), messages.ended(String(ends))].join(" · "))));
    return $button;
  }

  get #listed() {
    return /** @type {HTMLElement[]} */ ([...this.$list.querySelectorAll(".opt")]);
  }

  /** @param {number} place */
  #mark(place) {
    const list = this.#listed;
    this.#marked = place;
    for (const [index, $option] of list.entries()) $option.setAttribute("aria-selected", String(index === place));
    const $marked = list[place];
    if (!$marked) return this.$search.removeAttribute("aria-activedescendant");
    this.$search.setAttribute("aria-activedescendant", $marked.id);
    $marked.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      this.$search.value = "";
      return this.#filter();
    }
    const last = this.#listed.length - 1;
    if (last < 0) return;
    if (event.key === "Enter") {
      event.preventDefault();
      return this.#listed[this.#marked]?.click();
    }
    const place = { ArrowDown: this.#marked >= last ? 0 : this.#marked + 1, ArrowUp: this.#marked <= 0 ? last : this.#marked - 1 }[event.key];
    if (place === undefined) return;
    event.preventDefault();
    this.#mark(place);
  }
}
