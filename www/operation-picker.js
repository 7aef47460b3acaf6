/** @import { MenuItem } from "./types.js" */
import { element } from "./element.js";
import { messages } from "./messages.js";
import { hasEnded } from "./operations.js";

/** A select of the operations by provider, and below it what the chosen one does and what its provider announced. */
export class OperationPicker {
  /**
   * @param {HTMLElement} $root
   * @param {MenuItem[]} operations
   * @param {string | undefined} chosen the id of the one to start with; the first where it is left out
   * @param {(operation: MenuItem) => void} onChoose called at once
   */
  constructor($root, operations, chosen, onChoose) {
    this.operations = operations;
    this.$select = operationSelect("operation", operations);
    this.$select.setAttribute("aria-describedby", "operation-help");
    this.$select.addEventListener("change", () => {
      this.#tell();
      onChoose(this.#chosen);
    });
    this.$summary = element("p");
    this.$id = element("code");
    this.$notice = element("p", { class: "notice", hidden: true });
    this.$link = element("a", { rel: "noreferrer" }, messages.documentation);
    this.$docs = element("p", { class: "docs" }, this.$link);
    $root.replaceChildren(
      element("div", { class: "field" },
        element("label", { for: "operation" }, messages.chooseOperation),
        this.$select,
        element("div", { class: "help", id: "operation-help" }, this.$summary, element("p", { class: "origin" }, this.$id))),
      this.$notice,
      this.$docs,
    );
    this.choose(chosen ?? operations[0].id);
    onChoose(this.#chosen);
  }

  /**
   * Shows one as chosen, and says nothing to anybody.
   *
   * @param {string} id
   */
  choose(id) {
    this.$select.value = id;
    this.#tell();
  }

  get #chosen() {
    return /** @type {MenuItem} */ (this.operations.find(({ id }) => id === this.$select.value));
  }

  #tell() {
    const { id, summary, docs, lifecycle: { notice } } = this.#chosen;
    this.$summary.textContent = summary;
    this.$id.textContent = id;
    this.$notice.textContent = notice;
    this.$notice.hidden = notice === "";
    this.$link.href = docs ?? "";
    this.$docs.hidden = docs === undefined;
  }
}

/**
 * A select of operations, those of one provider together. One that shares its service with another is told by what it does.
 *
 * @param {string} id of the element
 * @param {readonly MenuItem[]} operations
 */
export function operationSelect(id, operations) {
  /** @type {Map<string, MenuItem[]>} */
  const groups = new Map();
  for (const operation of operations) groups.set(operation.provider, [...(groups.get(operation.provider) ?? []), operation]);
  const option = (/** @type {MenuItem} */ operation) => {
    const { service, summary, lifecycle: { ends } } = operation;
    const shared = operations.filter((other) => other.service === service).length > 1;
    const end = ends === null ? "" : ` (${hasEnded(operation) ? messages.ended(ends) : messages.ends(ends)})`;
    return element("option", { value: operation.id }, `${shared ? `${service}: ${summary}` : service}${end}`);
  };
  return element("select", { id, autocomplete: "off" }, ...[...groups].flatMap(([provider, list]) => (
    provider ? element("optgroup", { label: provider }, ...list.map(option)) : list.map(option)
  )));
}
