import { element } from "../base/element.js";
import { messages, more } from "../text/messages.js";
import { shownSecret } from "../secret/value.js";
import { spelling } from "./spelling.js";

/**
 * What is printed for one user.
 *
 * @typedef {object} Slip
 * @property {string} title
 * @property {string} service
 * @property {readonly (readonly [label: string, value: string])[]} about who it is for
 * @property {string} [signIn] where the user signs in
 * @property {string} [helpDesk] whom the user can ask
 * @property {string} secret
 * @property {string} label of the secret
 * @property {string} note what to do with it
 */

/**
 * Prints slips, each to be folded once, with the secret inside. They are on the page only while they are printed.
 *
 * @param {HTMLElement} $root stays empty at all other times
 * @param {readonly Slip[]} slips
 * @param {(secret: string) => string[]} spell
 */
export function printSlips($root, slips, spell) {
  $root.replaceChildren(...slips.map((slip) => drawn(slip, spell)));
  addEventListener("afterprint", () => $root.replaceChildren(), { once: true });
  print();
}

/**
 * @param {Slip} slip
 * @param {(secret: string) => string[]} spell
 */
function drawn({ title, service, about, signIn, helpDesk, secret, label, note }, spell) {
  const line = (/** @type {string} */ term, /** @type {string | undefined} */ value, code = false) => [
    element("dt", {}, term),
    value ? element("dd", {}, code ? element("code", {}, value) : value) : element("dd", { class: "line" }),
  ];
  return element(
    "article",
    { class: "slip" },
    element("h1", {}, title),
    element(
      "dl",
      {},
      ...line(more.slipFor, undefined),
      ...about.flatMap(([term, value]) => line(term, value, true)),
      ...line(more.slipService, service),
      ...line(more.slipSignIn, signIn),
      ...line(more.slipIssued, messages.dateOf(new Date())),
      ...line(more.slipHelpDesk, helpDesk),
    ),
    element("div", { class: "fold" }, more.slipFold(label)),
    shownSecret(secret),
    spelling(secret, spell),
    element("p", {}, element("b", {}, note), " ", more.slipDestroy),
  );
}
