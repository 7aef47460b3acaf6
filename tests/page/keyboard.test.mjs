// The whole way from a picked operation to its request, by keyboard alone.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DOTS, OPERATIONS } from "./operations.mjs";
import { FORM_STATUS, REQUEST_STATUS, issues, opened, tab } from "./steps.mjs";
import { clipboard, focuses, ready, says, texts, visit } from "./visit.mjs";

describe("by keyboard alone", () => {
  for (const operation of OPERATIONS) {
    test(operation.label, () => visit(async (page) => {
      await ready(page);
      const press = (key) => page.keyboard.press(key);

      // Past the two languages and the tabs.
      await tab(page, 4);
      await focuses(page, "operation");
      await page.keyboard.type(operation.label);
      await opened(page);
      assert.equal(await page.locator("#operation").inputValue(), operation.id);
      assert.equal(await page.locator("#picker .notice").innerText(), operation.notice);

      // Past the link to the documentation and the document of a command line. Nothing is said while the person types for the first time.
      await tab(page, 3);
      await focuses(page, "member-1");
      await page.keyboard.type(operation.wrong);
      assert.deepEqual(await issues(page, 1), []);
      await tab(page);
      assert.deepEqual(await issues(page, 1), operation.wrongIssues);
      assert.equal(await page.locator("#announcer").textContent(), operation.wrongIssues.join(" "));
      assert.equal(await page.locator("#member-1").getAttribute("aria-invalid"), "true");
      assert.deepEqual(await issues(page, 2), []);

      await press("Enter");
      await focuses(page, "error-summary");
      assert.equal(await page.title(), "Error: Reset desk");
      assert.equal(await page.locator(".error-summary [role=alert] h2").textContent(), "There is a problem");
      assert.deepEqual(await texts(page, ".error-summary a"), [...operation.wrongIssues, ...operation.otherIssues]);
      const beside = [];
      for (const place of [1, 2, 3]) beside.push(...await issues(page, place));
      assert.deepEqual(beside, [...operation.wrongIssues, ...operation.otherIssues]);

      await tab(page);
      await press("Enter");
      await focuses(page, "member-1");
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
        await focuses(page, "Show password");
        assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-controls")), "member-3");
        await press("Enter");
        assert.equal(await $secret.getAttribute("type"), "text");
        await says(page, FORM_STATUS, "The password is visible.");
        await focuses(page, "Hide password");
        await press("Enter");
        assert.equal(await $secret.getAttribute("type"), "password");
        await says(page, FORM_STATUS, "The password is hidden.");
        await press("Enter");
        await press("Shift+Tab");
        await press("Control+A");
        await page.keyboard.type(operation.secret);
      }

      await press("Enter");
      await focuses(page, "request-heading");
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
        await focuses(page, "request-tab-1");
        await tab(page);
        await focuses(page, "Show password in the request");
        await press("Enter");
        assert.equal(await body(), operation.body(operation.onTheWire));
        await focuses(page, "Hide password in the request");
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
      await focuses(page, "Copy whole request");
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
