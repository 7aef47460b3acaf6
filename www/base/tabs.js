import { element } from "./element.js";

/** Tabs as the ARIA practices describe them: one stop for the Tab key, arrows between them, the panel follows at once. */
export class Tabs {
  /**
   * @param {string} label of the list
   * @param {string} id for the ids of its parts
   * @param {{ label: string, $panel: HTMLElement, onOpen?: () => void }[]} tabs
   */
  constructor(label, id, tabs) {
    this.tabs = tabs.map(({ label, $panel, onOpen }, index) => {
      const $tab = element("button", {
        type: "button",
        role: "tab",
        id: `${id}-tab-${index + 1}`,
        "aria-controls": `${id}-panel-${index + 1}`,
      }, label);
      $panel.id = `${id}-panel-${index + 1}`;
      $panel.setAttribute("role", "tabpanel");
      $panel.setAttribute("aria-labelledby", $tab.id);
      $tab.addEventListener("click", () => this.open(index));
      $tab.addEventListener("keydown", (event) => this.#move(event, index));
      return { $tab, $panel, onOpen };
    });
    this.$root = element(
      "div",
      {},
      element("div", { class: "tabs", role: "tablist", "aria-label": label }, ...this.tabs.map(({ $tab }) => $tab)),
      ...this.tabs.map(({ $panel }) => $panel),
    );
    this.index = 0;
    this.open(0);
  }

  /** @param {number} index */
  open(index) {
    this.index = index;
    for (const [place, { $tab, $panel }] of this.tabs.entries()) {
      const selected = place === index;
      $tab.setAttribute("aria-selected", String(selected));
      $tab.tabIndex = selected ? 0 : -1;
      $panel.hidden = !selected;
    }
    this.tabs[index].onOpen?.();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} index
   */
  #move(event, index) {
    const last = this.tabs.length - 1;
    /** @type {Record<string, number>} */
    const places = { ArrowRight: index === last ? 0 : index + 1, ArrowLeft: index === 0 ? last : index - 1, Home: 0, End: last };
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    this.open(place);
    this.tabs[place].$tab.focus();
  }
}
