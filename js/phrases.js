// What the languages share: makes the facts of an issue ready for a sentence, with numbers, dates, lists and plurals as the
// language writes them.

import { ResetkitError } from "./error.js";

/** The groups of characters of the catalogue, by the names that issues have. @type {Record<string, import("./locales/locale.js").ClassCode>} */
const GROUPS = {
  "an uppercase letter": "upper",
  "a lowercase letter": "lower",
  "a digit": "digit",
  "a special character": "special",
  "a Latin-1 Supplement character such as é": "latin1",
  "another Latin-1 Supplement character such as ß or £": "latin1",
  "a letter without upper and lower case": "otherLetter",
};

/** The code of a group of characters, by its name; nothing where it is another one. @param {string} name */
export const classCode = (name) => (Object.hasOwn(GROUPS, name) ? GROUPS[name] : undefined);

/** How many of something an issue may have. */
const MOST = 4096;

/** What an issue has of something; nobody's list without end. @template T @param {readonly T[]} [list] */
function listed(list = []) {
  if (list.length > MOST) throw new RangeError("more than an issue has");
  return list;
}

/** @param {readonly string[]} [list] */
const texts = (list) => listed(list).map(String);

/**
 * @param {string} tag of BCP 47
 * @param {import("./locales/locale.js").Words} words
 * @returns {import("./locales/locale.js").LocaleMessages}
 */
export function locale(tag, { units, classes, types, sentences }) {
  const number = new Intl.NumberFormat(tag), plural = new Intl.PluralRules(tag);
  const and = new Intl.ListFormat(tag, { type: "conjunction" }), or = new Intl.ListFormat(tag, { type: "disjunction" });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" });
  /** A number with its noun. @param {number} amount @param {import("./locales/locale.js").Plural} forms */
  const count = (amount, forms) => (forms[plural.select(amount)] ?? forms.other).replace("#", number.format(amount));

  /** @type {import("./locales/locale.js").LocaleMessages} */
  const say = (issue, operation) => {
    const { code, path, expected } = issue;
    const { min, max } = expected;
    const positions = listed(expected.positions);
    /** @param {string} [name] */
    const memberOf = (name) => operation?.members.find((member) => member.name === name);
    const labelOf = (name = "") => memberOf(name)?.label || name;
    const member = memberOf(path[0]);
    const named = listed(expected.classes).map((name) => {
      const known = classCode(name);
      return known ? classes[known] : name;
    });
    const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
    if (sentence === undefined) return issue.message;
    return sentence({
      min: min === undefined ? undefined : number.format(min),
      max: max === undefined ? undefined : number.format(max),
      exactly: min !== undefined && min === max,
      count: (forms) => count(min ?? max ?? 0, forms),
      length: count(min ?? max ?? 0, units[expected.unit === undefined || expected.unit === "utf16" ? "characters" : expected.unit]),
      positions: and.format(positions.map((position) => number.format(position))),
      several: positions.length > 1,
      example: member && !member.sensitive && member.example !== "" ? String(member.example) : undefined,
      classes: and.format(named),
      values: or.format(texts(expected.values)),
      words: or.format(texts(expected.words)),
      members: or.format(texts(expected.members).map(labelOf)),
      unless: expected.unless === undefined ? undefined : labelOf(expected.unless),
      when: expected.when === undefined ? undefined : labelOf(expected.when),
      isSwitch: memberOf(expected.unless ?? expected.when)?.kind === "boolean",
      other: labelOf(expected.with),
      type: types[expected.type ?? "string"],
      more: expected.more === undefined ? undefined : number.format(expected.more),
      composed: expected.composed === true,
      character: expected.character ?? "",
      looksLike: expected.looksLike ?? "",
      format: expected.format ?? "",
      line: number.format(expected.line ?? 0),
      column: number.format(expected.column ?? 0),
      ends: operation?.lifecycle.ends ? date.format(new Date(operation.lifecycle.ends)) : undefined,
      english: issue.message,
    });
  };

  return (issue, operation) => {
    try {
      return say(issue, operation);
    } catch {
      // What a getter throws may hold a secret, and is not passed on.
      throw new ResetkitError("invalid_options", "an issue must be one of validate, and an operation one of describe");
    }
  };
}
