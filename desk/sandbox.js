// Stands in for every provider: a directory of made-up people which judges as the definition of an operation says, and responds
// in the provider's own form. Nothing leaves this machine.
import { randomInt, randomUUID } from "node:crypto";
import { checkPassword, describe, generatePassword, policy } from "resetkit";
import { idOf, partAt, PEOPLE } from "./people.js";
import { put } from "./places.js";
import { targetOf } from "./target.js";
import { writeXml } from "./xml.js";

/** For how long a busy service asks to wait, in seconds. */
const WAIT = 1;
/** What a service makes where no policy of its own is known. */
const MADE = { minLength: 12, maxLength: 12, classes: [{ name: "an upper case letter", characters: [["A", "Z"]], generate: "ABCDEFGHJKLMNPQRSTUVWXYZ", min: 1 }, { name: "a lower case letter", characters: [["a", "z"]], generate: "abcdefghijkmnopqrstuvwxyz", min: 1 }, { name: "a digit", characters: [["0", "9"]], generate: "23456789", min: 1 }] };

const isAbsence = /not.?(found|exist)|inexist|nosuch/i;
/** What is absent then is not a person. */
const isOther = /api|key|operation|version/i;
const isPressure = /throttl|toomany|too_many|limit|quota|429|E0000047/i;
const length = ({ code = "" }) => code.length;
const shortest = (errors) => [...errors].sort((one, other) => length(one) - length(other))[0];

/** The error by which a service says each of this, among those that its definition knows. */
export function errorsOf(operation) {
  const { errors, policyMember } = describe(operation);
  const target = targetOf(operation).name;
  const final = errors.filter(({ retry }) => retry === "no");
  const absent = final.filter(({ code = "", status }) => isAbsence.test(code) || status === 404);
  const unknown = shortest(absent.filter(({ member }) => member === target)) ?? absent.find(({ code = "" }) => isAbsence.test(code) && !isOther.test(code)) ?? absent[0];
  const named = final.filter(({ member }) => member === policyMember && policyMember !== undefined);
  return {
    unknown,
    /** None where no error says it: such a service takes the request. */
    state: final.find((error) => error.member === target && error !== unknown && !/param/i.test(error.code ?? "")),
    policy: named.find(({ code = "" }) => !code.endsWith("*")) ?? named[0] ?? final.find(({ code = "" }) => /invalid.?param|bad.?request/i.test(code)) ?? final.find(({ status }) => status === 400),
    throttled: errors.find(({ code, status, retry }) => retry === "later" && isPressure.test(code ?? String(status))) ?? errors.find(({ status }) => status === 429),
  };
}

/** A response in the form that its reader understands: the first place of each thing is taken. */
function written(operation, status, parts) {
  const { response: { code, message, requestId, retryAfter, success } } = describe(operation);
  const headers = {}, body = {};
  const write = (places, value) => {
    const place = places?.[0];
    if (place === undefined || value === undefined) return;
    if (place.header) headers[place.header] = String(value);
    else put(body, (typeof place === "string" ? place : place.at).replace("[]", "[0]"), value);
  };
  write(code, parts.code);
  write(message, parts.message);
  write(requestId, randomUUID());
  if (parts.throttled) {
    const unit = retryAfter?.[0].unit;
    write(retryAfter, unit === "ms" ? WAIT * 1000 : unit === "epoch" ? Math.ceil(Date.now() / 1000) + WAIT : WAIT);
  }
  const xml = Object.values(success).includes("xml");
  headers["content-type"] = xml ? "text/xml" : "application/json";
  return { status, headers, body: xml ? writeXml(body) : JSON.stringify(body) };
}

/** @param {{ code?: string, status?: number, meaning: string }} error of the definition */
function refusal(operation, { code = "", status = isAbsence.test(code) ? 404 : 400, meaning }, { issue, throttled } = {}) {
  // One that is known by its status alone has that for a code.
  if (/^[45]\d\d$/.test(code)) return written(operation, Number(code), { message: meaning, throttled });
  // A code that stands for several is one of them.
  const exact = code.endsWith("_*") && issue ? code.replace("*", issue.code.toUpperCase()) : code.replace("*", "");
  return written(operation, status, { code: exact || undefined, message: issue ? `${meaning} ${issue.message}` : meaning, throttled });
}

/** What the service makes and sends back. */
function made(operation, name) {
  if (/url|link/i.test(name)) return `https://sandbox.example.com/welcome/${randomUUID()}`;
  if (/pin$/i.test(name)) return String(randomInt(100_000, 1_000_000));
  return generatePassword(policy(operation) ?? MADE);
}

function acceptance(operation, input) {
  const { output, response: { success, pending = [], root } } = describe(operation);
  const isMade = ({ sensitive, required, when, unless }) => sensitive && (required || (when !== undefined && input[when]) || (unless !== undefined && !input[unless]));
  const secrets = output.filter(isMade);
  const statuses = Object.keys(success).map(Number);
  const status = secrets.length > 0 ? statuses[0] : pending[0] ?? statuses.find((each) => success[each] === "empty") ?? statuses[0];
  const headers = {}, body = {};
  for (const { name, from, sensitive } of output) {
    const value = secrets.some((secret) => secret.name === name) ? made(operation, name)
      : sensitive ? undefined : /requestid/i.test(name) ? randomUUID() : input[name] ?? (from.header ? `https://sandbox.example.com/${randomUUID()}` : undefined);
    if (value === undefined) continue;
    if (from.header) headers[from.header] = value;
    else put(body, from, value);
  }
  if (success[status] === "empty") return { status, headers, body: "" };
  if (success[status] === "xml") return { status, headers: { ...headers, "content-type": "text/xml" }, body: writeXml({ [root]: { ...body, ResponseMetadata: { RequestId: randomUUID() } } }) };
  return { status, headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body) };
}

