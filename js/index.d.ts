import type { Inputs, IssueCode, OperationId, Outputs } from "./model.js";

export type { Inputs, IssueCode, OperationId, Outputs } from "./model.js";

/**
 * Nothing to wait for: the wasm is inlined, and every function works as soon as the import does. It exists so that code
 * written for `resetkit/slim` runs here too.
 */
export default function init(source?: InitSource): Promise<void>;

/** Where `resetkit/slim` takes the wasm from: the address, the answer to a fetch, the compiled module or its bytes. */
export type InitSource =
  | string
  | URL
  | Request
  | Response
  | Promise<Response>
  | WebAssembly.Module
  | ArrayBuffer
  | Uint8Array<ArrayBuffer>;

/** The ids of all operations, in the order of a menu. */
export function operations(): OperationId[];

/**
 * Everything the model says of an operation: enough to draw its form, explain its errors and cite its sources.
 * The object is shared and frozen.
 *
 * @throws {@link ResetkitError} `unknown_operation`
 */
export function describe(op: OperationId): Operation;

/**
 * Checks an input and names every issue. Whatever a person typed, and whatever type it has, comes back as issues; it never
 * throws. Members are read from the input's own properties. `undefined` and absent are the same and `missing` where the
 * member is required; `null` is `wrong_type`; an empty text is `too_short`; one of more than 65,536 UTF-16 units is
 * `too_long`. The first 32 names that are no members are named; one more issue says how many others there are.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `invalid_policy`, `unsatisfiable_policy`, `invalid_options`
 */
export function validate<O extends OperationId>(op: O, input: unknown, options?: ValidateOptions): Result<Inputs[O]>;

/**
 * The directory's default policy, or that of another kind of directory by its `id` in {@link Operation.policies}; frozen,
 * and `undefined` where the caller sets no password.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `invalid_options` where there is no such variant
 */
export function policy(op: OperationId, variant?: string): Policy | undefined;

/**
 * The policy of a directory that the provider printed, such as the answer to CloudSSO's `GetPasswordPolicy` as parsed
 * JSON. What no such answer says, the groups of characters, is as in the default policy; one that lacks a member is none.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `no_policy` where no answer says it, `invalid_policy` where this is none
 */
export function policyFromAnswer(op: OperationId, answer: object): Policy;

/**
 * The policy as a value of the HTML attribute `passwordrules`, which password managers generate by: never looser than what
 * {@link generatePassword} does, and stricter where the attribute has no words for it. Words and the user's name are left
 * out.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `no_policy`, `invalid_policy`, `unsatisfiable_policy`
 */
export function formatPasswordRules(policy: Policy | OperationId): string;

/**
 * The policy that a value of the HTML attribute `passwordrules`, of up to 65,536 UTF-16 units, asks for. Without
 * `maxlength`, lengths end at 2147483647.
 *
 * @throws {@link ResetkitError} `invalid_policy`, with the reason
 */
export function parsePasswordRules(text: string): Policy;

/**
 * A password for the phone, a word or two a character: `["capital Alfa", "lower bravo", "digit seven", "dollar sign"]`.
 * Every printable character of ASCII and Latin-1 has a name; others are told by their code point.
 *
 * @throws {@link ResetkitError} `invalid_options` where it is no string of up to 65,536 UTF-16 units
 */
export function spell(password: string): string[];

/**
 * Checks a password by itself; an empty list means that it complies.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `no_policy`, `invalid_policy`, `unsatisfiable_policy`, `invalid_options`
 */
export function checkPassword(password: string, policy: Policy | OperationId, options?: { readonly userName?: string }): Issue[];

/**
 * Draws a password, each that meets the policy as likely as any other, from the platform's secure random numbers.
 *
 * @throws {@link ResetkitError} `unknown_operation`, `no_policy`, `invalid_policy`, `unsatisfiable_policy`,
 * `policy_too_complex`, `invalid_options`, `random_unavailable`; never returns a weaker password instead
 */
export function generatePassword(policy: Policy | OperationId, options?: GenerateOptions): string;

/**
 * Draws many passwords at once, up to 1,000,000 and up to 67,108,864 characters in all, each independent of the others.
 *
 * @throws {@link ResetkitError} as {@link generatePassword}
 */
export function generatePasswords(policy: Policy | OperationId, count: number, options?: GenerateOptions): string[];

