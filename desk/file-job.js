// Sends the rows of a file, and knows after a crash what was sent: a row that was done never goes again, one in doubt only where
// that does no harm.
import { readFileSync, rmSync } from "node:fs";
import { describe, parseResponse } from "resetkit";
import { Journal, JournalError } from "./journal.js";
import { Lines } from "./lines.js";
import { pace } from "./pace.js";
import { newSeal, sealer, unseal } from "./sealed.js";
import { targetOf } from "./target.js";

/** How many requests are under way at once. */
const PARALLEL = 8;
/** How often a row goes that the service is too busy for. */
const TRIES = 5;
/** What is sent a second where the provider documents nothing, and at most. */
const USUAL_RATE = 10, HIGHEST_RATE = 50;
/** The part of a documented rate that is used: others use the account too. */
const SHARE = 0.8;
/** So many refusals of the credentials in a row, and it stops: not the same for ten thousand rows. */
const DENIALS = 5;
/** How many rows are named for each reason. */
const NAMED = 20;

const isDoubt = (state) => state === "sending" || state.startsWith("unknown");
/** Nothing was done for want of a turn or a way there. */
const isUntried = (state) => ["failed:throttled", "failed:not_sent"].includes(state);

/** @param {import("resetkit").OperationId} operation */
export function rateOf(operation) {
  const { rate } = describe(operation);
  return Math.min(rate ? rate.perSecond * SHARE : USUAL_RATE, HIGHEST_RATE);
}

/** A row of CSV with every cell quoted. */
const csvRow = (cells) => `${cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(",")}\r\n`;

