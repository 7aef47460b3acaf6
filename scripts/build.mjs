// Makes the publishable package in dist/ and a copy of it for the page in www/pkg/.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, buildSync } from "esbuild";
import { DIGITS, ESCAPES } from "../js/inline.js";
import { exportName, exported, modelTypes, operationsTypes } from "../js/source.js";
import { makerOf } from "../www/base/maker.js";
import { notices } from "./notices.mjs";
import { buildPage } from "./page.mjs";
import { LANGUAGES, translations } from "./translations.mjs";
import { wordModules } from "./words.mjs";

const root = new URL("../", import.meta.url);
const path = (name) => new URL(name, root);
const read = (name) => readFileSync(path(name), "utf8");

/** What a browser may have to download of each entry, in bytes after gzip -9, the .wasm included. */
const ENTRIES = {
  "resetkit/slim": { file: "slim.js", wasm: "core.wasm", limit: 81_000 },
  resetkit: { file: "index.js", limit: 124_000 },
  "resetkit/full": { file: "full.js", limit: 375_000 },
};

/**
 * The modules: the same crate with other features. The core is downloaded before the first key is pressed; the full one when
 * it is asked for, and whole files take it half as long with the faster code.
 */
const MODULES = {
  core: { features: [], optimize: "z" },
  full: { features: ["full"], optimize: "s" },
  define: { features: ["define"], optimize: "z" },
};

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
    .replace(/^build = .*\n/m, "")
    .replace(/^\[build-dependencies\]\n(.+\n)+/m, "")
    .replace(/^\[\[(example|test)\]\]\n(.+\n)+/gm, "");
  writeFileSync(path("target/package/Cargo.toml"), `${text}\n[workspace]\n`);
  cpSync(path("Cargo.lock"), path("target/package/Cargo.lock"));
}

/** Only what every engine since Node 20 reads: with all features wasm-opt emits imports that Node 20 refuses. */
const FEATURES = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];
// Flattened code is made smaller a second time.
const OPTIMIZED = ["--flatten", "--rereloop", "-Oz", "-Oz", "--converge", "--strip-producers", "--strip-target-features", ...FEATURES.map((feature) => `--enable-${feature}`)];
const OPTIMIZER = path("node_modules/.bin/wasm-opt").pathname;

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
      // A panic's location names the file of its crate: not where that lies on this machine.
      CARGO_ENCODED_RUSTFLAGS: `--remap-path-prefix=${process.env.CARGO_HOME ?? join(homedir(), ".cargo")}=/cargo`,
    },
  });
  const file = path(`target/glue/${module}/${module}_bg.wasm`).pathname;
  if (existsSync(OPTIMIZER)) execFileSync(OPTIMIZER, [...OPTIMIZED, file, "-o", file], { stdio: "inherit" });
  const wasm = readFileSync(file);
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

/** What the documents come to, as modules and their types. The types are committed, for editors. */
function catalogue() {
  const { operations, shared, codes } = JSON.parse(execFileSync("cargo", ["run", "--quiet", "--no-default-features", "--features", "define,batch,cli", "--example", "model"], { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28 }));
  const descriptions = operations.map(({ description }) => description);
  writeIfNew("js/model.d.ts", modelTypes(descriptions, codes));
  writeIfNew("js/operations.d.ts", operationsTypes(descriptions));
  return {
    operations,
    "shared.js": `export default ${JSON.stringify(shared)};\nexport const ids = ${JSON.stringify(descriptions.map(({ id }) => id))};\n`,
  };
}

/** A module of compiled operations, each an export of its own. */
const modules = (operations) => byLikeness(operations.map(({ description, compiled }) => exported({ id: description.id, description, compiled }))).join("");

/** The texts, each before the one that it makes smallest: gzip looks back no further than 32 kB. */
function byLikeness([first, ...others]) {
  const size = (text) => gzipSync(text, { level: 9 }).length;
  const ordered = [first], rest = new Map(others.map((text) => [text, size(text)]));
  while (rest.size > 0) {
    const last = ordered.at(-1);
    const candidates = [...rest].map(([text, alone]) => ({ text, saved: alone - size(last + text) }));
    const { text } = candidates.reduce((best, other) => (other.saved > best.saved ? other : best));
    ordered.push(text);
    rest.delete(text);
  }
  return ordered;
}

/** A file that says the same is left alone, so that nothing that watches it starts. */
function writeIfNew(name, text) {
  let old;
  try {
    old = read(name);
  } catch {
    // It is not there yet.
  }
  if (old !== text) writeFileSync(path(name), text);
}

/** The same without where each fact was read, which the page does not show. */
const withoutSources = (value) => JSON.parse(JSON.stringify(value, (name, member) => (["source", "sources"].includes(name) ? undefined : member)));

