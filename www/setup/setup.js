/** @import { Input, Operation } from "../types.js" */
/** @import { Field } from "../fields/field.js" */
/** @import { Directory } from "../secret/directory.js" */
/** @import { Destination, Place } from "./place.js" */
import { button, element } from "../base/element.js";
import { icon } from "../base/icons.js";
import { copy } from "../base/clipboard.js";
import { makerOf } from "../base/maker.js";
import { hasEnded } from "../base/operations.js";
import { messages } from "../text/messages.js";

/** For how long it is said that the link was copied, in milliseconds. */
const SAID = 3000;

/** How much of an identifier tells it apart in the strip. */
const LONGEST = 16, START = 6, END = 4;

/** The strip over the form: what is done, where, and behind it the fields that are the same for each user. */
export class Setup {
  isLocked = false;

  /**
   * @param {Operation} operation
   * @param {{ place: Place, fields: readonly Field[], directory: Directory }} parts
   * @param {{ onOther?: () => void, job?: string, id?: string }} handlers `onOther` where there are other operations; `job`
   *   where it is another than for one user
   */
  constructor(operation, { place, fields, directory }, { onOther, job = jobOf(operation), id = "setup" }) {
    this.operation = operation;
    this.place = place;
    this.fields = fields;
    this.directory = directory;
    const $fields = [...(place.$root ? [place.$root] : []), ...fields.map(({ $root }) => $root), ...(directory.hasKinds ? [directory.$kindField] : [])];
    for (const { $root } of fields) $root.classList.add("w-id");
    this.$copy = button("quiet", messages.copyLink, () => this.#copyLink(), { icon: "link" });
    this.$change = button("quiet", messages.change, () => this.fold(this.isOpen), { icon: "edit", "aria-expanded": "false", "aria-controls": id });
    this.$other = onOther && button("quiet", messages.otherService, onOther, { icon: "search" });
    this.$at = element("p", { class: "at" });
    this.$tools = element("div", { class: "tools" });
    this.$bar = element("header", { class: "where" }, element("h1", { class: "job", tabindex: "-1" }, job), this.$tools, this.$at);
    this.$fields = element("div", { class: "setup", id, hidden: true }, element("div", { class: "row" }, ...$fields));
    this.hasFields = $fields.length > 0;
    this.draw();
  }

  get isOpen() {
    return !this.$fields.hidden;
  }

  /** Whether something that is asked for stands empty. */
  get isIncomplete() {
    return (this.place.kind === "endpoint" && this.place.value === "") || this.fields.some(({ required, value, $root }) => required && !$root.hidden && value === undefined);
  }

  /** @param {boolean} folded */
  fold(folded) {
    this.$fields.hidden = folded || !this.hasFields;
    this.draw();
    if (!folded) /** @type {HTMLElement | null} */ (this.$fields.querySelector("input, select"))?.focus();
  }

  /** Says what is set up. While it is being changed, the fields say it. */
  draw() {
    const { isOpen } = this;
    this.$bar.classList.toggle("open", isOpen);
    this.$change.replaceChildren(icon(isOpen ? "check" : "edit"), element("span", {}, isOpen ? messages.done : messages.change));
    this.$change.setAttribute("aria-expanded", String(isOpen));
    const $change = this.hasFields ? [this.$change] : [];
    const $other = this.$other && (isOpen || !this.hasFields) ? [this.$other] : [];
    this.$tools.replaceChildren(...(this.isLocked ? [] : isOpen ? [...$other, ...$change] : [this.$copy, ...$change, ...$other]));
    const values = this.fields.map(({ member: { name }, value, $root }) => [name, $root.hidden ? undefined : value]);
    this.$at.replaceChildren(...(isOpen ? [] : where(this.operation, this.place.destination, Object.fromEntries(values))), ...ends(this.operation));
  }

  /** Takes the tools away while nothing may change, or brings them back. @param {boolean} locked */
  lock(locked) {
    this.isLocked = locked;
    this.fold(this.isLocked || !this.isOpen);
  }

  /** What is the same for each user, for a link: never a secret, and nobody's identifier. */
  get #link() {
    const { operation, place, directory, fields } = this;
    const link = new URLSearchParams({ op: operation.id });
    if (place.value !== "" && place.$root) link.set(place.kind, place.value);
    if (directory.$kind.value !== "") link.set("directory", directory.$kind.value);
    for (const { member: { name, sensitive }, state } of fields) if (!sensitive && state !== "") link.set(name, String(state));
    return link;
  }

  async #copyLink() {
    const url = new URL(location.href);
    url.hash = String(this.#link);
    const copied = await copy(url.href);
    const $text = this.$copy.querySelector("span");
    if (!$text) return;
    $text.textContent = copied ? messages.linkCopied : messages.notCopied;
    setTimeout(() => ($text.textContent = messages.copyLink), SAID);
  }
}

/**
 * What the operation does, for whoever does it.
 *
 * @param {Operation} operation
 */
export function jobOf(operation) {
  const secret = operation.output.find(({ sensitive }) => sensitive);
  return messages.job[makerOf(operation)](operation.service, messages.model(secret?.label ?? ""));
}

/**
 * The strip over what is done, where nothing can be changed any more.
 *
 * @param {Operation} operation
 * @param {Destination} destination
 * @param {Input} input
 */
export const stripOf = (operation, destination, input) => element(
  "header",
  { class: "where" },
  element("p", { class: "job" }, jobOf(operation)),
  element("p", { class: "at" }, ...where(operation, destination, input), ...ends(operation)),
);

/**
 * Where it is done: region, cloud or address, and the members that are the same for each user.
 *
 * @param {Operation} operation
 * @param {Destination} destination
 * @param {Input} input
 */
function where({ members, clouds = [] }, { region, cloud, endpoint }, input) {
  const place = region ?? clouds.find(({ id }) => id === cloud)?.label;
  const stays = members.filter(({ name, group, target, sensitive }) => group === "target" && !target && !sensitive && input[name] !== undefined);
  return [
    ...(place ? [element("span", {}, place)] : []),
    ...(endpoint ? [element("span", {}, element("code", {}, endpoint.replace(/^https?:\/\//, "")))] : []),
    ...stays.map(({ name, label }) => element("span", {}, label, " ", element("code", {}, shortened(String(input[name]))))),
  ];
}

/** @param {Operation} operation */
const ends = (operation) => {
  const { lifecycle } = operation;
  return lifecycle.ends === null ? [] : [element("span", { class: "ends" }, icon("clock", "s"), (hasEnded(operation) ? messages.ended : messages.ends)(lifecycle.ends))];
};

/** @param {string} text */
const shortened = (text) => (text.length > LONGEST ? `${text.slice(0, START)}…${text.slice(-END)}` : text);
