// The API over one wasm module. The hot calls read an input's own members, write their texts as UTF-16 into a window
// of the module's memory and get numbers back; an issue is made once and then found again by its number.
import { ResetkitError } from "./error.js";
import { OTHER, isCount, isRecord, text } from "./options.js";
import { policyRules } from "./policy.js";

// Where texts stand in the header, and the numbers for a value that is no text; src/wasm.rs has the same.
export const USER_NAME = 8;
export const REGION = 9;
const ENDPOINT = 10, TEXTS = 11, COUNT = 11, KEYS = 16, HEADER = 64;
const ABSENT = 0xffffffff, NULL = 0xfffffffe, TRUE = 0xfffffffd, FALSE = 0xfffffffc;

/** What a call returns where it failed. */
export const FAILED = 0xffffffff;

/** How many UTF-16 units the window holds; it is larger for one call where the texts are longer. */
const WINDOW = 4096;

/** How many issues are kept for reuse before all are forgotten. */
const KEPT = 512;

/** No character below this one is changed by Unicode normalization form C. */
const FIRST_COMBINING = 0x300;

/** The members of a rule, each a text. */
const RULE = ["member", "pattern", "message", "must"];

/** How many passwords one call may ask for. */
const MOST_PASSWORDS = 1_000_000;

const decoder = new TextDecoder();

/** How many units of passwords are drawn at once, unless one has more; and how long one is where nothing is said. */
const ROOM = 1 << 16, LENGTH = 20;

/** The window's texts are little-endian on every machine, as all memory of wasm is. */
const UTF_16 = new TextDecoder("utf-16le", { ignoreBOM: true });

const NO_OPTIONS = Object.freeze({});

/**
 * @param {any} glue what wasm-bindgen wrote for the module
 * @param {any[]} descriptions what the model says of each operation, in the module's order
 * @returns the API, unusable until `start` was called with the module's exports, and what more of an API is built with
 */
