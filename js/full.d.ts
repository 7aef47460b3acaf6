import type { AnyOperation, GenerateOptions, InputOf, Issue, MemberName, OperationId, RequestOptions, Result, ValidateOptions } from "./index.js";

export { default } from "./index.js";
export * from "./index.js";

/**
 * What `--generate-cli-skeleton` prints, to the byte of AWS CLI v2: an input with every member empty, as JSON or as YAML with
 * help, or what an output looks like (empty if it holds nothing). The same in kind if the provider's tool prints none.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `invalid_options`
 */
export function skeleton(op: AnyOperation, kind: "input" | "yaml-input" | "output"): string;

/**
 * Reads a document for `--cli-input-json` or `--cli-input-yaml` and validates it. Flags, by member or by their own name, beat
 * the document, an empty one too. What is wrong with the text comes back as issues that name line and column and never a
 * value: `syntax`, `address` if the text is that of a file (`file://reset.json`), `duplicate_member` and, in YAML,
 * `unquoted` if a value without quotation marks reaches the provider as something else than was typed, or could (`Ab #c` is
 * cut, `0123456789` is a number). A document of more than 1,048,576 UTF-16 units is `too_long`. At most 32 issues are of names
 * that stand twice, and one says how many more than 32 names are strange.
 *
 * @throws {@link ResetkitError} `invalid_options`, and as {@link validate}
 */
export function parseCliInput<const O extends AnyOperation>(
  op: O,
  text: string,
  format: "json" | "yaml",
  flags?: Readonly<Record<string, unknown>>,
  options?: ValidateOptions,
): Result<InputOf<O>>;

/**
 * The text of a command that makes the same request, to be pasted into a shell.
 *
 * @throws {@link ResetkitError} `invalid_input` with `issues`; `invalid_options` if tool and shell cannot carry the input
 * unchanged in the way that was chosen, if nobody could type the secret at a prompt, and if the region is none; and as
 * {@link validate}
 */
export function command<const O extends AnyOperation>(op: O, input: InputOf<O>, options?: CommandOptions): string;

/** Options of {@link command}. */
export interface CommandOptions {
  /** The provider's own tool by default; curl signs for AWS only. */
  readonly tool?: "aws" | "aliyun" | "curl" | undefined;
  /** `posix` by default; its commands read the same in fish. */
  readonly shell?: "posix" | "powershell" | "cmd" | undefined;
  /** The default region of the operation, unless given. */
  readonly region?: string | undefined;
  /**
   * How the tool gets a secret. `prompt`, the default: typed when the command runs, without echo, so that the text does
   * not hold it. `file`: in a document that the command makes, that only its owner can read, and that it deletes; the default
   * for cmd.exe, which cannot read without echo. `inline`: as an argument, which others on the machine can see.
   */
  readonly secret?: "prompt" | "file" | "inline" | undefined;
}

/**
 * Resets of a whole file: CSV bytes go in, in chunks of any size, and an outcome a row comes out, in the order of the rows,
 * whole lines in every chunk.
 *
 * The file is UTF-8 ({@link BatchOptions.encoding}), RFC 4180, with a comma, a semicolon or a tab between cells, or what its
 * first line `sep=;` says. Its header names the members, in any order, by name, flag or label; only letters and digits count,
 * in any case. `User` for the member that says whose credential it is, `Id` too where that is an ID, `New password` and names
 * with `[Required]` are understood if no column has the name itself; for others there is {@link BatchOptions.columns}. An empty
 * cell is an absent member; `true` and `false` in any case are booleans; a whole number is decimal digits, `3600`; a list is
 * its texts with `;` between them, without the blanks around each; no cell is an object, and what stands in one for such a
 * member is `wrong_type`. Rows of separators and blanks, PowerShell's `#TYPE` line and a last 0x1A are no rows.
 *
 * A row that cannot be read is refused as such and the next one is read. A stray quotation mark is such a fault: a guess could
 * set another password than the one the file shows. So could a second separator in the name of a column (`Password;`): that
 * header is refused. Only columns that are used must be text.
 *
 * Memory does not grow with the file but for 64 bits a user and the table that holds them, see
 * {@link BatchOptions.allowDuplicates}. What the wasm holds of the file is wiped when it ends or fails, when
 * {@link BatchOptions.signal} aborts, and when a stream is cancelled or aborted. Chunks are the caller's and are not wiped.
 *
 * ```js
 * await file.stream().pipeThrough(batch("workmail:ResetPassword", { generate: true })).pipeTo(destination);
 * ```
 *
 * @throws {@link ResetkitError} `unknown_operation`, `no_policy` if a password is asked for and the operation has none,
 * `invalid_policy`, `unsatisfiable_policy`, `invalid_options`, and `signal.reason` if it is aborted already. The streams
 * fail with `no_header`, `unreadable_header`, `unknown_column`, `duplicate_column` or `missing_column` before the first row,
 * with `random_unavailable`, with `invalid_options` if a chunk is no `Uint8Array`, and with `signal.reason`. No error holds
 * a cell of the file. A row for which no password can be drawn has the issue `not_generated`.
 */
