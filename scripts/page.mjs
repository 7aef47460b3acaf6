// Makes of the page's modules the few minified files that a visitor loads: app.js for the form, and one for each part that is
// imported later, which takes from app.js what that has already. index.html names them; www/*.js are their sources. By itself,
// after a change there: node scripts/page.mjs
import { cpSync, rmSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));

const OPTIONS = {
  absWorkingDir: root,
  outdir: "www/pkg",
  // The package's own modules stay as scripts/build.mjs put them there.
  external: ["./www/pkg/*"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  metafile: true,
  write: false,
};

/** @param {(path: string, kind: string) => string | undefined} fileOf the file in which a module of the page is found, where it is in another one */
const elsewhere = (fileOf) => ({
  name: "elsewhere",
  setup: ({ onResolve }) => onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
    const file = fileOf(relative(root, resolve(resolveDir, path)), kind);
    return file && { path: `./${file}`, external: true };
  }),
});

/** @param {boolean} write whether to www/pkg/, or only into what is returned */
export async function buildPage(write = true) {
  const later = new Set();
  const isLater = (path, kind) => {
    if (kind === "dynamic-import" && !path.startsWith("www/pkg/")) later.add(path);
    return later.has(path) && kind !== "entry-point" ? basename(path) : undefined;
  };
  const first = await build({ ...OPTIONS, entryPoints: ["www/app.js"], plugins: [elsewhere(isLater)] });
  const own = new Set(Object.keys(first.metafile.inputs));

  const shared = new Set();
  const isShared = (path, kind) => {
    if (!own.has(path)) return isLater(path, kind);
    shared.add(path);
    return "app.js";
  };
  const parts = await build({ ...OPTIONS, write, entryNames: "[name]", entryPoints: [...later], plugins: [elsewhere(isShared)] });
  const contents = ["www/app.js", ...shared].map((path) => `export * from "./${path}";\n`).join("");
  const app = await build({ ...OPTIONS, write, stdin: { contents, resolveDir: root, sourcefile: "app.js" }, outdir: undefined, outfile: "www/pkg/app.js", plugins: [elsewhere(isLater)] });
  const others = await build({ ...OPTIONS, write, entryNames: "[name]", entryPoints: ["www/page.css", "www/many/many.css", "www/many/worker.js"] });
  if (write) copyPage();
  return [app, parts, others].flatMap(({ outputFiles = [] }) => outputFiles);
}

/** The desk comes with a page of its own: what a visitor loads, and no sources. */
function copyPage() {
  const to = join(root, "desk/page/");
  rmSync(to, { recursive: true, force: true });
  for (const name of ["index.html", "icon.svg", "pkg/"]) {
    cpSync(join(root, "www", name), join(to, name), { recursive: true, filter: (file) => !file.endsWith(".d.ts") });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPage();
