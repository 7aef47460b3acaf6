import { copy } from "../base/clipboard.js";
import { messages } from "../text/messages.js";

/** Long enough to change windows and paste, and what password managers take. */
const SECONDS = 60;

/**
 * What the clock says of the clipboard: `left` seconds until it is emptied; `waiting` until the page has the focus again; `done`.
 *
 * @typedef {{ state: "idle" | "running" | "waiting" | "refused" | "done", left: number }} Ticking
 */

/** Empties the clipboard some time after a secret was copied. */
export class ClipboardClock {
  /** @type {Ticking} */
  ticking = { state: "idle", left: 0 };
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #interval;
  #waiting = new AbortController();

  /** @param {(ticking: Ticking) => void} onTick */
  constructor(onTick) {
    this.onTick = onTick;
  }

  /** @param {Ticking["state"]} state @param {number} [left] */
  #say(state, left = 0) {
    this.ticking = { state, left };
    this.onTick(this.ticking);
  }

  /**
   * Copies a secret, and starts anew.
   *
   * @param {string} secret
   * @returns {Promise<boolean>} false where the browser does not let it
   */
  async copy(secret) {
    if (!(await copy(secret))) return false;
    this.stop();
    this.#say("running", SECONDS);
    this.#interval = setInterval(() => this.#tick(), 1000);
    return true;
  }

  /** Gives up the clock, not the clipboard: something else was copied. */
  stop() {
    clearInterval(this.#interval);
    this.#waiting.abort();
    this.#say("idle");
  }

  #tick() {
    const left = this.ticking.left - 1;
    if (left > 0) return this.#say("running", left);
    clearInterval(this.#interval);
    this.#clear("waiting");
    // Only a page that has the focus may write, and some browsers ask for a key or a click as well.
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    for (const [target, name] of /** @type {const} */ ([[window, "focus"], [document, "pointerup"], [document, "keyup"]])) {
      target.addEventListener(name, () => this.#clear("waiting"), { signal });
    }
  }

  /** Empties it at once. */
  clear() {
    return this.#clear("refused");
  }

  /** @param {"waiting" | "refused"} refused what it is where the browser does not let it */
  async #clear(refused) {
    if (["idle", "done"].includes(this.ticking.state)) return;
    if (!(await copy(""))) return this.#say(refused);
    clearInterval(this.#interval);
    this.#waiting.abort();
    this.#say("done");
  }
}

/**
 * In words.
 *
 * @param {Ticking} ticking
 */
export function ticks({ state, left }) {
  if (state === "running") return messages.clearsIn(left);
  return { idle: "", waiting: messages.clearsOnReturn, refused: messages.notCleared, done: messages.clipboardCleared }[state];
}

/** The part of the minute that is left. @param {Ticking} ticking */
export const shareOf = ({ left }) => left / SECONDS;
