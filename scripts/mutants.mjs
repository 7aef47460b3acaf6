// Changes the code in small ways and looks whether a test fails: `npm run mutants`, or `npm run mutants -- <base>` for the files
// that changed since another commit than the one at which the branch left main. Rust by cargo-mutants, JavaScript by Stryker.
// At most an hour: of more mutants than fit a part is taken, the same for the same files, and what is left out is said.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

/** What fits into half an hour each: mutants of Rust at 20 seconds; characters of JavaScript, with a mutant in 25 at 5 seconds. */
const MOST = { mutants: 100, characters: 10_000 };

/** The tests that a change is to make fail, the quick ones; for other files every test whose name is the file's, or all. */
const RUST = {
  names: ["policy_rules"], words: ["generate", "policy_rules"], count: ["generate", "policy_rules"], policy: ["generate", "policy_limits", "policy_rules"],
  generate: ["generate", "generator"], random: ["generate", "generator"], validate: ["directories", "golden", "issues", "reference", "rules"],
  fast_path: ["batch"], request: ["endpoints", "golden", "reference", "request"], csv: ["batch"], definition: ["definition"], pattern: ["patterns"], fit: ["patterns"],
};
const PACKAGE = {
  response: ["responses", "any-response"], places: ["responses", "any-response"], cover: ["responses", "any-response", "hostile"],
  "policy-response": ["responses"], composed: ["hostile"], bind: ["fast-path", "in-place", "patterns", "verdicts", "common-passwords"],
  proof: ["fast-path", "in-place"], record: ["fast-path", "in-place"], schema: ["schema"], form: ["schema"], passphrase: ["passphrases"], spell: ["node"],
};
const DESK = { signing: ["signing"], xml: ["lookup"], lookup: ["lookup"], journal: ["journal"], sandbox: ["sandbox"] };

const output = (command, ...args) => execFileSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28 }).trim();
const main = ["origin/main", "main"].find((name) => spawnSync("git", ["rev-parse", "--verify", "--quiet", name]).status === 0);
const base = process.argv[2] ?? output("git", "merge-base", "HEAD", main);
const changed = output("git", "diff", "--name-only", "--diff-filter=d", base).split("\n");
const stem = (file) => /^(?:src|js|desk)\/([\w-]+)/.exec(file)[1];
const testsOf = (files, table, folder, ending) => {
  const names = files.flatMap((file) => table[stem(file)] ?? (existsSync(`${folder}/${stem(file)}${ending}`) ? [stem(file)] : [""]));
  return names.includes("") ? [] : [...new Set(names)];
};

let failed = false;
function run(command, args, env) {
  console.log(`\n${command} ${args.join(" ")}`);
  failed = spawnSync(command, args, { stdio: "inherit", env: { ...process.env, ...env } }).status !== 0 || failed;
}

const rust = changed.filter((file) => /^src\/.*\.rs$/.test(file) && !/^src\/(bindings|plain|allocator)/.test(file));
if (rust.length > 0) {
  if (spawnSync("cargo", ["mutants", "--version"]).status !== 0) console.log("left out: Rust. It needs cargo-mutants: cargo install cargo-mutants --locked");
  else {
    const files = rust.flatMap((file) => ["--file", file]);
    const count = output("cargo", "mutants", "--list", ...files).split("\n").filter(Boolean).length;
    const parts = Math.ceil(count / MOST.mutants);
    console.log(`Rust: ${count} mutants of ${rust.join(", ")}${parts > 1 ? `; one in ${parts} is tried, ${count - Math.ceil(count / parts)} are left out` : ""}`);
    const tests = testsOf(rust, RUST, "tests", ".rs").map((name) => `--cargo-arg=--test=${name}`);
    const part = parts > 1 ? ["--shard", `0/${parts}`, "--sharding", "round-robin"] : [];
    run("cargo", ["mutants", ...files, ...part, "--features", "full", "--timeout", "120", "--output", "target", ...tests], { CARGO_PROFILE_TEST_DEBUG: "0" });
  }
}

/** Of each file every so many lines, ten by ten, so that what is taken has no more characters than fit. */
function sample(files) {
  const texts = files.map((file) => readFileSync(file, "utf8"));
  const parts = Math.ceil(texts.join("").length / MOST.characters);
  if (parts <= 1) return files;
  console.log(`JavaScript: of every ${10 * parts} lines of ${files.join(", ")} the first 10 are tried; the others are left out`);
  return files.flatMap((file, i) => {
    const lines = texts[i].split("\n").length;
    return Array.from({ length: Math.ceil(lines / (10 * parts)) }, (_, part) => `${file}:${10 * parts * part + 1}-${Math.min(lines, 10 * parts * part + 10)}`);
  });
}

/** Mutants are made where the package is put together from, and the tests run on what was. */
function stryker(name, files, tests, build) {
  if (files.length === 0) return;
  if (!existsSync("node_modules/.bin/stryker")) return console.log(`left out: ${files.join(", ")}. It needs Stryker: npm install --no-save @stryker-mutator/core`);
  mkdirSync("target", { recursive: true });
  const config = {
    mutate: sample(files), testRunner: "command", commandRunner: { command: `node --test ${tests.join(" ")}` }, buildCommand: build,
    checkers: [], plugins: [], reporters: ["clear-text", "progress-append-only"], clearTextReporter: { allowColor: false, logTests: false },
    concurrency: 2, timeoutMS: 30_000, allowEmpty: true, tempDirName: "target/stryker",
    ignorePatterns: ["/target", "/fuzz", "/bench", "/www", "/examples", "/.git"],
  };
  writeFileSync(`target/stryker-${name}.json`, JSON.stringify(config));
  run("node_modules/.bin/stryker", ["run", `target/stryker-${name}.json`]);
}
const javascript = (folder) => changed.filter((file) => new RegExp(`^${folder}/[\\w-]+\\.js$`).test(file));
const paths = (files, table, folder) => {
  const names = testsOf(files, table, folder, ".test.mjs");
  return names.length > 0 ? names.map((name) => `${folder}/${name}.test.mjs`) : [`${folder}/`];
};
const js = javascript("js"), desk = javascript("desk");
stryker("js", js, paths(js, PACKAGE, "tests/package"), `cp ${js.join(" ")} dist/`);
stryker("desk", desk, paths(desk, DESK, "tests/desk"));
if (failed) process.exitCode = 1;
