// The page with a desk behind it, in Chromium, as a new user meets it: everything in the sandbox.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { localDesk } from "../../desk/local-desk.js";
import { sandboxProvider } from "../../desk/sandbox.js";

let browser, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "resetkit-desk-"));
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens the page by a link, runs the steps, and asserts that nothing but the desk was asked and nothing broke. */
async function visit(steps, { setup, operations, context: options } = {}) {
  const lines = [];
  const desk = await localDesk({ provider: sandboxProvider(), audit: (line) => lines.push(JSON.stringify(line)), port: 0, folder, setup, operations });
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const seen = { console: [], requests: [] };
  page.on("console", (message) => seen.console.push(message.text()));
  page.on("pageerror", (error) => seen.console.push(String(error)));
  page.on("request", (request) => seen.requests.push(request.url()));
  const origin = `http://127.0.0.1:${desk.port}`;
  try {
    const link = desk.link();
    await page.goto(link);
    await page.locator("#desk:not([hidden])").waitFor();
    await steps(page, { desk, lines, origin, link, context });
    assert.deepEqual(seen.console.filter((text) => !/401|Unauthorized|422|502|504|424|400/.test(text)), []);
    for (const url of seen.requests) assert.ok(url.startsWith(origin) || url.startsWith("blob:"), url);
    return lines;
  } finally {
    await context.close();
    await desk.close();
  }
}

const choose = async (page, id) => {
  await page.locator("#operation").selectOption(id);
  await page.locator("#form:not([inert])").waitFor();
};
const member = (page, label) => page.locator("#form").getByLabel(label, { exact: true });
async function send(page) {
  await page.locator("#form .primary").click();
  await page.locator("#request").getByRole("button", { name: "Send", exact: true }).click();
}

test("it says that nothing leaves this machine, and the address keeps no token", () => visit(async (page, { link }) => {
  assert.equal(await page.locator("#strip").textContent(), "Sandbox: nothing leaves this machine");
  assert.ok(!page.url().includes("t="));
  assert.ok(!(await page.evaluate(() => document.cookie)).includes("resetkit"));
  await page.reload();
  await page.locator("#strip .sandbox").waitFor();
  assert.ok(link.includes("#t="));
}));

for (const { id, query, fields = {}, done } of [
  { id: "workmail:ResetPassword", query: "mateo.jackson@example.com", fields: { "Organization ID": "m-d281d0a2fd824be5b6cd3d3ce909fd27" }, done: "Amazon WorkMail" },
  { id: "keycloak:ResetPassword", query: "mateo.jackson@example.com", fields: { Realm: "master" }, done: "Keycloak" },
  { id: "okta:UpdateUser", query: "mateo.jackson@example.com", done: "Okta" },
  { id: "synapse:ResetPassword", query: "mateo.jackson@example.com", done: "Synapse" },
]) {
  test(`one user: ${id}`, async () => {
    let secret;
    const lines = await visit(async (page) => {
      await choose(page, id);
      for (const [label, value] of Object.entries(fields)) await member(page, label).fill(value);
      await page.locator("#find-query").fill(query);
      await page.locator("#find-query").press("Enter");
      await page.locator("#find-status", { hasText: "Filled in:" }).waitFor();
      await page.getByRole("button", { name: /^Generate (new )?password$/ }).click();
      secret = await page.locator("#form .password input").first().inputValue();
      await send(page);
      await page.locator("#request-heading", { hasText: `Done: ${done} has reset it` }).waitFor();
    });
    assert.ok(secret.length >= 8);
    assert.ok(!lines.join().includes(secret));
    assert.equal(JSON.parse(lines.at(-1)).outcome, "done");
  });
}

test("one PIN, which only the response has", () => visit(async (page) => {
  await choose(page, "chime:ResetPersonalPIN");
  await page.locator("#find").getByRole("button", { name: "a normal user" }).click();
  await send(page);
  await page.locator("#request-heading", { hasText: "Done: Amazon Chime has reset it" }).waitFor();
  await page.locator("#response").getByLabel("New PIN", { exact: true }).waitFor();
  assert.match(await page.locator("#response").getByLabel("New PIN", { exact: true }).inputValue(), /^\d{6}$/);
}));

