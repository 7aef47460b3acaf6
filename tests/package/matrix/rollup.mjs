// Rollup with the plugin that finds packages, run in Chromium under the strict policy.
import { test } from "node:test";
import { bin, example, html, isSingle, logged, printed, project, run, served, single } from "./lib.mjs";

test("Rollup", async () => {
  const cwd = project("rollup", { "example.js": example, "dist/index.html": html("example.js") });
  run(bin("rollup"), ["example.js", "--plugin", "node-resolve", "--format", "es", "--file", "dist/example.js", "--failAfterWarnings"], { cwd });
  printed(await served(`${cwd}/dist`, logged));
});

test("Rollup drops operations that nobody imports", () => {
  const cwd = project("rollup-single", { "example.js": single });
  run(bin("rollup"), ["example.js", "--plugin", "node-resolve", "--format", "es", "--file", "dist/example.js", "--failAfterWarnings"], { cwd });
  isSingle(`${cwd}/dist`);
});
