/** @import { HttpRequest, Issue, Member, Operation } from "./types.js" */
/** @import { ClipboardClock } from "./clipboard-clock.js" */
import { copy } from "./clipboard.js";
import { element } from "./element.js";
import { bodyParts } from "./masked-body.js";
import { messages } from "./messages.js";

/** Always as many, so that they say nothing about the secret's length. */
const DOTS = "•".repeat(12);

/** The built request, its secret covered until the person asks, and what is left to do after it. */
export class RequestView {
  /**
   * @param {HTMLElement} $root
   * @param {ClipboardClock} clock
   * @param {(operation: Operation, member: Member) => void} onPrint
   */
  constructor($root, clock, onPrint) {
    this.$root = $root;
    this.clock = clock;
    this.onPrint = onPrint;
    this.#showEmpty(messages.noRequest);
  }

  /**
   * @param {HttpRequest} request
   * @param {Operation} operation
   * @param {readonly Member[]} secrets the sensitive members that it carries
   * @param {readonly Issue[]} advice
   * @param {boolean} focus whether to take the person there
   */
  show(request, operation, secrets, advice, focus) {
    this.request = request;
    this.secrets = secrets;
    this.$body = element("pre", { id: "request-body" });
    this.$toggle = element("button", { type: "button", "aria-controls": "request-body" });
    this.$toggle.addEventListener("click", () => this.#cover(!this.covered));
    this.$status = element("p", { class: "status", role: "status" });
    const $heading = element("h2", { id: "request-heading", tabindex: "-1" }, messages.built);
    this.$root.replaceChildren(
      $heading,
      element("p", { class: "unsigned" }, messages.unsigned(operation.signing.algorithm, operation.signing.name)),
      ...this.#parts(request),
      this.#buttons(request),
      this.$status,
      ...adviceList(advice, operation.members),
      ...this.#handOver(operation, secrets),
      ...checklist(operation),
    );
    this.$root.classList.remove("is-empty");
    this.#cover(true);
    if (focus) $heading.focus();
  }

  /** Covers the secret again. */
  hideSecrets() {
    if (this.request && !this.covered) this.#cover(true);
  }

  /**
   * Takes the request away and says why.
   *
   * @param {string} reason
   * @returns {boolean} whether there was one
   */
  clear(reason) {
    if (!this.request) return false;
    this.request = undefined;
    this.#showEmpty(reason);
    return true;
  }

  /** @param {string} text */
  #showEmpty(text) {
    this.$root.classList.add("is-empty");
    this.$root.replaceChildren(
      element("h2", { id: "request-heading" }, messages.requestHeading),
      element("p", { class: "help" }, text),
    );
  }

  /** @param {HttpRequest} request */
  #parts({ method, url, headers, body }) {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    return [
      element("h3", {}, messages.requestLine),
      element("pre", { id: "request-line" }, `${method} ${url}`),
      element("h3", {}, messages.headers),
      lines.length > 0
        ? element("pre", { id: "request-headers" }, lines.join("\n"))
        : element("p", { class: "help" }, messages.noHeaders),
      element("h3", {}, messages.body),
      body !== "" && this.$body ? this.$body : element("p", { class: "help" }, messages.noBody),
    ];
  }

  /**
   * @param {Operation} operation
   * @param {readonly Member[]} secrets
   */
  #handOver(operation, secrets) {
    if (secrets.length === 0) return [];
    const $buttons = secrets.map((member) => {
      const $print = element("button", { type: "button" }, messages.printSlip);
      $print.addEventListener("click", () => this.onPrint(operation, member));
      return $print;
    });
    return [
      element("h3", {}, messages.handOverHeading),
      element("p", { class: "help" }, messages.handOver),
      element("div", { class: "buttons" }, ...$buttons),
    ];
  }

  /** @param {HttpRequest} request */
  #buttons(request) {
    const { method, url, headers, body } = request;
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const whole = [`${method} ${url}`, ...lines, "", body].join("\n");
    const secret = (this.secrets ?? []).length > 0;
    const $buttons = element("div", { class: "buttons" });
    if (secret && this.$toggle) $buttons.append(this.$toggle);
    if (body !== "") $buttons.append(this.#copyButton(messages.copyBody, body, messages.bodyCopied(secret), secret));
    $buttons.append(this.#copyButton(messages.copyRequest, whole, messages.requestCopied(secret), secret));
    return $buttons;
  }

  /**
   * @param {string} label
   * @param {string} text
   * @param {string} done
   * @param {boolean} secret whether the text holds one
   */
  #copyButton(label, text, done, secret) {
    const $button = element("button", { type: "button" }, label);
    $button.addEventListener("click", async () => {
      const copied = await copy(text);
      if (!this.$status) return;
      this.$status.textContent = copied ? done : messages.notCopied;
      if (copied && secret) this.clock.start(this.$status);
      else if (copied) this.clock.stop();
    });
    return $button;
  }

  /** @param {boolean} covered */
  #cover(covered) {
    const { request, secrets = [], $body, $toggle } = this;
    if (!request || !$body || !$toggle) return;
    this.covered = covered;
    const labels = secrets.map(({ label }) => label);
    const parts = bodyParts(request, secrets.map(({ name }) => name));
    $body.replaceChildren(...parts.map(({ text, secret }) => {
      if (!secret) return text;
      if (!covered) return element("mark", {}, text);
      return element("span", { class: "covered", role: "img", "aria-label": messages.covered(labels) }, DOTS);
    }));
    $toggle.textContent = covered ? messages.show : messages.hide;
    $toggle.setAttribute("aria-label", covered ? messages.showSecrets(labels) : messages.hideSecrets(labels));
  }
}

/**
 * @param {readonly Issue[]} advice
 * @param {readonly Member[]} members
 */
function adviceList(advice, members) {
  if (advice.length === 0) return [];
  return [
    element("h3", {}, messages.adviceHeading),
    element("ul", { class: "advice-list" }, ...advice.map((issue) => element("li", {}, messages.issue(issue, members)))),
  ];
}

/** @param {Operation} operation */
function checklist({ afterwards }) {
  const texts = [messages.send, ...afterwards.map(({ text }) => text)];
  return [
    element("h3", {}, messages.afterwardsHeading),
    element("ul", { class: "checklist" }, ...texts.map((text, index) => {
      const id = `left-${index + 1}`;
      return element("li", { class: "choice" }, element("input", { type: "checkbox", id }), element("label", { for: id }, text));
    })),
  ];
}
