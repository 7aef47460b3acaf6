// A call without options takes the fast path where it can, and one with options, even with none of them, never does: what both
// come to is the same, also the second time, when nothing is found out anew.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buildBody, checkPassword, describe, operations, validate } from "../../dist/index.js";

function random(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const r = random(3);
const some = (list) => list[r(list.length)];
/** What is near the limits of what is taken, what is odd, and what is no text at all. */
const PIECES = ["a", "Z", "7", "!", "-", " ", "é", "ÿ", "Ā", "\u0301", "\u00a0", "\u200b", "\0", "\n", "\x7f", "\u0416", "\u4e2d", "\ud800", "\udc00", "\u{1f600}", "\"", "\\", ".", "%", "ab", "Aa1!Aa1!"];
const ODD = [undefined, null, true, false, 0, 1, -0, NaN, 1.5, 2 ** 60, 5n, Symbol("s"), () => {}, "", ".", "..", " ", "x", [], ["a"], {}, { a: "b" }, new Date(0), "a".repeat(40), "Aa1!".repeat(70), "ÿ".repeat(256), "x".repeat(4095), "x".repeat(4096), "x".repeat(70_000)];

/** A text that is changed in one to three places. */
function changed(text) {
  let points = [...text];
  for (let times = 1 + r(3); times > 0; times--) {
    const at = r(points.length + 1);
    const kind = r(4);
    if (kind === 0) points.splice(at, 1);
    else if (kind === 1) points.splice(at, 0, some(PIECES));
    else if (kind === 2) points.splice(at, 1, some(PIECES));
    else points = points.slice(0, at + 1);
  }
  return points.join("");
}

/** Inputs of an operation: its examples, in any order, with some of them changed, replaced or gone. */
function inputs(id, count) {
  const { members } = describe(id);
  return Array.from({ length: count }, () => {
    const given = members.map(({ name, example, kind }) => {
      const fate = r(8);
      if (fate === 0) return [name, some(ODD)];
      if (fate === 1) return undefined;
      return [name, typeof example === "string" && fate < 4 ? changed(example) : kind === "boolean" ? r(2) === 1 : example];
    }).filter(Boolean);
    if (r(4) === 0) given.reverse();
    if (r(40) === 0) given.push(["Strange", 1]);
    return Object.fromEntries(given);
  });
}

const told = (call) => {
  try {
    return call();
  } catch ({ name, code, message, issues }) {
    return { name, code, message, issues };
  }
};

for (const id of operations()) {
  test(`${id}: the fast path comes to what the full checks do`, () => {
    for (const input of inputs(id, 4000)) {
      const full = validate(id, input, {});
      for (let pass = 0; pass < 2; pass++) {
        const fast = validate(id, input);
        assert.deepEqual({ ...fast }, { ...full });
        assert.deepEqual(fast.advice, full.advice);
        if (fast.value) assert.deepEqual(Object.keys(fast.value), Object.keys(full.value));
        assert.deepEqual(told(() => buildBody(id, input)), told(() => buildBody(id, input, {})));
      }
    }
  });

  test(`${id}: a password alone`, () => {
    const { members } = describe(id);
    const { example } = members.find(({ sensitive }) => sensitive) ?? {};
    if (typeof example !== "string") return;
    for (let i = 0; i < 4000; i++) {
      const password = r(20) === 0 ? some(ODD) : changed(example);
      const full = told(() => checkPassword(password, id, {}));
      for (let pass = 0; pass < 2; pass++) assert.deepEqual(told(() => checkPassword(password, id)), full);
    }
  });
}

test("the value of a member that another object lends to all is not taken", () => {
  const [id] = operations().filter((id) => describe(id).members.some(({ required, sensitive }) => required && sensitive));
  const { name, example } = describe(id).members.find(({ sensitive }) => sensitive);
  const input = Object.fromEntries(describe(id).members.filter((member) => member.kind === "text" && member.name !== name).map((member) => [member.name, member.example]));
  validate(id, input);
  Object.defineProperty(Object.prototype, name, { value: example, enumerable: true, configurable: true });
  try {
    assert.deepEqual(validate(id, input).issues.map(({ code, path }) => [code, ...path]), [["missing", name]]);
  } finally {
    delete Object.prototype[name];
  }
});

test("what was told of a text holds for the next call with it alone", () => {
  const id = "workmail:ResetPassword";
  const input = Object.fromEntries(describe(id).members.map(({ name, example }) => [name, example]));
  const other = { ...input, UserId: "another-user-of-this" };
  const codes = (given) => validate(id, given).warnings.map(({ code }) => code);
  for (let i = 0; i < 5; i++) {
    assert.ok(!codes(input).includes("undocumented_form"));
    assert.ok(codes(other).includes("undocumented_form"));
    assert.ok(codes(other).includes("undocumented_form"));
    // The full checks between two calls.
    validate(id, { ...input, Password: "p\ud800" });
    assert.ok(codes(other).includes("undocumented_form"));
    assert.deepEqual(JSON.parse(buildBody(id, other)), other);
    assert.deepEqual(JSON.parse(buildBody(id, { ...other, UserId: 'a"b\\c-1234567' })).UserId, 'a"b\\c-1234567');
  }
});
