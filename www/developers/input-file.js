/** @import { Full, Issue, Operation, PasswordOperationId } from "../types.js" */
/** @import { Judge } from "../secret/directory.js" */
/** @import { Reset } from "../reset/reset.js" */
import { button, element, verbatim } from "../base/element.js";
import { copy } from "../base/clipboard.js";
import { exampleOf } from "../base/example.js";
import { loadFull } from "../base/full.js";
import { messages, more } from "../text/messages.js";

const KINDS = /** @type {const} */ ({ JSON: "input", YAML: "yaml-input" });

/** The input file of the provider's command line: what to fill in, and one that fills the form. */
export class InputFile {
  /** @param {Reset} reset the form */
  constructor(reset) {
    this.reset = reset;
    this.$kind = element("select", { id: "skeleton-kind", class: "in", autocomplete: "off" }, ...Object.keys(KINDS).map((kind) => element("option", {}, kind)));
    this.$kind.addEventListener("change", () => this.load());
    this.$skeleton = element("pre", { id: "skeleton", tabindex: "0", role: "group", "aria-label": more.tabFile });
    this.$text = element("textarea", { ...verbatim, id: "document-text", class: "in mono", rows: "5", "aria-describedby": "document-status document-issues" });
    this.$status = element("p", { class: "note", id: "document-status", role: "status" }, more.documentHelp);
    this.$issues = element("ul", { class: "note faults", id: "document-issues" });
    this.$copied = element("p", { class: "note", role: "status" });
    const $copy = button("quiet", more.copySkeleton, async () => {
      this.$copied.textContent = (await copy(this.$skeleton.textContent ?? "")) ? more.skeletonCopied : messages.notCopied;
    }, { icon: "copy" });
    this.$root = element(
      "div",
      {},
      element("div", { class: "field" }, element("label", { for: this.$text.id }, more.document), this.$text),
      element("div", { class: "row" }, button("btn", more.documentFill, () => this.#fill())),
      this.$status,
      this.$issues,
      element("div", { class: "field w-region" }, element("label", { for: this.$kind.id }, more.emptyFile), this.$kind),
      this.$skeleton,
      element("div", { class: "row" }, $copy, this.$copied),
    );
  }

  async load() {
    this.$skeleton.textContent = messages.loading;
    try {
      const { skeleton } = await loadFull();
      this.$skeleton.textContent = skeleton(this.reset.operation.id, KINDS[/** @type {keyof typeof KINDS} */ (this.$kind.value)]);
    } catch {
      this.$skeleton.textContent = messages.partMissing;
    }
  }

  async #fill() {
    const text = this.$text.value;
    if (text.trim() === "") return this.#say(more.documentEmpty, []);
    this.$status.textContent = messages.loading;
    /** @type {Full} */
    let full;
    try {
      full = await loadFull();
    } catch {
      return this.#say(messages.partMissing, []);
    }
    const { operation, directory } = this.reset;
    const { values, issues } = read(full, operation, text, directory.options);
    const labels = (/** @type {boolean} */ filled) => operation.members.filter(({ name }) => (name in values) === filled).map(({ label }) => label);
    if (labels(true).length === 0) return this.#say(more.documentNothing, issues);
    this.reset.fill(values);
    // It may hold a password, and would show it to whoever looks on.
    if (issues.length === 0) this.$text.value = "";
    this.#say(more.documentFilled(labels(true), labels(false)), issues);
  }

  /**
   * @param {string} text
   * @param {readonly Issue[]} issues
   */
  #say(text, issues) {
    const { operation } = this.reset;
    const labelOf = (/** @type {Issue} */ { path: [name] }) => operation.members.find((member) => member.name === name)?.label ?? name;
    this.$issues.replaceChildren(...issues.map((issue) => element("li", {}, ...(issue.path.length > 0 ? [element("b", {}, String(labelOf(issue))), " "] : []), messages.issue(issue, operation))));
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
