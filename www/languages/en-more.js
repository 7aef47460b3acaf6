// In English, the sentences of all that comes after the form: the request, the response, documents and whole files.
import { and, counted, inSentence, numbers, renewed } from "./en.js";
import { enDesk } from "./en-desk.js";

/** @param {number} bytes */
const fileSize = (bytes) => {
  const [unit, value] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  return new Intl.NumberFormat("en", { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
};

export const enMore = {
  built: "Your request is ready",
  /** @param {string} algorithm @param {string} name */
  unsigned: (algorithm, name) => `It is unsigned. Sign it with ${algorithm} for the service “${name}”, or send it through your own server, which signs it.`,
  /** @param {string} scheme */
  withoutCredentials: (scheme) => `It carries no credentials. Add yours (${scheme}), or send it through your own server, which adds them.`,
  formats: "The request as",
  tabHttp: "HTTP",
  tabCommand: "Command line",
  tabJavaScript: "JavaScript",
  tabPython: "Python",
  tabSkeleton: "Skeleton",
  tool: "Tool",
  shell: "Shell",
  shells: { posix: "bash, zsh, fish and others", powershell: "PowerShell", cmd: "cmd.exe" },
  commandNote: "The secret is not in this text: the command asks for it when it runs.",
  commandHolds: "This text holds the secret, because this shell cannot ask for one without showing it.",
  commandLoading: "The commands are being loaded.",
  commandMissing: "The commands could not be loaded. Everything else on this page works without them.",
  commandRefused: "This tool and this shell cannot carry the request unchanged. Choose others.",
  copyCommand: "Copy command",
  /** @param {boolean} secret */
  commandCopied: (secret) => `The command is copied${secret ? ", with its secret. A clipboard history may keep it." : "."}`,
  documentFormat: "Format",
  copySkeleton: "Copy skeleton",
  skeletonCopied: "The skeleton is copied.",
  skeletonNotCopied: "The browser did not allow copying. Copy the text by hand.",
  skeletonHelp: "To be filled in and given to the command line as an input document. It holds nothing of what you typed.",
  skeletonLoading: "The skeleton is being loaded.",
  skeletonMissing: "The skeleton could not be loaded. Everything else on this page works without it.",
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
  warningsHeading: "Good to know",
  afterwardsHeading: "What is left to do",
  handOverHeading: "Hand it over",
  handOver: "Over the phone, spell it out beside its field. On paper, print a slip with nothing on it but what the user needs.",
  /** @param {string} label */
  printLabel: (label) => `Print a slip with the ${inSentence(label)}`,
  printSlip: "Print a slip",
  /** @param {string} label */
  slipTitle: (label) => `Your new ${renewed(label)}`,
  slipFor: "For",
  slipSpelling: "Character by character",
  slipKeep: "Keep this slip to yourself, and destroy it when you have signed in.",
  slipChange: "Choose a password of your own as soon as you have signed in.",
  send: "Sign the request and send it.",
  sendUnsigned: "Send the request with your credentials.",

  sendHeading: "Send it",
  sendHelp: "Your own server signs the request and sends it on; its answer is explained below.",
  sendButton: "Send through the server",
  sendFramed: "This page is shown within another page, so it does not send. Open it in a tab of its own to send the request.",
  sending: "It is being sent.",
  /** @param {string} service */
  sentDone: (service) => `Done: ${service} has reset it`,
  isSent: "The server has answered. The answer is explained below.",
  /** @param {string} code */
  serverRefused: (code) => `The server refused it (${code}), and sent nothing on.`,
  notSent: "The server gave no answer that can be read. Find out whether the request reached it before you send it again.",
  responseHelp: "Paste what came back: the body, the whole HTTP answer, or what a command printed. It is read here and goes nowhere. A command that ended without an error (exit code 0) may print nothing.",
  response: "Answer",
  responseStatus: "HTTP status",
  responseStatusHelp: "Only where the text does not say it, such as an empty answer.",
  explain: "Explain",
  clearResponse: "Clear the answer",
  printedNothing: "It printed nothing",
  responseEmpty: "Paste an answer, or give its status.",
  /** @param {number} most */
  responseTooLong: (most) => `This is too long for a response. Paste up to ${most.toLocaleString("en")} characters: the last response is enough.`,
  responseNone: "This says that no response came. Find out whether the request reached the service before you send it again.",
  responseUnknown: "This is not an answer that this page can read. Paste the body by itself, or give the status as well.",
  responseDone: "The service says that it is done",
  responsePending: "The service has taken the request, and is not done yet",
  /** @param {string} code */
  responseRefused: (code) => `The service answered: ${code}`,
  responseNothing: "The answer holds nothing else.",
  responseTaken: "The answer holds a secret, so the pasted text was taken out of its field.",
  meaning: "What it means",
  remedy: "What to do",
  serviceMessage: "In the service's own words",
  pointsAt: "What it points at",
  /** @param {string} label */
  goTo: (label) => `Go to “${label}”`,
  again: "Sending it again",
  retryable: "The same request may be sent again as it is.",
  notRetryable: "Do not send the same request again as it is.",
  /** @param {number} wait */
  retryAfter: (wait) => `The service asks to wait for ${numbers.format(wait)}; it does not say in which unit.`,
  /** @param {number} wait */
  retryAfterSeconds: (wait) => `The service asks to wait for ${counted(wait, "second", "seconds")}.`,
  requestId: "Request ID, for the provider's support",
  yes: "Yes",
  no: "No",

  document: "Document",
  documentHelp: "Paste what you would give the command line with --cli-input-json or --cli-input-yaml. It is read here and goes nowhere.",
  documentFill: "Fill in",
  documentLoading: "The document is being read.",
  documentEmpty: "Paste a document first.",
  documentNothing: "Nothing was filled in.",
  /** @param {string[]} filled @param {string[]} left */
  documentFilled: (filled, left) => (
    `Filled in: ${and.format(filled)}.${left.length > 0 ? ` Left as it was: ${and.format(left)}.` : ""}`
  ),

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
  ...enDesk,
};