export function batch<const O extends AnyOperation>(op: O, options?: BatchOptions<BatchOutput, O>): ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>;

/**
 * The same with several outputs of one pass, so that a password that is drawn is the same in all of them. They are to be read
 * side by side: the slowest reader sets the pace, and without a reader for each nothing is read of the file. Whoever cancels
 * one ends the batch: the others fail with the same reason.
 *
 * ```js
 * const { writable, readables } = batch("workmail:ResetPassword", { generate: true, outputs: ["ndjson", "credentials"] });
 * await Promise.all([file.stream().pipeTo(writable), readables.ndjson.pipeTo(requests), readables.credentials.pipeTo(list)]);
 * ```
 */
export function batch<const O extends AnyOperation, Output extends BatchOutput>(op: O, options: BatchOptions<readonly Output[], O> & { readonly outputs: readonly Output[] }): BatchStreams<Output>;

/** A batch of several outputs: those that `outputs` names have a stream, and no others. */
export interface BatchStreams<Output extends BatchOutput = BatchOutput> {
  readonly writable: WritableStream<Uint8Array<ArrayBuffer>>;
  readonly readables: Readonly<Record<Output, ReadableStream<Uint8Array<ArrayBuffer>>>>;
}

/**
 * What comes out of a batch. `"ndjson"`: a line of JSON a row, a {@link BatchLine}, passwords included. `"csv"`: a report
 * without passwords, a line a row with its issues and warnings, that opens safely in Excel; of a member that has an issue it
 * does not show the value, which may be a password in the wrong column. `"credentials"`: user and new password of each valid
 * row that has one, the password as it is. A spreadsheet would run one that starts with `=` as a formula; default policies
 * never generate one.
 */
export type BatchOutput = "ndjson" | "csv" | "credentials";

/** Options of {@link batch}. */
export interface BatchOptions<Outputs = BatchOutput, O extends AnyOperation = AnyOperation> extends Omit<ValidateOptions, "commonPasswords"> {
  /**
   * What a member is if a row has no column or an empty cell for it, by its name: one organization for all. A list is an
   * array of texts without `;`, or a text as in a cell.
   */
  readonly defaults?: { readonly [M in MemberName<O>]?: unknown } | undefined;
  /**
   * Columns of these names are passed over, in any case and with any punctuation: what an export has beside the members.
   * Any other column that is no member is refused. A name without letters and digits stands for every column without them.
   */
  readonly ignore?: readonly string[] | undefined;
  /**
   * What columns are, by their names in the file, which are compared as all names are: a member by its name; `"account"` or
   * `"display"`, the name or the display name of the user in each row, which some policies keep out of the password; or null
   * for one that is left out. The file must have each of them. This goes before what their names say.
   */
  readonly columns?: Readonly<Record<string, MemberName<O> | "account" | "display" | null>> | undefined;
  /**
   * How the file is encoded, by a label of the Encoding Standard such as `windows-1252`, `gbk`, `shift_jis` or `utf-16le`;
   * UTF-8 by default. A row with bytes that are no text in a column that is used has the issue `invalid_utf8`.
   */
  readonly encoding?: string | undefined;
  /**
   * If a row leaves the password out, one is drawn from the policy; with `"service"` the service is asked to make one,
   * if it can. Otherwise the row is judged as it is.
   */
  readonly generate?: boolean | "service" | GenerateOptions | undefined;
  /** What comes out, `"ndjson"` by default; a list for several at once. */
  readonly outputs?: Outputs | undefined;
  /** Whether several rows may be for the same user. If so, no hashes of users are kept, and memory does not grow with the file. */
  readonly allowDuplicates?: boolean | undefined;
  /** Is called after each piece of 64 kB or less. What it throws ends the batch. */
  readonly onProgress?: ((progress: BatchProgress) => void) | undefined;
  /** Ends the batch: no half line comes out, and what the wasm holds of the file is wiped. */
  readonly signal?: AbortSignal | undefined;
}

