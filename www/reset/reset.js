/** @import { Api, Input, Issue, Operation, PasswordOperationId } from "../types.js" */
/** @import { Chosen } from "../secret/options.js" */
/** @import { SecretState } from "../secret/secret.js" */
/** @import { Judge } from "../secret/directory.js" */
/** @import { Destination } from "../setup/place.js" */
/** @import { HttpResponse } from "../printed/pasted-response.js" */
/** @import { Reply } from "../desk/sender.js" */
import { button, disclosure, element, trim } from "../base/element.js";
import { attempt, exampleOf } from "../base/example.js";
import { icon } from "../base/icons.js";
import { makerOf, switchToService } from "../base/maker.js";
import { described } from "../base/operations.js";
import { desk } from "../desk/session.js";
import { Field } from "../fields/field.js";
import { toFix } from "../fields/to-fix.js";
import { Directory } from "../secret/directory.js";
import { freshSecret, Secret } from "../secret/secret.js";
import { Place } from "../setup/place.js";
import { Setup } from "../setup/setup.js";
import { messages, more } from "../text/messages.js";
import { factsList, notice } from "./notice.js";

/**
 * What the page keeps of an operation while it is open: what was typed, and what came of it.
 *
 * @typedef {object} Memory
 * @property {Map<string, string | boolean>} states by member, secrets left out
 * @property {Set<string>} left the members that the person has left
 * @property {string} [place]
 * @property {string} [directory] which kind
 * @property {string} [person] what the user is called
 * @property {SecretState} secret
 * @property {boolean} [open] whether the setup is open
 */

/** @returns {Memory} */
export const freshMemory = () => ({ states: new Map(), left: new Set(), secret: freshSecret() });

/**
 * A request that is ready to go, and what it was made of.
 *
 * @typedef {object} Built
 * @property {Operation} operation as people read it
 * @property {Input} input
 * @property {Destination} destination
 * @property {Judge} options what it was judged by beside the operation
 * @property {string[]} names what the user is called, as far as that was found out
 */

/** A request that was sent, or run by hand, and its response. @typedef {{ built: Built, response: HttpResponse, time: Date }} Result */

/** How often a service that is busy is asked by itself, and how long to wait where it says nothing, in seconds. */
const MOST_TRIES = 5, WAIT = 5;

/** The form of one operation: who, the new password, and the one button. */
export class Reset {
  /** A pointer that is held down: nothing may move below it, or the click goes astray. */
  #pressed = false;
  #listening = new AbortController();
  /** Whether the request was asked for: from then on every fault is told. */
  #asked = false;
  /** What the service pointed at, until it changes. @type {{ member: string, text: string } | undefined} */
  #pointed;

