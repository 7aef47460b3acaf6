import { button, element } from "../base/element.js";
import { icon } from "../base/icons.js";
import { messages, more } from "../text/messages.js";

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
   * @param {string} label what it is
   * @param {Part[]} parts
   * @param {string[]} secrets the labels of its secrets
   */
  constructor(id, label, parts, secrets) {
    this.parts = parts;
    this.secrets = secrets;
    this.text = parts.map(({ text }) => text).join("");
    this.secret = parts.some(({ secret }) => secret);
    this.$root = element("pre", { id, tabindex: "0", role: "group", "aria-label": label });
    this.$toggle = button("quiet", messages.show, () => this.cover(!this.covered), { icon: "eye", "aria-controls": id });
    this.covered = true;
    this.cover(true);
  }

  /** @param {boolean} covered */
  cover(covered) {
    const { secrets } = this;
    this.covered = covered;
    this.$root.replaceChildren(...this.parts.map(({ text, secret }) => {
      if (!secret) return text;
      if (!covered) return element("mark", { class: "ask" }, text);
      return element("span", { class: "ask", role: "img", "aria-label": more.covered(secrets) }, DOTS);
    }));
    this.$toggle.replaceChildren(icon(covered ? "eye" : "hide"), element("span", {}, covered ? more.showSecrets(secrets) : more.hideSecrets(secrets)));
  }
}
