// An HTTP response in; the operation's output or an explained error out. Where the clients of a protocol look for an error's
// code is here; what it means, and what an output holds, is in the description.
import { ResetkitError } from "./error.js";
import { covered, entities } from "./cover.js";
import { INVALID, entries, isRecord, own } from "./options.js";

/** Where the clients of each protocol look for the message, in their order. */
const MESSAGES = { "aws-json-1.1": ["message", "Message"], "rest-json": ["message", "Message"], "alibaba-rpc": ["Message", "message"] };
/** Where they look for the code: in the header, and in members of the body. */
const CODES = {
  "aws-json-1.1": ["__type", "x-amzn-errortype", "code", "Code"],
  "rest-json": ["x-amzn-errortype", "code", "Code", "__type"],
  "alibaba-rpc": ["Code", "code"],
};
const REQUEST_IDS = ["x-amzn-requestid", "x-amz-request-id", "x-acs-request-id", "RequestId", "requestId", "RequestID"];
const UNREADABLE = "unreadable_answer";
/** What stands where an error would have its code, and is none. */
const NO_ERROR = /^(200|ok|success)$/i;
/** Members around an error, in JSON. */
const WRAPPERS = ["Error", "error", "Output"];
/** A name that only an error has: of a member around it, or of the root of an XML document. */
const ERROR_NAME = /^[A-Z]\w*(Exception|Fault|Failure|Error)$/;

/**
 * @param {any} operation its description
 * @param {any} answer
 * @param {any} [input] the one that was sent: what is sensitive in it is kept out of the error
 */
export function readAnswer({ protocol, errors, members, output, action }, answer, input) {
  const { status, headers, body } = taken(answer);
  const sent = own(input ?? undefined, members.map(({ name }) => name), "input");
  const content = typeof body === "string" ? json(body) : body;
  const given = { __proto__: null, ...(content ? unwrapped(content) : xml(body)) };
  const first = (names) => {
    for (const name of names) {
      const value = name.startsWith("x-") ? headers[name] : given[name];
      if ((typeof value === "string" && value.trim()) || typeof value === "number") return `${value}`.trim();
    }
  };
  const said = first(CODES[protocol.kind]);
  let code = said && bare(said);
  if (status >= 200 && status < 300 && (!code || NO_ERROR.test(code) || isOutput(code, action))) {
    if (content || (body === "" && !output.some(({ required }) => required))) {
      const read = known(output, content ?? {});
      if (!lacks(output, read, sent)) return { output: read };
    }
    code = UNREADABLE;
  }
  code ||= `${status}`;
  const secrets = members.filter(({ name, sensitive }) => sensitive && typeof sent[name] === "string" && sent[name]).map(({ name }) => sent[name]);
  const cover = (text) => text && covered(text, secrets);
  const find = (test) => errors.find((error) => [error.code, ...(own(error, ["aliases"]).aliases ?? [])].some(test));
  // A documented code is no secret, whatever somebody's password is.
  if (code !== UNREADABLE && said && !find((name) => name === code)) code = bare(cover(said)) || `${status}`;
  const explain = (code) => find((name) => matches(name, code));
  // The last error is the one for whatever is not known otherwise.
  const explained = explain(code) ?? explain(`${status}`) ?? errors.at(-1);
  const { meaning, remedy, member, retryable } = own(explained, ["meaning", "remedy", "member", "retryable"]);
  const retryAfter = Number(headers["x-acs-retry-after"]) || undefined;
  return {
    error: {
      code,
      message: code === UNREADABLE ? undefined : cover(first(MESSAGES[protocol.kind])),
      meaning,
      remedy,
      member: member ?? members.find(({ name }) => code.split(".").some((part) => part.endsWith(name)))?.name,
      retryable: retryable || retryAfter > 0,
      retryAfter,
      status,
      requestId: cover(first(REQUEST_IDS)),
    },
  };
}

/** Without the namespace before it and the address behind it. */
const bare = (code) => code.split(/[:,]/, 1)[0].split("#").pop();

/** Some services name the output itself where they name an error. */
const isOutput = (code, action) => code.startsWith(action) && /(Response|Result|Output)$/.test(code);

/** Whether the code is the documented one, in which a `*` stands for any beginning or ending. */
function matches(name, code) {
  if (name.endsWith("*")) return code.startsWith(name.slice(0, -1));
  return name.startsWith("*") ? code.endsWith(name.slice(1)) : code === name;
}

