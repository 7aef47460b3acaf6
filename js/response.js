// Reads an HTTP response: the operation's output, or an explained error. A success is recognised, never assumed.
import { covered } from "./cover.js";
import { own } from "./options.js";
import { booleanOf, cut, found, placed, plain, raw, takenApart } from "./places.js";

const UNREADABLE = "unreadable_answer";
/** What stands where an error would have its code, and is none. */
const NO_ERROR = /^(200|ok|success)$/i;
/** Errors that any HTTP hop may give have their status for a code, or how it begins. */
const STATUS = /^\d(\*|\d\d)$/;
/** A remedy that is none where it does harm to do it twice. */
const AGAIN = /send the request again/i;
/** What to say of a success that cannot be read: nobody knows whether it was done. */
const LOST = {
  meaning: "The response says success, but not in the service's words.",
  remedy: "Look whether it was done before the request is sent again.",
  retry: "unsure",
  retryable: false,
};
/** What SCIM calls an error, among the schemas of a body. */
const SCIM_ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
/** A wait, or the first of a header that was sent twice: a number, or a date in one of the three forms of HTTP, of which one has no zone. */
const WAIT = /^([\d.]+)(?=\s*(,|$))|^\w+,? [^,]+ [\d:]{8} (GMT|\d{4})/;
/** Members around an error. */
const WRAPPERS = ["Error", "error", "ErrorResponse", "Output"];
/** A name that only an error has: of a member around it, or of the root of an XML document. */
const ERROR_NAME = /^[A-Z]\w*(Exception|Fault|Failure|Error)$/;

/**
 * @param {any} description of the operation
 * @param {any} response
 * @param {any} [input] the one that was sent: it says which secrets must come back, and what is sensitive in it is kept out of the error
 */
