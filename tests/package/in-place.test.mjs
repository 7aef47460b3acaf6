// What is valid is read where it is: the module is not called for it. Its calls are counted where it is started.
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { getHeapSnapshot } from "node:v8";
import { tracesIn } from "./memory.mjs";

let calls = [];
/** The memories of the modules that were started, the last one at the end; and what the next call does instead. */
const memories = [];
let instead;
const { Instance } = WebAssembly;
WebAssembly.Instance = function (module, imports) {
  const { exports } = new Instance(module, imports);
  memories.push(exports.memory);
  const counted = ([name, it]) => [name, typeof it !== "function" ? it : (...given) => {
    calls.push(name);
    const other = instead;
    instead = undefined;
    return (other ?? it)(...given);
  }];
  return { exports: Object.fromEntries(Object.entries(exports).map(counted)) };
};
const { buildBody, checkPassword, describe, generatePassword, operations, parsePasswordRules, policy, validate } = await import("../../dist/full.js");
const { defineOperation } = await import("../../dist/define.js");

/** What a call comes to, and whether the module was called. */
function seen(call) {
  calls = [];
  const result = call();
  return [result, calls.length === 0 ? "in place" : "by the module"];
}

test("nothing is no operation, also before the first one", () => {
  assert.throws(() => validate(undefined, {}), { code: "unknown_operation" });
});

/** A member of these has a pattern that leaves open how a text is read, or is no text. */
const BY_THE_MODULE = [
  "auth0:UpdateUser", "authentik:SetPassword", "cognito-idp:AdminResetUserPassword", "cognito-idp:AdminSetUserPassword", "directory:users.patch",
  "directory:users.update", "eiam:UpdateUserPassword", "gitlab:UpdateUser", "keycloak:ExecuteActionsEmail", "okta:UpdateUser",
];

suite("the second input of an operation", () => {
  for (const id of operations()) {
    const { members, policyMember } = describe(id);
    const input = () => Object.fromEntries(members.filter(({ name, required }) => required || name === policyMember)
      .map(({ name, example }) => [name, name === policyMember ? generatePassword(policy(id)) : example]));
    test(id, () => {
      validate(id, input());
      const next = input();
      const [{ value }, where] = seen(() => validate(id, next));
      assert.deepEqual(value, next);
      assert.equal(where, BY_THE_MODULE.includes(id) ? "by the module" : "in place");
    });
  }
});

const DOCUMENT = {
  format: 1,
  id: "own:Reset",
  summary: "Reset something.",
  endpoint: { kind: "own", example: "https://example.com" },
  auth: [{ scheme: "bearer" }],
  response: { success: { 204: "empty" } },
};
const own = (member) => defineOperation({
  ...DOCUMENT,
  members: [
    { name: "user", label: "User", required: true, target: true },
    { name: "text", label: "Text", required: true, ...member },
    { name: "token", label: "Token", required: true, sensitive: true },
  ],
  request: { method: "POST", path: "/reset", json: { user: "{user}", text: "{text}", token: "{token}" } },
});
const PLACE = "in place", MODULE = "by the module";
const member = (...patterns) => ({ constraints: patterns.map((pattern) => ({ pattern, means: "as it is" })) });

/** Twenty sets of characters, all of them different. */
const SETS = Array.from("abcdefghijklmnopqrst", (letter, i) => `[${letter}${"bcdefghijklmnopqrstu"[i]}]`);

