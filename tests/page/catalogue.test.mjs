// Every operation of the catalogue on the page: its form is filled in with the examples that the description has, and the request
// is the one that the package builds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buildRequest, describe, generatePassword, operations, validate } from "../../dist/index.js";
import { choose, form, own } from "./steps.mjs";
import { texts, visit } from "./visit.mjs";
import { becomes } from "./waiting.mjs";

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
  const { members, policyMember } = describe(id);
  for (const $more of await page.locator("#form details.seldom:not([open]) summary").all()) await $more.click();
  for (const [index, { name, kind }] of members.entries()) {
    const value = input[name];
    const field = page.locator(`#member-${index + 1}`);
    if (name === policyMember) {
      if (value !== undefined) await own(page, value);
      continue;
    }
    // Some are ticked to begin with; a switch by which the service makes the password is one of its sources.
    if (kind === "boolean" && await field.count() > 0) await field.setChecked(value === true);
    if (value === undefined || kind === "boolean") continue;
    if (kind === "enum") await field.selectOption(String(value));
    else await field.fill(Array.isArray(value) ? value.join("\n") : String(value));
  }
}

test("each of them takes its examples, and shows the request that the package builds", () => visit(async (page) => {
  for (const id of operations()) {
    await choose(page, { id });
    const { endpoint: { kind, example } } = describe(id);
    const $change = page.locator(".tools [aria-controls=setup][aria-expanded=false]");
    if (await $change.count() > 0) await $change.click();
    const input = examples(id);
    await fill(page, id, input);
    if (kind === "own") await page.locator("#endpoint").fill(example);
    await form(page, "HTTP");
    const { method, url } = buildRequest(id, input, kind === "own" ? { endpoint: example } : undefined);
    await becomes(async () => (await page.locator("#request-http").textContent()).split("\n")[0], `${method} ${url}`);
    assert.deepEqual(await texts(page, "#form .says.bad"), [], id);
  }
  assert.equal(operations().length, 27);
}));
