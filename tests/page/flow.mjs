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

  /** From the services to a command that is copied, and the password that was copied pasted. */
  async function copyCommand() {
    const status = 'document.querySelector("#form footer [role=status]").textContent';
    assert.equal(await value("document.documentElement.lang"), "en");
    await becomes(FOCUSED, "search");
    await press(..."cloudsso");
    await becomes('document.querySelector("[role=option][aria-selected=true]")?.dataset.operation', CLOUDSSO.id);
    await press("Enter");
    await becomes(FOCUSED, "member-1");
    const [wrong, said] = CLOUDSSO.wrong;
    await press(...wrong);
    assert.notEqual(await value('document.getElementById("member-1-says").textContent'), said);
    await press("Tab");
    await becomes('document.getElementById("member-1-says").textContent', said);
    await focus("member-2");
    await press("Enter");
    await becomes(FOCUSED, "member-1");
    await becomes(status, "2 fields to fix: Directory ID, User ID");
    await press("Control+a", ...Object.values(CLOUDSSO.setup)[0]);
    await focus("member-2");
    await press(...CLOUDSSO.user);
    await becomes('document.getElementById("request-command") !== null', true);
    await press("Enter");
    await becomes(status, "Run it, then paste the password.");
    await focus("code-tab-1");
    await press("ArrowRight", "ArrowRight", "ArrowRight");
    await becomes(FOCUSED, "code-tab-4");
    await becomes('document.getElementById("request-http")?.textContent', `${CLOUDSSO.line}\n${CLOUDSSO.headers}\n\n${CLOUDSSO.body(DOTS)}`);
    assert.equal(await value("document.documentElement.scrollWidth <= innerWidth"), true);
    // What was copied is what was generated.
    await value('document.querySelectorAll("#form footer button")[1].focus()');
    await press("Space");
    await becomes(status, "Copied. A clipboard history may keep it.");
    await focus("member-2");
    await press("Control+a", "Control+v");
    await value('document.querySelector("#form .secret .line button").click()');
    await becomes('document.getElementById("member-2").value === document.querySelector("#form .secret .value").textContent', true);
    await press("Control+a", ...CLOUDSSO.user);
  }

  /** Gives the page a file for CloudSSO, and waits until this many of its columns are shown. */
  async function giveFile(path, csv, columns) {
    await writeFile(path, csv);
    await value('document.querySelector("[data-operation=\\"cloudsso:ResetUserPassword\\"]")?.click()');
    await becomes('document.getElementById("form") !== null', true);
    await value('document.getElementById("many-users").click()');
    await becomes('document.querySelector("#many-form .drop") !== null', true);
    await choose(path);
    await becomes('document.querySelectorAll("#many .cols .eg").length', columns);
  }

  /** Checks the file, all of it in one directory. */
  async function startBatch() {
    await value('document.querySelector("#many [aria-controls=file-setup][aria-expanded=false]")?.click()');
    await focus("all-1");
    await press("Control+a", ...Object.values(CLOUDSSO.setup)[0], "Enter");
  }

  /** A whole file, in a worker, from its columns to what is handed out. */
  async function runBatch(path) {
    await giveFile(path, "User ID\nu-00q8wbq42wiltcrkabcd\nu-x\n", 1);
    await startBatch();
    await becomes('document.querySelector("#many h2[tabindex]")?.textContent', "2 of 2 rows are ready");
    await becomes("document.activeElement.textContent", "2 of 2 rows are ready");
    await becomes('document.querySelectorAll("#many .get a").length', 4);
  }

  return { becomes, press, focus, copyCommand, giveFile, startBatch, runBatch };
}
