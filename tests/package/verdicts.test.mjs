// What the package says of characters that nobody sees, of names under another directory's rules, and of policies that ask for
// more than is worked with.
import assert from "node:assert/strict";
import { test } from "node:test";
import { defineOperation } from "../../dist/define.js";
import * as full from "../../dist/full.js";
import * as resetkit from "../../dist/index.js";
import { workmailResetPassword } from "../../dist/operations.js";

const CHIME = "chime:ResetPersonalPIN", CLOUDSSO = "cloudsso:ResetUserPassword", WORKMAIL = "workmail:ResetPassword";
const examples = (id) => Object.fromEntries(resetkit.describe(id).members.filter(({ kind }) => kind === "text").map(({ name, example }) => [name, example]));
const told = (id, input) => {
  const { issues, warnings = [] } = resetkit.validate(id, { ...examples(id), ...input });
  return (issues ?? warnings).filter(({ code }) => code !== "lifecycle").map(({ code, message }) => [code, message]);
};

test("what nobody sees is told of a valid password and of a valid id, by position and name", () => {
  assert.deepEqual(told(CLOUDSSO, { Password: "P@88w0rd\u200b" }), [["invisible_character", "Check the character at position 9 of the password: U+200B, zero width space, is invisible."]]);
  assert.deepEqual(told(CLOUDSSO, { Password: "P@88w0rd\uff09" }), [["look_alike_character", "Check the character at position 9 of the password: U+FF09, full-width form, looks like )."]]);
  assert.deepEqual(told(CLOUDSSO, { Password: "Passw0rd1!\n" }), [["untypeable_character", "Check the character at position 11 of the password: most keyboards cannot type U+000A, line feed."]]);
  assert.deepEqual(told(WORKMAIL, { Password: "Passw0rd1\u00a0" }), [["invisible_character", "Check the character at position 10 of the password: U+00A0, no-break space, is invisible."]]);
  for (const [end, codes] of [["\u200b", ["invisible_character"]], ["\u00a0", ["invisible_character"]], [" ", ["ends_with_space"]]]) {
    assert.deepEqual(told(CHIME, { UserId: `u1${end}` }).map(([code]) => code), codes);
    assert.deepEqual(told(WORKMAIL, { UserId: `S-1-1-11-1111111111${end}` }).map(([code]) => code), ["undocumented_form", ...codes]);
  }
  assert.deepEqual(told(CHIME, { UserId: "us\0er1" }), [["forbidden_character", "Remove the character at position 3 from the user ID. Allowed: whole characters other than control characters."]]);
  // It is not the special character that the policy asks for.
  assert.deepEqual(told(CLOUDSSO, { Password: "Passw0rd\u200b" }).map(([code]) => code), ["missing_class"]);
});

test("a form that is read off examples refuses nobody", () => {
  assert.deepEqual(told(CLOUDSSO, { UserId: "U_1" }), [["undocumented_form", "Check the user ID: its form is not documented. Documented: u- followed by characters of 0-9 and a-z."]]);
  assert.deepEqual(resetkit.describe(CLOUDSSO).members[0].constraints, []);
});

test("an accent of its own that a directory refuses is one that it takes with its letter", () => {
  assert.deepEqual(told(WORKMAIL, { Password: "Passe\u0301w0rd1" }), [["forbidden_character", "Remove the character at position 6 from the password. Allowed: U+0020 to U+00FF (Basic Latin and Latin-1 Supplement). Type a letter and its accent as one character."]]);
  assert.deepEqual(told(WORKMAIL, { Password: "Pass\u00e9w0rd1" }), []);
});

