import { inSentence } from "../text/intl.js";

export const en = {
  /** What is done, by who makes the secret: the service, and the secret's label. */
  job: {
    /** @param {string} service @param {string} _label */
    sender: (service, _label) => `Reset a password in ${service}`,
    /** @param {string} service @param {string} label */
    service: (service, label) => `Get a ${inSentence(label)} from ${service}`,
    /** @param {string} service @param {string} _label */
    user: (service, _label) => `Let a user of ${service} choose a new password`,
  },
  copyLink: "Copy link",
  linkCopied: "Link copied",
  change: "Change",
  done: "Done",
  otherService: "Other service",
  region: "Region",
  cloud: "Cloud",
  address: "Address of the service",
  addressHelp: "Starts with https://.",
  addressMissing: "Enter the address of the service.",
  addressWrong: "Enter a host, with a path if there is one, that starts with https://. For this machine, http:// works too.",
};
