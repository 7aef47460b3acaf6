// Receives what the form sends, validates it again, sends it on and explains the response. It never logs an input or an output.
import { createServer } from "node:http";
import { describe, operations, parseResponse, validate } from "resetkit";
import { allow, HEADERS, isLocal, page, Refused } from "./pages.mjs";

const MOST_BYTES = 16_384;
/** The most issues that are told of one input, so that no answer is much larger than its question. */
const MOST_ISSUES = 32;
const MOST_CONNECTIONS = 256;
/** How long a request may take to arrive, in milliseconds. */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 5_000 };

/**
 * @param {{
 *   origin: () => string,
 *   authorize: (request: import("node:http").IncomingMessage) => string | undefined | Promise<string | undefined>,
 *   senders: Record<string, (operation: string, input: object, region?: string) => Promise<{ status: number, headers?: object, body: string }>>,
 *   pages: string,
 *   log: (line: object) => void,
 *   limit?: { resets: number, milliseconds: number },
 * }} options `origin`: the only page that may ask, such as `https://reset.example.com`, whose host a request has to name;
 * `authorize`: the administrator who asks, from your own session: a text that is not empty, and whatever else it gives is nobody
 */
export function resetServer({ origin, authorize, senders, pages, log, limit = { resets: 10, milliseconds: 60_000 } }) {
  /** When each administrator asked of late. */
  const asked = new Map();

  async function admit(request) {
    // A browser says on every POST which page sent it, and a page cannot lie about it.
    if (request.headers.origin !== new URL(origin()).origin) throw new Refused(403, "other_origin");
    if (request.headers["content-type"] !== "application/json") throw new Refused(415, "not_json");
    const administrator = await authorize(request);
    if (typeof administrator !== "string" || administrator === "") throw new Refused(401, "not_signed_in");
    expectHost(request);
    const now = Date.now();
    const recent = (asked.get(administrator) ?? []).filter((time) => now - time < limit.milliseconds);
    if (recent.length >= limit.resets) throw new Refused(429, "too_many_resets");
    asked.set(administrator, [...recent, now]);
    return administrator;
  }

  async function reset(request) {
    const administrator = await admit(request);
    const { operation, region, input } = await json(request);
    if (!operations().includes(operation)) throw new Refused(400, "unknown_operation");
    if (region !== undefined && !describe(operation).regions?.includes(region)) throw new Refused(400, "unknown_region");
    const { value, issues: all } = validate(operation, input);
    if (all) {
      const issues = all.slice(0, MOST_ISSUES);
      log({ administrator, operation, outcome: "invalid", codes: issues.map(({ code }) => code) });
      return [422, { issues }];
    }
    const answer = await senders[operation](operation, value, region);
    const { output, error } = parseResponse(operation, answer, value);
    log({ administrator, operation, outcome: error?.code ?? "done" });
    // Of an error only what was read from it: in its body the service may repeat the password.
    return error ? [502, { status: answer.status, error }] : [200, { ...answer, output }];
  }

  /** Another name for this machine is that of somebody else's page; a proxy on this machine may use its own. */
  function expectHost({ headers: { host } }) {
    if (host !== new URL(origin()).host && !isLocal(host)) throw new Refused(421, "other_host");
  }

  async function answered(request, response) {
    if (request.url !== "/reset") {
      expectHost(request);
      return page(pages, request, response);
    }
    allow(["POST"], request, response);
    const [status, body] = await reset(request);
    return tell(response, status, body);
  }

  const server = createServer(PATIENCE, (request, response) =>
    answered(request, response).catch((error) => {
      // The message of another error may quote what it met, so only its kind is told and logged.
      const known = error instanceof Refused ? error : new Refused(502, "failed");
      log({ outcome: known.code, kind: error.name });
      tell(response, known.status, { error: { code: known.code } });
    }));
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

const tell = (response, status, body) => response.writeHead(status, { ...HEADERS, "content-type": "application/json" }).end(JSON.stringify(body));

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