test("AWS Managed Microsoft AD judges letters by their case and names by their parts of three", () => {
  const windows = resetkit.policy(WORKMAIL, "managed-microsoft-ad");
  const split = [["\t", "\t"], [" ", " "], ["#", "#"], [",", "."], ["_", "_"]];
  assert.deepEqual(windows.names, { account: { match: "contains", minPart: 3 }, display: { match: "containsPart", minPart: 3, split } });
  const codes = (password, policy, displayName) => resetkit.checkPassword(password, policy, { displayName }).map(({ code }) => code);
  // Also where the caller changes something else of it.
  for (const policy of [windows, { ...windows, minLength: 9 }]) {
    assert.deepEqual(codes("Passwörtche", policy), ["too_few_classes"]);
    assert.deepEqual(codes("Passwörtche1", policy), []);
    assert.deepEqual(codes("Xann99leeQ", policy, "Ann Lee"), ["contains_user_name"]);
    assert.deepEqual(codes("Xal99boooQ", policy, "Al Bo"), []);
    assert.deepEqual(codes("Xab99xyooQ", policy, "ab"), []);
    // Of the account only the whole name counts.
    assert.deepEqual(resetkit.checkPassword("Xann99leeQ", policy, { userName: "ann.lee" }), []);
    assert.deepEqual(resetkit.checkPassword("Xann.lee99Q", policy, { userName: "ann.lee" }).map(({ code }) => code), ["contains_user_name"]);
  }
  for (const password of resetkit.generatePasswords(windows, 2000, { length: 60, displayName: "Ann Lee" })) assert.doesNotMatch(password, /ann|lee/i);
  const { description } = resetkit.standardSchema(WORKMAIL, { policy: windows })["~standard"].jsonSchema.input({ target: "draft-2020-12" }).properties.Password;
  assert.match(description, /Leave the user name out of the password/);
});

test("what goes beyond what is worked with is an invalid policy that names the bound", () => {
  const letters = { name: "a letter", characters: [["a", "z"]], generate: "abcdefghijklmnopqrstuvwxyz" };
  const own = { minLength: 1, maxLength: 4e9, classes: [letters] };
  const refusal = (call) => {
    try {
      call();
    } catch (error) {
      return `${error.code}: ${error.message}`;
    }
    return "";
  };
  for (const [policy, expected] of [
    [{ classes: [{ ...letters, min: 4e9 }] }, "invalid_policy: the policy is not valid: it asks for more than 65536 characters of a group"],
    [{ minLength: 1e5, maxLength: 1e5, maxRepeats: 1 }, "invalid_policy: the policy is not valid: the minimum length is above 65536"],
    [{ minDifferent: 1e6 }, "invalid_policy: the policy is not valid: it asks for more than 65536 different characters"],
    [{ extra: Array.from({ length: 2000 }, () => ["\0", "\u{10ffff}"]), forbidden: [["\0", "\u{10ffff}"]] }, "invalid_policy: the policy is not valid: there are more than 1024 ranges of characters in a list"],
    [{ forbiddenWords: Array.from({ length: 1001 }, (_, i) => `word${i}`) }, "invalid_policy: the policy is not valid: there are more than 1000 forbidden words"],
    [{ forbiddenWords: ["x".repeat(65)] }, "invalid_policy: the policy is not valid: a forbidden word has more than 64 characters"],
    [{ minLength: 117, maxLength: 234, classes: [{ ...letters, min: 103 }, { name: "a digit", characters: [["0", "9"]], generate: "0123456789", min: 61 }] }, "unsatisfiable_policy: no password meets the policy: it asks for more characters of its groups than the length"],
  ]) {
    for (const call of [resetkit.formatPasswordRules, (it) => resetkit.checkPassword("x", it), resetkit.generatePassword]) {
      // The last one only shows for a length.
      if (expected.startsWith("unsatisfiable") && call !== resetkit.generatePassword) continue;
      assert.equal(refusal(() => call({ ...own, ...policy })), expected);
    }
  }
  assert.equal(refusal(() => resetkit.generatePasswords({ ...own, minLength: 5e4 }, 1e6)), "invalid_options: 1000000 passwords of 50000 characters are more than 67108864 characters");
  assert.equal(refusal(() => resetkit.generatePassword(own, { length: 65_537 })), "invalid_options: the length is above 65536");
  assert.equal(resetkit.generatePasswords({ ...own, minLength: 5e4 }, 3).join("").length, 15e4);
});

