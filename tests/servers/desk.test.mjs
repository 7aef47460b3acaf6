// The desk, live: people found, reset and signed in on the real software, and a file whose desk is killed in the middle.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe as suite, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { generatePassword } from "resetkit";
import { startDesk } from "../desk/process.mjs";
import { freePort, installed, json, started, startSynapse } from "./running.mjs";

const home = mkdtempSync(join(tmpdir(), "resetkit-live-"));
after(() => rmSync(home, { recursive: true, force: true }));

/** Every text that a folder holds. */
const texts = (path) => readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name), "utf8")).join("\n");

suite("Synapse", () => {
  const OP = "synapse:ResetPassword", ROWS = 40;
  let base, admin, desk;
  const login = async (user, password) => (await json("POST", `${base}/_matrix/client/v3/login`, { type: "m.login.password", identifier: { type: "m.id.user", user }, password })).status === 200;
  const start = () => startDesk(["--live", "--operations", OP, "--endpoint", base], { RESETKIT_TOKEN_SYNAPSE: admin }, { home });
  const put = (user, value) => json("PUT", `${base}/_synapse/admin/v2/users/${encodeURIComponent(`@${user}:localhost`)}`, value, { authorization: `Bearer ${admin}` });

  before(async () => {
    let register;
    ({ base, register } = await startSynapse());
    ({ access_token: admin } = await register("admin", "Admin-12345", true));
    await put("mary", { password: "Start-12345", displayname: "Mary Major", threepids: [{ medium: "email", address: "mary@example.com" }] });
    await put("minor", { password: "Start-12345", displayname: "Mary Minor" });
    for (let i = 1; i <= ROWS; i++) await put(`p${i}`, { password: "Start-12345" });
  });

  test("found by e-mail, reset, signed in", async () => {
    desk = await start();
    const find = async (query) => (await desk.call("find", { operation: OP, query })).body;
    const { people: [{ set }], exact } = await find("Mary@Example.com");
    assert.deepEqual([set, exact], [{ userId: "@mary:localhost" }, true]);
    const list = await find("mary m");
    assert.deepEqual([list.people.map(({ label }) => label[0]).sort(), list.exact], [["Mary Major", "Mary Minor"], false]);
    for (const query of ["nobody@example.com", '" or 1=1 --', "../../x", "a&name=b", "a#b?c"]) assert.deepEqual((await find(query)).people, [], query);
    const newPassword = generatePassword(OP);
    const { status, body } = await desk.call("reset", { operation: OP, input: { ...set, newPassword, logoutDevices: true } });
    assert.deepEqual([status, body.output], [200, {}]);
    assert.equal(await login("mary", newPassword), true);
    const refused = await desk.call("reset", { operation: OP, input: { userId: "@nobody:localhost", newPassword, logoutDevices: true } });
    assert.equal(refused.body.error.code, "M_NOT_FOUND");
    await desk.end();
    for (const secret of [newPassword, admin]) assert.ok(!texts(home).includes(secret));
  });

  test("a file whose desk is killed in the middle: nobody twice, and everybody signs in by the recovered list", async () => {
    const rows = () => Array.from({ length: ROWS }, (_, index) => ({ row: index + 1, input: { userId: `@p${index + 1}:localhost`, newPassword: generatePassword(OP), logoutDevices: true } }));
    const digest = createHash("sha256").update("the file").digest("hex");
    const open = async () => {
      desk = await start();
      const { body } = await desk.call("file/open", { operation: OP, digest, count: ROWS });
      const sent = rows();
      assert.deepEqual((await desk.call("file/rows", { id: body.id, rows: sent })).body, { complete: true });
      return { ...body, sent };
    };
    const first = await open();
    assert.equal(first.resumed, false);
    await desk.call("file/run", { id: first.id });
    const journal = join(home, "state/resetkit-desk/files", `${first.id}.journal`);
    while (readFileSync(journal, "utf8").split('"done"').length < ROWS / 3) await sleep(20);
    const gone = new Promise((resolve) => desk.child.on("exit", resolve));
    desk.child.kill("SIGKILL");
    await gone;

    const second = await open();
    const { done } = second.progress;
    assert.deepEqual([second.resumed, second.code], [true, undefined]);
    assert.ok(done >= ROWS / 4 && done < ROWS, `${done}`);
    await desk.call("file/run", { id: second.id });
    const { state, done: all, failed, unknown } = await desk.watch(second.id);
    assert.deepEqual([state, all, failed, unknown], ["ended", ROWS, 0, 0]);
    assert.equal((await desk.call("file/list", { id: second.id, code: "x".repeat(43) })).body.error.code, "bad_code");
    const { body: { csv } } = await desk.call("file/list", { id: second.id, code: first.code });
    const list = csv.trim().split("\r\n").slice(1).map((line) => /^"(\d+)","'?(@p\d+:localhost)","((?:[^"]|"")*)","done"$/.exec(line));
    assert.equal(list.length, ROWS);
    for (const [, , user, password] of list) assert.equal(await login(user, password.replaceAll('""', '"')), true, user);
    // What was done by the first is its password still: the second sent none of those.
    const kept = list.filter(([, row, , password]) => password.replaceAll('""', '"') === first.sent[row - 1].input.newPassword).length;
    assert.ok(kept >= done, `${kept} of ${done}`);
    await desk.end();
    const all_texts = texts(home);
    for (const { input: { newPassword } } of [...first.sent, ...second.sent]) assert.ok(!all_texts.includes(newPassword) && !desk.output.includes(newPassword));
    assert.ok(!all_texts.includes(admin) && !all_texts.includes(first.code));
  });
});

test("SCIM: found by user name and by e-mail, reset, and the new password counts", async () => {
  const OP = "scim:PatchUser", port = await freePort(), server = `http://127.0.0.1:${port}/v2`, authorization = "Bearer T0K";
  await started(installed("scim2/bin/scim2-server"), ["--hostname", "127.0.0.1", "--port", `${port}`, "--bearer-token", "T0K"], `${server}/ServiceProviderConfig`);
  for (const user of [{ userName: "mary", displayName: "Mary Major", emails: [{ value: "mary@example.com" }], active: true }, { userName: 'o"neil\\x', active: true }, { userName: "off", active: false }]) {
    await json("POST", `${server}/Users`, { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], ...user }, { authorization, "content-type": "application/scim+json" });
  }
  const desk = await startDesk(["--live", "--operations", OP, "--endpoint", server], { RESETKIT_TOKEN_SCIM: "T0K" }, { home });
  const find = async (query) => (await desk.call("find", { operation: OP, query })).body;
  for (const query of ["mary", "MARY", "mary@example.com"]) {
    const { people, exact } = await find(query);
    assert.deepEqual([people.length, people[0].label[0], exact], [1, "Mary Major", true], query);
  }
  assert.equal((await find('o"neil\\x')).people.length, 1);
  assert.equal((await find("off")).people[0].ready, false);
  for (const query of ['x" or userName pr or userName eq "x', '" or "" eq "', "x\\", "*", 'mary" and password sw "']) assert.deepEqual((await find(query)).people, [], query);
  const { people: [{ set }] } = await find("mary@example.com");
  const password = generatePassword(OP);
  assert.equal((await desk.call("reset", { operation: OP, input: { ...set, password } })).status, 200);
  const { totalResults } = await (await fetch(`${server}/Users?${new URLSearchParams({ filter: `password eq ${JSON.stringify(password)}` })}`, { headers: { authorization } })).json();
  assert.equal(totalResults, 1);
  await desk.end();
  assert.ok(!`${texts(home)}${desk.output}`.includes(password));
});
