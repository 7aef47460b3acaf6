#!/usr/bin/env node
// npx resetkit compile operation.json [shared.json…]: writes operation.js and operation.d.ts beside the document.
import { readFileSync, writeFileSync } from "node:fs";
import { ResetkitError, defineOperation } from "./define.js";
import { parseDocument } from "./document.js";
import { declaration, exported, exportName } from "./source.js";

const USAGE = `Usage: npx resetkit compile <document.json> [<shared file.json>…]

Compiles the document of an operation. Writes a module and its types beside it: document.js and document.d.ts.
`;

const read = (path) => parseDocument(readFileSync(path, "utf8"));

function main([command, file, ...shared]) {
  if (command !== "compile" || file === undefined || !file.endsWith(".json")) {
    process.stderr.write(USAGE);
    return 2;
  }
  try {
    const operation = defineOperation(read(file), { shared: shared.map(read) });
    const base = file.slice(0, -".json".length);
    writeFileSync(`${base}.js`, `// Compiled by resetkit. Edit the document and compile it again.\n${exported(operation)}export default ${exportName(operation.id)};\n`);
    writeFileSync(`${base}.d.ts`, declaration(operation.description));
    process.stdout.write(`${operation.id}: wrote ${base}.js and ${base}.d.ts\n`);
    return 0;
  } catch (error) {
    const place = error instanceof ResetkitError && error.at ? ` at ${error.at}` : "";
    process.stderr.write(`${file}${place}: ${error.message}\n`);
    return 1;
  }
}

process.exitCode = main(process.argv.slice(2));
