// What every consumer of the matrix shares: the README's example, what it promises to print, and browsers to run it in.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:http";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const here = fileURLToPath(new URL(".", import.meta.url));
export const bin = (name) => join(here, "node_modules/.bin", name);
const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");

/** The README's first JavaScript example, and the lines that its comments promise. */
export const [, example] = /```js\n(.*?)```/s.exec(readme);
const promised = [...example.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line);

/** The strictest policy under which a page can load a script and compile wasm at all. */
export const CSP = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

/** Asserts that the example printed what it promises; a line that ends in … promises its start. */
export function printed(lines) {
  assert.equal(lines.length, promised.length, lines.join("\n"));
  promised.forEach((line, index) => {
    const start = line.replace(/…$/, "");
    assert.equal(line.endsWith("…") ? lines[index].slice(0, start.length) : lines[index], start);
  });
}

export const lines = (output) => output.trimEnd().split("\n");

/** The example as a program that requires its modules. */
export const required = example.replace(/^import (.*) from (".*");$/m, "const $1 = require($2);");

/** A program with one operation of the catalogue. */
export const single = `import { describe } from "resetkit/slim";
import { chimeResetPersonalPIN } from "resetkit/operations";
console.log(describe(chimeResetPersonalPIN).action);
`;

/** Asserts that of all operations a bundle of `single` has that one. */
export function isSingle(folder) {
  const bundled = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".js")).map((name) => readFileSync(join(folder, name), "utf8")).join("");
  for (const [name, there] of [["ResetPersonalPIN", true], ["ResetUserPassword", false], ["WorkMailService", false]]) assert.equal(bundled.includes(name), there, name);
}

/** An empty folder beside node_modules, with these files in it. */
export function project(name, files) {
  const folder = join(here, ".out", name);
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Runs a program and returns what it printed. */
export function run(program, args, { cwd = here, ...env } = {}) {
  try {
    return execFileSync(program, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
  } catch (error) {
    throw new Error(`${program} ${args.join(" ")}\n${error.stdout}\n${error.stderr}`);
  }
}

/** Starts a server, waits for the address that it prints, and stops it after `use`. */
export async function serving(program, args, options, use) {
  const child = spawn(program, args, { ...options, env: { ...process.env, ...options.env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  try {
    const address = await new Promise((resolve, reject) => {
      const read = (chunk) => {
        output += chunk;
        const found = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(output.replace(/\x1b\[\d*m/g, ""));
        if (found) resolve(found[0]);
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.on("exit", (code) => reject(new Error(`stopped with ${code}\n${output}`)));
    });
    return await use(address);
  } finally {
    child.kill();
  }
}

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };

/** Serves a folder under the strict policy. */
export async function served(folder, use, policy = CSP) {
  const server = createServer((request, response) => {
    const path = decodeURI(request.url.split("?")[0]);
    try {
      const body = readFileSync(join(folder, path === "/" ? "index.html" : path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/html", "content-security-policy": policy }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.close();
  }
}

/** What a page logs in Chromium, until it has logged as many lines as the example promises. */
export async function logged(address) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
  try {
    const page = await browser.newPage();
    return await collect(page, () => page.goto(address));
  } finally {
    await browser.close();
  }
}

/** @param page of playwright or of puppeteer, which agree in this */
export async function collect(page, open) {
  const found = [];
  let late;
  await new Promise((resolve, reject) => {
    late = setTimeout(() => reject(new Error(`printed only\n${found.join("\n")}`)), 120_000);
    // The policy stops the icon that browsers look for, too.
    const complain = (text) => text.includes("/favicon.ico") || reject(new Error(text));
    page.on("pageerror", (error) => complain(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") complain(`${message.text()} ${message.location().url}`);
      if (message.type() === "log" && found.push(message.text()) === promised.length) resolve();
    });
    open().catch(reject);
  }).finally(() => clearTimeout(late));
  return found;
}

/** A page that runs one script. */
export const html = (script) => `<!doctype html><html lang="en"><title>resetkit</title><script type="module" src="${script}"></script></html>`;
