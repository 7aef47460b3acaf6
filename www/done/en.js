import { inSentence, renewed } from "../text/intl.js";

export const en = {
  /** By who makes the secret. */
  isDone: { sender: "Password reset", service: "Done", user: "Message sent" },
  /** @param {string} label of what the service made */
  isReady: (label) => `${label} ready`,
  isPending: "Accepted, but not done yet",
  forWhom: "For",
  copied: "Copied",
  clearNow: "Clear now",
  spellOut: "Spell out",
  spelledOut: "Spelled out",
  printSlip: "Print slip",
  shownOnce: "Shown once",
  /** @param {string} service */
  shownOnceHelp: (service) => `${service} can’t show it again. Copy it or print the slip before you leave this page.`,
  nextSteps: "Next steps",
  /** @param {string} label */
  giveIt: (label) => `Give the ${renewed(label)} to the user`,
  giveItHelp: "On the phone or in person. Never by e-mail to the same mailbox.",
  another: "Reset another user",
  details: "Details",
  response: "Response",
  empty: "empty",
  yes: "Yes",
  no: "No",

  slipFor: "For",
  slipService: "Service",
  slipSignIn: "Sign in at",
  slipIssued: "Issued",
  slipHelpDesk: "Help desk",
  /** @param {string} label */
  slipFold: (label) => `Fold here. ${inSentence(label) === label ? label : renewed(label)[0].toUpperCase() + renewed(label).slice(1)} inside`,
  slipChange: "Change it after you sign in,",
  slipKeep: "Keep it to yourself,",
  slipDestroy: "then destroy this slip.",
};
