// Policies of a caller's, taken apart and checked.
import { ResetkitError } from "./error.js";
import { MOST_ITEMS, isCount, items, keyOf, own } from "./options.js";

const CODE = "invalid_policy";
const MEMBERS = ["minLength", "maxLength", "classes", "minClasses", "extra", "forbidden", "minDifferent", "maxRepeats", "notUserName", "nameParts", "forbiddenWords"];
const NAME_PARTS = ["min", "delimiters"];
const CLASS = ["name", "characters", "generate", "min"];

function check(sound) {
  if (!sound) throw new ResetkitError(CODE, "the policy does not have the members of one");
}

/** A policy of the caller's with nothing left out, of which nothing is the caller's any more. */
export function policyRules(policy) {
  const given = own(policy ?? null, MEMBERS, "the policy", CODE);
  const { minLength, maxLength } = given;
  const number = (name) => given[name] ?? 0;
  const list = (name) => items(given[name] ?? [], MOST_ITEMS, `${name} of the policy`, CODE);
  const ranges = (list) => items(list, MOST_ITEMS, "characters of the policy", CODE).map((pair) => {
    const ends = items(pair, 2, "a range of the policy", CODE);
    check(ends.length === 2 && ends.every((end) => typeof end === "string" && end.length <= 2 && [...end].length === 1));
    check(ends[0].codePointAt(0) <= ends[1].codePointAt(0));
    return ends;
  });
  const rules = {
    minLength,
    maxLength,
    classes: list("classes").map((group) => {
      const { name, characters, generate = "", min = 0 } = own(group ?? null, CLASS, "a class of the policy", CODE);
      // A line feed stands between passwords where many are drawn.
      check(typeof name === "string" && typeof generate === "string" && !generate.includes("\n") && isCount(min));
      return { name, characters: ranges(characters), generate, min };
    }),
    minClasses: number("minClasses"),
    extra: ranges(list("extra")),
    forbidden: ranges(list("forbidden")),
    minDifferent: number("minDifferent"),
    maxRepeats: number("maxRepeats"),
    notUserName: given.notUserName === true,
    nameParts: given.nameParts === undefined ? undefined : own(given.nameParts ?? null, NAME_PARTS, "nameParts of the policy", CODE),
    forbiddenWords: list("forbiddenWords"),
  };
  check(rules.nameParts === undefined || (isCount(rules.nameParts.min) && typeof rules.nameParts.delimiters === "string"));
  check([minLength, maxLength, rules.minClasses, rules.minDifferent, rules.maxRepeats].every(isCount));
  check(rules.forbiddenWords.every((word) => typeof word === "string"));
  return rules;
}

/** What the rules say as one text, by which a policy is known again. */
export function rulesText({ classes, extra, forbidden, nameParts, forbiddenWords, ...rest }) {
  const groups = classes.flatMap(({ name, characters, generate, min }) => [name, characters.flat().join(""), generate, min]);
  const texts = [classes.length, ...groups, extra.flat().join(""), forbidden.flat().join(""), ...forbiddenWords];
  return keyOf([...Object.values(rest), nameParts?.min, nameParts?.delimiters, ...texts], "the policy", CODE);
}

/** The policy in the provider's answer; what no such answer says is as in the default policy. */
export function policyOfAnswer(description, answer) {
  const { policy, policyAnswer } = own(description, ["policy", "policyAnswer"]);
  if (policyAnswer === undefined) throw new ResetkitError("no_policy", "no answer of this provider says what the policy is");
  const { within, action, members } = policyAnswer;
  const names = members.map(([name]) => name);
  const outer = own(answer ?? null, [within, ...names], "the answer", CODE);
  const given = own(outer[within] ?? outer, names, "the answer", CODE);
  const result = { ...policy };
  for (const [name, member] of members) {
    const value = given[name];
    if (typeof value !== typeof policy[member]) throw new ResetkitError(CODE, `${name} is not what ${action} answers`);
    result[member] = value;
  }
  policyRules(result);
  return result;
}
