// The contract in Node for the entry that loads its wasm, in a process where nothing has loaded it yet.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import * as catalogue from "../../dist/operations.js";
import * as slim from "../../dist/slim.js";
import { contract } from "./contract.mjs";

test("slim knows an operation once it was given one", () => {
  const { workmailResetPassword: operation } = catalogue;
  assert.deepEqual(slim.operations(), []);
  assert.throws(() => slim.describe("workmail:ResetPassword"), { name: "ResetkitError", code: "unknown_operation" });
  assert.equal(slim.describe(operation).action, "ResetPassword");
  assert.equal(slim.describe("workmail:ResetPassword"), slim.describe(operation));
  assert.deepEqual(slim.operations(), ["workmail:ResetPassword"]);
});

test("slim is unusable before init, and a failed init can be repeated", async () => {
  const refused = { name: "ResetkitError", code: "not_initialized" };
  assert.throws(() => slim.validate("workmail:ResetPassword", {}), refused);
  assert.throws(() => slim.generatePassword("workmail:ResetPassword"), refused);
  assert.equal(slim.describe("workmail:ResetPassword").action, "ResetPassword");
  await assert.rejects(slim.default(), { name: "ResetkitError", code: "invalid_options" });
  await assert.rejects(slim.default(new Uint8Array([1, 2, 3])));
  const wasm = readFileSync(new URL("../../dist/core.wasm", import.meta.url));
  await slim.default(wasm);
  await slim.default(wasm);
});

describe("resetkit/slim in Node", () => {
  before(() => Object.values(catalogue).forEach((operation) => slim.describe(operation)));
  for (const [title, run] of contract(slim, assert)) test(title, run);
});
