import type { CompiledOperation, Lookup, LookupFind, MemberRule, RequestTemplate } from "./index.js";

export { ResetkitError } from "./index.js";
export type { CompiledOperation } from "./index.js";

/**
 * Reads the document of your own operation. Pass the result wherever a function takes an operation's id. The type of its input
 * is inferred from the document: write the document in the call, or declare it `as const`. A name that the document's format
 * lacks does not compile.
 *
 * TypeScript keeps no literal types of an imported `.json` file: there nothing is inferred, and the types of the input and the
 * output are open. `npx resetkit compile` writes exact ones.
 *
 * @throws {@link ResetkitError} `invalid_definition`: `at` is the JSON Pointer of the first mistake, `""` for the whole
 * document, and the message says what would be right
 */
export function defineOperation<const Document extends OperationDocument | ImportedDocument>(
  document: Document & (number extends Document["format"] ? unknown : Checked<Document>),
  options?: DefineOptions,
): Document extends OperationDocument
  ? CompiledOperation<Document["id"], InputOf<Document>, OutputOf<Document>, "password" extends keyof Document ? true : false>
  : CompiledOperation<string, any, Record<string, unknown>, "password" extends keyof Document ? true : false>;

/**
 * The same as bytes, to be stored and loaded without this module. They go wherever an operation's id does.
 *
 * @throws {@link ResetkitError} as {@link defineOperation}
 */
export function compileOperation(document: OperationDocument | ImportedDocument, options?: DefineOptions): Uint8Array<ArrayBuffer>;

/** The document of an imported `.json` file: of its `format`, TypeScript knows only that it is a number. */
export interface ImportedDocument {
  readonly format: number;
  readonly id: string;
  readonly summary: string;
  readonly members: readonly object[];
  readonly request: object;
  readonly endpoint: object;
  readonly response: object;
}

type Checked<Document> = OperationDocument & Exact<Document, OperationDocument> & {
  readonly password?: { readonly member: Document extends OperationDocument ? Document["members"][number]["name"] : string };
};

/** The given type, in which each name that the shape lacks is `never`. */
type Exact<Given, Shape> = unknown extends Shape
  ? Given
  : Given extends readonly unknown[]
    ? { readonly [I in keyof Given]: Exact<Given[I], Shape extends readonly (infer Item)[] ? Item : never> }
    : Given extends object
      ? { readonly [K in keyof Given]: K extends NameIn<Shape> ? Exact<Given[K], ValueIn<Shape, K>> : never }
      : Given;

type NameIn<Shape> = Shape extends object ? (string extends keyof Shape ? PropertyKey : keyof Shape) : never;

type ValueIn<Shape, K> = Shape extends object ? (string extends keyof Shape ? Shape[keyof Shape] : K extends keyof Shape ? Shape[K] : never) : never;

/** Options of {@link defineOperation} and {@link compileOperation}. */
export interface DefineOptions {
  /** Shared files that the document may name, beside those of the catalogue. */
  readonly shared?: SharedDocument | readonly SharedDocument[] | undefined;
}

/** The type of an operation's input, by the members of its document. */
export type InputOf<Document extends OperationDocument> = Simplify<
  { -readonly [M in Document["members"][number] as M extends { readonly required: true } ? M["name"] : never]: ValueOf<M> } & {
    -readonly [M in Document["members"][number] as M extends { readonly required: true } ? never : M["name"]]?: ValueOf<M>;
  }
>;

/** The type of an operation's output, by the response in its document. */
export type OutputOf<Document extends OperationDocument> = Document["response"] extends { readonly output: infer List extends readonly DocumentOutput[] }
  ? Simplify<
      { -readonly [O in List[number] as O extends { readonly required: true } ? O["name"] : never]: OutputValue<O> } & {
        -readonly [O in List[number] as O extends { readonly required: true } ? never : O["name"]]?: OutputValue<O>;
      }
    >
  : Record<string, never>;

type Simplify<T> = { [K in keyof T]: T[K] } & {};

type TextOf<M> = M extends { readonly values: infer List extends readonly (string | { readonly value: string })[] }
  ? (List[number] extends infer V ? (V extends string ? V : V extends { readonly value: infer T } ? T : never) : never) | (M extends { readonly open: true } ? string & {} : never)
  : string;

type ValueOf<M> = M extends { readonly type: "boolean" }
  ? boolean
  : M extends { readonly type: "integer" }
    ? number
    : M extends { readonly type: "enum" }
      ? TextOf<M>
      : M extends { readonly type: "list" }
        ? readonly TextOf<M>[]
        : M extends { readonly type: "map" }
          ? Readonly<Record<string, string>>
          : string;

