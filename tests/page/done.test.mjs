// What takes the form's place once somebody was reset: the secret to hand over, and what is left to do.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CHIME, CLOUDSSO, WORKMAIL } from "./operations.mjs";
import { answered, withDesk } from "./served.mjs";
import { act, linkTo, own, ready, source } from "./steps.mjs";
import { clipboard, clocked, english, focused, focuses, says, texts, traces, visit } from "./visit.mjs";
import { becomes } from "./waiting.mjs";

const PIN = "8675309123";
const MADE = { User: { UserId: CHIME.user, PrimaryEmail: "jo@example.com", DisplayName: "Jo <b>", PersonalPIN: PIN, AlexaForBusinessMetadata: { IsAlexaForBusinessEnabled: false } } };
const button = (page, name) => page.locator("#done").getByRole("button", { name, exact: true });
const $value = (page) => page.locator("#done .value").first();

/** Resets somebody, and goes on from there; the password is the one that was sent. */
const done = (operation, steps, { reply = () => answered(200, "{}"), link = {}, ...more } = {}) => {
  const how = withDesk({ reset: reply }, { hash: linkTo(operation, link), ...more });
  return visit(async (page, seen) => {
    await ready(page);
    await page.locator("#member-2").fill(operation.user);
    await act(page);
    await page.locator("#done").waitFor();
    await steps(page, { seen, how, secret: how.orders[0].input.Password });
  }, how);
};
const made = (steps, more) => done(CHIME, steps, { reply: () => answered(200, MADE, { "x-amzn-requestid": "X-1" }), ...more });

