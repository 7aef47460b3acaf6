// The policy of a directory, read from the response in which the provider prints it. Where it stands is in the description.
import { ResetkitError } from "./error.js";
import { isCount, isList, own } from "./options.js";
import { at, booleanOf, found, plain, takenApart, written } from "./places.js";

/**
 * @param {any} description of the operation
 * @param {any} response as it came, or its body as parsed JSON
 */
export function readPolicy(description, response) {
  const { policy, policies = [], policyResponse, response: { code: codes } } = own(description, ["policy", "policies", "policyResponse", "response"]);
  if (policyResponse === undefined) throw new ResetkitError("no_policy", "no response of this provider says what the policy is");
  const { action, at: paths, from = "default", values = [], variant, absent, language } = plain(policyResponse);
  const refuse = (what) => {
    throw new ResetkitError("invalid_policy", `${what} is not what ${action} answers`);
  };
  const named = (id) => (id === "default" ? policy : policies.find((other) => other.id === id).policy);

  if (typeof response !== "object" || response === null) refuse("this");
  const parsed = isList(response) || own(response, ["status"], "response").status === undefined;
  const parts = takenApart(parsed ? { status: 200, body: isList(response) ? written(response) : response } : response);
  const { status, kind, tree } = parts;
  const code = found(plain(codes), parts)?.text;
  if (absent?.codes?.includes(code)) return { ...named(absent.variant) };
  if (code !== undefined || status < 200 || status > 299) refuse(`an error with status ${status}`);
  if (typeof tree !== "object" || tree === null) refuse("this");

  let given = paths ? paths.map((path) => at(tree, path)).find((value) => value !== undefined) : tree;
  // Whoever parsed it may have unwrapped it too.
  if (given === undefined && parsed && values.some((value) => at(tree, value.at) !== undefined)) given = tree;
  let id = from;
  if (variant) {
    const value = at(tree, variant.at);
    if (value === undefined && absent?.empty) id = absent.variant;
    else id = variant.map[text(value)] ?? refuse(variant.at);
  }
  if (given === undefined || given === "") return absent?.empty ? { ...named(absent.variant) } : refuse("this");
  if (typeof given !== (language ? "string" : "object")) refuse("this");
  const read = { __proto__: null, ...named(id) };
  if (language === "keycloak") keycloak(read, given, refuse);
  for (const value of values) if (applies(value, given)) set(read, value, scalar(at(given, value.at), kind), () => refuse(value.at));
  return { ...read };
}

/** A text as it is, and nothing for what has parts. */
const text = (value) => (typeof value === "object" ? "" : `${value}`);

/** Whether the response says something of a value; what it does not speak of stays as it is. */
function applies({ at: path, if: condition, has, is }, given) {
  const value = at(given, path);
  return value !== undefined
    && (!condition || text(at(given, condition.at)) === `${condition.is}`)
    && (has === undefined || [value].flat().includes(has))
    && (is === undefined || text(value) === `${is}`);
}

/** A number or a boolean; in XML, where everything is text, from its text. */
const scalar = (value, kind) => (kind !== "xml" ? value : booleanOf(value) ?? (/^\d+$/.test(value) ? Number(value) : value));

/** Sets what one value says: how many, or whether. */
function set(policy, { has, is, to, sets }, value, refuse) {
  const on = has !== undefined || is !== undefined || value;
  const [key, id] = sets.split(".");
  // The usual rule for the account has a short form.
  if (on === true && sets === "names.account" && to === undefined && policy.notUserName) return;
  if (key !== "names") limit(policy, key, id, to ?? (typeof on === "boolean" ? Number(on) : on), refuse);
  else if (typeof on === "boolean") name(policy, id, on && { ...(to ?? policy.names?.[id]) });
  else refuse();
}

function limit(policy, key, id, number, refuse) {
  if (!isCount(number)) refuse();
  if (key === "classes") policy.classes = policy.classes.map((one) => (one.id === id ? { ...one, min: number } : one));
  else policy[key] = number;
}

/** The rule for a name of the user's, or none. */
function name(policy, id, rule) {
  const { [id]: _, ...others } = policy.names ?? {};
  policy.names = rule ? { ...others, [id]: rule } : others;
  if (id === "account") policy.notUserName = false;
}

/** Of each limit in Keycloak's words the key of the policy, and the number where it names none. */
const KEYCLOAK = {
  __proto__: null,
  length: ["minLength", 8], maxLength: ["maxLength", 64], passwordHistory: ["history", 3],
  digits: ["classes.digit", 1], lowerCase: ["classes.lower", 1], upperCase: ["classes.upper", 1], specialChars: ["classes.special", 1],
};
const KEYCLOAK_NAMES = {
  __proto__: null,
  notUsername: ["account", { match: "equals", matchCase: true }], notContainsUsername: ["account", {}], notEmail: ["email", { match: "equals", matchCase: true }],
};
/** What says nothing of the password itself. */
const KEYCLOAK_OTHERS = ["passwordAge", "forceExpiredPasswordChange", "passwordBlacklist", "hashAlgorithm", "hashIterations", "maxAuthAge", "recoveryCodesWarningThreshold"];

/** Keycloak's own language: `length(12) and digits and notUsername(undefined)`. The last character of an item closes it. */
function keycloak(policy, words, refuse) {
  for (const item of words.split(" and ").map((item) => item.trim()).filter(Boolean)) {
    const [key] = item.split("(", 1), argument = item.slice(key.length + 1, -1);
    if (KEYCLOAK[key]) {
      const [limited, usual] = KEYCLOAK[key], [member, id] = limited.split(".");
      limit(policy, member, id, argument === "" || argument === "undefined" ? usual : /^\d+$/.test(argument) ? Number(argument) : argument, () => refuse(key));
    } else if (KEYCLOAK_NAMES[key]) {
      const [id, rule] = KEYCLOAK_NAMES[key];
      // Of two rules for one name the stricter stands.
      if (key !== "notUsername" || !(policy.notUserName || policy.names?.account)) name(policy, id, rule);
    } else if (key === "regexPattern") policy.unchecked = [...(policy.unchecked ?? []), "The realm asks for a pattern of its own."];
    else if (!KEYCLOAK_OTHERS.includes(key)) refuse("an unknown rule");
  }
}
