/** @import { CommandOptions, Full, Input, Inputs, OperationId } from "../types.js" */
/** @import { Built } from "../reset/reset.js" */
/** @import { Part } from "./masked-text.js" */
import { element } from "../base/element.js";
import { loadFull } from "../base/full.js";
import { more } from "../text/messages.js";

const TOOLS = /** @type {const} */ (["aws", "aliyun", "curl"]);
const SHELLS = /** @type {const} */ (["posix", "powershell", "cmd"]);

/** @param {string} id @param {string} label @param {(readonly [value: string, text: string])[]} options */
const select = (id, label, options) => {
  const $select = element("select", { id, class: "in", autocomplete: "off" }, ...options.map(([value, text]) => element("option", { value }, text)));
  return { $select, $field: element("div", { class: "field w-region" }, element("label", { for: id }, label), $select) };
};

/** The request as a command. What writes it is large, so it is loaded when somebody looks. */
export class Command {
  /** @type {Full | undefined} */
  #full;
  #tool = select("command-tool", more.tool, []);
  #shell = select("command-shell", more.shell, SHELLS.map((shell) => [shell, more.shells[shell]]));

  /** @param {() => void} onChoose */
  constructor(onChoose) {
    if (navigator.userAgent.includes("Windows")) this.#shell.$select.value = "powershell";
    this.$choices = element("div", { class: "row choices" }, this.#tool.$field, this.#shell.$field);
    this.$choices.addEventListener("change", onChoose);
  }

  /** @param {Built} built @throws where it cannot be loaded */
  async load(built) {
    this.#full ??= await loadFull();
    const before = this.#tool.$select.value;
    // A tool that cannot make this request in any shell is no choice.
    const tools = TOOLS.filter((tool) => SHELLS.some((shell) => this.#write(built, { tool, shell }) !== undefined));
    this.#tool.$select.replaceChildren(...tools.map((tool) => element("option", {}, tool)));
    if (/** @type {string[]} */ (tools).includes(before)) this.#tool.$select.value = before;
  }

  /**
   * @param {Built} built
   * @param {CommandOptions} options
   * @param {Input} [input]
   */
  #write({ operation: { id }, input: given, options: judge, destination: { region } }, options, input = given) {
    try {
      return this.#full?.command(id, /** @type {Inputs[OperationId]} */ (input), { ...judge, region, ...options });
    } catch {
      return undefined;
    }
  }

  /**
   * The command for the tool and the shell that are chosen.
   *
   * @param {Built} built
   * @param {Input[]} others the same input with other secrets; none where it holds no secret
   * @returns {Part[] | undefined} nothing where they cannot carry the request unchanged
   */
  parts(built, others) {
    const options = /** @type {CommandOptions} */ ({ tool: this.#tool.$select.value, shell: this.#shell.$select.value });
    const command = this.#write(built, options);
    if (command === undefined) return undefined;
    return others.length === 0 ? [{ text: command, secret: false }] : commandParts(command, others.map((other) => this.#write(built, options, other)));
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

/** Where the provider's command begins: what stands before it asks for the secret. */
const BEFORE = /^ {4}(?=(?:aws|aliyun|curl) )/m;

/**
 * A command without what asks for the secret and deletes it afterwards, and how many lines that has.
 *
 * @param {Part[]} parts
 * @returns {{ lines: number, brief: string } | undefined} nothing where there is no such part
 */
export function briefly(parts) {
  if (parts.some(({ secret }) => secret)) return undefined;
  const text = parts.map((part) => part.text).join("");
  const start = BEFORE.exec(text);
  if (!start) return undefined;
  return { lines: text.slice(0, start.index).split("\n").length - 1, brief: text.slice(start.index).trimStart().replaceAll(/^ {4}/gm, "  ") };
}
