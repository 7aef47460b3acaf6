import type { GenerateOptions, Inputs, Issue, OperationId, Result, ValidateOptions } from "./index.js";

export { default } from "./index.js";
export * from "./index.js";

/**
 * What `--generate-cli-skeleton` prints, to the byte of AWS CLI v2: an input with every member empty, as JSON or as YAML with
 * help, or what an answer looks like (empty where it holds nothing). The same in kind where the provider's tool prints none.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `invalid_options`
 */
export function skeleton(op: OperationId, kind: "input" | "yaml-input" | "output"): string;

/**
 * Reads a document for `--cli-input-json` or `--cli-input-yaml` and validates it. Flags, by member or by their own name, beat
 * the document, an empty one too. What is wrong with the text comes back as issues that name line and column and never a
 * value: `syntax`, `duplicate_member` and, in YAML, `unquoted` where a value without quotation marks reaches the provider
 * as something else than was typed, or could (`Ab #c` is cut, `0123456789` is a number).
 *
 * @throws {@link ResetkitError} `invalid_options`, and as {@link validate}
 */
export function parseCliInput<O extends OperationId>(
  op: O,
  text: string,
  format: "json" | "yaml",
  flags?: Readonly<Record<string, unknown>>,
  options?: ValidateOptions,
): Result<Inputs[O]>;

/**
 * The text of a command that makes the same request, to be pasted into a shell.
 *
 * @throws {@link ResetkitError} `invalid_input` with `issues`; `invalid_options` where tool and shell cannot carry the input
 * unchanged in the way that was chosen; and as {@link validate}
 */
export function command<O extends OperationId>(op: O, input: Inputs[O], options?: CommandOptions): string;

/** What a command is for. */
export interface CommandOptions {
  /** The provider's own tool where it is left out; curl signs for AWS only. */
  readonly tool?: "aws" | "aliyun" | "curl";
  /** `posix` where it is left out. */
  readonly shell?: "posix" | "powershell" | "cmd";
  /** The default region of the operation where it is left out. */
  readonly region?: string;
  /**
   * How a secret travels. `prompt`, where it is left out: typed when the command runs, without echo, so that the text does
   * not hold it. `file`: in a document that the command makes for its owner's eyes only, and deletes; where it is left
   * out in cmd.exe, which cannot read without echo. `inline`: as an argument, for others on the machine to see.
   */
  readonly secret?: "prompt" | "file" | "inline";
}

/**
 * Resets of a whole file: CSV bytes go in, in chunks of any size, and an outcome a row comes out, in the order of the rows,
 * whole lines in every chunk.
 *
 * The file is UTF-8, RFC 4180, with a comma, a semicolon or a tab between cells. Its first row names the members, in any
 * order, by wire name, flag or label, in any case. An empty cell is an absent member; `true` and `false` in any case are
 * booleans; empty lines are no rows. A row that cannot be read is refused as such and the next one is read. A stray quotation
 * mark is such a fault: a guess could set another password than the one the file shows.
 *
 * Memory does not grow with the file but for 64 bits a user and the table that holds them, see
 * {@link BatchOptions.allowDuplicates}. What the wasm holds of the file is wiped when it ends, fails or is aborted, and when
 * the readable side is cancelled, where the platform tells a TransformStream of it (Node 22, Chromium 121, Firefox 127).
 * Chunks are the caller's and are not wiped.
 *
 * ```js
 * await file.stream().pipeThrough(batch("workmail:ResetPassword", { generate: true })).pipeTo(destination);
 * ```
 *
 * @throws {@link ResetkitError} `unknown_operation`, `no_policy` where a password is asked for and the operation has none,
 * `invalid_policy`, `unsatisfiable_policy`, `invalid_options`, and `signal.reason` where it is aborted already. The streams
 * fail with `no_header`, `unreadable_header`, `unknown_column`, `duplicate_column` or `missing_column` before the first row,
 * with `random_unavailable`, `unsatisfiable_policy` or `policy_too_complex` where no password can be drawn, and with
 * `signal.reason`. No error holds a cell of the file.
 */
export function batch(op: OperationId, options?: BatchOptions): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>;

/** What a batch takes into account beside the file. */
export interface BatchOptions extends ValidateOptions {
  /** What a member is where a row has no column or an empty cell for it, by wire name: one organisation for all. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /**
   * Where a row leaves the password out, one is drawn from the policy; with `"service"` the service is asked to make one,
   * where it can. Otherwise the row is judged as it is.
   */
  readonly generate?: boolean | "service" | GenerateOptions;
  /**
   * What comes out. `"ndjson"`: a line of JSON a row, a {@link BatchLine}, passwords included. `"csv"`: a report without
   * passwords, a line a row, that opens safely in Excel; of a member that has an issue it does not show the value, which may
   * be a password in the wrong column. `"credentials"`: user and new password of each valid row that has one, the password
   * as it is: one that starts with `=`, which is never drawn by a default policy, is to a spreadsheet a formula.
   */
  readonly outputs?: "ndjson" | "csv" | "credentials";
  /** Takes a second row for the same user as it takes the first, and keeps nothing to find it: memory is flat then. */
  readonly allowDuplicates?: boolean;
  /** Is called after each piece of 64 kB or less. What it throws ends the batch. */
  readonly onProgress?: (progress: BatchProgress) => void;
  /** Ends the batch: no half line comes out, and what the wasm holds of the file is wiped. */
  readonly signal?: AbortSignal;
}

/** A line of NDJSON: the request of a row, or what is wrong with it. */
export type BatchLine<O extends OperationId = OperationId> = {
  /** Which row it is, from 1; the header is none. */
  readonly row: number;
  /** The line of the file on which it starts, from 1. */
  readonly line: number;
} & (
  | { readonly input: Inputs[O]; readonly body: string; readonly issues?: undefined }
  | { readonly issues: readonly Issue[]; readonly input?: undefined; readonly body?: undefined }
);

/** How far a batch has come. */
export interface BatchProgress {
  readonly rows: number;
  readonly valid: number;
  readonly invalid: number;
  readonly bytes: number;
}
