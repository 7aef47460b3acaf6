/** @import { IconName } from "../base/icons.js" */
import { element } from "../base/element.js";
import { icon } from "../base/icons.js";

/**
 * The fact, what it means and what to do.
 *
 * @param {"bad" | "warn" | "info"} kind
 * @param {string} fact
 * @param {(Node | string)[]} [paragraphs]
 * @param {...Node} $more
 */
export function notice(kind, fact, paragraphs = [], ...$more) {
  const texts = paragraphs.filter((text) => text !== "").map((text) => (typeof text === "string" ? element("p", {}, text) : text));
  return element("div", { class: `tell ${kind}`, role: kind === "bad" ? "alert" : "status" }, icon(/** @type {IconName} */ (kind)), element("div", {}, element("h2", {}, fact), ...texts, ...$more));
}

/**
 * Facts for whoever looks into it.
 *
 * @param {readonly (readonly [term: string, value: string | undefined])[]} facts
 */
export const factsList = (facts) => element("dl", { class: "facts-list" }, ...facts.flatMap(([term, value]) => (value === undefined || value === "" ? [] : [element("dt", {}, term), element("dd", {}, element("code", {}, value))])));
