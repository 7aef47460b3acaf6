// The new password before it is set: made on arrival and covered, or typed, or left to the service.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { CLOUDSSO, DOTS, WORKMAIL } from "./operations.mjs";
import { withDesk } from "./served.mjs";
import { act, beside, choose, form, linkTo, own, ready, rules, shown, source, tab, under, wrong } from "./steps.mjs";
import { clipboard, focuses, says, texts, traces, visit } from "./visit.mjs";
import { becomes } from "./waiting.mjs";

const at = (operation, more = {}) => ({ hash: linkTo(operation), ...more });
const FACTS = ".secret .facts";
const button = (page, name) => page.locator("#form").getByRole("button", { name, exact: true });
const persisted = (page) => page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));

describe("a password that the page makes", () => {
  test("is there on arrival, covered, and not in the document until it is shown", () => visit(async (page, seen) => {
    await ready(page);
    assert.equal(await page.locator(".secret .value .sr").textContent(), "Hidden, 20 characters");
    assert.equal(await page.locator(".secret .value [aria-hidden]").first().textContent(), "•••••");
    assert.equal(await page.locator(FACTS).innerText(), "20 characters · fits the rules");
    const password = await shown(page);
    assert.match(password, /^[^Il1|O0]{20}$/);
    // The search must find what is there, or it proves nothing.
    assert.deepEqual(await traces(page, seen, [password]), ["text"]);
    await button(page, "Hide").click();
    assert.deepEqual(await traces(page, seen, [password]), []);
    await page.locator("#member-2").fill(WORKMAIL.user);
    await form(page, "HTTP");
    await page.locator("#request-http").waitFor();
    assert.deepEqual(await traces(page, seen, [password]), []);
  }, at(WORKMAIL)));

  test("is shown in groups of five, and copied by hand without a space", () => visit(async (page) => {
    await ready(page);
    const password = await shown(page);
    assert.deepEqual((await texts(page, ".secret .value .g")).map((group) => [...group].length), [5, 5, 5, 5]);
    // Digits and signs have colours of their own.
    const drawn = await page.locator(".secret .value i").evaluateAll(($signs) => $signs.map(({ textContent, className }) => [textContent, className]));
    assert.deepEqual(drawn, [...password].filter((character) => !/[A-Za-z]/.test(character)).map((character) => [character, /\d/.test(character) ? "gd" : "gs"]));
    await page.locator(".secret .value").evaluate(($value) => getSelection().selectAllChildren($value));
    await page.keyboard.press("Control+C");
    await becomes(() => clipboard(page), password);
    await source(page, "Words");
    await button(page, "Options").click();
    await page.getByLabel("Between").selectOption("Space");
    await becomes(() => page.locator(".secret .value").textContent().then((text) => /^[A-Z][a-z]+( [A-Z][a-z]+){4}/.test(text)), true);
    await page.locator(".secret .value").evaluate(($value) => getSelection().selectAllChildren($value));
    await page.keyboard.press("Control+C");
    await becomes(async () => (await clipboard(page)) === await page.locator(".secret .value").textContent(), true);
    await source(page, "Random");
    // No screen reader reads it aloud unasked.
    assert.equal(await page.locator(".secret .value").evaluate(($value) => $value.closest("output, [role=status], [role=alert], [aria-live]")), null);
  }, at(WORKMAIL)));

  test("takes the same room covered and shown", () => visit(async (page) => {
    await ready(page);
    const box = () => page.locator("#form footer").boundingBox();
    const before = await box();
    await button(page, "Show").click();
    assert.deepEqual(await box(), before);
  }, at(WORKMAIL)));

  test("stays the same until another is asked for, whichever source is looked at", () => visit(async (page) => {
    await ready(page);
    const random = await shown(page);
    await source(page, "Words");
    await becomes(() => page.locator(FACTS).innerText().then((text) => /^\d+ characters · fits the rules$/.test(text)), true);
    const words = await page.locator(".secret .value").textContent();
    assert.match(words, /^[A-Z][a-z]+(-[A-Z][a-z]+){4}(-\d)?$/);
    await source(page, "My own");
    await page.locator("#member-3").fill("Mango-7-Harbor");
    await source(page, "Random");
    assert.equal(await page.locator(".secret .value").textContent(), random);
    await source(page, "Words");
    assert.equal(await page.locator(".secret .value").textContent(), words);
    await source(page, "My own");
    assert.equal(await page.locator("#member-3").inputValue(), "Mango-7-Harbor");
    await source(page, "Random");
    await button(page, "Generate another").click();
    await says(page, "#announcer", "New password ready.");
    const other = await page.locator(".secret .value").textContent();
    assert.notEqual(other, random);
    // Another language draws the form anew.
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByRole("button", { name: "换一个" }).waitFor();
    assert.equal(await shown(page), other);
  }, at(WORKMAIL)));

  test("cannot be copied before it is set, where a desk sends", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-2").fill(WORKMAIL.user);
    assert.deepEqual((await page.getByRole("button").allInnerTexts()).filter((text) => /Copy|Print|Spell/.test(text)), ["Copy link"]);
    assert.deepEqual(await texts(page, "#form footer button"), ["Reset password"]);
  }, withDesk({}, at(WORKMAIL))));

  test("is covered when it is sent, and when the page is left", () => visit(async (page) => {
    await ready(page);
    await shown(page);
    await persisted(page);
    await says(page, ".secret .value .sr", "Hidden, 20 characters");
    await shown(page);
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { value: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await says(page, ".secret .value .sr", "Hidden, 20 characters");
    await shown(page);
    await page.locator("#member-2").fill(WORKMAIL.user);
    await act(page);
    await says(page, ".secret .value .sr", "Hidden, 20 characters");
  }, at(WORKMAIL)));
});

