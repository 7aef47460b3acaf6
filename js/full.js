// The entry with everything, its wasm inlined: for a worker, a server, or an import() when it is needed.
import * as glue from "./full.glue.js";
import { batches } from "./batch.js";
import { bind } from "./bind.js";
import { cli } from "./cli.js";
import { engines } from "./distributed.js";
import { readForm } from "./form.js";
import { heads } from "./head.js";
import { bytes } from "./inline.js";
import { started } from "./module.js";
import { builders } from "./requests.js";
import { readPolicy } from "./policy-response.js";
import { policiesOf } from "./presets.js";
import { readResponse } from "./response.js";
import * as catalogue from "./operations.js";
import { rulesApart } from "./rules.js";
import { schemas } from "./schema.js";
import wasm from "./full.wasm.js";

const { start, register, api, internals } = bind(glue, rulesApart);
register(Object.values(catalogue));
start(() => started(glue.initSync, bytes(wasm)));

export default async function init() {}

export { ResetkitError } from "./error.js";
export { flatten } from "./form.js";
export { spell } from "./spell.js";
export const {
  operations, describe, validate, policy, formatPasswordRules, parsePasswordRules, checkPassword,
  generatePassword, generatePasswords, entropy, buildBody, buildRequest,
} = api;
export const parseResponse = (op, response, input) => readResponse(api.describe(op), response, input);
export const policyFromResponse = (op, response) => readPolicy(api.describe(op), response);
export const policies = () => policiesOf(api);
// Their names until 0.1, for one more version.
export { parseResponse as parseAnswer, policyFromResponse as policyFromAnswer };
export const fromFormData = (op, formData) => readForm(api.describe(op), formData);
export const { jsonSchema, standardSchema } = schemas(api);
export const { skeleton, parseCliInput, command } = cli(glue, internals);
export const batch = batches(glue, internals);
export const readHead = heads(glue, internals);
export const requests = builders(api);
export const distributed = engines(glue, internals);
