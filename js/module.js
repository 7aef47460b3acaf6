// Starts a module, and says what to change where none can be started.
import { ResetkitError } from "./error.js";

const UNAVAILABLE = "wasm_unavailable";

/** The smallest module there is. */
const EMPTY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/** Why no module at all can be started here; undefined if one can. */
function hindrance() {
  if (typeof WebAssembly === "undefined") return "there is no WebAssembly here, or it is switched off, as in the Lockdown Mode of Apple's devices";
  try {
    // Some engines refuse to compile, WebKit to instantiate.
    new WebAssembly.Instance(new WebAssembly.Module(EMPTY));
  } catch {
    return "WebAssembly is not allowed here: add 'wasm-unsafe-eval' to script-src of the Content-Security-Policy";
  }
  return undefined;
}

/** What to throw instead of what an engine threw, for this reason unless it is another. */
export function notStarted(error, code, message) {
  const hindered = hindrance()
    ?? (error instanceof RangeError ? "there is no memory for the module, or this browser starts one of its size in a worker only, as Chromium before 115 does" : undefined);
  return hindered ? new ResetkitError(UNAVAILABLE, hindered) : new ResetkitError(code, message);
}

/** What `initSync`, which wasm-bindgen wrote, makes of a module's bytes at once. */
export function started(initSync, bytes) {
  try {
    return initSync({ module: bytes });
  } catch (error) {
    throw notStarted(error, UNAVAILABLE, "this engine is too old for the module");
  }
}
