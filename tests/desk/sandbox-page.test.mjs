// The page with a desk behind it, in Chromium, as a new user meets it: everything in the sandbox.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { localDesk } from "../../desk/local-desk.js";
import { sandboxProvider } from "../../desk/sandbox.js";
import { startChromium } from "../browsers/chromium.mjs";

let browser, folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "resetkit-desk-"));
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens the page by a link, runs the steps, and asserts that nothing but the desk was asked and nothing broke. */
async function visit(steps, { setup, operations, context: options, provider = sandboxProvider(), files = folder } = {}) {
  const lines = [];
  const desk = await localDesk({ provider, audit: (line) => lines.push(JSON.stringify(line)), port: 0, folder: files, setup, operations });
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
    await page.locator("#form, #chooser").waitFor();
    await steps(page, { desk, lines, origin, link, context });
    assert.deepEqual(seen.console.filter((text) => !/401|Unauthorized|422|502|504|424|400/.test(text)), []);
    for (const url of seen.requests) assert.ok(url.startsWith(origin) || url.startsWith("blob:"), url);
    return lines;
  } finally {
    await context.close();
    await desk.close();
  }
}

const WORKMAIL = "workmail:ResetPassword";
const ORGANIZATION = "m-d281d0a2fd824be5b6cd3d3ce909fd27";
const SETUP = `op=${WORKMAIL}&OrganizationId=${ORGANIZATION}`;

const choose = async (page, id) => {
  await page.locator(`[data-operation="${id}"]`).click();
  await page.locator("#form").waitFor();
};
const member = (page, label) => page.locator("#form").getByLabel(label, { exact: true });
const send = (page) => page.locator("#form button[type=submit]").click();
const isDone = (page, text) => page.locator("#done h1", { hasText: text }).waitFor();
const shown = async (page) => (await page.locator("#done .value").allTextContents()).join("");

test("it says that nothing leaves this machine, and the address keeps no token", () => visit(async (page, { link }) => {
  assert.equal(await page.locator("#sandbox").textContent(), "Sandbox: nothing leaves this machine");
  assert.ok(!page.url().includes("t="));
  assert.ok(!(await page.evaluate(() => document.cookie)).includes("resetkit"));
  await page.reload();
  await page.locator("#sandbox:not([hidden])").waitFor();
  assert.ok(link.includes("#t="));
}));

for (const { id, query, fields = {} } of [
  { id: WORKMAIL, query: "mateo.jackson@example.com", fields: { "Organization ID": ORGANIZATION } },
  { id: "keycloak:ResetPassword", query: "mateo.jackson@example.com", fields: { Realm: "master" } },
  { id: "okta:UpdateUser", query: "mateo.jackson@example.com" },
  { id: "synapse:ResetPassword", query: "mateo.jackson@example.com" },
]) {
  test(`one user: ${id}`, async () => {
    let secret;
    const lines = await visit(async (page) => {
      await choose(page, id);
      for (const [label, value] of Object.entries(fields)) await member(page, label).fill(value);
      const $person = page.locator("#form .body .in").first();
      await $person.fill(query);
      // Found on the way: who presses the key need not wait.
      await $person.press("Enter");
      await isDone(page, "Password reset");
      assert.match(await page.locator("#done .who").textContent(), /^For .*(Mateo|mateo\.jackson)/);
      secret = await shown(page);
    });
    assert.equal(secret.length, 20);
    assert.ok(!lines.join().includes(secret));
    assert.equal(JSON.parse(lines.at(-1)).outcome, "done");
  });
}

