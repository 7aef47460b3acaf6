// Loads the language, and draws what is to be done.
/** @import { Api, Operation, OperationId } from "./types.js" */
/** @import { Form } from "./developers/developers.js" */
/** @import { Memory, Result } from "./reset/reset.js" */
/** @import { Many } from "./many/many.js" */
import { core } from "./base/core.js";
import { button, disclosure, element } from "./base/element.js";
import { loadStyle } from "./base/style.js";
import { findOperations, firstShown, load, loadAll, loaded, menu, translate } from "./base/operations.js";
import { Chooser } from "./chooser/chooser.js";
import { ClipboardClock, ticks } from "./done/clock.js";
import { desk, deskAddress, openDesk, savedSetup } from "./desk/session.js";
import { endpoint, isFramed } from "./desk/endpoint.js";
import { send } from "./desk/sender.js";
import { Header } from "./header/header.js";
import { notice } from "./reset/notice.js";
import { freshMemory, Reset } from "./reset/reset.js";
import { freshSecret } from "./secret/secret.js";
import { stripOf } from "./setup/setup.js";
import { bestLanguage, messages, more, speak, speakMore } from "./text/messages.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} text for those who cannot see what has changed */
function announce(text) {
  byId("announcer").textContent = text;
}

/** One user after the other, or many at once. */
class Page {
  /** What was typed for each operation, for as long as the page is open. @type {Map<OperationId, Memory>} */
  #memories = new Map();
  /** @type {OperationId | undefined} */
  #id;
  /** @type {Reset | undefined} */
  #reset;
  /** @type {InstanceType<typeof import("./later.js").Done> | undefined} */
  #done;
  /** @type {Result | undefined} */
  #result;
  /** @type {InstanceType<typeof import("./later.js").Developers> | undefined} */
  #developers;
  /** There once an operation was opened. @type {Api | undefined} */
  #api;
  /** Which form of the request was looked at last, and whether it is open. @type {{ form?: Form, isOpen: boolean }} */
  #drawer = { isOpen: false };
  /** @type {Many | undefined} */
  #many;
  #isBusy = false;
  /** @type {Promise<typeof import("./later.js") | undefined> | undefined} */
  #loading;

  /**
   * @param {ReturnType<typeof savedSetup>} setup what a saved link says
   * @param {typeof import("./desk/parts.js") | undefined} parts what only a desk brings
   */
  constructor(setup, parts) {
    this.setup = setup;
    this.parts = parts;
    this.$one = byId("one");
    this.clock = new ClipboardClock((ticking) => {
      if (this.#done) this.#done.tick(ticking);
      byId("clipboard").textContent = this.#done ? "" : ticks(ticking);
    });
    this.header = new Header(byId("top"), byId("sandbox"), { onMany: (many) => this.#show(many), onLanguage: () => this.#translate() });
    this.#id = firstShown(setup.op);
    this.#draw().then(() => this.#focus());
    // Who moves will choose a service.
    addEventListener("pointermove", () => core().catch(() => {}), { once: true });
    // Who begins will want what comes after it and perhaps another operation, where there may be no network any more.
    for (const name of ["pointerdown", "keydown"]) {
      addEventListener(name, () => {
        this.#later();
        core().then(loadAll).catch(() => {});
      }, { once: true });
    }
    addEventListener("beforeunload", (event) => {
      if (this.#isBusy || this.#done?.isUnsaved || this.#many?.isUnsaved) event.preventDefault();
    });
    // What reads a file is ended before the browser ends it with the page.
    addEventListener("pagehide", () => this.#many?.cancel());
    addEventListener("pageshow", ({ persisted }) => {
      // The back-forward cache brings the page back as it was left, perhaps to somebody else.
      if (!persisted) return;
      this.#hideSecrets();
      this.#many?.leave();
    });
    document.addEventListener("visibilitychange", () => document.hidden && this.#hideSecrets());
  }

  #hideSecrets() {
    this.#reset?.hideSecrets();
    this.#done?.hideSecrets();
    this.#developers?.hideSecrets();
  }

  /** What shows requests and responses, loaded once; nothing where it cannot be. */
  #later() {
    this.#loading ??= Promise.all([import("./later.js"), speakMore()]).then(([later]) => later, () => {
      // Perhaps the next attempt meets a network.
      this.#loading = undefined;
      return undefined;
    });
    return this.#loading;
  }

  async #translate() {
    announce("");
    await translate();
    this.header.draw();
    this.#reset?.remember();
    await this.#draw();
    const many = this.#many && this.#api && loaded(this.#api, this.#many.operation.id);
    if (many) this.#many?.draw(many);
  }

  /** @param {boolean} many whether a whole file is shown */
  #show(many) {
    // Where no operation is open, one is chosen first.
    const isFile = many && this.#id !== undefined && !(this.parts && !desk);
    this.$one.hidden = isFile;
    byId("many").hidden = !isFile;
    if (isFile) this.#openMany();
    else this.#focus();
  }

