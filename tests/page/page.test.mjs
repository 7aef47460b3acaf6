// The page as a whole: its languages, what it does where something is missing, and its sources.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { buildPage } from "../../scripts/page.mjs";
import { CLOUDSSO, OPERATIONS, WORKMAIL } from "./operations.mjs";
import { act, beside, choose, fillIds, form, linkTo, own, ready, source, wrong } from "./steps.mjs";
import { browser, english, focuses, says, server, texts, visit } from "./visit.mjs";
import { becomes } from "./waiting.mjs";

/** Makes all operations that the page has known to the package as the page loads it. */
async function knowAll(core) {
  const { default: menu } = await import("../../www/pkg/catalogue.js");
  for (const { file } of menu) core.describe((await import(`../../www/pkg/operations/${file}.js`)).default);
}

describe("in Chinese", () => {
  const context = { locale: "zh-CN" };
  const zh = (page, name) => page.getByRole("button", { name, exact: true });
  /** What a person typed, and codes, are in no language. */
  const words = async (page) => (await english(page)).filter((text) => !/^(us-east-1|cn-shanghai|m-d281…fd27|[A-Za-z-]+)$/.test(text.trim()) && !/示例：\S+$/.test(text) && !/^尚未签名。请使用 [A-Z0-9-]+ 为服务“\w+”签名。$/.test(text));

  test("everything that is said is Chinese", () => visit(async (page) => {
    await ready(page);
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
    assert.equal(await page.title(), "密码重置工具");
    await page.getByText("已停止的服务（1）").click();
    assert.deepEqual(await words(page), []);
    for (const operation of OPERATIONS) {
      await choose(page, operation);
      await act(page);
      assert.deepEqual(await words(page), []);
      for (const id of [1, 2]) await page.locator(`#member-${id}`).fill("한");
      if (operation.secret) await own(page, "a한", "自行输入");
      await act(page);
      assert.deepEqual(await words(page), []);
      await fillIds(page, operation);
      if (operation.secret) {
        await source(page, "单词组合");
        await zh(page, "选项").click();
        assert.deepEqual(await words(page), []);
        await source(page, "随机字符");
        await zh(page, "显示").click();
      }
      for (const name of ["命令", "Python", "HTTP", "输入文件"]) {
        await form(page, name);
        await page.locator("#code [role=tabpanel]:not([hidden]) :is(pre, .note)").first().waitFor();
        assert.deepEqual(await words(page), [], name);
      }
      await zh(page, "有输出…").click();
      await zh(page, "查看结果").click();
      assert.deepEqual(await words(page), []);
      await page.locator("#printed").fill('{"__type":"InvalidPasswordException"}');
      await zh(page, "查看结果").click();
      await page.locator(".notices .tell").waitFor();
      await page.getByText("技术支持信息").click();
      assert.deepEqual(await words(page), []);
    }
  }, { context }));

  test("what is wrong with a field is said from its code", () => visit(async (page) => {
    await choose(page, WORKMAIL);
    await page.locator("#member-1").fill("m-x");
    await own(page, "ab한", "自行输入");
    await act(page);
    assert.deepEqual([await wrong(page, 1), await wrong(page, 2), await wrong(page, 3)], [["请输入 34 个字符。"], ["请填写此项。"], ["请删除第 3 个字符：此处不允许使用。"]]);
    assert.equal(await beside(page), "有 3 处需要修改：组织 ID、用户 ID、新密码");
  }, { context }));

  test("the switch keeps what is typed, what is shown and what is wrong, and stores nothing", () => visit(async (page) => {
    await choose(page, CLOUDSSO);
    await fillIds(page, CLOUDSSO);
    await own(page, CLOUDSSO.secret);
    await page.getByLabel("Region").selectOption("us-west-1");
    await page.getByLabel("Require a new password at the next logon").uncheck();
    await form(page, "Python");
    await page.getByRole("button", { name: "中文" }).click();
    await says(page, "h1", "重置云 SSO (CloudSSO) 密码");
    await focuses(page, "English");
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
    assert.deepEqual([await page.locator("#member-1").inputValue(), await page.locator("#member-2").inputValue(), await page.locator("#member-3").inputValue()], [CLOUDSSO.setup.DirectoryId, CLOUDSSO.user, CLOUDSSO.secret]);
    assert.equal(await page.locator("#member-5").isChecked(), false);
    assert.equal(await page.locator("#region").inputValue(), "us-west-1");
    await becomes(() => texts(page, "#code [role=tab][aria-selected=true]"), ["Python"]);
    await page.locator("#member-1").fill(CLOUDSSO.wrong[0]);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: CLOUDSSO.job }).waitFor();
    assert.deepEqual(await wrong(page, 1), [CLOUDSSO.wrong[1]]);
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
    assert.equal(await page.locator("h1").innerText(), "What do you want to reset?");
  }, { context, prepare: (page) => page.route("**/zh-hans*.js", (route) => route.abort()), failures: true }));

  test("no text of the core is without a translation, and none is translated that it does not say", async () => {
    const core = await import("../../www/pkg/slim.js");
    await core.default(await readFile(new URL("../../www/pkg/core.wasm", import.meta.url)));
    await knowAll(core);
    const { default: model } = await import("../../www/text/zh-hans-model.js");
    const said = new Set();
    const read = new Set(["provider", "service", "summary", "label", "help", "notice", "meaning", "remedy", "text"]);
    const { readResponse } = await import("../../www/pkg/response.js");
    const { responseOf } = await import("../../www/printed/pasted-response.js");
    const { exampleOf } = await import("../../www/base/example.js");
    const { inWords } = await import("../../www/done/in-words.js");
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
    const { zhHans } = await import("../../www/text/zh-hans.js");
    zhHans.learn(ofDocuments);
    assert.deepEqual([...said].filter((text) => !proper.has(text) && zhHans.model(text) === text), []);
  });
});

