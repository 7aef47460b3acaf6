// What real clients did, captured on this machine's own network: tests/golden/.
import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("../golden/", import.meta.url);
const text = (name) => readFileSync(new URL(name, folder), "utf8");
const read = (name) => JSON.parse(text(`${name}.json`));
const skeletons = (path) => Object.fromEntries(readdirSync(new URL(path, folder)).map((name) => [name.replace(/\.txt$/, ""), text(`${path}${name}`)]));

export const golden = {
  errors: read("errors"),
  replies: read("replies"),
  /** Of the further operations. */
  living: {
    ...Object.fromEntries(["inputs", "invalid", "errors", "replies", "policies", "cli", "endpoints"].map((name) => [name, read(`living/${name}`)])),
    skeletons: skeletons("living/skeletons/"),
  },
  /** What a reference interpreter of the documents reads from each of them. */
  reference: read("reference-responses"),
  cli: read("cli"),
  skeletons: skeletons("skeletons/"),
};