export function bind(glue, descriptions) {
  let wasm, header, units, windowAt = 0, capacity = 0;
  /** How much of the window holds text of a caller's. */
  let used = 0;
  /** The organization's rules that the module has, as text. */
  let ruled = "";
  /** The slots of the policies that this module hands out itself. Their objects are frozen. */
  const ownPolicies = new WeakMap();
  /** The slot for a policy of the caller's, and what is in it. */
  const custom = { slot: descriptions.length, text: "" };
  /** What `checkPassword` keeps, as each operation does: the issues that each policy has led to, by its slot. */
  const alone = { kept: [] };
  const models = new Map(descriptions.map((description, index) => {
    freeze(description);
    if (description.policy) ownPolicies.set(description.policy, index);
    const members = description.members.map(({ name }) => name);
    const places = new Map(members.map((name, place) => [name, place]));
    return [description.id, { index, description, members, places, kept: [] }];
  }));

  function start(exports) {
    wasm ??= exports;
  }

  function model(op) {
    const found = models.get(op);
    if (found === undefined) throw new ResetkitError("unknown_operation", "no operation has this id");
    return found;
  }

  /** Views of the memory, which have no length any more after it has grown. */
  function views() {
    if (units !== undefined && units.length === capacity) return;
    const { buffer } = wasm.memory;
    units = new Uint16Array(buffer, windowAt, capacity);
    header = new Uint32Array(buffer, glue.header(), HEADER);
  }

  /** A window for so many units, and no larger than that or than usual. */
  function room(needed) {
    if (!wasm) throw new ResetkitError("not_initialized", "call and await init() first");
    const wanted = needed > WINDOW ? needed : WINDOW;
    if (capacity !== wanted) {
      windowAt = glue.window(wanted);
      capacity = wanted;
      units = undefined;
    }
    views();
  }

  /**
   * Writes the texts one after the other into the window, and of each value what it is into the header.
   * @returns which of the first values, a bit each, are not in Unicode normalization form C
   */
  function write(values, atLeast = 0) {
    let needed = 0;
    for (let i = 0; i < values.length; i++) if (typeof values[i] === "string") needed += values[i].length;
    room(needed > atLeast ? needed : atLeast);
    // What a loop touches at every step is local to it.
    const window = units, numbers = header;
    let notNfc = 0, at = 0;
    for (let i = 0; i < TEXTS; i++) {
      const value = values[i];
      if (typeof value === "string") {
        const { length } = value;
        let bits = 0;
        for (let j = 0; j < length; j++) {
          const unit = value.charCodeAt(j);
          window[at + j] = unit;
          bits |= unit;
        }
        at += length;
        numbers[i] = length;
        if (bits >= FIRST_COMBINING && value.normalize("NFC") !== value) notNfc |= 1 << i;
      } else {
        numbers[i] = value === undefined ? ABSENT : value === null ? NULL : value === true ? TRUE : value === false ? FALSE : OTHER;
      }
    }
    used = at;
    return notNfc;
  }

  /** Bytes of the memory, until it grows. */
  const memory = (at, length) => new Uint8Array(wasm.memory.buffer, at, length);

  /** The text that the last call left, which is gone then. */
  function taken() {
    const bytes = memory(glue.textAt(), glue.textLength());
    const text = decoder.decode(bytes);
    bytes.fill(0);
    return text;
  }

  /** What a call came to, after which nothing of the caller's texts is in the window. */
  function done(number) {
    views();
    units.fill(0, 0, used);
    if (number >>> 0 !== FAILED) return number;
    const [code, message, at] = taken().split("\n");
    throw new ResetkitError(code || "internal", message ?? "", undefined, at);
  }

  function issues(kept, count) {
    const found = new Array(count);
    for (let i = 0; i < count; i++) {
      const key = i < HEADER - KEYS ? header[KEYS + i] : 0;
      let issue = key === 0 ? undefined : kept.get(key);
      if (issue === undefined) {
        glue.issue(i);
        issue = freeze(JSON.parse(taken()));
        views();
        if (kept.size >= KEPT) kept.clear();
        if (key !== 0) kept.set(key, issue);
      }
      found[i] = issue;
    }
    return found;
  }

  /** The slot of a policy, given as an operation's id or as an object. */
  function slot(policy) {
    if (typeof policy === "string") return model(policy).index;
    const own = isRecord(policy) ? ownPolicies.get(policy) : undefined;
    if (own !== undefined) return own;
    const rules = policyRules(policy);
    const text = JSON.stringify(rules);
    if (text !== custom.text) {
      custom.text = "";
      for (const { kept } of [alone, ...models.values()]) kept[custom.slot] = undefined;
      room(0);
      glue.beginPolicy(rules.minLength, rules.maxLength, rules.minClasses, rules.minDifferent, rules.maxRepeats, rules.notUserName);
      for (const { name, characters, generate, min } of rules.classes) {
        write([characters, name, generate]);
        glue.addClass(min);
      }
      for (const word of rules.forbiddenWords) {
        write([word]);
        glue.addWord();
      }
      write([rules.extra, rules.forbidden]);
      done(glue.setPolicy());
      custom.text = text;
    }
    return custom.slot;
  }

  /** Where issues are kept, whose numbers mean one operation's and one policy's. Those of the organization's rules never are. */
  const keptFor = (place, { kept }) => (ruled !== "" ? new Map() : (kept[place] ??= new Map()));

  /** Hands the organization's rules over, or takes those of the last call back. */
  function useRules(options) {
    const { rules } = options;
    if (rules === undefined && ruled === "") return;
    if (glue.addRule === undefined) throw new ResetkitError("invalid_options", "rules need resetkit/full");
    // What is compared is what is handed over, whatever kind of objects they are.
    const list = rules === undefined ? [] : Array.isArray(rules) && Array.from(rules, (rule) => RULE.map((name) => rule?.[name]));
    const sound = list && list.every((rule) => rule.every((text) => typeof text === "string") && ["match", "not-match"].includes(rule[3]));
    if (!sound) throw new ResetkitError("invalid_options", "a rule has member, pattern, message, and must: match or not-match");
    const wanted = list.length > 0 ? JSON.stringify(list) : "";
    if (wanted === ruled) return;
    room(0);
    glue.clearRules();
    ruled = "";
    try {
      for (const [member, pattern, message, must] of list) {
        write([member, pattern, message]);
        done(glue.addRule(must === "match"));
      }
      ruled = wanted;
    } finally {
      if (ruled !== wanted) glue.clearRules();
    }
  }

  /**
   * The input's own members in the order of the model, followed by the texts of the options; and the names that are no
   * members. All getters run here, before anything is written. What one throws may hold a value, so it is not passed on.
   */
  function read(found, input, options) {
    const { members, places } = found;
    const values = [undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined];
    const strange = [];
    try {
      if (!isRecord(input)) return undefined;
      const names = Object.keys(input);
      for (let i = 0; i < names.length; i++) {
        const place = names[i] === members[i] ? i : places.get(names[i]);
        if (place === undefined) strange.push(names[i]);
        else values[place] = input[names[i]];
      }
    } catch {
      return undefined;
    }
    values[USER_NAME] = text(options, "userName");
    return { values, strange };
  }

  /** The issue of an input that is no object or, with a name, of a name that is no member. */
  function reject(found, name) {
    write([name?.slice(0, 256)]);
    return issues(new Map(), done(glue.reject(found.index)))[0];
  }

  function validate(op, input, options = NO_OPTIONS) {
    const found = model(op);
    // First, for a getter may call the API with a policy and rules of its own.
    const given = read(found, input, options);
    useRules(options);
    const place = chosen(found, options.policy);
    if (given === undefined) return { issues: [reject(found)] };
    const notNfc = write(given.values);
    const count = done(glue.check(found.index, place, notNfc));
    if (count > 0 || given.strange.length > 0) {
      return { issues: issues(keptFor(place, found), count).concat(given.strange.map((name) => reject(found, name))) };
    }
    const value = {};
    for (let i = 0; i < found.members.length; i++) {
      if (given.values[i] !== undefined) value[found.members[i]] = given.values[i];
    }
    return { value, advice: issues(keptFor(place, found), header[COUNT]) };
  }

  /** What `call` makes of the input; throws where it has issues. */
  function build(op, input, options, call) {
    const found = model(op);
    const given = read(found, input, options);
    useRules(options);
    const place = chosen(found, options.policy);
    if (given !== undefined && given.strange.length === 0) {
      given.values[REGION] = text(options, "region");
      given.values[ENDPOINT] = text(options, "endpoint");
      write(given.values);
      if (done(call(found.index, place)) === 0) return taken();
    }
    throw new ResetkitError("invalid_input", "the input has issues", validate(op, input, options).issues);
  }

  function buildBody(op, input, options = NO_OPTIONS) {
    return build(op, input, options, glue.body);
  }

  function buildRequest(op, input, options = NO_OPTIONS) {
    const { fips = false, dualStack = false } = options;
    if (typeof fips !== "boolean" || typeof dualStack !== "boolean") throw new ResetkitError("invalid_options", "fips and dualStack are booleans");
    const lines = build(op, input, options, (index, place) => glue.request(index, place, fips, dualStack));
    const [method, url, body, ...pairs] = lines.split("\n");
    const headers = {};
    for (let i = 0; i + 1 < pairs.length; i += 2) headers[pairs[i]] = pairs[i + 1];
    return { method, url, headers, body };
  }

  function checkPassword(password, policy, options = NO_OPTIONS) {
    const place = slot(policy);
    const values = [password];
    values[USER_NAME] = text(options, "userName");
    write(values);
    return issues(keptFor(place, alone), done(glue.checkPassword(place)));
  }

  /** Makes room for as many passwords behind the user's name, and gives the slot of the policy. */
  function drawing(policy, options, count) {
    const { length = 0, userName } = options;
    if (!isCount(length) || (length === 0 && options.length !== undefined)) {
      throw new ResetkitError("invalid_options", "length must be a whole number above 0");
    }
    useRules(options);
    const place = slot(policy);
    // Every character may take two units, and a line ends. Of long ones fewer are drawn at once.
    const each = Math.min(Math.max(length, LENGTH, policy.minLength ?? 0), MOST_PASSWORDS) * 2 + 1;
    const needed = Math.max(each, Math.min(count * each, ROOM));
    if (userName === undefined) {
      room(needed);
      header[USER_NAME] = ABSENT;
      used = 0;
    } else {
      const values = [];
      values[USER_NAME] = text(options, "userName");
      write(values, needed + userName.length);
    }
    return place;
  }

  function generatePassword(policy, options = NO_OPTIONS) {
    const place = drawing(policy, options, 1);
    const count = glue.generate(place, options.length ?? 0, options.avoidAmbiguous === true);
    views();
    let password = "";
    if (count >>> 0 === FAILED) used = units.length;
    else for (const end = used + count; used < end; used++) password += String.fromCharCode(units[used]);
    done(count);
    return password;
  }

  function generatePasswords(policy, count, options = NO_OPTIONS) {
    if (!isCount(count) || count > MOST_PASSWORDS) {
      throw new ResetkitError("invalid_options", `count must be a whole number up to ${MOST_PASSWORDS}`);
    }
    const passwords = [];
    const place = drawing(policy, options, count);
    const from = used;
    while (passwords.length < count) {
      const end = glue.generateMany(count - passwords.length, place, options.length ?? 0, options.avoidAmbiguous === true);
      views();
      used = units.length;
      const drawn = end >>> 0 === FAILED ? "" : UTF_16.decode(units.subarray(from, from + end - 1));
      units.fill(0, from);
      if (drawn === "") done(end);
      for (const password of drawn.split("\n")) passwords.push(password);
    }
    done(0);
    return passwords;
  }

  function entropy(policy, options = NO_OPTIONS) {
    if (options.rules !== undefined) throw new ResetkitError("invalid_options", "what rules leave cannot be counted");
    const number = glue.size(drawing(policy, options, 0), options.length ?? 0, options.avoidAmbiguous === true);
    // Counting may have made the memory grow: `done` makes the views anew.
    done(number === 0 ? FAILED : 0);
    return Math.log2(number) + header[COUNT];
  }

  function policy(op, variant) {
    const { policy, policies = [] } = model(op).description;
    if (variant === undefined) return policy;
    const found = policies.find(({ id }) => id === variant);
    if (found === undefined) throw new ResetkitError("invalid_options", "the operation has no policy of this name");
    return found.policy;
  }

  function formatPasswordRules(policy) {
    const place = slot(policy);
    room(0);
    done(glue.formatRules(place));
    return taken();
  }

  function parsePasswordRules(text) {
    if (typeof text !== "string") throw new ResetkitError("invalid_policy", "password rules are a text");
    write([text]);
    done(glue.parseRules());
    return JSON.parse(taken());
  }

  /** The slot of the policy to validate with: the caller's, which may be a text for the attribute passwordrules. */
  function chosen(found, policy) {
    if (policy === undefined) return found.index;
    return slot(typeof policy === "string" ? parsePasswordRules(policy) : policy);
  }

  const api = {
    operations: () => [...models.keys()],
    describe: (op) => model(op).description,
    policy, formatPasswordRules, parsePasswordRules,
    validate, checkPassword, generatePassword, generatePasswords, entropy, buildBody, buildRequest,
  };
  return { start, api, lean: { model, slot, chosen, useRules, write, done, issues, reject, build, memory, taken } };
}

/** Issues and descriptions are shared between calls, so nobody may change them. */
function freeze(value) {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
