// An operation of one's own: a document in, an operation that every function takes out. The module that reads documents is
// one of its own, so that no form pays for it.
import * as glue from "./define.glue.js";
import wasm from "./define.wasm.js";
import { ResetkitError } from "./error.js";
import { bytes } from "./inline.js";
import { started } from "./module.js";
import { pack } from "./operation.js";
import { isList, items, own } from "./options.js";
import catalogue, { ids } from "./shared.js";

started(glue.initSync, bytes(wasm));

export { ResetkitError } from "./error.js";

/** The most shared files of a caller's. */
const MOST_FILES = 32;

/** A value as plain JSON, so that no getter and no proxy runs while the module reads it; null for what has none. */
function plain(value) {
  try {
    return JSON.parse(JSON.stringify(value) ?? "null");
  } catch {
    // What a getter throws may hold a secret, and is not passed on.
    throw new ResetkitError("invalid_definition", "Use plain JSON: a part of this cannot be read.", undefined, "");
  }
}

/** Reads a document. */
function read(document, options) {
  const { shared } = own(options, ["shared"]);
  const files = shared === undefined ? [] : isList(shared) ? items(shared, MOST_FILES, "shared") : [shared];
  const reader = glue.readDocument(plain(document), [...files.map(plain), ...catalogue], ids);
  try {
    if (reader.message !== undefined) throw new ResetkitError("invalid_definition", reader.message, undefined, reader.at);
    return { description: JSON.parse(reader.description), compiled: reader.compiled };
  } finally {
    reader.free();
  }
}

export function defineOperation(document, options) {
  const { description, compiled } = read(document, options);
  return Object.freeze({ id: description.id, description, compiled });
}

export function compileOperation(document, options) {
  return pack(read(document, options));
}
