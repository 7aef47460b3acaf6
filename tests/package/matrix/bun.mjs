// Bun, which npm carries.
import { test } from "node:test";
import { bin, example, lines, printed, project, required, run } from "./lib.mjs";

const cwd = project("bun", { "example.mjs": example, "example.cjs": required });
test("Bun: import", () => printed(lines(run(bin("bun"), ["example.mjs"], { cwd }))));
test("Bun: require", () => printed(lines(run(bin("bun"), ["example.cjs"], { cwd }))));
