// The blocks of the documentation that import other libraries, compiled with those libraries by both compilers.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { blocks } from "../documentation.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const out = path(".out/");
rmSync(out, { recursive: true, force: true });
mkdirSync(out);
const files = blocks.filter(({ language, others, text }) => /^tsx?$/.test(language) && (others.length > 0 || text.includes("/>"))).map(({ language, text, index }) => {
  const file = `${out}block${index}.${language}`;
  writeFileSync(file, `${text}\nexport {};\n`);
  return file;
});
// vitest runs on a newer Node than this test may.
writeFileSync(`${out}vitest.d.ts`, 'declare module "vitest" { export const vi: { mock(name: string, make: (original: <T>() => Promise<T>) => unknown): void } }\n');
const options = "--noEmit --strict --skipLibCheck --target es2022 --lib es2022,dom --jsx react-jsx --types react,node --typeRoots ../node_modules/@types,../../../../node_modules/@types --module esnext --moduleResolution bundler".split(" ");

test("there are such blocks", () => assert.ok(files.length >= 8));

for (const compiler of ["typescript5", "typescript"]) {
  test(compiler, () => {
    execFileSync("node", [path(`../../../node_modules/${compiler}/bin/tsc`), ...options, "vitest.d.ts", ...files], { cwd: out, stdio: "inherit" });
  });
}
