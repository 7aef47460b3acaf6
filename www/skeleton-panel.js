/** @import { Operation } from "./types.js" */
import { copy } from "./clipboard.js";
import { element } from "./element.js";
import { loadFull } from "./full.js";
import { more } from "./messages.js";

const KINDS = /** @type {const} */ ({ JSON: "input", YAML: "yaml-input" });

/** What the provider's command line prints to be filled in, with no value of the form in it. */
export class SkeletonPanel {
  /** @param {Operation["id"]} id */
  constructor(id) {
    this.id = id;
    this.$kind = element("select", { id: "skeleton-kind", autocomplete: "off" }, ...Object.keys(KINDS).map((kind) => element("option", {}, kind)));
    this.$kind.addEventListener("change", () => this.load());
    this.$text = element("pre", { id: "skeleton" });
    this.$status = element("p", { class: "status", role: "status" });
    const $copy = element("button", { type: "button" }, more.copySkeleton);
    $copy.addEventListener("click", async () => {
      this.$status.textContent = (await copy(this.$text.textContent ?? "")) ? more.skeletonCopied : more.skeletonNotCopied;
    });
    this.$drawn = element(
      "div",
      { class: "skeleton", hidden: true },
      element("div", { class: "field short" }, element("label", { for: this.$kind.id }, more.documentFormat), this.$kind),
      this.$text,
      element("p", { class: "help" }, more.skeletonHelp),
      element("div", { class: "buttons" }, $copy),
    );
    this.$root = element("div", {}, this.$drawn, this.$status);
  }

  async load() {
    this.$status.textContent = more.skeletonLoading;
    try {
      const { skeleton } = await loadFull();
      const kind = /** @type {keyof typeof KINDS} */ (this.$kind.value);
      this.$text.textContent = skeleton(this.id, KINDS[kind]);
      this.$drawn.hidden = false;
      this.$status.textContent = "";
    } catch {
      this.$status.textContent = more.skeletonMissing;
    }
  }
}
