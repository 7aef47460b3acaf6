// What came back and was no success: through a desk or a server of one's own, or pasted in by hand.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CHIME, CLOUDSSO, WORKMAIL } from "./operations.mjs";
import { SILENCE, answered, withDesk, withHead, withServer } from "./served.mjs";
import { act, linkTo, own, ready, shown, source, under, wrong } from "./steps.mjs";
import { browser, clocked, focuses, says, server, texts, traces, visit } from "./visit.mjs";
import { becomes, PATIENCE } from "./waiting.mjs";

const refused = (code, message = "No.") => answered(400, { __type: code, Message: message }, { "x-amzn-requestid": "abc-1" });
const BUSY = answered(400, { __type: "ThrottlingException", Message: "Slow down." });
const OK = answered(200, "{}");
const NOTICE = ".notices .tell";
const fact = (page) => page.locator(`${NOTICE} h2`).textContent();
const paragraphs = (page) => texts(page, `${NOTICE} > div > p`);
const facts = async (page) => {
  await page.getByText("Details for support").click();
  return texts(page, `${NOTICE} dd`);
};
const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Opens the form behind a desk with the user filled in. */
const behind = (reset, steps, { operation = WORKMAIL, answers = {}, ...more } = {}) => {
  const how = withDesk({ reset, ...answers }, { hash: linkTo(operation), failures: true, ...more });
  return visit(async (page, seen) => {
    await ready(page);
    await page.locator("#member-2").fill(operation.user);
    await steps(page, how, seen);
  }, how);
};

describe("a refusal", () => {
  test("is told, with its remedy at the field, and nothing is lost", () => behind((_, calls) => (calls === 1 ? refused("EntityNotFoundException") : OK), async (page, { orders }) => {
    const password = await shown(page);
    await act(page);
    await page.locator(NOTICE).waitFor();
    assert.equal(await fact(page), "The organization has no user with this identifier.");
    assert.deepEqual(await paragraphs(page), ["Nothing was changed."]);
    assert.equal(await page.locator(NOTICE).getAttribute("role"), "alert");
    assert.deepEqual(await wrong(page, 2), ["Check the user ID; the ListUsers action prints those of the organization."]);
    await focuses(page, "member-2");
    assert.equal(await page.locator("#member-2").getAttribute("aria-invalid"), "true");
    assert.equal(await page.locator("#member-2").inputValue(), WORKMAIL.user);
    assert.deepEqual((await facts(page)).slice(0, 3), ["EntityNotFoundException", "No.", "abc-1"]);
    assert.equal(await shown(page), password);
    // It is gone as soon as the person mends it.
    await page.locator("#member-2").focus();
    await page.keyboard.type("3");
    assert.deepEqual([await wrong(page, 2), await page.locator(NOTICE).count()], [[], 0]);
    await act(page);
    await page.locator("#done").waitFor();
    assert.deepEqual(orders.map(({ input }) => input.Password), [password, password]);
  }));

  test("of a password points at it, and never says it", () => {
    const secret = WORKMAIL.secret;
    return behind(() => refused("InvalidPasswordException", `Bad: ${secret} <b>`), async (page, _, seen) => {
      await own(page, secret);
      await act(page);
      await page.locator(NOTICE).waitFor();
      assert.equal(await fact(page), "The password does not meet the directory's policy, such as its length or its kinds of characters.");
      assert.equal(await under(page, 3), "Choose or generate another password; the directory may be stricter than its default policy.");
      assert.deepEqual(await paragraphs(page), ["Nothing was changed."]);
      await focuses(page, "member-3");
      assert.equal((await facts(page))[1], "Bad: … <b>");
      assert.deepEqual(await traces(page, seen, [secret]), ["values", "requests"]);
    });
  });

  test("that is nobody's fault leaves the focus on the button", () => behind(() => refused("EntityStateException"), async (page) => {
    await act(page);
    await page.locator(NOTICE).waitFor();
    assert.equal((await paragraphs(page))[0], "Nothing was changed.");
    assert.ok((await fact(page)).length > 10);
  }));

  test("while it is sent nothing may change, and it is sent once", () => {
    let answer;
    return behind(() => new Promise((resolve) => (answer = resolve)), async (page, { orders }) => {
      await page.locator("#member-2").press("Enter");
      await says(page, "#form footer", "Resetting…Waiting for Amazon WorkMail. Keep this page open.");
      assert.equal(await page.locator("#form").getAttribute("aria-busy"), "true");
      assert.deepEqual([await page.locator("#form .body").evaluate(($body) => $body.inert), await page.locator("#top").evaluate(($top) => $top.inert)], [true, true]);
      assert.deepEqual(await texts(page, ".tools button"), []);
      assert.equal(await page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true }))), true);
      await page.locator("#form footer [type=submit]").press("Enter");
      await becomes(() => Boolean(answer), true);
      answer(OK);
      await page.locator("#done").waitFor();
      assert.equal(orders.length, 1);
      assert.equal(await page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true }))), false);
    });
  });
});

