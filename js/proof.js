// Proves texts valid without a call of the module, by what it told of them once: src/fast_path.rs, which has the same bits.
import { LONGEST } from "./options.js";

/** What a character is: of these groups, or one of which there must be one; not allowed; written as an escape in JSON. */
const GROUPS = (1 << 12) - 1, COUNTED = (1 << 13) - 1, FORBIDDEN = 1 << 13, ESCAPED = 1 << 14, COUNTED_BITS = 13;

/** As many as there are. */
const ANY = 0xffffffff;

const SPACE = 0x20;

/** What {@link see} returns if it cannot tell; if the text is valid without a warning; and if it needs no escape in JSON either. */
export const UNKNOWN = -1, PLAIN = -3;
const QUIET = -2;

/**
 * What proves the texts of a member, or undefined.
 *
 * @param told what the module tells, or null
 * @param {boolean} isSecret engines keep the last text that a regular expression has read: it may be no secret
 */
export function proofOf(told, isSecret) {
  if (told === null || (isSecret && told.shapes.length > 0)) return undefined;
  const { shapes, marks, ...proof } = told;
  const isPlain = (marks) => (marks & (FORBIDDEN | ESCAPED)) === 0;
  const charactersOf = ([only, bit]) => [...marks.keys()].filter((unit) => isPlain(marks[unit]) && (only === -1 ? (marks[unit] & bit) !== 0 || bit < 0 : unit === only));
  const patternOf = (shape) => {
    const alternatives = shape.map((steps) => steps.map((step) => ({ units: charactersOf(step), min: step[2], max: step[3] })));
    return `^(?:${alternatives.filter(isLinear).map((steps) => steps.map(runOf).join("")).join("|")})$`;
  };
  const counts = isSecret || proof.needed > 0;
  const patterns = shapes.map(patternOf);
  if (!counts && patterns.length === 0) patterns.push(patternOf([[[-1, -1, 0, ANY]]]));
  return {
    ...proof,
    marks: counts ? Int32Array.from(marks) : undefined,
    pattern: patterns.length > 0 ? new RegExp(patterns.map((it, i) => (i < patterns.length - 1 ? `(?=${it})` : it)).join("")) : undefined,
    last: undefined,
  };
}

/** Whether no step takes what a later one may begin with, unless it takes a certain number: then a text is read once. */
function isLinear(steps) {
  return steps.every(({ units, min, max }, i) => {
    if (min === max) return true;
    const after = steps.slice(i + 1), end = after.findIndex(({ min }) => min > 0);
    return !(end < 0 ? after : after.slice(0, end + 1)).some((other) => other.units.some((unit) => units.includes(unit)));
  });
}

/** A step as part of a regular expression. */
function runOf({ units, min, max }, i, steps) {
  const range = (first, last) => `\\x${first.toString(16)}-\\x${last.toString(16)}`;
  const starts = units.filter((unit, i) => unit !== units[i - 1] + 1), ends = units.filter((unit, i) => unit + 1 !== units[i + 1]);
  const often = `{${min},${max}}`;
  if (starts.length === 2 && starts[0] < ends[0] && max === ANY && i === steps.length - 1) {
    // Engines test one range without a branch, but of two, such as digits and letters, a processor has to guess which it is.
    const gap = range(ends[0] + 1, starts[1] - 1);
    return `(?![^${gap}]*[${gap}])[${range(starts[0], ends[1])}]${often}`;
  }
  return `[${starts.map((first, i) => range(first, ends[i])).join("")}]${often}`;
}

/** What is seen of a text. A number of 0 or more stands for texts that are not valid, all with the same issues. */
export function see(proof, text) {
  const { pattern, marks } = proof, { length } = text;
  if (text === proof.last) return PLAIN;
  if (length > LONGEST) return UNKNOWN;
  let seen = 0;
  if (marks !== undefined) {
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      seen |= unit < 128 ? marks[unit] : FORBIDDEN;
    }
    if ((seen & FORBIDDEN) !== 0) return UNKNOWN;
    const { needed, groups } = proof;
    if ((seen & needed) !== needed || length < proof.min || length > proof.max || (groups > 0 && bits(seen & GROUPS) < groups)) {
      return proof.tells && bits(seen & GROUPS) >= proof.different ? (length << COUNTED_BITS) | (seen & COUNTED) : UNKNOWN;
    }
  } else if (length < proof.min || length > proof.max) {
    return UNKNOWN;
  }
  if (text.charCodeAt(0) === SPACE || text.charCodeAt(length - 1) === SPACE) return UNKNOWN;
  if (pattern !== undefined && !pattern.test(text)) return UNKNOWN;
  if ((seen & ESCAPED) !== 0) return QUIET;
  // What is no secret is often the same in the next call.
  if (pattern !== undefined) proof.last = text;
  return PLAIN;
}

function bits(number) {
  let count = 0;
  for (let rest = number; rest !== 0; rest &= rest - 1) count++;
  return count;
}
