/** @import { Api, Operation } from "../types.js" */
/** @import { Done, Failed, Output } from "./batch-worker.js" */
/** @import { Head, Problem } from "./batch-file.js" */
import { readHead, withHeader } from "./batch-file.js";
import { BatchResult } from "./batch-result.js";
import { BatchRun } from "./batch-run.js";
import { BatchSetup } from "./batch-setup.js";
import { callDesk, desk } from "../desk/session.js";
import { element } from "../base/element.js";
import { ErrorSummary } from "./error-summary.js";
import { messages, more } from "../text/messages.js";
import { operationSelect } from "./error-summary.js";
import { FileSender, sendsFiles } from "./file-sender.js";
import { forWorker } from "../base/operations.js";

/** What a file that is not UTF-8 may be. The last one leaves out what is not. */
const ENCODINGS = /** @type {const} */ (["windows-1252", "gbk", "shift_jis", "utf-8"]);

/** @typedef {{ done: Done, operation: string, wanted: Output[] } | { failed: Failed | undefined } | { cancelled: number }} Outcome */

/** Resets of a whole file: which one, what is asked for then, how far it is, and what came out. */
export class BatchView {
  /** @type {File | undefined} */
  #file;
  /** @type {Head | undefined} */
  #head;
  /** @type {Problem | undefined} */
  #problem;
  /** Whether the file was not UTF-8, and how it is read: not at all as long as nobody says. */
  #asks = false;
  #encoding = "";
  /** @type {BatchRun | undefined} */
  #run;
  /** @type {Outcome | undefined} */
  #outcome;
  /** @type {BatchResult | undefined} */
  #result;
  /** @type {FileSender | undefined} */
  #sender;
  /**
   * The boxes of the files that are wanted, as they were when another operation was chosen.
   *
   * @type {Map<string, string | boolean>}
   */
  #wanted = new Map();

