// What a person pastes in; an HTTP response out. Bodies and whole responses are passed on; what a command or a library printed of
// an error is put back into the form in which the service said it. Every pattern takes time in proportion to the text.
/** @import { Operation } from "../types.js" */

/** @typedef {{ status: number, headers: Record<string, string>, body: string }} HttpResponse */
/** @typedef {{ code: string, message?: string, requestId?: string, status?: number }} Printed */

/** The most characters that are read. A response has some thousand. */
export const LONGEST = 100_000;

/** What the AWS command line and boto3 print. */
const OCCURRED = /An error occurred \(([^()\n]{1,200})\) when calling the \w{1,100} operation(?: \([^()\n]{0,200}\))?:/;
/** What the older library for Python that speaks the RPC protocol prints. */
const HTTP_STATUS = /HTTP Status: (\d{3}),? Error: ?([\w.]{1,200})/;
/** What the libraries that speak the RPC protocol print between the code and the message. */
const CODE_STATUS = /(?:(?<![\w.])([A-Z][\w.]{0,200}):? )?code: (\d{3}), /;
/** The parts in which that protocol's command line and its library for Go print an error, on one line or on several. */
const PARTS = /\b(ErrorCode|StatusCode|Code|Recommend|RequestId|RequestID|Message|Data|RespHeaders): */;
/** A name before what it says, with the module before the name and the side that is to blame behind it. */
const NAMED = /(?<![\w.])([A-Za-z][\w.]{0,300})(?: \((?:client|server)\))?: /g;
/** What Ruby prints behind the message. */
const RUBY = /^(.*) \(Aws::\w{1,100}::Errors::(\w{1,200})\)/m;
const ERROR_NAME = /^[A-Z]\w*(?:Exception|Failure|Error|Denied|Signature|Failed|Authorized)$/;
/** Errors of languages and networks, in which no service said anything. */
const OWN_ERROR = /^(?:Type|Syntax|Range|Reference|URI|Aggregate|Abort|Network|Timeout|Connection|Value|Key|Attribute|Name|Index|Import|ModuleNotFound|OS|Client|Service|Operation|SDK|Tea|Runtime)(?:Error|Exception)$/;
const REQUEST_ID = /request[ _]?id["']?[:=] ?["']?([\w-]{1,100})/i;
const STATUS = /(?:status ?code|http status)["']?[:=] ?(\d{3})\b/i;
/** What tools print where no response came. */
const UNANSWERED = /^curl: \(\d{1,3}\)|Could not connect to the endpoint URL|Connect timeout on endpoint URL|Read timeout on endpoint URL|Unable to locate credentials|SDK\.Timeout|\bgetaddrinfo ENOTFOUND\b/m;

/**
 * @param {string} text
 * @param {number | undefined} status as the person knows it
 * @param {Operation} operation
 * @returns {HttpResponse | undefined} nothing where the text is no response
 */
export function pastedResponse(text, status, operation) {
  const { errors } = operation;
  let body = text.replace(/\r\n?/g, "\n").trim();
  // curl says of a body that it was refused; the body stands beside it.
  const refused = /^curl: \(22\) .*: (\d{3})\b.*$/m.exec(body);
  if (refused) {
    status ??= Number(refused[1]);
    body = body.replace(refused[0], "").trim();
  }
  body = unwrapped(body);
  /** @type {Record<string, string>} */
  let headers = {};
  // curl -i prints the responses before the last one as well.
  for (let head; (head = /^HTTP\/[\d.]+ (\d{3}).*(?:\n.+)*(?:\n\n|$)/.exec(body)); body = body.slice(head[0].length)) {
    status = Number(head[1]);
    headers = Object.fromEntries([...head[0].matchAll(/^([\w-]+): *(.*)$/gm)].map(([, name, value]) => [name.toLowerCase(), value]));
  }
  if (status && body === "") return { status, headers, body };

  // curl -w may print the status behind the body.
  const [, before, behind] = /^([^]*\})\s*([1-5]\d\d)$/.exec(body) ?? [];
  if (before && object(before)) {
    body = before;
    status ??= Number(behind);
  }
  const content = object(body);
  if (content) {
    const { ResponseMetadata: metadata, $metadata: other, Error: inner } = content;
    const requestId = metadata?.RequestId ?? other?.requestId;
    if (typeof requestId === "string") headers["x-amzn-requestid"] ??= requestId;
    const own = [inner, content.error, content.Output].find((part) => typeof part === "object" && part !== null) ?? content;
    const code = [own.__type, own.Code, own.code, headers["x-amzn-errortype"]].find((value) => typeof value === "string" && value !== "");
    const told = metadata?.HTTPStatusCode ?? other?.httpStatusCode;
    return { status: status || told || (code ? statusOf(code, errors) : successOf(operation)), headers, body };
  }
  if (/^<(?!!doctype html|html)/i.test(body) && /<(?:\w{1,50}:)?(?:Error|\w{1,100}Exception)[\s/>]/.test(body)) {
    return { status: status || statusOf(/<(?:\w{1,50}:)?Code>([^<]{1,200})</.exec(body)?.[1], errors), headers, body };
  }
  const said = printed(body, errors);
  if (said) {
    const response = responseOf({ ...said, status: status || said.status || statusOf(said.code, errors) }, operation);
    return { ...response, headers: { ...headers, ...response.headers } };
  }
  return status ? { status, headers, body } : undefined;
}

/**
 * Whether a tool says that it got no response.
 *
 * @param {string} text
 */
export const isUnanswered = (text) => UNANSWERED.test(text);

/**
 * The status of a success of which nothing but the body is known.
 *
 * @param {Operation} operation
 * @param {boolean} [empty] whether there is no body
 */
export function successOf({ response }, empty = false) {
  const kinds = Object.entries(/** @type {{ success: Record<string, string> }} */ (response).success);
  const [status] = kinds.find(([, kind]) => empty === /^empty$|\?$/.test(kind)) ?? kinds[0];
  return Number(status);
}

/** A name of a member, or several of which each is in the one before it. */
const PATH = /^\w+(?:\.\w+)*$/;

/**
 * An error as its service would have sent it: what is known of it, where that service says it.
 *
 * @param {Printed & { status: number }} error
 * @param {Operation} operation
 * @returns {HttpResponse}
 */
export function responseOf({ code, message, requestId, status }, { response, errors }) {
  // A success that could not be read was nothing like one.
  if (code === "unreadable_answer") return { status, headers: {}, body: "?" };
  const places = /** @type {Partial<Record<"code" | "message" | "requestId", readonly (string | { at?: string, header?: string })[]>>} */ (response);
  /** @type {Record<string, string>} */
  const headers = {};
  /** @type {Record<string, any>} */
  const body = {};
  for (const [list = [], said] of /** @type {const} */ ([[places.code, code], [places.message, message], [places.requestId, requestId]])) {
    const paths = list.map((place) => (typeof place === "string" ? place : place.at ?? ""));
    const path = paths.find((one) => PATH.test(one));
    const header = list.map((place) => (typeof place === "string" ? undefined : place.header)).find(Boolean);
    if (said === undefined) continue;
    if (path) put(body, path.split("."), said);
    else if (header) headers[header] = said;
  }
  // Where no place has a code, a page says it in words.
  const words = places.code ? undefined : errors.find((error) => error.code === code)?.text ?? code;
  return { status, headers, body: words ?? JSON.stringify(body) };
}

/**
 * @param {Record<string, any>} body
 * @param {string[]} path
 * @param {string} text
 */
function put(body, [name, ...rest], text) {
  if (rest.length === 0) body[name] = text;
  else put(body[name] = typeof body[name] === "object" ? body[name] : {}, rest, text);
}

/**
 * What curl -v prints without its own remarks: the response.
 *
 * @param {string} text
 */
function unwrapped(text) {
  if (!/^< HTTP\//m.test(text)) return text;
  const lines = text.split("\n");
  const head = lines.filter((line) => /^< ./.test(line)).map((line) => line.slice(2));
  const body = lines.filter((line) => !/^(?:[*<>](?: |$)|[{}] \[\d+ bytes data\])/.test(line));
  return `${head.join("\n")}\n\n${body.join("\n")}`.trim();
}

/**
 * @param {string} text
 * @param {Operation["errors"]} errors
 * @returns {Printed | undefined}
 */
function printed(text, errors) {
  const requestId = REQUEST_ID.exec(text)?.[1];
  const status = Number(STATUS.exec(text)?.[1]) || undefined;

  const occurred = OCCURRED.exec(text);
  if (occurred) return { code: occurred[1], message: after(text, occurred).trim(), requestId, status };

  const http = HTTP_STATUS.exec(text);
  if (http) return { code: http[2], message: after(text, http).split(/ RequestID:/i, 1)[0].trim(), requestId, status };

  const numbered = CODE_STATUS.exec(text);
  if (numbered) {
    const code = numbered[1] && numbered[1] !== "Message" ? numbered[1] : /\bCode: *([\w.]{1,200})/.exec(text)?.[1];
    if (code) return { code, message: after(text, numbered).split(/ request id:/i, 1)[0].trim(), requestId, status: Number(numbered[2]) };
  }

  const [, ...parts] = text.split(PARTS);
  /** @type {Record<string, string>} */
  const part = {};
  for (let i = 0; i < parts.length; i += 2) part[parts[i]] ??= parts[i + 1].trim();
  const [code] = (part.ErrorCode ?? part.Code ?? "").split(/\s/, 1);
  if (code && part.Message !== undefined) return { code, message: part.Message, requestId, status };

  for (const match of text.matchAll(NAMED)) {
    const code = codeOf(match[1], errors);
    // Java says more in brackets.
    if (code) return { code, message: after(text, match).split(/\n| \(Service: /, 1)[0].trim(), requestId, status };
  }
  const ruby = RUBY.exec(text);
  if (ruby) return { code: ruby[2], message: ruby[1], requestId, status };
  const alone = /^[\w.]{1,300}$/.test(text) ? codeOf(text, errors) : undefined;
  return alone ? { code: alone } : undefined;
}

/**
 * @param {string} text
 * @param {RegExpExecArray} match
 */
const after = (text, match) => text.slice(match.index + match[0].length);

/**
 * The code of an error that a program calls by this name, with or without its module; nothing where it is no name of one.
 *
 * @param {string} name
 * @param {Operation["errors"]} errors
 */
function codeOf(name, errors) {
  if (isDocumented(name, errors)) return name;
  const last = name.split(".").at(-1) ?? "";
  return isDocumented(last, errors) || (ERROR_NAME.test(last) && !OWN_ERROR.test(last)) ? last : undefined;
}

/**
 * @param {string} name
 * @param {Operation["errors"]} errors
 */
const isDocumented = (name, errors) =>
  errors.some(({ code, aliases = [] }) => [code, ...aliases].some((known) => name === known || (/^[A-Z]\w+\*$/.test(known) && name.startsWith(known.slice(0, -1)))));

/**
 * @param {string} text
 * @returns {Record<string, any> | undefined}
 */
function object(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The status with which the service sends an error of this code.
 *
 * @param {unknown} code
 * @param {Operation["errors"]} errors
 */
function statusOf(code, errors) {
  const name = String(code).split(/[:,]/)[0].split("#").at(-1) ?? "";
  return errors.find((error) => [error.code, ...(error.aliases ?? [])].includes(name))?.status ?? 400;
}
