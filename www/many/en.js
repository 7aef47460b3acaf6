// What the page says of a whole file.
import { counted, inSentence, numbers } from "../text/intl.js";

/** @param {number} bytes */
const fileSize = (bytes) => {
  const [unit, value] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  return new Intl.NumberFormat("en", { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
};

export const en = {
  batchHeading: "A whole file",
  batchHelp: "A CSV file with a row for each user is checked and becomes requests. It is read in this browser and goes nowhere; nothing is stored.",
  file: "CSV file",
  fileHelp: "UTF-8, its columns named in the first line. Choose it, or drop it here.",
  /** @param {string} name @param {number} bytes */
  fileChosen: (name, bytes) => `${name}, ${fileSize(bytes)}`,
  /** @param {number} columns */
  fileRead: (columns) => `The file has ${counted(columns, "column", "columns")}.`,
  fileMissing: "Choose a file.",
  noHeader: "The first line of this file cannot be read as a header. Save the file as CSV in UTF-8, its columns named in the first line.",
  columns: "Columns",
  columnsHelp: "Each is taken for what its name or its values say. What is not known is left out; if you need it, say what it is.",
  columnsNoneNamed: "The first line names nothing known. Is it a header? Its text is not shown, because it may be somebody's password. If it is a header, say what each column is.",
  encoding: "Encoding",
  encodingAsked: "This file is not UTF-8. Choose the encoding in which it was saved, and check the names below.",
  encodingChoose: "Choose an encoding",
  encodings: { "windows-1252": "Western (Windows-1252)", gbk: "Chinese (GBK)", shift_jis: "Japanese (Shift JIS)", "utf-8": "UTF-8, without the rows that are not" },
  workbook: "This is an Excel workbook. In Excel, save it as “CSV UTF-8 (Comma delimited)”, and choose that file.",
  /** @param {number} rows */
  preview: (rows) => `The first ${counted(rows, "row", "rows")} of the file. What may be a password is covered.`,
  /** @param {number} place */
  column: (place) => `Column ${numbers.format(place)}`,
  /** @param {number} place */
  columnIs: (place) => `What column ${numbers.format(place)} is`,
  columnLeftOut: "Left out",
  /** @param {string} name @param {string} separator */
  columnSeparator: (name, separator) => `${name}: a second separator (${separator === "\t" ? "a tab" : separator}) is in this name, and perhaps in every row. Save the file with one separator, or leave the column out.`,
  /** @param {string} name @param {string} label */
  columnTwice: (name, label) => `${name}: another column is the ${inSentence(label)} already.`,
  /** @param {string} label */
  columnMissing: (label) => `${label}: no column is this. Give it once, for all rows.`,
  cellCovered: "Hidden",
  defaults: "For all rows",
  defaultsHelp: "No column of the file is one of these.",
  absent: "Where a row has no password",
  absentDrawn: "Generate one for each row",
  absentAsked: "Let the service make one",
  absentStays: "Refuse the row",
  outputs: "What to write",
  output: { requests: "Requests", report: "Report", credentials: "Credentials" },
  outputHelp: {
    requests: "NDJSON: for each row a line with its input and body, or with its issues.",
    report: "CSV: for each row whether it is valid, and what is wrong. No password is in it.",
    credentials: "CSV: the users and their new passwords.",
  },
  outputMissing: "Choose at least one file to write.",
  holdsPasswords: "Holds passwords",
  start: "Check the file and build the requests",
  running: "The file is being read",
  starting: "It starts.",
  /** @param {number} rows @param {number} speed @param {number} left */
  far: (rows, speed, left) => `${counted(rows, "row", "rows")}, ${numbers.format(Math.round(speed))} a second. ${left < 1 ? "Less than a second" : `About ${counted(Math.round(left), "second", "seconds")}`} left.`,
  cancel: "Cancel",
  cancelled: "Cancelled",
  /** @param {number} rows */
  cancelledAfter: (rows) => `${counted(rows, "row was", "rows were")} read. Nothing was kept of them, and no file was written.`,
  /** @param {number} rows */
  batchDone: (rows) => `${counted(rows, "row is", "rows are")} done`,
  /** @param {number} valid @param {number} refused @param {number} warned */
  batchCounts: (valid, refused, warned) => `${numbers.format(valid)} valid, ${numbers.format(refused)} refused.${warned > 0 ? ` ${counted(warned, "valid row has", "valid rows have")} warnings.` : ""}`,
  batchFailed: "The file was not read to its end",
  /** @param {string | undefined} code @param {string | undefined} at a column by its place, or a member by its name */
  batchFailure(code, at) {
    switch (code) {
      case undefined:
        return "The part that reads files could not be loaded. Check the connection, and try again.";
      case "no_header":
        return "The file has no header.";
      case "unreadable_header":
        return "Its header cannot be read.";
      case "unknown_column":
        return `Column ${at} is nothing known.`;
      case "duplicate_column":
        return `Column ${at} is what another column is already.`;
      case "missing_column":
        return `No column is ${at}, which is required.`;
      case "unreadable":
        return "The browser can no longer read it. It was perhaps changed or moved; choose it again.";
      default:
        return "No file was written. Choose other settings, or reload the page.";
    }
  },
  faults: "What is wrong",
  warnings: "Warnings",
  /** @param {number} rows */
  faultRows: (rows) => `in ${counted(rows, "row", "rows")}`,
  /** @param {number} rows @param {boolean} reported */
  faultMore: (rows, reported) => `And ${counted(rows, "more row", "more rows")}${reported ? ", which the report names" : ""}.`,
  /** @param {number} row @param {number} line */
  rowAt: (row, line) => `Row ${numbers.format(row)}, line ${numbers.format(line)}:`,
  files: "Files",
  /** @param {string} name @param {number} bytes */
  download: (name, bytes) => `Download: ${name} (${fileSize(bytes)})`,
  credentialsHelp: "The credentials hold each password as it is. A spreadsheet takes one that starts with =, +, - or @ for a formula: import that column as text.",
  filesSecret: "Keep the files with passwords where only you can read them, and delete them when the resets are done. This page lets go of its copies when you say so, and when it is closed.",
  filesHelp: "This page keeps them only until it is closed.",
  removeFiles: "Let go of the files",

  sampleFile: "Take a file of 200 made-up users",
  sendFileHeading: "Send them",
  sendFileHelp: "The desk sends the valid rows, as fast as the service allows. What was sent is kept in a journal without passwords, so that nobody is reset twice.",
  prepare: "Prepare",
  preparing: "The rows are handed over.",
  /** @param {number} most @param {boolean} engine whether there are files for an engine */
  tooManyRows: (most, engine) => `One machine sends up to ${numbers.format(most)} rows. ${engine ? "Download the requests and let an engine send them: “distributed” of resetkit/full writes the files that it needs, and this starts it." : "Split the file."}`,
  /** @param {number} done @param {number} failed @param {number} unknown @param {number} left @param {boolean} idempotent */
  resumed: (done, failed, unknown, left, idempotent) => `This file was sent before: ${numbers.format(done)} done, ${numbers.format(failed)} failed, ${numbers.format(unknown)} in doubt. ${left === 0 ? "There is nothing left to send." : `Only ${counted(left, "row is", "rows are")} left.`}${unknown > 0 ? (idempotent ? " Those in doubt are sent again, which does no harm here." : " Those in doubt are not sent again, because this must not be done twice.") : ""}`,
  codeHeading: "Recovery code",
  codeHelp: "It opens the list of new passwords, also after a crash. It is shown now and never again: keep it where only you can read it.",
  copyRecoveryCode: "Copy the recovery code",
  recoveryCodeCopied: "The recovery code is copied.",
  /** @param {number} rows */
  sendFileConfirm: (rows) => `${counted(rows, "user", "users")} will be reset. What they sign in with now stops working at once.`,
  /** @param {number} rows */
  sendRows: (rows) => `Reset ${counted(rows, "user", "users")}`,
  /** @param {number} rows */
  tryFailed: (rows) => `Try the ${numbers.format(rows)} failed again`,
  sendingFile: "The rows are being sent.",
  /** @param {number} sent @param {number} total @param {number} speed @param {number | undefined} left in seconds */
  sendFar: (sent, total, speed, left) => `${numbers.format(sent)} of ${numbers.format(total)} sent, ${numbers.format(Math.round(speed))} a second.${left === undefined ? "" : ` About ${counted(Math.round(left), "second", "seconds")} left.`}`,
  pause: "Pause",
  goOn: "Go on",
  stop: "Stop",
  paused: "Paused.",
  /** @param {string} why */
  pausedBecause: (why) => `Paused: ${why} Then go on.`,
  /** @param {number} seconds */
  busy: (seconds) => `The service asks to wait ${counted(seconds, "second", "seconds")}.`,
  deskGone: "The desk does not answer any more. Start it again, choose the same file and prepare it: what was done is not sent again.",
  /** @param {{ done: number, failed: number, unknown: number, left: number }} counts */
  sentCounts: ({ done, failed, unknown, left }) => `${numbers.format(done)} done, ${numbers.format(failed)} failed, ${numbers.format(unknown)} in doubt${left > 0 ? `, ${numbers.format(left)} not sent` : ""}.`,
  inDoubt: "The connection ended before the service answered: the password may have been changed or not. These rows were not sent again, because this must not be done twice. Ask each user to sign in with the old password, or reset them one by one.",
  inDoubtSent: "The connection ended before the service answered: the password may have been changed or not. They can be sent again, which does no harm here.",
  /** @param {number[]} rows @param {boolean} more */
  rowsAre: (rows, more) => `Rows ${rows.map((row) => numbers.format(row)).join(", ")}${more ? " and more; the report has all of them" : ""}.`,
  getReport: "Download the report",
  listHeading: "New passwords",
  codeLabel: "Recovery code",
  listHelp: "The list holds each new password as it is. A spreadsheet takes one that starts with =, +, - or @ for a formula: import that column as text.",
  getList: "Download the list",
  listReady: "The list is downloaded. Delete it when everybody has a password.",
};
