// Every sentence that the page says from the start, in English: each component has its own. Labels, help and the meanings of
// errors come from the operations; what is wrong with a field comes from the package's own texts for forms.
/** @import { Issue, Operation } from "../types.js" */
import { messages as issueText } from "../../js/locales/en.js";
import { en as chooser } from "../chooser/en.js";
import { en as fields } from "../fields/en.js";
import { en as header } from "../header/en.js";
import { en as reset } from "../reset/en.js";
import { en as secret } from "../secret/en.js";
import { en as setup } from "../setup/en.js";
import { dateOf, timeOf } from "./intl.js";

export const en = {
  ...header,
  ...chooser,
  ...setup,
  ...fields,
  ...secret,
  ...reset,

  loading: "Loading…",
  loadFailed: "This page could not load its WebAssembly module. Reload the page. If that does not help, use a current browser that allows WebAssembly.",
  partMissing: "This part of the page could not be loaded. Check the connection and try again.",

  notCopied: "The browser did not allow copying. Show the text and copy it by hand.",
  /** @param {number} seconds */
  clearsIn: (seconds) => `Clipboard clears in ${seconds} s`,
  clearsOnReturn: "Click this page to clear the clipboard.",
  notCleared: "The browser did not allow clearing. Copy something else.",
  clipboardCleared: "Clipboard cleared. A clipboard history may keep it.",
  capital: "Capital",
  /**
   * What the core says of one character: the size of a letter, where there is one, and what to say.
   *
   * @param {string} words
   * @returns {{ size?: string, word: string }}
   */
  spelled(words) {
    const [, size, rest] = /^(capital|lower) (.+)$/.exec(words) ?? [];
    if (size === "capital") return { size: "Capital", word: rest[0].toUpperCase() + rest.slice(1) };
    return { word: (rest ?? words).replace(/^digit /, "") };
  },
  timeOf,
  dateOf,

  /**
   * What to do about an issue, without the label of its field.
   *
   * @param {Issue} issue
   * @param {Operation} operation
   */
  issue: (issue, operation) => issueText(issue, operation),

  /**
   * A text of the core, in this language.
   *
   * @param {string} text
   */
  model: (text) => text,

  /** Takes over what operations say, by the English text; nothing where that is English. */
  learn: /** @type {((texts: Record<string, string>) => void) | undefined} */ (undefined),
};