describe("the options", () => {
  const core = async () => {
    const api = await import("../../www/pkg/slim.js");
    await api.default(await readFile(new URL("../../www/pkg/core.wasm", import.meta.url)));
    for (const name of ["workmailResetPassword", "cloudssoResetUserPassword"]) api.describe((await import(`../../www/pkg/operations/${name}.js`)).default);
    return api;
  };

  test("say length, look-alikes and how many bits that is", () => visit(async (page) => {
    await ready(page);
    const { entropy } = await core();
    const bits = async (options) => assert.equal(await page.locator(".tune .end").textContent(), `${Math.floor(entropy(WORKMAIL.id, options))} bits`);
    const $number = page.getByLabel("Length, 8 to 63", { exact: true }), $slider = page.getByLabel("Length", { exact: true });
    await button(page, "Options").click();
    await bits({ length: 20, avoidAmbiguous: true });
    await $number.fill("33");
    await $number.press("Enter");
    assert.equal(await $slider.inputValue(), "33");
    assert.equal(await page.locator("#form footer [role=status]").isVisible(), false);
    await bits({ length: 33, avoidAmbiguous: true });
    await page.getByLabel("Leave out I l 1 | O 0").uncheck();
    await bits({ length: 33, avoidAmbiguous: false });
    await page.getByLabel("Leave out I l 1 | O 0").check();
    await $slider.fill("63");
    assert.equal(await $number.inputValue(), "63");
    assert.match(await shown(page), /^[^Il1|O0]{63}$/);
    await $number.fill("4");
    await tab(page);
    assert.equal(await $number.inputValue(), "8");
    await bits({ length: 8, avoidAmbiguous: true });
    assert.equal(await page.locator(FACTS).innerText(), "8 characters · fits the rules");
  }, at(WORKMAIL)));

  test("of words are how many and what is between, and the words are loaded then", () => visit(async (page, seen) => {
    await ready(page);
    const loaded = () => seen.requests.filter((request) => request.url().endsWith("/pkg/passphrase.js")).length;
    await button(page, "Options").click();
    assert.equal(await page.getByLabel("Between").isVisible(), false);
    assert.equal(loaded(), 0);
    await source(page, "Words");
    await says(page, ".tune .end", "64 bits");
    assert.deepEqual([await page.getByLabel("Between").isVisible(), await page.getByLabel("Length", { exact: true }).isVisible()], [true, false]);
    const $words = page.getByRole("textbox", { name: "Words" });
    await $words.fill("4");
    await $words.press("Enter");
    await says(page, ".tune .end", "51 bits");
    await page.getByLabel("Between").selectOption("Full stop .");
    assert.match(await shown(page), /^[A-Z][a-z]+(\.[A-Z][a-z]+){3}$/);
    // CloudSSO takes 32 characters.
    await choose(page, CLOUDSSO);
    await page.locator("#member-1").fill(CLOUDSSO.setup.DirectoryId);
    await page.locator("#member-2").fill(CLOUDSSO.user);
    await source(page, "Words");
    await button(page, "Options").click();
    await $words.fill("10");
    await $words.press("Enter");
    await says(page, FACTS, "Nothing fits the rules with these options.");
    assert.equal(await page.locator(".tune .end").textContent(), "Nothing fits the rules with these options.");
    await act(page);
    assert.equal(await beside(page), "1 field to fix: New password");
    await focuses(page, "Generate another");
    await $words.fill("");
    await $words.press("Enter");
    await says(page, ".tune .end", "61 bits");
    assert.match(await shown(page), /^[A-Z][a-z]+(-[A-Z][a-z]+){4}-\d$/);
    assert.equal(loaded(), 1);
  }, at(WORKMAIL)));

  test("say where the words cannot be loaded, and load them at another attempt", () => visit(async (page) => {
    await ready(page);
    await page.route("**/pkg/passphrase.js", (route) => route.abort());
    await source(page, "Words");
    await says(page, FACTS, "This part of the page could not be loaded. Check the connection and try again.");
    await page.unroute("**/pkg/passphrase.js");
    await button(page, "Generate another").click();
    await becomes(() => page.locator(FACTS).innerText().then((text) => text.endsWith(" characters · fits the rules")), true);
  }, at(WORKMAIL, { failures: true })));
});

