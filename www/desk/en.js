// What the page says where a desk sends.
import { counted } from "../text/intl.js";

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

export const en = {
  sandbox: "Sandbox: nothing leaves this machine",
  live: "Live",
  dryRun: "Dry run: nothing is sent",
  /** @param {string | undefined} code */
  refusal: (code = "unknown") => REFUSALS[code] ?? `The desk refused it (${code}).`,
  /** @param {string} code */
  serverRefused: (code) => `Your server refused the request (${code})`,
  inTerminal: "In the terminal, run",

  linkHeading: "Open the desk",
  linkLabel: "Link from the terminal",
  linkHelp: "This tab has no session. In the terminal where the desk runs, press Enter for a new link and paste it here. It works once.",
  linkOpen: "Open",
  linkVoid: "Paste a new link: this one is no longer valid. Press Enter in the terminal to get one.",

  findHelp: "E-mail address, name or ID.",
  finding: "Looking up…",
  nobodyFound: "Nobody found by this name or address. It is sent as it is.",
  notLookedUp: "The lookup got no response. It is sent as it is.",
  sentAsTyped: "It is sent as it is.",
  /** @param {number} count @param {boolean} more */
  chooseOne: (count, more) => `${counted(count, "user", "users")} found${more ? ", and there are more" : ""}. Choose one:`,
  asTyped: "Use what I typed",
  notReady: "not active",
  tryThese: "Try:",
  samplePeople: { normal: "a normal user", disabled: "a disabled user", busy: "a busy service", unknown: "an unknown user" },
};
