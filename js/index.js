// The core with its wasm inlined: everything is there when the import is, and every call is synchronous.
import * as glue from "./core.js";
import { bind } from "./bind.js";
import model from "./model.js";
import wasm from "./core.wasm.js";

const api = bind(glue, model);
api.start(glue.initSync({ module: Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0)) }));

/** There is nothing to wait for; it exists so that code written for `resetkit/slim` runs here too. */
export default async function init() {}

export { ResetkitError } from "./error.js";
export const {
  operations, describe, validate, policy, checkPassword, generatePassword, generatePasswords, buildBody, buildRequest,
} = api;
