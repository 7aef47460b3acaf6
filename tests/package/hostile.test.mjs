// Callers that mean harm, or whose libraries do: whatever they hand over, what comes back is what the call was asked for or a
// ResetkitError, without a word of theirs, and the next call works.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, test } from "node:test";
import { tracesIn } from "./memory.mjs";

const core = await import("../../dist/index.js");
const full = await import("../../dist/full.js");
const exportsOf = async (name) => (await import(`../../dist/${name}.glue.js`)).initSync();

const WORKMAIL = "workmail:ResetPassword", CLOUDSSO = "cloudsso:ResetUserPassword", CHIME = "chime:ResetPersonalPIN";
const INPUT = { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333", Password: "Tr0ub4dor-and-3" };
const CHARACTERS = [["!", "~"]];
const POLICY = { minLength: 1, maxLength: 99, classes: [{ name: "a character", characters: CHARACTERS, generate: "abc", min: 1 }], minClasses: 1, extra: [["é", "é"]], forbidden: [["x", "x"]], minDifferent: 1, maxRepeats: 9, notUserName: true, forbiddenWords: ["tofu"] };
const RULE = { member: "Password", pattern: "^T", message: "begins with T", must: "match" };
const LIST = { has: (password) => password === "tr0ub4dor" };
const JUDGING = { policy: POLICY, userName: "mateo", rules: [RULE] };
const DRAWING = { length: 9, avoidAmbiguous: true, userName: "mateo", rules: [{ ...RULE, pattern: "^a" }] };
const GIVEN = { PasswordPolicy: { MinPasswordLength: 12, MaxPasswordLength: 32, MinPasswordDifferentChars: 6, PasswordNotContainUsername: false } };

async function rows({ writable, readable, readables }) {
  const ends = readables ? Object.values(readables) : [readable];
  const file = new Blob([`OrganizationId,UserId,Password\n${Object.values(INPUT).join(",")}\n${INPUT.OrganizationId},${INPUT.UserId},short\n`]).stream();
  const texts = await Promise.all([...ends.map((end) => new Response(end).text()), file.pipeTo(writable)]);
  return texts.filter((text) => text !== undefined);
}

/**
 * A call of every function: its arguments, with everything that it takes; and what of its result is the same each time, at
 * once or in the end. The first `bare` arguments cannot be left out.
 */
const CALLS = {
  default: { args: [], bare: 0 },
  ResetkitError: { args: ["internal", "message"], bare: 2, call: (api, ...args) => new api.ResetkitError(...args).message },
  operations: { args: [], bare: 0 },
  describe: { args: [WORKMAIL], bare: 1 },
  validate: { args: [WORKMAIL, INPUT, JUDGING], bare: 2 },
  policy: { args: [WORKMAIL, "managed-microsoft-ad"], bare: 1 },
  policies: { args: [], bare: 0 },
  policyFromResponse: { args: [CLOUDSSO, GIVEN], bare: 2 },
  formatPasswordRules: { args: [POLICY], bare: 1 },
  parsePasswordRules: { args: ["minlength: 8; required: lower"], bare: 1 },
  spell: { args: ["aB3"], bare: 1 },
  checkPassword: { args: ["Tr0ub4dor", POLICY, { userName: "mateo", commonPasswords: LIST }], bare: 2 },
  generatePassword: { args: [POLICY, DRAWING], bare: 1, same: (password) => password.length },
  generatePasswords: { args: [POLICY, 3, DRAWING], bare: 2, same: (passwords) => passwords.map(({ length }) => length) },
  entropy: { args: [POLICY, { ...DRAWING, rules: undefined }], bare: 1 },
  buildBody: { args: [WORKMAIL, INPUT, JUDGING], bare: 2 },
  buildRequest: { args: [WORKMAIL, INPUT, { ...JUDGING, region: "eu-west-1", endpoint: "https://proxy.example", fips: false, dualStack: false }], bare: 2 },
  parseResponse: { args: [WORKMAIL, { status: 400, headers: { "x-amzn-requestid": "1" }, body: '{"__type":"x#InvalidPasswordException","message":"no"}' }, INPUT], bare: 2 },
  jsonSchema: { args: [WORKMAIL], bare: 1 },
  standardSchema: {
    args: [WORKMAIL, { ...JUDGING, messages: { missing: "give it" } }], bare: 1,
    same: ({ "~standard": { validate, jsonSchema } }) => [validate({}), validate(INPUT), jsonSchema.input({ target: "draft-07" }), jsonSchema.output({ target: "openapi-3.0" })],
  },
  fromFormData: { args: [WORKMAIL, { getAll: (name) => (name === "UserId" ? [INPUT.UserId] : []) }], bare: 2 },
  flatten: { args: [[{ path: ["Password"], message: "Use a longer one." }]], bare: 1 },
  skeleton: { args: [WORKMAIL, "input"], bare: 2 },
  parseCliInput: { args: [WORKMAIL, JSON.stringify(INPUT), "json", { "--user-id": INPUT.UserId }, JUDGING], bare: 3 },
  command: { args: [WORKMAIL, INPUT, { ...JUDGING, tool: "aws", shell: "posix", region: "eu-west-1", secret: "file" }], bare: 2 },
  batch: {
    args: [WORKMAIL, { ...JUDGING, defaults: { UserId: INPUT.UserId }, ignore: ["Name"], generate: { length: 9, avoidAmbiguous: true, userName: "mateo" }, outputs: ["ndjson", "csv"], allowDuplicates: true, onProgress() {}, signal: new AbortController().signal }],
    bare: 1, late: rows,
  },
  readHead: {
    args: ["User,Password\nada,Secret-1\n", { encoding: "utf-16le" }], bare: 1,
    call: (api, file, ...more) => api.readHead(typeof file === "string" ? Buffer.from(file, "utf16le") : file, ...more),
  },
  requests: {
    args: [WORKMAIL, { ...JUDGING, region: "eu-west-1", endpoint: "https://proxy.example", fips: false, dualStack: false }], bare: 1,
    late: (stream) => new Response(new Blob([`${JSON.stringify({ row: 1, line: 2, input: INPUT, warnings: [] })}\n{"row":2,"line":3,"issues":[]}\n`]).stream().pipeThrough(stream)).text(),
  },
  distributed: {
    args: [WORKMAIL, { region: "eu-west-1", name: "resets", bucket: "acme-resets", key: "rows.ndjson", account: "123456789012", failures: "failed", outputs: "done", table: "sent", concurrency: 8, defaults: { OrganizationId: INPUT.OrganizationId }, secretsInBucket: true }],
    bare: 1,
  },
};

/** Names of before, which are the same functions. */
const OLD = ["parseAnswer", "policyFromAnswer"];

/** Every function of an entry with its call, so that none is forgotten. */
function functions(api) {
  return Object.keys(api).filter((name) => !OLD.includes(name)).map((name) => {
    assert.ok(CALLS[name], `${name} has no call here`);
    const { args, bare, same = (result) => result, late = whole, call = (api, ...args) => api[name](...args) } = CALLS[name];
    // The core takes no rules.
    const own = api === core ? args.map((arg) => (Object(arg) === arg && Object.hasOwn(arg, "rules") ? { ...arg, rules: undefined } : arg)) : args;
    return { name, args: own, bare, late, run: (...given) => same(call(api, ...given)) };
  });
}

const ENTRIES = [["resetkit", core], ["resetkit/full", full]];

/** What a call comes to, which is a result or a ResetkitError; it has run when this returns. */
function outcome(run, late, args) {
  let result, error;
  try {
    result = run(...args);
  } catch (thrown) {
    error = thrown;
  }
  return async () => {
    try {
      if (error) throw error;
      return JSON.stringify(await late(await result)) ?? "undefined";
    } catch (error) {
      if (error?.name !== "ResetkitError") throw new Error(`no ResetkitError: ${error?.stack ?? String(error)}`);
      return `${error.code}: ${error.message} ${JSON.stringify(error.issues)}`;
    }
  };
}

/** An entry still knows a good input from a bad one, and draws. */
function alive(api) {
  assert.equal(api.validate(WORKMAIL, INPUT).issues, undefined);
  assert.deepEqual(api.validate(WORKMAIL, { ...INPUT, Password: "x" }).issues.map(({ code }) => code), ["too_short", "too_few_classes"]);
  assert.equal(api.generatePassword(WORKMAIL).length, 20);
}

/** What is whole when the call is done; a stream takes longer. */
const whole = (result) => result;

const isObject = (value) => Object(value) === value;

/** The names of all that any function takes, and of what the package itself may leave out of an object. */
const NAMES = new Set(["target", "issues", "value", "warnings", "policies", "policyAnswer", "policyMember", "rate", "aliases", "member", "more", "unless", "status", "retryable"]);
for (const { args } of Object.values(CALLS)) {
  for (const arg of args.filter((arg) => isObject(arg) && !Array.isArray(arg))) {
    for (const each of [arg, arg.policy, arg.classes?.[0], arg.policy?.classes[0], arg.rules?.[0], arg.generate, arg.PasswordPolicy]) Object.keys(each ?? {}).forEach((name) => NAMES.add(name));
  }
}
const POISON = ["https://evil.example", { minLength: 1, maxLength: 99, classes: [{ name: "x", characters: CHARACTERS }] }, 7, true];

for (const [entry, api] of ENTRIES) {
  describe(entry, () => {
    for (const { name, args, bare, late, run } of functions(api)) {
      test(`${name}: a polluted Object.prototype changes nothing`, async () => {
        const empty = args.map((arg, at) => (at >= bare && isObject(arg) ? {} : arg));
        for (const given of [args.slice(0, bare), empty]) {
          const clean = await outcome(run, late, given)();
          for (const option of NAMES) {
            for (const value of late === whole ? POISON : POISON.slice(0, 2)) {
              let polluted;
              Object.defineProperty(Object.prototype, option, { value, configurable: true, writable: true });
              try {
                polluted = outcome(run, late, given);
              } finally {
                delete Object.prototype[option];
              }
              assert.equal(await polluted(), clean, `${option} = ${String(value)}`);
            }
          }
        }
      });
    }

    test("what a getter or a proxy throws never comes out", async () => {
      const SECRET = "SECRET-in-a-getter";
      const boom = () => {
        throw new api.ResetkitError("invalid_policy", SECRET);
      };
      const traps = Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((name) => [name, boom]));
      for (const { name, args, late, run } of functions(api)) {
        for (const [at, arg] of args.entries()) {
          if (!isObject(arg) || name === "ResetkitError") continue;
          const wrong = [new Proxy(arg, traps), ...Object.keys(arg).map((member) => Object.defineProperty({ ...arg }, member, { get: boom, enumerable: true }))];
          for (const member of ["policy", "rules", "defaults", "generate", "outputs", "ignore", "messages", "classes", "extra", "forbiddenWords", "headers"]) {
            if (isObject(arg[member])) wrong.push({ ...arg, [member]: new Proxy(arg[member], traps) });
          }
          for (const value of wrong) {
            const told = await outcome(run, late, args.with(at, value))();
            assert.ok(!told.includes("SECRET"), `${name}: ${told}`);
          }
        }
      }
      alive(api);
    });

    test("a getter that calls the API does not change what its call is judged by", async () => {
      const lax = { minLength: 1, maxLength: 99, classes: [{ name: "x", characters: CHARACTERS, generate: "abc" }] };
      const meddle = () => {
        api.checkPassword("x", lax);
        api.validate(WORKMAIL, INPUT, { policy: lax, userName: "somebody" });
        api.generatePassword(CLOUDSSO, { userName: "somebody" });
        if (api === full) api.validate(WORKMAIL, INPUT, { rules: [{ ...RULE, pattern: "nothing" }] });
      };
      const meddling = (value) => {
        if (!isObject(value) || typeof value === "function" || value instanceof AbortSignal) return value;
        const copy = Array.isArray(value) ? [] : {};
        for (const [name, member] of Object.entries(value)) {
          const inner = meddling(member);
          Object.defineProperty(copy, name, { enumerable: true, configurable: true, get() { meddle(); return inner; } });
        }
        return copy;
      };
      for (const { name, args, late, run } of functions(api)) {
        if (name === "ResetkitError") continue;
        // The input and the options that it is judged by, both as they are and broken.
        for (const given of [args, args.map((arg) => (isObject(arg) ? { ...arg, policy: { ...POLICY, minLength: 40, maxLength: 50 } } : arg))]) {
          assert.equal(await outcome(run, late, given.map(meddling))(), await outcome(run, late, given)(), name);
        }
      }
    });

    test("whatever stands in whatever place is a result or a ResetkitError", async () => {
      const { proxy: revoked, revoke } = Proxy.revocable({}, {});
      revoke();
      const odd = [undefined, null, 0, -1, NaN, 1e300, 1n, "", "\ud800", true, Symbol("s"), [], [null], [[]], () => {}, new Date(NaN), new Map([[1, 2]]), {}, Object.create(null), revoked, new Proxy([], {}), { length: 2 ** 31 }, new Uint8Array(2), { toString: null, [Symbol.toPrimitive]: null }];
      for (const { name, args, late, run } of functions(api)) {
        if (name === "ResetkitError") continue;
        for (let at = 0; at < args.length + 1; at++) {
          for (const value of odd) {
            await outcome(run, late, args.slice(0, at).concat([value], args.slice(at + 1)))();
            if (!isObject(args[at])) continue;
            for (const member of Object.keys(args[at])) await outcome(run, late, args.with(at, { ...args[at], [member]: value }))();
          }
        }
      }
      alive(api);
    });

    test("options are an object, and null is none", () => {
      const refused = { name: "ResetkitError", code: "invalid_options", message: "options must be an object that can be read" };
      for (const options of [null, [], new Map(), "x", 5]) {
        assert.throws(() => api.validate(WORKMAIL, INPUT, options), refused);
        assert.throws(() => api.generatePassword(WORKMAIL, options), refused);
        assert.throws(() => api.standardSchema(WORKMAIL, options), refused);
        if (api === full) {
          assert.throws(() => full.batch(WORKMAIL, options), refused);
          assert.throws(() => full.command(WORKMAIL, INPUT, options), refused);
          assert.throws(() => full.distributed(WORKMAIL, options), refused);
        }
      }
      assert.throws(() => api.standardSchema(WORKMAIL)["~standard"].jsonSchema.input(), { name: "ResetkitError", code: "invalid_options", message: "target must be draft-2020-12, draft-07 or openapi-3.0" });
      // What inherits is not what was given.
      assert.equal(api.validate(WORKMAIL, INPUT, Object.create({ policy: { ...POLICY, minLength: 40 } })).issues, undefined);
      const words = ["Tr0ub"];
      words.toJSON = () => [];
      assert.deepEqual(api.checkPassword("Tr0ub4dor", { ...POLICY, forbiddenWords: words }).map(({ code }) => code), ["forbidden_word"]);
    });

    test("unknown names are named up to 32, and the others counted", () => {
      const strange = (count) => api.validate(WORKMAIL, { ...INPUT, ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`Name${i}`, i])) }).issues;
      assert.equal(strange(32).length, 32);
      assert.deepEqual(strange(32).at(-1).path, ["Name31"]);
      for (const count of [33, 1000, 100_000]) {
        const issues = strange(count);
        assert.equal(issues.length, 33);
        const { code, path, message, expected } = issues.at(-1);
        const members = ["OrganizationId", "UserId", "Password"];
        assert.deepEqual({ code, path, expected }, { code: "unknown_member", path: [], expected: { source: "api", operation: WORKMAIL, members, more: count - 32 } });
        assert.equal(message, `Remove ${count - 32} more name${count === 33 ? "" : "s"}: ${WORKMAIL} has only OrganizationId, UserId and Password.`);
      }
      assert.ok(JSON.stringify(strange(100_000)).length < 16_000);
    });

    test("a text of more than 65,536 UTF-16 units is too long, and is not copied", async () => {
      const { memory } = await exportsOf(api === core ? "core" : "full");
      const most = 2 ** 16, long = "x".repeat(2 ** 27);
      const codes = (issues) => issues.map(({ code, path, expected }) => [code, ...path, expected.max].join(" "));
      api.validate(WORKMAIL, { ...INPUT, Password: "x".repeat(most), UserId: "x".repeat(most), OrganizationId: "x".repeat(most) });
      const before = memory.buffer.byteLength;
      assert.deepEqual(codes(api.validate(WORKMAIL, { ...INPUT, Password: long }).issues), ["too_long Password 256"]);
      assert.deepEqual(codes(api.validate(CHIME, { AccountId: "x".repeat(most + 1), UserId: long }).issues), ["too_long AccountId 65536", "too_long UserId 65536"]);
      assert.equal(api.validate(CHIME, { AccountId: "x".repeat(most), UserId: "u" }).issues, undefined);
      assert.deepEqual(codes(api.checkPassword(long, WORKMAIL)), ["too_long Password 65536"]);
      assert.deepEqual(api.validate(CLOUDSSO, { DirectoryId: "d-00fc2p61abcd", UserId: "u-00q8wbq42wiltcrkabcd", Password: "Aa1(Bb2)", GenerateRandomPassword: long }).issues.map(({ code, path }) => [code, ...path]), [["wrong_type", "GenerateRandomPassword"]]);
      assert.throws(() => api.buildRequest(WORKMAIL, { ...INPUT, UserId: long }), ({ code, issues }) => code === "invalid_input" && issues[0].code === "too_long");
      for (const option of ["userName", "region", "endpoint"]) {
        assert.throws(() => api.buildRequest(WORKMAIL, INPUT, { [option]: long }), { code: "invalid_options", message: `${option} must be a string of up to 65536 UTF-16 units` });
      }
      assert.throws(() => api.parsePasswordRules(long), { code: "invalid_policy", message: "password rules are a text of up to 65536 UTF-16 units" });
      assert.throws(() => api.spell(long), { code: "invalid_options", message: "a password is a string of up to 65536 UTF-16 units" });
      assert.throws(() => api.checkPassword("x", { ...POLICY, forbiddenWords: [long] }), { code: "invalid_policy", message: "the texts of the policy have more than 262144 UTF-16 units" });
      assert.throws(() => api.checkPassword("x", { ...POLICY, forbiddenWords: new Array(2 ** 31) }), { code: "invalid_policy", message: "forbiddenWords of the policy must be a list of up to 4096 that can be read" });
      assert.throws(() => api.generatePasswords(WORKMAIL, 1_000_000, { length: 68 }), { code: "invalid_options", message: "1000000 passwords of 68 characters are more than 67108864 characters" });
      if (api === full) {
        const document = full.parseCliInput(WORKMAIL, " ".repeat(2 ** 20 + 1), "json").issues;
        assert.deepEqual(document.map(({ code, path, message }) => [code, path, message]), [["too_long", [], "Use at most 1048576 characters for the input."]]);
        assert.deepEqual(full.parseCliInput(WORKMAIL, " ".repeat(2 ** 20), "json").issues.map(({ code }) => code), ["syntax"]);
        assert.throws(() => full.validate(WORKMAIL, INPUT, { rules: [{ ...RULE, pattern: long }] }), { code: "invalid_pattern" });
        assert.throws(() => full.validate(WORKMAIL, INPUT, { rules: new Array(2 ** 31) }), { code: "invalid_options" });
        assert.throws(() => full.batch(WORKMAIL, { defaults: { UserId: long } }), { code: "invalid_options" });
        assert.throws(() => full.batch(WORKMAIL, { ignore: [long] }), { code: "invalid_options" });
      }
      assert.ok(memory.buffer.byteLength - before < 2 ** 23);
      alive(api);
    });

    test("nothing of a name, a word or a rule stays in the memory of the module", async () => {
      const { memory } = await exportsOf(api === core ? "core" : "full");
      let made = 0;
      const secret = () => `Zq7${++made}kfhw3vbn5m8r${made}pt`;
      const clean = (what, ...texts) => texts.forEach((text) => assert.deepEqual([...tracesIn(memory, text), ...tracesIn(memory, text.toLowerCase())], [], what));
      const [name, other] = [secret(), secret()];
      api.validate(WORKMAIL, { ...INPUT, [name]: 1 });
      api.validate(WORKMAIL, { ...INPUT, [`${other}${"x".repeat(300)}`]: 1 });
      clean("names", name, other);
      const words = [secret(), secret()];
      const policy = { ...POLICY, forbiddenWords: words };
      api.checkPassword("abc", policy);
      clean("words of checkPassword", ...words);
      assert.deepEqual(api.checkPassword(`a${words[0]}`, policy).map(({ code }) => code), ["forbidden_word"]);
      clean("a word that was found", ...words);
      api.generatePassword(policy, { length: 30 });
      api.entropy(policy, { length: 30 });
      api.formatPasswordRules(policy);
      api.validate(WORKMAIL, INPUT, { policy });
      clean("words of the other calls", ...words);
      const label = secret();
      assert.throws(() => api.checkPassword("abc", { ...policy, minLength: 9, maxLength: 1, classes: [{ ...POLICY.classes[0], name: label }] }), { code: "invalid_policy" });
      clean("words of a policy that is none", ...words);
      if (api === full) {
        const message = secret();
        assert.deepEqual(full.validate(WORKMAIL, INPUT, { rules: [{ ...RULE, pattern: "nothing", message }] }).issues.map(({ code }) => code), ["rule"]);
        full.validate(WORKMAIL, INPUT);
        clean("the message of a rule, after a call without it", message);
        await rows(full.batch(WORKMAIL, { policy }));
        clean("words of a batch", ...words);
      }
    });
  });
}

