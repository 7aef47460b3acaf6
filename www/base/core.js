// The core: what checks, generates and builds. It is most of what the page loads, so it is loaded when there is something to do.
/** @import { Api } from "../types.js" */

/** @type {Promise<Api> | undefined} */
let loading;

/** Loads the core, once; what fails is tried again by the next call. @returns {Promise<Api>} */
export function core() {
  loading ??= start().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function start() {
  // Imported here and not above, so that a missing package is a sentence on the page and not a page without script.
  const api = await import("../pkg/slim.js");
  // By the document and not by this module, which is bundled into another folder.
  await api.default(new URL("pkg/core.wasm", document.baseURI));
  return api;
}
