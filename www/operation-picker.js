/** @import { Operation } from "./types.js" */
import { element } from "./element.js";
import { messages } from "./messages.js";
import { hasEnded } from "./operations.js";

/** A radio group of the operations, and below it what the provider announced about the chosen one. */
export class OperationPicker {
  /**
   * @param {HTMLElement} $root
   * @param {Operation[]} operations
   * @param {string | undefined} chosen the id of the one to start with; the first where it is left out
   * @param {(operation: Operation) => void} onChoose called at once
   */
  constructor($root, operations, chosen, onChoose) {
    this.$notice = element("p", { class: "notice", hidden: true });
    this.$link = element("a", { rel: "noreferrer" }, messages.documentation);
    this.$docs = element("p", { class: "docs" }, this.$link);
    const $choices = operations.map((operation, index) => {
      const id = `operation-${index + 1}`;
      const $radio = element("input", { type: "radio", name: "operation", id, "aria-describedby": `${id}-help`, autocomplete: "off" });
      $radio.addEventListener("change", () => this.#choose(operation, onChoose));
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
    const first = Math.max(operations.findIndex(({ id }) => id === chosen), 0);
    /** @type {HTMLInputElement} */ ($choices[first].querySelector("input")).checked = true;
    this.#choose(operations[first], onChoose);
  }

  /**
   * @param {Operation} operation
   * @param {(operation: Operation) => void} onChoose
   */
  #choose(operation, onChoose) {
    this.$notice.textContent = operation.lifecycle.notice;
    this.$notice.hidden = operation.lifecycle.notice === "";
    this.$link.href = operation.docs ?? "";
    this.$docs.hidden = operation.docs === undefined;
    onChoose(operation);
  }
}

/** @param {Operation} operation */
function lifecycleTag(operation) {
  const { ends } = operation.lifecycle;
  return ends === null ? "" : element("span", { class: "tag" }, hasEnded(operation) ? messages.ended(ends) : messages.ends(ends));
}
