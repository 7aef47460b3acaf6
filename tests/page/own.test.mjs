// Operations of a company's own on the page, from their documents: members of every kind, an address, a body of any shape.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { defineOperation } from "../../dist/define.js";
import { DOTS, WORKMAIL } from "./operations.mjs";
import { FORM_STATUS, build, issues, opened, rules } from "./steps.mjs";
import { clipboard, english, focuses, says, server, texts, traces, visit } from "./visit.mjs";

/** The page opens the first of these operations. */
const ready = (page) => page.locator("#desk").waitFor();

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
const withOperations = (operations, also = "") => async (page) => {
  await page.route(server.address, async (route) => {
    const response = await route.fetch();
    const meta = `<meta name="resetkit-operations" content="our/operations.js">\n${also}`;
    await route.fulfill({ response, body: (await response.text()).replace("<title>", `${meta}<title>`) });
  });
  // As `npx resetkit compile` writes it.
  const compiled = ({ id, description, compiled: bytes }) => `{ id: ${JSON.stringify(id)}, description: ${JSON.stringify(description)}, compiled: Uint8Array.from(${JSON.stringify([...bytes])}) }`;
  const body = `export default [${operations.map((operation) => (typeof operation === "string" ? JSON.stringify(operation) : compiled(defineOperation(operation))))}];`;
  await page.route("**/our/operations.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
};
const own = { prepare: withOperations([PEOPLE, INTRANET, ALL_KINDS, "workmail:ResetPassword"]) };
const ADDRESS = "https://people.internal.example/base";
const summary = (page) => texts(page, ".error-summary a");
const choose = async (page, place) => {
  await page.locator("#operation").selectOption({ index: place - 1 });
  await opened(page);
};

describe("operations of a company's own", () => {
  test("are what the page shows, in the order in which they are given", () => visit(async (page) => {
    await ready(page);
    assert.deepEqual(await texts(page, "#operation option"), ["people", "intranet", "kinds", "Amazon WorkMail (Ends 2027-03-31)"]);
    assert.deepEqual(await texts(page, "#picker .origin"), ["people:SetPassword"]);
    assert.equal(await page.locator(".docs").isVisible(), false);
    assert.equal(await page.locator("#document details").count(), 0);
    assert.deepEqual(await texts(page, "#form label"), ["Employee number", "New password", "What to generate", "Words", "Length", "Leave out look-alikes", "Reason", "New password at next sign-in", "Address of the service"]);
    await choose(page, 4);
    assert.equal(await page.locator(".docs").isVisible(), true);
    for (const [index, value] of [...WORKMAIL.ids, WORKMAIL.secret].entries()) await page.locator(`#member-${index + 1}`).fill(value);
    await build(page);
    assert.equal(await page.locator("#request-body").textContent(), WORKMAIL.body(DOTS));
    assert.deepEqual(await texts(page, "#request [role=tab]"), ["HTTP", "Command line", "JavaScript", "Python", "Skeleton"]);
  }, own));

  test("become a request with a nested body, a number, a choice and a switch", () => visit(async (page, seen) => {
    await ready(page);
    assert.equal((await rules(page)).length, 0);
    assert.deepEqual(await texts(page, "#member-2-help li"), ["at least 12 characters", "an uppercase letter", "a lowercase letter", "a digit"]);
    await build(page);
    assert.deepEqual(await summary(page), ["Employee number is required.", "New password is required.", "Reason is required.", "Address of the service is required."]);
    await page.getByRole("link", { name: "Address of the service is required." }).click();
    await focuses(page, "endpoint");
    for (const text of ["1.5", "1e3", "0x10", "x"]) {
      await page.getByLabel("Employee number").fill(text);
      assert.deepEqual(await issues(page, 1), ["Employee number must be a whole number."]);
    }
    await page.getByLabel("Employee number").fill("0");
    assert.deepEqual(await issues(page, 1), ["Employee number must be at least 1."]);
    await page.getByLabel("Employee number").fill("1042");
    await page.getByRole("button", { name: "Generate new password" }).click();
    await says(page, FORM_STATUS, "A new password is filled in. Show it to read it, or copy it.");
    const password = await page.locator("#member-2").inputValue();
    assert.match(password, /^(?=.*[A-Z])(?=.*[a-z])(?=.*\d).{20}$/);
    assert.deepEqual(await texts(page, "#member-3 option"), ["Choose one", "Forgotten", "Known to somebody else"]);
    await page.getByLabel("Reason").selectOption("Known to somebody else");
    assert.equal(await page.getByLabel("New password at next sign-in").isChecked(), true);
    for (const address of ["people", "http://people.example", "https://", "https://a@people.example", "javascript:alert(1)"]) {
      await page.getByLabel("Address of the service").fill(address);
      assert.deepEqual(await summary(page), ["Address of the service must be a host, perhaps with a path, and start with https://. For this machine http:// will do."], address);
    }
    await page.getByLabel("Address of the service").fill(ADDRESS);
    assert.equal(await page.locator(".error-summary").count(), 0);
    await build(page);
    assert.equal(await page.locator("#request-line").textContent(), `POST ${ADDRESS}/api/v2/users/1042/password`);
    const body = (secret) => `{"credential":{"kind":"password","secret":"${secret}","policy":{"mustChange":true}},"audit":{"reason":"compromised","channel":"desk"}}`;
    assert.equal(await page.locator("#request-body").textContent(), body(DOTS));
    assert.deepEqual(await texts(page, "#request [role=tab]"), ["HTTP"]);
    assert.equal(await page.locator("#request .unsigned").textContent(), "It carries no credentials. Add yours (bearer), or send it through your own server, which adds them.");
    assert.deepEqual(await texts(page, "#request .checklist label"), ["Send the request with your credentials."]);
    assert.deepEqual(await traces(page, seen, [password]), []);
    await page.evaluate(() => (window.print = () => {}));
    await page.getByRole("button", { name: "Print a slip" }).click();
    assert.equal(await page.locator("#slip h1").textContent(), "Your new password");
    await page.getByRole("button", { name: "Copy body" }).click();
    await page.getByRole("timer").waitFor();
    assert.equal(await clipboard(page), body(JSON.stringify(password).slice(1, -1)));
    // Another operation and another language take nothing away.
    await choose(page, 2);
    await choose(page, 1);
    assert.deepEqual([await page.locator("#member-1").inputValue(), await page.locator("#member-3").inputValue(), await page.locator("#endpoint").inputValue()], ["1042", "compromised", ADDRESS]);
  }, own));

  test("cover a secret wherever it stands in the body", () => visit(async (page) => {
    await ready(page);
    await choose(page, 2);
    await page.getByLabel("Login").fill("mjackson");
    await page.locator("#member-2").fill("mjackson12X");
    assert.deepEqual(await texts(page, "#member-4-help p"), ["One on each line, of mail, files and wiki."]);
    await page.getByLabel("Where").fill(" mail\n\nwik\n");
    await page.getByLabel("Address of the service").fill("https://intranet.example");
    await build(page);
    assert.deepEqual(await summary(page), ["Where must be one of these: mail, files or wiki."]);
    await page.getByLabel("Where").fill("mail\nwiki");
    await build(page);
    const body = (secret) => `action=reset&user=mjackson&pw1=${secret}&pw2=${secret}&notify=Y&system%5B%5D=mail&system%5B%5D=wiki`;
    assert.equal(await page.locator("#request-body").textContent(), body(DOTS));
    await page.getByRole("button", { name: "Show password in the request" }).click();
    assert.equal(await page.locator("#request-body").textContent(), body("mjackson12X"));
  }, own));

  test("have a field for every kind of member", () => visit(async (page) => {
    await ready(page);
    await choose(page, 3);
    assert.deepEqual(await texts(page, "#form label"), ["User", "Level (optional)", "Colour (optional)", "Notify", "Tags (optional)", "Labels (optional)", "Code", "Address of the service"]);
    await page.getByLabel("User", { exact: true }).fill("jo/../x");
    await page.getByLabel("Colour").fill("green");
    assert.deepEqual(await page.locator("#member-3").evaluate(($input) => [...$input.list.options].map(({ value }) => value)), ["red", "blue"]);
    await page.locator("#member-7").fill("s3cret\"");
    await page.getByLabel("Address of the service").fill("https://kinds.example");
    await build(page);
    assert.deepEqual(await summary(page), ["Tags is required when “Colour” is given."]);
    await page.getByLabel("Tags").fill("a\nb c");
    await page.getByLabel("Labels").fill("team = desk=1\nempty=\nalone");
    assert.equal(await page.locator(".error-summary").count(), 0);
    assert.deepEqual(await texts(page, "#member-2-warnings p"), ["Good to know: Level is missing. The request is sent without it."]);
    assert.match((await texts(page, "#member-3-warnings p"))[0], /red or blue/);
    await page.getByLabel("Level").fill("9");
    assert.deepEqual(await issues(page, 2), ["Level must be a number from 1 to 3."]);
    await page.getByLabel("Level").fill("2");
    await page.getByLabel("Notify").uncheck();
    await build(page);
    assert.equal(await page.locator("#request-line").textContent(), "PUT https://kinds.example/users/jo%2F..%2Fx");
    // Nothing draws another code, so all of the body is covered.
    assert.equal(await page.locator("#request-body").textContent(), DOTS);
    await page.getByRole("button", { name: "Show code in the request" }).click();
    assert.deepEqual(JSON.parse(await page.locator("#request-body").textContent()), { level: 2, colour: "green", notify: false, tags: ["a", "b c"], labels: { team: "desk=1", empty: "", alone: "" }, code: "s3cret\"" });
    assert.equal(await page.locator("#request .unsigned").textContent(), "");
  }, own));

  test("explain a response by their documents", () => visit(async (page) => {
    await ready(page);
    const heading = () => page.locator(".response-result h3").textContent();
    await page.locator("#response summary").click();
    await page.getByRole("button", { name: "It printed nothing" }).click();
    assert.equal(await heading(), "The service says that it is done");
    await page.getByLabel("Answer", { exact: true }).fill('HTTP/1.1 422 No\nx-correlation-id: c-1\n\n{"problem":{"type":"weak","detail":"Too weak."}}');
    await page.getByRole("button", { name: "Explain" }).click();
    assert.equal(await heading(), "The service answered: weak");
    assert.equal(await page.locator(".response-result code").textContent(), "c-1");
    await choose(page, 2);
    await page.getByLabel("Answer", { exact: true }).fill("<html>Sorry: ERR 12</html>");
    await page.getByLabel("HTTP status").fill("200");
    await page.getByRole("button", { name: "Explain" }).click();
    assert.equal(await heading(), "The service answered: ERR 12");
    assert.equal(await page.locator("#member-2-pointer").textContent(), "The service's answer points at the password.");
    await choose(page, 3);
    await page.getByLabel("Answer", { exact: true }).fill('{"new":{"code":"81549300"}}');
    await page.getByRole("button", { name: "Explain" }).click();
    assert.deepEqual(await texts(page, ".response-result dt"), ["New code"]);
    assert.equal(await page.locator("#response-secret-1").inputValue(), "81549300");
    await page.getByLabel("Answer", { exact: true }).fill("HTTP/1.1 202 Accepted\n\n{}");
    await page.getByRole("button", { name: "Explain" }).click();
    assert.equal(await heading(), "The service has taken the request, and is not done yet");
    await page.getByLabel("Answer", { exact: true }).fill('HTTP/1.1 429 Slow\nretry-after: 30\n\n{"fault":{"id":"slow"}}');
    await page.getByRole("button", { name: "Explain" }).click();
    assert.match(await page.locator(".response-result dl").textContent(), /The service asks to wait for 30 seconds\./);
  }, own));

  test("are reset for a whole file", () => visit(async (page) => {
    await ready(page);
    await page.getByRole("tab", { name: "A whole file" }).click();
    await page.locator("#batch-file").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from("Employee number,Reason\n1042,forgotten\n1043,\n1044,lost\n") });
    await page.locator("#batch .columns").waitFor();
    await page.locator("#batch button.primary").click();
    await says(page, "#batch-outcome-heading", "3 rows are done");
    assert.equal(await page.locator(".batch-counts").textContent(), "1 valid, 2 refused.");
    assert.deepEqual(await texts(page, "#batch .fault summary code"), ["missing", "not_a_value"]);
  }, own));

  test("are built by a server that knows where they are", () => visit(async (page) => {
    let order;
    await page.route("**/reset", (route) => {
      order = route.request().postDataJSON();
      return route.fulfill({ json: { status: 422, error: { code: "weak", message: "Too weak.", meaning: "m", remedy: "r", retryable: false, status: 422 } } });
    });
    await ready(page);
    await page.getByLabel("Employee number").fill("7");
    await page.locator("#member-2").fill("Abcdefghijk1");
    await page.getByLabel("Reason").selectOption("Forgotten");
    await page.getByLabel("Address of the service").fill(ADDRESS);
    await build(page);
    await page.getByRole("button", { name: "Send through the server" }).click();
    await page.getByRole("heading", { name: "The service answered: weak" }).waitFor();
    assert.deepEqual(order, { operation: "people:SetPassword", input: { id: 7, password: "Abcdefghijk1", reason: "forgotten", mustChange: true } });
  }, { prepare: withOperations([PEOPLE], '<meta name="resetkit-endpoint" content="reset">\n'), posts: true }));

  test("keep the page's own words Chinese", () => visit(async (page) => {
    await ready(page);
    await choose(page, 3);
    await page.locator("#member-3").fill("red");
    await page.locator("#form .primary").click();
    assert.deepEqual(await summary(page), ["请填写 User。", "填写“Colour”时，请填写 Tags。", "请填写 Code。", "请填写服务地址。"]);
    const said = await english(page);
    assert.deepEqual(said.filter((text) => /[a-z]{3} [a-z]{2,} [a-z]{2}/.test(text) && text !== PEOPLE.summary && text !== INTRANET.summary && text !== ALL_KINDS.summary), []);
  }, { ...own, context: { locale: "zh-CN" } }));

  for (const locale of ["en-US", "zh-CN"]) {
    test(`axe finds nothing: ${locale}`, () => visit(async (page) => {
      await ready(page);
      await page.evaluate(await readFile(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8"));
      const violations = () => page.evaluate(async () => {
        const { violations: found, passes } = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
        return passes.length > 20 ? found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`) : ["too little was looked at"];
      });
      for (const place of [1, 2, 3]) {
        await choose(page, place);
        assert.deepEqual(await violations(), []);
        await page.locator("#form .primary").click();
        await page.locator(".error-summary").waitFor();
        assert.deepEqual(await violations(), []);
      }
    }, { ...own, context: { locale } }));
  }
});

test("a module of operations that cannot be loaded is told", () => visit(async (page) => {
  await page.locator("#loading[role=alert]").waitFor();
  assert.equal(await page.locator("#desk").isVisible(), false);
}, {
  failures: true,
  prepare: async (page) => {
    await withOperations([PEOPLE])(page);
    await page.route("**/our/operations.js", (route) => route.abort());
  },
}));
