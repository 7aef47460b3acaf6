// The passwords that people choose most, to refuse them where one is typed. LICENSE-WORDS says where they come from.
import { blocks, size } from "./common-passwords.list.js";

/** The lines of the list; each begins with a password in full. */
let lines;

/** Of each further password of a line, how many characters of the one before are kept, as a capital letter, and what follows. */
const FURTHER = /([A-Z])([^A-Z]*)/g;

const firstOf = (line) => /^[^A-Z]*/.exec(line)[0];

function isIn(line, text) {
  let password = firstOf(line);
  if (password === text) return true;
  for (const [, shared, rest] of line.matchAll(FURTHER)) {
    password = password.slice(0, shared.charCodeAt(0) - 65) + rest;
    if (password === text) return true;
  }
  return false;
}

export const commonPasswords = /* @__PURE__ */ Object.freeze({
  size,
  has(password) {
    if (typeof password !== "string") return false;
    const text = password.toLowerCase();
    lines ??= blocks.split("\n");
    // Which is the last line that does not begin with a later password.
    let [low, high] = [0, lines.length];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (firstOf(lines[middle]) <= text) low = middle;
      else high = middle;
    }
    return isIn(lines[low], text);
  },
});
