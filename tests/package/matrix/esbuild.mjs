// esbuild, run in Chromium under the strict policy.
import { test } from "node:test";
import { bin, example, html, isSingle, logged, printed, project, run, served, single } from "./lib.mjs";

test("esbuild", async () => {
  const cwd = project("esbuild", { "example.js": example, "dist/index.html": html("example.js") });
  run(bin("esbuild"), ["example.js", "--bundle", "--minify", "--format=esm", "--outfile=dist/example.js"], { cwd });
  printed(await served(`${cwd}/dist`, logged));
});

test("esbuild drops operations that nobody imports", () => {
  const cwd = project("esbuild-single", { "example.js": single });
  run(bin("esbuild"), ["example.js", "--bundle", "--minify", "--format=esm", "--outfile=dist/example.js"], { cwd });
  isSingle(`${cwd}/dist`);
});
