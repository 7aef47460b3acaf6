import { dayOf, inSentence } from "../text/intl.js";

export const en = {
  chooseOperation: "What do you want to reset?",
  search: "Search services",
  searchHint: "Search, for example Okta or AWS",
  services: "Services",
  /** By who makes the secret; with the label of what the service makes. */
  does: {
    sender: () => "Set a password",
    /** @param {string} [label] */
    service: (label) => (label ? `Get a ${inSentence(label)}` : "Let the service make it"),
    user: () => "Send the user a message",
  },
  makers: { sender: "You set the password", service: "The service makes it", user: "The user gets a message" },
  /** @param {number} count */
  endedServices: (count) => `Ended services (${count})`,
  /** @param {string} date */
  ended: (date) => `Ended ${dayOf(date)}`,
  /** @param {string} date */
  ends: (date) => `Ends ${dayOf(date)}`,
  /** @param {string} text */
  noService: (text) => `No service called “${text}”.`,
};
