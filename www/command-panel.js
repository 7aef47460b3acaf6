/** @import { CommandOptions, Full, Input, Inputs, Operation, OperationId } from "./types.js" */
/** @import { Judge } from "./directory.js" */
/** @import { Part } from "./masked-text.js" */
/** @import { ClipboardClock } from "./clipboard-clock.js" */
import { copy } from "./clipboard.js";
import { element } from "./element.js";
import { loadFull } from "./full.js";
import { MaskedText } from "./masked-text.js";
import { messages, more } from "./messages.js";

const TOOLS = /** @type {const} */ (["aws", "aliyun", "curl"]);
const SHELLS = /** @type {const} */ (["posix", "powershell", "cmd"]);

/** The request as a command. What writes it is large, so it is loaded when somebody looks. */
export class CommandPanel {
  /** @type {Full | undefined} */
  #full;

  /**
   * @param {Operation["id"]} id
   * @param {Input} input
   * @param {CommandOptions & Judge} options the region, and what the input was judged by
   * @param {{ labels: string[], others: Input[] }} secrets their labels, and the same input with other secrets in it
   * @param {ClipboardClock} clock
   */
  constructor(id, input, options, secrets, clock) {
    this.secrets = secrets;
    this.id = id;
    this.input = input;
    this.options = options;
    this.clock = clock;
    this.$tool = select("command-tool", []);
    this.$shell = select("command-shell", SHELLS.map((shell) => [shell, more.shells[shell]]));
    this.$text = element("div");
    this.$status = element("p", { class: "status", role: "status" });
    this.$copy = element("button", { type: "button" }, more.copyCommand);
    this.$copy.addEventListener("click", () => this.#copy());
    for (const $select of [this.$tool, this.$shell]) $select.addEventListener("change", () => this.#write());
    this.$choices = element(
      "div",
      { class: "pair", hidden: true },
      element("div", { class: "field" }, element("label", { for: this.$tool.id }, more.tool), this.$tool),
      element("div", { class: "field" }, element("label", { for: this.$shell.id }, more.shell), this.$shell),
    );
    this.$note = element("p", { class: "help" });
    this.$buttons = element("div", { class: "buttons", hidden: true }, this.$copy);
    this.$root = element("div", {}, this.$choices, this.$text, this.$note, this.$buttons, this.$status);
  }

  async load() {
    if (this.#full) return;
    this.$status.textContent = more.commandLoading;
    try {
      this.#full = await loadFull();
    } catch {
      this.$status.textContent = more.commandMissing;
      return;
    }
    // A tool that cannot make this request in any shell is no choice.
    const tools = TOOLS.filter((tool) => SHELLS.some((shell) => this.#command({ tool, shell }) !== undefined));
    this.$status.textContent = tools.length > 0 ? "" : more.commandMissing;
    if (tools.length === 0) return;
    this.$tool.replaceChildren(...tools.map((tool) => element("option", {}, tool)));
    this.$choices.hidden = false;
    this.#write();
  }

  /**
   * @param {CommandOptions} options
   * @param {Input} [input]
   */
  #command(options, input = this.input) {
    try {
      return this.#full?.command(this.id, /** @type {Inputs[OperationId]} */ (input), { ...this.options, ...options });
    } catch {
      return undefined;
    }
  }

  hideSecrets() {
    this.masked?.cover(true);
  }

  #write() {
    const options = /** @type {CommandOptions} */ ({ tool: this.$tool.value, shell: this.$shell.value });
    const command = this.#command(options);
    this.masked = undefined;
    this.$text.replaceChildren();
    this.$note.textContent = "";
    this.$buttons.hidden = command === undefined;
    this.$status.textContent = command === undefined ? more.commandRefused : "";
    if (command === undefined) return;
    const { labels, others } = this.secrets;
    const parts = labels.length > 0 ? commandParts(command, others.map((other) => this.#command(options, other))) : [{ text: command, secret: false }];
    this.masked = new MaskedText("command", parts, labels);
    this.$text.append(this.masked.$root);
    this.$buttons.replaceChildren(...(this.masked.secret ? [this.masked.$toggle] : []), this.$copy);
    if (labels.length > 0) this.$note.textContent = this.masked.secret ? more.commandHolds : more.commandNote;
  }

  async #copy() {
    const { masked } = this;
    if (!masked) return;
    const copied = await copy(masked.text);
    this.$status.textContent = copied ? more.commandCopied(masked.secret) : messages.notCopied;
    if (!copied) return;
    if (masked.secret) this.clock.start(this.$status);
    else this.clock.stop();
  }
}

/**
 * Finds the secret in a command, however the shell has it written: it is what changes when the secret does. Where that
 * cannot be told, all of it is secret.
 *
 * @param {string} command
 * @param {(string | undefined)[]} others the same command with other secrets
 * @returns {Part[]}
 */
function commandParts(command, others) {
  const known = others.filter((other) => other !== undefined);
  if (known.length === 0) return [{ text: command, secret: true }];
  if (known.every((other) => other === command)) return [{ text: command, secret: false }];
  const start = Math.min(...known.map((other) => common(command, other)));
  const rest = command.slice(start);
  const end = Math.min(...known.map((other) => common(backwards(rest), backwards(other.slice(start)))));
  return [
    { text: command.slice(0, start), secret: false },
    { text: rest.slice(0, rest.length - end), secret: true },
    { text: rest.slice(rest.length - end), secret: false },
  ];
}

/**
 * How many characters two texts have in common at the start.
 *
 * @param {string} one
 * @param {string} other
 */
function common(one, other) {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}

/** @param {string} text */
const backwards = (text) => text.split("").reverse().join("");

/**
 * @param {string} id
 * @param {(readonly [value: string, text: string])[]} options
 */
function select(id, options) {
  return element("select", { id, autocomplete: "off" }, ...options.map(([value, text]) => element("option", { value }, text)));
}
