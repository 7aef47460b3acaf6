/** @import { Operation } from "./types.js" */
/** @import { Done, Fault, Output } from "./batch-worker.js" */
import { element } from "./element.js";
import { messages, more } from "./messages.js";

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
  draw({ rows, valid, faults }, operation, name, onRemove) {
    const base = name.replace(/\.[^.]*$/, "");
    const $remove = element("button", { type: "button" }, more.removeFiles);
    $remove.addEventListener("click", onRemove);
    const secrets = operation.policyMember !== undefined;
    const reported = this.files.some(({ output }) => output === "report");
    return [
      element("p", { class: "batch-counts" }, more.batchCounts(valid, rows - valid)),
      ...(faults.length > 0 ? [element("h3", {}, more.faults), element("div", { class: "faults" }, ...faults.map((fault) => drawFault(fault, operation, reported)))] : []),
      element("h3", {}, more.files),
      element("ul", { class: "files" }, ...this.files.map(({ output, size, url }) => element(
        "li",
        {},
        element("a", { href: url, download: `${base}.${ENDINGS[output]}` }, more.download(more.output[output], size)),
        ...(secrets && output !== "report" ? [" ", element("span", { class: "tag" }, more.holdsPasswords)] : []),
      ))),
      element("p", { class: "help" }, secrets ? more.filesSecret : more.filesHelp),
      element("div", { class: "buttons" }, $remove),
    ];
  }
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
