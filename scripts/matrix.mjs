// Packs the packages, unpacks them where the consumers of tests/package/ and the examples find it, installs what those need and runs them all.
// One alone runs by `node --test tests/package/matrix/vite.mjs`, once this has run. The page is tested along with them in the
// browsers that `npm test` goes without where they are not there.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const path = (name) => new URL(name, root).pathname;
const consumers = ["tests/package/consumers/", "tests/package/matrix/", "examples/"];
const out = path("tests/package/matrix/.out/");

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const [name, folder] of [["resetkit", "dist"], ["resetkit-desk", "desk"]]) {
  const [packed] = JSON.parse(execFileSync("npm", ["pack", path(folder), "--json", "--pack-destination", out], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  cpSync(`${out}${packed.filename}`, `${out}${name}.tgz`);
}

for (const consumer of consumers) {
  const lock = readFileSync(path(`${consumer}package-lock.json`), "utf8");
  const installed = path(`${consumer}node_modules/.lock`);
  let known;
  try {
    known = readFileSync(installed, "utf8");
  } catch {
    // Nothing is installed yet.
  }
  if (known !== lock) {
    // Not `npm ci`, which refuses a lock file without the packages of other platforms.
    execFileSync("npm", ["install", "--no-save", "--no-audit", "--no-fund"], { cwd: path(consumer), stdio: "inherit" });
    writeFileSync(installed, lock);
  }
  for (const name of consumer === "examples/" ? ["resetkit", "resetkit-desk"] : ["resetkit"]) {
    const place = path(`${consumer}node_modules/${name}`);
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place);
    execFileSync("tar", ["-xzf", `${out}${name}.tgz`, "--strip-components=1", "-C", place]);
  }
}

const files = [
  ...consumers.flatMap((consumer) => readdirSync(path(consumer)).filter((name) => name.endsWith(".mjs") && name !== "lib.mjs").map((name) => consumer + name)),
  "tests/page/firefox.test.mjs",
  "tests/page/webkit.test.mjs",
];
// One after the other: a bundler takes every core there is.
execFileSync("node", ["--test", "--test-concurrency=1", "--test-reporter=spec", ...files], { cwd: root, stdio: "inherit" });
