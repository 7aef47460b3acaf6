// Every state of the page under axe, in both themes and both languages, and what the first visit costs.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { CHIME, WORKMAIL } from "./operations.mjs";
import { SILENCE, answered, withDesk } from "./served.mjs";
import { choose, fillIds, linkTo, ready } from "./steps.mjs";
import { browser, server, visit } from "./visit.mjs";

/** Answers of the desk, one after the other. */
const REPLIES = [
  answered(400, { __type: "EntityNotFoundException", Message: "No." }),
  answered(400, { __type: "ThrottlingException", Message: "Slow down." }),
  SILENCE,
  answered(200, "{}"),
];
const PEOPLE = ["Maria", "Mary"].map((name) => ({ set: { UserId: WORKMAIL.user }, label: [name], ready: true }));

/** Each takes the page from the state before to the next. Places instead of words, so that one list serves both languages. */
const WITHOUT_A_DESK = [
  ["the services", (page) => page.locator("#chooser details summary").click()],
  ["one is looked for", (page) => page.locator("#search").fill("work")],
  ["the setup", (page) => choose(page, WORKMAIL)],
  ["faults, a warning and rules", async (page) => {
    await page.locator("#member-1").fill("m-x");
    await page.locator("#member-2").fill("maria@example.com");
    await page.locator("#member-3-own + label").click();
    await page.locator("#member-3").fill("abcABC ");
    await page.locator("#form footer [type=submit]").click();
  }],
  ["a password with its options, shown", async (page) => {
    await fillIds(page, WORKMAIL);
    await page.locator("#member-3-random + label").click();
    await page.locator(".bar [aria-controls]").click();
    await page.locator(".secret .line button").click();
    await page.locator("#request-command").waitFor();
  }],
  ["words", (page) => page.locator("#member-3-words + label").click()],
  ["copied", async (page) => {
    await page.locator("#form footer [type=submit]").click();
    await page.locator("#form footer button.go[type=button]").click();
  }],
  ...[2, 3, 4, 5].map((place) => [`form ${place} of the request`, async (page) => {
    await page.locator(`#code-tab-${place}`).click();
    await page.locator(`#code-panel-${place} pre`).waitFor();
  }]),
  ["what it printed", async (page) => {
    await page.locator(".asked [aria-controls=printed]").click();
    await page.locator(".asked form [type=submit]").click();
  }],
  ["a secret that the service made", async (page) => {
    await choose(page, CHIME);
    await fillIds(page, CHIME);
    await page.locator(".asked [aria-controls=printed]").click();
    await page.locator("#printed").fill('{"User":{"UserId":"u","DisplayName":"Jo","PersonalPIN":"1234567890"}}');
    await page.locator(".asked form [type=submit]").click();
    await page.locator("#done").waitFor();
  }],
];
const BEHIND_A_DESK = [
  ["start", async (page) => {
    await page.locator("details.dev summary").click();
    await page.locator("#code [role=tab]").first().waitFor();
  }],
  ["people to choose from", async (page) => {
    await page.locator("#member-2").fill("mar");
    await page.locator("#member-2").press("Tab");
    await page.locator(".people").waitFor();
  }],
  ["somebody who was found", async (page) => {
    await page.locator(".people button").first().click();
    await page.locator("#member-2-says.ok").waitFor();
  }],
  ["a failure", async (page) => {
    await page.locator("#form footer [type=submit]").click();
    await page.locator(".tell.bad").waitFor();
    await page.locator(".tell summary").click();
  }],
  ["busy", async (page) => {
    await page.locator("#form footer [type=submit]").click();
    await page.locator(".tell.warn").waitFor();
  }],
  ["no response", async (page) => {
    await page.locator("#form footer [type=submit]").click();
    await page.locator(".tell[role=alert]").waitFor();
  }],
  ["success, copied and spelled out", async (page) => {
    await page.locator("#form footer [type=submit]").click();
    await page.locator("#done").waitFor();
    for (const place of [0, 1]) await page.locator("#done .bar > button").nth(place).click();
    await page.locator("#done details summary").click();
    await page.locator(".spell li").first().click();
  }],
];
const give = (page, csv) => page.locator("#file").setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
const USERS = `User ID,Password,Mail\n${WORKMAIL.user},,a@example.com\n${WORKMAIL.user.slice(0, -1)}4,short,b@example.com\n`;
const A_WHOLE_FILE = [
  ["a whole file", async (page) => {
    await page.locator("#many-users").click();
    await page.locator("#many-form .drop").waitFor();
  }],
  ["without column names", async (page) => {
    await give(page, "");
    await page.locator("#many .tell").waitFor();
  }],
  ["columns, options open, and what is missing", async (page) => {
    await give(page, USERS);
    await page.locator("#many .columns").waitFor();
    await page.locator("#many .columns summary").click();
    await page.locator("#many .bar [aria-controls]").click();
    await page.locator("#many-form footer [type=submit]").click();
    await page.locator("#many-form footer .bad").waitFor();
  }],
  ["it is checked", async (page) => {
    if (!(await page.locator("#all-1").isVisible())) await page.locator("#many [aria-controls=file-setup]").click();
    await page.locator("#all-1").fill(Object.values(WORKMAIL.setup)[0]);
    // For as long as it is looked at.
    await page.route("**/pkg/full.js", () => {});
    await page.locator("#many-form footer [type=submit]").click();
    await page.locator("#many [role=progressbar]").waitFor();
  }],
  ["cancelled", async (page) => {
    await page.locator("#many-form footer button").click();
    await page.locator("#many .big").waitFor();
    await page.unroute("**/pkg/full.js");
  }],
  ["what it came to", async (page) => {
    await page.locator("#many-form footer button").click();
    await page.locator("#many-form footer [type=submit]").click();
    await page.locator("#many .get").waitFor();
  }],
];

