// Reads and checks a policy that the caller wrote.
import { KINDS } from "./names.js";
import { MOST_ITEMS, mustBe, entries, flag, isCount, items, keyOf, mistake, own } from "./options.js";

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

const COUNT = "a whole number from 0 to 4294967289";

const object = (given, names, at) => own(given ?? null, names, at, CODE);
const list = (given, at) => items(given, MOST_ITEMS, at, CODE);

const ranges = (given, at) => list(given, at).map((pair, i) => {
  const ends = items(pair, 2, `${at}[${i}]`, CODE);
  const single = ends.length === 2 && ends.every((end) => typeof end === "string" && end.length <= 2 && [...end].length === 1);
  mustBe(single && ends[0].codePointAt(0) <= ends[1].codePointAt(0), at, 'ranges of single characters, the lower one first, such as [["a", "z"]]', CODE);
  return ends;
});

const classes = (given, at) => list(given, at).map((group, i) => {
  const place = `${at}[${i}]`;
  const { name, characters, generate = "", min = 0, max = 0 } = object(group, CLASS, place);
  mustBe(typeof name === "string", `${place}.name`, "a string", CODE);
  // A line feed stands between passwords where many are drawn.
  mustBe(typeof generate === "string" && !generate.includes("\n"), `${place}.generate`, "a string without line breaks", CODE);
  mustBe(isCount(min), `${place}.min`, COUNT, CODE);
  mustBe(isCount(max), `${place}.max`, COUNT, CODE);
  return { name, characters: ranges(characters, `${place}.characters`), generate, min, max };
});

/** A policy of the caller's with nothing left out, of which nothing is the caller's any more. */
export function policyRules(policy) {
  const given = object(policy, [...MEMBERS, "policy"], "policy");
  // An entry of `policies`, or a description.
  mustBe(given.policy === undefined, "policy", "a policy itself: pass the `policy` of this object", CODE);
  for (const name of ["minLength", "maxLength", "classes"]) if (given[name] === undefined) throw mistake(`policy.${name}`, "is missing: start from a whole policy, { ...policy(operation), … }", CODE);
  const { unit = "characters" } = given;
  const rules = {
    numbers: NUMBERS.map((name) => given[name] ?? 0),
    unit,
    names: entries(given.names, "policy.names", CODE).map(([kind, rule]) => {
      const place = KINDS.indexOf(kind), at = `policy.names.${KINDS[place]}`;
      mustBe(place >= 0, "policy.names", `an object by ${KINDS.join(", ")}`, CODE);
      const given = object(rule, NAME, at);
      const { match = "contains", minPart = 1, split = [] } = given;
      const how = MATCHES.indexOf(match);
      mustBe(how >= 0, `${at}.match`, `one of ${MATCHES.join(", ")}`, CODE);
      mustBe(isCount(minPart), `${at}.minPart`, COUNT, CODE);
      return { kind: place, match: how, minPart, split: ranges(split, `${at}.split`), matchCase: flag(given, "matchCase", `${at}.matchCase`, CODE) };
    }),
    notUserName: flag(given, "notUserName", "policy.notUserName", CODE),
  };
  for (const name of CLASSES) rules[name] = classes(given[name] ?? [], `policy.${name}`);
  for (const name of FORBIDDEN) {
    rules[name] = list(given[name] ?? [], `policy.${name}`);
    mustBe(rules[name].every((word) => typeof word === "string"), `policy.${name}`, "a list of strings", CODE);
  }
  for (const name of SETS) rules[name] = ranges(given[name] ?? [], `policy.${name}`);
  NUMBERS.forEach((name, place) => mustBe(isCount(rules.numbers[place]), `policy.${name}`, COUNT, CODE));
  mustBe(["characters", "utf16"].includes(unit), "policy.unit", '"characters" or "utf16"', CODE);
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