describe("a busy service", () => {
  test("is asked again by itself, with the same order, five times at most", () => behind((_, calls) => (calls < 5 ? BUSY : refused("ThrottlingException")), async (page, { orders }) => {
    await act(page);
    for (const [tries, seconds] of [[2, 5], [3, 10], [4, 15], [5, 20]]) {
      await says(page, "#form footer p", `Next try in ${seconds} s, ${tries} of 5`);
      assert.equal(await fact(page), "Amazon WorkMail is busy");
      assert.equal((await paragraphs(page)).at(-1), "Trying again is safe.");
      assert.equal(await page.locator(NOTICE).getAttribute("role"), "status");
      await focuses(page, "Try now");
      await page.clock.runFor((seconds - 1) * 1000);
      await says(page, "#form footer p", `Next try in 1 s, ${tries} of 5`);
      assert.equal(orders.length, tries - 1);
      await page.clock.runFor(1000);
    }
    await says(page, "#form footer [type=submit]", "Reset password");
    assert.equal(orders.length, 5);
    for (const order of orders) assert.deepEqual(order, orders[0]);
  }, { prepare: clocked }));

  test("is asked at once by “Try now”, and when it says so itself", () => behind((_, calls) => (calls === 1 ? { ...BUSY, headers: { "retry-after": "30" } } : OK), async (page, { orders }) => {
    await act(page);
    await button(page, "Try now").waitFor();
    // Nothing else can be done to a password that may be on its way.
    assert.deepEqual(await texts(page, "#form button:visible"), ["Show", "Try now", "Stop"]);
    assert.deepEqual(await texts(page, ".secret .facts"), ["Kept until the reset is confirmed"]);
    await button(page, "Try now").click();
    await page.locator("#done").waitFor();
    assert.deepEqual(orders[1], orders[0]);
    assert.equal(orders.length, 2);
  }, { prepare: clocked }));

  test("is left alone by “Stop”, and everything is kept", () => behind(() => BUSY, async (page, { orders }) => {
    const password = await shown(page);
    await act(page);
    await button(page, "Stop").click();
    await says(page, "#form footer [type=submit]", "Reset password");
    assert.equal(await page.locator("#member-2").inputValue(), WORKMAIL.user);
    await focuses(page, "member-2");
    await page.clock.runFor(120_000);
    assert.equal(orders.length, 1);
    assert.equal(await shown(page), password);
    assert.equal(await page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true }))), false);
  }, { prepare: clocked }));
});

