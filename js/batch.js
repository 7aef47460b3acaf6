// The stream of `batch`: CSV bytes in, a result for each row out. The wasm module reads, validates and writes the rows.
import { FAILED, REGION } from "./bind.js";
import { KINDS, NAMED, namesOf } from "./names.js";
import { INVALID, LONGEST, MOST_ITEMS, STRING, mustBe, entries, flag, isList, isRecord, items, lengthIn, mistake, own, reading, text } from "./options.js";

/** The place of the bit of each in src/bindings/batch.rs. */
const OUTPUTS = ["ndjson", "csv", "credentials"];
/** The place of each in the list of src/batch.rs. */
const STAYS = 0, DRAWN = 1, ASKED = 2;

/** How many bytes are copied into the wasm at once: enough to make the crossing nothing, and all of a file that it holds. */
const PIECE = 64 * 1024;

const OPTIONS = ["defaults", "ignore", "columns", "generate", "outputs", "allowDuplicates", "encoding", "onProgress", "signal", "policy", ...NAMED, "rules"];

/** What a column may be beside a member, and the letter of each in src/bindings/batch.rs. */
const COLUMNS = new Map([[null, "n"], ["account", "a"], ["display", "d"]]);
const IGNORED = "i";

const encoder = new TextEncoder();

/** @param {any} glue @param {any} internals what `bind` lends to more of the API */
export function batches(glue, { model, judging, prepare, write, withNames, memory, finish, guarded: guard, hold, release, withHeld }) {
  /** @returns a handle of the wasm, to be released */
  const begin = guard((found, outputs, { defaults, ignore, columns, drawn, names, duplicates, ...judges }) => {
    const members = [];
    for (const [name, value] of defaults) {
      const place = found.places.get(name);
      if (place === undefined) throw mistake("defaults", `has a name that is no member: the members are ${found.members.join(", ")}`);
      members[place] = cellOf(value, `defaults.${name}`);
      mustBe(!(members[place]?.length > LONGEST), `defaults.${name}`, STRING);
    }
    mustBe(ignore.every((name) => typeof name === "string"), "ignore", "a list of strings");
    const said = ignore.map((name) => [IGNORED, name]);
    for (const [i, [heading, what]] of columns.entries()) {
      const column = COLUMNS.get(what) ?? found.places.get(what);
      if (column === undefined) throw mistake("columns", `must have a member, "account", "display" or null for each heading, unlike entry ${i + 1}: the members are ${found.members.join(", ")}`);
      said.push([column, heading]);
    }
    const { absent, length, avoidAmbiguous } = drawn;
    const place = prepare(found, judges);
    const values = withNames(members, KINDS.map((_, kind) => drawn.names[kind] ?? names[kind]));
    // A line each: punctuation makes no difference in the name of a column, and a line feed is some.
    if (said.length > 0) values[REGION] = said.map(([column, name]) => `${column} ${name.replace(/[\r\n]/g, "")}`).join("\n");
    if (values[REGION]?.length > LONGEST) throw mistake("columns", `and ignore have more than ${LONGEST} UTF-16 units`);
    write(values);
    const handle = glue.beginBatch(found.index, place, outputs, absent, length, avoidAmbiguous, duplicates);
    finish(handle === undefined ? FAILED : 0);
    return hold(handle);
  });

  return function batch(op, options) {
    const found = model(op);
    const given = judging(options, OPTIONS);
    const { outputs = OUTPUTS[0], onProgress, signal } = given;
    const single = typeof outputs === "string";
    const wanted = [...new Set(single ? [outputs] : items(outputs, MOST_ITEMS, "outputs"))].map((name) => ({ name, place: OUTPUTS.indexOf(name) }));
    mustBe(wanted.length > 0 && wanted.every(({ place }) => place >= 0), "outputs", '"ndjson", "csv" or "credentials", or a list of these');
    mustBe(onProgress === undefined || typeof onProgress === "function", "onProgress", "a function");
    if (signal !== undefined) reading("signal", "an AbortSignal", INVALID, () => signal instanceof AbortSignal && typeof signal.aborted === "boolean");
    given.defaults = entries(given.defaults, "defaults");
    given.ignore = items(given.ignore ?? [], MOST_ITEMS, "ignore");
    given.columns = entries(given.columns, "columns");
    given.drawn = drawing(given);
    given.duplicates = flag(given, "allowDuplicates");
    const decoder = decoding(given);
    signal?.throwIfAborted();
    let handle = begin(found, wanted.reduce((bits, { place }) => bits | (1 << place), 0), given);
    let bytes = 0;
    /** The controllers of all ends. */
    let input;
    const controllers = [];
    /** Which readers wait for lines, and what tells a piece of the file that they do. */
    const asked = wanted.map(() => false);
    let resume = () => {};
    const abort = () => fail(signal.reason);
    /** Why it ended before its end. */
    let failure;
    /** Wipes what the wasm holds of the file. */
    function end() {
      signal?.removeEventListener("abort", abort);
      const last = handle;
      handle = undefined;
      resume();
      if (last !== undefined) release(last);
    }
    function stop(reason) {
      failure = reason;
      controllers.forEach((controller) => controller.error(reason));
      end();
    }
    function fail(reason) {
      input.error(reason);
      stop(reason);
    }
    /** Hands on the lines that a call has written, all of them whole, if it was done. */
    function emit(call) {
      const { lines, progress } = withHeld(handle, (handle) => {
        finish(call(handle));
        const [rows, valid] = [handle.rows(), handle.valid()];
        return {
          lines: wanted.map(({ place }) => memory(handle.lines(place), handle.length(place)).slice()),
          progress: { rows, valid, invalid: rows - valid, warned: handle.warned(), bytes },
        };
      });
      lines.forEach((line, i) => {
        if (line.length === 0) return;
        asked[i] = false;
        controllers[i].enqueue(line);
      });
      onProgress?.(progress);
    }
    /** Reads a piece of the file, or with none what the decoder still holds of it. */
    function read(piece) {
      if (decoder === undefined) {
        return emit((handle) => {
          memory(handle.piece(piece.length), piece.length).set(piece);
          return handle.push(piece.length);
        });
      }
      const decoded = piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
      // A UTF-16 unit has at most three bytes.
      const most = decoded.length * 3;
      emit((handle) => handle.push(encoder.encodeInto(decoded, memory(handle.piece(most), most)).written));
    }
    /** Runs a call; whatever it throws ends the batch. */
    function guarded(call) {
      try {
        return call();
      } catch (error) {
        fail(error);
        throw error;
      }
    }
    // Two streams and not a TransformStream, which is told in Node only, and in no browser, that one of its ends was given up.
    const readables = wanted.map((_, i) => new ReadableStream({
      __proto__: null,
      start(controller) {
        controllers[i] = controller;
      },
      pull() {
        asked[i] = true;
        resume();
      },
      cancel: (reason) => fail(reason),
    }, { __proto__: null, highWaterMark: 0 }));
    const writable = new WritableStream({
      __proto__: null,
      start(controller) {
        input = controller;
        // Sooner than `abort` of the sink, which waits for the piece that is read. This end fails by itself.
        controller.signal.addEventListener("abort", () => stop(controller.signal.reason));
      },
      async write(chunk) {
        const all = guarded(() => bytesOf(chunk));
        for (let at = 0; at < all.length; at += PIECE) {
          // The slowest reader sets the pace, so that nothing piles up for it.
          while (handle !== undefined && asked.includes(false)) await new Promise((resolve) => (resume = resolve));
          if (handle === undefined) throw failure;
          guarded(() => {
            const piece = all.subarray(at, at + PIECE);
            bytes += piece.length;
            read(piece);
          });
        }
      },
      close() {
        guarded(() => {
          if (decoder !== undefined) read();
          // `onProgress` may have ended it.
          if (handle !== undefined) emit((handle) => handle.finish());
        });
        // `onProgress` may have ended it.
        if (handle === undefined) throw failure;
        end();
        controllers.forEach((controller) => controller.close());
      },
    });
    signal?.addEventListener("abort", abort, { __proto__: null, once: true });
    if (single) return { readable: readables[0], writable };
    return { readables: Object.fromEntries(wanted.map(({ name }, i) => [name, readables[i]])), writable };
  };
}

