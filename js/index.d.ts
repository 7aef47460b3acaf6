import type { Inputs, IssueCode, OperationId, Outputs, PasswordOperationId } from "./model.js";

export type { Inputs, IssueCode, OperationId, Outputs, PasswordOperationId } from "./model.js";

/**
 * An operation as every function takes it: its id, its object from `resetkit/operations` or `defineOperation`, or the bytes of
 * `compileOperation`. `resetkit` and `resetkit/full` know the ids of the catalogue; any other id works once its object was passed
 * to a function.
 */
export type AnyOperation = OperationId | CompiledOperation | Uint8Array;

/**
 * An operation in which you choose the password, so that it has a policy. `chime:ResetPersonalPIN` is not one: Chime makes the
 * PIN itself.
 */
export type PasswordOperation = PasswordOperationId | CompiledOperation<string, any, any, true> | Uint8Array;

/** An operation compiled from its document. Pass it on as it is. */
export interface CompiledOperation<Id extends string = string, Input = any, Output = any, HasPassword extends boolean = any> {
  readonly id: Id;
  readonly description: object;
  readonly compiled: string | Uint8Array;
  /** Only for types; the property does not exist at run time. */
  readonly "~types"?: { readonly input: Input; readonly output: Output; readonly hasPassword: HasPassword } | undefined;
}

/** The input of an operation. */
export type InputOf<O> = O extends OperationId ? Inputs[O] : O extends CompiledOperation<string, infer Input, any, any> ? Input : Record<string, unknown>;

/** The output of an operation: what {@link parseResponse} reads in a success. */
export type OutputOf<O> = O extends OperationId ? Outputs[O] : O extends CompiledOperation<string, any, infer Output> ? Output : Record<string, unknown>;

/** The id of an operation, as a literal type. */
export type IdOf<O> = O extends string ? O : O extends CompiledOperation<infer Id, any, any, any> ? Id : AnyId;

/** The names of an operation's members, as literal types. */
export type MemberName<O> = O extends unknown ? keyof InputOf<O> & string : never;

/** The default policy of an operation: `undefined` if the service makes the password. */
export type PolicyOf<O> = O extends Uint8Array ? Policy | undefined : O extends PasswordOperation ? Policy : undefined;

/** What a form holds while somebody fills it in: a value for every member. */
export type FormInput<O> = { [M in keyof InputOf<O>]-?: NonNullable<InputOf<O>[M]> };

/** The ids of operations: those of the catalogue are completed in an editor. */
export type AnyId = OperationId | (string & {});

/**
 * Does nothing: the wasm is inlined, and every function works right after the import. It is here so that code written for
 * `resetkit/slim` runs unchanged.
 */
export default function init(source?: InitSource): Promise<void>;

/** Where `resetkit/slim` loads `resetkit/core.wasm` from: its URL, a `Response`, a compiled module or its bytes. */
export type InitSource =
  | string
  | URL
  | Request
  | Response
  | Promise<Response>
  | WebAssembly.Module
  | ArrayBuffer
  | Uint8Array<ArrayBuffer>;

/** The ids of all known operations, sorted. */
export function operations(): OperationId[];

/**
 * Describes an operation: everything you need to draw its form, explain its errors and link to its sources. The object is shared
 * and frozen.
 *
 * @throws {@link ResetkitError} `unknown_operation`
 */
export function describe<const O extends AnyOperation>(op: O): Operation<IdOf<O>, MemberName<O>>;

/**
 * Checks an input. Returns `{ value, warnings }` or `{ issues }`; never throws for bad input, whatever its type. Only the input's
 * own properties count. A required member that is absent or `undefined` is `missing`, `null` is `wrong_type`, an empty text is
 * `too_short`, and a text of more than 65,536 UTF-16 units is `too_long`. The first 32 unknown members are listed; one more issue
 * counts the rest.
 *
 * For a form, use {@link standardSchema} with `{ empty: "absent", unknown: "ignore" }`, or {@link fromFormData}.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `invalid_policy`, `unsatisfiable_policy`, `invalid_options`
 */
export function validate<const O extends AnyOperation>(op: O, input: unknown, options?: ValidateOptions): Result<InputOf<O>>;

/**
 * Returns the default password policy, or a variant by its `id` in {@link Operation.policies}, such as that of another kind of
 * directory. `undefined` if the service makes the password. Frozen: spread it to change it.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `invalid_options` if there is no such variant
 */
export function policy<const O extends AnyOperation>(op: O): PolicyOf<O>;
export function policy(op: AnyOperation, variant: string): Policy;

/**
 * Returns policies to start from: those of standards and of directory servers, and those of the known operations, with ids such
 * as `workmail:ResetPassword/managed-microsoft-ad`.
 */
export function policies(): DocumentedPolicy[];

/** A policy, and where it is documented. */
export interface DocumentedPolicy {
  /** Stable. */
  readonly id: PresetId | (string & {});
  readonly label: string;
  readonly source: Source;
  readonly policy: Policy;
  /** What the source asks for and a policy cannot express, a sentence each. */
  readonly unchecked: readonly string[];
}

/** The ids in {@link policies} that are not those of an operation. */
export type PresetId = "nist-800-63b-4" | "nist-800-63b-4-second-factor" | "libpwquality" | "libpwquality-rhel-stig" | "389-ds" | "openldap-ppolicy";

