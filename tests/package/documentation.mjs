// The pages of the documentation and the blocks of code in them.
import { readFileSync, readdirSync } from "node:fs";

const root = new URL("../../", import.meta.url);
const names = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...readdirSync(new URL("docs/", root)).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];

/** The text of each page by its path. */
export const pages = Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, root), "utf8")]));

/** Every block in order, with the page, the name of the file that it is, and the libraries that it imports beside the package. */
export const blocks = Object.entries(pages)
  .flatMap(([page, content]) => [...content.matchAll(/(?:`([\w.-]+)`:\n\n)?^```(\w*)\n(.*?)^```$/gms)].map(([, file, language, text]) => ({ page, file, language, text, others: libraries(text) })))
  .map((block, index) => ({ ...block, index }));

function libraries(text) {
  const imported = [...text.matchAll(/^import .* from "([^".][^"]*)";$/gm)].map(([, name]) => name);
  return imported.filter((name) => !/^(resetkit|node:)/.test(name));
}
