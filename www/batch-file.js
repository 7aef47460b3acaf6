// What a CSV file starts with: enough of it to say what its columns are. The rows themselves are for the package to read.
/** @import { Member } from "./types.js" */

/**
 * @typedef {object} Head
 * @property {string[]} header
 * @property {string[][]} rows the first ones
 * @property {string} delimiter
 * @property {number} start where the header stands, in bytes
 * @property {number} end
 * @property {number} lineBreaks how many are within the header
 */

/** More than the package takes for one row, so that the header and the first rows are in it. */
const BYTES = 64 * 1024;
/** As long and as wide as the package takes a header. */
const LONGEST = 16 * 1024, WIDEST = 1024;
const ROWS = 4;

/** The one taken where the header has none first, as the package has it. */
const DELIMITERS = [",", ";", "\t"];

/**
 * @param {Blob} file
 * @returns {Promise<Head | undefined>} nothing where there is no header that can be read
 */
export async function readHead(file) {
  const bytes = new Uint8Array(await file.slice(0, BYTES).arrayBuffer());
  const isBreak = (/** @type {number} */ byte) => byte === 10 || byte === 13;
  let start = 0;
  while (start < bytes.length && isBreak(bytes[start])) start += 1;
  let end = start;
  let quoted = false;
  for (; end < bytes.length && (quoted || !isBreak(bytes[end])); end++) quoted = quoted !== (bytes[end] === 34);
  // Cut off, or a quotation mark that nothing closes.
  if (end === start || end - start > LONGEST || quoted || (end === bytes.length && end < file.size)) return undefined;
  const header = text(bytes.subarray(start, end));
  if (header === undefined) return undefined;
  const outside = header.replace(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((delimiter) => outside.split(delimiter).length);
  const delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))];
  const names = rows(header, delimiter, true)[0];
  if (!names || names.length > WIDEST) return undefined;
  const rest = text(bytes.subarray(end, bytes.length)) ?? new TextDecoder().decode(bytes.subarray(end));
  const lineBreaks = header.split(/\r\n|\r|\n/).length - 1;
  return { header: names, rows: rows(rest, delimiter, bytes.length === file.size).slice(0, ROWS), delimiter, start, end, lineBreaks };
}

/** @param {Uint8Array} bytes */
function text(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} csv
 * @param {string} delimiter
 * @param {boolean} whole whether the text ends where its last row does
 */
function rows(csv, delimiter, whole) {
  /** @type {string[][]} */
  const found = [];
  /** @type {string[]} */
  let row = [];
  for (const [, quoted, plain, after] of csv.matchAll(new RegExp(`(?:"((?:[^"]|"")*)"|([^${delimiter}\r\n]*))(${delimiter}|\r\n|\r|\n|$)`, "g"))) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (after === delimiter || (after === "" && !whole)) continue;
    if (row.length > 1 || row[0] !== "") found.push(row);
    row = [];
    if (after === "") break;
  }
  return found;
}

/**
 * The member that a column is named after, as the package takes it: by its wire name, its flag or its label, which differ in
 * case and punctuation alone.
 *
 * @param {string} name
 * @param {readonly Member[]} members
 */
export function memberOf(name, members) {
  const letters = (/** @type {string} */ given) => given.replace(/[\0-\x7F]/g, (character) => (/[a-z\d]/i.test(character) ? character.toLowerCase() : ""));
  return members.find((member) => [member.name, member.label].some((own) => letters(own) === letters(name)));
}

/**
 * The file with another header, as long in lines, so that each row stays on its line.
 *
 * @param {Blob} file
 * @param {Head} head
 * @param {string[]} names what each column is
 */
export function withHeader(file, { delimiter, start, end, lineBreaks }, names) {
  const last = lineBreaks > 0 ? `"${names[names.length - 1]}${"\n".repeat(lineBreaks)}"` : names[names.length - 1];
  return new Blob([file.slice(0, start), [...names.slice(0, -1), last].join(delimiter), file.slice(end)]);
}
