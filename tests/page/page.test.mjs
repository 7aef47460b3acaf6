// The page as a whole: its languages, what it does where something is missing, and its sources.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { buildPage } from "../../scripts/page.mjs";
import { CHIME, CLOUDSSO, OPERATIONS, WORKMAIL } from "./operations.mjs";
import { build, choose, fillIds, issues } from "./steps.mjs";
import { browser, english, focuses, ready, says, server, texts, visit } from "./visit.mjs";

/** Makes all operations that the page has known to the package as the page loads it. */
async function knowAll(core) {
  const { default: menu } = await import("../../www/pkg/catalogue.js");
  for (const { file } of menu) core.describe((await import(`../../www/pkg/operations/${file}.js`)).default);
}

describe("in Chinese", () => {
  const context = { locale: "zh-CN" };
  const zh = (page, name, options) => page.getByRole("button", { name, ...options });

  test("everything that is said is Chinese", () => visit(async (page) => {
    await ready(page);
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
    assert.equal(await page.title(), "重置工作台");
    for (const operation of OPERATIONS) {
      await choose(page, operation);
      await zh(page, "生成请求").click();
      assert.equal(await page.title(), "错误：重置工作台");
      for (const id of [1, 2]) await page.locator(`#member-${id}`).fill("한");
      if (operation.secret) await page.locator("#member-3").fill("a한");
      await zh(page, "生成请求").click();
      assert.deepEqual(await english(page), []);
      await fillIds(page, operation);
      if (operation.secret) await zh(page, "生成密码").click();
      await zh(page, "生成请求").click();
      await says(page, "#request-heading", "请求已生成");
      assert.deepEqual(await english(page), []);
    }
  }, { context }));

  test("issues are said from their codes", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-1").fill("m-x");
    await page.locator("#member-3").fill("ab한");
    await zh(page, "生成请求").click();
    assert.deepEqual(await texts(page, ".error-summary a"), [
      "组织 ID 必须正好是 34 个字符。",
      "请填写用户 ID。",
      "密码的第 3 个字符不允许使用。允许使用：U+0020 至 U+00FF（基本拉丁字母和拉丁字母补充-1）。",
    ]);
    await choose(page, CLOUDSSO);
    await zh(page, "生成请求").click();
    assert.equal((await texts(page, ".error-summary a"))[2], "请填写密码，或开启“由系统生成随机密码”。");
  }, { context }));

  test("the switch keeps what is typed, what is built and what is wrong, and stores nothing", () => visit(async (page) => {
    await ready(page);
    await choose(page, CLOUDSSO);
    await fillIds(page, CLOUDSSO);
    await page.locator("#member-3").fill(CLOUDSSO.secret);
    await page.getByLabel("Region").selectOption("us-west-1");
    await page.getByLabel("Require a new password at the next logon").uncheck();
    await build(page);
    await page.getByRole("button", { name: "简体中文" }).click();
    await page.getByRole("heading", { name: "请求已生成" }).waitFor();
    await focuses(page, "简体中文");
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
    assert.equal(await page.getByRole("button", { name: "简体中文" }).getAttribute("aria-pressed"), "true");
    assert.equal(await page.locator("#member-1").inputValue(), CLOUDSSO.ids[0]);
    assert.equal(await page.locator("#member-3").inputValue(), CLOUDSSO.secret);
    assert.equal(await page.locator("#member-3").getAttribute("type"), "password");
    assert.equal(await page.locator("#member-5").isChecked(), false);
    assert.equal(await page.locator("#request-line").textContent(), "POST https://cloudsso.us-west-1.aliyuncs.com/");
    await page.locator("#member-1").fill(CLOUDSSO.wrong);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "The request" }).waitFor();
    assert.deepEqual(await issues(page, 1), CLOUDSSO.wrongIssues);
    await page.reload();
    await ready(page);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
  }));

  test("what is no language keeps nobody out: WebKit names the system's locale, which may be C", () => visit(async (page) => {
    await ready(page);
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
  }, { prepare: (page) => page.addInitScript(() => Object.defineProperty(navigator, "languages", { value: ["C", "", "de", "zh-TW"] })) }));

  test("where the language cannot be loaded, the page speaks English", () => visit(async (page) => {
    await ready(page);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.equal(await page.locator("h1").innerText(), "Reset desk");
  }, { context, prepare: (page) => page.route("**/zh-hans*.js", (route) => route.abort()), failures: true }));

  test("no text of the core is without a translation, and none is translated that it does not say", async () => {
    const core = await import("../../www/pkg/slim.js");
    await core.default(await readFile(new URL("../../www/pkg/core.wasm", import.meta.url)));
    await knowAll(core);
    const { default: model } = await import("../../www/languages/zh-hans-model.js");
    const said = new Set();
    const read = new Set(["provider", "service", "summary", "label", "help", "notice", "meaning", "remedy", "text"]);
    const { readResponse } = await import("../../www/pkg/response.js");
    const { responseOf } = await import("../../www/pasted-response.js");
    const { exampleOf } = await import("../../www/example.js");
    const { inWords } = await import("../../www/words.js");
    const names = new Set();
    const walk = (value, within) => {
      // Who signs and what a service says of an error are for machines.
      if (typeof value !== "object" || value === null || within === "auth") return;
      for (const [name, member] of Object.entries(value)) {
        if (name === "provider" || name === "service") names.add(member);
        if (typeof member === "string" && member && !(within === "errors" && name === "text") && (read.has(name) || (within === "classes" && name === "name"))) said.add(member);
        walk(member, Array.isArray(value) ? within : name);
      }
    };
    for (const id of core.operations()) {
      const operation = core.describe(id);
      walk(operation);
      for (const { name, label } of operation.output) if (!label) said.add(inWords(name));
      // What is said of an error depends on what a second try would do.
      const replies = [...operation.errors.filter(({ code }) => /^[A-Z]/.test(code)).map((error) => responseOf({ status: 400, ...error }, operation)), ...[200, 302, 407, 408, 418, 429, 500].map((status) => ({ status, headers: {}, body: "?" }))];
      for (const { error } of replies.map((reply) => readResponse(operation, reply))) for (const text of [error.meaning, error.remedy]) said.add(text);
      // Forms that are not documented are said in issues alone.
      const { members } = operation;
      const input = exampleOf(operation, () => core.generatePassword(id));
      for (const { name, kind } of members) {
        if (kind !== "text") continue;
        const validated = ["a".repeat(20), "a\0", "a\ud800"].map((text) => core.validate(id, { ...input, [name]: text }));
        for (const { expected } of validated.flatMap(({ warnings = [], issues: found = [] }) => [...warnings, ...found])) for (const form of [...(expected.forms ?? []), ...(expected.classes ?? []), expected.form ?? ""]) if (form) said.add(form);
      }
    }
    // What characters are called is said of passwords and ids that have them.
    const { id } = CLOUDSSO;
    const examples = exampleOf(core.describe(id), () => "");
    // All characters of those planes that have any such, and some of the others.
    const step = (point) => (point === 0xd7ff ? 0x801 : point < 0x1d800 || (point >= 0xe0000 && point < 0xe1000) ? 1 : 0x100);
    for (let point = 0; point <= 0x10ffff; point += step(point)) {
      const { warnings = [] } = core.validate(id, { ...examples, Password: `Abcdef1!${String.fromCodePoint(point)}` });
      for (const { expected } of warnings) if (expected.name) said.add(expected.name);
    }
    const parts = new Set([...said].flatMap((text) => [text, ...text.split(/(?<=\.) /)]));
    // A name may be the same in both languages.
    const proper = { has: (text) => names.has(text) || /^[A-Z]\w+( [A-Z]\w+)*$/.test(text) };
    const { default: menu } = await import("../../www/pkg/catalogue.js");
    const ofDocuments = Object.assign({}, ...await Promise.all(menu.map(async ({ file }) => (await import(`../../www/pkg/operations/${file}.zh-Hans.js`)).default)));
    assert.deepEqual(Object.keys(model).filter((text) => !parts.has(text) || Object.hasOwn(ofDocuments, text)), []);
    const { zhHans } = await import("../../www/languages/zh-hans.js");
    zhHans.learn(ofDocuments);
    assert.deepEqual([...said].filter((text) => !proper.has(text) && zhHans.model(text) === text), []);
  });
});

