// Samba's own check of passwords, which Simple AD has, over 200,000 generated passwords. It needs Debian's python3-samba; without
// it this is left out.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { generatePasswords, policy } from "../../dist/index.js";

/** Samba wants eight UTF-16 units for WorkMail and Simple AD, seven for AWS Managed Microsoft AD. */
const POLICIES = [["workmail:ResetPassword", undefined, 8], ["workmail:ResetPassword", "managed-microsoft-ad", 7], ["ds:ResetUserPassword", undefined, 7], ["ds:ResetUserPassword", "simple-ad", 8]];
const PYTHON = "/usr/bin/python3";
const ORACLE = `
import sys
from samba import check_password_quality
for line in sys.stdin:
    minimum, password = line.rstrip("\\n").split("\\t", 1)
    if len(password.encode("utf-16-le")) // 2 < int(minimum) or not check_password_quality(password):
        print(minimum, len(password))
`;
const missing = spawnSync(PYTHON, ["-c", "import samba"]).status !== 0 && "python3-samba is not installed";

test("Samba takes every generated password of every policy, length and option", { skip: missing }, () => {
  const lines = [];
  for (const [id, variant, minimum] of POLICIES) {
    const rules = policy(id, variant);
    const most = Math.min(rules.maxLength, 127);
    for (const length of [rules.minLength, rules.minLength + 1, 12, 20, most]) {
      for (const options of [{}, { avoidAmbiguous: true }, { userName: "m.major", displayName: "Mary Major" }, { avoidAmbiguous: true, userName: "m.major" }]) {
        for (const password of generatePasswords(rules, 2500, { length, ...options })) lines.push(`${minimum}\t${password}`);
      }
    }
  }
  assert.equal(lines.length, 200_000);
  const { status, stdout, stderr } = spawnSync(PYTHON, ["-c", ORACLE], { input: lines.join("\n"), encoding: "utf8", maxBuffer: 2 ** 26 });
  assert.equal(status, 0, stderr);
  assert.equal(stdout, "");
});
