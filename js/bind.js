// The API over one wasm module. Hot calls write the texts of an input as UTF-16 into a window of the module's memory and get
// numbers back; an issue is made once and then found again by its number.
import { composed } from "./composed.js";
import { ResetkitError } from "./error.js";
import { INVALID, LONG, LONGEST, MOST_ITEMS, OTHER, STRING, flag, isCount, isRecord, keyOf, lengthIn, mustBe, own, text } from "./options.js";
import { addTo, commonPassword, isCommon, listOf } from "./common-list.js";
import { NAMED, namesOf } from "./names.js";
import { isBytes, isOperation, unpack } from "./operation.js";
import { PLAIN, UNKNOWN, proofOf, see } from "./proof.js";
import { CLASSES, FORBIDDEN, policyRules, rulesText } from "./policy.js";
import { record, recordsLike } from "./record.js";

// Where texts stand in the header, behind those of the members; the numbers for a value that is no text, and the bits for a text
// that stands for something else. src/bindings.rs has the same.
const NAMES = 16;
export const REGION = 24;
const ENDPOINT = 25, CLOUD = 26, VARIANT = 27, TEXTS = 28, COUNT = 28, KEYS = 32, HEADER = 96;
const ABSENT = 0xffffffff, NULL = 0xfffffffe, TRUE = 0xfffffffd, FALSE = 0xfffffffc;
const INTEGER = 0x10000000, LIST = 0x20000000, MAP = 0x30000000, PROVED = 0x40000000;

/** How many operations the module holds at once. One that is needed again is loaded anew. */
const SLOTS = 32;

/** What a call returns where it failed. */
export const FAILED = 0xffffffff;

/** How many UTF-16 units the window holds; it is larger for one call where the texts are longer. */
const WINDOW = 4096;

/** How many issues are kept for reuse before all are forgotten. */
const KEPT = 512;

/** No character below this one is changed by Unicode normalization form C. */
const FIRST_COMBINING = 0x300;

/** How many shapes of inputs are kept of an operation. */
const MOST_SHAPES = 64;

/** How many passwords one call may ask for, and how many characters of them. */
const MOST_PASSWORDS = 1_000_000, MOST_CHARACTERS = 2 ** 26;

/** How many names that are no members are named. */
const MOST_NAMES = 32;

/** What judges an input beside the definition; what is drawn, beside that. */
const CHECKING = [...NAMED, "commonPasswords"], JUDGING = ["policy", ...CHECKING, "rules"], DRAWING = ["length", "avoidAmbiguous", ...NAMED, "rules"];
export const REQUEST = ["region", "cloud", "variant", "endpoint", "fips", "dualStack", ...JUDGING];

/** What `internal` means. */
const INTERNAL = "the module failed, most likely for want of memory or of stack: the next call starts it anew";

const decoder = new TextDecoder();

/** How many units of passwords are drawn at once, unless one has more; and how long one is where nothing is said. */
const MOST_UNITS = 1 << 16, LENGTH = 20;

/** The window's texts are little-endian on every machine, as all memory of wasm is. */
const UTF_16 = new TextDecoder("utf-16le", { ignoreBOM: true });

/** Names of which there are none; and an object without any of its own. */
const NONE = Object.freeze([]), EMPTY = Object.freeze({});

/** A value that is of no member's type. */
const NO_VALUE = Symbol("no value");

/** The API that was started last: what has no module of its own asks it. */
export let engine;

/**
 * @param {any} glue what wasm-bindgen wrote for the module
 * @param {(given: unknown) => string[][]} [takeRules] takes rules apart, where the module knows any
 * @returns the API, unusable until `start` was called with the module's exports, and what more of an API is built with
 */
