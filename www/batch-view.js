/** @import { Api, Operation, OperationId } from "./types.js" */
/** @import { Done, Failed, Output } from "./batch-worker.js" */
/** @import { Head } from "./batch-file.js" */
import { ColumnTable } from "./batch-columns.js";
import { Default } from "./batch-default.js";
import { readHead, withHeader } from "./batch-file.js";
import { BatchResult } from "./batch-result.js";
import { BatchRun } from "./batch-run.js";
import { Directory } from "./directory.js";
import { element } from "./element.js";
import { ErrorSummary } from "./error-summary.js";
import { GeneratorOptions } from "./generator-options.js";
import { messages, more } from "./messages.js";

/** @type {Output[]} */
const OUTPUTS = ["requests", "report", "credentials"];

/** Resets of a whole file: what the file has, what is taken where it has nothing, how far it is, and what came out. */
export class BatchView {
  /** @type {File | undefined} */
  #file;
  /** @type {Head | undefined} */
  #head;
  /** @type {BatchRun | undefined} */
  #run;
  /** @type {{ done: Done } | { failed: Failed | undefined } | { cancelled: number } | undefined} */
  #outcome;
  /** @type {BatchResult | undefined} */
  #result;

  /**
   * @param {HTMLElement} $root
   * @param {Api} api
   * @param {Operation[]} operations as people read them
   * @param {(text: string) => void} announce
   */
  constructor($root, api, operations, announce) {
    this.$root = $root;
    this.api = api;
    this.announce = announce;
    // The same one in every language, because no other could be given the file that was chosen.
    this.$file = element("input", { id: "batch-file", type: "file", accept: ".csv,.tsv,.txt,text/csv", "aria-describedby": "batch-file-help batch-file-name" });
    this.$file.addEventListener("change", () => this.#take(this.$file.files?.[0]));
    this.$bar = element("progress", { max: "1", value: "0", "aria-labelledby": "batch-far" });
    this.$far = element("p", { class: "help", id: "batch-far" });
    this.draw(operations);
  }

  /** @param {Operation[]} operations in the language that is spoken */
  draw(operations) {
    const values = this.#values();
    this.operations = operations;
    this.$operation = element("select", { id: "batch-operation", autocomplete: "off" }, ...operations.map(({ id, service }) => element("option", { value: id }, service)));
    this.$operation.addEventListener("change", () => this.#drawSetup());
    this.$fileName = element("p", { class: "status", id: "batch-file-name" }, this.#file ? more.fileChosen(this.#file.name, this.#file.size) : "");
    const $problems = element("div");
    this.summary = new ErrorSummary($problems);
    this.$notice = element("p", { class: "notice" });
    this.$setup = element("div", { class: "batch-setup" });
    this.$running = element("section", { class: "batch-running", "aria-labelledby": "batch-running-heading", hidden: true });
    this.$outcome = element("section", { class: "batch-outcome", "aria-labelledby": "batch-outcome-heading", hidden: true });
    this.$form = element(
      "form",
      { class: "batch-form", method: "post", novalidate: true, autocomplete: "off", "aria-labelledby": "batch-heading" },
      element("h2", { id: "batch-heading" }, more.batchHeading),
      element("p", { class: "help" }, more.batchHelp),
      field(this.$operation, messages.chooseOperation, ""),
      this.$notice,
      element(
        "div",
        { class: "field drop" },
        element("label", { for: this.$file.id }, more.file),
        element("p", { class: "help", id: "batch-file-help" }, more.fileHelp),
        this.$file,
        this.$fileName,
      ),
      this.$setup,
      $problems,
      this.$running,
    );
    this.$form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#start();
    });
    this.#listenForDrops();
    this.$root.replaceChildren(this.$form, this.$outcome);
    if (values.has(this.$operation.id)) this.$operation.value = String(values.get(this.$operation.id));
    this.#drawSetup();
    this.#restore(values);
    if (this.#run) this.#drawRunning();
    this.#drawOutcome(false);
  }

  get operation() {
    return /** @type {Operation} */ (this.operations?.find(({ id }) => id === this.$operation?.value));
  }

  /** What stands in the controls, by their ids. */
  #values() {
    /** @type {Map<string, string | boolean>} */
    const values = new Map();
    for (const $control of this.#controls()) values.set($control.id, "checked" in $control && /radio|checkbox/.test($control.type) ? $control.checked : $control.value);
    return values;
  }

  /** @param {Map<string, string | boolean>} values */
  #restore(values) {
    for (const $control of this.#controls()) {
      const value = values.get($control.id);
      if (typeof value === "boolean" && "checked" in $control) $control.checked = value;
      else if (typeof value === "string") $control.value = value;
    }
    this.generator?.refresh();
    this.#showAbsent();
    this.columns?.refresh();
    this.#showDefaults();
  }

  /** @returns {(HTMLInputElement | HTMLSelectElement)[]} */
  #controls() {
    return this.$form ? [.../** @type {NodeListOf<HTMLInputElement>} */ (this.$form.querySelectorAll("input:not([type=file]), select"))] : [];
  }

