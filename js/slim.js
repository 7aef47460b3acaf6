// The entry without its wasm inlined: the caller says where `resetkit/core.wasm` is and awaits `init` once.
import { api, start } from "./api.js";
import { initSync } from "./core.glue.js";
import { ResetkitError } from "./error.js";
import { INVALID } from "./options.js";

let loading;

export default function init(source) {
  if (source === undefined) {
    return Promise.reject(new ResetkitError(INVALID, "init needs a URL, Response, Module or bytes of resetkit/core.wasm"));
  }
  // A load that failed is forgotten, so that the next call tries again.
  loading ??= compile(source).then((module) => start(() => initSync({ module }))).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** A module this small is compiled as fast from its bytes as from a stream, and whatever its media type is. */
async function compile(source) {
  let wasm = await source;
  if (typeof wasm === "string" || wasm instanceof URL || wasm instanceof Request) wasm = await fetch(wasm);
  if (wasm instanceof Response) {
    if (!wasm.ok) throw new TypeError(`core.wasm: the server answered ${wasm.status}`);
    wasm = await wasm.arrayBuffer();
  }
  return wasm instanceof WebAssembly.Module ? wasm : WebAssembly.compile(wasm);
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
