// The keyboard flow once more in Firefox, over WebDriver BiDi and nothing in between.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import WebSocket from "ws";
import { serve } from "../../scripts/serve.mjs";

const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox";

const KEYS = { Tab: "\uE004", Enter: "\uE007", ArrowDown: "\uE015", ArrowRight: "\uE014", Space: " ", Shift: "\uE008" };

describe("Firefox", { skip: !existsSync(FIREFOX) && "there is no Firefox here" }, () => {
  let server, profile, firefox, socket, context;
  let last = 0;
  const waiting = new Map();
  const events = [];

  const command = (method, params) => new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    socket.send(JSON.stringify({ id: last, method, params }));
  });

  /** The value of an expression in the page. */
  async function value(expression) {
    const { result, exceptionDetails } = await command("script.evaluate", { expression: `JSON.stringify(${expression})`, target: { context }, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value === undefined ? undefined : JSON.parse(result.value);
  }

  async function becomes(expression, expected) {
    const until = Date.now() + 10_000;
    let found;
    do found = await value(expression).catch(String); while (JSON.stringify(found) !== JSON.stringify(expected) && Date.now() < until);
    assert.deepEqual(found, expected);
  }

  async function press(...keys) {
    const actions = keys.flatMap((key) => ["keyDown", "keyUp"].map((type) => ({ type, value: KEYS[key] ?? key })));
    await command("input.performActions", { context, actions: [{ type: "key", id: "keyboard", actions }] });
  }

  before(async () => {
    server = await serve(0, "/some/sub/path/");
    profile = await mkdtemp(join(tmpdir(), "resetkit-firefox-"));
    await writeFile(join(profile, "user.js"), 'user_pref("intl.accept_languages", "en");\nuser_pref("accessibility.tabfocus", 7);\n');
    firefox = spawn(FIREFOX, ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile], { stdio: ["ignore", "ignore", "pipe"] });
    const address = await new Promise((resolve, reject) => {
      let text = "";
      firefox.stderr.on("data", (data) => {
        text += data;
        const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(text);
        if (found) resolve(found[1]);
      });
      firefox.once("exit", () => reject(new Error("Firefox ended")));
      setTimeout(() => reject(new Error("Firefox did not start")), 60_000).unref();
    });
    socket = new WebSocket(`${address}/session`);
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    socket.on("message", (data) => {
      const message = JSON.parse(data);
      if (message.type === "event") return events.push(message);
      const { resolve, reject } = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === "success") resolve(message.result);
      else reject(new Error(message.message));
    });
    await command("session.new", { capabilities: {} });
    await command("session.subscribe", { events: ["log.entryAdded"] });
    ({ context } = await command("browsingContext.create", { type: "tab" }));
    await command("browsingContext.navigate", { context, url: server.address, wait: "complete" });
    await becomes('document.getElementById("desk").hidden', false);
  }, { timeout: 90_000 });

  after(async () => {
    socket?.close();
    firefox?.kill();
    server?.close();
    if (firefox && firefox.exitCode === null) await new Promise((resolve) => firefox.once("exit", resolve));
    if (profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  test("the whole flow by keyboard", async () => {
    const focused = "document.activeElement.id || document.activeElement.ariaLabel || document.activeElement.className || document.activeElement.textContent";
    await press("Tab", "Tab", "Tab", "Tab");
    await becomes(focused, "operation-1");
    await press("ArrowDown", "Tab", "Tab", "Tab");
    await becomes(focused, "member-1");
    await press(..."x-1", "Tab");
    await becomes('document.querySelector("#member-1-issues").textContent', "Error: Directory ID must be d- followed by characters of 0-9 and a-z. The character at position 1 does not fit.");
    await press("Enter");
    await becomes(focused, "error-summary");
    await becomes("document.title", "Error: Reset desk");
    await press("Tab", "Enter");
    await becomes(focused, "member-1");
    await value('document.activeElement.select()');
    await press(..."d-00fc2p61abcd", "Tab", ..."u-00q8wbq42wiltcrkabcd", "Tab", "Tab");
    await becomes(focused, "Show password");
    await press("Tab", "Enter");
    await becomes('document.querySelector("#form .password .status").textContent', "A new password is filled in. Show it to read it, or copy it.");
    await becomes('document.querySelectorAll(".policy .is-met").length', 6);
    await press("Tab", "Tab", "Space");
    await becomes('document.querySelectorAll(".spelling li").length', 20);
    // Back to the field, and on to the request.
    await value('document.getElementById("member-2").focus()');
    await press("Enter");
    await becomes(focused, "request-heading");
    await becomes('document.getElementById("request-line").textContent', "POST https://cloudsso.cn-shanghai.aliyuncs.com/");
    await becomes('document.getElementById("request-body").textContent', `DirectoryId=d-00fc2p61abcd&UserId=u-00q8wbq42wiltcrkabcd&Password=${"•".repeat(12)}&RequirePasswordResetForNextLogin=true`);
    await becomes('document.querySelectorAll(".spelling").length', 0);
    await press("Tab", "ArrowRight", "ArrowRight", "ArrowRight");
    await becomes(focused, "request-tab-4");
    await becomes('document.getElementById("request-panel-4").hidden', false);
    assert.equal(await value("document.documentElement.scrollWidth <= innerWidth"), true);

    // A whole file, in a worker, under this browser's Trusted Types too.
    await value('document.getElementById("way-tab-1").focus()');
    await press("ArrowRight");
    await becomes('document.getElementById("batch-file") !== null', true);
    const path = join(profile, "users.csv");
    await writeFile(path, "User ID\nu-00q8wbq42wiltcrkabcd\nu-x\n");
    const { result: { sharedId } } = await command("script.evaluate", { expression: 'document.getElementById("batch-file")', target: { context }, awaitPromise: false });
    await value('document.getElementById("batch-operation").focus()');
    await press("ArrowDown");
    await command("input.setFiles", { context, element: { sharedId }, files: [path] });
    await becomes('document.querySelectorAll("#batch td").length', 2);
    await value('document.getElementById("default-1").focus()');
    await press(..."d-00fc2p61abcd", "Enter");
    await becomes(focused, "batch-outcome-heading");
    await becomes('document.querySelector(".batch-counts").textContent', "2 valid, 0 refused.");
    await becomes('document.querySelectorAll("#batch .files a").length', 3);
    assert.deepEqual(events.map(({ params }) => params.text), []);
  }, { timeout: 60_000 });
});
