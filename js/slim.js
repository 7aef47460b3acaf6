// The entry without its wasm inlined: the caller says where `resetkit/core.wasm` is and awaits `init` once.
import { api, start } from "./api.js";
import { initSync } from "./core.glue.js";
import { ResetkitError } from "./error.js";
import { notStarted } from "./module.js";
import { INVALID } from "./options.js";

const FAILED = "load_failed", OTHER = "what was loaded is not the core.wasm of this version";

let loading;

export default function init(source) {
  // A load that failed is forgotten, so that the next call tries again.
  loading ??= load(source).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(source) {
  const module = await compile(await fetched(source));
  try {
    start(() => initSync({ module }));
  } catch (error) {
    throw notStarted(error, FAILED, OTHER);
  }
}

/** A module, or its bytes. What a fetch throws repeats its address, which may hold a secret. */
async function fetched(source) {
  let status;
  try {
    let wasm = await source;
    if (typeof wasm === "string" || wasm instanceof URL || wasm instanceof Request) wasm = await fetch(wasm);
    if (!(wasm instanceof Response)) return wasm;
    if (wasm.ok) return await wasm.arrayBuffer();
    ({ status } = wasm);
  } catch {
    throw new ResetkitError(FAILED, "core.wasm could not be loaded");
  }
  throw new ResetkitError(FAILED, `core.wasm could not be loaded: the server answered ${status}`);
}

/** A module this small is compiled as fast from its bytes as from a stream, and whatever its media type is. */
async function compile(wasm) {
  try {
    return wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
  } catch (error) {
    if (error instanceof TypeError) throw new ResetkitError(INVALID, "init needs a URL, Response, Module or bytes of resetkit/core.wasm");
    throw notStarted(error, FAILED, OTHER);
  }
}

export { ResetkitError };
export { fromFormData, jsonSchema, parseResponse, policies, policyFromResponse, standardSchema } from "./api.js";
export { flatten } from "./form.js";
// Their names until 0.1, for one more version.
export { parseResponse as parseAnswer, policyFromResponse as policyFromAnswer } from "./api.js";
export { spell } from "./spell.js";
export const {
  operations, describe, validate, policy, formatPasswordRules, parsePasswordRules, checkPassword,
  generatePassword, generatePasswords, entropy, buildBody, buildRequest,
} = api;