/** Members, with a text that fits each, and where others are read; `wrong` is read by the module, and refused. */
const TEXTS = {
  "so many characters of one set": [member("^[a-z]{2,4}$"), "abc", { ab: PLACE, abcd: PLACE, a: "wrong", abcde: "wrong", "ab\"d": "wrong" }],
  "any characters": [{}, "abc", { " a": MODULE, "a ": MODULE, "a b": PLACE, "~!": PLACE, "a\"b": MODULE, "a\\b": MODULE, "aé": MODULE, "a\u0080": "wrong" }],
  "a length": [{ constraints: [{ length: { min: 2, max: 4 } }] }, "abc", { ab: PLACE, abcd: PLACE, a: "wrong", abcde: "wrong" }],
  "sets that share nothing": [member("^[a-z]{2,4}[0-9]+$"), "ab1", { zz90: PLACE, abcd1: PLACE, a1: "wrong", abcde1: "wrong", ab: "wrong" }],
  "a number of times, then anything": [member("^[a-z]{3}[a-c]*$"), "abc", { xyzabc: PLACE, xyz: PLACE, xyzz: "wrong", ab: "wrong" }],
  "at least twice": [member("^-[a-z]{2,}:[0-9]{3,}$"), "-ab:123", { "-xyz:1234": PLACE, "-a:123": "wrong", "-ab:12": "wrong" }],
  "up to so many in the middle": [member("^[a-z]{1,3}-[a-c]{2,3}$"), "a-ab", { "xyz-abc": PLACE, "x-a": "wrong", "x-abca": "wrong", "wxyz-ab": "wrong" }],
  "sets that share characters, with another between them": [member("^[a-z]+[0-9][a-c]+$"), "a1a", { xyz5ccc: PLACE, xyz55c: "wrong" }],
  "an end that need not be": [member("^[a-z]+[0-9]*$"), "ab", { zz90: PLACE, z: PLACE, z9z: "wrong" }],
  "parts that need not be": [member("^[a-z]+[0-9]*-?[A-Z]+$"), "aA", { "zz90-Z": PLACE, z9: "wrong" }],
  "sets that share characters": [member("^[a-z]*[a-c]$"), "abc", { zzc: MODULE, zz: "wrong" }],
  "sets that share characters, where nothing need be between them": [member("^[a-z]+[0-9]*[a-c]$"), "ac", { zz9c: MODULE }],
  "sets that share characters, where none need follow": [member("^[a-c]+[0-9]*[a-z]*$"), "ac", { zz9c: "wrong", cc9z: MODULE }],
  "sets that share some characters": [member("^[a-z]+[a-c0-9]-$"), "ac-", { "z9-": MODULE }],
  "two ranges": [member("^x[0-9a-z]*$"), "x0", { x9az: PLACE, "x9:a": "wrong", "x:": "wrong", "x`": "wrong", "x0/": "wrong" }],
  "two ranges, the first of one character": [member("^x[-a-z]*$"), "x-", { "x-az-": PLACE, "x.": "wrong", "x`": "wrong" }],
  "two ranges, so many times": [member("^x-?[0-9a-z]{2,4}$"), "x00", { "x-9az": PLACE, x9aaz: PLACE, x9: "wrong", x9aaz0: "wrong", "x0:": "wrong" }],
  "two ranges, and then what is between them": [member("^[0-9a-z]*:x$"), "0:x", { "az9:x": PLACE, "az:9:x": "wrong" }],
  "three ranges": [member("^-[0-9A-Za-z]*$"), "-0", { "-zZ9": PLACE, "-:": "wrong", "-[": "wrong" }],
  "one of two patterns": [member("^(?:x-[0-9a-f]+|[0-9]{3})$"), "x-0", { 123: PLACE, "x-f": PLACE, 1234: "wrong", "x-": "wrong", f12: "wrong" }],
  "both of two patterns": [member("^[a-z]-[0-9]*$", "^x-[0-9a-f]*$"), "x-0", { "x-12": PLACE, "y-1": "wrong", "x-a": "wrong" }],
  "more sets than are told apart": [member(`^${SETS.join("")}-$`), "abcdefghijklmnopqrst-", { "bbcdefghijklmnopqrst-": MODULE, "abcdefghijklmnopqrs.-": "wrong" }],
  "the longest text beyond ASCII": [{}, "a", { ["\u00e9".repeat(65_536)]: MODULE, ["\u00e9".repeat(65_537)]: "wrong" }],
  "the longest text": [member("^[a-z]*$"), "a", { ["a".repeat(65_536)]: PLACE, ["a".repeat(65_537)]: "wrong" }],
};

