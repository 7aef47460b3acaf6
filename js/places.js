// Reads the values of a response that a description names: a header, or a path in a body of JSON or XML.
import { entities } from "./cover.js";
import { ResetkitError } from "./error.js";
import { INVALID, MOST_ITEMS, isRecord, items, own } from "./options.js";

/** Elements one in another; deeper ones are no response of a service. */
const DEPTH = 32;
/** What one line of a message is made of is not deeper than that. */
const MESSAGE_DEPTH = 8;

/** A program's mistake, which must not pass for what a service answered. */
function mistaken(what) {
  throw new ResetkitError(
    INVALID,
    `${what}: pass { status: response.status, headers: response.headers, body: await response.text() }`,
  );
}

/** The response's parts, each read once: the status, the headers by name in lower case, the text, and what it holds. */
export function takenApart(response) {
  if (response === undefined || !isRecord(response)) mistaken("a response must be an object with a status, headers and a body");
  const { status, headers, body } = own(response, ["status", "headers", "body"], "response");
  if (!Number.isInteger(status)) mistaken("status must be an integer");
  const text = textOf(body ?? "");
  return { status, headers: headersOf(headers ?? []), text, ...content(text) };
}

/** Parsed JSON as its text again. */
export function written(value) {
  try {
    return JSON.stringify(value) ?? mistaken("there is nothing to read");
  } catch {
    // An exception's words may hold a secret.
    return mistaken("a body must be plain JSON");
  }
}

/** A description, of which only its own members count. */
export function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const copy = { __proto__: null };
  for (const name of Object.keys(value)) copy[name] = plain(value[name]);
  return copy;
}

/** A body as text, whether it is one, its bytes, or an object that was read from it. */
function textOf(body) {
  if (typeof body === "string") return body;
  try {
    if (ArrayBuffer.isView(body) || /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(body))) return new TextDecoder().decode(body);
    // A stream, or a response that was not read, has its content elsewhere.
    if (isRecord(body) && !(Symbol.asyncIterator in body)) return written(body);
  } catch {
    // As below.
  }
  return mistaken("body must be a text, bytes or the object that was read from them");
}

/** Headers by their names in lower case: of a `Headers`, a map, pairs, an object, or names and values in turn. */
function headersOf(given) {
  const headers = { __proto__: null };
  try {
    if (typeof given !== "object") throw given;
    // A list that claims to have billions of headers would take all memory.
    let list = Array.isArray(given) ? items(given, MOST_ITEMS, "headers") : given[Symbol.iterator] ? [...given] : Object.entries(given);
    if (typeof list[0] === "string") list = list.flatMap((name, i) => (i % 2 ? [] : [[name, list[i + 1]]]));
    for (const [name, value] of list) {
      if (value === undefined || value === null) continue;
      const key = `${name}`.toLowerCase(), text = Array.isArray(value) ? value.join(", ") : `${value}`;
      headers[key] = key in headers ? `${headers[key]}, ${text}` : text;
    }
  } catch {
    mistaken("headers must be a Headers, an object, or pairs of a name and a value");
  }
  return headers;
}

/** What a text holds: nothing, JSON, XML, or words. */
function content(body) {
  const text = body.replace(/^\ufeff/, "").trim();
  if (text === "") return { kind: "empty", tree: undefined };
  try {
    return text[0] === "<" ? { kind: "xml", tree: xml(text) } : { kind: "json", tree: JSON.parse(text) };
  } catch {
    // What it is instead is for others to find out; the text itself may hold a secret.
    return { kind: "text", tree: undefined };
  }
}

const TOKEN = /<\?[^]*?\?>|<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\/([^\s>]+)\s*>|<([A-Za-z_][^\s/>]*)(?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(\/?)>|([^<]+)/y;

/** Elements by local name and the text of the innermost, without attributes. Throws for a document type and what is not well formed. */
function xml(text) {
  const element = (name) => ({ __proto__: null, name, text: "" });
  const top = element(), open = [top];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    const [, data, closed, opened, empty, plain] = TOKEN.exec(text);
    const around = open.at(-1);
    if (data !== undefined || plain) around.text += data ?? entities(plain);
    if (opened) {
      if (open.length > DEPTH) throw opened;
      open.push(element(opened));
    }
    if (closed && closed !== around.name) throw closed;
    if (closed || empty) {
      const { name, inside, text: value } = open.pop(), parent = open.at(-1);
      ((parent.inside ??= { __proto__: null })[name.split(":").pop()] ??= []).push(inside ?? value);
    }
  }
  const [roots, ...more] = Object.values(top.inside);
  if (open.length > 1 || roots.length > 1 || more.length > 0) throw text;
  return single(top.inside);
}

/** An element that stands once is itself, one that is repeated a list. */
function single(inside) {
  for (const name in inside) {
    const list = inside[name].map((value) => (typeof value === "object" ? single(value) : value));
    inside[name] = list.length > 1 ? list : list[0];
  }
  return inside;
}

