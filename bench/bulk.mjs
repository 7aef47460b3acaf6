// A whole file of WorkMail resets in each library: the bytes of a CSV in, the bytes of a line of JSON a row out, in order. A
// valid row's line is the same for all, `{"row":1,"line":2,"input":{…},"body":"…"}`; a refused one has `issues`, each library's own.
import { validators } from "./peers.mjs";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A candidate that reads rows with one library and judges them with another. */
async function stacked(rowsOf, library) {
  const { workmail, valid } = await validators[library]();
  return (bytes) => {
    const lines = [];
    let row = 0;
    for (const { OrganizationId, UserId, Password } of rowsOf(bytes)) {
      row += 1;
      const input = { OrganizationId, UserId, Password };
      const outcome = workmail(input);
      const line = row + 1;
      lines.push(JSON.stringify(valid(outcome) ? { row, line, input, body: JSON.stringify(input) } : { row, line, issues: issuesOf(outcome) }));
    }
    return encoder.encode(`${lines.join("\n")}\n`);
  };
}

/** What each library says is wrong, without the value, which zod and valibot keep in theirs. */
const issuesOf = (outcome) => (outcome.error?.issues ?? outcome.issues ?? outcome).map(({ path, instancePath, message }) => ({ path: path?.map((part) => part.key ?? part) ?? [instancePath.slice(1)], message }));

async function papaparse() {
  const { default: Papa } = await import("papaparse");
  return (bytes) => Papa.parse(decoder.decode(bytes), { header: true, skipEmptyLines: true }).data;
}

