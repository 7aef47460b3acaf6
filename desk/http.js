// The HTTP server around the page and its API: who is admitted is all here.
import { createServer } from "node:http";
import { refusalCounter } from "./audit.js";
import { admit, HEADERS, readJson, Refused } from "./door.js";
import { readPages } from "./pages.js";

/** How long a request may take to arrive, in milliseconds. By default, Node checks these limits only every 30 s. */
const PATIENCE = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 1_000 };
/** How long a response may lie there untaken, in milliseconds. */
const UNTAKEN = 10_000;
const MOST_HEADER_BYTES = 8192;
const MOST_CONNECTIONS = 64;

/** Tells the page that somebody sends what it builds, and that it can ask more of them. */
const sending = (name, content) => (name === "index.html"
  ? Buffer.from(content.toString("utf8").replace("<title>", '<meta name="resetkit-endpoint" content="/api/reset">\n  <meta name="resetkit-desk" content="/api/">\n  <title>'))
  : content);

/**
 * @param {{
 *   own: () => { hosts: readonly string[], origins: readonly string[] },
 *   authorize: (request: import("node:http").IncomingMessage) => string | undefined | Promise<string | undefined>,
 *   api: ReturnType<typeof import("./api.js").createApi>, pages: string, audit: (line: object) => void,
 *   exchange?: (token: unknown) => { cookie: string, key: string }, limit?: { calls: number, milliseconds: number },
 * }} options `authorize`: who asks, a text that is not empty; whatever else it gives is nobody
 */
export function createHttpServer({ own, authorize, api, pages, audit, exchange, limit = { calls: 120, milliseconds: 60_000 } }) {
  const files = readPages(pages, sending);
  const refusals = refusalCounter(audit);
  /** When each administrator asked of late. */
  const asked = new Map();

  function count(who) {
    const now = Date.now();
    const recent = (asked.get(who) ?? []).filter((time) => now - time < limit.milliseconds);
    if (recent.length >= limit.calls) throw new Refused(429, "too_many");
    asked.set(who, [...recent, now]);
  }

  function serve(request, response) {
    const [path] = request.url.split(/[?#]/, 1);
    const file = files.get(path);
    if (!file) throw new Refused(404, "not_found");
    response.writeHead(200, { ...HEADERS, "content-type": file.type, "content-length": file.content.length });
    response.setTimeout(UNTAKEN).end(request.method === "HEAD" ? undefined : file.content);
  }

  async function answer(request, response) {
    admit(request, own());
    const name = request.url.startsWith("/api/") ? request.url.slice("/api/".length) : undefined;
    if (request.method === "GET" || request.method === "HEAD") return serve(request, response);
    if (name === undefined || request.method !== "POST") {
      response.setHeader("allow", name === undefined ? "GET, HEAD" : "POST");
      throw new Refused(405, "method_not_allowed");
    }
    if (name === "session" && exchange) {
      const { cookie, key } = exchange((await readJson(request)).token);
      response.setHeader("set-cookie", cookie);
      return tell(response, 200, { key });
    }
    const who = await authorize(request);
    if (typeof who !== "string" || who === "") throw new Refused(401, "no_session");
    count(who);
    const handler = api.handler(name);
    if (!handler) throw new Refused(404, "not_found");
    const body = await readJson(request);
    if (name === "file/watch") {
      response.writeHead(200, { ...HEADERS, "content-type": "application/x-ndjson" });
      return handler({ who, body, response });
    }
    let told;
    try {
      told = await handler({ who, body });
    } catch (error) {
      throw api.refusalOf(error);
    }
    return tell(response, ...told);
  }

  const server = createServer({ ...PATIENCE, maxHeaderSize: MOST_HEADER_BYTES }, (request, response) => {
    // The limit of the response before it holds for that one alone: a provider may take longer.
    response.setTimeout(0);
    answer(request, response).catch((error) => {
      // The message of any other error may quote a secret, so the answer has a code alone.
      const { status, code, run } = error instanceof Refused ? error : new Refused(500, "failed");
      if (status !== 404) refusals.add(code);
      if (response.headersSent) return response.destroy();
      // A body that was not read is not waited for.
      response.setHeader("connection", "close");
      tell(response, status, { error: { code, run } });
    });
  });
  server.on("close", refusals.end);
  server.maxConnections = MOST_CONNECTIONS;
  server.maxRequestsPerSocket = 1000;
  for (const event of ["upgrade", "connect"]) server.on(event, (_, socket) => socket.destroy());
  server.on("clientError", (error, socket) => {
    if (socket.writable && error.code === "HPE_HEADER_OVERFLOW") socket.end("HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n");
    else socket.destroy();
  });
  return server;
}

const tell = (response, status, body) => response.writeHead(status, { ...HEADERS, "content-type": "application/json" }).setTimeout(UNTAKEN).end(JSON.stringify(body));