describe("no response", () => {
  for (const [what, reply] of [["none at all", SILENCE], ["a desk that fails", { http: 504, error: { code: "unknown" } }], ["something else", { ok: true }]]) {
    test(`may have changed the password: ${what}`, () => behind((_, calls) => (calls === 1 ? reply : OK), async (page, { orders }) => {
      const password = await shown(page);
      await act(page);
      await page.locator(NOTICE).waitFor();
      assert.equal(await fact(page), "No response. The password may have changed");
      assert.deepEqual(await paragraphs(page), ["Send it again with the same password: that is safe, and then you know."]);
      await focuses(page, "Send again");
      assert.deepEqual(await texts(page, "#form footer button"), ["Send again", "Start over"]);
      assert.deepEqual(await texts(page, ".secret .facts"), ["Kept until the reset is confirmed"]);
      assert.deepEqual([await page.locator(".seg").count(), await page.getByRole("button", { name: "Generate another" }).count(), await texts(page, ".tools button")], [0, 0, []]);
      await page.keyboard.press("Enter");
      await page.locator("#done").waitFor();
      assert.deepEqual(orders, [orders[0], orders[0]]);
      assert.equal(orders[0].input.Password, password);
      assert.equal(await page.locator("#done .value").textContent(), password);
    }));
  }

  test("starts over with another password and nobody in it", () => behind((_, calls) => (calls === 1 ? SILENCE : OK), async (page, { orders }) => {
    await act(page);
    await button(page, "Start over").click();
    await focuses(page, "member-2");
    assert.equal(await page.locator("#member-2").inputValue(), "");
    assert.deepEqual((await texts(page, ".where .at span")).slice(0, 2), ["us-east-1", "Organization ID m-d281…fd27"]);
    await page.locator("#member-2").fill(WORKMAIL.user);
    await act(page);
    await page.locator("#done").waitFor();
    assert.notEqual(orders[1].input.Password, orders[0].input.Password);
  }));

  test("of what happens twice is not called safe", () => behind(() => SILENCE, async (page) => {
    await act(page);
    await page.locator(NOTICE).waitFor();
    assert.deepEqual(await paragraphs(page), ["Sending it again does it a second time. Ask the user first whether it has happened."]);
  }, { operation: CHIME }));

  test("that can be read is none either", () => behind(() => answered(200, "<html>Welcome</html>"), async (page) => {
    await act(page);
    await page.locator(NOTICE).waitFor();
    assert.match(await fact(page), /^The response says success, but not in the service's words/);
    await focuses(page, "Send again");
  }));
});

describe("a desk that does not send", () => {
  test("says why, and what to run", () => behind(() => ({ http: 424, error: { code: "sso_expired", run: "aws sso login --profile helpdesk" } }), async (page) => {
    await act(page);
    await page.locator(`${NOTICE}.bad`).waitFor();
    assert.equal(await fact(page), "The sign-in is over.");
    assert.deepEqual(await paragraphs(page), ["Nothing was changed.", "In the terminal, run aws sso login --profile helpdesk"]);
    await focuses(page, "Reset password");
    assert.equal(await page.locator("#member-2").inputValue(), WORKMAIL.user);
  }));

  test("says so before anything is typed", () => visit(async (page) => {
    await page.locator(`${NOTICE}.warn`).waitFor();
    assert.equal(await fact(page), "There are no credentials for this provider.");
    assert.deepEqual(await paragraphs(page), ["In the terminal, run aws login"]);
  }, withDesk({ who: () => ({ http: 424, error: { code: "none", run: "aws login" } }) }, { hash: linkTo(WORKMAIL), failures: true })));

  test("says nothing of itself that it does not know", () => behind(() => OK, async (page, { calls }) => {
    await becomes(() => calls.some(([name]) => name === "who"), true);
    await act(page);
    await page.locator("#done").waitFor();
  }, { answers: { who: () => SILENCE } }));
});

describe("a server of one's own", () => {
  test("gets the input once, and what it passes on is explained", () => {
    const how = withServer((_, calls) => (calls === 1 ? refused("EntityNotFoundException") : OK), { hash: linkTo(WORKMAIL) });
    return visit(async (page) => {
      await ready(page);
      assert.equal(await page.locator("#who").textContent(), "Sends through your server");
      await page.locator("#member-2").fill(WORKMAIL.user);
      await own(page, WORKMAIL.secret);
      await act(page);
      await page.locator(NOTICE).waitFor();
      assert.deepEqual(how.orders, [{ operation: WORKMAIL.id, region: "us-east-1", input: { ...WORKMAIL.setup, UserId: WORKMAIL.user, Password: WORKMAIL.secret } }]);
      await act(page);
      await page.locator("#done").waitFor();
    }, how);
  });

  test("may have read the error itself", () => {
    const how = withServer(() => ({ http: 502, status: 400, error: { code: "InvalidPasswordException", message: "Bad: …", meaning: "m", remedy: "r", retryable: false, status: 400, requestId: "abc-9" } }), { hash: linkTo(WORKMAIL), failures: true });
    return visit(async (page) => {
      await ready(page);
      await page.locator("#member-2").fill(WORKMAIL.user);
      await act(page);
      await page.locator(NOTICE).waitFor();
      assert.deepEqual((await facts(page)).slice(0, 3), ["InvalidPasswordException", "Bad: …", "abc-9"]);
    }, how);
  });

  test("may refuse, and says so", () => {
    const how = withServer(() => ({ http: 422, issues: [{ code: "too_short" }] }), { hash: linkTo(WORKMAIL), failures: true });
    return visit(async (page) => {
      await ready(page);
      await page.locator("#member-2").fill(WORKMAIL.user);
      await act(page);
      await page.locator(NOTICE).waitFor();
      assert.deepEqual([await fact(page), await paragraphs(page)], ["Your server refused the request (too_short)", ["Nothing was changed."]]);
    }, how);
  });

  test("of another origin is none", () => visit(async (page) => {
    await ready(page);
    assert.deepEqual([await page.locator("#who").textContent(), await texts(page, "#form footer button")], ["This page sends nothing", ["Copy command", "Copy password"]]);
  }, { hash: linkTo(WORKMAIL), prepare: (page) => withHead(page, { endpoint: "https://example.com/reset" }) }));

  test("is not used within another page, where a press of the button may be somebody else's", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await withHead(page, { endpoint: "reset" });
    await page.route("https://other.example/", (route) => route.fulfill({ contentType: "text/html", body: `<iframe src="${server.address}${linkTo(WORKMAIL).replaceAll("&", "&amp;")}" width="1200" height="900"></iframe>` }));
    await page.goto("https://other.example/");
    const $frame = page.frameLocator("iframe");
    await $frame.locator("#form").waitFor();
    assert.equal(await $frame.locator("#form footer [role=status]").innerText(), "This page is shown within another page, so it does not send. Open it in a tab of its own.");
    assert.deepEqual(await $frame.locator("#form footer button").allTextContents(), ["Copy command", "Copy password"]);
    await context.close();
  });
});

