// What real clients did, captured on this machine's own network: tests/golden/.
import { readFileSync } from "node:fs";

const read = (name) => JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), "utf8"));

export const golden = { errors: read("errors"), replies: read("replies") };
