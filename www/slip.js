import { element } from "./element.js";
import { messages, more } from "./messages.js";
import { spelling } from "./spelling.js";

/**
 * Prints a slip for the user: the secret, how it is read, and what to do with it. No identifier is on it, and it is on the
 * page only while it is printed.
 *
 * @param {HTMLElement} $root stays empty at all other times
 * @param {{ service: string, title: string, secret: string, notes: string[] }} content
 * @param {(secret: string) => string[]} spell
 */
export function printSlip($root, { service, title, secret, notes }, spell) {
  $root.replaceChildren(
    element("p", {}, service),
    element("h1", {}, title),
    element("p", { class: "slip-for" }, more.slipFor),
    element("p", { class: "slip-secret" }, element("code", {}, secret)),
    element("h2", {}, more.slipSpelling),
    spelling(secret, spell),
    element("ul", {}, ...notes.map((text) => element("li", {}, text))),
  );
  addEventListener("afterprint", () => $root.replaceChildren(), { once: true });
  print();
}
