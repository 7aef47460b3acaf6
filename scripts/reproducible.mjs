// Builds the committed state twice, in two folders, and says where the packages differ: `npm run test:reproducible`.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const parent = mkdtempSync(join(tmpdir(), "resetkit-"));
const commit = execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
const run = (command, args, cwd) => execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });

/** The files of the package that is built in this folder of the parent, by name. */
function built(name) {
  const folder = join(parent, name);
  run("git", ["clone", "--quiet", "--no-checkout", root, folder]);
  run("git", ["checkout", "--quiet", commit], folder);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  run(process.execPath, ["scripts/build.mjs"], folder);
  const dist = join(folder, "dist");
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).map((file) => [file.slice(dist.length + 1), readFileSync(file)]));
}

try {
  const [one, other] = ["one", "a-folder-with-a-longer-name"].map(built);
  const names = [...new Set([...one.keys(), ...other.keys()])];
  const differ = names.filter((name) => !one.has(name) || !other.has(name) || !one.get(name).equals(other.get(name)));
  if (differ.length > 0) throw new Error(`two builds differ in ${differ.join(", ")}`);
  console.log(`two builds, ${names.length} files each, the same bytes`);
} finally {
  rmSync(parent, { recursive: true, force: true });
}