test("password rules: the newer names are read, and what is not known is not repeated", () => {
  const limits = ({ maxRepeats, maxSequence }) => [maxRepeats, maxSequence];
  assert.deepEqual(limits(resetkit.parsePasswordRules("max-repeating: 2;")), [2, 0]);
  assert.deepEqual(limits(resetkit.parsePasswordRules("max-sequential: 3;")), [0, 3]);
  assert.deepEqual(limits(resetkit.parsePasswordRules("max-consecutive: 2;")), [2, 2]);
  const RULES = "minlength, maxlength, max-consecutive, max-repeating, max-sequential, required or allowed";
  const CLASSES = "lower, upper, digit, special, ascii-printable, unicode or characters in brackets";
  for (const [text, known, at] of [["required: lower; MyS3cretPassw0rd: 3", RULES, "18"], ["required: MyS3cretPassw0rd;", CLASSES, "11"]]) {
    const message = `the password rules cannot be read: write ${known} at character ${at}`;
    assert.throws(() => resetkit.parsePasswordRules(text), { code: "invalid_policy", message, at });
  }
});

test("no generated password starts or ends with a space, and the count is of those", () => {
  const printable = resetkit.parsePasswordRules("allowed: ascii-printable;");
  for (const password of resetkit.generatePasswords(printable, 20_000, { length: 12 })) assert.equal(password.trim(), password);
  assert.ok(Math.abs(resetkit.entropy(printable, { length: 12 }) - 2 * Math.log2(94) - 10 * Math.log2(95)) < 1e-9);
});

test("no browser is told to cut a password", () => {
  for (const id of resetkit.operations()) {
    for (const { sensitive, attributes } of resetkit.describe(id).members) if (sensitive) assert.equal(attributes.maxlength, undefined);
  }
  assert.equal(resetkit.describe(WORKMAIL).members[1].attributes.maxlength, 256);
});

test("what is no operation: an id is repeated only if its service is known, for it may be a secret", () => {
  const refusal = (op) => {
    try {
      resetkit.describe(op);
    } catch ({ name, code, message }) {
      return [name, code, message];
    }
  };
  const says = (message) => ["ResetkitError", "unknown_operation", message];
  const all = `there is no operation with this id; there is ${resetkit.operations().join(", ")}`;
  for (const id of ["MyS3cretPassw0rd", "workmailxx", ":", ":workmail", ""]) assert.deepEqual(refusal(id), says(all), id);
  assert.deepEqual(refusal("graph:Nothing"), says('there is no operation "graph:Nothing"; of this service there is graph:ResetPassword, graph:UpdateUser'));
  assert.deepEqual(refusal(`graph:${"x".repeat(99)}`), says(`there is no operation "graph:${"x".repeat(58)}"; of this service there is graph:ResetPassword, graph:UpdateUser`));
  for (const nothing of [undefined, null, 5, true, Symbol("s")]) {
    assert.deepEqual(refusal(nothing), says("an operation is an id, an object of resetkit/operations or defineOperation, or the bytes of compileOperation"));
  }
  const other = says("an operation comes from resetkit/operations, defineOperation or compileOperation");
  for (const changes of [{ id: 5 }, { description: 5 }, { description: { members: [{ name: 5 }] } }, { compiled: 5 }]) assert.deepEqual(refusal({ ...workmailResetPassword, ...changes }), other);
  assert.deepEqual(refusal({ get id() { throw new Error("SECRET"); } }), says("operation cannot be read: an exception was thrown"));
});

test("where a request goes is said by cloud, variant, region and address", () => {
  const url = (id, options) => resetkit.buildRequest(id, examples(id), options).url;
  assert.equal(url("ram:UpdateLoginProfile", { variant: "vpc" }), "https://ram.vpc-proxy.aliyuncs.com/");
  assert.equal(url("graph:UpdateUser", { cloud: "china" }), "https://microsoftgraph.chinacloudapi.cn/v1.0/users/87d349ed-44d7-43e1-9a83-5f2406dee5bd");
  assert.equal(url("workmail:ResetPassword", { region: "eu-west-1", fips: true }), "https://workmail-fips.eu-west-1.amazonaws.com/");
  assert.equal(url("ram:UpdateLoginProfile", { endpoint: "https://own.example" }), "https://own.example/");
});

test("lengths are of characters or of UTF-16 units, as the policy says", () => {
  const characters = { ...resetkit.policy(WORKMAIL), minLength: 8, minClasses: 0, classes: [], otherClasses: [], extra: [["\u{1f600}", "\u{1f64f}"]] };
  const codes = (policy) => resetkit.checkPassword("\u{1f600}".repeat(4), policy).map(({ code }) => code);
  assert.deepEqual(codes({ ...characters, unit: "characters" }), ["too_short"]);
  assert.deepEqual(codes({ ...characters, unit: "utf16" }), []);
});

