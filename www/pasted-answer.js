// What a person pastes in; an HTTP answer out. Bodies and whole answers are passed on; what a command or a library printed of
// an error is put back into the form in which the service said it.
/** @import { Operation } from "./types.js" */

/** @typedef {{ status: number, headers: Record<string, string>, body: string }} HttpAnswer */

/** How tools print an error, each with what it is called on the wire. */
const PRINTED = [
  // The AWS command line and boto3.
  /An error occurred \((?<Code>[^()]+)\) when calling the \w+ operation(?: \([^)]*\))?:\s*(?<Message>[^]*)/,
  // The libraries that speak the RPC protocol.
  /(?<!\w)(?!Message:)(?<Code>[A-Z][\w.]*): code: (?<status>\d{3}), (?<Message>[^]*?)\s*request id: (?<RequestId>[\w-]+)/i,
  // Its command lines, and the older libraries.
  /ErrorCode:\s*(?<Code>\S+)[^]*?(?:RequestId:\s*(?<RequestId>\S+)[^]*?)?Message:\s*(?<Message>[^]*)/,
  /Code:\s*(?<Code>\S+)\s+Message:\s*(?:code: (?<status>\d{3}), )?(?<Message>[^]*?)(?:\s*request id: (?<RequestId>[\w-]+)[^]*)?$/,
  // The AWS library for JavaScript.
  /^\s*(?:Uncaught )?(?<Code>[A-Z]\w*(?:Exception|Failure|Error|Denied|Signature|Failed|Authorized)): (?<Message>[^\n]*)/m,
];

/**
 * @param {string} text
 * @param {number | undefined} status as the person knows it
 * @param {Operation} operation
 * @returns {HttpAnswer | undefined} nothing where the text is no answer
 */
export function pastedAnswer(text, status, { errors }) {
  let body = text.replace(/\r\n?/g, "\n").trim();
  /** @type {Record<string, string>} */
  let headers = {};
  // curl -i prints the answers before the last one as well.
  for (let head; (head = /^HTTP\/[\d.]+ (\d{3}).*(?:\n.+)*(?:\n\n|$)/.exec(body)); body = body.slice(head[0].length)) {
    status = Number(head[1]);
    headers = Object.fromEntries([...head[0].matchAll(/^([\w-]+): *(.*)$/gm)].map(([, name, value]) => [name.toLowerCase(), value]));
  }
  if (status && body === "") return { status, headers, body };

  const content = object(body);
  if (content) {
    const { ResponseMetadata: metadata, $metadata: other } = content;
    const requestId = metadata?.RequestId ?? other?.requestId;
    if (typeof requestId === "string") headers["x-amzn-requestid"] ??= requestId;
    const { Error: inner } = content;
    // boto3 keeps the error apart from what came with it.
    const own = typeof inner?.Code === "string" ? { ...inner } : content;
    const failed = ["__type", "Code", "code"].some((name) => typeof own[name] === "string") || "x-amzn-errortype" in headers;
    const told = metadata?.HTTPStatusCode ?? other?.httpStatusCode;
    return { status: status || told || (failed ? statusOf(own.__type ?? own.Code ?? own.code, errors) : 200), headers, body: own === content ? body : JSON.stringify(own) };
  }
  if (/<Error>/.test(body)) return { status: status || statusOf(/<Code>([^<]*)</.exec(body)?.[1], errors), headers, body };
  for (const pattern of PRINTED) {
    const { status: told, Code, Message, RequestId } = pattern.exec(body)?.groups ?? {};
    if (!Code) continue;
    const printed = /request_?id["']?: ["']([\w-]+)/i.exec(body)?.[1];
    const error = { Code, __type: Code, Message: Message.trim(), RequestId: RequestId ?? printed };
    return { status: status || Number(told) || statusOf(Code, errors), headers, body: JSON.stringify(error) };
  }
  return status ? { status, headers, body } : undefined;
}

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
