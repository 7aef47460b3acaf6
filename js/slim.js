// The core without its wasm: the caller says where `resetkit/core.wasm` is, and awaits init once.
import load, * as glue from "./core.js";
import { bind } from "./bind.js";
import model from "./model.js";
import { ResetkitError } from "./error.js";

const api = bind(glue, model);
let loading;

export default function init(source) {
  if (source === undefined) {
    return Promise.reject(new ResetkitError("invalid_options", "init needs a URL, Response, Module or bytes of resetkit/core.wasm"));
  }
  // A load that failed is forgotten, so that the next call tries again.
  loading ??= load({ module_or_path: source }).then(api.start).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

export { ResetkitError };
export const {
  operations, describe, validate, policy, checkPassword, generatePassword, generatePasswords, buildBody, buildRequest,
} = api;