describe("an own password", () => {
  const $own = (page) => page.locator("#member-3");

  test("has its rules beside it, and a broken one is red once the field is left", () => visit(async (page) => {
    await ready(page);
    assert.equal(await page.locator(".rules").count(), 0);
    await source(page, "My own");
    await focuses(page, "member-3");
    const plain = ["8 to 32 characters", "An uppercase letter", "A lowercase letter", "A digit", "A special character", "At least 3 different characters", "Does not contain the user’s name"];
    assert.deepEqual(await rules(page), plain);
    await page.keyboard.type("abcABC");
    assert.deepEqual(await rules(page), [plain[0], `✓ ${plain[1]}`, `✓ ${plain[2]}`, plain[3], plain[4], `✓ ${plain[5]}`, plain[6]]);
    // Its own button is no other place.
    await tab(page);
    assert.deepEqual((await rules(page))[0], plain[0]);
    await tab(page);
    assert.deepEqual(await rules(page), [`✗ ${plain[0]}`, `✓ ${plain[1]}`, `✓ ${plain[2]}`, `✗ ${plain[3]}`, `✗ ${plain[4]}`, `✓ ${plain[5]}`, plain[6]]);
    assert.deepEqual((await texts(page, ".rules .sr")).slice(0, 2), ["Not met: ", "Met: "]);
    assert.equal(await $own(page).getAttribute("aria-invalid"), "true");
    // The list says it all.
    assert.deepEqual(await wrong(page, 3), []);
    await $own(page).fill("abcABC12.");
    assert.deepEqual(await rules(page), plain.map((line, index) => (index < 6 ? `✓ ${line}` : line)));
    assert.equal(await $own(page).getAttribute("aria-invalid"), null);
    assert.equal(await $own(page).getAttribute("aria-describedby"), "member-3-rules member-3-says");
  }, at(CLOUDSSO)));

  test("is red when it is sent", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-2").fill(WORKMAIL.user);
    await own(page, "abc");
    assert.deepEqual(await rules(page), ["8 to 63 characters", "3 of: A–Z, a–z, 0–9, symbol, é, ß and others", "✓ Only U+0020 to U+00FF (Basic Latin and Latin-1 Supplement)"]);
    await $own(page).press("Enter");
    assert.deepEqual((await rules(page)).slice(0, 2), ["✗ 8 to 63 characters", "✗ 3 of: A–Z, a–z, 0–9, symbol, é, ß and others"]);
    assert.equal(await beside(page), "1 field to fix: New password");
    await focuses(page, "member-3");
    // Which character it is, no rule says.
    await $own(page).fill("ab한");
    assert.deepEqual(await wrong(page, 3), ["Remove the character at position 3: it is not allowed here."]);
    assert.equal((await rules(page))[2], "✗ Only U+0020 to U+00FF (Basic Latin and Latin-1 Supplement)");
    await $own(page).fill("");
    assert.deepEqual(await wrong(page, 3), ["Fill this in."]);
  }, at(WORKMAIL)));

  test("does not move the button away from under the click that leaves it", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-2").fill(WORKMAIL.user);
    await own(page, "abcABC12한");
    const { x, y, width } = await page.locator("#form footer [type=submit]").boundingBox();
    await page.mouse.move(x + width / 2, y + 4);
    await page.mouse.down();
    assert.deepEqual(await wrong(page, 3), []);
    await page.mouse.up();
    assert.deepEqual(await wrong(page, 3), ["Remove the character at position 9: it is not allowed here."]);
    assert.equal(await beside(page), "1 field to fix: New password");
  }, at(WORKMAIL)));

  test("is warned of, and sent all the same", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-2").fill(WORKMAIL.user);
    await own(page, "Ends with a space 1 ");
    assert.equal(await page.locator("#member-3-says").isVisible(), false);
    await page.locator("#member-2").focus();
    assert.equal(await under(page, 3), "Remove the space at the start or end.");
    assert.equal(await page.locator("#member-3-says.warn").count(), 1);
    assert.equal(await $own(page).getAttribute("aria-invalid"), null);
    await act(page);
    await says(page, "#form footer [role=status]", "Run it, then paste the password.");
  }, at(WORKMAIL)));

  test("is shown as it is typed, and can be hidden", () => visit(async (page, seen) => {
    await ready(page);
    await page.locator("#member-2").fill(WORKMAIL.user);
    await own(page, WORKMAIL.secret);
    assert.equal(await $own(page).getAttribute("type"), "text");
    await button(page, "Hide").click();
    assert.equal(await $own(page).getAttribute("type"), "password");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    assert.equal(await $own(page).getAttribute("type"), "text");
    await form(page, "HTTP");
    await page.locator("#request-http").waitFor();
    assert.deepEqual(await traces(page, seen, [WORKMAIL.secret]), ["values"]);
    // To whoever comes back to the page.
    await persisted(page);
    assert.equal(await $own(page).getAttribute("type"), "password");
  }, at(WORKMAIL)));

  test("does not contain what the user is called, which is sent nowhere", () => visit(async (page, seen) => {
    await ready(page);
    const $name = page.getByLabel("What the user is called in the directory (optional)");
    assert.equal(await $name.isVisible(), false);
    await page.locator("#member-2").fill(CLOUDSSO.user);
    await own(page, "Maria.Major-2026");
    const rule = "Does not contain the user’s name";
    const state = async () => (await rules(page)).at(-1);
    assert.equal(await state(), rule);
    await $name.fill("m.major");
    assert.equal(await state(), `✗ ${rule}`);
    await act(page);
    assert.equal(await beside(page), "1 field to fix: New password");
    await $own(page).fill("Other.Words-2026");
    assert.equal(await state(), `✓ ${rule}`);
    for (const name of ["JavaScript", "Python", "HTTP"]) {
      await form(page, name);
      await page.locator(`#request-${name.toLowerCase()}`).waitFor();
    }
    assert.deepEqual(await traces(page, seen, ["m.major"]), ["values"]);
  }, at(CLOUDSSO)));
});

