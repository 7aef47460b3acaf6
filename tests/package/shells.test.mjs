// The commands for POSIX shells, typed into interactive shells at a terminal as a person pastes them: what the tool is
// called with, and that nothing is left behind.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";

const { command, validate } = await import("../../dist/full.js");

const WORKMAIL = "workmail:ResetPassword", CLOUDSSO = "cloudsso:ResetUserPassword", CHIME = "chime:ResetPersonalPIN";
const IDS = { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333" };
const USER = { DirectoryId: "d-00fc2p61abcd", UserId: "u-00q8wbq42wiltcrkabcd" };

/** How each shell is started, without the start-up files of whoever runs the tests. */
const SHELLS = {
  bash: ["bash", "--norc", "--noprofile", "-i"],
  zsh: ["zsh", "-f", "-i"],
  fish: ["fish", "--no-config", "-i"],
  dash: ["dash", "-i"],
};

/** Texts that a shell, a line editor or a terminal takes for its own. */
const HOSTILE = [
  "Tr0ub4dor-and-3", "Ab1$(touch PWNED)x", "Ab1`touch PWNED`x", "Ab1'; touch PWNED; 'x", 'Ab1"; touch PWNED; "x', "Ab1!!x!-1!$y", "Ab1'!ls'\"!x", "-rf--Ab1xyz",
  "Ab1\\n\\t\\x\\\\end\\", "Ab1\\'\\\\'x\\", "''Ab1''''x\"\"", "Abcdef1! ", " Abcdef1!", "Ab1*?[a-z]{a,b}~", "~root/Ab1xyz", "Ab1 # not a comment", "Ab1%s%n%d%%x",
  "Ab1\u00a0x\u00adyz", "Ab1éüß¿ÿ", "Ab1;touch PWNED&&x|y>z<w", "Ab1${HOME}$HOME$$x", "Ab1^x^y^", "=Ab1=cmd=", "Ab1=~/x:~y", "!!", "!$Ab1defg", "Ab1(cd)(x)", "Ab1&|&xyz",
].filter((Password) => validate(WORKMAIL, { ...IDS, Password }).issues === undefined);
/** What only CloudSSO takes, and nobody can type but a tab. */
const UNTYPED = ["Ab1!\ntouch PWNED\nx", "Ab1!\n!!\n!ls\nx", "Ab1!\rtouch PWNED\rx", "Ab1!\u001b[2Jx\u0007\u0008y", "Ab1!\u007f\u0001\u0002\u0003\u0004x", "Ab1!\u0085\u009bxyz", "Ab1!xyz\n", "Ab1!xyz\u001a"];
const TYPED = ["Ab1!\tx\ty", "Ab1!\u202e\u2066x\u2069\u202c", "Ab1!\u200b\ufeffxyz", "Ab1!\u{1F600}xyz", "Ab1!密码xyz"].filter((Password) => validate(CLOUDSSO, { ...USER, Password }).issues === undefined);

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "resetkit-shells-"));
  // Writes down its arguments, and the document that it is given with its mode, so that nothing that is in them parts them.
  const standIn = `#!/bin/sh
for last; do printf '%s\\0' "$last"; done >>"$CALLS"
case $last in file:///*) file=\${last#file://};; @/*) file=\${last#@};; *) file=;; esac
[ -z "$file" ] || { printf 'document %s\\0' "$(stat -c %a "$file")"; cat "$file"; printf '\\0'; } >>"$CALLS"
printf 'done\\0' >>"$CALLS"
`;
  for (const name of ["aws", "aliyun", "curl"]) {
    writeFileSync(join(folder, name), standIn);
    chmodSync(join(folder, name), 0o755);
  }
});
after(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Types the texts into one shell, one after the other, and at each prompt the secret. Between two of them the shell says that
 * it is there, which it can only where it does not wait for the end of a quotation.
 *
 * @param {string} shell
 * @param {{ text: string, typed?: string, label?: string }[]} cases
 */
function type(shell, cases) {
  const [home, room] = [mkdtempSync(join(folder, "home-")), mkdtempSync(join(folder, "room-"))];
  const calls = join(folder, "calls");
  writeFileSync(calls, "");
  // What is typed shows too, so the shell has to put the sign together.
  const sign = (i) => [`echo SI''GN-${i}-\n`, `SIGN-${i}-`];
  const steps = [["", sign(0)[0]]];
  cases.forEach(({ text, typed, label = "Password" }, i) => {
    steps.push([sign(i)[1], text]);
    if (typed !== undefined) steps.push([`${label}: `, `${typed}\n`]);
    steps.push(["", sign(i + 1)[0]]);
  });
  steps.push([sign(cases.length)[1], "exit\n"]);
  const env = {
    PATH: `${folder}:/usr/local/bin:/usr/bin:/bin`, HOME: home, XDG_RUNTIME_DIR: home, TMPDIR: room, TERM: "xterm", LANG: "C.UTF-8", LC_ALL: "C.UTF-8", CALLS: calls,
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "a \"secret' $key",
  };
  const { stdout, stderr } = spawnSync("python3", [fileURLToPath(new URL("terminal.py", import.meta.url))], { input: JSON.stringify({ shell: SHELLS[shell], env, cwd: room, steps }), encoding: "utf8", maxBuffer: 1 << 26 });
  assert.equal(stderr, "");
  const { taken, shown } = JSON.parse(stdout);
  assert.equal(taken, steps.length, `${shell} did not come to its prompt again:\n${shown.slice(-2000)}`);
  assert.ok(!/not found|unknown command|no such file|expected/i.test(shown), `${shell} minds something:\n${shown.match(/.*(?:not found|unknown command|no such file|expected).*/i)?.[0]}`);
  assert.deepEqual(readdirSync(room), [], `${shell} left something behind`);
  return { calls: written(readFileSync(calls, "utf8")), shown };
}

/** What the stand-in wrote down: of each call the words, and the document. */
function written(text) {
  const calls = [];
  let words = [];
  for (const word of text.split("\0").slice(0, -1)) {
    if (word !== "done") {
      words.push(word);
      continue;
    }
    const at = words.findIndex((word) => /^document \d+$/.test(word));
    calls.push(at < 0 ? { words } : { words: words.slice(0, at), document: { mode: words[at].slice("document ".length), text: words[at + 1] } });
    words = [];
  }
  return calls;
}

for (const shell of Object.keys(SHELLS)) {
  suite(`commands typed into an interactive ${shell}`, () => {
    before(() => {
      const { status } = spawnSync(shell, ["-c", "true"]);
      assert.equal(status, 0, `the tests need ${shell}: apt-get install ${shell}, or scripts/setup.sh test`);
    });

    test("an argument arrives as it is", () => {
      const inputs = HOSTILE.filter((Password) => !/^(?:file|fileb|https?):/.test(Password)).map((Password) => ({ ...IDS, Password }));
      const { calls } = type(shell, inputs.map((input) => ({ text: command(WORKMAIL, input, { secret: "inline" }) })));
      assert.deepEqual(calls.map(({ words }) => words.at(-1)), inputs.map(({ Password }) => `--password=${Password}`));
    });

    test("an argument arrives as it is, with characters that no key types", () => {
      const passwords = [...TYPED, ...UNTYPED].filter((Password) => validate(CLOUDSSO, { ...USER, Password }).issues === undefined);
      const { calls } = type(shell, passwords.map((Password) => ({ text: command(CLOUDSSO, { ...USER, Password }, { secret: "inline" }) })));
      assert.deepEqual(calls.map(({ words }) => words.find((word) => word.startsWith("--Password="))), passwords.map((Password) => `--Password=${Password}`));
    });

    test("an identifier arrives as it is", () => {
      const ids = ["$(touch PWNED)", "`touch PWNED`", "a'; touch PWNED; 'b", "--debug", "a!!b", "a%b c/d?e#f", "a\\", "\u{1F600}"];
      for (const tool of ["aws", "curl"]) {
        const inputs = ids.map((UserId) => ({ AccountId: "acc", UserId }));
        const { calls } = type(shell, inputs.map((input) => ({ text: command(CHIME, input, { tool }) })));
        assert.equal(calls.length, ids.length);
        for (const [i, { words }] of calls.entries()) {
          if (tool === "aws") assert.equal(words.at(-1), `--user-id=${ids[i]}`);
          else assert.ok(words.some((word) => word.includes(`/users/${encodeURIComponent(ids[i]).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}?`)), words.join(" "));
          if (tool === "curl") assert.equal(words[words.indexOf("--user") + 1], "AKIDEXAMPLE:a \"secret' $key");
        }
      }
    });

    test("a document arrives as it is, for its owner's eyes only", () => {
      for (const tool of ["aws", "curl"]) {
        const inputs = HOSTILE.map((Password) => ({ ...IDS, Password }));
        const { calls } = type(shell, inputs.map((input) => ({ text: command(WORKMAIL, input, { tool, secret: "file" }) })));
        assert.deepEqual(calls.map(({ document }) => document.mode), inputs.map(() => "600"));
        assert.deepEqual(calls.map(({ document }) => JSON.parse(document.text)), inputs);
        for (const [i, { words }] of calls.entries()) assert.ok(!words.some((word) => word.includes(HOSTILE[i])));
      }
    });

    test("what is typed at the prompt arrives as it is, and is not shown", () => {
      const inputs = HOSTILE.map((Password) => ({ ...IDS, Password }));
      for (const tool of ["aws", "curl"]) {
        const { calls, shown } = type(shell, inputs.map((input) => ({ text: command(WORKMAIL, input, { tool }), typed: input.Password })));
        assert.deepEqual(calls.map(({ document }) => JSON.parse(document.text)), inputs);
        assert.ok(!shown.includes("Tr0ub4dor-and-3"), "the secret was shown");
      }
      const { calls } = type(shell, TYPED.map((Password) => ({ text: command(CLOUDSSO, { ...USER, Password }), typed: Password })));
      assert.deepEqual(calls.map(({ words }) => words.at(-1)), TYPED.map((Password) => `--Password=${Password}`));
    });

    test("who breaks off at the prompt leaves nothing behind and sends nothing", () => {
      const input = { ...IDS, Password: "Tr0ub4dor-and-3" };
      assert.deepEqual(type(shell, [{ text: command(WORKMAIL, input), typed: "Tr0ub4\u0003" }]).calls, []);
    });
  });
}
