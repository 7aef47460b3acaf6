// Deno, which npm carries.
import { test } from "node:test";
import { bin, example, lines, printed, project, run } from "./lib.mjs";

test("Deno", () => {
  const cwd = project("deno", { "example.js": example });
  printed(lines(run(bin("deno"), ["run", "--no-remote", "--allow-read", "example.js"], { cwd, DENO_NO_UPDATE_CHECK: "1", DENO_DIR: `${cwd}/cache` })));
});
