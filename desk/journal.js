// What was sent is known after a crash: an intent is on the disk before a row leaves, its outcome after it. There is no name and
// no secret in it: a row is its number and a keyed hash of the person.
import { closeSync, fsyncSync, openSync, readFileSync, unlinkSync, writeSync } from "node:fs";
import { createHmac, randomBytes } from "node:crypto";
import { dirname } from "node:path";
import { Lines } from "./lines.js";

/** Why a journal cannot be gone on with: `other_job`, `other_rows`, `damaged`, `locked` or `running`. */
export class JournalError extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    Object.assign(this, { name: "JournalError", code });
  }
}

/**
 * What became of a row: `done`; `failed:CODE`, nothing was done; `unknown:CODE`, it may have been done; `sending`, an intent without
 * an outcome, which may have been done too.
 *
 * @typedef {{ state: string, target: string }} Entry
 */
export class Journal {
  /** @type {Lines} */
  #file;
  #lock;
  #key;
  #waiting = [];
  #syncing = false;
  /** @type {Map<number, Entry>} by the row's number */
  rows = new Map();
  /** Whether it was there already. */
  resumed = false;
  /** What its first line says beside the job: the public half of the seal. */
  more = {};

  /**
   * @param {string} path a file of mode 600, made where it is not there
   * @param {Record<string, string | number>} job what has to be the same when it goes on
   * @param {object} more what a new one keeps beside it
   * @throws {JournalError}
   */
  static open(path, job, more = {}) {
    const journal = new Journal();
    journal.#lock = lock(`${path}.lock`);
    try {
      journal.#file = new Lines(path);
      const [head, ...lines] = parsed(journal.#file.found);
      if (head && Object.keys(job).some((name) => head.job?.[name] !== job[name])) throw new JournalError("other_job");
      journal.#key = head?.key ?? randomBytes(16).toString("hex");
      journal.resumed = head !== undefined;
      journal.more = head?.more ?? more;
      if (!head) journal.#write({ version: 1, job, key: journal.#key, more });
      syncFolder(dirname(path));
      for (const { intent, target, outcome, state } of lines) {
        if (Number.isInteger(intent)) journal.rows.set(intent, { state: "sending", target });
        else if (Number.isInteger(outcome) && journal.rows.has(outcome)) journal.rows.set(outcome, { ...journal.rows.get(outcome), state });
      }
      return journal;
    } catch (error) {
      journal.#file?.close();
      unlock(journal.#lock);
      throw error;
    }
  }

  #write(line) {
    this.#file.append(JSON.stringify(line));
  }

  /** A person as the journal has them: it tells when a row has become somebody else. */
  mark(target) {
    return createHmac("sha256", this.#key).update(target).digest("base64url").slice(0, 16);
  }

  /**
   * Resolves when the intent would outlast a loss of power. Those that come meanwhile share a sync.
   *
   * @param {number} row
   * @param {string} target
   * @returns {Promise<void>}
   */
  intent(row, target) {
    const mark = this.mark(target);
    this.#write({ intent: row, target: mark });
    this.rows.set(row, { state: "sending", target: mark });
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#sync();
    });
  }

  async #sync() {
    if (this.#syncing) return;
    this.#syncing = true;
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting.splice(0);
      await this.#file.sync().then(() => waiting.forEach(({ resolve }) => resolve()), (error) => waiting.forEach(({ reject }) => reject(error)));
    }
    this.#syncing = false;
  }

  /** Needs no sync: what a crash takes of it reads as "may have been done". */
  outcome(row, state) {
    this.#write({ outcome: row, state });
    this.rows.set(row, { ...this.rows.get(row), state });
  }

  close() {
    this.#file.close();
    unlock(this.#lock);
  }
}

function parsed(lines) {
  try {
    return lines.map((line) => JSON.parse(line));
  } catch {
    // A line that is lost may have said that a row was done.
    throw new JournalError("damaged");
  }
}

function syncFolder(folder) {
  // Windows opens no folders.
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** The locks of this process. A process that is gone may have had its number. */
const held = new Set();

function lock(path) {
  for (let tries = 0; tries < 2; tries++) {
    try {
      const descriptor = openSync(path, "wx", 0o600);
      writeSync(descriptor, String(process.pid));
      closeSync(descriptor);
      held.add(path);
      return path;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const pid = Number(readFileSync(path, "utf8"));
      if (pid === process.pid ? held.has(path) : isRunning(pid)) throw new JournalError("locked");
      unlinkSync(path);
    }
  }
  throw new JournalError("locked");
}

function unlock(path) {
  unlinkSync(path);
  held.delete(path);
}

function isRunning(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== "ESRCH";
  }
}
