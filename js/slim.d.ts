import type { InitSource } from "./index.js";

export * from "./index.js";

/**
 * Loads the wasm, once; every other function throws {@link ResetkitError} `not_initialized` before. A call that failed can
 * be repeated.
 *
 * @param source `resetkit/core.wasm`: its address, the response of a fetch, the compiled module or its bytes
 */
export default function init(source: InitSource): Promise<void>;