describe("where something is missing", () => {
  const missing = "This part of the page could not be loaded. Check the connection and try again.";

  test("the network: a page that somebody has come to goes on working, and says what it cannot load", () => visit(async (page) => {
    const loaded = [/\/core\.wasm/, /\/response\.js/, /\/en-more\.js/, /\/later\.js/, /\/chime\w+\.js/].map(async (name) => (await page.waitForResponse(name)).finished());
    await ready(page);
    await page.keyboard.press("Shift");
    await Promise.all(loaded);
    await page.context().setOffline(true);
    await choose(page, CLOUDSSO);
    await fillIds(page, CLOUDSSO);
    await form(page, "HTTP");
    await becomes(async () => (await page.locator("#request-http").textContent()).split("\n")[0], CLOUDSSO.line);
    await form(page, "Command");
    await says(page, "#code [role=tabpanel]:not([hidden]) .note", missing);
    await act(page);
    await says(page, "#form footer [role=status]", missing);
    await page.getByRole("button", { name: "中文" }).click();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await page.getByRole("heading", { name: CLOUDSSO.job }).waitFor();
  }, { failures: true }));

  test("the page says that it needs JavaScript", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(server.address);
    assert.equal(await page.locator("noscript p").innerText(), "This page needs JavaScript and WebAssembly.");
    assert.equal(await page.locator("noscript p").isVisible(), true);
    await context.close();
  });

  for (const file of ["core.wasm", "slim.js"]) {
    test(`the page says that it could not load: ${file}`, () => visit(async (page) => {
      await says(page, "#one [role=alert] h2", "This page could not load its WebAssembly module. Reload the page. If that does not help, use a current browser that allows WebAssembly.");
    }, { hash: linkTo(WORKMAIL), prepare: (page) => page.route(`**/pkg/${file}`, (route) => route.abort()), failures: true }));
  }
});

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
      if (file !== "desk/session.js") assert.doesNotMatch(text, /Storage|location\.(?!reload\(\)|pathname\b|href\))/, file);
    }
    const session = await readFile(new URL("desk/session.js", www), "utf8");
    assert.deepEqual(session.match(/\w+Storage\.\w+\([^)]*\)/g), ["sessionStorage.getItem(KEY)", "sessionStorage.setItem(KEY, body.key)"]);
  });

  test("have no script or style inline, and the policy stands before all that it governs", async () => {
    const html = await readFile(new URL("index.html", www), "utf8");
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
    assert.match(html, /<meta charset="utf-8">\s*<!--[^>]*-->\s*<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types batch-worker">/);
    assert.match(html, /<meta name="referrer" content="no-referrer">/);
  });
});
