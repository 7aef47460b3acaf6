import { and, inSentence } from "../text/intl.js";

export const en = {
  formats: "The request as",
  tabCommand: "Command",
  tabPython: "Python",
  tabJavaScript: "JavaScript",
  tabHttp: "HTTP",
  tabFile: "Input file",
  fillFirst: "Fill in the form first.",
  tool: "Tool",
  shell: "Shell",
  shells: { posix: "Bash, zsh, Git Bash", powershell: "PowerShell", cmd: "cmd.exe" },
  /** @param {number} lines */
  wrapper: (lines) => `${lines} lines ask for the secret and delete it afterwards`,
  showAll: "Show all",
  showLess: "Show less",
  commandNote: "The secret stays out of the history and the process list: the command asks for it.",
  commandHolds: "This text holds the secret: this shell cannot ask for one without showing it.",
  commandRefused: "This tool and this shell cannot carry the request unchanged. Choose others.",
  runIt: "Run it.",
  runAndPaste: "Run it, then paste the password.",
  snippetNote: "It signs with the credentials of the machine that it runs on. Install first: ",
  /** @param {string} algorithm @param {string} name */
  unsigned: (algorithm, name) => `Not signed. Sign it with ${algorithm} for the service “${name}”.`,
  /** @param {string} scheme */
  withoutCredentials: (scheme) => `Without credentials. Add yours (${scheme}).`,
  /** @param {string} form */
  copyForm: (form) => `Copy ${form === "Command" ? "command" : form}`,
  /** @param {boolean} secret @returns {string} */
  isCopied: (secret) => (secret ? "Copied with its secret. A clipboard history may keep it." : "Copied."),
  /** @param {string[]} labels */
  covered: (labels) => `${and.format(labels)}, hidden`,
  /** @param {string[]} labels */
  showSecrets: (labels) => `Show ${and.format(labels.map(inSentence))}`,
  /** @param {string[]} labels */
  hideSecrets: (labels) => `Hide ${and.format(labels.map(inSentence))}`,

  document: "Fill the form from an input file",
  documentHelp: "Paste what you would give the command line with --cli-input-json or --cli-input-yaml. It is read here and goes nowhere.",
  documentFill: "Fill in",
  documentEmpty: "Paste an input file first.",
  documentNothing: "Nothing was filled in.",
  /** @param {string[]} filled @param {string[]} left */
  documentFilled: (filled, left) => `Filled in: ${and.format(filled)}.${left.length > 0 ? ` Left as it was: ${and.format(left)}.` : ""}`,
  emptyFile: "Empty input file",
  copySkeleton: "Copy",
  skeletonCopied: "Copied.",
};
