// Who it is, where a desk can look people up: it helps, and never stops anybody.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { WORKMAIL } from "./operations.mjs";
import { SILENCE, answered, withDesk } from "./served.mjs";
import { act, linkTo, own, ready, rules, under, wrong } from "./steps.mjs";
import { english, focuses, texts, visit } from "./visit.mjs";
import { becomes } from "./waiting.mjs";

const MARIA = { set: { UserId: WORKMAIL.user }, label: ["Maria Major", "maria@example.com"], ready: true };
const OTHER = { set: { UserId: "S-1-1-11-1111111111-2222222222-3333333333-4444" }, label: ["Mary Minor", "mary@example.com"], ready: false };
const finding = (find, more = {}) => withDesk({ find, reset: () => answered(200, "{}"), ...more.answers }, { hash: linkTo(WORKMAIL), ...more });
const said = (page, text) => becomes(() => under(page, 2), text);
const sent = ({ orders }) => orders.map(({ input: { UserId } }) => UserId);

describe("a person who is looked up", () => {
  test("and is the only one fills the ID, and is named", () => {
    const how = finding(() => ({ people: [MARIA], exact: true, more: false }));
    return visit(async (page) => {
      await ready(page);
      assert.equal(await under(page, 2), "E-mail address, name or ID.");
      await page.locator("#member-2").fill(" maria@example.com ");
      await page.locator("#member-2").press("Tab");
      await said(page, "Maria Major · maria@example.com");
      assert.equal(await page.locator("#member-2").inputValue(), WORKMAIL.user);
      assert.equal(await page.locator("#member-2-says.ok").count(), 1);
      assert.deepEqual(how.calls.filter(([name]) => name === "find"), [["find", { operation: WORKMAIL.id, region: "us-east-1", query: "maria@example.com", members: { ...WORKMAIL.setup, UserId: "maria@example.com" } }]]);
      await act(page);
      await page.locator("#done").waitFor();
      assert.equal(await page.locator(".who").innerText(), `For Maria Major · maria@example.com · ${WORKMAIL.user}`);
      assert.deepEqual(sent(how), [WORKMAIL.user]);
    }, how);
  });

  test("is looked up before anything is sent", () => {
    const how = finding(() => ({ people: [MARIA], exact: true, more: false }));
    return visit(async (page) => {
      await ready(page);
      await page.locator("#member-2").fill("maria@example.com");
      await page.locator("#member-2").press("Enter");
      await page.locator("#done").waitFor();
      assert.deepEqual(sent(how), [WORKMAIL.user]);
    }, how);
  });

  test("is chosen where there are several, before anything is sent", () => {
    const how = finding(() => ({ people: [MARIA, OTHER], exact: false, more: true }));
    return visit(async (page) => {
      await ready(page);
      await page.locator("#member-2").fill("mar");
      await act(page);
      await becomes(() => texts(page, "#member-2-says .people > *"), [
        "2 users found, and there are more. Choose one:",
        `Maria Major · maria@example.com · ${WORKMAIL.user}`,
        `Mary Minor · mary@example.com · ${OTHER.set.UserId} · not active`,
        "Use what I typed",
      ]);
      await focuses(page, "member-2");
      assert.deepEqual(sent(how), []);
      await page.getByRole("button", { name: /^Mary Minor/ }).click();
      assert.equal(await page.locator("#member-2").inputValue(), OTHER.set.UserId);
      await said(page, "Mary Minor · mary@example.com · not active");
      assert.equal(await page.locator("#member-2-says.warn").count(), 1);
      await act(page);
      await page.locator("#done").waitFor();
      assert.deepEqual(sent(how), [OTHER.set.UserId]);
    }, how);
  });

  test("is sent as typed where nobody is found, or nobody of those is meant", () => {
    const how = finding((_, calls) => ({ people: calls === 1 ? [] : [MARIA, OTHER], exact: false, more: false }));
    return visit(async (page) => {
      await ready(page);
      await page.locator("#member-2").fill("nobody@example.com");
      await page.locator("#member-2").press("Tab");
      await said(page, "Nobody found by this name or address. It is sent as it is.");
      await page.locator("#member-2").fill("somebody@example.com");
      await page.locator("#member-2").press("Tab");
      await page.getByRole("button", { name: "Use what I typed" }).click();
      await said(page, "It is sent as it is.");
      await act(page);
      await page.locator("#done").waitFor();
      assert.deepEqual(sent(how), ["somebody@example.com"]);
    }, how);
  });

  test("whom nobody could look for is sent as typed", () => {
    const how = finding((_, calls) => (calls === 1 ? { http: 400, error: { code: "bad_query" } } : SILENCE), { failures: true });
    return visit(async (page) => {
      await ready(page);
      await page.locator("#member-2").fill(WORKMAIL.user);
      await page.locator("#member-2").press("Tab");
      await said(page, "Nobody can be looked for by this here. Type an e-mail address or a name.");
      await page.locator("#member-2").fill("somebody@example.com");
      await page.locator("#member-2").press("Tab");
      await said(page, "The lookup got no response. It is sent as it is.");
      await act(page);
      await page.locator("#done").waitFor();
      assert.deepEqual(sent(how), ["somebody@example.com"]);
    }, how);
  });

  test("is no ID yet while the search goes on, and what is typed meanwhile counts", () => {
    let found;
    const how = finding(({ query }) => (query === "m" ? new Promise((resolve) => (found = resolve)) : { people: [], exact: false, more: false }));
    return visit(async (page) => {
      await ready(page);
      await page.locator("#member-2").fill("m");
      await page.locator("#member-2").press("Tab");
      await said(page, "Looking up…");
      assert.deepEqual(await wrong(page, 2), []);
      await page.locator("#member-2").fill(WORKMAIL.user);
      await page.locator("#member-2").press("Tab");
      await said(page, "Nobody found by this name or address. It is sent as it is.");
      found({ people: [OTHER], exact: true, more: false });
      await act(page);
      await page.locator("#done").waitFor();
      assert.deepEqual(sent(how), [WORKMAIL.user]);
    }, how);
  });

  test("keeps their names out of the password", () => {
    const how = finding(() => ({ people: [MARIA], exact: true, more: false }), { hash: linkTo({ id: "cloudsso:ResetUserPassword", setup: { DirectoryId: "d-00fc2p61abcd" } }) });
    return visit(async (page) => {
      await ready(page);
      await page.locator("#member-2").fill("maria");
      await page.locator("#member-2").press("Tab");
      await said(page, "Maria Major · maria@example.com");
      await own(page, "x-Maria Major-2026");
      await act(page);
      assert.equal((await rules(page)).at(-1), "✗ Does not contain the user’s name");
      assert.equal(await page.getByLabel("What the user is called in the directory").isVisible(), false);
    }, how);
  });

  test("is said in Chinese", () => {
    const how = finding(({ query }) => ({ people: query === "mar" ? [MARIA, OTHER] : [], exact: false, more: true }), { context: { locale: "zh-CN" } });
    return visit(async (page) => {
      await ready(page);
      assert.equal(await under(page, 2), "邮箱地址、姓名或 ID。");
      await page.locator("#member-2").fill("mar");
      await page.locator("#member-2").press("Tab");
      await becomes(async () => (await texts(page, "#member-2-says .people > *"))[0], "找到 2 个用户，还有更多，请选择：");
      const names = /us-east-1|Maria Major|Mary Minor|\w+@example\.com|S-1-1[\d-]+|helpdesk/g;
      assert.deepEqual((await english(page)).filter((text) => /[A-Za-z]{3,}/.test(text.replace(names, "").replace("AWS profile", ""))), []);
    }, how);
  });
});
