// The form: what is set up, who it is, and what becomes of what a person types into it. The new password is in secret.test.mjs.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CHIME, CLOUDSSO, DOTS, OPERATIONS, WORKMAIL } from "./operations.mjs";
import { withDesk } from "./served.mjs";
import { act, beside, choose, fillIds, form, linkTo, own, ready, source, tab, under, wrong } from "./steps.mjs";
import { clipboard, clocked, focuses, percent, server, texts, visit } from "./visit.mjs";
import { becomes } from "./waiting.mjs";

const at = (operation, more = {}) => ({ hash: linkTo(operation), ...more });
const desktop = { context: { viewport: { width: 1440, height: 900 } } };
const phone = { context: { viewport: { width: 375, height: 812 } } };

describe("the setup", () => {
  test("comes from a link, and the person types the user and nothing else", () => visit(async (page) => {
    await ready(page);
    assert.equal(await page.locator("h1").textContent(), WORKMAIL.job);
    assert.deepEqual(await texts(page, ".where .at span"), ["eu-west-1", "Organization ID m-d281…fd27", "Ends 31 Mar 2027"]);
    assert.equal(await page.locator("#setup").isVisible(), false);
    await focuses(page, "member-2");
    await page.keyboard.type(WORKMAIL.user);
    await form(page, "HTTP");
    await becomes(() => page.locator("#request-http").textContent(), `POST https://workmail.eu-west-1.amazonaws.com/\n${WORKMAIL.headers}\n\n${WORKMAIL.body(DOTS)}`);
  }, { hash: linkTo(WORKMAIL, { region: "eu-west-1" }) }));

  test("takes no secret from a link, and no member that is none of the operation's", () => visit(async (page) => {
    await ready(page);
    await page.locator("#member-2").fill(WORKMAIL.user);
    assert.equal(await page.getByRole("radio", { name: "Random" }).isChecked(), true);
    await source(page, "My own");
    assert.equal(await page.locator("#member-3").inputValue(), "");
    assert.ok(!(await page.content()).includes("Hunter2-Hunter2"));
  }, { hash: linkTo(WORKMAIL, { Password: "Hunter2-Hunter2", Other: "Hunter2-Hunter2", __proto__: "x" }) }));

  test("of a link that is faulty opens by itself, at the fault", () => visit(async (page) => {
    await ready(page);
    assert.equal(await page.locator("#setup").isVisible(), true);
    assert.deepEqual(await wrong(page, 1), ["Use exactly 34 characters."]);
  }, { hash: linkTo(WORKMAIL, { OrganizationId: "m-x" }) }));

  test("is copied as a link, with neither the user nor a secret in it", () => visit(async (page) => {
    await ready(page);
    await own(page, "Hunter2-Hunter2");
    await page.locator("#member-2").fill(WORKMAIL.user);
    await page.getByRole("button", { name: "Change" }).click();
    await page.getByLabel("Region").selectOption("us-west-2");
    await page.getByLabel("Directory", { exact: true }).selectOption("AWS Managed Microsoft AD");
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByRole("button", { name: "Link copied" }).waitFor();
    const link = await clipboard(page);
    assert.equal(link, `${server.address}${linkTo({ id: WORKMAIL.id }, { region: "us-west-2", directory: "managed-microsoft-ad", ...WORKMAIL.setup })}`);
    await page.clock.runFor(3000);
    await page.getByRole("button", { name: "Copy link" }).waitFor();
    const other = await page.context().newPage();
    await other.goto(link);
    await ready(other);
    assert.deepEqual(await texts(other, ".where .at span"), ["us-west-2", "Organization ID m-d281…fd27", "Ends 31 Mar 2027"]);
    assert.equal(await other.locator("#directory").inputValue(), "managed-microsoft-ad");
    assert.equal(await other.locator("#member-2").inputValue(), "");
  }, at(WORKMAIL, { prepare: clocked })));

  test("is open where something of it is missing, and folds at Done", () => visit(async (page) => {
    await choose(page, WORKMAIL);
    const $change = page.locator(".tools [aria-controls=setup]");
    assert.equal(await $change.getAttribute("aria-expanded"), "true");
    await focuses(page, "member-1");
    assert.deepEqual(await texts(page, "#form label:visible, #form .label"), ["Region", "Organization ID", "Directory", "User ID", "New password", "Random", "Words", "My own"]);
    await page.locator("#member-1").fill(WORKMAIL.setup.OrganizationId);
    await page.getByRole("button", { name: "Done" }).click();
    assert.equal(await page.locator("#setup").isVisible(), false);
    assert.equal(await $change.getAttribute("aria-expanded"), "false");
    assert.deepEqual(await texts(page, ".where .at span"), ["us-east-1", "Organization ID m-d281…fd27", "Ends 31 Mar 2027"]);
    await page.getByRole("button", { name: "Change" }).click();
    await focuses(page, "region");
  }));

  test("is kept for each operation while another one is looked at, and no password is", () => visit(async (page) => {
    await choose(page, WORKMAIL);
    await fillIds(page, WORKMAIL);
    await page.locator("#region").selectOption("eu-west-1");
    await own(page, WORKMAIL.secret);
    await choose(page, CLOUDSSO);
    assert.deepEqual([await page.locator("#member-1").inputValue(), await page.locator("#region").inputValue()], ["", "cn-shanghai"]);
    await choose(page, WORKMAIL);
    assert.deepEqual([await page.locator("#member-1").inputValue(), await page.locator("#member-2").inputValue(), await page.locator("#region").inputValue()], [WORKMAIL.setup.OrganizationId, WORKMAIL.user, "eu-west-1"]);
    await source(page, "My own");
    assert.equal(await page.locator("#member-3").inputValue(), "");
  }));
});