suite("texts of an operation of one's own", () => {
  for (const [title, [made, fits, texts]] of Object.entries(TEXTS)) {
    test(title, () => {
      const operation = own(made), rest = { user: "somebody", token: "abc" };
      assert.equal(validate(operation, { ...rest, text: fits }).issues, undefined);
      for (const [text, expected] of Object.entries(texts)) {
        const [{ issues }, where] = seen(() => validate(operation, { ...rest, text }));
        assert.equal(issues ? "wrong" : where, expected, text);
      }
    });
  }

  test("the pattern and the form that is documented", () => {
    const operation = own({ ...member("^[a-z]-[0-9a-f]+$"), forms: [{ pattern: "^x-[0-9]+$", means: "as it is" }] });
    const told = (text) => {
      const [{ issues, warnings }, where] = seen(() => validate(operation, { user: "somebody", text, token: "abc" }));
      return [...(issues ?? warnings).map(({ code }) => code), where];
    };
    assert.deepEqual(told("x-1"), [MODULE]);
    assert.deepEqual(told("x-23"), [PLACE]);
    assert.deepEqual(told("x-2f"), ["undocumented_form", MODULE]);
    assert.deepEqual(told("y-2"), ["undocumented_form", MODULE]);
  });

  test("a regular expression reads what is no secret, once", () => {
    const operation = own({}), input = { user: "somebody", text: "something", token: "some-secret" };
    validate(operation, input);
    validate(operation, { ...input, text: "another" });
    assert.equal(RegExp.input, "another");
    assert.ok(/x/.test("x"));
    assert.deepEqual(seen(() => validate(operation, { ...input, text: "another" })), [{ value: { ...input, text: "another" }, warnings: [] }, PLACE]);
    assert.equal(RegExp.input, "x");
  });

  test("of a secret nothing is kept", async () => {
    const operation = own({});
    /** What a text comes to, which nothing but its reversed characters is left of here. */
    const given = (name) => {
      const codes = Array.from({ length: 24 }, () => 97 + Math.floor(Math.random() * 26));
      const input = { user: "somebody", text: "something", token: "some-secret", [name]: String.fromCharCode(...codes) };
      for (let i = 0; i < 2; i++) assert.equal(validate(operation, { ...input }).issues, undefined);
      return codes.reverse();
    };
    const [text, secret] = [given("text"), given("token")];
    const heap = Buffer.concat(await getHeapSnapshot().toArray());
    const isKept = (codes) => heap.includes(String.fromCharCode(...codes.reverse()));
    assert.deepEqual({ text: isKept(text), secret: isKept(secret) }, { text: true, secret: false });
  });

  test("objects have the members that were given, in the order of the operation", () => {
    const names = ["one", "two", "three", "four", "five", "six"];
    const operation = defineOperation({
      ...DOCUMENT,
      members: names.map((name, i) => ({ name, label: name, target: i === 0, required: i === 0 })).concat({ name: "token", label: "Token", sensitive: true }),
      request: { method: "POST", path: "/reset", json: Object.fromEntries([...names, "token"].map((name) => [name, `{${name}}`])) },
    });
    for (let count = 1; count <= names.length; count++) {
      for (const given of [names.slice(0, count), ["one", ...names.slice(names.length - count + 1)]]) {
        const input = Object.fromEntries(given.map((name) => [name, `${name} it is`]));
        validate(operation, input);
        const [{ value }, where] = seen(() => validate(operation, Object.fromEntries(Object.entries(input).reverse())));
        assert.deepEqual([Object.entries(value), where], [Object.entries(input), PLACE]);
      }
    }
  });

  test("a body, unless something in it needs an escape", () => {
    const operation = own({}), input = { user: "somebody", text: "something", token: "abc" };
    buildBody(operation, input);
    assert.deepEqual(seen(() => buildBody(operation, { ...input, text: "other", token: "x/y" })), ['{"user":"somebody","text":"other","token":"x/y"}', PLACE]);
    assert.deepEqual(seen(() => buildBody(operation, { ...input, token: "x\"y" })), ['{"user":"somebody","text":"something","token":"x\\"y"}', MODULE]);
    assert.equal(seen(() => validate(operation, { ...input, token: "x\"y" }))[1], PLACE);
  });
});

