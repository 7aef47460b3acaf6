// Requests as they are built, to servers of the real software on this machine; their responses as they are read; and
// whether the new password is the one that counts then. scripts/servers.sh installs the servers.
import assert from "node:assert/strict";
import { before, describe as suite, test } from "node:test";
import { buildRequest, generatePassword, parseResponse, policyFromResponse } from "../../dist/index.js";
import { freePort, installed, json, path, started, startSynapse } from "./running.mjs";

/** Sends a request with a header that signs it. */
async function send({ method, url, headers, body }, authorization) {
  const response = await fetch(url, { method, headers: { ...headers, ...(authorization && { authorization }) }, ...(method !== "GET" && { body }) });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

/** The same, built from an input and read. */
async function reset(op, input, endpoint, authorization) {
  return parseResponse(op, await send(buildRequest(op, input, { endpoint }), authorization), input);
}

suite("Synapse", () => {
  const OP = "synapse:ResetPassword", START = "Start-12345";
  let base, admin, user;
  const login = (password) => json("POST", `${base}/_matrix/client/v3/login`, { type: "m.login.password", identifier: { type: "m.id.user", user: "alice" }, password });
  const bearer = ({ access_token: token }) => `Bearer ${token}`;

  before(async () => {
    let register;
    ({ base, register } = await startSynapse());
    admin = await register("admin", "Admin-12345", true);
    user = await register("alice", START, false);
  });

  test("the new password is the one that logs in, and sessions end if they shall", async () => {
    const newPassword = generatePassword(OP);
    assert.deepEqual(await reset(OP, { userId: "@alice:localhost", newPassword, logoutDevices: true }, base, bearer(admin)), { output: {} });
    const found = await login(newPassword);
    assert.equal(found.status, 200);
    assert.equal((await login(START)).status, 403);
    const session = (value) => fetch(`${base}/_matrix/client/v3/account/whoami`, { headers: { authorization: bearer(value) } }).then(({ status }) => status);
    assert.equal(await session(user), 401);
    assert.deepEqual(await reset(OP, { userId: "@alice:localhost", newPassword, logoutDevices: false }, base, bearer(admin)), { output: {} });
    assert.equal(await session(found.value), 200);
    user = found.value;
  });

  test("what it refuses is explained, and shows no secret", async () => {
    const newPassword = generatePassword(OP);
    const told = async (userId, authorization) => (await reset(OP, { userId, newPassword, logoutDevices: true }, base, authorization)).error;
    for (const [userId, authorization, code, member] of [
      ["@nobody:localhost", bearer(admin), "M_NOT_FOUND", "userId"], ["@Alice:localhost", bearer(admin), "M_NOT_FOUND", "userId"], ["@a/../b?c#d%41:localhost", bearer(admin), "M_NOT_FOUND", "userId"],
      ["@alice:localhost", bearer(user), "M_FORBIDDEN", undefined], ["@alice:localhost", "Bearer nope", "M_UNKNOWN_TOKEN", undefined], ["@alice:localhost", undefined, "M_MISSING_TOKEN", undefined],
    ]) {
      const error = await told(userId, authorization);
      assert.deepEqual([error.code, error.member, error.documented], [code, member, true]);
      assert.ok(!JSON.stringify(error).includes(newPassword));
    }
  });

  test("its policy is read", async () => {
    const { minLength, classes } = policyFromResponse(OP, await send({ method: "GET", url: `${base}/_matrix/client/v3/password_policy` }));
    assert.deepEqual([minLength, classes.find(({ id }) => id === "digit").min], [10, 1]);
  });
});

suite("SCIM", () => {
  const OP = "scim:PatchUser", TOKEN = "Bearer T0K";
  const USER = { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName: "alice", password: "Start-12345" };

  /** The new password counts, the old one does not, and who is not there or has no token hears of it. */
  async function holds(endpoint, id, accepted) {
    assert.equal(await accepted("Start-12345"), true);
    // What is hard to carry arrives as it is.
    for (const password of [generatePassword(OP), "Ab1!\"'\\/%41+é 中😀"]) {
      const read = await reset(OP, { id, password }, endpoint, TOKEN);
      assert.equal(read.error, undefined, JSON.stringify(read.error));
      assert.ok(!JSON.stringify(read).includes(password));
      assert.equal(await accepted(password), true);
      assert.equal(await accepted("Start-12345"), false);
    }
    const password = generatePassword(OP);
    const missing = await reset(OP, { id: "no/such?user", password }, endpoint, TOKEN);
    assert.deepEqual([missing.error.status, missing.error.member, missing.error.documented], [404, "id", true]);
    const refused = await reset(OP, { id, password }, endpoint, "Bearer nope");
    assert.equal(refused.error.status, 401);
    assert.equal(await accepted(password), false);
  }

  test("scim2-server", async () => {
    const port = await freePort(), server = `http://127.0.0.1:${port}`;
    await started(installed("scim2/bin/scim2-server"), ["--hostname", "127.0.0.1", "--port", `${port}`, "--bearer-token", "T0K"], `${server}/v2/ServiceProviderConfig`);
    const { value: { id } } = await json("POST", `${server}/v2/Users`, USER, { authorization: TOKEN, "content-type": "application/scim+json" });
    // It lets one ask whether a password is somebody's.
    const accepted = async (password) => {
      const response = await fetch(`${server}/v2/Users?${new URLSearchParams({ filter: `password eq ${JSON.stringify(password)}` })}`, { headers: { authorization: TOKEN } });
      return (await response.json()).totalResults === 1;
    };
    await holds(`${server}/v2`, id, accepted);
  });

  const login = (server) => async (password) => (await json("POST", `${server}/_login`, { password })).value.accepted;

  test("SCIMMY", async () => {
    const port = await freePort(), server = `http://127.0.0.1:${port}`;
    await started(process.execPath, [path("tests/servers/scimmy.mjs"), `${port}`], `${server}/scim/v2/ServiceProviderConfig`, installed("scimmy"));
    await holds(`${server}/scim/v2`, "1", login(server));
  });

  test("Canaille", async () => {
    const port = await freePort(), server = `http://127.0.0.1:${port}`;
    await started(installed("canaille/bin/python"), [path("tests/servers/canaille_app.py"), `${port}`], `${server}/scim/v2/ServiceProviderConfig`);
    const list = await (await fetch(`${server}/scim/v2/Users`, { headers: { authorization: TOKEN } })).json();
    await holds(`${server}/scim/v2`, list.Resources[0].id, login(server));
  });
});

// An emulator, not the service: a second opinion on whether the requests are what the API takes.
suite("moto", () => {
  let base;
  const signed = (service) => `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261126/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`;
  const cognito = (action, value) => json("POST", base, value, { "content-type": "application/x-amz-json-1.1", "x-amz-target": `AWSCognitoIdentityProviderService.${action}`, authorization: signed("cognito-idp") });
  const iam = (form) => send({ method: "POST", url: base, headers: { "content-type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ Version: "2010-05-08", ...form }) }, signed("iam"));

  before(async () => {
    const port = await freePort();
    base = `http://127.0.0.1:${port}/`;
    await started(installed("moto/bin/moto_server"), ["-H", "127.0.0.1", "-p", `${port}`], `${base}moto-api/`);
  });

  test("Cognito: the new password signs in, for good or until the next time", async () => {
    const OP = "cognito-idp:AdminSetUserPassword";
    const { value: { UserPool } } = await cognito("CreateUserPool", { PoolName: "p", Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: true, RequireNumbers: true, RequireUppercase: false, RequireLowercase: false } } });
    const UserPoolId = UserPool.Id, Username = "mateo.jackson";
    const { value: { UserPoolClient } } = await cognito("CreateUserPoolClient", { UserPoolId, ClientName: "c", ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] });
    await cognito("AdminCreateUser", { UserPoolId, Username, UserAttributes: [{ Name: "email", Value: "m@example.com" }, { Name: "email_verified", Value: "true" }] });
    const signIn = (PASSWORD) => cognito("AdminInitiateAuth", { UserPoolId, ClientId: UserPoolClient.ClientId, AuthFlow: "ADMIN_USER_PASSWORD_AUTH", AuthParameters: { USERNAME: Username, PASSWORD } });

    const described = await send({ method: "POST", url: base, headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSCognitoIdentityProviderService.DescribeUserPool" }, body: JSON.stringify({ UserPoolId }) }, signed("cognito-idp"));
    const policy = policyFromResponse(OP, described);
    assert.deepEqual([policy.minLength, ...policy.classes.map(({ min }) => min)], [12, 0, 0, 1, 1]);

    const Password = generatePassword(policy);
    assert.deepEqual(await reset(OP, { UserPoolId, Username, Password, Permanent: true }, base, signed("cognito-idp")), { output: {} });
    assert.ok((await signIn(Password)).value.AuthenticationResult);
    const other = generatePassword(policy);
    assert.deepEqual(await reset(OP, { UserPoolId, Username, Password: other, Permanent: false }, base, signed("cognito-idp")), { output: {} });
    assert.equal((await signIn(other)).value.ChallengeName, "NEW_PASSWORD_REQUIRED");

    const weak = await reset(OP, { UserPoolId, Username, Password: "Short-1a" }, base, signed("cognito-idp"));
    assert.deepEqual([weak.error.code, weak.error.member, weak.error.documented], ["InvalidPasswordException", "Password", true]);
    const nobody = await reset(OP, { UserPoolId, Username: "nobody", Password }, base, signed("cognito-idp"));
    assert.deepEqual([nobody.error.code, nobody.error.member], ["UserNotFoundException", "Username"]);
    // Who has never chosen a password cannot be sent a code.
    const state = await reset("cognito-idp:AdminResetUserPassword", { UserPoolId, Username }, base, signed("cognito-idp"));
    assert.deepEqual([state.error.code, state.error.member], ["NotAuthorizedException", "Username"]);
    await reset(OP, { UserPoolId, Username, Password, Permanent: true }, base, signed("cognito-idp"));
    assert.deepEqual(await reset("cognito-idp:AdminResetUserPassword", { UserPoolId, Username, ClientMetadata: { ticket: "4711" } }, base, signed("cognito-idp")), { output: {} });
  });

  test("IAM: XML is read, and no policy is one", async () => {
    const OP = "iam:UpdateLoginProfile", UserName = "mateo.jackson";
    await iam({ Action: "CreateUser", UserName });
    const input = { UserName, Password: generatePassword(OP), PasswordResetRequired: true };
    const none = await reset(OP, input, base, signed("iam"));
    assert.deepEqual([none.error.code, none.error.member, none.error.status], ["NoSuchEntity", "UserName", 404]);
    assert.match(none.error.meaning, /no console password yet/);
    await iam({ Action: "CreateLoginProfile", UserName, Password: "Start-12345" });
    assert.deepEqual(await reset(OP, input, base, signed("iam")), { output: {} });
    assert.match((await iam({ Action: "GetLoginProfile", UserName })).body, /<PasswordResetRequired>true/);
    assert.equal(policyFromResponse(OP, await iam({ Action: "GetAccountPasswordPolicy" })).minClasses, 3);
    await iam({ Action: "UpdateAccountPasswordPolicy", MinimumPasswordLength: "14", RequireSymbols: "true" });
    const policy = policyFromResponse(OP, await iam({ Action: "GetAccountPasswordPolicy" }));
    assert.deepEqual([policy.minLength, policy.minClasses, policy.classes.find(({ id }) => id === "special").min], [14, 0, 1]);
  });
});
