// The desk under load, and killed in the middle of long files: `npm run test:load`, about five minutes. It ends by writing what it
// saw to docs/security.md. SEED=… kills at the same places again.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request as ask } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe as suite, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { FileJob } from "../../desk/file-job.js";
import { startDesk } from "./process.mjs";
import { countingProvider, FAULTS } from "./provider.mjs";

/** Of the flood: requests a second, and for how long, in milliseconds. */
const RATE = 1000, LASTS = 120_000;
/** How many rows are under way at once, at most. */
const PARALLEL = 8;
/** How many calls an administrator has a minute. */
const CALLS = 120;

const folder = mkdtempSync(join(tmpdir(), "resetkit-load-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
console.log(`The places of the kills: SEED=${seed}`);
/** Numbers from 0 to 1, the same for a seed: mulberry32. */
function* numbers(state) {
  for (;;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
const random = numbers(seed);

const figures = { rows: 0, kills: 0, unknown: 0, doubled: 0, lost: 0 };

/** What a journal says of each row. */
function statesOf(path) {
  const states = new Map();
  for (const line of readFileSync(path, "utf8").split("\n").slice(1, -1)) {
    const { intent, outcome, state = "sending" } = JSON.parse(line);
    states.set(intent ?? outcome, state);
  }
  return states;
}

const underWay = (states) => [...states].filter(([, state]) => state === "sending").map(([row]) => row);

/**
 * Compares what a journal says in the end with what arrived.
 *
 * @param {{ states: Map<number, string>, rows: number, arrivals: (row: number) => number, killed: Set<number>, idempotent: boolean, faulty?: Set<number> }} told
 *   `killed`: rows that were under way at a kill; `faulty`: rows that the service answered badly
 */
function compare({ states, rows, arrivals, killed, idempotent, faulty = new Set() }) {
  const unknown = [], doubled = [], lost = [];
  for (let row = 1; row <= rows; row++) {
    const state = states.get(row), times = arrivals(row);
    const mayBeUnknown = !idempotent && (killed.has(row) || faulty.has(row));
    if (state?.startsWith("unknown") && mayBeUnknown) unknown.push(row);
    else if (state !== "done" || times === 0) lost.push(row);
    // Once more is right only where it does no harm and nobody could know.
    if (times > 1 && !(idempotent && killed.has(row))) doubled.push(row);
    if (!idempotent && killed.has(row)) assert.equal(state, "unknown:interrupted", `row ${row}`);
    else if (mayBeUnknown) assert.match(state, /^unknown:/, `row ${row}`);
  }
  assert.deepEqual({ doubled, lost }, { doubled: [], lost: [] });
  figures.rows += rows;
  figures.unknown += unknown.length;
  figures.doubled += doubled.length;
  figures.lost += lost.length;
}

suite("killed in the middle of 10,000 rows", () => {
  const ROWS = 10_000, KILLS = 8;
  const worker = fileURLToPath(new URL("worker.mjs", import.meta.url));

  for (const [operation, idempotent, userOf] of [
    ["okta:ExpirePasswordWithTempPassword", false, (row) => `00u1a2b3c4d5e6F${10_000 + row}`],
    ["synapse:ResetPassword", true, (row) => `@user${row}:example.com`],
  ]) {
    test(`${operation}: ${idempotent ? "each row at least once, and again only if it was under way" : "each row once, and what was under way is unknown"}`, async (t) => {
      const path = join(folder, `${idempotent}.journal`);
      let child, toArrive = Infinity;
      const provider = await countingProvider(() => {
        toArrive -= 1;
        if (toArrive === 0) child.kill("SIGKILL");
      }, 5);
      t.after(provider.close);
      const killed = new Set();
      let kills = 0, ended, output = "";
      do {
        // By what arrived and not by time, so that it does not depend on how fast this is.
        toArrive = kills < KILLS ? 1 + Math.floor(random.next().value * 2 * ROWS / (KILLS + 2)) : Infinity;
        child = spawn(process.execPath, [worker, provider.address, path, operation, String(ROWS)], { env: { ...process.env, RESETKIT_TOKEN_SYNAPSE: "T0K", OKTA_CLIENT_TOKEN: "T0K" } });
        child.stderr.on("data", (chunk) => (output += chunk));
        ended = await new Promise((resolve) => child.on("exit", (code, signal) => resolve(signal ?? code)));
        if (ended !== "SIGKILL") break;
        kills += 1;
        const rows = underWay(statesOf(path));
        assert.ok(rows.filter((row) => idempotent || !killed.has(row)).length <= PARALLEL);
        for (const row of rows) killed.add(row);
      } while (ended === "SIGKILL");
      assert.equal(ended, 0, output.slice(0, 500));
      assert.ok(kills > 0 && killed.size > 0);
      figures.kills += kills;
      compare({ states: statesOf(path), rows: ROWS, arrivals: (row) => provider.arrived.get(userOf(row)) ?? 0, killed, idempotent });
      const job = new FileJob({ path, operation, place: {}, count: ROWS, send: () => {}, audit: () => {} });
      const { done, unknown, left, failed } = job.progress;
      await job.close();
      assert.deepEqual([done + unknown, unknown, left, failed], [ROWS, idempotent ? 0 : killed.size, 0, 0]);
    });
  }
});

suite("under load", () => {
  const ROWS = 3200;
  const POOL = { UserPoolId: "us-east-1_aB3dE5gH7" }, SECRET = "Zq7!vK2?tN9~";
  const FILES = [
    { operation: "cognito-idp:AdminSetUserPassword", idempotent: true, digest: "1".repeat(64), inputOf: (row) => ({ ...POOL, Username: `set-${row}`, Password: SECRET }) },
    { operation: "cognito-idp:AdminResetUserPassword", idempotent: false, digest: "2".repeat(64), inputOf: (row) => ({ ...POOL, Username: `reset-${row}` }) },
  ];
  const kinds = Object.keys(FAULTS);
  // Every 50th row of what must not be done twice is answered badly, in every way in turn. Bodies that can be read would count as done.
  const bad = kinds.filter((kind) => !["sends a page with 200", "sends half of its JSON", "sends bytes of no text"].includes(kind));
  const faultOf = ({ user }) => {
    const row = Number(/^reset-(\d+)$/.exec(user)?.[1]);
    return row % 50 === 0 ? bad[(row / 50) % bad.length] : undefined;
  };

  /** Clients that do harm by being slow, each of them started again once it was cut off. */
  function nuisances(port, headers) {
    const head = `Host: 127.0.0.1:${port}\r\n`;
    const post = `POST /api/reset HTTP/1.1\r\n${head}${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join("")}Content-Length: 60000\r\n\r\n`;
    const KINDS = [
      { first: `GET / HTTP/1.1\r\n${head}`, drop: "X: y\r\n" },
      { first: post, drop: " " },
      { first: "" },
      { first: `GET /pkg/full.wasm.js HTTP/1.1\r\n${head}\r\n`.repeat(10), unread: true },
      { first: `GET / HTTP/1.1\r\n${head}`, half: true },
    ];
    let cut = 0, isOver = false;
    const open = new Set();
    function start(kind) {
      const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true }, () => (kind.half ? socket.end(kind.first) : socket.write(kind.first)));
      open.add(socket);
      const dripping = kind.drop && setInterval(() => socket.writable && socket.write(kind.drop), 500);
      // Who does not read does not see that it was cut off either.
      const blind = kind.unread && setTimeout(() => socket.destroy(), 30_000);
      socket.on("error", () => {}).on("end", () => socket.destroy()).on("close", () => {
        clearInterval(dripping);
        clearTimeout(blind);
        open.delete(socket);
        cut += 1;
        if (!isOver) setTimeout(start, 1000, kind);
      });
      if (kind.unread) socket.pause();
      else socket.resume();
    }
    for (let i = 0; i < 20; i++) start(KINDS[i % KINDS.length]);
    return () => {
      isOver = true;
      for (const socket of open) socket.destroy();
      return cut;
    };
  }

  /** Sends so many requests a second, or what this machine can, and says what came of each. */
  async function flood({ origin, headers }) {
    const agent = new Agent({ keepAlive: true, maxSockets: 24 });
    const { origin: own, cookie, "x-desk-key": key, ...plain } = headers;
    const session = { cookie, "x-desk-key": key };
    const reset = (i) => JSON.stringify({ operation: FILES[0].operation, input: { ...POOL, Username: `flood-${i}`, Password: SECRET } });
    const KINDS = [
      ...Array(6).fill({ path: "/api/reset", headers: { ...plain, ...session, origin: own }, expected: [200, 429], isReset: true }),
      { path: "/api/info", headers: { ...plain, ...session, origin: own }, expected: [200, 429] },
      { method: "GET", path: "/", headers: {}, expected: [200] },
      { path: "/api/reset", headers: { ...plain, origin: own }, expected: [401], isReset: true },
      { path: "/api/reset", headers: { ...plain, ...session, origin: "http://evil.example" }, expected: [403], isReset: true },
    ];
    const seen = { sent: 0, answered: 0, passed: 0, limited: 0, others: [], broken: [], done: [], refused: [] };
    let open = 0;
    const one = (i) => {
      const { method = "POST", path, headers: some, expected, isReset } = KINDS[i % KINDS.length];
      open += 1;
      const over = () => (open -= 1);
      const outgoing = ask(`${origin}${path}`, { method, agent, headers: some }, (response) => {
        response.resume().on("end", () => {
          over();
          const { statusCode } = response;
          seen.answered += 1;
          if (!expected.includes(statusCode)) seen.others.push(`${path} ${statusCode}`);
          if (statusCode === 429) seen.limited += 1;
          else if (expected.includes(429)) seen.passed += 1;
          if (isReset) seen[statusCode === 200 ? "done" : "refused"].push(i);
        });
      }).on("error", (error) => {
        over();
        // The desk closed an idle connection just when it was used again. Had it taken the request, it would now arrive twice.
        if (outgoing.reusedSocket && error.code === "ECONNRESET") return one(i);
        seen.broken.push(`${path} ${error.code}`);
      });
      outgoing.end(method === "GET" ? undefined : isReset ? reset(i) : "{}");
    };
    const start = performance.now();
    let next = 0;
    for (let now = 0; now < LASTS; now = performance.now() - start) {
      const due = Math.floor((now / 1000) * RATE);
      // On a machine that is too slow for the rate, what is not sent in time is not sent.
      for (; next < due && open < 500; next++) one(seen.sent++);
      next = due;
      await sleep(5);
    }
    while (open > 0) await sleep(20);
    agent.destroy();
    return { ...seen, seconds: (performance.now() - start) / 1000 };
  }

  test("1,000 requests a second, slow clients, a service that fails, kill -9: nothing lost, nothing doubled, memory flat", async (t) => {
    const home = mkdtempSync(join(folder, "home-")), memory = join(folder, "memory.ndjson");
    const provider = await countingProvider(faultOf, 5);
    t.after(provider.close);
    const started = () => startDesk(["--live", "--operations", FILES.map(({ operation }) => operation).join(), "--endpoint", provider.address, "--region", "us-east-1"], {
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "key", MEMORY_FILE: memory, NODE_OPTIONS: `--import=${new URL("memory.mjs", import.meta.url)}`,
    }, { home });
    const send = async (desk) => Promise.all(FILES.map(async ({ operation, digest, inputOf }) => {
      const { body: { id } } = await desk.call("file/open", { operation, digest, count: ROWS });
      for (let row = 1; row <= ROWS; row += 400) {
        const rows = Array.from({ length: Math.min(400, ROWS - row + 1) }, (_, i) => ({ row: row + i, input: inputOf(row + i) }));
        assert.equal((await desk.call("file/rows", { id, rows })).status, 200);
      }
      assert.equal((await desk.call("file/run", { id })).status, 200);
      return id;
    }));

    const first = await started();
    const ids = await send(first);
    const end = nuisances(new URL(first.origin).port, first.headers);
    const seen = await flood(first);
    const cut = end();
    const samples = readFileSync(memory, "utf8").trim().split("\n").map((line) => JSON.parse(line));
    const ended = new Promise((resolve) => first.child.on("exit", resolve));
    first.child.kill("SIGKILL");
    await ended;
    t.diagnostic(`${seen.sent} requests in ${Math.round(seen.seconds)} s, ${seen.answered} answered, ${seen.passed} passed, ${seen.limited} refused with 429`);

    assert.deepEqual({ others: seen.others.slice(0, 5), broken: seen.broken.slice(0, 5) }, { others: [], broken: [] });
    assert.equal(seen.answered, seen.sent);
    assert.ok(seen.passed > 0 && seen.passed <= CALLS * (Math.floor(seen.seconds / 60) + 1), `${seen.passed} calls passed in ${seen.seconds} s`);
    assert.ok(seen.limited > 0);
    assert.ok(cut > 20);
    // What was answered with 200 was sent once, and what was refused was not.
    assert.deepEqual([seen.done.filter((i) => provider.arrived.get(`flood-${i}`) !== 1), seen.refused.filter((i) => provider.arrived.has(`flood-${i}`))], [[], []]);

    // The first seconds load what is loaded once.
    const settled = samples.slice(5);
    const [before, later] = [settled.slice(0, settled.length / 2), settled.slice(settled.length / 2)];
    const most = (list, name) => Math.max(...list.map((sample) => sample[name])) / 1e6;
    const middle = (list) => list.map(({ held }) => held).sort((one, other) => one - other)[list.length >> 1] / 1e6;
    t.diagnostic(`MB held in each half: ${middle(before)}, ${middle(later)}; at most: ${most(before, "rss")}, ${most(later, "rss")}`);
    // A kilobyte that each request left behind would be more than 30 MB at 1,000 a second.
    assert.ok(middle(later) <= middle(before) + 4, `${middle(before)} MB, then ${middle(later)} MB`);
    assert.ok(most(later, "rss") <= most(before, "rss") * 1.2 + 10, `${most(before, "rss")} MB, then ${most(later, "rss")} MB`);

    const paths = ids.map((id) => join(home, "state/resetkit-desk/files", `${id}.journal`));
    const killed = paths.map((path) => new Set(underWay(statesOf(path))));
    for (const path of paths) assert.ok(statesOf(path).size < ROWS, "killed too late");
    const second = await started();
    assert.deepEqual(await send(second), ids);
    for (const { state, left, failed } of await Promise.all(ids.map(second.watch))) assert.deepEqual([state, left, failed], ["ended", 0, 0]);
    await second.end();
    FILES.forEach(({ idempotent, inputOf }, i) => {
      const faulty = new Set(Array.from({ length: ROWS }, (_, row) => row + 1).filter((row) => faultOf({ user: inputOf(row).Username })));
      compare({ states: statesOf(paths[i]), rows: ROWS, arrivals: (row) => provider.arrived.get(inputOf(row).Username) ?? 0, killed: killed[i], idempotent, faulty });
    });
    figures.kills += 1;
    Object.assign(figures, { requests: seen.sent, perSecond: Math.round(seen.sent / seen.seconds), answered: seen.answered, limited: seen.limited, cut, before: most(before, "rss"), later: most(later, "rss") });
  });
});

after(() => {
  if (figures.requests === undefined) return;
  const text = (number) => Math.round(number).toLocaleString("en");
  const table = [
    ["requests in two minutes", `${text(figures.requests)}, ${text(figures.perSecond)} a second`],
    ["answered", text(figures.answered)],
    ["of these refused with 429", text(figures.limited)],
    ["slow and half-open clients cut off", text(figures.cut)],
    ["peak memory in the first half, in the second", `${text(figures.before)} MB, ${text(figures.later)} MB`],
    ["rows of files", text(figures.rows)],
    ["kill -9", text(figures.kills)],
    ["rows told as unknown", text(figures.unknown)],
    ["rows sent twice that must not be", text(figures.doubled)],
    ["rows lost", text(figures.lost)],
  ].map((row) => `| ${row.join(" | ")} |`);
  const file = new URL("../../docs/security.md", import.meta.url);
  const page = readFileSync(file, "utf8");
  writeFileSync(file, page.replace(/(<!-- load -->\n)[^]*(<!-- \/load -->)/, (_, start, end) => `${start}\n| | |\n|---|---|\n${table.join("\n")}\n\n${end}`));
});
