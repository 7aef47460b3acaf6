// Sends the rows of a file through the desk: what it will do, how far it is, why rows failed, and the list of new passwords.
/** @import { Operation } from "../types.js" */
import { copy } from "../base/clipboard.js";
import { callDesk, desk, watchDesk } from "../desk/session.js";
import { element, notForPasswordManagers } from "../base/element.js";
import { localized, messages, more } from "../text/messages.js";

/** How many bytes of rows go in one call: the desk takes no more than 64 kB. */
const CHUNK = 48_000;
/** How long to wait then, in milliseconds. */
const PATIENCE = 5_000;

/**
 * @typedef {{ kind: "failed" | "unknown", code: string, rows: number, first: number[], meaning?: string, remedy?: string }} Reason
 * @typedef {{ state: string, reason?: { code: string, run?: string }, total: number, done: number, failed: number, unknown: number, left: number, reasons: Reason[], speed: number, waits: number }} Progress
 */

/** Whether a desk sends whole files. */
export const sendsFiles = () => desk?.files === true;

export class FileSender {
  #id = "";
  /** The recovery code, for as long as the page is open. @type {string | undefined} */
  #code;
  /** @type {Progress | undefined} */
  #progress;
  #step = "offer";
  #problem = "";
  #idempotent = true;
  #hasSecrets = false;
  #resumed = false;
  #watching = false;
  /** Addresses of what was made for downloading. @type {string[]} */
  #urls = [];

  /**
   * @param {Operation} operation
   * @param {File} file as it was chosen
   * @param {Blob} requests a line of JSON a row
   * @param {number} valid how many rows can be sent
   * @param {(text: string) => void} announce
   */
  constructor(operation, file, requests, valid, announce) {
    this.operation = operation;
    this.file = file;
    this.requests = requests;
    this.valid = valid;
    this.announce = announce;
    this.$root = element("section", { class: "file-sender", "aria-labelledby": "send-heading" });
    this.draw(operation);
  }