/**
 * Reads the policy of your directory from the provider's response, such as CloudSSO's to `GetPasswordPolicy`, raw or as parsed
 * JSON. Fields that it lacks are those of the operation's default policy. A response that means "no policy", such as IAM's 404,
 * gives the policy that applies then. `describe(op).policyResponse` says which request to send.
 *
 * @throws {@link ResetkitError} `unknown_operation`; `no_policy` if the operation has no such response; `invalid_policy` if this
 * is not one; `invalid_options` if a `Response` was not read
 */
export function policyFromResponse(op: AnyOperation, response: HttpResponse | object): Policy;

/** @deprecated Use {@link policyFromResponse}. */
export const policyFromAnswer: typeof policyFromResponse;

/**
 * Writes a policy as a value of the HTML attribute `passwordrules`, for password managers. It is never looser than the policy, and
 * stricter if the attribute cannot express a rule. Forbidden words and the user's name are left out.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `no_policy`, `invalid_policy`, `unsatisfiable_policy`
 */
export function formatPasswordRules(policy: Policy | PasswordOperation): string;

/**
 * Reads a value of the HTML attribute `passwordrules`, of up to 65,536 UTF-16 units, as a policy. Without `maxlength`, `maxLength`
 * is 2147483647.
 *
 * @throws {@link ResetkitError} `invalid_policy`, with the reason
 */
export function parsePasswordRules(text: string): Policy;

/**
 * Spells a password for the phone, a phrase for each character: `["capital Alfa", "lower bravo", "digit seven", "dollar sign"]`.
 * Characters beyond ASCII and Latin-1 are spelled by their code point.
 *
 * @throws {@link ResetkitError} `invalid_options` if it is not a string of up to 65,536 UTF-16 units
 */
export function spell(password: string): string[];

/**
 * Checks a password alone. An empty list means that it meets the policy.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `no_policy`, `invalid_policy`, `unsatisfiable_policy`, `invalid_options`
 */
export function checkPassword(password: string, policy: Policy | PasswordOperation, options?: CheckOptions): Issue[];

/**
 * Generates a password from `crypto.getRandomValues`. Every password that meets the policy is equally likely.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `no_policy`, `invalid_policy`, `unsatisfiable_policy`,
 * `policy_too_complex`, `invalid_options`, `random_unavailable`; it never returns a weaker password instead
 */
export function generatePassword(policy: Policy | PasswordOperation, options?: GenerateOptions): string;

/**
 * Generates up to 1,000,000 independent passwords at once, of up to 67,108,864 characters in all.
 *
 * @throws {@link ResetkitError} as {@link generatePassword}
 */
export function generatePasswords(policy: Policy | PasswordOperation, count: number, options?: GenerateOptions): string[];

/**
 * Returns the strength of a generated password in bits: log2 of how many passwords can be generated, counted exactly. It does
 * not score a password that a person chose.
 *
 * @throws {@link ResetkitError} as {@link generatePassword}, and `policy_too_complex`
 */
export function entropy(policy: Policy | PasswordOperation, options?: GenerateOptions): number;

/**
 * Builds the exact body that the provider expects; empty if it expects none.
 *
 * @throws {@link ResetkitError} `invalid_input` with `issues`, and as {@link validate}
 */
export function buildBody<const O extends AnyOperation>(op: O, input: InputOf<O>, options?: ValidateOptions): string;

/**
 * Builds the HTTP request that the provider expects, unsigned. No secret is in its URL.
 *
 * @throws {@link ResetkitError} `invalid_input` with `issues`, `invalid_options`, and as {@link validate}
 */
export function buildRequest<const O extends AnyOperation>(op: O, input: InputOf<O>, options?: RequestOptions): HttpRequest;

/**
 * Reads the provider's HTTP response. Returns `{ output }`, or `{ error }` with what it means and what to do next. Never throws for
 * what a service sent. Success is recognised, never assumed: a body with an error code is an error whatever its status, and a
 * success that cannot be read, that says `error`, `errors` or `ok: false` in a member that is no output, or that lacks the new
 * secret, is the error `unreadable_answer`.
 *
 * Pass `input`, so that the password is replaced by "…" in the error's `message`, `code` and `requestId`, even if it is escaped,
 * encoded, in another case or cut short to four characters or more; and so that a missing generated password is noticed. An
 * output may hold secrets: `describe(op).output` says which.
 *
 * @param input the input of the request
 * @throws {@link ResetkitError} `unknown_operation`; `invalid_options` if `response` is not such an object, for example a
 * `Response` that was not read
 */
export function parseResponse<const O extends AnyOperation>(op: O, response: HttpResponse, input?: InputOf<O>): ParsedResponse<OutputOf<O>>;

/** @deprecated Use {@link parseResponse}. */
export const parseAnswer: typeof parseResponse;

/**
 * Returns the operation as a JSON Schema: `target` is `"draft-2020-12"`, the default, `"draft-07"` for Fastify and Ajv as they come,
 * or `"openapi-3.0"`. The schema is looser than {@link validate}: it never rejects what `validate` accepts. Rules that no keyword can
 * express, such as three of five groups of characters, are in the member's `description`.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `invalid_options` for another target
 */
