// What a person types or chooses for a member, by its kind, and the value that it stands for.
/** @import { Member, Value } from "../types.js" */
import { element } from "../base/element.js";
import { messages } from "../text/messages.js";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/**
 * @param {Member} member
 * @param {string} id
 * @param {Record<string, string | boolean | undefined>} attributes
 * @returns {{ $control: Control, $more: HTMLElement[] }} what stands beside it is no part of what people see
 */
export function control({ kind, values = [], open, attributes: { type, autocomplete, autocapitalize, spellcheck } }, id, attributes) {
  const own = { id, autocomplete, ...attributes };
  const typed = { autocapitalize, autocorrect: "off", spellcheck: String(spellcheck) };
  const options = () => values.map(({ value, label }) => element("option", { value }, label ?? value));
  if (kind === "boolean") return { $control: element("input", { type, ...own }), $more: [] };
  if (kind === "list" || kind === "map") return { $control: element("textarea", { class: "in", ...own, ...typed, rows: "3" }), $more: [] };
  if (kind === "enum" && !open) return { $control: element("select", { class: "in", ...own }, element("option", { value: "" }, messages.choose), ...options()), $more: [] };
  const list = kind === "enum" ? `${id}-values` : undefined;
  // An employee's number is no quantity, to be changed by a turn of the wheel; and before a password browsers miss a field of text.
  const kindOfInput = kind === "integer" ? { type: "text", inputmode: "numeric" } : { type };
  return {
    $control: element("input", { class: "in mono", ...kindOfInput, ...own, ...typed, list }),
    $more: list ? [element("datalist", { id: list }, ...options())] : [],
  };
}

/**
 * What a control asks for beside its help: nothing where it shows that itself.
 *
 * @param {Member} member
 */
export function howTo({ kind, values }) {
  if (kind === "map") return messages.mapHelp;
  if (kind === "list") return values ? messages.listOf(values.map(({ value }) => value)) : messages.listHelp;
  return undefined;
}

/**
 * @param {Member} member
 * @param {string | boolean} state what stands in the control
 * @returns {Value | undefined} nothing where it is empty, or off where that is as good as absent
 */
export function valueOf({ kind, required, default: sent, serviceDefault }, state) {
  if (typeof state === "boolean") {
    if (state) return true;
    return required || (sent ?? serviceDefault) === true ? false : undefined;
  }
  if (state === "") return undefined;
  // What is written in any other way is none, to whoever reads it.
  if (kind === "integer") return /^-?\d+$/.test(state) ? Number(state) : NaN;
  if (kind !== "list" && kind !== "map") return state;
  const lines = state.split("\n").map((line) => line.trim()).filter(Boolean);
  if (lines.length === 0) return undefined;
  return kind === "list" ? lines : Object.fromEntries(lines.map((line) => {
    const [, name, text = ""] = /^([^=]*?)\s*(?:=\s*(.*))?$/.exec(line) ?? ["", line];
    return [name, text];
  }));
}

/**
 * A value as a person writes it.
 *
 * @param {unknown} value
 * @param {string} between what stands between several
 */
export function shown(value, between) {
  if (typeof value !== "object" || value === null) return String(value);
  return (Array.isArray(value) ? value : Object.entries(value).map((pair) => pair.join("="))).join(between);
}
