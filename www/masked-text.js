import { element } from "./element.js";
import { messages, more } from "./messages.js";

/** Always as many, so that they say nothing about the secret's length. */
const DOTS = "•".repeat(12);

/**
 * A piece of a text, and whether it may be shown without being asked for.
 *
 * @typedef {{ text: string, secret: boolean }} Part
 */

/** A text whose secrets are covered until a person asks for them, with the button to ask. */
export class MaskedText {
  /**
   * @param {string} id
   * @param {Part[]} parts
   * @param {string[]} labels of its secrets
   */
  constructor(id, parts, labels) {
    this.parts = parts;
    this.labels = labels;
    this.text = parts.map(({ text }) => text).join("");
    this.secret = parts.some(({ secret }) => secret);
    this.$root = element("pre", { id });
    this.$toggle = element("button", { type: "button", "aria-controls": id });
    this.$toggle.addEventListener("click", () => this.cover(!this.covered));
    this.covered = true;
    this.cover(true);
  }

  /** @param {boolean} covered */
  cover(covered) {
    const { labels } = this;
    this.covered = covered;
    this.$root.replaceChildren(...this.parts.map(({ text, secret }) => {
      if (!secret) return text;
      if (!covered) return element("mark", {}, text);
      return element("span", { class: "covered", role: "img", "aria-label": more.covered(labels) }, DOTS);
    }));
    this.$toggle.textContent = covered ? messages.show : messages.hide;
    this.$toggle.setAttribute("aria-label", covered ? more.showSecrets(labels) : more.hideSecrets(labels));
  }
}
