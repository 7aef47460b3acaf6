/** @import { Issue, IssueCode, Member, Policy } from "../types.js" */
import { classCode } from "../../js/phrases.js";
import { element } from "../base/element.js";
import { icon } from "../base/icons.js";
import { messages } from "../text/messages.js";

/** What a policy without a greatest length has for one. */
const ENDLESS = 2 ** 31 - 1;

/**
 * One line of the list, and the issues that say that it is not met.
 *
 * @typedef {{ text: string, codes: IssueCode[], group?: string }} Rule
 */

/** What the directory asks of a password, each line ticked once it is met. */
export class Rules {
  /**
   * @param {Policy} policy
   * @param {Member} member
   */
  constructor(policy, member) {
    this.lines = rules(policy, member).map((rule) => ({ rule, $line: element("li", {}, element("span", {}, rule.text)) }));
    this.$root = element("ul", { class: "rules", "aria-label": messages.passwordRules }, ...this.lines.map(({ $line }) => $line));
  }

  /**
   * Whether a line says this issue. Which characters are at fault, none does.
   *
   * @param {Issue} issue
   */
  says(issue) {
    return !issue.expected.positions && this.lines.some(({ rule }) => isBroken(rule, issue));
  }

  /**
   * @param {readonly Issue[] | undefined} issues nothing while there is nothing to judge
   * @param {boolean} named whether the user's name is known, which some policies keep out of the password
   * @param {boolean} strict whether what is not met yet is a fault, and not only still to be typed
   */
  show(issues, named, strict) {
    for (const { rule, $line } of this.lines) {
      const judged = issues !== undefined && (named || !rule.codes.includes("contains_user_name"));
      const broken = judged && issues.some((issue) => isBroken(rule, issue));
      const state = !judged ? "" : broken ? (strict ? "no" : "") : "yes";
      if ($line.className === state) continue;
      $line.className = state;
      const $text = /** @type {HTMLElement} */ ($line.lastElementChild);
      const word = state === "" ? [] : [element("span", { class: "sr" }, state === "yes" ? messages.met : messages.notMet)];
      $text.replaceChildren(...word, rule.text);
      $line.replaceChildren(...(state === "" ? [] : [icon(state === "yes" ? "check" : "cross", "s")]), $text);
    }
  }
}

/**
 * @param {Rule} rule
 * @param {Issue} issue
 */
const isBroken = ({ codes, group }, { code, expected: { classes } }) => codes.includes(code) && (!group || classes?.includes(group));

/**
 * @param {Policy} policy
 * @param {Member} member
 * @returns {Rule[]}
 */
function rules(policy, member) {
  const { minLength, maxLength, classes, minClasses = 0, minDifferent = 0, notUserName, names = {} } = policy;
  const always = classes.filter(({ min = 0 }) => min > 0);
  /** @type {Rule[]} */
  const list = [{ text: messages.ruleLength(minLength, maxLength < ENDLESS ? maxLength : undefined), codes: ["too_short", "too_long"] }];
  for (const { name, min = 0 } of always) {
    list.push({ text: messages.ruleClass(messages.model(name), min), codes: ["missing_class"], group: name });
  }
  if (minClasses > always.length) {
    const groups = classes.map(({ name }) => messages.groups[classCode(name) ?? ""] ?? messages.model(name));
    list.push({ text: messages.ruleClasses(minClasses, [...new Set(groups)]), codes: ["too_few_classes"] });
  }
  if (minDifferent > 1) list.push({ text: messages.ruleDifferent(minDifferent), codes: ["too_few_different"] });
  for (const { kind, meaning } of member.constraints) {
    if (kind === "characters" && meaning) {
      list.push({ text: messages.ruleCharacters(messages.model(meaning)), codes: ["forbidden_character"] });
    }
  }
  if (notUserName || Object.keys(names).length > 0) list.push({ text: messages.ruleUserName, codes: ["contains_user_name"] });
  return list;
}
