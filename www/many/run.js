/** @import { Done, Ended, Failed, Order, Progress } from "./worker.js" */

/** The page allows this policy alone, and it makes this address alone. */
const WORKER = /** @type {{ trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } } }} */ (globalThis)
  .trustedTypes?.createPolicy("batch-worker", { createScriptURL: address });

function address() {
  return new URL("pkg/worker.js", document.baseURI).href;
}

/** How long a worker may take to stop, in milliseconds. */
const PATIENCE = 5000;

/** A batch that runs in a worker of its own, which ends with it. */
export class BatchRun {
  /** How far it has come. */
  rows = 0;
  #started = performance.now();
  #ended = false;

  /**
   * @param {Order} order
   * @param {{
   *   onProgress: (progress: { part: number, rows: number, speed: number, left: number }) => void,
   *   onDone: (done: Done) => void,
   *   onFail: (failed: Failed | undefined) => void,
   * }} handlers `part` is of 1, `speed` in rows a second, `left` in seconds; a failure is none of the file's where it says nothing.
   *   None of them is called after {@link end}.
   */
  constructor(order, { onProgress, onDone, onFail }) {
    this.worker = new Worker(WORKER?.createScriptURL("") ?? address(), { type: "module" });
    this.worker.addEventListener("message", (/** @type {MessageEvent<Progress | Done | Failed | Ended>} */ { data }) => {
      if (data.kind !== "progress") this.worker.terminate();
      if (this.#ended || data.kind === "ended") return;
      if (data.kind === "done") return onDone(data);
      if (data.kind === "failed") return onFail(data);
      const seconds = (performance.now() - this.#started) / 1000;
      this.rows = data.rows;
      const part = data.bytes / data.total;
      onProgress({ part, rows: data.rows, speed: data.rows / seconds, left: (seconds / part) * (1 - part) });
    });
    this.worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.worker.terminate();
      if (!this.#ended) onFail(undefined);
    });
    this.worker.postMessage(order);
  }

  /**
   * Ends the run, and with it all that it holds. Chromium may lose the whole tab where a worker is terminated that reads a
   * file, so it is told to stop reading first, and terminated when it says that it has.
   */
  end() {
    if (this.#ended) return;
    this.#ended = true;
    this.worker.postMessage("cancel");
    setTimeout(() => this.worker.terminate(), PATIENCE);
  }
}
