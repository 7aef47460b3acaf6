// Every state of the page under axe, in both themes and both languages, and what the first visit costs.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";
import { CHIME, CLOUDSSO, WORKMAIL } from "./operations.mjs";
import { choose } from "./steps.mjs";
import { PATIENCE } from "./waiting.mjs";


let browser, server, axe;

before(async () => {
  axe = await readFile(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
  server = await serve(0, "/some/sub/path/");
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
});

after(async () => {
  await browser?.close();
  server?.close();
});

const give = (page, csv) => page.locator("#batch-file").setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
const USERS = `User ID,Password\nS-1-1-11-1111111111-2222222222-3333333333-3333,\nS-1-1-11-1111111111-2222222222-3333333333-3334,short\n`;

/** Each takes the page from the state before to the next. Places instead of words, so that one list serves both languages. */
const STATES = [
  ["start", (page) => choose(page, WORKMAIL)],
  ["errors", async (page) => {
    await page.locator("#member-1").fill("m-x");
    await page.locator("#member-3").fill("abcABC ");
    await page.locator("#form .primary").click();
    await page.locator(".error-summary").waitFor();
  }],
  ["generated, copied, spelled out, options open", async (page) => {
    await page.locator("#member-1").fill("m-d281d0a2fd824be5b6cd3d3ce909fd27");
    await page.locator("#member-2").fill("S-1-1-11-1111111111-2222222222-3333333333-3333");
    await page.locator(".generator summary").click();
    for (const place of [0, 1, 2, 3]) await page.locator("#form .password > .buttons > button").nth(place).click();
    await page.locator(".clipboard-clock").waitFor();
  }],
  ["a document that is wrong", async (page) => {
    await page.locator("#document summary").click();
    await page.locator("#document-text").fill("OrganizationId: 5\n");
    await page.locator("#document button").click();
    await page.locator("#document-issues p").first().waitFor();
  }],
  ["built", async (page) => {
    await page.locator("#form .primary").click();
    await page.locator("#request-tab-1").waitFor();
    await page.locator("#request-panel-1 [aria-controls=request-body]").click();
    await page.locator(".checklist input").first().check();
  }],
  ["command", async (page) => {
    await page.locator("#request-tab-2").click();
    await page.locator("#command-tool").waitFor();
  }],
  ["JavaScript", (page) => page.locator("#request-tab-3").click()],
  ["Python", (page) => page.locator("#request-tab-4").click()],
  ["skeleton", async (page) => {
    await page.locator("#request-tab-5").click();
    await page.locator("#skeleton-kind").waitFor();
  }],
  ["a response of refusal", async (page) => {
    await page.locator("#response summary").click();
    await page.locator("#response-text").fill('{"__type":"InvalidPasswordException","Message":"No."}');
    await page.locator("#response form button").first().click();
  }],
  ["no response", async (page) => {
    await page.locator("#response-text").fill("what?");
    await page.locator("#response form button").first().click();
  }],
  ["another kind of directory", async (page) => {
    await page.locator("#directory").selectOption({ index: 1 });
    await page.locator("#directory-person").fill("jo");
  }],
  ["another operation, with a switch on", async (page) => {
    await choose(page, CLOUDSSO);
    await page.locator("#member-4").check();
  }],
  ["a response with a secret", async (page) => {
    await choose(page, CHIME);
    await page.locator("#response-text").fill('{"User":{"UserId":"u","DisplayName":"Jo","PersonalPIN":"1234567890"}}');
    await page.locator("#response form button").first().click();
    await page.locator("#response-secret-1").waitFor();
    await page.locator(".response-result button").first().click();
  }],
  ["a whole file: nothing chosen", async (page) => {
    await page.locator("#way-tab-2").click();
    await page.locator("#batch-operation").selectOption(WORKMAIL.id);
    await page.locator("#batch-file").waitFor();
  }],
  ["a whole file: no header", async (page) => {
    await give(page, "");
    await page.locator(".batch-setup .issues").waitFor();
  }],
  ["a whole file: columns", async (page) => {
    await give(page, USERS);
    await page.locator(".columns").waitFor();
    await page.locator("#batch .generator summary").click();
  }],
  ["a whole file: problems", async (page) => {
    await page.locator("#batch button.primary").click();
    await page.locator("#batch .error-summary").waitFor();
  }],
  ["a whole file: it runs", async (page) => {
    await page.locator("#default-1").fill("m-d281d0a2fd824be5b6cd3d3ce909fd27");
    // For as long as it is looked at.
    await page.route("**/pkg/full.js", () => {});
    await page.locator("#batch button.primary").click();
    await page.locator(".batch-running").waitFor();
  }],
  ["a whole file: cancelled", async (page) => {
    await page.locator(".batch-running button").click();
    await page.locator(".batch-outcome").waitFor();
    await page.unroute("**/pkg/full.js");
  }],
  ["a whole file: done", async (page) => {
    await page.locator("#batch button.primary").click();
    await page.locator(".fault summary").first().click();
  }],
  ["a whole file: failed", async (page) => {
    await page.context().setOffline(true);
    await page.locator("#batch button.primary").click();
    await page.locator(".batch-outcome.is-failure").waitFor();
    await page.context().setOffline(false);
  }],
];

describe("axe finds nothing", () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const locale of ["en-US", "zh-CN"]) {
      test(`${colorScheme}, ${locale}`, async () => {
        const context = await browser.newContext({ colorScheme, locale, reducedMotion: "reduce", permissions: ["clipboard-read", "clipboard-write"], viewport: { width: 1280, height: 900 } });
        const page = await context.newPage();
        page.setDefaultTimeout(PATIENCE);
        await page.goto(server.address);
        await page.locator("#desk").waitFor();
        await page.evaluate(axe);
        const found = [];
        for (const [state, reach] of STATES) {
          await reach(page);
          const { violations, passes } = await page.evaluate(() => window.axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
          }));
          assert.ok(passes.length > 20);
          found.push(...violations.map(({ id, nodes }) => `${state}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`));
        }
        assert.deepEqual(found, []);
        await context.close();
      });
    }
  }
});

