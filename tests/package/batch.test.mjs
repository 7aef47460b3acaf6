// Files of resets through the stream: in Node's own streams, against two CSV readers, with much of everything, and aborted.
import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, test } from "node:test";
import vm from "node:vm";
import { parse as csvParse } from "csv-parse/sync";
import fc from "fast-check";
import Papa from "papaparse";
import * as resetkit from "../../dist/full.js";
import { initSync } from "../../dist/full.glue.js";
import { tracesIn } from "./memory.mjs";

const { batch, buildBody, validate } = resetkit;
const WORKMAIL = "workmail:ResetPassword";
const CHIME = "chime:ResetPersonalPIN";
const OrganizationId = "m-d281d0a2fd824be5b6cd3d3ce909fd27";
const bytes = (text) => new TextEncoder().encode(text);

/** Lets everything happen that nothing has to be waited for. */
async function turns() {
  for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
}

/** What comes out, as text. */
async function text(op, options, ...chunks) {
  const stream = Readable.toWeb(Readable.from(chunks.map((chunk) => (typeof chunk === "string" ? bytes(chunk) : chunk))));
  return new Response(stream.pipeThrough(batch(op, options))).text();
}
const lines = async (...given) => (await text(...given)).trimEnd().split("\n").filter(Boolean).map((line) => JSON.parse(line));

test("a line is what validate and buildBody say of the row", async () => {
  const rows = [
    { UserId: "S-1-1-11-1111111111", Password: "Good, \"pa55\"" },
    { UserId: "short", Password: "\n" },
    { UserId: "S-1-1-11-1111111112" },
    { UserId: "S-1-1-11-1111111113", Password: "Good pa55é" },
  ];
  const file = `user id,PASSWORD\r\n${rows.map(({ UserId, Password = "" }) => `${UserId},"${Password.replaceAll("\"", "\"\"")}"\r\n`).join("")}`;
  const expected = rows.map((row, index) => {
    const input = { OrganizationId, ...row };
    const { issues, warnings } = validate(WORKMAIL, input);
    const place = { row: index + 1, line: [2, 3, 5, 6][index] };
    return issues ? { ...place, issues } : { ...place, input, body: buildBody(WORKMAIL, input), warnings };
  });
  assert.deepEqual(await lines(WORKMAIL, { defaults: { OrganizationId } }, file), expected);
});

test("the organization's rules, its policy and the user's name hold for every row", async () => {
  const file = "OrganizationId,UserId,Password\n" + `${OrganizationId},S-1-1-11-1111111111,Good pa55\n`;
  const rules = [{ member: "UserId", pattern: "^S-1-5", message: "ours start with S-1-5", must: "match" }];
  const codes = async (options) => (await lines(WORKMAIL, options, file))[0].issues?.map(({ code }) => code);
  assert.equal(await codes({}), undefined);
  assert.deepEqual(await codes({ rules }), ["rule"]);
  assert.equal(await codes({}), undefined);
  assert.deepEqual(await codes({ policy: "minlength: 12; allowed: ascii-printable" }), ["too_short"]);
  const named = { ...resetkit.policy(WORKMAIL), notUserName: true };
  assert.deepEqual(await codes({ policy: named, userName: "pa55" }), ["contains_user_name"]);
});

test("columns that are named are passed over, however they are written and how often", async () => {
  const file = "Display name,user id,E-MAIL,,display_name\n\"a,b\",S-1-1-11-1111111111,a@b.c,x,y\n";
  const options = { defaults: { OrganizationId, Password: "Good pa55" }, ignore: ["display\nname", "email", ""] };
  const input = { OrganizationId, UserId: "S-1-1-11-1111111111", Password: "Good pa55" };
  assert.deepEqual(await lines(WORKMAIL, options, file), [{ row: 1, line: 2, input, body: buildBody(WORKMAIL, input), warnings: validate(WORKMAIL, input).warnings }]);
  await assert.rejects(lines(WORKMAIL, { ...options, ignore: ["email", ""] }, file), { code: "unknown_column", message: "the header names no member of the operation in columns 1 and 5", at: "1" });
  await assert.rejects(lines(WORKMAIL, { ...options, ignore: ["email", "", "display name", "UserId"] }, file), { code: "missing_column" });
});