  /** A whole file, for the operation that is open. */
  async #openMany() {
    const $root = byId("many");
    const id = /** @type {OperationId} */ (this.#id);
    this.#reset?.remember();
    try {
      const opening = core().then(async (api) => {
        await load(api, id);
        return api;
      });
      const [{ Many }, api] = await Promise.all([import("./many/many.js"), opening, speakMore(), loadStyle("pkg/many.css")]);
      const operation = /** @type {Operation} */ (loaded(api, id));
      if (this.#many && !this.#many.isUnsaved) this.#many.choose(operation);
      this.#many ??= new Many($root, api, operation, this.#memoryOf(operation), {
        announce,
        onOther: menu().length > 1 ? () => this.#choose(undefined) : undefined,
        onBusy: (busy) => this.header.lock(busy),
      });
      this.#many.focus();
    } catch {
      $root.replaceChildren(notice("bad", messages.partMissing));
    }
  }


  #focus() {
    if (this.#done) this.#done.focus();
    else if (this.#reset) this.#reset.focus();
    else this.#chooser?.focus();
  }

  /** @type {Chooser | undefined} */
  #chooser;

  /** Draws what there is to be done, in the language that is spoken. */
  async #draw() {
    this.#reset?.close();
    this.#reset = this.#done = this.#developers = this.#chooser = undefined;
    document.title = messages.title;
    byId("clipboard").textContent = this.#result ? "" : ticks(this.clock.ticking);
    if (this.parts && !desk) return this.parts.drawLocked(this.$one);
    if (this.#id === undefined) return this.#drawChooser();
    const operation = await this.#load(this.#id);
    if (!operation || !this.#api) return;
    if (this.#result) return this.#drawDone(this.#api, operation, this.#result);
    this.#drawForm(this.#api, operation);
  }

  /**
   * @param {OperationId} id
   * @returns {Promise<Operation | undefined>} nothing where it cannot be loaded, which is said
   */
  async #load(id) {
    try {
      this.#api = await core();
      await load(this.#api, id);
      return loaded(this.#api, id);
    } catch {
      const $other = menu().length > 1 ? [button("btn", messages.otherService, () => this.#choose(undefined))] : [];
      this.$one.replaceChildren(element("article", { class: "card" }, element("div", { class: "body" }, notice("bad", this.#api ? messages.partMissing : messages.loadFailed, [], ...$other))));
      return undefined;
    }
  }

  #drawChooser() {
    this.$one.className = "col wide";
    const $home = element("div");
    this.$one.replaceChildren($home);
    this.#chooser = new Chooser($home, menu(), (id) => this.#choose(id));
  }

  /** @param {OperationId | undefined} id nothing for the menu */
  async #choose(id) {
    this.#reset?.remember();
    // A secret that was made for nobody is of no use later.
    const left = this.#id === undefined ? undefined : this.#memories.get(this.#id);
    if (left) left.secret = freshSecret();
    this.#id = id;
    this.#result = undefined;
    await this.#draw();
    this.#show(this.header.isMany);
  }

  /** What is known of an operation when it is opened the first time: what the link says. @param {Operation} operation */
  #memoryOf(operation) {
    const memory = this.#memories.get(operation.id) ?? freshMemory();
    if (!this.#memories.has(operation.id) && this.setup.op === operation.id) {
      const { members, place, directory } = this.setup;
      for (const { name, sensitive } of operation.members) {
        if (sensitive || !Object.hasOwn(members, name)) continue;
        memory.states.set(name, members[name]);
        memory.left.add(name);
      }
      Object.assign(memory, { place, directory });
    }
    this.#memories.set(operation.id, memory);
    return memory;
  }

  /** @param {Api} api @param {Operation} operation */
  #drawForm(api, operation) {
    const { clock } = this;
    const url = endpoint();
    const canSend = url !== undefined && !isFramed();
    const $card = element("div"), $code = element("div");
    this.$one.className = "col";
    this.$one.replaceChildren($card, $code, ...(canSend || deskAddress() ? [] : [element("p", { class: "note beside" }, messages.sendInstead, element("code", {}, "npx resetkit-desk"))]));
    /** @type {import("./reset/reset.js").Built | undefined} */
    let built;
    const reset = this.#reset = new Reset($card, operation, api, this.#memoryOf(operation), {
      later: () => this.#later(),
      Person: desk ? this.parts?.Person : undefined,
      send: canSend ? ({ operation: { id }, input, destination: { region, cloud } }) => send(url, operation, { operation: id, region, cloud, input }) : undefined,
      framed: url !== undefined && isFramed(),
      onOther: menu().length > 1 ? () => this.#choose(undefined) : undefined,
      onDone: (result) => {
        this.#result = result;
        this.#reset?.remember();
        this.#drawDone(api, operation, result);
      },
      onBuilt: (now) => {
        built = now;
        this.#developers?.show(built);
        if (!canSend && built && !this.#developers) this.#openCode($code, api, operation, () => built, false);
      },
      onCopy: async () => {
        await this.#openCode($code, api, operation, () => built, false);
        return built ? this.#developers?.copy(built) ?? messages.partMissing : undefined;
      },
      onSecretCopied: (secret) => clock.copy(secret),
      onBusy: (busy) => {
        this.#isBusy = busy;
        this.header.lock(busy);
        $code.hidden = busy;
      },
      onRestart: () => this.#draw().then(() => this.#focus()),
      announce,
    });
    if (canSend) {
      const $drawer = disclosure("dev", messages.forDevelopers, "code");
      $drawer.open = this.#drawer.isOpen;
      $drawer.addEventListener("toggle", () => {
        this.#drawer.isOpen = $drawer.open;
        if ($drawer.open) this.#openCode($drawer, api, operation, () => built, true);
      });
      $code.append($drawer);
    }
    this.header.ask(operation.id).then((refused) => {
      if (refused && reset === this.#reset) reset.warn(refused.code, refused.run);
    });
  }

  /**
   * Shows the request in its other forms, once.
   *
   * @param {HTMLElement} $home
   * @param {Api} api
   * @param {Operation} operation
   * @param {() => import("./reset/reset.js").Built | undefined} built
   * @param {boolean} canSend
   */
  async #openCode($home, api, operation, built, canSend) {
    const reset = this.#reset;
    const later = await this.#later();
    if (!reset || reset !== this.#reset || this.#developers) return;
    if (!later) return $home.append(element("p", { class: "note", role: "alert" }, messages.partMissing));
    const developers = this.#developers = new later.Developers(operation, api, reset, this.clock, { form: this.#drawer.form, onForm: (form) => (this.#drawer.form = form) });
    const $card = element("div", { class: "card", id: "code" }, developers.$root);
    if (!canSend) {
      const printed = new later.Printed(operation, async (response) => {
        if (await reset.explain(response)) printed.clear();
      });
      $card.append(printed.$root);
    }
    $home.append($card);
    developers.show(built());
  }

  /** @param {Api} api @param {Operation} operation @param {Result} result */
  async #drawDone(api, operation, result) {
    const later = await this.#later();
    if (!later) return;
    this.#reset?.close();
    this.#reset = this.#developers = undefined;
    const done = this.#done = new later.Done(this.$one, stripOf(operation, result.built.destination, result.built.input), operation, api, result, {
      clock: this.clock,
      onPrint: (label, secret) => this.#print(later, api, operation, result, label, secret),
      onAnother: () => this.#another(operation),
      announce,
    });
    document.title = `${done.$heading.textContent} – ${messages.title}`;
    done.focus();
  }

  /** @param {Operation} operation */
  #another(operation) {
    const memory = this.#memoryOf(operation);
    const target = operation.members.find((member) => member.target);
    memory.secret = freshSecret();
    memory.person = undefined;
    memory.open = false;
    memory.left.clear();
    if (target) memory.states.delete(target.name);
    this.#result = undefined;
    this.#draw().then(() => this.#focus());
  }

  /**
   * @param {typeof import("./later.js")} later
   * @param {Api} api
   * @param {Operation} operation
   * @param {Result} result
   * @param {string} label
   * @param {string} secret
   */
  #print({ printSlips, whose }, api, operation, { built: { input } }, label, secret) {
    const { target, label: about } = whose(operation, input);
    const { signIn, helpDesk } = this.setup;
    printSlips(byId("slip"), [{
      title: messages.newPassword(label), service: operation.service, about: target ? [[about, target]] : [], signIn, helpDesk, secret, label,
      note: operation.policy ? more.slipChange : more.slipKeep,
    }], api.spell);
  }
}

// Not awaited up here: the parts that are loaded meanwhile import from this module, and would wait for it.
(async () => {
  const $one = byId("one");
  try {
    await openDesk();
    const setup = savedSetup();
    if (setup.op) core().catch(() => {});
    await speak(bestLanguage(navigator.languages));
    await findOperations(desk?.operations);
    await translate();
    if (deskAddress()) await speakMore();
    const parts = deskAddress() ? await import("./desk/parts.js") : undefined;
    new Page(setup, parts);
  } catch {
    // What went wrong is not said in the console: nothing of this page's ever is.
    $one.replaceChildren(element("article", { class: "card" }, element("div", { class: "body" }, notice("bad", messages.loadFailed))));
  }
})();
