// Vite: built, served while developing, and with the .wasm as a file of its own. Run in Chromium.
import { test } from "node:test";
import { bin, CSP, example, html, isSingle, logged, printed, project, run, served, serving, single } from "./lib.mjs";

test("Vite build", async () => {
  const cwd = project("vite", { "index.html": html("/example.js"), "example.js": example });
  run(bin("vite"), ["build"], { cwd });
  printed(await served(`${cwd}/dist`, logged));
});

test("Vite build of resetkit/slim", async () => {
  const slim = `import init, { buildRequest, describe, generatePassword, validate } from "resetkit/slim";
import { workmailResetPassword } from "resetkit/operations";
import wasm from "resetkit/core.wasm?url";
await init(wasm);
describe(workmailResetPassword);
${example.replace(/^import .*$/m, "")}`;
  const cwd = project("vite-slim", { "index.html": html("/example.js"), "example.js": slim });
  run(bin("vite"), ["build"], { cwd });
  printed(await served(`${cwd}/dist`, logged, `${CSP}; connect-src 'self'`));
});

test("Vite dev", async () => {
  const cwd = project("vite-dev", { "index.html": html("/example.js"), "example.js": example });
  printed(await serving(bin("vite"), ["--host", "127.0.0.1", "--port", "0"], { cwd }, logged));
});

test("Vite drops operations that nobody imports", () => {
  const cwd = project("vite-single", { "example.js": single, "index.html": html("/example.js") });
  run(bin("vite"), ["build"], { cwd });
  isSingle(`${cwd}/dist`);
});
