/** @import { HttpRequest, Input, Issue, Member, Operation } from "./types.js" */
/** @import { Place } from "./destination.js" */
/** @import { Judge } from "./directory.js" */
/** @import { ClipboardClock } from "./clipboard-clock.js" */
import { bodyParts } from "./body-parts.js";
import { copy } from "./clipboard.js";
import { desk } from "./desk-session.js";
import { CommandPanel } from "./command-panel.js";
import { element } from "./element.js";
import { MaskedText } from "./masked-text.js";
import { messages, more } from "./messages.js";
import { SkeletonPanel } from "./skeleton-panel.js";
import { snippet } from "./snippets.js";
import { Tabs } from "./tabs.js";

/**
 * What was built, and from what.
 *
 * @typedef {object} Built
 * @property {HttpRequest} request
 * @property {Operation} operation as people read it
 * @property {Operation} model as programs read it
 * @property {Input} input
 * @property {Input[]} others the same input with other secrets, to tell where in a text a secret stands
 * @property {string[]} bodies the bodies of the same request with them
 * @property {Place} destination
 * @property {Judge} options what it was judged by beside the operation
 * @property {readonly Member[]} secrets the sensitive members that it carries
 * @property {readonly Issue[]} warnings
 */

/**
 * What became of a request that was sent: its service did it or answered something else, the server refused it, or nobody knows.
 *
 * @typedef {{ state: "done" | "answered" | "lost" } | { state: "refused", code: string, run?: string }} Sent
 */

/** The built request in several forms, its secret covered until the person asks, and what is left to do after it. */
export class RequestView {
  /** @type {MaskedText[]} */
  #texts = [];
  /** @type {Sent | undefined} */
  #sent;

  /**
   * @param {HTMLElement} $root
   * @param {Built} built
   * @param {ClipboardClock} clock
   * @param {{
   *   onPrint: (member: Member) => void,
   *   onSend: ((built: Built) => Promise<Sent>) | undefined,
   *   framed: boolean,
   * }} handlers `onSend` where there is a server to send to, unless the page is `framed`
   */
  constructor($root, built, clock, handlers) {
    const { operation, secrets, warnings } = built;
    this.clock = clock;
    this.handlers = handlers;
    this.$heading = element("h2", { id: "request-heading", tabindex: "-1" }, more.built);
    this.$send = element("button", { type: "button", class: "primary" }, desk ? more.deskSendButton : more.sendButton);
    this.$sent = element("p", { class: "status", role: "status" });
    const labels = secrets.map(({ label }) => label);
    // Without a command line of the provider's there is no document for one.
    const command = operation.command && new CommandPanel(operation.id, built.input, { ...built.options, region: built.destination.region }, { labels, others: built.others }, this.clock);
    this.command = command;
    const skeleton = operation.command && new SkeletonPanel(operation.id);
    this.tabs = new Tabs(more.formats, "request", [
      { label: more.tabHttp, $panel: this.#http(built) },
      ...(command ? [{ label: more.tabCommand, $panel: command.$root, onOpen: () => command.load() }] : []),
      ...this.#snippet(more.tabJavaScript, "javascript", built),
      ...this.#snippet(more.tabPython, "python", built),
      ...(skeleton ? [{ label: more.tabSkeleton, $panel: skeleton.$root, onOpen: () => skeleton.load() }] : []),
    ]);
    this.$checklist = checklist(built);
    this.$unsigned = element("p", { class: "unsigned" }, unsigned(operation));
    this.service = operation.service;
    $root.replaceChildren(
      this.$heading,
      this.$unsigned,
      this.tabs.$root,
      ...warningsList(warnings, operation.members),
      ...this.#send(built),
      ...this.#handOver(secrets),
      element("h3", {}, more.afterwardsHeading),
      this.$checklist,
    );
    $root.classList.remove("is-empty");
  }

  /** Takes the person there. */
  focus() {
    this.$heading.focus();
  }

  /** What another language takes along: the tab that is open, what is ticked, and what was sent. */
  snapshot() {
    return { tab: this.tabs.index, ticks: this.#ticks().map(({ checked }) => checked), sent: this.#sent };
  }

  /** @param {ReturnType<RequestView["snapshot"]>} snapshot of a view of the same request */
  restore({ tab, ticks, sent }) {
    this.tabs.open(tab);
    if (sent) this.#showSent(sent);
    for (const [index, $tick] of this.#ticks().entries()) $tick.checked = ticks[index];
  }

  #ticks() {
    return [...this.$checklist.querySelectorAll("input")];
  }

  /** Covers the secret again. */
  hideSecrets() {
    for (const text of this.#texts) if (!text.covered) text.cover(true);
    this.command?.hideSecrets();
  }

  /** @param {Built} built */
  #http({ request, secrets, bodies }) {
    const { method, url, headers, body } = request;
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const whole = [`${method} ${url}`, ...lines, "", body].join("\n");
    const masked = new MaskedText("request-body", bodyParts(request, secrets.length > 0, bodies), secrets.map(({ label }) => label));
    this.#texts.push(masked);
    const $status = element("p", { class: "status", role: "status" });
    const $buttons = element("div", { class: "buttons" });
    if (masked.secret) $buttons.append(masked.$toggle);
    if (body !== "") $buttons.append(this.#copyButton(more.copyBody, body, more.bodyCopied(masked.secret), masked.secret, $status));
    $buttons.append(this.#copyButton(more.copyRequest, whole, more.requestCopied(masked.secret), masked.secret, $status));
    return element(
      "div",
      {},
      element("h3", {}, more.requestLine),
      element("pre", { id: "request-line" }, `${method} ${url}`),
      element("h3", {}, more.headers),
      lines.length > 0
        ? element("pre", { id: "request-headers" }, lines.join("\n"))
        : element("p", { class: "help" }, more.noHeaders),
      element("h3", {}, more.body),
      body !== "" ? masked.$root : element("p", { class: "help" }, more.noBody),
      $buttons,
      $status,
    );
  }

  /**
   * @param {string} label
   * @param {"javascript" | "python"} language
   * @param {Built} built
   * @returns {{ label: string, $panel: HTMLElement }[]} none where no library of the provider's is known
   */
  #snippet(label, language, { model, request, destination: { region = "" }, input, secrets }) {
    const code = snippet(language, { operation: model, request, region, input });
    if (!code) return [];
    const { install, parts } = code;
    const masked = new MaskedText(`request-${language}`, parts, secrets.map(({ label }) => label));
    this.#texts.push(masked);
    const $status = element("p", { class: "status", role: "status" });
    const $copy = this.#copyButton(more.copyCode, masked.text, more.codeCopied(masked.secret), masked.secret, $status);
    const $panel = element(
      "div",
      {},
      masked.$root,
      element("p", { class: "help" }, more.snippetNote, element("code", {}, install)),
      element("div", { class: "buttons" }, ...(masked.secret ? [masked.$toggle] : []), $copy),
      $status,
    );
    return [{ label, $panel }];
  }

  /** @param {Built} built */
  #send(built) {
    const { onSend, framed } = this.handlers;
    if (framed) return [element("h3", {}, more.sendHeading), element("p", { class: "help" }, more.sendFramed)];
    if (!onSend) return [];
    const { $send } = this;
    $send.addEventListener("click", async () => {
      if ($send.getAttribute("aria-disabled") === "true") return;
      // Not disabled, which would take the focus away; and never twice what is done.
      $send.setAttribute("aria-disabled", "true");
      this.$sent.textContent = more.sending;
      this.#showSent(await onSend(built));
    });
    return [
      element("h3", {}, more.sendHeading),
      element("p", { class: "help" }, desk ? (desk.sandbox ? more.sandboxSendHelp : more.deskSendHelp) : more.sendHelp),
      element("div", { class: "buttons" }, $send),
      this.$sent,
    ];
  }

  /** @param {Sent} sent */
  #showSent(sent) {
    this.#sent = sent;
    this.$sent.textContent = sent.state === "lost" ? more.notSent : sent.state === "refused" ? desk ? more.refusal(sent.code, sent.run) : more.serverRefused(sent.code) : more.isSent;
    if (sent.state !== "done") return this.$send.removeAttribute("aria-disabled");
    this.$send.setAttribute("aria-disabled", "true");
    this.$heading.textContent = more.sentDone(this.service);
    this.$unsigned.remove();
    // Signing and sending is the first of what was left to do.
    this.#ticks()[0].checked = true;
  }

  /** @param {readonly Member[]} secrets */
  #handOver(secrets) {
    if (secrets.length === 0) return [];
    const $buttons = secrets.map((member) => {
      const $print = element("button", { type: "button" }, more.printSlip);
      $print.addEventListener("click", () => this.handlers.onPrint(member));
      return $print;
    });
    return [
      element("h3", {}, more.handOverHeading),
      element("p", { class: "help" }, more.handOver),
      element("div", { class: "buttons" }, ...$buttons),
    ];
  }

