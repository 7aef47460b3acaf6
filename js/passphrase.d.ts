import type { checkPassword, policy } from "./index.js";
import type { generatePassphrase, passphraseEntropy } from "./passphrases.js";

/** Makes the functions of `resetkit/passphrases` from those of a loaded entry, which `engine` returns; `undefined` until one is loaded. */
export declare function passphrases(
  engine: () => { readonly checkPassword: typeof checkPassword; readonly policy: typeof policy } | undefined,
): { readonly generatePassphrase: typeof generatePassphrase; readonly passphraseEntropy: typeof passphraseEntropy };
