/** @import { Api, Operation, OperationId, PasswordOperationId, Policy } from "../types.js" */
/** @import { Chosen } from "../secret/options.js" */
/** @import { Done, Failed, Output } from "./worker.js" */
/** @import { Head, Problem } from "./head.js" */
import { button, disclosure, element } from "../base/element.js";
import { exampleOf, isAsked } from "../base/example.js";
import { loadFull } from "../base/full.js";
import { icon } from "../base/icons.js";
import { switchToService } from "../base/maker.js";
import { forWorker } from "../base/operations.js";
import { callDesk, desk } from "../desk/session.js";
import { Field } from "../fields/field.js";
import { toFix } from "../fields/to-fix.js";
import { notice } from "../reset/notice.js";
import { Directory } from "../secret/directory.js";
import { chosenFor, Options } from "../secret/options.js";
import { Place } from "../setup/place.js";
import { Setup } from "../setup/setup.js";
import { messages, more } from "../text/messages.js";
import { Columns, IGNORED } from "./columns.js";
import { readHead, withHeader } from "./head.js";
import { Files, why } from "./result.js";
import { BatchRun } from "./run.js";
import { SendFile, sendsFiles } from "./send-file.js";
import { Meter, steps } from "./steps.js";

/** What a file that is not UTF-8 may be. The last one leaves out what is not. */
const ENCODINGS = /** @type {const} */ (["windows-1252", "gbk", "shift_jis", "utf-8"]);

/** How many made-up users a file of the sandbox has. */
const SAMPLES = 200;

/** @typedef {"drawn" | "asked" | "stays"} Source where a row's password comes from: generated, made by the service, or the file alone */

/**
 * What is kept of an operation while the page is open.
 *
 * @typedef {{ states: Map<string, string | boolean>, place?: string, directory?: string, source: Source, chosen?: Chosen, tuned: boolean }} Memory
 */

/** @typedef {{ done: Done } | { failed: Failed | undefined } | { cancelled: number }} Outcome */

/** A whole file in three steps: the file, what its columns are, and what came of it. */
export class Many {
  /** @type {Map<OperationId, Memory>} */
  #memories = new Map();
  /** @type {File | undefined} */
  #file;
  /** @type {Head | undefined} */
  #head;
  /** @type {Problem | undefined} */
  #problem;
  /** Whether the file was not UTF-8, and how it is read: not at all as long as nobody says. */
  #asks = false;
  #encoding = "";
  /** Whether the first row was said to name columns, and what was chosen for each. */
  #areNames = false;
  /** @type {string[] | undefined} */
  #chosenColumns;
  /** @type {BatchRun | undefined} */
  #run;
  /** @type {Outcome | undefined} */
  #outcome;
  /** @type {Files | undefined} */
  #files;
  /** @type {SendFile | undefined} */
  #sender;
  #asked = false;
  #isSaved = false;

