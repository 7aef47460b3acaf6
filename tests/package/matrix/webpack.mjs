// webpack 5, run in Chromium under the strict policy.
import { test } from "node:test";
import { bin, example, html, isSingle, logged, printed, project, run, served, single } from "./lib.mjs";

test("webpack", async () => {
  const cwd = project("webpack", { "src/index.js": example, "dist/index.html": html("main.js") });
  run(bin("webpack"), ["--mode", "production", "--entry", "./src/index.js", "--output-path", "dist"], { cwd });
  printed(await served(`${cwd}/dist`, logged));
});

test("webpack drops operations that nobody imports", () => {
  const cwd = project("webpack-single", { "src/index.js": single });
  run(bin("webpack"), ["--mode", "production", "--entry", "./src/index.js", "--output-path", "dist"], { cwd });
  isSingle(`${cwd}/dist`);
});
