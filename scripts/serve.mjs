// Serves www/ on this machine as any host of files would: without a desk behind it, the page sends nothing.
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { HEADERS } from "../desk/door.js";
import { readPages } from "../desk/pages.js";

const www = fileURLToPath(new URL("../www/", import.meta.url));

/**
 * @param {number} port 0 for any that is free
 * @param {string} base the path under which the page stands, with a slash at both ends
 * @param {string} folder what is served
 */
export function serve(port, base = "/", folder = www) {
  const files = readPages(folder);
  const server = createServer(({ method, url, headers: { host = "" } }, response) => {
    const refuse = (status) => response.writeHead(status, { ...HEADERS, ...(status === 405 && { allow: "GET, HEAD" }) }).end();
    // Under another name a page of somebody else's could read this one.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) return refuse(421);
    if (method !== "GET" && method !== "HEAD") return refuse(405);
    const [path] = url.split(/[?#]/, 1);
    const file = path.startsWith(base) && files.get(path.slice(base.length - 1));
    if (!file) return refuse(404);
    response.writeHead(200, { ...HEADERS, "content-type": file.type, "content-length": file.content.length });
    response.end(method === "HEAD" ? undefined : file.content);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      resolve({ address: `http://127.0.0.1:${server.address().port}${base}`, close: () => server.close() });
    });
  });
}
