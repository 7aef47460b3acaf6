// What real clients of the further operations sent and read, in Node; and what is there for people and programs of each operation.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test, { suite } from "node:test";
import * as full from "../../dist/full.js";
import { documents } from "./documents.mjs";
import { golden } from "./golden.mjs";
import { living } from "./living.mjs";

const { buildRequest, checkPassword, command, describe, generatePassword, operations, parseResponse, validate } = full;

suite("what real clients sent and read", () => {
  for (const [title, run] of living(full, assert, golden)) test(title, run);
});

suite("documents of the AWS CLI", () => {
  const services = Object.fromEntries(["cognito-idp:AdminSetUserPassword", "cognito-idp:AdminResetUserPassword", "iam:UpdateLoginProfile", "ds:ResetUserPassword"].map((id) => [id.replace(":", "-"), id]));
  for (const [title, run] of documents(full, assert, golden.living, services)) test(title, run);

  const CLI = (argv) => argv.slice(3, argv.indexOf("--endpoint-url"));
  for (const { operation, case: name, ran } of golden.living.cli) {
    const { view } = ran.findLast(({ clients }) => clients.some((client) => client.startsWith("awscli-v2"))) ?? ran[0];
    if (!view.sent || view.argv.some((word) => word.startsWith("--cli-input"))) continue;
    test(`${operation} ${name}: our command has the same words`, () => {
      // The input that the words say: a later one wins.
      const members = describe(operation).members, input = {};
      const words = CLI(view.argv);
      for (let i = 0; i < words.length; i++) {
        const [, flag, value] = /^(--[a-z-]+?)(?:=(.*))?$/s.exec(words[i]);
        const member = members.find((one) => one.flag === flag || one.flag === flag.replace("--no-", "--"));
        if (member.kind === "boolean") input[member.name] = !flag.startsWith("--no-");
        else if (member.kind === "map") input[member.name] = { ticket: "4711", by: "desk" };
        else input[member.name] = value ?? words[++i];
        if (member.kind === "map") i++;
      }
      const text = command(operation, input, { secret: "inline" });
      for (const member of members.filter(({ name }) => input[name] !== undefined)) {
        // A switch has no value: --flag=true is refused.
        if (member.kind === "boolean") assert.match(text, new RegExp(` --${input[member.name] ? "" : "no-"}${member.flag.slice(2)}( |$|\\n)`));
        else assert.ok(text.includes(`${member.flag}`), text);
      }
    });
  }

  test("IAM is signed for the region of its partition", () => {
    const exceptions = describe("iam:UpdateLoginProfile").endpoint.exceptions;
    for (const [row, said] of Object.entries(golden.living.endpoints).filter(([row, said]) => row.startsWith("iam ") && said.startsWith("https:"))) {
      const [url, scope] = [said.slice(0, said.indexOf(" ")), JSON.parse(said.slice(said.indexOf(" ") + 1))];
      const found = exceptions.find(({ hosts }) => Object.values(hosts).includes(url.slice(8)));
      if (scope.signingRegion) assert.equal(found.signingRegion, scope.signingRegion, row);
    }
  });
});

/** All examples that go together: one that would conflict with those before it is left out. */
function examples(id) {
  let input = {};
  for (const { name, example } of describe(id).members) {
    const more = { ...input, [name]: example };
    const conflict = validate(id, more).issues?.some(({ code }) => code === "conflict");
    if (!conflict) input = more;
  }
  return input;
}

