// What of a secret is left in the memory of a module.

/** How texts of ASCII stand there, read as bytes: what is behind each character as UTF-8, as UTF-16 and as a code point. */
const ENCODINGS = { "utf-8": "", "utf-16": "\0", "utf-32": "\0\0\0" };

/** How many characters in a row are looked for, so that a part of a copy is found too. */
export const PART = 8;

const latin1 = new TextDecoder("latin1");
/** The bytes as characters; in Node, whose decoder takes long, as they are. Both are searched by the same `includes`. */
const searchable = (buffer) => (globalThis.Buffer ? Buffer.from(buffer) : latin1.decode(buffer));

/**
 * The encodings in which a part of the secrets is found, as it is or in lower case.
 *
 * @param {WebAssembly.Memory} memory
 * @param {...string} secrets
 */
export function tracesIn({ buffer }, ...secrets) {
  const bytes = searchable(buffer);
  const parts = new Set();
  for (const text of secrets.flatMap((secret) => [secret, secret.toLowerCase()])) {
    for (let at = 0; at + PART <= text.length; at += PART) parts.add(text.slice(at, at + PART));
    if (text !== "") parts.add(text.slice(-PART));
  }
  // An engine looks for few characters much faster than for many.
  const beginnings = new Map();
  const begins = (beginning) => {
    if (!beginnings.has(beginning)) beginnings.set(beginning, bytes.includes(beginning, 0, "latin1"));
    return beginnings.get(beginning);
  };
  return Object.keys(ENCODINGS).filter((name) => [...parts].some((part) => {
    const [few, all] = [part.slice(0, 3), part].map((text) => [...text].join(ENCODINGS[name]));
    return begins(few.slice(0, 5)) && bytes.includes(all, 0, "latin1");
  }));
}
