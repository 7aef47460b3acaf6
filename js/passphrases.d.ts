import type { NameOptions, PasswordOperation, Policy } from "./index.js";

/**
 * Generates a passphrase of random words, which is easy to say and to type: `Citizen-Vividly-Lethargic-Overload-Ended`. Words
 * have capitals, and a digit or another character follows them, only if the policy asks for it. Of all passphrases of as many
 * words that meet the policy, each is equally likely. Random numbers come from `crypto.getRandomValues`.
 *
 * The passphrase is checked by the entry that was loaded last: `resetkit`, `resetkit/full`, or `resetkit/slim` once
 * its `init` is done.
 *
 * @throws {@link ResetkitError} `not_initialized` if none is loaded; `unsatisfiable_policy` if no passphrase meets the policy,
 * for example because it allows too few characters; `policy_too_complex` if nearly none does; `unknown_operation`,
 * `no_policy`, `invalid_policy`, `invalid_options`, `random_unavailable`
 */
export declare function generatePassphrase(policy: Policy | PasswordOperation, options?: PassphraseOptions): string;

/**
 * Returns the strength of a generated passphrase in bits, against somebody who knows the list and the options: log2 of how many
 * passphrases can be generated, counted exactly.
 *
 * @throws {@link ResetkitError} as {@link generatePassphrase}; `policy_too_complex` if they cannot be counted: the separator is a
 * letter, is empty or is part of a forbidden name or word, or a class has `max`
 */
export declare function passphraseEntropy(policy: Policy | PasswordOperation, options?: PassphraseOptions): number;

/** Options of {@link generatePassphrase}. Names of the user are kept out of the passphrase if the policy forbids them. */
export interface PassphraseOptions extends NameOptions {
  /** How many words, up to 32. 5 by default, or fewer if the policy's greatest length leaves more passphrases of fewer words. */
  readonly words?: number | undefined;
  /** What stands between words, and before what follows them; `-` by default. Words that contain it are left out. */
  readonly separator?: string | undefined;
  /** The words to draw from, up to 65,536 of up to 64 UTF-16 units; {@link english} by default. */
  readonly list?: readonly string[] | undefined;
}

/** 7,776 English words of three to nine characters: EFF's long list, CC BY 3.0 US. LICENSE-WORDS in the package has more. */
export declare const english: readonly string[];

/** 7,776 German words without umlauts: dys2p's list, CC0. */
export declare const german: readonly string[];
