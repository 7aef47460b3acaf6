// What a browser downloads to check one WorkMail input with each library, or to generate one password: one minified file, after
// gzip -9, and the .wasm where that is a file of its own.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const pkg = (name) => fileURLToPath(new URL(`../dist/${name}`, import.meta.url));
const entry = (file) => `export * from ${JSON.stringify(pkg(file))}; export { default } from ${JSON.stringify(pkg(file))};`;

/** The imports of an application, whole entries of this package and only what is used of the others. */
const IMPORTS = {
  "resetkit/slim, all of it": [entry("slim.js"), "core.wasm"],
  "resetkit, all of it": [entry("index.js")],
  "resetkit/full, all of it": [entry("full.js")],
  "zod 4": ['import * as z from "zod"; export const check = z.object({ a: z.string().min(1).max(2).regex(/a/).refine((text) => text !== "") }).safeParse;'],
  "zod/mini": ['import * as z from "zod/mini"; export const check = (input) => z.safeParse(z.object({ a: z.string().check(z.minLength(1), z.maxLength(2), z.regex(/a/), z.refine((text) => text !== "")) }), input);'],
  valibot: ['import * as v from "valibot"; export const check = (input) => v.safeParse(v.object({ a: v.pipe(v.string(), v.minLength(1), v.maxLength(2), v.regex(/a/), v.check((text) => text !== "")) }), input);'],
  ajv: ['import Ajv from "ajv"; export const check = (schema) => new Ajv({ allErrors: true }).compile(schema);'],
  "the AWS SDK's client for WorkMail": ['export { WorkMailClient, ResetPasswordCommand } from "@aws-sdk/client-workmail";'],
};

/** What the bars are about: an application with one operation, and with two, and whole entries. In kilobytes. */
const HELD = {
  one: ['export { default, validate } from "SLIM"; export { workmailResetPassword } from "OPERATIONS";', "core.wasm"],
  two: ['export { default, validate } from "SLIM"; export { workmailResetPassword, cloudssoResetUserPassword } from "OPERATIONS";', "core.wasm"],
  index: [entry("index.js")],
  full: [entry("full.js")],
  define: [entry("define.js").replace(/export \{ default \}.*/, "")],
};

/** @returns {Promise<Record<string, number>>} */
export async function held() {
  const sized = Object.entries(HELD).map(async ([name, [contents, wasm]]) => [name, (await size(contents.replace("SLIM", pkg("slim.js")).replace("OPERATIONS", pkg("operations.js")), wasm)) / 1000]);
  return Object.fromEntries(await Promise.all(sized));
}

/** @returns {Promise<[name: string, bytes: number][]>} */
export function sizes() {
  return Promise.all(Object.entries(IMPORTS).map(async ([name, [contents, wasm]]) => [name, await size(contents, wasm)]));
}

/** How many bytes a bundle has, and the .wasm beside it. */
async function size(contents, wasm) {
  const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
  const { outputFiles: [file] } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true, minify: true, format: "esm", platform: "browser", write: false, logLevel: "error",
  });
  return gzip(file.contents) + (wasm ? gzip(readFileSync(pkg(wasm))) : 0);
}
