/** A mistake of the program that calls, with a stable `code`. What a person typed never throws. */
export class ResetkitError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {readonly object[]} [issues]
   * @param {string} [at] what in particular is at fault
   */
  constructor(code, message, issues, at) {
    super(message);
    this.code = code;
    if (issues) this.issues = issues;
    if (at !== undefined) this.at = at;
  }
}
// On the prototype, and spelled out, so that no minifier renames it.
Object.defineProperty(ResetkitError.prototype, "name", { value: "ResetkitError", configurable: true, writable: true });
