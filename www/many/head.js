// What a CSV file starts with, as the package reads it, and what its columns are named after.
/** @import { Member } from "../types.js" */
import { loadFull } from "../base/full.js";

/**
 * @typedef {object} Head
 * @property {readonly string[]} header
 * @property {readonly (readonly string[])[]} rows the first ones
 * @property {string} delimiter
 * @property {string} encoding
 * @property {number} start where the header stands, in bytes
 * @property {number} end
 * @property {number} lineBreaks how many are within the header
 */

/**
 * Why there is no header that can be read; `missing`: the package, which reads it, was not loaded.
 *
 * @typedef {"header" | "encoding" | "workbook" | "missing"} Problem
 */

/** As many bytes as the package looks at. */
const BYTES = 64 * 1024;

/**
 * @param {Blob} file
 * @param {string} [given] how it is encoded, where somebody says so
 * @returns {Promise<Head | Problem>}
 */
export async function readHead(file, given) {
  const full = await loadFull().catch(() => undefined);
  if (full === undefined) return "missing";
  const bytes = new Uint8Array(await file.slice(0, BYTES).arrayBuffer());
  if (full.readHead(bytes).problem === "workbook") return "workbook";
  const encoding = given ?? encodingOf(bytes);
  if (encoding === undefined) return "encoding";
  const head = full.readHead(bytes, { encoding });
  if (head.problem !== undefined) return "header";
  const { header, rows, delimiter, line, lines } = head;
  return { header, rows, delimiter, encoding, ...place(bytes, encoding, line, lines), lineBreaks: lines - 1 };
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
  try {
    // The last character may be cut.
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return "utf-8";
  } catch {
    return undefined;
  }
}

/**
 * Where lines of a file stand, in bytes, without the break that ends the last of them.
 *
 * @param {Uint8Array} bytes
 * @param {string} encoding
 * @param {number} line the first of them, from 1
 * @param {number} lines how many
 */
function place(bytes, encoding, line, lines) {
  const isWide = encoding.startsWith("utf-16");
  // Of one byte a character: a break is one byte in every encoding that is no UTF-16.
  const text = new TextDecoder(isWide ? encoding : "windows-1252", { ignoreBOM: true }).decode(bytes);
  const breaks = [...text.matchAll(/\r\n|\r|\n/g)];
  const before = breaks[line - 2];
  const unit = isWide ? 2 : 1;
  return {
    start: before === undefined ? 0 : (before.index + before[0].length) * unit,
    end: (breaks[line + lines - 2]?.index ?? text.length) * unit,
  };
}

/** Other names of the password and of whose it is by their letters and digits, as the package has them in src/batch/columns.rs. */
const PASSWORD = ["password", "newpassword", "密码", "新密码"];
const TARGET = ["user", "用户"];
/** Those of an ID: a name or an address of a user is none. */
const TARGET_ID = ["id", "userid", "用户id", "用户标识"];
/** Those of other IDs. */
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