test("a name that is several people's is a list to choose from, with what tells them apart", () => visit(async (page) => {
  await choose(page, "workmail:ResetPassword");
  await member(page, "Organization ID").fill("m-d281d0a2fd824be5b6cd3d3ce909fd27");
  await page.locator("#find-query").fill("mary");
  await page.locator("#find").getByRole("button", { name: "Find", exact: true }).click();
  await page.locator("#find-status", { hasText: "10 users were found. Choose the right one." }).waitFor();
  assert.equal(await member(page, "User ID").inputValue(), "");
  const first = page.locator(".people button").first();
  assert.equal(await first.textContent(), "Mary Jackson · mary.jackson@example.com · S-1-1-11-1111111111-2222222222-3333333333-1001 · not active");
  await first.click();
  assert.equal(await member(page, "User ID").inputValue(), "S-1-1-11-1111111111-2222222222-3333333333-1001");
}));

for (const [kind, code] of [["an unknown user", "EntityNotFoundException"], ["a disabled user", "EntityStateException"], ["a busy service", "ThrottlingException"]]) {
  test(`${kind} is told as the provider tells it`, () => visit(async (page) => {
    await choose(page, "workmail:ResetPassword");
    await page.locator("#find").getByRole("button", { name: kind }).click();
    await page.getByRole("button", { name: /^Generate (new )?password$/ }).click();
    await send(page);
    await page.locator("#response", { hasText: `The service answered: ${code}` }).waitFor();
  }));
}

test("a file of 200 rows, and the list of new passwords by the recovery code", async () => {
  let passwords, report;
  const lines = await visit(async (page) => {
    await choose(page, "workmail:ResetPassword");
    await page.getByRole("tab", { name: "A whole file" }).click();
    await page.getByRole("button", { name: "Take a file of 200 made-up users" }).click();
    await page.getByRole("button", { name: "Check the file and build the requests" }).click();
    await page.getByRole("button", { name: "Prepare" }).click();
    const code = await page.locator("#recovery-code").textContent();
    assert.match(code, /^[\w-]{43}$/);
    await page.getByRole("button", { name: "Reset 200 users" }).click();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.locator("#send-why", { hasText: "Paused." }).waitFor();
    await page.getByRole("button", { name: "Go on" }).click();
    await page.locator("#sent-counts", { hasText: "197 done, 3 failed, 0 in doubt." }).waitFor({ timeout: 120_000 });
    assert.deepEqual((await page.locator(".file-sender summary").allTextContents()).sort(), ["EntityNotFoundException in 1 row", "EntityStateException in 2 rows"]);
    const get = async (name) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
      return readFile(await download.path(), "utf8");
    };
    passwords = await get("Download the list");
    report = await get("Download the report");
  });
  const rows = passwords.trim().split("\r\n");
  assert.equal(rows[0], '"row","UserId","Password","outcome"');
  assert.equal(rows.length, 198);
  const secrets = rows.slice(1).map((row) => /^"\d+","[^"]*","((?:[^"]|"")*)","done"$/.exec(row)[1].replaceAll('""', '"'));
  assert.equal(new Set(secrets).size, 197);
  assert.equal(report.trim().split("\r\n").length, 201);
  for (const secret of secrets) assert.ok(!lines.join("\n").includes(secret) && !report.includes(secret));
});

test("a file that was sent is not sent again", () => visit(async (page) => {
  const start = async () => {
    await page.getByRole("button", { name: "Take a file of 200 made-up users" }).click();
    await page.getByRole("button", { name: "Check the file and build the requests" }).click();
    await page.getByRole("button", { name: "Prepare" }).click();
  };
  await choose(page, "workmail:ResetPassword");
  await page.getByRole("tab", { name: "A whole file" }).click();
  await start();
  await page.locator(".file-sender .notice", { hasText: "This file was sent before: 197 done, 3 failed, 0 in doubt. There is nothing left to send." }).waitFor();
  assert.equal(await page.locator("#recovery-code").count(), 0);
  await page.getByRole("button", { name: "Try the 3 failed again" }).waitFor();
}));

test("a file that is too large for one machine goes to an engine, by a command", () => visit(async (page) => {
  await choose(page, "workmail:ResetPassword");
  await page.getByRole("tab", { name: "A whole file" }).click();
  const rows = Array.from({ length: 20_001 }, (_, row) => `m-d281d0a2fd824be5b6cd3d3ce909fd27,S-1-1-11-1111111111-2222222222-3333333333-${row}`);
  await page.locator("#batch-file").setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer: Buffer.from(["OrganizationId,UserId", ...rows].join("\n")) });
  await page.getByRole("button", { name: "Check the file and build the requests" }).click();
  await page.locator(".file-sender p", { hasText: "One machine sends up to 20,000 rows." }).waitFor();
  assert.equal(await page.locator(".file-sender pre").textContent(), "aws stepfunctions start-execution --state-machine-arn arn:aws:states:REGION:ACCOUNT:stateMachine:workmail-ResetPassword");
  assert.equal(await page.getByRole("button", { name: "Prepare" }).count(), 0);
}));

