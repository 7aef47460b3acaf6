// Every sentence that the page puts on the screen from the start, in English; en-more.js has the others. Labels, help and issues
// come from the core, which is English too; another language brings tables of this shape and its own words for those.
/** @import { Issue, Member } from "../types.js" */

/** British, because the core too writes no comma before "and". */
export const and = new Intl.ListFormat("en-GB", { type: "conjunction" });
const oneDigit = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1, roundingMode: "floor" });
export const numbers = new Intl.NumberFormat("en");
const plural = new Intl.PluralRules("en");

/** @param {number} count @param {string} one @param {string} other */
export const counted = (count, one, other) => `${numbers.format(count)} ${plural.select(count) === "one" ? one : other}`;

/**
 * A label in the middle of a sentence. An abbreviation such as PIN keeps its capitals.
 *
 * @param {string} label
 */
export const inSentence = (label) => (/^\p{Lu}\p{Ll}/u.test(label) ? label[0].toLowerCase() + label.slice(1) : label);

/**
 * A label behind the word "new", which it may begin with.
 *
 * @param {string} label
 */
export const renewed = (label) => inSentence(label).replace(/^new /, "");

export const en = {
  title: "Reset desk",
  lede: "Build a password or PIN reset request that the provider accepts. Nothing you type leaves this page: it sends nothing and stores nothing.",
  ledeSending: "Build a password or PIN reset request that the provider accepts. Nothing you type leaves this page until you send it to your own server; nothing is stored here.",
  ledeDesk: "Find the user, make a new password or PIN, and reset it. What you type goes to the desk on the machine that serves this page when you send it; nothing is stored here.",
  chooseLanguage: "Language",
  loadFailed: "This page could not load its WebAssembly module, so the form cannot work. Reload the page; if that does not help, use a current browser that allows WebAssembly.",

  /** Of one thing that the page does, or another. */
  ways: "What this page does",
  oneUser: "One user",
  wholeFile: "A whole file",
  partMissing: "This part of the page could not be loaded. Check the connection, and try again.",

  chooseOperation: "What do you want to reset?",
  documentation: "Read the provider's documentation",
  /** @param {string} date */
  ended: (date) => `Ended ${date}`,
  /** @param {string} date */
  ends: (date) => `Ends ${date}`,

  formHeading: "Details",
  optional: "(optional)",
  example: "For example, ",
  region: "Region",
  regionHelp: "Where the service runs that the request goes to.",
  cloud: "Cloud",
  cloudHelp: "Which of the provider's clouds the request goes to.",
  address: "Address of the service",
  addressHelp: "Where the request goes, starting with https://.",
  addressMissing: "Address of the service is required.",
  addressWrong: "Address of the service must be a host, perhaps with a path, and start with https://. For this machine http:// will do.",
  choose: "Choose one",
  listHelp: "One on each line.",
  /** @param {string[]} values */
  listOf: (values) => `One on each line, of ${and.format(values)}.`,
  mapHelp: "One on each line, as name=value.",
  build: "Build request",
  /** @param {string} label */
  clear: (label) => `Clear the ${inSentence(label)}`,
  /** @param {string} label */
  cleared: (label) => `The ${inSentence(label)} is cleared. Everything else is kept.`,
  /** @param {string} label @param {string} replacement */
  notNeeded: (label, replacement) => `Not needed while “${replacement}” is on. The ${inSentence(label)} is not sent.`,

  error: "Error: ",
  /** @param {string} title */
  errorTitle: (title) => `Error: ${title}`,
  problems: "There is a problem",
  warning: "Good to know: ",

  /**
   * The core speaks to programmers too and names a switch as it is called on the wire; the page names it by its label.
   *
   * @param {Issue} issue
   * @param {readonly Member[]} members
   */
  issue(issue, members) {
    /** @param {string | undefined} name */
    const label = (name) => members.find((member) => member.name === name)?.label;
    const { code, path, message, expected = { source: "api" } } = issue;
    const subject = label(path[0]);
    const other = label(expected.with);
    if (subject && other) return `${subject} and “${other}” exclude each other: give one of them.`;
    if (!subject || (code !== "missing" && code !== "recommended")) return message;
    const missing = code === "missing";
    const { unless, when, members: choice } = expected;
    if (choice) return `${missing ? "Give one of these" : "One of these is expected"}: ${and.format(choice.map((name) => label(name) ?? name))}.`;
    const asker = members.find(({ name }) => name === (unless ?? when));
    if (!asker) return message;
    const condition = `${unless ? "unless" : "when"} “${asker.label}” is ${asker.kind === "boolean" ? "on" : "given"}`;
    return missing ? `${subject} is required ${condition}.` : `${subject} is missing. It is expected ${condition}.`;
  },

  /**
   * A text of the core, in this language.
   *
   * @param {string} text
   */
  model: (text) => text,

  /** Takes over what operations say, by the English text; nothing where that is English. */
  learn: /** @type {((texts: Record<string, string>) => void) | undefined} */ (undefined),

  documentHeading: "Fill in from a command line's document",

  directory: "Directory",
  directoryHelp: "It decides which passwords are accepted. Where you do not know it, leave it as it is.",
  directoryDefault: "The default one, or not known",
  // No word in it that a browser takes for the name of whoever signs in.
  person: "What the user is called in the directory",
  personHelp: "The password may not contain it. It is for checking and generating here, and is not sent.",

  policyHeading: "The directory asks for:",
  /** @param {number} min @param {number} [max] */
  ruleLength: (min, max) => (max === undefined ? `at least ${counted(min, "character", "characters")}` : `${min} to ${counted(max, "character", "characters")}`),
  /** @param {string} name @param {number} min */
  ruleClass: (name, min) => (min > 1 ? `${name} (${counted(min, "time", "times")})` : name),
  /** @param {number} min @param {string[]} names */
  ruleClasses: (min, names) => `at least ${min} of these: ${and.format(names)}`,
  /** @param {number} min */
  ruleDifferent: (min) => `at least ${counted(min, "different character", "different characters")}`,
  /** @param {string} meaning */
  ruleCharacters: (meaning) => `only ${meaning}`,
  ruleUserName: "not the user's name anywhere in it, which is checked once it is given below",
  met: "Done: ",
  notMet: "Still to do: ",

  show: "Show",
  hide: "Hide",
  generate: "Generate",
  copy: "Copy",
  /** @param {string} label */
  showLabel: (label) => `Show ${inSentence(label)}`,
  /** @param {string} label */
  hideLabel: (label) => `Hide ${inSentence(label)}`,
  /** @param {string} label */
  generateLabel: (label) => `Generate ${inSentence(label)}`,
  /** @param {string} label */
  copyLabel: (label) => `Copy ${inSentence(label)}`,
  spell: "Spell out",
  /** @param {string} label */
  spellLabel: (label) => `Spell out ${inSentence(label)} for the phone`,
  /** @param {string} label */
  isSpelled: (label) => `The ${inSentence(label)} is spelled out below, for reading it aloud.`,
  /** @param {string} label */
  nothingToSpell: (label) => `There is no ${inSentence(label)} to spell yet.`,
  /**
   * What the core says of one character.
   *
   * @param {string} words
   */
  spelled: (words) => words,
  /** @param {string} label */
  isVisible: (label) => `The ${inSentence(label)} is visible.`,
  /** @param {string} label */
  isHidden: (label) => `The ${inSentence(label)} is hidden.`,
  /** @param {string} label */
  isGenerated: (label) => `A new ${renewed(label)} is filled in. Show it to read it, or copy it.`,
  /** @param {string} label */
  notGenerated: (label) => `No ${inSentence(label)} could be generated.`,
  /** @param {string} label */
  isCopied: (label) => `The ${inSentence(label)} is copied. A clipboard history may keep it.`,
  /** @param {string} label */
  nothingToCopy: (label) => `There is no ${inSentence(label)} to copy yet.`,
  clearClipboard: "Clear clipboard",
  /** @param {number} seconds */
  clearsIn: (seconds) => `In ${counted(seconds, "second", "seconds")} this page empties the clipboard, whatever it holds then.`,
  clipboardCleared: "The clipboard is empty. A clipboard history may still keep what was in it.",
  clearsOnReturn: "Come back to this page, or press the button, and it empties the clipboard.",
  notCleared: "The browser did not allow emptying the clipboard. Copy something else over it.",

  generatorOptions: "Generator options",
  length: "Length",
  /** @param {number} min @param {number} max */
  lengthHelp: (min, max) => `${min} to ${max} characters`,
  lengthSlider: "Length, as a slider",
  lookAlikes: "Leave out look-alikes",
  lookAlikesHelp: "are easily taken for each other on paper.",
  /** @param {number} bits */
  entropy: (bits) => `${oneDigit.format(bits)} bits.`,
  entropyKnown: "Each is drawn evenly from all that meet the directory's policy and these options. How many those are is counted, not estimated.",
  noEntropy: "No password meets the directory's policy and these options.",
  kindOfSecret: "What to generate",
  aPassword: "Password",
  aPassphrase: "Passphrase: words that are easy to say",
  words: "Words",
  wordsHelp: "English words, with what else the policy asks for",
  entropyOfWords: "The words are drawn evenly from a list of 7,776. How many passphrases meet the directory's policy is counted, not estimated.",
  noPassphrase: "No passphrase of so many words meets the directory's policy.",
  notCounted: "How many there are cannot be counted.",

  notCopied: "The browser did not allow copying. Show the text and copy it by hand.",

  requestHeading: "The request",
  noRequest: "It appears here once the details are complete. Until you ask for it, its secret stays covered.",
  outdated: "The details have changed, so the request was taken away. Build it again.",

  responseHeading: "Read the answer",
  /** @param {string} label */
  pointedAt: (label) => `The service's answer points at the ${inSentence(label)}.`,
};
