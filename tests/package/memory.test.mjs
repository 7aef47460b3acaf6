// No secret stays in the memory of a module, whatever function it was given to and wherever it stood, in Node and in every browser
// that is here. What is tried is every function that the entries export, so that none is forgotten.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS } from "../browsers/every.mjs";
import { PATIENCE } from "../page/waiting.mjs";
import { CALLS, functionsOf } from "./calls.mjs";
import { ENTRIES } from "./entries.mjs";
import { host } from "./hosted.mjs";
import { leftovers, MODULES } from "./leftovers.mjs";

const DIST = new URL("../../dist/", import.meta.url).href;

test("the declarations and the calls have every function that is exported, and no other", async () => {
  const exported = new Set();
  for (const { entry, file, functions } of ENTRIES) {
    const names = Object.keys(functionsOf(await import(DIST + file))).sort();
    assert.deepEqual(Object.keys(functions).sort(), names, entry);
    names.forEach((name) => exported.add(name));
  }
  assert.deepEqual(Object.keys(CALLS).sort(), [...exported].sort());
});

describe("Node", () => {
  for (const each of ENTRIES) test(each.entry, async () => assert.deepEqual((await leftovers([each], DIST)).found, []));
});

let hosted;
before(async () => {
  hosted = await host();
});
after(() => hosted.close());

/** Runs in the page. */
const inPage = async (each) => (await import(`${location.origin}/tests/package/leftovers.mjs`)).leftovers([each], `${location.origin}/dist/`);

for (const { name, missing, visit } of BROWSERS) {
  describe(name, { skip: missing }, () => {
    let page;
    before(async () => {
      page = await visit();
      await page.go(`${hosted.address}/`);
    }, { timeout: 2 * PATIENCE });
    after(() => page?.close());

    for (const each of ENTRIES.filter(({ file }) => file in MODULES)) {
      test(each.entry, async () => {
        const { count, found } = await page.run(inPage, each);
        assert.deepEqual(found, []);
        assert.ok(count > 0);
      });
    }
  });
}
