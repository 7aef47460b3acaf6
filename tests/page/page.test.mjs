// The page in a real browser, as a person with a keyboard uses it.
import assert from "node:assert/strict";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { buildPage } from "../../scripts/page.mjs";
import { CHIME, CLOUDSSO, DOTS, OPERATIONS, WORKMAIL } from "./operations.mjs";
import { build, choose, fillIds, FORM_STATUS, issues, REQUEST_STATUS, tab } from "./steps.mjs";
import { browser, clipboard, english, focused, percent, ready, says, server, texts, traces, visit } from "./visit.mjs";

describe("by keyboard alone", () => {
  for (const [position, operation] of OPERATIONS.entries()) {
    test(operation.label, () => visit(async (page) => {
      await ready(page);
      const press = (key) => page.keyboard.press(key);

      // Past the two languages and the tabs.
      await tab(page, 4);
      for (let i = 0; i < position; i++) await press("ArrowDown");
      assert.equal(await focused(page), `operation-${position + 1}`);
      assert.equal(await page.locator("#picker .notice").innerText(), operation.notice);

      // Past the link to the documentation and the document of a command line. Nothing is said while the person types for the first time.
      await tab(page, 3);
      assert.equal(await focused(page), "member-1");
      await page.keyboard.type(operation.wrong);
      assert.deepEqual(await issues(page, 1), []);
      await tab(page);
      assert.deepEqual(await issues(page, 1), operation.wrongIssues);
      assert.equal(await page.locator("#announcer").textContent(), operation.wrongIssues.join(" "));
      assert.equal(await page.locator("#member-1").getAttribute("aria-invalid"), "true");
      assert.deepEqual(await issues(page, 2), []);

      await press("Enter");
      assert.equal(await focused(page), "error-summary");
      assert.equal(await page.title(), "Error: Reset desk");
      assert.equal(await page.locator(".error-summary [role=alert] h2").textContent(), "There is a problem");
      assert.deepEqual(await texts(page, ".error-summary a"), [...operation.wrongIssues, ...operation.otherIssues]);
      const beside = [];
      for (const place of [1, 2, 3]) beside.push(...await issues(page, place));
      assert.deepEqual(beside, [...operation.wrongIssues, ...operation.otherIssues]);

      await tab(page);
      await press("Enter");
      assert.equal(await focused(page), "member-1");
      const label = await page.locator("label[for=member-1]").boundingBox();
      assert.ok(label && label.y >= 0, "the label is in view");
      await press("Control+A");
      await page.keyboard.type(operation.ids[0]);
      assert.deepEqual(await issues(page, 1), []);
      assert.equal(await page.locator("#member-1").getAttribute("aria-invalid"), null);
      await tab(page);
      await page.keyboard.type(operation.ids[1]);

      if (operation.secret) {
        const $secret = page.locator("#member-3");
        await tab(page, operation.directories ? 4 : 3);
        await press("Enter");
        await says(page, FORM_STATUS, "A new password is filled in. Show it to read it, or copy it.");
        const generated = await $secret.inputValue();
        assert.ok(generated.length >= 8 && generated.length <= 32);
        assert.deepEqual(await issues(page, 3), []);
        await tab(page);
        await press("Space");
        await says(page, FORM_STATUS, "The password is copied. A clipboard history may keep it.");
        assert.ok(await clipboard(page) === generated, "the clipboard has the password");
        await press("Shift+Tab");
        await press("Shift+Tab");
        assert.equal(await focused(page), "Show password");
        assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-controls")), "member-3");
        await press("Enter");
        assert.equal(await $secret.getAttribute("type"), "text");
        await says(page, FORM_STATUS, "The password is visible.");
        assert.equal(await focused(page), "Hide password");
        await press("Enter");
        assert.equal(await $secret.getAttribute("type"), "password");
        await says(page, FORM_STATUS, "The password is hidden.");
        await press("Enter");
        await press("Shift+Tab");
        await press("Control+A");
        await page.keyboard.type(operation.secret);
      }

      await press("Enter");
      assert.equal(await focused(page), "request-heading");
      assert.equal(await page.title(), "Reset desk");
      assert.equal(await page.locator(".error-summary").count(), 0);
      assert.equal(await page.locator("#request-heading").textContent(), "Your request is ready");
      assert.equal(await page.locator("#request .unsigned").textContent(), operation.unsigned);
      assert.equal(await page.locator("#request-line").textContent(), operation.line);
      assert.deepEqual(await texts(page, "#request-headers"), operation.headers ? [operation.headers] : []);
      assert.deepEqual(await texts(page, "#request .checklist label"), operation.left);

      if (operation.secret) {
        assert.equal(await page.locator("#member-3").getAttribute("type"), "password");
        const body = () => page.locator("#request-body").textContent();
        assert.equal(await body(), operation.body(DOTS));
        assert.equal(await page.locator("#request-body [role=img]").getAttribute("aria-label"), "Password, hidden");
        await tab(page);
        assert.equal(await focused(page), "request-tab-1");
        await tab(page);
        assert.equal(await focused(page), "Show password in the request");
        await press("Enter");
        assert.equal(await body(), operation.body(operation.onTheWire));
        assert.equal(await focused(page), "Hide password in the request");
        await press("Enter");
        assert.equal(await body(), operation.body(DOTS));
        await tab(page);
        await press("Enter");
        await says(page, REQUEST_STATUS, "The body is copied, with its secret. A clipboard history may keep it.");
        assert.equal(await clipboard(page), operation.body(operation.onTheWire));
        await tab(page);
      } else {
        assert.equal(await page.getByRole("button", { name: "Copy body" }).count(), 0);
        await tab(page, 2);
      }
      assert.equal(await focused(page), "Copy whole request");
      await press("Enter");
      await says(
        page,
        REQUEST_STATUS,
        operation.secret ? "The whole request is copied, with its secret. A clipboard history may keep it." : "The whole request is copied.",
      );
      const headers = operation.headers ? `\n${operation.headers}` : "";
      assert.equal(await clipboard(page), `${operation.line}${headers}\n\n${operation.body(operation.onTheWire)}`);
    }));
  }
});

