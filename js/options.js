// Reads and checks the options of a call.
import { ResetkitError } from "./error.js";

export const INVALID = "invalid_options";

/** The number for a value that is no text, no boolean, not null and not absent, and for a text that is too long: the lowest that is no length. */
export const OTHER = 0xfffffffb, LONG = 0xfffffffa;

/** How many UTF-16 units a text may have; how many a policy's or rules' texts together; and how many items a list. */
export const LONGEST = 2 ** 16, MOST_UNITS = 2 ** 18, MOST_ITEMS = 2 ** 12;

/** The error of an option, with which its message begins. */
export const mistake = (at, what, code = INVALID) => new ResetkitError(code, `${at} ${what}`, undefined, at);

/** Throws unless an option is sound. @param {string} must what it must be */
export function mustBe(sound, at, must, code) {
  if (!sound) throw mistake(at, `must be ${must}`, code);
}

/** What `read` makes of something of the caller's. What a getter or a proxy throws may hold a secret, and is not passed on. */
export function reading(at, must, code, read) {
  let result;
  try {
    result = read();
  } catch {
    throw mistake(at, "cannot be read: an exception was thrown", code);
  }
  mustBe(result, at, must, code);
  return result;
}

/** A record that inherits nothing. V8 makes one of a class in a third of the time of `{ __proto__: null }`. */
function Bare() {}
Bare.prototype = Object.freeze(Object.create(null));

/**
 * The object's own members of these names, each read once, in a record that inherits nothing. All that a caller's getters and
 * proxies do is done when it returns: it belongs before the first write into the wasm, for they may call the API. Nested
 * objects are taken apart the same way.
 *
 * @param {unknown} given nothing at all counts as an object without members; null does not
 * @param {readonly string[]} names
 * @param {string} [what] what the error says must be an object
 * @param {string} [code]
 */
export function own(given = {}, names = [], what = "options", code = INVALID) {
  return reading(what, "an object", code, () => {
    if (!isRecord(given)) return undefined;
    const record = new Bare();
    for (const name of names) if (Object.hasOwn(given, name)) record[name] = given[name];
    return record;
  });
}

/** All own members of an object that {@link own} would take, as pairs. */
export const entries = (given = {}, what = "options", code = INVALID) => reading(what, "an object", code, () => isRecord(given) && Object.entries(given));

/** Whether it is an array, and one that can be asked. */
export function isList(value) {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** The items of an array by their index, whatever else it has; a list longer than `most` is refused before it is read. */
export function items(given, most, what, code = INVALID) {
  return reading(what, `a list of up to ${most}`, code, () => {
    const length = Array.isArray(given) ? given.length : NaN;
    // What a proxy says of its length need not be a number.
    return typeof length === "number" && length <= most && Array.from({ length }, (_, i) => (Object.hasOwn(given, i) ? given[i] : undefined));
  });
}

export const STRING = `a string of up to ${LONGEST} UTF-16 units`;

/** An option that is text or left out, of a record that {@link own} made. */
export function text(options, name) {
  const value = options[name];
  mustBe(value === undefined || (typeof value === "string" && value.length <= LONGEST), name, STRING);
  return value;
}

/** An option that is on or off, and off where it is left out. */
export function flag(options, name, at = name, code = INVALID) {
  const { [name]: value = false } = options;
  mustBe(typeof value === "boolean", at, "true or false", code);
  return value;
}

/** One text for a list of texts, numbers and booleans, which no other list has; the longest that is compared has `MOST_UNITS`. */
export function keyOf(values, what, code) {
  let units = 0;
  for (const value of values) if (typeof value === "string") units += value.length;
  if (units > MOST_UNITS) throw new ResetkitError(code, `the texts of ${what} have more than ${MOST_UNITS} UTF-16 units`);
  return values.map((value) => `${`${value}`.length}:${value}`).join("");
}

/** The length of a password, or none. */
export function lengthIn({ length }, at = "length") {
  mustBe(length === undefined || (isCount(length) && length > 0), at, "a whole number of at least 1");
  return length;
}

export const isCount = (value) => Number.isInteger(value) && value >= 0 && value < LONG;

/** A plain object, or one of a class; not an array, a Map or what else has no members of its own, nor what cannot be asked. */
export function isRecord(value) {
  if (typeof value !== "object" || value === null) return false;
  try {
    const prototype = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null || Object.prototype.toString.call(value) === "[object Object]";
  } catch {
    return false;
  }
}
