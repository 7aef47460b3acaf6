// Values that mean harm, or are nothing that a function takes, and ways to put them where another value stands.
import vm from "node:vm";
import { replaced } from "./calls.mjs";

/** What getters, proxies and texts of a caller's say, and no error may repeat. */
export const SECRET = "SECRET-of-a-caller";

const boom = (ResetkitError) => () => {
  throw ResetkitError ? new ResetkitError("invalid_policy", SECRET) : new Error(SECRET);
};

/** A proxy of the value that throws in one of its traps, or in all of them. */
export const trapped = (value, names, thrower) => new Proxy(value, Object.fromEntries(names.map((name) => [name, thrower])));

const TRAPS = Object.getOwnPropertyNames(Reflect);

function revoked(target) {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function detached(bytes) {
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
}

const deep = Array.from({ length: 5_000 }).reduce((inner) => [inner], []);
const circular = {};
circular.self = circular;

/** Of everything that there is some. */
const VALUES = {
  undefined, null: null, true: true, false: false, zero: 0, "minus zero": -0, "minus one": -1, half: 1.5, NaN, Infinity, "2^32": 2 ** 32, "1e300": 1e300, bigint: 10n,
  "empty text": "", NUL: "\0", "half a character": "\ud800", "the other half": "a\udc00", "a long text": "x".repeat(2 ** 17), "a name of all objects": "__proto__", constructor: "constructor",
  symbol: Symbol(SECRET), "a known symbol": Symbol.iterator,
  function: () => SECRET, class: class {}, "async function": async () => {}, generator: function* () {},
  array: [], "array with a hole": [, 1], "array of holes": new Array(2 ** 31), "array of null": [null], nested: [[]], "array of a text": ["a"], "array of a symbol": [Symbol(SECRET)], "very deep": deep, "a long array": Array.from({ length: 5_000 }, () => "a"),
  "a class of one's own": new (class Own { #hidden = 1; get policy() { throw new Error(SECRET); } })(),
  object: {}, "object without prototype": Object.create(null), "like an array": { length: 2 ** 31 }, circular, "an own __proto__": JSON.parse('{"__proto__":{"policy":1},"constructor":1}'), "many members": Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`m${i}`, i])),
  "no primitive": { toString: null, [Symbol.toPrimitive]: null }, "texts that throw": { toString: boom(), valueOf: boom(), toJSON: boom(), [Symbol.toPrimitive]: boom() }, "an iterator that throws": { [Symbol.iterator]: boom() }, "an iterator without end": { *[Symbol.iterator]() { yield* [["a", 1]]; throw new Error(SECRET); } }, "a tag that throws": { get [Symbol.toStringTag]() { throw new Error(SECRET); } },
  "then that throws": { get then() { throw new Error(SECRET); } }, "`has` that throws": { has: boom(), getAll: boom() }, "`has` that says nothing": { has() {}, getAll() {} },
  date: new Date(NaN), pattern: /x/g, map: new Map([[1, 2]]), set: new Set([1]), "weak map": new WeakMap(), promise: Promise.resolve(SECRET), error: new Error(SECRET), "boxed text": Object("a"), "boxed number": Object(1), "boxed symbol": Object(Symbol(SECRET)), global: globalThis,
  bytes: new Uint8Array(2), "no bytes": new Uint8Array(0), "detached bytes": detached(new Uint8Array(2)), shared: new Uint8Array(new SharedArrayBuffer(2)), clamped: new Uint8ClampedArray(2), units: new Uint16Array(2), floats: new Float64Array(2), bigints: new BigInt64Array(2), view: new DataView(new ArrayBuffer(2)), buffer: new ArrayBuffer(2), "detached buffer": detached(new Uint8Array(2)).buffer,
  "a revoked object": revoked({}), "a revoked array": revoked([]), "a revoked function": revoked(() => {}),
  "a length that is none": new Proxy([], { get: (target, name) => (name === "length" ? NaN : target[name]) }), "a length that is a text": new Proxy([], { get: (target, name) => (name === "length" ? "2" : target[name]) }), "names without end": new Proxy({}, { ownKeys: () => Array.from({ length: 10_000 }, (_, i) => `k${i}`) }),
  "another realm's array": vm.runInNewContext("['a']"), "another realm's object": vm.runInNewContext("({ a: 1 })"), "another realm's bytes": vm.runInNewContext("new Uint8Array(2)"), "another realm's map": vm.runInNewContext("new Map()"), "another realm's function": vm.runInNewContext("() => { throw new Error('SECRET-of-a-caller') }"), "another realm's null prototype": vm.runInNewContext("Object.create(null)"),
};

/**
 * Ways to do harm at a place that has this value in a good call: what it is, and what makes the arguments of those of the good
 * call and the place.
 *
 * @param {unknown} good
 * @param {{ ResetkitError?: new (code: string, message: string) => Error }} api the entry, whose own errors a caller may throw too
 */
export function* hostileValues(good, { ResetkitError }) {
  const instead = (value) => (args, path) => replaced(args, path, () => value);
  for (const [what, value] of Object.entries(VALUES)) yield [what, instead(value)];
  const object = Object(good) === good ? good : {};
  for (const name of TRAPS) yield [`a proxy that throws in ${name}`, instead(trapped(object, [name], boom()))];
  yield ["a proxy that throws in all", instead(trapped(object, TRAPS, boom()))];
  yield ["a proxy that throws this package's error", instead(trapped(object, TRAPS, boom(ResetkitError)))];
  yield ["a list whose proxy throws", instead(trapped([], TRAPS, boom(ResetkitError)))];
  const getter = (get) => (args, [...path]) => {
    const last = path.pop();
    return path.length === 0 ? replaced(args, [last], () => undefined) : replaced(args, path, (around) => Object.defineProperty(Array.isArray(around) ? around.slice() : { ...around }, last, { get, enumerable: true, configurable: true }));
  };
  yield ["a getter that throws", getter(boom())];
  yield ["a getter that throws this package's error", getter(boom(ResetkitError))];
  let reads = 0;
  yield ["a getter that says something else the second time", getter(() => (reads++ === 0 ? good : SECRET))];
}