  /**
   * @param {HTMLElement} $root
   * @param {Operation} operation
   * @param {Api} api
   * @param {Memory} memory
   * @param {{
   *   later: () => Promise<typeof import("../later.js") | undefined>,
   *   Person?: typeof import("../person/person.js").Person,
   *   send?: (built: Built) => Promise<Reply | undefined>,
   *   framed: boolean,
   *   onOther?: () => void,
   *   onDone: (result: Result) => void,
   *   onBuilt: (built: Built | undefined) => void,
   *   onCopy: () => Promise<string | undefined>,
   *   onBusy: (busy: boolean) => void,
   *   onRestart: () => void,
   *   onSecretCopied: (secret: string) => void,
   *   announce: (text: string) => void,
   * }} tools `later` loads what reads a response; `Person` where a desk can look people up; `send` where there is a server to send to;
   *   `onBuilt` whenever what would be sent may be something else; `onCopy` copies
   *   it and says what to do with it
   */
  constructor($root, operation, api, memory, tools) {
    this.$root = $root;
    this.operation = operation;
    this.api = api;
    this.memory = memory;
    this.tools = tools;
    this.maker = makerOf(operation);
    this.directory = new Directory(operation, api);
    if (memory.directory !== undefined) this.directory.$kind.value = memory.directory;
    if (memory.person !== undefined) this.directory.$name.value = memory.person;
    this.place = new Place(operation);
    if (memory.place !== undefined) this.place.value = memory.place;
    const { members, policyMember } = operation;
    // A switch by which the service makes the password is one of the ways to get one.
    this.byService = switchToService(operation);
    this.fields = members.flatMap((member, index) => (member.name === policyMember || member === this.byService ? [] : [new Field(member, `member-${index + 1}`, operation)]));
    for (const field of this.fields) this.#recall(field);
    const policy = members.findIndex(({ name }) => name === policyMember);
    this.secret = policy < 0 ? undefined : new Secret(operation, members[policy], `member-${policy + 1}`, memory.secret, {
      api, directory: this.directory, byService: this.byService !== undefined, announce: tools.announce,
      onChange: () => {
        if (this.#pointed?.member === policyMember) this.#pointed = undefined;
        this.#change();
      },
    });
    const stays = this.fields.filter(({ member: { group, target } }) => group === "target" && !target);
    this.setup = new Setup(operation, { place: this.place, fields: stays, directory: this.directory }, { onOther: tools.onOther });
    this.target = this.fields.find(({ member }) => member.target);
    this.person = this.target && tools.Person ? this.#find(tools.Person, this.target) : undefined;
    this.$notice = element("div", { class: "notices" });
    this.$act = element("footer", { class: "act" });
    this.$body = element("div", { class: "body stack" }, this.$notice, ...this.#parts(stays));
    this.$form = element("form", { class: "card", id: "form", method: "post", novalidate: true, autocomplete: "off" }, this.setup.$bar, this.setup.$fields, this.$body, this.$act);
    $root.replaceChildren(this.$form);
    this.#drawAct();
    this.setup.fold(!(memory.open ?? this.setup.isIncomplete));
    this.#applyRules();
    this.#judge();
    this.#listen();
    tools.onBuilt(this.built);
  }

  /** Takes the person to the first field that they have to fill in. */
  focus() {
    const first = this.setup.isOpen && this.setup.isIncomplete ? this.setup.fields.find(({ required, value }) => required && value === undefined)?.$input ?? this.place.$input : this.target?.$input;
    (first?.isConnected ? first : this.$form.querySelector("h1"))?.focus();
  }

  /** @param {Field[]} stays the fields of the setup */
  #parts(stays) {
    const others = this.fields.filter((field) => !stays.includes(field) && field !== this.target);
    const seldom = others.filter(({ member: { kind, group, sensitive }, required }) => !required && !sensitive && (kind !== "boolean" || group !== "options"));
    const often = others.filter((field) => !seldom.includes(field));
    this.$seldom = seldom.length > 0 ? disclosure("more seldom", messages.moreOptions, undefined, element("div", { class: "stack" }, ...seldom.map(({ $root }) => $root))) : undefined;
    return [...(this.target ? [this.target.$root] : []), ...(this.secret ? [this.secret.$root] : []), ...often.map(({ $root }) => $root), ...(this.$seldom ? [this.$seldom] : [])];
  }

  /** @param {typeof import("../person/person.js").Person} Person @param {Field} target */
  #find(Person, target) {
    return new Person(this.operation, {
      text: () => String(target.state),
      place: () => this.place.asked,
      // Who is looked for is no reason to hand a secret over.
      members: () => Object.fromEntries(this.fields.flatMap(({ member: { name, sensitive }, value }) => (sensitive || value === undefined ? [] : [[name, value]]))),
      onFound: (set, names) => {
        this.directory.known = names;
        this.fill(set);
        this.secret?.draw();
      },
      onSaid: () => this.#judge(),
    });
  }

