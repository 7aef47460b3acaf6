// The part of a description that reads responses, made from a document as it is written.
import { readFileSync, readdirSync } from "node:fs";

const read = (folder) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap(({ name }) =>
  readdirSync(new URL(`${name}/`, folder)).filter((file) => /^[\w-]+\.json$/.test(file)).map((file) => JSON.parse(readFileSync(new URL(`${name}/${file}`, folder), "utf8"))));

/** Those of the catalogue, and copies of all that there are; the first of an id counts. */
const documents = [...read(new URL("../../src/operations/", import.meta.url)), ...read(new URL("../golden/operations/", import.meta.url))];

const LATER = "Wait a little and send the request again.";
/** What any HTTP hop may answer; the last is the one for all others. */
const HOPS = [
  { code: "3*", meaning: "The response is a redirect: a proxy or a sign-in page sent it, not the service.", remedy: "Sign in to the network or the proxy, check the endpoint, and send the request again.", retry: "no" },
  { code: "407", aliases: ["511"], meaning: "A proxy asks you to sign in to it: the request did not reach the service.", remedy: "Sign in to the proxy or the network, and send the request again.", retry: "no" },
  { code: "408", meaning: "The request took too long to arrive.", remedy: LATER, retry: "unsure" },
  { code: "429", meaning: "Too many requests in a short time.", remedy: LATER, retry: "later" },
  { code: "5*", meaning: "The service, or a gateway before it, failed.", remedy: LATER, retry: "unsure" },
  { code: "4*", meaning: "The request was refused for a reason that is not documented here.", remedy: "Read the message, and change the request before it is sent again.", retry: "no" },
];

const CLASSES = { upper: ["an uppercase letter", "[A-Z]"], lower: ["a lowercase letter", "[a-z]"], digit: ["a digit", "[0-9]"], special: ["a special character", "[!-/:-@\\[-`{-~]"] };

const sets = new Map();
/** The ranges of a set of characters. */
function ranges(set) {
  if (set === "any") return [["\0", "\u{10ffff}"]];
  if (!sets.has(set)) {
    const pattern = new RegExp(set, "u"), list = [];
    for (let point = 0, last = -2; point <= 0x10ffff; point++) {
      const character = String.fromCodePoint(point);
      if (!pattern.test(character)) continue;
      if (point === last + 1) list.at(-1)[1] = character;
      else list.push([character, character]);
      last = point;
    }
    sets.set(set, list);
  }
  return sets.get(set);
}

const characters = (set) => ranges(set).flatMap(([first, last]) => {
  const list = [];
  for (let point = first.codePointAt(0); point <= last.codePointAt(0); point++) list.push(String.fromCodePoint(point));
  return list;
}).join("");

function described(policy) {
  const { classes, extra, forbidden, ...others } = policy;
  const list = Object.entries(classes).map(([id, { label = CLASSES[id]?.[0], characters: set = CLASSES[id]?.[1], generate, min = 0 }]) =>
    ({ id, name: label, characters: ranges(set), generate: characters(generate ?? set), min }));
  return { ...others, classes: list, ...(extra && { extra: ranges(extra) }), ...(forbidden && { forbidden: ranges(forbidden) }) };
}

function laid(base, over) {
  const policy = { ...base, ...over };
  if (base.classes && over.classes) {
    policy.classes = { ...base.classes };
    for (const [id, one] of Object.entries(over.classes)) policy.classes[id] = { ...base.classes[id], ...one };
  }
  return policy;
}

export function describeDocument(document, shared) {
  const { id, members, password, response: given } = document;
  const response = given.like === undefined ? given : { ...shared.responses[given.like], ...given };
  const { errors = [], common = [], output = [], ...places } = response;
  const idempotent = document.idempotent?.value === true;
  const plain = (name) => {
    if (name === "default") return password.policy;
    const { alone, extends: base = "default", policy } = password.variants[name];
    return laid(alone ? {} : plain(base), policy);
  };
  return {
    id,
    action: id.slice(id.indexOf(":") + 1),
    members: members.map(({ type = "text", ...member }) => ({ ...member, kind: type })),
    idempotent,
    idempotentNote: document.idempotent?.note,
    output,
    errors: [...errors, ...common.flatMap((name) => shared.errors[name]), ...HOPS].map((error) => ({ ...error, retryable: error.retry === "later" || (error.retry === "unsure" && idempotent) })),
    response: places,
    ...(password && {
      policy: described(password.policy),
      policies: Object.entries(password.variants ?? {}).map(([name, { label }]) => ({ id: name, label, policy: described(plain(name)) })),
      policyResponse: password.read,
    }),
  };
}

/** All of them by id. */
export const descriptions = {};
for (const document of documents.filter(({ id }) => id)) {
  descriptions[document.id] ??= describeDocument(document, documents.find(({ id, shared }) => !id && shared === document.shared));
}
