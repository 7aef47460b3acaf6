// Starts Firefox, and speaks WebDriver BiDi with it and nothing in between.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import WebSocket from "ws";
import { PATIENCE } from "../page/waiting.mjs";

const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox";

/** Why there is none; false if there is one. */
export const noFirefox = !existsSync(FIREFOX) && `there is no Firefox here: no ${FIREFOX}`;

/**
 * @param {string} preferences lines of `user.js`
 * @returns a tab of a new profile: its folder, and what sends it commands
 */
export async function startFirefox(preferences = "") {
  const profile = await mkdtemp(join(tmpdir(), "resetkit-firefox-"));
  await writeFile(join(profile, "user.js"), preferences);
  const firefox = spawn(FIREFOX, ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile], { stdio: ["ignore", "ignore", "pipe"] });
  let socket;
  const close = async () => {
    socket?.close();
    firefox.kill();
    if (firefox.exitCode === null && firefox.signalCode === null) await new Promise((resolve) => firefox.once("exit", resolve));
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
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
    let last = 0;
    const waiting = new Map();
    const events = [];
    socket.on("message", (data) => {
      const message = JSON.parse(data);
      if (message.type === "event") return events.push(message);
      const { resolve, reject } = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.type === "success") resolve(message.result);
      else reject(new Error(message.message));
    });
    const command = (method, params) => new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      socket.send(JSON.stringify({ id: last, method, params }));
    });
    await command("session.new", { capabilities: {} });
    await command("session.subscribe", { events: ["log.entryAdded"] });
    const { context } = await command("browsingContext.create", { type: "tab" });
    const go = (url) => command("browsingContext.navigate", { context, url, wait: "complete" });
    /** The value of an expression in the page. */
    const value = async (expression) => {
      const { result, exceptionDetails } = await command("script.evaluate", { expression: `(async () => JSON.stringify(await (${expression})))()`, target: { context }, awaitPromise: true });
      if (exceptionDetails) throw new Error(exceptionDetails.text);
      return result.value === undefined ? undefined : JSON.parse(result.value);
    };
    return { profile, context, events, command, go, value, close };
  } catch (error) {
    await close();
    throw error;
  }
}
