import { counted, inSentence, renewed } from "../text/intl.js";

export const en = {
  /** On the button, by who makes the secret: with its label. */
  act: {
    /** @param {string} label */
    sender: (label) => `Reset ${renewed(label)}`,
    /** @param {string} label */
    service: (label) => `Get ${inSentence(label)}`,
    /** @param {string} _label */
    user: (_label) => "Send message",
  },
  acting: { sender: "Resetting…", service: "Getting it…", user: "Sending…" },
  /** @param {string} service */
  waiting: (service) => `Waiting for ${service}. Keep this page open.`,
  moreOptions: "More options",
  copyCommand: "Copy command",
  copyRequest: "Copy request",
  /** @param {string} label */
  copySecret: (label) => `Copy ${renewed(label)}`,
  secretCopied: "Copied. A clipboard history may keep it.",
  /** @param {number} count */
  toFix: (count) => `${counted(count, "field", "fields")} to fix: `,
  comma: ", ",
  forSupport: "Details for support",
  error: "Error",
  serviceSays: "Message",
  requestId: "Request ID",
  time: "Time",
  nothingChanged: "Nothing was changed.",
  safeAgain: "Trying again is safe.",
  mayHaveChanged: "It is not known whether anything was changed.",
  /** @param {string} service */
  busy: (service) => `${service} is busy`,
  tryNow: "Try now",
  stop: "Stop",
  /** @param {number} seconds @param {number} place @param {number} most */
  nextTry: (seconds, place, most) => `Next try in ${seconds} s, ${place} of ${most}`,
  noResponse: "No response. The password may have changed",
  againSafe: "Send it again with the same password: that is safe, and then you know.",
  againTwice: "Sending it again does it a second time. Ask the user first whether it has happened.",
  sendAgain: "Send again",
  startOver: "Start over",
  sendFramed: "This page is shown within another page, so it does not send. Open it in a tab of its own.",
  forDevelopers: "For developers",
  sendInstead: "Send with one click instead: run ",
};
