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
import { flow } from "./flow.mjs";
import { PATIENCE } from "./waiting.mjs";

const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox";

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

  const perform = (actions) => command("input.performActions", { context, actions });

  async function choose(path) {
    const { result: { sharedId } } = await command("script.evaluate", { expression: 'document.getElementById("batch-file")', target: { context }, awaitPromise: false });
    await command("input.setFiles", { context, element: { sharedId }, files: [path] });
  }

  const { becomes, buildRequest, runBatch } = flow({ value, perform, choose });

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
      setTimeout(() => reject(new Error("Firefox did not start")), PATIENCE).unref();
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
    await becomes('document.getElementById("search") !== null', true);
  }, { timeout: 2 * PATIENCE });

  after(async () => {
    socket?.close();
    firefox?.kill();
    server?.close();
    if (firefox && firefox.exitCode === null) await new Promise((resolve) => firefox.once("exit", resolve));
    if (profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  test("the whole flow by keyboard", async () => {
    await buildRequest();
    // In a worker under this browser's Trusted Types too.
    await runBatch(join(profile, "users.csv"));
    assert.deepEqual(events.map(({ params }) => params.text), []);
  });
});
