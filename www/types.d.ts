// What the page reads of the package, in the package's own types.
import type { Operation as Described, OperationId } from "./pkg/slim.js";
import type { Maker } from "./base/maker.js";

export type {
  AnyOperation, GenerateOptions, HttpRequest, HttpResponse, Inputs, Issue, IssueCode, Member, NameKind, OperationId, OutputMember, PasswordOperation, PasswordOperationId, Policy, ResponseError, ValidateOptions,
} from "./pkg/slim.js";

/** An operation that the page shows, known by its id to each part of the package that is loaded. */
export interface Operation extends Described {
  readonly id: OperationId;
}

/** What the menu shows of an operation. */
export interface MenuItem extends Pick<Operation, "id" | "provider" | "service" | "action" | "summary" | "docs" | "lifecycle"> {
  /** The module that has all of it; none of one that is there. */
  readonly file?: string;
  readonly maker: Maker;
  /** The label of what the service makes, where it has one. */
  readonly makes?: string;
}

/** The package, as the page loads it. */
export type Api = typeof import("./pkg/slim.js");

/** What makes passphrases, as the page loads it when somebody chooses them. */
export type Passphrases = ReturnType<typeof import("./pkg/passphrase.js").passphrases>;
export type { PassphraseOptions } from "./pkg/passphrases.js";

/** What a person entered. */
export type Value = string | boolean | number | string[] | Record<string, string>;
export type Input = Record<string, Value>;

/** The whole package, as the page loads it when somebody asks for what only it has. */
export type Full = typeof import("./pkg/full.js");

export type { BatchLine, BatchOptions, BatchProgress, CommandOptions, ResetkitError } from "./pkg/full.js";
