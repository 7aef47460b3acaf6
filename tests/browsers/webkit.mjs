// Starts WebKit, and speaks WebDriver with it and nothing in between.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PATIENCE } from "../page/waiting.mjs";

const DRIVER = process.env.WEBKIT_DRIVER ?? "/usr/bin/WebKitWebDriver";
/** WebKit's driver has no mode without a screen. */
const XVFB = process.env.XVFB ?? "/usr/bin/Xvfb";
const missing = [DRIVER, XVFB].filter((path) => !existsSync(path));

/** Why there is none; false if there is one. */
export const noWebKit = missing.length > 0 && `there is no WebKit here: no ${missing.join(" and no ")}`;

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** @returns a window of a new profile: the folder of its home, and what sends it commands */
export async function startWebKit() {
  const folder = await mkdtemp(join(tmpdir(), "resetkit-webkit-"));
  await mkdir(join(folder, "downloads"));
  await writeFile(join(folder, "user-dirs.dirs"), 'XDG_DOWNLOAD_DIR="$HOME/downloads"\n');
  let driver, origin, session = "";
  const screen = spawn(XVFB, ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const send = async (method, path, body) => {
    const response = await fetch(`${origin}/session${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const close = async () => {
    if (session) await send("DELETE", `/${session}`);
    for (const child of [driver, screen]) {
      child?.kill();
      if (child && child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const [display] = await once(screen.stdio[3], "data");
    const port = await freePort();
    driver = spawn(DRIVER, [`--port=${port}`], {
      stdio: "ignore",
      // In this locale WebKit says that the reader's language is C, which is none.
      env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, DISPLAY: `:${String(display).trim()}`, LC_ALL: "C.UTF-8" },
    });
    origin = `http://127.0.0.1:${port}`;
    const until = Date.now() + PATIENCE;
    while (!(await fetch(`${origin}/status`).then(({ ok }) => ok, () => false))) {
      if (driver.exitCode !== null || Date.now() > until) throw new Error("WebKit's driver did not start");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    ({ sessionId: session } = await send("POST", "", { capabilities: {} }));
    const command = (method, path, body) => send(method, `/${session}${path}`, body);
    await command("POST", "/timeouts", { script: PATIENCE });
    const go = (url) => command("POST", "/url", { url });
    /** The value of an expression in the page. */
    const value = async (expression) => {
      const script = `const [done] = arguments; (async () => (${expression}))().then((found) => done({ found: JSON.stringify(found) }), (error) => done({ error: String(error) }));`;
      const { found, error } = await command("POST", "/execute/async", { script, args: [] });
      if (error) throw new Error(error);
      return found === undefined ? undefined : JSON.parse(found);
    };
    return { folder, command, go, value, close };
  } catch (error) {
    await close();
    throw error;
  }
}
