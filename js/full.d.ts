import type { Inputs, OperationId, Result, ValidateOptions } from "./index.js";

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