  /**
   * @param {string} label
   * @param {string} text
   * @param {string} done
   * @param {boolean} secret whether the text holds one
   * @param {HTMLElement} $status
   */
  #copyButton(label, text, done, secret, $status) {
    const $button = element("button", { type: "button" }, label);
    $button.addEventListener("click", async () => {
      const copied = await copy(text);
      $status.textContent = copied ? done : messages.notCopied;
      if (!copied) return;
      if (secret) this.clock.start($status);
      else this.clock.stop();
    });
    return $button;
  }
}

/**
 * @param {readonly Issue[]} warnings
 * @param {readonly Member[]} members
 */
function warningsList(warnings, members) {
  if (warnings.length === 0) return [];
  return [
    element("h3", {}, more.warningsHeading),
    element("ul", { class: "warnings-list" }, ...warnings.map((issue) => element("li", {}, messages.issue(issue, members)))),
  ];
}

/**
 * What a request lacks until it can be sent.
 *
 * @param {Operation} operation
 */
function unsigned({ signing, auth }) {
  if (signing) return more.unsigned(signing.algorithm, signing.name);
  const [first] = auth;
  return first && first.scheme !== "none" ? more.withoutCredentials(first.header ?? first.scheme) : "";
}

/** @param {Built} built */
function checklist({ operation: { signing, afterwards }, input }) {
  // Some of it depends on what was asked for.
  const left = afterwards.filter(({ when, unless }) => (!when || input[when]) && !(unless && input[unless]));
  const texts = [signing ? more.send : more.sendUnsigned, ...left.map(({ text }) => text)];
  return element("ul", { class: "checklist" }, ...texts.map((text, index) => {
    const id = `left-${index + 1}`;
    return element("li", { class: "choice" }, element("input", { type: "checkbox", id }), element("label", { for: id }, text));
  }));
}