/** Of each: takes the file's bytes and gives the lines' bytes, whole or in parts. */
export const bulk = {
  async resetkit() {
    const { batch } = await import("../dist/full.js");
    const piece = 64 * 1024;
    return async (bytes) => {
      let at = 0;
      const file = new ReadableStream({
        pull(controller) {
          if (at < bytes.length) controller.enqueue(bytes.subarray(at, (at += piece)));
          else controller.close();
        },
      });
      const parts = [];
      const reader = file.pipeThrough(batch("workmail:ResetPassword")).getReader();
      for (let read = await reader.read(); !read.done; read = await reader.read()) parts.push(read.value);
      return parts;
    };
  },

  /** One pass over the bytes, no text but in the issues: as fast as one can be who writes it for this file alone. */
  async "hand-written JavaScript, bytes"() {
    const [COMMA, QUOTE, BACKSLASH, LF, CR] = [",", "\"", "\\", "\n", "\r"].map((character) => character.charCodeAt(0));
    const NAMES = ["OrganizationId", "UserId", "Password"];
    const KINDS = new Uint8Array(256).fill(32);
    for (let byte = 32; byte < 128; byte++) KINDS[byte] = byte >= 97 && byte <= 122 ? 1 : byte >= 65 && byte <= 90 ? 2 : byte >= 48 && byte <= 57 ? 4 : 8;
    // The first bytes of U+0080 to U+00FF; what follows them counts for nothing.
    KINDS[0xc2] = KINDS[0xc3] = 16;
    for (let byte = 0x80; byte < 0xc0; byte++) KINDS[byte] = 0;
    const COUNT = Array.from({ length: 32 }, (_, bits) => bits.toString(2).replaceAll("0", "").length);
    const HEX = Uint8Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));

    return (bytes) => {
      let out = new Uint8Array(bytes.length * 4 + 1024);
      let end = 0, at = 0, row = 0;
      const from = [0, 0, 0], to = [0, 0, 0];
      /** Cells with doubled quotation marks, as they are meant. */
      const scratch = new Uint8Array(bytes.length);
      let scratched = 0;
      const source = [bytes, bytes, bytes];
      const say = (text) => {
        for (let i = 0; i < text.length; i++) out[end++] = text.charCodeAt(i);
      };
      const number = (value) => {
        if (value > 9) number((value / 10) | 0);
        out[end++] = 48 + (value % 10);
      };
      const cell = (column, depth) => {
        const text = source[column];
        for (let i = from[column]; i < to[column]; i++) {
          const byte = text[i];
          if (byte === QUOTE || byte === BACKSLASH) {
            // Within a text within a text, the escape is escaped itself.
            for (let slashes = depth === 1 ? 1 : 3; slashes > 0; slashes--) out[end++] = BACKSLASH;
            out[end++] = byte;
          } else if (byte < 32) {
            say(depth === 1 ? "\\u00" : "\\\\u00");
            out[end++] = HEX[byte >> 4];
            out[end++] = HEX[byte & 15];
          } else out[end++] = byte;
        }
      };
      const points = (column) => {
        let count = 0;
        for (let i = from[column], text = source[column]; i < to[column]; i++) if ((text[i] & 0xc0) !== 0x80) count += 1;
        return count;
      };
      const header = decoder.decode(bytes.subarray(0, (at = bytes.indexOf(LF)))).trimEnd().split(",");
      const places = header.map((name) => NAMES.indexOf(name));
      at += 1;
      while (at < bytes.length) {
        scratched = 0;
        for (let column = 0; ; column++) {
          const place = places[column];
          source[place] = bytes;
          if (bytes[at] === QUOTE) {
            from[place] = at += 1;
            const start = scratched;
            let doubled = false;
            for (; at < bytes.length; at++) {
              if (bytes[at] === QUOTE) {
                if (bytes[at + 1] !== QUOTE) break;
                if (!doubled) {
                  doubled = true;
                  for (let i = from[place]; i < at; i++) scratch[scratched++] = bytes[i];
                }
                at += 1;
              }
              if (doubled) scratch[scratched++] = bytes[at];
            }
            to[place] = at;
            if (doubled) [source[place], from[place], to[place]] = [scratch, start, scratched];
            at += 1;
          } else {
            from[place] = at;
            let byte;
            while (at < bytes.length && (byte = bytes[at]) !== COMMA && byte !== LF && byte !== CR) at += 1;
            to[place] = at;
          }
          if (bytes[at] !== COMMA) break;
          at += 1;
        }
        if (bytes[at] === CR) at += 1;
        at += 1;
        row += 1;
        const issues = [];
        let i = from[0];
        let text = source[0];
        let sound = to[0] - i === 34 && text[i] === 109 && text[i + 1] === 45;
        for (i += 2; sound && i < to[0]; i++) sound = (text[i] >= 48 && text[i] <= 57) || (text[i] >= 97 && text[i] <= 102);
        if (!sound) issues.push({ path: [NAMES[0]], message: "wrong form" });
        const length = points(1);
        if (length < 12 || length > 256) issues.push({ path: [NAMES[1]], message: "wrong length" });
        let kinds = 0;
        text = source[2];
        for (i = from[2]; i < to[2]; i++) kinds |= KINDS[text[i]];
        const size = points(2);
        if (size < 8 || size > 63) issues.push({ path: [NAMES[2]], message: "wrong length" });
        if (kinds & 32) issues.push({ path: [NAMES[2]], message: "forbidden character" });
        if (COUNT[kinds & 31] < 3) issues.push({ path: [NAMES[2]], message: "too few groups" });
        if (end + (to[0] - from[0] + to[1] - from[1] + to[2] - from[2]) * 13 + 1024 > out.length) {
          const larger = new Uint8Array(out.length * 2);
          larger.set(out);
          out = larger;
        }
        say("{\"row\":");
        number(row);
        say(",\"line\":");
        number(row + 1);
        if (issues.length > 0) say(`,"issues":${JSON.stringify(issues)}}\n`);
        else {
          for (const depth of [1, 2]) {
            say(depth === 1 ? ",\"input\":{\"OrganizationId\":\"" : ",\"body\":\"{\\\"OrganizationId\\\":\\\"");
            cell(0, depth);
            say(depth === 1 ? "\",\"UserId\":\"" : "\\\",\\\"UserId\\\":\\\"");
            cell(1, depth);
            say(depth === 1 ? "\",\"Password\":\"" : "\\\",\\\"Password\\\":\\\"");
            cell(2, depth);
            say(depth === 1 ? "\"}" : "\\\"}\"}\n");
          }
        }
      }
      return out.subarray(0, end);
    };
  },

  async "uDSV + ajv"() {
    const { inferSchema, initParser } = await import("udsv");
    return stacked((bytes) => {
      const text = decoder.decode(bytes);
      return initParser(inferSchema(text)).stringObjs(text);
    }, "ajv");
  },

  async "papaparse + ajv"() {
    return stacked(await papaparse(), "ajv");
  },

  async "papaparse + zod 4"() {
    return stacked(await papaparse(), "zod 4");
  },

  async "csv-parse + valibot"() {
    const { parse } = await import("csv-parse/sync");
    return stacked((bytes) => parse(decoder.decode(bytes), { columns: true, skip_empty_lines: true }), "valibot");
  },
};

/** The lines of what a candidate gave. */
async function linesOf(given) {
  return (await new Blob([given].flat()).text()).trimEnd().split("\n");
}

/** Throws where a candidate takes a row that another refuses, or makes another body of it: then they would not do the same work. */
export async function agreeInBulk(candidates, bytes) {
  const [[first, reference], ...others] = Object.entries(candidates);
  const expected = await linesOf(await reference(bytes));
  // Each says in its own words what is wrong, and only resetkit what is unwise.
  const outcome = (line) => line.replace(/,"(issues|warnings)":\[\{.*$/, "}");
  for (const [name, candidate] of others) {
    const lines = await linesOf(await candidate(bytes));
    if (lines.length !== expected.length) throw new Error(`${name} has ${lines.length} lines, ${first} has ${expected.length}`);
    lines.forEach((line, i) => {
      if (outcome(line) !== outcome(expected[i])) throw new Error(`${name} and ${first} disagree:\n${line}\n${expected[i]}`);
    });
  }
}
