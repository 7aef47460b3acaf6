// Inputs that are right, where a person has not given one yet.
/** @import { Input, Member, Operation, Value } from "../types.js" */

/**
 * An input that is valid, with what the documentation has for an example or, for want of one, with anything that is.
 *
 * @param {Operation} operation
 * @param {() => string} generate draws a password
 * @param {(member: Member) => boolean} [isWanted] those that must be given where it is left out
 */
export function exampleOf({ members, rules, policyMember }, generate, isWanted = ({ name, required }) => isAsked(name, required, rules)) {
  /** @type {Input} */
  const input = {};
  for (const member of members.filter(isWanted)) {
    const { name, kind, example, values = [], min = 1 } = member;
    if (name === policyMember) input[name] = attempt(generate) ?? /** @type {Value} */ (example);
    else if (kind === "boolean") input[name] = false;
    else if (example !== "") input[name] = /** @type {Value} */ (example);
    else if (kind === "integer") input[name] = min;
    else if (values.length > 0) input[name] = kind === "list" ? [values[0].value] : values[0].value;
  }
  return input;
}

/**
 * @template T
 * @param {() => T} call
 * @returns {T | undefined} nothing where it throws
 */
export function attempt(call) {
  try {
    return call();
  } catch {
    return undefined;
  }
}

/**
 * Whether a form asks for a member: it is required, or something else would have to make up for it.
 *
 * @param {string} name
 * @param {boolean} required
 * @param {Operation["rules"]} rules
 */
export const isAsked = (name, required, rules) => required || rules.some((rule) => rule.require === name && rule.unless !== undefined);
