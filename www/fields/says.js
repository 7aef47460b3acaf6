/** @import { IconName } from "../base/icons.js" */
import { element } from "../base/element.js";
import { icon } from "../base/icons.js";

/**
 * What is said under a field: help, somebody who was found, a warning or an error, never two.
 *
 * @typedef {{ kind: "hint" | "ok" | "warn" | "bad", content: (Node | string)[] }} Said
 */

/** @type {Record<Said["kind"], IconName | undefined>} */
const ICONS = { hint: undefined, ok: "check", warn: "warn", bad: "bad" };

/** The one line below a control. */
export class Says {
  /** @type {Said | undefined} */
  #said;

  /** @param {string} id that the control is described by */
  constructor(id) {
    this.$root = element("p", { class: "says", id, hidden: true });
  }

  /** @param {Said | undefined} said */
  say(said) {
    // Where it is said already, everything stays as it is, with a person's selection or focus in it.
    if (said === this.#said || (said && said.kind !== "hint" && said.kind === this.#said?.kind && textOf(said) === textOf(this.#said))) return;
    this.#said = said;
    this.$root.hidden = textOf(said) === "";
    this.$root.className = `says ${said?.kind ?? ""}`.trim();
    const name = said && ICONS[said.kind];
    this.$root.replaceChildren(...(name ? [icon(name, "s")] : []), element("span", {}, ...(said?.content ?? [])));
  }
}

/** @param {Said | undefined} said */
const textOf = (said) => said?.content.map((part) => (typeof part === "string" ? part : part.textContent)).join("") ?? "";
