// Policies to start from: what each asks, where it is documented, and that passwords can be generated for it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import * as full from "../../dist/full.js";
import * as resetkit from "../../dist/index.js";
import * as slim from "../../dist/slim.js";

const { checkPassword, entropy, generatePassword, generatePasswords, policies, validate } = resetkit;
const preset = (wanted) => policies().find(({ id }) => id === wanted);
const codes = (password, id, options) => checkPassword(password, preset(id).policy, options).map(({ code }) => code);

const PRESETS = ["nist-800-63b-4", "nist-800-63b-4-second-factor", "libpwquality", "libpwquality-rhel-stig", "389-ds", "openldap-ppolicy"];

test("every entry lists the same presets, each with its source", () => {
  const ids = (list) => list.map(({ id }) => id).filter((id) => !id.includes(":"));
  for (const api of [resetkit, full, slim]) assert.deepEqual(ids(api.policies()), PRESETS);
  assert.deepEqual(policies(), full.policies());
  const all = policies();
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  for (const { id, label, source, policy, unchecked } of all) {
    assert.ok(label.length > 0 && new URL(source.url).protocol === "https:", id);
    assert.match(source.seen, /^\d{4}-\d\d-\d\d$/);
    assert.ok(["high", "medium", "low"].includes(source.confidence), id);
    assert.ok(unchecked.every((sentence) => sentence.endsWith(".")), id);
    assert.ok(policy.minLength > 0 && policy.classes.length > 0, id);
  }
});

test("the policies of the catalogue are among them, by operation and variant", () => {
  assert.deepEqual(policies().filter(({ id }) => id.startsWith("workmail:")).slice(0, 2).map(({ id, label }) => [id, label]), [
    ["workmail:ResetPassword", "Amazon WorkMail: WorkMail directory and Simple AD"],
    ["workmail:ResetPassword/managed-microsoft-ad", "Amazon WorkMail: AWS Managed Microsoft AD"],
  ]);
  assert.equal(preset("workmail:ResetPassword").policy, resetkit.policy("workmail:ResetPassword"));
  assert.equal(preset("workmail:ResetPassword/managed-microsoft-ad").policy, resetkit.policy("workmail:ResetPassword", "managed-microsoft-ad"));
  assert.equal(policies().some(({ id }) => id === "chime:ResetPersonalPIN"), false);
});

test("whoever changes a preset has changed a copy", () => {
  preset("nist-800-63b-4").policy.minLength = 1;
  assert.equal(preset("nist-800-63b-4").policy.minLength, 15);
});

test("a bundle without them has none of them", () => {
  const bundled = (names) => {
    const stdin = { contents: `export { ${names} } from "./slim.js";`, resolveDir: fileURLToPath(new URL("../../dist/", import.meta.url)) };
    return buildSync({ stdin, bundle: true, minify: true, format: "esm", write: false }).outputFiles[0].text;
  };
  assert.ok(bundled("policies").includes("800-63B"));
  assert.ok(!bundled("default, validate, generatePassword").includes("800-63B"));
});

test("NIST: 15 characters alone, 8 with a second factor, 64 and more, nothing about their kinds", () => {
  assert.deepEqual([codes("a".repeat(14), PRESETS[0]), codes("a".repeat(15), PRESETS[0])], [["too_short"], []]);
  assert.deepEqual([codes("a".repeat(7), PRESETS[1]), codes("a".repeat(8), PRESETS[1])], [["too_short"], []]);
  for (const id of PRESETS.slice(0, 2)) {
    for (const password of ["correct horse battery staple", "🔑".repeat(15), "é".repeat(64), "x".repeat(1000)]) assert.deepEqual(codes(password, id), []);
    assert.deepEqual(codes("fifteen letters\u0007", id), ["forbidden_character"]);
  }
});

