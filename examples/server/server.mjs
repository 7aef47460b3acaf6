// Receives what the form sends, validates it again, sends it on and explains the answer. It never logs an input or an output.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { describe, operations, parseAnswer, validate } from "resetkit";

const MOST_BYTES = 16_384;
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; form-action 'self'",
  "x-content-type-options": "nosniff",
};

/** What is refused before anybody looks at the input. */
class Refused extends Error {
  constructor(status, code) {
    super(code);
    Object.assign(this, { status, code });
  }
}

/**
 * @param {{
 *   origin: () => string,
 *   authorize: (request: import("node:http").IncomingMessage) => string | undefined,
 *   senders: Record<string, (operation: string, input: object, region?: string) => Promise<{ status: number, headers?: object, body: string }>>,
 *   pages: string,
 *   log: (line: object) => void,
 *   limit?: { resets: number, milliseconds: number },
 * }} options `origin`: the only page that may ask; `authorize`: the administrator who asks, from your own session, if any
 */
export function resetServer({ origin, authorize, senders, pages, log, limit = { resets: 10, milliseconds: 60_000 } }) {
  /** When each administrator asked of late. */
  const asked = new Map();

  function admit(request) {
    // A browser says on every POST which page sent it, and a page cannot lie about it.
    if (request.headers.origin !== origin()) throw new Refused(403, "other_origin");
    if (request.headers["content-type"] !== "application/json") throw new Refused(415, "not_json");
    const administrator = authorize(request);
    if (administrator === undefined) throw new Refused(401, "not_signed_in");
    const now = Date.now();
    const recent = (asked.get(administrator) ?? []).filter((time) => now - time < limit.milliseconds);
    if (recent.length >= limit.resets) throw new Refused(429, "too_many_resets");
    asked.set(administrator, [...recent, now]);
    return administrator;
  }

  async function reset(request) {
    const administrator = admit(request);
    const { operation, region, input } = await json(request);
    if (!operations().includes(operation)) throw new Refused(400, "unknown_operation");
    if (region !== undefined && !describe(operation).regions.includes(region)) throw new Refused(400, "unknown_region");
    const { value, issues } = validate(operation, input);
    if (issues) {
      log({ administrator, operation, outcome: "invalid", codes: issues.map(({ code }) => code) });
      return [422, { issues }];
    }
    const answer = await senders[operation](operation, value, region);
    const { output, error } = parseAnswer(operation, answer, value);
    log({ administrator, operation, outcome: error?.code ?? "done" });
    // As it came, for a page that explains it itself, and explained for one that does not.
    return error ? [502, { ...answer, error }] : [200, { ...answer, output }];
  }

  return createServer(async (request, response) => {
    const answer = (status, body) => response.writeHead(status, { ...HEADERS, "content-type": "application/json" }).end(JSON.stringify(body));
    try {
      if (request.method === "POST" && request.url === "/reset") return answer(...await reset(request));
      if (request.method === "GET") return page(pages, request, response);
      throw new Refused(404, "not_found");
    } catch (error) {
      // The message of another error may quote what it met, so only its kind is told and logged.
      const known = error instanceof Refused ? error : new Refused(502, "failed");
      log({ outcome: known.code, kind: error.name });
      return answer(known.status, { error: { code: known.code } });
    }
  });
}

async function json(request) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Refused(413, "too_large");
    chunks.push(chunk);
  }
  try {
    return Object(JSON.parse(Buffer.concat(chunks).toString("utf8")));
  } catch {
    throw new Refused(400, "not_json");
  }
}

function page(folder, request, response) {
  const path = normalize(new URL(request.url, "http://localhost").pathname);
  try {
    const file = readFileSync(join(folder, path === "/" ? "index.html" : path));
    response.writeHead(200, { ...HEADERS, "content-type": TYPES[extname(path)] ?? TYPES[".html"] }).end(file);
  } catch {
    throw new Refused(404, "not_found");
  }
}