/** What happens where a row leaves the password out, as numbers. */
function drawing({ generate = false }) {
  const nothing = { absent: STAYS, length: 0, avoidAmbiguous: false, names: [] };
  if (generate === false) return nothing;
  if (generate === true) return { ...nothing, absent: DRAWN };
  if (generate === "service") return { ...nothing, absent: ASKED };
  mustBe(isRecord(generate), "generate", 'true, false, "service" or an object of options');
  const drawn = own(generate, ["length", "avoidAmbiguous", ...NAMED], "generate");
  return { absent: DRAWN, length: lengthIn(drawn, "generate.length") ?? 0, avoidAmbiguous: flag(drawn, "avoidAmbiguous", "generate.avoidAmbiguous"), names: namesOf(drawn) };
}

/** What stands in a cell for a default; a list is its texts with semicolons between them. */
function cellOf(value, at) {
  if (isList(value)) {
    const texts = items(value, MOST_ITEMS, at);
    mustBe(texts.every((text) => typeof text === "string" && text !== "" && text === text.trim() && !text.includes(";")), at, "a list of strings without semicolons, and without blanks at their ends");
    return texts.join(";");
  }
  mustBe(typeof value !== "object" || value === null, at, "a value that a cell can hold, not an object");
  return typeof value === "number" && !Number.isSafeInteger(value) ? NaN : value;
}

/** What makes text of the file's bytes; nothing where they are UTF-8, which the wasm reads itself. */
export function decoding(options) {
  const label = text(options, "encoding");
  if (label === undefined) return undefined;
  let decoder;
  try {
    decoder = new TextDecoder(label);
  } catch {
    mustBe(false, "encoding", "a label of the Encoding Standard, such as windows-1252");
  }
  return decoder.encoding === "utf-8" ? undefined : decoder;
}

/** The getters that tell the truth of an array of bytes, whatever else it says, and in whichever frame it was made. */
const [kindOf, bufferOf, offsetOf, lengthOf] = [Symbol.toStringTag, "buffer", "byteOffset", "byteLength"]
  .map((name) => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), name).get);

/** The bytes of a chunk of the file. */
export function bytesOf(chunk, what = "a chunk") {
  mustBe(kindOf.call(chunk) === "Uint8Array", what, "a Uint8Array");
  const length = lengthOf.call(chunk);
  return length === 0 ? new Uint8Array(0) : new Uint8Array(bufferOf.call(chunk), offsetOf.call(chunk), length);
}