test("each form that is missed is told by its own words, at whatever position", () => {
  const constraints = ["a", "b", "c"].map((letter) => ({ pattern: `^${letter}*$`, means: `only ${letter}` }));
  const operation = defineOperation({
    format: 1, id: "own:Reset", summary: "Reset something.",
    members: [{ name: "user", label: "User", required: true, target: true, constraints }, { name: "token", label: "Token", sensitive: true }],
    request: { method: "POST", path: "/reset", json: { user: "{user}", token: "{token}" } },
    endpoint: { kind: "own", example: "https://example.com" }, auth: [{ scheme: "bearer" }], response: { success: { 204: "empty" } },
  });
  const missed = (user) => resetkit.validate(operation, { user }).issues.map(({ expected }) => expected.form);
  assert.deepEqual(missed("x"), ["only a", "only b", "only c"]);
  assert.deepEqual(missed("b"), ["only a", "only c"]);
  assert.deepEqual(missed("a"), ["only b", "only c"]);
});

test("lists of issues are the caller's to change", () => {
  const input = { ...examples(WORKMAIL), Password: "aaaa" };
  const lists = () => [resetkit.checkPassword("aaaa", WORKMAIL), resetkit.validate(WORKMAIL, input).issues];
  const expected = lists().map((list) => [...list]);
  for (let i = 0; i < 3; i++) {
    const given = lists();
    assert.deepEqual(given, expected);
    for (const list of given) list.length = 0;
  }
});

test("options of another type are refused by name", () => {
  const refusal = (call) => {
    try {
      call();
    } catch ({ code, message }) {
      return `${code}: ${message}`;
    }
  };
  const request = (options) => refusal(() => resetkit.buildRequest(WORKMAIL, examples(WORKMAIL), options));
  for (const name of ["region", "cloud", "variant", "endpoint"]) assert.equal(request({ [name]: 5 }), `invalid_options: ${name} must be a string of up to 65536 UTF-16 units`);
  for (const length of [0, -1, 1.5, "8"]) assert.equal(refusal(() => resetkit.generatePassword(WORKMAIL, { length })), "invalid_options: length must be a whole number of at least 1");
});

test("what is on or off is true, false or left out, and nothing else", () => {
  const policy = (more) => resetkit.checkPassword("Abcdefg1", { ...resetkit.policy(WORKMAIL), ...more });
  const places = {
    fips: (value) => resetkit.buildRequest(WORKMAIL, examples(WORKMAIL), { fips: value }),
    dualStack: (value) => resetkit.buildRequest(WORKMAIL, examples(WORKMAIL), { dualStack: value }),
    avoidAmbiguous: (value) => resetkit.generatePassword(WORKMAIL, { avoidAmbiguous: value }),
    allowDuplicates: (value) => full.batch(WORKMAIL, { allowDuplicates: value }),
    "generate.avoidAmbiguous": (value) => full.batch(WORKMAIL, { generate: { avoidAmbiguous: value } }),
    secretsInBucket: (value) => full.distributed(WORKMAIL, { bucket: "acme", key: "rows", account: "123456789012", secretsInBucket: value }),
    secretsInArguments: (value) => full.distributed("cloudsso:ResetUserPassword", { secretsInArguments: value }),
    "policy.notUserName": (value) => policy({ notUserName: value }),
    "policy.names.account.matchCase": (value) => policy({ names: { account: { matchCase: value } } }),
  };
  for (const [at, call] of Object.entries(places)) {
    const code = at.startsWith("policy") ? "invalid_policy" : "invalid_options";
    for (const value of ["yes", "false", 1, null]) assert.throws(() => call(value), { code, at, message: `${at} must be true or false` }, `${at} ${value}`);
    call(true);
    if (!at.startsWith("secretsInBucket")) call(undefined);
  }
});

