// What the .wasm files of the package are made of, for whoever has to know: each crate with its licence, as text and as a CycloneDX
// bill of materials.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Of several licences that one may choose from, the one that is taken. */
const TAKEN = ["MIT", "Zlib", "Apache-2.0"];

/** Licences whose text names the holder of the copyright, by the files in which crates have them. */
const FILES = /^(LICEN[CS]E|COPYING|NOTICE)([-.](MIT|ZLIB)|\.md|\.txt)?$/i;

/** The crates that are linked into any of the modules, by name. */
export function crates() {
  const options = ["metadata", "--format-version", "1", "--locked", "--filter-platform", "wasm32-unknown-unknown", "--no-default-features", "--features", "full,define"];
  const { packages, resolve } = JSON.parse(execFileSync("cargo", options, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 28 }));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const found = new Map(packages.map((each) => [each.id, each]));
  const linked = new Set();
  const visit = (id) => {
    // What runs in the compiler is not in what it makes.
    if (linked.has(id) || found.get(id).targets.some(({ kind }) => kind.includes("proc-macro"))) return;
    linked.add(id);
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) if (kinds.some(({ kind }) => kind === null)) visit(pkg);
  };
  visit(resolve.root);
  linked.delete(resolve.root);
  return [...linked].map((id) => found.get(id)).sort((one, other) => one.name.localeCompare(other.name, "en"));
}

/** The licence of a crate that is taken, and its text as the crate has it. */
function licenceOf({ name, license, manifest_path: manifest }) {
  const folder = dirname(manifest);
  const taken = TAKEN.find((licence) => license.split(/[^\w.-]+/).includes(licence));
  if (!taken) throw new Error(`${name} has a licence that nobody looked at: ${license}`);
  const files = readdirSync(folder).filter((file) => FILES.test(file));
  const file = files.find((each) => each.toUpperCase().includes(taken.toUpperCase())) ?? files[0];
  return { taken, text: file ? readFileSync(join(folder, file), "utf8").trim() : "" };
}

/** @returns {Record<string, string>} the files, by name */
export function notices() {
  const all = crates().map((crate) => ({ ...crate, ...licenceOf(crate) }));
  const heads = all.map(({ name, version, taken, repository }) => `- ${name} ${version}: ${taken}, ${repository}`);
  /** One text may be that of several crates. @type {Map<string, string[]>} */
  const texts = new Map();
  for (const { name, text } of all) if (text) texts.set(text, [...(texts.get(text) ?? []), name]);
  const bodies = [...texts].map(([text, names]) => `${"-".repeat(80)}\n${names.join(", ")}\n\n${text}\n`);
  const checksums = new Map([...readFileSync(join(root, "Cargo.lock"), "utf8").matchAll(/name = "(.*)"\nversion = "(.*)"\nsource = ".*"\nchecksum = "(.*)"/g)].map(([, name, version, sum]) => [`${name} ${version}`, sum]));
  const sbom = {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: { type: "library", name: "resetkit", purl: "pkg:npm/resetkit" } },
    components: all.map(({ name, version, license }) => ({
      type: "library",
      name,
      version,
      purl: `pkg:cargo/${name}@${version}`,
      licenses: [{ expression: license.replace("/", " OR ") }],
      hashes: [{ alg: "SHA-256", content: checksums.get(`${name} ${version}`) }],
    })),
  };
  return {
    "LICENSE-CRATES": `The .wasm files of this package are made of these crates:\n\n${heads.join("\n")}\n\n${bodies.join("\n")}`,
    "sbom.cdx.json": `${JSON.stringify(sbom, null, 2)}\n`,
  };
}
