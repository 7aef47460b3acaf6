// Where WebAssembly is not allowed, in every browser that is here: each entry says what to set, in words of its own.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS } from "../browsers/every.mjs";
import { PATIENCE } from "../page/waiting.mjs";
import { host } from "./hosted.mjs";

const REFUSED = { name: "ResetkitError", code: "wasm_unavailable", message: "WebAssembly is not allowed here: add 'wasm-unsafe-eval' to script-src of the Content-Security-Policy" };

/** Runs in the page: how each entry fails to load. */
async function load() {
  const { ResetkitError } = await import(`${location.origin}/dist/error.js`);
  const { default: init, describe } = await import(`${location.origin}/dist/slim.js`);
  const { workmailResetPassword } = await import(`${location.origin}/dist/operations.js`);
  const bytes = await (await fetch("/dist/core.wasm")).arrayBuffer();
  const loads = {
    "resetkit": () => import(`${location.origin}/dist/index.js`),
    "resetkit/full": () => import(`${location.origin}/dist/full.js`),
    "resetkit/define": () => import(`${location.origin}/dist/define.js`),
    "resetkit/slim by address": () => init("/dist/core.wasm"),
    "resetkit/slim by bytes": () => init(bytes),
    "what needs no module": () => describe(workmailResetPassword),
  };
  const told = {};
  for (const [what, run] of Object.entries(loads)) {
    try {
      await run();
      told[what] = "loaded";
    } catch (error) {
      told[what] = error instanceof ResetkitError ? { name: error.name, code: error.code, message: error.message } : String(error);
    }
  }
  return told;
}

let hosted;
before(async () => {
  hosted = await host();
});
after(() => hosted.close());

for (const { name, missing, visit } of BROWSERS) {
  describe(name, { skip: missing }, () => {
    let page;
    before(async () => {
      page = await visit();
    }, { timeout: 2 * PATIENCE });
    after(() => page?.close());

    test("without 'wasm-unsafe-eval'", async () => {
      await page.go(`${hosted.address}/without-wasm`);
      assert.deepEqual(await page.run(load), {
        "resetkit": REFUSED, "resetkit/full": REFUSED, "resetkit/define": REFUSED,
        "resetkit/slim by address": REFUSED, "resetkit/slim by bytes": REFUSED,
        "what needs no module": "loaded",
      });
    });

    test("with it", async () => {
      await page.go(`${hosted.address}/`);
      assert.deepEqual(new Set(Object.values(await page.run(load))), new Set(["loaded"]));
    });
  });
}
