// esbuild, run in Chromium under the strict policy.
import { test } from "node:test";
import { bin, example, html, logged, printed, project, run, served } from "./lib.mjs";

test("esbuild", async () => {
  const cwd = project("esbuild", { "example.js": example, "dist/index.html": html("example.js") });
  run(bin("esbuild"), ["example.js", "--bundle", "--minify", "--format=esm", "--outfile=dist/example.js"], { cwd });
  printed(await served(`${cwd}/dist`, logged));
});