describe("the form", () => {
  test("says what a password needs before one is typed", () => visit(async (page) => {
    await ready(page);
    assert.deepEqual(await texts(page, "#member-3-help li"), [
      "8 to 63 characters",
      "at least 3 of these: an uppercase letter, a lowercase letter, a digit, a special character and a Latin-1 Supplement character such as é",
      "only characters of U+0020 to U+00FF (Basic Latin and Latin-1 Supplement)",
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
      "Directory ID", "User ID", "Password", "Length", "Leave out look-alikes", "What the user is called in the directory (optional)", "Generate a random password", "Require a new password at the next logon", "Region",
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
    assert.deepEqual(await issues(page, 3), [
      "Password must have at least 8 characters.",
      "Password needs an uppercase letter to meet the directory's policy.",
      "Password needs a digit to meet the directory's policy.",
      "Password needs a special character to meet the directory's policy.",
    ]);
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
    assert.equal(await focused(page), "member-3");
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

  test("shows advice calmly and builds all the same", () => visit(async (page) => {
    await ready(page);
    await fillIds(page, WORKMAIL);
    await page.locator("#member-3").fill("Ends with a space 1 ");
    await build(page);
    assert.deepEqual(await issues(page, 3), []);
    assert.equal(await page.locator("#member-3").getAttribute("aria-invalid"), null);
    const advice = "Password starts or ends with a space, which is easily lost when it is copied.";
    assert.deepEqual(await texts(page, "#member-3-advice p"), [`Good to know: ${advice}`]);
    assert.deepEqual(await texts(page, "#request .advice-list li"), [WORKMAIL.notice, advice]);
  }));

  test("does not take a step to the field's own buttons for leaving it", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-3").focus();
    await page.keyboard.type("abc");
    await tab(page);
    assert.equal(await focused(page), "Show password");
    assert.deepEqual(await issues(page, 3), []);
    await tab(page, 5);
    assert.equal((await issues(page, 3))[0], "Password must have at least 8 characters to meet the directory's policy.");
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
    assert.equal((await issues(page, 3)).length, 4);
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
    assert.equal(await focused(page), "status");

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
    assert.deepEqual(await issues(page, 3), ["Password must have at least 8 characters to meet the directory's policy."]);
    await page.getByLabel("Directory").selectOption("AWS Managed Microsoft AD");
    assert.equal(await focused(page), "directory");
    assert.equal(await page.locator("#member-3").inputValue(), "Abcde12");
    assert.deepEqual(await issues(page, 3), []);
    assert.equal((await texts(page, "#member-3-help li"))[0], "Done: 7 to 127 characters");
    await build(page);
    assert.equal(await page.locator("#request-body").textContent(), WORKMAIL.body(DOTS));
    await page.getByRole("tab", { name: "Command line" }).click();
    await page.getByLabel("Tool").waitFor();
    assert.match(await page.locator("#command").textContent(), /^ {2}aws workmail reset-password/m);
    await page.getByText("Generator options").click();
    await page.getByLabel("Length", { exact: true }).fill("127");
    await page.getByRole("button", { name: "Generate password" }).click();
    assert.equal((await page.locator("#member-3").inputValue()).length, 127);
    assert.deepEqual(await issues(page, 3), []);
    // Another language keeps it.
    await page.getByRole("button", { name: "简体中文" }).click();
    await page.locator("#directory option", { hasText: "默认目录" }).waitFor({ state: "attached" });
    assert.equal(await page.locator("#directory").inputValue(), "managed-microsoft-ad");
    assert.equal((await page.locator("#member-3").inputValue()).length, 127);
    await page.getByRole("button", { name: "English" }).click();
    await page.getByLabel("Directory", { exact: true }).selectOption("The default one, or not known");
    assert.deepEqual(await issues(page, 3), ["Password must have at most 63 characters to meet the directory's policy."]);
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
    assert.deepEqual(await issues(page, 3), ["Password must not contain the user name to meet the directory's policy."]);
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

describe("the request in other forms", () => {
  /** What a person would read on paper, and what the provider's own library has to be called with. */
  const SNIPPETS = new Map([
    [WORKMAIL, {
      javascript: (secret) => `import { ResetPasswordCommand, WorkMailClient } from "@aws-sdk/client-workmail";

const client = new WorkMailClient({ region: "us-east-1" });
const output = await client.send(new ResetPasswordCommand({
  OrganizationId: "${WORKMAIL.ids[0]}",
  UserId: "${WORKMAIL.ids[1]}",
  Password: "${secret}",
}));
`,
      python: (secret) => `import boto3

client = boto3.client("workmail", region_name="us-east-1")
output = client.reset_password(
    OrganizationId="${WORKMAIL.ids[0]}",
    UserId="${WORKMAIL.ids[1]}",
    Password="${secret}",
)
`,
    }],
    [CHIME, {
      javascript: () => `import { ChimeClient, ResetPersonalPINCommand } from "@aws-sdk/client-chime";

const client = new ChimeClient({ region: "us-east-1" });
const output = await client.send(new ResetPersonalPINCommand({
  AccountId: "${CHIME.ids[0]}",
  UserId: "${CHIME.ids[1]}",
}));
`,
      python: () => `import boto3

client = boto3.client("chime", region_name="us-east-1")
output = client.reset_personal_pin(
    AccountId="${CHIME.ids[0]}",
    UserId="${CHIME.ids[1]}",
)
`,
    }],
  ]);

  async function built(page, operation) {
    await ready(page);
    await choose(page, operation);
    await fillIds(page, operation);
    if (operation.secret) await page.locator("#member-3").fill(operation.secret);
    await build(page);
  }

  for (const [operation, snippets] of SNIPPETS) {
    test(`code for the provider's libraries: ${operation.label}`, () => visit(async (page) => {
      await built(page, operation);
      const inCode = JSON.stringify(operation.secret ?? "").slice(1, -1);
      for (const [name, expected] of [["JavaScript", snippets.javascript], ["Python", snippets.python]]) {
        await page.getByRole("tab", { name }).click();
        const $code = page.locator(`#request-${name.toLowerCase()}`);
        assert.equal(await $code.textContent(), expected(DOTS));
        if (operation.secret) {
          await page.getByRole("button", { name: "Show password in the request" }).click();
          assert.equal(await $code.textContent(), expected(inCode));
        }
        await page.getByRole("button", { name: "Copy code" }).click();
        await says(page, "#request [role=tabpanel]:not([hidden]) .status", `The code is copied${operation.secret ? ", with its secret. A clipboard history may keep it." : "."}`);
        assert.equal(await clipboard(page), expected(inCode));
      }
      if (!operation.secret) return;
      await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
      for (const name of ["javascript", "python"]) assert.equal(await page.locator(`#request-${name}`).textContent(), snippets[name](DOTS));
    }));
  }

  test("code that keeps the password out of the URL, whatever the provider's own library does", () => visit(async (page) => {
    await built(page, CLOUDSSO);
    for (const [name, quoted] of [["JavaScript", false], ["Python", true]]) {
      await page.getByRole("tab", { name }).click();
      const code = await page.locator(`#request-${name.toLowerCase()}`).textContent();
      assert.ok(code.includes("cloudsso.cn-shanghai.aliyuncs.com"));
      assert.ok(code.includes(quoted ? `    "Password": "${DOTS}",\n` : `  Password: "${DOTS}",\n`), code);
      assert.match(code, /formData/);
      assert.doesNotMatch(code, /query/);
    }
  }));

  test("by keyboard: arrows between the tabs, one stop for the Tab key", () => visit(async (page) => {
    await built(page, CHIME);
    await tab(page);
    const selected = async () => [await focused(page), ...await texts(page, "#request [role=tab][aria-selected=true]"), await page.locator("#request [role=tabpanel]:visible").getAttribute("id")];
    assert.deepEqual(await selected(), ["request-tab-1", "HTTP", "request-panel-1"]);
    await page.keyboard.press("End");
    assert.deepEqual(await selected(), ["request-tab-5", "Skeleton", "request-panel-5"]);
    await page.keyboard.press("ArrowRight");
    assert.deepEqual(await selected(), ["request-tab-1", "HTTP", "request-panel-1"]);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    assert.deepEqual(await selected(), ["request-tab-4", "Python", "request-panel-4"]);
    await page.keyboard.press("Home");
    assert.deepEqual(await selected(), ["request-tab-1", "HTTP", "request-panel-1"]);
    await tab(page);
    assert.equal(await focused(page), "Copy whole request");
  }));

  test("skeletons, as the command line prints them", () => visit(async (page) => {
    await built(page, CLOUDSSO);
    await page.getByRole("tab", { name: "Skeleton" }).click();
    await page.getByLabel("Format").waitFor();
    const { skeleton } = await import("../../pkg/full.js");
    assert.equal(await page.locator("#skeleton").textContent(), skeleton("cloudsso:ResetUserPassword", "input"));
    await page.getByLabel("Format").selectOption("YAML");
    await says(page, "#skeleton", skeleton("cloudsso:ResetUserPassword", "yaml-input"));
    await page.getByRole("button", { name: "Copy skeleton" }).click();
    await says(page, "#request-panel-5 .status", "The skeleton is copied.");
    assert.equal(await clipboard(page), skeleton("cloudsso:ResetUserPassword", "yaml-input"));
  }));

  test("what is left to do stays ticked in another language", () => visit(async (page) => {
    await built(page, WORKMAIL);
    await page.getByLabel("Sign the request and send it.").check();
    await page.getByRole("tab", { name: "Python" }).click();
    await page.getByRole("button", { name: "简体中文" }).click();
    await page.getByLabel("为请求签名并发送。").waitFor();
    assert.deepEqual(await page.locator(".checklist input").evaluateAll(($ticks) => $ticks.map(({ checked }) => checked)), [true, false, false]);
    assert.equal(await page.locator("#request [role=tab][aria-selected=true]").textContent(), "Python");
    // Another request is another list.
    await page.locator("#form .primary").click();
    await page.locator("#request-tab-1[aria-selected=true]").waitFor();
    assert.deepEqual(await page.locator(".checklist input").evaluateAll(($ticks) => $ticks.map(({ checked }) => checked)), [false, false, false]);
  }));

  const full = (body) => (page) => page.route("**/pkg/full.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
  const PANEL = "#request-panel-2";

  test("commands, loaded only when somebody looks, for the tools that can", () => visit(async (page, seen) => {
    await built(page, WORKMAIL);
    assert.ok(!seen.requests.some((request) => request.url().endsWith("full.js")));
    await page.getByRole("tab", { name: "Command line" }).click();
    await page.getByLabel("Tool").waitFor();
    assert.deepEqual(await texts(page, "#command-tool option"), ["aws", "curl"]);
    assert.equal(await page.locator("#command").textContent(), "aws posix us-east-1 3");
    await page.getByLabel("Shell").selectOption("cmd.exe");
    assert.equal(await page.locator("#command").textContent(), "aws cmd us-east-1 3");
    await page.getByRole("button", { name: "Copy command" }).click();
    await says(page, `${PANEL} .status`, "The command is copied.");
    assert.equal(await clipboard(page), "aws cmd us-east-1 3");
    await page.getByLabel("Tool").selectOption("curl");
    assert.equal(await page.locator(`${PANEL} .status`).textContent(), "This tool and this shell cannot carry the request unchanged. Choose others.");
    assert.equal(await page.getByRole("button", { name: "Copy command" }).count(), 0);
  }, {
    prepare: full(`export default async () => {};
      export function command(op, input, { tool, shell, region }) {
        if (tool === "aliyun" || (tool === "curl" && shell === "cmd")) throw new Error();
        return [tool, shell, region, Object.keys(input).length].join(" ");
      }`),
  }));

  test("a command that has to hold the secret covers it, however the shell has it written", () => visit(async (page) => {
    await built(page, WORKMAIL);
    await page.getByRole("tab", { name: "Command line" }).click();
    await page.getByLabel("Tool").waitFor();
    await says(page, `${PANEL} .help`, "The secret is not in this text: the command asks for it when it runs.");
    assert.equal(await page.locator("#command").textContent(), "ask");
    await page.getByLabel("Shell").selectOption("cmd.exe");
    const written = [...WORKMAIL.secret].map((character) => character.charCodeAt(0).toString(16)).join(".");
    assert.equal(await page.locator("#command").textContent(), `run --password=<${DOTS}> now`);
    assert.equal(await page.locator(`${PANEL} .help`).textContent(), "This text holds the secret, because this shell cannot ask for one without showing it.");
    await page.getByRole("button", { name: "Show password in the request" }).click();
    assert.equal(await page.locator("#command").textContent(), `run --password=<${written}> now`);
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    assert.equal(await page.locator("#command").textContent(), `run --password=<${DOTS}> now`);
    await page.getByRole("button", { name: "Copy command" }).click();
    await says(page, `${PANEL} .status`, "The command is copied, with its secret. A clipboard history may keep it.");
    assert.equal(await clipboard(page), `run --password=<${written}> now`);
    await page.getByRole("timer").waitFor();
  }, {
    prepare: full(`export default async () => {};
      const hex = (text) => [...text].map((character) => character.charCodeAt(0).toString(16)).join(".");
      export const command = (op, input, { shell }) => shell === "cmd" ? "run --password=<" + hex(input.Password) + "> now" : "ask";`),
  }));

  test("a sentence where the build has no commands", () => visit(async (page) => {
    await built(page, WORKMAIL);
    await page.getByRole("tab", { name: "Command line" }).click();
    await says(page, `${PANEL} .status`, "The commands could not be loaded. Everything else on this page works without them.");
  }, { prepare: full("export default async () => {};") }));
});

describe("a document of a command line", () => {
  const STATUS = "#document .status";
  const paste = async (page, text) => {
    await page.locator("#document-text").fill(text);
    await page.getByRole("button", { name: "Fill in" }).click();
  };
  const opened = async (page) => {
    await ready(page);
    await page.getByText("Fill in from a command line's document").click();
    await page.locator("#document-text").waitFor();
  };

  test("fills the form, from JSON and from YAML", () => visit(async (page, seen) => {
    await opened(page);
    await page.getByRole("button", { name: "Fill in" }).click();
    await says(page, STATUS, "Paste a document first.");
    assert.ok(!seen.requests.some((request) => request.url().endsWith("full.js")));
    await paste(page, JSON.stringify({ OrganizationId: WORKMAIL.ids[0], UserId: WORKMAIL.ids[1], Password: WORKMAIL.secret }));
    await says(page, STATUS, "Filled in: Organization ID, User ID and Password.");
    assert.deepEqual(await texts(page, "#document-issues p"), []);
    // It would show the password to whoever looks on.
    assert.equal(await page.locator("#document-text").inputValue(), "");
    assert.equal(await page.locator("#member-3").getAttribute("type"), "password");
    assert.deepEqual(await traces(page, seen, [WORKMAIL.secret]), []);
    await build(page);
    assert.equal(await page.locator("#request-body").textContent(), WORKMAIL.body(DOTS));
    await choose(page, CLOUDSSO);
    await page.locator("#document-text").waitFor();
    await paste(page, `DirectoryId: ${CLOUDSSO.ids[0]}\nUserId: "${CLOUDSSO.ids[1]}"\nGenerateRandomPassword: true\nRequirePasswordResetForNextLogin: false\n`);
    await says(page, STATUS, "Filled in: Directory ID, User ID, Generate a random password and Require a new password at the next logon. Left as it was: Password.");
    await build(page);
    assert.equal(await page.locator("#request-body").textContent(), `DirectoryId=${CLOUDSSO.ids[0]}&UserId=${CLOUDSSO.ids[1]}&GenerateRandomPassword=true`);
  }));

  test("gives what is right in it, and names what is not by line and column", () => visit(async (page) => {
    await opened(page);
    await paste(page, `OrganizationId: ${WORKMAIL.ids[0]}\nUserId: short\nPassword: 0123456789\n`);
    await says(page, STATUS, "Filled in: Organization ID. Left as it was: User ID and Password.");
    assert.deepEqual(await texts(page, "#document-issues p"), [
      "Error: Password needs quotation marks at line 3, column 11: YAML may read something else than what is written.",
      "Error: User ID must have at least 12 characters.",
      "Error: Password must be text.",
    ]);
    assert.equal(await page.locator("#document-text").getAttribute("aria-invalid"), "true");
    assert.equal(await page.locator("#member-1").inputValue(), WORKMAIL.ids[0]);
    assert.equal(await page.locator("#member-3").inputValue(), "");
    await paste(page, '{"OrganizationId": "m-x",\n "UserId": }');
    await says(page, STATUS, "Nothing was filled in.");
    assert.deepEqual(await texts(page, "#document-issues p"), ["Error: The input is not valid JSON at line 2, column 12."]);
    // A skeleton as it is printed, with the ID filled in.
    await paste(page, `{"OrganizationId": "", "UserId": "${WORKMAIL.ids[1]}", "Password": ""}`);
    await says(page, STATUS, "Filled in: User ID. Left as it was: Organization ID and Password.");
    await page.getByRole("button", { name: "简体中文" }).click();
    await page.getByRole("button", { name: "填写", exact: true }).waitFor();
    assert.match(await page.locator("#document-text").inputValue(), /"Password": ""/);
    await page.getByRole("button", { name: "填写", exact: true }).click();
    await says(page, STATUS, "已填写：用户 ID。保持不变：组织 ID 和密码。");
    assert.deepEqual(await texts(page, "#document-issues p"), [
      "错误：组织 ID 必须正好是 34 个字符。",
      "错误：密码不能为空。",
      "错误：目录策略要求：密码至少 8 个字符。",
      "错误：目录策略要求：密码至少含以下字符中的 3 类：大写字母、小写字母、数字、特殊字符和拉丁字母补充-1 中的字符（如 é）。",
    ]);
    await page.locator("#document-text").fill("[1,");
    await page.getByRole("button", { name: "填写", exact: true }).click();
    await says(page, "#document-issues", "错误：输入不是有效的 JSON：第 1 行，第 4 列。");
  }));
});

describe("an answer", () => {
  const opened = (page) => page.locator("#answer details:not([open]) summary").click();
  const paste = async (page, text, status = "") => {
    if (await page.locator("#answer details[open]").count() === 0) await opened(page);
    await page.getByLabel("Answer", { exact: true }).fill(text);
    await page.getByLabel("HTTP status").fill(status);
    await page.getByRole("button", { name: "Explain" }).click();
  };
  const RESULT = ".answer-result";
  const told = async (page) => {
    const terms = await texts(page, `${RESULT} dt`);
    const details = await texts(page, `${RESULT} dd`);
    return Object.fromEntries(terms.map((term, index) => [term, details[index]]));
  };

  test("of refusal is explained, and points at its field until that changes", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-3").fill(WORKMAIL.secret);
    await paste(page, JSON.stringify({ __type: "InvalidPasswordException", Message: `Bad: ${WORKMAIL.secret} <b>` }));
    assert.equal(await page.locator(`${RESULT} h3`).textContent(), "The service answered: InvalidPasswordException");
    assert.equal(await focused(page), "The service answered: InvalidPasswordException");
    assert.deepEqual(await told(page), {
      "What it means": "The password does not meet the directory's policy, such as its length or its kinds of characters.",
      "What to do": "Choose or generate another password; the directory may be stricter than its default policy.",
      "What it points at": "Go to “Password”",
      "Sending it again": "Do not send the same request again as it is.",
      "In the service's own words": "Bad: … <b>",
    });
    assert.equal(await page.locator("#member-3-pointer").textContent(), "The service's answer points at the password.");
    await page.getByRole("button", { name: "Go to “Password”" }).click();
    assert.equal(await focused(page), "member-3");
    await page.keyboard.type("x");
    assert.equal(await page.locator("#member-3-pointer").textContent(), "");
    await page.getByRole("button", { name: "Clear the answer" }).click();
    assert.equal(await page.locator(RESULT).textContent(), "");
    assert.equal(await page.locator("#answer-text").inputValue(), "");
  }));

  for (const [what, operation, text, status, expected] of [
    ["a whole HTTP answer", WORKMAIL, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 Bad Request\r\nx-amzn-RequestId: abc-1\r\nContent-Type: application/x-amz-json-1.1\r\n\r\n{\"__type\":\"EntityNotFoundException\",\"Message\":\"No.\"}", "", ["EntityNotFoundException", "No.", "abc-1"]],
    ["the AWS command line", WORKMAIL, "\nAn error occurred (EntityStateException) when calling the ResetPassword operation: The user is disabled.\n", "", ["EntityStateException", "The user is disabled.", undefined]],
    ["boto3's traceback", WORKMAIL, "Traceback (most recent call last):\n  File \"x.py\", line 1\nbotocore.errorfactory.EntityStateException: An error occurred (EntityStateException) when calling the ResetPassword operation (reached max retries: 4): Disabled.", "", ["EntityStateException", "Disabled.", undefined]],
    ["the AWS library for JavaScript", WORKMAIL, "OrganizationStateException: Not active.\n    at f (x.js:1:2) {\n  '$fault': 'client',\n  '$metadata': {\n    httpStatusCode: 400,\n    requestId: 'abc-2' } }", "", ["OrganizationStateException", "Not active.", "abc-2"]],
    ["Alibaba Cloud's command line", CLOUDSSO, "ERROR: SDK.ServerError\nErrorCode: EntityNotExists.User\nRecommend: https://example.com\nRequestId: A-1\nMessage: No user.", "", ["EntityNotExists.User", "No user.", "A-1"]],
    ["Alibaba Cloud's libraries", CLOUDSSO, "Error: EntityNotExists.Directory: code: 404, No directory. request id: A-2", "", ["EntityNotExists.Directory", "No directory.", "A-2"]],
    ["Alibaba Cloud's library for Go", CLOUDSSO, "SDKError:\n   StatusCode: 404\n   Code: EntityNotExists.User\n   Message: code: 404, No user. request id: A-3\n   Data: {}", "", ["EntityNotExists.User", "No user.", "A-3"]],
    ["an XML error", CHIME, "<ErrorResponse><Error><Code>InternalFailure</Code><Message>Oh &amp; no</Message></Error><RequestId>X-1</RequestId></ErrorResponse>", "", ["InternalFailure", "Oh & no", "X-1"]],
    ["a status by itself", CHIME, "", "503", ["503", undefined, undefined]],
    ["a gateway's page", CHIME, "<html>Bad gateway</html>", "502", ["502", undefined, undefined]],
  ]) {
    test(`is read from ${what}`, () => visit(async (page) => {
      await ready(page);
      await choose(page, operation);
      await paste(page, text, status);
      const details = await told(page);
      assert.deepEqual(
        [await page.locator(`${RESULT} h3`).textContent(), details["In the service's own words"], details["Request ID, for the provider's support"]],
        [`The service answered: ${expected[0]}`, expected[1], expected[2]],
      );
      assert.ok(details["What it means"] && details["What to do"] && details["Sending it again"]);
    }));
  }

  test("with a secret covers it, takes the pasted text away and prints no other value", () => visit(async (page, seen) => {
    const answer = { User: { UserId: CHIME.ids[1], DisplayName: "Jo <b>", PersonalPIN: "8675309123", AlexaForBusinessMetadata: { IsAlexaForBusinessEnabled: false } } };
    await ready(page);
    await choose(page, CHIME);
    await paste(page, JSON.stringify(answer));
    assert.equal(await page.locator(`${RESULT} h3`).textContent(), "The service says that it is done");
    assert.equal(await page.locator("#answer-text").inputValue(), "");
    const details = await told(page);
    assert.equal(details["User ID"], CHIME.ids[1]);
    // What the model calls sensitive is covered as well.
    assert.equal(await page.locator("#answer-secret-1").inputValue(), "Jo <b>");
    assert.equal(details["Starts or stops Alexa for Business"], "No");
    assert.equal(await page.locator("#answer-secret-2").getAttribute("type"), "password");
    assert.deepEqual(await traces(page, seen, ["8675309123"]), []);
    const button = (name) => page.getByRole("button", { name });
    await button("Show user's personal meeting PIN").click();
    assert.equal(await page.locator("#answer-secret-2").getAttribute("type"), "text");
    assert.equal(await page.locator("#answer-secret-2").inputValue(), "8675309123");
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    assert.equal(await page.locator("#answer-secret-2").getAttribute("type"), "password");
    await button("Copy user's personal meeting PIN").click();
    await page.getByRole("timer").waitFor();
    assert.equal(await clipboard(page), "8675309123");
    await page.evaluate(() => (window.print = () => {}));
    await button("Print a slip with the user's personal meeting PIN").click();
    const slip = await page.locator("#slip").textContent();
    assert.ok(slip.includes("8675309123") && !slip.includes(CHIME.ids[1]) && !slip.includes("Jo"));
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    // Another language keeps what cannot be pasted again.
    await button("简体中文").click();
    await page.getByRole("heading", { name: "服务表示操作已完成" }).waitFor();
    assert.equal(await page.locator("#answer-secret-2").inputValue(), "8675309123");
    assert.equal(await page.locator("#answer-secret-2").getAttribute("type"), "password");
  }));

  test("that is none is refused calmly", () => visit(async (page) => {
    await ready(page);
    await opened(page);
    await page.getByRole("button", { name: "Explain" }).click();
    await says(page, "#answer-issue", "Paste an answer, or give its status.");
    assert.equal(await focused(page), "answer-text");
    await paste(page, "<img src=x onerror=alert(1)> hello");
    await says(page, "#answer-issue", "This is not an answer that this page can read. Paste the body by itself, or give the status as well.");
    assert.equal(await page.locator("#answer-text").getAttribute("aria-invalid"), "true");
    await paste(page, "{}", "200");
    await says(page, "#answer-issue", "");
    assert.equal(await page.locator(`${RESULT} .help`).textContent(), "The answer holds nothing else.");
  }));
});

describe("sending", () => {
  const withEndpoint = (content, answer) => async (page) => {
    await page.route(server.address, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace("<title>", `<meta name="resetkit-endpoint" content="${content}">\n<title>`);
      await route.fulfill({ response, body });
    });
    if (answer) await page.route("**/reset", answer);
  };
  const $send = (page) => page.getByRole("button", { name: "Send through the server" });
  const STATUS = "#request > .status";

  // What visit asserts of every request does not hold here, where one is a POST.
  const sends = (name, content, answer, steps) => test(name, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(5000);
    await withEndpoint(content, answer)(page);
    await page.goto(server.address);
    await ready(page);
    await fillIds(page, WORKMAIL);
    await page.locator("#member-3").fill(WORKMAIL.secret);
    await build(page);
    await steps(page);
    await context.close();
  });

  test("is not offered where no server is named", () => visit(async (page) => {
    await ready(page);
    await fillIds(page, WORKMAIL);
    await page.getByRole("button", { name: "Generate password" }).click();
    await build(page);
    await page.getByRole("tab", { name: "HTTP" }).waitFor();
    assert.equal(await $send(page).count(), 0);
  }));

  sends("is not offered to another origin", "https://example.com/reset", undefined, async (page) => {
    await page.getByRole("tab", { name: "HTTP" }).waitFor();
    assert.equal(await $send(page).count(), 0);
    assert.match(await page.locator("#lede").innerText(), /it sends nothing and stores nothing/);
  });

  const orders = [];
  sends("hands the input to the server once, and explains what the provider answered", "reset", async (route) => {
    orders.push([route.request().url(), route.request().postDataJSON()]);
    await route.fulfill({ json: { status: orders.length === 1 ? 400 : 200, headers: {}, body: orders.length === 1 ? '{"__type":"EntityNotFoundException","Message":"No."}' : "{}" } });
  }, async (page) => {
    assert.match(await page.locator("#lede").innerText(), /until you send it to your own server/);
    await $send(page).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "The service answered: EntityNotFoundException" }).waitFor();
    assert.equal(await page.locator("#member-2-pointer").textContent(), "The service's answer points at the user ID.");
    await says(page, STATUS, "The server has answered. The answer is explained below.");
    await $send(page).click();
    await page.getByRole("heading", { name: "The service says that it is done" }).waitFor();
    await says(page, STATUS, "The server has answered. The answer is explained below.");
    assert.equal(await $send(page).getAttribute("aria-disabled"), "true");
    await $send(page).focus();
    await page.keyboard.press("Enter");
    assert.equal(orders.length, 2);
    assert.deepEqual(orders[0], [`${server.address}reset`, {
      operation: "workmail:ResetPassword",
      region: "us-east-1",
      input: { OrganizationId: WORKMAIL.ids[0], UserId: WORKMAIL.ids[1], Password: WORKMAIL.secret },
    }]);
  });

  for (const [what, answer] of [["fails", { status: 500, body: "oh" }], ["says something else", { json: { ok: true } }]]) {
    sends(`says so where the server ${what}`, "/reset", (route) => route.fulfill(answer), async (page) => {
      await $send(page).click();
      await says(page, STATUS, "The server gave no answer that can be read. Find out whether the request reached it before you send it again.");
      assert.equal(await $send(page).getAttribute("aria-disabled"), null);
    });
  }
});

describe("sending to the server of the examples", () => {
  test("what the page posts is what it takes, and what it answers is what the page reads", async () => {
    const { outputFiles: [{ text }] } = buildSync({
      entryPoints: [fileURLToPath(new URL("../../examples/server/server.mjs", import.meta.url))],
      alias: { resetkit: fileURLToPath(new URL("../../pkg/index.js", import.meta.url)) },
      bundle: true, platform: "node", format: "esm", write: false,
    });
    const { resetServer } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    const pages = await mkdtemp(join(tmpdir(), "resetkit-pages-"));
    await cp(new URL("../../www/", import.meta.url), pages, { recursive: true });
    const html = await readFile(join(pages, "index.html"), "utf8");
    await writeFile(join(pages, "index.html"), html.replace("<title>", '<meta name="resetkit-endpoint" content="/reset">\n<title>'));
    const sent = [];
    const answers = [
      { status: 400, headers: { "x-amzn-requestid": "abc-1" }, body: '{"__type":"EntityNotFoundException","Message":"No."}' },
      { status: 200, headers: {}, body: "{}" },
    ];
    let origin;
    const examples = resetServer({
      origin: () => origin,
      authorize: () => "ada",
      senders: {
        "workmail:ResetPassword": async (...order) => {
          sent.push(order);
          return answers[sent.length - 1];
        },
      },
      pages,
      log: () => {},
      limit: { resets: 2, milliseconds: 60_000 },
    });
    await new Promise((resolve) => examples.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${examples.address().port}`;
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(5000);
      const said = [];
      page.on("console", (message) => said.push(message.text()));
      await page.goto(origin);
      await ready(page);
      await fillIds(page, WORKMAIL);
      await page.locator("#member-3").fill(WORKMAIL.secret);
      await page.getByLabel("Region").selectOption("eu-west-1");
      await build(page);
      const $send = page.getByRole("button", { name: "Send through the server" });
      await $send.click();
      await page.getByRole("heading", { name: "The service answered: EntityNotFoundException" }).waitFor();
      assert.equal(await page.locator(".answer-result code").textContent(), "abc-1");
      await $send.click();
      await page.getByRole("heading", { name: "The service says that it is done" }).waitFor();
      const input = { OrganizationId: WORKMAIL.ids[0], UserId: WORKMAIL.ids[1], Password: WORKMAIL.secret };
      assert.deepEqual(sent, [1, 2].map(() => ["workmail:ResetPassword", input, "eu-west-1"]));
      await build(page);
      await $send.click();
      await says(page, "#request > .status", "The server refused it (too_many_resets), and sent nothing on.");
      assert.equal(sent.length, 2);
      assert.deepEqual(said.filter((line) => !line.startsWith("Failed to load resource")), []);
    } finally {
      await context.close();
      examples.closeAllConnections();
      examples.close();
      await rm(pages, { recursive: true });
    }
  });
});

describe("in Chinese", () => {
  const context = { locale: "zh-CN" };
  const zh = (page, name, options) => page.getByRole("button", { name, ...options });

  test("everything that is said is Chinese", () => visit(async (page) => {
    await ready(page);
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
    assert.equal(await page.title(), "重置工作台");
    for (const operation of OPERATIONS) {
      await page.locator(`#operation-${OPERATIONS.indexOf(operation) + 1}`).check();
      await zh(page, "生成请求").click();
      assert.equal(await page.title(), "错误：重置工作台");
      for (const id of [1, 2]) await page.locator(`#member-${id}`).fill("한");
      if (operation.secret) await page.locator("#member-3").fill("a한");
      await zh(page, "生成请求").click();
      assert.deepEqual(await english(page), []);
      await fillIds(page, operation);
      if (operation.secret) await zh(page, "生成密码").click();
      await zh(page, "生成请求").click();
      assert.equal(await page.locator("#request-heading").textContent(), "请求已生成");
      assert.deepEqual(await english(page), []);
    }
  }, { context }));

  test("issues are said from their codes", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-1").fill("m-x");
    await page.locator("#member-3").fill("ab한");
    await zh(page, "生成请求").click();
    assert.deepEqual(await texts(page, ".error-summary a"), [
      "组织 ID 必须正好是 34 个字符。",
      "组织 ID 必须是 m- 后接 32 个 0-9 和 a-f 中的字符。第 3 个字符不符合。",
      "请填写用户 ID。",
      "目录策略要求：密码至少 8 个字符。",
      "密码的第 3 个字符不允许使用。允许使用：U+0020 至 U+00FF（基本拉丁字母和拉丁字母补充-1）。",
      "目录策略要求：密码至少含以下字符中的 3 类：大写字母、小写字母、数字、特殊字符和拉丁字母补充-1 中的字符（如 é）。",
    ]);
    await page.locator("#operation-2").check();
    await zh(page, "生成请求").click();
    assert.equal((await texts(page, ".error-summary a"))[2], "请填写密码，或开启“由系统生成随机密码”。");
  }, { context }));

  test("the switch keeps what is typed, what is built and what is wrong, and stores nothing", () => visit(async (page) => {
    await ready(page);
    await choose(page, CLOUDSSO);
    await fillIds(page, CLOUDSSO);
    await page.locator("#member-3").fill(CLOUDSSO.secret);
    await page.getByLabel("Region").selectOption("us-west-1");
    await page.getByLabel("Require a new password at the next logon").uncheck();
    await build(page);
    await page.getByRole("button", { name: "简体中文" }).click();
    await page.getByRole("heading", { name: "请求已生成" }).waitFor();
    assert.equal(await focused(page), "简体中文");
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
    assert.equal(await page.getByRole("button", { name: "简体中文" }).getAttribute("aria-pressed"), "true");
    assert.equal(await page.locator("#member-1").inputValue(), CLOUDSSO.ids[0]);
    assert.equal(await page.locator("#member-3").inputValue(), CLOUDSSO.secret);
    assert.equal(await page.locator("#member-3").getAttribute("type"), "password");
    assert.equal(await page.locator("#member-5").isChecked(), false);
    assert.equal(await page.locator("#request-line").textContent(), "POST https://cloudsso.us-west-1.aliyuncs.com/");
    await page.locator("#member-1").fill("x");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "The request" }).waitFor();
    assert.deepEqual(await issues(page, 1), ["Directory ID must be d- followed by characters of 0-9 and a-z. The character at position 1 does not fit."]);
    await page.reload();
    await ready(page);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
  }));

  test("what is no language keeps nobody out: WebKit names the system's locale, which may be C", () => visit(async (page) => {
    await ready(page);
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
  }, { prepare: (page) => page.addInitScript(() => Object.defineProperty(navigator, "languages", { value: ["C", "", "de", "zh-TW"] })) }));

  test("where the language cannot be loaded, the page speaks English", () => visit(async (page) => {
    await ready(page);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.equal(await page.locator("h1").innerText(), "Reset desk");
  }, { context, prepare: (page) => page.route("**/zh-hans*.js", (route) => route.abort()), failures: true }));

  test("no text of the core is without a translation, and none is translated that it does not say", async () => {
    const core = await import("../../www/pkg/slim.js");
    await core.default(await readFile(new URL("../../www/pkg/core.wasm", import.meta.url)));
    const { default: model } = await import("../../www/languages/zh-hans-model.js");
    const said = new Set();
    const read = new Set(["provider", "service", "summary", "label", "help", "notice", "meaning", "remedy", "text"]);
    const walk = (value, within) => {
      if (typeof value !== "object" || value === null) return;
      for (const [name, member] of Object.entries(value)) {
        if (typeof member === "string" && member && (read.has(name) || (within === "classes" && name === "name"))) said.add(member);
        // A label in the protocol is a wire name.
        if (name !== "protocol") walk(member, Array.isArray(value) ? within : name);
      }
    };
    for (const id of core.operations()) {
      walk(core.describe(id));
      // Forms that are not documented are said in issues alone.
      const { members } = core.describe(id);
      const input = Object.fromEntries(members.filter(({ kind }) => kind === "text").map(({ name, example }) => [name, example]));
      for (const { name, kind } of members) {
        if (kind !== "text") continue;
        const { advice = [], issues: found = [] } = core.validate(id, { ...input, [name]: "a".repeat(20) });
        for (const { expected } of [...advice, ...found]) for (const form of [...(expected.forms ?? []), ...(expected.classes ?? []), expected.form ?? ""]) if (form) said.add(form);
      }
    }
    const proper = new Set(["Amazon WorkMail", "Amazon Chime"]);
    assert.deepEqual([...said].filter((text) => !proper.has(text) && !Object.hasOwn(model, text)), []);
    assert.deepEqual(Object.keys(model).filter((text) => !said.has(text)), []);
  });
});

