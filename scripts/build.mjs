// Makes the publishable package in pkg/ and a copy of it for the page in www/pkg/.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, buildSync } from "esbuild";
import { DIGITS, ESCAPES } from "../js/inline.js";
import { buildPage } from "./page.mjs";

const root = new URL("../", import.meta.url);
const path = (name) => new URL(name, root);
const read = (name) => readFileSync(path(name), "utf8");

/** What a browser may have to download of each entry, in bytes after gzip -9, the .wasm included. */
const ENTRIES = {
  "resetkit/slim": { file: "slim.js", wasm: "core.wasm", limit: 57_900 },
  resetkit: { file: "index.js", limit: 58_400 },
  "resetkit/full": { file: "full.js", limit: 290_000 },
};

/**
 * The modules: the same crate with other features. The core is downloaded before the first key is pressed; the full one when
 * it is asked for, and whole files take it half as long with the faster code.
 */
const MODULES = { core: { features: [], optimize: "z" }, full: { features: ["full"], optimize: "s" } };

/**
 * Cargo does no link-time optimisation for a crate that is also an rlib, so the release is built from the same
 * sources by a manifest that asks for the cdylib alone.
 */
function manifest() {
  mkdirSync(path("target/package/"), { recursive: true });
  const text = read("Cargo.toml")
    .replace(/^crate-type = .*$/m, 'crate-type = ["cdylib"]\npath = "../../src/lib.rs"')
    .replace(/^readme = .*\n/m, "")
    .replace(/^include = .*\n/m, "")
    .replace(/^\[\[(example|test)\]\]\n(.+\n)+/gm, "");
  writeFileSync(path("target/package/Cargo.toml"), `${text}\n[workspace]\n`);
  cpSync(path("Cargo.lock"), path("target/package/Cargo.lock"));
}

/** A module as text for js/inline.js to read. */
function inlined(wasm) {
  const times = new Array(256).fill(0);
  for (const byte of wasm) times[byte]++;
  const singles = DIGITS.length - ESCAPES;
  const common = new Set([...times.keys()].sort((a, b) => times[b] - times[a]).slice(0, singles));
  const values = [...times.keys()];
  const written = new Array(256);
  values.filter((value) => common.has(value)).forEach((value, i) => (written[value] = DIGITS[i + ESCAPES]));
  values.filter((value) => !common.has(value)).forEach((value, i) => (written[value] = DIGITS[Math.floor(i / DIGITS.length)] + DIGITS[i % DIGITS.length]));
  const text = Array.from(wasm, (byte) => written[byte]).join("");
  const frequent = values.map((value) => Number(common.has(value))).join("");
  return `export default { length: ${wasm.length}, frequent: "${frequent}", text: "${text}" };\n`;
}

function wasmPack(module, { features, optimize }) {
  execFileSync("wasm-pack", [
    "build", "target/package", "--release", "--target", "web", "--no-typescript", "--no-pack", "--no-gitignore",
    "--out-dir", `../glue/${module}`, "--out-name", module,
    "--", "--no-default-features", "--features", features.join(","), "--target-dir", "target",
  ], {
    cwd: root,
    stdio: "inherit",
    env: {
      ...process.env,
      CARGO_PROFILE_RELEASE_OPT_LEVEL: optimize,
      PATH: `${path("node_modules/.bin").pathname}:${process.env.PATH}`,
      // A panic's location names the file of its crate: not where that lies on this machine.
      CARGO_ENCODED_RUSTFLAGS: `--remap-path-prefix=${process.env.CARGO_HOME ?? join(homedir(), ".cargo")}=/cargo`,
    },
  });
  const wasm = readFileSync(path(`target/glue/${module}/${module}_bg.wasm`));
  // The entries load the module themselves, with initSync. What wasm-bindgen adds for loading has a default address, which
  // bundlers follow and fail, and is larger.
  const lines = read(`target/glue/${module}/${module}.js`);
  const pieces = ["async function __wbg_load(", "function initSync(", "let __wbg_init_promise;"].map((start) => lines.indexOf(start));
  const [loader, sync, init] = pieces;
  // A module that broke is loaded anew.
  const once = "if (wasm !== undefined) return wasm;";
  if (pieces.includes(-1) || !lines.slice(sync, init).includes(once)) throw new Error("wasm-bindgen writes its glue in another way now: see wasmPack in scripts/build.mjs");
  const loads = lines.slice(sync, init).replace(once, "if (wasm !== undefined && module === undefined) return wasm;");
  const glue = `${lines.slice(0, loader)}${loads}export { initSync };\n`;
  return {
    [`${module}.glue.js`]: glue,
    [`${module}.wasm`]: wasm,
    [`${module}.wasm.js`]: inlined(wasm),
  };
}

/** What is data for JavaScript, printed by the model itself. */
function texts() {
  const { operations, ...others } = JSON.parse(execFileSync("cargo", ["run", "--quiet", "--example", "model"], { cwd: root, encoding: "utf8" }));
  const modules = Object.entries(others).map(([name, data]) => [`${name}.js`, `export default ${JSON.stringify(data)};\n`]);
  return { operations, ...Object.fromEntries(modules) };
}

