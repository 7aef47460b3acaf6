// The entry for forms, its wasm inlined: every call is synchronous as soon as the import is there.
import { api, register, start } from "./api.js";
import { initSync } from "./core.glue.js";
import { bytes } from "./inline.js";
import { started } from "./module.js";
import wasm from "./core.wasm.js";
import * as catalogue from "./operations.js";

register(Object.values(catalogue));
start(() => started(initSync, bytes(wasm)));

export default async function init() {}

export { ResetkitError } from "./error.js";
export { fromFormData, jsonSchema, parseResponse, policies, policyFromResponse, standardSchema } from "./api.js";
export { flatten } from "./form.js";
// Their names until 0.1, for one more version.
export { parseResponse as parseAnswer, policyFromResponse as policyFromAnswer } from "./api.js";
export { spell } from "./spell.js";
export const {
  operations, describe, validate, policy, formatPasswordRules, parsePasswordRules, checkPassword,
  generatePassword, generatePasswords, entropy, buildBody, buildRequest,
} = api;
