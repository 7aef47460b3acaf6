// The API over one wasm module. The hot calls read an input's own members, write their texts as UTF-16 into a window
// of the module's memory and get numbers back; an issue is made once and then found again by its number.
import { ResetkitError } from "./error.js";
import { INVALID, LONG, LONGEST, MOST_ITEMS, OTHER, isCount, isRecord, keyOf, own, text } from "./options.js";
import { NAMED, namesOf } from "./names.js";
import { unpack } from "./operation.js";
import { policyRules, rulesText } from "./policy.js";

// Where texts stand in the header, behind those of the members; the numbers for a value that is no text, and the bits for a text
// that stands for something else. src/bindings.rs has the same.
export const NAMES = 16;
export const REGION = 24;
const ENDPOINT = 25, CLOUD = 26, VARIANT = 27, TEXTS = 28, COUNT = 28, PLAIN = 29, UNRESERVED = 30, REPEATED = 31, KEYS = 32, WARNINGS = 80, HEADER = 96;
const ABSENT = 0xffffffff, NULL = 0xfffffffe, TRUE = 0xfffffffd, FALSE = 0xfffffffc, SAME = 0xfffffff9;
const INTEGER = 0x10000000, LIST = 0x20000000, MAP = 0x30000000;

/** How many operations the module holds at once. One that is needed again is loaded anew. */
const SLOTS = 32;

/** What a call returns where it failed. */
export const FAILED = 0xffffffff;

/** How many UTF-16 units the window holds; it is larger for one call where the texts are longer. */
const WINDOW = 4096;

/** What the fast path says of an input of which only the full checks can tell, and of one that it is not asked about. */
const UNTOLD = -1;

/** Any unit with all of these bits may be half of a surrogate pair. */
const SURROGATE = 0xd800;

/** Nothing of its own: what a loop over its names finds, somebody gave to all objects. */
const EMPTY = Object.freeze({});

/** How many issues are kept for reuse before all are forgotten. */
const KEPT = 512;

/** No character below this one is changed by Unicode normalization form C. */
const FIRST_COMBINING = 0x300;

/** How many passwords one call may ask for, and how many characters of them. */
const MOST_PASSWORDS = 1_000_000, MOST_CHARACTERS = 2 ** 26;

/** How many names that are no members are named. */
const MOST_NAMES = 32;

/** What judges an input beside the definition; what is drawn, beside that. */
const JUDGING = ["policy", ...NAMED, "rules"], DRAWING = ["length", "avoidAmbiguous", ...NAMED, "rules"];
const REQUEST = ["region", "cloud", "variant", "endpoint", "fips", "dualStack", ...JUDGING];

/** What `internal` means. */
const INTERNAL = "the module failed, most likely for want of memory or of stack: the next call starts it anew";

const decoder = new TextDecoder();

/** How many units of passwords are drawn at once, unless one has more; and how long one is where nothing is said. */
const ROOM = 1 << 16, LENGTH = 20;

/** The window's texts are little-endian on every machine, as all memory of wasm is. */
const UTF_16 = new TextDecoder("utf-16le", { ignoreBOM: true });

/** What a valid input comes to. */
class Valid {
  constructor(value, warnings) {
    this.value = value;
    this.warnings = warnings;
  }

  // Its name until 0.1, for one more version. To define it for each result takes longer than to validate.
  get advice() {
    return this.warnings;
  }
}

/** Issues in their order, with the keys that they were found by and what they were kept in. */
const NO_LIST = { kept: undefined, keys: [], issues: [] };

/** A value that is of no member's type. */
const NO_VALUE = Symbol("no value");

/**
 * @param {any} glue what wasm-bindgen wrote for the module
 * @param {(given: unknown) => string[][]} [takeRules] takes rules apart, where the module knows any
 * @returns the API, unusable until `start` was called with the module's exports, and what more of an API is built with
 */
