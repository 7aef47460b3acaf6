// Loads the language and the core, and opens the desk.
/** @import { Api } from "./types.js" */
import { Desk } from "./desk.js";
import { LanguageSwitch } from "./language-switch.js";
import { bestLanguage, messages, speak } from "./messages.js";
import { endpoint, isFramed } from "./endpoint.js";
import { findOperations, loadFirst, translate } from "./operations.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const $loading = byId("loading");

/** @returns {Promise<Api>} */
async function load() {
  // Imported here and not above, so that a missing package is a sentence on the page and not a page without script.
  const core = await import("./pkg/slim.js");
  // By the document and not by this module, which is bundled into another folder.
  await core.default(new URL("pkg/core.wasm", document.baseURI));
  await findOperations(core);
  await loadFirst(core);
  return core;
}

/** Says in the language that is spoken what the document says in English. */
function drawMasthead() {
  document.title = messages.title;
  byId("title").textContent = messages.title;
  byId("lede").textContent = endpoint() && !isFramed() ? messages.ledeSending : messages.lede;
}

try {
  const [api] = await Promise.all([load(), speak(bestLanguage(navigator.languages))]);
  await translate();
  drawMasthead();
  const desk = new Desk(api);
  new LanguageSwitch(byId("languages"), async () => {
    await translate();
    drawMasthead();
    desk.draw();
  });
  $loading.remove();
  byId("desk").hidden = false;
} catch {
  // What went wrong is not said in the console: nothing of this page's ever is.
  $loading.textContent = messages.loadFailed;
  $loading.setAttribute("role", "alert");
  $loading.classList.add("is-failure");
}
