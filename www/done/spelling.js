import { element } from "../base/element.js";
import { messages, more } from "../text/messages.js";
import { coloured } from "../secret/value.js";

/** How many lines stand together. */
const GROUP = 5;

/**
 * A secret for reading it aloud: each character, and beside it what to say, with a mark that moves along so that nobody loses the
 * place.
 *
 * @param {string} secret
 * @param {(secret: string) => string[]} spell
 */
export function spelling(secret, spell) {
  const characters = [...secret];
  const $lines = spell(secret).map((words, index) => {
    const { size, word } = messages.spelled(words);
    // What to say is the whole of it for a screen reader; a sign by itself it often leaves out.
    return element(
      "li",
      {},
      element("i", { "aria-hidden": "true" }, characters[index] === " " ? "␣" : coloured(characters[index])),
      element("span", {}, ...(size ? [size === messages.capital ? element("b", {}, size) : size, " "] : []), word),
    );
  });
  const lists = [];
  for (let start = 0; start < $lines.length; start += GROUP) lists.push(element("ol", { start: String(start + 1) }, ...$lines.slice(start, start + GROUP)));
  const $root = element("div", { class: "spell", id: "spelling", role: "group", "aria-label": more.spelledOut, tabindex: "0" }, ...lists);
  // For a narrow window: down the first column, then the second.
  $root.style.setProperty("--half", String(Math.ceil(lists.length / 2)));
  let marked = -1;
  const mark = (/** @type {number} */ place) => {
    $lines[marked]?.removeAttribute("aria-current");
    marked = Math.max(0, Math.min(place, $lines.length - 1));
    $lines[marked].setAttribute("aria-current", "step");
  };
  $root.addEventListener("keydown", (event) => {
    const step = event.key === " " || event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    mark(marked + step);
  });
  $root.addEventListener("click", (event) => {
    const place = $lines.findIndex(($line) => event.target instanceof Node && $line.contains(event.target));
    if (place >= 0) mark(place);
  });
  return $root;
}
