// The keyboard flow once more in Firefox, over WebDriver BiDi and nothing in between.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { noFirefox, startFirefox } from "../browsers/firefox.mjs";
import { flow } from "./flow.mjs";
import { PATIENCE } from "./waiting.mjs";

describe("Firefox", { skip: noFirefox }, () => {
  let server, firefox;

  const value = (expression) => firefox.value(expression);
  const perform = (actions) => firefox.command("input.performActions", { context: firefox.context, actions });

  async function choose(path) {
    const { command, context } = firefox;
    const { result: { sharedId } } = await command("script.evaluate", { expression: 'document.getElementById("file")', target: { context }, awaitPromise: false });
    await command("input.setFiles", { context, element: { sharedId }, files: [path] });
  }

  const { becomes, copyCommand, runBatch } = flow({ value, perform, choose });

  before(async () => {
    server = await serve(0, "/some/sub/path/");
    firefox = await startFirefox('user_pref("intl.accept_languages", "en");\nuser_pref("accessibility.tabfocus", 7);\n');
    await firefox.go(server.address);
    await becomes('document.getElementById("chooser") !== null', true);
  }, { timeout: 2 * PATIENCE });

  after(async () => {
    await firefox?.close();
    server?.close();
  });

  test("the whole flow by keyboard", async () => {
    await copyCommand();
    // In a worker under this browser's Trusted Types too.
    await runBatch(join(firefox.profile, "users.csv"));
    assert.deepEqual(firefox.events.map(({ params }) => params.text), []);
  });
});
