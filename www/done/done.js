/** @import { Api, Operation, OutputMember } from "../types.js" */
/** @import { ClipboardClock, Ticking } from "./clock.js" */
/** @import { Result } from "../reset/reset.js" */
import { button, disclosure, element } from "../base/element.js";
import { icon, SVG } from "../base/icons.js";
import { makerOf } from "../base/maker.js";
import { described } from "../base/operations.js";
import { readResponse } from "../pkg/response.js";
import { factsList } from "../reset/notice.js";
import { coveredSecret, shownSecret } from "../secret/value.js";
import { messages, more } from "../text/messages.js";
import { shareOf, ticks } from "./clock.js";
import { inWords } from "./in-words.js";
import { spelling } from "./spelling.js";

/** For how long a secret stands there unasked, in milliseconds. */
const SHOWN = 120_000;

/** What replaces the form: who has what now, the secret to hand over, and what is left to do. */
export class Done {
  /** @type {SecretCard[]} */
  #cards = [];

  /**
   * @param {HTMLElement} $root
   * @param {HTMLElement} $strip what stood over the form
   * @param {Operation} operation as people read it
   * @param {Api} api
   * @param {Result} result
   * @param {{ clock: ClipboardClock, onPrint: (label: string, secret: string) => void, onAnother: () => void, announce: (text: string) => void }} tools
   */
  constructor($root, $strip, operation, api, result, tools) {
    this.operation = operation;
    this.tools = tools;
    const { built: { input, names }, response, time } = result;
    const { output = {}, pending } = readResponse(described(api, operation.id), response, /** @type {any} */ (input));
    const given = /** @type {Record<string, unknown>} */ (output);
    const told = operation.output.flatMap((member) => (given[member.name] === undefined || given[member.name] === "" ? [] : [{ member, label: labelOf(member), text: textOf(given[member.name]) }]));
    const made = told.filter(({ member }) => member.sensitive);
    const own = operation.members.find(({ name }) => name === operation.policyMember);
    const typed = own && typeof input[own.name] === "string" ? [{ label: own.label, secret: String(input[own.name]) }] : [];
    const secrets = [...made.map(({ label, text }) => ({ label, secret: text })), ...typed];
    this.isShownOnce = made.length > 0;
    const { target } = whose(operation, input);
    this.$heading = element("h1", { tabindex: "-1" }, pending ? more.isPending : made.length > 0 ? more.isReady(made[0].label) : more.isDone[makerOf(operation)]);
    this.$another = button("btn", more.another, tools.onAnother);
    this.#cards = secrets.map(({ label, secret }, index) => new SecretCard(label, secret, `secret-${index + 1}`, api, {
      clock: tools.clock, onPrint: () => tools.onPrint(label, secret), onCopied: () => this.#copied(), announce: tools.announce,
    }));
    const rest = told.filter(({ member }) => !member.sensitive);
    const requestId = given.RequestId ?? response.headers["x-amzn-requestid"];
    const facts = factsList([
      [messages.requestId, requestId === undefined ? undefined : String(requestId)],
      [messages.time, messages.timeOf(time)],
      [more.response, `${response.status}${response.body === "" ? `, ${more.empty}` : ""}`],
      ...rest.filter(({ member: { name } }) => name !== "RequestId").map(({ label, text }) => /** @type {const} */ ([label, text])),
    ]);
    if (this.#cards.length === 0) this.$another.classList.add("go");
    $root.replaceChildren(element(
      "article",
      { class: "card", id: "done" },
      $strip,
      element(
        "div",
        { class: "body stack" },
        element(
          "div",
          { class: "done" },
          element("span", { class: pending ? "seal plain" : "seal" }, icon(pending ? "clock" : "check")),
          element("div", {}, this.$heading, ...(target ? [element("p", { class: "who" }, more.forWhom, " ", ...names.filter((name) => name !== target).flatMap((name) => [element("b", {}, name), " · "]), element("code", {}, target))] : [])),
        ),
        ...this.#cards.map(({ $root: $card }) => $card),
        ...(this.isShownOnce ? [this.#shownOnce()] : []),
        this.#nextSteps(input, secrets[0]?.label),
      ),
      element("footer", { class: "act" }, this.$another, element("div", { class: "end" }, disclosure("more", more.details, undefined, facts))),
    ));
  }

  /** Takes the person there. */
  focus() {
    this.$heading.focus();
  }

  hideSecrets() {
    for (const card of this.#cards) card.show(false);
  }

  /** Whether something would be lost that is nowhere else. */
  get isUnsaved() {
    return this.isShownOnce && !this.#cards.every(({ isHandedOver }) => isHandedOver);
  }

  /** @param {Ticking} ticking of the clipboard */
  tick(ticking) {
    for (const card of this.#cards) card.tick(ticking);
  }

  /** What is to be done next is filled. */
  #copied() {
    if (this.#cards.every(({ isHandedOver }) => isHandedOver)) this.$another.classList.add("go");
  }

  #shownOnce() {
    return element("div", { class: "tell warn" }, icon("warn"), element("div", {}, element("h2", {}, more.shownOnce), element("p", {}, more.shownOnceHelp(this.operation.service))));
  }

  /**
   * @param {import("../types.js").Input} input
   * @param {string | undefined} label of what is to be handed over
   */
  #nextSteps(input, label) {
    // Some of it depends on what was asked for.
    const left = this.operation.afterwards.filter(({ when, unless }) => (!when || input[when]) && !(unless && input[unless]));
    const steps = [...(label ? [element("li", {}, element("span", {}, more.giveIt(label), element("small", {}, more.giveItHelp)))] : []), ...left.map(({ text }) => element("li", {}, element("span", {}, messages.model(text))))];
    return element("section", {}, element("h2", { class: "section" }, more.nextSteps), element("ol", { class: "next" }, ...steps));
  }
}

/** A secret to hand over: large, with what copies, spells and prints it. */
class SecretCard {
  isHandedOver = false;
  #isCopied = false;
  #isShown = true;
  #isSpelled = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #covering;

  /**
   * @param {string} label
   * @param {string} secret
   * @param {string} id
   * @param {Api} api
   * @param {{ clock: ClipboardClock, onPrint: () => void, onCopied: () => void, announce: (text: string) => void }} tools
   */
  constructor(label, secret, id, api, tools) {
    this.label = label;
    this.secret = secret;
    this.tools = tools;
    this.api = api;
    this.isLink = /^https?:\/\//.test(secret);
    this.$line = element("div", { class: "line" });
    this.$show = button("quiet", "", () => this.show(!this.#isShown), { icon: "hide" });
    this.$copy = button("btn go", messages.copySecret(label), () => this.#copy(), { icon: "copy" });
    this.$spell = button("btn", more.spellOut, () => this.#spell(!this.#isSpelled), { icon: "phone", "aria-expanded": "false" });
    const $print = button("btn", more.printSlip, () => {
      this.isHandedOver = true;
      tools.onPrint();
    }, { icon: "print" });
    this.$clock = element("span", { class: "facts", role: "timer" });
    this.$clear = button("quiet", more.clearNow, () => tools.clock.clear());
    this.$bar = element("div", { class: "bar" }, this.$copy, ...(this.isLink ? [] : [this.$spell]), $print, this.$clock);
    this.$root = element("div", { class: "secret pass", id, role: "group", "aria-label": messages.newPassword(label) }, this.$line, this.$bar);
    this.show(true);
  }

  /** @param {boolean} shown */
  show(shown) {
    clearTimeout(this.#covering);
    this.#isShown = shown;
    if (shown) this.#covering = setTimeout(() => this.show(false), SHOWN);
    const { secret } = this;
    this.$show.replaceChildren(icon(shown ? "hide" : "eye"), element("span", {}, shown ? messages.hide : messages.show));
    const $value = !shown ? coveredSecret([...secret].length) : this.isLink ? element("div", { class: "value link", translate: "no" }, secret) : shownSecret(secret);
    this.$line.replaceChildren($value, this.$show);
    if (!shown) this.#spell(false);
  }

  async #copy() {
    if (!(await this.tools.clock.copy(this.secret))) {
      this.$clock.textContent = messages.notCopied;
      return;
    }
    this.#isCopied = this.isHandedOver = true;
    this.tick(this.tools.clock.ticking);
    this.tools.announce(messages.secretCopied);
    this.tools.onCopied();
  }

  /** @param {Ticking} ticking */
  tick(ticking) {
    if (!this.#isCopied) return;
    const runs = ticking.state === "running";
    const focused = this.$clear.contains(document.activeElement);
    this.$copy.className = "btn was";
    this.$copy.replaceChildren(runs ? dial(shareOf(ticking)) : icon("copy"), element("span", {}, runs ? more.copied : messages.copySecret(this.label)));
    this.$clock.replaceChildren(ticks(ticking), ...(["running", "refused"].includes(ticking.state) ? [this.$clear] : []));
    if (!focused) return;
    // The button is gone, and with it the place where the person was.
    (this.$clear.isConnected ? this.$clear : this.$copy).focus();
  }

  /** @param {boolean} spelled */
  #spell(spelled) {
    this.#isSpelled = spelled;
    this.$spell.setAttribute("aria-expanded", String(spelled));
    this.$root.querySelector(".spell")?.remove();
    if (!spelled) return;
    const $spelling = spelling(this.secret, this.api.spell);
    this.$root.append($spelling);
    $spelling.focus();
  }
}

/** @param {number} share */
function dial(share) {
  const $dial = document.createElementNS(SVG, "svg");
  $dial.setAttribute("class", "clock");
  $dial.setAttribute("viewBox", "0 0 20 20");
  $dial.setAttribute("aria-hidden", "true");
  for (const dashes of [undefined, share]) {
    const $circle = document.createElementNS(SVG, "circle");
    for (const [name, value] of Object.entries({ cx: "10", cy: "10", r: "7.5", ...(dashes === undefined ? {} : { "stroke-dasharray": `${(dashes * 47.1).toFixed(1)} 47.1` }) })) $circle.setAttribute(name, value);
    $dial.append($circle);
  }
  return $dial;
}

/** @param {OutputMember} member */
const labelOf = ({ name, label }) => messages.model(label ?? inWords(name));

/** @param {unknown} value */
const textOf = (value) => (value === true ? more.yes : value === false ? more.no : typeof value === "object" ? JSON.stringify(value) : String(value));

/**
 * The member that says whose secret it is, and what stands in it; nothing where that is a secret itself.
 *
 * @param {Operation} operation
 * @param {import("../types.js").Input} input
 */
export function whose({ members }, input) {
  const member = members.find(({ target }) => target);
  return { label: member?.label ?? "", target: member && !member.sensitive && input[member.name] !== undefined ? String(input[member.name]) : undefined };
}