test("accents without end are put in order a few at a time", () => {
  // To put n accents in order takes an engine n² steps: three seconds of a server's time for one text of a form.
  const normalize = String.prototype.normalize, accents = "\u0323\u0301".repeat(2_000), given = [];
  String.prototype.normalize = function (form) {
    given.push(this.length);
    return normalize.call(this, form);
  };
  try {
    assert.equal(core.validate(CHIME, { AccountId: "a", UserId: `u${accents}` }).issues, undefined);
    const Password = "Tr0ub4dor-and-\u1ebf", message = `${accents} ${normalize.call(Password, "NFD")}!`;
    const { error } = core.parseResponse(WORKMAIL, { status: 400, body: JSON.stringify({ __type: "X", message }) }, { ...INPUT, Password });
    assert.ok(error.message.endsWith(" …!"), "a secret in an error");
  } finally {
    String.prototype.normalize = normalize;
  }
  assert.ok(given.length > 100 && Math.max(...given) < 100, `${given.length} calls, ${Math.max(...given)} at most`);
});

test("a call at the end of the stack leaves a module that works", () => {
  const dive = () => {
    try {
      dive();
    } catch {
      // The callers are nearly as deep.
    }
    try {
      core.generatePassword(WORKMAIL);
    } catch {
      // One call less deep than the end, somewhere within the module.
    }
  };
  dive();
  alive(core);
});