export function jsonSchema(op: AnyOperation, options?: { readonly target?: JsonSchemaTarget }): JsonSchema;

/** A JSON Schema, as JSON. */
export type JsonSchema = Record<string, unknown>;

/**
 * Returns the operation as a [Standard Schema](https://standardschema.dev), with its JSON Schema interface, for form libraries and
 * servers. For a form, pass `{ empty: "absent", unknown: "ignore" }`. It is synchronous. The most important issue of each member
 * comes first: most libraries show only that one. A mistake in `policy` or the names throws when it validates.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `invalid_options`
 */
export function standardSchema<const O extends AnyOperation>(op: O, options: StandardSchemaOptions<O> & { readonly empty: "absent" }): StandardSchema<FormInput<O>, InputOf<O>>;
export function standardSchema<const O extends AnyOperation>(op: O, options?: StandardSchemaOptions<O>): StandardSchema<InputOf<O>>;

/**
 * Turns the fields of a submitted form into an input for {@link validate}: a ticked check box is `true`, a number field a number, a
 * field of several values a list, and a blank field is left out, as are fields that are no members. A browser sends nothing for
 * a check box that is not ticked: put `<input type="hidden" name="…" value="false">` before it to send `false`. Text that does
 * not fit its member stays as it is, for `validate` to report.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `invalid_options`
 */
export function fromFormData<const O extends AnyOperation>(op: O, formData: FormData | URLSearchParams): { [M in MemberName<O>]?: unknown };

/**
 * Returns the messages of issues by member, the most important first: `{ Password: ["…", "…"] }`. Messages about the input as a
 * whole are under `""`. Takes the issues of `validate` and of any Standard Schema. Returns `{}` if there are none.
 */
export function flatten(issues?: readonly StandardIssue[]): Record<string, string[]>;

/** An issue as any Standard Schema returns it. */
export interface StandardIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Options of {@link standardSchema}. For a form, pass `{ empty: "absent", unknown: "ignore" }`. */
export interface StandardSchemaOptions<O extends AnyOperation = OperationId> extends Omit<ValidateOptions, keyof NameOptions> {
  /**
   * `"absent"`: a field that holds `""`, blanks, `null` or `NaN` counts as not filled in, and blanks at the ends of a text that is no
   * secret are left out, as people expect of a form. `"value"`, the default: `""` is a text, and too short.
   */
  readonly empty?: "value" | "absent" | undefined;
  /** `"ignore"`: fields that are no members, such as a CSRF token, are left out. `"refuse"`, the default: each is an issue. */
  readonly unknown?: "refuse" | "ignore" | undefined;
  /**
   * Members that have to be filled in although the operation lets you leave them out. In some operations that is the password, and
   * nothing is reset without it.
   */
  readonly required?: readonly MemberName<O>[] | undefined;
  /** As in {@link NameOptions}, or a function that finds it in the input, such as `({ id }) => id`. */
  readonly userName?: NameOptions["userName"] | OfInput<O, NameOptions["userName"]>;
  readonly displayName?: NameOptions["displayName"] | OfInput<O, NameOptions["displayName"]>;
  readonly names?: NameOptions["names"] | OfInput<O, NameOptions["names"]>;
  /**
   * Your own messages of issues and warnings, or another language: one of `resetkit/locales/…`, a function of the issue, or an
   * object. In an object, a message for a member and a code comes before one for the code alone, and what it lacks stays English.
   */
  readonly messages?: IssueMessages<O> | ((issue: Issue, operation: Operation) => string) | undefined;
}

/** Finds something in an input that is not checked yet. */
type OfInput<O extends AnyOperation, T> = (input: Readonly<Partial<InputOf<O>>>) => T;

/** Messages by code, and by member and code: `{ missing: "Fill this in.", Password: { too_short: "Use a longer one." } }`. */
export type IssueMessages<O extends AnyOperation = OperationId> = MessagesByCode & { readonly [M in MemberName<O>]?: MessagesByCode };

type MessagesByCode = Readonly<Partial<Record<IssueCode, string>>>;

/** `StandardSchemaV1` and `StandardJSONSchemaV1` of `@standard-schema/spec` 1.1, with the types of this package. */
export interface StandardSchema<Input, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "resetkit";
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
    readonly validate: (value: unknown) =>
      | { readonly value: Output; readonly warnings: readonly Issue[]; readonly issues?: undefined }
      | { readonly issues: readonly Issue[] };
    readonly jsonSchema: {
      /** @throws {@link ResetkitError} `invalid_options` for another target, and as {@link validate} */
      readonly input: (options: { readonly target: JsonSchemaTarget }) => JsonSchema;
      /** The same as `input`: nothing is converted. */
      readonly output: (options: { readonly target: JsonSchemaTarget }) => JsonSchema;
    };
  };
}

/** The dialects of JSON Schema there are; any other throws. */
export type JsonSchemaTarget = "draft-2020-12" | "draft-07" | "openapi-3.0" | (string & {});

