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

/** For how long refusals of one code are counted to one line, in milliseconds. */
const COUNTED = 1000;

/**
 * Refusals, at most two lines a second of each code: no one who asks without end fills the disk.
 *
 * @param {(line: object) => void} audit
 */
export function refusalCounter(audit) {
  const counts = new Map();
  const note = (line) => {
    try {
      audit({ event: "refused", ...line });
    } catch {
      // A disk that is full ends no file that is being sent.
    }
  };
  const tell = (code) => {
    const { times, timer } = counts.get(code);
    clearTimeout(timer);
    counts.delete(code);
    if (times > 0) note({ code, times });
  };
  return {
    add(code) {
      const counted = counts.get(code);
      if (counted) {
        counted.times += 1;
        return;
      }
      note({ code });
      counts.set(code, { times: 0, timer: setTimeout(tell, COUNTED, code).unref() });
    },
    /** Writes what is counted. */
    end() {
      for (const code of [...counts.keys()]) tell(code);
    },
  };
}
