// Makes www/docs/: the guides and the API reference by TypeDoc, and a page for every operation. Fails if a link leads nowhere.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, operations } from "../../dist/index.js";
import { operationPages } from "./operation-pages.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const root = path("../../");
const out = `${root}www/docs/`;
const guides = readdirSync(`${root}docs/`).map((name) => `docs/${name}`);

/** TypeDoc takes no address within its own pages for a link at their top; this one is replaced. */
const OPERATIONS = JSON.parse(readFileSync(path("typedoc.json"), "utf8")).navigationLinks.Operations;

rmSync(out, { recursive: true, force: true });
execFileSync(process.execPath, [path("node_modules/typedoc/bin/typedoc"), "--options", path("typedoc.json")], { stdio: "inherit" });

mkdirSync(`${out}operations/`);
cpSync(path("operations.css"), `${out}operations/operations.css`);
for (const [name, html] of operationPages(operations().map((id) => describe(id)))) writeFileSync(`${out}operations/${name}`, html);

// Guides link to folders of the repository, which TypeDoc does not copy.
const { homepage } = JSON.parse(readFileSync(`${root}js/package.json`, "utf8"));
const folders = new Map(["README.md", ...guides.filter((name) => name.endsWith(".md"))].flatMap((name) => [...readFileSync(root + name, "utf8").matchAll(/\]\(([^)#:]+)\)/g)]
  .map(([, link]) => join(root, dirname(name), link))
  .filter((file) => statSync(file).isDirectory())
  .map((file) => [basename(file), `${homepage.replace(/#.*/, "")}/tree/main/${relative(root, file)}`])));
const pages = readdirSync(out, { recursive: true }).filter((name) => name.endsWith(".html"));
for (const name of pages) {
  const html = readFileSync(join(out, name), "utf8");
  const operationsAt = join(relative(dirname(join(out, name)), out), "operations/index.html");
  const linked = html.replaceAll(OPERATIONS, operationsAt).replace(/href="(?:\.\.\/)*media\/([\w-]+)"/g, (link, folder) => (folders.has(folder) ? `href="${folders.get(folder)}"` : link));
  if (linked !== html) writeFileSync(join(out, name), linked);
}

const dead = pages.flatMap((name) => [...readFileSync(join(out, name), "utf8").matchAll(/(?:href|src)="([^"#?]+)/g)]
  .map(([, link]) => link)
  .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(out, dirname(name), decodeURIComponent(link))))
  .map((link) => `${name}: ${link}`));
if (dead.length > 0) throw new Error(`links that lead nowhere:\n${dead.join("\n")}`);
console.log(`${pages.length} pages in www/docs/`);
