/** @import { Full, Issue, Operation, PasswordOperationId } from "./types.js" */
/** @import { Judge } from "./directory.js" */
/** @import { OperationForm } from "./form.js" */
import { element, notForPasswordManagers } from "./element.js";
import { exampleOf } from "./example.js";
import { loadFull } from "./full.js";
import { messages, more } from "./messages.js";

/** Takes a document that somebody wrote for the provider's command line, names what is wrong with it, and fills the form. */
export class DocumentPanel {
  /**
   * @param {HTMLElement} $root
   * @param {OperationForm} form
   */
  constructor($root, form) {
    this.form = form;
    this.$text = element("textarea", {
      id: "document-text", rows: "7", autocomplete: "off", autocapitalize: "none", spellcheck: "false",
      "aria-describedby": "document-help document-issues", ...notForPasswordManagers,
    });
    this.$issues = element("div", { class: "issues", id: "document-issues", role: "status" });
    this.$status = element("p", { class: "status", role: "status", tabindex: "-1" });
    const $fill = element("button", { type: "button" }, more.documentFill);
    $fill.addEventListener("click", () => this.#fill());
    $root.replaceChildren(
      element(
        "div",
        { class: "field" },
        element("label", { for: this.$text.id }, more.document),
        element("p", { class: "help", id: "document-help" }, more.documentHelp),
        this.$text,
      ),
      element("div", { class: "buttons" }, $fill),
      this.$status,
      this.$issues,
    );
  }

  /** What another language takes along. */
  snapshot() {
    return this.$text.value;
  }

  /** @param {string} text */
  restore(text) {
    this.$text.value = text;
  }

  async #fill() {
    const text = this.$text.value;
    if (text.trim() === "") return this.#say(more.documentEmpty, []);
    this.$status.textContent = more.documentLoading;
    /** @type {Full} */
    let full;
    try {
      full = await loadFull();
    } catch {
      return this.#say(messages.partMissing, []);
    }
    const { operation, directory } = this.form;
    const { values, issues } = read(full, operation, text, directory.options);
    const labels = (/** @type {boolean} */ filled) => operation.members.filter(({ name }) => (name in values) === filled).map(({ label }) => label);
    if (labels(true).length === 0) return this.#say(more.documentNothing, issues);
    this.form.fill(values);
    // It may hold a password, and would show it to whoever looks on.
    if (issues.length === 0) this.$text.value = "";
    this.#say(more.documentFilled(labels(true), labels(false)), issues);
  }

  /**
   * @param {string} text
   * @param {readonly Issue[]} issues
   */
  #say(text, issues) {
    const { members } = this.form.operation;
    this.$issues.replaceChildren(...issues.map((issue) => (
      element("p", {}, element("span", { class: "visually-hidden" }, messages.error), messages.issue(issue, members))
    )));
    if (issues.length > 0) this.$text.setAttribute("aria-invalid", "true");
    else this.$text.removeAttribute("aria-invalid");
    this.$status.textContent = text;
  }
}

/**
 * What a document gives, as far as it is right. The package hands back no value beside an issue, so each member that has one
 * is given a stand-in, and left out of what comes back.
 *
 * @param {Full} full
 * @param {Operation} operation
 * @param {string} text
 * @param {Judge} options
 * @returns {{ values: Record<string, unknown>, issues: readonly Issue[] }}
 */
function read(full, operation, text, options) {
  const { id } = operation;
  const format = /^\s*[{[]/.test(text) ? "json" : "yaml";
  const { value, issues = [] } = full.parseCliInput(id, text, format, {}, options);
  if (value) return { values: { ...value }, issues: [] };
  const draw = () => full.generatePassword(options.policy ?? /** @type {PasswordOperationId} */ (id), { names: options.names });
  const standIns = exampleOf(operation, draw, ({ name }) => issues.some(({ path }) => path[0] === name));
  const rest = full.parseCliInput(id, text, format, standIns, options).value;
  // What a document leaves out is for the form to ask for.
  const wrong = issues.filter(({ code }) => code !== "missing");
  return { values: Object.fromEntries(Object.entries(rest ?? {}).filter(([name]) => !(name in standIns))), issues: wrong };
}
