// Makes the publishable package in pkg/ and a copy of it for the page in www/pkg/.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const root = new URL("../", import.meta.url);
const path = (name) => new URL(name, root);
const read = (name) => readFileSync(path(name), "utf8");

/** What may be downloaded, in bytes after gzip -9: what an entry is, and its limit. */
const LIMITS = { "resetkit/slim": 32_000, resetkit: 43_000 };

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

function wasmPack(out) {
  execFileSync("wasm-pack", [
    "build", "target/package", "--release", "--target", "web", "--no-typescript", "--no-pack", "--no-gitignore",
    "--out-dir", `../${out}`, "--out-name", "core", "--", "--no-default-features", "--target-dir", "target",
  ], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: `${path("node_modules/.bin").pathname}:${process.env.PATH}` },
  });
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
  rmSync(path("pkg/"), { recursive: true, force: true });
  mkdirSync(path("pkg/"));
  const wasm = readFileSync(path("target/glue/core_bg.wasm"));
  // Bundlers follow a default `new URL("core_bg.wasm", import.meta.url)` and fail; both entries name their source.
  const glue = read("target/glue/core.js").replace(/module_or_path = new URL\([^)]*\);/, "");
  writeFileSync(path("pkg/core.js"), glue);
  writeFileSync(path("pkg/core.wasm"), wasm);
  writeFileSync(path("pkg/core.wasm.js"), `export default "${wasm.toString("base64")}";\n`);
  writeFileSync(path("pkg/model.js"), model());
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
  for (const file of ["slim.js", "api.js", "bind.js", "error.js", "model.js", "core.js", "core.wasm"]) cpSync(path(`pkg/${file}`), path(`www/pkg/${file}`));
}

/** What a browser downloads of an entry: the bundle, minified, and the .wasm where it is a file of its own. */
function report() {
  const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
  const bundle = (entry) =>
    gzip(buildSync({ entryPoints: [path(`pkg/${entry}`).pathname], bundle: true, minify: true, format: "esm", write: false }).outputFiles[0].contents);
  const sizes = { "resetkit/slim": bundle("slim.js") + gzip(readFileSync(path("pkg/core.wasm"))), resetkit: bundle("index.js") };
  for (const [entry, bytes] of Object.entries(sizes)) {
    console.log(`${entry.padEnd(14)} ${bytes.toLocaleString("en")} bytes of ${LIMITS[entry].toLocaleString("en")} after gzip -9`);
  }
  if (Object.entries(sizes).some(([entry, bytes]) => bytes > LIMITS[entry])) throw new Error("an entry is over its limit");
}

manifest();
wasmPack("glue");
assemble();
report();
