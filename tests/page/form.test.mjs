// The form, and what becomes of what a person types into it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { CHIME, CLOUDSSO, DOTS, OPERATIONS, WORKMAIL } from "./operations.mjs";
import { build, choose, fillIds, FORM_STATUS, issues, REQUEST_STATUS, rules, tab } from "./steps.mjs";
import { clipboard, focuses, percent, ready, says, texts, traces, visit } from "./visit.mjs";
import { becomes } from "./waiting.mjs";

describe("the form", () => {
  test("says what a password needs before one is typed", () => visit(async (page) => {
    await ready(page);
    assert.deepEqual(await texts(page, "#member-3-help li"), [
      "8 to 63 characters",
      "at least 3 of these: an uppercase letter, a lowercase letter, a digit, a special character and a Latin-1 Supplement character such as é",
      "only U+0020 to U+00FF (Basic Latin and Latin-1 Supplement)",
    ]);
    await choose(page, CLOUDSSO);
    assert.deepEqual(await texts(page, "#member-3-help li"), [
      "8 to 32 characters",
      "an uppercase letter",
      "a lowercase letter",
      "a digit",
      "a special character",
      "at least 3 different characters",
      "not the user's name anywhere in it, which is checked once it is given below",
    ]);
    assert.deepEqual(await texts(page, "#form label"), [
      "Directory ID", "User ID", "Password", "What to generate", "Words", "Length", "Leave out look-alikes", "What the user is called in the directory (optional)", "Generate a random password", "Require a new password at the next logon", "Region",
    ]);
  }));

  test("keeps browsers and password managers from filling in or cutting what is typed", () => visit(async (page) => {
    await ready(page);
    for (const operation of OPERATIONS) {
      await choose(page, operation);
      const inputs = await page.locator("#form input").evaluateAll(($inputs) => $inputs.map(($input) => ({
        type: $input.type, autocomplete: $input.autocomplete, hints: `${$input.id} ${$input.name}`, maxlength: $input.maxLength, placeholder: $input.placeholder,
      })));
      assert.ok(inputs.length >= 2);
      for (const { type, autocomplete, hints, maxlength, placeholder } of inputs) {
        assert.equal(autocomplete, type === "password" ? "new-password" : "off");
        assert.match(hints, /^(member-\d(-[a-z-]+)?|directory-person) $/);
        assert.equal(maxlength, -1);
        assert.equal(placeholder, "");
      }
      assert.equal(await page.locator("#form").evaluate(($form) => [...new FormData($form)].length), 0);
    }
  }));

  test("takes the password out while the service makes one, and back in", () => visit(async (page) => {
    await ready(page);
    await choose(page, CLOUDSSO);
    await fillIds(page, CLOUDSSO);
    await page.locator("#member-3").fill("abc");
    await page.getByLabel("Generate a random password").check();
    // On from the start: a forgotten switch would leave the user with a password that somebody else knows.
    assert.equal(await page.getByLabel("Require a new password at the next logon").isChecked(), true);
    assert.equal(await page.locator("#member-3").isDisabled(), true);
    assert.equal(await page.getByRole("button", { name: "Show password" }).isDisabled(), true);
    assert.equal(await page.locator("#member-3-note").textContent(), "Not needed while “Generate a random password” is on. The password is not sent.");
    assert.deepEqual(await issues(page, 3), []);
    await build(page);
    assert.equal(
      await page.locator("#request-body").textContent(),
      "DirectoryId=d-00fc2p61abcd&UserId=u-00q8wbq42wiltcrkabcd&GenerateRandomPassword=true&RequirePasswordResetForNextLogin=true",
    );
    assert.equal(await page.getByRole("button", { name: "in the request" }).count(), 0);
    await page.getByLabel("Generate a random password").uncheck();
    assert.equal(await page.locator("#member-3").isDisabled(), false);
    assert.equal(await page.locator("#member-3").inputValue(), "abc");
    assert.equal(await page.locator("#member-3-note").textContent(), "");
    assert.deepEqual(await rules(page), [
      "Still to do: 8 to 32 characters",
      "Still to do: an uppercase letter",
      "Done: a lowercase letter",
      "Still to do: a digit",
      "Still to do: a special character",
      "Done: at least 3 different characters",
      "not the user's name anywhere in it, which is checked once it is given below",
    ]);
    assert.deepEqual(await issues(page, 3), []);
  }));

  test("takes a request away that its details no longer match", () => visit(async (page) => {
    await ready(page);
    await fillIds(page, WORKMAIL);
    await page.getByRole("button", { name: "Generate password" }).click();
    await build(page);
    await page.getByLabel("Region").selectOption("eu-west-1");
    const outdated = "The details have changed, so the request was taken away. Build it again.";
    assert.deepEqual(await texts(page, "#request > *"), ["The request", outdated]);
    assert.equal(await page.locator("#announcer").textContent(), outdated);
    await build(page);
    assert.equal(await page.locator("#request-line").textContent(), "POST https://workmail.eu-west-1.amazonaws.com/");
  }));

  test("clears the password and keeps the IDs", () => visit(async (page) => {
    await ready(page);
    await fillIds(page, WORKMAIL);
    await page.getByRole("button", { name: "Generate password" }).click();
    await page.getByRole("button", { name: "Show password" }).click();
    await build(page);
    await page.getByRole("button", { name: "Clear the password" }).click();
    assert.equal(await page.locator("#member-3").inputValue(), "");
    assert.equal(await page.locator("#member-1").inputValue(), WORKMAIL.ids[0]);
    assert.equal(await page.locator("#member-2").inputValue(), WORKMAIL.ids[1]);
    await focuses(page, "member-3");
    assert.deepEqual(await issues(page, 3), []);
    assert.equal(await page.locator("#request-body").count(), 0);
    await says(page, FORM_STATUS, "The password is cleared. Everything else is kept.");
  }));

  test("keeps the IDs of an operation, and no password, while another one is looked at", () => visit(async (page) => {
    await ready(page);
    await fillIds(page, WORKMAIL);
    await page.locator("#member-3").fill(WORKMAIL.secret);
    await choose(page, CLOUDSSO);
    assert.equal(await page.locator("#member-1").inputValue(), "");
    await choose(page, WORKMAIL);
    assert.equal(await page.locator("#member-1").inputValue(), WORKMAIL.ids[0]);
    assert.equal(await page.locator("#member-3").inputValue(), "");
  }));

  test("shows a warning calmly and builds all the same", () => visit(async (page) => {
    await ready(page);
    await fillIds(page, WORKMAIL);
    await page.locator("#member-3").fill("Ends with a space 1 ");
    await build(page);
    assert.deepEqual(await issues(page, 3), []);
    assert.equal(await page.locator("#member-3").getAttribute("aria-invalid"), null);
    const warning = "Password starts or ends with a space, which is easily lost when it is copied.";
    assert.deepEqual(await texts(page, "#member-3-warnings p"), [`Good to know: ${warning}`]);
    assert.deepEqual(await texts(page, "#request .warnings-list li"), [WORKMAIL.notice, warning]);
  }));

  test("does not take a step to the field's own buttons for leaving it", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-3").focus();
    await page.keyboard.type("abc");
    await tab(page);
    await focuses(page, "Show password");
    assert.equal((await rules(page))[0], "8 to 63 characters");
    await tab(page, 5);
    assert.equal((await rules(page))[0], "Still to do: 8 to 63 characters");
    assert.equal(await page.locator("#announcer").textContent(), "Password must have at least 8 characters to meet the directory's policy.");
    assert.equal(await page.locator("#member-3").getAttribute("aria-invalid"), "true");
  }));

  test("does not take a look into another window for leaving the field", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-1").focus();
    await page.keyboard.type("m-x");
    // What a browser does when its window loses the focus: the event comes, and the active element stays.
    await page.locator("#member-1").evaluate(($input) => $input.dispatchEvent(new FocusEvent("focusout", { bubbles: true })));
    assert.deepEqual(await issues(page, 1), []);
    await tab(page);
    assert.deepEqual(await issues(page, 1), WORKMAIL.wrongIssues);
  }));

  test("says one thing of a field, and of a password in the list of its rules alone", () => visit(async (page) => {
    await ready(page);
    await fillIds(page, { ids: ["m-x", "short"] });
    await page.locator("#member-3").fill("abc");
    await build(page);
    const said = ["Organization ID must have exactly 34 characters.", "User ID must have at least 12 characters."];
    assert.deepEqual([await issues(page, 1), await issues(page, 2), await issues(page, 3)], [[said[0]], [said[1]], []]);
    assert.deepEqual(await rules(page), ["Still to do: 8 to 63 characters", "Still to do: at least 3 of these: an uppercase letter, a lowercase letter, a digit, a special character and a Latin-1 Supplement character such as é", "Done: only U+0020 to U+00FF (Basic Latin and Latin-1 Supplement)"]);
    assert.deepEqual(await texts(page, ".error-summary a"), [...said, "Password must have at least 8 characters to meet the directory's policy."]);
    // Which character it is, no rule says.
    await page.locator("#member-3").fill("ab한");
    assert.deepEqual(await issues(page, 3), ["Password has a character that is not allowed at position 3. Allowed are U+0020 to U+00FF (Basic Latin and Latin-1 Supplement)."]);
    assert.equal((await rules(page))[2], "Still to do: only U+0020 to U+00FF (Basic Latin and Latin-1 Supplement)");
    await page.locator("#member-3").fill("");
    assert.deepEqual(await issues(page, 3), ["Password is required."]);
  }));

  test("takes out of the summary what is mended, and the summary away with the last of it", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-1").fill("m-x");
    await build(page);
    const summary = () => texts(page, ".error-summary a");
    assert.deepEqual(await summary(), ["Organization ID must have exactly 34 characters.", "User ID is required.", "Password is required."]);
    assert.equal(await page.locator(".error-summary [role=alert]").count(), 1);
    await page.locator("#member-2").fill(WORKMAIL.ids[1]);
    assert.deepEqual(await summary(), ["Organization ID must have exactly 34 characters.", "Password is required."]);
    // It is no news.
    assert.equal(await page.locator(".error-summary [role=alert]").count(), 0);
    assert.equal(await page.title(), "Error: Reset desk");
    await page.locator("#member-1").fill(`m-${"x".repeat(32)}`);
    assert.match((await summary())[0], /^Organization ID must be m- followed by 32 characters/);
    await page.locator("#member-1").fill(WORKMAIL.ids[0]);
    assert.deepEqual(await summary(), ["Password is required."]);
    await page.getByRole("link", { name: "Password is required." }).click();
    await focuses(page, "member-3");
    await page.getByRole("button", { name: "Generate password" }).click();
    assert.equal(await page.locator(".error-summary").count(), 0);
    assert.equal(await page.title(), "Reset desk");
    // What is wrong again is said beside its field.
    await page.locator("#member-2").fill("x");
    assert.equal(await page.locator(".error-summary").count(), 0);
  }));

  test("warns of a field while others are empty or wrong", () => visit(async (page) => {
    await ready(page);
    const warnings = (place) => texts(page, `#member-${place}-warnings p`);
    await page.locator("#member-2").fill("maria@example.com");
    assert.deepEqual(await warnings(2), []);
    await page.locator("#member-1").focus();
    assert.deepEqual(await issues(page, 2), []);
    const alone = await warnings(2);
    assert.equal(alone.length, 1);
    assert.match(alone[0], /^Good to know: User ID /);
    await page.locator("#member-1").fill("m-x");
    await page.locator("#member-3").fill(" Abcdef123");
    await build(page);
    assert.deepEqual(await warnings(2), alone);
    assert.deepEqual(await warnings(3), ["Good to know: Password starts or ends with a space, which is easily lost when it is copied."]);
    await page.locator("#member-1").fill(WORKMAIL.ids[0]);
    assert.deepEqual(await warnings(2), alone);
    // What is wrong itself is not warned of.
    await page.locator("#member-2").fill("m@x.org");
    assert.deepEqual([await issues(page, 2), await warnings(2)], [["User ID must have at least 12 characters."], []]);
  }));

  test("takes away what surrounds an ID that is pasted or left, and nothing of a password", () => visit(async (page) => {
    await ready(page);
    const around = (text) => `\u200B \u00A0\uFEFF${text}\u2060\t \u3000`;
    const pasted = async (place, text) => {
      await page.evaluate((text) => navigator.clipboard.writeText(text), text);
      await page.locator(`#member-${place}`).focus();
      await page.keyboard.press("Control+V");
    };
    await pasted(1, around(WORKMAIL.ids[0]));
    await becomes(() => page.locator("#member-1").inputValue(), WORKMAIL.ids[0]);
    await page.locator("#member-2").fill(around(WORKMAIL.ids[1]));
    assert.equal(await page.locator("#member-2").inputValue(), around(WORKMAIL.ids[1]));
    await page.locator("#member-1").focus();
    assert.equal(await page.locator("#member-2").inputValue(), WORKMAIL.ids[1]);
    assert.deepEqual([await issues(page, 1), await issues(page, 2)], [[], []]);
    await pasted(3, " Abcdef123\u00A0");
    await becomes(() => page.locator("#member-3").inputValue(), " Abcdef123\u00A0");
    // By Enter the field is not left.
    await page.locator("#member-2").fill(`${WORKMAIL.ids[1]} `);
    await page.keyboard.press("Enter");
    await page.locator("#request-body").waitFor();
    assert.equal(await page.locator("#member-2").inputValue(), WORKMAIL.ids[1]);
    assert.equal(await page.locator("#member-3").inputValue(), " Abcdef123\u00A0");
    assert.equal(await page.locator("#request-body").textContent(), WORKMAIL.body(DOTS));
    // What is within an ID is somebody's mistake, and said.
    await page.locator("#member-1").fill(`${WORKMAIL.ids[0].slice(0, 9)} ${WORKMAIL.ids[0].slice(10)}`);
    await page.locator("#member-2").focus();
    assert.equal((await issues(page, 1)).length, 1);
  }));

  test("does not say that a field is empty that was only passed", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-1").focus();
    await tab(page, 2);
    assert.deepEqual(await issues(page, 1), []);
  }));

  test("does not move a button away from under the click that leaves a field", () => visit(async (page) => {
    await ready(page);
    await choose(page, CLOUDSSO);
    await page.locator("#member-3").fill("abc");
    const { x, y, width } = await page.getByRole("button", { name: "Build request" }).boundingBox();
    await page.mouse.move(x + width / 2, y + 4);
    await page.mouse.down();
    assert.deepEqual(await issues(page, 3), []);
    await page.mouse.up();
    assert.equal(await page.locator(".error-summary").count(), 1);
    assert.equal((await rules(page))[0], "Still to do: 8 to 32 characters");
  }, { context: { viewport: { width: 1280, height: 2400 } } }));

  test("covers every secret when the page comes back from the back-forward cache", () => visit(async (page) => {
    await ready(page);
    await fillIds(page, WORKMAIL);
    await page.locator("#member-3").fill(WORKMAIL.secret);
    await build(page);
    await page.getByRole("button", { name: "Show password in the request" }).click();
    await page.getByRole("button", { name: "Show password", exact: true }).click();
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    assert.equal(await page.locator("#member-3").getAttribute("type"), "password");
    assert.equal(await page.locator("#request-body").textContent(), WORKMAIL.body(DOTS));
  }));

  test("ticks what the directory asks for, once the field is left", () => visit(async (page) => {
    await ready(page);
    await choose(page, CLOUDSSO);
    const $lines = "#member-3-help li";
    const plain = await texts(page, $lines);
    await page.locator("#member-3").fill("abcABC");
    assert.deepEqual(await texts(page, $lines), plain);
    await page.locator("#member-1").focus();
    const states = async () => (await texts(page, $lines)).map((text) => /^(Done|Still to do)?/.exec(text)[0]);
    assert.deepEqual(await states(), ["Still to do", "Done", "Done", "Still to do", "Still to do", "Done", ""]);
    await page.locator("#member-3").fill("abcABC12.");
    assert.deepEqual(await states(), ["Done", "Done", "Done", "Done", "Done", "Done", ""]);
    await page.getByRole("button", { name: "Clear the password" }).click();
    assert.deepEqual(await texts(page, $lines), plain);
    await page.getByRole("button", { name: "Generate password" }).click();
    assert.deepEqual(await states(), ["Done", "Done", "Done", "Done", "Done", "Done", ""]);
  }));

  test("generates as its options say, and says how many bits that is", () => visit(async (page) => {
    await ready(page);
    const core = await import("../../www/pkg/slim.js");
    await core.default(await readFile(new URL("../../www/pkg/core.wasm", import.meta.url)));
    core.describe((await import("../../www/pkg/operations/workmailResetPassword.js")).default);
    const bits = async (options) => {
      const [said] = /^[\d.]+(?= bits\. Each is drawn evenly)/.exec(await page.locator(".entropy").innerText()) ?? [];
      const exact = core.entropy("workmail:ResetPassword", options);
      assert.ok(Number(said) <= exact && exact - Number(said) < 0.1, `${said} of ${exact}`);
    };
    await page.getByText("Generator options").click();
    await bits({ length: 20 });
    await page.getByLabel("Length", { exact: true }).fill("33");
    assert.equal(await page.getByLabel("Length, as a slider").inputValue(), "33");
    await bits({ length: 33 });
    await page.getByLabel("Leave out look-alikes").check();
    await bits({ length: 33, avoidAmbiguous: true });
    await page.getByLabel("Length, as a slider").fill("63");
    assert.equal(await page.getByLabel("Length", { exact: true }).inputValue(), "63");
    await page.getByLabel("Length", { exact: true }).focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".error-summary").count(), 0);
    assert.match(await page.locator("#member-3").inputValue(), /^[^Il1|O0]{63}$/);
    await page.getByLabel("Length", { exact: true }).fill("4");
    await page.keyboard.press("Tab");
    assert.equal(await page.getByLabel("Length", { exact: true }).inputValue(), "8");
    await bits({ length: 8, avoidAmbiguous: true });
  }));

  test("generates a passphrase if that is chosen, and loads its words then", () => visit(async (page, seen) => {
    await ready(page);
    const loaded = () => seen.requests.filter((request) => request.url().endsWith("/pkg/passphrase.js")).length;
    await page.getByText("Generator options").click();
    assert.equal(await page.getByLabel("Words").isVisible(), false);
    assert.equal(loaded(), 0);
    await page.getByLabel("What to generate").selectOption("passphrase");
    assert.equal(await page.getByLabel("Words").isVisible(), true);
    assert.equal(await page.getByLabel("Length", { exact: true }).isVisible(), false);
    assert.equal(await page.getByLabel("Leave out look-alikes").isVisible(), false);
    const known = "The words are drawn evenly from a list of 7,776. How many passphrases meet the directory's policy is counted, not estimated.";
    await says(page, ".entropy", `64.6 bits. ${known}`);
    await page.getByLabel("Words").fill("4");
    await says(page, ".entropy", `51.6 bits. ${known}`);
    await page.getByRole("button", { name: "Generate password" }).click();
    await says(page, ".password > .status", "A new password is filled in. Show it to read it, or copy it.");
    assert.match(await page.locator("#member-3").inputValue(), /^[A-Z][a-z]+(-[A-Z][a-z]+){3}$/);
    assert.deepEqual(await issues(page, 3), []);
    // CloudSSO takes 32 characters.
    await choose(page, CLOUDSSO);
    await page.getByText("Generator options").click();
    await page.getByLabel("What to generate").selectOption("passphrase");
    await page.getByLabel("Words").fill("10");
    await says(page, ".entropy", "No passphrase of so many words meets the directory's policy. ");
    await page.getByRole("button", { name: "Generate password" }).click();
    await says(page, ".password > .status", "No password could be generated.");
    await page.getByLabel("Words").fill("");
    await page.keyboard.press("Enter");
    await becomes(async () => /^[A-Z][a-z]+(-[A-Z][a-z]+){4}-\d$/.test(await page.locator("#member-3").inputValue()), true);
    assert.equal(loaded(), 1);
    // Another language draws the form anew and keeps the choice.
    await page.getByRole("button", { name: "简体中文" }).click();
    await page.getByLabel("生成内容").waitFor();
    assert.equal(await page.getByLabel("生成内容").inputValue(), "passphrase");
    await says(page, ".entropy", "61.1 比特。 单词从 7,776 个词的词表中等概率抽取；符合目录策略的密码短语总数是精确计算的，并非估计。");
  }));

  test("goes back to passwords if the words cannot be loaded", () => visit(async (page) => {
    await ready(page);
    await page.route("**/pkg/passphrase.js", (route) => route.abort());
    await page.getByText("Generator options").click();
    await page.getByLabel("What to generate").selectOption("passphrase");
    await becomes(async () => (await page.locator(".entropy").textContent()).endsWith("This part of the page could not be loaded. Check the connection, and try again."), true);
    assert.equal(await page.getByLabel("What to generate").inputValue(), "password");
    assert.equal(await page.getByLabel("Length", { exact: true }).isVisible(), true);
    await page.unroute("**/pkg/passphrase.js");
    await page.getByLabel("What to generate").selectOption("passphrase");
    await becomes(async () => (await page.locator(".entropy").textContent()).startsWith("64.6 bits."), true);
  }, { failures: true }));

  test("spells the password out until it changes or is hidden", () => visit(async (page) => {
    await ready(page);
    const $spell = page.getByRole("button", { name: "Spell out password" });
    await $spell.click();
    await says(page, FORM_STATUS, "There is no password to spell yet.");
    await page.locator("#member-3").fill("aB7 $");
    await $spell.click();
    assert.equal(await $spell.getAttribute("aria-expanded"), "true");
    assert.deepEqual(await texts(page, ".spelling span"), ["lower alfa", "capital Bravo", "digit seven", "space", "dollar sign"]);
    assert.deepEqual(await texts(page, ".spelling code"), ["a", "B", "7", "␣", "$"]);
    await build(page);
    assert.equal(await page.locator(".spelling").count(), 0);
    await $spell.click();
    await page.locator("#member-3").fill("x");
    assert.equal(await page.locator(".spelling").count(), 0);
    assert.equal(await $spell.getAttribute("aria-expanded"), "false");
  }));

  test("empties the clipboard after a minute, or when it is told to", () => visit(async (page) => {
    await ready(page);
    await page.getByRole("button", { name: "Generate password" }).click();
    const $copy = page.getByRole("button", { name: "Copy password" });
    const $timer = page.getByRole("timer");
    await $copy.click();
    await $timer.waitFor();
    assert.equal(await $timer.textContent(), "In 60 seconds this page empties the clipboard, whatever it holds then.");
    await page.clock.runFor(59_000);
    assert.equal(await $timer.textContent(), "In 1 second this page empties the clipboard, whatever it holds then.");
    assert.notEqual(await clipboard(page), "");
    await page.clock.runFor(1000);
    const cleared = "The clipboard is empty. A clipboard history may still keep what was in it.";
    await says(page, FORM_STATUS, cleared);
    assert.equal(await clipboard(page), "");
    assert.equal(await $timer.count(), 0);

    await $copy.click();
    await $timer.waitFor();
    await page.getByRole("button", { name: "Clear clipboard" }).focus();
    await page.keyboard.press("Enter");
    await says(page, FORM_STATUS, cleared);
    assert.equal(await clipboard(page), "");
    await focuses(page, "status");

    // Where the browser refuses while nobody is there, it is done when somebody comes back.
    await $copy.click();
    await $timer.waitFor();
    await page.evaluate(() => {
      const write = navigator.clipboard.writeText.bind(navigator.clipboard);
      let refusals = 1;
      navigator.clipboard.writeText = async (text) => {
        if (refusals-- > 0) throw new Error();
        await write(text);
      };
    });
    await page.clock.runFor(60_000);
    await says(page, "[role=timer]", "Come back to this page, or press the button, and it empties the clipboard.");
    await page.keyboard.press("Shift");
    await says(page, FORM_STATUS, cleared);
    assert.equal(await clipboard(page), "");
  }, { prepare: (page) => page.clock.install() }));

  test("keeps the button that empties the clipboard, whatever becomes of the place where the secret was copied", () => visit(async (page) => {
    await ready(page);
    const $clear = page.getByRole("button", { name: "Clear clipboard" });
    await page.getByRole("button", { name: "Generate password" }).click();
    await page.getByRole("button", { name: "Copy password" }).click();
    await $clear.waitFor();
    await choose(page, CLOUDSSO);
    assert.equal(await page.getByRole("timer").textContent(), "In 60 seconds this page empties the clipboard, whatever it holds then.");
    assert.equal(await page.locator("#clipboard").getByRole("button").count(), 1);
    await page.getByRole("button", { name: "简体中文" }).click();
    await page.getByRole("button", { name: "清空剪贴板" }).waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await $clear.click();
    await says(page, "#clipboard .status", "The clipboard is empty. A clipboard history may still keep what was in it.");
    assert.equal(await clipboard(page), "");
    // Of a request that is taken away too.
    await choose(page, WORKMAIL);
    await fillIds(page, WORKMAIL);
    await page.locator("#member-3").fill(WORKMAIL.secret);
    await build(page);
    await page.getByRole("button", { name: "Copy body" }).click();
    await $clear.waitFor();
    await page.locator("#member-3").fill("x");
    assert.equal(await page.locator("#clipboard").getByRole("button").count(), 1);
    await page.locator("#clipboard").getByRole("button").click();
    await says(page, "#clipboard .status", "The clipboard is empty. A clipboard history may still keep what was in it.");
  }, { prepare: (page) => page.clock.install() }));

  test("judges and generates by the directory that is chosen", () => visit(async (page) => {
    await ready(page);
    assert.deepEqual(await texts(page, "#directory option"), ["The default one, or not known", "AWS Managed Microsoft AD"]);
    await fillIds(page, WORKMAIL);
    await page.locator("#member-3").fill("Abcde12");
    await build(page);
    assert.equal((await rules(page))[0], "Still to do: 8 to 63 characters");
    assert.deepEqual(await texts(page, ".error-summary a"), ["Password must have at least 8 characters to meet the directory's policy."]);
    await page.getByLabel("Directory").selectOption("AWS Managed Microsoft AD");
    await focuses(page, "directory");
    assert.equal(await page.locator("#member-3").inputValue(), "Abcde12");
    assert.equal(await page.locator("#member-3").getAttribute("aria-invalid"), null);
    assert.equal((await rules(page))[0], "Done: 7 to 256 characters");
    await build(page);
    assert.equal(await page.locator("#request-body").textContent(), WORKMAIL.body(DOTS));
    await page.getByRole("tab", { name: "Command line" }).click();
    await page.getByLabel("Tool").waitFor();
    assert.match(await page.locator("#command").textContent(), /^ {4}aws workmail reset-password/m);
    await page.getByText("Generator options").click();
    await page.getByLabel("Length", { exact: true }).fill("256");
    await page.getByRole("button", { name: "Generate password" }).click();
    assert.equal((await page.locator("#member-3").inputValue()).length, 256);
    assert.deepEqual(await issues(page, 3), []);
    // Another language keeps it.
    await page.getByRole("button", { name: "简体中文" }).click();
    await page.locator("#directory option", { hasText: "默认目录" }).waitFor({ state: "attached" });
    assert.equal(await page.locator("#directory").inputValue(), "managed-microsoft-ad");
    assert.equal((await page.locator("#member-3").inputValue()).length, 256);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByLabel("Directory", { exact: true }).selectOption("The default one, or not known");
    assert.equal((await rules(page))[0], "Still to do: 8 to 63 characters");
    assert.equal(await page.getByLabel("Length", { exact: true }).inputValue(), "63");
  }));

  test("keeps what the user is called out of the password, and sends it nowhere", () => visit(async (page, seen) => {
    await ready(page);
    assert.equal(await page.getByLabel("What the user is called").count(), 0);
    await choose(page, CLOUDSSO);
    const $name = page.getByLabel("What the user is called in the directory (optional)");
    const state = () => page.locator("#member-3-help li", { hasText: "name anywhere in it" }).textContent();
    const rule = "not the user's name anywhere in it, which is checked once it is given below";
    await fillIds(page, CLOUDSSO);
    await page.locator("#member-3").fill("Maria.Major-2026");
    await page.locator("#member-1").focus();
    assert.equal(await state(), rule);
    await $name.fill("m.major");
    assert.equal(await state(), `Still to do: ${rule}`);
    assert.deepEqual(await issues(page, 3), []);
    await build(page);
    assert.deepEqual(await texts(page, ".error-summary a"), ["Password must not contain the user name to meet the directory's policy."]);
    await page.locator("#member-3").fill("Other.Words-2026");
    assert.equal(await state(), `Done: ${rule}`);
    await build(page);
    await page.locator("#request-body").waitFor();
    for (const name of ["JavaScript", "Python", "HTTP"]) await page.getByRole("tab", { name }).click();
    assert.deepEqual(await traces(page, seen, ["m.major"]), []);
    // It sees what the name leaves out.
    const before = await page.locator(".entropy strong").textContent();
    await page.getByText("Generator options").click();
    await page.getByLabel("Length", { exact: true }).fill("8");
    const eight = await page.locator(".entropy strong").textContent();
    assert.notEqual(eight, before);
    await $name.fill("a");
    await page.getByLabel("Length", { exact: true }).fill("32");
    for (let i = 0; i < 10; i++) {
      await page.getByRole("button", { name: "Generate password" }).click();
      assert.doesNotMatch(await page.locator("#member-3").inputValue(), /a/i);
    }
  }));

  test("prints a slip with nothing on it but what the user needs, and takes it away again", () => visit(async (page) => {
    await ready(page);
    await fillIds(page, WORKMAIL);
    await page.locator("#member-3").fill(WORKMAIL.secret);
    await build(page);
    // A stand-in for the dialog, which no test can close.
    await page.evaluate(() => (window.print = () => {}));
    await page.getByRole("button", { name: "Print a slip" }).click();
    assert.equal(await page.locator("#slip").isVisible(), false);
    await page.emulateMedia({ media: "print" });
    const slip = await page.locator("#slip").innerText();
    assert.equal(await page.locator("#slip .slip-secret").innerText(), WORKMAIL.secret);
    assert.match(slip, /^Amazon WorkMail\s+Your new password\s+For/);
    assert.match(slip, /capital Quebec/);
    for (const id of WORKMAIL.ids) assert.ok(!slip.includes(id));
    assert.equal(await page.locator("main").isVisible(), false);
    assert.equal(await page.locator("header").isVisible(), false);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await page.locator("#slip").innerHTML(), "");
    assert.equal(await page.locator("main").isVisible(), true);
  }));

  test("says so where the browser refuses to copy", () => visit(async (page) => {
    await ready(page);
    await page.getByRole("button", { name: "Copy password" }).click();
    await says(page, FORM_STATUS, "There is no password to copy yet.");
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.locator("#member-3").fill(WORKMAIL.secret);
    await page.getByRole("button", { name: "Copy password" }).click();
    await says(page, FORM_STATUS, "The browser did not allow copying. Show the text and copy it by hand.");
  }));

  for (const width of [320, 640, 1400]) {
    test(`needs no sideways scrolling at ${width} pixels, and has no target under 24`, () => visit(async (page) => {
      await ready(page);
      for (const operation of OPERATIONS) {
        await choose(page, operation);
        await build(page);
        await fillIds(page, operation);
        if (operation.secret) await page.locator("#member-3").fill(operation.secret);
        await build(page);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        const sizes = await page.locator("button:visible, input:visible, select:visible").evaluateAll(($targets) => $targets.map(($target) => {
          const { width, height } = $target.getBoundingClientRect();
          return Math.min(width, height);
        }));
        assert.ok(Math.min(...sizes) >= 24);
      }
    }, { context: { viewport: { width, height: 800 } } }));
  }
});

