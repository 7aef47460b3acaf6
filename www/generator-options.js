/** @import { GenerateOptions, PassphraseOptions, Passphrases, Policy, ResetkitError } from "./types.js" */
import { element } from "./element.js";
import { messages } from "./messages.js";

/**
 * What is to be generated, and by which options.
 *
 * @typedef {{ isPassphrase: boolean, words: number, length: number, avoidAmbiguous: boolean }} Chosen
 */

/** The longest that is offered: longer than anybody types, and some policies know no end. */
const LONGEST = 256;

/** Long enough for anything, and what the generator takes where nothing else is said. */
const LENGTH = 20;

/** What `avoidAmbiguous` leaves out, in letters of one width: in others some of them are the same. */
const LOOK_ALIKES = "I l 1 | O 0";

/** How many words a passphrase may have, and has where nothing else is said. */
const MOST_WORDS = 10, WORDS = 5;

/** Length and alphabet of what is generated, or of how many words, and how hard that is to guess. */
export class GeneratorOptions {
  /**
   * @param {Policy} policy
   * @param {string} id of the field it generates for
   * @param {(options: GenerateOptions) => number} entropy
   * @param {() => void} onEnter the key that would submit the form means "generate" here
   * @param {{ load: () => Promise<Passphrases>, entropy: (options: PassphraseOptions) => number | undefined }} [passphrases] left out where
   *   there are none to choose; they cannot be counted before they are loaded
   */
  constructor({ minLength, maxLength }, id, entropy, onEnter, passphrases) {
    this.min = minLength;
    this.max = Math.max(minLength, Math.min(maxLength, LONGEST));
    this.entropy = entropy;
    this.passphrases = passphrases;
    const limits = { min: String(minLength), max: String(this.max), value: String(this.#clamp(LENGTH)), autocomplete: "off" };
    this.$length = element("input", { id: `${id}-length`, type: "number", inputmode: "numeric", "aria-describedby": `${id}-length-help`, ...limits });
    this.$slider = element("input", { id: `${id}-slider`, type: "range", "aria-label": messages.lengthSlider, ...limits });
    this.$lookAlikes = element("input", { id: `${id}-look-alikes`, type: "checkbox", autocomplete: "off", "aria-describedby": `${id}-look-alikes-help` });
    this.$kind = element(
      "select",
      { id: `${id}-kind`, autocomplete: "off" },
      element("option", { value: "password" }, messages.aPassword),
      element("option", { value: "passphrase" }, messages.aPassphrase),
    );
    this.$words = element("input", {
      id: `${id}-words`, type: "number", inputmode: "numeric", min: "1", max: String(MOST_WORDS), value: String(WORDS), autocomplete: "off", "aria-describedby": `${id}-words-help`,
    });
    this.$words.addEventListener("change", () => (this.$words.value = String(this.value.words)));
    this.$kind.addEventListener("change", () => this.#load());
    this.$bits = element("strong");
    this.$known = element("span");
    this.$slider.addEventListener("input", () => (this.$length.value = this.$slider.value));
    this.$length.addEventListener("input", () => (this.$slider.value = String(this.value.length)));
    this.$length.addEventListener("change", () => (this.$length.value = String(this.value.length)));
    this.$ofPassword = [
      element(
        "div",
        { class: "length" },
        element("label", { for: this.$length.id }, messages.length),
        element("p", { class: "help", id: `${id}-length-help` }, messages.lengthHelp(minLength, this.max)),
        this.$length,
        this.$slider,
      ),
      element(
        "div",
        { class: "choice" },
        this.$lookAlikes,
        element("label", { for: this.$lookAlikes.id }, messages.lookAlikes),
        element("p", { class: "help", id: `${id}-look-alikes-help` }, element("code", {}, LOOK_ALIKES), " ", messages.lookAlikesHelp),
      ),
    ];
    this.$ofPassphrase = element(
      "div",
      { class: "length" },
      element("label", { for: this.$words.id }, messages.words),
      element("p", { class: "help", id: `${id}-words-help` }, messages.wordsHelp),
      this.$words,
    );
    const $choice = element("div", { class: "kind" }, element("label", { for: this.$kind.id }, messages.kindOfSecret), this.$kind);
    this.$root = element(
      "details",
      { class: "generator" },
      element("summary", {}, messages.generatorOptions),
      ...(passphrases ? [$choice, this.$ofPassphrase] : []),
      ...this.$ofPassword,
      element("p", { class: "entropy", role: "status" }, this.$bits, " ", this.$known),
    );
    this.$root.addEventListener("input", (event) => {
      // Not a change of what is sent.
      event.stopPropagation();
      this.refresh();
    });
    this.$root.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      onEnter();
    });
    this.refresh();
  }

  /** @returns {Chosen} */
  get value() {
    return {
      isPassphrase: this.$kind.value === "passphrase",
      words: Math.min(Math.max(Math.round(this.$words.valueAsNumber) || WORDS, 1), MOST_WORDS),
      length: this.#clamp(this.$length.valueAsNumber),
      avoidAmbiguous: this.$lookAlikes.checked,
    };
  }

  /** @param {Chosen} chosen */
  set value({ isPassphrase, words, length, avoidAmbiguous }) {
    this.$kind.value = isPassphrase ? "passphrase" : "password";
    this.$words.value = String(words);
    this.$length.value = this.$slider.value = String(this.#clamp(length));
    this.$lookAlikes.checked = avoidAmbiguous;
    this.#load();
  }

  /** Loads the words where they are asked for. */
  async #load() {
    this.refresh();
    if (!this.value.isPassphrase) return;
    try {
      await this.passphrases?.load();
      this.refresh();
    } catch {
      this.$kind.value = "password";
      this.refresh();
      this.$known.textContent = messages.partMissing;
    }
  }

  /** @param {number} length not a number while the field is empty */
  #clamp(length) {
    return Math.min(Math.max(Math.round(length) || LENGTH, this.min), this.max);
  }

  /** Counts anew how many there are of what is chosen. */
  refresh() {
    const { isPassphrase, words, ...options } = this.value;
    this.$ofPassphrase.hidden = !isPassphrase;
    for (const $option of this.$ofPassword) $option.hidden = isPassphrase;
    try {
      const bits = isPassphrase ? this.passphrases?.entropy({ words }) : this.entropy(options);
      this.$bits.textContent = bits === undefined ? "" : messages.entropy(bits);
      this.$known.textContent = bits === undefined ? "" : isPassphrase ? messages.entropyOfWords : messages.entropyKnown;
    } catch (error) {
      const { code } = /** @type {ResetkitError} */ (error);
      this.$bits.textContent = code === "policy_too_complex" ? messages.notCounted : isPassphrase ? messages.noPassphrase : messages.noEntropy;
      this.$known.textContent = "";
    }
  }
}
