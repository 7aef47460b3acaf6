/** @import { Api, BatchOptions, Operation, PasswordOperationId } from "../types.js" */
/** @import { Output } from "./batch-worker.js" */
/** @import { Head } from "./batch-file.js" */
import { ColumnTable, LEFT_OUT } from "./batch-columns.js";
import { Default } from "./batch-default.js";
import { Directory } from "../secret/directory.js";
import { element } from "../base/element.js";
import { exampleOf, isAsked } from "../base/example.js";
import { GeneratorOptions } from "./generator-options.js";
import { sendsFiles } from "./file-sender.js";
import { more } from "../text/messages.js";

/** @type {Output[]} */
const OUTPUTS = ["requests", "report", "credentials"];

/** What is asked for once there is a file: what its columns are, what is taken where it has nothing, and what comes out. */
export class BatchSetup {
  /**
   * @param {HTMLElement} $root
   * @param {Head} head
   * @param {Operation} operation as people read it
   * @param {Api} api
   * @param {{ kind: string, onDirectory: () => void }} directory what is asked for depends on its kind, which another operation
   *   may not have
   */
  constructor($root, head, operation, api, { kind, onDirectory }) {
    this.$root = $root;
    this.head = head;
    this.operation = operation;
    this.api = api;
    const examples = exampleOf(operation, () => api.generatePassword(/** @type {PasswordOperationId} */ (operation.id)));
    // A password in the wrong column looks like no ID, not like one that the documentation knows.
    const sound = (/** @type {string} */ name, /** @type {string} */ value) => {
      const { issues = [], warnings = [] } = api.validate(operation.id, { ...examples, [name]: value });
      return ![...issues, ...warnings].some(({ path }) => path[0] === name);
    };
    this.columns = new ColumnTable(head, operation.members, { sound, onChange: () => this.#showDefaults() });
    this.defaults = operation.members.filter(({ name, kind, sensitive }) => !sensitive && kind !== "map" && !(kind === "boolean" && operation.rules.some(({ require, unless }) => require !== undefined && unless === name)))
      .map((member, index) => new Default(member, `default-${index + 1}`));
    this.$defaults = group(more.defaults, more.defaultsHelp, ...this.defaults.map(({ $root }) => $root));
    this.directory = new Directory(operation, api, "batch-directory");
    if (this.directory.kinds.some(({ id }) => id === kind)) this.directory.value = { kind, name: "" };
    this.directory.$kind.addEventListener("change", onDirectory);
    const setsPassword = operation.policyMember !== undefined;
    $root.replaceChildren(
      this.columns.$root,
      this.$defaults,
      ...(setsPassword ? [...this.directory.before(), this.#passwords()] : []),
      this.#outputs(setsPassword),
      element("div", { class: "buttons actions" }, element("button", { type: "submit", class: "primary" }, more.start)),
    );
    this.#showAbsent();
    this.#showDefaults();
  }

  /** Draws anew what depends on what stands in the controls. */
  refresh() {
    this.generator?.refresh();
    this.#showAbsent();
    this.columns.refresh();
    this.#showDefaults();
  }

  /** Asks for what no column is. */
  #showDefaults() {
    const members = this.columns.members();
    for (const { member, $root } of this.defaults) $root.hidden = members.includes(member.name);
    this.$defaults.hidden = this.defaults.every(({ $root }) => $root.hidden);
  }

  /** What becomes of a row without a password. */
  #passwords() {
    const { id, rules, policyMember, policy } = this.operation;
    const choices = ["drawn", ...(rules.some(({ require, unless }) => require === policyMember && unless !== undefined) ? ["asked"] : []), "stays"];
    const texts = { drawn: more.absentDrawn, asked: more.absentAsked, stays: more.absentStays };
    const $choices = choices.map((choice, index) => {
      const $radio = element("input", { type: "radio", name: "absent", id: `absent-${choice}`, value: choice, autocomplete: "off" });
      $radio.checked = index === 0;
      $radio.addEventListener("change", () => this.#showAbsent());
      return element("div", { class: "choice" }, $radio, element("label", { for: $radio.id }, texts[/** @type {keyof typeof texts} */ (choice)]));
    });
    const own = this.directory.policy ?? policy;
    if (own) {
      this.generator = new GeneratorOptions(own, "batch-password", (given) => this.api.entropy(this.directory.options.policy ?? /** @type {PasswordOperationId} */ (id), given), () => {});
    }
    return group(more.absent, "", element("div", { class: "choices" }, ...$choices), ...(this.generator ? [this.generator.$root] : []));
  }

  get #absent() {
    return /** @type {HTMLInputElement | null} */ (this.$root.querySelector("[name=absent]:checked"))?.value;
  }

  #showAbsent() {
    if (this.generator) this.generator.$root.hidden = this.#absent !== "drawn";
  }

  /** @param {boolean} secrets whether the operation sets a password */
  #outputs(secrets) {
    const outputs = OUTPUTS.filter((output) => secrets || output !== "credentials");
    return group(more.outputs, "", ...outputs.map((output) => {
      const $box = element("input", { type: "checkbox", id: `output-${output}`, autocomplete: "off", "aria-describedby": `output-${output}-help` });
      // Where a desk sends, no file with passwords has to lie about.
      $box.checked = !sendsFiles() || output === "report";
      const tag = secrets && output !== "report" ? [" ", element("span", { class: "tag" }, more.holdsPasswords)] : [];
      return element(
        "div",
        { class: "choice" },
        $box,
        element("label", { for: $box.id }, more.output[output], ...tag),
        element("p", { class: "help", id: `output-${output}-help` }, more.outputHelp[output]),
      );
    }));
  }

