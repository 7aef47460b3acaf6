// The two servers: the one that serves the page on this machine, and the example that people copy.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { serve } from "../../scripts/serve.mjs";

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

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
  await writeFile(join(pages, "index.html"), "<!doctype html><title>Page</title>");
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
    assert.deepEqual([index.status, index.text, index.headers["content-type"]], [200, "<!doctype html><title>Page</title>", "text/html; charset=utf-8"]);
    isSecured(index);
    const script = await ask(`${address()}a%20b.js?x#y`);
    assert.deepEqual([script.status, script.text, script.headers["content-type"]], [200, "export {};", "text/javascript; charset=utf-8"]);
    const head = await ask(address(), { method: "HEAD" });
    assert.deepEqual([head.status, head.text, head.headers["content-length"]], [200, "", "34"]);
    isSecured(head);
  });

  test("a range does not end it, and gets the whole file", async () => {
    for (const range of ["bytes=5-2", "bytes=-1", "bytes=0-0", "bytes=99999-", "bytes=a-b", "x"]) {
      const { status, text } = await ask(address(), { headers: { range } });
      assert.deepEqual([status, text.length], [200, 34], range);
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
      const { status, headers } = await ask(address() + file, { method });
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

describe("the server of the examples", () => {
  const SECRET = 'Zq7!vK2?tN9~"<';
  const INPUT = { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333", Password: SECRET };
  let served, server, origin, resetServer, authorize, reply, sent, lines, made;

  const listen = (server) => new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`)));
  const post = async (body, headers = {}) => {
    const { status, text, headers: got } = await ask(`${origin}/reset`, { method: "POST", headers: { "content-type": "application/json", origin, ...headers }, body: JSON.stringify(body) });
    return { status, text, headers: got, ...JSON.parse(text) };
  };
  const reset = (input = INPUT) => post({ operation: "workmail:ResetPassword", input });

  before(async () => {
    served = await folder();
    const { outputFiles: [{ text }] } = buildSync({
      entryPoints: [path("examples/server/server.mjs")], alias: { resetkit: path("dist/index.js") }, bundle: true, platform: "node", format: "esm", write: false,
    });
    ({ resetServer } = await import(`data:text/javascript,${encodeURIComponent(text)}`));
    [sent, lines] = [[], []];
    made = {
      origin: () => origin,
      authorize: (request) => authorize(request),
      senders: { "workmail:ResetPassword": async (...order) => { sent.push(order); return reply; } },
      pages: served.pages,
      log: (line) => lines.push(JSON.stringify(line)),
      limit: { resets: 1000, milliseconds: 60_000 },
    };
    server = resetServer(made);
    origin = await listen(server);
    authorize = () => "ada";
  });
  after(async () => {
    server?.closeAllConnections();
    server?.close();
    await served?.remove();
  });

  servesFiles(() => `${origin}/`, "index.html");

  test("a reset is a POST", async () => {
    for (const method of ["GET", "HEAD", "PUT"]) {
      const { status, headers } = await ask(`${origin}/reset`, { method });
      assert.deepEqual([status, headers.allow], [405, "POST"]);
    }
  });

  test("whoever is not named by a text that is not empty is nobody", async () => {
    reply = { status: 200, headers: {}, body: "{}" };
    for (const nobody of [undefined, null, false, true, "", 0, 1, {}, [], ["ada"], Symbol("ada"), () => "ada", new String("ada")]) {
      for (const answer of [() => nobody, async () => nobody, () => ({ then: (done) => done(nobody) })]) {
        authorize = answer;
        const { status, error } = await reset();
        assert.deepEqual([status, error], [401, { code: "not_signed_in" }], String(nobody));
      }
    }
    for (const failing of [() => { throw new Error(SECRET); }, async () => { throw new Error(SECRET); }]) {
      authorize = failing;
      const { status, text } = await reset();
      assert.deepEqual([status, text], [502, '{"error":{"code":"failed"}}']);
    }
    assert.deepEqual(sent, []);
    for (const somebody of [() => "ada", async () => "ada"]) {
      authorize = somebody;
      assert.equal((await reset()).status, 200);
    }
    assert.equal(sent.length, 2);
    assert.ok(!lines.join().includes(SECRET));
  });

  test("a reset under another host's name is refused", async () => {
    authorize = () => "ada";
    const { status, error } = await post({ operation: "workmail:ResetPassword", input: INPUT }, { host: "evil.example" });
    assert.deepEqual([status, error.code], [421, "other_host"]);
  });

  test("each administrator has a limit, however they are found out", async () => {
    const limited = resetServer({ ...made, authorize: async () => "ada", limit: { resets: 2, milliseconds: 60_000 } });
    const before = origin;
    origin = await listen(limited);
    try {
      const statuses = await Promise.all([1, 2, 3, 4].map(() => reset()));
      assert.deepEqual(statuses.map(({ status }) => status).sort(), [200, 200, 429, 429]);
    } finally {
      limited.closeAllConnections();
      limited.close();
      origin = before;
    }
  });

  test("without an origin nothing is answered", async () => {
    const lost = resetServer({ ...made, origin: () => undefined });
    const address = await listen(lost);
    try {
      for (const [name, options] of [["/", {}], ["/reset", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ operation: "workmail:ResetPassword", input: INPUT }) }]]) {
        assert.equal((await ask(address + name, options)).status, 502);
      }
    } finally {
      lost.closeAllConnections();
      lost.close();
    }
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

  test("thousands of wrong members get an answer of a few", async () => {
    const { status, text, issues } = await reset(Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`a${i}`, 1])));
    assert.equal(status, 422);
    assert.ok(issues.length > 0 && issues.length <= 32);
    assert.ok(text.length < 16_384, `${text.length}`);
  });

  test("it waits for no request, and holds no more connections, than it has to", () => {
    assert.deepEqual([server.headersTimeout, server.requestTimeout, server.maxConnections], [10_000, 20_000, 256]);
  });
});
