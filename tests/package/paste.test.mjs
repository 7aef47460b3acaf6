// Generated passwords are pasted into scripts and tables: those of the default alphabets arrive as they are, unescaped.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { parse } from "yaml";
import { generatePasswords, operations, policy } from "../../dist/index.js";

for (const id of operations().filter((id) => policy(id))) {
  const passwords = generatePasswords(id, 500).concat(generatePasswords(id, 500, { avoidAmbiguous: true, length: 12 }));
  // Each character of the alphabet first and last, where many formats have rules of their own.
  for (const character of policy(id).classes.map(({ generate }) => generate).join("")) passwords.push(`${character}aB3x`, `aB3x${character}`);

  test(`passwords of ${id} survive double quotes in a POSIX shell`, () => {
    const script = passwords.map((password) => `printf '%s\\n' "${password}"`).join("\n");
    assert.deepEqual(execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\n").slice(0, -1), passwords);
  });

  test(`passwords of ${id} need no escape in PowerShell's double quotes`, () => {
    for (const password of passwords) assert.doesNotMatch(password, /[$`"\u201c-\u201e]/);
  });

  test(`passwords of ${id} are a JSON string and a CSV field as they are`, () => {
    for (const password of passwords) {
      assert.equal(JSON.parse(`"${password}"`), password);
      // A quote, comma or line break ends a field; a spreadsheet computes what starts with one of = + - @.
      assert.doesNotMatch(password, /[",\r\n;\t]|^[=+\-@]/);
    }
  });

  test(`passwords of ${id} are a plain scalar in YAML`, () => {
    for (const password of passwords) assert.equal(parse(`password: ${password}\n`).password, password);
  });
}
