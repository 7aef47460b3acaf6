import type { Expected, Issue, IssueCode, Operation } from "../index.js";

/** Returns the sentence for an issue in one language. Pass it to `standardSchema` as `messages`, or call it with an issue of `validate`. */
export type LocaleMessages = (issue: Issue, operation?: Operation) => string;

export declare const messages: LocaleMessages;

/** A noun by the plural categories of the language; `#` stands for the number. */
export type Plural = { readonly other: string } & { readonly [Category in Intl.LDMLPluralRule]?: string };

/** The words and sentences of a language. */
export interface Words {
  /** Characters also stand for UTF-16 units, which nobody knows: of most passwords there are as many. */
  readonly units: Readonly<Record<"characters" | Exclude<NonNullable<Expected["unit"]>, "utf16">, Plural>>;
  /** The groups of characters, to stand in a list. */
  readonly classes: Readonly<Record<ClassCode, string>>;
  readonly types: Readonly<Record<NonNullable<Expected["type"]>, string>>;
  readonly sentences: Readonly<Record<IssueCode, (facts: Facts) => string>>;
}

/** A group of characters. */
export type ClassCode = "upper" | "lower" | "digit" | "special" | "latin1" | "otherLetter";

/** The facts of an issue, with numbers and lists as the language writes them. */
export interface Facts {
  readonly min: string | undefined;
  readonly max: string | undefined;
  /** Whether there is only one length. */
  readonly exactly: boolean;
  /** The least number, or the greatest if there is no least, with a noun. */
  readonly count: (forms: Plural) => string;
  /** The same with what a length counts. */
  readonly length: string;
  readonly positions: string;
  /** Whether there are several positions. */
  readonly several: boolean;
  /** An example of the member, unless it is a secret. */
  readonly example: string | undefined;
  readonly classes: string;
  readonly values: string;
  readonly words: string;
  /** Labels of other members. */
  readonly members: string;
  readonly unless: string | undefined;
  readonly when: string | undefined;
  /** Whether the member of `unless` or `when` is a check box. */
  readonly isSwitch: boolean;
  readonly other: string;
  readonly type: string;
  readonly more: string | undefined;
  /** Whether a letter and its accent are two characters, and would be allowed as one. */
  readonly composed: boolean;
  readonly character: string;
  readonly looksLike: string;
  readonly format: string;
  readonly line: string;
  readonly column: string;
  /** When the service ends. */
  readonly ends: string | undefined;
  /** The sentence in English. */
  readonly english: string;
}
