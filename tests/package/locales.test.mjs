// The languages: complete, built from the facts of an issue alone, and taken by a Standard Schema.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { checkPassword, describe, operations, policy, standardSchema, validate } from "../../dist/index.js";

const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const tags = readdirSync(path("dist/locales/")).filter((name) => name.endsWith(".js")).map((name) => name.slice(0, -3));
const locales = Object.fromEntries(await Promise.all(tags.map(async (tag) => [tag, (await import(`../../dist/locales/${tag}.js`)).messages])));
const codes = [...readFileSync(path("js/model.d.ts"), "utf8").match(/export type IssueCode =([^;]*);/)[1].matchAll(/"(\w+)"/g)].map(([, code]) => code);

const WORKMAIL = "workmail:ResetPassword";
const CLOUDSSO = "cloudsso:ResetUserPassword";
const INPUT = { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333", Password: "examplePa$$w0rd" };

/** Everything that an issue may say, of which each sentence takes what it needs. */
const expected = { source: "api", min: 3, max: 5, positions: [1, 1200], form: "FORM", pattern: "PATTERN", classes: ["a digit"], words: ["acme"], values: ["a", "b"], forms: ["FORM"], type: "integer", with: "UserId", character: "U+200B", name: "NAME", looksLike: "A", format: "JSON", line: 2, column: 4 };

test("there are seven, by tags that Intl knows", () => {
  assert.deepEqual(tags, ["de", "en", "es", "fr", "ja", "pt-BR", "zh-Hans"]);
  assert.deepEqual(Intl.getCanonicalLocales(tags), tags);
});

test("each is complete by its type", () => {
  execFileSync("node", [path("node_modules/typescript/bin/tsc"), ..."--noEmit --strict --allowJs --checkJs --target es2022 --lib es2022,dom --module nodenext --moduleResolution nodenext".split(" "), ...tags.map((tag) => path(`js/locales/${tag}.js`))], { stdio: "inherit" });
});

for (const [tag, messages] of Object.entries(locales)) {
  test(`${tag}: a whole sentence for every code, without the definition's English`, () => {
    for (const code of codes) {
      if (code === "rule") continue;
      const issue = { code, path: ["OrganizationId"], message: "ENGLISH", expected };
      const english = code === "lifecycle" && tag === "en";
      for (const more of [{}, { min: 4, max: 4 }, { unless: "UserId" }, { when: "UserId" }, { members: ["UserId"] }, { more: 3, members: ["UserId"] }, ...(code === "out_of_range" ? [{ min: undefined }, { max: undefined }] : []), { positions: undefined }, { composed: true }, { unit: "bytes" }]) {
        const text = messages({ ...issue, expected: { ...expected, ...more } }, describe(WORKMAIL));
        assert.ok(english || /[.。]$|[:：] ?m-[0-9a-f]{32}$/.test(text), `${code}: ${text}`);
        assert.doesNotMatch(text, english ? /undefined/ : /undefined|NaN|ENGLISH|FORM|PATTERN|NAME|#/, `${code}: ${text}`);
      }
    }
    assert.equal(messages({ code: "rule", path: ["Password"], message: "No year, please.", expected: { source: "organization" } }), "No year, please.");
    assert.equal(messages({ code: "of_tomorrow", path: [], message: "English.", expected: { source: "api" } }), "English.");
  });

  test(`${tag}: every group of characters of the catalogue has a name`, () => {
    const classes = operations().flatMap((op) => [policy(op), ...(describe(op).policies ?? []).map((other) => other.policy)]).flatMap((one) => one?.classes ?? []);
    const named = classes.map(({ name }) => [name, messages({ code: "missing_class", path: ["Password"], message: "", expected: { source: "directory", min: 1, classes: [name] } })]);
    assert.ok(classes.length > 20);
    if (tag !== "en") for (const [name, text] of named) assert.ok(!text.includes(name), text);
  });

  test(`${tag}: a Standard Schema takes it, and it repeats no value`, () => {
    const wrong = { OrganizationId: "m-hunter2", UserId: "", Password: "hunter2hunter2", hunter3: "hunter2" };
    const { issues } = standardSchema(WORKMAIL, { messages })["~standard"].validate(wrong);
    assert.ok(issues.length >= 4);
    for (const { message } of issues) assert.ok(!message.includes("hunter2"), message);
  });
}

test("what they say", () => {
  const say = (tag, op, input) => standardSchema(op, { empty: "absent", messages: locales[tag] })["~standard"].validate(input).issues.map(({ message }) => message);
  const wrong = { ...INPUT, OrganizationId: `${INPUT.OrganizationId.slice(0, -1)}G`, Password: "abc" };
  assert.deepEqual(say("en", WORKMAIL, wrong), ["Check the character at position 34. Example: m-d281d0a2fd824be5b6cd3d3ce909fd27", "Use at least 8 characters.", "Use at least 3 of these: an uppercase letter, a lowercase letter, a number, a symbol, and an accented letter (é, ü)."]);
  assert.deepEqual(say("de", WORKMAIL, wrong).slice(1), ["Verwenden Sie mindestens 8 Zeichen.", "Verwenden Sie mindestens 3 dieser Arten: Großbuchstabe, Kleinbuchstabe, Ziffer, Sonderzeichen und Buchstabe mit Akzent oder Umlaut (é, ü)."]);
  assert.deepEqual(say("zh-Hans", WORKMAIL, wrong).slice(1), ["请至少输入 8 个字符。", "请至少包含以下 3 类字符：大写字母、小写字母、数字、特殊字符和带重音的字母（如 é）。"]);
  assert.deepEqual(say("ja", WORKMAIL, {}), ["入力してください。", "入力してください。", "入力してください。"]);
  // The labels of other members are those of the definition.
  const label = describe(CLOUDSSO).members.find(({ name }) => name === "GenerateRandomPassword").label;
  const target = { DirectoryId: "d-00fc2p61abcd", UserId: "u-00q8wbq42wiltcrkabcd", Password: "" };
  assert.deepEqual(say("en", CLOUDSSO, target), [`Fill this in or tick “${label}”.`]);
  assert.deepEqual(say("fr", CLOUDSSO, target), [`Remplissez ce champ ou cochez « ${label} ».`]);
  assert.deepEqual(say("es", CLOUDSSO, target), [`Rellene este campo o marque «${label}».`]);
  const [issue] = checkPassword("aaaaaaa1", { ...policy(WORKMAIL), maxRepeats: 1 }).filter(({ code }) => code === "too_many_repeats");
  assert.equal(locales["pt-BR"](issue), "Não repita um caractere mais de 1 vez seguida.");
  const [lifecycle] = validate(WORKMAIL, INPUT).warnings.filter(({ code }) => code === "lifecycle");
  assert.equal(locales.de(lifecycle, describe(WORKMAIL)), "Der Anbieter stellt diesen Dienst ein: 31. März 2027.");
});