export function bind(glue, takeRules = noRules) {
  let wasm, load, header, units, windowAt = 0, capacity = 0;
  /** How much of the window holds, or held since the last call, text of a caller's. */
  let used = 0;
  /** Whether a call did not come back, since memory or stack ran out: what the module has in hand then is lost. */
  let broken = false;
  /** What of the module is in other hands. */
  const held = new Set();
  /** The organization's rules that the module has, as text. */
  let ruled = "";
  /** The operations by id: those of the catalogue, and those that a call was given. The last of an id counts. */
  const known = new Map();
  /** What is kept of each operation, by its object; and those that the module holds, the one used last at the end. */
  const models = new WeakMap(), loaded = new Set();
  let latest;
  /** What the last call asked for, and what is kept of it. */
  let asked = { op: undefined, found: undefined };
  /** The operations of the policies that descriptions hold. Those objects are frozen. */
  const ownPolicies = new WeakMap();
  /** The slot for a policy of the caller's, and what is in it. */
  const custom = { slot: SLOTS, text: "", words: false, passwords: undefined };
  /** What `checkPassword` keeps, as each operation does: the issues that each policy has led to, by its slot. */
  const alone = { kept: [] };
  /** What was seen of the texts of the input in hand; and the members, a bit each, that are proved, that are not, and that need an escape in JSON. */
  const seen = [];
  let proved = 0, unproved = 0, escaped = 0;

  /** Makes operations known by their ids. */
  function register(operations) {
    for (const operation of operations) known.set(operation.id, operation);
    asked = { op: undefined, found: undefined };
  }

  /** What is kept of an operation, given by its id, as the object or as bytes. */
  function model(op) {
    if (op === asked.op && op !== undefined) return asked.found;
    const operation = typeof op === "string" ? known.get(op) : op;
    const found = typeof operation === "object" && operation !== null ? (models.get(operation) ?? admit(operation)) : undefined;
    if (found === undefined) throw new ResetkitError("unknown_operation", unknown(op));
    asked = { op, found };
    return found;
  }

  /** What to say of an operation that there is none of. An id is repeated if its service is known, for it may be a misplaced password. */
  function unknown(op) {
    if (typeof op !== "string") return "an operation is an id, an object of resetkit/operations or defineOperation, or the bytes of compileOperation";
    const ids = api.operations();
    const service = op.slice(0, op.indexOf(":") + 1);
    const near = ids.filter((id) => service !== "" && id.startsWith(service));
    if (near.length > 0) return `there is no operation "${op.slice(0, 64)}"; of this service there is ${near.join(", ")}`;
    return `there is no operation with this id; ${ids.length > 0 ? `there is ${ids.join(", ")}` : "no operation is known yet: pass an object of resetkit/operations"}`;
  }

  function admit(operation) {
    const { id, description, compiled } = isBytes(operation) ? unpack(operation) : own(operation, ["id", "description", "compiled"], "operation", "unknown_operation");
    if (typeof id !== "string" || !isDescription(description) || !(typeof compiled === "string" || isBytes(compiled))) {
      throw new ResetkitError("unknown_operation", "an operation comes from resetkit/operations, defineOperation or compileOperation");
    }
    freeze(description);
    const members = description.members.map(({ name }) => name);
    const found = { id, description, compiled, members, places: new Map(members.map((name, place) => [name, place])), kept: [], index: -1, blank: members.map(() => undefined), plans: [], passwords: undefined };
    if (Object.hasOwn(description, "policy")) ownPolicies.set(description.policy, found);
    models.set(operation, found);
    known.set(id, operation);
    return found;
  }

  /** Sees to it that the module holds the operation, in its slot. */
  function use(found) {
    if (broken) renew();
    if (found === latest) return found;
    if (found.index >= 0) {
      latest = found;
      // The first in the set is the one that was not used for longest.
      loaded.delete(found);
      loaded.add(found);
      return found;
    }
    let slot = loaded.size;
    if (slot === SLOTS) {
      const [oldest] = loaded;
      loaded.delete(oldest);
      slot = oldest.index;
      oldest.index = -1;
      oldest.kept = [];
      for (const { kept } of [alone, ...loaded]) kept[slot] = undefined;
    }
    const { compiled } = found;
    write([typeof compiled === "string" ? compiled : Array.from(compiled, (byte) => String.fromCharCode(byte)).join("")]);
    finish(glue.load(slot));
    found.index = slot;
    loaded.add(found);
    latest = found;
    return found;
  }

  /** Loads the module, unless that is done. */
  function start(loader) {
    load = loader;
    wasm ??= load();
    engine = api;
  }

  /** Loads the module anew and forgets the old one. */
  function renew() {
    new Uint8Array(wasm.memory.buffer).fill(0);
    for (const handle of held) handle.__destroy_into_raw();
    held.clear();
    wasm = load();
    broken = false;
    capacity = used = 0;
    ruled = custom.text = "";
    units = undefined;
    for (const found of loaded) found.index = -1;
    // The slots are given out anew, and hold other policies then.
    for (const keeper of [alone, ...loaded]) keeper.kept = [];
    loaded.clear();
    latest = undefined;
  }

  /** A function that calls the module. It throws nothing but a ResetkitError, and the next call has a module that works. */
  const guarded = (call) => (a, b, c, d, e) => {
    let sound = false;
    try {
      const result = call(a, b, c, d, e);
      sound = true;
      return result;
    } catch (error) {
      sound = error instanceof ResetkitError;
      throw sound ? error : new ResetkitError("internal", INTERNAL);
    } finally {
      if (!sound) broken = true;
      else if (custom.words) forget();
    }
  };

  const hold = (handle) => {
    held.add(handle);
    return handle;
  };

  /** Frees what was held, unless it is gone with its module. */
  function release(handle) {
    if (!held.delete(handle)) return;
    if (broken) handle.__destroy_into_raw();
    else handle.free();
  }

  /** A call of something held. */
  const withHeld = guarded((handle, call) => {
    if (broken) renew();
    if (!held.has(handle)) throw new ResetkitError("internal", INTERNAL);
    return call(handle);
  });

  /** Views of the memory, which have no length any more after it has grown. */
  function views() {
    if (units !== undefined && units.length === capacity) return;
    const { buffer } = wasm.memory;
    units = new Uint16Array(buffer, windowAt, capacity);
    header = new Uint32Array(buffer, glue.header(), HEADER);
  }

  /** A window for so many units, and no larger than that or than usual. */
  function reserve(needed) {
    if (!wasm) throw new ResetkitError("not_initialized", "call and await init() first");
    if (broken) renew();
    const wanted = needed > WINDOW ? needed : WINDOW;
    if (capacity !== wanted) {
      windowAt = glue.window(wanted);
      capacity = wanted;
      units = undefined;
    }
    views();
  }

  /**
   * Writes the texts one after the other into the window, and a number for each value into the header. Numbers of an earlier call
   * that stand after them are left there: the calls that follow do not read them. A text that is too long is not copied. A text
   * whose bit is set in `known` is marked as proved.
   * @returns which of the values, a bit each, may not be in Unicode normalization form C
   */
  function write(values, atLeast = 0, longest = LONGEST, known = 0) {
    const needed = sizeOf(values, longest);
    reserve(needed > atLeast ? needed : atLeast);
    // What a loop touches at every step is local to it.
    const buffer = units, numbers = header, count = values.length;
    let odd = 0, at = 0;
    for (let i = 0; i < count; i++) {
      const value = values[i];
      const text = typeof value === "string" ? value : textOf(value);
      if (typeof text === "string" && text.length <= longest) {
        const { length } = text;
        let bits = 0;
        for (let j = 0; j < length; j++) {
          const unit = text.charCodeAt(j);
          buffer[at + j] = unit;
          bits |= unit;
        }
        at += length;
        numbers[i] = length | ((known >> i) & 1 ? PROVED : formOf(value));
        if (bits >= FIRST_COMBINING) odd |= 1 << i;
      } else {
        numbers[i] = value === undefined ? ABSENT : value === null ? NULL : value === true ? TRUE : value === false ? FALSE : typeof text === "string" ? LONG : OTHER;
      }
    }
    if (at > used) used = at;
    return odd;
  }

  /** Bytes of the memory, until it grows. */
  const memory = (at, length) => new Uint8Array(wasm.memory.buffer, at, length);

  /** The text that the last call left, which is gone then. */
  function takeText() {
    const bytes = memory(glue.textAt(), glue.textLength());
    const text = decoder.decode(bytes);
    bytes.fill(0);
    return text;
  }

  /** What a call came to, after which nothing of the caller's texts is in the window. */
  function finish(number) {
    views();
    units.fill(0, 0, used);
    used = 0;
    if (number >>> 0 !== FAILED) return number;
    const [code, message, at] = takeText().split("\n");
    throw new ResetkitError(code || "internal", message ?? INTERNAL, undefined, at || undefined);
  }

  function issues(kept, count) {
    const found = new Array(count);
    for (let i = 0; i < count; i++) {
      const key = i < HEADER - KEYS ? header[KEYS + i] : 0;
      let issue = key === 0 ? undefined : kept.get(key);
      if (issue === undefined) {
        glue.issue(i);
        issue = freeze(JSON.parse(takeText()));
        views();
        if (key !== 0) keep(kept, key, issue);
      }
      found[i] = issue;
    }
    return found;
  }

  /** A policy taken apart: the operation of one that a description holds, or the rules of another. */
  const apart = (policy) => ownPolicies.get(policy) ?? policyRules(policy);

  /** The same of one that may be given as an operation. */
  const policyOf = (policy) => (typeof policy === "string" ? model(policy) : (ownPolicies.get(policy) ?? (models.has(policy) || isOperation(policy) ? model(policy) : apart(policy))));

  /** The slot of a policy that was taken apart. */
  function slot(policy) {
    if (Object.hasOwn(policy, "compiled")) return use(policy).index;
    const text = rulesText(policy);
    if (text !== custom.text) {
      custom.text = "";
      custom.passwords = undefined;
      for (const { kept } of [alone, ...loaded]) kept[custom.slot] = undefined;
      reserve(0);
      policy.numbers.forEach((number, place) => (header[place] = number));
      glue.beginPolicy(policy.notUserName, policy.unit === "utf16");
      for (const list of CLASSES) {
        for (const { name, characters, generate, min, max } of policy[list]) {
          write([characters.flat().join(""), name, generate]);
          glue.addClass(min, max, list !== "classes");
        }
      }
      for (const { kind, match, minPart, split, matchCase } of policy.names) {
        write([split.flat().join("")]);
        glue.addName(kind, match, minPart, matchCase);
      }
      for (const list of FORBIDDEN) {
        for (const word of policy[list]) {
          write([word]);
          glue.addWord(list !== "forbiddenWords");
        }
      }
      write([policy.extra, policy.forbidden, policy.first, policy.last].map((ranges) => ranges.flat().join("")));
      finish(glue.setPolicy());
      custom.text = text;
      custom.words = FORBIDDEN.some((list) => policy[list].length > 0);
    }
    return custom.slot;
  }

  /** Ends a call by a policy with forbidden words, which may be somebody's name: they stay no longer than it. */
  function forget() {
    custom.words = false;
    custom.text = "";
    custom.passwords = undefined;
    glue.forget();
  }

  /** Where issues are kept, whose numbers mean one operation's and one policy's. Those of the organization's rules never are. */
  const keptFor = (place, { kept }) => (ruled !== "" ? new Map() : (kept[place] ??= new Map()));

  /** Hands the organization's rules over, or takes those of the last call back. */
  function useRules(list) {
    if (list.length === 0 && ruled === "") return;
    const wanted = keyOf(list.flat(), "rules", INVALID);
    if (wanted === ruled) return;
    reserve(0);
    glue.clearRules();
    ruled = "";
    try {
      for (const [member, pattern, message, must] of list) {
        write([member, pattern, message]);
        finish(glue.addRule(must === "match"));
      }
      ruled = wanted;
    } finally {
      if (ruled !== wanted) glue.clearRules();
    }
  }

  /** What {@link judging} makes of no options. */
  const USUAL = { __proto__: null, names: [], rules: [], policy: undefined, commonPasswords: undefined };

  /** The options of a call taken apart, `names` and those that judge: nothing of the caller's runs after it. */
  function judging(options, names = JUDGING) {
    const given = own(options, names);
    const { policy } = given;
    given.names = namesOf(given);
    given.policy = policy === undefined || typeof policy === "string" ? policy : apart(policy);
    given.rules = given.rules === undefined ? [] : takeRules(given.rules);
    given.commonPasswords = listOf(given);
    return given;
  }

  /** The issue of a password in the caller's list, if there is one and the input has such a password. */
  function commonIn(found, given, list) {
    return list === undefined || given === undefined ? undefined : listedIn(found, given, list);
  }

  function listedIn({ description: { policyMember, hashedBy }, places }, { values }, list) {
    // A hash is no password.
    if (policyMember === undefined || (hashedBy !== undefined && values[places.get(hashedBy)] !== undefined)) return undefined;
    const place = places.get(policyMember);
    return isCommon(list, values[place]) ? freeze(commonPassword(policyMember)) : undefined;
  }

  /** Hands over what judges an input. The slot of the policy, which may be a text for the attribute passwordrules. */
  function prepare(found, { rules, policy }) {
    useRules(rules);
    use(found);
    if (policy === undefined) return found.index;
    return slot(typeof policy === "string" ? policyRules(parsePasswordRules(policy)) : policy);
  }

  /**
   * The input's own members in the order of the model; and the names that are no members, as far as they are named, and how
   * many there are. Undefined where it is no object, or cannot be read: what a getter throws may hold a value.
   */
  function read({ members, places, blank }, input) {
    const values = blank.slice();
    let strange = NONE, unknown = 0, next = 0;
    try {
      const isUsual = inheritsNothing(input);
      if (!isUsual && !isRecord(input)) return undefined;
      for (const name in input) {
        if (!isUsual && !Object.hasOwn(input, name)) continue;
        const place = name === members[next++] ? next - 1 : places.get(name);
        if (place === undefined) {
          if (++unknown <= MOST_NAMES) strange = [...strange, name];
          continue;
        }
        const value = input[name];
        values[place] = typeof value === "string" ? value : plain(value);
      }
    } catch {
      return undefined;
    }
    return { values, strange, unknown };
  }

  /**
   * The issue of an input as a whole: that it is no object; with a name, that it is none of a member; with a number, that so
   * many more are none; and with both, that a text is longer than that.
   */
  function reject(found, text, count = 0) {
    use(found);
    write([count > 0 ? text : text?.slice(0, 256)]);
    finish(glue.reject(found.index, count));
    return freeze(JSON.parse(takeText()));
  }

  /** What proves the texts of an operation by the policy in this slot; undefined where every text has to be read. */
  function planOf(found, place, { policy, names }) {
    if (ruled !== "" || (place === custom.slot && custom.words)) return undefined;
    const by = place === custom.slot ? custom.text : (policy ?? found), named = names.length > 0;
    const at = (by === found ? 0 : 2) + (named ? 1 : 0);
    let plan = found.plans[at];
    if (plan === undefined || plan.by !== by) {
      reserve(0);
      finish(glue.proofs(found.index, place, named));
      plan = found.plans[at] = { by, proofs: JSON.parse(takeText()).map((told, i) => proofOf(told, found.description.members[i].sensitive)), shapes: new Map(), shape: -1, usual: undefined };
    }
    return plan;
  }

  /**
   * Looks at the values without the module, as far as that goes: `proved`, `unproved`, `escaped` and `seen` have the rest.
   * @returns what is kept of the inputs that have a value where this one has, if they have no issue but those of texts
   */
  function look(found, values, place, settings) {
    proved = unproved = escaped = 0;
    const plan = planOf(found, place, settings);
    if (plan === undefined) return undefined;
    const { proofs } = plan, count = values.length;
    let shape = 0;
    for (let i = 0; i < count; i++) {
      const value = values[i];
      if (value === undefined) continue;
      if (typeof value === "boolean") {
        shape |= (value ? 3 : 2) << (2 * i);
        continue;
      }
      shape |= 1 << (2 * i);
      const proof = proofs[i];
      const sight = proof === undefined || typeof value !== "string" ? UNKNOWN : see(proof, value);
      seen[i] = sight;
      if (sight < UNKNOWN) proved |= 1 << i;
      else unproved |= 1 << i;
      if (sight !== PLAIN) escaped |= 1 << i;
    }
    let usual = plan.shape === shape ? plan.usual : plan.shapes.get(shape);
    if (usual === undefined) {
      if (plan.shapes.size === MOST_SHAPES) plan.shapes.clear();
      const isUsual = finish(glue.checkShape(found.index, shape)) === 0;
      usual = isUsual ? { warnings: Object.freeze(issues(keptFor(place, found), header[COUNT])), record: recordsLike(found.members, values), told: values.map(() => new Map()), pieces: undefined } : null;
      plan.shapes.set(shape, usual);
    }
    plan.shape = shape;
    plan.usual = usual;
    return usual ?? undefined;
  }

  /** The issues of the input that was looked at, if what was seen of each text that is not proved was seen before. */
  function told(usual) {
    let all = NONE;
    for (let i = 0, rest = unproved; rest !== 0; i++, rest >>>= 1) {
      if ((rest & 1) === 0) continue;
      const list = usual.told[i].get(seen[i]);
      if (list === undefined) return undefined;
      all = all === NONE ? list.slice() : all.concat(list);
    }
    return all.length > 0 ? all : undefined;
  }

  /** Keeps the issues of the input that was looked at, by what was seen of its texts. */
  function learn({ members }, usual, all) {
    for (let i = 0, rest = unproved; rest !== 0; i++, rest >>>= 1) {
      if ((rest & 1) === 0 || seen[i] === UNKNOWN) continue;
      keep(usual.told[i], seen[i], all.filter(({ path }) => path[0] === members[i]));
    }
  }

  /** Has the module check the values, except for those that are proved. How many issues there are; the header has the rest of what was found. */
  function check(found, values, place, { names }) {
    const named = names.length > 0;
    const rest = values.map((value, i) => ((proved >> i) & 1 ? "" : value));
    const odd = write(named ? withNames(rest, names) : rest, 0, LONGEST, proved);
    let count = glue.check(found.index, place, 0, named);
    if (count === 0 && odd !== 0) {
      let notNfc = 0;
      for (let i = 0; i < values.length; i++) if ((odd >> i) & 1 && typeof values[i] === "string" && composed(values[i]) !== values[i]) notNfc |= 1 << i;
      if (notNfc !== 0) count = glue.check(found.index, place, notNfc, named);
    }
    return finish(count);
  }

  function judge(found, given, settings) {
    // The list is the caller's, and may call the API.
    const common = commonIn(found, given, settings.commonPasswords);
    const place = prepare(found, settings);
    if (given === undefined) return { issues: [reject(found)] };
    const { values, strange, unknown } = given;
    const usual = look(found, values, place, settings);
    const isWhole = unknown === 0 && common === undefined;
    if (usual !== undefined && isWhole) {
      if (unproved === 0) return { value: usual.record(values), warnings: usual.warnings };
      const issues = told(usual);
      if (issues !== undefined) return { issues };
    }
    const count = check(found, values, place, settings);
    if (count === 0 && isWhole) return { value: record(found.members, values), warnings: issues(keptFor(place, found), header[COUNT]) };
    const all = issues(keptFor(place, found), count);
    if (usual !== undefined) learn(found, usual, all);
    if (common !== undefined) addTo(all, common, found.places);
    for (const name of strange) all.push(reject(found, name));
    if (unknown > MOST_NAMES) all.push(reject(found, undefined, unknown - MOST_NAMES));
    return { issues: all };
  }

  /** The members' values, followed by the user's names and room for the texts of other options. */
  function withNames(members, names) {
    const values = members.slice();
    while (values.length < TEXTS) values.push(undefined);
    names.forEach((name, kind) => (values[NAMES + kind] = name));
    return values;
  }

  function validate(op, input, options) {
    const found = model(op);
    const settings = options === undefined ? USUAL : judging(options);
    return judge(found, read(found, input), settings);
  }

  /** Whether a request can be built of what was read, as far as that shows without the module. */
  const isUsable = (found, given, { commonPasswords }) => given !== undefined && given.unknown === 0 && commonIn(found, given, commonPasswords) === undefined;

  /** What `call` makes of the values, as text; undefined where they have issues. */
  function made(found, given, place, settings, call) {
    const values = withNames(given.values, settings.names);
    values[REGION] = settings.region;
    values[ENDPOINT] = settings.endpoint;
    values[CLOUD] = settings.cloud;
    values[VARIANT] = settings.variant;
    write(values, 0, LONGEST, proved);
    return finish(call(found.index, place)) === 0 ? takeText() : undefined;
  }

  /** What `call` makes of the input; throws where it has issues. */
  function build(found, given, settings, call) {
    if (isUsable(found, given, settings)) {
      const place = prepare(found, settings);
      look(found, given.values, place, settings);
      const text = made(found, given, place, settings, call);
      if (text !== undefined) return text;
    }
    const { issues } = judge(found, given, settings);
    const names = issues.map(({ code, path }) => (path.length > 0 && code !== "unknown_member" ? `${path[0]} ${code}` : code));
    throw new ResetkitError("invalid_input", `the input has ${names.length} issue${names.length === 1 ? "" : "s"}: ${names.join(", ")}`, issues);
  }

  function buildBody(op, input, options) {
    const found = model(op);
    const settings = options === undefined ? USUAL : judging(options);
    const given = read(found, input);
    return joined(found, given, settings) ?? build(found, given, settings, glue.body);
  }

  /** The body from what all bodies of its shape have, if all texts of the input are proved and stand in it as they are. */
  function joined(found, given, settings) {
    if (!isUsable(found, given, settings)) return undefined;
    const { values } = given;
    const place = prepare(found, settings);
    const usual = look(found, values, place, settings);
    if (usual === undefined || (unproved | escaped) !== 0) return undefined;
    const { pieces } = usual.pieces === undefined ? cut(found, given, place, settings, usual) : usual;
    let body = pieces[0];
    for (let i = 1; i < pieces.length; i += 2) {
      const text = values[pieces[i]];
      if (text === undefined) return undefined;
      body += text + pieces[i + 1];
    }
    return body;
  }

  /** Keeps the pieces of the bodies of a shape: by turns what stands in each, and the place of a member. */
  function cut(found, given, place, settings, usual) {
    const pieces = made(found, given, place, settings, glue.pieces).split("\0");
    usual.pieces = pieces.map((piece, i) => (i % 2 === 0 ? piece : Number(piece)));
    return usual;
  }

  function buildRequest(op, input, options) {
    const found = model(op);
    const settings = judging(options, REQUEST);
    const [fips, dualStack] = ["fips", "dualStack"].map((name) => flag(settings, name));
    for (const name of ["region", "cloud", "variant", "endpoint"]) text(settings, name);
    const lines = build(found, read(found, input), settings, (index, place) => glue.request(index, place, fips, dualStack));
    const [method, url, body, ...pairs] = lines.split("\n");
    const headers = {};
    for (let i = 0; i + 1 < pairs.length; i += 2) headers[pairs[i]] = pairs[i + 1];
    return { method, url, headers, body };
  }

  /** The options of a check of a password, taken apart. */
  function checking(options) {
    const given = own(options, CHECKING);
    return { names: namesOf(given), commonPasswords: listOf(given) };
  }

  /** For passwords that are checked against this policy alone, which is in the slot: what proves them, and the known issues. */
  function passwordsBy(policy, place) {
    const keeper = place === custom.slot ? custom : policy;
    if (keeper.passwords === undefined) {
      reserve(0);
      finish(glue.proofOfPassword(place));
      keeper.passwords = { proof: proofOf(JSON.parse(takeText()), true), told: new Map() };
    }
    return keeper.passwords;
  }

  function checkPassword(password, policy, options) {
    const given = options === undefined ? USUAL : checking(options);
    const { names, commonPasswords: list } = given, named = names.length > 0;
    const common = list !== undefined && isCommon(list, password);
    const by = policyOf(policy), place = slot(by);
    const { proof, told } = passwordsBy(by, place);
    const sight = named || proof === undefined || typeof password !== "string" ? UNKNOWN : see(proof, password);
    let all = sight < UNKNOWN ? [] : told.get(sight)?.slice();
    if (all === undefined) {
      const values = [typeof password === "string" ? password : NO_VALUE];
      write(named ? withNames(values, names) : values);
      all = issues(keptFor(place, alone), finish(glue.checkPassword(place, named)));
      if (sight !== UNKNOWN) keep(told, sight, all.slice());
    }
    if (common) all.push(freeze(commonPassword("Password")));
    return all;
  }

  /** What to draw by, taken apart. */
  function drawing(policy, options) {
    if (options === undefined) return { names: [], rules: [], policy: policyOf(policy), avoidAmbiguous: false, length: undefined };
    const given = own(options, DRAWING);
    lengthIn(given);
    given.names = namesOf(given);
    given.rules = given.rules === undefined ? [] : takeRules(given.rules);
    given.policy = policyOf(policy);
    given.avoidAmbiguous = flag(given, "avoidAmbiguous");
    return given;
  }

  /** Makes room for as many passwords behind the user's names, and gives the slot of the policy and where the room begins and ends. */
  function makeRoom({ policy, rules, length = 0, names }, count) {
    const { minLength = 0, maxLength = LONG } = Object.hasOwn(policy, "compiled") ? (policy.description.policy ?? EMPTY) : policy;
    const one = Math.max(length, LENGTH, minLength);
    if (count * one > MOST_CHARACTERS) {
      throw new ResetkitError(INVALID, `${count} passwords of ${one} characters are more than ${MOST_CHARACTERS} characters`);
    }
    mustBe(length === 0 || (length >= minLength && length <= maxLength), "length", `from ${minLength} to ${maxLength}, as the policy says`);
    useRules(rules);
    const place = slot(policy);
    // Every character may take two units, and a line ends. Of long ones fewer are drawn at once.
    const each = Math.min(one, MOST_PASSWORDS) * 2 + 1;
    const needed = Math.max(each, Math.min(count * each, MOST_UNITS));
    if (names.length === 0) {
      reserve(needed);
      return { place, from: 0, to: needed };
    }
    const values = withNames([], names);
    const from = sizeOf(values), to = from + needed;
    write(values, to);
    return { place, from, to };
  }

  function generatePassword(policy, options) {
    const given = drawing(policy, options);
    const { place, from, to } = makeRoom(given, 1);
    const count = glue.generate(place, given.length ?? 0, given.avoidAmbiguous, given.names.length > 0);
    views();
    let password = "";
    if (count >>> 0 !== FAILED) for (let i = 0; i < count; i++) password += String.fromCharCode(units[from + i]);
    used = to;
    finish(count);
    return password;
  }

  function generatePasswords(policy, count, options) {
    mustBe(isCount(count) && count <= MOST_PASSWORDS, "count", `a whole number up to ${MOST_PASSWORDS}`);
    const passwords = [];
    const given = drawing(policy, options);
    const { place, from } = makeRoom(given, count);
    while (passwords.length < count) {
      const end = glue.generateMany(count - passwords.length, place, given.length ?? 0, given.avoidAmbiguous, given.names.length > 0);
      views();
      used = units.length;
      const drawn = end >>> 0 === FAILED ? "" : UTF_16.decode(units.subarray(from, from + end - 1));
      units.fill(0, from);
      if (drawn === "") finish(end);
      for (const password of drawn.split("\n")) passwords.push(password);
    }
    finish(0);
    return passwords;
  }

  function entropy(policy, options) {
    const given = drawing(policy, options);
    if (given.rules.length > 0) throw new ResetkitError(INVALID, "what rules leave cannot be counted");
    const number = glue.size(makeRoom(given, 0).place, given.length ?? 0, given.avoidAmbiguous, given.names.length > 0);
    // Counting may have made the memory grow: `finish` makes the views anew.
    finish(number === 0 ? FAILED : 0);
    return Math.log2(number) + header[COUNT];
  }

  function policy(op, variant) {
    const { policy, policies = [] } = own(model(op).description, ["policy", "policies"]);
    if (variant === undefined) return policy;
    const found = policies.find(({ id }) => id === variant);
    if (found === undefined) {
      const names = policies.map(({ id }) => id).join(", ");
      throw new ResetkitError(INVALID, names ? `the variants of this operation's policy are ${names}` : "this operation's policy has no variants");
    }
    return found.policy;
  }

  function formatPasswordRules(policy) {
    const place = slot(policyOf(policy));
    reserve(0);
    finish(glue.formatRules(place));
    return takeText();
  }

  function parsePasswordRules(text) {
    mustBe(typeof text === "string" && text.length <= LONGEST, "text", STRING, "invalid_policy");
    write([text]);
    finish(glue.parseRules());
    return JSON.parse(takeText());
  }

  const api = {
    operations: () => [...known.keys()].sort(),
    describe: (op) => model(op).description,
    policy,
    ...Object.fromEntries(Object.entries({
      formatPasswordRules, parsePasswordRules,
      validate, checkPassword, generatePassword, generatePasswords, entropy, buildBody, buildRequest,
    }).map(([name, call]) => [name, guarded(call)])),
  };
  return { start, register, api, internals: { model, use, judging, prepare, read, judge, write, withNames, finish, reject, build, memory, takeText, guarded, hold, release, withHeld } };
}

