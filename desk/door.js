// What every request has to pass, whatever it asks for, before anything of it is read.

/** The most bytes of a request's body. */
const MOST_BYTES = 64 * 1024;

/** What every response carries. */
export const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": [
    "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
    "worker-src 'self'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
    "trusted-types batch-worker",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** Why a request gets nothing: the status and the code that say so. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {{ run?: string }} [more] what mends it
   */
  constructor(status, code, { run } = {}) {
    super(code);
    Object.assign(this, { name: "Refused", status, code, run });
  }
}

/**
 * Whether a request comes from the page itself, or from a browser that opens it.
 *
 * @param {import("node:http").IncomingMessage} request
 * @param {{ hosts: readonly string[], origins: readonly string[] }} own the server's own names
 * @throws {Refused}
 */
export function admit({ method, headers }, { hosts, origins }) {
  // Under another name, a page of somebody else's could read this one.
  if (!hosts.includes(headers.host)) throw new Refused(421, "other_host");
  const { origin, "sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest } = headers;
  if (origin !== undefined && !origins.includes(origin)) throw new Refused(403, "other_origin");
  // Who opens the page as a document may come from anywhere: it holds nothing by itself.
  const opened = method === "GET" && mode === "navigate" && dest === "document";
  if (site !== undefined && site !== "same-origin" && site !== "none" && !opened) throw new Refused(403, "other_site");
  // Every browser names the origin of a POST.
  if (method !== "GET" && method !== "HEAD" && origin === undefined) throw new Refused(403, "no_origin");
}

/**
 * The body of a request, an object.
 *
 * @param {import("node:http").IncomingMessage} request
 * @throws {Refused}
 */
export async function readJson(request) {
  // No form and no fetch across origins sends this type unasked.
  if (request.headers["content-type"] !== "application/json" || request.headers["content-encoding"]) throw new Refused(415, "not_json");
  if (Number(request.headers["content-length"] ?? 0) > MOST_BYTES) throw new Refused(413, "too_large");
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    if ((bytes += chunk.length) > MOST_BYTES) throw new Refused(413, "too_large");
    chunks.push(chunk);
  }
  let body;
  try {
    body = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new Refused(400, "not_json");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new Refused(400, "not_json");
  return body;
}
