import { and, inSentence } from "../text/intl.js";

export const en = {
  optional: "(optional)",
  example: "For example, ",
  choose: "Choose one",
  listHelp: "One on each line.",
  /** @param {string[]} values */
  listOf: (values) => `One on each line: ${and.format(values)}.`,
  mapHelp: "One on each line, as name=value.",
  /** @param {string} label @param {string} replacement */
  notNeeded: (label, replacement) => `Not needed if “${replacement}” is on. The ${inSentence(label)} is not sent.`,
};
