/** @import { Operation } from "../types.js" */
import { element, trim, verbatim } from "../base/element.js";
import { desk } from "../desk/session.js";
import { Says } from "../fields/says.js";
import { messages } from "../text/messages.js";

/**
 * Where a request goes, as `buildRequest` takes it.
 *
 * @typedef {{ region?: string, cloud?: string, endpoint?: string }} Destination
 */

/** Where the request goes: which region or cloud of a provider, or the address of a service that everybody runs themselves. */
export class Place {
  /** Whether the request was asked for: an address may be wrong only then. */
  left = false;

  /**
   * @param {Operation} operation
   * @param {string} [own] what its id begins with
   */
  constructor({ endpoint, regions = [], defaultRegion, clouds = [], defaultCloud }, own = "") {
    /** @type {keyof Destination} */
    this.kind = endpoint.kind === "own" ? "endpoint" : clouds.length > 0 ? "cloud" : "region";
    this.label = { endpoint: messages.address, cloud: messages.cloud, region: messages.region }[this.kind];
    this.says = new Says(`${own}${this.kind}-says`);
    if (this.kind === "endpoint") {
      this.$input = element("input", { ...verbatim, id: own + this.kind, class: "in mono", type: "text", inputmode: "url", "aria-required": "true", "aria-describedby": this.says.$root.id });
      /** @type {import("../fields/says.js").Said} */
      this.hint = { kind: "hint", content: [endpoint.help ?? messages.addressHelp, ...(endpoint.example ? [" ", messages.example, element("code", {}, endpoint.example)] : [])] };
      this.says.say(this.hint);
      // A desk knows where the service is.
      this.$input.value = desk?.endpoint ?? (desk?.sandbox ? endpoint.example ?? "" : "");
      this.$root = this.#field("w-id", this.says.$root);
      return;
    }
    const options = this.kind === "cloud" ? clouds.map(({ id, label }) => element("option", { value: id }, label)) : (regions.length > 0 || !defaultRegion ? regions : [defaultRegion]).map((region) => element("option", {}, region));
    this.$input = element("select", { id: own + this.kind, class: "in", autocomplete: "off" }, ...options);
    this.$input.value = (this.kind === "cloud" ? defaultCloud : defaultRegion) ?? "";
    this.$root = options.length > 1 ? this.#field("w-region") : undefined;
  }

  /** @param {string} width @param {...Node} $more */
  #field(width, ...$more) {
    return element("div", { class: `field ${width}` }, element("label", { for: this.$input.id }, this.label), this.$input, ...$more);
  }

  get value() {
    return this.$input.value;
  }

  set value(value) {
    this.$input.value = value;
  }

  /** @returns {Destination} */
  get destination() {
    return this.value === "" ? {} : { [this.kind]: this.value };
  }

  /** @returns {Omit<Destination, "endpoint">} the same for a desk, which knows by itself where services of one's own are */
  get asked() {
    const { region, cloud } = this.destination;
    return { region, cloud };
  }

  trim() {
    if (this.$input instanceof HTMLInputElement) trim(this.$input);
  }

  /**
   * Says what is wrong with an address.
   *
   * @param {() => boolean} isTaken whether a request can be built with it
   * @returns {boolean} whether something is wrong
   */
  judge(isTaken) {
    if (this.kind !== "endpoint" || !this.left) return false;
    const text = this.value === "" ? messages.addressMissing : isTaken() ? undefined : messages.addressWrong;
    this.says.say(text ? { kind: "bad", content: [text] } : this.hint);
    if (text) this.$input.setAttribute("aria-invalid", "true");
    else this.$input.removeAttribute("aria-invalid");
    return text !== undefined;
  }
}
