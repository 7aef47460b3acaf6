// What the page reads of the package, in the package's own types.
export type { AnswerError, GenerateOptions, HttpRequest, Inputs, Issue, IssueCode, Member, Operation, OperationId, OutputMember, Policy, ValidateOptions } from "./pkg/slim.js";

/** The package, as the page loads it. */
export type Api = typeof import("./pkg/slim.js");

/** What a person entered: texts, and the switches that are on. */
export type Input = Record<string, string | true>;

/** The whole package, as the page loads it when somebody asks for what only it has. */
export type Full = typeof import("./pkg/full.js");

export type { BatchLine, BatchOptions, BatchProgress, CommandOptions, ResetkitError } from "./pkg/full.js";
