/** @import { Api, Input, Member, Operation, PasswordOperationId } from "./types.js" */
/** @import { Judge } from "./directory.js" */
/** @import { Accepted, Snapshot } from "./form.js" */
/** @import { ResponseView } from "./response-view.js" */
/** @import { DocumentPanel } from "./document-panel.js" */
/** @import { BatchView } from "./batch-view.js" */
/** @import { Built, RequestView, Sent } from "./request-view.js" */
/** @import { savedSetup } from "./desk-session.js" */
import { ClipboardClock } from "./clipboard-clock.js";
import { desk as connected, deskAddress } from "./desk-session.js";
import { Disclosure } from "./disclosure.js";
import { element } from "./element.js";
import { endpoint, isFramed } from "./endpoint.js";
import { ErrorSummary } from "./error-summary.js";
import { attempt } from "./example.js";
import { OperationForm } from "./form.js";
import { messages, more, speakMore } from "./messages.js";
import { OperationPicker } from "./operation-picker.js";
import { allLoaded, described, load, loadAll, loaded, menu } from "./operations.js";
import { Tabs } from "./tabs.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Wires the parts of the page in one language: picker → form → error summary or request. */
export class Desk {
  /**
   * What was typed for each operation, secrets left out, for as long as the page is open.
   *
   * @type {Map<string, Map<string, string | boolean>>}
   */
  #drafts = new Map();
  /**
   * Where each operation was to be sent, whose policy judged it, and what came back: a new PIN may be nowhere else.
   *
   * @type {Map<string, Pick<Snapshot, "destination" | "directory"> & { response: ReturnType<ResponseView["snapshot"]> }>}
   */
  #left = new Map();
  #clock = new ClipboardClock(byId("clipboard"));
  /** @type {OperationForm | undefined} */
  #form;
  /** @type {Promise<typeof import("./outcome.js") | undefined> | undefined} */
  #loading;
  /**
   * What is to be shown once the part that shows it is loaded.
   *
   * @type {Built | undefined}
   */
  #built;
  /** @type {RequestView | undefined} */
  view;
  /** @type {ResponseView | undefined} */
  response;
  /** @type {DocumentPanel | undefined} */
  document;
  /** @type {BatchView | undefined} */
  batch;
  /** @type {OperationPicker | undefined} */
  picker;
  /**
   * The operation that is to be open, loaded or not.
   *
   * @type {string | undefined}
   */
  #chosen;

  /**
   * @param {Api} api
   * @param {ReturnType<typeof savedSetup>} setup what a saved link says
   * @param {typeof import("./desk-parts.js") | undefined} parts what only a desk brings
   */
  constructor(api, setup, parts) {
    this.api = api;
    this.parts = parts;
    this.setup = setup;
    this.draw();
    // Who comes to the form will want what comes after it and perhaps another operation, where there may be no network any more.
    byId("desk").addEventListener("focusin", () => {
      this.#outcome();
      loadAll(api).catch(() => {});
    }, { once: true });
    // What reads a file is ended before the browser ends it with the page.
    addEventListener("pagehide", () => this.batch?.cancel());
    addEventListener("pageshow", () => {
      // The back-forward cache brings the page back as it was left, perhaps to somebody else.
      this.#form?.hideSecrets();
      this.view?.hideSecrets();
      this.response?.hideSecrets();
      this.batch?.forget();
    });
  }