describe("where something is missing", () => {
  test("the network: a page that somebody has come to goes on working, and says what it cannot load", () => visit(async (page, seen) => {
    await ready(page);
    const outcome = page.waitForResponse(/\/en-more\.js/);
    await page.locator("#member-1").focus();
    await (await outcome).finished();
    await page.context().setOffline(true);
    await choose(page, CLOUDSSO);
    await fillIds(page, CLOUDSSO);
    await page.getByRole("button", { name: "Generate password" }).click();
    await build(page);
    assert.equal(await page.locator("#request-line").textContent(), CLOUDSSO.line);
    await page.getByRole("tab", { name: "Command line" }).click();
    await says(page, "#request-panel-2 .status", "The commands could not be loaded. Everything else on this page works without them.");
    await page.getByRole("button", { name: "简体中文" }).click();
    assert.equal(await page.getByRole("button", { name: "English" }).getAttribute("aria-pressed"), "true");
    await page.getByRole("heading", { name: "Your request is ready" }).waitFor();
    // What the browser itself says of a failed request is not the page's.
    assert.deepEqual(seen.console.filter((text) => !text.startsWith("Failed to load resource")), []);
  }, { failures: true }));

  test("the network before anybody came: it says so, and builds once there is one", () => visit(async (page) => {
    await ready(page);
    await page.context().setOffline(true);
    await fillIds(page, CHIME);
    await choose(page, CHIME);
    await fillIds(page, CHIME);
    await build(page);
    const missing = "This part of the page could not be loaded. Check the connection, and try again.";
    await says(page, "#request .help", missing);
    assert.equal(await page.locator("#announcer").textContent(), missing);
    await page.locator("#answer summary").click();
    await says(page, "#answer .help", missing);
    await page.getByRole("tab", { name: "A whole file" }).click();
    await says(page, "#batch .notice", missing);
    await page.context().setOffline(false);
    await page.getByRole("tab", { name: "One user" }).click();
    await build(page);
    assert.equal(await page.locator("#request-line").textContent(), CHIME.line);
    await page.getByRole("tab", { name: "A whole file" }).click();
    await page.locator("#batch-file").waitFor();
  }, { failures: true }));

  test("the page says that it needs JavaScript", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(server.address);
    assert.equal(
      await page.locator("noscript p").innerText(),
      "This page needs JavaScript and WebAssembly. Without them it cannot check what you type, generate a password or build a request.",
    );
    assert.equal(await page.locator("noscript p").isVisible(), true);
    assert.equal(await page.locator("#loading").isVisible(), false);
    assert.equal(await page.locator("form").isVisible(), false);
    await context.close();
  });

  for (const file of ["core.wasm", "slim.js"]) {
    test(`the page says that it could not load: ${file}`, () => visit(async (page) => {
      await page.locator("#loading[role=alert]").waitFor();
      assert.equal(
        await page.locator("#loading").innerText(),
        "This page could not load its WebAssembly module, so the form cannot work. Reload the page; if that does not help, use a current browser that allows WebAssembly.",
      );
      assert.equal(await page.locator("#desk").isVisible(), false);
    }, { prepare: (page) => page.route(`**/pkg/${file}`, (route) => route.abort()), failures: true }));
  }
});

