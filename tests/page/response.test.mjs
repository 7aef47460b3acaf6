// What the provider sent back: pasted into the page, or come back through a server that the page sent the request to.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CHIME, CLOUDSSO, WORKMAIL } from "./operations.mjs";
import { build, choose, fillIds } from "./steps.mjs";
import { browser, clipboard, focuses, ready, says, server, texts, traces, visit } from "./visit.mjs";
import { PATIENCE } from "./waiting.mjs";

describe("a response", () => {
  const opened = (page) => page.locator("#response details:not([open]) summary").click();
  const paste = async (page, text, status = "") => {
    if (await page.locator("#response details[open]").count() === 0) await opened(page);
    await page.getByLabel("Answer", { exact: true }).fill(text);
    await page.getByLabel("HTTP status").fill(status);
    await page.getByRole("button", { name: "Explain" }).click();
  };
  const RESULT = ".response-result";
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
    await focuses(page, "The service answered: InvalidPasswordException");
    assert.deepEqual(await told(page), {
      "What it means": "The password does not meet the directory's policy, such as its length or its kinds of characters.",
      "What to do": "Choose or generate another password; the directory may be stricter than its default policy.",
      "What it points at": "Go to “Password”",
      "Sending it again": "Do not send the same request again as it is.",
      "In the service's own words": "Bad: … <b>",
    });
    assert.equal(await page.locator("#member-3-pointer").textContent(), "The service's answer points at the password.");
    await page.getByRole("button", { name: "Go to “Password”" }).click();
    await focuses(page, "member-3");
    await page.keyboard.type("x");
    assert.equal(await page.locator("#member-3-pointer").textContent(), "");
    await page.getByRole("button", { name: "Clear the answer" }).click();
    assert.equal(await page.locator(RESULT).textContent(), "");
    assert.equal(await page.locator("#response-text").inputValue(), "");
  }));

  for (const [what, operation, text, status, expected] of [
    ["a whole HTTP response", WORKMAIL, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 Bad Request\r\nx-amzn-RequestId: abc-1\r\nContent-Type: application/x-amz-json-1.1\r\n\r\n{\"__type\":\"EntityNotFoundException\",\"Message\":\"No.\"}", "", ["EntityNotFoundException", "No.", "abc-1"]],
    ["the AWS command line", WORKMAIL, "\nAn error occurred (EntityStateException) when calling the ResetPassword operation: The user is disabled.\n", "", ["EntityStateException", "The user is disabled.", undefined]],
    ["boto3's traceback", WORKMAIL, "Traceback (most recent call last):\n  File \"x.py\", line 1\nbotocore.errorfactory.EntityStateException: An error occurred (EntityStateException) when calling the ResetPassword operation (reached max retries: 4): Disabled.", "", ["EntityStateException", "Disabled.", undefined]],
    ["the AWS library for JavaScript", WORKMAIL, "OrganizationStateException: Not active.\n    at f (x.js:1:2) {\n  '$fault': 'client',\n  '$metadata': {\n    httpStatusCode: 400,\n    requestId: 'abc-2' } }", "", ["OrganizationStateException", "Not active.", "abc-2"]],
    ["Alibaba Cloud's command line", CLOUDSSO, "ERROR: SDK.ServerError\nErrorCode: EntityNotExists.User\nRecommend: https://example.com\nRequestId: A-1\nMessage: No user.", "", ["EntityNotExists.User", "No user.", "A-1"]],
    ["Alibaba Cloud's libraries", CLOUDSSO, "Error: EntityNotExists.Directory: code: 404, No directory. request id: A-2", "", ["EntityNotExists.Directory", "No directory.", "A-2"]],
    ["Alibaba Cloud's library for Go", CLOUDSSO, "SDKError:\n   StatusCode: 404\n   Code: EntityNotExists.User\n   Message: code: 404, No user. request id: A-3\n   Data: {}", "", ["EntityNotExists.User", "No user.", "A-3"]],
    ["an XML error", CHIME, "<ErrorResponse><Error><Code>InternalFailure</Code><Message>Oh &amp; no</Message></Error><RequestId>X-1</RequestId></ErrorResponse>", "", ["InternalFailure", "Oh & no", "X-1"]],
    ["a status by itself", CHIME, "", "503", ["503", undefined, undefined]],
    ["a gateway's page", CHIME, "<html>Bad gateway</html>", "502", ["502", undefined, undefined]],
    ["a name and a message", WORKMAIL, "EntityNotFoundException: No.", "", ["EntityNotFoundException", "No.", undefined]],
    ["curl's own words", CHIME, "curl: (22) The requested URL returned error: 403", "", ["403", undefined, undefined]],
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
    const given = { User: { UserId: CHIME.ids[1], PrimaryEmail: "jo@example.com", DisplayName: "Jo <b>", PersonalPIN: "8675309123", AlexaForBusinessMetadata: { IsAlexaForBusinessEnabled: false } } };
    await ready(page);
    await choose(page, CHIME);
    await paste(page, JSON.stringify(given));
    assert.equal(await page.locator(`${RESULT} h3`).textContent(), "The service says that it is done");
    assert.equal(await page.locator("#response-text").inputValue(), "");
    const details = await told(page);
    // What the user is to be given goes first, and nothing else is printed. What says something about a person is covered as well.
    assert.deepEqual(Object.keys(details), ["New PIN", "Primary email", "Display name", "User ID", "Alexa for business"]);
    assert.equal(await page.locator("#response-secret-2").inputValue(), "jo@example.com");
    assert.equal(await page.locator("#response-secret-3").inputValue(), "Jo <b>");
    assert.deepEqual(await texts(page, `${RESULT} .credential button`), ["Show", "Copy", "Spell out", "Print a slip"]);
    assert.equal(await page.getByRole("button", { name: "Print a slip" }).count(), 1);
    const size = (place) => page.locator(`#response-secret-${place}`).evaluate(($input) => parseFloat(getComputedStyle($input).fontSize));
    assert.ok(await size(1) > 1.5 * await size(2));
    assert.equal(details["User ID"], CHIME.ids[1]);
    assert.equal(details["Alexa for business"], '{"IsAlexaForBusinessEnabled":false}');
    assert.equal(await page.locator("#response-secret-1").getAttribute("type"), "password");
    assert.deepEqual(await traces(page, seen, ["8675309123"]), []);
    const button = (name) => page.getByRole("button", { name });
    await button("Show new PIN").click();
    assert.equal(await page.locator("#response-secret-1").getAttribute("type"), "text");
    assert.equal(await page.locator("#response-secret-1").inputValue(), "8675309123");
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    assert.equal(await page.locator("#response-secret-1").getAttribute("type"), "password");
    await button("Copy new PIN").click();
    await page.getByRole("timer").waitFor();
    assert.equal(await clipboard(page), "8675309123");
    await page.evaluate(() => (window.print = () => {}));
    await button("Print a slip with the new PIN").click();
    const slip = await page.locator("#slip").textContent();
    assert.ok(slip.includes("8675309123") && !slip.includes(CHIME.ids[1]) && !slip.includes("Jo"));
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    // Another language keeps what cannot be pasted again.
    await button("简体中文").click();
    await page.getByRole("heading", { name: "服务表示操作已完成" }).waitFor();
    assert.equal(await page.locator("#response-secret-1").inputValue(), "8675309123");
    assert.equal(await page.locator("#response-secret-1").getAttribute("type"), "password");
    // So does a look at another operation.
    await choose(page, CLOUDSSO);
    assert.equal(await page.locator("#response-secret-1").count(), 0);
    await choose(page, CHIME);
    await page.getByRole("heading", { name: "服务表示操作已完成" }).waitFor();
    assert.equal(await page.locator("#response-secret-1").inputValue(), "8675309123");
    assert.equal(await page.locator("#response-secret-1").getAttribute("type"), "password");
  }));

  test("of a command that printed nothing is a success, unless a secret is missing", () => visit(async (page) => {
    await ready(page);
    for (const [operation, heading] of [
      [WORKMAIL, "The service says that it is done"],
      [CHIME, "The service answered: unreadable_answer"],
      [CLOUDSSO, "The service answered: unreadable_answer"],
    ]) {
      await choose(page, operation);
      if (await page.locator("#response details[open]").count() === 0) await opened(page);
      await page.getByLabel("Answer", { exact: true }).fill("left over");
      await page.getByRole("button", { name: "It printed nothing" }).click();
      assert.equal(await page.locator(`${RESULT} h3`).textContent(), heading);
      assert.equal(await page.locator("#response-text").inputValue(), "");
    }
    await choose(page, CHIME);
    await page.getByRole("button", { name: "It printed nothing" }).click();
    assert.equal((await told(page))["What it means"], "The PIN was changed, but the response cannot be read: the new PIN is not known.");
  }));

  test("that never came, or is no response by its length, is told so and kept", () => visit(async (page) => {
    await ready(page);
    await paste(page, "curl: (6) Could not resolve host: x");
    await says(page, "#response-issue", "This says that no response came. Find out whether the request reached the service before you send it again.");
    const long = "ErrorCode:X RequestId:Y Message:".repeat(3200);
    await paste(page, long);
    await says(page, "#response-issue", "This is too long for a response. Paste up to 100,000 characters: the last response is enough.");
    assert.equal(await page.locator("#response-text").inputValue(), long);
  }));

  test("that is none is refused calmly", () => visit(async (page) => {
    await ready(page);
    await opened(page);
    await page.getByRole("button", { name: "Explain" }).click();
    await says(page, "#response-issue", "Paste an answer, or give its status.");
    await focuses(page, "response-text");
    await paste(page, "<img src=x onerror=alert(1)> hello");
    await says(page, "#response-issue", "This is not an answer that this page can read. Paste the body by itself, or give the status as well.");
    assert.equal(await page.locator("#response-text").getAttribute("aria-invalid"), "true");
    await paste(page, "{}", "200");
    await says(page, "#response-issue", "");
    assert.equal(await page.locator(`${RESULT} .help`).textContent(), "The answer holds nothing else.");
  }));
});

