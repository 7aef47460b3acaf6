// Passphrases: what they are made of, that each that a policy takes is as likely as any other, and that they are counted exactly.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as resetkit from "../../dist/index.js";
import { english, generatePassphrase, german, passphraseEntropy } from "../../dist/passphrases.js";

const { checkPassword, policies, policy } = resetkit;
const WORKMAIL = "workmail:ResetPassword";

const ranges = (...pairs) => pairs.map(([first, last = first]) => [first, last]);
const upper = (more) => ({ name: "an uppercase letter", characters: ranges("AZ"), generate: "ABCDEFGHIJKLMNOPQRSTUVWXYZ", ...more });
const lower = (more) => ({ name: "a lowercase letter", characters: ranges("az"), generate: "abcdefghijklmnopqrstuvwxyz", ...more });
const digit = (more) => ({ name: "a digit", characters: ranges("09"), generate: "0123456789", ...more });
const special = (more) => ({ name: "a special character", characters: ranges("!/", ":@", "[`", "{~"), generate: "!?_", ...more });
/** A policy that takes all of ASCII, and asks for what `more` says. */
const own = (more) => ({ minLength: 1, maxLength: 200, classes: [upper(), lower(), digit(), special()], extra: ranges(" "), ...more });

const refusal = (call) => {
  try {
    call();
  } catch (error) {
    return `${error.name} ${error.code}: ${error.message}`;
  }
  return "";
};
const draw = (count, ...args) => Array.from({ length: count }, () => generatePassphrase(...args));

test("the lists are those that they are said to be", () => {
  for (const [list, name, shortest, longest] of [[english, "english", 3, 9], [german, "german", 5, 19]]) {
    assert.equal(list.join("\n"), readFileSync(new URL(`../../scripts/words/${name}.txt`, import.meta.url), "utf8").trim());
    assert.deepEqual([list.length, new Set(list).size], [7776, 7776]);
    assert.ok(Object.isFrozen(list) && list.every((word) => /^[a-z]+(-[a-z]+)?$/.test(word)));
    assert.deepEqual([Math.min, Math.max].map((pick) => pick(...list.map(({ length }) => length))), [shortest, longest]);
  }
  const licenses = readFileSync(new URL("../../dist/LICENSE-WORDS", import.meta.url), "utf8");
  for (const said of ["Electronic Frontier Foundation", "https://creativecommons.org/licenses/by/3.0/us/", "dys2p", "CC0", "Daniel Miessler", "MIT"]) assert.ok(licenses.includes(said), said);
});

test("five words with hyphens, and nothing that the policy does not ask for", () => {
  const words = new Set(english);
  const passphrase = generatePassphrase(own());
  assert.match(passphrase, /^[a-z]+(-[a-z]+){4}$/);
  assert.ok(passphrase.split("-").every((word) => words.has(word)));
  assert.match(generatePassphrase(own(), { words: 3, separator: " ", list: german }), /^[a-z]+( [a-z]+){2}$/);
  assert.match(generatePassphrase(own(), { words: 1 }), /^[a-z]+$/);
  // Four of EFF's words have a hyphen themselves.
  assert.equal(passphraseEntropy(own()), 5 * Math.log2(7772));
  assert.equal(passphraseEntropy(own(), { separator: "_", words: 6 }), 6 * Math.log2(7776));
});

