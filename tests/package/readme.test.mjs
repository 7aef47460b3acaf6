// The blocks of the README and of docs/ as they stand, in their order, in the folder of somebody who installed the package. A
// block that follows "`name`:" is the file of that name. The comments on lines of their own are what a program prints. Blocks of
// TypeScript that import other libraries are compiled by consumers/docs.mjs, where those are installed. Links lead somewhere.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import { blocks, pages } from "./documentation.mjs";

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const of = (...languages) => blocks.filter(({ language }) => languages.includes(language));
const titled = ({ page, language, index, text }) => `${page}, ${index + 1}: ${language}, ${text.split("\n").find((line) => !/^(import|\/\/|$)/.test(line)).slice(0, 60)}`;

/** The module that wasm-pack makes for Node, which `npm test` does not build. */
const PLAIN = "./pkg/resetkit.js";
const built = existsSync(path(PLAIN)) && readFileSync(path(PLAIN), "utf8").includes("exports.validate");

let folder;
const run = (program, args) => execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

before(() => {
  folder = mkdtempSync(join(tmpdir(), "resetkit-"));
  const [packed] = JSON.parse(execFileSync("npm", ["pack", path("dist"), "--json", "--pack-destination", folder], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", join(folder, packed.filename)], { cwd: folder, stdio: "ignore" });
  if (built) symlinkSync(path("pkg"), join(folder, "pkg"));
  for (const { file, text } of blocks) if (file) writeFileSync(join(folder, file), text);
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Asserts that lines are those that comments promise; a comment that ends in … promises the start of its line. */
function printed(output, text, mark) {
  const lines = output.split(/\r?\n/).filter((line) => line !== "");
  const promised = text.split("\n").filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length));
  const cut = lines.map((line, index) => (promised[index]?.endsWith("…") ? `${line.slice(0, promised[index].length - 1)}…` : line));
  assert.deepEqual(cut, promised);
}

test("every block is of a kind that is tested, and most are there", () => {
  assert.deepEqual(blocks.filter(({ language }) => !["js", "ts", "tsx", "json", "csv", "sh", "html"].includes(language)), []);
  assert.ok(of("js").length > 10 && of("ts").length > 0 && of("json").length > 0);
});

for (const block of of("sh")) {
  const lines = block.text.split("\n").filter((line) => line.startsWith("npx resetkit "));
  if (lines.length > 0) test(titled(block), () => printed(lines.map((line) => run("npx", line.split(" ").slice(1))).join(""), block.text, "# "));
}

for (const block of of("sh").filter(({ text }) => text.startsWith("npx resetkit-desk --help\n"))) {
  test(titled(block), () => printed(run("node", [path("desk/command-line.js"), "--help"]), block.text, "# "));
}

for (const block of of("json")) {
  test(titled(block), () => {
    const { $schema, ...document } = JSON.parse(block.text);
    if ($schema === undefined) return;
    const schema = JSON.parse(readFileSync(join(folder, $schema), "utf8"));
    const ajv = new Ajv({ strict: false });
    assert.ok(ajv.validate(schema, document), ajv.errorsText());
  });
}

for (const block of of("js")) {
  const skip = block.text.includes(PLAIN) && !built && "there is no module of `wasm-pack build --target nodejs`";
  test(titled(block), { skip }, () => {
    writeFileSync(join(folder, `block${block.index}.js`), block.text);
    printed(run("node", [`block${block.index}.js`]), block.text, "// ");
  });
}

for (const compiler of ["typescript5", "typescript"]) {
  test(`the blocks of TypeScript are right, says ${compiler}`, () => {
    const files = of("ts").filter(({ others }) => others.length === 0).map(({ language, text, index }) => {
      const name = `block${index}.${language}`;
      writeFileSync(join(folder, name), `${text}export {};\n`);
      return name;
    });
    run("node", [path(`node_modules/${compiler}/bin/tsc`), "--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022", "--lib", "es2022,dom", "--module", "nodenext", "--moduleResolution", "nodenext", ...files]);
  });
}

/** The anchors of a page, as GitHub makes them of its headings. */
const anchors = (text) => new Set([...text.replace(/^```.*?^```$/gms, "").matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, "").replaceAll(" ", "-")));

for (const [page, text] of Object.entries(pages)) {
  test(`${page}: its links lead to files and headings that are there`, () => {
    for (const [, link] of text.replace(/^```.*?^```$/gms, "").matchAll(/\]\(([^)]+)\)/g)) {
      if (/^https:/.test(link)) continue;
      const [file, anchor] = link.split("#");
      const target = file === "" ? page : join(dirname(page), file);
      assert.ok(existsSync(path(target)), link);
      if (anchor) assert.ok(anchors(readFileSync(path(target), "utf8")).has(anchor), link);
    }
  });
}

test("the README leads to every page of docs/", () => {
  for (const page of Object.keys(pages).filter((name) => name.startsWith("docs/"))) assert.ok(pages["README.md"].includes(`](${page})`), page);
});
