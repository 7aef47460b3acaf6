// The request in its other forms, and the document that fills in the form.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CHIME, CLOUDSSO, DOTS, WORKMAIL } from "./operations.mjs";
import { build, choose, fillIds, tab } from "./steps.mjs";
import { clipboard, focused, focuses, ready, says, texts, traces, visit } from "./visit.mjs";

describe("the request in other forms", () => {
  test("have no code for a library that calls the service by another name", () => visit(async (page) => {
    await ready(page);
    for (const [id, ids, client] of [["cognito-idp:AdminResetUserPassword", ["us-east-1_abcdefghi", "m.major"], "cognito-idp"], ["ds:ResetUserPassword", ["d-9067f0a1b2", "m.major"], "ds"]]) {
      await choose(page, { id });
      await fillIds(page, { ids });
      if (client === "ds") await page.locator("#member-3").fill("Mango-7-Harbor-Kite");
      await build(page);
      assert.deepEqual((await texts(page, "#request [role=tab]")).filter((name) => /Script|Python/.test(name)), ["Python"]);
      await page.getByRole("tab", { name: "Python" }).click();
      assert.ok((await texts(page, "#request [role=tabpanel]:not([hidden]) code, #request [role=tabpanel]:not([hidden]) pre")).join().includes(`boto3.client("${client}", region_name="us-east-1")`));
    }
  }));

  /** What a person would read on paper, and what the provider's own library has to be called with. */
  const SNIPPETS = new Map([
    [WORKMAIL, {
      javascript: (secret) => `import { ResetPasswordCommand, WorkMailClient } from "@aws-sdk/client-workmail";

const client = new WorkMailClient({ region: "us-east-1" });
const output = await client.send(new ResetPasswordCommand({
  OrganizationId: "${WORKMAIL.ids[0]}",
  UserId: "${WORKMAIL.ids[1]}",
  Password: "${secret}",
}));
`,
      python: (secret) => `import boto3

client = boto3.client("workmail", region_name="us-east-1")
output = client.reset_password(
    OrganizationId="${WORKMAIL.ids[0]}",
    UserId="${WORKMAIL.ids[1]}",
    Password="${secret}",
)
`,
    }],
    [CHIME, {
      javascript: () => `import { ChimeClient, ResetPersonalPINCommand } from "@aws-sdk/client-chime";

const client = new ChimeClient({ region: "us-east-1" });
const output = await client.send(new ResetPersonalPINCommand({
  AccountId: "${CHIME.ids[0]}",
  UserId: "${CHIME.ids[1]}",
}));
`,
      python: () => `import boto3

client = boto3.client("chime", region_name="us-east-1")
output = client.reset_personal_pin(
    AccountId="${CHIME.ids[0]}",
    UserId="${CHIME.ids[1]}",
)
`,
    }],
  ]);

  async function built(page, operation) {
    await ready(page);
    await choose(page, operation);
    await fillIds(page, operation);
    if (operation.secret) await page.locator("#member-3").fill(operation.secret);
    await build(page);
  }

  for (const [operation, snippets] of SNIPPETS) {
    test(`code for the provider's libraries: ${operation.label}`, () => visit(async (page) => {
      await built(page, operation);
      const inCode = JSON.stringify(operation.secret ?? "").slice(1, -1);
      for (const [name, expected] of [["JavaScript", snippets.javascript], ["Python", snippets.python]]) {
        await page.getByRole("tab", { name }).click();
        const $code = page.locator(`#request-${name.toLowerCase()}`);
        assert.equal(await $code.textContent(), expected(DOTS));
        if (operation.secret) {
          await page.getByRole("button", { name: "Show password in the request" }).click();
          assert.equal(await $code.textContent(), expected(inCode));
        }
        await page.getByRole("button", { name: "Copy code" }).click();
        await says(page, "#request [role=tabpanel]:not([hidden]) .status", `The code is copied${operation.secret ? ", with its secret. A clipboard history may keep it." : "."}`);
        assert.equal(await clipboard(page), expected(inCode));
      }
      if (!operation.secret) return;
      await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
      for (const name of ["javascript", "python"]) assert.equal(await page.locator(`#request-${name}`).textContent(), snippets[name](DOTS));
    }));
  }

  test("code that keeps the password out of the URL, whatever the provider's own library does", () => visit(async (page) => {
    await built(page, CLOUDSSO);
    for (const [name, quoted] of [["JavaScript", false], ["Python", true]]) {
      await page.getByRole("tab", { name }).click();
      const code = await page.locator(`#request-${name.toLowerCase()}`).textContent();
      assert.ok(code.includes("cloudsso.cn-shanghai.aliyuncs.com"));
      assert.ok(code.includes(quoted ? `    "Password": "${DOTS}",\n` : `  Password: "${DOTS}",\n`), code);
      assert.match(code, /formData/);
      assert.doesNotMatch(code, /query/);
    }
  }));

  test("by keyboard: arrows between the tabs, one stop for the Tab key", () => visit(async (page) => {
    await built(page, CHIME);
    await tab(page);
    const selected = async () => [await focused(page), ...await texts(page, "#request [role=tab][aria-selected=true]"), await page.locator("#request [role=tabpanel]:visible").getAttribute("id")];
    assert.deepEqual(await selected(), ["request-tab-1", "HTTP", "request-panel-1"]);
    await page.keyboard.press("End");
    assert.deepEqual(await selected(), ["request-tab-5", "Skeleton", "request-panel-5"]);
    await page.keyboard.press("ArrowRight");
    assert.deepEqual(await selected(), ["request-tab-1", "HTTP", "request-panel-1"]);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    assert.deepEqual(await selected(), ["request-tab-4", "Python", "request-panel-4"]);
    await page.keyboard.press("Home");
    assert.deepEqual(await selected(), ["request-tab-1", "HTTP", "request-panel-1"]);
    await tab(page);
    await focuses(page, "Copy whole request");
  }));

  test("skeletons, as the command line prints them", () => visit(async (page) => {
    await built(page, CLOUDSSO);
    await page.getByRole("tab", { name: "Skeleton" }).click();
    await page.getByLabel("Format").waitFor();
    const { skeleton } = await import("../../dist/full.js");
    assert.equal(await page.locator("#skeleton").textContent(), skeleton("cloudsso:ResetUserPassword", "input"));
    await page.getByLabel("Format").selectOption("YAML");
    await says(page, "#skeleton", skeleton("cloudsso:ResetUserPassword", "yaml-input"));
    await page.getByRole("button", { name: "Copy skeleton" }).click();
    await says(page, "#request-panel-5 .status", "The skeleton is copied.");
    assert.equal(await clipboard(page), skeleton("cloudsso:ResetUserPassword", "yaml-input"));
  }));

  test("what is left to do stays ticked in another language", () => visit(async (page) => {
    await built(page, WORKMAIL);
    await page.getByLabel("Sign the request and send it.").check();
    await page.getByRole("tab", { name: "Python" }).click();
    await page.getByRole("button", { name: "简体中文" }).click();
    await page.getByLabel("为请求签名并发送。").waitFor();
    assert.deepEqual(await page.locator(".checklist input").evaluateAll(($ticks) => $ticks.map(({ checked }) => checked)), [true, false, false]);
    assert.equal(await page.locator("#request [role=tab][aria-selected=true]").textContent(), "Python");
    // Another request is another list.
    await page.locator("#form .primary").click();
    await page.locator("#request-tab-1[aria-selected=true]").waitFor();
    assert.deepEqual(await page.locator(".checklist input").evaluateAll(($ticks) => $ticks.map(({ checked }) => checked)), [false, false, false]);
  }));

  const full = (body) => (page) => page.route("**/pkg/full.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
  const PANEL = "#request-panel-2";

  test("commands, loaded only when somebody looks, for the tools that can", () => visit(async (page, seen) => {
    await built(page, WORKMAIL);
    assert.ok(!seen.requests.some((request) => request.url().endsWith("full.js")));
    await page.getByRole("tab", { name: "Command line" }).click();
    await page.getByLabel("Tool").waitFor();
    assert.deepEqual(await texts(page, "#command-tool option"), ["aws", "curl"]);
    assert.equal(await page.locator("#command").textContent(), "aws posix us-east-1 3");
    await page.getByLabel("Shell").selectOption("cmd.exe");
    assert.equal(await page.locator("#command").textContent(), "aws cmd us-east-1 3");
    await page.getByRole("button", { name: "Copy command" }).click();
    await says(page, `${PANEL} .status`, "The command is copied.");
    assert.equal(await clipboard(page), "aws cmd us-east-1 3");
    await page.getByLabel("Tool").selectOption("curl");
    assert.equal(await page.locator(`${PANEL} .status`).textContent(), "This tool and this shell cannot carry the request unchanged. Choose others.");
    assert.equal(await page.getByRole("button", { name: "Copy command" }).count(), 0);
  }, {
    prepare: full(`export default async () => {};
      export function command(op, input, { tool, shell, region }) {
        if (tool === "aliyun" || (tool === "curl" && shell === "cmd")) throw new Error();
        return [tool, shell, region, Object.keys(input).length].join(" ");
      }`),
  }));

  test("a command that has to hold the secret covers it, however the shell has it written", () => visit(async (page) => {
    await built(page, WORKMAIL);
    await page.getByRole("tab", { name: "Command line" }).click();
    await page.getByLabel("Tool").waitFor();
    await says(page, `${PANEL} .help`, "The secret is not in this text: the command asks for it when it runs.");
    assert.equal(await page.locator("#command").textContent(), "ask");
    await page.getByLabel("Shell").selectOption("cmd.exe");
    const written = [...WORKMAIL.secret].map((character) => character.charCodeAt(0).toString(16)).join(".");
    assert.equal(await page.locator("#command").textContent(), `run --password=<${DOTS}> now`);
    assert.equal(await page.locator(`${PANEL} .help`).textContent(), "This text holds the secret, because this shell cannot ask for one without showing it.");
    await page.getByRole("button", { name: "Show password in the request" }).click();
    assert.equal(await page.locator("#command").textContent(), `run --password=<${written}> now`);
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    assert.equal(await page.locator("#command").textContent(), `run --password=<${DOTS}> now`);
    await page.getByRole("button", { name: "Copy command" }).click();
    await says(page, `${PANEL} .status`, "The command is copied, with its secret. A clipboard history may keep it.");
    assert.equal(await clipboard(page), `run --password=<${written}> now`);
    await page.getByRole("timer").waitFor();
  }, {
    prepare: full(`export default async () => {};
      const hex = (text) => [...text].map((character) => character.charCodeAt(0).toString(16)).join(".");
      export const command = (op, input, { shell }) => shell === "cmd" ? "run --password=<" + hex(input.Password) + "> now" : "ask";`),
  }));

  test("a sentence where the build has no commands", () => visit(async (page) => {
    await built(page, WORKMAIL);
    await page.getByRole("tab", { name: "Command line" }).click();
    await says(page, `${PANEL} .status`, "The commands could not be loaded. Everything else on this page works without them.");
  }, { prepare: full("export default async () => {};") }));
});

describe("a document of a command line", () => {
  const STATUS = "#document .status";
  const paste = async (page, text) => {
    await page.locator("#document-text").fill(text);
    await page.getByRole("button", { name: "Fill in" }).click();
  };
  const opened = async (page) => {
    await ready(page);
    await page.getByText("Fill in from a command line's document").click();
    await page.locator("#document-text").waitFor();
  };

  test("fills the form, from JSON and from YAML", () => visit(async (page, seen) => {
    await opened(page);
    await page.getByRole("button", { name: "Fill in" }).click();
    await says(page, STATUS, "Paste a document first.");
    assert.ok(!seen.requests.some((request) => request.url().endsWith("full.js")));
    await paste(page, JSON.stringify({ OrganizationId: WORKMAIL.ids[0], UserId: WORKMAIL.ids[1], Password: WORKMAIL.secret }));
    await says(page, STATUS, "Filled in: Organization ID, User ID and Password.");
    assert.deepEqual(await texts(page, "#document-issues p"), []);
    // It would show the password to whoever looks on.
    assert.equal(await page.locator("#document-text").inputValue(), "");
    assert.equal(await page.locator("#member-3").getAttribute("type"), "password");
    assert.deepEqual(await traces(page, seen, [WORKMAIL.secret]), []);
    await build(page);
    assert.equal(await page.locator("#request-body").textContent(), WORKMAIL.body(DOTS));
    await choose(page, CLOUDSSO);
    await page.locator("#document-text").waitFor();
    await paste(page, `DirectoryId: ${CLOUDSSO.ids[0]}\nUserId: "${CLOUDSSO.ids[1]}"\nGenerateRandomPassword: true\nRequirePasswordResetForNextLogin: false\n`);
    await says(page, STATUS, "Filled in: Directory ID, User ID, Generate a random password and Require a new password at the next logon. Left as it was: Password.");
    await build(page);
    assert.equal(await page.locator("#request-body").textContent(), `DirectoryId=${CLOUDSSO.ids[0]}&UserId=${CLOUDSSO.ids[1]}&GenerateRandomPassword=true`);
  }));

  test("gives what is right in it, and names what is not by line and column", () => visit(async (page) => {
    await opened(page);
    await paste(page, `OrganizationId: ${WORKMAIL.ids[0]}\nUserId: short\nPassword: 0123456789\n`);
    await says(page, STATUS, "Filled in: Organization ID. Left as it was: User ID and Password.");
    assert.deepEqual(await texts(page, "#document-issues p"), [
      "Error: Password needs quotation marks at line 3, column 11: YAML may read something else than what is written.",
      "Error: User ID must have at least 12 characters.",
      "Error: Password must be text.",
    ]);
    assert.equal(await page.locator("#document-text").getAttribute("aria-invalid"), "true");
    assert.equal(await page.locator("#member-1").inputValue(), WORKMAIL.ids[0]);
    assert.equal(await page.locator("#member-3").inputValue(), "");
    await paste(page, '{"OrganizationId": "m-x",\n "UserId": }');
    await says(page, STATUS, "Nothing was filled in.");
    assert.deepEqual(await texts(page, "#document-issues p"), ["Error: The input is not valid JSON at line 2, column 12."]);
    // A skeleton as it is printed, with the ID filled in.
    await paste(page, `{"OrganizationId": "", "UserId": "${WORKMAIL.ids[1]}", "Password": ""}`);
    await says(page, STATUS, "Filled in: User ID. Left as it was: Organization ID and Password.");
    await page.getByRole("button", { name: "简体中文" }).click();
    await page.getByRole("button", { name: "填写", exact: true }).waitFor();
    assert.match(await page.locator("#document-text").inputValue(), /"Password": ""/);
    await page.getByRole("button", { name: "填写", exact: true }).click();
    await says(page, STATUS, "已填写：用户 ID。保持不变：组织 ID 和密码。");
    assert.deepEqual(await texts(page, "#document-issues p"), [
      "错误：组织 ID 必须正好是 34 个字符。",
      "错误：密码不能为空。",
      "错误：目录策略要求：密码至少 8 个字符。",
      "错误：目录策略要求：密码至少含以下字符中的 3 类：大写字母、小写字母、数字、特殊字符和拉丁字母补充-1 中的字符（如 é）。",
    ]);
    await page.locator("#document-text").fill("[1,");
    await page.getByRole("button", { name: "填写", exact: true }).click();
    await says(page, "#document-issues", "错误：输入不是有效的 JSON：第 1 行，第 4 列。");
  }));
});