/** The members that every person shares: as in the example of the documentation. */
function shared(operation) {
  const { members, policyMember } = describe(operation);
  return Object.fromEntries(members.filter(({ name, required, target, sensitive }) => required && !target && !sensitive && name !== policyMember).map(({ name, example }) => [name, example]));
}

/** A record of a person as a lookup of the operation returns it. */
function record(operation, { set, label, ready = {}, match = [] }, person) {
  const entry = {};
  for (const place of [...label, ...match]) {
    const value = partAt(place, person);
    if (value !== undefined) put(entry, place.replaceAll("[]", "[0]"), value);
  }
  const target = targetOf(operation);
  for (const [name, place] of Object.entries(set)) if (name === target.name) put(entry, place, idOf(target, person));
  // A person who cannot sign in is not marked where no value says it.
  for (const [place, values] of Object.entries(ready)) put(entry, place, person.kind === "disabled" ? opposite(values[0]) : values[0]);
  return entry;
}

const opposite = (value) => (typeof value === "boolean" ? !value : "disabled");

export function sandboxProvider() {
  /** How often a busy service was asked, by operation and person. */
  const asked = new Map();

  const personOf = (operation, input) => {
    const target = targetOf(operation);
    const given = String(input[target.name]).toLowerCase();
    return PEOPLE.find((person) => [String(idOf(target, person)).toLowerCase(), person.email].includes(given)) ?? (given === String(target.example).toLowerCase() ? PEOPLE[0] : undefined);
  };

  return {
    sandbox: true,
    place: (_operation, { region, cloud } = {}) => ({ region, cloud }),
    base: () => "https://sandbox.example.com",
    who: async () => "sandbox",

    async reset(operation, _asked, input) {
      const { policyMember } = describe(operation);
      const errors = errorsOf(operation);
      const person = personOf(operation, input);
      if (!person) return refusal(operation, errors.unknown);
      if (person.kind === "busy") {
        const key = `${operation} ${person.number}`;
        const times = (asked.get(key) ?? 0) + 1;
        asked.set(key, times);
        if (times % 2 === 1) return refusal(operation, errors.throttled, { throttled: true });
      }
      if (person.kind === "disabled" && errors.state) return refusal(operation, errors.state);
      const password = policyMember && input[policyMember];
      if (password !== undefined && password !== "") {
        const [issue] = checkPassword(password, operation, { names: [{ kind: "account", value: person.login }, { kind: "display", value: person.display }] });
        if (issue) return refusal(operation, errors.policy, { issue });
      }
      return acceptance(operation, input);
    },

    async find(operation, _asked, _request, way, query) {
      const wanted = query.toLowerCase();
      const target = targetOf(operation);
      const same = (person) => [person.login, person.email, String(idOf(target, person)).toLowerCase()].includes(wanted);
      const near = ({ display, family, login, email }) => [display, family, login, email].some((text) => text.toLowerCase().startsWith(wanted));
      const found = PEOPLE.filter(way.exact || way.when === "email" ? same : near).slice(0, 11);
      if (way.list === undefined) {
        const one = found[0];
        if (one) {
          const text = record(operation, way, one);
          const xml = Object.values(describe(operation).response.success).includes("xml");
          return { status: 200, headers: {}, body: xml ? writeXml({ Response: text }) : JSON.stringify(text) };
        }
        return written(operation, 404, { code: way.none?.[0], message: errorsOf(operation).unknown.meaning });
      }
      const list = found.map((person) => record(operation, way, person));
      if (way.list === "[]") return { status: 200, headers: {}, body: JSON.stringify(list) };
      const body = {};
      put(body, way.list, list);
      return { status: 200, headers: {}, body: JSON.stringify(body) };
    },

    /** People to try an operation with: one of each kind, and one who is not there. */
    people(operation) {
      const target = targetOf(operation);
      const nobody = { ...PEOPLE[0], number: 8999, login: "no.body", display: "", email: "no.body@example.com" };
      return ["normal", "disabled", "busy", "unknown"].map((kind) => {
        const person = kind === "unknown" ? nobody : PEOPLE.find((each) => each.kind === kind);
        return { kind, query: person.email, set: { ...shared(operation), [target.name]: idOf(target, person) } };
      });
    },

    /** A file of made-up people, one of whom is not there. */
    sample(operation, count) {
      const target = targetOf(operation);
      const same = shared(operation);
      const cell = (value) => (/[",;\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
      const text = (value) => (Array.isArray(value) ? value.join(";") : String(value));
      const columns = [...Object.keys(same), target.name];
      const rows = PEOPLE.slice(0, count).map((person) => [...Object.values(same), idOf(target, person.number === count - 1 ? { ...person, number: 8999, login: "no.body" } : person)]);
      return [columns, ...rows].map((row) => `${row.map(text).map(cell).join(",")}\r\n`).join("");
    },
  };
}