/** Opens the page without a desk and with one, and looks at each state. */
async function throughStates(options, look) {
  let calls = 0;
  for (const [states, how] of [
    [WITHOUT_A_DESK, {}],
    [A_WHOLE_FILE, { hash: `#op=${WORKMAIL.id}` }],
    [BEHIND_A_DESK, withDesk({ reset: () => REPLIES[calls++], find: () => ({ people: PEOPLE, exact: false, more: false }) }, { hash: linkTo(WORKMAIL), failures: true })],
  ]) {
    await visit(async (page) => {
      await ready(page);
      for (const [state, reach] of states) {
        await reach(page);
        await look(page, state);
      }
    }, { ...how, context: { reducedMotion: "reduce", ...options } });
  }
}

const axe = await readFile(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** What axe finds. */
async function violations(page) {
  // The page's policy lets no script in but its own.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations: found, passes } = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  assert.ok(passes.length > 20);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

/** What is wider than the window, and what is too small to hit. */
const misfits = (page) => page.evaluate(() => [
  ...(document.documentElement.scrollWidth > innerWidth ? [`${document.documentElement.scrollWidth} pixels wide`] : []),
  ...[...document.querySelectorAll("button, input, select, textarea, summary, a")].flatMap(($target) => {
    if (!$target.checkVisibility() || $target.closest("[hidden], .sr")) return [];
    // What a label makes larger is as large as the label; a word within a sentence is as large as its line.
    const { width, height } = ($target.closest("label") ?? ($target.type === "radio" ? $target.nextElementSibling : $target)).getBoundingClientRect();
    return Math.min(width, height) >= 24 || width === 0 ? [] : [`${width}×${height}: ${$target.outerHTML.slice(0, 100)}`];
  }),
]);

describe("in every state axe finds nothing, nothing is too wide, and no target is too small", () => {
  for (const [width, colorScheme, locale, forcedColors] of [[320, "light", "en-US"], [375, "dark", "zh-CN"], [768, "dark", "en-US"], [1440, "light", "zh-CN"], [1440, "dark", "en-US", "active"]]) {
    test(`${width} pixels, ${colorScheme}, ${locale}${forcedColors ? ", forced colours" : ""}`, async () => {
      const found = [];
      await throughStates({ colorScheme, locale, forcedColors, viewport: { width, height: 900 } }, async (page, state) => {
        for (const text of [...await violations(page), ...await misfits(page)]) found.push(`${state}: ${text}`);
      });
      assert.deepEqual(found, []);
    });
  }
});

test("the first visit loads less than 60 kB; a link to a form, the core too", async (t) => {
  let loaded = new Map();
  // What any static host does: the files as they are, under gzip. One that is asked for twice is loaded once.
  const compressing = createServer(async (request, response) => {
    const answer = await fetch(new URL(request.url.slice(1), server.address));
    const body = gzipSync(Buffer.from(await answer.arrayBuffer()), { level: 9 });
    loaded.set(request.url, body.length);
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "", "content-encoding": "gzip", "content-length": body.length }).end(body);
  });
  await new Promise((resolve) => compressing.listen(0, "127.0.0.1", resolve));
  const sizes = {};
  for (const locale of ["en-US", "zh-CN"]) {
    for (const hash of ["", linkTo(WORKMAIL)]) {
      loaded = new Map();
      const context = await browser.newContext({ locale });
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${compressing.address().port}/${hash}`, { waitUntil: "networkidle" });
      await ready(page);
      assert.equal(loaded.has("/pkg/core.wasm"), hash !== "", "the core is loaded when there is something to do");
      sizes[`${locale}${hash && ", linked"}`] = [...loaded.values()].reduce((sum, bytes) => sum + bytes);
      await context.close();
    }
  }
  compressing.closeAllConnections();
  compressing.close();
  t.diagnostic(`bytes after gzip -9: ${JSON.stringify(sizes)}`);
  assert.ok(sizes["en-US"] > 20_000 && sizes["en-US"] < 60_000, `${sizes["en-US"]} bytes`);
  // Another language is a lazy part, and small all the same.
  assert.ok(sizes["zh-CN"] < 60_000, `${sizes["zh-CN"]} bytes`);
  assert.ok(sizes["en-US, linked"] < 112_500, `${sizes["en-US, linked"]} bytes`);
  assert.ok(sizes["zh-CN, linked"] < 125_000, `${sizes["zh-CN, linked"]} bytes`);
});

const root = new URL("../../", import.meta.url);

function check(tool, options, input) {
  const { status, stdout, stderr } = spawnSync(new URL(`node_modules/.bin/${tool}`, root).pathname, options, { cwd: root, encoding: "utf8", input });
  assert.equal(status, 0, stdout + stderr);
}

test("stylelint finds nothing", () => check("stylelint", ["www/page.css", "www/{base,chooser,desk,developers,done,fields,header,many,reset,secret,setup}/*.css"]));

// wcag/h32 asks for a submit button in the document: the script draws it with the rest of the form. valid-autocomplete wants
// none on radios and switches, which Firefox otherwise sets as they were before a reload.
test("html-validate finds nothing in the document", () => check("html-validate", ["www/index.html"]));

test("html-validate finds nothing in what is drawn", () => throughStates({}, async (page) => {
  check("html-validate", ["--config", ".htmlvalidate.json", "--stdin", "--stdin-filename", "drawn.html"], await page.content());
}));
