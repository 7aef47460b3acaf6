import { element } from "./element.js";

/** A part of the page that is closed until somebody wants it, and drawn then. */
export class Disclosure {
  /**
   * @param {Node | string} summary
   * @param {() => void} onOpen each time that it is opened
   */
  constructor(summary, onOpen) {
    this.$content = element("div", { class: "disclosed" });
    this.$root = element("details", { class: "disclosure" }, element("summary", {}, summary), this.$content);
    this.$root.addEventListener("toggle", () => this.$root.open && onOpen());
  }

  open() {
    this.$root.open = true;
  }

  /** @param {HTMLElement} $content */
  show($content) {
    this.$content.replaceChildren($content);
  }
}