describe("where something is missing", () => {
  test("the network: a page that somebody has come to goes on working, and says what it cannot load", () => visit(async (page, seen) => {
    await ready(page);
    // outcome.js imports response.js, which is the last of them or en-more.js is.
    const loaded = [/\/response\.js/, /\/en-more\.js/, /\/chime\w+\.js/].map(async (name) => (await page.waitForResponse(name)).finished());
    await page.locator("#member-1").focus();
    await Promise.all(loaded);
    await page.context().setOffline(true);
    await choose(page, CLOUDSSO);
    await fillIds(page, CLOUDSSO);
    await page.getByRole("button", { name: "Generate password" }).click();
    await build(page);
    assert.equal(await page.locator("#request-line").textContent(), CLOUDSSO.line);
    await page.getByRole("tab", { name: "Command line" }).click();
    await says(page, "#request-panel-2 .status", "The commands could not be loaded. Everything else on this page works without them.");
    await page.getByRole("button", { name: "简体中文" }).click();
    assert.equal(await page.getByRole("button", { name: "English" }).getAttribute("aria-pressed"), "true");
    await page.getByRole("heading", { name: "Your request is ready" }).waitFor();
    // What the browser itself says of a failed request is not the page's.
    assert.deepEqual(seen.console.filter((text) => !text.startsWith("Failed to load resource")), []);
  }, { failures: true }));

  test("the network before anybody came: it says so, and builds once there is one", () => visit(async (page) => {
    await ready(page);
    await page.context().setOffline(true);
    await fillIds(page, WORKMAIL);
    await page.getByRole("button", { name: "Generate password" }).click();
    await page.locator("#form .primary").click();
    const missing = "This part of the page could not be loaded. Check the connection, and try again.";
    await says(page, "#request .help", missing);
    assert.equal(await page.locator("#announcer").textContent(), missing);
    await page.locator("#response summary").click();
    await says(page, "#response .help", missing);
    await page.getByRole("tab", { name: "A whole file" }).click();
    await says(page, "#batch .notice", missing);
    await page.context().setOffline(false);
    await page.getByRole("tab", { name: "One user" }).click();
    await build(page);
    assert.equal(await page.locator("#request-line").textContent(), WORKMAIL.line);
    await page.getByRole("tab", { name: "A whole file" }).click();
    await page.locator("#batch-file").waitFor();
  }, { failures: true }));

  test("the page says that it needs JavaScript", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(server.address);
    assert.equal(
      await page.locator("noscript p").innerText(),
      "This page needs JavaScript and WebAssembly to check what you type.",
    );
    assert.equal(await page.locator("noscript p").isVisible(), true);
    assert.equal(await page.locator("#loading").isVisible(), false);
    assert.equal(await page.locator("form").isVisible(), false);
    await context.close();
  });

  for (const file of ["core.wasm", "slim.js"]) {
    test(`the page says that it could not load: ${file}`, () => visit(async (page) => {
      await page.locator("#loading[role=alert]").waitFor();
      assert.equal(
        await page.locator("#loading").innerText(),
        "This page could not load its WebAssembly module, so the form cannot work. Reload the page; if that does not help, use a current browser that allows WebAssembly.",
      );
      assert.equal(await page.locator("#desk").isVisible(), false);
    }, { prepare: (page) => page.route(`**/pkg/${file}`, (route) => route.abort()), failures: true }));
  }
});

