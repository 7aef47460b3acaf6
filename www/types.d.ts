// What the page reads of the package, in the package's own types.
import type { Operation as Described, OperationId, ServiceError } from "./pkg/slim.js";

export type {
  AnyOperation, GenerateOptions, HttpRequest, HttpResponse, Inputs, Issue, IssueCode, Member, NameKind, OperationId, OutputMember, Policy, ResponseError, ValidateOptions,
} from "./pkg/slim.js";

/** An operation that the page shows, known by its id to each part of the package that is loaded. */
export interface Operation extends Described {
  readonly id: OperationId;
  /** The id of a policy that reads the same directory in another way. */
  readonly otherReading?: string;
  /** The provider's command for it, where its tool has one. */
  readonly command?: object;
  /** `when` and `unless`: the member of the input on which it depends. */
  readonly afterwards: readonly (Described["afterwards"][number] & { readonly when?: string; readonly unless?: string })[];
  /** `text`: by what a page says it that has no place for a code. */
  readonly errors: readonly (ServiceError & { readonly text?: string })[];
}

/** The package, as the page loads it. */
export type Api = typeof import("./pkg/slim.js");

/** What a person entered. */
export type Value = string | boolean | number | string[] | Record<string, string>;
export type Input = Record<string, Value>;

/** The whole package, as the page loads it when somebody asks for what only it has. */
export type Full = typeof import("./pkg/full.js");

export type { BatchLine, BatchOptions, BatchProgress, CommandOptions, ResetkitError } from "./pkg/full.js";