suite("passwords", () => {
  const WORKMAIL = "workmail:ResetPassword", CLOUDSSO = "cloudsso:ResetUserPassword", GRAPH = "graph:UpdateUser";
  const where = (password, policy) => {
    checkPassword("", policy);
    const [issues, place] = seen(() => checkPassword(password, policy));
    return issues.length > 0 ? issues.map(({ code }) => code).join() : place;
  };

  test("of the least and the greatest length", () => {
    const { minLength, maxLength } = policy(WORKMAIL);
    for (const length of [minLength, maxLength]) assert.equal(where("Aa1".padEnd(length, "x"), WORKMAIL), PLACE);
    assert.equal(where("Aa1".padEnd(minLength - 1, "x"), WORKMAIL), "too_short");
    assert.equal(where("Aa1".padEnd(maxLength + 1, "x"), WORKMAIL), "too_long");
  });

  test("of as many groups as it must have", () => {
    assert.equal(where("Aa1xxxxx", GRAPH), PLACE);
    assert.equal(where("Aa1-xxxx", GRAPH), PLACE);
    assert.equal(where("Aaxxxxxx", GRAPH), "too_few_classes");
  });

  test("of the groups that it must have", () => {
    assert.equal(where("Aa1(xxxx", CLOUDSSO), PLACE);
    assert.equal(where("Aa1xxxxx", CLOUDSSO), "missing_class");
  });

  test("what is refused once is refused in place, with the issues of its length and its groups", () => {
    const refused = (password) => seen(() => checkPassword(password, WORKMAIL).map(({ code }) => code).join());
    refused("aaaa");
    assert.deepEqual(refused("bbbb"), ["too_short,too_few_classes", PLACE]);
    assert.deepEqual(refused("bbb1"), ["too_short,too_few_classes", MODULE]);
    assert.deepEqual(refused("ccc2"), ["too_short,too_few_classes", PLACE]);
    assert.deepEqual(refused("bbb"), ["too_short,too_few_classes", MODULE]);
    assert.deepEqual(refused("bb\u00e9b"), ["too_short,too_few_classes", MODULE]);
  });
});

