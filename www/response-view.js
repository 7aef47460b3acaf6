/** @import { Api, Input, Inputs, Operation, OperationId, OutputMember, ResponseError } from "./types.js" */
/** @import { ClipboardClock } from "./clipboard-clock.js" */
/** @import { HttpResponse } from "./pasted-response.js" */
import { element, notForPasswordManagers } from "./element.js";
import { messages, more } from "./messages.js";
import { described } from "./operations.js";
import { PasswordInput } from "./password-input.js";
import { isUnanswered, LONGEST, pastedResponse, successOf } from "./pasted-response.js";
import { readResponse } from "./pkg/response.js";
import { inWords } from "./words.js";

/**
 * @typedef {object} Handlers
 * @property {() => Input} input what was sent, so that its secrets are kept out of the service's message
 * @property {(member: string | undefined) => void} onPoint the member that the response points at, if any
 * @property {(member: string) => void} onGo
 * @property {(label: string, secret: string) => void} onPrint
 */

/** Explains what the provider answered: a pasted text, or what a server sent back. */
export class ResponseView {
  /** @type {PasswordInput[]} */
  #secrets = [];
  /** @type {HttpResponse | undefined} */
  explained;

  /**
   * @param {HTMLElement} $root
   * @param {Operation} operation as people read it
   * @param {Api} api
   * @param {ClipboardClock} clock
   * @param {Handlers} handlers
   */
  constructor($root, operation, api, clock, handlers) {
    this.operation = operation;
    this.api = api;
    this.clock = clock;
    this.handlers = handlers;
    this.$text = element("textarea", {
      id: "response-text", rows: "5", autocomplete: "off", autocapitalize: "none", spellcheck: "false",
      "aria-describedby": "response-help response-issue", ...notForPasswordManagers,
    });
    this.$status = element("input", {
      id: "response-status", type: "text", inputmode: "numeric", autocomplete: "off", "aria-describedby": "response-status-help", ...notForPasswordManagers,
    });
    this.$issue = element("p", { class: "issues", id: "response-issue", role: "status" });
    // A form, because browsers take a password input outside of one for a mistake of the page; there is nothing to submit.
    this.$result = element("form", { class: "response-result", method: "post", autocomplete: "off" });
    this.$result.addEventListener("submit", (event) => event.preventDefault());
    const $clear = element("button", { type: "button" }, more.clearResponse);
    $clear.addEventListener("click", () => {
      this.clear();
      this.$text.focus();
    });
    const $nothing = element("button", { type: "button" }, more.printedNothing);
    $nothing.addEventListener("click", () => {
      this.clear();
      // A command prints what its response holds: nothing stands for an empty one.
      this.explain({ status: successOf(operation, true), headers: {}, body: "" }, true);
    });
    const $form = element(
      "form",
      { method: "post", novalidate: true, autocomplete: "off", "aria-labelledby": "response-heading" },
      element(
        "div",
        { class: "field" },
        element("label", { for: this.$text.id }, more.response),
        element("p", { class: "help", id: "response-help" }, more.responseHelp),
        this.$issue,
        this.$text,
      ),
      element(
        "div",
        { class: "field short" },
        element("label", { for: this.$status.id }, more.responseStatus, " ", element("span", { class: "optional" }, messages.optional)),
        element("p", { class: "help", id: "response-status-help" }, more.responseStatusHelp),
        this.$status,
      ),
      element("div", { class: "buttons" }, element("button", { type: "submit" }, more.explain), $nothing, $clear),
    );
    $form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#explainPasted();
    });
    $root.replaceChildren($form, this.$result);
  }

  clear() {
    this.$text.value = this.$status.value = "";
    this.#complain("");
    this.#forget();
  }

  hideSecrets() {
    for (const secret of this.#secrets) secret.hide();
  }

  /**
   * @param {HttpResponse} response
   * @param {boolean} focus whether to take the person there
   * @returns {boolean} whether it is done
   */
  explain(response, focus) {
    this.#forget();
    this.explained = response;
    // Only its secrets matter, and those are texts.
    const input = /** @type {Inputs[OperationId]} */ (/** @type {unknown} */ (this.handlers.input()));
    // As `parseResponse` of the package, which the page does not load before somebody has a response.
    const { output, pending, error } = readResponse(described(this.api, this.operation.id), response, input);
    const $heading = element("h3", { tabindex: "-1" }, error ? more.responseRefused(error.code) : pending ? more.responsePending : more.responseDone);
    const parts = error ? this.#error(error) : this.#output(/** @type {Record<string, unknown>} */ (output));
    this.$result.replaceChildren($heading, ...parts);
    this.$result.classList.toggle("is-failure", error !== undefined);
    this.handlers.onPoint(error?.member);
    if (focus) $heading.focus();
    return !error && !pending;
  }

  /** What another language takes along, and another operation leaves behind: what is explained is explained again. */
  snapshot() {
    const { $text: { value: text }, $status: { value: status }, explained } = this;
    return text || status || explained ? { text, status, explained } : undefined;
  }

  /** @param {NonNullable<ReturnType<ResponseView["snapshot"]>>} snapshot */
  restore({ text, status, explained }) {
    this.$text.value = text;
    this.$status.value = status;
    if (explained) this.explain(explained, false);
  }

  #explainPasted() {
    const text = this.$text.value;
    const given = this.$status.value.trim();
    const status = /^[1-5]\d\d$/.test(given) ? Number(given) : undefined;
    if (text.trim() === "" && !status) return this.#complain(more.responseEmpty);
    if (text.length > LONGEST) return this.#complain(more.responseTooLong(LONGEST));
    const response = pastedResponse(text, status, this.operation);
    if (!response) return this.#complain(isUnanswered(text) ? more.responseNone : more.responseUnknown);
    this.#complain("");
    this.explain(response, true);
    if (this.#secrets.length === 0) return;
    // The field shows it to whoever looks on.
    this.$text.value = "";
    this.$result.append(element("p", { class: "help" }, more.responseTaken));
  }

  /** @param {string} text */
  #complain(text) {
    this.$issue.textContent = text;
    if (text === "") return this.$text.removeAttribute("aria-invalid");
    this.#forget();
    this.$text.setAttribute("aria-invalid", "true");
    this.$text.focus();
  }

  #forget() {
    this.explained = undefined;
    this.#secrets = [];
    this.$result.replaceChildren();
    this.handlers.onPoint(undefined);
  }

  /** Whether the service documents in which unit it says how long to wait. */
  get #isInSeconds() {
    const { retryAfter = [] } = /** @type {{ retryAfter?: readonly { unit?: string }[] }} */ (this.operation.response);
    return retryAfter.every(({ unit }) => unit !== undefined);
  }

  /** @param {ResponseError} error */
  #error({ message, meaning, remedy, member, retryable, retryAfter, requestId }) {
    const $list = element("dl");
    /**
     * @param {string} term
     * @param {...(Node | string)} details
     */
    const add = (term, ...details) => $list.append(element("dt", {}, term), element("dd", {}, ...details));
    add(more.meaning, messages.model(meaning));
    add(more.remedy, messages.model(remedy));
    const label = this.operation.members.find(({ name }) => name === member)?.label;
    if (member && label) {
      const $go = element("button", { type: "button" }, more.goTo(label));
      $go.addEventListener("click", () => this.handlers.onGo(member));
      add(more.pointsAt, $go);
    }
    add(more.again, retryable ? more.retryable : more.notRetryable, ...(retryAfter ? [" ", this.#isInSeconds ? more.retryAfterSeconds(retryAfter) : more.retryAfter(retryAfter)] : []));
    if (message) add(more.serviceMessage, element("q", {}, message));
    if (requestId) add(more.requestId, element("code", {}, requestId));
    return [$list];
  }

  /** @param {Record<string, unknown>} output */
  #output(output) {
    const $list = element("dl");
    const told = values(this.operation.output, output).sort((one, other) => one.rank - other.rank);
    for (const { label, shown, rank } of told) {
      const $value = rank === RANKS.rest ? element("code", {}, shown) : this.#secret(label, shown, rank === RANKS.credential);
      $list.append(element("dt", {}, label), element("dd", { class: rank === RANKS.credential ? "credential" : undefined }, $value));
    }
    return $list.hasChildNodes() ? [$list] : [element("p", { class: "help" }, more.responseNothing)];
  }

  /**
   * @param {string} label
   * @param {string} value
   * @param {boolean} handedOver whether it is what the user is to be given
   */
  #secret(label, value, handedOver) {
    const id = `response-secret-${this.#secrets.length + 1}`;
    const $input = element("input", { id, type: "password", readonly: true, "aria-label": label, autocomplete: "off", ...notForPasswordManagers });
    $input.value = value;
    const $print = element("button", { type: "button", "aria-controls": id, "aria-label": more.printLabel(label) }, more.printSlip);
    $print.addEventListener("click", () => this.handlers.onPrint(label, value));
    const secret = new PasswordInput($input, label, { spell: this.api.spell, clock: this.clock, $more: handedOver ? $print : undefined });
    this.#secrets.push(secret);
    return secret.$root;
  }
}

/** What a response is told in: what the user is to be given, what else is covered, and everything else. */
const RANKS = { credential: 0, covered: 1, rest: 2 };

/**
 * What a service returned.
 *
 * @param {readonly OutputMember[]} members
 * @param {Record<string, unknown>} given
 * @returns {{ label: string, shown: string, rank: number }[]}
 */
function values(members, given) {
  return members.flatMap(({ name, label, sensitive, personal }) => {
    const value = given[name];
    if (value === undefined || value === "") return [];
    const shown = value === true ? more.yes : value === false ? more.no : typeof value === "object" ? JSON.stringify(value) : String(value);
    const rank = sensitive ? RANKS.credential : personal ? RANKS.covered : RANKS.rest;
    return [{ label: messages.model(label ?? inWords(name)), shown, rank }];
  });
}
