// What the page reads of the package, in the package's own types.
export type { AnswerError, GenerateOptions, HttpRequest, Inputs, Issue, IssueCode, Member, Operation, OperationId, OutputMember, Policy } from "./pkg/slim.js";

/** The package, as the page loads it. */
export type Api = typeof import("./pkg/slim.js");

/** What a person entered: texts, and the switches that are on. */
export type Input = Record<string, string | true>;

/** What a command is for. */
export interface CommandOptions {
  readonly tool?: "aws" | "aliyun" | "curl";
  readonly shell?: "posix" | "powershell" | "cmd";
  readonly region?: string;
}

/** What the page reads of the whole package, as far as the build has it. */
export interface Full {
  default(): Promise<void>;
  command?(op: string, input: object, options?: CommandOptions): string;
}
