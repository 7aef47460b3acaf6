// Every operation of the catalogue on the page: its form is filled in with the examples that the description has, and the request
// is the one that the package builds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buildRequest, describe, generatePassword, operations, validate } from "../../dist/index.js";
import { form, ready } from "./steps.mjs";
import { server, visit } from "./visit.mjs";
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
  for (const [index, { name, kind }] of members.entries()) {
    const value = input[name];
    const field = page.locator(`#member-${index + 1}`);
    // The password is there already, and so is a switch by which the service would make it.
    if (name === policyMember || await field.count() === 0) continue;
    // Some are ticked to begin with.
    if (kind === "boolean") await field.setChecked(value === true);
    if (value === undefined || kind === "boolean") continue;
    if (kind === "enum") await field.selectOption(String(value));
    else await field.fill(Array.isArray(value) ? value.join("\n") : String(value));
  }
}

test("each of them takes its examples, and shows the request that the package builds", () => visit(async (page) => {
  for (const id of operations()) {
    await page.goto(`${server.address}#op=${id}`);
    await page.reload();
    await ready(page);
    await page.evaluate(() => document.querySelectorAll("#form details").forEach(($details) => ($details.open = true)));
    if (await page.locator("#setup .field").count() > 0 && !(await page.locator("#setup").isVisible())) await page.locator(".tools [aria-controls=setup]").click();
    const input = examples(id);
    const { endpoint: { kind, example } } = describe(id);
    if (kind === "own") await page.locator("#endpoint").fill(example);
    await fill(page, id, input);
    const { method, url } = buildRequest(id, input, kind === "own" ? { endpoint: example } : undefined);
    await page.locator("#code").waitFor();
    await form(page, "HTTP");
    await becomes(async () => (await page.locator("#request-http").textContent()).split("\n")[0], `${method} ${url}`);
  }
  assert.equal(operations().length, 27);
  await page.goto(server.address);
}));