test("capitals, a digit and other characters where the policy asks, counted as what they add", () => {
  const list = ["ant", "bee", "cow", "dog"];
  const forms = (policy, options) => {
    const [first] = draw(1, policy, { words: 2, list, ...options });
    return [first.replace(/[a-z]/g, "a").replace(/[A-Z]/g, "A").replace(/\d/g, "0").replace(/[!?_]/g, "!"), 2 ** passphraseEntropy(policy, { words: 2, list, ...options })].map((it) => (typeof it === "number" ? Math.round(it * 1e6) / 1e6 : it));
  };
  assert.deepEqual(forms(own()), ["aaa-aaa", 16]);
  assert.deepEqual(forms(own({ classes: [upper({ min: 1 }), lower(), digit(), special()] })), ["Aaa-Aaa", 16]);
  assert.deepEqual(forms(own({ classes: [upper({ min: 3 }), lower(), digit(), special()] })), ["Aaa-Aaa-A", 16 * 26]);
  assert.deepEqual(forms(own({ classes: [upper(), lower(), digit({ min: 1 }), special()] })), ["aaa-aaa-0", 160]);
  assert.deepEqual(forms(own({ classes: [upper(), lower(), digit({ min: 3 }), special()] })), ["aaa-aaa-000", 16_000]);
  assert.deepEqual(forms(own({ classes: [upper(), lower(), digit(), special({ min: 1 })] })), ["aaa-aaa", 16]);
  assert.deepEqual(forms(own({ classes: [upper(), lower(), digit(), special({ min: 2 })] })), ["aaa-aaa-!", 48]);
  assert.deepEqual(forms(own({ classes: [upper(), lower(), digit(), special({ min: 1 })] }), { separator: " " }), ["aaa aaa !", 48]);
  assert.deepEqual(forms(own({ classes: [upper({ min: 1 }), lower({ min: 1 }), digit({ min: 1 }), special({ min: 1 })] })), ["Aaa-Aaa-0", 160]);
  // The separator before the digit is the special character.
  assert.deepEqual(forms(own({ classes: [upper(), lower(), digit({ min: 1 }), special({ min: 1 })] }), { words: 1 }), ["aaa-0", 40]);
  for (const [minClasses, expected] of [[2, ["aaa-aaa", 16]], [3, ["Aaa-Aaa", 16]], [4, ["Aaa-Aaa-0", 160]]]) assert.deepEqual(forms(own({ minClasses })), expected);
});

test("each passphrase is as likely as any other, also where lengths leave few", () => {
  // Chi-square with so many degrees of freedom is above the limit once in a million runs.
  const LIMITS = { 6: 40, 7: 42, 8: 45.1, 14: 56, 15: 59.0, 59: 126.4 };
  for (const [policy, options, expected] of [
    [own(), { words: 2, list: ["a", "bb", "ccc"] }, 9],
    [own({ minLength: 5, maxLength: 6 }), { words: 2, list: ["a", "bb", "ccc", "dddd", "eeeee"] }, 7],
    [own({ minClasses: 4 }), { words: 1, list: ["bb", "cc", "dd", "ee", "ff", "gg"] }, 60],
    [own({ maxRepeats: 1 }), { words: 2, list: ["a", "b", "c", "d", "ee"] }, 16],
    // "aaa" is "a" and "aa", and "aa" and "a".
    [own(), { words: 2, separator: "", list: ["a", "aa", "b"] }, 8],
    [own(), { words: 2, separator: "--", list: ["a", "a-", "-b", "b"] }, 15],
  ]) {
    const count = Math.round(2 ** passphraseEntropy(policy, options));
    assert.equal(count, expected);
    const times = new Map();
    const each = 50;
    for (const passphrase of draw(each * count, policy, options)) times.set(passphrase, (times.get(passphrase) ?? 0) + 1);
    assert.equal(times.size, count);
    const chiSquare = [...times.values()].reduce((sum, number) => sum + (number - each) ** 2 / each, 0);
    assert.ok(chiSquare < LIMITS[count - 1], `${chiSquare}`);
  }
});

test("each word of the list is as likely as any other", () => {
  const groups = new Map(english.map((word, place) => [word, place % 64]));
  const times = new Array(64).fill(0);
  for (const passphrase of draw(200, own({ maxLength: 1000 }), { words: 32, separator: "_" })) for (const word of passphrase.split("_")) times[groups.get(word)]++;
  const each = (200 * 32) / 64;
  // 63 degrees of freedom: above it once in a million runs.
  assert.ok(times.reduce((sum, number) => sum + (number - each) ** 2 / each, 0) < 132);
});