type OutputValue<O> = O extends { readonly type: "boolean" } ? boolean : O extends { readonly type: "integer" } ? number : O extends { readonly type: "json" } ? unknown : string;

/** The document of an operation. `resetkit/operation.schema.json` describes every key for editors. */
export interface OperationDocument {
  readonly $schema?: string;
  readonly format: 1;
  /** Service and action, `people:SetPassword`. */
  readonly id: string;
  /** The name of a shared file. */
  readonly shared?: string;
  readonly provider?: string;
  readonly service?: string;
  /** One sentence for a menu or a heading. */
  readonly summary: string;
  readonly docs?: string;
  readonly sources?: Readonly<Record<string, { readonly url: string; readonly seen: string; readonly confidence: "high" | "medium" | "low"; readonly note?: string }>>;
  readonly source?: string;
  readonly lifecycle?: { readonly ends: string; readonly notice: string; readonly source?: string };
  readonly members: readonly DocumentMember[];
  readonly rules?: readonly DocumentRule[];
  readonly request: DocumentRequest;
  readonly endpoint: DocumentEndpoint;
  readonly auth?: readonly { readonly scheme: string; readonly service?: string; readonly header?: string; readonly prefix?: string; readonly permissions?: readonly string[]; readonly note?: string; readonly source?: string }[];
  readonly password?: DocumentPassword;
  readonly response: DocumentResponse;
  readonly rate?: readonly { readonly requests: number; readonly seconds: number; readonly scope?: string; readonly source?: string }[];
  readonly idempotent?: { readonly value: boolean; readonly when?: string; readonly note?: string; readonly source?: string };
  readonly afterwards?: readonly { readonly text: string; readonly when?: string; readonly unless?: string; readonly source?: string }[];
  /** How a person is found by an e-mail address or a name. */
  readonly lookup?: Omit<Lookup, "find"> & { readonly find: readonly DocumentFind[] };
  readonly command?: {
    readonly like?: string;
    readonly words: readonly string[];
    readonly flags?: Readonly<Record<string, string | null>>;
    readonly booleans?: "pair" | "value" | "switch";
    readonly output?: unknown;
    readonly note?: string;
    readonly source?: string;
  };
  readonly engine?:
    | { readonly kind: "stepFunctions"; readonly integration: string; readonly errors: string; readonly errorSuffix?: string; readonly resource?: { readonly type: string; readonly member: string }; readonly source?: string }
    | { readonly kind: "shell"; readonly source?: string };
}

/** A member of a document. */
export interface DocumentMember {
  /** Short: the name in an input, a form and a CSV header. */
  readonly name: string;
  readonly wire?: string;
  readonly type?: "text" | "boolean" | "integer" | "enum" | "list" | "map";
  readonly label?: string;
  readonly help?: string;
  readonly example?: unknown;
  readonly required?: boolean;
  readonly recommended?: boolean;
  readonly sensitive?: boolean;
  /** Whether this member says which user is reset. An operation has exactly one such member. */
  readonly target?: boolean;
  readonly default?: string | number | boolean;
  readonly serviceDefault?: string | number | boolean;
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly (string | { readonly value: string; readonly label?: string; readonly means?: string })[];
  readonly open?: boolean;
  readonly sentAs?: { readonly true: string | number | null; readonly false: string | number | null };
  readonly constraints?: readonly DocumentConstraint[];
  readonly forms?: readonly { readonly pattern: string; readonly means: string; readonly source?: string }[];
  readonly source?: string;
}

/** What holds between members: one verb and, but for the lists, one condition. */
export interface DocumentRule extends Omit<MemberRule, "source"> {
  readonly source?: string;
}

/** A limit of a text: a length, a pattern or a set of characters, the last two with `means` in words. */
export interface DocumentConstraint {
  readonly length?: { readonly min?: number; readonly max?: number; readonly unit?: "characters" | "utf16" | "bytes" };
  readonly pattern?: string;
  readonly characters?: string;
  readonly printed?: string;
  readonly means?: string;
  readonly source?: string;
}

/** The request: `"{member}"` stands for the value of a member. */
export type DocumentRequest = RequestTemplate;

/** Where requests go: an address of the caller's, one address, one of several clouds, or a host by region. */
export type DocumentEndpoint =
  | { readonly kind: "own"; readonly example: string; readonly help?: string; readonly source?: string }
  | { readonly kind: "fixed"; readonly url: string; readonly variants?: Readonly<Record<string, string>>; readonly source?: string }
  | { readonly kind: "named"; readonly default: string; readonly clouds: Readonly<Record<string, { readonly label?: string; readonly url: string }>>; readonly source?: string }
  | {
      readonly kind: "regional";
      readonly partitions?: string;
      readonly service: string;
      readonly regions?: readonly string[];
      readonly default: string;
      readonly exceptions?: readonly { readonly partition?: string; readonly regions?: readonly string[]; readonly hosts: Readonly<Record<string, string>>; readonly signingRegion?: string }[];
      readonly source?: string;
    };

