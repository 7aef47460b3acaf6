// Serves the files of a folder, whole, to whoever asks for them by name: nothing hidden, nothing that a link leads to elsewhere.
import { readFile, realpath, stat } from "node:fs/promises";
import { extname, join, sep } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".json": "application/json", ".svg": "image/svg+xml", ".wasm": "application/wasm",
};

/** What every response carries. A page can say most of it itself, but not that nobody may frame it. */
export const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": [
    "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
    "worker-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
    "trusted-types batch-worker",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** Why a request gets nothing, with the status that says so. */
export class Refused extends Error {
  constructor(status, code) {
    super(code);
    Object.assign(this, { status, code });
  }
}

/** Whether a request names this machine by one of its own names. */
export const isLocal = (host = "") => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);

/** Refuses other methods than these, and says which there are. */
export function allow(methods, request, response) {
  if (methods.includes(request.method)) return;
  response.setHeader("allow", methods.join(", "));
  throw new Refused(405, "method_not_allowed");
}

/**
 * Answers a GET or HEAD with the file of this path.
 * @param {string} folder
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {string} [path] within the folder, as a URL spells it
 * @throws {Refused} before anything was answered
 */
export async function page(folder, request, response, path = request.url) {
  allow(["GET", "HEAD"], request, response);
  const file = await fileOf(folder, path).catch(() => undefined);
  if (!file) throw new Refused(404, "not_found");
  const content = await readFile(file);
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { ...HEADERS, "content-type": type, "content-length": content.length });
  response.end(request.method === "HEAD" ? undefined : content);
}

async function fileOf(folder, path) {
  const parts = decodeURIComponent(path.split(/[?#]/, 1)[0]).split("/").filter((part) => part !== "");
  if (parts.some((part) => part.startsWith(".") || part.includes("\\") || part.includes("\0"))) return undefined;
  const root = await realpath(folder);
  let file = join(root, ...parts);
  if ((await stat(file)).isDirectory()) file = join(file, "index.html");
  // Where a link is on the way, the file is elsewhere by its real name.
  if ((await realpath(file)) !== file || !file.startsWith(root + sep)) return undefined;
  return (await stat(file)).isFile() ? file : undefined;
}
