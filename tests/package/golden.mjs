// What real clients did, captured on this machine's own network: tests/golden/.
import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("../golden/", import.meta.url);
const text = (name) => readFileSync(new URL(name, folder), "utf8");
const read = (name) => JSON.parse(text(`${name}.json`));
const skeletons = readdirSync(new URL("skeletons/", folder)).map((name) => [name.replace(/\.txt$/, ""), text(`skeletons/${name}`)]);

export const golden = {
  errors: read("errors"),
  replies: read("replies"),
  /** Of operations that the catalogue does not have yet. */
  living: { errors: read("living/errors"), replies: read("living/replies"), policies: read("living/policies") },
  /** What a reference interpreter of the documents reads from each of them. */
  reference: read("reference-responses"),
  cli: read("cli"),
  skeletons: Object.fromEntries(skeletons),
};
