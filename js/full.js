// The core and everything else with its own wasm inlined: for a worker, a server, or an import() when it is asked for.
import { readAnswer } from "./answer.js";
import * as glue from "./full.glue.js";
import { batches } from "./batch.js";
import { bind } from "./bind.js";
import { cli } from "./cli.js";
import { engines } from "./distributed.js";
import model from "./model.js";
import { bytes } from "./inline.js";
import { policyOfAnswer } from "./policy.js";
import { rulesApart } from "./rules.js";
import { schemas } from "./schema.js";
import wasm from "./full.wasm.js";

const { start, api, lean } = bind(glue, model, rulesApart);
start(() => glue.initSync({ module: bytes(wasm) }));

export default async function init() {}

export { ResetkitError } from "./error.js";
export { spell } from "./spell.js";
export const {
  operations, describe, validate, policy, formatPasswordRules, parsePasswordRules, checkPassword,
  generatePassword, generatePasswords, entropy, buildBody, buildRequest,
} = api;
export const parseAnswer = (op, answer, input) => readAnswer(api.describe(op), answer, input);
export const policyFromAnswer = (op, answer) => policyOfAnswer(api.describe(op), answer);
export const { jsonSchema, standardSchema } = schemas(api);
export const { skeleton, parseCliInput, command } = cli(glue, lean);
export const batch = batches(glue, lean);
export const distributed = engines(glue, lean);
