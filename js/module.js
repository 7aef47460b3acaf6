// Compiles a module, and says what to change where nothing can be compiled.
import { ResetkitError } from "./error.js";

const UNAVAILABLE = "wasm_unavailable";

/** The smallest module there is. */
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** Why no module at all can be compiled here; undefined if one can. */
function hindrance() {
  if (typeof WebAssembly === "undefined") return "there is no WebAssembly here, or it is switched off, as in the Lockdown Mode of Apple's devices";
  try {
    new WebAssembly.Module(EMPTY);
  } catch {
    return "WebAssembly must not be compiled here: add 'wasm-unsafe-eval' to script-src of the Content-Security-Policy";
  }
  return undefined;
}

/** What to throw for bytes that were not compiled, for which there is this reason if it is not that nothing can be compiled. */
export function notCompiled(code, message) {
  const hindered = hindrance();
  return hindered ? new ResetkitError(UNAVAILABLE, hindered) : new ResetkitError(code, message);
}

/** The module of the bytes, at once. */
export function compiled(bytes) {
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    throw notCompiled(UNAVAILABLE, "this engine does not compile the module at once: load resetkit/slim, or import this entry in a worker");
  }
}