/** A mistake in the calling program. What a person typed never throws. The message states the facts and never holds a value. */
export class ResetkitError extends Error {
  constructor(code: ErrorCode, message: string, issues?: readonly Issue[], at?: string);
  readonly name: "ResetkitError";
  /** Stable. Messages may change. */
  readonly code: ErrorCode;
  /** With `invalid_input`: every issue. */
  readonly issues?: readonly Issue[];
  /**
   * Locates the problem: the path of an option or of a part of a policy, such as `policy.classes[0].min`; the column of a file's header,
   * counted from 1, or the required member that no column is; the character of a pattern, or the rule that is too large, counted
   * from 1; the JSON Pointer in a document, `""` for all of it.
   */
  readonly at?: string;
}

/** Why a {@link ResetkitError} was thrown. */
export type ErrorCode =
  | "not_initialized"
  /** Of `init` of `resetkit/slim`: `resetkit/core.wasm` was not found, or is another file. */
  | "load_failed"
  /**
   * The Content-Security-Policy lacks `'wasm-unsafe-eval'`, or the browser is too old or has WebAssembly switched off. The message
   * says which. `resetkit`, `resetkit/full` and `resetkit/define` throw it when they are imported.
   */
  | "wasm_unavailable"
  | "unknown_operation"
  | "no_policy"
  | "invalid_input"
  | "invalid_policy"
  | "unsatisfiable_policy"
  | "policy_too_complex"
  | "invalid_pattern"
  | "invalid_options"
  /** Of `defineOperation`: a mistake in a document, at the JSON Pointer `at`. */
  | "invalid_definition"
  | "random_unavailable"
  /** Of `batch`: the file is empty, its header cannot be read, or it names what is no member, twice, or not at all. */
  | "no_header"
  | "unreadable_header"
  | "unknown_column"
  | "duplicate_column"
  | "missing_column"
  /** The module ran out of memory or of stack; the next call has a new one. */
  | "internal";

/** The result of `validate`: the value with nothing but the operation's members, or every issue. */
export type Result<T> =
  | {
      readonly value: T;
      /** What is allowed, but unwise or undocumented. */
      readonly warnings: readonly Issue[];
      readonly issues?: undefined;
    }
  | { readonly issues: readonly Issue[]; readonly value?: undefined; readonly warnings?: undefined };

/** One way in which an input breaks the definition. It never holds the value. Shared between calls and frozen. */
export interface Issue {
  /** Stable. */
  readonly code: IssueCode;
  /** The member's name; empty for the input as a whole. */
  readonly path: readonly [] | readonly [member: string];
  /** A sentence in English that names the member by its label. */
  readonly message: string;
  /** The facts, for texts in other languages. */
  readonly expected: Expected;
}

/** What an issue asks for. Only what its code needs is present. */
export interface Expected {
  /** Which rule set failed: the provider's API, the directory's password policy or your organization's rules. */
  readonly source: "api" | "directory" | "organization";
  /** The message of the organization's rule. */
  readonly rule?: string;
  readonly type?: "string" | "boolean" | "integer" | "list" | "map" | "object";
  /** The least length in code points, or the least number of characters or groups. */
  readonly min?: number;
  /** The greatest length in code points, or how often a character may stand in a row. */
  readonly max?: number;
  /** The provider's own regular expression. */
  readonly pattern?: string;
  /** The form, or the allowed characters, in words. */
  readonly form?: string;
  /** Where characters are at fault, in code points counted from 1; the first 16. */
  readonly positions?: readonly number[];
  /** The first of the characters at fault, as `U+200B`, and what it is called. */
  readonly character?: string;
  readonly name?: string;
  /** The character of ASCII that the first one is easily taken for. */
  readonly looksLike?: string;
  /** The letter and its accent are two characters, and would be allowed as one. */
  readonly composed?: true;
  /** The groups of characters of which some are missing. */
  readonly classes?: readonly string[];
  /** The forbidden words that were found. */
  readonly words?: readonly string[];
  /** The member that makes a missing one optional. */
  readonly unless?: string;
  /** The member that makes a missing one required. */
  readonly when?: string;
  /** What a length counts if it is not characters. */
  readonly unit?: "utf16" | "bytes" | "items";
  /** The member that excludes this one. */
  readonly with?: string;
  /** The texts that are allowed, or with `reserved` those that cannot be sent. */
  readonly values?: readonly string[];
  /** The forms that the provider documents. */
  readonly forms?: readonly string[];
  /** The operation, its members, and how many more unknown members there are than are listed. */
  readonly operation?: string;
  readonly members?: readonly string[];
  readonly more?: number;
  /** The provider's announcement. */
  readonly notice?: string;
  /** The format of an input document, and where in its text the fault shows, both counted from 1. */
  readonly format?: string;
  readonly line?: number;
  readonly column?: number;
}

/** The names of the user whose password it is, which some policies keep out of it. */
export interface NameOptions {
  /** The account's name: short for a name of kind `account`. */
  readonly userName?: string | undefined;
  /** The name that others see: short for a name of kind `display`. */
  readonly displayName?: string | undefined;
  /** These and more, up to 32. */
  readonly names?: readonly { readonly kind: NameKind; readonly value: string }[] | undefined;
}

/** Options of {@link checkPassword}: what a typed password is checked against beside the policy. */
export interface CheckOptions extends NameOptions {
  /**
   * Passwords to refuse. Pass `commonPasswords` of `resetkit/common-passwords`, or an object with a method `has`: it gets the password
   * in lower case, and returns whether to refuse it. The issue is then `common_password`. Generated passwords are not checked.
   */
  readonly commonPasswords?: { has(password: string): boolean } | undefined;
}

