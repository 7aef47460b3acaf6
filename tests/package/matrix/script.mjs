// A page and a script without any tool: the package's own files, served as they are under the strict policy, in Chromium
// and in Firefox.
import { test } from "node:test";
import { cpSync, existsSync } from "node:fs";
import puppeteer from "puppeteer-core";
import { collect, CSP, example, here, html, logged, printed, project, served } from "./lib.mjs";

const FIREFOX = process.env.FIREFOX || "/usr/bin/firefox-esr";
const body = example.replace(/^import .*$/m, "");
const folder = project("script", {
  "index.html": html("/example.js"),
  "example.js": example.replace('"resetkit"', '"/resetkit/index.js"'),
  "slim/index.html": html("/slim.js"),
  "slim.js": `import init, { buildRequest, describe, generatePassword, validate } from "/resetkit/slim.js";
import { workmailResetPassword } from "/resetkit/operations.js";
await init("/resetkit/core.wasm");
describe(workmailResetPassword);
${body}`,
});
cpSync(`${here}node_modules/resetkit`, `${folder}/resetkit`, { recursive: true });

const inFirefox = async (address) => {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: FIREFOX, headless: true });
  try {
    const page = await browser.newPage();
    return await collect(page, () => page.goto(address));
  } finally {
    await browser.close();
  }
};

for (const [name, open] of [["Chromium", logged], ["Firefox", inFirefox]]) {
  const skip = name === "Firefox" && !existsSync(FIREFOX);
  test(`${name}: resetkit`, { skip }, async () => printed(await served(folder, open)));
  test(`${name}: resetkit/slim`, { skip }, async () => {
    printed(await served(folder, (address) => open(`${address}slim/index.html`), `${CSP}; connect-src 'self'`));
  });
}