describe("after a reset", () => {
  test("it is said who has what now, and where", () => done(WORKMAIL, async (page, { how, secret }) => {
    await focuses(page, "Password reset");
    assert.equal(await page.title(), "Password reset – Reset desk");
    assert.equal(await page.locator("#form").count(), 0);
    assert.equal(await page.locator("#done .job").textContent(), WORKMAIL.job);
    assert.equal(await page.locator(".who").innerText(), `For ${WORKMAIL.user}`);
    assert.equal(await $value(page).textContent(), secret);
    assert.deepEqual(await texts(page, ".next li > span"), [
      "Give the password to the userOn the phone or in person. Never by e-mail to the same mailbox.",
      "Ask the user to change the password: WorkMail cannot require it at the next sign-in.",
      "If the organization signs in through IAM Identity Center, reset that password there.",
    ]);
    await page.getByText("Details", { exact: true }).click();
    assert.deepEqual(await texts(page, "#done dt"), ["Time", "Response"]);
    assert.equal((await texts(page, "#done dd"))[1], "200");
    assert.deepEqual(how.orders, [{ operation: WORKMAIL.id, region: "us-east-1", input: { ...WORKMAIL.setup, UserId: WORKMAIL.user, Password: secret } }]);
  }));

  test("the password is copied, and the clipboard emptied after a minute", () => done(WORKMAIL, async (page, { seen, secret }) => {
    const filled = () => texts(page, "#done .go span");
    assert.deepEqual(await filled(), ["Copy password"]);
    await button(page, "Copy password").click();
    await says(page, "#done .facts", "Clipboard clears in 60 sClear now");
    assert.ok(await clipboard(page) === secret);
    assert.deepEqual(await filled(), ["Reset another user"]);
    assert.equal(await page.locator("#announcer").textContent(), "Copied. A clipboard history may keep it.");
    assert.deepEqual((await texts(page, "#done .bar > button")).slice(0, 1), ["Copied"]);
    await page.clock.runFor(59_000);
    await says(page, "#done .facts", "Clipboard clears in 1 sClear now");
    await page.clock.runFor(1000);
    const cleared = "Clipboard cleared. A clipboard history may keep it.";
    await says(page, "#done .facts", cleared);
    assert.equal(await clipboard(page), "");
    // It was copied a second time, and emptied at once.
    await button(page, "Copy password").click();
    await button(page, "Clear now").focus();
    await page.keyboard.press("Enter");
    await says(page, "#done .facts", cleared);
    assert.equal(await clipboard(page), "");
    await focuses(page, "Copy password");
    // Where the browser refuses while nobody is there, it is done when somebody comes back.
    await button(page, "Copy password").click();
    await button(page, "Clear now").waitFor();
    await page.evaluate(() => {
      const write = navigator.clipboard.writeText.bind(navigator.clipboard);
      let refusals = 1;
      navigator.clipboard.writeText = async (text) => {
        if (refusals-- > 0) throw new Error();
        await write(text);
      };
    });
    await page.clock.runFor(60_000);
    await says(page, "#done .facts", "Click this page to clear the clipboard.");
    await page.keyboard.press("Shift");
    await says(page, "#done .facts", cleared);
    assert.equal(await clipboard(page), "");
    assert.deepEqual(await traces(page, seen, [secret]), ["requests"]);
  }, { prepare: clocked }));

  test("the clock goes on beside the next form", () => done(WORKMAIL, async (page) => {
    await button(page, "Copy password").click();
    await button(page, "Clear now").waitFor();
    await button(page, "Reset another user").click();
    await says(page, "#clipboard", "Clipboard clears in 60 s");
    await page.clock.runFor(60_000);
    await says(page, "#clipboard", "Clipboard cleared. A clipboard history may keep it.");
    assert.equal(await clipboard(page), "");
  }, { prepare: clocked }));

  test("it is said where the browser refuses to copy", () => done(WORKMAIL, async (page) => {
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await button(page, "Copy password").click();
    await says(page, "#done .facts", "The browser did not allow copying. Show the text and copy it by hand.");
  }));

  test("the password is covered after two minutes, in a hidden tab and when the page is left, and is not in the document then", () => done(WORKMAIL, async (page, { seen, secret }) => {
    const covered = async () => {
      await says(page, "#done .value .sr", "Hidden, 20 characters");
      assert.deepEqual(await traces(page, seen, [secret]), ["requests"]);
      assert.equal(await page.locator(".spell").count(), 0);
      await button(page, "Show").click();
      assert.equal(await $value(page).textContent(), secret);
    };
    await button(page, "Spell out").click();
    await page.clock.runFor(119_000);
    assert.equal(await $value(page).textContent(), secret);
    await page.clock.runFor(1000);
    await covered();
    await button(page, "Spell out").click();
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { value: true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await covered();
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    await covered();
    await button(page, "Hide").click();
    await covered();
  }, { prepare: clocked }));

  test("the password is spelled out, with a mark that moves along", () => done(WORKMAIL, async (page) => {
    await button(page, "Spell out").click();
    await focuses(page, "spelling");
    const marked = () => page.locator(".spell li").evaluateAll(($lines) => $lines.flatMap(($line, index) => ($line.getAttribute("aria-current") === "step" ? [index] : [])));
    assert.deepEqual(await marked(), []);
    for (const [key, place] of [["Space", 0], ["ArrowDown", 1], ["ArrowDown", 2], ["ArrowUp", 1], ["ArrowUp", 0], ["ArrowUp", 0]]) {
      await page.keyboard.press(key);
      assert.deepEqual(await marked(), [place], key);
    }
    await page.locator(".spell li").nth(7).click();
    assert.deepEqual(await marked(), [7]);
    assert.deepEqual(await page.locator(".spell ol").evaluateAll(($lists) => $lists.map(({ start, children }) => [start, children.length])), [[1, 5], [6, 5], [11, 5], [16, 5]]);
    assert.equal(await button(page, "Spell out").getAttribute("aria-expanded"), "true");
    await button(page, "Spell out").click();
    assert.equal(await page.locator(".spell").count(), 0);
    assert.equal(await button(page, "Spell out").getAttribute("aria-expanded"), "false");
  }));

  test("each character is spelled with its size, and a digit and a sign by name", () => {
    const how = withDesk({ reset: () => answered(200, "{}") }, { hash: linkTo(WORKMAIL) });
    return visit(async (page) => {
      await ready(page);
      await page.locator("#member-2").fill(WORKMAIL.user);
      await own(page, "aB7 $xyzW");
      await act(page);
      await button(page, "Spell out").click();
      assert.deepEqual(await texts(page, ".spell li span"), ["alfa", "Capital Bravo", "seven", "space", "dollar sign", "x-ray", "yankee", "zulu", "Capital Whiskey"]);
      assert.deepEqual((await texts(page, ".spell li > i")).slice(0, 5), ["a", "B", "7", "␣", "$"]);
      assert.deepEqual(await texts(page, ".spell b"), ["Capital", "Capital"]);
      // A space is seen as well, and copied.
      assert.equal(await $value(page).textContent(), "aB7 $xyzW");
    }, how);
  });

  test("a password that only looks a little like words is shown in groups", () => {
    const how = withDesk({ reset: () => answered(200, "{}") }, { hash: linkTo(WORKMAIL) });
    return visit(async (page) => {
      await ready(page);
      for (const [password, groups] of [["dscrwu4xpbXk5/YpxKZz", ["dscrw", "u4xpb", "Xk5/Y", "pxKZz"]], ["clover-Tunnel-basket4-mango", ["clover", "Tunnel", "basket", "mango"]]]) {
        await page.locator("#member-2").fill(WORKMAIL.user);
        await own(page, password);
        await act(page);
        await page.locator("#done").waitFor();
        assert.deepEqual(await texts(page, "#done .value .g"), groups);
        await button(page, "Reset another user").click();
      }
    }, how);
  });

  test("a slip has what the user needs and nothing else, and is taken away again", () => done(WORKMAIL, async (page, { secret }) => {
    // A stand-in for the dialog, which no test can close.
    await page.evaluate(() => (window.print = () => {}));
    await button(page, "Print slip").click();
    assert.equal(await page.locator(".slip").isVisible(), false);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("#slip .value").textContent(), secret);
    const terms = await texts(page, "#slip dt"), details = await texts(page, "#slip dd");
    assert.deepEqual(terms.map((term, index) => [term, details[index]]), [
      ["For", ""],
      ["User ID", WORKMAIL.user],
      ["Service", "Amazon WorkMail"],
      ["Sign in at", "https://mail.example.com"],
      ["Issued", "26 November 2026"],
      ["Help desk", "Room 5, ext. 1234"],
    ]);
    assert.equal(await page.locator("#slip h1").textContent(), "New password");
    assert.equal(await page.locator("#slip .fold").textContent(), "Fold here. Password inside");
    assert.equal(await page.locator("#slip > article > p").textContent(), "Change it after you sign in, then destroy this slip.");
    assert.equal(await page.locator("#slip li").count(), 20);
    assert.ok(!(await page.locator("#slip").textContent()).includes(WORKMAIL.setup.OrganizationId));
    assert.deepEqual([await page.locator("main").isVisible(), await page.locator("header").first().isVisible()], [false, false]);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await page.locator("#slip").innerHTML(), "");
    await page.emulateMedia({ media: "screen" });
    assert.equal(await page.locator("main").isVisible(), true);
  }, { link: { signin: "https://mail.example.com", helpdesk: "Room 5, ext. 1234" }, prepare: clocked }));

  test("a slip has lines to write on for what no link says", () => done(WORKMAIL, async (page) => {
    await page.evaluate(() => (window.print = () => {}));
    await button(page, "Print slip").click();
    assert.equal(await page.locator("#slip dd.line").count(), 3);
  }));

  test("the next user is reset in the same setup, with another password", () => done(WORKMAIL, async (page, { how, secret }) => {
    await button(page, "Reset another user").click();
    await focuses(page, "member-2");
    assert.equal(await page.title(), "Reset desk");
    assert.equal(await page.locator("#member-2").inputValue(), "");
    assert.deepEqual((await texts(page, ".where .at span")).slice(0, 2), ["us-west-2", "Organization ID m-d281…fd27"]);
    assert.equal(await page.locator("#setup").isVisible(), false);
    assert.equal(await page.locator("#member-2-says.bad").count(), 0);
    await page.locator("#member-2").fill("another@example.com");
    await act(page);
    await page.locator("#done").waitFor();
    const [{ input: first }, { region, input: second }] = how.orders;
    assert.deepEqual([region, second.OrganizationId, second.UserId], ["us-west-2", first.OrganizationId, "another@example.com"]);
    assert.ok(second.Password !== secret && second.Password.length === 20);
  }, { link: { region: "us-west-2" } }));

  test("another language keeps what was done", () => done(WORKMAIL, async (page, { secret }) => {
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByRole("heading", { name: "密码已重置" }).waitFor();
    assert.equal(await page.title(), "密码已重置 – 密码重置工具");
    assert.equal(await $value(page).textContent(), secret);
    await button(page, "逐字报读").click();
    await page.getByText("详细信息").click();
    await page.evaluate(() => (window.print = () => {}));
    await button(page, "打印密码单").click();
    assert.deepEqual((await english(page)).filter((text) => !/^(?:(?:AWS profile )?helpdesk|us-east-1|[A-Za-z-]+)$/.test(text.trim())), []);
  }));
});

