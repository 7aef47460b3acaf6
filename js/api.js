// The API over the core module. Both entries share it, and with it one instance of the module.
import { readAnswer } from "./answer.js";
import * as glue from "./core.glue.js";
import { bind } from "./bind.js";
import model from "./model.js";
import { policyOfAnswer } from "./policy.js";
import { schemas } from "./schema.js";

export const { start, api } = bind(glue, model);

// What needs no wasm stands apart, so that a bundler leaves out what nobody calls.
export const parseAnswer = (op, answer, input) => readAnswer(api.describe(op), answer, input);
export const policyFromAnswer = (op, answer) => policyOfAnswer(api.describe(op), answer);
export const jsonSchema = (op) => schemas(api).jsonSchema(op);
export const standardSchema = (op, options) => schemas(api).standardSchema(op, options);
