// Node: the one that runs this, and a newer one from npm; imported and required.
import { test } from "node:test";
import { example, here, lines, printed, project, required, run } from "./lib.mjs";

const folder = project("node", { "example.mjs": example, "example.cjs": required, "slim.mjs": `
import { readFile } from "node:fs/promises";
import init, * as slim from "resetkit/slim";
import { workmailResetPassword } from "resetkit/operations";
await init(await readFile(new URL(import.meta.resolve("resetkit/core.wasm"))));
slim.describe(workmailResetPassword);
const { buildRequest, generatePassword, validate } = slim;
${example.replace(/^import .*$/m, "")}` });
const newer = `${here}node_modules/node/bin/node`;

for (const [name, node, canRequire] of [[process.version, process.execPath, process.features.require_module], [run(newer, ["--version"]).trim(), newer, true]]) {
  test(`${name}: import`, () => printed(lines(run(node, ["example.mjs"], { cwd: folder }))));
  test(`${name}: resetkit/slim`, () => printed(lines(run(node, ["slim.mjs"], { cwd: folder }))));
  test(`${name}: require`, { skip: !canRequire }, () => printed(lines(run(node, ["example.cjs"], { cwd: folder }))));
}
