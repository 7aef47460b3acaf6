/** @import { Operation } from "./types.js" */
/** @import { Problem } from "./error-summary.js" */
import { element, notForPasswordManagers, trim } from "./element.js";
import { messages } from "./messages.js";

/**
 * Where a request goes, as `buildRequest` takes it.
 *
 * @typedef {{ region?: string, cloud?: string, endpoint?: string }} Place
 */

/** Where the request goes: which region or cloud of a provider, or the address of a service that everybody runs themselves. */
export class Destination {
  /** Whether the request was asked for: an address may be wrong only then. */
  left = false;

  /** @param {Operation} operation */
  constructor({ endpoint, regions = [], defaultRegion, clouds = [], defaultCloud }) {
    /** @type {keyof Place} */
    this.kind = endpoint.kind === "own" ? "endpoint" : clouds.length > 0 ? "cloud" : "region";
    const attributes = { id: this.kind, "aria-describedby": `${this.kind}-help`, autocomplete: "off" };
    this.$issues = element("div", { class: "issues", id: "endpoint-issues" });
    if (this.kind === "endpoint") {
      this.$control = element("input", {
        ...attributes, type: "text", inputmode: "url", autocapitalize: "none", autocorrect: "off", spellcheck: "false", "aria-required": "true",
        "aria-describedby": "endpoint-help endpoint-issues", ...notForPasswordManagers,
      });
      const help = [endpoint.help ?? messages.addressHelp, ...(endpoint.example ? [" ", messages.example, element("code", {}, endpoint.example)] : [])];
      this.$fields = [field(this.$control, messages.address, help, this.$issues)];
      return;
    }
    const options = this.kind === "cloud" ? clouds.map(({ id, label }) => element("option", { value: id }, label)) : (regions.length > 0 || !defaultRegion ? regions : [defaultRegion]).map((region) => element("option", {}, region));
    this.$control = element("select", attributes, ...options);
    this.$control.value = (this.kind === "cloud" ? defaultCloud : defaultRegion) ?? "";
    const [label, help] = this.kind === "cloud" ? [messages.cloud, messages.cloudHelp] : [messages.region, messages.regionHelp];
    this.$fields = options.length > 1 ? [field(this.$control, label, [help])] : [];
  }

  get value() {
    return this.$control.value;
  }

  set value(value) {
    this.$control.value = value;
  }

  /** @returns {Place} */
  get place() {
    return this.value === "" ? {} : { [this.kind]: this.value };
  }

  /** @returns {Omit<Place, "endpoint">} the same for a desk, which knows by itself where services of one's own are */
  get asked() {
    const { region, cloud } = this.place;
    return { region, cloud };
  }

  trim() {
    if (this.$control instanceof HTMLInputElement) trim(this.$control);
  }

  /**
   * Says what is wrong with an address.
   *
   * @param {() => boolean} isTaken whether a request can be built with it
   * @returns {Problem[]}
   */
  show(isTaken) {
    if (this.kind !== "endpoint" || !this.left) return [];
    const text = this.value === "" ? messages.addressMissing : isTaken() ? undefined : messages.addressWrong;
    this.$fields[0].classList.toggle("has-issues", text !== undefined);
    this.$issues.replaceChildren(...(text ? [element("p", {}, element("span", { class: "visually-hidden" }, messages.error), text)] : []));
    if (!text) {
      this.$control.removeAttribute("aria-invalid");
      return [];
    }
    this.$control.setAttribute("aria-invalid", "true");
    return [{ text, $input: this.$control }];
  }
}

/**
 * @param {HTMLElement} $control
 * @param {string} label
 * @param {(Node | string)[]} help
 * @param {...HTMLElement} $more
 */
function field($control, label, help, ...$more) {
  return element(
    "div",
    { class: "field" },
    element("label", { for: $control.id }, label),
    element("p", { class: "help", id: `${$control.id}-help` }, ...help),
    ...$more,
    $control,
  );
}
