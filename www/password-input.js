import { copy } from "./clipboard.js";
import { element } from "./element.js";
import { messages } from "./messages.js";

/** Buttons and a status around a password input: show and hide, generate, copy. */
export class PasswordInput {
  /**
   * @param {HTMLInputElement} $input
   * @param {string} label
   * @param {(() => string) | undefined} generate left out where there is no policy to generate from
   */
  constructor($input, label, generate) {
    this.$input = $input;
    this.label = label;
    this.$toggle = this.#button(messages.show, messages.showLabel(label), () => this.#toggle());
    this.$status = element("p", { class: "status", role: "status" });
    this.$buttons = [this.$toggle];
    if (generate) this.$buttons.push(this.#button(messages.generate, messages.generateLabel(label), () => this.#fill(generate)));
    this.$buttons.push(this.#button(messages.copy, messages.copyLabel(label), () => this.#copy()));
    this.$root = element("div", { class: "password" }, $input, element("div", { class: "buttons" }, ...this.$buttons), this.$status);
    // What was said of the value no longer holds once it is typed over.
    $input.addEventListener("input", () => this.say(""));
  }

  hide() {
    if (this.$input.type === "password") return;
    this.#toggle();
  }

  /** @param {boolean} disabled */
  disable(disabled) {
    for (const $control of [this.$input, ...this.$buttons]) $control.disabled = disabled;
    if (disabled) this.hide();
    this.say("");
  }

  /** @param {string} text */
  say(text) {
    this.$status.textContent = text;
  }

  #toggle() {
    const visible = this.$input.type === "password";
    this.$input.type = visible ? "text" : "password";
    this.$toggle.textContent = visible ? messages.hide : messages.show;
    this.$toggle.setAttribute("aria-label", visible ? messages.hideLabel(this.label) : messages.showLabel(this.label));
    this.say(visible ? messages.isVisible(this.label) : messages.isHidden(this.label));
  }

  /** @param {() => string} generate */
  #fill(generate) {
    try {
      this.$input.value = generate();
    } catch {
      this.say(messages.notGenerated(this.label));
      return;
    }
    this.$input.dispatchEvent(new Event("input", { bubbles: true }));
    this.say(messages.isGenerated(this.label));
  }

  async #copy() {
    if (this.$input.value === "") return this.say(messages.nothingToCopy(this.label));
    this.say((await copy(this.$input.value)) ? messages.isCopied(this.label) : messages.notCopied);
  }

  /**
   * @param {string} text
   * @param {string} label
   * @param {() => void} onClick
   */
  #button(text, label, onClick) {
    const $button = element("button", { type: "button", "aria-controls": this.$input.id, "aria-label": label }, text);
    $button.addEventListener("click", onClick);
    return $button;
  }
}