/** A name of a user. */
export type NameKind = "account" | "display" | "email" | "emailLocal" | "phone" | "given" | "family" | "nickname";

/**
 * Options of {@link validate}. As of all options, only own properties are read, once and before anything else happens; `null` is
 * not an options object. A text has at most 65,536 UTF-16 units, a list 4,096 items.
 */
export interface ValidateOptions extends CheckOptions {
  /** The password policy of the directory, instead of its default; a text is one for the HTML attribute `passwordrules`. */
  readonly policy?: Policy | string | undefined;
  /** The organization's own rules. Only `resetkit/full` takes any. */
  readonly rules?: readonly Rule[] | undefined;
}

/**
 * An organization's own rule for one member. There may be 32 rules. A member that is `too_long` is not checked by them. The module
 * keeps the last 128 compiled patterns and the messages of the last rules.
 */
export interface Rule {
  /** The member's name. */
  readonly member: string;
  /**
   * A regular expression of the Rust crate `regex`, without look-around and back-references: its time is linear. At most 1,000
   * characters, with groups at most 32 deep, and at most 128 kB once it is compiled.
   */
  readonly pattern: string;
  /** The text of the issue, at most 1,000 characters, shown unchanged. Never put in it what was typed. */
  readonly message: string;
  /** Whether the pattern must be found somewhere in the text, or nowhere. */
  readonly must: "match" | "not-match";
}

/** Options of {@link generatePassword}. */
export interface GenerateOptions extends NameOptions {
  /** In code points. 20 by default, or the nearest length that the policy allows. */
  readonly length?: number | undefined;
  /** Leaves out I, l, 1, |, O and 0, which are easily confused. */
  readonly avoidAmbiguous?: boolean | undefined;
  /** The organization's own rules; those for the password are used. Only `resetkit/full` takes any. */
  readonly rules?: readonly Rule[] | undefined;
}

/** Options of {@link buildRequest}: where the request goes. */
export interface RequestOptions extends ValidateOptions {
  /** The default region of the operation, unless given. */
  readonly region?: string | undefined;
  /** The cloud of a provider that has several, `describe(op).clouds`. */
  readonly cloud?: string | undefined;
  /** Another host that the provider documents, `vpc` or `mtls`. */
  readonly variant?: string | undefined;
  /**
   * An address to use instead of the provider's, needed if the operation has none of its own: `https://…`, or `http://` to
   * this machine.
   */
  readonly endpoint?: string | undefined;
  /** Whether to use the host with FIPS 140 modules. */
  readonly fips?: boolean | undefined;
  /** Whether to use the host that is reached over IPv4 and IPv6. */
  readonly dualStack?: boolean | undefined;
}

/** An unsigned request: sign it with any SigV4 or ACS3 signer, or send it through your own server. */
export interface HttpRequest {
  method: string;
  url: string;
  /** By lower-case name; `host` and those of the signature are not among them. */
  headers: Record<string, string>;
  body: string;
}

/** A response as it came: `fetch`'s `status` and `headers`, and the text of its body. */
export interface HttpResponse {
  readonly status: number;
  /** Names in any case; a list may also have names and values in turn, as Node's `rawHeaders`. */
  readonly headers?:
    | Readonly<Record<string, string | readonly string[] | undefined>>
    | Headers
    | Iterable<readonly [name: string, value: string]>
    | readonly string[];
  /** The text, its bytes, or the object that was read from it. */
  readonly body?: string | ArrayBuffer | Uint8Array | Readonly<Record<string, unknown>>;
}

/** The result of {@link parseResponse}. */
export type ParsedResponse<T> =
  | {
      readonly output: T;
      /** The service accepted the request and has not finished yet. */
      readonly pending?: true;
      readonly error?: undefined;
    }
  | { readonly error: ResponseError; readonly output?: undefined; readonly pending?: undefined };

/** An error of a service, explained. */
export interface ResponseError {
  /**
   * As the service spelled it, without namespace and address; the status if it sent none; `unreadable_answer` if
   * the status says success and the body cannot be read: the change was probably made.
   */
  readonly code: string;
  /** The service's own words, passed on. */
  readonly message?: string | undefined;
  /** What it means, in one sentence; by its status, if the code is not known. */
  readonly meaning: string;
  /** What to do next. */
  readonly remedy: string;
  /** The member of the input that it points at. */
  readonly member?: string | undefined;
  /** Whether another try can help: no, later, or nobody knows whether it was done. */
  readonly retry: "no" | "later" | "unsure";
  /**
   * Whether the same request may be sent again as it is. False if nobody knows whether the action was done and doing it
   * twice does harm, whatever the status.
   */
  readonly retryable: boolean;
  /** How long to wait before another try: in seconds, also if the service gives a date; or as it says it if it does not document the unit. */
  readonly retryAfter?: number | undefined;
  readonly status: number;
  /** For the provider's support. */
  readonly requestId?: string | undefined;
  /** Whether the provider documents the error; if not, it is explained by its status. */
  readonly documented: boolean;
}