test("libpwquality: 8 by default, four classes and no long runs as the STIG sets it", () => {
  assert.deepEqual([codes("kzqwmvt", "libpwquality"), codes("kzqwmvtp", "libpwquality")], [["too_short"], []]);
  assert.deepEqual(codes("kzqmateovt", "libpwquality", { userName: "Mateo" }), ["contains_user_name"]);
  assert.deepEqual(codes("kzqannavt", "libpwquality", { userName: "ann" }), []);
  assert.deepEqual(codes("Kzq7-Ab7-Kw7-Pm8", "libpwquality-rhel-stig"), []);
  assert.deepEqual(codes("Kzq7 Ab7 Kw7 Pm8", "libpwquality-rhel-stig"), []);
  assert.deepEqual(codes("Kzqwm7-Ab7-Kw7-P", "libpwquality-rhel-stig"), []);
  assert.deepEqual(codes("kzqwm7-Ab7-Kw7-P", "libpwquality-rhel-stig"), ["too_long_class_run"]);
  assert.deepEqual(codes("Kzq7----Ab7-Kw7-P", "libpwquality-rhel-stig"), ["too_many_repeats"]);
  assert.deepEqual(codes("Kzqx-Abx-Kwx-Pmx", "libpwquality-rhel-stig"), ["missing_class"]);
});

test("389 Directory Server: three of five categories; OpenLDAP: nothing but the length", () => {
  assert.deepEqual([codes("abcdefg7", "389-ds"), codes("abcdefg7 ", "389-ds"), codes("abcdefg7é", "389-ds")], [["too_few_classes"], [], []]);
  for (const kind of ["account", "display", "given", "family", "email"]) {
    assert.deepEqual(codes("Kzqleevt7", "389-ds", { names: [{ kind, value: "Lee" }] }), ["contains_user_name"], kind);
  }
  assert.deepEqual([codes("aaaaaaa", "openldap-ppolicy"), codes("aaaaaaaa", "openldap-ppolicy")], [["too_short"], []]);
});

test("passwords are generated for each, and an organization changes what it likes", () => {
  for (const id of PRESETS) {
    const own = { ...preset(id).policy, minLength: 24, forbiddenWords: ["acme"] };
    for (const policy of [preset(id).policy, own]) {
      for (const password of generatePasswords(policy, 200)) assert.deepEqual(checkPassword(password, policy), []);
    }
    assert.equal(generatePassword(own).length, 24);
  }
  assert.ok(Math.abs(entropy(preset("nist-800-63b-4").policy) - 20 * Math.log2(26 + 26 + 10 + 8)) < 1e-9);
  const input = { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111", Password: "Passw0rd-9" };
  assert.deepEqual(validate("workmail:ResetPassword", input, { policy: preset("nist-800-63b-4").policy }).issues.map(({ code }) => code), ["too_short"]);
});

/** Each password and the code with which libpwquality refuses it, of a Python that has its bindings. */
const PWQUALITY = `
import json, sys, pwquality
given = json.load(sys.stdin)
settings = pwquality.PWQSettings()
for name, value in given["settings"].items(): setattr(settings, name, value)
refused = []
for password in given["passwords"]:
    try: settings.check(password, None, "mateo")
    except pwquality.PWQError as error: refused.append(error.args[0])
json.dump(refused, sys.stdout)
`;
/** "The password fails the dictionary check", for which a policy has no words. */
const DICTIONARY = -22;
const python = ["/usr/bin/python3", "python3"].find((program) => {
  try {
    execFileSync(program, ["-c", "import pwquality"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});
const skip = python === undefined && "Python's pwquality is not installed";

test("libpwquality itself refuses generated passwords only for its dictionary", { skip }, () => {
  const stig = { minlen: 15, minclass: 4, dcredit: -1, ucredit: -1, lcredit: -1, ocredit: -1, maxrepeat: 3, maxclassrepeat: 4 };
  for (const [id, settings] of [["libpwquality", {}], ["libpwquality-rhel-stig", stig]]) {
    const { policy } = preset(id);
    const passwords = [policy.minLength, 20].flatMap((length) => generatePasswords(policy, 400, { length, userName: "mateo" }));
    const refused = JSON.parse(execFileSync(python, ["-c", PWQUALITY], { input: JSON.stringify({ settings, passwords }), encoding: "utf8" }));
    assert.deepEqual(refused.filter((code) => code !== DICTIONARY), [], id);
    assert.ok(refused.length < passwords.length / 20, id);
  }
});