describe("a secret that the service made", () => {
  test("is shown in groups, and no other value of the response stands there", () => made(async (page, { seen }) => {
    assert.equal(await page.locator("h1").textContent(), "New PIN ready");
    assert.deepEqual(await texts(page, "#done .value .g"), ["867", "530", "9123"]);
    assert.deepEqual(await texts(page, "#done .bar > button span"), ["Copy PIN", "Spell out", "Print slip"]);
    assert.equal(await page.locator("#done .warn").innerText(), "Shown once\n\nAmazon Chime can’t show it again. Copy it or print the slip before you leave this page.");
    assert.equal((await texts(page, ".next li")).at(-1), "Meetings that are already scheduled keep the old PIN. Ask the user to update them.");
    await page.getByText("Details", { exact: true }).click();
    assert.deepEqual((await texts(page, "#done dt")).slice(0, 3), ["Request ID", "Time", "Response"]);
    assert.equal((await texts(page, "#done dd"))[0], "X-1");
    await button(page, "Hide").click();
    assert.deepEqual(await traces(page, seen, [PIN]), []);
  }));

  test("keeps the page until it was copied or printed", () => made(async (page) => {
    const asks = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
    assert.equal(await asks(), true);
    await button(page, "Copy PIN").click();
    await button(page, "Clear now").waitFor();
    assert.ok(await clipboard(page) === PIN);
    assert.equal(await asks(), false);
  }));

  test("keeps the page until its slip was printed", () => made(async (page) => {
    const asks = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
    assert.equal(await asks(), true);
    await page.evaluate(() => (window.print = () => {}));
    await button(page, "Print slip").click();
    assert.equal(await asks(), false);
    const slip = await page.locator("#slip").textContent();
    assert.ok(slip.includes(PIN) && slip.includes(CHIME.user) && !slip.includes("Jo"));
    assert.equal(await page.locator("#slip > article > p").textContent(), "Keep it to yourself, then destroy this slip.");
  }));

  test("of an operation that takes one as well", () => {
    const how = withDesk({ reset: () => answered(200, { NewPassword: "Made-By-It-7", RequestId: "A-1" }) }, { hash: linkTo(CLOUDSSO) });
    return visit(async (page) => {
      await ready(page);
      await page.locator("#member-2").fill(CLOUDSSO.user);
      await source(page, "By CloudSSO");
      await act(page);
      await page.locator("#done").waitFor();
      assert.equal(await page.locator("h1").textContent(), "New password ready");
      assert.equal(await $value(page).textContent(), "Made-By-It-7");
      assert.deepEqual(how.orders[0].input, { ...CLOUDSSO.setup, UserId: CLOUDSSO.user, GenerateRandomPassword: true, RequirePasswordResetForNextLogin: true });
    }, how);
  });
});
