// `passphrases` for whichever entry of the package is loaded.
import { engine } from "./bind.js";
import { passphrases } from "./passphrase.js";

export { default as english } from "./words.english.js";
export { default as german } from "./words.german.js";
export const { generatePassphrase, passphraseEntropy } = passphrases(() => engine);
