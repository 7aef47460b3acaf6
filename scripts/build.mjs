// Makes the publishable package in pkg/ and a copy of it for the page in www/pkg/.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const root = new URL("../", import.meta.url);
const path = (name) => new URL(name, root);
const read = (name) => readFileSync(path(name), "utf8");

/** What a browser may have to download of each entry, in bytes after gzip -9, the .wasm included. */
const ENTRIES = {
  "resetkit/slim": { file: "slim.js", wasm: "core.wasm", limit: 45_000 },
  resetkit: { file: "index.js", limit: 55_000 },
  "resetkit/full": { file: "full.js", limit: 225_000 },
};

const cargoHome = process.env.CARGO_HOME ?? join(homedir(), ".cargo");

/** The modules: the same crate with other features. */
const MODULES = { core: [], full: ["full"] };

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
    .replace(/^\[\[example\]\]\n(.+\n)+/m, "");
  writeFileSync(path("target/package/Cargo.toml"), `${text}\n[workspace]\n`);
  cpSync(path("Cargo.lock"), path("target/package/Cargo.lock"));
}

function wasmPack(module, features) {
  execFileSync("wasm-pack", [
    "build", "target/package", "--release", "--target", "web", "--no-typescript", "--no-pack", "--no-gitignore",
    "--out-dir", `../glue/${module}`, "--out-name", module,
    "--", "--no-default-features", "--features", features.join(","), "--target-dir", "target",
  ], {
    cwd: root,
    stdio: "inherit",
    // Where a dependency can panic, its .wasm names the file: without the place where this machine keeps it.
    env: { ...process.env, CARGO_ENCODED_RUSTFLAGS: `--remap-path-prefix=${cargoHome}=cargo`, PATH: `${path("node_modules/.bin").pathname}:${process.env.PATH}` },
  });
  const wasm = readFileSync(path(`target/glue/${module}/${module}_bg.wasm`));
  // Bundlers follow a default `new URL("…_bg.wasm", import.meta.url)` and fail; every entry names its source.
  const glue = read(`target/glue/${module}/${module}.js`).replace(/module_or_path = new URL\([^)]*\);/, "");
  return {
    [`${module}.glue.js`]: glue,
    [`${module}.wasm`]: wasm,
    [`${module}.wasm.js`]: `export default "${wasm.toString("base64")}";\n`,
  };
}

/** What people read of the operations, printed by the model itself; an error that several share stands once. */
function model() {
  const json = execFileSync("cargo", ["run", "--quiet", "--example", "model"], { cwd: root, encoding: "utf8" });
  const errors = [];
  const operations = JSON.parse(json).map((operation) => ({
    ...operation,
    errors: operation.errors.map((error) => {
      const place = errors.findIndex((known) => JSON.stringify(known) === JSON.stringify(error));
      return place < 0 ? errors.push(error) - 1 : place;
    }),
  }));
  return `const errors = ${JSON.stringify(errors)};
export default ${JSON.stringify(operations)}.map((operation) => ({
  ...operation,
  errors: operation.errors.map((place) => errors[place]),
}));
`;
}

function assemble() {
  const files = Object.entries(MODULES).map(([module, features]) => wasmPack(module, features));
  rmSync(path("pkg/"), { recursive: true, force: true });
  mkdirSync(path("pkg/"));
  for (const [name, content] of Object.entries(Object.assign({ "model.js": model() }, ...files))) writeFileSync(path(`pkg/${name}`), content);
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
  for (const file of ["slim.js", "api.js", "bind.js", "error.js", "spell.js", "model.js", "core.glue.js", "core.wasm"]) cpSync(path(`pkg/${file}`), path(`www/pkg/${file}`));
}

/** What a browser downloads of an entry: the bundle, minified, and the .wasm where it is a file of its own. */
function report() {
  const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
  const bundle = (file) =>
    buildSync({ entryPoints: [path(`pkg/${file}`).pathname], bundle: true, minify: true, format: "esm", write: false }).outputFiles[0].contents;
  const over = Object.entries(ENTRIES).filter(([entry, { file, wasm, limit }]) => {
    const bytes = gzip(bundle(file)) + (wasm ? gzip(readFileSync(path(`pkg/${wasm}`))) : 0);
    console.log(`${entry.padEnd(14)} ${bytes.toLocaleString("en").padStart(7)} bytes of ${limit.toLocaleString("en")} after gzip -9`);
    return bytes > limit;
  });
  if (over.length > 0) throw new Error(`over its limit: ${over.map(([entry]) => entry).join(", ")}`);
}

manifest();
assemble();
report();
