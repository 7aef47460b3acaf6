// Runs a batch beside the page, so that no file is too large for it to stay quick. One pass writes the requests and gathers what
// is wrong; the credentials are taken from the same lines, because a password that is drawn again is another one. The report
// holds no password, so it is a pass of its own.
/** @import { BatchLine, BatchOptions, Issue, OperationId, ResetkitError } from "./types.js" */
import { batch, describe } from "./pkg/full.js";

/**
 * @typedef {{ file: Blob, operation: OperationId, options: BatchOptions, wanted: Output[] }} Order
 * @typedef {"requests" | "report" | "credentials"} Output
 * @typedef {{ row: number, line: number, issues: Issue[] }} Refused
 * @typedef {{ code: string, rows: number, first: Refused[] }} Fault
 * @typedef {{ kind: "progress", rows: number, bytes: number, total: number }} Progress
 * @typedef {{ kind: "done", rows: number, valid: number, faults: Fault[], files: Partial<Record<Output, Blob>> }} Done
 * @typedef {{ kind: "failed", code: string, at: string | undefined }} Failed
 */

/** How many rows are kept for each kind of fault. */
const FIRST = 20;
/** How many bytes make a part of a file that is written. What a part holds, the browser keeps where it likes. */
const PART = 1 << 20;
/** How often the page is told, in milliseconds. */
const PACE = 100;

const LINE_END = "\r\n";
const NEW_LINE = 10, COMMA = 44, ZERO = 48, NINE = 57, LETTER_S = 115;

addEventListener("message", async ({ data }) => {
  try {
    postMessage(await run(data));
  } catch (error) {
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
  const passes = wanted.includes("report") ? 2 : 1;
  const total = file.size * passes;
  let told = -PACE;
  let rows = 0;
  let valid = 0;
  /** @param {number} before bytes of the passes before this one */
  const progress = (before) => (/** @type {{ rows: number, valid: number, bytes: number }} */ now) => {
    if (before === 0) ({ rows, valid } = now);
    if (performance.now() - told < PACE) return;
    told = performance.now();
    postMessage({ kind: "progress", rows: Math.round((now.rows + (before > 0 ? rows : 0)) / passes), bytes: before + now.bytes, total });
  };

  const requests = new Written();
  const credentials = new Written();
  const outcome = new Outcome(operation, wanted.includes("credentials") ? credentials : undefined);
  await read(file, operation, { ...options, outputs: "ndjson", onProgress: progress(0) }, (lines) => {
    if (wanted.includes("requests")) requests.add(lines);
    outcome.add(lines);
  });
  const report = new Written();
  if (passes > 1) await read(file, operation, { ...options, outputs: "csv", onProgress: progress(file.size) }, (lines) => report.add(lines));
  const types = { requests: "application/x-ndjson", report: "text/csv", credentials: "text/csv" };
  const written = { requests, report, credentials };
  return {
    kind: "done",
    rows,
    valid,
    faults: outcome.faults(),
    files: Object.fromEntries(wanted.map((output) => [output, written[output].blob(types[output])])),
  };
}

/**
 * @param {Blob} file
 * @param {OperationId} operation
 * @param {BatchOptions} options
 * @param {(lines: Uint8Array<ArrayBuffer>) => void} onLines whole ones
 */
const read = (file, operation, options, onLines) => file.stream().pipeThrough(batch(operation, options)).pipeTo(new WritableStream({ write: onLines }));

/** A file that is being written, in parts of which the browser takes care: none of it stays in this worker's memory. */
class Written {
  /** @type {Blob[]} */
  #parts = [];
  /** @type {(string | Uint8Array<ArrayBuffer>)[]} */
  #pending = [];
  #size = 0;

  /** @param {string | Uint8Array<ArrayBuffer>} piece */
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

/** What the lines of a batch come to. */
class Outcome {
  /** @type {Map<string, Fault>} */
  #faults = new Map();
  #decoder = new TextDecoder();

  /**
   * @param {OperationId} operation
   * @param {Written | undefined} credentials
   */
  constructor(operation, credentials) {
    const { members, policyMember } = describe(operation);
    this.targets = members.filter(({ group }) => group === "target").map(({ name }) => name);
    this.password = policyMember;
    this.credentials = credentials;
    credentials?.add(`\uFEFF${[...this.targets, policyMember].join(",")}${LINE_END}`);
  }

  /** @param {Uint8Array} lines whole ones */
  add(lines) {
    let text = "";
    for (let start = 0; start < lines.length; ) {
      const end = lines.indexOf(NEW_LINE, start);
      const line = lines.subarray(start, end);
      // Of a million rows that are right, and nobody wants the credentials of, none needs to be parsed.
      if (isRefused(line)) this.#refuse(JSON.parse(this.#decoder.decode(line)));
      else if (this.credentials) text += this.#credential(JSON.parse(this.#decoder.decode(line)));
      start = end + 1;
    }
    if (text !== "") this.credentials?.add(text);
  }

  /** The faults, the most frequent first. */
  faults() {
    return [...this.#faults.values()].sort((one, other) => other.rows - one.rows);
  }

  /** @param {Refused} refused */
  #refuse({ row, line, issues }) {
    for (const code of new Set(issues.map((issue) => issue.code))) {
      const fault = this.#faults.get(code) ?? { code, rows: 0, first: [] };
      this.#faults.set(code, fault);
      fault.rows += 1;
      if (fault.first.length < FIRST) fault.first.push({ row, line, issues: issues.filter((issue) => issue.code === code) });
    }
  }

  /** @param {{ input: Record<string, unknown> }} valid */
  #credential({ input }) {
    const password = input[/** @type {string} */ (this.password)];
    if (typeof password !== "string") return "";
    return [...this.targets.map((name) => cell(withoutFormula(String(input[name] ?? "")))), cell(password)].join(",") + LINE_END;
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

/**
 * As the package writes it: a cell that a spreadsheet would run is made a text. A password is left as it is, for with an
 * apostrophe it would be another one.
 *
 * @param {string} text
 */
const withoutFormula = (text) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);

/** @param {string} text */
const cell = (text) => (/[,;\t"\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
