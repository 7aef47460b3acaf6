// A whole file of resets: CSV bytes in, an outcome a row out. The wasm reads, judges and writes; this is the stream.
import { FAILED, REGION, USER_NAME } from "./bind.js";
import { ResetkitError } from "./error.js";
import { isCount, isRecord, text } from "./options.js";

/** The place of the bit of each in src/wasm_batch.rs. */
const OUTPUTS = ["ndjson", "csv", "credentials"];
/** The place of each in the list of src/batch.rs. */
const STAYS = 0, DRAWN = 1, ASKED = 2;

/** How many bytes are copied into the wasm at once: enough to make the crossing nothing, and all of a file that it holds. */
const PIECE = 64 * 1024;

const NO_OPTIONS = Object.freeze({});

/** @param {any} glue @param {any} lean what `bind` lends to more of the API */
export function batches(glue, { model, chosen, useRules, write, memory, done }) {
  /** @returns a handle of the wasm, to be freed */
  function begin(op, outputs, options) {
    const found = model(op);
    const { defaults = NO_OPTIONS, ignore = [], allowDuplicates = false } = options;
    if (!isRecord(defaults)) throw new ResetkitError("invalid_options", "defaults must be an object with members");
    const values = [];
    for (const [name, value] of Object.entries(defaults)) {
      const place = found.places.get(name);
      if (place === undefined) throw new ResetkitError("invalid_options", "defaults has a name that is no member of the operation");
      values[place] = value;
    }
    if (!Array.isArray(ignore) || !ignore.every((name) => typeof name === "string")) {
      throw new ResetkitError("invalid_options", "ignore must be a list of names");
    }
    const { absent, length, avoidAmbiguous, userName } = drawing(options);
    const place = chosen(found, options.policy);
    useRules(options);
    values[USER_NAME] = userName ?? text(options, "userName");
    // A line each: punctuation makes no difference in the name of a column, and a line feed is some.
    if (ignore.length > 0) values[REGION] = ignore.map((name) => name.replaceAll("\n", "")).join("\n");
    write(values);
    const handle = glue.beginBatch(found.index, place, outputs, absent, length, avoidAmbiguous, allowDuplicates === true);
    done(handle === undefined ? FAILED : 0);
    return handle;
  }

  return function batch(op, options = NO_OPTIONS) {
    const { outputs = OUTPUTS[0], onProgress, signal } = options;
    const wanted = [...new Set([outputs].flat())].map((name) => ({ name, place: OUTPUTS.indexOf(name) }));
    if (wanted.length === 0 || wanted.some(({ place }) => place < 0)) {
      throw new ResetkitError("invalid_options", `outputs must be of ${OUTPUTS.join(", ")}`);
    }
    if (onProgress !== undefined && typeof onProgress !== "function") throw new ResetkitError("invalid_options", "onProgress must be a function");
    signal?.throwIfAborted();
    let handle = begin(op, wanted.reduce((bits, { place }) => bits | (1 << place), 0), options);
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
      last?.free();
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
    function emit(number) {
      done(number);
      wanted.forEach(({ place }, i) => {
        const length = handle.length(place);
        if (length === 0) return;
        asked[i] = false;
        controllers[i].enqueue(memory(handle.lines(place), length).slice());
      });
      onProgress?.({ rows: handle.rows(), valid: handle.valid(), invalid: handle.rows() - handle.valid(), bytes });
    }
    /** Runs a call; whatever it throws ends the batch. */
    function guarded(call) {
      try {
        call();
      } catch (error) {
        fail(error);
        throw error;
      }
    }
    // Two streams and not a TransformStream, which is told in Node only, and in no browser, that one of its ends was given up.
    const readables = wanted.map((_, i) => new ReadableStream({
      start(controller) {
        controllers[i] = controller;
      },
      pull() {
        asked[i] = true;
        resume();
      },
      cancel: (reason) => fail(reason),
    }, { highWaterMark: 0 }));
    const writable = new WritableStream({
      start(controller) {
        input = controller;
        // Sooner than `abort` of the sink, which waits for the piece that is read. This end fails by itself.
        controller.signal.addEventListener("abort", () => stop(controller.signal.reason));
      },
      async write(chunk) {
        guarded(() => {
          if (!(chunk instanceof Uint8Array)) throw new ResetkitError("invalid_options", "a chunk must be a Uint8Array");
        });
        for (let at = 0; at < chunk.length; at += PIECE) {
          // The slowest reader sets the pace, so that nothing piles up for it.
          while (handle !== undefined && asked.includes(false)) await new Promise((resolve) => (resume = resolve));
          if (handle === undefined) throw failure;
          guarded(() => {
            const piece = chunk.subarray(at, at + PIECE);
            bytes += piece.length;
            memory(handle.piece(piece.length), piece.length).set(piece);
            emit(handle.push(piece.length));
          });
        }
      },
      close() {
        guarded(() => emit(handle.finish()));
        // `onProgress` may have ended it.
        if (handle === undefined) throw failure;
        end();
        controllers.forEach((controller) => controller.close());
      },
    });
    signal?.addEventListener("abort", abort, { once: true });
    if (!Array.isArray(outputs)) return { readable: readables[0], writable };
    return { readables: Object.fromEntries(wanted.map(({ name }, i) => [name, readables[i]])), writable };
  };
}

/** What happens where a row leaves the password out, as numbers. */
function drawing({ generate = false }) {
  const nothing = { absent: STAYS, length: 0, avoidAmbiguous: false, userName: undefined };
  if (generate === false) return nothing;
  if (generate === true) return { ...nothing, absent: DRAWN };
  if (generate === "service") return { ...nothing, absent: ASKED };
  if (!isRecord(generate)) throw new ResetkitError("invalid_options", "generate must be true, false, \"service\" or an object");
  const { length, avoidAmbiguous = false } = generate;
  if (length !== undefined && !(isCount(length) && length > 0)) throw new ResetkitError("invalid_options", "length must be a whole number above 0");
  return { absent: DRAWN, length: length ?? 0, avoidAmbiguous: avoidAmbiguous === true, userName: text(generate, "userName") };
}
