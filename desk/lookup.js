// Finds a person by what was typed, as a definition's `lookup` says. No provider is named here.
import { at } from "./places.js";
import { percent } from "./signing.js";
import { readXml } from "./xml.js";

/** How many people are shown. Each request asks for one more, to know whether there are. */
const MOST = 10;
/** A path of those that a space separates. A quoted name may have spaces. */
const PATH = /(?:"[^"]*"|[^" ])+/g;
/** How long what was typed may be, in UTF-16 units. */
const LONGEST = 256;

/** What was typed cannot be looked for, or a member that says where is missing. */
export class BadQuery extends Error {
  /** @param {"bad_query" | "missing_member"} code */
  constructor(code = "bad_query") {
    super(code);
    Object.assign(this, { name: "BadQuery", code });
  }
}

/** How a text is written within another language, so that it says nothing there but itself. */
const ESCAPES = {
  json: (text) => JSON.stringify(text).slice(1, -1),
  backslash: (text) => text.replace(/["\\]/g, "\\$&"),
  "backslash-single": (text) => text.replace(/['\\]/g, "\\$&"),
  odata: (text) => text.replaceAll("'", "''"),
  lower: (text) => text.toLowerCase(),
  max64: (text) => Array.from(text).slice(0, 64).join(""),
  // That language has no quotation marks: only what cannot be read as more than one word.
  token: (text) => {
    if (!/^[\w.@+-]+$/.test(text)) throw new BadQuery();
    return text;
  },
};

/** Fills a template with what was typed and with members of the operation. */
function fill(template, values, wrap = (text) => text) {
  if (Array.isArray(template)) return template.map((part) => fill(part, values, wrap));
  if (typeof template === "object" && template !== null) return Object.fromEntries(Object.entries(template).map(([name, part]) => [name, fill(part, values, wrap)]));
  if (typeof template !== "string") return template;
  return template.replace(/\{([\w-]+)(?:\|([\w-]+))?\}/g, (_, name, escape) => {
    if (!Object.hasOwn(values, name)) throw new BadQuery("missing_member");
    const text = String(values[name]);
    return wrap(escape ? ESCAPES[escape](text) : text);
  });
}

/** A text as a part of a path: never empty, never one that leads elsewhere. */
function segment(text) {
  if (["", ".", ".."].includes(text)) throw new BadQuery();
  return percent(text);
}

const pairs = (object) => Object.entries(object).map((pair) => pair.map((part) => percent(String(part))).join("=")).join("&");

/** @param {unknown} query what was typed, or anything else */
export function tidy(query) {
  if (typeof query !== "string") throw new BadQuery();
  const text = query.normalize("NFC").trim();
  if (text === "" || text.length > LONGEST || /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)) throw new BadQuery();
  return text;
}

const isAddress = (text) => /^[^\s@]+@[^\s@]+$/.test(text);

/**
 * The ways to find what was typed, to be tried in this order until one finds somebody.
 *
 * @param {import("resetkit").Lookup} lookup
 * @param {string} query as {@link tidy} returns it
 */
export const waysOf = ({ find }, query) => find.filter(({ when }) => when === "any" || (when === "email" && isAddress(query)) || (typeof when === "object" && query.startsWith(when.prefix)));

/**
 * The request of one way.
 *
 * @param {import("resetkit").LookupFind} way
 * @param {string} query as {@link tidy} returns it
 * @param {Record<string, unknown>} members of the operation, as far as they are known
 * @param {string} base where the service is, without a slash at the end
 * @returns {import("resetkit").HttpRequest}
 * @throws {BadQuery}
 */
export function lookupRequest({ request: { method, path, query: parameters = {}, headers = {}, json, form } }, query, members, base) {
  const values = { ...members, query };
  const search = pairs(fill(parameters, values));
  return {
    method,
    url: base + fill(path, values, segment) + (search && `?${search}`),
    headers: { ...(json && { "content-type": "application/json" }), ...(form && { "content-type": "application/x-www-form-urlencoded" }), ...headers },
    body: json ? JSON.stringify(fill(json, values)) : form ? pairs(fill(form, values)) : "",
  };
}

/** Whether a response says that there are more people than it has. */
function hasMore(more, json, headers) {
  if (more === undefined) return false;
  if (typeof more === "string") return at(json, more).length > 0;
  if (more.header) return (headers[more.header] ?? "").includes(more.before ?? "") && Boolean(headers[more.header]);
  return Number(at(json, more.at)[0] ?? 0) > more.over;
}

/**
 * Who was found.
 *
 * @param {import("resetkit").LookupFind} way
 * @param {string} query
 * @param {{ headers?: Record<string, string>, body: string }} response a success
 * @returns {{ people: { set: Record<string, string | number>, label: string[], ready: boolean }[], more: boolean }} `set`: the
 *   members that a person fills; `ready`: whether the person can sign in, as far as the response says
 */
export function readPeople({ list, match, more, set, label, ready = {} }, query, { headers = {}, body }) {
  let json;
  try {
    json = body.trimStart().startsWith("<") ? readXml(body) : JSON.parse(body);
  } catch {
    throw new Error("unreadable");
  }
  let all = list === undefined ? [json] : (at(json, list === "[]" ? "" : list)[0] ?? []);
  if (!Array.isArray(all)) throw new Error("unreadable");
  // What a provider calls equal may be more than that.
  if (match) all = all.filter((one) => match.some((path) => at(one, path).some((text) => String(text).toLowerCase() === query.toLowerCase())));
  const people = all.slice(0, MOST).map((one) => ({
    set: Object.fromEntries(Object.entries(set).map(([member, path]) => [member, at(one, path)[0]])),
    label: [...new Set(label.map((paths) => paths.match(PATH).flatMap((path) => at(one, path)).join(" ")).filter(Boolean))],
    ready: Object.entries(ready).every(([path, wanted]) => {
      const [value] = at(one, path);
      return value === undefined || wanted.includes(value);
    }),
  })).filter((person) => Object.values(person.set).every((id) => ["string", "number"].includes(typeof id)));
  return { people, more: all.length > MOST || hasMore(more, json, headers) };
}
