// Measures resetkit and its peers in Node and in Chromium and writes the tables of docs/performance.md.
// `node bench/run.mjs --quick` prints them only, after few rounds.
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { bars } from "./bars.mjs";
import { held, sizes } from "./sizes.mjs";
import { bulk } from "./bulk.mjs";
import { csv } from "./inputs.mjs";
import { median } from "./measure.mjs";
import { validators } from "./peers.mjs";
import { FILE, GROUPS, ROWS, suites } from "./suites.mjs";

const quick = process.argv.includes("--quick");
const options = quick ? { rounds: 5, milliseconds: 5 } : { rounds: 21, milliseconds: 20 };
const here = fileURLToPath(import.meta.url);

if (process.argv[2] === "--group") {
  process.stdout.write(JSON.stringify(await suites(process.argv[3], JSON.parse(process.argv[4]))));
  process.exit();
}

/** What a script prints when it is called with these words. */
const called = (...words) => JSON.parse(execFileSync(process.execPath, ["--expose-gc", ...words], { encoding: "utf8", maxBuffer: 1e8 }));
const beside = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Every group in a process of its own. */
function inNode() {
  return Object.keys(GROUPS).map((group) => called(here, "--group", group, JSON.stringify(options)));
}

/** From file to file, each in a process of its own: every candidate with the same rows, and resetkit with more and more. */
function files() {
  const folder = mkdtempSync(join(tmpdir(), "resetkit-bench-"));
  const [from, to] = [join(folder, "rows.csv"), join(folder, "rows.ndjson")];
  const make = (rows) => {
    writeFileSync(from, "");
    for (const part of csv(rows)) appendFileSync(from, part);
  };
  const run = (name, options = {}) => {
    const runs = Array.from({ length: quick ? 1 : 3 }, () => called(beside("memory.mjs"), JSON.stringify({ name, from, to, options })));
    return { ns: median(runs.map(({ ns }) => ns)), bytes: median(runs.map(({ bytes }) => bytes)) };
  };
  try {
    make(ROWS);
    const peers = Object.fromEntries(Object.keys(bulk).map((name) => [name, run(name)]));
    const growing = [10_000, 100_000, 1_000_000].map((rows) => {
      make(rows);
      return { rows, ...run("resetkit"), flat: run("resetkit", { allowDuplicates: true }).bytes };
    });
    return { peers, growing };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How long each library's first result takes, each time in a process of its own. */
function loads() {
  const names = Object.keys(validators);
  const rounds = Array.from({ length: 9 }, () => names.map((name) => called(beside("load.mjs"), name)));
  return Object.fromEntries(names.map((name, i) => [name, median(rounds.map((round) => round[i]))]));
}

/** An application that asks once. */
const FIRST = `
  import init, { validate } from "../dist/slim.js";
  import { workmailResetPassword } from "../dist/operations.js";
  export async function first() {
    await init("/dist/core.wasm");
    return validate(workmailResetPassword, { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333", Password: "Tr0ub4dor-and-3" });
  }
`;

/** Every group in a page of its own. */
async function inChromium() {
  const { outputFiles: [bundle] } = await build({
    stdin: { contents: 'export { suites } from "./suites.mjs";', resolveDir: beside(".") },
    bundle: true, format: "esm", platform: "browser", write: false, logLevel: "error",
    alias: { "csv-parse/sync": "csv-parse/browser/esm/sync" },
    // Not loaded in a browser.
    external: ["@aws-sdk/*", "@smithy/*", "bitwarden", "secure-random-password", "generate-password"],
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const { outputFiles: [first] } = await build({
    stdin: { contents: FIRST, resolveDir: beside(".") },
    bundle: true, minify: true, format: "esm", platform: "browser", write: false, logLevel: "error",
  });
  const server = createServer((request, response) => {
    const isScript = request.url === "/suites.js";
    if (request.url.startsWith("/dist/")) {
      const file = readFileSync(beside(`..${request.url}`));
      response.writeHead(200, { "content-type": request.url.endsWith(".wasm") ? "application/wasm" : "text/javascript", "cross-origin-embedder-policy": "require-corp" });
      return response.end(file);
    }
    if (request.url === "/load.js") {
      response.writeHead(200, { "content-type": "text/javascript", "cross-origin-embedder-policy": "require-corp" });
      return response.end(Buffer.from(first.contents));
    }
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
    const waits = [];
    for (let i = 0; i < 9; i++) {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      waits.push(await page.evaluate(async () => {
        const start = performance.now();
        await (await import("/load.js")).first();
        return performance.now() - start;
      }));
      await page.close();
    }
    return { version: browser.version(), found, load: median(waits) };
  } finally {
    await browser.close();
    server.close();
  }
}

const times = (ratio) => (ratio < 10 ? ratio.toPrecision(2) : Math.round(ratio));
const time = (ns) => (ns < 1000 ? `${Math.round(ns)} ns` : ns < 1e6 ? `${(ns / 1000).toPrecision(3)} µs` : ns < 1e9 ? `${(ns / 1e6).toPrecision(3)} ms` : `${(ns / 1e9).toPrecision(3)} s`);
const count = (number) => number.toLocaleString("en");
const speed = (rows, ns) => count(Number((rows / (ns / 1e9)).toPrecision(2)));
const megabytes = (bytes) => `${Math.round(bytes / 2 ** 20)} MB`;

/** A row a candidate. */
function bulkTable(found, { peers } = {}) {
  const measured = found.map((group) => group[FILE]).find(Boolean);
  return [
    `| ${count(ROWS)} rows | time | rows a second | times as long |${peers ? " memory |" : ""}`,
    `|---|---:|---:|---:|${peers ? "---:|" : ""}`,
    ...Object.entries(measured).map(([name, { ns, ratio }]) => `| ${name} | ${time(ns)} | ${speed(ROWS, ns)} | ${times(ratio)} |${peers ? ` ${megabytes(peers[name].bytes)} |` : ""}`),
  ].join("\n");
}

/** A row a length of the file. */
function growingTable({ growing }) {
  return [
    "| rows | time | rows a second | memory | with `allowDuplicates` |",
    "|---:|---:|---:|---:|---:|",
    ...growing.map(({ rows, ns, bytes, flat }) => `| ${count(rows)} | ${time(ns)} | ${speed(rows, ns)} | ${megabytes(bytes)} | ${megabytes(flat)} |`),
  ].join("\n");
}

/** A row a library. */
const loadTable = (measured) => ["| from the import to the first result | time |", "|---|---:|", ...Object.entries(measured).map(([name, milliseconds]) => `| ${name} | ${time(milliseconds * 1e6)} |`)].join("\n");

/** A row a library. */
const sizeTable = (measured) => ["| after gzip -9 | bytes |", "|---|---:|", ...measured.map(([name, bytes]) => `| ${name} | ${count(bytes)} |`)].join("\n");

/** One row a job: how long resetkit takes, and how many times as long each peer. */
function table(jobs, found) {
  const rows = jobs.map((job) => Object.assign({}, ...found.toReversed().map((group) => group[job])));
  const peers = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => name !== "resetkit");
  return [
    `| | resetkit | ${peers.join(" | ")} |`,
    `|---|${"---:|".repeat(peers.length + 1)}`,
    ...jobs.map((job, index) => `| ${job} | ${time(rows[index].resetkit.ns)} | ${peers.map((peer) => (rows[index][peer] ? `${times(rows[index][peer].ratio)} ×` : "")).join(" | ")} |`),
  ].join("\n");
}

/** The tables of one engine. */
const tables = (found, more) => [
  ...[VALIDATE, ["a password, valid", "a password, wrong"], ["generate one", "generate 10,000"], ["serialize workmail"]].map((jobs) => table(jobs, found)),
  bulkTable(found, more),
];

const VALIDATE = ["workmail valid", "workmail form", "workmail one", "workmail all", "cloudsso valid", "cloudsso one", "cloudsso all"];
const node = inNode();
const grown = files();
const load = loads();
const { version, found: page, load: loadInPage } = await inChromium();
const text = [
  `What must be and what is, in one run:`,
  bars({ Node: { found: node, grown, load: load.resetkit }, Chromium: { found: page, load: loadInPage }, "": { sizes: await held() } }),
  `Node ${process.versions.node}:`, ...tables(node, grown), "resetkit alone, from file to file:", growingTable(grown),
  "Loaded in a process that did nothing else, all operations of resetkit among it:", loadTable(load),
  `Chromium ${version.split(".")[0]}:`, ...tables(page),
  "What a browser downloads:", sizeTable(await sizes()),
].join("\n\n");
console.log(text);
if (!quick) {
  const file = new URL("../docs/performance.md", import.meta.url);
  const [before, rest] = readFileSync(file, "utf8").split("<!-- bench -->");
  const [, after] = rest.split("<!-- /bench -->");
  writeFileSync(file, `${before}<!-- bench -->\n${text}\n<!-- /bench -->${after}`);
}
