// A service on this machine that does nothing but write down who was to be reset, and answers well or badly.
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";

const GOOD = '{"tempPassword":"Made-Here-1"}';
const BOMB = gzipSync(Buffer.alloc(1 << 24));
const raw = (text) => ({ request: { socket } }) => socket.end(text);

/** What can go wrong once a request has arrived, by what it is called. After each of them nobody can tell what was done. */
export const FAULTS = {
  "never answers": () => {},
  "never ends its answer": ({ response }) => {
    response.writeHead(200, { "content-type": "application/json" });
    const timer = setInterval(() => response.write(" "), 500);
    response.on("close", () => clearInterval(timer));
  },
  "answers without an end": ({ response }) => {
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(65_536)));
    };
    response.on("drain", more);
    more();
  },
  "resets the connection": ({ request: { socket } }) => socket.resetAndDestroy(),
  "closes the connection": ({ request: { socket } }) => socket.destroy(),
  "resets it in the middle of the answer": ({ request: { socket } }) => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n${GOOD}`, () => socket.resetAndDestroy()),
  "closes it in the middle of the answer": raw(`HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n${GOOD}`),
  "speaks no HTTP": raw("\x00\x01\x02 SSH-2.0-OpenSSH_9.2\r\n"),
  "sends a large head": raw(`HTTP/1.1 200 OK\r\nX: ${"x".repeat(100_000)}\r\n\r\n`),
  "sends a page with 200": ({ response }) => response.end("<!doctype html><title>Sign in</title>"),
  "sends half of its JSON": ({ response }) => response.end(GOOD.slice(0, -3)),
  "sends bytes of no text": ({ response }) => response.end(Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28])),
  "compresses badly": ({ response }) => response.writeHead(200, { "content-encoding": "gzip" }).end("no gzip"),
  "compresses without an end": ({ response }) => response.writeHead(200, { "content-encoding": "gzip" }).end(BOMB),
  "has an error of its own": ({ response }) => response.writeHead(500).end("<h1>Internal Server Error</h1>"),
  "leads elsewhere": ({ response }) => response.writeHead(307, { location: "http://127.0.0.1:1/" }).end(),
};

const userOf = ({ url }, body) => (body && JSON.parse(body).Username) || decodeURIComponent(/\/users\/([^/]+)\/lifecycle/.exec(url)?.[1] ?? url.split("/").at(-1));

/**
 * @param {(arrival: { user: string, times: number }) => keyof typeof FAULTS | undefined} faultOf what goes wrong; by default nothing does
 * @param {number} takes how long a response takes, in milliseconds
 */
export async function countingProvider(faultOf = () => undefined, takes = 0) {
  /** How often each user was to be reset. @type {Map<string, number>} */
  const arrived = new Map();
  let requests = 0;
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const user = userOf(request, body);
    const times = (arrived.get(user) ?? 0) + 1;
    arrived.set(user, times);
    requests += 1;
    const fault = faultOf({ user, times });
    if (fault) return FAULTS[fault]({ request, response });
    return setTimeout(() => response.end(GOOD), takes);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    arrived, address: `http://127.0.0.1:${server.address().port}`,
    get requests() {
      return requests;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
