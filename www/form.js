/** @import { Api, Input, Issue, Operation, PasswordOperationId } from "./types.js" */
/** @import { Problem } from "./error-summary.js" */
/** @import { Judge } from "./directory.js" */
/** @import { ClipboardClock } from "./clipboard-clock.js" */
import { fill } from "./control.js";
import { Destination } from "./destination.js";
import { Directory } from "./directory.js";
import { element, trim } from "./element.js";
import { attempt, exampleOf } from "./example.js";
import { Field } from "./field.js";
import { messages } from "./messages.js";

/**
 * What the form holds, secrets and all: only ever for drawing it anew at once.
 *
 * @typedef {ReturnType<OperationForm["snapshot"]>} Snapshot
 */

/**
 * An input that is valid, and what it was judged by.
 *
 * @typedef {{ input: Input, warnings: readonly Issue[], destination: Destination, options: Judge, focus: boolean }} Accepted
 *   `focus`: whether to take the person to what becomes of it
 */

/**
 * The form of one operation, drawn from its description.
 *
 * It says what is wrong with a field only after the person has typed into it and left it; from then on at each change.
 */
export class OperationForm {
  /** A pointer that is held down: nothing may move below it, or the click goes astray. */
  #pressed = false;
  #listening = new AbortController();

  /**
   * @param {HTMLFormElement} $form
   * @param {Operation} operation
   * @param {Api} api
   * @param {Map<string, string | boolean>} draft what was typed here before, secrets left out
   * @param {{
   *   onChange: () => void,
   *   onJudge: (problems: Problem[]) => void,
   *   onRefuse: (problems: Problem[]) => void,
   *   onAccept: (accepted: Accepted) => Promise<void>,
   *   announce: (text: string) => void,
   * }} handlers `onJudge` whenever what is wrong may be something else, `onRefuse` when the person asked for the request
   * @param {ClipboardClock} clock
   */
  constructor($form, operation, api, draft, handlers, clock) {
    this.$form = $form;
    this.operation = operation;
    this.api = api;
    this.draft = draft;
    this.handlers = handlers;
    this.clock = clock;
    this.directory = new Directory(operation, api);
    this.fields = this.#makeFields();
    this.destination = new Destination(operation);
    this.#draw();
    for (const field of this.fields) this.#restore(field);
    this.#applyRules();
    this.#listen();
  }