suite("the module", () => {
  const WORKMAIL = "workmail:ResetPassword", input = { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111", Password: "Abcdefg1" };
  const calledBy = (call) => {
    call();
    calls = [];
    call();
    return calls;
  };

  test("is asked for no more than needed", () => {
    assert.deepEqual(calledBy(() => validate(WORKMAIL, { ...input, Password: "" })), []);
    assert.deepEqual(calledBy(() => validate(WORKMAIL, { ...input, Password: "Abcdef1\u4e2d" })), ["check"]);
    assert.deepEqual(calledBy(() => validate(WORKMAIL, { ...input, Password: null })), ["check"]);
    assert.deepEqual(calledBy(() => checkPassword("Abcdef1\u4e2d", WORKMAIL)), ["checkPassword"]);
  });

  test("is asked for each issue once", () => {
    const issue = () => validate(WORKMAIL, { ...input, Password: null }).issues[0];
    assert.equal(issue(), issue());
  });

  test("holds several operations and policies at once", () => {
    const [one, other] = [policy(WORKMAIL), policy("cloudsso:ResetUserPassword")];
    const custom = { ...one, minLength: 12 };
    assert.deepEqual(calledBy(() => [one, other, custom].map((by) => checkPassword("Abcdefghijk(1", by).length)), []);
    assert.deepEqual(calledBy(() => ["Abcdef1\u4e2d", "Abcdef1\u4e2e"].map((password) => [one, custom].map((by) => checkPassword(password, by)))), ["checkPassword", "checkPassword", "checkPassword", "checkPassword"]);
  });

  test("loads an operation anew if it held too many since", () => {
    const all = Array.from({ length: 40 }, (_, i) => own({ constraints: [{ length: { min: i + 1, max: i + 1 } }] }));
    const rest = { user: "somebody", token: "abc" };
    for (let round = 0; round < 2; round++) {
      all.forEach((operation, i) => {
        assert.equal(validate(operation, { ...rest, text: "x".repeat(i + 1) }).issues, undefined);
        const { issues } = validate(operation, { ...rest, text: "\u00e9".repeat(i + 2) });
        assert.deepEqual(issues.map(({ code, expected }) => [code, expected.max]), [["too_long", i + 1]]);
      });
      assert.deepEqual(validate(WORKMAIL, { ...input, Password: null }).issues.map(({ code }) => code), ["wrong_type"]);
    }
  });

  test("takes no issue for that of a policy that it does not hold any more", () => {
    const members = [{ name: "user", label: "User", required: true, target: true }, { name: "password", label: "Password", required: true, sensitive: true }];
    const classes = { lower: { min: 1 }, upper: {}, digit: {}, special: { generate: "[-!]" } };
    const all = Array.from({ length: 40 }, (_, i) => defineOperation({
      ...DOCUMENT, id: `own:Set${i}`, members, password: { member: "password", policy: { minLength: 8 + i, maxLength: 64, classes } },
      request: { method: "POST", path: "/reset", json: { user: "{user}", password: "{password}" } },
    }));
    for (const operation of [...all, ...all]) {
      const { minLength } = policy(operation);
      const expected = ({ code, expected }) => [code, expected.min];
      assert.deepEqual(checkPassword("short", operation).map(expected), [["too_short", minLength]]);
      const { issues } = validate(WORKMAIL, { ...input, Password: "short" }, { policy: policy(operation) });
      assert.deepEqual(expected(issues.find(({ expected }) => expected.min >= 8)), ["too_short", minLength]);
    }
  });

  test("forgets forbidden words and passwords, also if there are only some of one kind", () => {
    for (const [list, word] of [["forbiddenWords", "q7zmnkwplb3"], ["forbiddenPasswords", "w8xjrtvbcd5"]]) {
      checkPassword("Abcdefg1", { ...policy(WORKMAIL), [list]: [word] });
      assert.deepEqual(memories.flatMap((memory) => tracesIn(memory, word)), [], list);
    }
  });

  test("tells of any number of issues", () => {
    const names = Array.from({ length: 15 }, (_, i) => `m${i}`);
    const constraints = ["a", "1", "12", "123", "1234"].map((some) => ({ pattern: `^[${some}]*$`, means: `some of ${some}` }));
    const operation = defineOperation({
      ...DOCUMENT,
      members: names.map((name, i) => ({ name, label: name, required: true, target: i === 0, sensitive: i === 14, constraints })),
      request: { method: "POST", path: "/reset", json: Object.fromEntries(names.map((name) => [name, `{${name}}`])) },
    });
    const expected = names.flatMap((name) => constraints.map(({ means }) => [name, means]));
    for (let i = 0; i < 2; i++) {
      const { issues } = validate(operation, Object.fromEntries(names.map((name) => [name, "12345"])));
      assert.deepEqual(issues.map(({ path, expected }) => [path[0], expected.form]), expected);
    }
  });

  test("is started anew after it failed, and nothing stays in the memory of the old one", () => {
    validate(WORKMAIL, { ...input, Password: "Abcdef1\u4e2d" });
    const [old] = memories, before = memories.length;
    instead = () => { throw new WebAssembly.RuntimeError("unreachable"); };
    assert.throws(() => validate(WORKMAIL, { ...input, Password: "Abcdef1\u4e2e" }), {
      name: "ResetkitError", code: "internal", message: "the module failed, most likely for want of memory or of stack: the next call starts it anew",
    });
    assert.equal(memories.length, before);
    assert.deepEqual(validate(WORKMAIL, { ...input, Password: "Abcdef1\u4e2e" }).issues.map(({ code }) => code), ["forbidden_character"]);
    assert.equal(memories.length, before + 1);
    assert.ok(new Uint8Array(old.buffer).every((byte) => byte === 0));
    assert.deepEqual(calledBy(() => validate(WORKMAIL, { ...input, Password: "Abcdef1\u4e2d" })), ["check"]);
  });
  test("is started anew for any call", () => {
    const before = memories.length;
    for (const call of [() => checkPassword("x", { ...policy(WORKMAIL), minLength: 13 }), () => parsePasswordRules("minlength: 8;"), () => generatePassword(WORKMAIL)]) {
      instead = () => { throw new RangeError("the stack is too small"); };
      assert.throws(call, { code: "internal" });
      call();
    }
    assert.equal(memories.length, before + 3);
  });
  test("tells of a policy in its own words after it was started anew", () => {
    const OTHER = "ds:ResetUserPassword", other = { DirectoryId: "d-0123456789", UserName: "mmajor" };
    const asking = (name) => ({ minLength: 1, maxLength: 99, classes: [{ name, characters: [["0", "9"]], generate: "01", min: 2 }], extra: [["a", "z"]] });
    const messages = (issues) => issues.map(({ message }) => message);
    const said = (rule) => [
      ...messages(validate(OTHER, { ...other, NewPassword: "abcdefgh" }, { policy: asking(rule) }).issues),
      ...messages(validate(WORKMAIL, { ...input, Password: "abcdefgh" }, { policy: asking(rule) }).issues),
      ...messages(checkPassword("abcdefgh", asking(rule))),
    ];
    const expected = (rule) => ["new password", "password", "password"].map((label) => `Add ${rule} to the ${label}, 2 times or more (directory's policy).`);
    validate(WORKMAIL, input);
    assert.deepEqual(said("alpha"), expected("alpha"));
    instead = () => { throw new RangeError("the stack is too small"); };
    assert.throws(() => parsePasswordRules("minlength: 8;"), { code: "internal" });
    assert.deepEqual(said("beta"), expected("beta"));
  });
});
