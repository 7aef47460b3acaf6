// The package as npm would publish it: what is in it, and that it works where it is installed.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
let folder, files;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "resetkit-"));
  const [packed] = JSON.parse(execFileSync("npm", ["pack", path("dist"), "--json", "--pack-destination", folder], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  files = packed.files.map((file) => file.path).sort();
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", join(folder, packed.filename)], { cwd: folder, stdio: "ignore" });
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("the tarball holds what the entries need and nothing else", () => {
  assert.deepEqual(files, [
    "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-CRATES", "LICENSE-MIT", "LICENSE-WORDS", "README.md", "api.js", "batch.js", "bind.js", "cli.js", "common-list.js",
    "common-passwords.d.ts", "common-passwords.js", "common-passwords.list.js", "compile.js", "composed.js", "core.glue.js", "core.wasm", "core.wasm.js", "cover.js", "define.d.ts", "define.glue.js", "define.js", "define.wasm", "define.wasm.js", "distributed.js",
    "document.js", "error.js", "form.js", "full.d.ts", "full.glue.js", "full.js", "full.wasm", "full.wasm.js", "head.js", "index.d.ts", "index.js", "inline.js",
    "locales/de.js", "locales/en.js", "locales/es.js", "locales/fr.js", "locales/ja.js", "locales/locale.d.ts", "locales/pt-BR.js", "locales/zh-Hans.js",
    "loop.sh.js", "model.d.ts", "module.js", "names.js", "operation.js", "operation.schema.json", "operations.d.ts", "operations.js", "options.js", "package.json",
    "passphrase.d.ts", "passphrase.js", "passphrases.d.ts", "passphrases.js", "phrases.js", "places.js", "policy-response.js", "policy.js", "presets.js", "proof.js", "record.js", "requests.js", "response.d.ts", "response.js", "rules.js", "sbom.cdx.json", "schema.js", "shared.js",
    "shared.schema.json", "skeleton.js", "slim.d.ts", "slim.js", "source.js", "spell.js", "words.english.js", "words.german.js",
  ]);
});

test("it says of each crate in its modules whose it is", () => {
  const read = (file) => readFileSync(join(folder, "node_modules/resetkit", file), "utf8");
  const licences = read("LICENSE-CRATES");
  const { components } = JSON.parse(read("sbom.cdx.json"));
  assert.ok(components.length > 20);
  for (const { name, version, purl, hashes: [{ content }] } of components) {
    assert.ok(licences.includes(`- ${name} ${version}: `), name);
    assert.equal(purl, `pkg:cargo/${name}@${version}`);
    assert.match(content, /^[0-9a-f]{64}$/);
  }
  // Those that the modules cannot do without.
  for (const name of ["wasm-bindgen", "getrandom", "regex", "serde-wasm-bindgen", "zeroize"]) assert.ok(components.some((component) => component.name === name), name);
});

test("nothing in it tells where it was built", () => {
  for (const file of files) {
    const text = readFileSync(join(folder, "node_modules/resetkit", file), "latin1");
    assert.ok(!text.includes(path("")) && !text.includes("/.cargo/"), file);
  }
});

test("the README's example runs and prints what it says", () => {
  const [, example] = /```js\n(.*?)```/s.exec(readFileSync(path("README.md"), "utf8"));
  writeFileSync(join(folder, "example.js"), example);
  const printed = execFileSync("node", ["example.js"], { cwd: folder, encoding: "utf8" }).trimEnd().split("\n");
  const promised = [...example.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line);
  assert.equal(printed.length, promised.length);
  promised.forEach((line, index) => {
    const start = line.replace(/…$/, "");
    assert.equal(line.endsWith("…") ? printed[index].slice(0, start.length) : printed[index], start);
  });
});

test("require() takes it where Node can require a module", { skip: !process.features.require_module }, () => {
  const printed = execFileSync("node", ["--input-type=commonjs", "-e", 'console.log(require("resetkit").operations().length)'], { cwd: folder, encoding: "utf8" });
  assert.equal(printed.trim(), "27");
});

for (const compiler of ["typescript5", "typescript"]) {
  test(`its types are exact, says ${compiler}`, () => {
    cpSync(path("tests/package/consumer.ts"), join(folder, "consumer.ts"));
    for (const moduleResolution of ["bundler", "nodenext"]) {
      const module = moduleResolution === "nodenext" ? "nodenext" : "esnext";
      execFileSync("node", [path(`node_modules/${compiler}/bin/tsc`), "--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--target", "es2022", "--lib", "es2022,dom", "--module", module, "--moduleResolution", moduleResolution, "consumer.ts"], { cwd: folder, stdio: "inherit" });
    }
  });
}