/** A line of NDJSON: the request of a row and what {@link validate} warns of, or what is wrong with it. */
export type BatchLine<O extends AnyOperation = OperationId> = {
  /** Which row it is, from 1; the header is none. */
  readonly row: number;
  /** The line of the file on which it starts, from 1. */
  readonly line: number;
} & (
  | { readonly input: InputOf<O>; readonly body: string; readonly warnings: readonly Issue[]; readonly issues?: undefined }
  | { readonly issues: readonly Issue[]; readonly input?: undefined; readonly body?: undefined; readonly warnings?: undefined }
);

/** How far a batch has come. */
export interface BatchProgress {
  readonly rows: number;
  readonly valid: number;
  readonly invalid: number;
  /** How many of the valid rows have a warning about a member of theirs, not only the notice that the service ends. */
  readonly warned: number;
  readonly bytes: number;
}

/**
 * Reads what a CSV file starts with as {@link batch} will read it, for somebody to say what its columns are. It looks at the
 * first 65,536 bytes; of a longer file it needs as many, for fewer are taken for the whole file.
 *
 * ```js
 * const head = readHead(new Uint8Array(await file.slice(0, 65_536).arrayBuffer()));
 * if (head.problem === undefined) showColumns(head.header, head.rows);
 * ```
 *
 * In a file without a header its first row is taken for one. Rows, and that row, may hold passwords.
 *
 * @returns the header and the first rows, or the problem for which there are none
 * @throws {@link ResetkitError} `invalid_options`, also if `bytes` is no `Uint8Array`
 */
export function readHead(bytes: Uint8Array, options?: Pick<BatchOptions, "encoding">): Head | { readonly problem: HeadProblem };

/** What a CSV file starts with. */
export interface Head {
  /** The names of the columns, also if a quotation mark in them is one for which {@link batch} refuses the header. */
  readonly header: readonly string[];
  /** The first rows that can be read, four at most; a cell that is not in the file's encoding has U+FFFD in it. */
  readonly rows: readonly (readonly string[])[];
  /** What separates the cells: `,`, `;`, a tab, or what a line `sep=` says. */
  readonly delimiter: string;
  /** The line of the file on which the header starts, from 1. */
  readonly line: number;
  /** How many lines the header has: more than one if a name has a line break in it. */
  readonly lines: number;
  readonly problem?: undefined;
}

/**
 * Why no header can be read. `no_header`: the file is empty. `workbook`: it is an Excel workbook or another archive. `utf_16`
 * and `not_utf_8`: give the {@link BatchOptions.encoding}. `unreadable_header`: it has more than 16,384 bytes or 1,024 columns,
 * a NUL, or a quotation mark that is not closed.
 */
export type HeadProblem = "no_header" | "workbook" | "utf_16" | "not_utf_8" | "unreadable_header";

/**
 * A stream that puts the whole request in place of each row's input: `{"row":1,"line":2,"request":{…},"warnings":[…]}` for
 * `{"row":1,"line":2,"input":{…},"body":"…","warnings":[…]}`. The request is that of {@link buildRequest}, without `body` if
 * there is none. Refused rows stay as they are.
 *
 * ```js
 * file.stream().pipeThrough(batch(op, { generate: true })).pipeThrough(requests(op, { endpoint: "https://example.okta.com" }))
 * ```
 *
 * @throws {@link ResetkitError} `unknown_operation`; the stream ends with `invalid_options` at the first row if an option is
 * wrong, or at a line that {@link batch} did not write as `ndjson`
 */
export function requests(op: AnyOperation, options?: RequestOptions): ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>;

