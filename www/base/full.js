/** @import { Full } from "../types.js" */

import { introduce } from "./operations.js";

/** @type {Promise<Full> | undefined} */
let loading;

/** The whole package, which is large: loaded once, when somebody asks for what only it has. */
export function loadFull() {
  loading ??= import("../pkg/full.js").then((full) => {
    introduce(full);
    return full;
  }).catch((error) => {
    // Perhaps the next attempt meets a network.
    loading = undefined;
    throw error;
  });
  return loading;
}
