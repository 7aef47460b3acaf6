/** @import { Api, Input, Inputs, Member, Operation, OperationId } from "./types.js" */
/** @import { Built } from "./request-view.js" */
import { AnswerView } from "./answer-view.js";
import { ClipboardClock } from "./clipboard-clock.js";
import { ErrorSummary } from "./error-summary.js";
import { OperationForm } from "./form.js";
import { localized, messages } from "./messages.js";
import { OperationPicker } from "./operation-picker.js";
import { RequestView } from "./request-view.js";
import { endpoint, send } from "./sender.js";
import { printSlip } from "./slip.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Wires the parts of the page in one language: picker → form → error summary or request. */
export class Desk {
  /**
   * What was typed for each operation, secrets left out, for as long as the page is open.
   *
   * @type {Map<string, Map<string, string | boolean>>}
   */
  #drafts = new Map();
  #clock = new ClipboardClock();
  /** @type {OperationForm | undefined} */
  #form;

  /** @param {Api} api */
  constructor(api) {
    this.api = api;
    this.draw();
    addEventListener("pageshow", () => {
      // The back-forward cache brings the page back as it was left, perhaps to somebody else.
      this.#form?.hideSecrets();
      this.view?.hideSecrets();
      this.answer?.hideSecrets();
    });
  }

  /** Draws everything in the language that is spoken, and keeps what is typed and built. */
  draw() {
    const { api } = this;
    const id = this.#form?.operation.id;
    const snapshot = this.#form?.snapshot();
    const pasted = this.answer?.snapshot();
    const tab = this.view?.tabs?.index ?? 0;
    const built = this.view?.built !== undefined;
    this.summary = new ErrorSummary(byId("error-summary"));
    this.summary.clear();
    this.view = new RequestView(byId("request"), this.#clock, (operation, { name, label }) => (
      this.#print(operation, messages.slipTitle(label), this.#form?.secret(name))
    ), this.#sender());
    const operations = api.operations().map((operation) => localized(api.describe(operation)));
    new OperationPicker(byId("picker"), operations, id, (operation) => this.#open(operation));
    if (!snapshot || !this.#form) return;
    this.#form.restore(snapshot);
    if (pasted) this.answer?.restore(pasted);
    if (!built) return;
    this.#form.accept();
    this.view.tabs?.open(tab);
  }

  /**
   * The same input a few times, with other secrets.
   *
   * @param {Operation} operation
   * @param {Input} input
   * @param {readonly Member[]} secrets
   * @returns {Input[]} none where the secrets are not only the one that can be generated
   */
  #others({ id, policyMember }, input, secrets) {
    if (secrets.length !== 1 || secrets[0].name !== policyMember) return [];
    return this.api.generatePasswords(id, 8).map((password) => ({ ...input, [secrets[0].name]: password }));
  }

  /** What sends a request, where there is a server that takes it. */
  #sender() {
    const url = endpoint();
    if (!url) return undefined;
    return async (/** @type {Built} */ { operation, region, input }) => {
      const answer = await send(url, { operation: operation.id, region, input });
      // Whatever was opened meanwhile, this answer is not for it.
      if (!answer || this.#form?.operation.id !== operation.id) return "lost";
      return this.answer?.explain(answer, true) ? "done" : "refused";
    };
  }

  /** @param {Operation} operation */
  #open(operation) {
    const { api, summary, view } = this;
    this.#form?.close();
    summary?.clear();
    view?.clear(messages.noRequest);
    const draft = this.#drafts.get(operation.id) ?? new Map();
    this.#drafts.set(operation.id, draft);
    this.#form = new OperationForm(/** @type {HTMLFormElement} */ (byId("form")), operation, api, draft, {
      onChange() {
        if (view?.clear(messages.outdated)) announce(messages.outdated);
      },
      onRefuse(problems) {
        view?.clear(messages.noRequest);
        summary?.show(problems);
      },
      onAccept: (input, advice, region, focus) => {
        summary?.clear();
        const secrets = operation.members.filter(({ name, sensitive }) => sensitive && name in input);
        // The form has validated it; which operation it is of, only the form's data knows.
        const valid = /** @type {Inputs[OperationId]} */ (input);
        const request = api.buildRequest(operation.id, valid, { region });
        view?.show({ request, operation, model: api.describe(operation.id), input, others: this.#others(operation, input, secrets), region, secrets, advice }, focus);
      },
      announce,
    }, this.#clock);
    const form = this.#form;
    this.answer = new AnswerView(byId("answer"), operation, api, this.#clock, {
      input: () => form.input(),
      onPoint: (member) => form.point(member),
      onGo: (member) => form.focus(member),
      onPrint: (title, secret) => this.#print(operation, title, secret),
    });
  }

  /**
   * @param {Operation} operation
   * @param {string} title
   * @param {string | undefined} secret
   */
  #print({ service, policy }, title, secret) {
    // Where the directory has no policy for it, the user does not choose it.
    const advice = policy ? [messages.slipChange, messages.slipKeep] : [messages.slipKeep];
    if (secret) printSlip(byId("slip"), { service, title, secret, advice }, this.api.spell);
  }
}

/** @param {string} text for those who cannot see what has changed */
function announce(text) {
  byId("announcer").textContent = text;
}
