// The entries of the package that are modules, as dist/package.json exports them, with what their declarations say.
import { readFileSync } from "node:fs";
import { signatures } from "./signatures.mjs";

const { name, exports } = JSON.parse(readFileSync(new URL("../../dist/package.json", import.meta.url), "utf8"));
const modules = Object.entries(exports).filter(([, { default: file }]) => file !== undefined);
const declared = signatures(modules.map(([, { types }]) => types));

/** Of each entry what it is imported as, its file in dist/, and the places of what each of its functions takes. */
export const ENTRIES = modules.map(([path, { default: file }], at) => ({ entry: name + path.slice(1), file: file.slice(2), functions: declared[at] }));
