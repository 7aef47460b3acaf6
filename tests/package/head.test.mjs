// What a file starts with: as batch reads it, as other CSV readers do, in every encoding, and why there is no header.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { parse as csvParse } from "csv-parse/sync";
import fc from "fast-check";
import { batch, readHead } from "../../dist/full.js";
import { initSync } from "../../dist/full.glue.js";
import { tracesIn } from "./memory.mjs";

const CHIME = "chime:ResetPersonalPIN";
const LARGEST = 64 * 1024;
const bytes = (text) => new TextEncoder().encode(text);
const head = (text, options) => readHead(typeof text === "string" ? bytes(text) : text, options);

test("header, first rows, delimiter and lines", () => {
  const simple = { header: ["A", "B"], rows: [["1", "2"]], delimiter: ",", line: 1, lines: 1 };
  for (const [file, differs] of [
    ["A,B\n1,2\n", {}],
    ["A,B\r1,2\r", {}],
    ["A,B\r\n1,2", {}],
    ["\uFEFFA,B\n1,2\n\x1A", {}],
    ["A,B\n1,2\x1A\x1A", {}],
    ["A;B\n1;2\n", { delimiter: ";" }],
    ["A\tB\n1\t2\n", { delimiter: "\t" }],
    ["A,B\n", { rows: [] }],
    ["A,B", { rows: [] }],
    ["\n\r\nA,B\n1,2\n", { line: 3 }],
    ["sep=|\nA|B\n1|2\n", { delimiter: "|", line: 2 }],
    ["\uFEFF\"SEP=;\"\r\n#TYPE System.Object\r\n;;\r\n\r\nA;B\r\n1;2\r\n", { delimiter: ";", line: 5 }],
    ["A,\"B\r\nb\n\"\n1,2\n", { header: ["A", "B\r\nb\n"], lines: 3 }],
    ["A,\"say \"\"B\"\"\"\n1,\"2,\n\"\n", { header: ["A", "say \"B\""], rows: [["1", "2,\n"]] }],
    ["A,B\n1\n,\n1,2,3\n", { rows: [["1"], ["1", "2", "3"]] }],
    ["A,B\n1,2\n3,\"4\"5\n6,7\n", { rows: [["1", "2"], ["6", "7"]] }],
    ["A,B\n1,2\n3,4\n5,6\n7,8\n9,10\n", { rows: [["1", "2"], ["3", "4"], ["5", "6"], ["7", "8"]] }],
    ["A \"a\",B\n1,2\n", { header: ["A a", "B"] }],
    [Uint8Array.of(0x41, 0x2c, 0x42, 0x0a, 0x31, 0x2c, 0xff, 0x0a), { rows: [["1", "\uFFFD"]] }],
  ]) assert.deepEqual(head(file), { ...simple, ...differs }, JSON.stringify(file));
});

test("why there is no header", () => {
  for (const [file, problem, options] of [
    ["", "no_header"],
    ["\uFEFF", "no_header"],
    ["\r\n;;\nsep=;\n\x1A", "no_header"],
    [Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6, 0), "workbook"],
    [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), "workbook"],
    [Buffer.from("\uFEFFA,B\n1,2\n", "utf16le"), "utf_16"],
    [Buffer.from("A,B\n1,2\n", "utf16le").swap16(), "utf_16"],
    [Buffer.from("N\xe4me,B\n", "latin1"), "not_utf_8"],
    [Buffer.from("N\xe4me,B\n", "latin1"), "not_utf_8", { encoding: "utf8" }],
    ["A,\"B\n1,2\n", "unreadable_header"],
    ["Abcdef\0,B\n", "unreadable_header"],
    [`${"A".repeat(16_385)}\n`, "unreadable_header"],
    [`${"A,".repeat(1024)}\n`, "unreadable_header"],
  ]) assert.deepEqual(head(file, options), { problem }, problem);
  assert.equal(head(`${"A".repeat(16_384)}\n`).header[0].length, 16_384);
  assert.equal(head(`${"A,".repeat(1023)}\n`).header.length, 1024);
});

test("of another encoding, by its label", () => {
  const latin = Buffer.from("N\xe4me;B\n\xe9;2\n", "latin1");
  const wide = Buffer.from("\uFEFFNäme;B\r\né;2\r\n", "utf16le");
  const expected = { header: ["Näme", "B"], rows: [["é", "2"]], delimiter: ";", line: 1, lines: 1 };
  assert.deepEqual(head(latin, { encoding: "windows-1252" }), expected);
  assert.deepEqual(head(wide, { encoding: "utf-16le" }), expected);
  assert.deepEqual(head(Buffer.from(wide).swap16(), { encoding: "utf-16be" }), expected);
  assert.deepEqual(head(Buffer.concat([bytes("A,B\n"), Uint8Array.of(0xcd, 0xf5), bytes(",2\n")]), { encoding: "gbk" }).rows, [["王", "2"]]);
});

