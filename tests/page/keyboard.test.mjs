// The whole way from the services to a secret that is handed over, by keyboard alone.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CHIME, OPERATIONS, WORKMAIL } from "./operations.mjs";
import { answered, withDesk } from "./served.mjs";
import { linkTo, ready, tab, wrong } from "./steps.mjs";
import { clipboard, focuses, visit } from "./visit.mjs";
import { becomes } from "./waiting.mjs";

const REPLIES = { [CHIME.id]: { User: { PersonalPIN: "867530" } } };

describe("by keyboard alone", () => {
  for (const operation of OPERATIONS) {
    const how = withDesk({ reset: ({ operation: id }) => answered(200, REPLIES[id] ?? "{}") });
    test(operation.service, () => visit(async (page) => {
      const press = (key) => page.keyboard.press(key);
      await ready(page);
      await focuses(page, "search");
      await page.keyboard.type(operation.service);
      await press("Enter");
      await focuses(page, "member-1");
      await page.keyboard.type(operation.wrong[0]);
      assert.deepEqual(await wrong(page, 1), []);
      await tab(page);
      assert.deepEqual(await wrong(page, 1), [operation.wrong[1]]);
      await press("Shift+Tab");
      await press("Enter");
      await focuses(page, "member-1");
      await becomes(() => page.locator("#form footer [role=status]").innerText(), `2 fields to fix: ${operation.labels.join(", ")}`);
      await press("Control+A");
      await page.keyboard.type(Object.values(operation.setup)[0]);
      assert.deepEqual(await wrong(page, 1), []);
      await page.locator("#member-2").focus();
      await page.keyboard.type(operation.user);
      if (operation.secret) {
        // One stop for the sources, arrows between them.
        await tab(page);
        await focuses(page, "member-3-random");
        await press("ArrowRight");
        await focuses(page, "member-3-words");
        await press("ArrowRight");
        await focuses(page, "member-3-own");
        await press("ArrowLeft");
        await press("ArrowLeft");
        await focuses(page, "member-3-random");
        await tab(page);
        await focuses(page, "Show");
        await press("Enter");
        await focuses(page, "Hide");
        await press("Enter");
        await tab(page);
        await focuses(page, "Generate another");
        await press("Enter");
        await focuses(page, "Generate another");
        await tab(page);
        await focuses(page, "Options");
      }
      await page.locator("#member-2").focus();
      await press("Enter");
      await page.locator("#done").waitFor();
      await tab(page, 2);
      await focuses(page, `Copy ${operation === CHIME ? "PIN" : "password"}`);
      await press("Enter");
      await becomes(() => clipboard(page), operation === CHIME ? "867530" : how.orders[0].input.Password);
      await tab(page);
      await focuses(page, "Spell out");
      await press("Enter");
      await focuses(page, "spelling");
      await press("Space");
      assert.equal(await page.locator(".spell li").first().getAttribute("aria-current"), "step");
    }, how));
  }

  test("with a link: paste, Enter, Tab, Tab, Enter", () => {
    const how = withDesk({ reset: () => answered(200, "{}") }, { hash: linkTo(WORKMAIL) });
    return visit(async (page) => {
      await ready(page);
      await focuses(page, "member-2");
      await page.evaluate((text) => navigator.clipboard.writeText(text), WORKMAIL.user);
      await page.keyboard.press("Control+V");
      await page.keyboard.press("Enter");
      await page.locator("#done").waitFor();
      await tab(page, 2);
      await page.keyboard.press("Enter");
      await becomes(() => clipboard(page), how.orders[0].input.Password);
    }, how);
  });
});
