// What validation came to before operations were documents, for the inputs of the benchmark and 6,144 mutants of them: twice,
// the second time with every issue kept from the first.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { inputs, mutants } from "../../bench/inputs.mjs";
import { describe, validate } from "../../dist/index.js";

const JOBS = { "workmail:ResetPassword": "workmail", "cloudsso:ResetUserPassword": "cloudsso" };
const recorded = JSON.parse(readFileSync(new URL("../golden/recorded-validations.json", import.meta.url), "utf8"));

for (const [id, job] of Object.entries(JOBS)) {
  const all = [...mutants(job), ...["valid", "one", "all"].flatMap((kind) => inputs(job, kind))];
  for (const pass of ["first", "second"]) {
    test(`${id}: ${all.length} validations are as recorded, ${pass} pass`, () => {
      const { outcomes, of } = recorded[id];
      assert.equal(of.length, all.length);
      const members = describe(id).members.map(({ name }) => name);
      all.forEach((input, i) => {
        const { value, ...outcome } = validate(id, input);
        assert.deepEqual(outcome, outcomes[of[i]], `input ${i}`);
        if (value) assert.deepEqual(value, Object.fromEntries(members.filter((name) => Object.hasOwn(input, name)).map((name) => [name, input[name]])), `input ${i}`);
      });
    });
  }
}
