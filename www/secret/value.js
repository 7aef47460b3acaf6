// A secret as people read it: in groups, digits and signs in colours of their own. Where it is covered it is not in the document.
import { element } from "../base/element.js";
import { messages } from "../text/messages.js";

/** How many characters a group has, of a secret and of one that is a number, and up to how many stand larger. */
const GROUP = 5, OF_NUMBER = 3, SHORT = 10;

/** Words of a passphrase, each a group. */
const WORDS = /^\p{L}\p{Ll}{2,}(?:[^\p{L}]+\p{L}\p{Ll}+){2,}[^\p{L}]*$/u;

/** @param {string} secret @param {boolean} [words] whether it is made of words */
export function shownSecret(secret, words = WORDS.test(secret)) {
  const look = words ? " words" : [...secret].length <= SHORT ? " short" : "";
  const $value = element("div", { class: `value${look}`, translate: "no" });
  // Each group is a box of its own, and a browser copies a line break between two.
  $value.addEventListener("copy", (event) => {
    event.preventDefault();
    event.clipboardData?.setData("text/plain", getSelection()?.getRangeAt(0).cloneContents().textContent ?? "");
  });
  if (words) {
    for (const part of secret.match(/\p{L}+|[^\p{L}]/gu) ?? []) $value.append(/^\p{L}/u.test(part) ? element("span", { class: "g" }, part) : coloured(part));
  } else {
    for (const group of groups([...secret])) $value.append(element("span", { class: "g" }, ...group.map(coloured)));
  }
  return $value;
}

/** @param {number} length of the secret */
export const coveredSecret = (length) => element(
  "div",
  { class: `value covered${length <= SHORT ? " short" : ""}` },
  element("span", { class: "sr" }, messages.hidden(length)),
  ...groups("•".repeat(length).split("")).map((dots) => element("span", { class: "g", "aria-hidden": "true" }, dots.join(""))),
);

/**
 * @param {string[]} characters
 * @returns {string[][]}
 */
function groups(characters) {
  const size = characters.every((character) => /\d/.test(character)) ? OF_NUMBER : GROUP;
  const list = [];
  for (let start = 0; start < characters.length; start += size) list.push(characters.slice(start, start + size));
  // No digit stands alone.
  const last = list.at(-1);
  if (size === OF_NUMBER && list.length > 1 && last?.length === 1) list.splice(-2, 2, [...list[list.length - 2], ...last]);
  return list;
}

/** @param {string} character */
const lookOf = (character) => (/\d/.test(character) ? "gd" : /\p{L}/u.test(character) ? "" : "gs");

/** @param {string} character */
export const coloured = (character) => {
  const look = lookOf(character);
  return look ? element("i", { class: look }, character) : character;
};
