import { counted, numbers, renewed } from "../text/intl.js";

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0, roundingMode: "floor" });

export const en = {
  /** @param {string} label */
  newPassword: (label) => `New ${renewed(label)}`,
  source: "Where the password comes from",
  random: "Random",
  asWords: "Words",
  myOwn: "My own",
  /** @param {string} service */
  byService: (service) => `By ${service}`,
  /** @param {string} service */
  madeByService: (service) => `${service} makes the password and returns it.`,
  show: "Show",
  hide: "Hide",
  another: "Generate another",
  options: "Options",
  /** @param {number} length */
  hidden: (length) => `Hidden, ${counted(length, "character", "characters")}`,
  /** @param {number} length */
  fits: (length) => `${counted(length, "character", "characters")} · fits the rules`,
  keptUntilKnown: "Kept until the reset is confirmed",
  /** @param {string} label */
  ready: (label) => `New ${renewed(label)} ready.`,
  nothingFits: "Nothing fits the rules with these options.",
  length: "Length",
  /** @param {number} min @param {number} max */
  lengthFrom: (min, max) => `Length, ${numbers.format(min)} to ${numbers.format(max)}`,
  leaveOut: "Leave out",
  words: "Words",
  between: "Between",
  separators: /** @type {Record<string, string>} */ ({ "-": "Hyphen -", ".": "Full stop .", _: "Underscore _", " ": "Space" }),
  /** @param {number} bits of entropy, rounded down */
  bits: (bits) => `${whole.format(bits)} bits`,

  passwordRules: "Password rules",
  /** @param {number} min @param {number} [max] */
  ruleLength: (min, max) => (max === undefined ? `At least ${counted(min, "character", "characters")}` : `${numbers.format(min)} to ${counted(max, "character", "characters")}`),
  /** @param {string} name @param {number} min */
  ruleClass: (name, min) => `${name[0].toUpperCase()}${name.slice(1)}${min > 1 ? `, ${counted(min, "time", "times")}` : ""}`,
  /** @param {number} min @param {string[]} names */
  ruleClasses: (min, names) => `${min} of: ${names.join(", ")}`,
  /** In a list, by the code of the group. */
  groups: /** @type {Record<string, string>} */ ({ upper: "A–Z", lower: "a–z", digit: "0–9", special: "symbol", latin1: "é, ß and others", otherLetter: "other letters" }),
  /** @param {number} min */
  ruleDifferent: (min) => `At least ${counted(min, "different character", "different characters")}`,
  /** @param {string} meaning */
  ruleCharacters: (meaning) => `Only ${meaning}`,
  ruleUserName: "Does not contain the user’s name",
  met: "Met: ",
  notMet: "Not met: ",

  directory: "Directory",
  directoryDefault: "Default, or not known",
  // No word in it that a browser takes for the name of whoever signs in.
  person: "What the user is called in the directory",
  personHelp: "To check that the password does not contain it. It is not sent.",
};
