// Sends the rows of a file through the desk: what it will do, how far it is, why rows failed, and the list of new passwords.
/** @import { Operation } from "../types.js" */
/** @import { Destination } from "../setup/place.js" */
import { button, element, verbatim } from "../base/element.js";
import { copy } from "../base/clipboard.js";
import { icon } from "../base/icons.js";
import { callDesk, desk, watchDesk } from "../desk/session.js";
import { Says } from "../fields/says.js";
import { notice } from "../reset/notice.js";
import { localized, messages, more } from "../text/messages.js";
import { Meter } from "./steps.js";

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

export class SendFile {
  #id = "";
  /** The recovery code, for as long as the page is open. @type {string | undefined} */
  #code;
  /** @type {Progress | undefined} */
  #progress;
  /** @type {"offer" | "opening" | "ready" | "running" | "ended"} */
  #step = "offer";
  #problem = "";
  #idempotent = true;
  #hasSecrets = false;
  #resumed = false;
  #watching = false;
  #isSaved = false;
  /** Addresses of what was made for downloading. @type {string[]} */
  #urls = [];

  /**
   * @param {Operation} operation
   * @param {File} file as it was chosen
   * @param {Blob} requests a line of JSON a row
   * @param {number} valid how many rows can be sent
   * @param {Destination} place
   * @param {{ announce: (text: string) => void, onBusy: (busy: boolean) => void, show: (body: Node[], act: Node[]) => void }} tools
   */
  constructor(operation, file, requests, valid, place, tools) {
    this.operation = operation;
    this.file = file;
    this.requests = requests;
    this.valid = valid;
    this.place = place;
    this.tools = tools;
  }