  #listenForDrops() {
    const $form = /** @type {HTMLElement} */ (this.$form);
    for (const name of ["dragover", "dragleave", "drop"]) {
      $form.addEventListener(name, (event) => {
        const { dataTransfer } = /** @type {DragEvent} */ (event);
        if (!dataTransfer?.types.includes("Files")) return;
        // The browser would go to the file.
        event.preventDefault();
        $form.classList.toggle("is-target", name === "dragover");
        if (name !== "drop" || this.#run) return;
        // So that its name stands where a chosen one's does.
        this.$file.files = dataTransfer.files;
        this.#take(dataTransfer.files[0]);
      });
    }
  }

  /** @param {File | undefined} file */
  async #take(file) {
    if (!file || this.#run) return;
    this.forget();
    this.#file = file;
    const head = await readHead(file).catch(() => undefined);
    // Another one may have been chosen meanwhile.
    if (file !== this.#file) return;
    this.#head = head;
    if (this.$fileName) this.$fileName.textContent = more.fileChosen(file.name, file.size);
    const values = this.#values();
    this.#drawSetup();
    // Columns are another file's.
    this.#restore(new Map([...values].filter(([id]) => !id.startsWith("column-"))));
    this.announce(this.#head ? more.fileRead(this.#head.header.length) : more.noHeader);
  }

  /** Takes away what the last run came to, and lets go of its files. */
  forget() {
    this.#outcome = undefined;
    this.#result?.close();
    this.#result = undefined;
    this.summary?.clear();
    this.#drawOutcome(false);
  }

  /** What is asked for once there is a file: all of it depends on the operation and on the columns. */
  #drawSetup() {
    const { $setup, operation } = this;
    if (!$setup) return;
    if (this.$notice) this.$notice.textContent = operation.lifecycle.notice;
    this.summary?.clear();
    this.columns = this.generator = undefined;
    $setup.replaceChildren();
    if (!this.#file) return;
    if (!this.#head) return $setup.append(element("p", { class: "issues" }, more.noHeader));
    const password = operation.members.find(({ name }) => name === operation.policyMember);
    // A password in the wrong column looks like no ID.
    const sound = (/** @type {string} */ name, /** @type {string} */ value) => (
      !this.api.validate(operation.id, { [name]: value }).issues?.some(({ path }) => path[0] === name)
    );
    this.columns = new ColumnTable(this.#head, operation.members, { sound, onChange: () => this.#showDefaults() });
    this.defaults = operation.members.filter(({ name, sensitive }) => !sensitive && !operation.rules.some((rule) => rule.unless === name))
      .map((member, index) => new Default(member, `default-${index + 1}`));
    this.$defaults = group(more.defaults, more.defaultsHelp, ...this.defaults.map(({ $root }) => $root));
    const kind = this.directory?.value.kind ?? "";
    this.directory = new Directory(operation, this.api, "batch-directory");
    // What is asked for depends on it; another operation may not have it.
    if (this.directory.kinds.some(({ id }) => id === kind)) this.directory.value = { kind, name: "" };
    this.directory.$kind.addEventListener("change", () => {
      const values = this.#values();
      this.#drawSetup();
      this.#restore(values);
      this.directory?.$kind.focus();
    });
    $setup.append(
      this.columns.$root,
      this.$defaults,
      ...(password ? [...this.directory.before(), this.#passwords(this.directory)] : []),
      this.#outputs(password !== undefined),
      element("div", { class: "buttons actions" }, element("button", { type: "submit", class: "primary" }, more.start)),
    );
    this.#showAbsent();
    this.#showDefaults();
  }

  /** Asks for what no column is. */
  #showDefaults() {
    const members = this.columns?.members() ?? [];
    for (const { member, $root } of this.defaults ?? []) $root.hidden = members.includes(member.name);
    if (this.$defaults) this.$defaults.hidden = (this.defaults ?? []).every(({ $root }) => $root.hidden);
  }

  /**
   * What becomes of a row without a password.
   *
   * @param {Directory} directory
   */
  #passwords(directory) {
    const { id, rules, policyMember, policy } = this.operation;
    const choices = ["drawn", ...(rules.some(({ member }) => member === policyMember) ? ["asked"] : []), "stays"];
    const texts = { drawn: more.absentDrawn, asked: more.absentAsked, stays: more.absentStays };
    const $choices = choices.map((choice, index) => {
      const $radio = element("input", { type: "radio", name: "absent", id: `absent-${choice}`, value: choice, autocomplete: "off" });
      $radio.checked = index === 0;
      $radio.addEventListener("change", () => this.#showAbsent());
      return element("div", { class: "choice" }, $radio, element("label", { for: $radio.id }, texts[/** @type {keyof typeof texts} */ (choice)]));
    });
    const own = directory.policy ?? policy;
    if (own) {
      this.generator = new GeneratorOptions(own, "batch-password", (given) => this.api.entropy(directory.options.policy ?? id, given), () => {});
    }
    return group(more.absent, "", element("div", { class: "choices" }, ...$choices), ...(this.generator ? [this.generator.$root] : []));
  }

  get absent() {
    return /** @type {HTMLInputElement | null} */ (this.$setup?.querySelector("[name=absent]:checked"))?.value;
  }

  #showAbsent() {
    if (this.generator) this.generator.$root.hidden = this.absent !== "drawn";
  }

  /** @param {boolean} secrets whether the operation sets a password */
  #outputs(secrets) {
    const outputs = OUTPUTS.filter((output) => secrets || output !== "credentials");
    return group(more.outputs, "", ...outputs.map((output) => {
      const $box = element("input", { type: "checkbox", id: `output-${output}`, autocomplete: "off", "aria-describedby": `output-${output}-help` });
      $box.checked = true;
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

  /** What keeps the batch from being run, each with the control that mends it. */
  #faults() {
    const { operation } = this;
    if (!this.#file) return [{ text: more.fileMissing, $input: this.$file }];
    if (!this.#head || !this.columns) return [{ text: more.noHeader, $input: this.$file }];
    const given = new Set([...this.columns.members(), ...(this.defaults ?? []).filter(({ value }) => value !== undefined).map(({ member }) => member.name)]);
    const made = this.absent === "drawn" || this.absent === "asked";
    const faults = this.columns.faults();
    for (const { name, label, required } of operation.members) {
      const rule = operation.rules.find(({ member }) => member === name);
      if (!(required || rule) || given.has(name) || (rule && given.has(rule.unless)) || (made && name === operation.policyMember)) continue;
      faults.push({ text: more.columnMissing(label), $input: this.defaults?.find(({ member }) => member.name === name)?.$input });
    }
    if (this.#wanted().length === 0) faults.push({ text: more.outputMissing, $input: this.#box("requests") });
    return faults;
  }

  /** @param {Output} output */
  #box(output) {
    return /** @type {HTMLInputElement | undefined} */ (this.$setup?.querySelector(`#output-${output}`) ?? undefined);
  }

  #wanted() {
    return OUTPUTS.filter((output) => this.#box(output)?.checked);
  }

  #start() {
    if (this.#run) return;
    this.forget();
    const faults = this.#faults();
    if (faults.length > 0 || !this.#file || !this.#head || !this.columns) return this.summary?.show(faults);
    const { operation, absent } = this;
    const { length, avoidAmbiguous } = this.generator?.value ?? {};
    const defaults = Object.fromEntries((this.defaults ?? []).filter(({ value }) => value !== undefined).map(({ member, value }) => [member.name, value]));
    this.#run = new BatchRun({
      file: withHeader(this.#file, this.#head, this.columns.members()),
      operation: /** @type {OperationId} */ (operation.id),
      options: {
        defaults,
        policy: this.directory?.options.policy,
        generate: absent === "drawn" ? { length, avoidAmbiguous } : absent === "asked" ? "service" : false,
      },
      wanted: this.#wanted(),
    }, {
      onProgress: ({ part, rows, speed, left }) => {
        this.$bar.value = part;
        this.$far.textContent = more.far(rows, speed, left);
      },
      onDone: (done) => this.#finish({ done }),
      onFail: (failed) => this.#finish({ failed }),
    });
    this.$bar.value = 0;
    this.$far.textContent = more.starting;
    this.#drawRunning();
    /** @type {HTMLElement | null | undefined} */ (this.$running?.querySelector("button"))?.focus();
    this.announce(more.running);
  }

  #drawRunning() {
    const { $running, $setup } = this;
    if (!$running || !$setup) return;
    const $cancel = element("button", { type: "button" }, more.cancel);
    $cancel.addEventListener("click", () => {
      const rows = this.#run?.rows ?? 0;
      this.#run?.end();
      this.#finish({ cancelled: rows });
    });
    $running.replaceChildren(element("h3", { id: "batch-running-heading" }, more.running), this.$bar, this.$far, element("div", { class: "buttons" }, $cancel));
    this.#lock(true);
  }

  /**
   * Nothing of what is asked for may change while it runs.
   *
   * @param {boolean} locked
   */
  #lock(locked) {
    if (this.$running) this.$running.hidden = !locked;
    if (this.$setup) this.$setup.inert = locked;
    if (this.$operation) this.$operation.disabled = locked;
    this.$file.disabled = locked;
  }

  /** @param {{ done: Done } | { failed: Failed | undefined } | { cancelled: number }} outcome */
  #finish(outcome) {
    this.#run = undefined;
    this.#lock(false);
    this.#outcome = outcome;
    // A file that was changed is to be chosen again, and a browser says nothing of one that it has chosen already.
    if ("failed" in outcome && outcome.failed?.code === "unreadable") this.$file.value = "";
    this.#drawOutcome(true);
  }

  /** @param {boolean} focus whether to take the person there */
  #drawOutcome(focus) {
    const { $outcome } = this;
    if (!$outcome) return;
    const outcome = this.#outcome;
    $outcome.hidden = outcome === undefined;
    $outcome.replaceChildren();
    if (!outcome) return;
    const failed = "failed" in outcome;
    $outcome.classList.toggle("is-failure", failed);
    const $heading = element("h2", { id: "batch-outcome-heading", tabindex: "-1" });
    $outcome.append($heading);
    if ("done" in outcome) {
      const { done } = outcome;
      this.#result ??= new BatchResult(done.files);
      $heading.textContent = more.batchDone(done.rows);
      $outcome.append(...this.#result.draw(done, this.operation, this.#file?.name ?? "", () => {
        this.forget();
        /** @type {HTMLElement | null | undefined} */ (this.$setup?.querySelector("button.primary"))?.focus();
      }));
    } else if (failed) {
      $heading.textContent = more.batchFailed;
      $outcome.append(element("p", {}, more.batchFailure(outcome.failed?.code, outcome.failed?.at)));
    } else {
      $heading.textContent = more.cancelled;
      $outcome.append(element("p", {}, more.cancelledAfter(outcome.cancelled)));
    }
    if (focus) $heading.focus();
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

/**
 * @param {HTMLElement} $control
 * @param {string} label
 * @param {string} help
 */
function field($control, label, help) {
  return element("div", { class: "field" }, element("label", { for: $control.id }, label), ...(help ? [element("p", { class: "help" }, help)] : []), $control);
}
