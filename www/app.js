// Loads the core, then wires the parts of the page: picker → form → error summary or request.
/** @import { Api, Inputs, Operation, OperationId } from "./types.js" */
import { ClipboardClock } from "./clipboard-clock.js";
import { ErrorSummary } from "./error-summary.js";
import { OperationForm } from "./form.js";
import { messages } from "./messages.js";
import { OperationPicker } from "./operation-picker.js";
import { RequestView } from "./request-view.js";
import { printSlip } from "./slip.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const $loading = byId("loading");

/** @returns {Promise<Api>} */
async function load() {
  // Imported here and not above, so that a missing package is a sentence on the page and not a page without script.
  const core = await import("./pkg/slim.js");
  await core.default(new URL("./pkg/core.wasm", import.meta.url));
  return core;
}

/** @param {Api} api */
function start(api) {
  const summary = new ErrorSummary(byId("error-summary"));
  const clock = new ClipboardClock();
  const view = new RequestView(byId("request"), clock, ({ service }, { name, label }) => {
    const secret = form?.secret(name);
    if (secret) printSlip(byId("slip"), { service, label, secret, advice: [messages.slipChange, messages.slipKeep] }, api.spell);
  });
  const $form = /** @type {HTMLFormElement} */ (byId("form"));
  const $announcer = byId("announcer");
  /** @param {string} text */
  const announce = (text) => {
    $announcer.textContent = text;
  };
  /**
   * What was typed for each operation, secrets left out, for as long as the page is open.
   *
   * @type {Map<string, Map<string, string | boolean>>}
   */
  const drafts = new Map();
  /** @type {OperationForm | undefined} */
  let form;

  /** @param {Operation} operation */
  const open = (operation) => {
    form?.close();
    summary.clear();
    view.clear(messages.noRequest);
    const draft = drafts.get(operation.id) ?? new Map();
    drafts.set(operation.id, draft);
    form = new OperationForm($form, operation, api, draft, {
      onChange() {
        if (view.clear(messages.outdated)) announce(messages.outdated);
      },
      onRefuse(problems) {
        view.clear(messages.noRequest);
        summary.show(problems);
      },
      onAccept(input, advice, region) {
        summary.clear();
        const secrets = operation.members.filter(({ name, sensitive }) => sensitive && name in input);
        // The form has validated it; which operation it is of, only the form's data knows.
        const valid = /** @type {Inputs[OperationId]} */ (input);
        view.show(api.buildRequest(operation.id, valid, { region }), operation, secrets, advice);
      },
      announce,
    }, clock);
  };

  new OperationPicker(byId("picker"), api.operations().map(api.describe), open);
  addEventListener("pageshow", () => {
    // The back-forward cache brings the page back as it was left, perhaps to somebody else.
    form?.hideSecrets();
    view.hideSecrets();
  });
  $loading.remove();
  byId("desk").hidden = false;
}

try {
  start(await load());
} catch {
  // What went wrong is not said in the console: nothing of this page's ever is.
  $loading.textContent = messages.loadFailed;
  $loading.setAttribute("role", "alert");
  $loading.classList.add("is-failure");
}
