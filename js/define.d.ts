import type { CompiledOperation, MemberRule } from "./index.js";

export { ResetkitError } from "./index.js";
export type { CompiledOperation } from "./index.js";

/**
 * Reads the document of your own operation. Pass the result wherever a function takes an operation's id. The type of its input
 * is inferred from the document: write the document in the call, or declare it `as const`.
 *
 * @throws {@link ResetkitError} `invalid_definition`: `at` is the JSON Pointer of the first mistake, `""` for the whole
 * document, and the message says what would be right
 */
export function defineOperation<const Document extends OperationDocument>(
  document: Document,
  options?: DefineOptions,
): CompiledOperation<Document["id"], InputOf<Document>, OutputOf<Document>, "password" extends keyof Document ? true : false>;

/**
 * The same as bytes, to be stored and loaded without this module. They go wherever an operation's id does.
 *
 * @throws {@link ResetkitError} as {@link defineOperation}
 */
export function compileOperation(document: OperationDocument, options?: DefineOptions): Uint8Array<ArrayBuffer>;

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
  readonly endpoint: Readonly<Record<string, unknown>> & { readonly kind: "own" | "fixed" | "named" | "regional" };
  readonly auth?: readonly { readonly scheme: string; readonly service?: string; readonly header?: string; readonly prefix?: string; readonly permissions?: readonly string[]; readonly note?: string; readonly source?: string }[];
  readonly password?: Readonly<Record<string, unknown>> & { readonly member: string; readonly policy: Readonly<Record<string, unknown>> };
  readonly response: Readonly<Record<string, unknown>> & { readonly output?: readonly DocumentOutput[] };
  readonly rate?: readonly { readonly requests: number; readonly seconds: number; readonly scope?: string; readonly source?: string }[];
  readonly idempotent?: { readonly value: boolean; readonly when?: string; readonly note?: string; readonly source?: string };
  readonly afterwards?: readonly { readonly text: string; readonly when?: string; readonly unless?: string; readonly source?: string }[];
  /** How a person is found by an e-mail address or a name. */
  readonly lookup?: { readonly service?: { readonly signing: string; readonly host: string }; readonly find: readonly (Readonly<Record<string, unknown>> & { readonly when: "email" | "any" | { readonly prefix: string }; readonly request: DocumentRequest; readonly set: Readonly<Record<string, string>>; readonly label: readonly string[] })[] };
  readonly command?: Readonly<Record<string, unknown>> & { readonly words: readonly string[] };
  readonly engine?: Readonly<Record<string, unknown>> & { readonly kind: "stepFunctions" | "shell" };
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
  readonly constraints?: readonly Readonly<Record<string, unknown>>[];
  readonly forms?: readonly { readonly pattern: string; readonly means: string; readonly source?: string }[];
  readonly source?: string;
}

/** What holds between members: one verb and, but for the lists, one condition. */
export interface DocumentRule extends Omit<MemberRule, "source"> {
  readonly source?: string;
}

/** The request: `"{member}"` stands for the value of a member. */
export interface DocumentRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, unknown>>;
}

/** A member of the output. */
export interface DocumentOutput {
  readonly name: string;
  readonly from: string | Readonly<Record<string, unknown>>;
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
