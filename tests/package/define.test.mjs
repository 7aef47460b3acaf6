// An operation of a company's own, by every function of the package, from a document, from bytes and from a compiled module.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe as suite, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as full from "../../dist/full.js";
import * as catalogue from "../../dist/operations.js";
import * as resetkit from "../../dist/index.js";
import { compileOperation, defineOperation } from "../../dist/define.js";

const CLI = fileURLToPath(new URL("../../dist/compile.js", import.meta.url));
const golden = (name) => readFileSync(new URL(`../golden/operations/${name}`, import.meta.url), "utf8");
const PEOPLE = JSON.parse(golden("own/people-set-password.json"));
const PASSWORD = "Zq7!vK2?tN9~x";
const INPUT = { id: 1042, password: PASSWORD, reason: "forgotten", mustChange: true };
const BODY = `{"credential":{"kind":"password","secret":"${PASSWORD}","policy":{"mustChange":true}},"audit":{"reason":"forgotten","channel":"desk"}}`;
const BASE = { endpoint: "https://people.example.com/base" };

const folder = mkdtempSync(join(tmpdir(), "resetkit-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name, text) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const codes = (issues) => issues.map(({ code, path }) => [code, ...path].join(" "));
const lines = (text) => text.trimEnd().split("\n").map((line) => JSON.parse(line));

writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
execFileSync("node", [CLI, "compile", at("people.json", JSON.stringify(PEOPLE))]);
const { default: compiled, peopleSetPassword } = await import(pathToFileURL(join(folder, "people.js")).href);

const FORMS = { "a document": defineOperation(PEOPLE), bytes: compileOperation(PEOPLE), "a compiled module": compiled };

for (const [form, op] of Object.entries(FORMS)) {
  suite(`an operation from ${form}`, () => {
    for (const [entry, api] of [["resetkit", resetkit], ["resetkit/full", full]]) {
      test(`${entry}: is judged, drawn for, built and described as one of the catalogue`, async () => {
        const { value, warnings } = api.validate(op, INPUT);
        assert.deepEqual([value, warnings], [INPUT, []]);
        assert.deepEqual(codes(api.validate(op, { id: 0, password: "x", reason: "bored", mustChange: "yes", more: 1 }).issues), [
          "out_of_range id", "too_short password", "missing_class password", "missing_class password", "not_a_value reason", "wrong_type mustChange", "unknown_member more",
        ]);
        const drawn = api.generatePassword(op, { length: 14 });
        assert.equal(drawn.length, 14);
        assert.deepEqual(api.checkPassword(drawn, op), []);
        assert.equal(api.generatePasswords(op, 50).length, 50);
        assert.ok(api.entropy(op) > 100);
        assert.equal(api.policy(op).minLength, 12);
        assert.match(api.formatPasswordRules(op), /^minlength: 12; /);
        assert.equal(api.buildBody(op, INPUT), BODY);
        assert.deepEqual(api.buildRequest(op, INPUT, BASE), {
          method: "POST", url: "https://people.example.com/base/api/v2/users/1042/password", headers: { "content-type": "application/json" }, body: BODY,
        });
        assert.throws(() => api.buildRequest(op, INPUT), { code: "invalid_options", message: "the operation has no address of its own: give an endpoint" });
        assert.throws(() => api.buildBody(op, { ...INPUT, reason: "bored" }), { code: "invalid_input" });
        assert.deepEqual(api.parseResponse(op, { status: 204, body: "" }, INPUT), { output: {} });
        const { error } = api.parseResponse(op, { status: 422, headers: { "x-correlation-id": "c-1" }, body: { problem: { type: "weak", detail: `not ${PASSWORD}` } } }, INPUT);
        assert.deepEqual([error.code, error.message, error.requestId], ["weak", "not …", "c-1"]);
        const { id, members } = api.describe(op);
        assert.equal(id, "people:SetPassword");
        assert.deepEqual(members.map(({ name, kind, in: place, wire, group }) => [name, kind, place, wire, group].join(" ")), [
          "id integer path id target", "password text body credential.secret password", "reason enum body audit.reason options", "mustChange boolean body credential.policy.mustChange options",
        ]);
        const { properties, required } = api.jsonSchema(op, { target: "draft-07" });
        assert.deepEqual(required, ["id", "password", "reason"]);
        assert.deepEqual([properties.id.minimum, properties.reason.enum, properties.mustChange.type, properties.password.writeOnly], [1, ["forgotten", "compromised"], "boolean", true]);
        const schema = api.standardSchema(op, { messages: { reason: { not_a_value: "Choose a reason." } } })["~standard"];
        assert.deepEqual(schema.validate({ ...INPUT, reason: "bored" }).issues.map(({ message }) => message), ["Choose a reason."]);
        assert.deepEqual(schema.validate(INPUT).value, INPUT);
        // By now its id is known.
        assert.ok(api.operations().includes("people:SetPassword"));
        assert.equal(api.buildBody("people:SetPassword", INPUT), BODY);
      });
    }

    test("a CSV file has a column for each member", async () => {
      const csv = `Id;New password;REASON;mustChange\n1042;${PASSWORD};forgotten;true\n1043;;compromised;\n0;x;bored;perhaps\n`;
      const out = await new Response(new Blob([csv]).stream().pipeThrough(full.batch(op, { generate: { length: 16 } }))).text();
      const [first, second, third] = lines(out);
      assert.deepEqual([first.input, first.body], [INPUT, BODY]);
      assert.deepEqual([second.input.id, second.input.reason, second.input.password.length], [1043, "compromised", 16]);
      assert.deepEqual(codes(third.issues), ["out_of_range id", "too_short password", "missing_class password", "missing_class password", "not_a_value reason", "wrong_type mustChange"]);
    });

    test("documents are read and empty ones are printed", () => {
      assert.deepEqual(full.parseCliInput(op, JSON.stringify(INPUT), "json").value, INPUT);
      assert.equal(full.skeleton(op, "input"), '{\n    "id": 0,\n    "password": "",\n    "reason": "",\n    "mustChange": true\n}\n');
      assert.throws(() => full.command(op, INPUT), { code: "invalid_options", message: "the operation has no command-line tool" });
    });
  });
}

test("an operation is frozen, and the same id again gives another", () => {
  const [one, other] = [defineOperation(PEOPLE), defineOperation({ ...PEOPLE, summary: "Another." })];
  assert.ok(Object.isFrozen(one));
  assert.notEqual(one, other);
  assert.deepEqual([resetkit.describe(one).summary, resetkit.describe(other).summary], [PEOPLE.summary, "Another."]);
});

test("more operations than the module holds at once are loaded anew, and none is mistaken for another", () => {
  const many = Array.from({ length: 70 }, (_, i) => defineOperation({ ...PEOPLE, id: `people:Set${i}`, password: { member: "password", policy: { ...PEOPLE.password.policy, minLength: 8 + i } } }));
  for (const round of [0, 1]) {
    many.forEach((op, i) => {
      assert.equal(resetkit.policy(op).minLength, 8 + i);
      const [issue] = resetkit.validate(op, { ...INPUT, password: "Aa1" }).issues;
      assert.equal(issue.expected.min, 8 + i, `round ${round}`);
      assert.equal(resetkit.generatePassword(op).length, Math.max(20, 8 + i));
    });
  }
  assert.equal(resetkit.validate("workmail:ResetPassword", { Password: "short" }).issues.at(-1).code, "too_few_classes");
});

suite("a mistake in a document", () => {
  const refused = (document, at, message) => assert.throws(() => defineOperation(document), (error) => {
    assert.deepEqual([error.name, error.code, error.at, error.message], ["ResetkitError", "invalid_definition", at, message]);
    return true;
  });

  test("has a place and says what would be right", () => {
    refused({ ...PEOPLE, members: [{ ...PEOPLE.members[0], type: "number" }, ...PEOPLE.members.slice(1)] }, "/members/0/type", "Use one of: text, boolean, integer, enum, list, map.");
    refused({ ...PEOPLE, id: "workmail:ResetPassword" }, "/id", "Use an id of your own: workmail:ResetPassword is an operation of the catalogue.");
    for (const [nothing, at] of [[undefined, ""], [null, ""], [5, ""], ["text", ""], [[], ""]]) {
      assert.throws(() => defineOperation(nothing), { code: "invalid_definition", at });
    }
  });

  test("is no exception of a getter's", () => {
    const secret = { get id() { throw new Error("SECRET"); } };
    const proxy = new Proxy(PEOPLE, { get() { throw new Error("SECRET"); }, ownKeys() { throw new Error("SECRET"); } });
    for (const document of [{ ...PEOPLE, members: [secret] }, { ...PEOPLE, request: proxy }, proxy, secret]) {
      assert.throws(() => defineOperation(document), (error) => error.code === "invalid_definition" && !`${error.message}${error.stack}`.includes("SECRET"));
    }
    // The module still works.
    assert.equal(defineOperation(PEOPLE).id, "people:SetPassword");
  });

  test("is told by the command line, with the place", () => {
    const run = (text) => {
      const { status, stderr } = spawnSync("node", [CLI, "compile", at("wrong.json", text)], { encoding: "utf8" });
      return [status, stderr.replaceAll(folder, "")];
    };
    assert.deepEqual(run(JSON.stringify({ ...PEOPLE, format: 2 })), [1, "/wrong.json at /format: Use 1, the version of this format.\n"]);
    assert.deepEqual(run('{"format":1,"members":[{"name":"a","name":"b"}]}'), [1, '/wrong.json at /members/0/name: Give "name" once; it stands twice.\n']);
    assert.equal(run("{")[0], 1);
    assert.equal(spawnSync("node", [CLI, "build"]).status, 2);
  });
});

test("what is compiled and what is defined are the same, and bytes that are neither are refused", () => {
  assert.equal(peopleSetPassword, compiled);
  const op = defineOperation(PEOPLE);
  assert.deepEqual([compiled.id, compiled.description], [op.id, op.description]);
  assert.deepEqual([...compiled.compiled].map((unit) => unit.charCodeAt(0)), [...op.compiled]);
  for (const bytes of [new Uint8Array(0), new Uint8Array(40), compileOperation(PEOPLE).slice(0, -1)]) {
    assert.throws(() => resetkit.describe(bytes), { code: "invalid_definition", message: "these bytes are not what compileOperation returns" });
  }
  for (const wrong of [{}, { id: "a:B" }, { ...op, compiled: 5 }, null, undefined, 5, []]) assert.throws(() => resetkit.describe(wrong), { code: "unknown_operation" });
  // Compiled by another version: the call says so, and the next one works.
  assert.throws(() => resetkit.validate({ ...op, compiled: op.compiled.map((byte) => byte ^ 1) }, INPUT), { code: "invalid_definition" });
  assert.deepEqual(resetkit.validate(op, INPUT).warnings, []);
});

test("documents of other providers are described alike", () => {
  const names = Object.values(catalogue).map(({ id }) => id.replace(/[:.-]+([A-Za-z])/g, (_, letter) => letter.toUpperCase()));
  assert.deepEqual(Object.keys(catalogue), names.sort());
  assert.equal(names.length, 27);
  const keys = Object.keys(resetkit.describe(catalogue.workmailResetPassword).members[0]);
  const shared = ["alibaba", "aws", "huawei", "keycloak", "microsoft", "okta"].map((name) => JSON.parse(golden(`${name}/shared.json`)));
  for (const name of ["google/directory-users-update", "okta/update-user", "scim/patch-user", "matrix/synapse-reset-password", "keycloak/reset-password", "microsoft/graph-update-user", "own/intranet-reset"]) {
    // The id is the catalogue's.
    const { description } = defineOperation({ ...JSON.parse(golden(`${name}.json`)), id: "people:Other" }, { shared });
    for (const member of description.members) for (const key of ["name", "in", "wire", "label", "kind", "required", "sensitive"]) assert.ok(Object.hasOwn(member, key) && keys.includes(key), `${name} ${key}`);
  }
});
