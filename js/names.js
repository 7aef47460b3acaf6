// Reads and checks the names of the user whose password it is.
import { ResetkitError } from "./error.js";
import { INVALID, LONGEST, items, own, text } from "./options.js";

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
  for (const name of given.names === undefined ? [] : items(given.names, MOST_NAMES, "names")) {
    const { kind, value } = own(name ?? null, ["kind", "value"], "a name");
    const place = KINDS.indexOf(kind);
    if (place < 0 || typeof value !== "string" || value.length > LONGEST) {
      throw new ResetkitError(INVALID, `a name has a kind, which is one of ${KINDS.join(", ")}, and a value`);
    }
    byKind[place].push(value);
  }
  if (byKind.every((names) => names.length === 0)) return [];
  return byKind.map((names) => (names.length > 1 ? names : names[0]));
}
