// Runs a batch beside the page, so that no file is too large for it to stay quick. One pass writes whatever is wanted, and what
// is wrong is gathered from the requests on the way.
/** @import { AnyOperation, BatchOptions, BatchProgress, Issue, Operation, PasswordOperation, ResetkitError } from "../types.js" */
import { exampleOf } from "../base/example.js";
import { batch, describe, generatePassword, validate } from "../pkg/full.js";

/**
 * @typedef {{ file: Blob, operation: AnyOperation, options: BatchOptions, wanted: Output[] }} Order
 * @typedef {"requests" | "report" | "credentials"} Output
 * @typedef {{ row: number, line: number, issues: Issue[] }} Refused
 * @typedef {{ code: string, rows: number, first: Refused[] }} Fault
 * @typedef {{ kind: "progress", rows: number, bytes: number, total: number }} Progress
 * @typedef {{ kind: "done", rows: number, valid: number, warned: number, faults: Fault[], warnings: Fault[], files: Partial<Record<Output, Blob>> }} Done
 * @typedef {{ kind: "failed", code: string, at: string | undefined }} Failed
 * @typedef {{ kind: "ended" }} Ended it was cancelled
 */

/** How many rows are kept for each kind of fault. */
const FIRST = 20;
/** How many bytes make a part of a file that is written. What a part holds, the browser keeps where it likes. */
const PART = 1 << 20;
/** How often the page is told, in milliseconds. */
const PACE = 100;

/** What the package calls each output, and the type of its file. */
const OUTPUTS = /** @type {const} */ ({
  requests: { name: "ndjson", type: "application/x-ndjson" },
  report: { name: "csv", type: "text/csv" },
  credentials: { name: "credentials", type: "text/csv" },
});

/** How many bytes of the end of a line are looked at: as many as no other ending shares. */
const END = 40;

const NEW_LINE = 10, COMMA = 44, ZERO = 48, NINE = 57, LETTER_S = 115;

const cancelled = new AbortController();
const { port1, port2 } = new MessageChannel();

/** Lets in what the page says: a file that is read as fast as it is taken leaves no time for it. */
const turn = () => new Promise((resolve) => {
  port1.onmessage = resolve;
  port2.postMessage(undefined);
});

addEventListener("message", async ({ data }) => {
  if (data === "cancel") return cancelled.abort();
  try {
    postMessage(await run(data));
  } catch (error) {
    if (cancelled.signal.aborted) return postMessage({ kind: "ended" });
    const { code, at } = /** @type {Partial<ResetkitError>} */ (error);
    // What has no code of the package's is the browser's, which reads the file: to Chromium a TypeError, to WebKit one whose
    // code is a number.
    postMessage(typeof code === "string" ? { kind: "failed", code, at } : { kind: "failed", code: "unreadable", at: undefined });
  }
});

/**
 * @param {Order} order
 * @returns {Promise<Done>}
 */
async function run({ file, operation, options, wanted }) {
  let told = -PACE;
  let rows = 0;
  let valid = 0;
  let warned = 0;
  const onProgress = (/** @type {BatchProgress} */ now) => {
    ({ rows, valid, warned } = now);
    if (performance.now() - told < PACE) return;
    told = performance.now();
    postMessage({ kind: "progress", rows, bytes: now.bytes, total: file.size });
  };
  const faults = new Faults(operation);
  const written = { requests: new Written(), report: new Written(), credentials: new Written() };
  // The requests are always read: what is wrong stands in them.
  const read = /** @type {Output[]} */ ([...new Set(["requests", ...wanted])]);
  const { signal } = cancelled;
  const { writable, readables } = batch(operation, { ...options, outputs: read.map((output) => OUTPUTS[output].name), onProgress, signal });
  const paced = new TransformStream({
    async transform(chunk, controller) {
      await turn();
      controller.enqueue(chunk);
    },
  });
  const pipes = [
    file.stream().pipeTo(paced.writable, { signal }),
    paced.readable.pipeTo(writable, { signal }),
    ...read.map((output) => readables[OUTPUTS[output].name].pipeTo(new WritableStream({
      write(lines) {
        if (output === "requests") faults.add(lines);
        if (wanted.includes(output)) written[output].add(lines);
      },
    }))),
  ];
  // The page ends this worker when it is told how it went: nothing is read any more then.
  await Promise.allSettled(pipes);
  await Promise.all(pipes);
  return {
    kind: "done",
    rows,
    valid,
    warned,
    faults: byFrequency(faults.issues),
    warnings: byFrequency(faults.warnings),
    files: Object.fromEntries(wanted.map((output) => [output, written[output].blob(OUTPUTS[output].type)])),
  };
}