test("three clicks from a saved link to a copied password", () => visit(async (page) => {
  let clicks = 0;
  const click = async ($button) => {
    clicks += 1;
    await $button.click();
  };
  await page.evaluate((text) => navigator.clipboard.writeText(text), "mary.major@example.com");
  await member(page, "User ID").press("Control+v");
  await page.locator("#form .says.ok", { hasText: "Mary Major" }).waitFor();
  await click(page.getByRole("button", { name: "Reset password", exact: true }));
  await isDone(page, "Password reset");
  await click(page.getByRole("button", { name: "Copy password" }));
  await page.locator("#done", { hasText: "Clipboard clears in" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await shown(page));
  assert.ok(clicks <= 3);
}, { setup: SETUP, context: { permissions: ["clipboard-read", "clipboard-write"] } }));

test("one PIN, which only the response has", () => visit(async (page) => {
  await page.locator("summary", { hasText: "Ended services" }).click();
  await choose(page, "chime:ResetPersonalPIN");
  await page.getByRole("button", { name: "a normal user" }).click();
  // It is as large as all that is there, and shown once.
  await send(page);
  await isDone(page, "New PIN ready");
  assert.match(await shown(page), /^\d{6}$/);
  assert.equal(await page.locator("#done .tell h2").textContent(), "Shown once");
}));

test("a name that is several people's is a list to choose from, with what tells them apart", () => visit(async (page) => {
  await member(page, "User ID").fill("mary");
  await member(page, "User ID").press("Tab");
  await page.locator("#form .people", { hasText: "10 users found. Choose one:" }).waitFor();
  // Nobody is reset before somebody has chosen.
  await send(page);
  const first = page.locator(".people button").first();
  assert.equal(await first.textContent(), "Mary Jackson · mary.jackson@example.com · S-1-1-11-1111111111-2222222222-3333333333-1001 · not active");
  await first.click();
  assert.equal(await member(page, "User ID").inputValue(), "S-1-1-11-1111111111-2222222222-3333333333-1001");
  assert.equal(await page.locator("#member-2-says").textContent(), "Mary Jackson · mary.jackson@example.com · not active");
}, { setup: SETUP }));

for (const [kind, said, code] of [
  ["an unknown user", "The organization has no user with this identifier.", "EntityNotFoundException"],
  ["a disabled user", "The user is not in a state in which the password can be reset, for example not enabled.", "EntityStateException"],
]) {
  test(`${kind} is told as the provider tells it`, () => visit(async (page) => {
    await page.getByRole("button", { name: kind }).click();
    await send(page);
    await page.locator("#form .tell h2").waitFor();
    assert.equal(await page.locator("#form .tell h2").textContent(), said);
    assert.match(await page.locator("#form .tell .facts-list").textContent(), new RegExp(`^Error${code}`));
    assert.equal(await page.evaluate(() => document.activeElement.id), "member-2");
  }, { setup: SETUP }));
}

test("a busy service is asked again by itself", () => visit(async (page) => {
  await page.getByRole("button", { name: "a busy service" }).click();
  await send(page);
  await page.getByRole("heading", { name: "Amazon WorkMail is busy" }).waitFor();
  assert.match(await page.locator("#form .act .note").textContent(), /^Next try in \d+ s, 2 of 5$/);
  await page.getByRole("button", { name: "Try now" }).click();
  await isDone(page, "Password reset");
}, { setup: SETUP }));

/** Checks a file of made-up users, and has the desk prepare it. */
async function prepare(page) {
  await page.getByRole("button", { name: "Many users" }).click();
  await page.getByRole("button", { name: "Take a file of 200 made-up users" }).click();
  await page.getByRole("button", { name: "Check file" }).click();
  await page.getByRole("button", { name: "Reset 200 users" }).click();
}

test("a file of 200 rows, and the list of new passwords by the recovery code", async () => {
  let passwords, report;
  const lines = await visit(async (page) => {
    await prepare(page);
    const code = await page.locator("#recovery-code").textContent();
    assert.match(code, /^[\w-]{43}$/);
    await page.getByRole("button", { name: "Yes, reset 200 users" }).click();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.locator("#send-why", { hasText: "Paused." }).waitFor();
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("heading", { name: "197 of 200 users reset" }).waitFor({ timeout: 120_000 });
    assert.equal(await page.locator("#many .who").textContent(), "197 reset · 3 failed");
    assert.deepEqual((await page.locator("#many .why li > span").evaluateAll(($lines) => $lines.map(($line) => $line.firstChild.textContent))).sort(), ["The organization has no user with this identifier.", "The user is not in a state in which the password can be reset, for example not enabled."]);
    const get = async (name) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
      return readFile(await download.path(), "utf8");
    };
    passwords = await get("Download passwords");
    report = await get("Report as CSV");
  }, { setup: SETUP });
  const rows = passwords.trim().split("\r\n");
  assert.equal(rows[0], '"row","UserId","Password","outcome"');
  assert.equal(rows.length, 198);
  const secrets = rows.slice(1).map((row) => /^"\d+","[^"]*","((?:[^"]|"")*)","done"$/.exec(row)[1].replaceAll('""', '"'));
  assert.equal(new Set(secrets).size, 197);
  assert.equal(report.trim().split("\r\n").length, 201);
  for (const secret of secrets) assert.ok(!lines.join("\n").includes(secret) && !report.includes(secret));
});

test("a file that was sent is not sent again", () => visit(async (page) => {
  await prepare(page);
  await page.getByRole("heading", { name: "This file was sent before" }).waitFor();
  assert.equal(await page.locator("#many .tell.info p").first().textContent(), "197 done, 3 failed, 0 in doubt. What was done is not sent again.");
  await page.getByRole("heading", { name: "There is nothing left to send" }).waitFor();
  assert.equal(await page.locator("#recovery-code").count(), 0);
  await page.getByRole("button", { name: "Try the 3 failed again" }).waitFor();
}, { setup: SETUP }));

test("a file that is stopped waits for what was sent, and goes on without sending it twice", async () => {
  const sandbox = sandboxProvider(), sent = [];
  let answer;
  const answered = new Promise((resolve) => (answer = resolve));
  const provider = { ...sandbox, reset: async (...order) => {
    sent.push(order[2].UserId);
    await answered;
    return sandbox.reset(...order);
  } };
  await visit(async (page) => {
    await prepare(page);
    await page.getByRole("button", { name: "Yes, reset 200 users" }).click();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.locator("#send-why", { hasText: "Waiting for the responses to what was sent." }).waitFor();
    answer();
    await page.getByRole("button", { name: /^Reset 1\d\d users$/ }).click();
    await page.getByRole("heading", { name: "197 of 200 users reset" }).waitFor({ timeout: 120_000 });
  }, { setup: SETUP, provider, files: join(folder, "stopped") });
  // Nobody twice but the two whom the service puts off at first.
  const times = new Map();
  for (const user of sent) times.set(user, (times.get(user) ?? 0) + 1);
  assert.equal(times.size, 200);
  assert.deepEqual([...times].filter(([, count]) => count > 1).map(([user, count]) => [user.slice(-4), count]).sort(), [["1002", 2], ["1102", 2]]);
});

test("a file that is too large for one machine goes to an engine, by a command", () => visit(async (page) => {
  await page.getByRole("button", { name: "Many users" }).click();
  await page.locator("#many .drop").waitFor();
  const rows = Array.from({ length: 20_001 }, (_, row) => `${ORGANIZATION},S-1-1-11-1111111111-2222222222-3333333333-${row}`);
  await page.locator("#file").setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer: Buffer.from(["OrganizationId,UserId", ...rows].join("\n")) });
  await page.getByRole("button", { name: "Check file" }).click();
  await page.getByRole("heading", { name: "One machine sends up to 20,000 rows" }).waitFor();
  assert.equal(await page.locator("#many pre").textContent(), "aws stepfunctions start-execution --state-machine-arn arn:aws:states:REGION:ACCOUNT:stateMachine:workmail-ResetPassword");
  assert.equal(await page.getByRole("button", { name: /^Reset / }).count(), 0);
}, { setup: SETUP }));