describe("what a command printed", () => {
  const opened = async (page, { operation = WORKMAIL } = {}) => {
    await ready(page);
    await page.locator("#member-2").fill(operation.user);
    await button(page, "Something…").click();
    await focuses(page, "printed");
  };
  const paste = async (page, text, status = "") => {
    await page.locator("#printed").fill(text);
    await page.getByLabel("HTTP status").fill(status);
    await button(page, "Explain").click();
  };
  const at = (operation = WORKMAIL) => ({ hash: linkTo(operation) });

  test("nothing: a success, where the service says nothing", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-2").fill(WORKMAIL.user);
    assert.equal(await page.locator("#printed-heading").textContent(), "What did it print?");
    const password = await shown(page);
    await button(page, "Nothing").click();
    await focuses(page, "Password reset");
    assert.equal(await page.locator("#done .value").textContent(), password);
  }, at()));

  for (const operation of [CHIME, CLOUDSSO]) {
    test(`nothing: no success, where a secret would be missing: ${operation.service}`, () => visit(async (page) => {
      await ready(page);
      await page.locator("#member-2").fill(operation.user);
      if (operation === CLOUDSSO) await source(page, "By CloudSSO");
      await button(page, "Nothing").click();
      await page.locator(NOTICE).waitFor();
      assert.equal(await fact(page), operation === CHIME ? "The PIN was changed, but the response cannot be read: the new PIN is not known." : "The password was changed, but the response cannot be read: a generated one is lost.");
      assert.equal(await page.locator("#done").count(), 0);
    }, at(operation)));
  }

  test("a refusal is explained at its field, without the secret, and the text is kept", () => visit(async (page, seen) => {
    await ready(page);
    await own(page, WORKMAIL.secret);
    await opened(page);
    await paste(page, JSON.stringify({ __type: "InvalidPasswordException", Message: `Bad: ${WORKMAIL.secret} <b>` }));
    await page.locator(NOTICE).waitFor();
    assert.equal(await fact(page), "The password does not meet the directory's policy, such as its length or its kinds of characters.");
    await focuses(page, "member-3");
    assert.equal((await facts(page))[1], "Bad: … <b>");
    await page.locator("#printed").fill("");
    assert.deepEqual(await traces(page, seen, [WORKMAIL.secret]), ["values"]);
  }, at()));

  test("a secret takes the form's place, and the pasted text is gone", () => visit(async (page, seen) => {
    await opened(page, { operation: CHIME });
    await paste(page, JSON.stringify({ User: { UserId: CHIME.user, PersonalPIN: "8675309123", DisplayName: "Jo" } }));
    await focuses(page, "New PIN ready");
    assert.equal(await page.locator("#done .value").textContent(), "8675309123");
    await button(page, "Hide").click();
    assert.deepEqual(await traces(page, seen, ["8675309123"]), []);
  }, at(CHIME)));

  test("that it can be read from a tool's words", () => visit(async (page) => {
    await opened(page);
    await paste(page, "\nAn error occurred (EntityStateException) when calling the ResetPassword operation: The user is disabled.\n");
    await page.locator(NOTICE).waitFor();
    assert.deepEqual((await facts(page)).slice(0, 2), ["EntityStateException", "The user is disabled."]);
    await paste(page, "", "503");
    assert.equal((await paragraphs(page))[0], "It is not known whether anything was changed.");
  }, at()));

  test("what is no response is told so, and kept", () => visit(async (page) => {
    await opened(page);
    const said = (text) => says(page, "#printed-says span", text);
    await said("Paste what the command printed, or the response. It is read here and goes nowhere.");
    await button(page, "Explain").click();
    await said("Paste the response, or enter its status.");
    await focuses(page, "printed");
    await paste(page, "curl: (6) Could not resolve host: x");
    await said("This says that no response came. Find out whether the request reached the service before you send it again.");
    const long = "ErrorCode:X RequestId:Y Message:".repeat(3200);
    await paste(page, long);
    await said("Paste up to 100,000 characters: the last response is enough.");
    assert.equal(await page.locator("#printed").inputValue(), long);
    await paste(page, "<img src=x onerror=alert(1)> hello");
    await said("Paste the body of the response alone, or enter its status too.");
    assert.equal(await page.locator("#printed").getAttribute("aria-invalid"), "true");
  }, at()));
});
