// Reads and checks an organization's own rules.
import { INVALID, LONGEST, MOST_ITEMS, STRING, mustBe, isRecord, items, reading } from "./options.js";

/** The members of a rule, each a text. */
const RULE = ["member", "pattern", "message", "must"];

/** A rule may be of a class with getters; what every object inherits is none of its. */
const isIts = (rule, name) => Object.hasOwn(rule, name) || !(name in Object.prototype);

/** Of each rule the texts in the order of {@link RULE}. */
export function rulesApart(given) {
  return items(given, MOST_ITEMS, "rules").map((rule, i) => {
    const at = `rules[${i}]`;
    const texts = reading(at, "an object", INVALID, () => isRecord(rule) && RULE.map((name) => (isIts(rule, name) ? rule[name] : undefined)));
    const [, pattern, , must] = texts;
    RULE.forEach((name, place) => mustBe(typeof texts[place] === "string", `${at}.${name}`, "a string"));
    mustBe(["match", "not-match"].includes(must), `${at}.must`, '"match" or "not-match"');
    mustBe(pattern.length <= LONGEST, `${at}.pattern`, STRING, "invalid_pattern");
    return texts;
  });
}
