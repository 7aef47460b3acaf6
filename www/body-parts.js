/** @import { HttpRequest } from "./types.js" */

/**
 * Where the secret members' values stand in a body of this content type. A JSON text escapes the quotes inside its
 * strings and a form encodes `&` and `=`, so no other value can be taken for one of these.
 *
 * @type {[RegExp, (names: string) => RegExp][]}
 */
const PLACES = [
  [/json/, (names) => new RegExp(`(?<=[{,]"(?:${names})":")(?:[^"\\\\]|\\\\.)*(?=")`, "g")],
  [/form-urlencoded/, (names) => new RegExp(`(?<=(?:^|&)(?:${names})=)[^&]*`, "g")],
];

/**
 * Cuts a body into what may be shown and what may not. A secret is found by its place and not by its text, so that a
 * value that is written differently on the wire is found as well. Where a place is not found, the whole body is secret.
 *
 * @param {HttpRequest} request
 * @param {string[]} secretNames the sensitive members that the request carries
 * @returns {{ text: string, secret: boolean }[]}
 */
export function bodyParts({ headers, body }, secretNames) {
  if (secretNames.length === 0 || body === "") return [{ text: body, secret: false }];
  const [, place] = PLACES.find(([type]) => type.test(headers["content-type"] ?? "")) ?? [];
  const found = place ? [...body.matchAll(place(secretNames.map(escapePattern).join("|")))] : [];
  if (found.length !== secretNames.length) return [{ text: body, secret: true }];

  const parts = [];
  let end = 0;
  for (const { 0: secret, index } of found) {
    parts.push({ text: body.slice(end, index), secret: false }, { text: secret, secret: true });
    end = index + secret.length;
  }
  return [...parts, { text: body.slice(end), secret: false }];
}

/** @param {string} text */
const escapePattern = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