/** The member that is a password, and what passwords the directory accepts. */
export interface DocumentPassword {
  readonly member: string;
  readonly label?: string;
  readonly policy: DocumentPolicy;
  readonly source?: string;
  readonly enforced?: boolean;
  /** While this member is given, the password is a hash. */
  readonly hashedBy?: string;
  /** Other directories by name: their policies are laid over this one, over that of `extends`, or stand `alone`. */
  readonly variants?: Readonly<Record<string, { readonly label: string; readonly extends?: string; readonly alone?: boolean; readonly policy: DocumentPolicy; readonly otherReading?: string; readonly source?: string }>>;
  readonly otherReading?: string;
  /** How `policyFromResponse` reads a policy. */
  readonly read?: {
    readonly action: string;
    readonly request?: RequestTemplate;
    readonly at?: readonly string[];
    readonly from?: string;
    readonly values?: readonly { readonly at: string; readonly sets: string; readonly is?: string | number | boolean; readonly has?: string; readonly to?: number | boolean | object; readonly if?: { readonly at: string; readonly is: string | number | boolean } }[];
    readonly variant?: { readonly at: string; readonly map: Readonly<Record<string, string>> };
    readonly absent?: { readonly codes?: readonly string[]; readonly empty?: boolean; readonly variant: string };
    readonly language?: "keycloak";
    readonly source?: string;
  };
}

/** A policy as documents write it: groups by name, and sets of characters as in patterns, `"[A-Z0-9]"`. */
export interface DocumentPolicy {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly unit?: "characters" | "utf16";
  readonly maxBytes?: number;
  readonly classes?: Readonly<Record<string, { readonly label?: string; readonly characters?: string; readonly generate?: string; readonly min?: number; readonly max?: number }>>;
  readonly minClasses?: number;
  readonly extra?: string;
  readonly forbidden?: string;
  readonly first?: string;
  readonly last?: string;
  readonly minDifferent?: number;
  readonly maxRepeats?: number;
  readonly maxClassRun?: number;
  readonly maxSequence?: number;
  readonly names?: Readonly<Record<string, { readonly match?: "contains" | "equals" | "reversed" | "containsPart"; readonly minPart?: number; readonly split?: string; readonly matchCase?: boolean }>>;
  readonly forbiddenWords?: readonly string[];
  readonly forbiddenPasswords?: readonly string[];
  readonly history?: number;
  readonly unchecked?: readonly string[];
}

/** How responses are read. */
export interface DocumentResponse {
  readonly like?: string;
  /** By status. */
  readonly success?: Readonly<Record<string, "json" | "json?" | "xml" | "xml?" | "empty" | "text" | "redirect">>;
  readonly root?: string;
  readonly contains?: string;
  readonly location?: string;
  readonly pending?: readonly number[];
  readonly output?: readonly DocumentOutput[];
  readonly unreadable?: { readonly meaning: string; readonly remedy: string };
  readonly code?: readonly DocumentPlace[];
  readonly message?: readonly DocumentPlace[];
  readonly requestId?: readonly DocumentPlace[];
  readonly retryAfter?: readonly DocumentPlace[];
  readonly errors?: readonly {
    readonly code?: string;
    readonly aliases?: readonly string[];
    readonly status?: number;
    readonly text?: string;
    readonly meaning: string;
    readonly remedy: string;
    readonly member?: string;
    readonly retry: "no" | "later" | "unsure";
    readonly source?: string;
  }[];
  readonly common?: readonly string[];
  readonly source?: string;
}

/** A place in a response: a path in its body, or a header, and what is cut off there. */
export type DocumentPlace =
  | string
  | { readonly at?: string; readonly header?: string; readonly after?: string; readonly until?: string; readonly before?: string; readonly pattern?: string; readonly unit?: "s" | "ms" | "epoch" };

/** One way of finding a person. */
export interface DocumentFind extends Omit<LookupFind, "source"> {
  readonly source?: string;
}

/** A member of the output. */
export interface DocumentOutput {
  readonly name: string;
  readonly from: DocumentPlace;
  readonly label?: string;
  readonly type?: "text" | "boolean" | "integer" | "json";
  readonly sensitive?: boolean;
  readonly personal?: boolean;
  readonly required?: boolean;
  readonly when?: string;
  readonly unless?: string;
  readonly source?: string;
}

/** A shared file: what several operations of one provider have in common. */
export type SharedDocument = Readonly<Record<string, unknown>> & { readonly format: 1; readonly shared: string };
