/** @import { MenuItem } from "./types.js" */
import { element } from "./element.js";
import { messages } from "./messages.js";
import { hasEnded } from "./operations.js";

/** A radio group of the operations, and below it what the provider announced about the chosen one. */
export class OperationPicker {
  /** @type {HTMLInputElement[]} */
  $radios = [];

  /**
   * @param {HTMLElement} $root
   * @param {MenuItem[]} operations
   * @param {string | undefined} chosen the id of the one to start with; the first where it is left out
   * @param {(operation: MenuItem) => void} onChoose called at once
   */
  constructor($root, operations, chosen, onChoose) {
    this.$notice = element("p", { class: "notice", hidden: true });
    this.$link = element("a", { rel: "noreferrer" }, messages.documentation);
    this.$docs = element("p", { class: "docs" }, this.$link);
    this.operations = operations;
    const $choices = operations.map((operation, index) => {
      const id = `operation-${index + 1}`;
      const $radio = element("input", { type: "radio", name: "operation", id, "aria-describedby": `${id}-help`, autocomplete: "off" });
      $radio.addEventListener("change", () => {
        this.#tell(operation);
        onChoose(operation);
      });
      this.$radios.push($radio);
      return element(
        "div",
        { class: "choice" },
        $radio,
        element("label", { for: id }, operation.service, lifecycleTag(operation)),
        element(
          "div",
          { class: "help", id: `${id}-help` },
          element("p", {}, operation.summary),
          element("p", { class: "origin" }, operation.provider && messages.by(operation.provider), element("code", {}, operation.id)),
        ),
      );
    });
    $root.replaceChildren(
      element("fieldset", { class: "choices" }, element("legend", {}, messages.chooseOperation), ...$choices),
      this.$notice,
      this.$docs,
    );
    onChoose(this.choose(chosen));
  }

  /**
   * Checks one, as if it had been chosen, and says nothing to anybody.
   *
   * @param {string | undefined} id
   * @returns {MenuItem}
   */
  choose(id) {
    const place = Math.max(this.operations.findIndex((operation) => operation.id === id), 0);
    /** @type {HTMLInputElement} */ (this.$radios[place]).checked = true;
    this.#tell(this.operations[place]);
    return this.operations[place];
  }

  /** @param {MenuItem} operation */
  #tell(operation) {
    this.$notice.textContent = operation.lifecycle.notice;
    this.$notice.hidden = operation.lifecycle.notice === "";
    this.$link.href = operation.docs ?? "";
    this.$docs.hidden = operation.docs === undefined;
  }
}

/** @param {MenuItem} operation */
function lifecycleTag(operation) {
  const { ends } = operation.lifecycle;
  return ends === null ? "" : element("span", { class: "tag" }, hasEnded(operation) ? messages.ended(ends) : messages.ends(ends));
}