/** The descriptions of the operations as a module, in which what several of them share stands once. */
function shared(operations) {
  const times = new Map();
  const count = (value) => {
    if (typeof value !== "object" || value === null) return;
    const text = JSON.stringify(value);
    times.set(text, (times.get(text) ?? 0) + 1);
    if (times.get(text) === 1) Object.values(value).forEach(count);
  };
  count(operations);
  const names = new Map();
  const lines = [];
  const write = (value) => {
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const text = JSON.stringify(value);
    if (names.has(text)) return names.get(text);
    const written = Array.isArray(value)
      ? `[${value.map(write)}]`
      : `{${Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${write(member)}`)}}`;
    // What is shorter than that gzip shares better.
    if (times.get(text) < 2 || text.length < 80) return written;
    names.set(text, `s${names.size}`);
    lines.push(`const ${names.get(text)} = ${written};\n`);
    return names.get(text);
  };
  const written = write(operations);
  return `${lines.join("")}export default ${written};\n`;
}

/** The same without where each fact was read, which the page does not show. */
const withoutSources = (value) => JSON.parse(JSON.stringify(value, (name, member) => (["source", "sources"].includes(name) ? undefined : member)));

async function assemble() {
  const files = Object.entries(MODULES).map(([module, made]) => wasmPack(module, made));
  rmSync(path("pkg/"), { recursive: true, force: true });
  mkdirSync(path("pkg/"));
  const { operations, ...more } = texts();
  for (const [name, content] of Object.entries(Object.assign({ "model.js": shared(operations) }, more, ...files))) writeFileSync(path(`pkg/${name}`), content);
  for (const name of readdirSync(path("js/"))) {
    if (name !== "package.json") cpSync(path(`js/${name}`), path(`pkg/${name}`));
  }
  for (const name of ["LICENSE-MIT", "LICENSE-APACHE", "README.md"]) cpSync(path(name), path(`pkg/${name}`));
  const [, version] = /^version = "(.*)"$/m.exec(read("Cargo.toml"));
  const [, license] = /^license = "(.*)"$/m.exec(read("Cargo.toml"));
  const [, repository] = /^repository = "(.*)"$/m.exec(read("Cargo.toml"));
  const { name, ...rest } = JSON.parse(read("js/package.json"));
  const publish = { name, version, license: `(${license})`, repository: { type: "git", url: `git+${repository}.git` }, ...rest };
  writeFileSync(path("pkg/package.json"), `${JSON.stringify(publish, null, 2)}\n`);
  rmSync(path("www/pkg/"), { recursive: true, force: true });
  mkdirSync(path("www/pkg/"));
  // The page loads the entry without the inlined module, and the full one when somebody asks for what it has.
  const copied = readdirSync(path("pkg/")).filter((name) => /\.(js|d\.ts|wasm)$/.test(name) && !/^(index\.js|core\.wasm\.js|full\.wasm)$/.test(name));
  for (const file of copied) cpSync(path(`pkg/${file}`), path(`www/pkg/${file}`));
  // What every visit loads is one small file, and what reads a response another one; the rest is there for the full entry.
  const contents = shared(withoutSources(operations));
  const first = await build({
    ...bundled(`export { ${PAGE} } from "./slim.js";`),
    plugins: [{ name: "model", setup: ({ onLoad }) => onLoad({ filter: /\/model\.js$/ }, () => ({ contents })) }],
  });
  writeFileSync(path("www/pkg/slim.js"), first.outputFiles[0].contents);
  writeFileSync(path("www/pkg/answer.js"), bundle('export { readAnswer } from "./answer.js";'));
}

/** What the form takes of the core. The answer of a provider is read by a part of the page that is loaded later. */
const PAGE = [
  "default", "buildRequest", "checkPassword", "describe", "entropy", "generatePassword", "generatePasswords", "operations", "policy",
  "spell", "validate",
];

/** A module of the package and what it imports in one file, minified. */
const bundle = (contents) => buildSync(bundled(contents)).outputFiles[0].contents;

const bundled = (contents) => ({ stdin: { contents, resolveDir: path("pkg/").pathname }, bundle: true, minify: true, format: "esm", write: false });

/** What a browser downloads of an entry: the bundle, minified, and the .wasm where it is a file of its own. */
function report() {
  const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
  const over = Object.entries(ENTRIES).filter(([entry, { file, wasm, limit }]) => {
    const bytes = gzip(bundle(`export * from "./${file}"; export { default } from "./${file}";`)) + (wasm ? gzip(readFileSync(path(`pkg/${wasm}`))) : 0);
    console.log(`${entry.padEnd(14)} ${bytes.toLocaleString("en").padStart(7)} bytes of ${limit.toLocaleString("en")} after gzip -9`);
    return bytes > limit;
  });
  if (over.length > 0) throw new Error(`over its limit: ${over.map(([entry]) => entry).join(", ")}`);
}

manifest();
await assemble();
await buildPage();
report();
