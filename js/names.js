// Reads and checks the names of the user whose password it is.
import { LONGEST, STRING, mustBe, items, own, text } from "./options.js";

/** The options that hold names. */
export const NAMED = ["userName", "displayName", "names"];

/** The kinds of names, in the order of the module's header. */
export const KINDS = ["account", "display", "email", "emailLocal", "phone", "given", "family", "nickname"];

/** How many names one call may have. */
export const MOST_NAMES = 32;

/** The names by kind: nothing, a text, or a list of several. An empty list where there are no names at all. */
export function namesOf(given) {
  const account = text(given, "userName"), display = text(given, "displayName");
  if (account === undefined && display === undefined && given.names === undefined) return [];
  const byKind = KINDS.map(() => []);
  if (account !== undefined) byKind[0].push(account);
  if (display !== undefined) byKind[1].push(display);
  for (const [i, name] of given.names === undefined ? [] : items(given.names, MOST_NAMES, "names").entries()) {
    const at = `names[${i}]`;
    const { kind, value } = own(name ?? null, ["kind", "value"], at);
    const place = KINDS.indexOf(kind);
    mustBe(place >= 0, `${at}.kind`, `one of ${KINDS.join(", ")}`);
    mustBe(typeof value === "string" && value.length <= LONGEST, `${at}.value`, STRING);
    byKind[place].push(value);
  }
  if (byKind.every((names) => names.length === 0)) return [];
  return byKind.map((names) => (names.length > 1 ? names : names[0]));
}
