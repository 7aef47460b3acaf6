// What goes wrong around the desk: services that hang, break off or talk nonsense, clients that do not read, full disks, and its own
// end in the middle of a file.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { after, describe as suite, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createApi } from "../../desk/api.js";
import { FileJob } from "../../desk/file-job.js";
import { liveProvider } from "../../desk/live.js";
import { localDesk } from "../../desk/local-desk.js";
import { sandboxProvider } from "../../desk/sandbox.js";
import { startDesk } from "./process.mjs";
import { countingProvider, FAULTS } from "./provider.mjs";

const folder = mkdtempSync(join(tmpdir(), "resetkit-faults-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const newFolder = () => mkdtempSync(join(folder, "x-"));

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

const until = async (isSo) => {
  while (!(await isSo())) await sleep(20);
};

// Most of them wait.
const together = { concurrency: true, timeout: 120_000 };

suite("the desk and", together, () => {
  suite("a service that", together, () => {
    // A limit of time must outlast that memory is collected.
    const collecting = setInterval(collect, 1000).unref();
    after(() => clearInterval(collecting));
    const environment = { RESETKIT_TOKEN_SYNAPSE: "T0K", OKTA_CLIENT_TOKEN: "T0K" };
    const OPERATIONS = {
      "synapse:ResetPassword": (user) => ({ userId: `@${user}:example.com`, newPassword: "Zq7!vK2?tN9~" }),
      "okta:ExpirePasswordWithTempPassword": (user) => ({ id: user }),
    };

    /** Sends one row to a service that has the fault for the first so many requests, and another row. */
    async function outcome(operation, fault, times) {
      const provider = await countingProvider((arrival) => (arrival.user.includes("bad") && arrival.times <= times ? fault : undefined));
      const live = liveProvider({ endpoint: provider.address, environment });
      const job = new FileJob({ path: join(newFolder(), "x.journal"), operation, place: {}, count: 2, send: (input) => live.reset(operation, {}, input), audit: () => {}, perSecond: 1000 });
      ["bad", "good"].forEach((user, place) => job.add(place + 1, OPERATIONS[operation](user)));
      await job.run();
      const [bad, good] = [1, 2].map((row) => job.journal.rows.get(row).state);
      await job.close();
      provider.close();
      assert.deepEqual([job.state, good], ["ended", "done"]);
      const arrivals = [...provider.arrived].filter(([user]) => user.includes("bad")).map(([, count]) => count);
      return { state: bad.split(":")[0], arrivals: arrivals[0] };
    }

    for (const fault of Object.keys(FAULTS)) {
      test(`${fault}: once where it must not be done twice`, async () => {
        assert.deepEqual(await outcome("okta:ExpirePasswordWithTempPassword", fault, Infinity), { state: "unknown", arrivals: 1 });
      });
    }
    // These two take as long as the desk has patience, twice; and of Synapse, which answers with nothing, any body will do.
    const left = ["never answers", "never ends its answer", "sends a page with 200", "sends half of its JSON", "sends bytes of no text"];
    for (const fault of Object.keys(FAULTS).filter((name) => !left.includes(name))) {
      test(`${fault}: once more where that does no harm`, async () => {
        assert.deepEqual(await outcome("synapse:ResetPassword", fault, Infinity), { state: "unknown", arrivals: 2 });
        assert.deepEqual(await outcome("synapse:ResetPassword", fault, 1), { state: "done", arrivals: 2 });
      });
    }
  });

  suite("a client that", together, () => {
    const started = (more) => localDesk({ provider: sandboxProvider(), audit: () => {}, port: 0, ...more });

    test("asks and does not read is cut off", async () => {
      const desk = await started();
      const head = `Host: 127.0.0.1:${desk.port}\r\n`;
      const sockets = [`GET / HTTP/1.1\r\n${head}\r\n`, `GET /pkg/full.wasm.js HTTP/1.1\r\n${head}\r\n`.repeat(100), `GET / HTTP/1.1\r\n${head}X: ${"x".repeat(9000)}\r\n\r\n`].map((text) => {
        const socket = connect({ port: desk.port, host: "127.0.0.1", allowHalfOpen: true }, () => socket.write(text));
        return socket.on("error", () => {}).pause();
      });
      await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once("ready", resolve))));
      const count = () => new Promise((resolve) => desk.server.getConnections((_, connections) => resolve(connections)));
      await until(async () => (await count()) === 0);
      for (const socket of sockets) socket.destroy();
      await desk.close();
    });

    test("closes its half and reads on gets its answer", async () => {
      const desk = await started();
      const text = await new Promise((resolve) => {
        let got = "";
        const socket = connect({ port: desk.port, host: "127.0.0.1", allowHalfOpen: true }, () => socket.end(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${desk.port}\r\n\r\n`));
        socket.on("data", (chunk) => (got += chunk)).on("end", () => resolve(got));
      });
      assert.match(text, /^HTTP\/1\.1 200 .*<\/html>\s*$/s);
      await desk.close();
    });

    test("asks twice at once gets both responses, though the second takes long", async () => {
      const sandbox = sandboxProvider();
      const desk = await started({ provider: { ...sandbox, reset: async (...order) => {
        await sleep(12_000);
        return sandbox.reset(...order);
      } } });
      const origin = `http://127.0.0.1:${desk.port}`;
      const session = await fetch(`${origin}/api/session`, { method: "POST", headers: { origin, "content-type": "application/json" }, body: JSON.stringify({ token: desk.link().split("t=")[1] }) });
      const [cookie] = session.headers.get("set-cookie").split(";");
      const { key } = await session.json();
      const body = JSON.stringify({ operation: "synapse:ResetPassword", input: { userId: "@mateo.jackson:example.com", newPassword: "Zq7!vK2?tN9~" } });
      const head = `Host: 127.0.0.1:${desk.port}\r\n`;
      const text = await new Promise((resolve) => {
        let got = "";
        const socket = connect(desk.port, "127.0.0.1", () => socket.write(`GET /icon.svg HTTP/1.1\r\n${head}\r\nPOST /api/reset HTTP/1.1\r\n${head}Origin: ${origin}\r\nCookie: ${cookie}\r\nX-Desk-Key: ${key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`));
        socket.on("data", (chunk) => (got += chunk)).on("close", () => resolve(got));
      });
      assert.equal(text.match(/HTTP\/1\.1 200 OK/g).length, 2);
      await desk.close();
    });

    test("watches a file and does not read gets the latest of it, and fills no memory", async () => {
      const rows = 300, operation = "graph:UpdateUser";
      const api = createApi({ provider: { ...sandboxProvider(), reset: async () => ({ status: 204, headers: {}, body: "" }) }, audit: () => {}, folder: newFolder() });
      const ask = (name, body) => api.handler(name)({ who: "ada", body })[1];
      const { id } = ask("file/open", { operation, digest: "0".repeat(64), count: rows });
      ask("file/rows", { id, rows: Array.from({ length: rows }, (_, row) => ({ row: row + 1, input: { userId: `87d349ed-44d7-43e1-9a83-${String(row).padStart(12, "0")}`, password: "Zq7!vK2?tN9~" } })) });
      ask("file/run", { id });
      const response = new PassThrough({ highWaterMark: 500 });
      api.handler("file/watch")({ who: "ada", body: { id }, response });
      let most = 0, said = "";
      await until(() => {
        most = Math.max(most, response.readableLength + response.writableLength);
        return !api.isBusy;
      });
      for await (const chunk of response) said += chunk;
      const lines = said.trim().split("\n").map((line) => JSON.parse(line));
      assert.ok(most < 2500, `${most} bytes`);
      assert.deepEqual([lines.at(-1).state, lines.at(-1).done], ["ended", rows]);
      await api.close();
    });

    test("is refused a thousand times makes a few lines of the audit, which count them", async () => {
      const lines = [];
      const desk = await started({ audit: (line) => lines.push(line) });
      const start = performance.now();
      for (let i = 0; i < 1000; i++) assert.equal((await fetch(`http://127.0.0.1:${desk.port}/api/info`, { method: "POST", headers: { origin: `http://127.0.0.1:${desk.port}` } })).status, 401);
      for (let i = 0; i < 20; i++) await fetch(`http://127.0.0.1:${desk.port}/api/session`, { method: "POST", headers: { origin: `http://127.0.0.1:${desk.port}`, "content-type": "application/json" }, body: '{"token":"x"}' });
      await desk.close();
      const seconds = (performance.now() - start) / 1000;
      const refused = (code) => lines.filter((line) => line.event === "refused" && line.code === code);
      assert.equal(refused("no_session").reduce((sum, { times = 1 }) => sum + times, 0), 1000);
      assert.equal(refused("bad_token").reduce((sum, { times = 1 }) => sum + times, 0), 20);
      assert.ok(refused("no_session").length <= 2 * (seconds + 1), `${refused("no_session").length} lines in ${seconds} s`);
      assert.equal(lines.filter(({ event }) => event === "token_refused").length, 5);
    });

    test("is refused while the disk is full ends nothing", async () => {
      const desk = await started({ audit: () => {
        throw Object.assign(new Error("full"), { code: "ENOSPC" });
      } });
      const post = (headers) => fetch(`http://127.0.0.1:${desk.port}/api/info`, { method: "POST", headers });
      assert.equal((await post({ origin: "http://evil.example" })).status, 403);
      assert.equal((await post({ origin: `http://127.0.0.1:${desk.port}` })).status, 401);
      assert.equal((await fetch(`http://127.0.0.1:${desk.port}/`)).status, 200);
      await desk.close();
    });
  });

  suite("a desk that ends", together, () => {
    const input = (row) => ({ UserPoolId: "us-east-1_aB3dE5gH7", Username: `user-${row}` });
    const OPERATION = "cognito-idp:AdminResetUserPassword";
    const start = (provider, home) => startDesk(["--live", "--operations", OPERATION, "--endpoint", provider.address, "--region", "us-east-1"], { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "key" }, { home });
    async function run(desk, rows) {
      const { body: { id, progress } } = await desk.call("file/open", { operation: OPERATION, digest: "0".repeat(64), count: rows });
      await desk.call("file/rows", { id, rows: Array.from({ length: rows }, (_, row) => ({ row: row + 1, input: input(row + 1) })) });
      assert.equal((await desk.call("file/run", { id })).status, 200);
      return { id, progress };
    }

    test("by kill -9 in the middle of a file, tells the rows that were under way as unknown, and sends none of them twice", async (t) => {
      const rows = 60, home = newFolder();
      // Rows 20 to 23 are under way for as long as the first desk lives.
      let isFirst = true;
      const provider = await countingProvider(({ user }) => (isFirst && /^user-2[0-3]$/.test(user) ? "never answers" : undefined));
      t.after(provider.close);
      const first = await start(provider, home);
      await run(first, rows);
      await until(() => provider.arrived.size >= 30);
      const ended = new Promise((resolve) => first.child.on("exit", resolve));
      first.child.kill("SIGKILL");
      await ended;
      isFirst = false;
      const second = await start(provider, home);
      const { id, progress: found } = await run(second, rows);
      assert.equal(found.done + found.unknown + found.left, rows);
      const { state, done, unknown, failed, left, reasons } = await second.watch(id);
      assert.deepEqual([state, failed, left, done + unknown, reasons.map(({ kind, code }) => [kind, code])], ["ended", 0, 0, rows, [["unknown", "interrupted"]]]);
      const { body: { csv } } = await second.call("file/report", { id });
      for (const row of [20, 21, 22, 23]) assert.match(csv, new RegExp(`"${row}","user-${row}","unknown:interrupted"`));
      for (const [, user, outcome] of csv.matchAll(/"(user-\d+)","([^"]*)"/g)) assert.ok(outcome === "done" ? provider.arrived.get(user) === 1 : (provider.arrived.get(user) ?? 0) <= 1, `${user} ${outcome}`);
      await second.end();
    });

    test("by a signal, waits for the response to a single reset too, and audits it", async (t) => {
      const provider = await countingProvider(undefined, 1000);
      t.after(provider.close);
      const desk = await start(provider, newFolder());
      const asked = desk.call("reset", { operation: OPERATION, input: input(1) }).catch(() => {});
      await until(() => provider.requests > 0);
      assert.equal(await desk.end(), 0);
      await asked;
      assert.deepEqual(desk.audit().at(-1).outcome, "done");
    });

    test("by a signal, waits for the responses to what was sent", async (t) => {
      const rows = 8, home = newFolder();
      const provider = await countingProvider(undefined, 2000);
      t.after(provider.close);
      const first = await start(provider, home);
      await run(first, rows);
      await until(() => provider.requests > 0);
      assert.equal(await first.end(), 0);
      assert.match(first.output, /\nWaiting for the responses to what was sent\. Ctrl\+C again: end now; what became of it is then unknown\.\n$/);
      const sent = provider.requests;
      const second = await start(provider, home);
      const { id, progress: { done, unknown, left } } = await run(second, rows);
      assert.deepEqual([done, unknown, left], [sent, 0, rows - sent]);
      assert.equal((await second.watch(id)).done, rows);
      assert.equal(provider.requests, rows);
      await second.end();
    });
  });
});
