import { button, element } from "../base/element.js";
import { icon } from "../base/icons.js";
import { messages } from "../text/messages.js";

/** A field that is wrong, and the way to it. @typedef {{ label: string, focus: () => void }} Fault */

/**
 * Which fields are to be mended, each with the way to it, for the line beside the button.
 *
 * @param {readonly Fault[]} faults
 * @returns {Element[]} nothing where none is
 */
export function toFix(faults) {
  if (faults.length === 0) return [];
  const $links = faults.map(({ label, focus }) => button("link", label, focus));
  return [icon("bad", "s"), element("span", {}, messages.toFix(faults.length), ...$links.flatMap(($link, index) => (index === 0 ? [$link] : [messages.comma, $link])))];
}