/**
 * How hard a generated password is to guess, in bits: log2 of how many could have come out, counted exactly. It says
 * nothing of a password that a person chose.
 *
 * @throws {@link ResetkitError} as {@link generatePassword}, and `policy_too_complex`
 */
export function entropy(policy: Policy | OperationId, options?: GenerateOptions): number;

/**
 * The exact body that the provider expects: compact, members in the order of the model; empty where it expects none.
 *
 * @throws {@link ResetkitError} `invalid_input` with `issues`, and as {@link validate}
 */
export function buildBody<O extends OperationId>(op: O, input: Inputs[O], options?: ValidateOptions): string;

/**
 * The HTTP request that the provider expects, unsigned. No secret is in its URL.
 *
 * @throws {@link ResetkitError} `invalid_input` with `issues`, `invalid_options`, and as {@link validate}
 */
export function buildRequest<O extends OperationId>(op: O, input: Inputs[O], options?: RequestOptions): HttpRequest;

/**
 * Reads the provider's HTTP response: the output, or what went wrong, what it means and what to do next. It reads what the
 * real clients read, from any text, and never throws for what a service sent. Output that the model does not know is left
 * out, values that it does not know pass through, and null is as good as absent. A code of an error makes an error of any
 * status. A success without the new secret that the service makes is the error `unreadable_answer`; for a password that
 * CloudSSO was asked to generate this needs `input`.
 *
 * An output may hold secrets: `describe(op).output` says which members are. Of an error, `message`, `code` and `requestId`
 * are the service's words; with `input`, the sensitive members of the request are replaced in them by "…", also where they
 * are escaped, encoded, in other case or cut short to no less than four characters.
 *
 * @param input the input of the request that was answered
 * @throws {@link ResetkitError} `unknown_operation`; `invalid_options` where `answer` is no such object, as a `Response` that
 * was not read
 */
export function parseAnswer<O extends OperationId>(op: O, answer: HttpAnswer, input?: Inputs[O]): Answer<Outputs[O]>;

/**
 * The operation as a JSON Schema, draft 2020-12, for an input that the directory's default policy judges. Whatever
 * {@link validate} accepts, the schema accepts. It refuses less: what no keyword can say, such as three of five groups of
 * characters or the user's name, stands in the member's `description`.
 *
 * @throws {@link ResetkitError} `unknown_operation`
 */
export function jsonSchema(op: OperationId): JsonSchema;

/** A JSON Schema, as JSON. */
export type JsonSchema = Record<string, unknown>;

/**
 * The operation as a Standard Schema (version 1, with its JSON Schema interface) for form libraries, servers and whatever
 * else takes one. It answers at once, never with a promise; options are read when it is made. Of several issues of a member,
 * the most important comes first: most libraries show only that one. What its `validate` and its JSON Schemas throw is a
 * mistake in `options`.
 *
 * @throws {@link ResetkitError} `unknown_operation`
 */
export function standardSchema<O extends OperationId>(op: O, options?: StandardSchemaOptions<O>): StandardSchema<Inputs[O]>;

/** What a Standard Schema takes into account beside the model. */
export interface StandardSchemaOptions<O extends OperationId = OperationId> extends ValidateOptions {
  /**
   * What to say instead of an issue's `message`, since libraries pass on nothing else of an issue: by member and code, by code
   * for all other members, those left out staying English, or made from the issue. What is no string is left out; what the
   * function throws is passed on.
   */
  readonly messages?: IssueMessages<O> | ((issue: Issue) => string);
}

/** Sentences by code, and by member and code, which go first: `{ missing: "Bitte ausfüllen.", Password: { too_short: "Zu kurz." } }`. */
export type IssueMessages<O extends OperationId = OperationId> = MessagesByCode & { readonly [M in MemberName<O>]?: MessagesByCode };

type MessagesByCode = Readonly<Partial<Record<IssueCode, string>>>;
type MemberName<O extends OperationId> = O extends OperationId ? keyof Inputs[O] : never;

/** `StandardSchemaV1` and `StandardJSONSchemaV1` of `@standard-schema/spec` 1.1, narrowed to what is true here. */
export interface StandardSchema<Input, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "resetkit";
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
    readonly validate: (value: unknown) =>
      | { readonly value: Output; readonly advice: readonly Issue[]; readonly issues?: undefined }
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

