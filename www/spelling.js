import { element } from "./element.js";
import { messages } from "./messages.js";

/**
 * A secret for reading it aloud: each character, and below it what to say.
 *
 * @param {string} secret
 * @param {(secret: string) => string[]} spell
 */
export function spelling(secret, spell) {
  const characters = [...secret];
  return element("ol", { class: "spelling" }, ...spell(secret).map((words, index) => element(
    "li",
    {},
    // What to say is the whole of it for a screen reader; a sign by itself it often leaves out.
    element("code", { "aria-hidden": "true" }, characters[index] === " " ? "␣" : characters[index]),
    element("span", {}, messages.spelled(words)),
  )));
}