/** @deprecated Use {@link HttpResponse}. */
export type HttpAnswer = HttpResponse;
/** @deprecated Use {@link ParsedResponse}. */
export type Answer<T> = ParsedResponse<T>;
/** @deprecated Use {@link ResponseError}. */
export type AnswerError = ResponseError;

/**
 * What passwords a directory accepts. It both checks and generates. Invisible characters, such as U+200B, count for no group.
 *
 * A policy beyond these limits is `invalid_policy`: 65,536 for `minLength`, `minDifferent` and `min` of a group; 1,024 ranges in
 * a list; 4,096 characters in `generate`; 1,000 forbidden words of 64 characters; 4,096 items in any list; 262,144 UTF-16 units
 * in all texts together. The module keeps the last policy for the next call, unless it forbids words.
 */
export interface Policy {
  /** At least so many code points. */
  readonly minLength: number;
  /** At most so many code points. */
  readonly maxLength: number;
  /** The groups of characters, 12 at most; what is in none of them nor in `extra` is forbidden. */
  readonly classes: readonly PolicyClass[];
  /** Of how many groups there must be a character. */
  readonly minClasses?: number;
  /** Characters that are allowed and count for no group, as ranges: the first and the last of each. */
  readonly extra?: readonly (readonly [first: string, last: string])[];
  /** Characters that are not allowed, whatever group they are of, as ranges: the first and the last of each. */
  readonly forbidden?: readonly (readonly [first: string, last: string])[];
  /** How many different characters there must be. */
  readonly minDifferent?: number;
  /** How often a character may stand in a row; no limit by default. */
  readonly maxRepeats?: number;
  /**
   * Whether the user's name must not be part of the password, nor a part of the name that has four or more letters and
   * digits in a row. The case of letters makes no difference.
   */
  readonly notUserName?: boolean;
  /** How each name of the user must not be in the password, by kind. `notUserName` is short for one rule about the account. */
  readonly names?: Readonly<Partial<Record<NameKind, NameRule>>>;
  /** What the lengths count: characters by default. */
  readonly unit?: "characters" | "utf16";
  /** At most so many bytes of UTF-8. */
  readonly maxBytes?: number;
  /** How many characters of one group may stand in a row. */
  readonly maxClassRun?: number;
  /** How many characters may follow each other in order, up or down, as in `abc` and `321`. */
  readonly maxSequence?: number;
  /** What the first and the last character must be of, as ranges. */
  readonly first?: readonly (readonly [first: string, last: string])[];
  readonly last?: readonly (readonly [first: string, last: string])[];
  /** Texts that must not be part of the password. The case of letters makes no difference. */
  readonly forbiddenWords?: readonly string[];
  /** Texts that must not be the password, up to 1,000. The case of letters makes no difference. */
  readonly forbiddenPasswords?: readonly string[];
  /**
   * What the directory also checks and a policy cannot express, a sentence each, to be shown to people: {@link policyFromResponse}
   * says so of a pattern of the realm's own.
   */
  readonly unchecked?: readonly string[];
  /**
   * The groups by another reading of the directory's rules, in the order of `classes`. A password passes if it does by either
   * reading; if by only one, `validate` warns with `undocumented_group`.
   */
  readonly otherClasses?: readonly PolicyClass[];
}

/** How a name of the user must not be in a password. */
export interface NameRule {
  /**
   * The whole name in it (by default), the password equal to it, the name in it read backwards, or a part of the name in it (of an
   * account also the whole name).
   */
  readonly match?: "contains" | "equals" | "reversed" | "containsPart";
  /** Names and parts of fewer characters are not looked for: 1 by default. */
  readonly minPart?: number;
  /** The characters between the parts of a name, as ranges. */
  readonly split?: readonly (readonly [first: string, last: string])[];
  /** Whether the case of letters makes a difference. */
  readonly matchCase?: boolean;
}

/** A group of characters in a policy. */
export interface PolicyClass {
  /** A short name: `upper`, `lower`, `digit` and `special` are the usual ones. */
  readonly id?: string;
  /** A noun phrase for messages, such as "a digit". */
  readonly name: string;
  /** What counts as a character of the group, as ranges: the first and the last of each. */
  readonly characters: readonly (readonly [first: string, last: string])[];
  /** The characters of the group from which passwords are generated; none by default. */
  readonly generate?: string;
  /** At least so many of them, and at most; no limit if `max` is left out. */
  readonly min?: number;
  readonly max?: number;
}

/** A request as a document has it: `"{member}"` stands for the value of a member, and what is absent takes its key along. */
export interface RequestTemplate {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, TemplateValue | readonly TemplateValue[]>>;
  readonly headers?: Readonly<Record<string, TemplateValue | readonly TemplateValue[]>>;
  /** Any JSON. */
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, TemplateValue | readonly TemplateValue[]>>;
}

type TemplateValue = string | number | boolean;

/** How a person is found: the ways are tried in this order until one finds somebody. */
export interface Lookup {
  /** Where the host and the signature are those of another service. */
  readonly service?: { readonly signing: string; readonly host: string };
  readonly find: readonly LookupFind[];
}

