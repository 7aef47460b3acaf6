// What a program gives beside an input, checked.
import { ResetkitError } from "./error.js";

/** The number for a value that is no text, no boolean, not null and not absent: the lowest that is no length. */
export const OTHER = 0xfffffffb;

/** An option that is text or left out. */
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
