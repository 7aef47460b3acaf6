/**
 * More than 414,000 passwords that people choose often, for the option `commonPasswords`. From SecLists, under the MIT license:
 * see LICENSE-WORDS in the package.
 */
export declare const commonPasswords: {
  /** Whether the password is one of them. The case of letters makes no difference. */
  has(password: string): boolean;
  /** How many there are. */
  readonly size: number;
};