/** One way of finding a person by what was typed. */
export interface LookupFind {
  /** What it is for: an e-mail address, any text, or a text with this prefix. */
  readonly when: "email" | "any" | { readonly prefix: string };
  /** Whether it finds only the person who was asked for. If not, somebody must confirm that the person found is the right one. */
  readonly exact?: boolean;
  /** `{query}` stands for what was typed, `{query|json}` for the same as JSON writes it. */
  readonly request: RequestTemplate;
  /** Where the people stand in the response, as in a document: `Users`, or `[]` for the response itself; none if it is one person. */
  readonly list?: string;
  /** The codes of errors that mean that nobody was found. */
  readonly none?: readonly string[];
  /** The places in the response at one of which the typed text must be found again, since providers also find similar ones. */
  readonly match?: readonly string[];
  /** The members that a person who was found fills, each with its place. */
  readonly set: Readonly<Record<string, string>>;
  /** The places of what to show of a person, the name first. A text that has several, with a space between them, is shown as one. */
  readonly label: readonly string[];
  /** The values that say that the person can sign in. Others are shown as they are, not left out. */
  readonly ready?: Readonly<Record<string, readonly (string | number | boolean)[]>>;
  /** Where the response says that there are more people. */
  readonly more?: string | { readonly at?: string; readonly header?: string; readonly before?: string; readonly over?: number };
  readonly permissions?: readonly string[];
  /** What to know about it, such as how late it finds a new user. */
  readonly note?: string;
  readonly source?: Source;
}

/** An operation: one API action of one service. */
export interface Operation<Id extends string = AnyId, Name extends string = string> {
  readonly id: Id;
  readonly provider: string;
  readonly service: string;
  readonly action: string;
  readonly summary: string;
  /** The provider's reference page. */
  readonly docs?: string;
  /** Until when the provider runs the service; `null` and an empty text if no end is announced. */
  readonly lifecycle: { readonly ends: string | null; readonly notice: string; readonly source?: Source };
  /** How a request is signed; left out if it is not. */
  readonly signing?: { readonly algorithm: string; readonly name: string };
  /** How the caller is authenticated, the usual way first. */
  readonly auth: readonly { readonly scheme: string; readonly service?: string; readonly header?: string; readonly prefix?: string; readonly permissions?: readonly string[]; readonly note?: string; readonly source?: Source }[];
  /** How the host is found. If it is the caller's `own`, `buildRequest` needs the option `endpoint`, and `example` shows one. */
  readonly endpoint: { readonly kind: "own" | "fixed" | "named" | "regional"; readonly example?: string; readonly help?: string; readonly exceptions?: readonly object[]; readonly source?: Source };
  /** The regions in which the provider documents the service, and the one taken if none is named. */
  readonly regions?: readonly string[];
  readonly defaultRegion?: string;
  /** The clouds of a provider that has several, and the one taken if none is named. */
  readonly clouds?: readonly { readonly id: string; readonly label: string; readonly url: string }[];
  readonly defaultCloud?: string;
  /** Whether the service has FIPS and dual-stack hosts. */
  readonly variants: boolean;
  /** How many requests the provider says it takes, the first of its limits; none if it says nothing. */
  readonly rate?: { readonly perSecond: number; readonly requests: number; readonly seconds: number; readonly scope?: string; readonly source: Source };
  /** All of those limits. */
  readonly rates: readonly { readonly requests: number; readonly seconds: number; readonly scope?: string; readonly source?: Source }[];
  readonly members: readonly Member<Name>[];
  readonly rules: readonly MemberRule[];
  /** The default policy of its directory; none if the caller sets no password. */
  readonly policy?: Policy;
  /** The member that the policy is for. */
  readonly policyMember?: string;
  /** Whose policy it is if there are several. */
  readonly policyLabel?: string;
  readonly policySource?: Source;
  /** The policy, of {@link policies}, whose groups are `otherClasses` of this one. */
  readonly otherReading?: string;
  /** Whether sending the same request again does no harm, and what to know before. */
  readonly idempotent: boolean;
  readonly idempotentNote?: string;
  /** The default policies of other kinds of directories. */
  readonly policies?: readonly { readonly id: string; readonly label: string; readonly policy: Policy; readonly otherReading?: string; readonly source: Source }[];
  /** Where the provider prints the policy of a directory, see {@link policyFromResponse}. */
  readonly policyResponse?: {
    /** What to ask for: the name of the action, or method and path. */
    readonly action: string;
    /** The request that asks for it. */
    readonly request?: RequestTemplate;
    readonly source: Source;
  };
  /** How a response of the service is read, as in a document. */
  readonly response: object;
  readonly output: readonly OutputMember[];
  /** Those of the operation first, those of the provider after them, last those that are known by their status only. */
  readonly errors: readonly ServiceError[];
  /** What is left for a person to do after a success, with the member of the input on which it depends. */
  readonly afterwards: readonly { readonly text: string; readonly when?: string; readonly unless?: string; readonly source: Source }[];
  /** How a person is found by an e-mail address or a name; none if the provider has no way or it is not known here. */
  readonly lookup?: Lookup;
  /** The provider's own tool and what names the operation. */
  readonly command?: { readonly words: readonly string[]; readonly output?: object };
  /** An engine that sends whole files of it, see `distributed` of `resetkit/full`. */
  readonly engine?: { readonly kind: "stepFunctions" | "shell"; readonly integration?: string; readonly errors?: string; readonly errorSuffix?: string; readonly resource?: { readonly type: string; readonly member: string }; readonly source?: Source };
  /** Every page and model that a fact of this operation was read in. */
  readonly sources: readonly Source[];
}

