/** @import { GenerateOptions, Policy } from "./types.js" */
import { element } from "./element.js";
import { messages } from "./messages.js";

/** The longest that is offered: longer than anybody types, and some policies know no end. */
const LONGEST = 256;

/** Long enough for anything, and what the generator takes where nothing else is said. */
const LENGTH = 20;

/** What `avoidAmbiguous` leaves out, in letters of one width: in others some of them are the same. */
const LOOK_ALIKES = "I l 1 | O 0";

/** Length and alphabet of what is generated, and how hard that is to guess. */
export class GeneratorOptions {
  /**
   * @param {Policy} policy
   * @param {string} id of the field it generates for
   * @param {(options: GenerateOptions) => number} entropy
   * @param {() => void} onEnter the key that would submit the form means "generate" here
   */
  constructor({ minLength, maxLength }, id, entropy, onEnter) {
    this.min = minLength;
    this.max = Math.max(minLength, Math.min(maxLength, LONGEST));
    this.entropy = entropy;
    const limits = { min: String(minLength), max: String(this.max), value: String(this.#clamp(LENGTH)), autocomplete: "off" };
    this.$length = element("input", { id: `${id}-length`, type: "number", inputmode: "numeric", "aria-describedby": `${id}-length-help`, ...limits });
    this.$slider = element("input", { id: `${id}-slider`, type: "range", "aria-label": messages.lengthSlider, ...limits });
    this.$lookAlikes = element("input", { id: `${id}-look-alikes`, type: "checkbox", autocomplete: "off", "aria-describedby": `${id}-look-alikes-help` });
    this.$bits = element("strong");
    this.$known = element("span");
    this.$slider.addEventListener("input", () => (this.$length.value = this.$slider.value));
    this.$length.addEventListener("input", () => (this.$slider.value = String(this.value.length)));
    this.$length.addEventListener("change", () => (this.$length.value = String(this.value.length)));
    this.$root = element(
      "details",
      { class: "generator" },
      element("summary", {}, messages.generatorOptions),
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

  get value() {
    return { length: this.#clamp(this.$length.valueAsNumber), avoidAmbiguous: this.$lookAlikes.checked };
  }

  /** @param {{ length: number, avoidAmbiguous: boolean }} options */
  set value({ length, avoidAmbiguous }) {
    this.$length.value = this.$slider.value = String(this.#clamp(length));
    this.$lookAlikes.checked = avoidAmbiguous;
    this.refresh();
  }

  /** @param {number} length not a number while the field is empty */
  #clamp(length) {
    return Math.min(Math.max(Math.round(length) || LENGTH, this.min), this.max);
  }

  /** Counts anew how many passwords there are. */
  refresh() {
    try {
      this.$bits.textContent = messages.entropy(this.entropy(this.value));
      this.$known.textContent = messages.entropyKnown;
    } catch {
      this.$bits.textContent = messages.noEntropy;
      this.$known.textContent = "";
    }
  }
}
