// The examples end to end: the forms in Chromium, the server between them, and recorders that stand in for the providers.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { readFileSync, rmSync } from "node:fs";
import { after, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import { build } from "vite";
import { resetServer } from "resetkit-desk/server";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const SECRET = "Zq7!vK2?tN9~";
const INPUTS = {
  "workmail:ResetPassword": { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333", Password: SECRET },
  "cloudsso:ResetUserPassword": { DirectoryId: "d-00fc2p61abcd", UserId: "u-00q8wbq42wiltcrkabcd", Password: SECRET, RequirePasswordResetForNextLogin: true },
  "chime:ResetPersonalPIN": { AccountId: "acc/1", UserId: "é ü" },
};
const REPLIES = {
  "workmail:ResetPassword": "{}",
  "cloudsso:ResetUserPassword": '{"RequestId":"A-1"}',
  "chime:ResetPersonalPIN": '{"User":{"UserId":"é ü","PersonalPIN":"0123456789"}}',
};
const OUTPUTS = {
  "workmail:ResetPassword": {},
  "cloudsso:ResetUserPassword": { RequestId: "A-1" },
  "chime:ResetPersonalPIN": { PersonalPIN: "0123456789", UserId: "é ü" },
};
const FORMS = ["html", "react", "svelte", "vue"];
let recorder, endpoint, server, browser, origin, recorded, lines, reply;

const listen = (made) => new Promise((resolve) => made.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${made.address().port}`)));

/** What the server answers to an operation's input. */
const ask = (operation, input, headers = {}) =>
  fetch(`${origin}/api/reset`, { method: "POST", headers: { "content-type": "application/json", origin, "x-admin": "ada", ...headers }, body: JSON.stringify({ operation, input }) });

before(async () => {
  recorder = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    recorded.push({ method: request.method, url: request.url, headers: request.headers, body });
    response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers }).end(reply.body);
  });
  endpoint = await listen(recorder);
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "key", ALIBABA_CLOUD_ACCESS_KEY_ID: "AKIDEXAMPLE", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "key" });
  const pages = path(".out/");
  rmSync(pages, { recursive: true, force: true });
  for (const name of FORMS) await build({ root: path(`${name}/`), base: "./", logLevel: "warn", build: { outDir: `${pages}${name}`, emptyOutDir: true } });
  // What listens first knows the origin.
  const port = await new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
  origin = `http://127.0.0.1:${port}`;
  server = resetServer({
    origin,
    authorize: async ({ headers }) => headers["x-admin"] ?? /^admin=(\w+)$/.exec(headers.cookie ?? "")?.[1],
    operations: Object.keys(INPUTS),
    endpoint,
    region: "eu-west-1",
    pages,
    audit: (line) => lines.push(JSON.stringify(line)),
    limit: { calls: 3, milliseconds: 60_000 },
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
});
beforeEach(() => {
  [recorded, lines, reply] = [[], [], { status: 200, body: "{}" }];
});
after(async () => {
  await browser?.close();
  server?.close();
  recorder?.close();
});

for (const [operation, input] of Object.entries(INPUTS)) {
  test(`${operation}: signed, sent, answered, and no secret in an address or a log`, async () => {
    reply.body = REPLIES[operation];
    const answer = await ask(operation, input, { "x-admin": operation });
    const { status, body: came, output } = await answer.json();
    assert.deepEqual([answer.status, status, came, output], [200, 200, reply.body, OUTPUTS[operation]]);
    const [{ method, url, headers, body }] = recorded;
    assert.equal(method, "POST");
    assert.match(headers.authorization, /^(AWS4-HMAC-SHA256|ACS3-HMAC-SHA256) Credential=AKIDEXAMPLE/);
    if (input.Password) assert.ok(decodeURIComponent(body).includes(SECRET));
    assert.ok(!decodeURIComponent(url).includes(SECRET) && !JSON.stringify(headers).includes(SECRET));
    assert.deepEqual(lines.map(JSON.parse), [{ event: "reset", who: operation, operation, target: input.UserId, outcome: "done" }]);
  });
}

test("an error of the service is explained", async () => {
  reply = { status: 400, body: '{"__type":"OrganizationNotFoundException","Message":"no"}' };
  const answer = await ask("workmail:ResetPassword", INPUTS["workmail:ResetPassword"], { "x-admin": "errors" });
  const { error } = await answer.json();
  assert.deepEqual([answer.status, error.code, error.member], [502, "OrganizationNotFoundException", "OrganizationId"]);
  reply = { status: 404, body: '{"Code":"EntityNotExists.User","Message":"no","RequestId":"A-1"}' };
  const alibabas = await ask("cloudsso:ResetUserPassword", INPUTS["cloudsso:ResetUserPassword"], { "x-admin": "errors" });
  assert.equal((await alibabas.json()).error.code, "EntityNotExists.User");
});

test("a redirect is not followed with a password in the body", async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    [recorded, reply] = [[], { status, headers: { location: `${origin}/elsewhere` }, body: "" }];
    const answer = await ask("workmail:ResetPassword", INPUTS["workmail:ResetPassword"], { "x-admin": `redirected ${status}` });
    assert.deepEqual([answer.status, await answer.json(), recorded.length], [504, { error: { code: "unknown" } }, 1]);
  }
  assert.ok(!lines.join().includes(SECRET));
});

test("the body of an error stays here", async () => {
  reply = { status: 400, body: JSON.stringify({ __type: "InvalidPasswordException", Message: `'${encodeURIComponent(SECRET)}' is weak`, Password: SECRET }) };
  const answer = await ask("workmail:ResetPassword", INPUTS["workmail:ResetPassword"], { "x-admin": "echo" });
  const { error, ...more } = await answer.json();
  assert.deepEqual([error.code, error.message, more], ["InvalidPasswordException", "'…' is weak", { status: 400 }]);
});

test("it does not start without the origin of its page", async () => {
  for (const ORIGIN of ["", "https://reset.example.com/"]) {
    const started = promisify(execFile)(process.execPath, [path("server/main.mjs")], { cwd: path(".out/"), env: { ...process.env, ORIGIN, PORT: "0" } });
    await assert.rejects(started, { code: 1, stderr: /origin must be the origin of the page, such as https:\/\/reset\.example\.com/ });
  }
});

test("what is not valid is not sent", async () => {
  const answer = await ask("workmail:ResetPassword", { ...INPUTS["workmail:ResetPassword"], Password: "hunter2" }, { "x-admin": "careless" });
  assert.equal(answer.status, 422);
  assert.ok(!`${await answer.text()}${lines}`.includes("hunter2"));
  assert.deepEqual(recorded, []);
});

test("another origin, nobody, another type, too much and too often are refused", async () => {
  const [operation, input] = Object.entries(INPUTS)[0];
  const refusal = async (answer) => [answer.status, (await answer.json()).error.code];
  assert.deepEqual(await refusal(await ask(operation, input, { origin: "https://evil.example" })), [403, "other_origin"]);
  assert.deepEqual(await refusal(await fetch(`${origin}/api/reset`, { method: "POST", headers: { "content-type": "application/json", origin }, body: "{}" })), [401, "no_session"]);
  assert.deepEqual(await refusal(await ask(operation, input, { "content-type": "text/plain" })), [415, "not_json"]);
  assert.deepEqual(await refusal(await ask(operation, { ...input, Password: "a".repeat(70_000) }, { "x-admin": "large" })), [413, "too_large"]);
  assert.deepEqual(await refusal(await ask("workmail:DeleteUser", input, { "x-admin": "other" })), [400, "unknown_operation"]);
  for (let i = 0; i < 3; i++) assert.equal((await ask(operation, input, { "x-admin": "hasty" })).status, 200);
  assert.deepEqual(await refusal(await ask(operation, input, { "x-admin": "hasty" })), [429, "too_many"]);
  assert.ok(!lines.join().includes(SECRET));
});

for (const name of FORMS) {
  test(`the ${name} form says what is wrong and sends what is right`, async () => {
    // Svelte needs the Trusted Types policy svelte-trusted-html, which the server of these tests does not allow.
    const context = await browser.newContext({ bypassCSP: name === "svelte" });
    await context.addCookies([{ name: "admin", value: name, url: origin }]);
    const page = await context.newPage();
    await page.goto(`${origin}/${name}/index.html`);
    await page.fill("#Password", "");
    await page.click("button[type=submit]");
    await page.waitForFunction(() => document.querySelector("#UserId-error").textContent === "Fill this in.");
    assert.equal(await page.textContent("#Password-error"), "Fill this in.");
    const { Password, ...ids } = INPUTS["workmail:ResetPassword"];
    for (const [member, value] of Object.entries(ids)) await page.fill(`#${member}`, value);
    await page.fill("#Password", "short");
    await page.click("button[type=submit]");
    await page.waitForFunction(() => document.querySelector("#Password-error").textContent === "Use at least 8 characters.");
    assert.deepEqual(recorded, []);
    await page.fill("#Password", Password);
    await page.click("button[type=submit]");
    await page.waitForFunction(() => document.querySelector("[role=status]").textContent === "The password was reset.");
    assert.deepEqual(JSON.parse(recorded[0].body), INPUTS["workmail:ResetPassword"]);
    reply = { status: 400, body: '{"__type":"OrganizationNotFoundException"}' };
    await page.click("button[type=submit]");
    await page.waitForFunction(() => /organization/i.test(document.querySelector("[role=status]").textContent));
    await context.close();
  });
}

/** What each server answers to a request. */
const SERVERS = {
  async hono(app, request) {
    const answer = await app.fetch(new Request("http://localhost/api/reset", request));
    return [answer.status, await answer.text()];
  },
  async fastify(app, { body, headers }) {
    const answer = await app.inject({ method: "POST", url: "/api/reset", payload: body, headers });
    return [answer.statusCode, answer.body];
  },
  async express(app, request) {
    const listening = app.listen(0);
    const answer = await fetch(`http://127.0.0.1:${listening.address().port}/api/reset`, request).finally(() => listening.close());
    return [answer.status, await answer.text()];
  },
};

for (const [name, answer] of Object.entries(SERVERS)) {
  test(`the ${name} server checks, signs, sends and explains, and repeats no password`, async () => {
    const [{ server }, { sender }] = await Promise.all([import(`./${name}/server.js`), import(`./${name}/sign.js`)]);
    const app = server(sender({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "key" }, { endpoint }));
    const ask = (input) => answer(app, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(input) });
    const input = INPUTS["workmail:ResetPassword"];
    assert.deepEqual(await ask(input), [200, '{"ok":true}']);
    assert.deepEqual(JSON.parse(recorded[0].body), input);
    assert.match(recorded[0].headers.authorization, /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/);
    const [status, text] = await ask({ ...input, UserId: "", Password: "hunter2\u4e2d" });
    assert.deepEqual([status, Object.keys(JSON.parse(text).errors)], [400, ["UserId", "Password"]]);
    assert.ok(!text.includes("hunter2"));
    reply = { status: 400, body: JSON.stringify({ __type: "InvalidPasswordException", Message: SECRET }) };
    const [failed, why] = await ask(input);
    assert.equal(failed, 502);
    assert.ok(JSON.parse(why).error.length > 20 && !why.includes(SECRET));
    assert.equal(recorded.length, 2);
  });
}

test("the React example compiles in strict TypeScript", () => {
  for (const compiler of ["typescript5", "typescript"]) execFileSync(process.execPath, [path(`../node_modules/${compiler}/bin/tsc`), "-p", path("react/tsconfig.json")], { stdio: "inherit" });
});

test("each folder installs what it imports, in the versions that run here", () => {
  const shared = JSON.parse(readFileSync(path("package.json"), "utf8")).dependencies;
  for (const name of [...FORMS, ...Object.keys(SERVERS)]) {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(path(`${name}/package.json`), "utf8"));
    for (const [library, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      if (!["resetkit", "typescript"].includes(library)) assert.equal(version, shared[library], `${name}: ${library}`);
    }
  }
});
