// Makes of the page's modules the few minified files that a visitor loads: one for the form, one for each part that comes
// later. index.html names them; www/*.js are their sources. By itself, after a change there: node scripts/page.mjs
import { readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));

/** @param {boolean} write whether to www/pkg/, or only into what is returned */
export function page(write = true) {
  return buildSync({
    absWorkingDir: root,
    entryPoints: ["www/app.js", "www/page.css", "www/batch-worker.js"],
    outdir: "www/pkg",
    // The package's own modules stay as scripts/build.mjs put them there.
    external: ["./www/pkg/*"],
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    write,
  }).outputFiles;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Those of before, whose names end with what was in them.
  for (const name of readdirSync(`${root}www/pkg`)) if (/-[A-Z\d]{8}\.js$/.test(name)) rmSync(`${root}www/pkg/${name}`);
  page();
}
