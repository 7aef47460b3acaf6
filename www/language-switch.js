import { element } from "./element.js";
import { languages, messages, speak } from "./messages.js";

/** A button for each language. The choice lasts as long as the page: nothing is stored. */
export class LanguageSwitch {
  /**
   * @param {HTMLElement} $root
   * @param {() => Promise<void>} onChange
   */
  constructor($root, onChange) {
    this.$root = $root;
    this.buttons = Object.entries(languages).map(([tag, { name }]) => {
      const $button = element("button", { type: "button", lang: tag }, name);
      $button.addEventListener("click", async () => {
        await speak(tag);
        this.#mark();
        await onChange();
      });
      return { tag, $button };
    });
    $root.append(...this.buttons.map(({ $button }) => $button));
    this.#mark();
  }

  #mark() {
    this.$root.setAttribute("aria-label", messages.chooseLanguage);
    for (const { tag, $button } of this.buttons) {
      $button.setAttribute("aria-pressed", String(tag === document.documentElement.lang));
    }
  }
}
