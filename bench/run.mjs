// Measures resetkit and its peers in Node and in Chromium and writes the tables of the README.
// `node bench/run.mjs --quick` prints them only, after few rounds.
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { GROUPS, suites } from "./suites.mjs";

const quick = process.argv.includes("--quick");
const options = quick ? { rounds: 5, milliseconds: 5 } : { rounds: 21, milliseconds: 20 };
const here = fileURLToPath(import.meta.url);

if (process.argv[2] === "--group") {
  process.stdout.write(JSON.stringify(await suites(process.argv[3], JSON.parse(process.argv[4]))));
  process.exit();
}

/** Every group in a process of its own. */
function inNode() {
  return Object.keys(GROUPS).map((group) => {
    const output = execFileSync(process.execPath, ["--expose-gc", here, "--group", group, JSON.stringify(options)], { encoding: "utf8", maxBuffer: 1e8 });
    return JSON.parse(output);
  });
}

/** Every group in a page of its own. */
async function inChromium() {
  const { outputFiles: [bundle] } = await build({
    stdin: { contents: 'export { suites } from "./suites.mjs";', resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true, format: "esm", platform: "browser", write: false, logLevel: "error",
    // Not loaded in a browser.
    external: ["@aws-sdk/*", "@smithy/*", "secure-random-password", "generate-password"],
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const server = createServer((request, response) => {
    const isScript = request.url === "/suites.js";
    // Isolated, so that the page's clock has steps of 5 microseconds.
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html", "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" });
    response.end(isScript ? Buffer.from(bundle.contents) : "<!doctype html><title>bench</title>");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--js-flags=--expose-gc"],
  });
  try {
    const found = [];
    for (const group of Object.keys(GROUPS)) {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      found.push(await page.evaluate(async ([name, given]) => (await import("/suites.js")).suites(name, given), [group, options]));
      await page.close();
    }
    return { version: browser.version(), found };
  } finally {
    await browser.close();
    server.close();
  }
}

/** One row a job: how long resetkit takes, and how many times as long each peer. */
function table(jobs, found) {
  const rows = jobs.map((job) => Object.assign({}, ...found.toReversed().map((group) => group[job])));
  const peers = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => name !== "resetkit");
  const times = (ratio) => (ratio < 10 ? ratio.toPrecision(2) : Math.round(ratio));
  const time = (ns) => (ns < 1000 ? `${Math.round(ns)} ns` : ns < 1e6 ? `${(ns / 1000).toPrecision(3)} µs` : `${(ns / 1e6).toPrecision(3)} ms`);
  return [
    `| | resetkit | ${peers.join(" | ")} |`,
    `|---|${"---:|".repeat(peers.length + 1)}`,
    ...jobs.map((job, index) => `| ${job} | ${time(rows[index].resetkit.ns)} | ${peers.map((peer) => (rows[index][peer] ? `${times(rows[index][peer].ratio)} ×` : "")).join(" | ")} |`),
  ].join("\n");
}

const VALIDATE = ["workmail valid", "workmail one", "workmail all", "cloudsso valid", "cloudsso one", "cloudsso all"];
const node = inNode();
const { version, found: page } = await inChromium();
const text = [`Node ${process.versions.node}`, node, `Chromium ${version.split(".")[0]}`, page].reduce((parts, part, index, all) => {
  if (index % 2 === 0) return parts;
  const tables = [VALIDATE, ["generate one", "generate 10,000"], ["serialize workmail"]].map((jobs) => table(jobs, part));
  return [...parts, `${all[index - 1]}:`, ...tables];
}, []).join("\n\n");
console.log(text);
if (!quick) {
  const readme = new URL("../README.md", import.meta.url);
  const [before, rest] = readFileSync(readme, "utf8").split("<!-- bench -->");
  const [, after] = rest.split("<!-- /bench -->");
  writeFileSync(readme, `${before}<!-- bench -->\n${text}\n<!-- /bench -->${after}`);
}