  /**
   * @param {HTMLElement} $root
   * @param {Api} api
   * @param {Operation} operation as people read it
   * @param {{ states: Map<string, string | boolean>, place?: string, directory?: string }} setup what is set up already
   * @param {{ announce: (text: string) => void, onOther?: () => void, onBusy: (busy: boolean) => void }} tools
   */
  constructor($root, api, operation, setup, tools) {
    this.$root = $root;
    this.api = api;
    this.tools = tools;
    // The same one in every language, because no other could be given the file that was chosen.
    this.$file = element("input", { id: "file", class: "sr", type: "file", accept: ".csv,.tsv,.txt,text/csv", tabindex: "-1", "aria-label": "CSV" });
    this.$file.addEventListener("change", () => this.#take(this.$file.files?.[0]));
    // The browser would go to a file that is dropped, also beside the form.
    for (const name of /** @type {const} */ (["dragover", "drop"])) {
      document.addEventListener(name, (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
    }
    this.#memories.set(operation.id, { source: "drawn", tuned: false, ...setup });
    this.operation = operation;
    this.draw(operation);
  }

  /** Whether something would be lost that is nowhere else. */
  get isUnsaved() {
    const outcome = this.#outcome;
    const holds = outcome !== undefined && "done" in outcome && outcome.done.valid > 0 && this.#memory.source === "drawn" && this.operation.policyMember !== undefined;
    return this.#run !== undefined || this.#sender?.isUnsaved === true || (holds && !this.#isSaved && !sendsFiles());
  }

  get #memory() {
    /** @type {Memory} */
    const memory = this.#memories.get(this.operation.id) ?? { states: new Map(), source: "drawn", tuned: false };
    this.#memories.set(this.operation.id, memory);
    return memory;
  }

  /**
   * Opens another operation, with the same file.
   *
   * @param {Operation} operation
   */
  choose(operation) {
    if (operation.id === this.operation.id) return;
    this.forget();
    this.#chosenColumns = undefined;
    this.draw(operation);
  }

  /** @param {Operation} operation in the language that is spoken */
  draw(operation) {
    this.#remember();
    this.operation = operation;
    const { api, tools } = this;
    const memory = this.#memory;
    this.directory = new Directory(operation, api, "file-directory");
    if (memory.directory !== undefined) this.directory.$kind.value = memory.directory;
    this.place = new Place(operation, "file-");
    if (memory.place !== undefined) this.place.value = memory.place;
    this.byService = switchToService(operation);
    const shared = operation.members.filter((member) => member.name !== operation.policyMember && member !== this.byService && !member.target && !member.sensitive && member.kind !== "map");
    this.fields = shared.map((member, index) => new Field(member, `all-${index + 1}`, operation));
    for (const field of this.fields) {
      const state = memory.states.get(field.member.name);
      if (state !== undefined) field.state = state;
    }
    const stays = this.fields.filter(({ member: { group } }) => group === "target");
    this.setup = new Setup(operation, { place: this.place, fields: stays, directory: this.directory }, {
      onOther: tools.onOther, job: more.job(operation.service), id: "file-setup",
    });
    this.$status = element("p", { class: "note aside", role: "status", hidden: true });
    this.$body = element("div", { class: "body stack" });
    this.$act = element("footer", { class: "act" });
    this.$steps = element("div");
    this.$form = element("form", { class: "card", id: "many-form", method: "post", novalidate: true, autocomplete: "off" }, this.setup.$bar, this.setup.$fields, this.$steps, this.$body, this.$act);
    this.$form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#start();
    });
    this.$form.addEventListener("input", ({ target }) => {
      if (target === this.directory?.$kind) this.#drawColumns();
      this.#judge();
    });
    this.#listenForDrops(this.$form);
    this.$root.replaceChildren(this.$form, this.$file);
    this.#draw();
  }

