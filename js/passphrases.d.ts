import type { AnyOperation, NameOptions, Policy } from "./index.js";

/**
 * Words that are drawn by chance, for a password that is easy to say and to type: `Citizen-Vividly-Lethargic-Overload-Ended`.
 * Words have capitals, and a digit or another character follows them, only where the policy asks for it. Each passphrase of as
 * many words that meets the policy is as likely as any other. Random numbers come from `crypto.getRandomValues`.
 *
 * The policy is judged by the engine of the entry that was loaded last: `resetkit`, `resetkit/full`, or `resetkit/slim` once
 * its `init` is done.
 *
 * @throws {@link ResetkitError} `not_initialized` where none is loaded; `unsatisfiable_policy` where no passphrase meets the
 * policy, as where it takes too few characters; `policy_too_complex` where nearly none does; `unknown_operation`,
 * `no_policy`, `invalid_policy`, `invalid_options`, `random_unavailable`
 */
export declare function generatePassphrase(policy: Policy | AnyOperation, options?: PassphraseOptions): string;

/**
 * How hard such a passphrase is to guess, in bits, for somebody who knows the list and the options: log2 of how many could have
 * come out, counted exactly.
 *
 * @throws {@link ResetkitError} as {@link generatePassphrase}; `policy_too_complex` where they cannot be counted, as where the
 * separator is a letter, is none or stands in a name or word that the policy keeps out, or with `max` of a class
 */
export declare function passphraseEntropy(policy: Policy | AnyOperation, options?: PassphraseOptions): number;

/** What a passphrase is made of. The names of the user are kept out of it as the policy says. */
export interface PassphraseOptions extends NameOptions {
  /** How many, up to 32. Where it is left out 5, or fewer where the policy takes too few characters for the most choice of 5. */
  readonly words?: number;
  /** What stands between words, and before what follows them: `-` where it is left out. Words that have it are left out. */
  readonly separator?: string;
  /** The words, up to 65,536 of up to 64 UTF-16 units; {@link english} where it is left out. */
  readonly list?: readonly string[];
}

/** 7,776 English words of three to nine characters: EFF's long list, CC BY 3.0 US. LICENSE-WORDS in the package has more. */
export declare const english: readonly string[];

/** 7,776 German words without umlauts: dys2p's list, CC0. */
export declare const german: readonly string[];