test("a saved link opens its operation; without a session it stays, and a new link from the terminal goes on", () => visit(async (page, { desk, context, origin }) => {
  assert.equal(await page.locator("#operation").inputValue(), "workmail:ResetPassword");
  assert.equal(await member(page, "Organization ID").inputValue(), "m-d281d0a2fd824be5b6cd3d3ce909fd27");
  const saved = page.url();
  assert.equal(saved, `${origin}/#op=workmail%3AResetPassword&OrganizationId=m-d281d0a2fd824be5b6cd3d3ce909fd27`);
  const other = await context.newPage();
  await other.goto(saved);
  await other.locator("#desk-link").fill(`${origin}/#t=wrong`);
  await other.getByRole("button", { name: "Open" }).click();
  await other.locator("#desk-link-status", { hasText: "This link is no longer valid." }).waitFor();
  await other.locator("#desk-link").fill(desk.link());
  await other.getByRole("button", { name: "Open" }).click();
  await other.locator("#strip .sandbox").waitFor();
  assert.equal(await other.locator("#operation").inputValue(), "workmail:ResetPassword");
}, { setup: "op=workmail:ResetPassword&OrganizationId=m-d281d0a2fd824be5b6cd3d3ce909fd27" }));

test("only the operations that the desk was started for are in the menu", () => visit(async (page) => {
  assert.deepEqual(await page.locator("#operation option").evaluateAll(($options) => $options.map(($option) => $option.value)), ["synapse:ResetPassword", "okta:UpdateUser"]);
}, { operations: ["synapse:ResetPassword", "okta:UpdateUser"] }));

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing, ${colorScheme}`, () => visit(async (page, { origin, context }) => {
    const axe = await readFile(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
    const sound = async (shown, state) => {
      await shown.evaluate(axe);
      const { violations, passes } = await shown.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      assert.ok(passes.length > 20, state);
      assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), [], state);
    };
    await choose(page, "workmail:ResetPassword");
    await member(page, "Organization ID").fill("m-d281d0a2fd824be5b6cd3d3ce909fd27");
    await page.locator("#find-query").fill("mary");
    await page.locator("#find-query").press("Enter");
    await page.locator(".people button").first().waitFor();
    await sound(page, "people to choose from");
    await page.getByRole("tab", { name: "A whole file" }).click();
    await page.getByRole("button", { name: "Take a file of 200 made-up users" }).click();
    await page.getByRole("button", { name: "Check the file and build the requests" }).click();
    await page.getByRole("button", { name: "Prepare" }).click();
    await page.locator("#recovery-code, .file-sender .notice").first().waitFor();
    await sound(page, "a file that is prepared");
    const other = await context.newPage();
    await other.goto(origin);
    await other.locator("#desk-link").waitFor();
    await other.locator("#desk:not([hidden])").waitFor();
    await sound(other, "without a session");
  }, { context: { colorScheme, reducedMotion: "reduce" } }));
}

test("it speaks Chinese", () => visit(async (page) => {
  assert.equal(await page.locator("#strip").textContent(), "沙盒：数据不会离开本机");
  await choose(page, "workmail:ResetPassword");
  assert.deepEqual(await page.locator("#find .samples button").allTextContents(), ["正常用户", "已禁用的用户", "服务繁忙", "不存在的用户"]);
}, { context: { locale: "zh-CN" } }));
