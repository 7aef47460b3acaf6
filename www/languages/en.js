// Every sentence that the page puts on the screen, in English. Labels, help and issues come from the core, which is English
// too; another language brings a table of this shape and its own words for those.
/** @import { Issue, Member, Policy } from "../types.js" */

/** British, because the core too writes no comma before "and". */
const and = new Intl.ListFormat("en-GB", { type: "conjunction" });
const oneDigit = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1, roundingMode: "floor" });
const numbers = new Intl.NumberFormat("en");
const plural = new Intl.PluralRules("en");

/** @param {number} count @param {string} one @param {string} other */
const counted = (count, one, other) => `${numbers.format(count)} ${plural.select(count) === "one" ? one : other}`;

/**
 * A label in the middle of a sentence. An abbreviation such as PIN keeps its capitals.
 *
 * @param {string} label
 */
const inSentence = (label) => (/^\p{Lu}\p{Ll}/u.test(label) ? label[0].toLowerCase() + label.slice(1) : label);

export const en = {
  title: "Reset desk",
  lede: "Build a password or PIN reset request that the provider accepts. Nothing you type leaves this page: it sends nothing and stores nothing.",
  ledeSending: "Build a password or PIN reset request that the provider accepts. Nothing you type leaves this page until you send it to your own server; nothing is stored here.",
  chooseLanguage: "Language",
  loadFailed: "This page could not load its WebAssembly module, so the form cannot work. Reload the page; if that does not help, use a current browser that allows WebAssembly.",

  chooseOperation: "What do you want to reset?",
  /** @param {string} provider */
  by: (provider) => `${provider}, `,
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
  advice: "Good to know: ",

  /**
   * The core speaks to programmers too and names a switch as it is called on the wire; the page names it by its label.
   *
   * @param {Issue} issue
   * @param {readonly Member[]} members
   */
  issue(issue, members) {
    /** @param {string | undefined} name */
    const label = (name) => members.find((member) => member.name === name)?.label;
    const subject = label(issue.path[0]);
    const unless = label(issue.expected?.unless);
    const other = label(issue.expected?.with);
    if (subject && unless) return `${subject} is required unless “${unless}” is on.`;
    if (subject && other) return `${subject} and “${other}” exclude each other: give one of them.`;
    return issue.message;
  },

  /**
   * A text of the core, in this language.
   *
   * @param {string} text
   */
  model: (text) => text,

  policyHeading: "The directory asks for:",
  /** @param {Policy} policy */
  ruleLength: ({ minLength, maxLength }) => `${minLength} to ${counted(maxLength, "character", "characters")}`,
  /** @param {string} name @param {number} min */
  ruleClass: (name, min) => (min > 1 ? `${name} (${counted(min, "time", "times")})` : name),
  /** @param {number} min @param {string[]} names */
  ruleClasses: (min, names) => `at least ${min} of these: ${and.format(names)}`,
  /** @param {number} min */
  ruleDifferent: (min) => `at least ${counted(min, "different character", "different characters")}`,
  /** @param {string} meaning */
  ruleCharacters: (meaning) => `only characters of ${meaning}`,
  ruleUserName: "not the user's name anywhere in it, which this page does not know and cannot check",
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
  isGenerated: (label) => `A new ${inSentence(label)} is filled in. Show it to read it, or copy it.`,
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

  notCopied: "The browser did not allow copying. Show the text and copy it by hand.",

  requestHeading: "The request",
  noRequest: "It appears here once the details are complete. Until you ask for it, its secret stays covered.",
  outdated: "The details have changed, so the request was taken away. Build it again.",
  built: "Your request is ready",
  /** @param {string} algorithm @param {string} name */
  unsigned: (algorithm, name) => `It is unsigned. Sign it with ${algorithm} for the service “${name}”, or send it through your own server, which signs it.`,
  formats: "The request as",
  tabHttp: "HTTP",
  tabCommand: "Command line",
  tabJavaScript: "JavaScript",
  tabPython: "Python",
  tool: "Tool",
  shell: "Shell",
  shells: { posix: "bash, zsh and others", powershell: "PowerShell", cmd: "cmd.exe" },
  commandNote: "The secret is not in this text: the command asks for it when it runs.",
  commandHolds: "This text holds the secret, because this shell cannot ask for one without showing it.",
  commandLoading: "The commands are being loaded.",
  commandMissing: "The commands could not be loaded. Everything else on this page works without them.",
  commandRefused: "This tool and this shell cannot carry the request unchanged. Choose others.",
  copyCommand: "Copy command",
  /** @param {boolean} secret */
  commandCopied: (secret) => `The command is copied${secret ? ", with its secret. A clipboard history may keep it." : "."}`,
  snippetNote: "It signs with the credentials of the machine that it runs on. To install what it needs: ",
  copyCode: "Copy code",
  /** @param {boolean} secret */
  codeCopied: (secret) => `The code is copied${secret ? ", with its secret. A clipboard history may keep it." : "."}`,
  requestLine: "Method and URL",
  headers: "Headers",
  noHeaders: "This request needs no headers of its own.",
  body: "Body",
  noBody: "This request has no body.",
  /** @param {string[]} labels */
  covered: (labels) => `${and.format(labels)}, hidden`,
  /** @param {string[]} labels */
  showSecrets: (labels) => `Show ${and.format(labels.map(inSentence))} in the request`,
  /** @param {string[]} labels */
  hideSecrets: (labels) => `Hide ${and.format(labels.map(inSentence))} in the request`,
  copyBody: "Copy body",
  copyRequest: "Copy whole request",
  /** @param {boolean} secret */
  bodyCopied: (secret) => `The body is copied${secret ? ", with its secret. A clipboard history may keep it." : "."}`,
  /** @param {boolean} secret */
  requestCopied: (secret) => `The whole request is copied${secret ? ", with its secret. A clipboard history may keep it." : "."}`,
  adviceHeading: "Good to know",
  afterwardsHeading: "What is left to do",
  handOverHeading: "Hand it over",
  handOver: "Over the phone, spell it out beside its field. On paper, print a slip with nothing on it but what the user needs.",
  /** @param {string} label */
  printLabel: (label) => `Print a slip with the ${inSentence(label)}`,
  printSlip: "Print a slip",
  /** @param {string} label */
  slipTitle: (label) => `Your new ${inSentence(label)}`,
  slipFor: "For",
  slipSpelling: "Character by character",
  slipKeep: "Keep this slip to yourself, and destroy it when you have signed in.",
  slipChange: "Choose a password of your own as soon as you have signed in.",
  send: "Sign the request and send it.",

  sendHeading: "Send it",
  sendHelp: "Your own server signs the request and sends it on; its answer is explained below.",
  sendButton: "Send through the server",
  sending: "It is being sent.",
  isSent: "The server has answered. The answer is explained below.",
  notSent: "The server gave no answer that can be read. Find out whether the request reached it before you send it again.",

  answerHeading: "Read the answer",
  answerHelp: "Paste what came back: the body, the whole HTTP answer, or what a command printed. It is read here and goes nowhere.",
  answer: "Answer",
  answerStatus: "HTTP status",
  answerStatusHelp: "Only where the text does not say it, such as an empty answer.",
  explain: "Explain",
  clearAnswer: "Clear the answer",
  answerEmpty: "Paste an answer, or give its status.",
  answerUnknown: "This is not an answer that this page can read. Paste the body by itself, or give the status as well.",
  answerDone: "The service says that it is done",
  /** @param {string} code */
  answerRefused: (code) => `The service answered: ${code}`,
  answerNothing: "The answer holds nothing else.",
  answerTaken: "The answer holds a secret, so the pasted text was taken out of its field.",
  meaning: "What it means",
  remedy: "What to do",
  serviceMessage: "In the service's own words",
  pointsAt: "What it points at",
  /** @param {string} label */
  goTo: (label) => `Go to “${label}”`,
  /** @param {string} label */
  pointedAt: (label) => `The service's answer points at the ${inSentence(label)}.`,
  again: "Sending it again",
  retryable: "The same request may be sent again as it is.",
  notRetryable: "Do not send the same request again as it is.",
  /** @param {number} wait */
  retryAfter: (wait) => `The service asks to wait for ${numbers.format(wait)}; it does not say in which unit.`,
  requestId: "Request ID, for the provider's support",
  /**
   * The name of a value from the sentence that describes it, for want of a label.
   *
   * @param {string} help
   */
  outputLabel(help) {
    const name = help.replace(/^The /, "").replace(/[,.].*$/, "");
    return name[0].toUpperCase() + name.slice(1);
  },
  yes: "Yes",
  no: "No",
};