  #makeFields() {
    const { api, clock, directory, operation } = this;
    const judged = { ...operation, policy: directory.policy };
    return operation.members.map((member, index) => new Field(member, `member-${index + 1}`, judged, { api, clock, directory }));
  }

  #draw() {
    const { directory, operation } = this;
    this.$form.replaceChildren(
      element("h2", { id: "form-heading" }, messages.formHeading),
      ...this.fields.flatMap(({ member, $root }) => (member.name === operation.policyMember ? [...directory.before(), $root, ...directory.after()] : [$root])),
      ...this.destination.$fields,
      this.#actions(),
    );
  }

  /** Asks for what another kind of directory asks for, and keeps what is typed. */
  #changeDirectory() {
    const snapshot = this.snapshot();
    this.fields = this.#makeFields();
    this.#draw();
    this.restore(snapshot);
    this.directory.$kind.focus();
  }

  /** Stops listening, so that the next operation can have the form element. */
  close() {
    this.#listening.abort();
  }

  /** @param {string} name of a member */
  secret(name) {
    const value = this.fields.find(({ member }) => member.name === name)?.value;
    return typeof value === "string" ? value : undefined;
  }

  snapshot() {
    return {
      destination: this.destination.value,
      directory: this.directory.value,
      fields: this.fields.map(({ state, edited, left, password }) => (
        { state, edited, left, options: password?.options?.value, open: password?.options?.$root.open }
      )),
    };
  }

  /** @param {Snapshot} snapshot of a form of the same operation */
  restore({ destination, directory, fields }) {
    this.destination.value = destination;
    if (directory.kind !== this.directory.value.kind) {
      this.directory.value = directory;
      this.fields = this.#makeFields();
      this.#draw();
    }
    this.directory.value = directory;
    for (const [index, { state, edited, left, options, open }] of fields.entries()) {
      const field = this.fields[index];
      field.state = state;
      field.edited = edited;
      field.left = left;
      const shown = field.password?.options;
      if (!shown || !options) continue;
      shown.value = options;
      shown.$root.open = open ?? false;
    }
    this.#applyRules();
    this.#showIssues();
  }

  /** Hands the input on once more, without moving the focus; it was accepted before. */
  accept() {
    return this.#accept(this.#validate().warnings, false);
  }

  /**
   * Fills in what a document says; what it leaves out stays as it is.
   *
   * @param {Readonly<Record<string, unknown>>} values by member
   */
  fill(values) {
    for (const field of this.fields) {
      const value = values[field.member.name];
      if (value === undefined) continue;
      fill(field.$input, value);
      field.edited = field.left = true;
      if (!field.member.sensitive) this.#remember(field);
    }
    this.#applyRules();
    this.handlers.onChange();
    this.#showIssues();
  }

  /** @param {string | undefined} name of the member that a response points at */
  point(name) {
    for (const field of this.fields) field.point(field.member.name === name);
  }

  /** @param {string} name of a member */
  focus(name) {
    const field = this.fields.find(({ member }) => member.name === name);
    field?.$root.scrollIntoView();
    field?.$input.focus({ preventScroll: true });
  }

  hideSecrets() {
    for (const { password } of this.fields) password?.hide();
  }

  #actions() {
    const $actions = element("div", { class: "buttons actions" }, element("button", { type: "submit", class: "primary" }, messages.build));
    for (const field of this.fields) {
      if (!field.member.sensitive) continue;
      const { label } = field.member;
      const $clear = element("button", { type: "button" }, messages.clear(label));
      $clear.addEventListener("click", () => {
        field.clear();
        this.handlers.onChange();
        this.#showIssues();
        field.$input.focus();
        field.password?.say(messages.cleared(label));
      });
      $actions.append($clear);
    }
    return $actions;
  }

  /** @param {Field} field */
  #restore(field) {
    const state = this.draft.get(field.member.name);
    if (state !== undefined) field.state = state;
  }

  #listen() {
    const { signal } = this.#listening;
    this.$form.addEventListener("submit", (event) => this.#submit(event), { signal });
    this.$form.addEventListener("input", (event) => this.#edit(event), { signal });
    this.$form.addEventListener("focusout", (event) => this.#leave(event), { signal });
    document.addEventListener("pointerdown", () => (this.#pressed = true), { signal });
    for (const name of ["pointerup", "pointercancel"]) {
      document.addEventListener(name, () => (this.#pressed = false), { signal });
    }
  }

  /** @param {EventTarget | null} target */
  #fieldOf(target) {
    return this.fields.find(({ $root }) => target instanceof Node && $root.contains(target));
  }

  /** @param {Event} event */
  #edit(event) {
    const { target } = event;
    if (target === this.directory.$kind) this.#changeDirectory();
    if (target === this.directory.$name) for (const { password } of this.fields) password?.options?.refresh();
    const field = this.#fieldOf(target);
    if (field) {
      field.edited = true;
      field.point(false);
      // By a paste or a drop: what is typed is still being typed.
      if (event instanceof InputEvent && event.inputType.startsWith("insertFrom")) field.trim();
      if (!field.member.sensitive) this.#remember(field);
    }
    this.#applyRules();
    this.handlers.onChange();
    this.#showIssues();
  }

  /** @param {Field} field */
  #trim(field) {
    field.trim();
    if (!field.member.sensitive) this.#remember(field);
  }

  /** @param {Field} field */
  #remember({ member, state }) {
    this.draft.set(member.name, state);
  }

  /** @param {FocusEvent} event */
  #leave({ target, relatedTarget }) {
    if (target === this.directory.$name) trim(this.directory.$name);
    const field = this.#fieldOf(target);
    // Going on to the field's own buttons, or to another window to look up an ID, is not leaving it.
    if (!field || field.$root.contains(document.activeElement)) return;
    if (relatedTarget instanceof Node && field.$root.contains(relatedTarget)) return;
    if (!field.edited) return;
    const first = !field.left;
    field.left = true;
    this.#trim(field);
    this.#whenReleased(() => {
      const problems = this.#showIssues();
      if (first) this.handlers.announce(problems.find(({ $input }) => $input === field.$input)?.text ?? "");
    });
  }

  /**
   * Runs at once, or after the click that is being made.
   *
   * @param {() => void} callback
   */
  #whenReleased(callback) {
    if (!this.#pressed) return callback();
    const { signal } = this.#listening;
    const released = new AbortController();
    const run = () => {
      released.abort();
      setTimeout(() => !signal.aborted && callback());
    };
    for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, run, { signal: released.signal });
  }

  /** Takes out the members that a switch makes needless. */
  #applyRules() {
    const on = this.fields.filter(({ member, state }) => member.kind === "boolean" && state === true).map(({ member }) => member);
    for (const field of this.fields) {
      const { name, label } = field.member;
      const replacement = on.find((member) => this.operation.rules.some(({ refuse, when }) => refuse === name && when === member.name));
      field.setNotNeeded(replacement && messages.notNeeded(label, replacement.label));
    }
  }

  /** @returns {Input} what was given; an empty field is absent and not an empty text */
  input() {
    /** @type {Input} */
    const input = {};
    for (const { member, value } of this.fields) if (value !== undefined) input[member.name] = value;
    return input;
  }

  #validate() {
    const { issues = [], warnings } = this.#judge(this.input());
    return { issues, warnings: warnings ?? this.#warningsBeside(issues) };
  }

  /** @param {Input} input */
  #judge(input) {
    return this.api.validate(this.operation.id, input, this.directory.options);
  }

  /**
   * The core advises on what is valid as a whole. Here something else is wrong or missing still, so that takes its example's
   * place meanwhile.
   *
   * @param {readonly Issue[]} issues
   */
  #warningsBeside(issues) {
    const wrong = new Set(issues.map(({ path }) => path[0]));
    const { policy, names } = this.directory.options;
    const draw = () => this.api.generatePassword(policy ?? /** @type {PasswordOperationId} */ (this.operation.id), { names });
    const input = { ...this.input(), ...exampleOf(this.operation, draw, ({ name }) => wrong.has(name)) };
    return (this.#judge(input).warnings ?? []).filter(({ path }) => path[0] !== undefined && !wrong.has(path[0]));
  }

  /** Shows what is to be said about the fields that the person has left. */
  #showIssues() {
    const { issues, warnings } = this.#validate();
    /** @type {Problem[]} */
    const problems = [];
    for (const field of this.fields) {
      const own = (/** @type {readonly Issue[]} */ list) => (field.left ? list.filter(({ path }) => path[0] === field.member.name) : []);
      const text = field.show(own(issues), own(warnings), this.directory.names !== undefined);
      if (text) problems.push({ text, $input: field.$input });
    }
    problems.push(...this.destination.show(() => issues.length > 0 || this.#isTaken()));
    this.handlers.onJudge(problems);
    return problems;
  }

  /** Whether a request can be built of what is valid with where it is to go. */
  #isTaken() {
    const options = { ...this.directory.options, ...this.destination.place };
    return attempt(() => this.api.buildRequest(this.operation.id, /** @type {any} */ (this.input()), options)) !== undefined;
  }

  /**
   * @param {readonly Issue[]} warnings
   * @param {boolean} focus
   */
  #accept(warnings, focus) {
    return this.handlers.onAccept({ input: this.input(), warnings, destination: this.destination, options: this.directory.options, focus });
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    this.hideSecrets();
    for (const field of this.fields) {
      field.edited = field.left = true;
      this.#trim(field);
    }
    trim(this.directory.$name);
    this.destination.left = true;
    this.destination.trim();
    const problems = this.#showIssues();
    const { issues, warnings } = this.#validate();
    if (issues.length > 0 || problems.length > 0) this.handlers.onRefuse(problems);
    else this.#accept(warnings, true);
  }
}
