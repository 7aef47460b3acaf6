/** @import { HttpRequest } from "../types.js" */
/** @import { Part } from "./masked-text.js" */

/**
 * Takes a body of this content type apart: every other piece is a value, which may be a secret.
 *
 * @type {[RegExp, RegExp][]}
 */
const VALUES = [
  [/json/, /((?<=")(?:[^"\\]|\\.)*(?="))/],
  [/form-urlencoded/, /((?<==)[^&]*)/],
];

/**
 * Cuts a body into what may be shown and what may not. A secret is what changes with it, so that one that is written
 * differently on the wire, or stands there twice, is found as well. Where that cannot be told, the whole body is secret.
 *
 * @param {HttpRequest} request
 * @param {boolean} secret whether it carries any
 * @param {string[]} others the same body with other secrets
 * @returns {Part[]}
 */
export function bodyParts({ headers, body }, secret, others) {
  if (!secret || body === "") return [{ text: body, secret: false }];
  const [, values] = VALUES.find(([type]) => type.test(headers["content-type"] ?? "")) ?? [];
  const cut = (/** @type {string} */ text) => (values ? text.split(values) : [text]);
  const pieces = cut(body);
  const changed = others.map(cut);
  const differs = (/** @type {string} */ text, /** @type {number} */ place) => changed.some((other) => other[place] !== text);
  const sound = others.length > 0 && changed.every(({ length }) => length === pieces.length) && pieces.every((text, place) => place % 2 === 1 || !differs(text, place));
  if (!sound) return [{ text: body, secret: true }];
  return pieces.map((text, place) => ({ text, secret: place % 2 === 1 && differs(text, place) }));
}