describe("the first field and the button", () => {
  const places = (page) => page.evaluate(() => ["#member-2", "#form footer [type=submit]"].map((selector) => {
    const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
    return { top, bottom, below: innerHeight - bottom };
  }));

  for (const [what, how] of [["without a desk", {}], ["with a desk", withDesk({})]]) {
    test(`are at most 240 pixels down, and in view, at 1440 by 900, ${what}`, () => visit(async (page) => {
      await ready(page);
      const [field, button] = await places(page);
      assert.ok(field.top > 100 && field.top <= 240, `${field.top}`);
      assert.ok(button.below >= 0, `${button.bottom}`);
    }, { ...how, ...at(WORKMAIL, desktop) }));

    test(`are in view on a phone, ${what}`, () => visit(async (page) => {
      await ready(page);
      const [field, button] = await places(page);
      assert.ok(field.top > 0 && field.below >= 0, `${field.top}`);
      assert.ok(button.below >= 0, `${button.bottom}`);
      await page.locator("#member-2").fill(WORKMAIL.user);
      assert.ok((await places(page))[1].below >= 0);
    }, { ...how, ...at(WORKMAIL, phone) }));
  }
});

describe("the fields", () => {
  test("keep browsers and password managers from filling in or cutting what is typed", () => visit(async (page) => {
    for (const operation of OPERATIONS) {
      await choose(page, operation);
      if (operation.secret) await source(page, "My own");
      const inputs = await page.locator("#form :is(input, select):not([type=radio])").evaluateAll(($inputs) => $inputs.map(($input) => ({
        id: $input.id, type: $input.type, autocomplete: $input.autocomplete, name: $input.name, maxlength: $input.maxLength ?? -1, placeholder: $input.placeholder ?? "", ignored: $input.dataset.bwignore !== undefined,
      })));
      assert.ok(inputs.length >= 2);
      for (const { id, type, autocomplete, name, maxlength, placeholder, ignored } of inputs) {
        assert.equal(autocomplete, id === "member-3" ? "new-password" : "off", id);
        assert.match(id, /^(member-\d(-[a-z-]+)?|directory(-person)?|region|)$/);
        assert.deepEqual([name, maxlength, placeholder], ["", -1, ""]);
        if (type === "text" && /^member-\d$/.test(id)) assert.ok(ignored, id);
      }
    }
  }));

  test("say one thing each, and beside the button which are to be mended, until they are", () => visit(async (page) => {
    await choose(page, WORKMAIL);
    await page.locator("#member-1").fill("m-x");
    await act(page);
    assert.equal(await beside(page), "2 fields to fix: Organization ID, User ID");
    await focuses(page, "member-1");
    assert.deepEqual([await wrong(page, 1), await wrong(page, 2)], [["Use exactly 34 characters."], ["Fill this in."]]);
    assert.equal(await page.locator("#member-1").getAttribute("aria-invalid"), "true");
    await page.locator("#form footer").getByRole("button", { name: "User ID" }).click();
    await focuses(page, "member-2");
    await page.keyboard.type(WORKMAIL.user);
    assert.equal(await beside(page), "1 field to fix: Organization ID");
    await page.locator("#member-1").fill(`m-${"x".repeat(32)}`);
    assert.deepEqual(await wrong(page, 1), ["Check the character at position 3. Example: m-d281d0a2fd824be5b6cd3d3ce909fd27"]);
    await page.locator("#member-1").fill(WORKMAIL.setup.OrganizationId);
    assert.deepEqual(await wrong(page, 1), []);
    assert.equal(await page.locator("#member-1").getAttribute("aria-invalid"), null);
    assert.equal(await page.locator("#form footer [role=status]").isVisible(), false);
    // The button may be pressed all the time.
    assert.equal(await page.locator("#form footer [type=submit]").isDisabled(), false);
  }));

  test("say nothing while the person types or only passes, and then at once", () => visit(async (page) => {
    await choose(page, WORKMAIL);
    await page.locator("#member-1").focus();
    await tab(page, 3);
    assert.deepEqual(await wrong(page, 1), []);
    await page.locator("#member-1").focus();
    await page.keyboard.type("m-x");
    assert.deepEqual(await wrong(page, 1), []);
    // What a browser does when its window loses the focus: the event comes, and the active element stays.
    await page.locator("#member-1").evaluate(($input) => $input.dispatchEvent(new FocusEvent("focusout", { bubbles: true })));
    assert.deepEqual(await wrong(page, 1), []);
    await tab(page);
    assert.deepEqual(await wrong(page, 1), ["Use exactly 34 characters."]);
  }));

  test("lose what surrounds an ID that is pasted, left or sent, and nothing of a password", () => visit(async (page) => {
    await choose(page, WORKMAIL);
    const around = (text) => `\u200B \u00A0\uFEFF${text}\u2060\t \u3000`;
    const paste = async (place, text) => {
      await page.evaluate((text) => navigator.clipboard.writeText(text), text);
      await page.locator(`#member-${place}`).focus();
      await page.keyboard.press("Control+V");
    };
    await paste(1, around(WORKMAIL.setup.OrganizationId));
    await becomes(() => page.locator("#member-1").inputValue(), WORKMAIL.setup.OrganizationId);
    await page.locator("#member-2").fill(around(WORKMAIL.user));
    assert.equal(await page.locator("#member-2").inputValue(), around(WORKMAIL.user));
    await page.locator("#member-1").focus();
    assert.equal(await page.locator("#member-2").inputValue(), WORKMAIL.user);
    assert.deepEqual([await wrong(page, 1), await wrong(page, 2)], [[], []]);
    await source(page, "My own");
    await paste(3, " Abcdef123\u00A0");
    await becomes(() => page.locator("#member-3").inputValue(), " Abcdef123\u00A0");
    // By Enter the field is not left.
    await page.locator("#member-2").fill(`${WORKMAIL.user} `);
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#member-2").inputValue(), WORKMAIL.user);
    assert.equal(await page.locator("#member-3").inputValue(), " Abcdef123\u00A0");
    // What is within an ID is somebody's mistake, and said.
    await page.locator("#member-1").fill(`${WORKMAIL.setup.OrganizationId.slice(0, 9)} ${WORKMAIL.setup.OrganizationId.slice(10)}`);
    await page.locator("#member-2").focus();
    assert.equal((await wrong(page, 1)).length, 1);
  }));

  test("warn while others are empty or wrong, and stop nobody", () => visit(async (page) => {
    await choose(page, WORKMAIL);
    await page.locator("#member-2").fill("maria@example.com");
    assert.equal(await under(page, 2), "The identifier of the user for whom the password is reset.");
    await page.locator("#member-1").focus();
    const warning = `Check the format: this one is not documented. Example: ${WORKMAIL.user}`;
    const $warning = page.locator("#member-2-says.warn");
    assert.equal(await $warning.innerText(), warning);
    await page.locator("#member-1").fill("m-x");
    await act(page);
    assert.equal(await $warning.innerText(), warning);
    assert.equal(await page.locator("#member-2").getAttribute("aria-invalid"), null);
    await page.locator("#member-1").fill(WORKMAIL.setup.OrganizationId);
    assert.equal(await $warning.innerText(), warning);
    await page.locator("#request-command").waitFor();
    // What is wrong itself is not warned of.
    await page.locator("#member-2").fill("m@x.org");
    assert.deepEqual([await wrong(page, 2), await $warning.count()], [["Use at least 12 characters."], 0]);
  }));

  test("do not move the button away from under the click that leaves one", () => visit(async (page) => {
    await choose(page, WORKMAIL);
    await page.locator("#member-1").fill("m-x");
    const { x, y, width } = await page.locator("#form footer [type=submit]").boundingBox();
    await page.mouse.move(x + width / 2, y + 4);
    await page.mouse.down();
    assert.deepEqual(await wrong(page, 1), []);
    await page.mouse.up();
    assert.deepEqual(await wrong(page, 1), ["Use exactly 34 characters."]);
    assert.equal(await beside(page), "2 fields to fix: Organization ID, User ID");
  }, { context: { viewport: { width: 1280, height: 1200 } } }));

  test("have the switch for the next sign-in on from the start", () => visit(async (page) => {
    await ready(page);
    // A forgotten switch would leave the user with a password that somebody else knows.
    assert.equal(await page.getByLabel("Require a new password at the next logon").isChecked(), true);
  }, at(CLOUDSSO)));

  for (const width of [320, 375, 768, 1440]) {
    test(`need no sideways scrolling at ${width} pixels, and have no target under 24`, () => visit(async (page) => {
      for (const operation of OPERATIONS) {
        await choose(page, operation);
        await act(page);
        await fillIds(page, operation);
        if (operation.secret) {
          await page.getByRole("button", { name: "Options" }).click();
          await page.getByRole("button", { name: "Show", exact: true }).click();
        }
        await form(page, "HTTP");
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), operation.id);
        const small = await page.locator("button:visible, input:visible, select:visible, summary:visible, a:visible").evaluateAll(($targets) => $targets.flatMap(($target) => {
          // What a label makes larger is as large as the label.
          const { width, height } = ($target.closest("label") ?? ($target.type === "radio" ? $target.nextElementSibling : $target)).getBoundingClientRect();
          return Math.min(width, height) >= 24 ? [] : [`${$target.outerHTML.slice(0, 80)} ${width}×${height}`];
        }));
        assert.deepEqual(small, []);
      }
    }, { context: { viewport: { width, height: 800 } } }));
  }
});

