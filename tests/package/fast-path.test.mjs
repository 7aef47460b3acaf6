// The fast path says what the full checks say: the package against the module that wasm-pack builds, which has no fast path.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { defineOperation } from "../../dist/define.js";
import { buildBody, checkPassword, describe as described, generatePassword, operations, policy, validate } from "../../dist/full.js";

const plain = createRequire(import.meta.url)("../../pkg/resetkit.js");

/** Numbers that look random and are the same in every run. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const ODD = ["é", "ß", "€", "\u0301", "\u200b", "\u00a0", "\ud800", "😀", "\"", "\\", "\n", "\u0000", "\u007f", "\u0080", " ", "-", "/", "A", "0", "А"];
const WHOLE = ["", " ", ".", "..", "a", "-", "ab", "--", "a".repeat(300), null, true, false, 7, [], ["x"]];

/** A text that is nearly the one given. */
function changed(r, text) {
  const at = r(text.length + 1), odd = ODD[r(ODD.length)];
  return [
    // Of the same length and the same characters, so that nothing but their order differs.
    [...text].reverse().join(""), text.slice(at) + text.slice(0, at), text.slice(0, 5), text.slice(0, 5).split("").reverse().join(""),
    text, text, text.slice(0, at) + odd + text.slice(at), text.slice(0, at) + text.slice(at + 1), `${text}${odd}`, `${odd}${text}`, text.toUpperCase(), text + text,
  ][r(12)];
}

function* inputs(id, count) {
  const r = numbers(count);
  const { members, policyMember } = described(id);
  const drawn = policyMember && generatePassword(policy(id));
  for (let i = 0; i < count; i++) {
    const input = {};
    for (const { name, example, required } of members) {
      const usual = name === policyMember ? drawn : example;
      const kind = r(12);
      if (kind === 0 || (!required && kind < 4)) continue;
      input[name] = kind === 11 ? WHOLE[r(WHOLE.length)] : typeof usual === "string" && kind > 6 ? changed(r, usual) : usual;
    }
    yield input;
  }
}

/** What a call comes to; of an error the code and the issues. Without what the crate alone has no tables for. */
function outcome(call) {
  try {
    const result = call();
    return result?.warnings ? { ...result, warnings: result.warnings.filter(({ code }) => code !== "not_nfc") } : result;
  } catch ({ code, issues }) {
    return { code, issues };
  }
}

describe("the fast path", () => {
  for (const id of operations()) {
    test(`${id}: 400 inputs, and the texts of the one before again`, () => {
      for (const input of inputs(id, 400)) {
        const expected = outcome(() => plain.validate(id, input));
        assert.deepEqual(outcome(() => validate(id, input)), expected);
        assert.deepEqual(outcome(() => validate(id, input)), expected, "the second time");
        assert.deepEqual(outcome(() => buildBody(id, input)), outcome(() => plain.buildBody(id, input)));
      }
    });
  }

  test("a number is not the text of its digits that was valid before", () => {
    const id = "iam:UpdateLoginProfile", rest = { Password: "Tr0ub4dor-and-3" };
    assert.equal(validate(id, { ...rest, UserName: "12345" }).issues, undefined);
    const { issues } = validate(id, { ...rest, UserName: 12345 });
    assert.deepEqual(issues.map(({ code, path }) => [code, ...path]), [["wrong_type", "UserName"]]);
  });

  test("passwords by every policy", () => {
    for (const id of operations().filter((id) => described(id).policyMember)) {
      const r = numbers(1), own = policy(id);
      for (let i = 0; i < 300; i++) {
        const password = changed(r, generatePassword(own));
        // The package names the operation's member, and so do its messages.
        const told = (issues) => issues.map(({ code, expected }) => ({ code, expected }));
        assert.deepEqual(told(checkPassword(password, own)), told(plain.checkPassword(password, own)), id);
      }
    }
  });

  describe("by the patterns of an operation of one's own", () => {
    const own = defineOperation({
      format: 1,
      id: "own:Reset",
      summary: "Reset something.",
      members: [
        { name: "mail", label: "Mail", required: true, target: true, constraints: [{ pattern: "^[!-~]*@[!-~]*$", means: "an address" }] },
        {
          name: "code", label: "Code", required: true,
          constraints: [{ pattern: "^(?:x-[0-9a-f]+|[0-9]{3})$", means: "a code" }],
          forms: [{ pattern: "^x-[0-9]+$", means: "a code of digits" }],
        },
        { name: "token", label: "Token", required: true, sensitive: true, constraints: [{ pattern: "^t-[a-z]+$", means: "a token" }] },
      ],
      request: { method: "POST", path: "/reset", json: { mail: "{mail}", code: "{code}", token: "{token}" } },
      endpoint: { kind: "own", example: "https://example.com" },
      auth: [{ scheme: "bearer" }],
      response: { success: { 204: "empty" } },
    });
    const INPUT = { mail: "a@b", code: "x-7", token: "t-abcdef" };
    const told = (input) => {
      const { issues, warnings } = validate(own, { ...INPUT, ...input });
      return (issues ?? warnings).map(({ code, path }) => `${code} ${path}`);
    };
    const VERDICTS = [
      [{}, []],
      [{ mail: "abc" }, ["wrong_form mail"]],
      [{ mail: "a@c" }, []],
      [{ mail: "\"@c" }, []],
      [{ code: "x-a7" }, ["undocumented_form code"]],
      [{ code: "123" }, ["undocumented_form code"]],
      [{ code: "1234" }, ["wrong_form code"]],
      [{ code: "x-:" }, ["wrong_form code"]],
      [{ token: "t-1" }, ["wrong_form token"]],
      [{ token: "t-abc" }, []],
      [{ mail: "abc", token: "abc" }, ["wrong_form mail", "wrong_form token"]],
    ];

    test("each verdict, the second time as the first", () => {
      for (const [input, expected] of [...VERDICTS, ...VERDICTS]) assert.deepEqual(told(input), expected, JSON.stringify(input));
      assert.equal(buildBody(own, { ...INPUT, mail: "\"@c" }), '{"mail":"\\"@c","code":"x-7","token":"t-abcdef"}');
      assert.equal(buildBody(own, INPUT), '{"mail":"a@b","code":"x-7","token":"t-abcdef"}');
    });

    test("no regular expression reads a secret, since the engine keeps what it read", () => {
      assert.deepEqual(told({}), []);
      assert.equal(RegExp.input, INPUT.code);
      checkPassword("Tr0ub4dor-and-3", "workmail:ResetPassword");
      assert.equal(RegExp.input, INPUT.code);
    });
  });
});