/** A mistake of the program that calls. What a person typed never throws. */
export class ResetkitError extends Error {
  constructor(code: ErrorCode, message: string, issues?: readonly Issue[], at?: string);
  readonly name: "ResetkitError";
  /** Stable; messages may change. */
  readonly code: ErrorCode;
  /** With `invalid_input`, everything that is wrong. */
  readonly issues?: readonly Issue[];
  /**
   * What in particular is at fault: of a file's header the column, counted from 1, or the required member that no column is;
   * of a pattern the character, or the rule that is too large, counted from 1.
   */
  readonly at?: string;
}

/** Why a {@link ResetkitError} was thrown. */
export type ErrorCode =
  | "not_initialized"
  | "unknown_operation"
  | "no_policy"
  | "invalid_input"
  | "invalid_policy"
  | "unsatisfiable_policy"
  | "policy_too_complex"
  | "invalid_pattern"
  | "invalid_options"
  | "random_unavailable"
  /** Of `batch`: the file is empty, its header cannot be read, or it names what is no member, twice, or not at all. */
  | "no_header"
  | "unreadable_header"
  | "unknown_column"
  | "duplicate_column"
  | "missing_column"
  /** The module ran out of memory or of stack; the next call has a new one. */
  | "internal";

/** What validation came to: the value with nothing but the operation's members, or every issue. */
export type Result<T> =
  | {
      readonly value: T;
      /** What is allowed, but not wise or not documented. */
      readonly advice: readonly Issue[];
      readonly issues?: undefined;
    }
  | { readonly issues: readonly Issue[]; readonly value?: undefined; readonly advice?: undefined };

/** One way in which an input breaks the model. It never holds the value. Shared between calls and frozen. */
export interface Issue {
  /** Stable. */
  readonly code: IssueCode;
  /** The member's name; empty for the input as a whole. */
  readonly path: readonly [] | readonly [member: string];
  /** A plain English sentence. */
  readonly message: string;
  /** What is asked for, for texts in other languages. */
  readonly expected: Expected;
}

