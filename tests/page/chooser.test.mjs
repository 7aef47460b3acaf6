// The services to choose from, where no link says which it is.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import menu from "../../www/pkg/catalogue.js";
import { CHIME, WORKMAIL } from "./operations.mjs";
import { choose, linkTo, ready } from "./steps.mjs";
import { focuses, says, texts, visit } from "./visit.mjs";

const ENDED = menu.filter(({ lifecycle: { ends } }) => ends !== null && ends <= new Date().toISOString().slice(0, 10));
const names = (page) => texts(page, "#services [role=option] b");
const marked = (page) => page.evaluate(() => {
  const $marked = document.getElementById(document.activeElement.getAttribute("aria-activedescendant"));
  return $marked && [$marked.querySelector("b").textContent, $marked.getAttribute("aria-selected"), document.querySelectorAll("#services [aria-selected=true]").length];
});

describe("the services", () => {
  test("stand by provider, with what is done of each, and those that ended apart", () => visit(async (page) => {
    await ready(page);
    await focuses(page, "search");
    assert.equal(await page.locator("h1").textContent(), "What do you want to reset?");
    const providers = await texts(page, "#services [role=group] .h");
    assert.deepEqual(providers, [...new Set(menu.filter((item) => !ENDED.includes(item)).map(({ provider }) => provider))].sort((one, other) => one.localeCompare(other, "en")));
    assert.equal((await names(page)).length, menu.length - ENDED.length);
    const $workmail = page.locator(`[data-operation="${WORKMAIL.id}"]`);
    assert.equal(await $workmail.innerText(), "Amazon WorkMail\nSet a password · Ends 31 Mar 2027");
    // What reads the same is told apart by the action.
    const entra = await page.locator('[data-operation^="graph:"]').allInnerTexts();
    assert.deepEqual(entra, ["Microsoft Graph (Entra ID)\nSet a password (ResetPassword)", "Microsoft Graph (Entra ID)\nSet a password (UpdateUser)"]);
    // What most come for is first.
    assert.deepEqual(await page.locator('[data-operation^="keycloak:"]').allInnerTexts(), ["Keycloak\nSet a password", "Keycloak\nSend the user a message"]);
    assert.deepEqual(await texts(page, ".key span"), ["You set the password", "The service makes it", "The user gets a message"]);
    const $ended = page.locator(`[data-operation="${CHIME.id}"]`);
    assert.equal(await $ended.isVisible(), false);
    await page.getByText(`Ended services (${ENDED.length})`).click();
    assert.equal(await $ended.innerText(), "Amazon Chime\nGet a new PIN · Ended 20 Feb 2026");
    await $ended.click();
    await page.locator("#form").waitFor();
    assert.equal(await page.locator("h1").textContent(), CHIME.job);
    assert.deepEqual(await texts(page, ".ends"), ["Ended 20 Feb 2026"]);
  }));

  test("are found by name, provider, action and id, and those that ended with them", () => visit(async (page) => {
    await ready(page);
    for (const [text, found] of [["okta", ["Okta"]], ["WORKMAIL", ["Amazon WorkMail"]], ["chime", ["Amazon Chime"]], ["synapse:ResetPassword", ["Synapse"]], [" cloudsso ", ["CloudSSO"]]]) {
      await page.locator("#search").fill(text);
      assert.deepEqual([...new Set(await names(page))], found, text);
    }
    await page.locator("#search").fill("work");
    assert.deepEqual([...new Set(await texts(page, "#services mark"))], ["Work"]);
    await page.locator("#search").fill("nothing of the kind");
    assert.deepEqual([await names(page), await page.locator("#chooser [role=status]").textContent()], [[], "No service called “nothing of the kind”."]);
    await page.locator("#search").press("Enter");
    assert.equal(await page.locator("#chooser").count(), 1);
  }));

  test("are gone through by arrows, taken by Enter, and all there again by Escape", () => visit(async (page) => {
    await ready(page);
    const all = await names(page);
    assert.equal(await marked(page), null);
    await page.keyboard.press("ArrowDown");
    assert.deepEqual(await marked(page), [all[0], "true", 1]);
    await page.keyboard.press("ArrowUp");
    assert.deepEqual(await marked(page), [all.at(-1), "true", 1]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.deepEqual(await marked(page), [all[1], "true", 1]);
    await page.keyboard.type("nothing of the kind");
    await page.keyboard.press("Escape");
    assert.deepEqual([await page.locator("#search").inputValue(), await names(page)], ["", all]);
    await page.keyboard.type("workmail");
    assert.deepEqual(await marked(page), ["Amazon WorkMail", "true", 1]);
    await page.keyboard.press("Enter");
    await page.locator("#form").waitFor();
    assert.equal(await page.locator("h1").textContent(), WORKMAIL.job);
    await focuses(page, "member-1");
  }));

  test("are a combobox over a list", () => visit(async (page) => {
    await ready(page);
    const $search = page.getByRole("combobox", { name: "Search services" });
    assert.deepEqual(await $search.evaluate(($input) => [$input.getAttribute("aria-controls"), $input.getAttribute("aria-expanded"), $input.getAttribute("aria-autocomplete")]), ["services", "true", "list"]);
    await page.getByRole("listbox", { name: "Services" }).getByRole("group", { name: "Okta" }).getByRole("option").first().waitFor();
  }));

  test("come again by “Other service”", () => visit(async (page) => {
    await choose(page, WORKMAIL);
    await page.getByRole("button", { name: "Other service" }).click();
    await focuses(page, "search");
    assert.equal(await page.title(), "Reset desk");
  }));

  test("stand there where a link names one that is not known", () => visit(async (page) => {
    await page.locator("#chooser").waitFor();
  }, { hash: linkTo({ id: "nobody:Nothing" }) }));

  test("that cannot be loaded are told, and the next attempt loads them", () => visit(async (page) => {
    await ready(page);
    const file = "**/pkg/operations/*.js";
    await page.route(file, (route) => route.abort());
    await page.locator(`[data-operation="${WORKMAIL.id}"]`).click();
    await says(page, "#one [role=alert] h2", "This part of the page could not be loaded. Check the connection and try again.");
    await page.unroute(file);
    await page.getByRole("button", { name: "Other service" }).click();
    await choose(page, WORKMAIL);
  }, { failures: true }));
});
