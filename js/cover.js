// Replaces a secret in a text of a provider's, in every spelling that it may have there.
import { composed } from "./composed.js";

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
const ESCAPES = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
/** How many escapings one in another are looked through. */
const DEPTH = 3;
/** The shortest part of a secret that gives it away. */
const PART = 4;

/** The text with each reference of HTML and XML as the character that it stands for. */
export function entities(text) {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name.toLowerCase()];
    const code = decimal ? Number(decimal) : parseInt(hex, 16);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
}

const unicode = (hex) => String.fromCharCode(parseInt(hex, 16));

/** As UTF-8, or byte by byte where it is none. */
function utf8(bytes) {
  try {
    return decodeURIComponent(bytes.replace(/[^]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, "0")}`));
  } catch {
    return bytes;
  }
}

const DECODERS = [
  entities,
  (text) => text.replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|([^]))/gi, (_, long, short, other) => (other ? (ESCAPES[other] ?? other) : unicode(long ?? short))),
  (text) => text.replace(/(?:%[\da-f]{2})+/gi, (run) => utf8(run.replace(/%(..)/g, (_, hex) => unicode(hex)))),
];

/** Without upper case, and with the blank as forms write it; every character stays where it is. */
const folded = (text) => text.replace(/\p{Lu}/gu, (letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).replaceAll("+", " ");

/**
 * The text with "…" where a secret stands, or a part of one that gives it away: in other case, composed or decomposed, escaped
 * for HTML, JSON or a URL, or in base64. A text in which one is found escaped comes back without that escaping.
 *
 * @param {string} text
 * @param {readonly string[]} secrets
 * @returns {string}
 */
export function covered(text, secrets, depth = DEPTH) {
  if (secrets.length === 0) return text;
  // Whole ones first, for what they hold may look escaped; parts last, for what is covered cannot be decoded.
  text = plainCovered(text, secrets, (run, secret) => run.length >= secret.length);
  for (const decode of depth ? DECODERS : []) {
    const decoded = decode(text);
    if (decoded === text) continue;
    const found = covered(decoded, secrets, depth - 1);
    if (found !== decoded) text = found;
  }
  return plainCovered(base64Covered(text, secrets.filter(({ length }) => length >= PART)), secrets);
}

function plainCovered(given, secrets, tells = givesAway) {
  const text = composed(given), read = folded(text);
  const hidden = new Uint8Array(text.length);
  for (const secret of secrets.map((secret) => folded(composed(secret)))) {
    const width = Math.min(PART, secret.length);
    const parts = new Set();
    for (let i = 0; i + width <= secret.length; i++) parts.add(secret.slice(i, i + width));
    // Runs in which every few characters are some of the secret's.
    for (let from = 0, to; from + width <= read.length; from = to) {
      to = from;
      while (to + width <= read.length && parts.has(read.slice(to, to + width))) to++;
      if (to === from) {
        to++;
        continue;
      }
      const end = to + width - 1;
      if (tells(read.slice(from, end), secret, isWord(read, from, end))) hidden.fill(1, from, end);
    }
  }
  if (!hidden.includes(1)) return given;
  let out = "";
  for (let i = 0; i < text.length; i++) if (!hidden[i]) out += text[i]; else if (!hidden[i - 1]) out += "…";
  return out;
}

/** Whether a run is more than a few letters that the secret has in common with some longer word. */
const givesAway = (run, secret, word) =>
  run.length >= secret.length || run.length >= 2 * PART || /[^\p{L}\s]/u.test(run) || (word && 2 * run.length >= secret.length);

/** Whether no letter or digit stands beside the run. */
const isWord = (text, from, end) => !/[\p{L}\p{N}]/u.test(text.charAt(from - 1) + text.charAt(end));

function base64Covered(text, secrets) {
  if (secrets.length === 0) return text;
  return text.replace(/[\w+/-]{6,}={0,2}/g, (token) => {
    const digits = token.replace(/=+$/, "").replaceAll("-", "+").replaceAll("_", "/");
    // It may stand behind something of the same characters.
    for (let skip = 0; skip < 4; skip++) {
      const rest = digits.slice(skip);
      const decoded = utf8(atob(rest.slice(0, rest.length % 4 === 1 ? -1 : undefined)));
      if (plainCovered(decoded, secrets) !== decoded) return "…";
    }
    return token;
  });
}