test("absent passwords are drawn as asked, each another", async () => {
  const file = `UserId\n${Array.from({ length: 50 }, (_, i) => `S-1-1-11-11111111${10 + i}\n`).join("")}`;
  const defaults = { OrganizationId };
  const drawn = (await lines(WORKMAIL, { defaults, generate: { length: 12, avoidAmbiguous: true } }, file)).map(({ input }) => input.Password);
  assert.equal(new Set(drawn).size, 50);
  for (const password of drawn) assert.match(password, /^[^Il1|O0]{12}$/);
  const list = await text(WORKMAIL, { defaults, generate: true, outputs: "credentials" }, file);
  assert.match(list, /^OrganizationId,UserId,Password\r\n(m-[0-9a-f]{32},S-1-1-11-\d{10},\S{20}\r\n){50}$/);
});

test("one pass gives several outputs, with the same passwords in each, and the slowest reader sets the pace", async () => {
  const defaults = { OrganizationId };
  const file = bytes(`UserId\n${Array.from({ length: 50 }, (_, i) => `S-1-1-11-11111111${10 + i}\n`).join("")}short\n`);
  let read = 0;
  const { writable, readables, readable } = batch(WORKMAIL, { defaults, generate: true, outputs: ["credentials", "csv", "ndjson", "csv"], onProgress: ({ bytes }) => (read = bytes) });
  assert.equal(readable, undefined);
  assert.deepEqual(Object.keys(readables), ["credentials", "csv", "ndjson"]);
  const piped = ReadableStream.from([file]).pipeTo(writable);
  const [credentials, report] = [readables.credentials, readables.csv].map((output) => new Response(output).text());
  await turns();
  assert.equal(read, 0);
  const rows = (await new Response(readables.ndjson).text()).trimEnd().split("\n").map((line) => JSON.parse(line));
  await piped;
  assert.equal(rows.length, 51);
  const list = rows.flatMap(({ input }) => (input ? [`${OrganizationId},${input.UserId},${input.Password}\r\n`] : []));
  assert.equal(list.length, 50);
  assert.equal(await credentials, `OrganizationId,UserId,Password\r\n${list.join("")}`);
  assert.equal(await report, await text(WORKMAIL, { defaults, generate: true, outputs: "csv" }, file));
});

describe("mistakes of the program throw at once, those of the file fail the stream", () => {
  const thrown = [
    [["nope"], "unknown_operation"],
    [[WORKMAIL, { outputs: "xml" }], "invalid_options"],
    [[WORKMAIL, { outputs: ["ndjson", "xml"] }], "invalid_options"],
    [[WORKMAIL, { outputs: [] }], "invalid_options"],
    [[CHIME, { outputs: ["ndjson", "credentials"] }], "no_policy"],
    [[WORKMAIL, { generate: 7 }], "invalid_options"],
    [[WORKMAIL, { generate: { length: 4000 } }], "invalid_options"],
    [[WORKMAIL, { generate: "service" }], "invalid_options"],
    [[CHIME, { generate: true }], "no_policy"],
    [[CHIME, { outputs: "credentials" }], "no_policy"],
    [[WORKMAIL, { defaults: { Organization: "" } }], "invalid_options"],
    [[WORKMAIL, { onProgress: true }], "invalid_options"],
    [[WORKMAIL, { ignore: "Name" }], "invalid_options"],
    [[WORKMAIL, { ignore: [5] }], "invalid_options"],
    [[WORKMAIL, { policy: { minLength: 2 } }], "invalid_policy"],
  ];
  for (const [given, code] of thrown) {
    test(`${code} ${JSON.stringify(given[1] ?? "")}`, () => assert.throws(() => batch(...given), { name: "ResetkitError", code }));
  }
  for (const [name, options] of Object.entries({
    "an encoding that there is not": { encoding: "utf-7" },
    "an encoding that is no text": { encoding: 8 },
    "a column that is no member": { columns: { Id: "Id" } },
    "a heading twice": { columns: { "User ID": "UserId", user_id: null } },
    "columns that are no object": { columns: ["Id"] },
  })) {
    test(`invalid_options for ${name}`, () => assert.throws(() => batch(CHIME, options), { name: "ResetkitError", code: "invalid_options" }));
  }
  for (const [file, code, at] of [["", "no_header"], ["UserId,AccountId,Hunter2hunter2", "unknown_column", "3"], ["UserId,user id", "duplicate_column", "2"], ["UserId", "missing_column", "AccountId"], ["\"UserId", "unreadable_header"]]) {
    test(`${code}`, () => assert.rejects(lines(CHIME, {}, file), (error) => error.name === "ResetkitError" && error.code === code && error.at === at && !error.message.includes("unter2")));
  }
  test("a chunk that is no bytes", () => assert.rejects(text(CHIME, {}, 5), { code: "invalid_options" }));
  test("what onProgress throws", () => assert.rejects(text(CHIME, { onProgress() { throw new Error("mine"); } }, "UserId"), { message: "mine" }));
});

