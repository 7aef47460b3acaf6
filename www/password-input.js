/** @import { ClipboardClock } from "./clipboard-clock.js" */
/** @import { GeneratorOptions } from "./generator-options.js" */
import { copy } from "./clipboard.js";
import { element } from "./element.js";
import { messages } from "./messages.js";
import { spelling } from "./spelling.js";

/**
 * What a password input needs of the rest of the page.
 *
 * @typedef {{
 *   spell: (secret: string) => string[],
 *   clock: ClipboardClock,
 *   generate?: () => string | Promise<string>,
 *   options?: GeneratorOptions,
 *   $more?: HTMLButtonElement,
 * }} Tools `generate` and `options` are left out where there is no policy to generate from
 */

/** Buttons and a status around a password input: show and hide, generate, copy, spell out. */
export class PasswordInput {
  /**
   * @param {HTMLInputElement} $input
   * @param {string} label
   * @param {Tools} tools
   */
  constructor($input, label, tools) {
    this.$input = $input;
    this.label = label;
    this.tools = tools;
    this.options = tools.options;
    this.$toggle = this.#button(messages.show, messages.showLabel(label), () => this.#toggle());
    this.$spell = this.#button(messages.spell, messages.spellLabel(label), () => this.#spell());
    this.$spell.setAttribute("aria-expanded", "false");
    this.$spelling = element("div");
    this.$status = element("p", { class: "status", role: "status" });
    this.$buttons = [this.$toggle];
    if (tools.generate) this.$buttons.push(this.#button(messages.generate, messages.generateLabel(label), () => this.generate()));
    this.$buttons.push(this.#button(messages.copy, messages.copyLabel(label), () => this.#copy()), this.$spell, ...(tools.$more ? [tools.$more] : []));
    this.$root = element(
      "div",
      { class: "password" },
      $input,
      element("div", { class: "buttons" }, ...this.$buttons),
      this.$status,
      this.$spelling,
      ...(tools.options ? [tools.options.$root] : []),
    );
    // What was said of the value no longer holds once it is typed over.
    $input.addEventListener("input", () => {
      this.#stopSpelling();
      this.say("");
    });
  }

  hide() {
    this.#stopSpelling();
    if (this.$input.type === "password") return;
    this.#toggle();
  }

  /** @param {boolean} disabled */
  disable(disabled) {
    for (const $control of [this.$input, ...this.$buttons]) $control.disabled = disabled;
    if (this.options) this.options.$root.hidden = disabled;
    if (disabled) this.hide();
    this.say("");
  }

  /** @param {string} text */
  say(text) {
    this.$status.textContent = text;
  }

  async generate() {
    try {
      const secret = this.tools.generate?.() ?? "";
      // What is there at once is filled in at once.
      this.$input.value = typeof secret === "string" ? secret : await secret;
    } catch {
      this.say(messages.notGenerated(this.label));
      return;
    }
    this.$input.dispatchEvent(new Event("input", { bubbles: true }));
    this.say(messages.isGenerated(this.label));
  }

  #toggle() {
    const visible = this.$input.type === "password";
    this.$input.type = visible ? "text" : "password";
    this.$toggle.textContent = visible ? messages.hide : messages.show;
    this.$toggle.setAttribute("aria-label", visible ? messages.hideLabel(this.label) : messages.showLabel(this.label));
    this.say(visible ? messages.isVisible(this.label) : messages.isHidden(this.label));
  }

  async #copy() {
    if (this.$input.value === "") return this.say(messages.nothingToCopy(this.label));
    const copied = await copy(this.$input.value);
    this.say(copied ? messages.isCopied(this.label) : messages.notCopied);
    if (copied) this.tools.clock.start(this.$status);
  }

  #spell() {
    if (this.$spelling.hasChildNodes()) {
      this.#stopSpelling();
      return this.say("");
    }
    if (this.$input.value === "") return this.say(messages.nothingToSpell(this.label));
    this.$spelling.replaceChildren(spelling(this.$input.value, this.tools.spell));
    this.$spell.setAttribute("aria-expanded", "true");
    this.say(messages.isSpelled(this.label));
  }

  #stopSpelling() {
    this.$spelling.replaceChildren();
    this.$spell.setAttribute("aria-expanded", "false");
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
