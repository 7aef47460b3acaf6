// The files of a folder, read once: nothing hidden, nothing that a link leads to elsewhere.
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm",
};

/**
 * @param {string} folder
 * @param {(name: string, content: Buffer) => Buffer} [change] what is served of a file
 * @returns {Map<string, { type: string, content: Buffer }>} by the path of their URLs; `/` and those that end with it are the
 *   `index.html` of a folder
 */
export function readPages(folder, change = (_name, content) => content) {
  const pages = new Map();
  const read = (path, url) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      const file = join(path, entry.name), address = `${url}${encodeURIComponent(entry.name)}`;
      if (entry.isDirectory()) read(file, `${address}/`);
      if (!entry.isFile()) continue;
      const page = { type: TYPES[extname(entry.name)] ?? "application/octet-stream", content: change(entry.name, readFileSync(file)) };
      pages.set(address, page);
      if (entry.name === "index.html") pages.set(url, page);
    }
  };
  read(folder, "/");
  return pages;
}