/** Text of cells as a spreadsheet would write it, in all the ways there are. */
const cell = fc.string({ unit: fc.constantFrom("a", "é", "😀", " ", ",", ";", "\t", "\"", "\n", "\r\n"), minLength: 1, maxLength: 8 });
const file = fc.record({
  rows: fc.array(fc.tuple(cell, cell, fc.boolean()), { minLength: 1, maxLength: 30 }),
  delimiter: fc.constantFrom(",", ";", "\t"),
  end: fc.constantFrom("\n", "\r\n"),
  mark: fc.constantFrom("", "\ufeff"),
  last: fc.boolean(),
  cuts: fc.array(fc.nat(), { maxLength: 20 }),
}).map(({ rows, delimiter, end, mark, last, cuts }) => {
  const write = (value, always) => (always || /[",;\t\r\n]/.test(value) ? `"${value.replaceAll("\"", "\"\"")}"` : value);
  const body = rows.map(([account, user, always]) => write(account, always) + delimiter + write(user, always)).join(end);
  return { text: `${mark}AccountId${delimiter}UserId${end}${body}${last ? end : ""}`, delimiter, cuts };
});

test("the cells are those that csv-parse and papaparse read, wherever the file is cut", async () => {
  await fc.assert(fc.asyncProperty(file, async ({ text, delimiter, cuts }) => {
    const all = bytes(text);
    const ends = [0, ...cuts.map((cut) => cut % (all.length + 1)), all.length].sort((a, b) => a - b);
    const chunks = ends.slice(1).map((end, index) => all.subarray(ends[index], end));
    const found = await lines(CHIME, { allowDuplicates: true }, ...chunks);
    const isRow = (row) => Object.values(row).some((value) => /[^ \t]/.test(value));
    const theirs = csvParse(text, { bom: true, delimiter, columns: true, skip_empty_lines: true }).filter(isRow);
    const papa = Papa.parse(text.replace(/^\ufeff/, ""), { delimiter, header: true, skipEmptyLines: true }).data.filter(isRow);
    assert.deepEqual(theirs, papa);
    assert.equal(found.length, theirs.length);
    found.forEach((line, index) => {
      assert.equal(line.row, index + 1);
      if (line.input) assert.deepEqual(line.input, theirs[index]);
      else assert.deepEqual(line.issues, validate(CHIME, theirs[index]).issues);
    });
  }), { numRuns: 300 });
});

test("a row has the warnings of validate, and those about members are counted", async () => {
  const SID = "S-1-1-11-1111111111";
  const inputs = {
    [WORKMAIL]: [[SID, "Passw0rd1"], [SID, "Passw0rd1 "], [SID, " Passw0rd1"], [SID, "Passw0rd1\u00a0"], [SID, "Pass\u00adw0rd1"], [`${SID}\u200b`, "Passw0rd1"], [`${SID} `, "Passw0rd1"], ["1.234567E+12", "Passw0rd1"], ["############", "Passw0rd1"]]
      .map(([UserId, Password]) => ({ OrganizationId, UserId, Password })),
    "cloudsso:ResetUserPassword": ["Passw0rd1!", "P@88w0rd\uff09", "P@88w0rd\uff01", "P@88w0rd\u3000", "P@88w0rd\u200b", "P@88w0rd\u2800", "P@88w0rd\u201d", "P@88w0rd\u0430", "Passe\u0301w0rd1!", "Passw0rd1!\n", "Passw0rd1! "]
      .map((Password) => ({ DirectoryId: "d-1", UserId: "u-1", Password })),
    [CHIME]: ["u1", "u1\u200b", "u1\u00a0", "u1 ", " u1", "us\0er1", "us\ter1", "#"].map((UserId) => ({ AccountId: "acc1", UserId })),
  };
  for (const [op, rows] of Object.entries(inputs)) {
    const names = Object.keys(rows[0]);
    // Each is the first of its file, and comes after others: what is known of those may not be what is to be said of it.
    for (const first of rows.keys()) {
      const given = [rows[first], ...rows];
      const file = `${names.join(",")}\n${given.map((row) => names.map((name) => `"${row[name]}"`).join(",")).join("\n")}`;
      let progress;
      const found = await lines(op, { allowDuplicates: true, onProgress: (now) => (progress = now) }, file);
      const told = given.map((input) => validate(op, input));
      assert.deepEqual(found.map(({ issues, warnings }) => ({ issues, warnings })), told.map(({ issues, warnings }) => ({ issues, warnings })));
      assert.equal(progress.warned, told.filter(({ warnings = [] }) => warnings.some(({ path }) => path.length > 0)).length);
    }
  }
});

test("a file in another encoding is read by its label, wherever it is cut", async () => {
  const row = (name, password) => ({ OrganizationId, UserId: name, Password: password });
  const encoded = {
    "windows-1252": [Buffer.from(`UserId,Password\nS-1-1-11-1111111111,Passw\xf6rd1\n`, "latin1"), "Passwörd1"],
    "utf-16le": [Buffer.from(`\ufeffUserId,Password\r\nS-1-1-11-1111111111,Passwörd1\r\n`, "utf16le"), "Passwörd1"],
    gbk: [Buffer.concat([bytes("UserId,Password,"), Buffer.from([0xc3, 0xfb]), bytes("\nS-1-1-11-1111111111,Passw0rd1,"), Buffer.from([0xcd, 0xf5]), bytes("\n")]), "Passw0rd1"],
    "utf-8": [bytes("UserId,Password\nS-1-1-11-1111111111,Passwörd1\n"), "Passwörd1"],
  };
  for (const [encoding, [file, password]] of Object.entries(encoded)) {
    const options = { encoding, defaults: { OrganizationId }, ...(encoding === "gbk" && { columns: { 名: null } }) };
    for (const chunks of [[file], Array.from(file, (byte) => Uint8Array.of(byte))]) {
      const [line] = await lines(WORKMAIL, options, ...chunks);
      assert.deepEqual(line.input, row("S-1-1-11-1111111111", password), encoding);
    }
  }
  const broken = Buffer.from("UserId,Password,Name\nS-1-1-11-1111111111,Passw0rd1,\ud800\nS-1-1-11-1111111112,Passw0rd\ud800,x\n", "utf16le");
  const [left, used] = await lines(WORKMAIL, { encoding: "utf-16le", defaults: { OrganizationId }, ignore: ["name"] }, broken);
  assert.equal(left.issues, undefined);
  assert.equal(used.issues[0].code, "invalid_utf8");
});

test("columns says what headings are, and the file must have them", async () => {
  const file = "Mailbox,Login,Secret,Office\nu-1,abc,Abcdef1!,x\nu-2,xyz,Abcdef1!,y\n";
  const options = { defaults: { DirectoryId: "d-1" }, columns: { "mail-box": "UserId", Login: "account", secret: "Password", OFFICE: null } };
  const found = await lines("cloudsso:ResetUserPassword", options, file);
  assert.deepEqual(found.map(({ issues }) => issues?.[0].code), ["contains_user_name", undefined]);
  assert.deepEqual(found[1].input, { DirectoryId: "d-1", UserId: "u-2", Password: "Abcdef1!" });
  for (const heading of ["Room", "Room\n"]) {
    await assert.rejects(lines("cloudsso:ResetUserPassword", { ...options, columns: { ...options.columns, [heading]: "display" } }, file), { code: "missing_column", at: "Room", message: "the header lacks a column that the columns option names: Room" });
  }
});

test("bytes of another realm are read, and what only says that it is bytes is refused", async () => {
  const file = "AccountId,UserId\na,u\n";
  const foreign = vm.runInNewContext(`new Uint8Array(${JSON.stringify([...bytes(file)])})`);
  assert.ok(!(foreign instanceof Uint8Array));
  const stream = (chunk) => new ReadableStream({
    start(controller) {
      controller.enqueue(chunk);
      controller.close();
    },
  }).pipeThrough(batch(CHIME));
  assert.match(await new Response(stream(foreign)).text(), /"UserId":"u"/);
  const window = bytes(`xx${file}xx`).subarray(2, -2);
  Object.defineProperties(window, { length: { value: 2 ** 31 }, byteLength: { value: 3 }, buffer: { value: null }, subarray: { value: null } });
  assert.match(await new Response(stream(window)).text(), /"UserId":"u"/);
  const fake = Object.create(Uint8Array.prototype, { length: { value: 2 ** 31 }, [Symbol.toStringTag]: { value: "Uint8Array" } });
  for (const chunk of [fake, { length: 1, 0: 65 }, new Int8Array(4), new DataView(new ArrayBuffer(4)), new ArrayBuffer(4), "AccountId", null, undefined]) {
    await assert.rejects(new Response(stream(chunk)).text(), { name: "ResetkitError", code: "invalid_options", message: "a chunk must be a Uint8Array" });
  }
});

/** A file of so many rows, of which every fifth is refused, made as it is read. */
function* rows(count, password = (i) => `examplePa$$w0rd${i}`) {
  yield bytes("OrganizationId,UserId,Password\n");
  for (let i = 0; i < count; i += 500) {
    yield bytes(Array.from({ length: Math.min(500, count - i) }, (_, j) => `${OrganizationId},S-1-1-11-${1e9 + i + j},${(i + j) % 5 === 3 ? "short" : password(i + j)}\n`).join(""));
  }
}

test("100,000 rows come out as 100,000 lines in order, and memory stays flat without the search for duplicates", async () => {
  let row = 0, last;
  const { memory } = initSync();
  const output = Readable.toWeb(Readable.from(rows(100_000))).pipeThrough(batch(WORKMAIL, { allowDuplicates: true, onProgress: (progress) => (last = progress) }));
  let after;
  for await (const chunk of output) {
    const part = new TextDecoder().decode(chunk);
    assert.ok(part.endsWith("\n"), "half a line");
    for (const line of part.trimEnd().split("\n")) {
      row += 1;
      assert.ok(line.startsWith(`{"row":${row},"line":${row + 1},"${row % 5 === 4 ? "issues" : "input"}":`), line);
    }
    if (row > 10_000) after ??= memory.buffer.byteLength;
  }
  assert.equal(row, 100_000);
  assert.equal(memory.buffer.byteLength, after);
  assert.equal(last.rows, 100_000);
  assert.equal(last.valid, 80_000);
  assert.equal(last.invalid, 20_000);
});

/** Whether a part of the secret is anywhere in the memory of the module. */
const inMemory = (secret) => tracesIn(initSync().memory, secret).length > 0;

describe("no secret stays in the memory of the module", () => {
  const secret = (i) => `Zq${i}xKw7!vbTnRm`;
  const read = async (stream, until = Infinity) => {
    const reader = stream.getReader();
    let lines = 0;
    while (lines < until) {
      const { value, done } = await reader.read();
      if (done) break;
      assert.ok(new TextDecoder().decode(value).endsWith("\n"), "half a line");
      lines += 1;
    }
    return reader;
  };
  test("while it is read it is there, so that the search finds what is to be found", async () => {
    const { readable, writable } = batch(WORKMAIL);
    const writer = writable.getWriter();
    const reading = new Response(readable).text();
    await writer.write(bytes(`OrganizationId,UserId,Password\n${OrganizationId},S-1-1-11-1111111111,"${secret(1)}`));
    assert.ok(inMemory(secret(1)));
    await writer.abort();
    await reading.catch(() => {});
  });
  test("after the end", async () => {
    await read(Readable.toWeb(Readable.from(rows(2000, secret))).pipeThrough(batch(WORKMAIL, { generate: true })));
    for (const i of [0, 1, 1000, 1999]) assert.ok(!inMemory(secret(i)), i);
  });
  test("after a signal in the middle of a row", async () => {
    const controller = new AbortController();
    const { readable, writable } = batch(WORKMAIL, { signal: controller.signal });
    const writer = writable.getWriter();
    const reader = readable.getReader();
    writer.write(bytes(`OrganizationId,UserId,Password\n${OrganizationId},S-1-1-11-1111111111,${secret(1)}\n${OrganizationId},S-1-1-11-1111111112,"${secret(2)}`)).catch(() => {});
    const { value } = await reader.read();
    assert.equal(new TextDecoder().decode(value).split("\n").length, 2);
    assert.ok(inMemory(secret(2)));
    const reason = new Error("enough");
    controller.abort(reason);
    await assert.rejects(reader.read(), reason);
    await assert.rejects(writer.write(bytes("more")), reason);
    assert.ok(!inMemory(secret(1)) && !inMemory(secret(2)));
  });
  for (const [what, give] of [["reader is cancelled", ({ reader }) => reader.cancel(new Error("enough"))], ["writer is aborted", ({ writer }) => writer.abort(new Error("enough"))]]) {
    test(`after the ${what}, though a piece waits to be read`, async () => {
      const { readable, writable } = batch(WORKMAIL);
      const ends = { writer: writable.getWriter(), reader: readable.getReader() };
      ends.writer.write(bytes(`OrganizationId,UserId,Password\n${OrganizationId},S-1-1-11-1111111111,${secret(1)}\n${OrganizationId},S-1-1-11-1111111112,"${secret(2)}`));
      await ends.reader.read();
      assert.ok(inMemory(secret(2)));
      const waiting = assert.rejects(ends.writer.write(bytes("more")), { message: "enough" });
      await give(ends);
      assert.ok(!inMemory(secret(1)) && !inMemory(secret(2)));
      await waiting;
    });
  }
  for (const [given, other] of [["ndjson", "credentials"], ["credentials", "ndjson"]]) {
    test(`after ${given} of two outputs is given up, and the other one fails`, async () => {
      const { readables, writable } = batch(WORKMAIL, { outputs: [given, other] });
      const [writer, reader] = [writable.getWriter(), readables[given].getReader()];
      const failed = assert.rejects(new Response(readables[other]).text(), { message: "enough" });
      await Promise.all([reader.read(), writer.write(bytes(`OrganizationId,UserId,Password\n${OrganizationId},S-1-1-11-1111111111,${secret(1)}\n${OrganizationId},S-1-1-11-1111111112,"${secret(2)}`))]);
      assert.ok(inMemory(secret(2)));
      await reader.cancel(new Error("enough"));
      await failed;
      await assert.rejects(writer.write(bytes("more")), { message: "enough" });
      assert.ok(!inMemory(secret(1)) && !inMemory(secret(2)));
    });
  }
  test("what is not asked for is not read", async () => {
    let last = { bytes: 0 };
    const { readable, writable } = batch(WORKMAIL, { onProgress: (progress) => (last = progress) });
    const writer = writable.getWriter();
    const written = [...rows(1000)].map((piece) => writer.write(piece));
    await turns();
    assert.equal(last.bytes, 0);
    const reader = readable.getReader();
    await reader.read();
    assert.equal(last.rows, 500);
    await Promise.all([reader.read(), ...written]);
    assert.equal(last.rows, 1000);
    await writer.abort();
  });
  test("of one large chunk no more is read than is asked for", async () => {
    let last = { bytes: 0 };
    const { readables, writable } = batch(WORKMAIL, { outputs: ["ndjson", "credentials"], onProgress: (progress) => (last = progress) });
    const writer = writable.getWriter();
    const chunk = new Uint8Array(await new Blob([...rows(10_000)]).arrayBuffer());
    const written = writer.write(chunk);
    const readers = Object.values(readables).map((readable) => readable.getReader());
    for (const pieces of [1, 2]) {
      await Promise.all(readers.map((reader) => reader.read()));
      await turns();
      assert.equal(last.bytes, pieces * 64 * 1024);
    }
    const failed = assert.rejects(written);
    await writer.abort();
    await failed;
  });
  test("after onProgress ended it with the file", async () => {
    const reason = new Error("enough");
    const ways = {
      signal: ({ controller }) => controller.abort(reason),
      reader: ({ reader }) => reader.cancel(reason),
      writer: ({ writer }) => writer.abort(reason),
    };
    for (const [way, stop] of Object.entries(ways)) {
      const ends = { controller: new AbortController() };
      let calls = 0;
      const { readable, writable } = batch(WORKMAIL, { signal: ends.controller.signal, onProgress: () => (calls += 1) === 2 && stop(ends)?.catch(() => {}) });
      Object.assign(ends, { writer: writable.getWriter(), reader: readable.getReader() });
      const read = ends.reader.read();
      await ends.writer.write(bytes(`OrganizationId,UserId,Password\n${OrganizationId},S-1-1-11-1111111111,${secret(3)}\n`));
      await read;
      await assert.rejects(ends.writer.close(), reason, way);
      assert.ok(!inMemory(secret(3)), way);
    }
  });
  test("after onProgress aborted", async () => {
    const controller = new AbortController();
    // Not Readable.toWeb: in Node 20 it fails by itself when it is cancelled.
    const stream = ReadableStream.from(rows(5000, secret)).pipeThrough(batch(WORKMAIL, { signal: controller.signal, onProgress: ({ rows }) => rows > 1000 && controller.abort() }));
    await assert.rejects(new Response(stream).text());
    for (const i of [0, 999, 1499]) assert.ok(!inMemory(secret(i)), i);
  });
  test("after a chunk that is none", async () => {
    const { readable, writable } = batch(WORKMAIL);
    const [writer, reader] = [writable.getWriter(), readable.getReader()];
    writer.write(bytes(`OrganizationId,UserId,Password\n${OrganizationId},S-1-1-11-1111111111,${secret(4)}\n${OrganizationId},S-1-1-11-1111111112,"${secret(5)}`));
    await reader.read();
    assert.ok(inMemory(secret(5)));
    const failed = assert.rejects(reader.read(), { code: "invalid_options" });
    await assert.rejects(writer.write(Object.create(Uint8Array.prototype, { length: { value: 2 ** 31 } })), { code: "invalid_options" });
    await failed;
    assert.ok(!inMemory(secret(4)) && !inMemory(secret(5)));
  });
  test("of a file that was decoded", async () => {
    await read(new Blob([`UserId,Password\nS-1-1-11-1111111111,${secret(6)}\u0301\n`]).stream().pipeThrough(batch(WORKMAIL, { defaults: { OrganizationId }, encoding: "latin1" })));
    assert.ok(!inMemory(secret(6)));
  });
  test("after a header that is somebody's row", async () => {
    await assert.rejects(text(WORKMAIL, {}, `${OrganizationId},S-1,${secret(9)}\n`));
    assert.ok(!inMemory(secret(9)));
  });
  test("one that is aborted before it begins throws the reason", () => {
    assert.throws(() => batch(WORKMAIL, { signal: AbortSignal.abort(new Error("early")) }), { message: "early" });
  });
});
