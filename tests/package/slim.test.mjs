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
  const message = "there is no operation with this id; no operation is known yet: pass an object of resetkit/operations";
  assert.throws(() => slim.describe("workmail:ResetPassword"), { name: "ResetkitError", code: "unknown_operation", message });
  assert.equal(slim.describe(operation).action, "ResetPassword");
  assert.equal(slim.describe("workmail:ResetPassword"), slim.describe(operation));
  assert.deepEqual(slim.operations(), ["workmail:ResetPassword"]);
});

test("slim is unusable before init, and a failed init can be repeated", async () => {
  const refused = { name: "ResetkitError", code: "not_initialized", message: "call and await init() first" };
  assert.throws(() => slim.validate("workmail:ResetPassword", {}), refused);
  assert.throws(() => slim.generatePassword("workmail:ResetPassword"), refused);
  assert.equal(slim.describe("workmail:ResetPassword").action, "ResetPassword");
  await assert.rejects(slim.default(), { name: "ResetkitError", code: "invalid_options" });
  const wasm = readFileSync(new URL("../../dist/core.wasm", import.meta.url));
  const failed = (message) => ({ name: "ResetkitError", code: "load_failed", message });
  const other = failed("what was loaded is not the core.wasm of this version");
  for (const bytes of [new Uint8Array([1, 2, 3]), wasm.subarray(0, -1), Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0), readFileSync(new URL("../../dist/full.wasm", import.meta.url))]) {
    await assert.rejects(slim.default(bytes), other);
  }
  await assert.rejects(slim.default(new Response("", { status: 404 })), failed("core.wasm could not be loaded: the server answered 404"));
  const nowhere = failed("core.wasm could not be loaded");
  await assert.rejects(slim.default("https://user:SECRET@host.example/core.wasm"), nowhere);
  await assert.rejects(slim.default(Promise.reject(new Error("SECRET"))), nowhere);
  assert.throws(() => slim.validate("workmail:ResetPassword", {}), refused);
  await slim.default(wasm);
  await slim.default(wasm);
});

describe("resetkit/slim in Node", () => {
  before(() => Object.values(catalogue).forEach((operation) => slim.describe(operation)));
  for (const [title, run] of contract(slim, assert)) test(title, run);
});