suite("every operation", () => {
  for (const id of operations()) {
    const operation = describe(id);
    const base = operation.endpoint.kind === "own" ? { endpoint: operation.endpoint.example } : {};

    test(`${id}: what its examples say is valid, built, and read`, () => {
      const input = examples(id);
      const { issues, value } = validate(id, input);
      assert.deepEqual(issues, undefined);
      const request = buildRequest(id, value, base);
      assert.match(request.url, /^https:\/\//);
      if (operation.policy) {
        assert.deepEqual(checkPassword(operation.members.find(({ name }) => name === operation.policyMember).example, id), []);
        const password = generatePassword(id);
        assert.deepEqual(checkPassword(password, id), []);
        assert.equal(validate(id, { ...input, [operation.policyMember]: password }).issues, undefined);
      }
      for (const error of operation.errors.filter(({ code }) => code && !/^[\d*]+$/.test(code))) {
        const read = parseResponse(id, { status: error.status ?? 400, headers: {}, body: "" }, input);
        assert.ok(read.error.meaning && read.error.remedy);
      }
    });

    test(`${id}: people find a label, a sentence and an example of each member, and what to do after each error`, () => {
      for (const { name, label, help, example } of operation.members) {
        // In words, not as a program writes it.
        assert.match(label, /^[A-Z].{1,59}$/, name);
        assert.doesNotMatch(label, /[a-z][A-Z]|_|,/, name);
        assert.ok(help.length > 3 && help.endsWith("."), `${name}: ${help}`);
        assert.ok(example !== "" && example !== undefined, name);
      }
      for (const { code, status, meaning, remedy, retry } of operation.errors) {
        for (const text of [meaning, remedy]) assert.match(text, /^[A-Z].*[.]$/s, `${code ?? status}: ${text}`);
        assert.ok(["no", "later", "unsure"].includes(retry));
      }
      for (const { label } of operation.output) assert.ok(label === undefined || label.length > 1);
      assert.ok(operation.afterwards.length > 0 || id.startsWith("cloudsso:") || id.startsWith("chime:"), "what is left to do");
      assert.ok(operation.auth.length > 0 && operation.sources.length > 0);
      assert.match(operation.summary, /^[A-Z].*\.$/);
    });
  }

  test("people are found by the lookup, with {query} escaped for the language around it", () => {
    const found = operations().filter((id) => describe(id).lookup);
    assert.equal(found.length, 23);
    for (const id of found) {
      for (const { request, set, label, source } of describe(id).lookup.find) {
        assert.ok(JSON.stringify(request).includes("{query"), id);
        assert.ok(Object.keys(set).includes(describe(id).members.find(({ target }) => target).name), id);
        assert.ok(label.length > 0 && source.confidence, id);
      }
    }
  });
});

suite("Chinese texts", () => {
  const folder = new URL("../../src/operations/", import.meta.url);
  const read = (name) => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap(({ name }) => readdirSync(new URL(`${name}/`, folder)).map((file) => `${name}/${file}`));
  const at = (document, pointer) => pointer.split("/").slice(1).reduce((node, key) => node?.[key.replaceAll("~1", "/").replaceAll("~0", "~")], document);
  /** What people read, and not what machines do. */
  const SHOWN = new Set(["summary", "notice", "label", "help", "means", "note", "meaning", "remedy", "text", "scope"]);
  function* texts(node, pointer = "") {
    for (const [key, value] of Object.entries(node)) {
      const here = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      if (/^\/(sources|docs|request|tools)$|^\/password\/read$|^\/lookup\/find\/\d+\/(request|label|set|when)$/.test(here)) continue;
      if (value && typeof value === "object") yield* texts(value, here);
      else if (typeof value !== "string") continue;
      else if (SHOWN.has(key) && !(key === "text" && /errors/.test(pointer))) yield here;
    }
  }

  for (const file of files.filter((file) => file.endsWith(".zh-Hans.json"))) {
    test(`${file}: every key points at a text of the document, and nothing is left in English`, () => {
      const document = read(file.replace(".zh-Hans", "")), chinese = read(file);
      for (const [pointer, text] of Object.entries(chinese)) {
        assert.equal(typeof at(document, pointer), "string", pointer);
        assert.match(text, /[\u4e00-\u9fff]/, pointer);
        assert.doesNotMatch(text, /[\u4e00-\u9fff][,.;:!?]/, `${pointer}: ${text}`);
      }
      // A name may be the same in both.
      const left = [...texts(document)].filter((pointer) => !(pointer in chinese) && !/^[A-Z]\w+( [A-Z]\w+)*$/.test(at(document, pointer)));
      assert.deepEqual(left, []);
    });
  }

  test("each document has them", () => {
    for (const file of files.filter((file) => /^[^.]+\.json$/.test(file) && !file.endsWith("/shared.json"))) assert.ok(files.includes(file.replace(".json", ".zh-Hans.json")), file);
  });
});