/** What stands at a path: names, quoted ones, `[0]` and `[]` for all items of a list, as in JMESPath. */
export function at(tree, path) {
  const steps = [...path.matchAll(/"([^"]+)"|\[(\d*)\]|([A-Za-z_][\w-]*)/g)];
  const from = (node, i) => {
    if (i === steps.length || node === undefined || node === null) return node ?? undefined;
    const [, quoted, index, word] = steps[i];
    if (index !== undefined && Array.isArray(node)) {
      if (index) return from(node[index], i + 1);
      const all = node.flatMap((item) => from(item, i + 1) ?? []);
      return all.length ? all : undefined;
    }
    const name = quoted ?? word;
    return name !== undefined && !Array.isArray(node) && typeof node === "object" && Object.hasOwn(node, name) ? from(node[name], i + 1) : undefined;
  };
  return from(tree, 0);
}

/** A place that is a path alone is written as one. */
export const placed = (place) => (typeof place === "string" ? { __proto__: null, at: place } : place);

/** The value that stands at a place as it is. */
export function raw(place, { tree, headers }) {
  const { header, at: path } = placed(place);
  return header ? headers[header.toLowerCase()] : at(tree, path);
}

/** The boolean that a value is or spells. */
export const booleanOf = (value) => (value === true || value === "true" ? true : value === false || value === "false" ? false : undefined);

/** The first of the places that has a text: the text, the whole of it, and the place. A message may be an object or a list. */
export function found(places, parts, message) {
  for (const place of (places ?? []).map(placed)) {
    const value = raw(place, parts);
    const whole = message || typeof value !== "object" ? words(value, 0) : "";
    const text = cut(place, whole);
    if (text.trim() && (!place.pattern || fits(place.pattern, text))) return { text, whole, place };
  }
  return undefined;
}

/** A value in words: items and members one after the other. */
function words(value, depth) {
  if (value === undefined || value === null || depth > MESSAGE_DEPTH) return "";
  if (typeof value !== "object") return `${value}`;
  const list = Array.isArray(value) ? value.map((item) => words(item, depth + 1)).filter(Boolean) : Object.entries(value).map(([name, item]) => `${name}: ${words(item, depth + 1)}`);
  return list.join("; ");
}

/** The part of a text that a place asks for. */
export function cut({ before, until, after }, text) {
  if (before !== undefined) text = text.includes(before) ? text.slice(0, text.indexOf(before)) : "";
  if (until !== undefined) text = text.split(until, 1)[0];
  if (after !== undefined && text.includes(after)) text = text.slice(text.lastIndexOf(after) + after.length);
  return text;
}

const ATOM = /\\u\{[^}]*\}|\\u[^]{4}|\\x[^]{2}|\\[^]|\[(?:\\[^]|[^\]\\])*\]|\{[\d,]+\}|\(\?:|[^]/gu;

/**
 * Whether the whole of a text fits a pattern of a document, without backtracking: each part of the pattern takes the positions
 * that were reached to the next ones. The document was checked when it was read.
 */
export function fits(pattern, text) {
  const points = [...text], atoms = pattern.match(ATOM) ?? [];
  let i = 0;
  const alternatives = (starts) => {
    const reached = sequence(starts);
    while (atoms[i] === "|") {
      i++;
      sequence(starts).forEach((other, k) => (reached[k] |= other));
    }
    return reached;
  };
  const sequence = (starts) => {
    let reached = starts.slice();
    while (i < atoms.length && atoms[i] !== "|" && atoms[i] !== ")") {
      const atom = atoms[i++];
      if (atom === "^" || atom === "$") continue;
      if (atom[0] === "(") {
        const inner = alternatives(reached);
        i++;
        if (atoms[i] === "?") inner.forEach((_, k) => (inner[k] |= reached[k]), i++);
        reached = inner;
      } else reached = run(setOf(atom), reached);
    }
    return reached;
  };
  /** From each of the starts, so many characters of a set. */
  const run = (set, starts) => {
    const [min, max] = count();
    const before = [0];
    for (const start of starts) before.push(before.at(-1) + start);
    let first = 0;
    return starts.map((_, end) => {
      if (end && !set.test(points[end - 1])) first = end;
      return before[end - min + 1] > before[Math.max(first, end - max)] ? 1 : 0;
    });
  };
  const count = () => {
    const [, given, min, more, max] = /^([?*+]|\{(\d+)(,?)(\d*)\})$/.exec(atoms[i] ?? "") ?? [];
    if (!given) return [1, 1];
    i++;
    if (min) return [Number(min), max ? Number(max) : more ? Infinity : Number(min)];
    return [given === "+" ? 1 : 0, given === "?" ? 1 : Infinity];
  };
  return alternatives(Uint8Array.from({ length: points.length + 1 }, (_, k) => (k ? 0 : 1)))[points.length] === 1;
}

const escaped = (character) => `\\u{${character.codePointAt(0).toString(16)}}`;

/** The characters that an atom stands for. White space is what Java takes for it. */
function setOf(atom) {
  if (atom === ".") return /[^\n\r\u2028\u2029]/u;
  const set = atom[0] === "\\" ? `[${atom}]` : atom.length > 1 && atom[0] === "[" ? atom : `[${escaped(atom)}]`;
  return new RegExp(set.replace(/\\([^])/gu, (whole, character) =>
    character === "s" ? "\\t-\\r " : character === "S" ? "\\0-\\b\\x0e-\\x1f!-\\u{10ffff}" : /\w/.test(character) && character !== "_" ? whole : escaped(character)), "u");
}
