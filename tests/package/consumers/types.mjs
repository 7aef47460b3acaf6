// The types of the consumers, checked by both compilers.
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const options = "--noEmit --strict --skipLibCheck --target es2022 --lib es2022,dom --types react,node --typeRoots ./node_modules/@types,../../../node_modules/@types --module esnext --moduleResolution bundler".split(" ");

for (const compiler of ["typescript5", "typescript"]) {
  test(compiler, () => {
    execFileSync("node", [path(`../../../node_modules/${compiler}/bin/tsc`), ...options, path("types.ts")], { cwd: path("."), stdio: "inherit" });
  });
}
