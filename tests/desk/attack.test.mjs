// Attacks on the desk of this machine: by raw sockets, by another site and another port in Chromium, and by another user.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe as suite, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";
import { doorway, localDesk } from "../../desk/local-desk.js";
import { sandboxProvider } from "../../desk/sandbox.js";

const ORDER = JSON.stringify({ operation: "synapse:ResetPassword", input: { userId: "@mateo.jackson:example.com", newPassword: "Zq7!vK2?tN9~" } });

/** A provider that counts what it is asked to do. */
function counting() {
  const provider = sandboxProvider();
  let calls = 0;
  return { ...provider, reset: (...order) => {
    calls += 1;
    return provider.reset(...order);
  }, get calls() {
    return calls;
  } };
}

suite("by raw sockets", () => {
  let desk, lines, host, origin;
  const provider = counting();
  const raw = (text, { wait = 3000 } = {}) => new Promise((resolve) => {
    const socket = connect(desk.port, "127.0.0.1", () => socket.write(text));
    let out = "";
    const end = () => {
      socket.destroy();
      resolve(out);
    };
    socket.on("data", (chunk) => (out += chunk)).on("close", end).on("error", end);
    setTimeout(end, wait).unref();
  });
  const status = (text) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0);
  const get = async (path, name = host) => status(await raw(`GET ${path} HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`));
  const posted = (path, headers, body) => raw(`POST ${path} HTTP/1.1\r\n${Object.entries({ Host: host, Origin: origin, "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body), Connection: "close", ...headers }).filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`);
  const post = async (path, headers, body) => status(await posted(path, headers, body));
  const tokenOf = (link) => link.split("t=")[1];

  before(async () => {
    lines = [];
    desk = await localDesk({ provider, audit: (line) => lines.push(JSON.stringify(line)), port: 0 });
    host = `127.0.0.1:${desk.port}`;
    origin = `http://${host}`;
  });
  after(() => desk?.close());

  test("its own names", async () => {
    assert.equal(await get("/"), 200);
    assert.equal(await get("/", `localhost:${desk.port}`), 200);
  });

  for (const name of ["evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1.evil.example:PORT", "127.0.0.1:PORT.", "LOCALHOST.:PORT", "", "[::1]:PORT", "0.0.0.0:PORT", "127.0.0.1:PORT@evil.example"]) {
    test(`another name: ${name || "empty"}`, async () => assert.ok([421, 400].includes(await get("/", name.replace("PORT", desk.port)))));
  }

  test("no name, two names, and a whole address", async () => {
    assert.ok([400, 0].includes(status(await raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"))));
    assert.ok([421, 400, 0].includes(status(await raw(`GET / HTTP/1.1\r\nHost: evil.example\r\nHost: ${host}\r\nConnection: close\r\n\r\n`))));
    assert.ok([421, 404].includes(status(await raw(`GET http://evil.example/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`))));
  });

  for (const [what, headers] of [
    ["another origin", { Origin: "http://evil.example" }], ["the origin null", { Origin: "null" }], ["no origin", { Origin: null }], ["another port", { Origin: "http://127.0.0.1:1" }],
    ["https", { Origin: "https://HOST" }], ["another site", { "Sec-Fetch-Site": "cross-site" }], ["another port, as a browser says it", { "Sec-Fetch-Site": "same-site" }],
  ]) {
    test(`the right token from ${what}`, async () => {
      const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.replace("HOST", host) ?? null]));
      assert.equal(await post("/api/session", sent, JSON.stringify({ token: tokenOf(desk.link()) })), 403);
    });
  }

  for (const headers of [{ "Content-Type": "text/plain" }, { "Content-Type": "application/x-www-form-urlencoded" }, { "Content-Type": "multipart/form-data; boundary=x" }, { "Content-Type": "application/json; charset=utf-8" }, { "Content-Encoding": "gzip" }]) {
    test(`the right token as ${Object.values(headers)[0]}`, async () => assert.equal(await post("/api/session", headers, JSON.stringify({ token: tokenOf(desk.link()) })), 415));
  }

  test("a preflight is refused, and no response has a header of CORS", async () => {
    assert.equal(status(await raw(`OPTIONS /api/reset HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Private-Network: true\r\nConnection: close\r\n\r\n`)), 403);
    assert.doesNotMatch(await raw(`GET / HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nConnection: close\r\n\r\n`), /access-control/i);
  });

  for (const method of ["PUT", "DELETE", "PATCH", "TRACE"]) {
    test(`${method} is refused`, async () => assert.ok([403, 405].includes(status(await raw(`${method} /api/reset HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)))));
  }

  test("CONNECT and a WebSocket get nothing", async () => {
    assert.equal(status(await raw(`CONNECT evil.example:443 HTTP/1.1\r\nHost: ${host}\r\n\r\n`)), 0);
    assert.equal(status(await raw(`GET / HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nOrigin: http://evil.example\r\n\r\n`)), 0);
  });

  for (const path of ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/pkg/app.js/..%2f..", "/__proto__", "/constructor", "//evil.example/", "/api/__proto__", "/../desk/session.js"]) {
    test(`no file: ${path}`, async () => assert.equal(await get(path), 404));
  }

  test("without a session nothing is done", async () => {
    for (const name of ["reset", "info", "find", "who", "file/open", "people", "__proto__"]) assert.equal(await post(`/api/${name}`, {}, ORDER), 401, name);
    assert.equal(provider.calls, 0);
  });

  test("five guesses void the token", async () => {
    const token = tokenOf(desk.link());
    for (let i = 0; i < 4; i++) assert.equal(await post("/api/session", {}, JSON.stringify({ token: "A".repeat(43) })), 401);
    for (const body of ["[]", "null", '"x"', "{", "\xff"]) assert.equal(await post("/api/session", {}, body), 400);
    for (const body of ['{"token":1}', '{"__proto__":{"token":"x"}}']) assert.equal(await post("/api/session", {}, body), 401);
    assert.equal(await post("/api/session", {}, JSON.stringify({ token })), 401);
    assert.ok(lines.some((line) => line.includes('"token_refused","tries":5')));
  });

  test("a token that is late, or of an older link, is void", async () => {
    const late = tokenOf(desk.link(1));
    await sleep(20);
    assert.equal(await post("/api/session", {}, JSON.stringify({ token: late })), 401);
    const [older] = [desk.link(), desk.link()].map(tokenOf);
    assert.equal(await post("/api/session", {}, JSON.stringify({ token: older })), 401);
  });

  suite("with a session", () => {
    let token, cookie, key;
    before(async () => {
      token = tokenOf(desk.link());
      const text = await posted("/api/session", {}, JSON.stringify({ token }));
      const [, flags] = /set-cookie: (.*)\r\n/i.exec(text);
      assert.match(flags, /^resetkit_\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/api\/$/);
      cookie = flags.split(";")[0];
      key = /"key":"([\w-]+)"/.exec(text)[1];
    });

    test("the token works once", async () => assert.equal(await post("/api/session", {}, JSON.stringify({ token })), 401));

    test("cookie and key are both asked for, each once", async () => {
      const before = provider.calls;
      assert.equal(await post("/api/reset", { Cookie: cookie, "X-Desk-Key": key }, ORDER), 200);
      assert.equal(await post("/api/reset", { Cookie: cookie }, ORDER), 401);
      assert.equal(await post("/api/reset", { "X-Desk-Key": key }, ORDER), 401);
      assert.equal(await post("/api/reset", { Cookie: `${cookie}; resetkit_${desk.port}=x`, "X-Desk-Key": key }, ORDER), 401);
      assert.equal(provider.calls, before + 1);
    });

    test("what it is not made for is not there", async () => {
      for (const name of ["constructor", "__proto__", "toString", "file", "files/open"]) assert.equal(await post(`/api/${name}`, { Cookie: cookie, "X-Desk-Key": key }, "{}"), 404, name);
      for (const body of ['{"operation":"__proto__"}', '{"operation":"synapse:ResetPassword","region":{}}', "{}"]) assert.equal(await post("/api/reset", { Cookie: cookie, "X-Desk-Key": key }, body), 400);
    });

    test("a body that is too large is refused, told or not", async () => {
      const large = "x".repeat(70_000);
      assert.equal(await post("/api/reset", { Cookie: cookie, "X-Desk-Key": key }, large), 413);
      const chunked = await raw(`POST /api/reset HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nContent-Type: application/json\r\nCookie: ${cookie}\r\nX-Desk-Key: ${key}\r\nTransfer-Encoding: chunked\r\n\r\n${`${large.length.toString(16)}\r\n${large}\r\n`.repeat(4)}`);
      assert.equal(status(chunked), 413);
    });

    test("two lengths and a large head are refused", async () => {
      assert.ok([400, 0].includes(status(await raw(`POST /api/reset HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, { wait: 1500 }))));
      assert.ok([431, 0].includes(status(await raw(`GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${"a".repeat(9000)}\r\n\r\n`, { wait: 1500 }))));
    });

    test("whoever is slow or silent is cut off", async () => {
      const slow = (text, drop) => new Promise((resolve) => {
        const socket = connect(desk.port, "127.0.0.1", () => socket.write(text));
        const dripping = setInterval(() => socket.write(drop), 500);
        const late = setTimeout(() => resolve(false), 40_000);
        socket.on("close", () => {
          clearInterval(dripping);
          clearTimeout(late);
          resolve(true);
        }).on("error", () => {});
        socket.resume();
      });
      assert.deepEqual(await Promise.all([
        slow(`GET / HTTP/1.1\r\nHost: ${host}\r\n`, "X: y\r\n"),
        slow(`POST /api/reset HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nContent-Type: application/json\r\nCookie: ${cookie}\r\nX-Desk-Key: ${key}\r\nContent-Length: 60000\r\n\r\n`, "x"),
        slow("", ""),
      ]), [true, true, true]);
    });

    test("of 300 connections 64 are kept, and it lives on", async () => {
      const sockets = Array.from({ length: 300 }, () => connect(desk.port, "127.0.0.1").on("error", () => {}));
      await sleep(500);
      const kept = await new Promise((resolve) => desk.server.getConnections((_, count) => resolve(count)));
      assert.ok(kept <= 64, `${kept}`);
      for (const socket of sockets) socket.destroy();
      await sleep(300);
      assert.equal(await get("/"), 200);
    });

    test("more than 120 calls a minute are refused", async () => {
      let refused = 0;
      for (let i = 0; i < 140; i++) if ((await post("/api/info", { Cookie: cookie, "X-Desk-Key": key }, "{}")) === 429) refused += 1;
      assert.ok(refused >= 20, `${refused}`);
    });

    test("nothing secret is in the audit", () => {
      for (const secret of [token, key, cookie.split("=")[1], "Zq7!vK2?tN9~"]) assert.ok(!lines.join().includes(secret));
    });
  });
});

suite("by Chromium", () => {
  let desk, context, page, outside, other, evil, profile, lines, token;
  const provider = counting();
  const asked = [];

  before(async () => {
    lines = [];
    outside = createServer((request, response) => {
      asked.push({ url: request.url, referer: request.headers.referer, cookie: request.headers.cookie });
      response.setHeader("content-type", "text/html");
      response.end("<title>outside</title>");
    });
    await new Promise((resolve) => outside.listen(0, "127.0.0.1", resolve));
    other = `http://127.0.0.1:${outside.address().port}`;
    evil = `http://evil.example:${outside.address().port}`;
    desk = await localDesk({ provider, audit: (line) => lines.push(JSON.stringify(line)), port: 0 });
    profile = mkdtempSync(join(tmpdir(), "resetkit-profile-"));
    context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true,
      args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP evil.example 127.0.0.1, MAP rebind.example 127.0.0.1"],
    });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
  });
  after(async () => {
    await context?.close();
    outside?.closeAllConnections();
    outside?.close();
    await desk?.close();
    if (profile) rmSync(profile, { recursive: true, force: true });
  });

  test("the file that leads to the desk is its owner's alone, works, and is gone afterwards", async () => {
    const link = desk.link();
    token = link.split("t=")[1];
    const door = doorway(link);
    const file = fileURLToPath(door.url);
    assert.deepEqual([statSync(file).mode & 0o777, statSync(join(file, "..")).mode & 0o777], [0o600, 0o700]);
    if (process.getuid() === 0) assert.notEqual(spawnSync("su", ["-s", "/bin/sh", "nobody", "-c", `cat ${file}`]).status, 0);
    await page.goto(door.url);
    await page.locator("#sandbox:not([hidden])").waitFor();
    assert.ok(!page.url().includes(token));
    door.remove();
    assert.ok(!existsSync(file));
    await page.reload();
    await page.locator("#sandbox:not([hidden])").waitFor();
    assert.equal(await page.evaluate(() => document.cookie), "");
  });

  test("another server hears nothing of it, and a cookie that reaches another port opens nothing", async () => {
    await page.evaluate((url) => {
      const $link = document.createElement("a");
      $link.href = url;
      $link.textContent = "out";
      document.body.append($link);
      $link.click();
    }, `${other}/ref`);
    await page.waitForURL(`${other}/ref`);
    assert.equal(asked.find(({ url }) => url === "/ref").referer, undefined);
    await page.goto(`${other}/api/x`);
    const { cookie } = asked.find(({ url }) => url === "/api/x");
    assert.match(cookie, /^resetkit_\d+=/);
    const stolen = await fetch(`http://127.0.0.1:${desk.port}/api/reset`, { method: "POST", headers: { origin: `http://127.0.0.1:${desk.port}`, "content-type": "application/json", cookie }, body: ORDER });
    assert.equal(stolen.status, 401);
    assert.equal(provider.calls, 0);
  });

  for (const from of ["another site", "another port"]) {
    test(`${from}: fetch, beacon, script, socket, frame, form`, async () => {
      const attacker = await context.newPage();
      await attacker.goto(`${from === "another site" ? evil : other}/page`);
      const target = `http://127.0.0.1:${desk.port}`;
      const got = await attacker.evaluate(async ({ target, order }) => {
        const tried = async (attempt) => {
          try {
            const { type, status } = await attempt();
            return `${type} ${status}`;
          } catch (error) {
            return error.name;
          }
        };
        const element = (name, source) => new Promise((resolve) => {
          const $element = document.createElement(name);
          $element.onload = () => resolve("loaded");
          $element.onerror = () => resolve("error");
          $element.src = source;
          document.body.append($element);
        });
        return {
          plain: await tried(() => fetch(`${target}/api/reset`, { method: "POST", mode: "no-cors", credentials: "include", headers: { "content-type": "text/plain" }, body: order })),
          cors: await tried(() => fetch(`${target}/api/reset`, { method: "POST", credentials: "include", headers: { "content-type": "application/json" }, body: order })),
          beacon: navigator.sendBeacon(`${target}/api/reset`, new Blob([order], { type: "text/plain" })),
          script: await element("script", `${target}/pkg/app.js`),
          image: await element("img", `${target}/icon.svg`),
          socket: await new Promise((resolve) => {
            const socket = new WebSocket(`${target.replace("http", "ws")}/`);
            socket.onopen = () => resolve("open");
            socket.onerror = () => resolve("error");
          }),
          frame: await new Promise((resolve) => {
            const $frame = document.createElement("iframe");
            $frame.src = `${target}/`;
            $frame.onload = () => {
              try {
                resolve($frame.contentDocument?.title ?? "closed");
              } catch {
                resolve("closed");
              }
            };
            document.body.append($frame);
          }),
        };
      }, { target, order: ORDER });
      assert.deepEqual([got.cors, got.script, got.image, got.socket, got.frame], ["TypeError", "error", "error", "error", "closed"]);
      await attacker.evaluate((target) => {
        const $form = document.createElement("form");
        Object.assign($form, { method: "post", enctype: "text/plain", action: `${target}/api/reset` });
        const $input = document.createElement("input");
        Object.assign($input, { name: '{"operation":"', value: '"}' });
        $form.append($input);
        document.body.append($form);
        $form.submit();
      }, target);
      await attacker.waitForURL(`${target}/api/reset`);
      assert.match(await attacker.textContent("body"), /other_origin|other_site/);
      assert.equal(provider.calls, 0);
      await attacker.close();
    });
  }

  test("a name that leads here is another host, and another tab has no key", async () => {
    const tab = await context.newPage();
    assert.equal((await tab.goto(`http://rebind.example:${desk.port}/`)).status(), 421);
    await tab.goto(`http://127.0.0.1:${desk.port}/`);
    await tab.locator("#desk-link").waitFor();
    await tab.close();
  });

  test("a token in the browser's history is of no use", async () => {
    await context.close();
    const copy = join(profile, "history.db");
    copyFileSync(join(profile, "Default", "History"), copy);
    assert.ok(readFileSync(copy).includes(`127.0.0.1:${desk.port}`));
    const used = await fetch(`http://127.0.0.1:${desk.port}/api/session`, { method: "POST", headers: { origin: `http://127.0.0.1:${desk.port}`, "content-type": "application/json" }, body: JSON.stringify({ token }) });
    assert.equal(used.status, 401);
    assert.ok(!lines.join().includes(token));
  });
});