describe("a password that fits another directory", () => {
  test("is judged and made by the one that is chosen", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-2").fill(WORKMAIL.user);
    await button(page, "Change").click();
    assert.deepEqual(await texts(page, "#directory option"), ["Default, or not known", "AWS Managed Microsoft AD"]);
    await own(page, "Abcde12");
    await act(page);
    assert.equal((await rules(page))[0], "✗ 8 to 63 characters");
    await page.locator("#directory").focus();
    await page.locator("#directory").selectOption("AWS Managed Microsoft AD");
    await focuses(page, "directory");
    assert.equal(await $value(page), "Abcde12");
    assert.equal((await rules(page))[0], "✓ 7 to 256 characters");
    await form(page, "HTTP");
    await says(page, "#request-http", `${WORKMAIL.line}\n${WORKMAIL.headers}\n\n${WORKMAIL.body(DOTS)}`);
    await source(page, "Random");
    await button(page, "Options").click();
    await page.getByLabel("Length, 7 to 256").fill("256");
    await page.getByLabel("Length, 7 to 256").press("Enter");
    assert.equal(await page.locator(FACTS).innerText(), "256 characters · fits the rules");
    await page.locator("#directory").selectOption("Default, or not known");
    assert.equal(await page.locator(FACTS).innerText(), "63 characters · fits the rules");
    assert.equal(await page.getByLabel("Length, 8 to 63").inputValue(), "63");
  }, at(WORKMAIL)));
  const $value = (page) => page.locator("#member-3").inputValue();
});

test("a password that the service makes is not sent, and what was typed comes back", () => visit(async (page) => {
  await ready(page);
  await page.locator("#member-2").fill(CLOUDSSO.user);
  await own(page, "Mango-7-Harbor");
  await source(page, "By CloudSSO");
  assert.equal(await page.locator(".secret").innerText(), "CloudSSO makes the password and returns it.");
  await form(page, "HTTP");
  await says(page, "#request-http", `${CLOUDSSO.line}\n${CLOUDSSO.headers}\n\nDirectoryId=d-00fc2p61abcd&UserId=u-00q8wbq42wiltcrkabcd&GenerateRandomPassword=true&RequirePasswordResetForNextLogin=true`);
  assert.equal(await page.locator("#code").getByRole("button", { name: "Show password" }).count(), 0);
  await source(page, "My own");
  assert.equal(await page.locator("#member-3").inputValue(), "Mango-7-Harbor");
  await says(page, "#request-http", `${CLOUDSSO.line}\n${CLOUDSSO.headers}\n\n${CLOUDSSO.body(DOTS)}`);
}, at(CLOUDSSO)));