describe("the sources", () => {
  const www = new URL("../../www/", import.meta.url);

  test("name no operation, provider or member: all of it comes from the core", async () => {
    const core = await import(new URL("pkg/slim.js", www).href);
    const names = core.operations().map(core.describe).flatMap(({ id, provider, service, action, members }) => [
      id, provider, service, action, ...members.flatMap(({ name, flag }) => [name, flag]),
    ]).filter((name) => name !== "Password");
    assert.ok(names.length > 10);
    for (const file of await readdir(www, { recursive: true })) {
      // A translation of what the core says of its operations says it of its operations.
      if (file.startsWith("pkg") || file.endsWith("-model.js")) continue;
      if (!file.endsWith(".js") && file !== "index.html") continue;
      const text = await readFile(new URL(file, www), "utf8");
      assert.deepEqual(names.filter((name) => text.includes(name)), [], file);
    }
  });

  test("are what is served: nothing was changed since scripts/page.mjs ran", async () => {
    const files = await buildPage(false);
    assert.ok(files.length > 5);
    for (const { path, contents } of files) assert.ok((await readFile(path)).equals(contents), path);
  });

  test("make no markup from text, and write to no console", async () => {
    for (const file of await readdir(www, { recursive: true })) {
      if (file.startsWith("pkg") || !file.endsWith(".js")) continue;
      const text = await readFile(new URL(file, www), "utf8");
      assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|console\.\w|Storage|location\.|\.pushState/, file);
    }
  });

  test("have no script or style inline, and the policy stands before all that it governs", async () => {
    const html = await readFile(new URL("index.html", www), "utf8");
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
    assert.match(html, /<meta charset="utf-8">\s*<!--[^>]*-->\s*<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types batch-worker">/);
    assert.match(html, /<meta name="referrer" content="no-referrer">/);
  });
});
