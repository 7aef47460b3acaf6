// The request for those who send it in another way: as a command, as code, as HTTP; and the input file that fills the form.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CHIME, CLOUDSSO, DOTS, WORKMAIL } from "./operations.mjs";
import { withDesk } from "./served.mjs";
import { act, form, linkTo, own, ready } from "./steps.mjs";
import { clipboard, focuses, says, texts, traces, visit } from "./visit.mjs";
import { becomes } from "./waiting.mjs";

const at = (operation, more = {}) => ({ hash: linkTo(operation), ...more });
const button = (page, name) => page.locator("#code").getByRole("button", { name, exact: true });
const STATUS = "#code [role=tabpanel]:not([hidden]) [role=status]";

async function built(page, operation) {
  await ready(page);
  await page.locator("#member-2").fill(operation.user);
  if (operation.secret) await own(page, operation.secret);
}

describe("without a desk", () => {
  test("the command is copied first, and then the password", () => visit(async (page) => {
    await built(page, WORKMAIL);
    const filled = () => texts(page, "#form footer .go");
    assert.deepEqual(await filled(), ["Copy command"]);
    assert.equal(await page.locator(".beside code").textContent(), "npx resetkit-desk");
    await act(page);
    await says(page, "#form footer [role=status]", "Run it, then paste the password.");
    const command = await clipboard(page);
    assert.ok(command.includes("aws workmail reset-password") && !command.includes(WORKMAIL.secret));
    assert.deepEqual(await filled(), ["Copy password"]);
    await page.getByRole("button", { name: "Copy password" }).click();
    await becomes(() => clipboard(page), WORKMAIL.secret);
    await page.locator("#clipboard", { hasText: "Clipboard clears in" }).waitFor();
    // Something else is another command.
    await page.locator("#member-2").fill(`${WORKMAIL.user}4`);
    assert.deepEqual(await filled(), ["Copy command"]);
  }, at(WORKMAIL)));

  test("the line that matters stands there, and the rest on demand", () => visit(async (page) => {
    await built(page, WORKMAIL);
    await page.locator("#request-command").waitFor();
    assert.match(await page.locator("#request-command").textContent(), /^aws workmail reset-password/);
    await button(page, "Show all").click();
    assert.match(await page.locator("#request-command").textContent(), /\n {4}aws workmail reset-password/);
    assert.deepEqual(await texts(page, "#code [role=tab]"), ["Command", "Python", "JavaScript", "HTTP", "Input file"]);
  }, at(WORKMAIL)));
});

test("with a desk, the request is behind a summary that is closed", () => visit(async (page) => {
  await ready(page);
  assert.equal(await page.locator("details.dev").evaluate(($details) => $details.open), false);
  await form(page, "HTTP");
  await says(page, "#code [role=tabpanel]:not([hidden]) .note", "Fill in the form first.");
  await page.locator("#member-2").fill(WORKMAIL.user);
  await says(page, "#request-http", `${WORKMAIL.line}\n${WORKMAIL.headers}\n\n${WORKMAIL.body(DOTS)}`);
  assert.equal(await page.locator("#printed-heading").count(), 0);
}, withDesk({}, at(WORKMAIL))));

for (const operation of [WORKMAIL, CLOUDSSO]) {
  test(`the secret is covered until it is asked for: ${operation.service}`, () => visit(async (page, seen) => {
    await built(page, operation);
    await form(page, "HTTP");
    const text = (secret) => `${operation.line}\n${operation.headers}\n\n${operation.body(secret)}`;
    await says(page, "#request-http", text(DOTS));
    assert.equal(await page.locator("#request-http [role=img]").getAttribute("aria-label"), "Password, hidden");
    assert.equal(await page.locator("#code [role=tabpanel]:not([hidden]) .note").first().textContent(), operation.note);
    await button(page, "Show password").click();
    assert.equal(await page.locator("#request-http").textContent(), text(operation.onTheWire));
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    assert.equal(await page.locator("#request-http").textContent(), text(DOTS));
    assert.deepEqual(await traces(page, seen, [operation.secret]), ["values"]);
    await button(page, "Copy HTTP").click();
    await says(page, STATUS, "Copied with its secret. A clipboard history may keep it.");
    assert.equal(await clipboard(page), text(operation.onTheWire));
  }, at(operation)));
}

test("code for the provider's own library", () => visit(async (page) => {
  await built(page, WORKMAIL);
  await form(page, "Python");
  await says(page, "#request-python", `import boto3

client = boto3.client("workmail", region_name="us-east-1")
output = client.reset_password(
    OrganizationId="${WORKMAIL.setup.OrganizationId}",
    UserId="${WORKMAIL.user}",
    Password="${DOTS}",
)
`);
  await form(page, "JavaScript");
  await says(page, "#request-javascript", `import { ResetPasswordCommand, WorkMailClient } from "@aws-sdk/client-workmail";

const client = new WorkMailClient({ region: "us-east-1" });
const output = await client.send(new ResetPasswordCommand({
  OrganizationId: "${WORKMAIL.setup.OrganizationId}",
  UserId: "${WORKMAIL.user}",
  Password: "${DOTS}",
}));
`);
}, at(WORKMAIL)));

test("arrows go between the forms, one stop for the Tab key", () => visit(async (page) => {
  await built(page, CHIME);
  await form(page, "Command");
  for (const [key, place] of [["End", 5], ["ArrowRight", 1], ["ArrowLeft", 5], ["Home", 1]]) {
    await page.keyboard.press(key);
    await focuses(page, `code-tab-${place}`);
    assert.equal(await page.locator("#code [role=tabpanel]:visible").getAttribute("id"), `code-panel-${place}`);
  }
}, at(CHIME)));

test("an input file fills the form, and what is wrong in it is named", () => visit(async (page, seen) => {
  await built(page, WORKMAIL);
  await form(page, "Input file");
  await page.locator("#document-text").fill(JSON.stringify({ ...WORKMAIL.setup, UserId: "another-user@example.com", Password: "Mango-7-Harbor" }));
  await button(page, "Fill in").click();
  await says(page, "#document-status", "Filled in: Organization ID, User ID and Password.");
  assert.equal(await page.locator("#member-2").inputValue(), "another-user@example.com");
  assert.equal(await page.locator("#document-text").inputValue(), "");
  assert.equal(await page.locator("#member-3").getAttribute("type"), "password");
  assert.deepEqual(await traces(page, seen, ["Mango-7-Harbor"]), ["values"]);
  await page.locator("#document-text").fill('{"OrganizationId": "m-x",\n "UserId": }');
  await button(page, "Fill in").click();
  await says(page, "#document-status", "Nothing was filled in.");
  assert.deepEqual(await texts(page, "#document-issues li"), ["Check line 2, column 12: this is not valid JSON."]);
}, at(WORKMAIL)));
