import { copy } from "./clipboard.js";
import { element } from "./element.js";
import { messages } from "./messages.js";

/** Long enough to change windows and paste, and what password managers take. */
const SECONDS = 60;

/** What stands beside a copied secret: how long the clipboard will hold it, and a button that ends it at once. */
export class ClipboardClock {
  #left = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #interval;
  #running = false;
  #waiting = new AbortController();

  /** @param {HTMLElement} $home where it stands once the place where the secret was copied is gone */
  constructor($home) {
    this.$home = $home;
    this.$button = element("button", { type: "button" });
    this.$button.addEventListener("click", () => this.#clear(messages.notCleared));
    // A timer is read when somebody goes there, and not each second.
    this.$time = element("p", { class: "help", role: "timer" });
    this.$root = element("div", { class: "clipboard-clock" }, this.$button, this.$time);
  }

  /**
   * Starts anew at the place where the secret was copied.
   *
   * @param {HTMLElement} $status says what became of it; the clock stands below it
   */
  start($status) {
    this.stop();
    this.#running = true;
    this.$status = $status;
    this.#left = SECONDS;
    this.draw();
    this.$home.replaceChildren();
    $status.after(this.$root);
    this.#interval = setInterval(() => this.#tick(), 1000);
  }

  /** Says in the language that is spoken what is to be said. */
  draw() {
    this.$button.textContent = messages.clearClipboard;
    this.$time.textContent = this.#left > 0 ? messages.clearsIn(this.#left) : messages.clearsOnReturn;
  }

  /** Finds another place on the page, where the one that it stood at has left it. */
  settle() {
    if (!this.#running || this.$root.isConnected) return;
    this.$status = element("p", { class: "status", role: "status" });
    this.$home.replaceChildren(this.$status, this.$root);
  }

  /** Gives up the clock, not the clipboard: something else was copied. */
  stop() {
    this.#running = false;
    clearInterval(this.#interval);
    this.#waiting.abort();
    this.$root.remove();
  }

  #tick() {
    this.#left -= 1;
    if (this.#left > 0) {
      this.$time.textContent = messages.clearsIn(this.#left);
      return;
    }
    clearInterval(this.#interval);
    this.#clear(messages.clearsOnReturn);
    // Only a page that has the focus may write, and some browsers ask for a key or a click as well.
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    for (const [target, name] of /** @type {const} */ ([[window, "focus"], [document, "pointerup"], [document, "keyup"]])) {
      target.addEventListener(name, () => this.#clear(messages.clearsOnReturn), { signal });
    }
  }

  /** @param {string} refused what to say where the browser does not let it */
  async #clear(refused) {
    if (!this.#running) return;
    if (!(await copy(""))) {
      this.$time.textContent = refused;
      return;
    }
    const focused = this.$root.contains(document.activeElement);
    this.stop();
    if (!this.$status) return;
    this.$status.textContent = messages.clipboardCleared;
    if (!focused) return;
    // The button is gone, and with it the place where the person was.
    this.$status.tabIndex = -1;
    this.$status.focus();
  }
}