/** A file that is being written, in parts of which the browser takes care: none of it stays in this worker's memory. */
class Written {
  /** @type {Blob[]} */
  #parts = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  #pending = [];
  #size = 0;

  /** @param {Uint8Array<ArrayBuffer>} piece */
  add(piece) {
    this.#pending.push(piece);
    this.#size += piece.length;
    if (this.#size >= PART) this.#flush();
  }

  /** @param {string} type */
  blob(type) {
    this.#flush();
    return new Blob(this.#parts, { type });
  }

  #flush() {
    this.#parts.push(new Blob(this.#pending));
    this.#pending = [];
    this.#size = 0;
  }
}

/** @param {Map<string, Fault>} faults */
const byFrequency = (faults) => [...faults.values()].sort((one, other) => other.rows - one.rows);

/** What is wrong in the lines of a batch, and what is to be thought about. */
class Faults {
  /** @type {Map<string, Fault>} */
  issues = new Map();
  /** @type {Map<string, Fault>} */
  warnings = new Map();
  #decoder = new TextDecoder();

  /** @param {AnyOperation} operation */
  constructor(operation) {
    // What is advised of an input like the example of the documentation, but for its members, is advised of all of them.
    const examples = exampleOf(/** @type {Operation} */ (describe(operation)), () => generatePassword(/** @type {PasswordOperation} */ (operation)));
    const { warnings = [] } = validate(operation, examples);
    const notices = JSON.stringify(warnings.filter(({ path }) => path.length === 0));
    /** How a line ends of which there is nothing else to say. */
    this.end = new TextEncoder().encode(`:${notices}}`).slice(-END);
  }

  /** @param {Uint8Array} lines whole ones */
  add(lines) {
    for (let start = 0; start < lines.length; ) {
      const end = lines.indexOf(NEW_LINE, start);
      const line = lines.subarray(start, end);
      // Of a million rows that are right, none needs to be parsed.
      if (isRefused(line)) this.#gather(this.issues, line, "issues");
      else if (!this.end.every((byte, place) => byte === line[line.length - this.end.length + place])) this.#gather(this.warnings, line, "warnings");
      start = end + 1;
    }
  }

  /**
   * @param {Map<string, Fault>} faults
   * @param {Uint8Array} line
   * @param {"issues" | "warnings"} list
   */
  #gather(faults, line, list) {
    const { row, line: place, [list]: all } = JSON.parse(this.#decoder.decode(line));
    // What is advised of every input stands above the form.
    const issues = /** @type {Issue[]} */ (all).filter(({ path }) => list === "issues" || path.length > 0);
    for (const code of new Set(issues.map((issue) => issue.code))) {
      const fault = faults.get(code) ?? { code, rows: 0, first: [] };
      faults.set(code, fault);
      fault.rows += 1;
      if (fault.first.length < FIRST) fault.first.push({ row, line: place, issues: issues.filter((issue) => issue.code === code) });
    }
  }
}

/**
 * Whether a line, `{"row":1,"line":2,"input":…` or `{"row":1,"line":2,"issues":…`, is the second.
 *
 * @param {Uint8Array} line
 */
function isRefused(line) {
  let at = '{"row":'.length;
  const skipNumber = () => {
    while (line[at] >= ZERO && line[at] <= NINE) at += 1;
  };
  skipNumber();
  at += ',"line":'.length;
  skipNumber();
  return line[at] === COMMA && line[at + ',"i'.length] === LETTER_S;
}