describe("what a person typed", () => {
  test("is sent to the region that was chosen for it, whatever was looked at in between", () => visit(async (page) => {
    await ready(page);
    await page.locator("#region").selectOption("eu-west-1");
    await choose(page, CLOUDSSO);
    assert.equal(await page.locator("#region").inputValue(), "cn-shanghai");
    await choose(page, WORKMAIL);
    assert.equal(await page.locator("#region").inputValue(), "eu-west-1");
  }));

  const HOSTILE = `<img src=x onerror=alert(1)>"'&</p><script>alert(2)</script>${"{{7*7}}"}A1`;

  for (const operation of OPERATIONS) {
    test(`is text and never markup: ${operation.label}`, () => visit(async (page) => {
      await ready(page);
      await choose(page, operation);
      const elements = () => page.evaluate(() => document.querySelectorAll("img, script, iframe, object, style").length);
      const before = await elements();
      const $inputs = page.locator("#form :is(input[type=text], input[type=password])");
      for (let i = 0; i < await $inputs.count(); i++) await $inputs.nth(i).fill(HOSTILE);
      await build(page);
      // Where the hostile ID is not one, a right one takes its place, so that the request is shown as well.
      if (operation === WORKMAIL) await page.locator("#member-1").fill(WORKMAIL.ids[0]);
      if (operation === CLOUDSSO) {
        await fillIds(page, CLOUDSSO);
        await page.locator("#member-3").fill("<b>Ab1</b>&<i>x");
      }
      if (operation === WORKMAIL) await page.locator("#member-3").fill("<b>Ab1</b>&<i>x");
      await build(page);
      if (operation.secret) await page.getByRole("button", { name: "Show password in the request" }).click();
      const shown = await page.locator("#request-panel-1 pre").last().textContent();
      const json = HOSTILE.replaceAll('"', '\\"');
      assert.equal(shown, new Map([
        [WORKMAIL, `{"OrganizationId":"${WORKMAIL.ids[0]}","UserId":"${json}","Password":"<b>Ab1</b>&<i>x"}`],
        [CLOUDSSO, CLOUDSSO.body("%3Cb%3EAb1%3C%2Fb%3E%26%3Ci%3Ex")],
        [CHIME, `POST https://chime.us-east-1.amazonaws.com/accounts/${percent(HOSTILE)}/users/${percent(HOSTILE)}?operation=reset-personal-pin`],
      ]).get(operation));
      assert.equal(await elements(), before);
      assert.deepEqual(await texts(page, "b, i"), []);
    }));
  }

  for (const operation of [WORKMAIL, CLOUDSSO]) {
    test(`is found nowhere but in its field: ${operation.label}`, () => visit(async (page, seen) => {
      await ready(page);
      await choose(page, operation);
      const button = (name) => page.getByRole("button", { name, exact: true }).click();
      const secrets = [operation.secret];

      await page.locator("#member-3").fill(operation.secret);
      await button("Show password");
      await build(page);
      await fillIds(page, operation);
      await build(page);
      await button("Show password in the request");
      // The search must find what is there, or it proves nothing.
      assert.deepEqual(await traces(page, seen, secrets), ["text"]);
      await button("Hide password in the request");
      await button("Copy body");
      await says(page, REQUEST_STATUS, "The body is copied, with its secret. A clipboard history may keep it.");
      await button("Generate password");
      secrets.push(await page.locator("#member-3").inputValue());
      assert.ok(secrets[1] !== secrets[0]);
      await button("Copy password");
      await says(page, FORM_STATUS, "The password is copied. A clipboard history may keep it.");
      await button("Show password");
      await build(page);
      await button("Copy whole request");
      await says(page, REQUEST_STATUS, "The whole request is copied, with its secret. A clipboard history may keep it.");
      assert.deepEqual(await traces(page, seen, secrets), []);
      await button("Clear the password");
      assert.deepEqual(await traces(page, seen, secrets), []);
    }));
  }
});
