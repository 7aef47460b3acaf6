// Requests as they are built, signed: compared with the signatures of botocore 1.43.11 and of @alicloud/openapi-util at a fixed
// time, which tests/golden/signatures.json keeps.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { buildRequest } from "resetkit";
import { acs3, bearer, sigv4 } from "../../desk/signing.js";

const captures = JSON.parse(readFileSync(new URL("../golden/signatures.json", import.meta.url), "utf8"));

for (const { operation, request, time, credentials, scope, nonce, authorization } of captures) {
  const token = credentials.sessionToken ?? credentials.securityToken;
  test(`${operation}${token ? ", with the token of a session" : ""}`, async () => {
    const sent = scope ? await sigv4(request, credentials, scope, new Date(time)) : acs3(request, credentials, new Date(time), nonce);
    assert.equal(sent.authorization, authorization);
    assert.equal(sent.host, undefined);
    assert.equal(sent[scope ? "x-amz-security-token" : "x-acs-security-token"], token);
    // What the request says by itself goes along.
    for (const [name, value] of Object.entries(request.headers)) assert.equal(sent[name.toLowerCase()], value);
    assert.ok(!JSON.stringify(sent).includes(credentials.secretAccessKey ?? credentials.accessKeySecret));
  });
}

test("the captures are of requests as they are built today", () => {
  assert.equal(captures.length, 16);
  const { request } = captures.find(({ operation }) => operation === "workmail:ResetPassword");
  const built = buildRequest("workmail:ResetPassword", JSON.parse(request.body), { region: "eu-west-1" });
  assert.deepEqual({ ...built, headers: { ...built.headers } }, request);
});

test("a changed body, path or time is another signature", async () => {
  for (const { request, time, credentials, scope, nonce, authorization } of captures) {
    const sign = async (changed, at = time) => (scope ? await sigv4(changed, credentials, scope, new Date(at)) : acs3(changed, credentials, new Date(at), nonce)).authorization;
    assert.notEqual(await sign({ ...request, body: `${request.body} ` }), authorization);
    assert.notEqual(await sign({ ...request, url: request.url.replace(/\/?$/, "/x") }), authorization);
    assert.notEqual(await sign(request, "2026-11-26T12:36:01.000Z"), authorization);
  }
});

test("a token stands where the provider wants it", () => {
  const request = buildRequest("okta:UpdateUser", { id: "00u1a2b3c4d5e6F7g8h9", password: "Zq7!vK2?tN9~" }, { endpoint: "https://example.okta.com" });
  assert.equal(bearer(request, "abc", { header: "authorization", prefix: "SSWS " }).authorization, "SSWS abc");
  assert.equal(bearer(request, "abc").authorization, "Bearer abc");
  assert.equal(bearer(request, "abc", { header: "PRIVATE-TOKEN", prefix: "" })["private-token"], "abc");
});
