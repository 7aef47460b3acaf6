// The flow by keyboard, for the browsers that a test drives over WebDriver and nothing in between.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { CLOUDSSO, DOTS } from "./operations.mjs";
import { becomes as eventually } from "./waiting.mjs";

const KEYS = { Tab: "\uE004", Enter: "\uE007", ArrowDown: "\uE015", ArrowRight: "\uE014", Space: " ", Control: "\uE009" };

export const FOCUSED = "document.activeElement.id || document.activeElement.ariaLabel || document.activeElement.className || document.activeElement.textContent";

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

  /** From the start of the page to a request, and what was copied on the way pasted. */
  async function buildRequest() {
    const status = 'document.querySelector("#form .password .status").textContent';
    assert.equal(await value("document.documentElement.lang"), "en");
    await press("Tab", "Tab", "Tab", "Tab");
    await becomes(FOCUSED, "operation");
    assert.equal(await value('document.getElementById("operation").value'), CLOUDSSO.id);
    await press("Tab", "Tab", "Tab");
    await becomes(FOCUSED, "member-1");
    await press(...CLOUDSSO.wrong);
    assert.equal(await value('document.getElementById("member-1-issues").textContent'), "");
    await press("Tab");
    await becomes('document.getElementById("member-1-issues").textContent', `Error: ${CLOUDSSO.wrongIssues[0]}`);
    await press("Enter");
    await becomes(FOCUSED, "error-summary");
    await becomes("document.title", "Error: Reset desk");
    await press("Tab", "Enter");
    await becomes(FOCUSED, "member-1");
    await press("Control+a", ...CLOUDSSO.ids[0], "Tab", ...CLOUDSSO.ids[1], "Tab", "Tab");
    await becomes(FOCUSED, "Show password");
    await press("Tab", "Enter");
    await becomes(status, "A new password is filled in. Show it to read it, or copy it.");
    await becomes('document.querySelectorAll(".policy .is-met").length', 6);
    await press("Tab", "Space");
    await becomes(status, "The password is copied. A clipboard history may keep it.");
    await press("Tab", "Space");
    await becomes('document.querySelectorAll(".spelling li").length', 20);
    // Back to the field, and on to the request.
    await focus("member-2");
    await press("Enter");
    await becomes(FOCUSED, "request-heading");
    await becomes("document.title", "Reset desk");
    await becomes('document.getElementById("request-line").textContent', CLOUDSSO.line);
    await becomes('document.getElementById("request-body").textContent', CLOUDSSO.body(DOTS));
    await becomes('document.querySelectorAll(".spelling").length', 0);
    await press("Tab", "ArrowRight", "ArrowRight", "ArrowRight");
    await becomes(FOCUSED, "request-tab-4");
    await becomes('document.getElementById("request-panel-4").hidden', false);
    assert.equal(await value("document.documentElement.scrollWidth <= innerWidth"), true);
    // What was copied is what was generated.
    await focus("member-2");
    await press("Control+a", "Control+v");
    await becomes('document.getElementById("member-2").value === document.getElementById("member-3").value', true);
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
