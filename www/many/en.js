import { and, counted, inSentence, numbers } from "../text/intl.js";

const size = (/** @type {number} */ bytes) => {
  const [unit, value] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  return new Intl.NumberFormat("en", { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
};

/** @param {number} seconds */
const aboutLeft = (seconds) => (seconds < 1 ? "less than 1 s left" : `about ${numbers.format(Math.round(seconds))} s left`);

export const en = {
  /** @param {string} service */
  job: (service) => `Reset many users of ${service}`,
  steps: "Steps",
  stepNames: ["File", "Columns", "Result"],
  stepDone: " (done)",
  chooseFile: "Choose file",
  drop: "Drop a CSV file here",
  dropHelp: "One row per user, column names in the first row",
  fileStays: "The file stays on this machine.",
  sampleFile: "Take a file of 200 made-up users",
  otherFile: "Other file",
  fileSize: size,
  /** @param {number} columns */
  fileRead: (columns) => `The file has ${counted(columns, "column", "columns")}.`,
  noHeader: "The first row of this file can’t be read. Save the file as CSV in UTF-8, with column names in the first row.",
  encoding: "Encoding",
  encodingAsked: "This file is not UTF-8. Choose how it was saved, then check the names below.",
  encodings: { "windows-1252": "Western (Windows-1252)", gbk: "Chinese (GBK)", shift_jis: "Japanese (Shift JIS)", "utf-8": "UTF-8, skip rows that are not" },
  workbook: "This is an Excel workbook. In Excel, save it as “CSV UTF-8 (Comma delimited)” and choose that file.",

  columns: "What each column is",
  column: "Column in your file",
  use: "Use as",
  /** @param {string} name */
  useAs: (name) => `Use ${name} as`,
  ignore: "Ignore",
  /** @param {string[]} names */
  ignored: (names) => `Ignored: ${names.slice(0, 8).join(", ")}${names.length > 8 ? ` and ${numbers.format(names.length - 8)} more` : ""}`,
  guessed: "Guessed from its values",
  noHeadings: "The first row names nothing known. It is hidden, because it may hold a password.",
  areHeadings: "These are column names, show them",
  /** @param {number} place */
  columnNumber: (place) => `Column ${numbers.format(place)}`,
  cellCovered: "Hidden",
  /** @param {string} separator */
  columnSeparator: (separator) => `Save the file with one separator: ${separator === "\t" ? "a tab" : separator} is in this name. Or ignore the column.`,
  /** @param {string} label */
  columnTwice: (label) => `Choose another: a column is the ${inSentence(label)} already.`,
  /** @param {string[]} names @param {string} label */
  columnDoubtful: (names, label) => `${and.format(names.map((name) => `“${name}”`))} ${names.length === 2 ? "both" : "all"} look like the ${inSentence(label)}. Choose one.`,
  passwords: "Passwords",
  fromFile: "From the file",
  /** What becomes of a row without a password. */
  sources: {
    /** @param {number} length */
    drawn: (length) => `A new random one for each user without one, ${counted(length, "character", "characters")}`,
    asked: () => "The service makes one for each user without one",
    stays: () => "Rows without a password are skipped",
  },
  forAll: "For all users",
  check: "Check file",
  checking: "Checking the file",
  /** @param {number} rows @param {number} speed @param {number} left */
  far: (rows, speed, left) => `${counted(rows, "row", "rows")} · ${numbers.format(Math.round(speed))} a second · ${aboutLeft(left)}`,
  cancel: "Cancel",
  cancelled: "Cancelled",
  /** @param {number} rows */
  cancelledAfter: (rows) => `${counted(rows, "row was", "rows were")} read. No file was written.`,
  failed: "The file was not read to its end",
  /** @param {string} [code] @param {string} [at] a column by its place, or the label of a member */
  failure(code, at) {
    switch (code) {
      case undefined:
        return "The part that reads files could not be loaded. Check the connection and try again.";
      case "no_header":
        return "The file has no column names.";
      case "unreadable_header":
        return "Its column names can’t be read.";
      case "unknown_column":
        return `Column ${at} is nothing known.`;
      case "duplicate_column":
        return `Column ${at} is what another column is already.`;
      case "missing_column":
        return `No column is the ${at}.`;
      case "unreadable":
        return "The browser can no longer read the file. Perhaps it was changed or moved. Choose it again.";
      default:
        return "No file was written. Choose other options, or reload the page.";
    }
  },
  backToColumns: "Back to the columns",
  anotherFile: "Start another file",
  /** @param {number} valid @param {number} rows */
  areReady: (valid, rows) => `${numbers.format(valid)} of ${counted(rows, "row", "rows")} ${valid === 1 ? "is" : "are"} ready`,
  /** @param {number} rows */
  ready: (rows) => `${counted(rows, "row is", "rows are")} ready`,
  nothingSent: "Nothing was sent yet",
  skipped: "Skipped",
  warned: "Check these",
  /** @param {number} count */
  number: (count) => numbers.format(count),
  /** @param {number[]} rows @param {boolean} others */
  rows: (rows, others) => `${rows.length === 1 ? "Row" : "Rows"} ${rows.map((row) => numbers.format(row)).join(", ")}${others ? " and more" : ""}.`,
  whatNow: "What now",
  runScript: "Run the script",
  runScriptHelp: "Sends the rows from your terminal, and lists what failed. How to call it is in its first lines.",
  getScript: "Download script",
  keepPasswords: "Keep the new passwords",
  keepPasswordsHelp: "They are gone when you close this page. A spreadsheet takes one that starts with =, +, - or @ for a formula: import that column as text.",
  getPasswords: "Passwords as CSV",
  ownTool: "Use your own tool",
  /** @param {boolean} secrets */
  ownToolHelp: (secrets) => `One request a line.${secrets ? " It holds the passwords." : ""}`,
  getRequests: "Requests as NDJSON",
  keepRecord: "Keep a record",
  checkReportHelp: "Every row and what is wrong with it, no passwords.",
  outcomeHelp: "Every row with its outcome, no passwords.",
  getReport: "Report as CSV",

  sendFileHelp: "The desk sends them as fast as the service allows, and keeps a journal without passwords, so that nobody is reset twice.",
  preparing: "Handing the rows over…",
  /** @param {number} most */
  tooManyRows: (most) => `One machine sends up to ${counted(most, "row", "rows")}`,
  useEngine: "A larger file needs another engine. “distributed” of resetkit/full writes its files, and this command starts it.",
  splitFile: "Split the file.",
  command: "Command",
  resumed: "This file was sent before",
  /** @param {number} done @param {number} failed @param {number} unknown */
  resumedCounts: (done, failed, unknown) => `${numbers.format(done)} done, ${numbers.format(failed)} failed, ${numbers.format(unknown)} in doubt. What was done is not sent again.`,
  doubtSent: "Rows in doubt are sent again, which does no harm here.",
  doubtNotSent: "Rows in doubt are not sent again, because this must not be done twice.",
  nothingLeft: "There is nothing left to send",
  codeHeading: "Recovery code",
  codeHelp: "It opens the list of new passwords, even after a crash. It is shown only now: keep it where only you can read it.",
  copyRecoveryCode: "Copy recovery code",
  codeCopied: "Copied.",
  /** @param {number} rows */
  question: (rows) => `Reset ${counted(rows, "user", "users")} now?`,
  stopsAtOnce: "What they sign in with now stops working at once.",
  /** @param {number} rows */
  resetUsers: (rows) => `Reset ${counted(rows, "user", "users")}`,
  /** @param {number} rows */
  yesReset: (rows) => `Yes, reset ${counted(rows, "user", "users")}`,
  notYet: "Not yet",
  /** @param {number} rows */
  tryFailed: (rows) => `Try the ${numbers.format(rows)} failed again`,
  sendingFile: "The rows are being sent.",
  usersSent: "Users sent",
  /** @param {number} sent @param {number} total */
  sentOf: (sent, total) => `${numbers.format(sent)} of ${numbers.format(total)} sent`,
  /** @param {number} speed @param {number} left in seconds */
  sendFar: (speed, left) => `${numbers.format(Math.round(speed))} a second · ${aboutLeft(left)}`,
  pause: "Pause",
  goOn: "Go on",
  paused: "Paused.",
  /** @param {string} why @param {string} [run] a command */
  pausedBecause: (why, run) => `Paused: ${why}${run ? ` In the terminal, run ${run}.` : ""} Then go on.`,
  /** @param {number} seconds */
  serviceWaits: (seconds) => `The service asks to wait ${counted(seconds, "second", "seconds")}.`,
  stopping: "Waiting for the responses to what was sent.",
  deskGone: "The desk does not answer any more. Start it again and choose the same file: what was done is not sent again.",
  /** @param {{ done: number, failed: number, unknown: number, left: number }} counts */
  sentCounts: ({ done, failed, unknown, left }) => [`${numbers.format(done)} reset`, ...(failed > 0 ? [`${numbers.format(failed)} failed`] : []), ...(unknown > 0 ? [`${numbers.format(unknown)} in doubt`] : []), ...(left > 0 ? [`${numbers.format(left)} not sent`] : [])].join(" · "),
  /** @param {number} done @param {number} total */
  resetOf: (done, total) => `${numbers.format(done)} of ${counted(total, "user", "users")} reset`,
  anotherLook: "What needs another look",
  inDoubt: "The connection ended before the service answered: the password may have changed or not. These rows were not sent again, because this must not be done twice. Ask each user to sign in with the old password, or reset them one by one.",
  inDoubtSent: "The connection ended before the service answered: the password may have changed or not. Sending again does no harm here.",
  saveNow: "Save the new passwords now",
  listHelp: "The list holds each new password as it is. A spreadsheet takes one that starts with =, +, - or @ for a formula: import that column as text.",
  getList: "Download passwords",
  listReady: "Downloaded. Delete it when everybody has a password.",
};
