import { element } from "../base/element.js";
import { icon } from "../base/icons.js";
import { more } from "../text/messages.js";

/**
 * Where somebody is on the way: file, columns, result.
 *
 * @param {number} place
 */
export const steps = (place) => element("ol", { class: "steps", "aria-label": more.steps }, ...more.stepNames.map((name, index) => (
  element(
    "li",
    { class: index < place ? "past" : undefined, "aria-current": index === place ? "step" : undefined },
    element("b", {}, index < place ? icon("check") : String(index + 1)),
    name,
    ...(index < place ? [element("span", { class: "sr" }, more.stepDone)] : []),
  )
)));

/** How far it is. */
export class Meter {
  /** @param {string} label */
  constructor(label) {
    this.$part = element("i");
    this.$bad = element("i", { class: "bad" });
    this.$root = element("div", { class: "meter", role: "progressbar", "aria-label": label, "aria-valuemin": "0", "aria-valuemax": "100" }, this.$part, this.$bad);
  }

  /** @param {number} part of 1 @param {number} [bad] of 1 */
  show(part, bad = 0) {
    this.$part.style.inlineSize = `${(part - bad) * 100}%`;
    this.$bad.style.inlineSize = `${bad * 100}%`;
    this.$root.setAttribute("aria-valuenow", String(Math.round(part * 100)));
  }
}