test("a module that gets no more memory says so, and the next call works", () => {
  const script = `
    import { generatePassword, validate } from ${JSON.stringify(import.meta.resolve("../../dist/index.js"))};
    import { initSync } from ${JSON.stringify(import.meta.resolve("../../dist/core.glue.js"))};
    const input = ${JSON.stringify(INPUT)}, long = "x".repeat(2 ** 16), told = [initSync().memory.buffer.byteLength / 2 ** 16];
    for (let i = 0; i < 3; i++) {
      try {
        told.push(validate("${WORKMAIL}", { OrganizationId: long, UserId: long, Password: long }).issues.length > 0);
      } catch ({ name, code, message }) {
        told.push([name, code, message]);
      }
      told.push(validate("${WORKMAIL}", input).issues === undefined && generatePassword("${WORKMAIL}").length);
    }
    console.log(JSON.stringify(told));
  `;
  const run = (...flags) => JSON.parse(execFileSync(process.execPath, [...flags, "--input-type=module", "-e", script], { encoding: "utf8" }));
  const [pages, ...told] = run();
  assert.deepEqual(told, [true, 20, true, 20, true, 20]);
  const refused = ["ResetkitError", "internal", "the module failed, most likely for want of memory or of stack: the next call starts it anew"];
  assert.deepEqual(run(`--wasm-max-mem-pages=${pages + 3}`), [pages, refused, 20, refused, 20, refused, 20]);
});
