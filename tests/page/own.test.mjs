// Operations of a company's own on the page, from their documents: members of every kind, an address, a body of any shape.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { defineOperation } from "../../dist/define.js";
import { DOTS } from "./operations.mjs";
import { withHead } from "./served.mjs";
import { act, beside, choose, form, own as type, ready, rules, shown, wrong } from "./steps.mjs";
import { says, texts, traces, visit } from "./visit.mjs";

const document = async (name) => JSON.parse(await readFile(new URL(`../golden/operations/own/${name}.json`, import.meta.url), "utf8"));
const PEOPLE = await document("people-set-password");
const INTRANET = await document("intranet-reset");
/** What the other two leave out. */
const ALL_KINDS = {
  format: 1,
  id: "kinds:Set",
  summary: "Set one of each kind.",
  members: [
    { name: "user", label: "User", required: true, target: true },
    { name: "level", type: "integer", min: 1, max: 3, label: "Level", recommended: true },
    { name: "colour", type: "enum", open: true, values: [{ value: "red" }, { value: "blue" }], label: "Colour" },
    { name: "notify", type: "boolean", label: "Notify", default: true },
    { name: "tags", type: "list", label: "Tags" },
    { name: "labels", type: "map", label: "Labels" },
    { name: "code", label: "Code", required: true, sensitive: true },
  ],
  rules: [{ require: "tags", when: "colour" }],
  request: { method: "PUT", path: "/users/{user}", json: { level: "{level}", colour: "{colour}", notify: "{notify}", tags: "{tags}", labels: "{labels}", code: "{code}" } },
  endpoint: { kind: "own", example: "https://kinds.example.com" },
  auth: [{ scheme: "none" }],
  response: { success: { 200: "json", 202: "json" }, pending: [202], retryAfter: [{ header: "retry-after", unit: "s" }], output: [{ name: "newCode", from: "new.code", sensitive: true }], code: ["fault.id"], message: ["fault.says"] },
};

/** Serves the page as a company would: with a module of its operations, and its name in the head. */
const withOperations = (operations, also = {}) => async (page) => {
  await withHead(page, { operations: "our/operations.js", ...also });
  // As `npx resetkit compile` writes it.
  const compiled = ({ id, description, compiled: bytes }) => `{ id: ${JSON.stringify(id)}, description: ${JSON.stringify(description)}, compiled: Uint8Array.from(${JSON.stringify([...bytes])}) }`;
  const body = `export default [${operations.map((operation) => (typeof operation === "string" ? JSON.stringify(operation) : compiled(defineOperation(operation))))}];`;
  await page.route("**/our/operations.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
};
const own = { prepare: withOperations([PEOPLE, INTRANET, ALL_KINDS, "workmail:ResetPassword"]) };
const ADDRESS = "https://people.internal.example/base";
const field = (page, label) => page.locator("#form").getByLabel(label, { exact: true });
const http = async (page) => {
  await form(page, "HTTP");
  await page.locator("#request-http").waitFor();
  return (await page.locator("#request-http").textContent()).split("\n");
};

describe("operations of a company's own", () => {
  test("are the only ones to choose from, in the order in which they are given", () => visit(async (page) => {
    await ready(page);
    assert.deepEqual(await texts(page, "#services b"), ["people", "intranet", "kinds", "Amazon WorkMail"]);
  }, own));

  test("open at once where there is one alone", () => visit(async (page) => {
    await page.locator("#form").waitFor();
    assert.equal(await page.getByRole("button", { name: "Other service" }).count(), 0);
  }, { prepare: withOperations([PEOPLE]) }));

  test("become a request with a nested body, a number, a choice and a switch", () => visit(async (page, seen) => {
    await choose(page, PEOPLE);
    await act(page);
    assert.equal(await beside(page), "3 fields to fix: Address of the service, Employee number, Reason");
    for (const text of ["1.5", "1e3", "0x10", "x"]) {
      await field(page, "Employee number").fill(text);
      assert.deepEqual(await wrong(page, 1), ["Enter a whole number."]);
    }
    await field(page, "Employee number").fill("1042");
    await field(page, "Reason").selectOption("Known to somebody else");
    for (const address of ["people", "http://people.example", "https://", "https://a@people.example", "javascript:alert(1)"]) {
      await page.locator("#endpoint").fill(address);
      assert.equal(await page.locator("#endpoint-says.bad").innerText(), "Enter a host, with a path if there is one, that starts with https://. For this machine, http:// works too.", address);
    }
    await page.locator("#endpoint").fill(ADDRESS);
    const [line, ...rest] = await http(page);
    assert.equal(line, `POST ${ADDRESS}/api/v2/users/1042/password`);
    assert.equal(rest.at(-1), `{"credential":{"kind":"password","secret":"${DOTS}","policy":{"mustChange":true}},"audit":{"reason":"compromised","channel":"desk"}}`);
    const password = await shown(page);
    assert.match(password, /^(?=.*[A-Z])(?=.*[a-z])(?=.*\d).{20}$/);
    await page.locator(".secret .line button").click();
    assert.deepEqual(await traces(page, seen, [password]), []);
    await type(page, "abc");
    assert.deepEqual((await rules(page)).map((rule) => rule.replace(/^[✓✗] /, "")), ["At least 12 characters", "An uppercase letter", "A lowercase letter", "A digit"]);
  }, own));

  test("cover a secret wherever it stands in the body", () => visit(async (page) => {
    await choose(page, INTRANET);
    await field(page, "Login").fill("mjackson");
    await type(page, "mjackson12X");
    await page.getByText("More options").click();
    await page.getByLabel("Where").fill("mail\nwiki");
    await page.locator("#endpoint").fill("https://intranet.example");
    assert.equal((await http(page)).at(-1), `action=reset&user=mjackson&pw1=${DOTS}&pw2=${DOTS}&notify=Y&system%5B%5D=mail&system%5B%5D=wiki`);
  }, own));

  test("explain a response by their documents", () => visit(async (page) => {
    await choose(page, PEOPLE);
    await field(page, "Employee number").fill("7");
    await field(page, "Reason").selectOption("Forgotten");
    await page.locator("#endpoint").fill(ADDRESS);
    await page.getByRole("button", { name: "Something…" }).click();
    await page.locator("#printed").fill('HTTP/1.1 422 No\nx-correlation-id: c-1\n\n{"problem":{"type":"weak","detail":"Too weak."}}');
    await page.getByRole("button", { name: "Explain" }).click();
    await page.locator(".notices summary").click();
    assert.deepEqual((await texts(page, ".notices dd")).slice(0, 3), ["weak", "Too weak.", "c-1"]);
  }, own));
});

test("a module of operations that cannot be loaded is told", () => visit(async (page) => {
  await says(page, "#one [role=alert] h2", "This page could not load its WebAssembly module. Reload the page. If that does not help, use a current browser that allows WebAssembly.");
}, {
  failures: true,
  prepare: async (page) => {
    await withOperations([PEOPLE])(page);
    await page.route("**/our/operations.js", (route) => route.abort());
  },
}));