test("an option is refused by its path, with what it must be", () => {
  const policy = resetkit.policy(WORKMAIL);
  const { classes, ...rest } = policy;
  const group = (changes) => ({ ...policy, classes: [classes[0], { ...classes[1], ...changes }] });
  const missing = (name) => `policy.${name} is missing: start from a whole policy, { ...policy(operation), … }`;
  const range = 'must be ranges of single characters, the lower one first, such as [["a", "z"]]';
  for (const [given, at, message] of [
    [rest, "policy.classes", missing("classes")],
    [{ ...policy, minLength: undefined }, "policy.minLength", missing("minLength")],
    [resetkit.policies()[0], "policy", "policy must be a policy itself: pass the `policy` of this object"],
    [group({ name: 1 }), "policy.classes[1].name", "policy.classes[1].name must be a string"],
    [group({ generate: "a\n" }), "policy.classes[1].generate", "policy.classes[1].generate must be a string without line breaks"],
    [group({ min: -1 }), "policy.classes[1].min", "policy.classes[1].min must be a whole number from 0 to 4294967289"],
    [group({ characters: [["z", "a"]] }), "policy.classes[1].characters", `policy.classes[1].characters ${range}`],
    [{ ...policy, extra: ["az"] }, "policy.extra[0]", "policy.extra[0] must be a list of up to 2"],
    [{ ...policy, names: { nick: {} } }, "policy.names", "policy.names must be an object by account, display, email, emailLocal, phone, given, family, nickname"],
    [{ ...policy, names: { account: { match: "x" } } }, "policy.names.account.match", "policy.names.account.match must be one of contains, equals, reversed, containsPart"],
    [{ ...policy, names: 1 }, "policy.names", "policy.names must be an object"],
    [{ ...policy, forbiddenWords: [1] }, "policy.forbiddenWords", "policy.forbiddenWords must be a list of strings"],
    [null, "policy", "policy must be an object"],
  ]) assert.throws(() => resetkit.checkPassword("x", given), { code: "invalid_policy", at, message });
  const names = (name) => () => resetkit.checkPassword("x", WORKMAIL, { names: [{ kind: "account", value: "a" }, name] });
  const rules = (change) => () => full.validate(WORKMAIL, {}, { rules: [{ member: "Password", pattern: "a", message: "b", must: "match", ...change }] });
  const batch = (options) => () => full.batch(WORKMAIL, options);
  for (const [call, at, must] of [
    [names({ kind: "nick", value: "a" }), "names[1].kind", "one of account, display, email, emailLocal, phone, given, family, nickname"],
    [names({ kind: "account" }), "names[1].value", "a string of up to 65536 UTF-16 units"],
    [names(undefined), "names[1]", "an object"],
    [rules({ message: null }), "rules[0].message", "a string"],
    [rules({ must: "maybe" }), "rules[0].must", '"match" or "not-match"'],
    [batch({ generate: "yes" }), "generate", 'true, false, "service" or an object of options'],
    [batch({ generate: { length: 0 } }), "generate.length", "a whole number of at least 1"],
    [batch({ outputs: "json" }), "outputs", '"ndjson", "csv" or "credentials", or a list of these'],
    [batch({ defaults: { UserId: {} } }), "defaults.UserId", "a value that a cell can hold, not an object"],
    [batch({ encoding: "utf-9" }), "encoding", "a label of the Encoding Standard, such as windows-1252"],
    [batch({ ignore: [1] }), "ignore", "a list of strings"],
    [() => resetkit.standardSchema(WORKMAIL, { required: "Password" }), "required", "a list of up to 4096"],
    [() => resetkit.standardSchema(WORKMAIL, { empty: "none" }), "empty", '"value" or "absent"'],
    [() => resetkit.fromFormData(WORKMAIL, {}), "formData", "a FormData or URLSearchParams"],
  ]) assert.throws(call, { code: "invalid_options", at, message: `${at} must be ${must}` });
  const members = "OrganizationId, UserId, Password";
  assert.throws(batch({ defaults: { Organisation: "m-1" } }), { at: "defaults", message: `defaults has a name that is no member: the members are ${members}` });
  assert.throws(batch({ columns: { A: "UserId", B: "User" } }), {
    at: "columns", message: `columns must have a member, "account", "display" or null for each heading, unlike entry 2: the members are ${members}`,
  });
});