test("of a file that goes on, the row that may be cut is left out, and so is what is behind the first 65,536 bytes", () => {
  const long = "x".repeat(16_000);
  const file = bytes(`A,B\n1,${long}\n2,${long}\n3,${long}\n4,${long}\n5,${long}\n`);
  const rows = [["1", long], ["2", long], ["3", long], ["4", long]];
  assert.ok(file.length > LARGEST);
  assert.deepEqual(head(file.slice(0, LARGEST)).rows, rows);
  assert.deepEqual(head(file).rows, rows);
  const cut = bytes(`A,B\n1,2\n${"3,".padEnd(LARGEST, "4")}\n`);
  assert.deepEqual(head(cut).rows, [["1", "2"]]);
  assert.deepEqual(head(cut.slice(0, 10)).rows, [["1", "2"], ["3", ""]]);
  const wide = Buffer.from(`A,B\n1,2\n${"3,".padEnd(LARGEST, "4")}\n`, "utf16le");
  assert.deepEqual(head(wide, { encoding: "utf-16le" }).rows, [["1", "2"]]);
  assert.deepEqual(head("\n".repeat(LARGEST)), { problem: "no_header" });
});

/** Text of cells as a spreadsheet would write it. */
const cell = fc.string({ unit: fc.constantFrom("a", "é", "😀", " ", ",", ";", "\t", "\"", "\n", "\r\n"), minLength: 1, maxLength: 8 });

test("header and rows are those that csv-parse reads, and the next row of batch stands behind the header", async () => {
  await fc.assert(fc.asyncProperty(fc.array(cell, { minLength: 2, maxLength: 4 }), fc.array(fc.tuple(cell, cell), { maxLength: 6 }), fc.constantFrom("\n", "\r\n"), fc.nat(3), async (names, rows, end, above) => {
    const quote = (value) => `"${value.replaceAll("\"", "\"\"")}"`;
    const line = (cells) => cells.map(quote).join(";");
    const start = end.repeat(above);
    const text = `${start}${line(["Name", ...names])}${end}${rows.map((row) => line(row) + end).join("")}`;
    const [header, ...theirs] = csvParse(text, { delimiter: ";", skip_empty_lines: true, relax_column_count: true });
    const found = head(text);
    const isRow = (row) => row.some((value) => /[^ \t]/.test(value));
    assert.deepEqual([found.header, found.rows], [header, theirs.filter(isRow).slice(0, 4)]);
    const blank = end.repeat(found.line + found.lines - 2);
    const file = new Blob([`${blank}AccountId;UserId${end}a;u${end}`]).stream().pipeThrough(batch(CHIME));
    assert.equal(JSON.parse(await new Response(file).text()).line, found.line + found.lines);
    assert.equal(text.split(/\r\n|\r|\n/).slice(found.line - 1, found.line - 1 + found.lines).join("\n"), line(["Name", ...names]).replaceAll("\r\n", "\n"));
  }), { numRuns: 300 });
});

describe("what is no bytes and no option is refused", () => {
  for (const [name, given] of [
    ["a text", ["A,B"]],
    ["an array", [[65, 44, 66]]],
    ["an ArrayBuffer", [new ArrayBuffer(3)]],
    ["nothing", []],
    ["options that are none", [bytes("A"), "utf-8"]],
    ["an encoding that there is none of", [bytes("A"), { encoding: "utf-7" }]],
  ]) test(name, () => assert.throws(() => readHead(...given), { name: "ResetkitError", code: "invalid_options" }));
  test("by its name", () => assert.throws(() => readHead("A,B"), { message: "bytes must be a Uint8Array" }));
});

test("nothing of the file stays in the memory of the module", () => {
  const secret = "Correct-Horse-9";
  assert.deepEqual(head(`User,Password\nada,${secret}\n`).rows[0][1], secret);
  assert.deepEqual(head(`${secret},x\nada,"${secret}\n`).header[0], secret);
  assert.deepEqual(head(`${secret},"x\n`), { problem: "unreadable_header" });
  assert.deepEqual(tracesIn(initSync().memory, secret), []);
});
