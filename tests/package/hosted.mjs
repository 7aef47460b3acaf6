// The repository as a web server would host it, for the tests of the package in browsers.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);
export const TYPES = { js: "text/javascript", mjs: "text/javascript", wasm: "application/wasm" };

/** Empty pages by their Content-Security-Policy: the one that docs/entries.md asks for, and the same without WebAssembly. */
const PAGES = {
  "/": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
  "/without-wasm": "default-src 'none'; script-src 'self'; connect-src 'self'",
};

export async function host() {
  const server = createServer(({ url }, response) => {
    if (Object.hasOwn(PAGES, url)) {
      return response.writeHead(200, { "content-type": "text/html", "content-security-policy": PAGES[url] }).end("<!doctype html><title>resetkit</title>");
    }
    try {
      const file = readFileSync(new URL(`.${url}`, root));
      response.writeHead(200, { "content-type": TYPES[url.split(".").pop()] }).end(file);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