/**
 * The files with which an existing engine makes the requests that {@link batch} wrote: AWS Step Functions for the services of
 * AWS and for those that ask for a token or a key, a shell for those of Alibaba Cloud.
 * Nothing of them was tried against a provider: the state machines are valid Amazon States Language and are run by an
 * interpreter, the loop is run by shells with a stand-in for the tool.
 *
 * **`step-functions`**: `<name>.asl.json`, a state machine of type STANDARD for AWS Step Functions, in JSONPath, which more
 * tools read than JSONata; `policy.json` and `trust.json`, the least that its role needs. A Distributed Map reads the lines
 * from S3, up to 8 to an execution, and calls the service by the integration of its SDK with the `input` of each; refused rows
 * go nowhere. What `describe(op).errors` calls retryable is sent again, after growing, random waits. Every other error leaves
 * `<failures>/<row>-<error>.json` with row, line and code.
 *
 * Step Functions keeps the input and the output of STANDARD executions for 90 days. So that no secret is among them:
 * - the rows are sent by EXPRESS executions, which keep no history unless logging is on. Leave it off;
 * - there is no `ResultWriter`: it writes the input of every execution that failed, timed out or was not started. Without one
 *   the outputs of all have to fit into 256 KiB, so that each is one digit, and a file may have 1,000,000 rows where
 *   `concurrency` is 8 or more, 125,000 times `concurrency` if it is less;
 * - of an error its code is kept, not its text, which may repeat what was sent;
 * - the object with the rows holds their passwords all the same: {@link DistributedOptions.secretsInBucket};
 * - new PINs are dropped, or go to {@link DistributedOptions.outputs}.
 *
 * EXPRESS executions may run more than once. If a second reset does harm (`idempotent` is false), each row is first marked
 * in a DynamoDB table, and only the execution that sets the mark sends. Another run over the same key sends only rows without
 * a mark; another file needs another key, and so do rows that failed and are to be sent once more.
 *
 * **Services that ask for a token or a key**: the same files, and an HTTP task sends what {@link requests} wrote. The token is in
 * a connection of EventBridge and in none of the files: {@link DistributedOptions.connection}.
 *
 * **`shell`**: `<name>.sh`, a loop for any POSIX shell around the provider's own tool, one row after the other, which goes on
 * where it was stopped. How to call it is in its first lines.
 *
 * ```js
 * const files = distributed("workmail:ResetPassword", { bucket: "acme-resets", key: "2026/rows.ndjson", account: "123456789012", secretsInBucket: true });
 * ```
 *
 * @throws {@link ResetkitError} `unknown_operation`; `invalid_options` if an option is missing or could not be carried
 * unchanged, and if the bucket would hold secrets and nobody said that it may
 */
export function distributed(op: AnyOperation, options?: DistributedOptions): { name: string; text: string }[];

/** Where the rows are and who sends them. */
export interface DistributedOptions {
  /** The region of engine and service; of the operation, by default. */
  readonly region?: string | undefined;
  /** What the state machine or the script is called; the operation by default. */
  readonly name?: string | undefined;
  /** `step-functions`, needed: the bucket, of the same account and region. */
  readonly bucket?: string | undefined;
  /** `step-functions`, needed: the key of the object that {@link batch} wrote, as NDJSON. */
  readonly key?: string | undefined;
  /** `step-functions`, needed: the account's 12 digits. */
  readonly account?: string | undefined;
  /** `step-functions`: the prefix of the keys of failures; the key and `.failures` by default. */
  readonly failures?: string | undefined;
  /**
   * `step-functions`: the prefix under which `<row>.json` keeps each output. It needs `secretsInBucket` if an output
   * holds a secret. If it is left out, outputs are dropped.
   */
  readonly outputs?: string | undefined;
  /** `step-functions`, needed if a second reset does harm: a DynamoDB table whose only key is the text `id`. */
  readonly table?: string | undefined;
  /** For a service that asks for a token or a key, needed: the ARN of the connection of EventBridge that holds it. */
  readonly connection?: string | undefined;
  /** For such a service, needed: the address that the requests were built for. Nothing is sent to another. */
  readonly endpoint?: string | undefined;
  /**
   * `step-functions`: how many requests are under way at once. If it is left out, as many as stay below the provider's
   * documented rate at a fifth of a second each, and 8 at most.
   */
  readonly concurrency?: number | undefined;
  /** `step-functions`: what {@link BatchOptions.defaults} were; the permission is narrowed to what every row has. */
  readonly defaults?: Readonly<Record<string, unknown>> | undefined;
  /**
   * `step-functions`: the bucket may hold passwords or PINs: it is encrypted, few can read it, and the objects will be
   * deleted. Without it, files that need it are refused.
   */
  readonly secretsInBucket?: boolean | undefined;
  /**
   * `shell`: passwords may stand in the machine's list of processes and in the query of a URL, the only way in which the tool
   * takes them. Without it, rows with a password are not sent; let the service make them instead (`generate: "service"`).
   */
  readonly secretsInArguments?: boolean | undefined;
}
