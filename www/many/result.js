/** @import { Operation } from "../types.js" */
/** @import { Done, Fault, Output } from "./worker.js" */
import { element } from "../base/element.js";
import { icon } from "../base/icons.js";
import { messages, more } from "../text/messages.js";

const ENDINGS = { requests: "requests.ndjson", report: "report.csv", credentials: "passwords.csv" };

/** The files that a batch wrote, for as long as they are offered. */
export class Files {
  /** @type {Map<string, { url: string, size: number, name: string }>} */
  #files = new Map();

  /**
   * @param {Done["files"]} files
   * @param {string} name of the file that was read
   */
  constructor(files, name) {
    this.base = baseOf(name);
    for (const [output, file] of Object.entries(files)) this.add(output, file, ENDINGS[/** @type {Output} */ (output)]);
  }

  /** @param {string} key @param {Blob} file @param {string} ending */
  add(key, file, ending) {
    this.#files.set(key, { url: URL.createObjectURL(file), size: file.size, name: `${this.base}.${ending}` });
  }

  /**
   * What is offered, and why.
   *
   * @param {string} key
   * @param {string} text
   * @param {string} help
   * @param {string} label
   * @param {boolean} [first] whether it is what most want
   * @param {() => void} [onSave]
   */
  offer(key, text, help, label, first = false, onSave = () => {}) {
    const file = this.#files.get(key);
    if (!file) return [];
    const $link = element("a", { class: first ? "btn go" : "quiet", href: file.url, download: file.name }, icon("save"), element("span", {}, label));
    $link.addEventListener("click", onSave);
    return [element("li", {}, element("span", {}, text, element("small", {}, help)), $link)];
  }

  /** Lets go of them. */
  close() {
    for (const { url } of this.#files.values()) URL.revokeObjectURL(url);
    this.#files.clear();
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
  return base || "users";
}

/**
 * Why rows are skipped, or what there is to know about them: a sentence and the rows.
 *
 * @param {string} heading
 * @param {Fault[]} faults
 * @param {Operation} operation
 */
export function why(heading, faults, operation) {
  if (faults.length === 0) return [];
  const labelOf = (/** @type {string | undefined} */ name) => operation.members.find((member) => member.name === name)?.label ?? name;
  return [element("section", {}, element("h2", { class: "section" }, heading), element("ul", { class: "why" }, ...faults.map(({ rows, first }) => {
    const [issue] = first[0].issues;
    const subject = issue.path.length > 0 ? [element("strong", {}, String(labelOf(issue.path[0]))), ": "] : [];
    return element("li", {}, element("b", {}, more.number(rows)), element("span", {}, ...subject, messages.issue(issue, operation), element("small", {}, more.rows(first.map(({ row }) => row), rows > first.length))));
  })))];
}
