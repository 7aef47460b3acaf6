/** @import { Operation } from "../types.js" */
/** @import { Done, Fault, Output } from "./batch-worker.js" */
import { element } from "../base/element.js";
import { messages, more } from "../text/messages.js";

const ENDINGS = { requests: "requests.ndjson", report: "report.csv", credentials: "credentials.csv" };

/** What a batch came to: how many rows are right, what is wrong with the others, and the files. */
export class BatchResult {
  /** @param {Done["files"]} files */
  constructor(files) {
    /** Addresses for as long as the files are offered. */
    this.files = /** @type {[Output, Blob][]} */ (Object.entries(files)).map(([output, file]) => ({ output, size: file.size, url: URL.createObjectURL(file) }));
  }

  /** Lets go of the files. */
  close() {
    for (const { url } of this.files) URL.revokeObjectURL(url);
  }

  /**
   * @param {Done} done
   * @param {Operation} operation
   * @param {string} name of the file that was read
   * @param {() => void} onRemove
   */
  draw({ rows, valid, warned, faults, warnings }, operation, name, onRemove) {
    const base = baseOf(name);
    const $remove = element("button", { type: "button" }, more.removeFiles);
    $remove.addEventListener("click", onRemove);
    const secrets = operation.policyMember !== undefined;
    const reported = this.files.some(({ output }) => output === "report");
    return [
      element("p", { class: "batch-counts" }, more.batchCounts(valid, rows - valid, warned)),
      ...drawFaults(more.faults, faults, operation, reported),
      ...drawFaults(more.warnings, warnings, operation, reported),
      ...(this.files.length > 0 ? [element("h3", {}, more.files)] : []),
      element("ul", { class: "files" }, ...this.files.map(({ output, size, url }) => element(
        "li",
        {},
        element("a", { href: url, download: `${base}.${ENDINGS[output]}` }, more.download(more.output[output], size)),
        ...(secrets && output !== "report" ? [" ", element("span", { class: "tag" }, more.holdsPasswords)] : []),
      ))),
      ...(this.files.some(({ output }) => output === "credentials") ? [element("p", { class: "help" }, more.credentialsHelp)] : []),
      element("p", { class: "help" }, secrets ? more.filesSecret : more.filesHelp),
      element("div", { class: "buttons" }, $remove),
    ];
  }
}

/**
 * What files are named after: of the name of the one that was read nothing that a path, a shell or a reader's eye takes for
 * something else.
 *
 * @param {string} name
 */
function baseOf(name) {
  const base = name.normalize("NFC").replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{M}\p{N} \-_.]/gu, "").replace(/^[ .]+|[ .]+$/g, "");
  return base || "batch";
}

/**
 * @param {string} heading
 * @param {Fault[]} faults
 * @param {Operation} operation
 * @param {boolean} reported
 */
function drawFaults(heading, faults, operation, reported) {
  if (faults.length === 0) return [];
  return [element("h3", {}, heading), element("div", { class: "faults" }, ...faults.map((fault) => drawFault(fault, operation, reported)))];
}

/**
 * @param {Fault} fault
 * @param {Operation} operation
 * @param {boolean} reported whether the report names all of them
 */
function drawFault({ code, rows, first }, { members }, reported) {
  const $rows = first.map(({ row, line, issues }) => element(
    "li",
    {},
    element("span", { class: "row-place" }, more.rowAt(row, line)),
    " ",
    issues.map((issue) => messages.issue(issue, members)).join(" "),
  ));
  return element(
    "details",
    { class: "fault" },
    element("summary", {}, element("code", {}, code), " ", more.faultRows(rows)),
    element("ul", {}, ...$rows),
    ...(rows > first.length ? [element("p", { class: "help" }, more.faultMore(rows - first.length, reported))] : []),
  );
}
