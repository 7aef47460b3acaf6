// The texts of the documents in other languages: `<file>.zh-Hans.json` beside a document has them by JSON Pointer, and here
// they are found again by the English text, as a description has it.
import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("../src/operations/", import.meta.url);
const read = (file) => JSON.parse(readFileSync(new URL(file, folder), "utf8"));

/** The value at a JSON Pointer. */
const at = (document, pointer) => pointer.split("/").slice(1).reduce((node, key) => node?.[key.replaceAll("~1", "/").replaceAll("~0", "~")], document);

/** Documents and shared files by their texts in other languages. */
const translated = readdirSync(folder, { recursive: true }).flatMap((file) => {
  const [, base, language] = /^(.*)\.([A-Za-z-]+)\.json$/.exec(file) ?? [];
  return base && language !== "schema" ? [{ base, language }] : [];
});

/** The languages that documents are translated to. */
export const LANGUAGES = [...new Set(translated.map(({ language }) => language))];

/** What a file says in English and in another language. */
function textsOf(base, language) {
  if (!translated.some((one) => one.base === base && one.language === language)) return {};
  const document = read(`${base}.json`);
  return Object.fromEntries(Object.entries(read(`${base}.${language}.json`)).map(([pointer, text]) => [at(document, pointer), text]));
}

/** By id, what the document of each operation and its shared file say. */
export function translations(language) {
  const bases = translated.filter((one) => one.language === language && !one.base.endsWith("/shared")).map(({ base }) => base);
  return Object.fromEntries(bases.map((base) => {
    const provider = base.slice(0, base.lastIndexOf("/") + 1);
    return [read(`${base}.json`).id, { ...textsOf(`${provider}shared`, language), ...textsOf(base, language) }];
  }));
}
