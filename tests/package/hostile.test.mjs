// Callers that mean harm, or whose libraries do: whatever they hand over, what comes back is what the call was asked for or a
// ResetkitError, without a word of theirs, and the next call works.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, test } from "node:test";
import { callsOf, INPUT, POLICY, RULE, seldom, textsIn } from "./calls.mjs";
import { ENTRIES } from "./entries.mjs";
import { hostileValues, SECRET } from "./hostile-values.mjs";
import { tracesIn } from "./memory.mjs";

const load = (file) => import(`../../dist/${file}`);
const core = await load("index.js");
const full = await load("full.js");
const exportsOf = async (name) => (await load(`${name}.glue.js`)).initSync();

const WORKMAIL = "workmail:ResetPassword", CLOUDSSO = "cloudsso:ResetUserPassword", CHIME = "chime:ResetPersonalPIN";
const CHARACTERS = [["!", "~"]];

/** The entries with an engine of their own. */
const ENGINES = [["resetkit", core], ["resetkit/full", full]];

/** What is passed on as it is, whoever threw it. */
const PASSED_ON = ["messages", "onProgress", "signal"];

/** A description that nobody compiled, and an id, under which the operation would be known from then on. */
const isForged = ({ args: [op] }, [at, name]) => Number(at) === 0 && (name === "description" || name === "id") && !Object.hasOwn(Object(op), "minLength");

/** The content of a file, which goes in as bytes whatever it is. */
const isFile = ({ name, args }, [at]) => ["batch", "requests"].includes(name) && Number(at) >= args.length;

const printed = (value) => {
  try {
    return JSON.stringify(value) ?? "undefined";
  } catch {
    return "what JSON cannot say";
  }
};

/** What a call comes to, which is a result or a ResetkitError; its function has run when this returns. */
function outcome({ args: { length }, run, use, same }, given) {
  let result, error;
  try {
    result = run(...given.slice(0, length));
  } catch (thrown) {
    error = thrown;
  }
  return async () => {
    try {
      if (error) throw error;
      return printed(same(await use(await result, ...given.slice(length))));
    } catch (error) {
      if (error?.name !== "ResetkitError") throw new Error(`no ResetkitError: ${error?.stack ?? String(error)}`);
      return `${error.code}: ${error.message} ${printed(error.issues)}`;
    }
  };
}

const given = ({ args, more }) => [...args, ...more];

/** An entry still knows a good input from a bad one, and draws. */
function alive(api) {
  assert.equal(api.validate(WORKMAIL, INPUT).issues, undefined);
  assert.deepEqual(api.validate(WORKMAIL, { ...INPUT, Password: "x" }).issues.map(({ code }) => code), ["too_short", "too_few_classes"]);
  assert.equal(api.generatePassword(WORKMAIL).length, 20);
}

const isObject = (value) => Object(value) === value;

/** The names of all that any function takes, and of what the package itself may leave out of an object. */
const NAMES = new Set(["target", "issues", "value", "warnings", "policies", "policyAnswer", "policyMember", "rate", "aliases", "member", "more", "unless", "status", "retryable"]);
for (const { functions } of ENTRIES.filter(({ file }) => file !== "define.js" && !file.startsWith("locales/"))) {
  for (const [name, places] of Object.entries(functions)) if (name !== "ResetkitError") places.forEach(([, ...path]) => path.filter(isNaN).forEach((part) => NAMES.add(part)));
}
const POISON = ["https://evil.example", { minLength: 1, maxLength: 99, classes: [{ name: "x", characters: CHARACTERS }] }, 7, true];

for (const { entry, file, functions } of ENTRIES) {
  describe(`${entry}: whatever stands in whatever place is a result or a ResetkitError`, async () => {
    const api = await load(file);
    // What an entry exports as another does was called there.
    const calls = callsOf(api).filter(({ name }) => api === core || name === "default" || api[name] !== core[name]);
    const isSeldom = seldom(1);
    calls.forEach((call, at) => {
      const { name } = call;
      const isFirst = calls.findIndex((other) => other.name === name) === at;
      // An error of one's own may say anything.
      if (name === "ResetkitError") return;
      test(isFirst ? name : `${name}, called in another way`, async () => {
        const clean = await outcome(call, given(call))();
        const places = new Map([...textsIn(given(call)), ...(isFirst ? functions[name] : [])].map((path) => [path.join("."), path]));
        for (const [place, path] of places) {
          if (!isSeldom(path) || isForged(call, path) || isFile(call, path)) continue;
          const good = path.reduce((value, part) => value?.[part], given(call));
          for (const [what, put] of hostileValues(good, api)) {
            const where = `${place}: ${what}`;
            let told;
            try {
              told = await outcome(call, put(given(call), path))();
            } catch (error) {
              if (!path.some((part) => PASSED_ON.includes(part))) assert.fail(`${where}: ${error.message}`);
            }
            // What a caller gave may come back in a result, never in an error.
            if (/^[a-z_]+: /.test(told) && !path.some((part) => PASSED_ON.includes(part))) assert.ok(!told.includes(SECRET), `${where}: ${told}`);
          }
        }
        assert.equal(await outcome(call, given(call))(), clean);
      });
    });
    test("the engines are alive", () => ENGINES.forEach(([, engine]) => alive(engine)));
  });
}

