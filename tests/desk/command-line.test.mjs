// `npx resetkit-desk` as a process: what it prints, where it listens, whom it lets in, and what it leaves behind.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe as suite, test } from "node:test";
import { PORT } from "../../desk/local-desk.js";
import { program, startDesk } from "./process.mjs";

const folder = mkdtempSync(join(tmpdir(), "resetkit-desk-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const TOKEN = "T0K-of-an-administrator", SECRET = "Zq7!vK2?tN9~";
const INPUT = { userId: "@mateo.jackson:example.com", newPassword: SECRET, logoutDevices: true };

const started = (words, environment, more) => startDesk(words, environment, { home: mkdtempSync(join(folder, "home-")), ...more });

/** An address where nobody listens. */
const closed = () => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(`http://127.0.0.1:${port}`));
  });
});

/** Every text that a folder holds. */
const texts = (path) => readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name), "utf8")).join("\n");

suite("in the sandbox", () => {
  test("it says so, audits without a secret, and ends without an error", async () => {
    const desk = await started([]);
    assert.match(desk.output, /^Sandbox: nothing leaves this machine\. --live uses your own credentials\.\nWhat is done is written to .*audit\.ndjson, without passwords\.\n\nOpen this link within two minutes, once:\nhttp:\/\/127\.0\.0\.1:\d+\/#t=[\w-]{43}\n\nEnter: a new link\. Ctrl\+C: end\.\n$/);
    const { status } = await desk.call("reset", { operation: "synapse:ResetPassword", input: INPUT });
    assert.equal(status, 200);
    const file = join(desk.home, "state/resetkit-desk/audit.ndjson");
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(desk.audit().map(({ time, ...line }) => line), [{ event: "session" }, { event: "reset", who: "ada", operation: "synapse:ResetPassword", target: "@mateo.jackson:example.com", outcome: "done" }]);
    assert.equal(await desk.end(), 0);
    for (const secret of [...desk.secrets, SECRET]) assert.ok(!texts(desk.home).includes(secret));
    assert.ok(!desk.output.replace(desk.secrets[0], "").includes(SECRET));
  });

  test("the audit can be switched off", async () => {
    const desk = await started(["--no-audit"]);
    await desk.call("reset", { operation: "synapse:ResetPassword", input: INPUT });
    assert.match(desk.output, /No audit file is written\./);
    await desk.end();
    assert.ok(!existsSync(join(desk.home, "state/resetkit-desk/audit.ndjson")));
  });

  test("the port is the same each time, and another where that is taken", async () => {
    const one = await started([], {}, { port: "" });
    const other = await started([], {}, { port: "" });
    const ports = [one, other].map(({ origin }) => new URL(origin).port);
    await Promise.all([one.end(), other.end()]);
    assert.equal(new Set(ports).size, 2);
    assert.equal(ports[0], String(PORT));
  });

  test("a file is one desk's at a time, and one job's", async () => {
    const home = mkdtempSync(join(folder, "home-"));
    const order = { operation: "synapse:ResetPassword", digest: "0".repeat(64), count: 2 };
    const one = await started([], {}, { home });
    const { body: { id, code } } = await one.call("file/open", order);
    assert.match(code, /^[\w-]{43}$/);
    const other = await started([], {}, { home });
    assert.deepEqual((({ status, body }) => [status, body.error])(await other.call("file/open", order)), [409, { code: "locked" }]);
    await other.end();
    assert.equal((await one.call("file/open", { ...order, count: 3 })).body.error.code, "other_job");
    assert.equal((await one.call("file/rows", { id, rows: [{ row: 1, input: INPUT }] })).body.error.code, "unknown_file");
    const again = await one.call("file/open", order);
    // Nothing was sent: who lost the first code gets another.
    assert.equal(again.body.resumed, false);
    assert.match(again.body.code, /^[\w-]{43}$/);
    assert.notEqual(again.body.code, code);
    assert.equal((await one.call("file/run", { id })).body.error.code, "incomplete");
    for (const rows of [undefined, [{}], [{ row: 0, input: INPUT }], [{ row: 1.5, input: INPUT }]]) assert.equal((await one.call("file/rows", { id, rows })).body.error.code, "bad_file");
    const { status, body } = await one.call("file/rows", { id, rows: [{ row: 1, input: { ...INPUT, newPassword: "" } }] });
    assert.deepEqual([status, body.row, body.issues[0].path], [422, 1, ["newPassword"]]);
    assert.equal((await one.call("file/list", { id, code: "x" })).body.csv?.includes("done") ?? false, false);
    for (const bad of [{ digest: "../../x" }, { count: 0 }, { count: 20_001 }, { count: "1" }]) assert.ok((await one.call("file/open", { ...order, ...bad })).status >= 400);
    await one.end();
  });

  test("a saved link is in the new one, and says which operation it is for", async () => {
    const desk = await started(["--setup", "http://127.0.0.1:1/#op=workmail:ResetPassword&OrganizationId=m-1"]);
    assert.match(desk.link, /\/#op=workmail:ResetPassword&OrganizationId=m-1&t=/);
    assert.deepEqual((await desk.call("info", {})).body.operations, ["workmail:ResetPassword"]);
    assert.equal((await desk.call("reset", { operation: "synapse:ResetPassword", input: INPUT })).body.error.code, "unknown_operation");
    await desk.end();
  });
});

suite("a mistake on the command line is said, and nothing is started", () => {
  for (const [words, says] of [
    [["--operations", "workmail:Nothing"], /^workmail:Nothing is no operation\. There are: auth0:UpdateUser, /],
    [["--live", "--endpoint", "http://evil.example", "--operations", "okta:UpdateUser"], /^--endpoint must start with https:\/\/; for this machine http:\/\/ will do\./],
    ...["http://localhost@evil.example/", "http://localhost.evil.example", "https://id.example.com/?x", "https://a:b@id.example.com"].map((endpoint) => (
      [["--live", "--endpoint", endpoint, "--operations", "okta:UpdateUser"], /^--endpoint must start with https:\/\//]
    )),
    [["--live", "--endpoint", "https://id.example.com"], /^--endpoint needs --operations of one service\./],
    [["--live", "--endpoint", "https://id.example.com", "--operations", "okta:UpdateUser,synapse:ResetPassword"], /^--endpoint needs --operations of one service\./],
    [["--operations", "workmail:ResetPassword", "--region", "nowhere"], /^nowhere is no region of workmail:ResetPassword\. There are: /],
    [["--nothing"], /^Unknown option '--nothing'/],
  ]) {
    test(words.join(" "), () => {
      const { status, stderr } = spawnSync(process.execPath, [program, "--no-open", ...words], { encoding: "utf8", env: { PATH: process.env.PATH, HOME: folder } });
      assert.equal(status, 2);
      assert.match(stderr, says);
    });
  }
});

suite("live", () => {
  let provider, endpoint, asked, reply;
  before(async () => {
    asked = [];
    provider = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      asked.push({ method: request.method, url: request.url, headers: request.headers, body });
      const { status = 200, headers = {}, body: text = "{}" } = reply ?? {};
      response.writeHead(status, headers).end(text);
    });
    await new Promise((resolve) => provider.listen(0, "127.0.0.1", resolve));
    endpoint = `http://127.0.0.1:${provider.address().port}`;
  });
  after(() => {
    provider?.closeAllConnections();
    provider?.close();
  });
  const live = (words = [], environment = { RESETKIT_TOKEN_SYNAPSE: TOKEN }) => {
    [asked.length, reply] = [0, undefined];
    return started(["--live", "--operations", "synapse:ResetPassword", "--endpoint", endpoint, ...words], environment);
  };
  const reset = (desk) => desk.call("reset", { operation: "synapse:ResetPassword", input: INPUT });

  test("the token of the environment is sent, and stands nowhere else", async () => {
    const desk = await live();
    assert.deepEqual((await desk.call("who", { operation: "synapse:ResetPassword" })).body, { who: "RESETKIT_TOKEN_SYNAPSE" });
    assert.equal((await reset(desk)).status, 200);
    assert.equal(asked[0].headers.authorization, `Bearer ${TOKEN}`);
    assert.equal(asked[0].url, "/_synapse/admin/v1/reset_password/%40mateo.jackson%3Aexample.com");
    await desk.end();
    for (const secret of [TOKEN, SECRET]) assert.ok(!`${texts(desk.home)}${desk.output}`.includes(secret));
  });

  test("a file of the token is its owner's alone", async () => {
    const file = join(folder, "token");
    writeFileSync(file, `${TOKEN}\n`, { mode: 0o644 });
    chmodSync(file, 0o644);
    const desk = await live(["--token-file", file], {});
    assert.deepEqual([(await reset(desk)).body.error, asked.length], [{ code: "open_file", run: `chmod 600 ${file}` }, 0]);
    chmodSync(file, 0o600);
    assert.equal((await reset(desk)).status, 200);
    // One with a line break in it would make fetch quote it.
    writeFileSync(file, "two\nlines");
    assert.deepEqual((await reset(desk)).body.error, { code: "bad_token" });
    await desk.end();
  });

  test("without a token it says what to set", async () => {
    const desk = await live([], {});
    assert.deepEqual((await reset(desk)).body.error, { code: "none", run: "export RESETKIT_TOKEN_SYNAPSE=…" });
    assert.equal(asked.length, 0);
    await desk.end();
  });

  test("the tool that has the sign-in is run without a shell, and what it prints is not repeated", async () => {
    const bin = join(folder, "bin");
    mkdirSync(bin);
    writeFileSync(join(bin, "az"), `#!/bin/sh\n[ "$1 $2 $4" = "account get-access-token https://graph.microsoft.com" ] || exit 3\ncat "$HOME/answer" || { echo "${TOKEN} leaked" >&2; exit 1; }\n`, { mode: 0o755 });
    const desk = await started(["--live", "--operations", "graph:UpdateUser", "--endpoint", endpoint], { PATH: `${bin}:${process.env.PATH}` });
    const order = { operation: "graph:UpdateUser", input: { userId: "87d349ed-44d7-43e1-9a83-5f2406dee5bd", password: SECRET } };
    assert.deepEqual((await desk.call("reset", order)).body.error, { code: "command_failed", run: "az login" });
    writeFileSync(join(desk.home, "answer"), `${TOKEN}\n`);
    reply = { status: 204, body: "" };
    assert.equal((await desk.call("reset", order)).status, 200);
    assert.equal(asked.at(-1).headers.authorization, `Bearer ${TOKEN}`);
    await desk.end();
    assert.ok(!desk.output.includes(TOKEN));
  });

  test("AWS: keys of the environment before a profile, an expired sign-in by its command", async () => {
    const words = ["--live", "--operations", "workmail:ResetPassword", "--endpoint", endpoint, "--region", "eu-west-1"];
    const order = { operation: "workmail:ResetPassword", input: { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333", Password: SECRET } };
    [asked.length, reply] = [0, undefined];
    const keys = await started(words, { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "key", AWS_PROFILE: "other" });
    assert.equal((await keys.call("reset", order)).status, 200);
    assert.match(asked[0].headers.authorization, /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/workmail\/aws4_request, /);
    await keys.end();
    const home = mkdtempSync(join(folder, "aws-"));
    writeFileSync(join(home, "config"), "[profile desk]\nsso_session = company\nsso_account_id = 123456789012\nsso_role_name = Helpdesk\nregion = eu-west-1\n[sso-session company]\nsso_start_url = https://company.awsapps.com/start\nsso_region = eu-west-1\n");
    const profile = await started(words, { AWS_PROFILE: "desk", AWS_CONFIG_FILE: join(home, "config") });
    assert.deepEqual((await profile.call("reset", order)).body.error, { code: "sso_expired", run: "aws sso login --profile desk" });
    assert.equal(asked.length, 1);
    await profile.end();
  });

  test("a dry run signs and sends nothing", async () => {
    const desk = await live(["--dry-run"]);
    assert.match(desk.output, /^Live, a dry run: nothing is sent\./);
    assert.deepEqual((await reset(desk)).body.error, { code: "dry_run" });
    assert.equal((await desk.call("file/open", { operation: "synapse:ResetPassword", digest: "0".repeat(64), count: 1 })).body.error.code, "dry_run");
    assert.equal(asked.length, 0);
    await desk.end();
  });

  test("no redirect is followed, and a service that cannot be reached was sent nothing", async () => {
    const desk = await live();
    reply = { status: 307, headers: { location: "http://127.0.0.1:1/" } };
    const redirected = await reset(desk);
    assert.deepEqual([redirected.status, redirected.body.error.code, asked.length], [504, "unknown", 1]);
    await desk.end();
    const nowhere = await started(["--live", "--operations", "synapse:ResetPassword", "--endpoint", await closed()], { RESETKIT_TOKEN_SYNAPSE: TOKEN });
    assert.deepEqual((({ status, body }) => [status, body.error])(await reset(nowhere)), [424, { code: "unreachable" }]);
    await nowhere.end();
  });

  test("a service of one's own without an address is asked for it", async () => {
    const desk = await started(["--live", "--operations", "synapse:ResetPassword"], { RESETKIT_TOKEN_SYNAPSE: TOKEN });
    assert.equal((await reset(desk)).body.error.code, "no_endpoint");
    await desk.end();
  });

  test("the page cannot say where a request goes", async () => {
    const desk = await live();
    for (const asks of [{ region: "evil.example" }, { cloud: "evil" }]) assert.equal((await desk.call("reset", { operation: "synapse:ResetPassword", input: INPUT, ...asks })).status, 424);
    await desk.call("reset", { operation: "synapse:ResetPassword", input: INPUT, endpoint: "http://evil.example" });
    assert.equal(asked.length, 1);
    await desk.end();
  });
});
