// Reads and checks a policy that the caller wrote.
import { ResetkitError } from "./error.js";
import { KINDS } from "./names.js";
import { MOST_ITEMS, entries, isCount, items, keyOf, own } from "./options.js";

const CODE = "invalid_policy";
/** The members that are numbers, in the order of the module's header. */
const NUMBERS = ["minLength", "maxLength", "minClasses", "minDifferent", "maxRepeats", "maxBytes", "maxClassRun", "maxSequence"];
const SETS = ["extra", "forbidden", "first", "last"];
/** The members that are classes: by the usual reading, and by the other. */
export const CLASSES = ["classes", "otherClasses"];
/** The members that are texts: what must not be part of a password, and what must not be one. */
export const FORBIDDEN = ["forbiddenWords", "forbiddenPasswords"];
const MEMBERS = [...NUMBERS, ...SETS, ...CLASSES, ...FORBIDDEN, "unit", "names", "notUserName"];
const CLASS = ["name", "characters", "generate", "min", "max"];
const NAME = ["match", "minPart", "split", "matchCase"];
const MATCHES = ["contains", "equals", "reversed", "containsPart"];

/** @param {string} must what `name` of the policy must be */
function check(sound, name, must) {
  if (!sound) throw new ResetkitError(CODE, `${name} of the policy must be ${must}`);
}

const COUNT = "a whole number from 0 to 4294967289";

const list = (given, what) => items(given, MOST_ITEMS, `${what} of the policy`, CODE);

const ranges = (given, name) => list(given, name).map((pair) => {
  const ends = items(pair, 2, `a range in ${name} of the policy`, CODE);
  const single = ends.length === 2 && ends.every((end) => typeof end === "string" && end.length <= 2 && [...end].length === 1);
  check(single && ends[0].codePointAt(0) <= ends[1].codePointAt(0), name, 'ranges of single characters, the lower one first, such as [["a", "z"]]');
  return ends;
});

const classes = (given, what) => list(given, what).map((group) => {
  const { name, characters, generate = "", min = 0, max = 0 } = own(group ?? null, CLASS, "a class of the policy", CODE);
  // A line feed stands between passwords where many are drawn.
  check(typeof name === "string", "the name of a class", "a text");
  check(typeof generate === "string" && !generate.includes("\n"), "generate in a class", "a text without line breaks");
  check(isCount(min) && isCount(max), "min and max in a class", COUNT);
  return { name, characters: ranges(characters, "characters in a class"), generate, min, max };
});

/** A policy of the caller's with nothing left out, of which nothing is the caller's any more. */
export function policyRules(policy) {
  const given = own(policy ?? null, MEMBERS, "the policy", CODE);
  const { unit = "characters" } = given;
  const rules = {
    numbers: NUMBERS.map((name) => given[name] ?? (name === "minLength" || name === "maxLength" ? undefined : 0)),
    unit,
    names: entries(given.names, "names of the policy").map(([kind, rule]) => {
      const { match = "contains", minPart = 1, split = [], matchCase = false } = own(rule ?? null, NAME, "a name of the policy", CODE);
      const [place, how] = [KINDS.indexOf(kind), MATCHES.indexOf(match)];
      check(place >= 0, "each kind in names", `one of ${KINDS.join(", ")}`);
      check(how >= 0, "match in names", `one of ${MATCHES.join(", ")}`);
      check(isCount(minPart), "minPart in names", COUNT);
      check(typeof matchCase === "boolean", "matchCase in names", "a boolean");
      return { kind: place, match: how, minPart, split: ranges(split, "split in names"), matchCase };
    }),
    notUserName: given.notUserName === true,
  };
  for (const name of CLASSES) rules[name] = classes(given[name] ?? [], name);
  for (const name of FORBIDDEN) {
    rules[name] = list(given[name] ?? [], name);
    check(rules[name].every((word) => typeof word === "string"), name, "texts");
  }
  for (const name of SETS) rules[name] = ranges(given[name] ?? [], name);
  NUMBERS.forEach((name, place) => check(isCount(rules.numbers[place]), name, COUNT));
  check(["characters", "utf16"].includes(unit), "unit", '"characters" or "utf16"');
  [rules.minLength, rules.maxLength] = rules.numbers;
  return rules;
}

/** What the rules say as one text, by which a policy is known again. */
export function rulesText({ numbers, unit, names, notUserName, ...more }) {
  const joined = (set) => set.flat().join("");
  const texts = (name) => [more[name].length, ...more[name]];
  const groups = (name) => [more[name].length, ...more[name].flatMap(({ name, characters, generate, min, max }) => [name, joined(characters), generate, min, max])];
  const rules = names.flatMap(({ kind, match, minPart, split, matchCase }) => [kind, match, minPart, joined(split), matchCase]);
  const all = [...CLASSES.flatMap(groups), names.length, ...rules, ...SETS.map((name) => joined(more[name])), ...FORBIDDEN.flatMap(texts)];
  return keyOf([...numbers, unit, notUserName, ...all], "the policy", CODE);
}
