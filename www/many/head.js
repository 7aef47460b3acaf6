// What a CSV file starts with: enough of it to say what its columns are. The rows themselves are for the package to read.
/** @import { Member } from "../types.js" */

/**
 * @typedef {object} Head
 * @property {string[]} header
 * @property {string[][]} rows the first ones
 * @property {string} delimiter
 * @property {string} encoding
 * @property {number} start where the header stands, in bytes
 * @property {number} end
 * @property {number} lineBreaks how many are within the header
 */

/** @typedef {"header" | "encoding" | "workbook"} Problem why there is no header that can be read */

/** More than the package takes for one row, so that the header and the first rows are in it. */
const BYTES = 64 * 1024;
/** As long and as wide as the package takes a header. */
const LONGEST = 16 * 1024, WIDEST = 1024;
const ROWS = 4;

/** The one taken where the header has none first, as the package has it. */
const DELIMITERS = [",", ";", "\t"];

/** What workbooks begin with, today's, which are archives, and those of before 2007. */
const WORKBOOKS = [[0x50, 0x4b, 0x03, 0x04], [0xd0, 0xcf, 0x11, 0xe0]];

/** The line by which a spreadsheet is told what separates the cells. */
const SAYS_DELIMITER = /^("?)sep=([\t!#-/:-@[-`{-~])\2*\1$/i;
/** What else is above a header: what PowerShell says of the rows, and lines on which nothing stands. */
const ABOVE_HEADER = /^(#TYPE |[,;\t \u00A0\x1A\uFEFF]*$)/i;

/**
 * @param {Blob} file
 * @param {string} [given] how it is encoded, where somebody says so
 * @returns {Promise<Head | Problem>}
 */
export async function readHead(file, given) {
  const bytes = new Uint8Array(await file.slice(0, BYTES).arrayBuffer());
  if (WORKBOOKS.some((start) => start.every((byte, place) => bytes[place] === byte))) return "workbook";
  const encoding = given ?? encodingOf(bytes);
  if (encoding === undefined) return "encoding";
  const unit = encoding.startsWith("utf-16") ? 2 : 1;
  const [low, high] = encoding === "utf-16be" ? [1, 0] : [0, 1];
  const at = (/** @type {number} */ place) => (unit === 1 ? bytes[place] : bytes[place + low] | (bytes[place + high] << 8));
  const isBreak = (/** @type {number} */ place) => at(place) === 10 || at(place) === 13;
  let start = 0, end = 0, header = "", said;
  for (;;) {
    start = end;
    while (start < bytes.length && isBreak(start)) start += unit;
    end = start;
    let quoted = false;
    for (; end < bytes.length && (quoted || !isBreak(end)); end += unit) quoted = quoted !== (at(end) === 34);
    // Cut off, or a quotation mark that nothing closes.
    if (end === start || end - start > LONGEST * unit || quoted || (end >= bytes.length && end < file.size)) return "header";
    const line = text(bytes.subarray(start, end), encoding);
    if (line === undefined) return given ? "header" : "encoding";
    header = line.replace(/^\uFEFF+/, "");
    const separator = SAYS_DELIMITER.exec(header)?.[2];
    if (separator !== undefined) said = separator;
    else if (!ABOVE_HEADER.test(header)) break;
  }
  const outside = header.replace(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((delimiter) => outside.split(delimiter).length);
  const delimiter = said ?? DELIMITERS[counts.indexOf(Math.max(...counts))];
  const names = rows(header, delimiter, true)[0];
  if (!names || names.length > WIDEST || header.includes("\0")) return "header";
  const rest = new TextDecoder(encoding).decode(bytes.subarray(end));
  const lineBreaks = header.split(/\r\n|\r|\n/).length - 1;
  const first = rows(rest, delimiter, bytes.length === file.size).filter((row) => row.some((cell) => !/^[ \t\u00A0\x1A]*$/.test(cell)));
  return { header: names, rows: first.slice(0, ROWS), delimiter, encoding, start, end, lineBreaks };
}

/**
 * How a file is encoded by its first bytes, where they tell.
 *
 * @param {Uint8Array} bytes
 */
function encodingOf(bytes) {
  const nul = bytes.subarray(0, 256).indexOf(0);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || nul % 2 === 1) return "utf-16le";
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || nul >= 0) return "utf-16be";
  return text(bytes, "utf-8", true) === undefined ? undefined : "utf-8";
}

/**
 * @param {Uint8Array} bytes
 * @param {string} encoding
 * @param {boolean} stream whether the last character may be cut
 */
function text(bytes, encoding, stream = false) {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream });
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
  const separator = delimiter.replace(/[^\t]/, "\\$&");
  for (const [, quoted, plain, after] of csv.matchAll(new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\r\n]*))(${separator}|\r\n|\r|\n|$)`, "g"))) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (after === delimiter || (after === "" && !whole)) continue;
    if (row.length > 1 || row[0] !== "") found.push(row);
    row = [];
    if (after === "") break;
  }
  return found;
}

/** Other names of the password and of whose it is by their letters and digits, as the package has them in src/batch/columns.rs. */
const PASSWORD = ["password", "newpassword", "密码", "新密码"];
const TARGET = ["user", "用户"];
/** Those of an ID: a name or an address of a user is none. */
const TARGET_ID = ["id", "userid", "用户id", "用户标识"];
/** Those of other IDs. The package does not know these; what it reads is a header that the page has written. */
const ALIASES = /** @type {Record<string, string[]>} */ ({
  organizationid: ["orgid", "organisationid", "组织id"],
  accountid: ["账户id", "账号id"],
  directoryid: ["目录id"],
});

/** What separates cells in some files, as the package has it there. */
const SEPARATORS = /[,;\t|:^~¦\x1C-\x1F，；：｜、،؛\u037E]/;

/** The letters and digits of a name, in small letters. */
const letters = (/** @type {string} */ name) => name.replace(/[^\p{Alphabetic}\p{N}\u0300-\u034E\u0350-\u036F]/gu, "").replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** A name without what templates write behind it. */
const bare = (/** @type {string} */ name) => name.replace(/[[(][^[(]*[\])]\s*$/, (mark) => (["required", "optional"].includes(letters(mark)) ? "" : mark));

/**
 * The member that a column is named after, as the package takes it: by its wire name, its flag or its label, which differ in
 * case and punctuation alone.
 *
 * @param {string} name
 * @param {readonly Member[]} members
 */
export function memberOf(name, members) {
  return members.find((member) => [member.name, member.label].some((own) => letters(own) === letters(bare(name))));
}

/** @param {Member} member */
function otherNames({ name, sensitive, target }) {
  const own = letters(name);
  return [...(sensitive ? PASSWORD : []), ...(target ? TARGET : []), ...(target && own.endsWith("id") ? TARGET_ID : []), ...(ALIASES[own] ?? [])];
}

/**
 * The names of the members that columns are, empty for those that are none; by other names that exports have, where no column
 * has the name itself.
 *
 * @param {readonly string[]} header
 * @param {readonly Member[]} members
 */
export function membersOf(header, members) {
  const found = header.map((name) => memberOf(name, members)?.name ?? "");
  const other = (/** @type {string} */ name) => members.find((member) => otherNames(member).includes(letters(bare(name))))?.name ?? "";
  return found.map((name, place) => name || (found.includes(other(header[place])) ? "" : other(header[place])));
}

/**
 * The character in a name that separates cells in other files, if there is one: the rows, too, are not what they seem then.
 *
 * @param {string} name
 */
export function separatorIn(name) {
  return SEPARATORS.exec(name)?.[0];
}

/** What headings are made of. */
const WORDS = new Set((
  "account accounts active address admin city comment company country created date department description directory disabled display domain dept e email "
  + "employee enabled family first full given group groups guid id job language last login mail manager member middle mobile name nick nickname no notes number "
  + "office org organisation organization password phone pin primary region role roles sid sn state status surname telephone time title type uid updated upn user "
  + "username users 姓名 用户 用户名 邮箱 电子邮件 部门 状态 密码 手机 手机号 工号 账号 职位 备注 名称 显示名称"
).split(" "));

/**
 * Whether a first line names columns, though none is known. What looks like a row is somebody's, and may hold a password.
 *
 * @param {readonly string[]} header
 */
export function areHeadings(header) {
  const names = header.filter((name) => name.trim() !== "");
  const isOne = (/** @type {string} */ name) => name.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ").toLowerCase().split(/[^\p{L}]+/u).filter(Boolean).every((word) => WORDS.has(word));
  return names.every((name) => name.length <= 40 && !/\p{N}/u.test(name)) && new Set(names).size === names.length && names.filter(isOne).length * 2 > names.length;
}

/**
 * The file with another header, as long in lines, so that each row stays on its line.
 *
 * @param {Blob} file
 * @param {Head} head
 * @param {string[]} names what each column is
 */
export function withHeader(file, { delimiter, encoding, start, end, lineBreaks }, names) {
  const last = lineBreaks > 0 ? `"${names[names.length - 1]}${"\n".repeat(lineBreaks)}"` : names[names.length - 1];
  const header = [...names.slice(0, -1), last].join(delimiter);
  return new Blob([file.slice(0, start), encoded(header, encoding), file.slice(end)]);
}

/**
 * Text of ASCII, which is itself in every encoding but those of two bytes.
 *
 * @param {string} ascii
 * @param {string} encoding
 */
function encoded(ascii, encoding) {
  if (!encoding.startsWith("utf-16")) return ascii;
  const bytes = new Uint8Array(ascii.length * 2);
  for (let place = 0; place < ascii.length; place++) bytes[place * 2 + (encoding === "utf-16be" ? 1 : 0)] = ascii.charCodeAt(place);
  return bytes;
}