describe("what a person typed", () => {
  const HOSTILE = `<img src=x onerror=alert(1)>"'&</p><script>alert(2)</script>${"{{7*7}}"}A1`;

  for (const operation of OPERATIONS) {
    test(`is text and never markup: ${operation.service}`, () => visit(async (page) => {
      await choose(page, operation);
      const elements = () => page.evaluate(() => document.querySelectorAll("img, script, iframe, object, style, b").length);
      const before = await elements();
      if (operation.secret) await source(page, "My own");
      const $inputs = page.locator("#form input[type=text]:visible");
      for (let i = 0; i < await $inputs.count(); i++) await $inputs.nth(i).fill(HOSTILE);
      await act(page);
      // Where the hostile ID is not one, a right one takes its place, so that the request is shown as well.
      if (operation !== CHIME) await page.locator("#member-1").fill(Object.values(operation.setup)[0]);
      if (operation === CLOUDSSO) await page.locator("#member-2").fill(CLOUDSSO.user);
      if (operation.secret) {
        await page.locator("#member-3").fill("<b>Ab1</b>&<i>x");
        if (await page.locator("#directory-person:visible").count() > 0) await page.locator("#directory-person").fill("");
      }
      await form(page, "HTTP");
      if (operation.secret) await page.getByRole("button", { name: "Show password" }).click();
      const text = await page.locator("#request-http").textContent();
      assert.equal(text, new Map([
        [WORKMAIL, `${WORKMAIL.line}\n${WORKMAIL.headers}\n\n{"OrganizationId":"${WORKMAIL.setup.OrganizationId}","UserId":"${HOSTILE.replaceAll('"', '\\"')}","Password":"<b>Ab1</b>&<i>x"}`],
        [CLOUDSSO, `${CLOUDSSO.line}\n${CLOUDSSO.headers}\n\n${CLOUDSSO.body("%3Cb%3EAb1%3C%2Fb%3E%26%3Ci%3Ex")}`],
        [CHIME, `POST https://chime.us-east-1.amazonaws.com/accounts/${percent(HOSTILE)}/users/${percent(HOSTILE)}?operation=reset-personal-pin`],
      ]).get(operation));
      assert.equal(await elements(), before);
    }));
  }
});
