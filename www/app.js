// Loads the language and the core, and opens the desk.
/** @import { Api } from "./types.js" */
import { Desk } from "./desk.js";
import { desk as connected, deskAddress, openDesk, savedSetup } from "./desk-session.js";
import { LanguageSwitch } from "./language-switch.js";
import { bestLanguage, messages, speak, speakMore } from "./messages.js";
import { endpoint, isFramed } from "./endpoint.js";
import { findOperations, loadFirst, translate } from "./operations.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const $loading = byId("loading");
const setup = savedSetup();

/** @returns {Promise<Api>} */
async function load() {
  // Imported here and not above, so that a missing package is a sentence on the page and not a page without script.
  const core = await import("./pkg/slim.js");
  // By the document and not by this module, which is bundled into another folder.
  await core.default(new URL("pkg/core.wasm", document.baseURI));
  await findOperations(core, connected?.operations);
  await loadFirst(core, setup.op);
  return core;
}

/** What only a desk brings; nothing where the page stands by itself. */
async function loadDesk() {
  if (!deskAddress()) return undefined;
  await speakMore();
  return import("./desk-parts.js");
}

/** Says in the language that is spoken what the document says in English. */
function drawMasthead() {
  document.title = messages.title;
  byId("title").textContent = messages.title;
  byId("lede").textContent = deskAddress() ? messages.ledeDesk : endpoint() && !isFramed() ? messages.ledeSending : messages.lede;
}

// Not awaited up here: the parts that are loaded meanwhile import from this module, and would wait for it.
(async () => {
  try {
    await openDesk();
    const [api] = await Promise.all([load(), speak(bestLanguage(navigator.languages))]);
    await translate();
    const parts = await loadDesk();
    const drawStrip = () => parts?.drawStrip(byId("strip"));
    drawMasthead();
    drawStrip();
    const desk = new Desk(api, setup, parts);
    new LanguageSwitch(byId("languages"), async () => {
      await translate();
      drawMasthead();
      drawStrip();
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
})();
