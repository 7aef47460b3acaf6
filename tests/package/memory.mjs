// What of a secret is left in the memory of a module.

/** How texts of ASCII stand there: as UTF-8, as UTF-16 and as code points. */
const ENCODINGS = {
  "utf-8": (text) => Buffer.from(text),
  "utf-16": (text) => Buffer.from(text, "utf16le"),
  "utf-32": (text) => Buffer.from(Uint32Array.from(text, (character) => character.codePointAt(0)).buffer),
};

/**
 * The encodings in which a part of the secret is found: eight characters in a row, so that a copy of a part is found too.
 *
 * @param {WebAssembly.Memory} memory
 * @param {string} secret
 */
export function tracesIn({ buffer }, secret) {
  const bytes = Buffer.from(buffer);
  const part = secret.slice(4, 12);
  return Object.keys(ENCODINGS).filter((name) => bytes.indexOf(ENCODINGS[name](part)) !== -1);
}
