// Reads the text of a document. Unlike JSON.parse it refuses a duplicate key, of which one would be lost without a word.
import { ResetkitError } from "./error.js";

/** The pieces of JSON that matter here: strings, and what opens, closes and separates. Other values are passed over. */
const PIECES = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

export function parseDocument(text) {
  let document;
  try {
    document = JSON.parse(text);
  } catch {
    // Its message may quote the text, which is for the author alone to see.
    throw new ResetkitError("invalid_definition", "Write the document as JSON; this is not.");
  }
  const stack = [];
  let key;
  for (const [piece] of text.matchAll(PIECES)) {
    const level = stack.at(-1);
    if (piece === "{" || piece === "[") {
      stack.push({ keys: piece === "{" ? new Set() : undefined, at: 0 });
    } else if (piece === "}" || piece === "]") {
      stack.pop();
    } else if (piece === ",") {
      level.at++;
    } else if (piece === ":") {
      const name = JSON.parse(key);
      level.at = name;
      if (level.keys.has(name)) throw new ResetkitError("invalid_definition", `Give ${key} once; it stands twice.`, undefined, pointer(stack));
      level.keys.add(name);
    } else {
      key = piece;
    }
  }
  return document;
}

/** The JSON Pointer of what was just read. */
const pointer = (stack) => stack.map(({ at }) => `/${String(at).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
