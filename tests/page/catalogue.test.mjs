// Every operation of the catalogue on the page: its form is filled in with the examples that the description has, and the request
// is the one that the package builds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buildRequest, describe, generatePassword, operations, validate } from "../../dist/index.js";
import { build, choose } from "./steps.mjs";
import { ready, texts, visit } from "./visit.mjs";

/** What a person fills in: all that is asked for, and what that asks for in turn. */
function examples(id) {
  const { members, policyMember } = describe(id);
  const input = {};
  for (let tries = 0; tries <= members.length; tries++) {
    const { issues } = validate(id, input);
    if (issues === undefined) return input;
    const { path: [name], expected } = issues[0];
    const member = members.find((one) => one.name === (expected.members?.[0] ?? name));
    input[member.name] = member.name === policyMember ? generatePassword(id) : member.kind === "boolean" ? true : member.example;
  }
  throw new Error(`no input of ${id} is made of its examples`);
}

/** @param {import("playwright-core").Page} page */
async function fill(page, id, input) {
  for (const [index, { name, kind }] of describe(id).members.entries()) {
    const value = input[name];
    const field = page.locator(`#member-${index + 1}`);
    // Some are ticked to begin with.
    if (kind === "boolean") await field.setChecked(value === true);
    if (value === undefined || kind === "boolean") continue;
    if (kind === "enum") await field.selectOption(String(value));
    else await field.fill(Array.isArray(value) ? value.join("\n") : String(value));
  }
}

test("each of them takes its examples, and shows the request that the package builds", () => visit(async (page) => {
  await ready(page);
  for (const id of operations()) {
    await choose(page, { id });
    const input = examples(id);
    await fill(page, id, input);
    const { endpoint: { kind, example } } = describe(id);
    if (kind === "own") await page.locator("#endpoint").fill(example);
    await build(page);
    assert.deepEqual(await texts(page, ".error-summary li"), [], id);
    const { method, url } = buildRequest(id, input, kind === "own" ? { endpoint: example } : undefined);
    assert.equal(await page.locator("#request-line").textContent(), `${method} ${url}`, id);
  }
  assert.equal(operations().length, 27);
}));