test("the first visit loads less than 94 kB", async (t) => {
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
    loaded = new Map();
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${compressing.address().port}/`, { waitUntil: "networkidle" });
    await page.locator("#desk").waitFor();
    sizes[locale] = [...loaded.values()].reduce((sum, bytes) => sum + bytes);
    await context.close();
  }
  compressing.closeAllConnections();
  compressing.close();
  t.diagnostic(`bytes after gzip -9: ${JSON.stringify(sizes)}`);
  assert.ok(sizes["en-US"] > 20_000 && sizes["en-US"] < 94_000, `${sizes["en-US"]} bytes`);
  // Another language is a lazy part, and small all the same.
  assert.ok(sizes["zh-CN"] < 106_000, `${sizes["zh-CN"]} bytes`);
});

const root = new URL("../../", import.meta.url);

function check(tool, options, input) {
  const { status, stdout, stderr } = spawnSync(new URL(`node_modules/.bin/${tool}`, root).pathname, options, { cwd: root, encoding: "utf8", input });
  assert.equal(status, 0, stdout + stderr);
}

test("stylelint finds nothing", () => check("stylelint", ["www/page.css", "www/batch.css"]));

// wcag/h32 asks for a submit button in the document: the script draws it with the rest of the form. valid-autocomplete wants
// none on radios and switches, which Firefox otherwise sets as they were before a reload.
test("html-validate finds nothing in the document", () => check("html-validate", ["www/index.html"]));

test("html-validate finds nothing in what is drawn", async () => {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(server.address);
  await page.locator("#desk").waitFor();
  for (const [state, reach] of STATES) {
    await reach(page);
    check("html-validate", ["--config", ".htmlvalidate.json", "--stdin", "--stdin-filename", "drawn.html"], await page.content());
  }
  await context.close();
});
