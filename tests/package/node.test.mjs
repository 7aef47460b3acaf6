// The contract in Node, and what of a secret stays in the module's memory.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, test } from "node:test";
import { responses } from "./responses.mjs";
import { contract } from "./contract.mjs";
import { golden } from "./golden.mjs";
import { tracesIn } from "./memory.mjs";

const resetkit = await import("../../dist/index.js");

test("there is nothing to wait for", async () => {
  assert.equal(await resetkit.default(), undefined);
});

describe("resetkit in Node", () => {
  for (const [title, run] of [...contract(resetkit, assert), ...responses(resetkit, assert, golden)]) test(title, run);
});

test("no text of a caller's and no generated password stays in the memory of the module", async () => {
  const { initSync } = await import("../../dist/core.glue.js");
  // The module is there already: this only hands out what it exports.
  const { memory } = initSync();
  const secrets = [];
  for (let i = 0; i < 50; i++) {
    const Password = resetkit.generatePassword("workmail:ResetPassword", { length: 24 });
    const input = { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111", Password };
    resetkit.validate("workmail:ResetPassword", input, { userName: "mateo" });
    resetkit.checkPassword(Password, "cloudsso:ResetUserPassword");
    resetkit.buildBody("workmail:ResetPassword", input);
    resetkit.buildRequest("cloudsso:ResetUserPassword", { DirectoryId: "d-1", UserId: "u-1", Password: `${Password}aA1(` });
    resetkit.validate("workmail:ResetPassword", { ...input, Password: `${Password}\u4e2d` });
    secrets.push(Password, ...resetkit.generatePasswords("cloudsso:ResetUserPassword", 5));
  }
  for (const secret of secrets) assert.deepEqual(tracesIn(memory, secret), []);
});

test("entropy is a number, also where counting makes the memory grow", () => {
  // In a process of its own, whose memory nothing was counted in yet.
  const script = `
    import { entropy, policy } from ${JSON.stringify(import.meta.resolve("../../dist/index.js"))};
    const own = { ...policy("workmail:ResetPassword"), maxRepeats: 2, forbiddenWords: ["acme"] };
    console.log(Array.from({ length: 56 }, (_, more) => entropy(own, { length: 8 + more })).every(Number.isFinite));
  `;
  assert.equal(execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" }).trim(), "true");
});
