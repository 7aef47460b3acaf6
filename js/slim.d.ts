import type { InitSource } from "./index.js";

export * from "./index.js";

/**
 * Loads the wasm, once. Until it is loaded, functions that need it throw {@link ResetkitError} `not_initialized`. If a call fails,
 * it can be repeated.
 *
 * @param source `resetkit/core.wasm`: its address, the response of a fetch, the compiled module or its bytes
 * @throws {@link ResetkitError} `load_failed`, `wasm_unavailable`, or `invalid_options` if the source is none of these
 */
export default function init(source: InitSource): Promise<void>;