  /** Draws everything in the language that is spoken, and keeps what is typed and built. */
  draw() {
    const { api } = this;
    const id = this.#form?.operation.id ?? menu().find((item) => item.id === this.setup.op)?.id;
    const form = this.#form?.snapshot();
    const pasted = this.document?.snapshot();
    const request = this.view?.snapshot();
    const way = this.ways?.index ?? 0;
    announce("");
    this.summary = new ErrorSummary(byId("error-summary"));
    this.summary.clear();
    this.#drawWays(way);
    this.#clear(messages.noRequest);
    this.#drawEmpty(messages.noRequest);
    this.picker = new OperationPicker(byId("picker"), menu(), id, (chosen) => this.#choose(chosen.id));
    this.batch?.draw(allLoaded(api));
    this.#clock.draw();
    if (!form || !this.#form) return;
    this.#form.restore(form);
    if (pasted) this.#drawDocument().then(() => this.document?.restore(pasted));
    if (request) this.#form.accept().then(() => this.view?.restore(request));
  }

  /** One user or a whole file. */
  #drawWays(/** @type {number} */ index) {
    const ways = [
      { label: messages.oneUser, $panel: element("div", {}, byId("desk")) },
      { label: messages.wholeFile, $panel: element("div", {}, byId("batch")), onOpen: () => this.#openBatch() },
    ];
    this.ways = new Tabs(messages.ways, "way", ways);
    byId("ways").replaceChildren(this.ways.$root);
    this.ways.open(index);
  }

  /** What shows requests, responses and documents, loaded once; nothing where it cannot be. */
  #outcome() {
    this.#loading ??= Promise.all([import("./outcome.js"), speakMore()]).then(([outcome]) => outcome, () => {
      // Perhaps the next attempt meets a network.
      this.#loading = undefined;
      return undefined;
    });
    return this.#loading;
  }

  async #openBatch() {
    if (this.batch) return;
    const $root = byId("batch");
    try {
      const [{ BatchView }] = await Promise.all([import("./batch-view.js"), speakMore(), style("pkg/batch.css"), loadAll(this.api)]);
      this.batch ??= new BatchView($root, this.api, allLoaded(this.api), this.#form?.operation.id, announce);
    } catch {
      $root.replaceChildren(element("p", { class: "notice is-failure", role: "alert" }, messages.partMissing));
    }
  }

  /** @param {string} text */
  #drawEmpty(text) {
    const $root = byId("request");
    $root.classList.add("is-empty");
    $root.replaceChildren(element("h2", { id: "request-heading" }, messages.requestHeading), element("p", { class: "help" }, text));
  }

  /**
   * Takes the request away and says why.
   *
   * @param {string} reason
   * @returns {boolean} whether there was one
   */
  #clear(reason) {
    const shown = this.view !== undefined;
    this.#built = this.view = undefined;
    if (shown) this.#drawEmpty(reason);
    this.#clock.settle();
    return shown;
  }

  /**
   * The same input a few times, with other secrets.
   *
   * @param {Operation} operation
   * @param {Input} input
   * @param {readonly Member[]} secrets
   * @param {Judge} options
   * @returns {Input[]} none where the secrets are not only the one that can be generated
   */
  #others({ id, policyMember }, input, secrets, { policy, names }) {
    if (secrets.length !== 1 || secrets[0].name !== policyMember) return [];
    const passwords = attempt(() => this.api.generatePasswords(policy ?? /** @type {PasswordOperationId} */ (id), 8, { names })) ?? [];
    return passwords.map((password) => ({ ...input, [secrets[0].name]: password }));
  }

  /**
   * What sends a request, where there is a server that takes it.
   *
   * @param {typeof import("./outcome.js")} outcome
   */
  #sender({ send }) {
    const url = endpoint();
    if (!url || isFramed() || (deskAddress() && !connected)) return undefined;
    /** @returns {Promise<Sent>} */
    return async (/** @type {Built} */ { operation, destination: { region, cloud }, input }) => {
      // Where its own services are, a server knows for itself.
      const reply = await send(url, operation, { operation: operation.id, region, cloud, input });
      if (!reply) return { state: "lost" };
      if (!reply.response) return { state: "refused", code: reply.refused, run: reply.run };
      this.responsePart?.open();
      await this.#drawResponse();
      return { state: this.response?.explain(reply.response, true) ? "done" : "answered" };
    };
  }

  /**
   * Opens an operation of the menu, once it is loaded. Until then nothing can be typed for the one before.
   *
   * @param {Operation["id"]} id
   */
  #choose(id) {
    this.#chosen = id;
    const $form = byId("form");
    const operation = loaded(this.api, id);
    $form.inert = operation === undefined;
    if (operation) return this.#open(operation);
    load(this.api, id).then(
      // Another one may have been chosen meanwhile.
      () => this.#chosen === id && this.#choose(id),
      () => {
        if (this.#chosen !== id || !this.#form) return;
        announce(messages.partMissing);
        this.picker?.choose(this.#form.operation.id);
        $form.inert = false;
      },
    );
  }

  /** @param {Operation} operation */
  #open(operation) {
    const { api, summary } = this;
    if (this.#form) {
      const { id } = this.#form.operation;
      const { destination, directory } = this.#form.snapshot();
      this.#left.set(id, { destination, directory, response: this.response ? this.response.snapshot() : this.#left.get(id)?.response });
      this.#form.close();
    }
    summary?.clear();
    this.#clear(messages.noRequest);
    const draft = this.#drafts.get(operation.id) ?? new Map();
    this.#drafts.set(operation.id, draft);
    this.#form = new OperationForm(/** @type {HTMLFormElement} */ (byId("form")), operation, api, draft, {
      onChange: () => {
        if (this.#clear(messages.outdated)) announce(messages.outdated);
      },
      onJudge: (problems) => summary?.update(problems),
      onRefuse: (problems) => {
        this.#clear(messages.noRequest);
        summary?.show(problems);
      },
      onAccept: (accepted) => this.#build(operation, accepted),
      announce,
    }, this.#clock);
    this.response = this.document = undefined;
    const $responseHeading = element("h2", { id: "response-heading" }, messages.responseHeading);
    this.responsePart = disclose(byId("response"), $responseHeading, () => this.#drawResponse(), this.responsePart);
    const $document = byId("document");
    $document.hidden = operation.command === undefined;
    $document.replaceChildren();
    this.documentPart = operation.command && disclose($document, messages.documentHeading, () => this.#drawDocument(), this.documentPart);
    this.#setUp(operation);
    const left = this.#left.get(operation.id);
    if (left) this.#form.restore({ ...this.#form.snapshot(), ...left });
    const response = left?.response;
    if (response) {
      this.responsePart.open();
      this.#drawResponse().then(() => this.response?.restore(response));
    }
    this.#clock.settle();
  }

  /**
   * Fills in what a saved link or the desk says, and lets the desk find the person.
   *
   * @param {Operation} operation
   */
  #setUp(operation) {
    const form = /** @type {OperationForm} */ (this.#form);
    const { destination } = form;
    const { op, place, members } = this.setup;
    if (op === operation.id) {
      const known = operation.members.filter(({ name, sensitive }) => !sensitive && Object.hasOwn(members, name));
      if (known.length > 0) form.fill(Object.fromEntries(known.map(({ name }) => [name, members[name]])));
      if (place !== undefined) destination.value = place;
    }
    if (connected && destination.kind === "endpoint" && destination.value === "") destination.value = connected.endpoint ?? (connected.sandbox ? operation.endpoint.example ?? "" : "");
    if (!connected || !this.parts) return;
    this.parts.drawWho(operation.id);
    new this.parts.FindPerson(byId("find"), operation, {
      place: () => destination.asked,
      // Who is looked for is no reason to hand a password over.
      members: () => Object.fromEntries(operation.members.filter(({ sensitive }) => !sensitive).flatMap(({ name }) => {
        const value = form.input()[name];
        return value === undefined ? [] : [[name, value]];
      })),
      onFound: (set) => form.fill(set),
    });
  }

  /**
   * @param {Operation} operation
   * @param {Accepted} accepted
   */
  async #build(operation, { input, warnings, destination, options, focus }) {
    this.summary?.clear();
    const secrets = operation.members.filter(({ name, sensitive }) => sensitive && name in input);
    const { place } = destination;
    const build = (/** @type {any} */ given) => this.api.buildRequest(operation.id, given, { ...options, ...place });
    const request = build(input);
    const others = this.#others(operation, input, secrets, options);
    const bodies = attempt(() => others.map((other) => build(other).body)) ?? [];
    const model = described(this.api, operation.id);
    const built = { request, operation, model, input, others, bodies, destination: place, options, secrets, warnings };
    this.#built = built;
    const outcome = await this.#outcome();
    // Something else was typed or opened while it was loaded.
    if (this.#built !== built) return;
    if (!outcome) {
      this.#drawEmpty(messages.partMissing);
      announce(messages.partMissing);
      return;
    }
    this.view = new outcome.RequestView(byId("request"), built, this.#clock, {
      onPrint: ({ name, label }) => this.#print(operation, more.slipTitle(label), this.#form?.secret(name)),
      onSend: this.#sender(outcome),
      framed: isFramed() && endpoint() !== undefined,
    });
    this.#clock.settle();
    if (focus) this.view.focus();
  }

  /** Draws the part that reads responses, where it is open and not there yet. */
  async #drawResponse() {
    const { responsePart } = this;
    const form = this.#form;
    const outcome = await this.#outcome();
    if (!responsePart || !form || responsePart !== this.responsePart || this.response) return;
    if (!outcome) return responsePart.show(partMissing());
    this.response = new outcome.ResponseView(responsePart.$content, form.operation, this.api, this.#clock, {
      input: () => form.input(),
      onPoint: (member) => form.point(member),
      onGo: (member) => form.focus(member),
      onPrint: (title, secret) => this.#print(form.operation, title, secret),
    });
  }

  /** Draws the part that takes a command line's document, where it is open and not there yet. */
  async #drawDocument() {
    const { documentPart } = this;
    const form = this.#form;
    const outcome = await this.#outcome();
    if (!documentPart || !form || documentPart !== this.documentPart || this.document) return;
    if (!outcome) return documentPart.show(partMissing());
    this.document = new outcome.DocumentPanel(documentPart.$content, form);
  }

  /**
   * @param {Operation} operation
   * @param {string} title
   * @param {string | undefined} secret
   */
  async #print({ service, policy }, title, secret) {
    // Where the directory has no policy for it, the user does not choose it.
    const notes = policy ? [more.slipChange, more.slipKeep] : [more.slipKeep];
    const outcome = await this.#outcome();
    if (secret) outcome?.printSlip(byId("slip"), { service, title, secret, notes }, this.api.spell);
  }
}

/**
 * Draws a part that is closed until somebody wants it, and open where the one before it was.
 *
 * @param {HTMLElement} $root
 * @param {Node | string} summary
 * @param {() => void} onOpen
 * @param {Disclosure | undefined} before
 */
function disclose($root, summary, onOpen, before) {
  const disclosure = new Disclosure(summary, onOpen);
  $root.replaceChildren(disclosure.$root);
  if (before?.$root.open) disclosure.open();
  return disclosure;
}

/**
 * Loads a sheet of styles.
 *
 * @param {string} href
 * @returns {Promise<void>}
 */
function style(href) {
  const $link = element("link", { rel: "stylesheet", href });
  return new Promise((resolve, reject) => {
    $link.addEventListener("load", () => resolve());
    $link.addEventListener("error", () => {
      $link.remove();
      reject(new Error());
    });
    document.head.append($link);
  });
}

/** What stands where a part cannot be loaded. */
const partMissing = () => element("p", { class: "help", role: "alert" }, messages.partMissing);

/** @param {string} text for those who cannot see what has changed */
function announce(text) {
  byId("announcer").textContent = text;
}