test("entropy is what enumerating comes to", () => {
  const list = ["a", "ab", "abc", "aab", "bee", "cab", "dog", "Dog", "o'b", "x1", "ant-hill", "éa"];
  /** Every text of the words, with what the policy asks for behind them. */
  const enumerate = (policy, { words, separator = "-", names }, behind = [""], change = (word) => word) => {
    const usable = [...new Set((separator === "" ? list : list.filter((word) => !word.includes(separator))).map(change))];
    let texts = [""];
    for (let count = 0; count < words; count++) texts = texts.flatMap((text) => usable.map((word) => (count === 0 ? word : `${text}${separator}${word}`)));
    const all = new Set(texts.flatMap((text) => behind.map((end) => text + (end === "" ? "" : separator + end))));
    return [...all].filter((text) => checkPassword(text, policy, { names }).length === 0).length;
  };
  const latin = own({ extra: ranges(" ", "éé") });
  const capital = (word) => word[0].toUpperCase() + word.slice(1);
  for (const [policy, options, behind, change] of [
    [latin, { words: 3 }],
    [own(), { words: 3 }],
    [{ ...latin, minLength: 6, maxLength: 9 }, { words: 3 }],
    [{ ...latin, minLength: 6, maxLength: 9, unit: "utf16" }, { words: 3 }],
    [{ ...latin, maxBytes: 8 }, { words: 2 }],
    [{ ...latin, maxRepeats: 1 }, { words: 3 }],
    [{ ...latin, maxSequence: 2 }, { words: 3 }],
    [{ ...latin, maxClassRun: 2 }, { words: 2 }],
    [{ ...latin, minDifferent: 5 }, { words: 3 }],
    [{ ...latin, classes: [upper(), lower({ max: 4 }), digit(), special()] }, { words: 2 }],
    [{ ...latin, first: ranges("az"), last: ranges("be") }, { words: 3 }],
    [{ ...latin, forbidden: ranges("x") }, { words: 2 }],
    [{ ...latin, forbiddenWords: ["ab", "g-d"] }, { words: 2 }],
    [{ ...latin, names: { account: { match: "contains" } } }, { words: 3, names: [{ kind: "account", value: "Dog" }] }],
    [{ ...latin, names: { account: { match: "equals" } } }, { words: 2, names: [{ kind: "account", value: "dog-bee" }] }],
    [latin, { words: 3, separator: "" }],
    [latin, { words: 2, separator: "a" }],
    [latin, { words: 2, separator: "--" }],
    [{ ...latin, maxRepeats: 1 }, { words: 2, separator: "--" }],
    [{ ...latin, classes: [upper({ min: 2 }), lower(), digit({ min: 1 }), special()] }, { words: 2 }, [..."0123456789"], capital],
    [{ ...latin, maxLength: 6, classes: [upper(), lower(), digit({ min: 2 }), special()] }, { words: 1 }, Array.from({ length: 100 }, (_, i) => `${i}`.padStart(2, "0"))],
    [{ ...latin, maxRepeats: 1, classes: [upper(), lower(), digit({ min: 2 }), special()] }, { words: 1 }, Array.from({ length: 100 }, (_, i) => `${i}`.padStart(2, "0"))],
  ]) {
    const met = enumerate(policy, options, behind, change);
    const label = JSON.stringify([policy, options]);
    if (met === 0) assert.match(refusal(() => passphraseEntropy(policy, { list, ...options })), /unsatisfiable_policy/, label);
    else assert.equal(passphraseEntropy(policy, { list, ...options }).toFixed(9), Math.log2(met).toFixed(9), label);
  }
});

test("no policy of the package refuses what is drawn for it, and every one has passphrases", () => {
  for (const { id, policy } of policies()) {
    for (const options of [{ userName: "m.major", displayName: "Major, Mo", names: [{ kind: "email", value: "mo@acme.example" }] }, { words: 3, list: german, separator: "_" }]) {
      const { words, list, separator, ...names } = options;
      const passphrase = generatePassphrase(policy, options);
      assert.deepEqual(checkPassword(passphrase, policy, names), [], id);
      const bits = passphraseEntropy(policy, options);
      assert.ok(bits > 30 && bits < 80, `${id}: ${bits}`);
    }
  }
  for (const id of ["cloudsso:ResetUserPassword", "ram:UpdateLoginProfile"]) assert.ok(generatePassphrase(id).length <= 32);
  assert.match(generatePassphrase(WORKMAIL), /^[A-Z][a-z]+(-[A-Z][a-z]+){4}$/);
});

test("the names of the user are kept out of it", () => {
  const list = ["mateo", "anna", "bee", "cow"];
  const rules = own({ names: { account: { match: "contains" } } });
  for (const options of [{ userName: "Mateo" }, { names: [{ kind: "account", value: "mateo" }] }]) {
    for (const passphrase of draw(100, rules, { words: 2, list, ...options })) assert.doesNotMatch(passphrase, /mateo/);
    assert.equal(passphraseEntropy(rules, { words: 2, list, ...options }), 2 * Math.log2(3));
  }
});

test("words that the policy forbids are kept out of it, as many as there may be", () => {
  const forbiddenWords = english.slice(0, 1000).map((word) => word.toUpperCase());
  const left = english.filter((word) => !word.includes("-") && !forbiddenWords.some((forbidden) => word.includes(forbidden.toLowerCase())));
  assert.deepEqual(checkPassword(generatePassphrase(own({ forbiddenWords })), own({ forbiddenWords })), []);
  assert.equal(passphraseEntropy(own({ forbiddenWords })), 5 * Math.log2(left.length));
});

