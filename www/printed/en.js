import { numbers } from "../text/intl.js";

export const en = {
  whatPrinted: "What did it print?",
  nothing: "Nothing",
  something: "Something…",
  printedHelp: "Paste what the command printed, or the response. It is read here and goes nowhere.",
  httpStatus: "HTTP status",
  explain: "Explain",
  responseEmpty: "Paste the response, or enter its status.",
  /** @param {number} most */
  responseTooLong: (most) => `Paste up to ${numbers.format(most)} characters: the last response is enough.`,
  responseNone: "This says that no response came. Find out whether the request reached the service before you send it again.",
  responseUnknown: "Paste the body of the response alone, or enter its status too.",
};