  /** @param {Output} output */
  #box(output) {
    return /** @type {HTMLInputElement | undefined} */ (this.$root.querySelector(`#output-${output}`) ?? undefined);
  }

  /** The files that are to be written. */
  get wanted() {
    return OUTPUTS.filter((output) => this.#box(output)?.checked);
  }

  /** @returns {BatchOptions} what the file is judged and filled up by */
  get options() {
    const { length, avoidAmbiguous } = this.generator?.value ?? {};
    const absent = this.#absent;
    return {
      defaults: Object.fromEntries(this.#given().map(({ member, value }) => [member.name, value])),
      ignore: [LEFT_OUT],
      encoding: this.head.encoding,
      policy: this.directory.options.policy,
      generate: absent === "drawn" ? { length, avoidAmbiguous } : absent === "asked" ? "service" : false,
    };
  }

  /** What all rows share. */
  #given() {
    return this.defaults.filter(({ value }) => value !== undefined);
  }

  /** What keeps the batch from being run, each with the control that mends it. */
  faults() {
    const { members, rules, policyMember } = this.operation;
    const given = new Set([...this.columns.members(), ...this.#given().map(({ member }) => member.name)]);
    const made = this.#absent === "drawn" || this.#absent === "asked";
    const faults = this.columns.faults();
    for (const { name, label, required } of members) {
      if (!isAsked(name, required, rules) || given.has(name) || (made && name === policyMember)) continue;
      if (rules.some(({ require, unless = "" }) => require === name && given.has(unless))) continue;
      faults.push({ text: more.columnMissing(label), $input: this.defaults.find(({ member }) => member.name === name)?.$input });
    }
    if (this.wanted.length === 0 && !sendsFiles()) faults.push({ text: more.outputMissing, $input: this.#box("requests") });
    return faults;
  }
}

/**
 * @param {string} heading
 * @param {string} help
 * @param {...HTMLElement} $parts
 */
function group(heading, help, ...$parts) {
  return element(
    "fieldset",
    { class: "batch-group" },
    element("legend", {}, heading),
    ...(help ? [element("p", { class: "help" }, help)] : []),
    ...$parts,
  );
}
