// The two servers: the one that serves files alone, and the library for a company's own.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer, request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { resetServer } from "resetkit-desk/server";
import { serve } from "../../scripts/serve.mjs";

/** What a server answers to a request that fetch would not send. */
const ask = (address, { body, ...options } = {}) => new Promise((resolve, reject) => {
  const request = httpRequest(address, options, async (response) => {
    const chunks = [];
    for await (const chunk of response) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    resolve({ status: response.statusCode, headers: response.headers, text });
  });
  request.on("error", reject).end(body);
});

const PAGE = "<!doctype html><h1>Page</h1>";
const SECURITY = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};
const DIRECTIVES = ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types batch-worker"];

function isSecured({ headers }) {
  for (const [name, value] of Object.entries(SECURITY)) assert.equal(headers[name], value, name);
  const said = headers["content-security-policy"].split("; ");
  for (const directive of DIRECTIVES) assert.ok(said.includes(directive), directive);
}

/** A folder with a page, a hidden file, links out of it and one within it, beside a file that is nobody's business. */
async function folder() {
  const outside = await mkdtemp(join(tmpdir(), "resetkit-served-"));
  const pages = join(outside, "pages");
  await mkdir(join(pages, "sub", ".git"), { recursive: true });
  await mkdir(join(outside, "pages-beside"));
  await writeFile(join(outside, "private.txt"), "private");
  await writeFile(join(outside, "pages-beside", "private.txt"), "private");
  await writeFile(join(pages, "index.html"), PAGE);
  await writeFile(join(pages, "a b.js"), "export {};");
  await writeFile(join(pages, ".env"), "private");
  await writeFile(join(pages, "sub", ".git", "config"), "private");
  await symlink(join(outside, "private.txt"), join(pages, "link.txt"));
  await symlink(outside, join(pages, "out"));
  return { pages, remove: () => rm(outside, { recursive: true }) };
}

/** What holds of both, for the files of the folder. */
function servesFiles(address, file = "") {
  test("files are served whole, with what keeps the page to itself", async () => {
    const index = await ask(`${address()}`);
    assert.deepEqual([index.status, index.text, index.headers["content-type"]], [200, PAGE, "text/html; charset=utf-8"]);
    isSecured(index);
    const script = await ask(`${address()}a%20b.js?x#y`);
    assert.deepEqual([script.status, script.text, script.headers["content-type"]], [200, "export {};", "text/javascript; charset=utf-8"]);
    const head = await ask(address(), { method: "HEAD" });
    assert.deepEqual([head.status, head.text, head.headers["content-length"]], [200, "", String(PAGE.length)]);
    isSecured(head);
  });

  test("a range does not end it, and gets the whole file", async () => {
    for (const range of ["bytes=5-2", "bytes=-1", "bytes=0-0", "bytes=99999-", "bytes=a-b", "x"]) {
      const { status, text } = await ask(address(), { headers: { range } });
      assert.deepEqual([status, text.length], [200, PAGE.length], range);
    }
  });

  test("what is hidden, elsewhere or not there is not found", async () => {
    for (const name of [
      ".env", "sub/.git/config", "link.txt", "out/private.txt", "out/", "sub", "nothing.txt", "%2e%2e/private.txt", "..%2fprivate.txt", "..%5cprivate.txt", "%00", "%", "%ff",
      "../private.txt", "../pages-beside/private.txt", "sub/../../private.txt", "%2e/%2e%2e/private.txt", "index.html/x",
    ]) {
      const { status, text } = await ask(address(), { path: `${new URL(address()).pathname}${name}` });
      assert.equal(status, 404, name);
      assert.ok(!text.includes("private"), name);
    }
  });

  test("other methods are refused", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      const { status, headers } = await ask(address() + file, { method, headers: { origin: new URL(address()).origin } });
      assert.deepEqual([status, headers.allow], [405, "GET, HEAD"], method);
    }
  });

  test("another host's name is refused", async () => {
    for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "localhost:80@evil.example"]) {
      const refused = await ask(address(), { headers: { host } });
      assert.ok([400, 421].includes(refused.status), `${host}: ${refused.status}`);
      assert.ok(!refused.text.includes("Page"));
    }
  });
}

