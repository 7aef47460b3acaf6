// What the page says where a desk sends, in English.
import { counted, numbers } from "./en.js";

/** Why the desk sent nothing, by its code. @type {Record<string, string>} */
const REFUSALS = {
  no_endpoint: "The desk does not know where this service is.",
  unreachable: "The service could not be reached, and nothing was sent.",
  dry_run: "This is a dry run: the request was signed and not sent.",
  no_signer: "The desk cannot sign for this provider yet. Use the command or the code.",
  unknown_region: "The desk does not know this region.",
  unknown_cloud: "The desk does not know this cloud.",
  unknown_operation: "This desk was not started for this operation.",
  none: "There are no credentials for this provider.",
  sso_expired: "The sign-in is over.",
  login_expired: "The sign-in is over.",
  mfa: "This profile asks for the code of a second factor.",
  no_profile: "There is no usable profile of this name.",
  process_failed: "The command that this profile takes its credentials from failed.",
  process_expired: "The command that this profile takes its credentials from gave expired ones.",
  bad_token: "What was read as the token is none: it is empty, or has a blank or a line break in it.",
  no_file: "The file of the token cannot be read.",
  open_file: "Others on this machine can read the file of the token.",
  no_command: "The tool that has the sign-in is not installed.",
  command_slow: "The tool that has the sign-in did not answer within 15 seconds.",
  command_failed: "The tool that has the sign-in gave no token.",
  denied: "The service refused the credentials five times in a row.",
  no_session: "This tab has no session any more. Open a new link from the terminal.",
  too_many: "That was too often. Wait a minute.",
  unknown: "No response came. The password may have been changed or not.",
  bad_query: "Nobody can be looked for by this here. Type an e-mail address or a name.",
  missing_member: "Fill in the fields that say which organization or directory it is, and find again.",
  other_rows: "The rows are others than when this file was sent before: the same columns, please, or a new file.",
  other_job: "This file was sent before with another number of rows.",
  damaged: "The journal of this file was changed by somebody else, so it is not known which rows were done.",
  locked: "Another desk on this machine is at this file already.",
  bad_code: "This is not the recovery code of this file.",
  unknown_file: "The desk was started anew. Prepare the file again.",
};

export const enDesk = {
  sandbox: "Sandbox: nothing leaves this machine",
  live: "Live: the provider is asked.",
  dryRun: "Dry run: nothing is sent.",
  /** @param {string} who */
  actingAs: (who) => `You act as ${who}.`,
  /** @param {string | undefined} code @param {string} [run] a command */
  refusal: (code = "unknown", run) => [REFUSALS[code] ?? `The desk refused it (${code}), and sent nothing on.`, ...(run ? [`In the terminal: ${run}`] : [])].join(" "),

  linkLabel: "Link from the terminal",
  linkHelp: "This tab has no session. In the terminal where the desk runs, press Enter for a new link, and paste it here. It works once.",
  linkOpen: "Open",
  linkVoid: "This link is no longer valid. Press Enter in the terminal for a new one.",

  findLabel: "Find the user",
  /** @param {string} service */
  findHelp: (service) => `By e-mail address or name, in ${service}. Or fill in the details below by yourself.`,
  find: "Find",
  finding: "Looking.",
  nobodyFound: "Nobody was found.",
  /** @param {number} count @param {boolean} more */
  chooseOne: (count, more) => `${counted(count, "user was", "users were")} found${more ? ", and there are more: type more of the name" : ""}. Choose the right one.`,
  /** @param {string} name */
  personTaken: (name) => `Filled in: ${name}`,
  notReady: "not active",
  tryThese: "Try:",
  samplePeople: { normal: "a normal user", disabled: "a disabled user", busy: "a busy service", unknown: "an unknown user" },
  /** @param {string} kind */
  sampleTaken: (kind) => `Filled in: ${kind}`,

  deskSendHelp: "The desk signs it with your credentials and sends it; the response is explained below.",
  sandboxSendHelp: "The sandbox takes the provider's place; its response is explained below.",
  deskSendButton: "Send",

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
