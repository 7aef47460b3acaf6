// Turns the data of a form into an input, and issues into the messages of each field.
import { INVALID, MOST_ITEMS, isRecord, items, reading } from "./options.js";

/** What a check box is sent as; anything else is no boolean. */
const BOOLEANS = new Map([["on", true], ["true", true], ["1", true], ["off", false], ["false", false], ["0", false]]);

/** Whether a form library holds this for a field that nobody filled in: NaN stands in a number's. */
const isBlank = (value) => value === "" || value === null || Number.isNaN(value);

/** A text of a field. Blanks are pasted along with an ID, and none has one at its ends; a secret is what was typed. */
const bare = (member, value) => (member !== undefined && !member.sensitive && typeof value === "string" ? value.trim() : value);

/** The input without blank fields, without fields that are no members, or without both. What is no object stays as it is. */
export function formValues(input, { members }, { empty, unknown }) {
  const known = new Map(members.map((member) => [member.name, member]));
  try {
    if (!isRecord(input)) return input;
    const fields = Object.entries(input).filter(([name]) => !unknown || known.has(name));
    if (!empty) return Object.fromEntries(fields);
    return Object.fromEntries(fields.map(([name, value]) => [name, bare(known.get(name), value)]).filter(([, value]) => !isBlank(value)));
  } catch {
    // What a getter throws may hold a secret, and is not passed on: `validate` says that this is no input.
    return undefined;
  }
}

/** The value that the texts of a field stand for; of several the last, which a hidden field before a check box relies on. */
function valueOf({ kind }, texts) {
  const text = texts.at(-1);
  if (kind === "list") return texts.filter((one) => one !== "");
  if (kind === "boolean") return BOOLEANS.get(text) ?? text;
  if (kind === "integer") return /^\s*[+-]?[0-9]{1,15}\s*$/.test(text) ? Number(text) : text;
  return text;
}

/** @param {{ members: readonly { name: string, kind: string, sensitive: boolean }[] }} description */
export function readForm({ members }, formData) {
  return reading("formData", "a FormData or URLSearchParams", INVALID, () => {
    if (typeof formData?.getAll !== "function") return undefined;
    const input = {};
    for (const member of members) {
      const texts = items(formData.getAll(member.name), MOST_ITEMS, "a field").map((text) => bare(member, text));
      if (texts.some((text) => text !== "")) input[member.name] = valueOf(member, texts);
    }
    return input;
  });
}

export function flatten(issues = []) {
  return reading("issues", "a list of issues", INVALID, () => {
    if (!Array.isArray(issues)) return undefined;
    const byMember = new Map();
    for (const { path, message } of issues) {
      const [first = ""] = path ?? [];
      const name = String(typeof first === "object" ? first.key : first);
      byMember.set(name, [...(byMember.get(name) ?? []), message]);
    }
    return Object.fromEntries(byMember);
  });
}