describe("the server of this machine", () => {
  let served, server;
  before(async () => {
    served = await folder();
    server = await serve(0, "/base/", served.pages);
  });
  after(async () => {
    server?.close();
    await served?.remove();
  });

  servesFiles(() => server.address);

  test("this machine's own names are heard, with any port", async () => {
    for (const host of ["127.0.0.1", "localhost", "localhost:8080", new URL(server.address).host]) assert.equal((await ask(server.address, { headers: { host } })).status, 200);
  });

  test("what is beside its path is not found", async () => {
    for (const name of ["/", "/base", "/bas/index.html", "//base/"]) assert.equal((await ask(server.address, { path: name })).status, 404, name);
  });
});

describe("a company's own server", () => {
  const SECRET = 'Zq7!vK2?tN9~"<';
  const INPUT = { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333", Password: SECRET };
  let served, server, origin, provider, authorize, reply, sent, lines, made;

  const freePort = () => new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
  /** Starts one more, whose page is of the origin that it gets. */
  const start = async (options) => {
    const port = await freePort();
    const started = resetServer({ ...made, origin: `http://127.0.0.1:${port}`, ...options });
    await new Promise((resolve) => started.listen(port, "127.0.0.1", resolve));
    return { started, origin: `http://127.0.0.1:${port}`, end: () => {
      started.closeAllConnections();
      started.close();
    } };
  };
  const post = async (body, headers = {}, at = origin, name = "reset") => {
    const { status, text, headers: got } = await ask(`${at}/api/${name}`, { method: "POST", headers: { "content-type": "application/json", origin: at, ...headers }, body: JSON.stringify(body) });
    return { status, text, headers: got, ...JSON.parse(text) };
  };
  const reset = (input = INPUT, at = origin) => post({ operation: "workmail:ResetPassword", input }, {}, at);

  before(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "key" });
    served = await folder();
    [sent, lines] = [[], []];
    provider = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      sent.push({ headers: request.headers, body });
      response.writeHead(reply.status, reply.headers).end(reply.body);
    });
    await new Promise((resolve) => provider.listen(0, "127.0.0.1", resolve));
    made = {
      authorize: (request) => authorize(request),
      operations: ["workmail:ResetPassword"],
      endpoint: `http://127.0.0.1:${provider.address().port}`,
      pages: served.pages,
      audit: (line) => lines.push(JSON.stringify(line)),
      limit: { calls: 1000, milliseconds: 60_000 },
    };
    ({ started: server, origin } = await start());
    authorize = () => "ada";
  });
  after(async () => {
    for (const each of [server, provider]) {
      each?.closeAllConnections();
      each?.close();
    }
    await served?.remove();
  });

  servesFiles(() => `${origin}/`, "index.html");

  test("a call is a POST of its own page", async () => {
    for (const method of ["PUT", "DELETE", "OPTIONS"]) {
      const { status, headers } = await ask(`${origin}/api/reset`, { method, headers: { origin } });
      assert.deepEqual([status, headers.allow], [405, "POST"]);
    }
    for (const other of ["https://evil.example", "null", `${origin}.evil.example`]) assert.equal((await post({ operation: "workmail:ResetPassword", input: INPUT }, { origin: other })).error.code, "other_origin");
  });

  test("whoever is not named by a text that is not empty is nobody", async () => {
    reply = { status: 200, headers: {}, body: "{}" };
    for (const nobody of [undefined, null, false, true, "", 0, 1, {}, [], ["ada"], Symbol("ada"), () => "ada", new String("ada")]) {
      for (const answer of [() => nobody, async () => nobody, () => ({ then: (done) => done(nobody) })]) {
        authorize = answer;
        const { status, error } = await reset();
        assert.deepEqual([status, error], [401, { code: "no_session" }], String(nobody));
      }
    }
    for (const failing of [() => { throw new Error(SECRET); }, async () => { throw new Error(SECRET); }]) {
      authorize = failing;
      const { status, text } = await reset();
      assert.deepEqual([status, text], [500, '{"error":{"code":"failed"}}']);
    }
    assert.deepEqual(sent, []);
    for (const somebody of [() => "ada", async () => "ada"]) {
      authorize = somebody;
      assert.equal((await reset()).status, 200);
    }
    assert.equal(sent.length, 2);
    assert.match(sent[0].headers.authorization, /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/workmail\/aws4_request, /);
    assert.deepEqual(JSON.parse(sent[0].body), INPUT);
    // What was refused is counted and written from time to time, also in between.
    const [last] = lines.map((line) => JSON.parse(line)).filter(({ event }) => event !== "refused").slice(-1);
    assert.deepEqual(last, { event: "reset", who: "ada", operation: "workmail:ResetPassword", target: INPUT.UserId, outcome: "done" });
    assert.ok(!lines.join().includes(SECRET));
  });

  test("a reset under another host's name is refused", async () => {
    authorize = () => "ada";
    const { status, error } = await post({ operation: "workmail:ResetPassword", input: INPUT }, { host: "evil.example" });
    assert.deepEqual([status, error.code], [421, "other_host"]);
  });

  test("an operation that is not allowed is refused, and so are rows where no folder keeps what was sent", async () => {
    authorize = () => "ada";
    assert.equal((await post({ operation: "iam:UpdateLoginProfile", input: {} })).error.code, "unknown_operation");
    assert.equal((await post({ operation: "workmail:ResetPassword", digest: "0".repeat(64), count: 1 }, {}, origin, "file/open")).status, 404);
  });

  test("each administrator has a limit, however they are found out", async () => {
    const limited = await start({ authorize: async () => "ada", limit: { calls: 2, milliseconds: 60_000 } });
    try {
      const statuses = await Promise.all([1, 2, 3, 4].map(() => reset(INPUT, limited.origin)));
      assert.deepEqual(statuses.map(({ status }) => status).sort(), [200, 200, 429, 429]);
    } finally {
      limited.end();
    }
  });

  test("without an origin, somebody who authorizes and an audit there is no server", () => {
    for (const origin of [undefined, "", "reset.example.com", "https://reset.example.com/"]) assert.throws(() => resetServer({ ...made, origin }), { name: "TypeError", message: /^origin must be the origin of the page/ });
    assert.throws(() => resetServer({ ...made, origin, authorize: undefined }), { message: "authorize must say who is signed in" });
    assert.throws(() => resetServer({ ...made, origin, audit: undefined }), { message: /^audit must take a line/ });
  });

  test("an error comes without the body, and without the secret in any spelling", async () => {
    authorize = () => "ada";
    const base64 = btoa(SECRET);
    const spellings = [SECRET, SECRET.toLowerCase(), encodeURIComponent(SECRET), JSON.stringify(SECRET), SECRET.replace('"', "&quot;").replace("<", "&lt;"), base64, SECRET.slice(2), SECRET.slice(0, -2)];
    for (const spelling of spellings) {
      reply = { status: 400, headers: { "x-amzn-requestid": `r ${encodeURI(spelling)}`, "x-echo": encodeURI(spelling) }, body: JSON.stringify({ __type: "InvalidPasswordException", Message: `No: ${spelling}`, Given: spelling }) };
      const { text, headers } = await reset();
      const { error, ...more } = JSON.parse(text);
      assert.deepEqual([error.code, error.member, more], ["InvalidPasswordException", "Password", { status: 400 }]);
      for (const part of ["Zq7!", "zq7!", "K2?t", "k2?t", "2%3F", "N9~", base64.slice(0, 6)]) assert.ok(!text.includes(part), `${part} in ${text}`);
      isSecured({ headers });
    }
    reply = { status: 200, headers: {}, body: "{}" };
    assert.deepEqual((({ status, output }) => [status, output])(await reset()), [200, {}]);
  });

  test("a redirect is not followed with a password in the body", async () => {
    sent.length = 0;
    for (const status of [301, 302, 303, 307, 308]) {
      reply = { status, headers: { location: `${origin}/elsewhere` }, body: "" };
      const { error } = await reset();
      assert.deepEqual(error, { code: "unknown" });
    }
    assert.equal(sent.length, 5);
  });

  test("thousands of wrong members get an answer of a few", async () => {
    const { status, text, issues } = await reset(Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`a${i}`, 1])));
    assert.equal(status, 422);
    assert.ok(issues.length > 0 && issues.length <= 32);
    assert.ok(text.length < 16_384, `${text.length}`);
  });

  test("it waits for no request, and holds no more connections, than it has to", () => {
    assert.deepEqual([server.headersTimeout, server.requestTimeout, server.maxConnections], [5_000, 10_000, 64]);
  });
});