/** What an issue asks for; only what its code calls for is there. */
export interface Expected {
  /** Who asks: the provider's API, the directory's password policy or the organization's own rules. */
  readonly source: "api" | "directory" | "organization";
  /** What the organization says of its rule. */
  readonly rule?: string;
  readonly type?: "string" | "boolean" | "object";
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
  /** Whether a letter and an accent that is a character of its own would be allowed as one character. */
  readonly composed?: true;
  /** The groups of characters of which some are missing. */
  readonly classes?: readonly string[];
  /** The word of the policy that must not be there. */
  readonly words?: readonly string[];
  /** The switch that would make up for a missing member. */
  readonly unless?: string;
  /** The member that excludes this one. */
  readonly with?: string;
  /** The texts that cannot be sent. */
  readonly values?: readonly string[];
  /** The forms that the provider documents. */
  readonly forms?: readonly string[];
  /** The operation, the members that it has, and how many names that are no members are not named. */
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

/**
 * What validation takes into account beside the model. Of these options and of all others, own members only are read, once and
 * before anything else happens; `null` is no object of options. A text has at most 65,536 UTF-16 units, a list 4,096 items.
 */
export interface ValidateOptions {
  /** The password policy of the directory, instead of its default; a text is one for the HTML attribute `passwordrules`. */
  readonly policy?: Policy | string;
  /** The user's name, which some policies keep out of the password. */
  readonly userName?: string;
  /** The organization's own rules; `resetkit/full` alone takes any. */
  readonly rules?: readonly Rule[];
}

/**
 * An organization's own rule for one member. There may be 32; a member that is `too_long` is asked by none. The module keeps
 * the last 128 patterns, which are not compiled again, and the messages of the last rules.
 */
export interface Rule {
  /** The member's name on the wire. */
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

/** What to generate, beside the policy. */
export interface GenerateOptions {
  /** In code points; 20, or the nearest that the policy takes, where it is left out. */
  readonly length?: number;
  /** Leaves out I, l, 1, |, O and 0. */
  readonly avoidAmbiguous?: boolean;
  /** The user's name, which some policies keep out of the password. */
  readonly userName?: string;
  /** The organization's own rules, of which those for the password hold; `resetkit/full` alone takes any. */
  readonly rules?: readonly Rule[];
}

/** Where a request goes. */
export interface RequestOptions extends ValidateOptions {
  /** The default region of the operation where it is left out. */
  readonly region?: string;
  /** An address to use instead of the provider's: `https://…`, or `http://` to this machine. */
  readonly endpoint?: string;
  /** The hosts with FIPS 140 modules. */
  readonly fips?: boolean;
  /** The hosts that answer over IPv4 and IPv6. */
  readonly dualStack?: boolean;
}

/** An unsigned request: sign it with any SigV4 or ACS3 signer, or send it through your own server. */
export interface HttpRequest {
  method: string;
  url: string;
  /** By lower-case name; `host` and those of the signature are not among them. */
  headers: Record<string, string>;
  body: string;
}

/** An answer as it came: `fetch`'s `status` and `headers`, and the text of its body. */
export interface HttpAnswer {
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

/** What a service answered. */
export type Answer<T> =
  | { readonly output: T; readonly error?: undefined }
  | { readonly error: AnswerError; readonly output?: undefined };

/** An error of a service, explained. */
export interface AnswerError {
  /**
   * As the service spelled it, without namespace and address; the status where it sent none; `unreadable_answer` where
   * the status says success and the body cannot be read: the change was probably made.
   */
  readonly code: string;
  /** The service's own words, passed on. */
  readonly message?: string | undefined;
  /** What it means, in one sentence; by its status, where the code is not known. */
  readonly meaning: string;
  /** What to do next, in one sentence. */
  readonly remedy: string;
  /** The member of the input that it points at. */
  readonly member?: string | undefined;
  /**
   * Whether the same request may be sent again as it is. False where nobody knows whether the action was done and doing it
   * twice does harm, whatever the status.
   */
  readonly retryable: boolean;
  /** How long to wait before, as the service says it; it does not document the unit. */
  readonly retryAfter?: number | undefined;
  readonly status: number;
  /** For the provider's support. */
  readonly requestId?: string | undefined;
}

/**
 * What passwords a directory accepts. It both checks and generates. What nobody sees, such as U+200B, counts for no group. An
 * `invalid_policy` names the bound where a number is beyond what is worked with: 65,536 for `minLength`, `minDifferent` and
 * `min` of a group, 1,024 ranges a list, 4,096 characters to generate a group, 1,000 forbidden words of 64 characters; and all
 * texts together have at most 262,144 UTF-16 units. The module keeps it for the next call, unless it forbids words.
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
  /** How many characters must differ from each other. */
  readonly minDifferent?: number;
  /** How often a character may stand in a row; as often as one likes where it is left out. */
  readonly maxRepeats?: number;
  /**
   * Whether the user's name must not be part of the password, nor a part of the name that has four or more letters and
   * digits in a row. The case of letters makes no difference.
   */
  readonly notUserName?: boolean;
  /**
   * Where a directory takes the name apart in another way: the name and its parts count if they have `min` code points, and
   * the characters of `delimiters` stand between parts.
   */
  readonly nameParts?: { readonly min: number; readonly delimiters: string };
  /** Texts that must not be part of the password. The case of letters makes no difference. */
  readonly forbiddenWords?: readonly string[];
}

/** A group of characters in a policy. */
export interface PolicyClass {
  /** To follow "needs": "a digit". */
  readonly name: string;
  /** What counts as a character of the group, as ranges: the first and the last of each. */
  readonly characters: readonly (readonly [first: string, last: string])[];
  /** The characters of the group from which passwords are generated; none where it is left out. */
  readonly generate?: string;
  /** At least so many of them. */
  readonly min?: number;
}

/** An operation: one API action of one service. */
export interface Operation {
  readonly id: OperationId;
  readonly provider: string;
  readonly service: string;
  readonly action: string;
  readonly summary: string;
  /** The provider's reference page. */
  readonly docs: string;
  readonly lifecycle: { readonly ends: string | null; readonly notice: string; readonly source: Source };
  readonly protocol:
    | { readonly kind: "aws-json-1.1"; readonly target: string }
    | { readonly kind: "rest-json"; readonly path: readonly ({ readonly literal: string } | { readonly label: string })[]; readonly query: string }
    | { readonly kind: "alibaba-rpc"; readonly version: string };
  /** What a signer has to know. */
  readonly signing: { readonly algorithm: string; readonly name: string };
  /** The regions in which the provider documents the service. */
  readonly regions: readonly string[];
  readonly defaultRegion: string;
  /** Whether the service has FIPS and dual-stack hosts. */
  readonly variants: boolean;
  /** How many requests a second the provider says it takes from an account; none where it says nothing. */
  readonly rate?: { readonly perSecond: number; readonly source: Source };
  readonly members: readonly Member[];
  readonly rules: readonly MemberRule[];
  /** The default policy of its directory; none where the caller sets no password. */
  readonly policy?: Policy;
  /** The member that the policy speaks of. */
  readonly policyMember?: string;
  /** Whether sending the same request again does no harm. */
  readonly idempotent: boolean;
  /** The default policies of other kinds of directories. */
  readonly policies?: readonly { readonly id: string; readonly label: string; readonly policy: Policy; readonly source: Source }[];
  /** Where the provider prints the policy of a directory, see {@link policyFromAnswer}. */
  readonly policyAnswer?: {
    readonly action: string;
    readonly within: string;
    readonly members: readonly (readonly [name: string, member: keyof Policy])[];
    readonly source: Source;
  };
  readonly output: readonly OutputMember[];
  /** Those of the operation first, those of the provider after them, last those that are known by their status only. */
  readonly errors: readonly ServiceError[];
  /** What is left for a person to do after a success. */
  readonly afterwards: readonly { readonly text: string; readonly source: Source }[];
  /** Every page and model that a fact of this operation was read in. */
  readonly sources: readonly Source[];
}

/** One input of an operation. */
export interface Member {
  /** The name on the wire. */
  readonly name: string;
  /** The command-line flag. */
  readonly flag: string;
  readonly label: string;
  readonly help: string;
  readonly example: string;
  readonly kind: "text" | "boolean";
  readonly required: boolean;
  /** Never to be shown, logged, put in an error or in a URL. */
  readonly sensitive: boolean;
  /** The part of a form it belongs to: whose password or PIN it is, the password itself, or what happens with it. */
  readonly group: "target" | "password" | "options";
  /** Its place in a form, from 1: the groups one after the other. */
  readonly order: number;
  readonly constraints: readonly {
    readonly kind: "length" | "form" | "characters" | "reserved";
    readonly min?: number;
    readonly max?: number;
    readonly pattern?: string;
    readonly meaning?: string;
    readonly values?: readonly string[];
    readonly source: Source;
  }[];
  /** The attributes of the member's field, by their names in HTML. HTML counts UTF-16 units, the model code points. */
  readonly attributes: {
    readonly type: "text" | "password" | "checkbox";
    readonly required: boolean;
    readonly minlength?: number;
    /** Left out where the member is sensitive: a browser cuts what is pasted, and nobody sees where. */
    readonly maxlength?: number;
    readonly pattern?: string;
    readonly autocomplete: string;
    readonly autocapitalize: string;
    readonly inputmode?: "text";
    readonly spellcheck: boolean;
  };
  readonly source: Source;
}

/** A member that must be given unless a switch is on, and must not be given when it is. */
export interface MemberRule {
  readonly member: string;
  readonly unless: string;
  readonly source: Source;
}

/** A member of an answer. */
export interface OutputMember {
  readonly name: string;
  readonly help: string;
  readonly shape:
    | { readonly kind: "text" | "boolean" | "timestamp" }
    | { readonly kind: "enum"; readonly of: readonly string[] }
    | { readonly kind: "structure"; readonly of: readonly OutputMember[] };
  readonly required: boolean;
  /** To be treated as a secret, whatever the provider's own model says. */
  readonly sensitive: boolean;
  /** The new secret that the service makes: always, or where this boolean member of the input asks for it. */
  readonly issued?: "always" | { readonly when: string };
  readonly source: Source;
}

/** An error that a service may answer with. */
export interface ServiceError {
  /** A `*` at the end stands for any ending, one at the beginning for any beginning. */
  readonly code: string;
  /** Other spellings of the same code. */
  readonly aliases?: readonly string[];
  /** The HTTP status, where it is documented. */
  readonly status?: number;
  readonly meaning: string;
  readonly remedy: string;
  /** The member it points at. */
  readonly member?: string;
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