/** A cell in which no spreadsheet reads a formula, whatever it takes for a delimiter: as the package writes credentials. */
const safe = (cell) => String(cell).replace(/(^|[,;\t|\n\r])(?="*[=+\-@\t\r\n＝＋－＠])/g, "$1'");

/** One file of one operation. */
export class FileJob {
  /** `stopping`: requests that are under way still wait for their responses. @type {"ready" | "running" | "paused" | "stopping" | "stopped" | "ended"} */
  state = "ready";
  /** Why it paused by itself: a code, and what to run. @type {{ code: string, run?: string } | undefined} */
  reason;
  #rows = new Map();
  #meanings = new Map();
  #pace;
  #go = Promise.resolve();
  #goOn = () => {};
  #halt = new AbortController();
  #ended = Promise.resolve();
  #denied = 0;
  #watchers = new Set();
  #started = 0;
  #sent = 0;

  /**
   * @param {{
   *   path: string, operation: string, place: object, count: number,
   *   send: (input: object) => Promise<{ status: number, headers: object, body: string }>,
   *   audit: (line: object) => void, perSecond?: number,
   * }} options `path`: where the journal is, and the sealed list beside it; `count`: how many rows will be added; `send` throws
   *   an error with the `name` `NotSent` or `NoCredentials` if the request was not sent; any other error means that it may have been
   * @throws {JournalError}
   */
  constructor({ path, operation, place, count, send, audit, perSecond = rateOf(operation) }) {
    const { policyMember, output, idempotent } = describe(operation);
    const target = targetOf(operation);
    Object.assign(this, { path, operation, count, send, audit, perSecond, idempotent, policyMember });
    this.target = target.name;
    this.isTargetSensitive = target.sensitive;
    this.secretOutputs = output.filter(({ sensitive }) => sensitive).map(({ name }) => name);
    this.hasSecrets = policyMember !== undefined || this.secretOutputs.length > 0;
    const { code, seal } = newSeal();
    const open = () => Journal.open(path, { operation, place: JSON.stringify(place), count }, { seal });
    this.journal = open();
    // Where nothing was sent, the code that was shown then may be lost, and a new one costs nothing.
    if (this.journal.resumed && this.journal.rows.size === 0) {
      this.journal.close();
      // A row may have been sealed and not sent.
      for (const file of [path, `${path}.sealed`]) rmSync(file, { force: true });
      this.journal = open();
    }
    /** To be shown once: nothing else opens the list of new passwords. @type {string | undefined} */
    this.code = this.journal.resumed || !this.hasSecrets ? undefined : code;
    this.seal = sealer(this.journal.more.seal);
    this.sealed = new Lines(`${path}.sealed`);
    this.#pace = pace(perSecond, Math.max(1, Math.min(5, perSecond)));
  }

  /**
   * @param {number} row its number in the file
   * @param {object} input valid
   * @throws {JournalError} `other_rows` where it is another person than when it was sent
   */
  add(row, input) {
    const target = String(input[this.target]);
    const known = this.journal.rows.get(row);
    if (known && known.target !== this.journal.mark(target)) throw new JournalError("other_rows");
    this.#rows.set(row, { row, input, target, sealed: false });
  }

  /** Whether every row is there. */
  get isComplete() {
    return this.#rows.size === this.count;
  }

  /** Whether rows are being sent. */
  get isBusy() {
    return this.state === "running" || this.state === "paused" || this.state === "stopping";
  }

  /** How far it is, and why rows failed. */
  get progress() {
    const counts = { done: 0, failed: 0, unknown: 0 };
    const reasons = new Map();
    for (const [row, { state }] of this.journal.rows) {
      if (state === "done") counts.done += 1;
      else if (state === "sending" && this.isBusy) continue;
      else if (isUntried(state)) continue;
      else {
        const kind = isDoubt(state) ? "unknown" : "failed";
        counts[kind] += 1;
        const reason = reasons.get(state) ?? { kind, code: state.split(":")[1], rows: 0, first: [], ...this.#meanings.get(state) };
        reasons.set(state, reason);
        reason.rows += 1;
        if (reason.first.length < NAMED) reason.first.push(row);
      }
    }
    return {
      state: this.state, reason: this.reason, total: this.count, ...counts, left: this.count - counts.done - counts.failed - counts.unknown,
      reasons: [...reasons.values()], perSecond: this.perSecond, waits: Math.ceil(this.#pace.waits / 1000),
      speed: this.#sent > 0 ? this.#sent / ((performance.now() - this.#started) / 1000) : 0,
    };
  }

  /** Calls back at each change, until what is returned is called. */
  watch(callback) {
    this.#watchers.add(callback);
    return () => this.#watchers.delete(callback);
  }

  #changed() {
    for (const callback of this.#watchers) callback();
  }

  #set(state, reason) {
    this.state = state;
    this.reason = reason;
    this.#changed();
  }

  pause(reason) {
    if (this.state !== "running") return;
    this.#go = new Promise((resolve) => (this.#goOn = resolve));
    this.#set("paused", reason);
  }

  goOn() {
    if (this.state !== "paused") return;
    this.#denied = 0;
    this.#set("running");
    this.#goOn();
  }

  /** Sends no other row. It is `stopped` once those under way have an outcome. */
  stop() {
    if (this.state !== "running" && this.state !== "paused") return;
    this.#set("stopping");
    this.#halt.abort();
    this.#goOn();
  }

  /** Resolves once every row that was sent has an outcome, and the journal is free for another. */
  async close() {
    this.stop();
    if (this.isBusy) await this.#ended;
    this.sealed.close();
    this.journal.close();
  }

  /**
   * Sends the rows that are left.
   *
   * @param {{ again?: boolean }} [options] `again`: also what the service refused
   * @returns {Promise<void>} once every row that was sent has an outcome
   * @throws {JournalError} `running` at once where it runs already: its rows would go twice
   */
  run({ again = false } = {}) {
    if (this.isBusy) throw new JournalError("running");
    const left = [];
    for (const entry of this.#rows.values()) {
      const state = this.journal.rows.get(entry.row)?.state;
      const doubt = state !== undefined && isDoubt(state);
      if (state === undefined || isUntried(state) || (doubt && this.idempotent) || (again && state.startsWith("failed"))) left.push({ entry, doubt });
      else if (state === "sending") this.journal.outcome(entry.row, "unknown:interrupted");
    }
    this.#denied = 0;
    this.#started = performance.now();
    this.#sent = 0;
    this.#halt = new AbortController();
    this.#set("running");
    const queue = left.values();
    const work = () => this.#work(queue, this.#halt.signal).catch((error) => {
      this.stop();
      throw error;
    });
    const working = Array.from({ length: PARALLEL }, work);
    this.#ended = Promise.allSettled(working).then(() => {
      // The last rows may have paused it.
      this.#goOn();
      this.#set(this.#halt.signal.aborted ? "stopped" : "ended");
    });
    return this.#ended.then(() => Promise.all(working)).then(() => {});
  }

  async #work(queue, signal) {
    for (const { entry, doubt } of queue) {
      let inDoubt = doubt;
      for (let tries = 1; ; tries++) {
        await this.#pace.take(signal);
        await this.#go;
        if (signal.aborted) return;
        const { outcome, wait } = await this.#one(entry);
        // The refusal is of this request; the one before it may have been obeyed.
        const state = inDoubt && outcome.startsWith("failed") ? `unknown:${outcome.split(":")[1]}` : outcome;
        this.journal.outcome(entry.row, state);
        this.#sent += 1;
        this.audit({ event: "row", operation: this.operation, row: entry.row, ...(!this.isTargetSensitive && { target: entry.target }), outcome: state });
        this.#changed();
        if (isDoubt(outcome)) inDoubt = true;
        if (wait !== undefined) this.#pace.pause(wait ?? Math.random() * Math.min(30_000, 500 * 2 ** tries));
        const again = outcome === "failed:throttled" || (isDoubt(outcome) && this.idempotent && tries < 2) || (outcome === "failed:not_sent" && this.state === "paused");
        if (!again || tries >= TRIES) break;
      }
    }
  }

  /** Seals, writes the intent, sends, reads. */
  async #one(entry) {
    const { row, input, target } = entry;
    const password = this.policyMember && input[this.policyMember];
    if (password && !entry.sealed) {
      this.#keep(row, { target, secrets: [password] });
      entry.sealed = true;
    }
    await this.journal.intent(row, target);
    let response;
    try {
      response = await this.send(input);
    } catch (error) {
      if (error.name === "NoCredentials" || error.name === "NotSent") {
        this.pause({ code: error.code, run: error.run });
        return { outcome: "failed:not_sent" };
      }
      return { outcome: "unknown:no_response" };
    }
    const { output, error } = parseResponse(this.operation, response, input);
    if (!error) {
      this.#denied = 0;
      const made = this.secretOutputs.map((name) => output[name]).filter((secret) => typeof secret === "string");
      if (made.length > 0) this.#keep(row, { target, secrets: made });
      return { outcome: "done" };
    }
    const { code, retry, retryAfter, meaning, remedy, status } = error;
    if (retry === "later") return { outcome: "failed:throttled", wait: retryAfter === undefined ? null : retryAfter * 1000 };
    const outcome = `${retry === "unsure" || code === "unreadable_answer" ? "unknown" : "failed"}:${code}`;
    this.#meanings.set(outcome, { meaning, remedy });
    this.#denied = status === 401 || status === 403 ? this.#denied + 1 : 0;
    if (this.#denied >= DENIALS) this.pause({ code: "denied" });
    return { outcome };
  }

  #keep(row, secret) {
    this.sealed.append(`${row} ${this.seal(row, JSON.stringify(secret))}`);
  }

  /**
   * The new passwords, as CSV: user, password and whether it counts. A row in doubt has every password that it was sent with.
   *
   * @param {string} code the recovery code
   * @throws {Error} where it is another one
   */
  list(code) {
    const sealed = new Map();
    for (const line of readFileSync(`${this.path}.sealed`, "utf8").split("\n").slice(0, -1)) {
      const [row, text] = line.split(" ");
      const { target, secrets } = JSON.parse(unseal(code, Number(row), text));
      sealed.set(Number(row), [...(sealed.get(Number(row)) ?? []), { target, secrets }]);
    }
    const rows = [...sealed].sort(([one], [other]) => one - other).flatMap(([row, all]) => {
      const { state = "" } = this.journal.rows.get(row) ?? {};
      const kept = state === "done" ? all.slice(-1) : isDoubt(state) ? all : [];
      return kept.map(({ target, secrets }) => csvRow([row, safe(target), ...secrets, state === "done" ? "done" : "unknown"]));
    });
    return csvRow(["row", this.target, this.policyMember ?? this.secretOutputs[0], "outcome"]) + rows.join("");
  }

  /** What became of each row, as CSV without a password. */
  report() {
    const rows = [...this.#rows.values()].sort((one, other) => one.row - other.row);
    return csvRow(["row", this.target, "outcome"]) + rows.map(({ row, target }) => csvRow([row, safe(target), this.journal.rows.get(row)?.state ?? "not sent"])).join("");
  }
}