/** A program's mistake, which must not pass for what a service answered. */
function mistaken(what) {
  throw new ResetkitError(
    INVALID,
    `${what}: pass { status: response.status, headers: response.headers, body: await response.text() }`,
  );
}

/** The response's parts, each read once. */
function taken(answer) {
  if (answer === undefined || !isRecord(answer)) mistaken("a response must be an object with a status, headers and a body");
  const { status, headers, body, data, text } = own(answer, ["status", "headers", "body", "data", "text"], "a response");
  if (!Number.isInteger(status)) mistaken("status must be an integer");
  // Other clients' responses, which have their body elsewhere.
  if (body === undefined && (data !== undefined || typeof text === "function")) mistaken("body must be given");
  return { status, headers: headersOf(headers ?? []), body: bodyOf(body ?? "") };
}

/** A text, or the members of an object that was read from one. */
function bodyOf(body) {
  if (typeof body === "string") return body;
  try {
    if (ArrayBuffer.isView(body) || /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(body))) return new TextDecoder().decode(body);
    // A stream, or a response that was not read, has its content elsewhere.
    if (isRecord(body) && !(Symbol.asyncIterator in body)) return Object.fromEntries(entries(body, "body"));
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
    let list = given[Symbol.iterator] ? [...given] : Object.entries(given);
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

/** The object that the text is, if it is one. */
function json(text) {
  try {
    const value = JSON.parse(text.replace(/^\ufeff/, ""));
    if (typeof value === "object" && !Array.isArray(value)) return value ?? undefined;
  } catch {
    // What it is instead is for others to find out; the text itself may hold a secret.
  }
}

/** The members, and those of the error that one of them holds. */
function unwrapped(content) {
  for (const [name, inner] of Object.entries(content)) {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) continue;
    if (WRAPPERS.includes(name)) return { ...content, ...inner };
    if (ERROR_NAME.test(name)) return { __type: name, Code: name, ...content, ...inner };
  }
  return content;
}

/** The members of an XML error, each of which is text. */
function xml(text) {
  const members = { __proto__: null };
  let root, failed = false, open, value = "";
  const pieces = /<!\[CDATA\[|<([^<>]*)>|[^<]+|</g;
  for (let piece; (piece = pieces.exec(text)); ) {
    const [token, tag] = piece;
    if (token === "<![CDATA[") {
      const end = text.indexOf("]]>", pieces.lastIndex);
      // Cut short, and so is what it belongs to.
      if (end < 0) break;
      value += text.slice(pieces.lastIndex, end);
      pieces.lastIndex = end + 3;
    } else if (tag === undefined) value += entities(token);
    else if (/^\w/.test(tag)) {
      open = localName(tag);
      root ??= open;
      failed ||= open === "Error";
      value = "";
    } else if (tag.startsWith("/")) {
      const name = localName(tag.slice(1));
      if (name && name === open) members[name[0].toUpperCase() + name.slice(1)] ??= value.trim();
      open = undefined;
    }
  }
  if (root !== "Error" && ERROR_NAME.test(root)) return { __type: root, Code: root, ...members };
  if (!failed) return {};
  const { Code, Message, RequestId } = members;
  return { __type: Code, Code, Message, RequestId };
}

const localName = (tag) => tag.split(/[\s/]/, 1)[0].split(":").pop();

/** The known members. Null is as good as absent, and a number as its text, so that no secret is lost for its type. */
function known(members, content) {
  const output = {};
  for (const { name, shape: { kind, of } } of members) {
    if (!Object.hasOwn(content, name)) continue;
    const value = content[name];
    if (kind === "structure") {
      if (value && typeof value === "object") output[name] = known(of, value);
    } else if (value !== undefined && typeof value !== "object") {
      output[name] = kind === "boolean" ? value : `${value}`;
    }
  }
  return output;
}

/** Whether the new secret is missing that the service makes, or was asked to make. */
function lacks(members, output, sent) {
  return members.some((member) => {
    const { name, issued, shape: { kind, of } } = own(member, ["name", "issued", "shape"]);
    const { [name]: value } = own(output, [name]);
    if (kind === "structure") return lacks(of, value ?? {}, sent);
    return issued && (issued === "always" || sent[issued.when] === true) && !value;
  });
}