test("a saved link opens its operation; without a session it stays, and a new link from the terminal goes on", () => visit(async (page, { desk, context, origin }) => {
  assert.equal(await page.locator("h1").textContent(), "Reset a password in Amazon WorkMail");
  assert.match(await page.locator("#form .at").textContent(), /Organization ID m-d281…fd27/);
  const saved = page.url();
  assert.equal(saved, `${origin}/#op=workmail%3AResetPassword&OrganizationId=m-d281d0a2fd824be5b6cd3d3ce909fd27`);
  const other = await context.newPage();
  await other.goto(saved);
  await other.locator("#desk-link").fill(`${origin}/#t=wrong`);
  await other.getByRole("button", { name: "Open" }).click();
  await other.locator("#link-says", { hasText: "Paste a new link: this one is no longer valid." }).waitFor();
  await other.locator("#desk-link").fill(desk.link());
  await other.getByRole("button", { name: "Open" }).click();
  await other.locator("#sandbox:not([hidden])").waitFor();
  assert.equal(await other.locator("h1").textContent(), "Reset a password in Amazon WorkMail");
}, { setup: SETUP }));

test("only the operations that the desk was started for are in the menu", () => visit(async (page) => {
  assert.deepEqual(await page.locator("#chooser [data-operation]").evaluateAll(($options) => $options.map(($option) => $option.dataset.operation)), ["synapse:ResetPassword", "okta:UpdateUser"]);
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
    await sound(page, "the form");
    await member(page, "User ID").fill("mary");
    await member(page, "User ID").press("Tab");
    await page.locator(".people button").first().waitFor();
    await sound(page, "people to choose from");
    await prepare(page);
    await page.locator("#recovery-code, #many .tell").first().waitFor();
    await sound(page, "a file that is prepared");
    await page.getByRole("button", { name: "One user" }).click();
    await page.locator(".people button").nth(1).click();
    await send(page);
    await page.locator("#done h1").waitFor();
    await sound(page, "done");
    const other = await context.newPage();
    await other.goto(origin);
    await other.locator("#desk-link").waitFor();
    await sound(other, "without a session");
  }, { setup: SETUP, context: { colorScheme, reducedMotion: "reduce" } }));
}

test("it speaks Chinese", () => visit(async (page) => {
  assert.equal(await page.locator("#sandbox").textContent(), "沙盒：数据不会离开本机");
  assert.deepEqual(await page.locator("#form .fills button").allTextContents(), ["正常用户", "已禁用的用户", "服务繁忙", "不存在的用户"]);
}, { setup: SETUP, context: { locale: "zh-CN" } }));
