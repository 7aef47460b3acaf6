/** @import { CommandOptions, Full, Input, Operation } from "./types.js" */
/** @import { ClipboardClock } from "./clipboard-clock.js" */
import { copy } from "./clipboard.js";
import { element } from "./element.js";
import { messages } from "./messages.js";

const TOOLS = /** @type {const} */ (["aws", "aliyun", "curl"]);
const SHELLS = /** @type {const} */ (["posix", "powershell", "cmd"]);

/** The request as a command. What writes it is large, so it is loaded when somebody looks. */
export class CommandPanel {
  /** @type {Full | undefined} */
  #full;
  #text = "";

  /**
   * @param {Operation["id"]} id
   * @param {Input} input
   * @param {string} region
   * @param {ClipboardClock} clock
   */
  constructor(id, input, region, clock) {
    this.id = id;
    this.input = input;
    this.region = region;
    this.clock = clock;
    this.$tool = select("command-tool", []);
    this.$shell = select("command-shell", SHELLS.map((shell) => [shell, messages.shells[shell]]));
    this.$pre = element("pre", { id: "command" });
    this.$status = element("p", { class: "status", role: "status" });
    this.$copy = element("button", { type: "button" }, messages.copyCommand);
    this.$copy.addEventListener("click", () => this.#copy());
    for (const $select of [this.$tool, this.$shell]) $select.addEventListener("change", () => this.#write());
    this.$choices = element(
      "div",
      { class: "pair", hidden: true },
      element("div", { class: "field" }, element("label", { for: this.$tool.id }, messages.tool), this.$tool),
      element("div", { class: "field" }, element("label", { for: this.$shell.id }, messages.shell), this.$shell),
    );
    this.$note = element("p", { class: "help", hidden: true }, messages.commandNote);
    this.$buttons = element("div", { class: "buttons", hidden: true }, this.$copy);
    this.$root = element("div", {}, this.$choices, this.$pre, this.$note, this.$buttons, this.$status);
  }

  async load() {
    if (this.#full) return;
    this.$status.textContent = messages.commandLoading;
    try {
      const full = /** @type {Full} */ (await import("./pkg/full.js"));
      await full.default();
      this.#full = full;
    } catch {
      this.$status.textContent = messages.commandMissing;
      return;
    }
    // A tool that cannot make this request in any shell is no choice.
    const tools = TOOLS.filter((tool) => SHELLS.some((shell) => this.#command({ tool, shell }) !== undefined));
    this.$status.textContent = tools.length > 0 ? "" : messages.commandMissing;
    if (tools.length === 0) return;
    this.$tool.replaceChildren(...tools.map((tool) => element("option", {}, tool)));
    for (const $part of [this.$choices, this.$note, this.$buttons]) $part.hidden = false;
    this.#write();
  }

  /** @param {CommandOptions} options */
  #command(options) {
    try {
      return this.#full?.command?.(this.id, this.input, { ...options, region: this.region });
    } catch {
      return undefined;
    }
  }

  #write() {
    const command = this.#command(/** @type {CommandOptions} */ ({ tool: this.$tool.value, shell: this.$shell.value }));
    this.#text = command ?? "";
    this.$pre.textContent = command ?? "";
    this.$buttons.hidden = command === undefined;
    this.$status.textContent = command === undefined ? messages.commandRefused : "";
  }

  async #copy() {
    const copied = await copy(this.#text);
    this.$status.textContent = copied ? messages.commandCopied : messages.notCopied;
    if (copied) this.clock.stop();
  }
}

/**
 * @param {string} id
 * @param {(readonly [value: string, text: string])[]} options
 */
function select(id, options) {
  return element("select", { id, autocomplete: "off" }, ...options.map(([value, text]) => element("option", { value }, text)));
}
