// publint and attw, which know what resolvers and compilers trip over.
import { test } from "node:test";
import { bin, here, run } from "./lib.mjs";

test("publint", () => {
  run(bin("publint"), ["--strict", "--pack", "false", "node_modules/resetkit"]);
});

test("attw", () => {
  // The package is ES modules only, and a .wasm has no types.
  run(bin("attw"), ["resetkit.tgz", "--profile", "esm-only", "--exclude-entrypoints", "./core.wasm", "./full.wasm"], { cwd: `${here}.out` });
});
