// An HTTP answer in; the operation's output or an explained error out. Where the clients of a protocol look for an error's
// code is here; what it means, and what an output holds, is in the description.

/** Where the clients of each protocol look for the message, in their order. */
const MESSAGES = { "aws-json-1.1": ["message", "Message"], "rest-json": ["message", "Message"], "alibaba-rpc": ["Message", "message"] };
/** Where they look for the code: in the header, and in members of the body. */
const CODES = {
  "aws-json-1.1": ["__type", "x-amzn-errortype", "code", "Code"],
  "rest-json": ["x-amzn-errortype", "code", "Code", "__type"],
  "alibaba-rpc": ["Code", "code"],
};
const REQUEST_IDS = ["x-amzn-requestid", "x-amz-request-id", "x-acs-request-id", "RequestId", "requestId"];

/**
 * @param {any} operation its description
 * @param {any} answer
 * @param {any} [input] the one that was sent: what is sensitive in it is kept out of the message
 */
export function readAnswer({ protocol, errors, members, output }, answer, input) {
  const { status } = answer;
  const headers = answer.headers ?? {}, body = typeof answer.body === "string" ? answer.body : "";
  const content = json(body);
  const success = status >= 200 && status < 300;
  if (success && (content || (body === "" && !output.some(({ required }) => required)))) {
    return { output: known(output, content ?? {}) };
  }
  const given = { __proto__: null, ...(content ?? xml(body)) };
  for (const [name, value] of headers[Symbol.iterator] ? headers : Object.entries(headers)) given[name.toLowerCase()] = value;
  const first = (names) => names.map((name) => given[name]).find((value) => typeof value === "string" && value);
  // Without the namespace before it and the address behind it.
  const code = success ? "unreadable_answer" : first(CODES[protocol.kind])?.split(/[:,]/)[0].split("#").pop() || `${status}`;
  const explain = (code) => errors.find(({ code: name, aliases = [] }) =>
    [name, ...aliases].some((name) => (name.endsWith("*") ? code.startsWith(name.slice(0, -1)) : code === name)));
  // The last error is the one for whatever is not known otherwise.
  const { meaning, remedy, member, retryable } = explain(code) ?? explain(`${status}`) ?? errors.at(-1);
  let message = success ? undefined : first(MESSAGES[protocol.kind]);
  for (const { name, sensitive } of members) if (sensitive && input?.[name]) message = message?.replaceAll(`${input[name]}`, "…");
  const retryAfter = Number(given["x-acs-retry-after"]) || undefined;
  return {
    error: {
      code,
      message,
      meaning,
      remedy,
      member: member ?? members.find(({ name }) => code.endsWith(name))?.name,
      retryable: retryable || retryAfter > 0,
      retryAfter,
      status,
      requestId: first(REQUEST_IDS),
    },
  };
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

/** The members of an XML error, each of which is text. */
function xml(text) {
  const members = {};
  if (text.includes("<Error>")) {
    for (const [, name, value] of text.matchAll(/<(Code|Message|RequestId)>([^<]*)<\//g)) {
      members[name] ??= value.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, "&");
    }
  }
  return members;
}

/** The known members. Null is as good as absent, and a number as its text, so that no secret is lost for its type. */
function known(members, content) {
  const output = {};
  for (const { name, shape: { kind, of } } of members) {
    const value = content[name];
    if (kind === "structure") {
      if (value && typeof value === "object") output[name] = known(of, value);
    } else if (value !== undefined && typeof value !== "object") {
      output[name] = kind === "boolean" ? value : `${value}`;
    }
  }
  return output;
}
