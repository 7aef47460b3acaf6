// The oldest browsers that docs/entries.md names have all that the package uses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./documentation.mjs";
import { lackingSyntax, needs } from "./needs.mjs";

const [, chrome, firefox, safari] = /^Chrome and Edge (\d+), Firefox (\d+) and Safari ([\d.]+)/m.exec(pages["docs/entries.md"]);
const NAMED = { chrome: Number(chrome), firefox: Number(firefox), safari: Number(safari) };

/** The first Chromium that starts a module of more than 4 KiB at once on a page; the data on browsers does not have it. */
const AT_ONCE = 115;

test("the README names the same", () => {
  assert.ok(pages["README.md"].includes(`Chrome and Edge ${chrome}, Firefox ${firefox} and Safari ${safari}`));
});

test("they have each built-in name and each feature of WebAssembly", () => {
  const all = needs();
  assert.ok(Object.keys(all).length > 150, "what is used was not found");
  for (const [what, since] of Object.entries(all)) {
    for (const [browser, version] of Object.entries(NAMED)) assert.ok(since[browser] <= version, `${browser} ${version} lacks ${what}: it came with ${since[browser]}`);
  }
  // They are named no newer than they need be.
  const most = (browser) => Math.max(...Object.values(all).map((since) => since[browser]));
  assert.deepEqual({ chrome: Math.max(AT_ONCE, most("chrome")), firefox: most("firefox"), safari: most("safari") }, NAMED);
});

test("they have the syntax", () => {
  assert.deepEqual(lackingSyntax(NAMED), []);
  assert.deepEqual(lackingSyntax({ safari: 16.3 }), ["composed.js"], "the search finds what the one before lacks");
});
