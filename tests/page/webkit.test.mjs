// The keyboard flow once more in WebKit, over WebDriver and nothing in between.
import assert from "node:assert/strict";
import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { noWebKit, startWebKit } from "../browsers/webkit.mjs";
import { FOCUSED, flow } from "./flow.mjs";
import { WORKMAIL } from "./operations.mjs";
import { places as inPage } from "./places.mjs";
import { becomes as eventually, PATIENCE } from "./waiting.mjs";

/** What WebDriver calls a reference to an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

describe("WebKit", { skip: noWebKit }, () => {
  let server, webkit, folder;

  const value = (expression) => webkit.value(expression);
  const perform = (actions) => webkit.command("POST", "/actions", { actions });

  async function choose(path) {
    const found = await webkit.command("POST", "/element", { using: "css selector", value: "#file" });
    await webkit.command("POST", `/element/${found[ELEMENT]}/value`, { text: path });
  }

  const { becomes, press, focus, copyCommand, giveFile, startBatch, runBatch } = flow({ value, perform, choose });

  before(async () => {
    server = await serve(0, "/some/sub/path/");
    webkit = await startWebKit();
    ({ folder } = webkit);
  }, { timeout: 2 * PATIENCE });

  after(async () => {
    await webkit?.close();
    server?.close();
  });

  beforeEach(async () => {
    await webkit.go(server.address);
    await value(`(() => {
      const seen = window.seen = [];
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => seen.push("violation of " + effectiveDirective));
      addEventListener("error", ({ message }) => seen.push(message));
      addEventListener("unhandledrejection", ({ reason }) => seen.push(String(reason)));
      for (const level of ["debug", "error", "info", "log", "warn"]) console[level] = (...said) => seen.push(said.join(" "));
      const create = URL.createObjectURL.bind(URL);
      window.addresses = [];
      URL.createObjectURL = (blob) => {
        const address = create(blob);
        addresses.push(address);
        return address;
      };
    })()`);
    await becomes('document.getElementById("chooser") !== null', true);
  });

  afterEach(async () => {
    assert.deepEqual(await value("seen"), []);
    const { origin } = new URL(server.address);
    const requested = await value('performance.getEntriesByType("resource").map(({ name }) => name)');
    assert.ok(requested.length > 1);
    for (const address of requested) assert.ok(address.startsWith(server.address) || address.startsWith(`blob:${origin}/`), address);
  });

  test("the whole flow by keyboard", copyCommand);

  /** Opens WorkMail's form. */
  async function openForm() {
    await value(`document.querySelector('[data-operation="${WORKMAIL.id}"]').click()`);
    await becomes('document.getElementById("form") !== null', true);
  }

  test("the language is another one, and what was typed is kept", async () => {
    await openForm();
    await focus("member-1");
    await press(..."m-x", "Tab");
    await value('document.querySelector("#top [lang=zh-Hans]").focus()');
    await press("Space");
    await becomes("document.documentElement.lang", "zh-Hans");
    // Drawn once the texts of the operation are there.
    await becomes("document.title", "密码重置工具");
    await becomes("document.activeElement.textContent", "English");
    assert.equal(await value('document.getElementById("member-1").value'), "m-x");
    assert.equal(await value('document.getElementById("member-1-says").textContent'), "请输入 34 个字符。");
  });

  test("a secret is found nowhere but in its field", async () => {
    const secret = "Hunter2-Hunter2";
    const places = `(${inPage})().then((found) => Object.entries({ ...found, requests: performance.getEntries().map(({ name }) => name).join(" ") })
      .flatMap(([place, text]) => (place !== "values" && text.includes(${JSON.stringify(secret)}) ? [place] : [])))`;
    await openForm();
    await focus("member-1");
    await press(..."m-d281d0a2fd824be5b6cd3d3ce909fd27");
    await focus("member-2");
    await press(..."S-1-1-11-1111111111-2222222222-3333333333-3333");
    await value('document.getElementById("member-3-own").click()');
    await focus("member-3");
    await press(...secret);
    await value('document.querySelector("#form .own button").click()');
    await becomes('document.getElementById("request-command") !== null', true);
    assert.deepEqual(await value(places), []);
    await value('document.getElementById("code-tab-4").click()');
    await becomes('document.getElementById("request-http") !== null', true);
    assert.deepEqual(await value(places), []);
    await value('document.querySelector("#code [aria-controls=request-http]").focus()');
    await press("Enter");
    // The search must find what is there, or it proves nothing.
    await becomes(places, ["text"]);
    await press("Enter");
    await becomes(places, []);
  });

  test("a whole file is made into requests, in a worker", async () => {
    await runBatch(join(folder, "users.csv"));
    // The policy lets a file of the page's own be downloaded.
    await value('document.querySelectorAll("#many .get a")[2].focus()');
    await press("Enter");
    const requests = join(folder, "downloads", "users.requests.ndjson");
    const lines = () => readFile(requests, "utf8").then((text) => text.split("\n"), () => []);
    await eventually(async () => (await lines()).length, 3);
    assert.deepEqual((await lines()).map((line) => line && JSON.parse(line).input.UserId), ["u-00q8wbq42wiltcrkabcd", "u-x", ""]);
    assert.deepEqual(await readdir(join(folder, "downloads")), ["users.requests.ndjson"]);
  });

  test("a file that is cancelled leaves nothing", async () => {
    await giveFile(join(folder, "long.csv"), `User ID\n${"u-00q8wbq42wiltcrkabcd\n".repeat(300_000)}`, 1);
    // By the page, at the first word of how far it is: a busy machine might press the key when the file is read already.
    await value(`new MutationObserver((_, seen) => {
      const $bar = document.querySelector("#many [role=progressbar]");
      if (!$bar || !(Number($bar.getAttribute("aria-valuenow")) > 0)) return;
      seen.disconnect();
      document.querySelector("#many .act button").click();
    }).observe(document.getElementById("many"), { subtree: true, childList: true, attributes: true })`);
    await startBatch();
    await becomes('document.querySelector("#many h2[tabindex]")?.textContent', "Cancelled");
    assert.match(await value('document.querySelector("#many .body > p:last-child").textContent'), /^[\d,]+ rows were read\. No file was written\.$/);
    assert.deepEqual(await value('[document.querySelectorAll("#many .get a").length, addresses]'), [0, []]);
    const other = join(folder, "short.csv");
    await writeFile(other, "User ID\nu-00q8wbq42wiltcrkabcd\n");
    await choose(other);
    await becomes('document.querySelectorAll("#many .cols .eg").length', 1);
    await value('document.querySelector("#many-form [type=submit]").focus()');
    await press("Enter");
    await becomes('document.querySelector("#many h2[tabindex]")?.textContent', "1 of 1 row is ready");
  });

  test("a file that was changed after it was chosen is not read", async () => {
    const path = join(folder, "changing.csv");
    await giveFile(path, "User ID,Password\nu-00q8wbq42wiltcrkabcd,Aa1!Aa1!Bb2\n", 2);
    await writeFile(path, "Password,User ID\nAa1!Aa1!Bb2,u-00q8wbq42wiltcrkabcd\n");
    // WebKit goes by the second.
    await utimes(path, new Date(), new Date(Date.now() + 2000));
    await startBatch();
    await becomes('document.querySelector("#many .body > p:last-child")?.textContent', "The browser can no longer read the file. Perhaps it was changed or moved. Choose it again.");
    assert.equal(await value('document.getElementById("file").value'), "");
  });
});