export function readResponse(description, response, input) {
  const { members, errors, output, action, idempotent, idempotentNote, response: places } = plain(description);
  const { success, root, contains, location, pending, unreadable } = places;
  const parts = takenApart(response);
  const { status, headers, kind, tree, text } = parts;
  const sent = own(input ?? undefined, members.map(({ name }) => name), "input");

  const expected = success[status];
  const succeeded = expected !== undefined || (status >= 200 && status < 300);
  const wrapped = unwrapped(tree, succeeded);
  const first = (list, message) => found(list, parts, message) ?? found(list, wrapped, message);
  let said = first(places.code), code = said ? bare(said.text) : wrapped.name;
  // Some services say where they name an error that there is none, or name the output.
  if (succeeded && code && (NO_ERROR.test(code) || isOutput(code, action))) said = code = undefined;
  if (expected && !code && recognised()) {
    const isPending = pending?.includes(status);
    const read = outputOf(output, members, parts, input && sent, isPending || expected === "empty");
    if (read) return isPending ? { output: read, pending: true } : { output: read };
  }

  const message = first(places.message, true)?.text.trim();
  const says = ({ text: words }) => !words || message?.includes(words);
  // A page that says it in words.
  const told = !code && (kind === "text" || expected === "text")
    ? errors.find((error) => error.text && (!error.status || error.status === status) && text.includes(error.text))
    : undefined;
  const lost = succeeded && !code && !told;
  const known = lost ? undefined : told
    ?? errors.find((error) => code && !isHop(error) && spellings(error).some((name) => spells(name, code)) && says(error))
    ?? errors.find((error) => !error.code && error.status === status && says(error));
  // The last error is the one for whatever is not known otherwise.
  const explained = lost ? { __proto__: null, ...LOST, ...unreadable } : known
    ?? errors.find((error) => isHop(error) && spellings(error).some((name) => spells(name, `${status}`))) ?? errors.at(-1);
  const wait = waitOf(first(places.retryAfter), headers);
  // Who says how long to wait invites to try again; when a limit is counted anew, is said in every response.
  const invited = wait !== undefined && !wait.limit && !known && explained.retry === "no";
  const retry = invited ? "later" : explained.retry;

  const secrets = members.filter(({ sensitive }) => sensitive).map(({ name }) => sent[name]).filter((value) => typeof value === "string" && value !== "");
  const cover = (words) => words && covered(words, secrets);
  if (lost) code = UNREADABLE;
  else if (!code) code = told?.code ?? (succeeded ? "refused" : `${status}`);
  // A documented code is no secret, whatever somebody's password is; another is covered before it is cut.
  else if (!errors.some((error) => spellings(error).includes(code))) code = (said && bare(cut(said.place, cover(said.whole)))) || cover(code);
  return {
    error: {
      code,
      message: lost ? undefined : cover(message),
      meaning: explained.meaning,
      // Where nobody knows whether it was done, and twice does harm, nothing is sent again unseen.
      remedy: retry === "unsure" && !idempotent && AGAIN.test(explained.remedy) ? [LOST.remedy, idempotentNote].filter(Boolean).join(" ") : explained.remedy,
      member: explained.member ?? members.find(({ name }) => code.split(".").some((part) => part === name || (/^[A-Z]/.test(name) && part.endsWith(name))))?.name,
      retry,
      retryable: invited || explained.retryable,
      retryAfter: retry === "no" ? undefined : wait?.seconds,
      status,
      requestId: cover(first(places.requestId)?.text.trim()),
      documented: known !== undefined,
    },
  };

  /** Whether the body is what this status promises. */
  function recognised() {
    if (expected === "redirect") return headers.location?.includes(location);
    if (expected === "empty") return kind === "empty";
    if (expected === "text") return text.includes(contains);
    if (kind === "empty") return expected.endsWith("?");
    if (expected.startsWith("xml")) return kind === "xml" && Object.hasOwn(tree, root);
    return kind === "json" && typeof tree === "object" && tree !== null && !Object.entries(tree).some(isFailure);
  }

  /** Whether a member of the body says that something failed, unless it is an output. */
  function isFailure([name, value]) {
    if (output.some(({ from }) => placed(from).at?.split(/[.[]/, 1)[0] === name)) return false;
    if (name === "ok") return value === false;
    if (name === "schemas") return [value].flat().includes(SCIM_ERROR);
    return /^([eE]rrors|error)$/.test(name) && Boolean(value) && value.length !== 0;
  }
}

/** A header that was sent twice is a list. */
const bare = (code) => code.split(",", 1)[0].trim();

/** The members of an error that something is wrapped around, beside those of what is around it; and the name of an error that is a member. */
function unwrapped(tree, succeeded, depth = 2) {
  for (const [name, inner] of isObject(tree) ? Object.entries(tree) : []) {
    if (depth && WRAPPERS.includes(name) && isObject(inner)) {
      const deeper = unwrapped(inner, succeeded, depth - 1);
      return { ...deeper, tree: { ...tree, ...deeper.tree } };
    }
    // In a success it may be what the service says of an error that was.
    if (!succeeded && ERROR_NAME.test(name) && (inner === "" || isObject(inner))) return { name, headers: { __proto__: null }, tree: { ...tree, ...inner } };
  }
  return { name: undefined, headers: { __proto__: null }, tree };
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const isHop = ({ code }) => code !== undefined && STATUS.test(code);
const spellings = ({ code, aliases = [] }) => (code ? [code, ...aliases] : aliases);

/** Whether a code is the documented one, in which a `*` stands for any beginning or ending. */
function spells(name, code) {
  if (name.endsWith("*")) return code.startsWith(name.slice(0, -1));
  return name.startsWith("*") ? code.endsWith(name.slice(1)) : code === name;
}

/** Some services name the output where they name an error. */
const isOutput = (code, action) => ["", "Response", "Result", "Output"].some((ending) => code === action + ending);

/**
 * The output, or nothing where something is missing that must be there: a secret that the service made, above all. Of a success
 * that may come without a body, nothing else must be there.
 */
function outputOf(outputs, members, parts, sent, isBare) {
  const output = {};
  const given = (name) => {
    const value = sent[name];
    return members.find((member) => member.name === name)?.kind === "boolean" ? value === true : value !== undefined && value !== false && value !== 0;
  };
  for (const { name, from, type, sensitive, required, when, unless } of outputs) {
    const said = raw(from, parts), value = typed(type, from, parts);
    // Its last digits were lost when the JSON was read.
    if (sensitive && typeof said === "number" && !Number.isSafeInteger(said)) return undefined;
    if (value !== undefined) output[name] = value;
    else if ((sensitive || !isBare) && (required || (sent && ((when && given(when)) || (unless && !given(unless)))))) return undefined;
  }
  // A list is something else, unless something was found in it.
  return Array.isArray(parts.tree) && Object.keys(output).length === 0 ? undefined : output;
}

/** A value of the type that the description promises; a number as its text, so that no secret is lost for its type. */
function typed(type, from, parts) {
  const value = raw(from, parts);
  if (type === "json") return value;
  if (type === "boolean") return booleanOf(value);
  if (type === "integer") return /^(number|string)$/.test(typeof value) && value !== "" && Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
  return found([from], parts)?.text;
}

/** How long to wait, in seconds where the service documents a unit; whether it is when its limit is counted anew. */
function waitOf(said, headers) {
  if (!said) return undefined;
  const { text, place: { unit } } = said;
  const now = (Date.parse(headers.date) || Date.now()) / 1000;
  const [date = "", number] = WAIT.exec(text) ?? [];
  const time = number ? Number(number) : Date.parse(date.replace(/( GMT)?$/, " GMT")) / 1000 - now;
  const seconds = unit === "ms" ? time / 1000 : unit === "epoch" ? Math.ceil(time - now) : time;
  return seconds > 0 && seconds < Infinity ? { seconds, limit: unit === "epoch" } : undefined;
}