  /** Lets go of what it made. */
  close() {
    for (const url of this.#urls) URL.revokeObjectURL(url);
    this.#urls = [];
    this.#code = undefined;
  }

  /** @param {Operation} operation in the language that is spoken */
  draw(operation) {
    this.operation = operation;
    const steps = { offer: () => this.#offer(), opening: () => [element("p", { class: "status", role: "status" }, more.preparing)], ready: () => this.#ready(), running: () => this.#running(), ended: () => this.#ended() };
    this.$root.replaceChildren(
      element("h3", { id: "send-heading", tabindex: "-1" }, more.sendFileHeading),
      ...(this.#problem ? [element("p", { class: "notice is-failure", role: "alert" }, this.#problem)] : []),
      ...steps[/** @type {keyof typeof steps} */ (this.#step)](),
    );
  }

  /** @param {string} step @param {string} [problem] */
  #to(step, problem = "") {
    this.#step = step;
    this.#problem = problem;
    this.draw(this.operation);
    /** @type {HTMLElement | null} */ (this.$root.querySelector("#send-heading"))?.focus();
  }

  /** @param {string} label @param {() => void} act @param {boolean} [primary] */
  #button(label, act, primary = false) {
    const $button = element("button", { type: "button", class: primary ? "primary" : undefined }, label);
    $button.addEventListener("click", act);
    return $button;
  }

  #offer() {
    if (this.valid > (desk?.mostRows ?? 0)) return this.#offerEngine(desk?.mostRows ?? 0);
    return [element("p", {}, more.sendFileHelp), element("div", { class: "buttons" }, this.#button(more.prepare, () => this.#open(), true))];
  }

  /**
   * What sends more rows than one machine should, where the package writes files for it, and how it is started.
   *
   * @param {number} most
   */
  #offerEngine(most) {
    const { id, engine } = this.operation;
    const name = id.replace(/\W/g, "-");
    const start = engine?.kind === "shell"
      ? `sh ${name}.sh requests.ndjson results.ndjson failures.ndjson`
      : `aws stepfunctions start-execution --state-machine-arn arn:aws:states:REGION:ACCOUNT:stateMachine:${name}`;
    return [element("p", {}, more.tooManyRows(most, engine !== undefined)), ...(engine ? [element("pre", { tabindex: "0" }, start)] : [])];
  }

  async #open() {
    this.#to("opening");
    const digest = hex(await crypto.subtle.digest("SHA-256", await this.file.arrayBuffer()));
    const { status, body } = await callDesk("file/open", { operation: this.operation.id, region: desk?.region, digest, count: this.valid });
    if (status !== 200) return this.#to("offer", more.refusal(body.error?.code, body.error?.run));
    this.#id = body.id;
    this.#code = body.code ?? this.#code;
    this.#idempotent = body.idempotent;
    this.#hasSecrets = body.hasSecrets;
    this.#resumed = body.resumed === true;
    this.#progress = body.progress;
    if (["running", "paused"].includes(body.progress.state)) return this.#watch();
    for (const chunk of chunks(await this.requests.text())) {
      const { status, body } = await handOver(this.#id, chunk);
      if (status !== 200) return this.#to("offer", more.refusal(body.error?.code ?? body.issues?.[0]?.code, body.error?.run));
    }
    return this.#to("ready");
  }

  #ready() {
    const { done, left, failed, unknown } = /** @type {Progress} */ (this.#progress);
    const goes = left + (this.#idempotent ? unknown : 0);
    return [
      ...(this.#resumed ? [element("p", { class: "notice" }, more.resumed(done, failed, unknown, goes, this.#idempotent))] : []),
      ...(this.#code ? this.#codePanel(this.#code) : []),
      ...(goes > 0 ? [
        element("p", {}, more.sendFileConfirm(goes)),
        element("div", { class: "buttons" }, this.#button(more.sendRows(goes), () => this.#run(false), true)),
      ] : []),
      ...(goes === 0 ? this.#reasons() : []),
      ...(failed > 0 ? [element("div", { class: "buttons" }, this.#button(more.tryFailed(failed), () => this.#run(true)))] : []),
      ...(done > 0 && this.#hasSecrets && !this.#code ? this.#list() : []),
    ];
  }

  /** @param {string} code */
  #codePanel(code) {
    const $status = element("p", { class: "status", role: "status" });
    return [
      element("h4", {}, more.codeHeading),
      element("p", { class: "help" }, more.codeHelp),
      element("pre", { id: "recovery-code", tabindex: "0" }, code),
      element("div", { class: "buttons" }, this.#button(more.copyRecoveryCode, async () => {
        $status.textContent = (await copy(code)) ? more.recoveryCodeCopied : messages.notCopied;
      })),
      $status,
    ];
  }

  /** @param {boolean} again */
  async #run(again) {
    const { status, body } = await callDesk("file/run", { id: this.#id, again });
    if (status !== 200) return this.#to("ready", more.refusal(body.error?.code, body.error?.run));
    this.#progress = body.progress;
    return this.#watch();
  }

  async #watch() {
    this.#to("running");
    this.announce(more.sendingFile);
    if (this.#watching) return;
    this.#watching = true;
    const told = await watchDesk(this.#id, (progress) => {
      this.#progress = progress;
      this.#tell();
    });
    this.#watching = false;
    const { state } = /** @type {Progress} */ (this.#progress);
    if (!told || !["ended", "stopped"].includes(state)) return this.#to("offer", more.deskGone);
    this.#to("ended");
    this.announce(more.sentCounts(/** @type {Progress} */ (this.#progress)));
  }

  #running() {
    this.$bar = element("progress", { max: "1", value: "0", "aria-labelledby": "send-far" });
    this.$far = element("p", { class: "help", id: "send-far" });
    this.$why = element("p", { class: "notice", id: "send-why", role: "status", hidden: true });
    this.$reasons = element("div", { class: "faults" });
    this.$pause = this.#button(more.pause, () => callDesk(this.#progress?.state === "paused" ? "file/go" : "file/pause", { id: this.#id }));
    const $buttons = element("div", { class: "buttons" }, this.$pause, this.#button(more.stop, () => callDesk("file/stop", { id: this.#id })));
    this.#tell();
    return [this.$bar, this.$far, this.$why, $buttons, this.$reasons];
  }

  #tell() {
    const progress = this.#progress;
    if (!progress || !this.$bar || !this.$far || !this.$pause || !this.$why || !this.$reasons) return;
    const { total, left, state, reason, speed } = progress;
    this.$bar.value = (total - left) / total;
    this.$far.textContent = more.sendFar(total - left, total, speed, speed > 0 ? left / speed : undefined);
    this.$pause.textContent = state === "paused" ? more.goOn : more.pause;
    const text = state === "paused" ? (reason ? more.pausedBecause(more.refusal(reason.code, reason.run)) : more.paused) : progress.waits > 0 ? more.busy(progress.waits) : "";
    if (this.$why.textContent !== text) this.$why.textContent = text;
    this.$why.hidden = text === "";
    this.$reasons.replaceChildren(...this.#reasons());
  }

  #ended() {
    const progress = /** @type {Progress} */ (this.#progress);
    return [
      element("p", { class: "batch-counts", id: "sent-counts" }, more.sentCounts(progress)),
      ...this.#reasons(),
      ...(progress.done > 0 && this.#hasSecrets ? this.#list() : []),
      element("div", { class: "buttons" },
        this.#button(more.getReport, async () => this.#download(await callDesk("file/report", { id: this.#id }), "outcome.csv")),
        ...(progress.failed > 0 ? [this.#button(more.tryFailed(progress.failed), () => this.#run(true))] : []),
        ...(progress.left > 0 ? [this.#button(more.sendRows(progress.left), () => this.#run(false))] : [])),
    ];
  }

  #reasons() {
    return (this.#progress?.reasons ?? []).map((reason) => {
      const { kind, code, rows, first, meaning, remedy } = localized(reason);
      const doubt = kind === "unknown" ? (this.#idempotent ? more.inDoubtSent : more.inDoubt) : "";
      return element(
        "details",
        { class: "fault" },
        element("summary", {}, element("code", {}, code), " ", more.faultRows(rows)),
        ...[meaning, remedy, doubt].filter(Boolean).map((text) => element("p", {}, /** @type {string} */ (text))),
        element("p", { class: "help" }, more.rowsAre(first, rows > first.length)),
      );
    });
  }

  /** The list of new passwords, which only the recovery code opens. */
  #list() {
    const $code = element("input", { id: "list-code", type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": "list-help list-status", ...notForPasswordManagers });
    $code.value = this.#code ?? "";
    const $status = element("p", { class: "status", id: "list-status", role: "status" });
    const $get = this.#button(more.getList, async () => {
      const reply = await callDesk("file/list", { id: this.#id, code: $code.value.trim() });
      $status.textContent = reply.status === 200 ? more.listReady : more.refusal(reply.body.error?.code);
      if (reply.status === 200) this.#download(reply, "passwords.csv");
    }, true);
    return [
      element("h4", {}, more.listHeading),
      element("div", { class: "field" }, element("label", { for: $code.id }, more.codeLabel), element("p", { class: "help", id: "list-help" }, more.listHelp), $code),
      element("div", { class: "buttons" }, $get),
      $status,
    ];
  }

  /** @param {{ status: number, body: any }} reply @param {string} name */
  #download({ status, body }, name) {
    if (status !== 200) return;
    const url = URL.createObjectURL(new Blob([body.csv], { type: "text/csv" }));
    this.#urls.push(url);
    element("a", { href: url, download: name }).click();
  }
}

/**
 * Hands rows over, and waits where the desk says that it was asked too often.
 *
 * @param {string} id
 * @param {object[]} rows
 */
async function handOver(id, rows) {
  for (;;) {
    const reply = await callDesk("file/rows", { id, rows });
    if (reply.status !== 429) return reply;
    await new Promise((resolve) => setTimeout(resolve, PATIENCE));
  }
}

/** @param {ArrayBuffer} bytes */
const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * The rows that can be sent, in pieces that the desk takes.
 *
 * @param {string} lines
 */
function* chunks(lines) {
  let rows = [], size = 0;
  for (const line of lines.split("\n")) {
    if (line === "") continue;
    const { row, input } = JSON.parse(line);
    if (!input) continue;
    const length = new TextEncoder().encode(JSON.stringify(input)).length + 40;
    if (size + length > CHUNK && rows.length > 0) {
      yield rows;
      rows = [];
      size = 0;
    }
    rows.push({ row, input });
    size += length;
  }
  if (rows.length > 0) yield rows;
}
