/**
 * The passwords that people choose most, more than 414,000, for the option `commonPasswords`. Those of SecLists, under the MIT
 * license: LICENSE-WORDS in the package has it.
 */
export declare const commonPasswords: {
  /** Whether it is one of them. The case of letters makes no difference. */
  has(password: string): boolean;
  /** How many there are. */
  readonly size: number;
};