  /** @param {Field} field */
  #recall(field) {
    const { name } = field.member;
    const state = this.memory.states.get(name);
    if (state !== undefined) field.state = state;
    field.left = field.edited = this.memory.left.has(name);
  }

  /** @param {Field} field */
  #remember({ member: { name, sensitive }, state, left }) {
    if (!sensitive) this.memory.states.set(name, state);
    if (left) this.memory.left.add(name);
  }

  /** Keeps what is typed for the next time that the operation is drawn. */
  remember() {
    const { memory } = this;
    for (const field of this.fields) this.#remember(field);
    memory.place = this.place.value;
    memory.directory = this.directory.$kind.value;
    memory.person = this.directory.$name.value;
    memory.open = this.setup.isOpen;
  }

  /** Stops listening. */
  close() {
    clearTimeout(this.#timer);
    this.#listening.abort();
  }

  hideSecrets() {
    this.secret?.hide();
  }

  /**
   * Fills in what somebody else knows: a link, a person who was found, a document.
   *
   * @param {Readonly<Record<string, unknown>>} values by member
   */
  fill(values) {
    for (const field of this.fields) {
      const value = values[field.member.name];
      if (value === undefined) continue;
      field.fill(value);
      this.#remember(field);
    }
    const { policyMember } = this.operation;
    const password = policyMember === undefined ? undefined : values[policyMember];
    if (this.secret && typeof password === "string") {
      Object.assign(this.memory.secret, { source: "own", own: password, left: true });
      this.secret.$input.value = password;
      this.secret.isOwnHidden = true;
      this.secret.draw();
    }
    if (this.byService && values[this.byService.name] === true) {
      this.memory.secret.source = "service";
      this.secret?.draw();
    }
    this.setup.draw();
    this.#applyRules();
    this.#change();
  }

  #listen() {
    const { signal } = this.#listening;
    this.$form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    }, { signal });
    this.$form.addEventListener("input", (event) => this.#edit(event), { signal });
    this.$form.addEventListener("focusout", (event) => this.#leave(event), { signal });
    document.addEventListener("pointerdown", () => (this.#pressed = true), { signal });
    for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, () => (this.#pressed = false), { signal });
  }

  /** @param {EventTarget | null} target */
  #fieldOf(target) {
    return this.fields.find(({ $root }) => target instanceof Node && $root.contains(target));
  }

  /** @param {Event} event */
  #edit(event) {
    const { target } = event;
    if (target === this.directory.$kind) this.secret?.moveOn();
    const field = this.#fieldOf(target);
    if (field) {
      field.edited = true;
      if (this.#pointed?.member === field.member.name) this.#pointed = undefined;
      // By a paste or a drop: what is typed is still being typed.
      const pasted = event instanceof InputEvent && event.inputType.startsWith("insertFrom");
      if (pasted) field.trim();
      this.#remember(field);
      if (field === this.target) {
        this.directory.known = [];
        this.person?.changed();
        if (pasted) this.person?.find();
      }
    }
    this.#applyRules();
    this.#change();
  }

  /** Something may be sent otherwise now. */
  #change() {
    if (this.$copySecret) {
      this.$go?.classList.add("go");
      this.$copySecret.classList.remove("go");
    }
    this.#clearNotice();
    this.#look();
  }

  /** What is wrong and what would be sent, as it stands. */
  #look() {
    this.#judge();
    this.tools.onBuilt(this.built);
  }

  /** @param {FocusEvent} event */
  #leave(event) {
    const { target, relatedTarget } = event;
    if (this.secret?.isLeft(event)) return this.#whenReleased(() => this.#look());
    if (target === this.directory.$name) trim(this.directory.$name);
    if (target === this.place.$input && relatedTarget !== null) {
      this.place.trim();
      this.place.left ||= this.place.value !== "";
      return this.#whenReleased(() => this.#look());
    }
    const field = this.#fieldOf(target);
    // Going on to the field's own buttons, or to another window to look up an ID, is not leaving it.
    if (!field || field.$root.contains(document.activeElement)) return;
    if (relatedTarget instanceof Node && field.$root.contains(relatedTarget)) return;
    if (!field.edited) return;
    field.left = true;
    field.trim();
    this.#remember(field);
    if (field === this.target) this.person?.find();
    this.#whenReleased(() => this.#look());
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
  get input() {
    /** @type {Map<string, import("../types.js").Value | undefined>} */
    const values = new Map(this.fields.map(({ member: { name }, value }) => [name, value]));
    const { policyMember } = this.operation;
    if (policyMember !== undefined) values.set(policyMember, this.secret?.value);
    if (this.byService) values.set(this.byService.name, this.secret?.byService ? true : undefined);
    const order = this.operation.members.map(({ name }) => name);
    return Object.fromEntries(order.flatMap((name) => (values.get(name) === undefined ? [] : [[name, /** @type {import("../types.js").Value} */ (values.get(name))]])));
  }

  /** What would be sent; nothing while something is wrong. @returns {Built | undefined} */
  get built() {
    const { operation, input, place: { destination }, directory: { options, known } } = this;
    const isRight = attempt(() => this.api.buildRequest(operation.id, /** @type {any} */ (input), { ...options, ...destination })) !== undefined;
    return isRight ? { operation, input, destination, options, names: [...known] } : undefined;
  }

  /** @param {Input} input */
  #validate(input) {
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
    const input = { ...this.input, ...exampleOf(this.operation, draw, ({ name }) => wrong.has(name)) };
    return (this.#validate(input).warnings ?? []).filter(({ path }) => path[0] !== undefined && !wrong.has(path[0]));
  }

  /** Says what is to be said of the fields that the person has left. */
  #judge() {
    const { operation, target } = this;
    const { issues = [], warnings = this.#warningsBeside(issues) } = this.#validate(this.input);
    /** @type {{ label: string, focus: () => void, isSetup: boolean }[]} */
    const faults = [];
    for (const field of this.fields) {
      const { name, label } = field.member;
      const person = field === target ? this.person : undefined;
      // Until somebody is found or chosen, nobody knows whether the text is an ID.
      const told = field.left && !person?.isSearching && !person?.isChoosing;
      const own = (/** @type {readonly Issue[]} */ list) => (told ? list.filter(({ path }) => path[0] === name) : []);
      const wrong = field.judge(own(issues), person?.isAsked ? [] : own(warnings), operation, person?.said);
      if (this.#pointed?.member === name) {
        field.says.say({ kind: "bad", content: [this.#pointed.text] });
        field.$input.setAttribute("aria-invalid", "true");
      }
      if (wrong) faults.push({ label, focus: () => this.#go(field.$input), isSetup: this.setup.fields.includes(field) });
    }
    const { policyMember } = operation;
    const ofSecret = (/** @type {readonly Issue[]} */ list) => list.filter(({ path }) => path[0] === policyMember);
    const isBroken = this.secret?.judge(ofSecret(issues), ofSecret(warnings));
    if (this.#pointed && this.#pointed.member === policyMember) this.secret?.point(this.#pointed.text);
    if (this.secret && isBroken) faults.push({ label: this.secret.label, focus: () => this.secret?.focus(), isSetup: false });
    if (this.place.judge(() => issues.length > 0 || this.built !== undefined)) faults.unshift({ label: this.place.label, focus: () => this.#go(this.place.$input), isSetup: true });
    // What concerns several members together is one of the faults.
    const together = this.#asked ? issues.filter(({ path }) => path.length === 0) : [];
    if (faults.some(({ isSetup }) => isSetup) && !this.setup.isOpen) this.setup.fold(false);
    if (!this.setup.isOpen) this.setup.draw();
    this.#tell(faults, together);
    return { faults, issues, together };
  }

  /**
   * Beside the button: which fields are to be mended.
   *
   * @param {{ label: string, focus: () => void }[]} faults
   * @param {readonly Issue[]} together
   */
  #tell(faults, together) {
    if (!this.$status || !this.#asked) return;
    const texts = together.map((issue) => messages.issue(issue, this.operation));
    this.$status.className = "says bad aside";
    this.$status.hidden = faults.length + together.length === 0;
    this.$status.replaceChildren(...toFix(faults), ...texts.map((text) => element("span", {}, text)));
  }

  /** @param {HTMLElement} $input */
  #go($input) {
    if (this.setup.$fields.contains($input) && !this.setup.isOpen) this.setup.fold(false);
    if (this.$seldom?.contains($input)) this.$seldom.open = true;
    (document.querySelector(`label[for="${$input.id}"]`) ?? $input).scrollIntoView({ block: "nearest" });
    $input.focus({ preventScroll: true });
  }

  #drawAct() {
    const { operation, tools: { send, framed } } = this;
    this.$status = element("p", { class: "note aside", role: "status", hidden: true });
    if (send) {
      this.$go = element("button", { type: "submit", class: "btn go long" }, messages.act[this.maker](this.#noun));
      this.$act.replaceChildren(this.$go, this.$status);
      return;
    }
    this.$go = element("button", { type: "submit", class: "btn go" }, icon("copy"), element("span", {}, operation.command ? messages.copyCommand : messages.copyRequest));
    this.$copySecret = this.secret && button("btn", messages.copySecret(this.secret.member.label), () => this.#copySecret(), { icon: "copy" });
    this.$act.replaceChildren(this.$go, ...(this.$copySecret ? [this.$copySecret] : []), this.$status);
    if (!framed) return;
    this.$status.hidden = false;
    this.$status.textContent = messages.sendFramed;
  }

  get #noun() {
    const { operation: { output }, secret } = this;
    return secret?.member.label ?? messages.model(output.find(({ sensitive }) => sensitive)?.label ?? "");
  }

  /** Tells every fault, or goes on. @returns {Promise<boolean>} whether nothing is wrong */
  async #isReady() {
    this.#asked = true;
    for (const field of this.fields) {
      field.edited = field.left = true;
      field.trim();
      this.#remember(field);
    }
    trim(this.directory.$name);
    this.place.left = true;
    this.place.trim();
    this.memory.secret.left = true;
    this.#clearNotice();
    if (this.person && !(await this.person.settle())) {
      this.#judge();
      this.target?.$input.focus();
      return false;
    }
    const { faults, issues, together } = this.#judge();
    if (faults.length === 0 && issues.length === 0) return true;
    const [first] = faults;
    if (first) first.focus();
    else if (together.length === 0 && this.$status) {
      this.$status.hidden = false;
      this.$status.className = "says bad aside";
      this.$status.textContent = messages.issue(issues[0], this.operation);
    }
    return false;
  }

  async #copySecret() {
    if (!(await this.#isReady()) || this.secret?.value === undefined) return;
    this.tools.onSecretCopied(this.secret.value);
    this.#note(messages.secretCopied);
  }

  /** @param {string} text */
  #note(text) {
    if (!this.$status) return;
    this.$status.className = "note aside";
    this.$status.hidden = text === "";
    this.$status.textContent = text;
  }

  #isSending = false;

  async #submit() {
    if (this.#isSending || this.$go?.getAttribute("aria-disabled") === "true") return;
    this.#isSending = true;
    try {
      if (!(await this.#isReady())) return;
      const { built } = this;
      if (!built) return;
      this.hideSecrets();
      if (this.tools.send) await this.#send(built, 1);
      else {
        this.#note((await this.tools.onCopy()) ?? "");
        // What is to be done next is filled.
        this.$go?.classList.toggle("go", !this.$copySecret);
        this.$copySecret?.classList.add("go");
      }
    } finally {
      this.#isSending = false;
    }
  }

  #clearNotice() {
    if (this.$notice.hasChildNodes()) this.$notice.replaceChildren();
  }

  /** @param {HTMLElement} $notice */
  #showNotice($notice) {
    this.$notice.replaceChildren($notice);
  }

  /** Nothing may change while it is not known what became of the request. @param {boolean} locked */
  #lock(locked) {
    this.tools.onBusy(locked);
    this.$body.inert = locked;
    this.setup.lock(locked);
    if (!locked) return;
    this.tools.onBuilt(undefined);
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Built} built
   * @param {number} tries
   */
  async #send(built, tries) {
    const { operation, tools, api } = this;
    const { service } = operation;
    clearTimeout(this.#timer);
    this.#lock(true);
    this.#clearNotice();
    this.$form.setAttribute("aria-busy", "true");
    this.$go?.setAttribute("aria-disabled", "true");
    const $spin = element("span", { class: "spin" });
    this.$go?.replaceChildren($spin, messages.acting[this.maker]);
    // What is said of the fields is over.
    this.$status = undefined;
    if (this.$go) this.$act.replaceChildren(this.$go, element("p", { class: "note aside", role: "status" }, messages.waiting(service)));
    const [later, reply] = await Promise.all([tools.later(), tools.send?.(built)]);
    if (this.#listening.signal.aborted) return;
    this.$form.removeAttribute("aria-busy");
    this.$go?.removeAttribute("aria-disabled");
    if (!reply || !later) return this.#lost(built);
    const { response } = reply;
    if (!response) return this.#refused(reply.refused, reply.run);
    const { error } = later.readResponse(described(api, operation.id), response, /** @type {any} */ (built.input));
    if (!error) {
      this.#lock(false);
      return tools.onDone({ built, response, time: new Date() });
    }
    if (error.code === "unreadable_answer") return this.#lost(built, messages.model(error.meaning));
    if (error.retryable && tries < MOST_TRIES) return this.#wait(built, tries, error);
    this.#unlock();
    this.#failed(error, response.status);
  }

  /**
   * Explains what came back of a request that was sent by hand.
   *
   * @param {HttpResponse} response
   * @returns {Promise<boolean>} whether it is done
   */
  async explain(response) {
    const { operation, input, place: { destination }, directory: { options, known } } = this;
    const later = await this.tools.later();
    if (!later) return false;
    this.#pointed = undefined;
    const { error } = later.readResponse(described(this.api, operation.id), response, /** @type {any} */ (input));
    if (error) this.#failed(error, response.status);
    else this.tools.onDone({ built: { operation, input, destination, options, names: [...known] }, response, time: new Date() });
    return !error;
  }

  /** Back to the form as it was, with what there is to say about it. */
  #unlock() {
    this.#lock(false);
    this.#asked = false;
    this.#drawAct();
    this.tools.onBuilt(this.built);
  }

  /**
   * @param {import("../types.js").ResponseError} error
   * @param {number} status
   */
  #failed({ code, meaning, remedy, member, message, requestId }, status) {
    const said = messages.model(remedy);
    const field = this.fields.find((one) => one.member.name === member);
    const isSecret = member !== undefined && member === this.operation.policyMember;
    if (member !== undefined && (field || isSecret)) this.#pointed = { member, text: said };
    this.#judge();
    const facts = factsList([[messages.error, code], [messages.serviceSays, message], [messages.requestId, requestId], [messages.time, messages.timeOf(new Date())]]);
    // What a service refuses as its caller's mistake, it has not done; of a success that cannot be read, its meaning says what it did.
    const changed = code === "unreadable_answer" ? "" : status >= 400 && status < 500 ? messages.nothingChanged : messages.mayHaveChanged;
    this.#showNotice(notice("bad", messages.model(meaning), [changed, field || isSecret ? "" : said], disclosure("more", messages.forSupport, undefined, facts)));
    if (field) this.#go(field.$input);
    else if (isSecret) this.secret?.focus();
    else this.$go?.focus();
  }

  /**
   * Says before anything is sent that nobody is signed in.
   *
   * @param {string} code
   * @param {string | undefined} run
   */
  warn(code, run) {
    this.#showNotice(notice("warn", more.refusal(code), run ? [inTerminal(run)] : []));
  }

  /**
   * The server sent nothing on.
   *
   * @param {string} code
   * @param {string | undefined} run
   */
  #refused(code, run) {
    this.#unlock();
    const fact = desk ? more.refusal(code) : more.serverRefused(code);
    this.#showNotice(notice("bad", fact, [messages.nothingChanged, ...(run ? [inTerminal(run)] : [])]));
    this.$go?.focus();
  }

  /**
   * The service is busy: the same is sent again by itself.
   *
   * @param {Built} built
   * @param {number} tries
   * @param {import("../types.js").ResponseError} error
   */
  #wait(built, tries, { meaning, retryAfter }) {
    const { service } = this.operation;
    this.#showNotice(notice("warn", messages.busy(service), [messages.model(meaning), messages.safeAgain]));
    this.secret?.lock();
    let left = Math.ceil(retryAfter ?? WAIT * tries);
    const $now = element("button", { type: "submit", class: "btn go long" }, messages.tryNow);
    $now.addEventListener("click", (event) => {
      event.preventDefault();
      this.#send(built, tries + 1);
    });
    const $stop = button("btn", messages.stop, () => {
      clearTimeout(this.#timer);
      this.#restart(false);
    });
    const $left = element("p", { class: "note aside" });
    this.$go = $now;
    this.$act.replaceChildren($now, $stop, $left);
    $now.focus();
    const tick = () => {
      $left.textContent = messages.nextTry(left, tries + 1, MOST_TRIES);
      if (left <= 0) return this.#send(built, tries + 1);
      left -= 1;
      this.#timer = setTimeout(tick, 1000);
    };
    tick();
  }

  /**
   * Nobody knows what became of the request.
   *
   * @param {Built} built
   * @param {string} [fact]
   */
  #lost(built, fact = messages.noResponse) {
    const { idempotent } = this.operation;
    const $notice = notice("warn", fact, [idempotent ? messages.againSafe : messages.againTwice]);
    $notice.setAttribute("role", "alert");
    this.#showNotice($notice);
    this.secret?.lock();
    const $again = element("button", { type: "submit", class: "btn go long" }, messages.sendAgain);
    $again.addEventListener("click", (event) => {
      event.preventDefault();
      this.#send(built, 1);
    });
    this.$go = $again;
    this.$act.replaceChildren($again, button("btn", messages.startOver, () => this.#restart(true)));
    $again.focus();
  }

  /** Draws the form anew. @param {boolean} fresh whether with another secret, and nobody in it */
  #restart(fresh) {
    const { memory, tools, target } = this;
    this.remember();
    this.close();
    tools.onBusy(false);
    if (fresh) {
      memory.secret = freshSecret();
      if (target) memory.states.delete(target.member.name);
      memory.left.clear();
    }
    tools.onRestart();
  }
}

/** @param {string} run a command */
const inTerminal = (run) => element("p", {}, more.inTerminal, " ", element("code", {}, run));
