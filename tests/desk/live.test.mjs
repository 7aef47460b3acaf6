// The desk's way to a real service, without one: addresses that no token may go to, tokens, and what never left the machine.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { createApi } from "../../desk/api.js";
import { tokenCredentials } from "../../desk/credentials.js";
import { liveProvider } from "../../desk/live.js";
import { sandboxProvider } from "../../desk/sandbox.js";
import { readXml } from "../../desk/xml.js";

const folder = mkdtempSync(join(tmpdir(), "resetkit-live-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const PERSON = { id: "00u1a2b3c4d5e6F7g8h9", password: "Zq7!vK2?tN9~" };

suite("a token is never sent to", () => {
  for (const endpoint of [
    "http://localhost@evil.example/", "http://localhost.evil.example", "http://127.0.0.1.evil.example/scim", "http://id.example.com",
    "https://user:word@id.example.com", "https://id.example.com/scim?x=1", "https://id.example.com/scim#f",
  ]) {
    test(endpoint, async () => {
      const refused = { name: "NotSent", code: "no_endpoint" };
      const provider = liveProvider({ endpoint, environment: { RESETKIT_TOKEN_SCIM: "T0K" } });
      assert.throws(() => provider.base("scim:PatchUser", {}), refused);
      await assert.rejects(provider.reset("scim:PatchUser", {}, PERSON), refused);
      const environment = { OKTA_CLIENT_ORGURL: endpoint, OKTA_CLIENT_TOKEN: "T0K" };
      assert.throws(() => liveProvider({ environment }).base("okta:UpdateUser", {}), refused);
    });
  }
});

test("what a browser would not send either was not sent", async () => {
  const provider = liveProvider({ endpoint: "http://127.0.0.1:6000", environment: { RESETKIT_TOKEN_SCIM: "T0K" } });
  await assert.rejects(provider.reset("scim:PatchUser", {}, PERSON), { name: "NotSent", code: "unreachable" });
});

test("a file of a token that is a folder is no file of a token", async () => {
  const file = mkdtempSync(join(folder, "token-"));
  await assert.rejects(tokenCredentials("scim:PatchUser", { file, environment: {} })(), { name: "NoCredentials", code: "no_file" });
});

test("a token is asked for once, and again if it was none", async () => {
  const answers = ["no token", "T0K"];
  let asked = 0;
  const token = tokenCredentials("scim:PatchUser", { environment: {}, prompt: async () => answers[asked++] });
  const all = await Promise.allSettled([token(), token()]);
  assert.deepEqual(all.map(({ reason }) => reason.code), ["bad_token", "bad_token"]);
  assert.deepEqual(await Promise.all([token(), token()]), ["T0K", "T0K"]);
  assert.equal(asked, 2);
});

test("a secret that the service made is told although the audit cannot be written", async () => {
  const provider = { ...sandboxProvider(), reset: async () => ({ status: 200, headers: {}, body: '{"tempPassword":"Made-By-Okta-1"}' }) };
  const api = createApi({ provider, folder, audit: () => { throw new Error("ENOSPC"); } });
  const [status, { output, audited }] = await api.handler("reset")({ who: "ada", body: { operation: "okta:ExpirePasswordWithTempPassword", input: { id: PERSON.id } } });
  assert.deepEqual([status, output, audited], [200, { tempPassword: "Made-By-Okta-1" }, false]);
});

test("an element without an end is read in linear time", () => {
  const began = performance.now();
  assert.deepEqual(readXml(`<${"a".repeat(1 << 20)}`), {});
  // With the square of the length it would be minutes.
  assert.ok(performance.now() - began < 20_000);
});