test("an operation that cannot be loaded leaves the one before as it was, and can be chosen again", () => visit(async (page) => {
  await ready(page);
  const file = "**/pkg/operations/*.js";
  await page.route(file, (route) => route.abort());
  await page.locator("#member-1").fill("typed");
  await page.locator("#operation").selectOption(CHIME.id);
  await says(page, "#announcer", "This part of the page could not be loaded. Check the connection, and try again.");
  assert.equal(await page.locator("#operation").inputValue(), WORKMAIL.id);
  assert.equal(await page.locator("#member-1").inputValue(), "typed");
  await page.unroute(file);
  await choose(page, CHIME);
  assert.equal(await page.locator("#member-1").inputValue(), "");
}, { failures: true }));

describe("the sources", () => {
  const www = new URL("../../www/", import.meta.url);

  test("name no operation, provider or member: all of it comes from the core", async () => {
    const core = await import(new URL("pkg/slim.js", www).href);
    await knowAll(core);
    const names = core.operations().map(core.describe).flatMap(({ id, provider, service, action, members }) => [
      id, provider, service, action, ...members.flatMap(({ name, flag }) => [name, flag]),
    ]).filter((name) => name !== "UserName" && /^[A-Z][a-z]+[A-Z]|:|^--/.test(name));
    assert.ok(names.length > 10);
    for (const file of await readdir(www, { recursive: true })) {
      // A translation of what the core says of its operations says it of its operations.
      if (file.startsWith("pkg") || file.endsWith("-model.js")) continue;
      if (!file.endsWith(".js") && file !== "index.html") continue;
      const text = await readFile(new URL(file, www), "utf8");
      assert.deepEqual(names.filter((name) => text.includes(name)), [], file);
    }
  });

  test("are what is served: nothing was changed since scripts/page.mjs ran", async () => {
    const files = await buildPage(false);
    assert.ok(files.length > 5);
    for (const { path, contents } of files) assert.ok((await readFile(path)).equals(contents), path);
  });

  test("make no markup from text, and write to no console", async () => {
    for (const file of await readdir(www, { recursive: true })) {
      if (/^(pkg|docs)\b/.test(file) || !file.endsWith(".js")) continue;
      const text = await readFile(new URL(file, www), "utf8");
      assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|console\.\w|\.pushState/, file);
      // What a desk gave this tab is kept as long as the tab, and its link is read once: no other file does either.
      if (file !== "desk-session.js") assert.doesNotMatch(text, /Storage|location\.(?!reload\(\))/, file);
    }
    const session = await readFile(new URL("desk-session.js", www), "utf8");
    assert.deepEqual(session.match(/\w+Storage\.\w+\([^)]*\)/g), ["sessionStorage.getItem(KEY)", "sessionStorage.setItem(KEY, body.key)"]);
  });

  test("have no script or style inline, and the policy stands before all that it governs", async () => {
    const html = await readFile(new URL("index.html", www), "utf8");
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
    assert.match(html, /<meta charset="utf-8">\s*<!--[^>]*-->\s*<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types batch-worker">/);
    assert.match(html, /<meta name="referrer" content="no-referrer">/);
  });
});