  /**
   * @param {HTMLElement} $root
   * @param {Api} api
   * @param {Operation[]} operations as people read them
   * @param {string | undefined} chosen the id of the one to start with; the first where it is left out
   * @param {(text: string) => void} announce
   */
  constructor($root, api, operations, chosen, announce) {
    this.$root = $root;
    this.api = api;
    this.chosen = chosen;
    this.announce = announce;
    // The same one in every language, because no other could be given the file that was chosen.
    this.$file = element("input", { id: "batch-file", type: "file", accept: ".csv,.tsv,.txt,text/csv", "aria-describedby": "batch-file-help batch-file-name" });
    this.$file.addEventListener("change", () => this.#take(this.$file.files?.[0]));
    // The browser would go to a file that is dropped, also beside the form.
    for (const name of /** @type {const} */ (["dragover", "drop"])) {
      document.addEventListener(name, (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
    }
    this.$bar = element("progress", { max: "1", value: "0", "aria-labelledby": "batch-far" });
    this.$far = element("p", { class: "help", id: "batch-far" });
    this.draw(operations);
  }

  /** @param {Operation[]} operations in the language that is spoken */
  draw(operations) {
    const values = this.#values();
    this.operations = operations;
    this.$operation = operationSelect("batch-operation", operations);
    if (this.chosen) this.$operation.value = this.chosen;
    this.$operation.addEventListener("change", () => {
      // Which files are wanted does not depend on it, though one may not have them all.
      for (const [id, value] of this.#values()) if (id.startsWith("output-")) this.#wanted.set(id, value);
      this.#drawSetup(this.#wanted);
    });
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
        ...(desk?.sandbox ? [this.#offerSample()] : []),
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
    this.#drawSetup(values);
    if (this.#run) this.#drawRunning();
    this.#drawOutcome(false);
  }

  /** A file to try it with, in the sandbox. */
  #offerSample() {
    const $take = element("button", { type: "button" }, more.sampleFile);
    $take.addEventListener("click", async () => {
      const { status, body } = await callDesk("sample", { operation: this.operation.id, count: 200 });
      if (status === 200) this.#take(new File([body.csv], "sandbox.csv", { type: "text/csv" }));
    });
    return element("div", { class: "buttons" }, $take);
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
    this.setup?.refresh();
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
    this.#asks = false;
    this.#encoding = "";
    if (!await this.#read()) return;
    this.#asks = this.#problem === "encoding";
    if (this.$fileName) this.$fileName.textContent = more.fileChosen(file.name, file.size);
    this.#drawSetup(this.#kept());
    this.announce(this.#head ? more.fileRead(this.#head.header.length) : this.#unread);
  }

  /** Reads what the file starts with. Whether it is still the one that is wanted. */
  async #read() {
    const [file, encoding] = [this.#file, this.#encoding];
    const head = await readHead(/** @type {File} */ (file), encoding || undefined).catch(() => /** @type {const} */ ("header"));
    if (file !== this.#file || encoding !== this.#encoding) return false;
    [this.#head, this.#problem] = typeof head === "string" ? [undefined, head] : [head, undefined];
    return true;
  }

  /** Why the file shows no columns. */
  get #unread() {
    return { header: more.noHeader, encoding: more.encodingAsked, workbook: more.workbook }[this.#problem ?? "header"];
  }

  /** Asks how the file is encoded. */
  #askEncoding() {
    const options = [["", more.encodingChoose], ...ENCODINGS.map((encoding) => [encoding, more.encodings[encoding]])];
    const $encoding = element("select", { id: "batch-encoding", autocomplete: "off", "aria-describedby": "batch-encoding-help" }, ...options.map(([value, text]) => element("option", { value }, text)));
    $encoding.value = this.#encoding;
    $encoding.addEventListener("change", async () => {
      this.forget();
      this.#encoding = $encoding.value;
      if (!await this.#read()) return;
      this.#drawSetup(this.#kept());
      /** @type {HTMLElement | null | undefined} */ (this.$setup?.querySelector("#batch-encoding"))?.focus();
      this.announce(this.#head ? more.fileRead(this.#head.header.length) : this.#unread);
    });
    return element("div", { class: "field" }, element("label", { for: $encoding.id }, more.encoding), element("p", { class: "help", id: "batch-encoding-help" }, more.encodingAsked), $encoding);
  }

  /** What stands in the controls, but for those of columns, which are another file's. */
  #kept() {
    return new Map([...this.#values()].filter(([id]) => !id.startsWith("column-") && id !== "batch-encoding"));
  }

  /** Takes away what the last run came to, and lets go of its files; one that still runs is ended. */
  forget() {
    this.cancel();
    this.#outcome = undefined;
    this.#result?.close();
    this.#result = undefined;
    this.#sender?.close();
    this.#sender = undefined;
    this.summary?.clear();
    this.#drawOutcome(false);
  }

  /**
   * What is asked for once there is a file.
   *
   * @param {Map<string, string | boolean>} [values] what stood in its controls
   */
  #drawSetup(values = new Map()) {
    const { $setup, operation } = this;
    if (!$setup) return;
    if (this.$notice) this.$notice.textContent = operation.lifecycle.notice;
    this.summary?.clear();
    this.setup = undefined;
    $setup.replaceChildren();
    if (!this.#file) return;
    if (this.#asks) $setup.append(this.#askEncoding());
    if (!this.#head) {
      if (this.#problem !== "encoding") $setup.append(element("p", { class: "issues" }, this.#unread));
      return;
    }
    let $rest = $setup;
    if (this.#asks) {
      $rest = element("div", { class: "batch-setup" });
      $setup.append($rest);
    }
    this.setup = new BatchSetup($rest, this.#head, operation, this.api, {
      kind: String(values.get("batch-directory") ?? ""),
      onDirectory: () => {
        this.#drawSetup(this.#values());
        this.setup?.directory.$kind.focus();
      },
    });
    this.#restore(values);
  }

  #start() {
    if (this.#run) return;
    this.forget();
    const { operation, setup } = this;
    if (!this.#file || !this.#head || !setup) {
      return this.summary?.show([{ text: this.#file ? this.#unread : more.fileMissing, $input: this.$file }]);
    }
    const faults = setup.faults();
    if (faults.length > 0) return this.summary?.show(faults);
    this.#run = new BatchRun({
      file: withHeader(this.#file, this.#head, setup.columns.members()),
      operation: forWorker(operation.id),
      options: setup.options,
      wanted: sendsFiles() ? [...new Set([...setup.wanted, /** @type {const} */ ("requests")])] : setup.wanted,
    }, {
      onProgress: ({ part, rows, speed, left }) => {
        this.$bar.value = part;
        this.$far.textContent = more.far(rows, speed, left);
      },
      onDone: (done) => this.#finish({ done, operation: operation.id, wanted: setup.wanted }),
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
    $cancel.addEventListener("click", () => this.cancel());
    $running.replaceChildren(element("h3", { id: "batch-running-heading" }, more.running), this.$bar, this.$far, element("div", { class: "buttons" }, $cancel));
    this.#lock(true);
  }

  /** Ends the run, if there is one. */
  cancel() {
    const run = this.#run;
    if (!run) return;
    run.end();
    this.#finish({ cancelled: run.rows });
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

  /** @param {Outcome} outcome */
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
      // Another one may have been chosen since.
      const operation = /** @type {Operation} */ (this.operations?.find(({ id }) => id === outcome.operation));
      this.#result ??= new BatchResult(Object.fromEntries(Object.entries(done.files).filter(([output]) => outcome.wanted.includes(/** @type {Output} */ (output)))));
      $heading.textContent = more.batchDone(done.rows);
      $outcome.append(...this.#result.draw(done, operation, this.#file?.name ?? "", () => {
        this.forget();
        /** @type {HTMLElement | null | undefined} */ (this.$setup?.querySelector("button.primary"))?.focus();
      }));
      if (sendsFiles() && done.valid > 0 && this.#file && done.files.requests) {
        this.#sender ??= new FileSender(operation, this.#file, done.files.requests, done.valid, this.announce);
        this.#sender.draw(operation);
        $outcome.append(this.#sender.$root);
      }
    } else if (failed) {
      $heading.textContent = more.batchFailed;
      $outcome.append(element("p", {}, more.batchFailure(outcome.failed?.code, outcome.failed?.at)));
    } else {
      $heading.textContent = more.cancelled;
      $outcome.append(element("p", {}, more.cancelledAfter(outcome.cancelled)));
    }
    if (!focus) return;
    $heading.focus();
    // The other tab may be open.
    this.announce(document.activeElement === $heading ? "" : `${$heading.textContent}`);
  }
}

/**
 * @param {HTMLElement} $control
 * @param {string} label
 * @param {string} help
 */
function field($control, label, help) {
  return element("div", { class: "field" }, element("label", { for: $control.id }, label), ...(help ? [element("p", { class: "help" }, help)] : []), $control);
}
