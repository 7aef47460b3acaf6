/** @import { GenerateOptions, PassphraseOptions, Policy, ResetkitError } from "../types.js" */
import { element } from "../base/element.js";
import { messages } from "../text/messages.js";

/**
 * What is generated where the person asks for nothing else.
 *
 * @typedef {{ length: number, avoidAmbiguous: boolean, words: number, separator: string }} Chosen
 */

/** The longest that is offered: longer than anybody types, and some policies know no end. */
const LONGEST = 256;

/** Long enough for anything, and what the generator takes where nothing else is said. */
const LENGTH = 20;

/** What `avoidAmbiguous` leaves out, in letters of one width: in others some of them are the same. */
const LOOK_ALIKES = "I l 1 | O 0";

/** How many words a passphrase may have, and has where nothing else is said, and what may stand between them. */
const MOST_WORDS = 10, WORDS = 5, SEPARATORS = ["-", ".", "_", " "];

/** @param {Policy} policy */
const limitsOf = ({ minLength, maxLength }) => ({ min: minLength, max: Math.max(minLength, Math.min(maxLength, LONGEST)) });

/**
 * @param {number} value not a number while the field is empty
 * @param {{ min: number, max: number }} limits
 * @param {number} otherwise
 */
const within = (value, { min, max }, otherwise) => Math.min(Math.max(Math.round(value) || otherwise, min), max);

/**
 * What is chosen for a policy, as far as it was chosen before.
 *
 * @param {Policy} policy
 * @param {Partial<Chosen>} [before]
 * @returns {Chosen}
 */
export const chosenFor = (policy, { length = LENGTH, avoidAmbiguous = true, words = WORDS, separator = SEPARATORS[0] } = {}) => (
  { length: within(length, limitsOf(policy), LENGTH), avoidAmbiguous, words, separator }
);

/** Length and alphabet of what is generated, or of how many words, and how hard that is to guess. */
export class Options {
  /**
   * @param {Policy} policy
   * @param {string} id
   * @param {Chosen} chosen is changed in place
   * @param {{ bits: () => number | undefined, onChange: () => void }} handlers `bits` throws where nothing can be generated
   */
  constructor(policy, id, chosen, { bits, onChange }) {
    this.bits = bits;
    const limits = limitsOf(policy);
    const range = { min: String(limits.min), max: String(limits.max), value: String(chosen.length), autocomplete: "off" };
    const $slider = element("input", { ...range, id: `${id}-slider`, type: "range" });
    const $length = element("input", { id: `${id}-length`, class: "in num", type: "text", inputmode: "numeric", autocomplete: "off", "aria-label": messages.lengthFrom(limits.min, limits.max) });
    $length.value = String(chosen.length);
    const set = (/** @type {"length" | "words"} */ name, /** @type {number} */ value) => {
      // A field that is left after the Enter key says once more what it said by that.
      if (chosen[name] === value) return;
      chosen[name] = value;
      onChange();
    };
    $slider.addEventListener("input", () => {
      $length.value = $slider.value;
      set("length", Number($slider.value));
    });
    $length.addEventListener("change", () => {
      set("length", within(Number($length.value), limits, LENGTH));
      $length.value = $slider.value = String(chosen.length);
    });
    const $lookAlikes = element("input", { type: "checkbox", autocomplete: "off" });
    $lookAlikes.checked = chosen.avoidAmbiguous;
    $lookAlikes.addEventListener("change", () => {
      chosen.avoidAmbiguous = $lookAlikes.checked;
      onChange();
    });
    const $words = element("input", { id: `${id}-words`, class: "in num", type: "text", inputmode: "numeric", autocomplete: "off" });
    $words.value = String(chosen.words);
    $words.addEventListener("change", () => {
      set("words", within(Number($words.value), { min: 1, max: MOST_WORDS }, WORDS));
      $words.value = String(chosen.words);
    });
    const $between = element("select", { id: `${id}-between`, class: "in", autocomplete: "off" }, ...SEPARATORS.map((value) => element("option", { value }, messages.separators[value])));
    $between.value = chosen.separator;
    $between.addEventListener("change", () => {
      chosen.separator = $between.value;
      onChange();
    });
    this.$random = [
      element("div", { class: "pair" }, element("label", { for: $slider.id }, messages.length), $slider, $length),
      element("label", { class: "check" }, $lookAlikes, element("span", {}, messages.leaveOut, " ", element("code", {}, LOOK_ALIKES))),
    ];
    this.$words = [
      element("div", { class: "pair" }, element("label", { for: $words.id }, messages.words), $words),
      element("div", { class: "pair" }, element("label", { for: $between.id }, messages.between), $between),
    ];
    this.$bits = element("span", { class: "note end" });
    this.$root = element("div", { class: "tune", id, hidden: true }, ...this.$random, ...this.$words, this.$bits);
    // The key that would send the form only takes the number.
    this.$root.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      event.target.dispatchEvent(new Event("change"));
    });
    this.$root.addEventListener("input", (event) => event.stopPropagation());
  }

  /** @param {boolean} words whether words are generated */
  show(words) {
    for (const $part of this.$random) $part.hidden = words;
    for (const $part of this.$words) $part.hidden = !words;
    try {
      const bits = this.bits();
      this.$bits.textContent = bits === undefined ? "" : messages.bits(bits);
    } catch (error) {
      this.$bits.textContent = /** @type {ResetkitError} */ (error).code === "policy_too_complex" ? "" : messages.nothingFits;
    }
  }
}
