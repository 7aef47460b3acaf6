// The core without its wasm: the caller says where `resetkit/core.wasm` is, and awaits init once.
import { api, start } from "./api.js";
import load from "./core.glue.js";
import { ResetkitError } from "./error.js";

let loading;

export default function init(source) {
  if (source === undefined) {
    return Promise.reject(new ResetkitError("invalid_options", "init needs a URL, Response, Module or bytes of resetkit/core.wasm"));
  }
  // A load that failed is forgotten, so that the next call tries again.
  loading ??= load({ module_or_path: source }).then(start).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

export { ResetkitError };
export { spell } from "./spell.js";
export const {
  operations, describe, validate, policy, policyFromAnswer, formatPasswordRules, parsePasswordRules, checkPassword,
  generatePassword, generatePasswords, entropy, buildBody, buildRequest,
} = api;
