// The contract in Chromium, on both entries, under the Content-Security-Policy that the README names.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { buildSync } from "esbuild";
import { startChromium } from "../browsers/chromium.mjs";
import { golden } from "./golden.mjs";
import { host, TYPES as types } from "./hosted.mjs";

const root = new URL("../../", import.meta.url);
let hosted, browser, page;

before(async () => {
  hosted = await host();
  browser = await startChromium();
  page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${hosted.address}/`);
});
after(async () => {
  await browser?.close();
  hosted?.close();
});

/** Runs in the page: every case of the contract, and what came of it. */
async function runContract({ entry, golden }) {
  const api = await import(`/dist/${entry}.js`);
  if (entry === "slim") {
    await api.default(new URL("/dist/core.wasm", location.href));
    for (const operation of Object.values(await import("/dist/operations.js"))) api.describe(operation);
  }
  const { contract } = await import("/tests/package/contract.mjs");
  const { responses } = await import("/tests/package/responses.mjs");
  const { documents } = await import("/tests/package/documents.mjs");
  const { living } = await import("/tests/package/living.mjs");
  const text = (value) => JSON.stringify(value, (_, part) => (part === undefined ? "undefined" : part));
  const fail = (message) => {
    throw new Error(message);
  };
  const assert = {
    ok: (value, message = "not true") => value || fail(message),
    equal: (a, b, message = `${text(a)} is not ${text(b)}`) => Object.is(a, b) || fail(message),
    deepEqual: (a, b, message = `${text(a)} is not ${text(b)}`) => text(a) === text(b) || fail(message),
    match: (a, pattern) => pattern.test(a) || fail(`${a} does not match`),
    notEqual: (a, b) => !Object.is(a, b) || fail(`${text(a)} again`),
    throws: (run, expected) => {
      try {
        run();
      } catch (error) {
        return (expected.prototype instanceof Error ? error instanceof expected : expected(error)) || fail(`threw ${error}`);
      }
      return fail("threw nothing");
    },
  };
  const more = entry === "full" ? documents(api, assert, golden) : [];
  return [...contract(api, assert), ...responses(api, assert, golden), ...living(api, assert, golden), ...more].map(([name, run]) => {
    try {
      run();
      return { name };
    } catch (error) {
      return { name, error: error.message };
    }
  });
}

for (const entry of ["index", "slim", "full"]) {
  describe(`dist/${entry}.js in Chromium`, () => {
    test("keeps the contract", async (t) => {
      const outcomes = await page.evaluate(runContract, { entry, golden });
      assert.ok(outcomes.length > 20, "the contract was not run");
      for (const { name, error } of outcomes) await t.test(name, () => assert.equal(error, undefined));
    });
  });
}

test("a file that is given up leaves nothing in the memory of the module in Chromium", async () => {
  const secret = "Zq1xKw7!vbTnRm";
  const left = await page.evaluate(async (secret) => {
    const { batch } = await import("/dist/full.js");
    const { initSync } = await import("/dist/full.glue.js");
    const inMemory = () => new TextDecoder("latin1").decode(initSync().memory.buffer).includes(secret.slice(4, 12));
    const begin = async () => {
      const { readable, writable } = batch("workmail:ResetPassword");
      const [reader, writer] = [readable.getReader(), writable.getWriter()];
      writer.write(new TextEncoder().encode(`OrganizationId,UserId,Password\nm,S,x\nm,S,"${secret}`)).catch(() => {});
      writer.closed.catch(() => {});
      reader.closed.catch(() => {});
      await reader.read();
      return { reader, writer };
    };
    const first = await begin();
    const before = inMemory();
    await first.reader.cancel();
    const cancelled = inMemory();
    await (await begin()).writer.abort();
    return { before, cancelled, aborted: inMemory() };
  }, secret);
  assert.deepEqual(left, { before: true, cancelled: false, aborted: false });
});

describe("the script tags of docs/entries.md in Chromium", () => {
  const [tag, ownTags] = [...readFileSync(new URL("docs/entries.md", root), "utf8").matchAll(/^```html\n(.*?)^```/gms)].map(([, html]) => html);
  const CDN = "https://cdn.jsdelivr.net/npm/resetkit@0.1.0/";
  const { outputFiles: [{ contents }] } = buildSync({ entryPoints: [new URL("dist/index.js", root).pathname], bundle: true, minify: true, format: "iife", globalName: "resetkit", write: false });
  const integrity = `sha384-${createHash("sha384").update(contents).digest("base64")}`;

  /** A page with the tags, where the CDN is dist/ and the file of one's own is what esbuild makes: what its scripts come to. */
  async function visited(html, result) {
    const visit = await browser.newPage();
    await visit.route("**/*", (route) => {
      const url = route.request().url();
      const headers = { "access-control-allow-origin": "*" };
      if (url.startsWith(CDN)) return route.fulfill({ contentType: types.js, headers, body: readFileSync(new URL(`dist/${url.slice(CDN.length)}`, root)) });
      if (url.endsWith("/resetkit.js")) return route.fulfill({ contentType: types.js, body: Buffer.from(contents) });
      return route.fulfill({ contentType: "text/html", body: `<!doctype html><title>tags</title>${html}` });
    });
    const failed = visit.waitForEvent("pageerror").then(({ message }) => message);
    await visit.goto("https://form.example/");
    try {
      return await Promise.race([visit.waitForFunction(result).then((it) => it.jsonValue()), failed]);
    } finally {
      await visit.close();
    }
  }
  const counted = "validate(\"workmail:ResetPassword\", {}).issues.length";

  test("the module from a CDN", async () => {
    assert.ok(tag.includes(`${CDN}index.js`), "the docs name another file");
    assert.equal(await visited(tag.replace("</script>", `globalThis.found = ${counted};\n</script>`), () => globalThis.found), 3);
  });

  test("one file with its integrity, and no file with another", async () => {
    const tags = (value) => ownTags.replace("sha384-…", value);
    assert.equal(await visited(`${tags(integrity)}<script>globalThis.found = ${counted};</script>`, () => globalThis.found), 3);
    assert.match(await visited(tags(`sha384-${"A".repeat(64)}`), () => globalThis.found), /resetkit is not defined/);
  });
});