describe("sending", () => {
  const withEndpoint = (content, reply) => async (page) => {
    await page.route(server.address, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace("<title>", `<meta name="resetkit-endpoint" content="${content}">\n<title>`);
      // The server lets nobody frame the page; another host may.
      const { "content-security-policy": _, "x-frame-options": __, ...headers } = response.headers();
      await route.fulfill({ response, headers, body });
    });
    if (reply) await page.route("**/reset", reply);
  };
  const $send = (page) => page.getByRole("button", { name: "Send through the server" });
  const STATUS = "#request > .status";

  // What visit asserts of every request does not hold here, where one is a POST.
  const sends = (name, content, reply, steps) => test(name, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await withEndpoint(content, reply)(page);
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

  test("is not offered within another page, where a press of the button may be somebody else's", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await withEndpoint("reset")(page);
    await page.route("https://other.example/", (route) => route.fulfill({ contentType: "text/html", body: `<iframe src="${server.address}" width="1200" height="900"></iframe>` }));
    await page.goto("https://other.example/");
    const $frame = page.frameLocator("iframe");
    await $frame.locator("#form").waitFor();
    assert.match(await $frame.locator("#lede").innerText(), /it sends nothing and stores nothing/);
    for (const [index, value] of [...WORKMAIL.ids, WORKMAIL.secret].entries()) await $frame.locator(`#member-${index + 1}`).fill(value);
    await $frame.getByRole("button", { name: "Build request" }).click();
    await $frame.getByText("This page is shown within another page, so it does not send. Open it in a tab of its own to send the request.").waitFor();
    assert.equal(await $frame.getByRole("button", { name: "Send through the server" }).count(), 0);
    await context.close();
  });

  sends("explains an error that the server has read", "reset", (route) => route.fulfill({
    status: 502,
    json: { status: 400, error: { code: "InvalidPasswordException", message: "Bad: …", meaning: "m", remedy: "r", retryable: false, status: 400, requestId: "abc-9" } },
  }), async (page) => {
    await $send(page).click();
    await page.getByRole("heading", { name: "The service answered: InvalidPasswordException" }).waitFor();
    assert.equal(await page.locator(".response-result q").textContent(), "Bad: …");
    assert.equal(await page.locator(".response-result code").textContent(), "abc-9");
  });

  sends("tells of a secret that the server did not find", "reset", (route) => route.fulfill({
    status: 502, json: { status: 200, error: { code: "unreadable_answer", meaning: "m", remedy: "r", retryable: false, status: 200 } },
  }), async (page) => {
    await $send(page).click();
    await page.getByRole("heading", { name: "The service answered: unreadable_answer" }).waitFor();
    await page.getByText("The response says success, but not in the service's words: a proxy may have answered.").waitFor();
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
    await focuses(page, "The service says that it is done");
    assert.equal(await page.locator("#request-heading").textContent(), "Done: Amazon WorkMail has reset it");
    assert.equal(await page.locator("#request .unsigned").count(), 0);
    assert.equal(await page.getByLabel("Sign the request and send it.").isChecked(), true);
    assert.equal(await $send(page).getAttribute("aria-disabled"), "true");
    await $send(page).focus();
    await page.keyboard.press("Enter");
    assert.equal(orders.length, 2);
    // Nor in another language.
    await page.getByRole("button", { name: "简体中文" }).click();
    const $again = page.getByRole("button", { name: "通过服务器发送" });
    await $again.focus();
    await page.keyboard.press("Enter");
    assert.equal(await $again.getAttribute("aria-disabled"), "true");
    assert.equal(await page.locator("#request-heading").textContent(), "已完成：Amazon WorkMail 已重置");
    assert.equal(orders.length, 2);
    assert.deepEqual(orders[0], [`${server.address}reset`, {
      operation: "workmail:ResetPassword",
      region: "us-east-1",
      input: { OrganizationId: WORKMAIL.ids[0], UserId: WORKMAIL.ids[1], Password: WORKMAIL.secret },
    }]);
  });

  for (const [what, reply] of [["fails", { status: 500, body: "oh" }], ["says something else", { json: { ok: true } }]]) {
    sends(`says so where the server ${what}`, "/reset", (route) => route.fulfill(reply), async (page) => {
      await $send(page).click();
      await says(page, STATUS, "The server gave no answer that can be read. Find out whether the request reached it before you send it again.");
      assert.equal(await $send(page).getAttribute("aria-disabled"), null);
    });
  }
});
