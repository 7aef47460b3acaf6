// A file of resets into a file of lines, in this process, which does nothing else: prints how long that takes and how much
// memory above what the process had before.
import { createReadStream, createWriteStream, readFileSync, writeFileSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { bulk } from "./bulk.mjs";

/** resetkit as it is used in Node; the others take the whole file. */
async function streamed(options) {
  const { batch } = await import("../dist/full.js");
  return (from, to) => pipeline(Readable.fromWeb(Readable.toWeb(createReadStream(from)).pipeThrough(batch("workmail:ResetPassword", options))), createWriteStream(to));
}

async function whole(name) {
  const run = await bulk[name]();
  return async (from, to) => writeFileSync(to, await run(new Uint8Array(readFileSync(from))));
}

const { name, from, to, options } = JSON.parse(process.argv[2]);
const run = await (name === "resetkit" ? streamed(options) : whole(name));
globalThis.gc();
const before = process.memoryUsage.rss();
const start = performance.now();
await run(from, to);
const ns = (performance.now() - start) * 1e6;
process.stdout.write(JSON.stringify({ ns, bytes: process.resourceUsage().maxRSS * 1024 - before }));
