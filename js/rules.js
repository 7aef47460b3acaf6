// Reads and checks an organization's own rules.
import { ResetkitError } from "./error.js";
import { INVALID, LONGEST, MOST_ITEMS, isRecord, items, reading } from "./options.js";

/** The members of a rule, each a text. */
const RULE = ["member", "pattern", "message", "must"];

/** A rule may be of a class with getters; what every object inherits is none of its. */
const isIts = (rule, name) => Object.hasOwn(rule, name) || !(name in Object.prototype);

/** Of each rule the texts in the order of {@link RULE}. */
export function rulesApart(given) {
  return items(given, MOST_ITEMS, "rules").map((rule) => {
    const texts = reading("a rule", "an object", INVALID, () => isRecord(rule) && RULE.map((name) => (isIts(rule, name) ? rule[name] : undefined)));
    const [, pattern, , must] = texts;
    if (!texts.every((text) => typeof text === "string") || !["match", "not-match"].includes(must)) {
      throw new ResetkitError(INVALID, "a rule has member, pattern, message, and must: match or not-match");
    }
    if (pattern.length > LONGEST) throw new ResetkitError("invalid_pattern", `the pattern is too large: it has more than ${LONGEST} UTF-16 units`);
    return texts;
  });
}
