// Looks a password up in the caller's list of common passwords.
import { INVALID, LONGEST, reading } from "./options.js";

const WHAT = "commonPasswords", KIND = "a Set, or an object whose method `has` returns true or false";

/** The list of a record of options, if it has one. */
export function listOf({ commonPasswords }) {
  if (commonPasswords !== undefined) reading(WHAT, KIND, INVALID, () => typeof commonPasswords?.has === "function");
  return commonPasswords;
}

/** Whether the list has the password in lower case. What is no text or longer than any is in none. */
export function isCommon(list, password) {
  if (typeof password !== "string" || password.length > LONGEST) return false;
  let found;
  reading(WHAT, KIND, INVALID, () => typeof (found = list.has(password.toLowerCase())) === "boolean");
  return found;
}

export const commonPassword = (member) => (
  { code: "common_password", path: [member], message: "Choose another password: this one is widely used and easy to guess.", expected: { source: "organization" } }
);

/** Puts the issue behind the others of its member, but before those of the organization's rules, as all issues stand. */
export function addTo(issues, issue, places) {
  const place = places.get(issue.path[0]);
  const next = issues.findIndex(({ code, path: [member] }) => places.get(member) > place || (places.get(member) === place && code === "rule"));
  issues.splice(next < 0 ? issues.length : next, 0, issue);
}
