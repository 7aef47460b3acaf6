// The flow by keyboard, for the browsers that a test drives over WebDriver and nothing in between.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { CLOUDSSO, DOTS } from "./operations.mjs";
import { becomes as eventually } from "./waiting.mjs";

const KEYS = { Tab: "\uE004", Enter: "\uE007", ArrowDown: "\uE015", ArrowRight: "\uE014", Space: " ", Control: "\uE009" };

export const FOCUSED = "document.activeElement.id || document.activeElement.ariaLabel || document.activeElement.textContent";

/**
 * What a person does in such a browser, and what is then seen there.
 *
 * @param {object} browser
 * @param {(expression: string) => Promise<any>} browser.value the value of an expression in the page
 * @param {(actions: object[]) => Promise<any>} browser.perform does what WebDriver calls actions
 * @param {(path: string) => Promise<any>} browser.choose gives the page a whole file
 */
export function flow({ value, perform, choose }) {
  const becomes = (expression, expected) => eventually(() => value(expression).catch(String), expected);

  /** Keys one after the other; those of a chord, as in Control+a, together. */
  async function press(...keys) {
    const actions = keys.flatMap((key) => {
      const chord = (key.length > 1 ? key.split("+") : [key]).map((part) => KEYS[part] ?? part);
      return [...chord.map((part) => ({ type: "keyDown", value: part })), ...chord.reverse().map((part) => ({ type: "keyUp", value: part }))];
    });
    await perform([{ type: "key", id: "keyboard", actions }]);
  }

  const focus = (id) => value(`document.getElementById("${id}").focus()`);

  /** From the services to a request, and what was copied on the way pasted. */
  async function buildRequest() {
    const said = 'document.querySelector("#member-1-says.bad")?.textContent ?? ""';
    assert.equal(await value("document.documentElement.lang"), "en");
    await becomes(FOCUSED, "search");
    await press(...CLOUDSSO.id);
    await press("Enter");
    await becomes(FOCUSED, "member-1");
    await press(...CLOUDSSO.wrong[0]);
    assert.equal(await value(said), "");
    await press("Tab");
    await becomes(said, CLOUDSSO.wrong[1]);
    await press("Enter");
    await becomes(FOCUSED, "member-1");
    await press("Control+a", ...CLOUDSSO.setup.DirectoryId, "Tab", ...CLOUDSSO.user, "Tab");
    await becomes(FOCUSED, "member-3-random");
    await press("Tab");
    await becomes(FOCUSED, "Show");
    await press("Space");
    await becomes('document.querySelectorAll(".secret .value .g").length', 4);
    const password = await value('document.querySelector(".secret .value").textContent');
    // The command is copied first, and then the password.
    await focus("member-2");
    await press("Enter");
    await becomes('document.querySelector("#form footer [role=status]").textContent', "Run it, then paste the password.");
    await value('document.querySelector("#form footer .go[type=button]").focus()');
    await press("Enter");
    await becomes('document.querySelector("#form footer [role=status]").textContent', "Copied. A clipboard history may keep it.");
    await value('document.querySelector("#code [role=tab]").focus()');
    await press("ArrowRight", "ArrowRight", "ArrowRight");
    await becomes(FOCUSED, "code-tab-4");
    await becomes('document.getElementById("request-http")?.textContent', `${CLOUDSSO.line}\n${CLOUDSSO.headers}\n\n${CLOUDSSO.body(DOTS)}`);
    assert.equal(await value("document.documentElement.scrollWidth <= innerWidth"), true);
    // What was copied is what was generated.
    await focus("member-2");
    await press("Control+a", "Control+v");
    await becomes('document.getElementById("member-2").value', password);
  }

  /** Gives the page a file for CloudSSO, and waits until this many of its cells are shown. */
  async function giveFile(path, csv, cells) {
    await writeFile(path, csv);
    await focus("way-tab-1");
    await press("ArrowRight");
    await becomes('document.getElementById("batch-file") !== null', true);
    assert.equal(await value('document.getElementById("batch-operation").value'), CLOUDSSO.id);
    await choose(path);
    await becomes('document.querySelectorAll("#batch td").length', cells);
  }

  /** Makes requests of the file, all in one directory. */
  async function startBatch() {
    await focus("default-1");
    await press(...CLOUDSSO.ids[0], "Enter");
  }

  /** A whole file, in a worker, from its columns to what is handed out. */
  async function runBatch(path) {
    await giveFile(path, "User ID\nu-00q8wbq42wiltcrkabcd\nu-x\n", 2);
    await startBatch();
    await becomes(FOCUSED, "batch-outcome-heading");
    await becomes('document.querySelector(".batch-counts").textContent', "2 valid, 0 refused.");
    await becomes('document.querySelectorAll("#batch .files a").length', 3);
  }

  return { becomes, press, focus, buildRequest, giveFile, startBatch, runBatch };
}
