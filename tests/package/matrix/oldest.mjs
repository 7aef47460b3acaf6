// Every function in the oldest Chromium that docs/entries.md names: what it returns is what it returns in Node.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { visitChromium } from "../../browsers/every.mjs";
import { host } from "../hosted.mjs";
import { results } from "../results.mjs";

const packed = fileURLToPath(new URL("node_modules/@sparticuz/chromium/bin/chromium.br", import.meta.url));
const out = new URL(".out/", import.meta.url);
const dist = new URL("../../../dist/", import.meta.url).href;
let hosted, page;

before(async () => {
  mkdirSync(out, { recursive: true });
  const chromium = fileURLToPath(new URL("chromium-115", out));
  writeFileSync(chromium, brotliDecompressSync(readFileSync(packed)));
  chmodSync(chromium, 0o755);
  hosted = await host();
  page = await visitChromium(chromium, ["--headless", "--single-process", "--no-zygote"]);
  await page.go(`${hosted.address}/`);
});
after(async () => {
  await page?.close();
  hosted?.close();
});

test("it is that version", async () => {
  assert.match(await page.run(() => navigator.userAgent), /Chrome\/115\./);
});

for (const file of ["index.js", "full.js", "define.js"]) {
  test(`dist/${file} in Chromium 115`, async () => {
    const inPage = async (file) => (await import(`${location.origin}/tests/package/results.mjs`)).results(file, `${location.origin}/dist/`);
    assert.deepEqual(await page.run(inPage, file), await results(file, dist));
  });
}
