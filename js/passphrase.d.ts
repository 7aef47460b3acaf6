import type { checkPassword, policy } from "./index.js";
import type { generatePassphrase, passphraseEntropy } from "./passphrases.js";

/** The functions of `resetkit/passphrases`, over the functions of an entry that was loaded; nothing until one is. */
export declare function passphrases(
  engine: () => { readonly checkPassword: typeof checkPassword; readonly policy: typeof policy } | undefined,
): { readonly generatePassphrase: typeof generatePassphrase; readonly passphraseEntropy: typeof passphraseEntropy };
