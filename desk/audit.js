// Who did what, when, and what came of it: a line of JSON each, without passwords, tokens, headers and addresses.
import { appendFileSync, chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";

/**
 * @param {string} file of mode 600, made where it is not there
 * @returns {(line: object) => void}
 */
export function auditFile(file) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
  return (line) => appendFileSync(file, `${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`);
}