for (const [entry, api] of ENGINES) {
  describe(entry, () => {
    for (const call of callsOf(api)) {
      test(`${call.name}: a polluted Object.prototype changes nothing`, async () => {
        const empty = given(call).map((arg, at) => (at > 0 && isObject(arg) && typeof arg !== "function" ? {} : arg));
        const least = [...call.args.map((arg, at) => (at === 0 ? arg : undefined)), ...call.more];
        for (const args of [least, empty]) {
          const clean = await outcome(call, args)();
          for (const option of NAMES) {
            for (const value of call.more.length > 0 ? POISON.slice(0, 2) : POISON) {
              let polluted;
              Object.defineProperty(Object.prototype, option, { value, configurable: true, writable: true });
              try {
                polluted = outcome(call, args);
              } finally {
                delete Object.prototype[option];
              }
              assert.equal(await polluted(), clean, `${option} = ${String(value)}`);
            }
          }
        }
      });
    }

    test("a getter that calls the API does not change what its call is judged by", async () => {
      const lax = { minLength: 1, maxLength: 99, classes: [{ name: "x", characters: CHARACTERS, generate: "abc" }] };
      const meddle = () => {
        api.checkPassword("x", lax);
        api.validate(WORKMAIL, INPUT, { policy: lax, userName: "somebody" });
        api.generatePassword(CLOUDSSO, { userName: "somebody" });
        if (api === full) api.validate(WORKMAIL, INPUT, { rules: [{ ...RULE, pattern: "nothing" }] });
      };
      const meddling = (value) => {
        if (!isObject(value) || typeof value === "function" || value instanceof AbortSignal || ArrayBuffer.isView(value)) return value;
        const copy = Array.isArray(value) ? [] : {};
        for (const [name, member] of Object.entries(value)) {
          const inner = meddling(member);
          Object.defineProperty(copy, name, { enumerable: true, configurable: true, get() { meddle(); return inner; } });
        }
        return copy;
      };
      for (const call of callsOf(api)) {
        if (call.name === "ResetkitError") continue;
        // The input and the options that it is judged by, both as they are and broken.
        for (const args of [given(call), given(call).map((arg) => (isObject(arg) && !ArrayBuffer.isView(arg) ? { ...arg, policy: { ...POLICY, minLength: 40, maxLength: 50 } } : arg))]) {
          assert.equal(await outcome(call, args.map(meddling))(), await outcome(call, args)(), call.name);
        }
      }
    });

    test("options are an object, and null is none", () => {
      const refused = { name: "ResetkitError", code: "invalid_options", message: "options must be an object", at: "options" };
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
      assert.throws(() => api.standardSchema(WORKMAIL)["~standard"].jsonSchema.input(), { name: "ResetkitError", code: "invalid_options", message: 'target must be "draft-2020-12", "draft-07" or "openapi-3.0"' });
      // What inherits is not what was given.
      assert.equal(api.validate(WORKMAIL, INPUT, Object.create({ policy: { ...POLICY, minLength: 40 } })).issues, undefined);
      const words = ["Tr0ub"];
      words.toJSON = () => [];
      assert.deepEqual(api.checkPassword("Tr0ub4dor", { ...POLICY, forbiddenWords: words, forbiddenPasswords: [] }).map(({ code }) => code), ["forbidden_word"]);
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
      assert.throws(() => api.parsePasswordRules(long), { code: "invalid_policy", message: "text must be a string of up to 65536 UTF-16 units" });
      assert.throws(() => api.spell(long), { code: "invalid_options", message: "password must be a string of up to 65536 UTF-16 units" });
      assert.throws(() => api.checkPassword("x", { ...POLICY, forbiddenWords: [long] }), { code: "invalid_policy", message: "the texts of the policy have more than 262144 UTF-16 units" });
      assert.throws(() => api.checkPassword("x", { ...POLICY, forbiddenWords: new Array(2 ** 31) }), { code: "invalid_policy", message: "policy.forbiddenWords must be a list of up to 4096", at: "policy.forbiddenWords" });
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
      const secret = () => `Zq${crypto.randomUUID().replaceAll("-", "").slice(0, 22)}`;
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
        await new Response(new Blob([`OrganizationId,UserId,Password\n${Object.values(INPUT).join(",")}\n`]).stream().pipeThrough(full.batch(WORKMAIL, { policy }))).text();
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
