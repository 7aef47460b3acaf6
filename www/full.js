/** @import { Full } from "./types.js" */

/** @type {Promise<Full> | undefined} */
let loading;

/** The whole package, which is large: loaded once, when somebody asks for what only it has. */
export function loadFull() {
  loading ??= import("./pkg/full.js").catch((error) => {
    // Perhaps the next attempt meets a network.
    loading = undefined;
    throw error;
  });
  return loading;
}