  /** Keeps what is typed, for the next time that it is drawn. */
  #remember() {
    if (!this.fields) return;
    const memory = this.#memory;
    for (const { member: { name }, state } of this.fields) memory.states.set(name, state);
    memory.place = this.place?.value;
    memory.directory = this.directory?.$kind.value;
    this.#chosenColumns = this.columns?.members() ?? this.#chosenColumns;
  }

  /** Takes the person to where they are. */
  focus() {
    const { $body, setup } = this;
    const empty = setup?.isOpen ? setup.fields.find(({ required, value, $root }) => required && !$root.hidden && value === undefined)?.$input : undefined;
    /** @type {HTMLElement | null | undefined} */ (empty ?? $body?.querySelector("h2[tabindex]") ?? $body?.querySelector(".cols select, .btn, select"))?.focus();
  }

  #draw() {
    this.columns = undefined;
    this.$status?.setAttribute("hidden", "");
    if (this.#run) this.#drawRunning();
    else if (this.#outcome) this.#drawOutcome();
    else if (this.#file) this.#drawColumns();
    else this.#drawFile();
  }

  /**
   * @param {number} place of the step
   * @param {(Node | string)[]} body
   * @param {(Node | string)[]} act
   */
  #show(place, body, act) {
    this.$steps?.replaceChildren(steps(place));
    this.$body?.replaceChildren(...body);
    this.$act?.replaceChildren(...act);
    if (this.$act) this.$act.hidden = act.length === 0;
  }

  #drawFile() {
    this.setup?.lock(false);
    this.setup?.fold(true);
    // It reads the file. What becomes of it is said when there is one.
    loadFull().catch(() => {});
    const $choose = button("btn go", more.chooseFile, () => this.$file.click());
    const $sample = desk?.sandbox ? [button("quiet", more.sampleFile, () => this.#takeSample())] : [];
    this.#show(0, [
      element("div", { class: "drop" }, icon("file"), element("p", {}, element("b", {}, more.drop), element("br"), element("span", { class: "note" }, more.dropHelp)), $choose),
      element("p", { class: "note row" }, element("span", {}, more.fileStays), ...$sample),
    ], []);
  }

  /** A file to try it with, in the sandbox. */
  async #takeSample() {
    const { status, body } = await callDesk("sample", { operation: this.operation.id, count: SAMPLES });
    if (status === 200) this.#take(new File([body.csv], "sandbox.csv", { type: "text/csv" }));
  }

  /** @param {HTMLElement} $form */
  #listenForDrops($form) {
    for (const name of ["dragover", "dragleave", "drop"]) {
      $form.addEventListener(name, (event) => {
        const { dataTransfer } = /** @type {DragEvent} */ (event);
        if (!dataTransfer?.types.includes("Files")) return;
        $form.classList.toggle("is-target", name === "dragover");
        if (name === "drop" && !this.#run && !this.#sender?.isBusy) this.#take(dataTransfer.files[0]);
      });
    }
  }

  /** @param {File | undefined} file */
  async #take(file) {
    if (!file || this.#run) return;
    this.forget();
    this.#file = file;
    this.#asks = this.#areNames = false;
    this.#encoding = "";
    this.#chosenColumns = undefined;
    if (!await this.#read()) return;
    this.#asks = this.#problem === "encoding";
    this.#draw();
    this.focus();
    this.tools.announce(this.#head ? more.fileRead(this.#head.header.length) : this.#unread);
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
    return { header: more.noHeader, encoding: more.encodingAsked, workbook: more.workbook, missing: more.failure() }[this.#problem ?? "header"];
  }

  /** Asks how the file is encoded. */
  #askEncoding() {
    const options = [["", messages.choose], ...ENCODINGS.map((encoding) => [encoding, more.encodings[encoding]])];
    const $encoding = element("select", { id: "encoding", class: "in", autocomplete: "off", "aria-describedby": "encoding-says" }, ...options.map(([value, text]) => element("option", { value }, text)));
    $encoding.value = this.#encoding;
    $encoding.addEventListener("change", async () => {
      this.#encoding = $encoding.value;
      this.#chosenColumns = undefined;
      if (!await this.#read()) return;
      this.#drawColumns();
      document.getElementById("encoding")?.focus();
      this.tools.announce(this.#head ? more.fileRead(this.#head.header.length) : this.#unread);
    });
    return element("div", { class: "field w-region" }, element("label", { for: $encoding.id }, more.encoding), $encoding, element("p", { class: "says", id: "encoding-says" }, more.encodingAsked));
  }

  #fileLine() {
    const file = /** @type {File} */ (this.#file);
    const $other = button("quiet end", more.otherFile, () => {
      this.#drop();
      this.#draw();
      this.focus();
    });
    return element("p", { class: "file" }, icon("file"), element("b", {}, file.name), element("span", { class: "note" }, more.fileSize(file.size)), ...(this.#run ? [] : [$other]));
  }

  /** Lets go of the file. */
  #drop() {
    this.forget();
    this.#file = this.#head = undefined;
    this.$file.value = "";
  }

  #drawColumns() {
    if (!this.#file) return;
    this.setup?.lock(false);
    this.#asked = false;
    const parts = [this.#fileLine(), ...(this.#asks ? [this.#askEncoding()] : [])];
    if (!this.#head) {
      if (this.#problem !== "encoding") parts.push(notice("bad", this.#unread));
      return this.#show(1, parts, []);
    }
    const { operation, api } = this;
    const examples = exampleOf(operation, () => api.generatePassword(/** @type {PasswordOperationId} */ (operation.id)));
    // A password in the wrong column looks like no ID, not like one that the documentation knows.
    const sound = (/** @type {string} */ name, /** @type {string} */ value) => {
      const { issues = [], warnings = [] } = api.validate(operation.id, { ...examples, [name]: value });
      return ![...issues, ...warnings].some(({ path }) => path[0] === name);
    };
    const columns = this.columns = new Columns(this.#head, operation.members, {
      sound,
      onChange: () => this.#judge(),
      onHeadings: () => {
        this.#areNames = true;
        this.#chosenColumns = undefined;
        this.#drawColumns();
        this.focus();
      },
    }, this.#areNames);
    for (const [index, name] of (this.#chosenColumns ?? []).entries()) if (columns.columns[index]) columns.columns[index].$select.value = name;
    columns.judge();
    const others = (this.fields ?? []).filter((field) => !this.setup?.fields.includes(field));
    const often = others.filter(({ member: { kind, group }, required }) => required || (kind === "boolean" && group === "options"));
    const seldom = others.filter((field) => !often.includes(field));
    this.$shared = element("section", {}, element("h2", { class: "section" }, more.forAll), element("div", { class: "stack" }, ...often.map(({ $root }) => $root)), ...(seldom.length > 0 ? [disclosure("more seldom", messages.moreOptions, undefined, element("div", { class: "stack" }, ...seldom.map(({ $root }) => $root)))] : []));
    const $passwords = operation.policyMember === undefined ? [] : [this.#passwords()];
    const $go = element("button", { type: "submit", class: "btn go long" }, more.check);
    this.#show(1, [...parts, columns.$root, ...$passwords, ...(others.length > 0 ? [this.$shared] : [])], [$go, /** @type {HTMLElement} */ (this.$status)]);
    this.#judge();
    // What no column says is asked for here.
    if (this.setup?.isIncomplete && !this.setup.isOpen) this.setup.fold(false);
  }

  /** Where the passwords come from. */
  #passwords() {
    const memory = this.#memory;
    const policy = /** @type {Policy} */ (this.directory?.policy);
    const chosen = memory.chosen = chosenFor(policy, memory.chosen);
    const own = () => this.directory?.options.policy ?? /** @type {PasswordOperationId} */ (this.operation.id);
    const options = new Options(policy, "file-options", chosen, { bits: () => this.api.entropy(own(), { length: chosen.length, avoidAmbiguous: chosen.avoidAmbiguous }), onChange: () => tell() });
    const $text = element("span", { class: "grow" });
    const $tune = button("quiet", messages.options, () => {
      memory.tuned = !memory.tuned;
      tell();
    }, { "aria-controls": "file-options" });
    $tune.append(icon("down", "s turn"));
    /** @type {[Source, string][]} */
    const sources = [["drawn", messages.random], ...(this.byService ? [/** @type {[Source, string]} */ (["asked", messages.byService(this.operation.service)])] : []), ["stays", more.fromFile]];
    const $set = element("fieldset", { class: "seg" }, element("legend", { class: "sr" }, messages.source), ...sources.map(([source, text]) => {
      const $radio = element("input", { type: "radio", name: "file-source", id: `source-${source}`, value: source, autocomplete: "off" });
      $radio.checked = memory.source === source;
      $radio.addEventListener("change", () => {
        memory.source = source;
        tell();
        this.#judge();
      });
      return element("span", {}, $radio, element("label", { for: $radio.id }, text));
    }));
    const tell = () => {
      $text.textContent = more.sources[memory.source](chosen.length);
      $tune.hidden = memory.source !== "drawn";
      $tune.setAttribute("aria-expanded", String(memory.tuned));
      options.show(false);
      options.$root.hidden = !memory.tuned || memory.source !== "drawn";
    };
    tell();
    return element("section", {}, element("div", { class: "head" }, element("h2", { class: "section" }, more.passwords), $set), element("div", { class: "secret" }, element("div", { class: "bar" }, $text, $tune), options.$root));
  }

  /** What keeps the file from being checked, each with the way to mend it. */
  #judge() {
    const { columns, setup } = this;
    if (!columns || !setup) return [];
    const { members, rules, policyMember } = this.operation;
    const used = columns.members();
    for (const { member: { name }, $root } of this.fields ?? []) $root.hidden = used.includes(name);
    if (this.$shared) this.$shared.hidden = (this.fields ?? []).filter((field) => !setup.fields.includes(field)).every(({ $root }) => $root.hidden);
    const given = new Set([...used, ...this.#given().map(({ member }) => member.name)]);
    const made = this.#memory.source !== "stays";
    const faults = columns.judge();
    for (const { name, label, required } of members) {
      if (!isAsked(name, required, rules) || given.has(name) || (made && name === policyMember) || columns.doubtful.has(name)) continue;
      if (rules.some(({ require, unless = "" }) => require === name && given.has(unless))) continue;
      const field = this.fields?.find(({ member }) => member.name === name);
      faults.push({ label, focus: () => {
        if (field && setup.fields.includes(field) && !setup.isOpen) setup.fold(false);
        (field?.$input ?? columns.columns[0].$select).focus();
      } });
    }
    setup.draw();
    if (this.$status) {
      this.$status.hidden = !this.#asked || faults.length === 0;
      this.$status.className = "says bad aside";
      this.$status.replaceChildren(...(this.#asked ? toFix(faults) : []));
    }
    return faults;
  }

  /** What all rows share. */
  #given() {
    return (this.fields ?? []).filter(({ $root, value }) => !$root.hidden && value !== undefined);
  }

  #start() {
    const { operation, columns } = this;
    if (this.#run || !this.#file || !this.#head || !columns) return;
    this.#asked = true;
    const [first] = this.#judge();
    if (first) return first.focus();
    this.#remember();
    const { source, chosen } = this.#memory;
    const drawn = chosen && { length: chosen.length, avoidAmbiguous: chosen.avoidAmbiguous };
    const setsPassword = operation.policyMember !== undefined;
    // Where a desk sends, no file with passwords has to lie about.
    const wanted = /** @type {Output[]} */ (["requests", "report", ...(setsPassword && !sendsFiles() ? ["credentials"] : [])]);
    const meter = this.$meter = new Meter(more.checking);
    this.$far = element("span", { class: "note end" });
    this.#run = new BatchRun({
      file: withHeader(this.#file, this.#head, columns.members()),
      operation: forWorker(operation.id),
      options: {
        defaults: Object.fromEntries(this.#given().map(({ member, value }) => [member.name, value])),
        ignore: [IGNORED],
        encoding: this.#head.encoding,
        policy: this.directory?.options.policy,
        generate: source === "drawn" ? drawn : source === "asked" ? "service" : false,
      },
      wanted,
    }, {
      onProgress: ({ part, rows, speed, left }) => {
        meter.show(part);
        if (this.$far) this.$far.textContent = more.far(rows, speed, left);
      },
      onDone: (done) => this.#finish({ done }),
      onFail: (failed) => this.#finish({ failed }),
    });
    this.tools.onBusy(true);
    this.#draw();
    this.focus();
    this.tools.announce(more.checking);
  }

  #drawRunning() {
    this.setup?.lock(true);
    const meter = this.$meter ?? new Meter(more.checking);
    meter.show(0);
    this.#show(1, [
      this.#fileLine(),
      element("div", {}, element("div", { class: "row" }, element("h2", { class: "big", tabindex: "-1" }, more.checking), .../** @type {Node[]} */ (this.$far ? [this.$far] : [])), meter.$root),
    ], [button("btn", more.cancel, () => this.cancel(), { icon: "stop" })]);
  }

  /** Ends the run, if there is one. */
  cancel() {
    const run = this.#run;
    if (!run) return;
    run.end();
    this.#finish({ cancelled: run.rows });
  }

  /** Takes away what the last run came to, and lets go of its files; one that still runs is ended. */
  forget() {
    this.#run?.end();
    if (this.#run) this.tools.onBusy(false);
    this.#run = this.#outcome = undefined;
    this.#files?.close();
    this.#sender?.close();
    this.#files = this.#sender = undefined;
    this.#isSaved = false;
  }

  /** Somebody else may be here now: what a file came to is not theirs. */
  leave() {
    this.forget();
    this.#draw();
  }

  /** @param {Outcome} outcome */
  #finish(outcome) {
    this.#run = undefined;
    this.tools.onBusy(false);
    this.#outcome = outcome;
    // A file that was changed is to be chosen again, and a browser says nothing of one that it has chosen already.
    if ("failed" in outcome && outcome.failed?.code === "unreadable") this.$file.value = "";
    if ("done" in outcome && this.#file) this.#files = new Files(outcome.done.files, this.#file.name);
    this.#draw();
    this.focus();
  }

  #drawOutcome() {
    const outcome = /** @type {Outcome} */ (this.#outcome);
    const $again = button("btn", more.backToColumns, () => {
      this.forget();
      this.#draw();
      this.focus();
    });
    if (!("done" in outcome)) {
      const $heading = element("h2", { class: "big", tabindex: "-1" }, "failed" in outcome ? more.failed : more.cancelled);
      const text = "failed" in outcome ? more.failure(outcome.failed?.code, this.#labelOf(outcome.failed?.at)) : more.cancelledAfter(outcome.cancelled);
      return this.#show(1, [this.#fileLine(), $heading, element("p", {}, text)], [$again]);
    }
    const { done } = outcome;
    this.setup?.lock(true);
    const $another = button("btn", more.anotherFile, () => {
      this.#drop();
      this.#draw();
      this.focus();
    });
    if (sendsFiles() && done.valid > 0 && this.#file && done.files.requests) {
      this.#sender ??= new SendFile(this.operation, this.#file, done.files.requests, done.valid, this.place?.asked ?? {}, {
        announce: this.tools.announce, onBusy: this.tools.onBusy, show: (body, act) => this.#showSent(done, body, act, [$again, $another]),
      });
      return this.#sender.draw(this.operation);
    }
    this.#show(2, [
      element("div", { class: "done" }, element("span", { class: "seal plain" }, icon("file")), element("div", {}, element("h2", { tabindex: "-1" }, more.areReady(done.valid, done.rows)), element("p", { class: "who" }, more.nothingSent))),
      this.#whatNow(done),
      ...why(more.skipped, done.faults, this.operation),
      ...why(more.warned, done.warnings, this.operation),
    ], [$another, $again]);
  }

  /**
   * @param {Done} done
   * @param {(Node | string)[]} body
   * @param {(Node | string)[]} act
   * @param {[HTMLElement, HTMLElement]} buttons back, and another file
   */
  #showSent(done, body, act, [$again, $another]) {
    const isBusy = this.#sender?.isBusy === true, isOver = this.#sender?.isOver === true;
    const files = this.#files?.offer("report", more.keepRecord, more.checkReportHelp, more.getReport) ?? [];
    this.#show(isBusy || isOver ? 2 : 1, [
      ...(isBusy || isOver ? [] : [this.#fileLine()]),
      ...body,
      ...why(more.skipped, done.faults, this.operation),
      ...(isOver ? [] : why(more.warned, done.warnings, this.operation)),
      ...(isBusy || isOver || done.faults.length === 0 ? [] : [element("ul", { class: "get" }, ...files)]),
    ], [...act, ...(isBusy ? [] : isOver ? [$another] : [$again])]);
  }

  /** @param {string | undefined} at a column by its place, or a member by its name */
  #labelOf(at) {
    return this.operation.members.find(({ name }) => name === at)?.label ?? at;
  }

  /** @param {Done} done */
  #whatNow(done) {
    const files = /** @type {Files} */ (this.#files);
    const $list = element("ul", { class: "get" });
    const setsPassword = this.operation.policyMember !== undefined;
    const save = () => (this.#isSaved = true);
    const draw = () => $list.replaceChildren(
      ...files.offer("script", more.runScript, more.runScriptHelp, more.getScript, true),
      ...(setsPassword ? files.offer("credentials", more.keepPasswords, more.keepPasswordsHelp, more.getPasswords, done.valid > 0, save) : []),
      ...files.offer("requests", more.ownTool, more.ownToolHelp(setsPassword), more.getRequests),
      ...files.offer("report", more.keepRecord, more.checkReportHelp, more.getReport),
    );
    draw();
    if (this.operation.engine?.kind === "shell" && done.valid > 0) {
      loadFull().then((full) => {
        const [script] = full.distributed(this.operation.id);
        files.add("script", new Blob([script.text], { type: "text/x-shellscript" }), "sh");
        draw();
      }).catch(() => {});
    }
    return element("section", {}, element("h2", { class: "section" }, more.whatNow), $list);
  }
}