test("where there is none, it is said why, and nothing else is returned", () => {
  const list = ["mateo", "anna"];
  const of = (policy, options) => refusal(() => generatePassphrase(policy, { list, ...options }));
  const said = "ResetkitError unsatisfiable_policy: no passphrase meets the policy: ";
  assert.equal(of(own({ maxLength: 12 }), { words: 3 }), `${said}one of 3 words has at least 14 characters, and the policy takes at most 12`);
  assert.equal(of(own({ minLength: 12 }), { words: 2 }), `${said}one of 2 words has at most 11 characters, and the policy takes at least 12`);
  assert.equal(of(own({ forbidden: ranges("-") })), `${said}it takes none of the words with this separator`);
  assert.equal(of(own({ forbidden: ranges("a") })), `${said}it takes none of the words with this separator`);
  assert.equal(of(own({ last: ranges("!") })), `${said}it asks for characters that none can have`);
  assert.equal(of(own({ minLength: 5, maxLength: 5 }), { words: 1 }).length, 0);
  // A secret of the caller's is in no error.
  assert.doesNotMatch(of(own({ maxLength: 3, names: { account: {} } }), { userName: "mateo" }), /mateo/);
  for (const call of [generatePassphrase, passphraseEntropy]) {
    for (const [args, expected] of [
      [["chime:ResetPersonalPIN"], /no_policy/],
      [["none:Such"], /unknown_operation/],
      [[{}], /invalid_policy/],
      [[null], /invalid_policy/],
      [[{ minLength: 9, maxLength: 8, classes: [lower()] }], /invalid_policy|unsatisfiable_policy/],
      [[WORKMAIL, null], /invalid_options: options must be an object/],
      [[WORKMAIL, { words: 0 }], /invalid_options: words must be a whole number from 1 to 32/],
      [[WORKMAIL, { words: 33 }], /invalid_options: words/],
      [[WORKMAIL, { words: ["a", "b"] }], /invalid_options: words/],
      [[WORKMAIL, { separator: 1 }], /invalid_options: separator must be a string of up to 64 UTF-16 units/],
      [[WORKMAIL, { list: "abc" }], /invalid_options: list must be a list of up to 65536$/],
      [[WORKMAIL, { list: ["a", 1] }], /invalid_options: list must be words of 1 to 64 UTF-16 units/],
      [[WORKMAIL, { list: ["a", ""] }], /invalid_options: list must/],
      [[WORKMAIL, { list: [] }], /unsatisfiable_policy/],
      [[WORKMAIL, { userName: 1 }], /invalid_options: userName/],
    ]) assert.match(refusal(() => call(...args)), expected);
  }
  assert.match(refusal(() => passphraseEntropy(own(), { separator: "" })), /policy_too_complex/);
  for (const min of [65, 65_536]) assert.match(of(own({ maxLength: 1e6, classes: [upper(), lower(), digit({ min }), special()] })), /policy_too_complex/);
});

test("it is the loaded entry that judges, and without one it says so", () => {
  const run = (lines) => execFileSync(process.execPath, ["--input-type=module", "-e", lines.join("\n")], { encoding: "utf8" }).trim();
  const at = (name) => JSON.stringify(import.meta.resolve(`../../dist/${name}.js`));
  const passphrases = `import { generatePassphrase } from ${at("passphrases")};`;
  const print = (policy) => `try { console.log(generatePassphrase(${policy}, { words: 3 }).split("-").length); } catch (error) { console.log(error.code); }`;
  assert.equal(run([passphrases, print(JSON.stringify(WORKMAIL))]), "not_initialized");
  assert.equal(run([passphrases, `import ${at("full")};`, print(JSON.stringify(WORKMAIL))]), "3");
  const slim = [
    passphrases, `import init from ${at("slim")};`, `import { workmailResetPassword } from ${at("operations")};`, 'import { readFileSync } from "node:fs";',
    print("workmailResetPassword"), `await init(readFileSync(new URL(${JSON.stringify(import.meta.resolve("../../dist/core.wasm"))})));`, print("workmailResetPassword"),
  ];
  assert.equal(run(slim), "not_initialized\n3");
});

test("an operation may be given as any function takes it", async () => {
  const { workmailResetPassword } = await import("../../dist/operations.js");
  for (const given of [WORKMAIL, workmailResetPassword, policy(WORKMAIL)]) assert.equal(passphraseEntropy(given), 5 * Math.log2(7772));
});
