// No secret stays in the memory of a module, whatever function it was given to and wherever it stood, in Node and in every browser
// that is here. What is tried is every function that the entries export, so that none is forgotten.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { BROWSERS } from "../browsers/every.mjs";
import { PATIENCE } from "../page/waiting.mjs";
import { CALLS, functionsOf } from "./calls.mjs";
import { ENTRIES } from "./entries.mjs";
import { host } from "./hosted.mjs";
import { leftovers, MODULES } from "./leftovers.mjs";

const SECURITY = readFileSync(new URL("../../docs/security.md", import.meta.url), "utf8").split("\n");
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

/** Searches each entry, and looks whether docs/security.md has how many functions were called how often. */
function search(engine, entries, call) {
  const done = [];
  for (const each of entries) {
    test(each.entry, async () => {
      const { found, ...counted } = await call(each);
      assert.deepEqual(found, []);
      done.push(counted);
    });
  }
  test("docs/security.md has the numbers", () => {
    const sum = (name) => done.reduce((all, counted) => all + counted[name], 0).toLocaleString("en");
    assert.equal(SECURITY.find((line) => line.startsWith(`| ${engine} |`)), `| ${engine} | ${sum("functions")} | ${sum("calls")} |`);
  });
}

describe("Node", () => search("Node", ENTRIES, (each) => leftovers([each], DIST)));

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

    search(name, ENTRIES.filter(({ file }) => file in MODULES), (each) => page.run(inPage, each));
  });
}
