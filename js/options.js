// What a program gives beside an input, taken apart and checked.
import { ResetkitError } from "./error.js";

/** The number for a value that is no text, no boolean, not null and not absent: the lowest that is no length. */
export const OTHER = 0xfffffffb;

/** Throws, without a word of what a getter or a proxy threw, which may hold a secret. */
function unreadable(what, kind) {
  throw new ResetkitError("invalid_options", `${what} must be ${kind} that can be read`);
}

/**
 * The object's own members of these names, each read once, in a record without a prototype. All that a caller's getters and
 * proxies do is done when it returns: it belongs before the first write into the wasm, for they may call the API. Nested
 * objects are taken apart the same way.
 *
 * @param {unknown} given nothing at all counts as an object without members; null does not
 * @param {readonly string[]} names
 * @param {string} [what] whose mistake it is, for the error
 */
export function own(given, names, what = "options") {
  const record = { __proto__: null };
  if (given === undefined) return record;
  try {
    if (isRecord(given)) {
      for (const name of names) if (Object.hasOwn(given, name)) record[name] = given[name];
      return record;
    }
  } catch {
    // As below.
  }
  return unreadable(what, "an object");
}

/** All own members of an object that {@link own} would take, as pairs. */
export function entries(given, what) {
  if (given === undefined) return [];
  try {
    if (isRecord(given)) return Object.entries(given);
  } catch {
    // As below.
  }
  return unreadable(what, "an object");
}

/** The items of an array by their index, whatever else it has; a list longer than `most` is refused before it is read. */
export function items(given, most, what) {
  try {
    if (Array.isArray(given)) {
      const { length } = given;
      if (typeof length === "number" && length <= most) {
        const list = [];
        for (let i = 0; i < length; i++) list.push(Object.hasOwn(given, i) ? given[i] : undefined);
        return list;
      }
    }
  } catch {
    // As below.
  }
  return unreadable(what, `a list of up to ${most}`);
}

/** An option that is text or left out, of a record that {@link own} made. */
export function text(options, name) {
  const value = options[name];
  if (value === undefined || typeof value === "string") return value;
  throw new ResetkitError("invalid_options", `${name} must be a string`);
}

export const isCount = (value) => Number.isInteger(value) && value >= 0 && value < OTHER;

/** A plain object, or one of a class; not an array, a Map or what else has no members of its own. */
export function isRecord(value) {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || Object.prototype.toString.call(value) === "[object Object]";
}