function noRules() {
  throw new ResetkitError(INVALID, "rules need resetkit/full");
}

/** Whether it is an object, and a loop passes over no names but its own. */
function inheritsNothing(value) {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const _ in EMPTY) return false;
  return true;
}

/** Keeps something for reuse. */
function keep(kept, key, value) {
  if (kept.size >= KEPT) kept.clear();
  kept.set(key, value);
}

/** A value with nothing of the caller's: a list or an object of texts is copied, and what is neither is of no member's type. */
function plain(value) {
  if (typeof value !== "object" || value === null) return typeof value === "number" && !Number.isSafeInteger(value) ? NO_VALUE : value;
  if (Array.isArray(value)) {
    if (value.length > MOST_ITEMS) return NO_VALUE;
    const texts = Array.from(value);
    return texts.every((text) => typeof text === "string") ? texts : NO_VALUE;
  }
  if (!isRecord(value)) return NO_VALUE;
  const texts = Object.entries(value);
  return texts.length <= MOST_ITEMS && texts.every(([, text]) => typeof text === "string") ? Object.fromEntries(texts) : NO_VALUE;
}

/** What is written for a value that is no text: its digits, or its texts one after the other, each behind its length. */
function textOf(value) {
  if (typeof value === "number") return `${value}`;
  if (typeof value !== "object" || value === null) return undefined;
  const texts = Array.isArray(value) ? value : Object.entries(value).flat();
  return texts.map((text) => String.fromCharCode(text.length >>> 16, text.length & 0xffff) + text).join("");
}

/** The bits that say what a text stands for. */
const formOf = (value) => (typeof value === "string" ? 0 : typeof value === "number" ? INTEGER : Array.isArray(value) ? LIST : MAP);

/** How many units the texts of values take. */
function sizeOf(values, longest = LONGEST) {
  let size = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const length = typeof value === "string" ? value.length : value === undefined ? 0 : (textOf(value)?.length ?? 0);
    if (length <= longest) size += length;
  }
  return size;
}

/** Whether it is data with members, as a description is. */
function isDescription(value) {
  try {
    return isRecord(value) && isData(value) && Array.isArray(value.members) && value.members.every(({ name }) => typeof name === "string");
  } catch {
    return false;
  }
}

/** Whether it is nothing but texts, numbers and the like in lists and objects: anything else is not ours to freeze. */
function isData(value, depth = 16) {
  if (typeof value !== "object" || value === null) return typeof value !== "function";
  return depth > 0 && (Array.isArray(value) || isRecord(value)) && Object.values(value).every((inner) => isData(inner, depth - 1));
}

/** Issues and descriptions are shared between calls, so nobody may change them. */
function freeze(value) {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
