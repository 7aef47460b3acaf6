/** @import { Done, Failed, Order, Progress } from "./batch-worker.js" */

/** The page allows this policy alone, and it makes this address alone. */
const WORKER = /** @type {{ trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } } }} */ (globalThis)
  .trustedTypes?.createPolicy("batch-worker", { createScriptURL: address });

function address() {
  return new URL("pkg/batch-worker.js", document.baseURI).href;
}

/** A batch that runs in a worker of its own, which ends with it. */
export class BatchRun {
  /** How far it has come. */
  rows = 0;
  #started = performance.now();

  /**
   * @param {Order} order
   * @param {{
   *   onProgress: (progress: { part: number, rows: number, speed: number, left: number }) => void,
   *   onDone: (done: Done) => void,
   *   onFail: (failed: Failed | undefined) => void,
   * }} handlers `part` is of 1, `speed` in rows a second, `left` in seconds; a failure is none of the file's where it says nothing
   */
  constructor(order, { onProgress, onDone, onFail }) {
    this.worker = new Worker(WORKER?.createScriptURL("") ?? address(), { type: "module" });
    this.worker.addEventListener("message", (/** @type {MessageEvent<Progress | Done | Failed>} */ { data }) => {
      if (data.kind === "progress") {
        const seconds = (performance.now() - this.#started) / 1000;
        this.rows = data.rows;
        const part = data.bytes / data.total;
        return onProgress({ part, rows: data.rows, speed: data.rows / seconds, left: (seconds / part) * (1 - part) });
      }
      this.end();
      if (data.kind === "done") onDone(data);
      else onFail(data);
    });
    this.worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.end();
      onFail(undefined);
    });
    this.worker.postMessage(order);
  }

  /** Ends the worker, and with it all that it holds. */
  end() {
    this.worker.terminate();
  }
}
