// The pages of the operations that `npm run docs` makes: whole, valid, and every link within them leads somewhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { describe, operations } from "../../dist/index.js";
import { fileOf, operationPages } from "../../scripts/docs/operation-pages.mjs";

const all = operations().map((id) => describe(id));
const pages = operationPages(all);

test("each operation has a page with its members, limits, errors and sources", () => {
  assert.equal(pages.size, all.length + 1);
  for (const { id, members, errors, policy, sources } of all) {
    const html = pages.get(fileOf(id));
    for (const { name, constraints } of members) {
      assert.ok(html.includes(`<code>${name}</code>`), `${id} ${name}`);
      for (const { source } of constraints) if (source) assert.ok(html.includes(source.url.replaceAll("&", "&amp;")), `${id} ${name}`);
    }
    for (const { code } of errors) if (code) assert.ok(html.includes(`<code>${code.replaceAll("<", "&lt;")}</code>`), `${id} ${code}`);
    assert.equal(html.includes("<p>None: the service"), policy === undefined, id);
    assert.ok(sources.length > 0 && html.includes(" confidence</small>"), id);
  }
});

test("its links lead to pages that are there", () => {
  for (const [name, html] of pages) {
    for (const [, link] of html.matchAll(/href="([^"]+)"/g)) {
      assert.ok(/^https?:/.test(link) || pages.has(link) || ["operations.css", "../index.html"].includes(link), `${name}: ${link}`);
    }
  }
});

test("it is valid HTML without a script", async () => {
  const validator = new HtmlValidate({ extends: ["html-validate:standard"], rules: { "no-trailing-whitespace": "off", "long-title": "off" } });
  for (const [name, html] of pages) {
    const { valid, results } = await validator.validateString(html);
    assert.ok(valid, `${name}: ${results.flatMap(({ messages }) => messages).map(({ message, line, column }) => `${line}:${column} ${message}`).slice(0, 3).join("; ")}`);
    assert.ok(!/<script|style=/.test(html), name);
  }
});
