// A file of lines that only grows, each of them there whole or not at all: half a line, from a full disk or a loss of power, would
// spoil the one behind it.
import { closeSync, constants, fdatasync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { promisify } from "node:util";

const sync = promisify(fdatasync);

export class Lines {
  #descriptor;
  #length;

  /**
   * @param {string} path of mode 600, made where it is not there
   */
  constructor(path) {
    this.#descriptor = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
    const bytes = readFileSync(this.#descriptor);
    this.#length = bytes.lastIndexOf("\n") + 1;
    ftruncateSync(this.#descriptor, this.#length);
    /** What was there. @type {string[]} */
    this.found = bytes.toString("utf8", 0, this.#length).split("\n").slice(0, -1);
  }

  /**
   * @param {string} line without a line feed
   * @throws {Error} of the disk, where nothing of it was written
   */
  append(line) {
    const bytes = Buffer.from(`${line}\n`);
    try {
      for (let written = 0; written < bytes.length;) written += writeSync(this.#descriptor, bytes, written);
    } catch (error) {
      ftruncateSync(this.#descriptor, this.#length);
      throw error;
    }
    this.#length += bytes.length;
  }

  /** Resolves when what was appended outlasts a loss of power. */
  sync() {
    return sync(this.#descriptor);
  }

  close() {
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
  }
}
