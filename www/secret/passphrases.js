/** @import { Api, Passphrases } from "../types.js" */

/** @type {Promise<Passphrases> | undefined} */
let loading;

/**
 * What makes passphrases, with its words: loaded once, when somebody chooses them.
 *
 * @param {Api} api
 */
export function loadPassphrases(api) {
  loading ??= import("../pkg/passphrase.js").then(({ passphrases }) => passphrases(() => api)).catch((error) => {
    // Perhaps the next attempt meets a network.
    loading = undefined;
    throw error;
  });
  return loading;
}
