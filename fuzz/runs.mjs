// Writes into RUNS.md how often each target was executed in its last run, from the lines that scripts/fuzz.sh says.
import { readFileSync, writeFileSync } from "node:fs";

const seconds = Number(process.argv[2]);
const file = new URL("RUNS.md", import.meta.url);
const page = readFileSync(file, "utf8");
const [, table] = /<!-- runs -->\n([^]*)<!-- \/runs -->/.exec(page);
const cells = (row) => row.split("|").slice(1, -1).map((cell) => cell.trim());
const rows = new Map(table.split("\n").filter((line) => /^\| \w/.test(line)).slice(1).map((line) => [cells(line)[0], line]));
for (const [, target, executions, reached, stopped] of readFileSync(0, "utf8").matchAll(/^(\S+) +(\d+) executions, +([^,\n]+)(, stopped)?$/gm)) {
  const date = new Date().toISOString().slice(0, 10);
  rows.set(target, `| ${[target, date, seconds, Number(executions).toLocaleString("en"), reached, stopped ? "it stopped" : "—"].join(" | ")} |`);
}
const text = ["| target | date | seconds | executions | reached | found |", "|---|---|---:|---:|---:|---|", ...rows.values()].join("\n");
writeFileSync(file, page.replace(table, () => `\n${text}\n\n`));
