// The API over the core module. Both entries share it, and with it one instance of the module.
import * as glue from "./core.glue.js";
import { bind } from "./bind.js";
import { readForm } from "./form.js";
import { readPolicy } from "./policy-response.js";
import { policiesOf } from "./presets.js";
import { readResponse } from "./response.js";
import { schemas } from "./schema.js";

export const { start, register, api } = bind(glue);

// What needs no wasm stands apart, so that a bundler leaves out what nobody calls.
export const parseResponse = (op, response, input) => readResponse(api.describe(op), response, input);
export const policyFromResponse = (op, response) => readPolicy(api.describe(op), response);
export const policies = () => policiesOf(api);
export const jsonSchema = (op, options) => schemas(api).jsonSchema(op, options);
export const standardSchema = (op, options) => schemas(api).standardSchema(op, options);
export const fromFormData = (op, formData) => readForm(api.describe(op), formData);
