// What a CSV file starts with, read as `batch` reads the whole of it.
import { bytesOf, decoding } from "./batch.js";
import { own } from "./options.js";

/** How many bytes are looked at: more than the longest header and row together. With as many, the file may go on behind them. */
const MOST = 64 * 1024;

const encoder = new TextEncoder();

/** @param {any} glue @param {any} internals what `bind` lends to more of the API */
export function heads(glue, { write, finish, takeText, guarded }) {
  const read = guarded((bytes, isWhole) => {
    // Sees to it that there is a module that works.
    write([]);
    finish(glue.readHead(bytes, isWhole));
    return JSON.parse(takeText());
  });

  return function readHead(bytes, options) {
    const decoder = decoding(own(options, ["encoding"]));
    // A copy, which nobody changes and every decoder takes.
    const head = bytesOf(bytes, "bytes").slice(0, MOST);
    const isWhole = head.length < MOST;
    return read(decoder ? encoder.encode(decoder.decode(head, { stream: !isWhole })) : head, isWhole);
  };
}
