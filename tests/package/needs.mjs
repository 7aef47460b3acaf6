// Which browsers have what the files of the package use: their syntax, the built-in names they call, and the features of their modules.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import ts from "typescript5";

const require = createRequire(import.meta.url);
const { api, http, javascript: { builtins }, webassembly } = require("@mdn/browser-compat-data");

const root = new URL("../../", import.meta.url);
const dist = fileURLToPath(new URL("dist/", root));
const OPTIMIZER = fileURLToPath(new URL("node_modules/.bin/wasm-opt", root));

/** Files that browsers load: not the command line's, nor data without code. */
const files = ["", "locales/"].flatMap((folder) => readdirSync(dist + folder).filter((name) => name.endsWith(".js")).map((name) => folder + name))
  .filter((name) => !/^(compile|document|source|operations|shared|loop\.sh)\.js$|\.wasm\.js$|\.list\.js$|^words\./.test(name));

/** A feature of the data as the first version of each browser that has it. */
function since(feature) {
  const first = (browser) => {
    const [{ version_added }] = [feature.__compat.support[browser]].flat();
    return version_added === "preview" || version_added === false ? Infinity : Number.parseFloat(String(version_added).replace("≤", ""));
  };
  return { chrome: first("chrome"), firefox: first("firefox"), safari: first("safari") };
}

/** The features of WebAssembly that scripts/build.mjs allows, by what the data calls them. */
const FEATURES = {
  "bulk-memory": "bulk-memory-operations", "nontrapping-float-to-int": "non-trapping-float-to-int-conversions", "sign-ext": "sign-extension-operations",
  "reference-types": "reference-types", multivalue: "multi-value",
};

function ofModules() {
  const flags = ["--mvp-features", "--enable-mutable-globals", ...Object.keys(FEATURES).map((name) => `--enable-${name}`)];
  // A module that uses more is not valid with these.
  for (const file of ["core.wasm", "full.wasm", "define.wasm"]) execFileSync(OPTIMIZER, [dist + file, ...flags, "-o", "/dev/null"], { stdio: ["ignore", "ignore", "pipe"] });
  return Object.fromEntries(Object.entries(FEATURES).map(([name, feature]) => [`WebAssembly: ${name}`, since(webassembly[feature])]));
}

/** Methods of the package's own, or of a stream's controller, that later built-in types have by the same name; and what is asked for before it is used. */
const OTHERS = ["a method error", "a method use", "SymbolConstructor.dispose"];

/** The entry of the data for a member of a type of TypeScript's library. */
function known(type, member) {
  const name = type.replace(/^Readonly(?=Array|Map|Set)/, "").replace(/(Constructor|Global)$/, "").replace(/^(String|Array|Map)Iterator$/, "Iterator");
  const owner = builtins[name] ?? builtins.Intl?.[name] ?? builtins.WebAssembly?.[name] ?? api[name] ?? webassembly.api?.[name];
  return member === undefined ? owner : owner?.[member] ?? owner?.[`${member}_static`];
}

function ofNames() {
  const paths = files.map((name) => dist + name);
  const program = ts.createProgram(paths, { allowJs: true, noResolve: true, noEmit: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ESNext, lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"], types: [] });
  const checker = program.getTypeChecker();
  const isLibrary = (declaration) => program.isSourceFileDefaultLibrary(declaration.getSourceFile());
  const needs = {};
  const add = (what, feature) => {
    if (feature?.__compat && !OTHERS.includes(what)) needs[what] = since(feature);
  };
  const visit = (node) => {
    if (ts.isIdentifier(node)) {
      const declarations = checker.getSymbolAtLocation(node)?.declarations ?? [];
      for (const declaration of declarations.filter(isLibrary)) {
        const around = declaration.parent;
        if (ts.isInterfaceDeclaration(around)) add(`${around.name.text}.${node.text}`, known(around.name.text, node.text));
        else if (ts.isVariableDeclaration(declaration) || ts.isFunctionDeclaration(declaration)) add(node.text, known(node.text) ?? api[node.text]);
      }
      // Of a value of which nothing is known, a method may be that of any type that has one of this name: the oldest counts.
      if (declarations.length === 0 && ts.isPropertyAccessExpression(node.parent) && node.parent.name === node && ts.isCallExpression(node.parent.parent) && node.parent.parent.expression === node.parent) {
        const features = Object.values(builtins).map((type) => type[node.text]).filter((feature) => feature?.__compat);
        const oldest = features.map(since).sort((one, other) => one.chrome - other.chrome)[0];
        if (oldest && !OTHERS.includes(`a method ${node.text}`)) needs[`a method ${node.text}`] = oldest;
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const path of paths) visit(program.getSourceFile(path));
  return needs;
}

/** The files whose syntax the browsers lack: those that esbuild would write in another way for them. */
export function lackingSyntax(versions) {
  const target = Object.entries(versions).map(([browser, version]) => `${browser}${version}`);
  // All of them know \p{…}, of which esbuild cannot tell with which letters.
  const written = (name, target) => transformSync(readFileSync(dist + name, "utf8"), { target, supported: { "regexp-unicode-property-escapes": true } }).code;
  return files.filter((name) => written(name, target) !== written(name, "esnext"));
}

/** What the package uses, with the first version of each browser that has it. */
export const needs = () => ({
  ...ofModules(),
  ...ofNames(),
  "'wasm-unsafe-eval' in a Content-Security-Policy": since(http.headers["Content-Security-Policy"]["script-src"]["wasm-unsafe-eval"]),
});