async function assemble() {
  const files = Object.entries(MODULES).map(([module, made]) => wasmPack(module, made));
  rmSync(path("dist/"), { recursive: true, force: true });
  mkdirSync(path("dist/"));
  const { operations, ...more } = catalogue();
  for (const [name, content] of Object.entries(Object.assign({ "operations.js": modules(operations) }, more, wordModules(), notices(), ...files))) writeFileSync(path(`dist/${name}`), content);
  writeFileSync(path("dist/loop.sh.js"), `export default ${JSON.stringify(read("js/engines/loop.sh"))};\n`);
  for (const name of readdirSync(path("js/"))) {
    if (!["package.json", "engines"].includes(name)) cpSync(path(`js/${name}`), path(`dist/${name}`), { recursive: true });
  }
  for (const name of ["operation.schema.json", "shared.schema.json"]) cpSync(path(`src/operations/${name}`), path(`dist/${name}`));
  for (const name of ["LICENSE-MIT", "LICENSE-APACHE", "LICENSE-WORDS", "README.md", "CHANGELOG.md"]) cpSync(path(name), path(`dist/${name}`));
  for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) cpSync(path(name), path(`desk/${name}`));
  const [, version] = /^version = "(.*)"$/m.exec(read("Cargo.toml"));
  const [, license] = /^license = "(.*)"$/m.exec(read("Cargo.toml"));
  const [, repository] = /^repository = "(.*)"$/m.exec(read("Cargo.toml"));
  const { name, ...rest } = JSON.parse(read("js/package.json"));
  const publish = { name, version, license: `(${license})`, repository: { type: "git", url: `git+${repository}.git` }, ...rest };
  writeFileSync(path("dist/package.json"), `${JSON.stringify(publish, null, 2)}\n`);
  rmSync(path("www/pkg/"), { recursive: true, force: true });
  mkdirSync(path("www/pkg/"));
  // The page loads the entry without the inlined module, and the full one when somebody asks for what it has.
  const copied = readdirSync(path("dist/")).filter((name) => /\.(js|d\.ts|wasm)$/.test(name) && !/^(index\.js|core\.wasm\.js|full\.wasm|passphrases\.js|common-passwords\..*|words\..*)$/.test(name));
  for (const file of copied) cpSync(path(`dist/${file}`), path(`www/pkg/${file}`));
  // What every visit loads is one small file, the menu and the operation that is chosen; what reads a response is another one.
  writeFileSync(path("www/pkg/slim.js"), bundle(`export { ${PAGE} } from "./slim.js";`));
  mkdirSync(path("www/pkg/operations/"));
  const menu = operations.map(({ description }) => ({ ...Object.fromEntries(MENU.map((name) => [name, description[name]])), maker: makerOf(description), makes: description.output.find(({ sensitive }) => sensitive)?.label, file: exportName(description.id) }));
  writeFileSync(path("www/pkg/catalogue.js"), `export default ${JSON.stringify(menu.map(withoutSources))};\n`);
  for (const language of LANGUAGES) {
    const texts = translations(language);
    const said = new Set(menu.flatMap(({ provider, service, summary, makes, lifecycle }) => [provider, service, summary, makes, lifecycle.notice]));
    const ofMenu = Object.fromEntries(Object.values(texts).flatMap(Object.entries).filter(([text]) => said.has(text)));
    writeFileSync(path(`www/pkg/catalogue.${language}.js`), `export default ${JSON.stringify(ofMenu)};\n`);
    for (const { id, file } of menu) writeFileSync(path(`www/pkg/operations/${file}.${language}.js`), `export default ${JSON.stringify(texts[id] ?? {})};\n`);
  }
  for (const operation of operations.map(withoutSources)) {
    const { id } = operation.description;
    writeFileSync(path(`www/pkg/operations/${exportName(id)}.js`), `${modules([operation])}export default ${exportName(id)};\n`);
  }
  writeFileSync(path("www/pkg/response.js"), bundle('export { readResponse } from "./response.js";'));
  writeFileSync(path("www/pkg/passphrase.js"), bundle('export { passphrases } from "./passphrase.js";'));
}

/** What the menu of the page shows of an operation. */
const MENU = ["id", "provider", "service", "action", "summary", "docs", "lifecycle"];

/** What the form takes of the core. The answer of a provider is read by a part of the page that is loaded later. */
const PAGE = [
  "default", "buildRequest", "checkPassword", "describe", "entropy", "generatePassword", "generatePasswords", "operations", "policy",
  "spell", "validate",
];

/** A module of the package and what it imports in one file, minified. */
const bundle = (contents) => buildSync(bundled(contents)).outputFiles[0].contents;

const bundled = (contents) => ({ stdin: { contents, resolveDir: path("dist/").pathname }, bundle: true, minify: true, format: "esm", write: false });

/** What a browser downloads of an entry: the bundle, minified, and the .wasm where it is a file of its own. */
function report() {
  const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
  const over = Object.entries(ENTRIES).filter(([entry, { file, wasm, limit }]) => {
    const bytes = gzip(bundle(`export * from "./${file}"; export { default } from "./${file}";`)) + (wasm ? gzip(readFileSync(path(`dist/${wasm}`))) : 0);
    console.log(`${entry.padEnd(14)} ${bytes.toLocaleString("en").padStart(7)} bytes of ${limit.toLocaleString("en")} after gzip -9`);
    return bytes > limit;
  });
  if (over.length > 0) throw new Error(`over its limit: ${over.map(([entry]) => entry).join(", ")}`);
}

manifest();
await assemble();
await buildPage();
report();