export function bind(glue, takeRules = noRules) {
  let wasm, load, header, units, pairs, windowAt = 0, capacity = 0;
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
  /** The operations of the policies that descriptions hold. Those objects are frozen. */
  const ownPolicies = new WeakMap();
  /** The slot for a policy of the caller's, and what is in it. */
  const custom = { slot: SLOTS, text: "", words: false };
  /** What `checkPassword` keeps, as each operation does: the issues that each policy has led to, by its slot. */
  const alone = { kept: [], issued: NO_LIST };
  /** What a call named its operation, and what is kept of that: calls in a row are mostly for one. */
  let lastOp, lastFound;
  /** The operation that was used last. */
  let recent;

  /** Makes operations known by their ids. */
  function register(operations) {
    for (const operation of operations) known.set(operation.id, operation);
    lastOp = undefined;
  }

  /** What is kept of an operation, given by its id, as the object or as bytes. */
  function model(op) {
    if (op === lastOp && op !== undefined) return lastFound;
    const operation = typeof op === "string" ? known.get(op) : op;
    const found = typeof operation === "object" && operation !== null ? (models.get(operation) ?? admit(operation)) : undefined;
    if (found === undefined) throw new ResetkitError("unknown_operation", "no operation has this id");
    [lastOp, lastFound] = [op, found];
    return found;
  }

  function admit(operation) {
    const { id, description, compiled } = isBytes(operation) ? unpack(operation) : own(operation, ["id", "description", "compiled"], "the operation", "unknown_operation");
    if (typeof id !== "string" || !isRecord(description) || !(typeof compiled === "string" || isBytes(compiled))) {
      throw new ResetkitError("unknown_operation", "an operation comes from resetkit/operations, defineOperation or compileOperation");
    }
    freeze(description);
    const members = description.members.map(({ name }) => name);
    const found = {
      id, description, compiled, members, places: new Map(members.map((name, place) => [name, place])), kept: [], index: -1,
      // The lists of the last call, the members whose texts may be told once for several calls, and such texts of the last call.
      issued: NO_LIST, warned: NO_LIST,
      lasting: description.members.map(({ kind, sensitive }, place) => (kind === "text" && sensitive !== true ? 1 << place : 0)),
      last: members.map(() => ""),
      // Bodies with gaps for the texts, by which members are given, and what else a request has, by the options.
      bodies: new Map(), heads: new Map(),
    };
    if (Object.hasOwn(description, "policy")) ownPolicies.set(description.policy, found);
    models.set(operation, found);
    known.set(id, operation);
    lastOp = undefined;
    return found;
  }

  /** Sees to it that the module holds the operation, in its slot. */
  function use(found) {
    if (broken) renew();
    recent = found;
    if (found.index >= 0) {
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
    done(glue.load(slot));
    found.index = slot;
    found.last.fill("");
    loaded.add(found);
    return found;
  }

  /** Loads the module, unless that is done. */
  function start(loader) {
    load = loader;
    wasm ??= load();
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
    units = recent = undefined;
    for (const found of loaded) found.index = -1;
    loaded.clear();
  }

  /** A function that calls the module. It throws nothing but a ResetkitError, and the next call has a module that works. */
  const guarded = (call) => (...given) => {
    let sound = false;
    try {
      const result = call(...given);
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
    pairs = capacity === WINDOW ? new Uint32Array(buffer, windowAt, WINDOW / 2) : undefined;
    header = new Uint32Array(buffer, glue.header(), HEADER);
  }

  /** A window for so many units, and no larger than that or than usual. */
  function room(needed) {
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
   * Writes the texts one after the other into the window, and of each value what it is into the header. A text that is too
   * long is not copied.
   * @returns which of the first values, a bit each, are not in Unicode normalization form C
   */
  function write(values, atLeast = 0, longest = LONGEST) {
    const needed = sizeOf(values, longest);
    room(needed > atLeast ? needed : atLeast);
    // What a loop touches at every step is local to it.
    const window = units, numbers = header;
    let notNfc = 0, at = 0;
    for (let i = 0; i < TEXTS; i++) {
      const value = values[i];
      const text = typeof value === "string" ? value : textOf(value);
      if (typeof text === "string" && text.length <= longest) {
        const { length } = text;
        let bits = 0;
        for (let j = 0; j < length; j++) {
          const unit = text.charCodeAt(j);
          window[at + j] = unit;
          bits |= unit;
        }
        at += length;
        numbers[i] = length | formOf(value);
        if (bits >= FIRST_COMBINING && text.normalize("NFC") !== text) notNfc |= 1 << i;
      } else {
        numbers[i] = value === undefined ? ABSENT : value === null ? NULL : value === true ? TRUE : value === false ? FALSE : typeof text === "string" ? LONG : OTHER;
      }
    }
    if (at > used) used = at;
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
    used = 0;
    if (number >>> 0 !== FAILED) return number;
    const [code, message, at] = taken().split("\n");
    throw new ResetkitError(code || "internal", message ?? INTERNAL, undefined, at || undefined);
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

  /** A policy taken apart: the operation of one that a description holds, or the rules of another. */
  const apart = (policy) => ownPolicies.get(policy) ?? policyRules(policy);

  /** The same of one that may be given as an operation. */
  const named = (policy) => (typeof policy === "string" || models.has(policy) || isBytes(policy) || own(policy ?? null, ["compiled"], "the policy", "invalid_policy").compiled !== undefined ? model(policy) : apart(policy));

  /** The slot of a policy that was taken apart. */
  function slot(policy) {
    if (policy.compiled !== undefined) return use(policy).index;
    const text = rulesText(policy);
    if (text !== custom.text) {
      custom.text = "";
      for (const { kept } of [alone, ...loaded]) kept[custom.slot] = undefined;
      room(0);
      policy.numbers.forEach((number, place) => (header[place] = number));
      glue.beginPolicy(policy.notUserName, policy.unit === "utf16");
      for (const { name, characters, generate, min, max } of policy.classes) {
        write([characters.flat().join(""), name, generate]);
        glue.addClass(min, max);
      }
      for (const { kind, match, minPart, split, matchCase } of policy.names) {
        write([split.flat().join("")]);
        glue.addName(kind, match, minPart, matchCase);
      }
      for (const word of policy.forbiddenWords) {
        write([word]);
        glue.addWord();
      }
      write([policy.extra, policy.forbidden, policy.first, policy.last].map((ranges) => ranges.flat().join("")));
      done(glue.setPolicy());
      custom.text = text;
      custom.words = policy.forbiddenWords.length > 0;
    }
    return custom.slot;
  }

  /** Ends a call by a policy with forbidden words, which may be somebody's name: they stay no longer than it. */
  function forget() {
    custom.words = false;
    custom.text = "";
    glue.forget();
  }

  /** Where issues are kept, whose numbers mean one operation's and one policy's. Those of the organization's rules never are. */
  const keptFor = (place, { kept }) => (ruled !== "" ? new Map() : (kept[place] ??= new Map()));

  /** Hands the organization's rules over, or takes those of the last call back. */
  function useRules(list) {
    if (list.length === 0 && ruled === "") return;
    const wanted = keyOf(list.flat(), "rules", INVALID);
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

  /** The options of a call taken apart, `names` and those that judge: nothing of the caller's runs after it. */
  function judging(options, names = JUDGING) {
    const given = own(options, names);
    const { policy } = given;
    given.names = namesOf(given);
    given.policy = policy === undefined || typeof policy === "string" ? policy : apart(policy);
    given.rules = given.rules === undefined ? [] : takeRules(given.rules);
    return given;
  }

  /** Hands over what judges an input. The slot of the policy, which may be a text for the attribute passwordrules. */
  function prepare(found, { rules, policy }) {
    useRules(rules);
    use(found);
    if (policy === undefined) return found.index;
    return slot(typeof policy === "string" ? policyRules(parsePasswordRules(policy)) : policy);
  }

  /**
   * The input's own members in the order of the model, followed by room for the texts of the options; and the names that are
   * no members, as far as they are named, and how many there are. Undefined where it is no object, or cannot be read: what
   * a getter throws may hold a value.
   */
  function read(found, input) {
    const { members, places } = found;
    const values = new Array(TEXTS).fill(undefined);
    const strange = [];
    let unknown = 0;
    try {
      if (!isRecord(input)) return undefined;
      const names = Object.keys(input);
      for (let i = 0; i < names.length; i++) {
        const place = names[i] === members[i] ? i : places.get(names[i]);
        if (place !== undefined) values[place] = plain(input[names[i]]);
        else if (++unknown <= MOST_NAMES) strange.push(names[i]);
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
    done(glue.reject(found.index, count));
    return freeze(JSON.parse(taken()));
  }

  function judge(found, given, settings) {
    const place = prepare(found, settings);
    if (given === undefined) return { issues: [reject(found)] };
    const { values, strange, unknown } = given;
    settings.names.forEach((name, kind) => (values[NAMES + kind] = name));
    const notNfc = write(values);
    const count = done(glue.check(found.index, place, notNfc));
    if (count > 0 || unknown > 0) {
      const all = issues(keptFor(place, found), count).concat(strange.map((name) => reject(found, name)));
      if (unknown > MOST_NAMES) all.push(reject(found, undefined, unknown - MOST_NAMES));
      return { issues: all };
    }
    const value = {};
    for (let i = 0; i < found.members.length; i++) {
      if (values[i] !== undefined) value[found.members[i]] = values[i];
    }
    return new Valid(value, issues(keptFor(place, found), header[COUNT]));
  }

  /** The object's own members, read once, and as an object that no getter is in; undefined where it is none, or cannot be read. */
  function copied(input) {
    if (typeof input !== "object" || input === null) return undefined;
    try {
      const prototype = Object.getPrototypeOf(input);
      return prototype === Object.prototype || prototype === null ? { ...input } : undefined;
    } catch {
      return undefined;
    }
  }

  /** The copy with its members in the order of the operation; undefined where it has others. */
  function ordered({ members }, copy) {
    const inOrder = {};
    let names = Object.keys(copy).length;
    for (const name of members) {
      if (!Object.hasOwn(copy, name)) continue;
      names--;
      if (copy[name] !== undefined) inOrder[name] = copy[name];
    }
    return names === 0 ? inOrder : undefined;
  }

  /** Gives up a call of the fast path whose texts are in the window up to here. */
  function untold({ last }, at) {
    units.fill(0, 0, at);
    last.fill("");
    return UNTOLD;
  }

  /**
   * Asks the fast path about an input whose members are in the order of the operation. What it returns has the number of issues
   * in the lowest 8 bits, then that of warnings; {@link UNTOLD} where the full checks have to be asked.
   */
  function ask(found, input, place) {
    if (recent !== found) use(found);
    if (capacity !== WINDOW || units.length === 0) room(0);
    for (const _ in EMPTY) return UNTOLD;
    const { members, last, lasting } = found;
    // What a loop touches at every step is local to it.
    const window = pairs, numbers = header;
    let i = 0, at = 0, all = 0, wanted = 0;
    for (const name in input) {
      while (name !== members[i]) {
        if (i >= members.length) return untold(found, at);
        numbers[i++] = ABSENT;
      }
      const value = input[name];
      if (typeof value === "string") {
        const { length } = value, lasts = lasting[i];
        wanted |= lasts;
        if (lasts !== 0 && length !== 0 && value === last[i]) numbers[i] = SAME;
        else {
          if (length >= WINDOW - at) return untold(found, at);
          let j = 0, bits = 0;
          for (let to = at >> 1; j + 1 < length; j += 2) {
            const two = value.charCodeAt(j) | (value.charCodeAt(j + 1) << 16);
            window[to++] = two;
            bits |= two;
          }
          if (j < length) bits |= window[(at + j) >> 1] = value.charCodeAt(j);
          // Each text begins at an even place.
          at += (length + 1) & -2;
          all |= bits | (bits >>> 16);
          numbers[i] = length;
          if (lasts !== 0) last[i] = value;
        }
      } else if (typeof value === "boolean") numbers[i] = value ? TRUE : FALSE;
      else if (value === null) numbers[i] = NULL;
      else if (value === undefined || typeof value === "object" || value === 0) return untold(found, at);
      else numbers[i] = OTHER;
      i++;
    }
    while (i < members.length) numbers[i++] = ABSENT;
    all &= 0xffff;
    if ((all & SURROGATE) === SURROGATE) return untold(found, at);
    const answer = wasm.judge(found.index, place, at);
    if (answer === UNTOLD || (numbers[REPEATED] & wanted) !== wanted) last.fill("");
    // Whether a text is in normalization form C is a question to JavaScript.
    return all >= FIRST_COMBINING && (answer & 0xff) === 0 ? UNTOLD : answer;
  }

  /** The list of the issues whose keys stand in the header from here on: the last one where it has the same; undefined where one is new. */
  function listed(before, kept, from, count) {
    const { keys } = before;
    let i = 0;
    if (before.kept === kept && keys.length === count) while (i < count && keys[i] === header[from + i]) i++;
    if (i === count && before.kept === kept && keys.length === count) return before;
    const list = { kept, keys: new Array(count), issues: new Array(count) };
    for (let i = 0; i < count; i++) {
      const key = list.keys[i] = header[from + i];
      const issue = list.issues[i] = kept.get(key);
      if (issue === undefined) return undefined;
    }
    Object.freeze(list.issues);
    return list;
  }

  /** What the fast path makes of a copy of the input; undefined where the full checks have to be asked. */
  function quick(found, copy, place) {
    let input = copy, answer = ask(found, copy, place);
    if (answer === UNTOLD) {
      input = ordered(found, copy);
      if (input === undefined) return undefined;
      answer = ask(found, input, place);
      if (answer === UNTOLD) return undefined;
    }
    const kept = (found.kept[place] ??= new Map());
    const count = answer & 0xff;
    if (count > 0) {
      const list = listed(found.issued, kept, KEYS, count);
      if (list === undefined) return undefined;
      if (list !== found.issued) found.issued = list;
      return { issues: list.issues };
    }
    const list = listed(found.warned, kept, WARNINGS, answer >> 8);
    if (list === undefined) return undefined;
    if (list !== found.warned) found.warned = list;
    return new Valid(input, list.issues);
  }

  function fullyValidate(op, input, options) {
    const found = model(op);
    const settings = judging(options);
    return judge(found, read(found, input), settings);
  }

  /** What a call of the fast path did not come back from. */
  function lost(error) {
    if (error instanceof ResetkitError) return error;
    broken = true;
    return new ResetkitError("internal", INTERNAL);
  }

  const fullyValidated = guarded(fullyValidate), fullBody = guarded(buildBody);

  // Each takes the fast path where there are no options, and the full one where that leads nowhere: with the same copy of the
  // input. They are alike and apart, for what is called from one place only is compiled into it.
  function validate(op, input, options) {
    if (options !== undefined || wasm === undefined) return fullyValidated(op, input, options);
    const copy = copied(input);
    // What a getter did is done.
    if (copy === undefined || broken || ruled !== "") return fullyValidated(op, copy ?? input);
    try {
      const found = model(op);
      const result = found.index < 0 ? undefined : quick(found, copy, found.index);
      if (result !== undefined) return result;
    } catch (error) {
      throw lost(error);
    }
    return fullyValidated(op, copy);
  }

  function body(op, input, options) {
    if (options !== undefined || wasm === undefined) return fullBody(op, input, options);
    const copy = copied(input);
    if (copy === undefined || broken || ruled !== "") return fullBody(op, copy ?? input);
    try {
      const found = model(op);
      const text = found.index < 0 ? undefined : quickBody(found, copy, found.index);
      if (text !== undefined) return text;
    } catch (error) {
      throw lost(error);
    }
    return fullBody(op, copy);
  }

  /** Which members the input in the header has, as one number: of each two bits, whether it is absent, a text, false or true. */
  function shapeOf({ members }) {
    let shape = 0;
    for (let i = 0; i < members.length; i++) {
      const number = header[i];
      shape = shape * 4 + (number === ABSENT ? 0 : number === FALSE ? 2 : number === TRUE ? 3 : 1);
    }
    return shape;
  }

  /** The body with the very texts of the input, where none of them needs an escape; undefined where the full path has to write it. */
  function quickBody(found, copy, place) {
    let input = copy, answer = ask(found, copy, place);
    if (answer === UNTOLD) {
      input = ordered(found, copy);
      if (input === undefined) return undefined;
      answer = ask(found, input, place);
    }
    if (answer === UNTOLD || (answer & 0xff) > 0) return undefined;
    const body = found.bodies.get(shapeOf(found));
    if (body === undefined || (header[PLAIN] & body.plain) !== body.plain || (header[UNRESERVED] & body.unreserved) !== body.unreserved) return undefined;
    const { names, after } = body;
    let text = body.start;
    for (let i = 0; i < names.length; i++) text += input[names[i]] + after[i];
    return text;
  }

  /** Learns what the body of an input is, but for its texts. The input has no issue. */
  function learnBody(found, values, place) {
    const { members, bodies } = found;
    if (!values.every((value) => value === undefined || typeof value === "string" || typeof value === "boolean")) return;
    write(values);
    const shape = shapeOf(found);
    if (bodies.has(shape)) return void done(0);
    if (done(glue.gaps(found.index, place)) !== 0) return;
    const [start, ...rest] = taken().split("\n");
    const body = { start, names: [], after: [], plain: 0, unreserved: 0 };
    for (let i = 0; i + 1 < rest.length; i += 2) {
      const member = rest[i] >> 1;
      body.names.push(members[member]);
      body.after.push(rest[i + 1]);
      if (rest[i] & 1) body.unreserved |= 1 << member;
      else body.plain |= 1 << member;
    }
    if (bodies.size >= KEPT) bodies.clear();
    bodies.set(shape, body);
  }

  /** What `call` makes of the input; throws where it has issues. */
  function build(found, given, settings, call) {
    if (given !== undefined && given.unknown === 0) {
      const place = prepare(found, settings);
      settings.names.forEach((name, kind) => (given.values[NAMES + kind] = name));
      given.values[REGION] = settings.region;
      given.values[ENDPOINT] = settings.endpoint;
      given.values[CLOUD] = settings.cloud;
      given.values[VARIANT] = settings.variant;
      write(given.values);
      if (done(call(found.index, place)) === 0) return taken();
    }
    throw new ResetkitError("invalid_input", "the input has issues", judge(found, given, settings).issues);
  }

  function buildBody(op, input, options) {
    const found = model(op);
    const settings = judging(options);
    const given = read(found, input);
    const body = build(found, given, settings, glue.body);
    // With the options of a call it is not found again.
    if (options === undefined) learnBody(found, given.values, found.index);
    return body;
  }

  function buildRequest(op, input, options) {
    const found = model(op);
    const settings = judging(options, REQUEST);
    const { fips = false, dualStack = false } = settings;
    for (const name of ["region", "cloud", "variant", "endpoint"]) text(settings, name);
    if (typeof fips !== "boolean" || typeof dualStack !== "boolean") throw new ResetkitError(INVALID, "fips and dualStack are booleans");
    const lines = build(found, read(found, input), settings, (index, place) => glue.request(index, place, fips, dualStack));
    const [method, url, body, ...pairs] = lines.split("\n");
    const headers = {};
    for (let i = 0; i + 1 < pairs.length; i += 2) headers[pairs[i]] = pairs[i + 1];
    return { method, url, headers, body };
  }

  /** What the fast path finds in a password; undefined where the full check has to be asked. */
  function quickPassword(found, password) {
    if (recent !== found) use(found);
    if (capacity !== WINDOW || units.length === 0) room(0);
    const window = units;
    const { length } = password;
    let bits = 0;
    for (let i = 0; i < length; i++) {
      const unit = password.charCodeAt(i);
      window[i] = unit;
      bits |= unit;
    }
    if ((bits & SURROGATE) === SURROGATE) {
      units.fill(0, 0, length);
      return undefined;
    }
    const answer = wasm.judgePassword(found.index, length);
    if (answer === UNTOLD) return undefined;
    if (answer === 0) return [];
    const list = listed(alone.issued, (alone.kept[found.index] ??= new Map()), KEYS, answer);
    if (list === undefined) return undefined;
    alone.issued = list;
    return list.issues.slice();
  }

  function checkPassword(password, policy, options) {
    if (options === undefined && typeof password === "string" && password.length <= WINDOW && !broken && wasm !== undefined && (typeof policy === "string" || models.has(policy))) {
      const found = model(policy);
      const issues = found.index >= 0 ? quickPassword(found, password) : undefined;
      if (issues !== undefined) return issues;
    }
    const names = namesOf(own(options, NAMED));
    const values = [typeof password === "string" ? password : NO_VALUE];
    names.forEach((name, kind) => (values[NAMES + kind] = name));
    const place = slot(named(policy));
    write(values);
    return issues(keptFor(place, alone), done(glue.checkPassword(place)));
  }

  /** What to draw by, taken apart. */
  function drawing(policy, options) {
    const given = own(options, DRAWING);
    if (Object.hasOwn(given, "length") && given.length !== undefined && !(isCount(given.length) && given.length > 0)) {
      throw new ResetkitError(INVALID, "length must be a whole number above 0");
    }
    given.names = namesOf(given);
    given.rules = given.rules === undefined ? [] : takeRules(given.rules);
    given.policy = named(policy);
    given.avoidAmbiguous = given.avoidAmbiguous === true;
    return given;
  }

  /** Makes room for as many passwords behind the user's names, and gives the slot of the policy and where the room begins. */
  function makeRoom({ policy, rules, length = 0, names }, count) {
    const one = Math.max(length, LENGTH, policy.minLength ?? policy.description.policy?.minLength ?? 0);
    if (count * one > MOST_CHARACTERS) {
      throw new ResetkitError(INVALID, `${count} passwords of ${one} characters are more than ${MOST_CHARACTERS} characters`);
    }
    useRules(rules);
    const place = slot(policy);
    // Every character may take two units, and a line ends. Of long ones fewer are drawn at once.
    const each = Math.min(one, MOST_PASSWORDS) * 2 + 1;
    const needed = Math.max(each, Math.min(count * each, ROOM));
    const values = new Array(TEXTS).fill(undefined);
    names.forEach((name, kind) => (values[NAMES + kind] = name));
    const from = sizeOf(values);
    write(values, needed + from);
    return { place, from };
  }

  function generatePassword(policy, options) {
    const given = drawing(policy, options);
    const { place, from } = makeRoom(given, 1);
    const count = glue.generate(place, given.length ?? 0, given.avoidAmbiguous);
    views();
    let password = "";
    if (count >>> 0 !== FAILED) for (let i = 0; i < count; i++) password += String.fromCharCode(units[from + i]);
    used = units.length;
    done(count);
    return password;
  }

  function generatePasswords(policy, count, options) {
    if (!isCount(count) || count > MOST_PASSWORDS) {
      throw new ResetkitError(INVALID, `count must be a whole number up to ${MOST_PASSWORDS}`);
    }
    const passwords = [];
    const given = drawing(policy, options);
    const { place, from } = makeRoom(given, count);
    while (passwords.length < count) {
      const end = glue.generateMany(count - passwords.length, place, given.length ?? 0, given.avoidAmbiguous);
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

  function entropy(policy, options) {
    const given = drawing(policy, options);
    if (given.rules.length > 0) throw new ResetkitError(INVALID, "what rules leave cannot be counted");
    const number = glue.size(makeRoom(given, 0).place, given.length ?? 0, given.avoidAmbiguous);
    // Counting may have made the memory grow: `done` makes the views anew.
    done(number === 0 ? FAILED : 0);
    return Math.log2(number) + header[COUNT];
  }

  function policy(op, variant) {
    const { policy, policies = [] } = own(model(op).description, ["policy", "policies"]);
    if (variant === undefined) return policy;
    const found = policies.find(({ id }) => id === variant);
    if (found === undefined) throw new ResetkitError(INVALID, "the operation has no policy of this name");
    return found.policy;
  }

  function formatPasswordRules(policy) {
    const place = slot(named(policy));
    room(0);
    done(glue.formatRules(place));
    return taken();
  }

  function parsePasswordRules(text) {
    if (typeof text !== "string" || text.length > LONGEST) {
      throw new ResetkitError("invalid_policy", `password rules are a text of up to ${LONGEST} UTF-16 units`);
    }
    write([text]);
    done(glue.parseRules());
    return JSON.parse(taken());
  }

  const api = {
    operations: () => [...known.keys()].sort(),
    describe: (op) => model(op).description,
    policy,
    ...Object.fromEntries(Object.entries({
      formatPasswordRules, parsePasswordRules,
      checkPassword, generatePassword, generatePasswords, entropy, buildRequest,
    }).map(([name, call]) => [name, guarded(call)])),
    validate,
    buildBody: body,
  };
  return { start, register, api, lean: { model, use, judging, prepare, read, judge, write, done, reject, build, memory, taken, guarded, hold, release, withHeld } };
}

function noRules() {
  throw new ResetkitError(INVALID, "rules need resetkit/full");
}

/** Whether it is a Uint8Array, of this realm or another. */
const isBytes = (value) => ArrayBuffer.isView(value) && value[Symbol.toStringTag] === "Uint8Array";

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

/** Issues and descriptions are shared between calls, so nobody may change them. */
function freeze(value) {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
