// Policies of a caller's, checked.
import { ResetkitError } from "./error.js";
import { isCount, isRecord } from "./options.js";

/** A policy of the caller's with nothing left out, its ranges as text. */
export function policyRules(policy) {
  const rules = { classes: [], extra: [], forbidden: [], forbiddenWords: [], minClasses: 0, minDifferent: 0, maxRepeats: 0, notUserName: false };
  const check = (sound) => {
    if (!sound) throw new ResetkitError("invalid_policy", "the policy does not have the members of one");
  };
  const ranges = (list) => {
    check(Array.isArray(list) && list.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every((end) => typeof end === "string" && [...end].length === 1)));
    check(list.every(([first, last]) => first.codePointAt(0) <= last.codePointAt(0)));
    return list.flat().join("");
  };
  try {
    check(isRecord(policy));
    for (const name of ["minLength", "maxLength", ...Object.keys(rules)]) rules[name] = policy[name] ?? rules[name];
    check(Array.isArray(rules.classes) && [rules.minLength, rules.maxLength, rules.minClasses, rules.minDifferent, rules.maxRepeats].every(isCount));
    check(Array.isArray(rules.forbiddenWords) && rules.forbiddenWords.every((word) => typeof word === "string"));
    rules.classes = rules.classes.map(({ name, characters, generate = "", min = 0 }) => {
      // A line feed stands between passwords where many are drawn.
      check(typeof name === "string" && typeof generate === "string" && !generate.includes("\n") && isCount(min));
      return { name, characters: ranges(characters), generate, min };
    });
    rules.extra = ranges(rules.extra);
    rules.forbidden = ranges(rules.forbidden);
    rules.notUserName = rules.notUserName === true;
  } catch {
    check(false);
  }
  return rules;
}

/** The policy in the provider's answer; what no such answer says is as in the default policy. */
export function policyOfAnswer({ policy, policyAnswer }, answer) {
  if (policyAnswer === undefined) throw new ResetkitError("no_policy", "no answer of this provider says what the policy is");
  const given = isRecord(answer) ? answer[policyAnswer.within] ?? answer : undefined;
  const own = { ...policy };
  for (const [name, member] of policyAnswer.members) {
    const value = given?.[name];
    if (typeof value !== typeof policy[member]) throw new ResetkitError("invalid_policy", `${name} is not what ${policyAnswer.action} answers`);
    own[member] = value;
  }
  policyRules(own);
  return own;
}
