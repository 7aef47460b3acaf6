/** @import { Operation } from "../types.js" */
/** @import { HttpResponse } from "./pasted-response.js" */
import { button, element, verbatim } from "../base/element.js";
import { Says } from "../fields/says.js";
import { messages, more } from "../text/messages.js";
import { isUnanswered, LONGEST, pastedResponse, successOf } from "./pasted-response.js";

/** What came back of a request that was sent by hand: nothing, or something that is explained. */
export class Printed {
  /**
   * @param {Operation} operation
   * @param {(response: HttpResponse) => void} onResponse
   */
  constructor(operation, onResponse) {
    this.operation = operation;
    this.onResponse = onResponse;
    this.says = new Says("printed-says");
    this.$text = element("textarea", { ...verbatim, id: "printed", class: "in mono", rows: "4", "aria-describedby": "printed-says" });
    this.$status = element("input", { ...verbatim, id: "printed-status", class: "in num", type: "text", inputmode: "numeric" });
    const $explain = element("button", { type: "submit", class: "btn" }, more.explain);
    this.$form = element(
      "form",
      { class: "pane", method: "post", autocomplete: "off", novalidate: true, hidden: true },
      element("div", { class: "field" }, element("label", { for: this.$text.id, class: "sr" }, more.whatPrinted), this.$text, this.says.$root),
      element("div", { class: "row" }, element("label", { for: this.$status.id }, more.httpStatus, " ", element("span", { class: "muted" }, messages.optional)), this.$status, $explain),
    );
    this.$form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#explain();
    });
    this.$root = element(
      "section",
      { class: "asked", "aria-labelledby": "printed-heading" },
      element("div", { class: "act" },
        element("h2", { id: "printed-heading" }, more.whatPrinted),
        // A command prints what its response holds: nothing stands for an empty one.
        button("btn", more.nothing, () => onResponse({ status: successOf(operation, true), headers: {}, body: "" })),
        button("btn", more.something, () => this.#open(), { "aria-controls": "printed" })),
      this.$form,
    );
    this.#hint();
  }

  #hint() {
    this.says.say({ kind: "hint", content: [more.printedHelp] });
    this.$text.removeAttribute("aria-invalid");
  }

  #open() {
    this.$form.hidden = false;
    this.$text.focus();
  }

  #explain() {
    const text = this.$text.value;
    const given = this.$status.value.trim();
    const status = /^[1-5]\d\d$/.test(given) ? Number(given) : undefined;
    if (text.trim() === "" && !status) return this.#complain(more.responseEmpty);
    if (text.length > LONGEST) return this.#complain(more.responseTooLong(LONGEST));
    const response = pastedResponse(text, status, this.operation);
    if (!response) return this.#complain(isUnanswered(text) ? more.responseNone : more.responseUnknown);
    this.#hint();
    this.onResponse(response);
  }

  /** Takes away what was pasted: it may hold a secret. */
  clear() {
    this.$text.value = this.$status.value = "";
    this.$form.hidden = true;
  }

  /** @param {string} text */
  #complain(text) {
    this.says.say({ kind: "bad", content: [text] });
    this.$text.setAttribute("aria-invalid", "true");
    this.$text.focus();
  }
}