  /** Lets go of what it made. */
  close() {
    for (const url of this.#urls) URL.revokeObjectURL(url);
    this.#urls = [];
    this.#code = undefined;
  }

  /** Whether rows are being sent. */
  get isBusy() {
    return this.#step === "running" || this.#step === "opening";
  }

  /** Whether they were sent. */
  get isOver() {
    return this.#step === "ended";
  }

  /** Whether the new passwords were not downloaded yet. */
  get isUnsaved() {
    return this.isBusy || (this.isOver && this.#hasSecrets && (this.#progress?.done ?? 0) > 0 && !this.#isSaved);
  }

  /** @param {Operation} operation in the language that is spoken */
  draw(operation) {
    this.operation = operation;
    const [body, act] = { offer: () => this.#offer(), opening: () => this.#opening(), ready: () => this.#ready(), running: () => this.#running(), ended: () => this.#ended() }[this.#step]();
    this.tools.show([...(this.#problem ? [notice("bad", this.#problem)] : []), ...body], act);
  }

  /** @param {"offer" | "opening" | "ready" | "running" | "ended"} step @param {string} [problem] */
  #to(step, problem = "") {
    this.#step = step;
    this.#problem = problem;
    this.tools.onBusy(this.isBusy);
    this.draw(this.operation);
    document.getElementById("send-heading")?.focus();
  }

  /** @param {string} look @param {import("../base/icons.js").IconName} name @param {string} text @param {string} who */
  #heading(look, name, text, who) {
    return element("div", { class: "done" }, element("span", { class: look }, icon(name)), element("div", {}, element("h2", { id: "send-heading", tabindex: "-1" }, text), element("p", { class: "who" }, who)));
  }

  /** @returns {[Node[], Node[]]} */
  #offer() {
    const most = desk?.mostRows ?? 0;
    if (this.valid > most) return [this.#offerEngine(most), []];
    return [[this.#heading("seal plain", "file", more.ready(this.valid), more.nothingSent), element("p", { class: "note" }, more.sendFileHelp)], [button("btn go long", more.resetUsers(this.valid), () => this.#open())]];
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
    return [notice("info", more.tooManyRows(most), [engine ? more.useEngine : more.splitFile]), ...(engine ? [element("pre", { tabindex: "0", "aria-label": more.command }, start)] : [])];
  }

  async #open() {
    this.#to("opening");
    const digest = hex(await crypto.subtle.digest("SHA-256", await this.file.arrayBuffer()));
    const { status, body } = await callDesk("file/open", { operation: this.operation.id, ...this.place, digest, count: this.valid });
    if (status !== 200) return this.#to("offer", this.#refusal(body));
    this.#id = body.id;
    this.#code = body.code ?? this.#code;
    this.#idempotent = body.idempotent;
    this.#hasSecrets = body.hasSecrets;
    this.#resumed = body.resumed === true;
    this.#progress = body.progress;
    if (["running", "paused", "stopping"].includes(body.progress.state)) return this.#watch();
    for (const chunk of chunks(await this.requests.text())) {
      const { status, body } = await handOver(this.#id, chunk);
      if (status !== 200) return this.#to("offer", this.#refusal(body));
    }
    return this.#to("ready");
  }

  /** @param {any} body */
  #refusal({ error, issues }) {
    return [more.refusal(error?.code ?? issues?.[0]?.code), ...(error?.run ? [`${more.inTerminal} ${error.run}`] : [])].join(" ");
  }

  /** @returns {[Node[], Node[]]} */
  #opening() {
    return [[element("p", { role: "status" }, more.preparing)], []];
  }

  /** @returns {[Node[], Node[]]} */
  #ready() {
    const { done, left, failed, unknown } = /** @type {Progress} */ (this.#progress);
    const goes = left + (this.#idempotent ? unknown : 0);
    const question = goes > 0
      ? notice("warn", more.question(goes), [more.stopsAtOnce])
      : this.#heading("seal plain", "file", more.nothingLeft, "");
    question.querySelector("h2")?.setAttribute("id", "send-heading");
    question.querySelector("h2")?.setAttribute("tabindex", "-1");
    return [
      [
        ...(this.#resumed ? [notice("info", more.resumed, [more.resumedCounts(done, failed, unknown), ...(unknown > 0 ? [this.#idempotent ? more.doubtSent : more.doubtNotSent] : [])])] : []),
        question,
        ...(this.#code ? this.#codePanel(this.#code) : []),
        ...(goes === 0 ? this.#reasons() : []),
        ...(done > 0 && this.#hasSecrets && !this.#code ? this.#list(goes === 0) : []),
      ],
      [
        ...(goes > 0 ? [button("btn go long", more.yesReset(goes), () => this.#run(false))] : []),
        ...(failed > 0 ? [button("btn", more.tryFailed(failed), () => this.#run(true))] : []),
        ...(goes > 0 && !this.#resumed ? [button("btn", more.notYet, () => this.#to("offer"))] : []),
      ],
    ];
  }

  /** @param {string} code */
  #codePanel(code) {
    const $status = element("span", { class: "note", role: "status" });
    return [element(
      "section",
      {},
      element("h2", { class: "section" }, more.codeHeading),
      element("p", { class: "note" }, more.codeHelp),
      element("pre", { id: "recovery-code", tabindex: "0", "aria-label": more.codeHeading }, code),
      element("div", { class: "row" }, button("quiet", more.copyRecoveryCode, async () => {
        $status.textContent = (await copy(code)) ? more.codeCopied : messages.notCopied;
      }, { icon: "copy" }), $status),
    )];
  }

  /** @param {boolean} again */
  async #run(again) {
    const { status, body } = await callDesk("file/run", { id: this.#id, again });
    if (status !== 200) return this.#to("ready", this.#refusal(body));
    this.#progress = body.progress;
    return this.#watch();
  }

  async #watch() {
    this.#to("running");
    this.tools.announce(more.sendingFile);
    if (this.#watching) return;
    this.#watching = true;
    const told = await watchDesk(this.#id, (progress) => {
      this.#progress = progress;
      this.#tell();
    });
    this.#watching = false;
    const { state } = /** @type {Progress} */ (this.#progress);
    if (!told || !["ended", "stopped"].includes(state)) return this.#to("offer", more.deskGone);
    this.#isSaved = false;
    this.#to("ended");
    this.tools.announce(this.#counts());
  }

  /** @returns {[Node[], Node[]]} */
  #running() {
    this.meter = new Meter(more.usersSent);
    this.$heading = element("h2", { class: "big", id: "send-heading", tabindex: "-1" });
    this.$far = element("span", { class: "note end" });
    this.$counts = element("p", { class: "note", id: "sent-counts" });
    this.$why = element("p", { class: "note aside", id: "send-why", role: "status" });
    this.$reasons = element("div");
    this.$pause = button("btn", more.pause, () => callDesk(this.#progress?.state === "paused" ? "file/go" : "file/pause", { id: this.#id }), { icon: "pause" });
    this.#tell();
    return [
      [element("div", {}, element("div", { class: "row" }, this.$heading, this.$far), this.meter.$root, this.$counts), this.$reasons],
      [this.$pause, button("btn", messages.stop, () => callDesk("file/stop", { id: this.#id }), { icon: "stop" }), this.$why],
    ];
  }

  #tell() {
    const progress = this.#progress;
    if (!progress || !this.meter || !this.$heading || !this.$far || !this.$counts || !this.$pause || !this.$why || !this.$reasons) return;
    const { total, left, state, reason, speed, failed, unknown } = progress;
    this.meter.show((total - left) / total, (failed + unknown) / total);
    this.$heading.textContent = more.sentOf(total - left, total);
    this.$far.textContent = speed > 0 ? more.sendFar(speed, left / speed) : "";
    this.$counts.textContent = this.#counts();
    const paused = state === "paused";
    const label = paused ? more.goOn : more.pause;
    if (this.$pause.textContent !== label) this.$pause.replaceChildren(icon(paused ? "play" : "pause"), element("span", {}, label));
    const text = state === "stopping" ? more.stopping : paused ? (reason ? more.pausedBecause(more.refusal(reason.code), reason.run) : more.paused) : progress.waits > 0 ? more.serviceWaits(progress.waits) : "";
    if (this.$why.textContent !== text) this.$why.textContent = text;
    this.$reasons.replaceChildren(...this.#reasons());
  }

  #counts() {
    return more.sentCounts(/** @type {Progress} */ (this.#progress));
  }

  /** @returns {[Node[], Node[]]} */
  #ended() {
    const { total, done, failed, left } = /** @type {Progress} */ (this.#progress);
    const $report = button("quiet", more.getReport, async () => this.#download(await callDesk("file/report", { id: this.#id }), "outcome.csv"), { icon: "save" });
    return [
      [
        this.#heading(done === total ? "seal" : "seal plain", done === total ? "check" : "info", more.resetOf(done, total), this.#counts()),
        ...(done > 0 && this.#hasSecrets ? this.#list(true) : []),
        ...this.#reasons(),
        element("section", {}, element("h2", { class: "section" }, more.whatNow), element("ul", { class: "get" }, element("li", {}, element("span", {}, more.keepRecord, element("small", {}, more.outcomeHelp)), $report))),
      ],
      [
        ...(failed > 0 ? [button("btn", more.tryFailed(failed), () => this.#run(true))] : []),
        ...(left > 0 ? [button("btn", more.resetUsers(left), () => this.#run(false))] : []),
      ],
    ];
  }

  #reasons() {
    const reasons = this.#progress?.reasons ?? [];
    if (reasons.length === 0) return [];
    return [element("section", {}, element("h2", { class: "section" }, more.anotherLook), element("ul", { class: "why" }, ...reasons.map((reason) => {
      const { kind, code, rows, first, meaning, remedy } = localized(reason);
      const doubt = kind === "unknown" ? (this.#idempotent ? more.inDoubtSent : more.inDoubt) : "";
      const texts = [remedy, doubt, more.rows(first, rows > first.length)].filter(Boolean).join(" ");
      return element("li", {}, element("b", {}, more.number(rows)), element("span", {}, meaning ?? code, element("small", {}, texts)));
    })))];
  }

  /**
   * The list of new passwords, which only the recovery code opens.
   *
   * @param {boolean} isNext whether nothing is to be sent before
   */
  #list(isNext) {
    const says = new Says("list-says");
    says.say({ kind: "hint", content: [more.listHelp] });
    const $code = element("input", { ...verbatim, id: "list-code", class: "in mono", type: "text", "aria-describedby": says.$root.id });
    $code.value = this.#code ?? "";
    const $get = button(isNext ? "btn go" : "btn", more.getList, async () => {
      const reply = await callDesk("file/list", { id: this.#id, code: $code.value.trim() });
      const isThere = reply.status === 200;
      says.say({ kind: isThere ? "ok" : "bad", content: [isThere ? more.listReady : more.refusal(reply.body.error?.code)] });
      if (!isThere) return $code.focus();
      this.#isSaved = true;
      this.#download(reply, "passwords.csv");
    }, { icon: "save" });
    return [element(
      "div",
      { class: "tell" },
      icon("key"),
      element("div", { class: "grow" }, element("h2", {}, more.saveNow), element("div", { class: "field" }, element("label", { for: $code.id }, more.codeHeading), $code, says.$root), element("div", { class: "row" }, $get)),
    )];
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
