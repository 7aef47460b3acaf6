// Parcel, run in Chromium under the strict policy.
import { test } from "node:test";
import { bin, example, html, logged, printed, project, run, served } from "./lib.mjs";

test("Parcel", async () => {
  const cwd = project("parcel", { "index.html": html("example.js"), "example.js": example, "package.json": "{}" });
  run(bin("parcel"), ["build", "index.html", "--no-cache", "--no-source-maps"], { cwd, PARCEL_WORKERS: "0" });
  printed(await served(`${cwd}/dist`, logged));
});