/** One input of an operation. */
export interface Member<Name extends string = string> {
  /** The name in an input, a form and a CSV header. */
  readonly name: Name;
  /** The part of the request it goes to, and its name there. */
  readonly in: "path" | "query" | "header" | "body";
  readonly wire: string;
  /** The command-line flag if the provider's tool has one. */
  readonly flag?: string;
  readonly label: string;
  readonly help: string;
  /** A value as an input has it; an empty text if none is known. */
  readonly example: unknown;
  readonly kind: "text" | "boolean" | "integer" | "enum" | "list" | "map";
  /** The texts that it takes. If it is `open`, another is a warning. */
  readonly values?: readonly { readonly value: string; readonly label?: string; readonly means?: string }[];
  readonly open?: boolean;
  /** The limits of a number, and the most items of a list or a map. */
  readonly min?: number;
  readonly max?: number;
  /** What is sent if it is absent. */
  readonly default?: string | number | boolean;
  /** What the service assumes if it is not sent. */
  readonly serviceDefault?: string | number | boolean;
  /** Whether this member says which user is reset. */
  readonly target?: boolean;
  /** Whether its absence is a warning. */
  readonly recommended?: boolean;
  readonly required: boolean;
  /** Whether it must never be shown, logged or put in an error or a URL. */
  readonly sensitive: boolean;
  /** The part of a form it belongs to: whose password or PIN it is, the password itself, or what happens with it. */
  readonly group: "target" | "password" | "options";
  /** Its place in a form, from 1: the groups one after the other. */
  readonly order: number;
  readonly constraints: readonly {
    readonly kind: "length" | "form" | "characters";
    readonly min?: number;
    readonly max?: number;
    /** What a length counts if it is not characters. */
    readonly unit?: "utf16" | "bytes";
    readonly pattern?: string;
    readonly meaning?: string;
    readonly source?: Source;
  }[];
  /** The attributes of the member's field, by their names in HTML. HTML counts UTF-16 units, the definition code points. */
  readonly attributes: {
    readonly type: "text" | "password" | "checkbox" | "number";
    readonly min?: number;
    readonly max?: number;
    readonly required: boolean;
    readonly minlength?: number;
    /** Left out if the member is sensitive: a browser cuts what is pasted, and nobody sees where. */
    readonly maxlength?: number;
    readonly pattern?: string;
    readonly autocomplete: "new-password" | "off";
    readonly autocapitalize: "none";
    readonly inputmode?: "text";
    readonly spellcheck: boolean;
  };
  /** The forms that the provider documents; another is a warning. */
  readonly forms?: readonly { readonly pattern: string; readonly meaning: string; readonly source?: Source }[];
  readonly source?: Source;
}

/** What holds between members, as in a document: one verb and, but for the lists, one condition. */
export interface MemberRule {
  /** This member must be given, is expected (its absence is a warning), or must not be given … */
  readonly require?: string;
  readonly expect?: string;
  readonly refuse?: string;
  /** … when that member is given, or unless it is. A boolean counts as given if it is true. */
  readonly when?: string;
  readonly unless?: string;
  readonly atMostOne?: readonly string[];
  readonly exactlyOne?: readonly string[];
  readonly atLeastOne?: readonly string[];
  readonly means?: string;
  readonly source?: Source;
}

/** A member of the output. */
export interface OutputMember {
  readonly name: string;
  readonly label?: string;
  /** Text by default. */
  readonly type?: "text" | "boolean" | "integer" | "json";
  /** Where it stands in a response: a path in the body, or a header. */
  readonly from: string | object;
  /** To be treated as a secret, whatever the provider's own model says. */
  readonly sensitive?: boolean;
  /** Whether it says something about a person. */
  readonly personal?: boolean;
  /**
   * A success without it is an error: always, if this member of the input is given, or if it is not. In a success that is pending or
   * has no body, only a sensitive one must be there.
   */
  readonly required?: boolean;
  readonly when?: string;
  readonly unless?: string;
  readonly source?: Source;
}

/** An error of a service. */
export interface ServiceError {
  /** A `*` at the end stands for any ending, one at the beginning for any beginning. */
  readonly code: string;
  /** Other spellings of the same code. */
  readonly aliases?: readonly string[];
  /** The HTTP status, if it is documented. */
  readonly status?: number;
  /** A text in the message, or in a response without a code, by which the error is recognised. */
  readonly text?: string;
  readonly meaning: string;
  readonly remedy: string;
  /** The member it points at. */
  readonly member?: string;
  /** Whether another try can help: no, later, or nobody knows whether it was done. */
  readonly retry: "no" | "later" | "unsure";
  /** Whether the same request may be sent again without a change and without harm. */
  readonly retryable: boolean;
  readonly source: Source;
}

/** Where a fact was read, when, and how far it can be trusted. */
export interface Source {
  readonly url: string;
  /** ISO 8601. */
  readonly seen: string;
  readonly confidence: "high" | "medium" | "low";
}
