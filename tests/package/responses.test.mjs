// Responses as they are read over descriptions, without an engine: those of the catalogue, and those of other services whose
// documents are in tests/documents/.
import assert from "node:assert/strict";
import test, { suite } from "node:test";
import { ResetkitError } from "../../js/error.js";
import { fits } from "../../js/places.js";
import { readPolicy } from "../../js/policy-response.js";
import { readResponse } from "../../js/response.js";
import { describeDocument, descriptions } from "./describe-document.mjs";
import { golden } from "./golden.mjs";
import { readError, responses } from "./responses.mjs";

const parseResponse = (op, response, input) => readResponse(descriptions[op], response, input);
const policyFromResponse = (op, response) => readPolicy(descriptions[op], response);

suite("the catalogue", () => {
  const operations = () => ["workmail:ResetPassword", "cloudsso:ResetUserPassword", "chime:ResetPersonalPIN"];
  for (const [title, run] of responses({ ResetkitError, describe: (op) => descriptions[op], operations, parseResponse, policyFromResponse }, assert, golden)) test(title, run);
});

const all = [...golden.errors, ...golden.replies, ...golden.living.errors, ...golden.living.replies];

suite("every captured response", () => {
  /** What the reference says of these: it knows no unit for a caller, and a wait that is over is none. */
  const WAITS = { "2000ms": undefined, "2s": 2, "1epoch": undefined };
  const recorded = golden.reference.filter(({ file }) => file !== "living/policies");
  all.forEach(({ operation, case: name, reply }, i) => test(`${operation} ${name}: as the reference reads it`, () => {
    const { error: known, output, pending, ...row } = recorded[i];
    assert.deepEqual([row.operation, row.case], [operation, name]);
    const read = parseResponse(operation, reply);
    if (output) {
      // A document may read more than the one that the reference had.
      assert.deepEqual(read, { output: { ...read.output, ...output }, ...(pending && { pending }) });
      return;
    }
    const { error } = read;
    assert.equal(error.code, known.code === "unreadable_response" ? "unreadable_answer" : known.code);
    // Of a success that cannot be read nothing is shown: a secret may be in it.
    assert.equal(error.message, error.code === "unreadable_answer" ? undefined : known.message);
    assert.equal(error.requestId, known.requestId);
    assert.equal(error.documented, known.documented);
    assert.equal(error.retry, known.retry);
    assert.equal(error.status, reply.status);
    assert.ok(error.meaning && error.remedy);
    const { idempotent } = descriptions[operation];
    assert.equal(error.retryable, error.code !== "unreadable_answer" && (error.retry === "later" || (error.retry === "unsure" && idempotent)));
    // The gateway of Alibaba Cloud documents no unit.
    if (known.retryAfter) assert.equal(error.retryAfter, reply.headers["x-acs-retry-after"] ? Number(reply.headers["x-acs-retry-after"]) : WAITS[known.retryAfter]);
    else assert.equal(error.retryAfter, undefined);
  }));

  /** Where none of the clients names the error as ours, and why. */
  const OTHERS = {
    "iam:UpdateLoginProfile json-error-body": "the one that says anything says Error; the code is there, in JSON instead of XML",
    "iam:UpdateLoginProfile truncated": "the one that says anything says Error, where there is no code",
    "iam:UpdateLoginProfile empty-body-400": "the one that says anything says Unknown, where there is a status",
  };
  for (const { operation, case: name, reply, parsed } of golden.living.errors) {
    const said = parsed.flatMap(({ clients, view }) => clients.filter((client) => /^(aws|boto3|ali)/.test(client)).map((client) => readError(client, view).code)).filter(Boolean);
    if (said.length === 0 || OTHERS[`${operation} ${name}`]) continue;
    test(`${operation} ${name}: the code is one that a client reads`, () => assert.ok(said.includes(parseResponse(operation, reply).error.code), said.join(" ")));
  }

  golden.living.policies.forEach(({ operation: action, case: name, reply }) => {
    const row = golden.reference.find((one) => one.file === "living/policies" && one.action === action && one.case === name);
    // A second response about the same policy, of what no form can check.
    if (!row) return assert.equal(action, "eiam:GetPasswordHistoryConfiguration");
    test(`${action} ${name}: the policy is the one of the reference`, () => {
      if (row.error) {
        assert.throws(() => policyFromResponse(row.operation, reply), (error) => error instanceof ResetkitError && error.code === "invalid_policy" && error.message === "an error with status 400 is not what DescribeUserPool answers");
        return;
      }
      const { classes, names, ...limits } = policyFromResponse(row.operation, reply);
      const numbers = Object.fromEntries(["minLength", "maxLength", "minClasses", "minDifferent", "history"].filter((key) => limits[key] !== undefined).map((key) => [key, limits[key]]));
      assert.deepEqual({ ...numbers, classes: Object.fromEntries(classes.map(({ id, min }) => [id, min])), names: Object.keys(names ?? {}) }, row.policy);
    });
  });
});

const code = (op, response, input) => parseResponse(op, response, input).error?.code ?? "ok";

suite("a success is recognised, never assumed", () => {
  test("a secret that the input asks for and that does not come back is an error", () => {
    assert.equal(code("okta:ResetPassword", { status: 200, body: "{}" }, { id: "x", sendEmail: false }), "unreadable_answer");
    assert.equal(code("okta:ResetPassword", { status: 200, body: "{}" }, { id: "x", sendEmail: true }), "ok");
    assert.deepEqual(parseResponse("okta:ResetPassword", { status: 200, body: '{"resetPasswordUrl":"https://x/y"}' }, { id: "x", sendEmail: false }), { output: { resetPasswordUrl: "https://x/y" } });
    assert.equal(code("graph:ResetPassword", { status: 202, headers: { Location: "https://x" }, body: "" }, { userId: "x" }), "unreadable_answer");
    assert.deepEqual(parseResponse("graph:ResetPassword", { status: 202, headers: { Location: "https://x" }, body: "" }, { userId: "x", newPassword: "y" }), { output: { operation: "https://x" }, pending: true });
    assert.deepEqual(parseResponse("graph:ResetPassword", { status: 200, body: '{"newPassword":" Ab1 "}' }, { userId: "x" }), { output: { newPassword: " Ab1 " } });
    assert.equal(code("okta:ExpirePasswordWithTempPassword", { status: 200, body: '{"tempPassword":null}' }), "unreadable_answer");
  });

  test("a secret whose digits JSON does not hold is lost", () => {
    const PIN = (value) => parseResponse("chime:ResetPersonalPIN", { status: 200, body: `{"User":{"UserId":"u-1","PersonalPIN":${value}}}` });
    assert.equal(PIN("1234567890123456").output.PersonalPIN, "1234567890123456");
    for (const value of ["12345678901234567890", "9007199254740993", "1.5", "1e400"]) assert.equal(PIN(value).error?.code, "unreadable_answer", value);
    assert.equal(PIN('"12345678901234567890"').output.PersonalPIN, "12345678901234567890");
  });

  test("a body that says that something failed is no success, unless the definition reads it", () => {
    const GITLAB = "gitlab:UpdateUser", OKTA = "okta:UpdateUser";
    for (const body of ['{"error":"x"}', '{"error":{}}', '{"errors":[{"detail":"x"}]}', '{"Errors":["x"]}', '{"ok":false}', '{"id":1,"error":{"code":null}}']) {
      for (const op of [GITLAB, OKTA]) assert.notEqual(code(op, { status: 200, body }), "ok", `${op} ${body}`);
    }
    assert.equal(code("scim:PatchUser", { status: 200, body: '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"x"}' }), "unreadable_answer");
    for (const body of ['{"id":1}', '{"error":null}', '{"error":""}', '{"error":false}', '{"errors":[]}', '{"ok":true}', '{"ok":null}', '{"id":1,"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"]}']) {
      assert.equal(code(GITLAB, { status: 200, body }), "ok", body);
    }
    const reading = (from) => ({ ...descriptions[GITLAB], output: [{ name: "failed", from, type: "json" }] });
    const told = (from, body) => readResponse(reading(from), { status: 200, body }).error?.code ?? "ok";
    for (const from of ["errors", "errors[0].detail", { at: "errors[]" }]) assert.equal(told(from, '{"errors":[{"detail":"x"}]}'), "ok");
    for (const from of ["errorsTotal", { header: "errors" }, "body.errors"]) assert.equal(told(from, '{"errors":[{"detail":"x"}]}'), "unreadable_answer");
    assert.equal(told("ok", '{"ok":false}'), "ok");
  });

  test("a success that may come without a body needs no output but a secret", () => {
    const own = (output) => ({ ...descriptions["gitlab:UpdateUser"], output, response: { success: { 200: "json", 202: "json?", 204: "empty" }, pending: [202], code: [], message: [] } });
    const told = (output, status, body) => readResponse(own([output]), { status, body }, {}).error?.code ?? "ok";
    const changed = { name: "changed", from: "changed", required: true };
    assert.deepEqual([told(changed, 200, "{}"), told(changed, 202, ""), told(changed, 202, '{"id":1}'), told(changed, 204, "")], ["unreadable_answer", "ok", "ok", "ok"]);
    const when = { ...changed, required: false, unless: "password" };
    assert.deepEqual([told(when, 200, "{}"), told(when, 202, ""), told(when, 204, "")], ["unreadable_answer", "ok", "ok"]);
    for (const output of [changed, when]) for (const status of [202, 204]) assert.equal(told({ ...output, sensitive: true }, status, ""), "unreadable_answer");
  });

  test("a code within a success is an error", () => {
    const { error } = parseResponse("cam:UpdateUser", { status: 200, body: '{"Response":{"Error":{"Code":"InvalidParameter.PasswordViolatedRules","Message":"m"},"RequestId":"r"}}' });
    assert.deepEqual([error.code, error.message, error.requestId, error.member, error.documented], ["InvalidParameter.PasswordViolatedRules", "m", "r", "Password", true]);
    assert.equal(code("synapse:ResetPassword", { status: 200, body: '{"errcode":"M_FORBIDDEN","error":"x"}' }), "M_FORBIDDEN");
    assert.equal(code("scim:PatchUser", { status: 200, body: '{"id":"1","status":"active"}' }), "ok");
    assert.equal(code("scim:PatchUser", { status: 200, body: '{"id":"1","status":"409"}' }), "409");
  });

  test("text, redirect, XML and nothing are told from a page that only looks like them", () => {
    const own = (response) => ({ ...descriptions["synapse:ResetPassword"], output: [], response: { code: [], message: [], ...response } });
    const told = (response, reply) => readResponse(own(response), reply).error?.code ?? "ok";
    const text = { success: { 200: "text" }, contains: "Password changed" };
    assert.equal(told(text, { status: 200, body: "<html><body>Password changed.</body></html>" }), "ok");
    assert.equal(told(text, { status: 200, body: "<html><body>Please log in</body></html>" }), "unreadable_answer");
    assert.equal(told(text, { status: 200, body: "" }), "unreadable_answer");
    const redirect = { success: { 302: "redirect" }, location: "/done" };
    assert.equal(told(redirect, { status: 302, headers: { Location: "https://a.example/done?x" }, body: "" }), "ok");
    assert.equal(told(redirect, { status: 302, headers: { Location: "https://a.example/login" }, body: "" }), "unreadable_answer");
    assert.equal(told(redirect, { status: 302, body: "" }), "unreadable_answer");
    assert.equal(told(redirect, { status: 301, headers: { Location: "/done" }, body: "" }), "301");
    const xml = { success: { 200: "xml", 202: "xml?" }, root: "Done", pending: [202] };
    for (const body of ["<Done/>", "<?xml version='1.0'?>\n<!-- x --><d:Done xmlns:d='y'><a>1</a></d:Done>\n"]) assert.equal(told(xml, { status: 200, body }), "ok");
    for (const body of ["", "<Other/>", "<Done>", "<Done/><Done/>", "<Done></done>", '{"Done":1}', "<!DOCTYPE Done><Done/>", "Done", "<Done a=b/>", "<a>".repeat(33) + "</a>".repeat(33)]) assert.equal(told(xml, { status: 200, body }), "unreadable_answer", body);
    assert.deepEqual(readResponse(own(xml), { status: 202, body: "" }), { output: {}, pending: true });
    const empty = { success: { 204: "empty" } };
    assert.equal(told(empty, { status: 204, body: " \n" }), "ok");
    assert.equal(told(empty, { status: 204, body: "{}" }), "unreadable_answer");
    for (const status of [200, 201, 203, 206]) assert.equal(told(empty, { status, body: "" }), "unreadable_answer");
    assert.equal(told({ success: { 200: "json" } }, { status: 200, body: "[]" }), "unreadable_answer");
  });

  test("a page that says in words what is wrong is explained", () => {
    const description = describeDocument({
      id: "intranet:Reset",
      members: [{ name: "login" }, { name: "password", sensitive: true }],
      response: {
        success: { 200: "text" }, contains: "Password changed",
        errors: [{ code: "ERR 12", text: "ERR 12", meaning: "The password was used before.", remedy: "Choose another one.", retry: "no", member: "password" }, { text: "Sorry", status: 500, meaning: "It failed.", remedy: "Call the desk.", retry: "no" }],
      },
    });
    const { code, meaning, member, message } = readResponse(description, { status: 200, body: "<HTML><BODY>ERR 12: was used before<br></BODY>" }).error;
    assert.deepEqual([code, meaning, member, message], ["ERR 12", "The password was used before.", "password", undefined]);
    assert.deepEqual(readResponse(description, { status: 200, body: "Password changed" }), { output: {} });
    const sorry = readResponse(description, { status: 500, body: "<p>Sorry" }).error;
    assert.deepEqual([sorry.code, sorry.meaning, sorry.documented], ["500", "It failed.", true]);
  });

  test("outputs have their types", () => {
    const description = describeDocument({
      id: "x:Y",
      members: [],
      response: {
        success: { 200: "json" },
        output: [
          { name: "text", from: "a[0].b" }, { name: "on", from: "on", type: "boolean" }, { name: "count", from: "count", type: "integer" },
          { name: "all", from: "list[].n", type: "json" }, { name: "dotted", from: '"m.x"' }, { name: "header", from: { header: "X-Link", after: "/", until: "?" } },
        ],
      },
    });
    const read = (body, headers) => readResponse(description, { status: 200, headers, body: JSON.stringify(body) }).output;
    assert.deepEqual(
      read({ a: [{ b: 7 }], on: "true", count: "12", list: [{ n: 1 }, {}, { n: [2, 3] }], "m.x": "y" }, { "x-link": "https://a/b/c?d" }),
      { text: "7", on: true, count: 12, all: [1, 2, 3], dotted: "y", header: "c" },
    );
    for (const on of [1, "constructor", [true], {}]) assert.deepEqual(read({ a: { 0: { b: 1 } }, on, count: 1.5, list: {}, "m.x": {} }), {});
    assert.deepEqual(read({ on: false, count: "" }), { on: false });
  });
});

suite("where an error stands", () => {
  test("a name before a colon, an item of a list, an object in words", () => {
    const auth0 = parseResponse("auth0:UpdateUser", { status: 400, body: '{"statusCode":400,"message":"PasswordHistoryError: Password has previously been used"}' }).error;
    assert.deepEqual([auth0.code, auth0.message, auth0.member], ["PasswordHistoryError", "PasswordHistoryError: Password has previously been used", "password"]);
    assert.equal(code("auth0:UpdateUser", { status: 400, body: '{"message":"Password Error: x"}' }), "400");
    assert.equal(code("directory:users.update", { status: 403, body: '{"error":{"errors":[{"reason":"quotaExceeded"}]}}' }), "quotaExceeded");
    assert.equal(parseResponse("gitlab:UpdateUser", { status: 400, body: '{"message":{"password":["is too short","is weak"]}}' }).error.message, "password: is too short; is weak");
    assert.equal(parseResponse("okta:UpdateUser", { status: 400, body: '{"errorCode":"E0000001","errorCauses":[{"errorSummary":"a"},{},{"errorSummary":"b"}]}' }).error.message, "a; b");
    const deep = { status: 400, body: `{"message":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}` };
    assert.equal(code("gitlab:UpdateUser", deep), "400");
    assert.equal(code("keycloak:ResetPassword", { status: 400, body: `{"error":"${"a".repeat(100_000)} "}` }), "400");
  });

  test("a text narrows an error, and a status explains one without a code", () => {
    const told = (message) => parseResponse("keycloak:ExecuteActionsEmail", { status: 400, body: JSON.stringify({ errorMessage: message }) }).error.meaning;
    assert.notEqual(told("User email missing"), told("User is disabled"));
    assert.equal(told("something"), parseResponse("keycloak:ResetPassword", { status: 400, body: "{}" }).error.meaning);
  });

  test("a wait is in seconds, and asks for another try only where the service says so", () => {
    const wait = (op, status, headers, body = "{}") => {
      const { retryAfter, retryable, retry } = parseResponse(op, { status, headers, body }).error;
      return [retryAfter, retryable, retry];
    };
    assert.deepEqual(wait("graph:UpdateUser", 429, { "Retry-After": "12" }), [12, true, "later"]);
    assert.deepEqual(wait("graph:UpdateUser", 429, { "Retry-After": "Thu, 26 Nov 2026 08:00:30 GMT", Date: "Thu, 26 Nov 2026 08:00:00 GMT" }), [30, true, "later"]);
    assert.deepEqual(wait("synapse:ResetPassword", 429, {}, '{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":1500}'), [1.5, true, "later"]);
    assert.deepEqual(wait("okta:UpdateUser", 429, { "X-Rate-Limit-Reset": "1795680030", Date: "Thu, 26 Nov 2026 08:00:00 GMT" }, '{"errorCode":"E0000047"}'), [30, true, "later"]);
    // A limit's end is in every response of the service.
    for (const errorCode of ["E0000001", "E9999999"]) assert.deepEqual(wait("okta:UpdateUser", 400, { "X-Rate-Limit-Reset": "1795680030", Date: "Thu, 26 Nov 2026 08:00:00 GMT" }, JSON.stringify({ errorCode })), [undefined, false, "no"]);
    for (const said of ["0", "-5", "soon", "", "Infinity", "Thu, 26 Nov 2026 07:59:59 GMT"]) assert.deepEqual(wait("graph:UpdateUser", 429, { "Retry-After": said, Date: "Thu, 26 Nov 2026 08:00:00 GMT" }), [undefined, true, "later"]);
    const DATE = "Thu, 26 Nov 2026 08:00:00 GMT", asked = (said) => wait("graph:UpdateUser", 429, { "Retry-After": said, Date: DATE })[0];
    // The three forms of a date in HTTP, and headers that were sent twice.
    for (const said of ["Thu, 26 Nov 2026 08:00:30 GMT", "Thursday, 26-Nov-26 08:00:30 GMT", "Thu Nov 26 08:00:30 2026"]) assert.deepEqual([asked(said), asked(`${said}, ${said}`)], [30, 30], said);
    assert.deepEqual(["120, 120", "120,60", "007", "Sun Dec  6 08:00:00 2026"].map(asked), [120, 120, 7, 864_000]);
    for (const said of ["0x20", "1e2", "1.5.2", ".", "12s", "+12", "12 60", "Thu, 26 Nov 2026 08:00:30 +0100", "2026-11-26T08:00:30Z"]) assert.equal(asked(said), undefined, said);
    // Who makes another PIN each time does not try again for a wait.
    assert.deepEqual(wait("chime:ResetPersonalPIN", 503, { "Retry-After": "5" }), [5, false, "unsure"]);
  });

  test("patterns take the whole of a text, in any combination, without backtracking", () => {
    for (const [pattern, yes, no] of [
      ["[45][0-9]{2}", ["404", "599"], ["", "40", "4040", "304"]],
      ["^[A-Za-z]+Error$", ["XError", "ErrorError"], ["Error", "X Error", "XErrors"]],
      ["a(?:b|cd?)?e|f", ["ae", "abe", "ace", "acde", "f"], ["a", "abcde", "ef"]],
      [".*\\S.*", [" x ", "é"], ["", " ", "x\n"]],
      ["\\w{2,3}\\-\\d*", ["ab-", "a_1-23"], ["a-1", "abcd-1"]],
      ["[^\\s\\]\\-]+", ["a[b", "\u00a0"], ["a b", "a]", "-"]],
      ["\\u{1F600}\\u00e9\\x41", ["\u{1F600}éA"], ["éA"]],
      ["[\\w-]+_[0-9a-zA-Z]+", ["a-b_1", "__9"], ["_1", "a_"]],
      ["x{2}|x{4,}", ["xx", "xxxx", "xxxxx"], ["x", "xxx"]],
      ["\\.\\_\\ \\/", ["._ /"], ["x_ /"]],
    ]) {
      for (const text of yes) assert.equal(fits(pattern, text), true, `${pattern} ${text}`);
      for (const text of no) assert.equal(fits(pattern, text), false, `${pattern} ${text}`);
    }
    assert.equal(fits("[\\w-]+_[0-9a-zA-Z]+".repeat(3), "a-_".repeat(30_000)), false);
  });
});

suite("policies from responses", () => {
  const KEYCLOAK = "keycloak:ResetPassword", AUTH0 = "auth0:UpdateUser";
  const brief = ({ minLength, minClasses, classes, names, ...policy }) => ({
    minLength,
    ...(minClasses && { minClasses }),
    ...Object.fromEntries(["maxBytes", "maxRepeats", "maxSequence", "history", "minDifferent", "notUserName"].filter((key) => policy[key]).map((key) => [key, policy[key]])),
    ...Object.fromEntries(classes.filter(({ min }) => min).map(({ id, min }) => [id, min])),
    names: Object.keys(names ?? {}),
  });
  const read = (op, body) => brief(policyFromResponse(op, { status: 200, headers: {}, body: JSON.stringify(body) }));
  const refused = (op, response, message) => assert.throws(() => policyFromResponse(op, response), (error) => error instanceof ResetkitError && error.code === "invalid_policy" && error.message === message);

  test("Keycloak's own language", () => {
    const policy = (passwordPolicy) => read(KEYCLOAK, { passwordPolicy });
    assert.deepEqual(policy("length(12) and digits(2) and upperCase(1) and specialChars and notUsername(undefined) and passwordHistory(3) and hashIterations(27500)"), { minLength: 12, history: 3, upper: 1, digit: 2, special: 1, names: ["account"] });
    assert.deepEqual(policy("length and notEmail and notContainsUsername and regexPattern(^[a-z]+$)"), { minLength: 8, names: ["email", "account"] });
    assert.deepEqual(policy(""), { minLength: 1, names: [] });
    assert.deepEqual(read(KEYCLOAK, { realm: "master" }), { minLength: 1, names: [] });
    assert.deepEqual(policyFromResponse(KEYCLOAK, { passwordPolicy: "notContainsUsername and notUsername" }).names, { account: {} });
    assert.deepEqual(policyFromResponse(KEYCLOAK, { passwordPolicy: "regexPattern(x)" }).unchecked, ["The realm asks for a pattern of its own."]);
    refused(KEYCLOAK, { status: 200, body: '{"passwordPolicy":"length(8) and newRule(3)"}' }, "an unknown rule is not what GET /admin/realms/{realm} answers");
    refused(KEYCLOAK, { status: 200, body: '{"passwordPolicy":"length(x)"}' }, "length is not what GET /admin/realms/{realm} answers");
  });

  test("a named variant, and values laid on it", () => {
    const level = (passwordPolicy, more) => read(AUTH0, { options: { passwordPolicy, ...more } });
    assert.deepEqual(level("good"), { minLength: 8, minClasses: 3, maxBytes: 72, names: [] });
    assert.deepEqual(level("fair"), { minLength: 8, maxBytes: 72, upper: 1, lower: 1, digit: 1, names: [] });
    assert.deepEqual(level("excellent"), { minLength: 10, minClasses: 3, maxBytes: 72, maxRepeats: 2, names: [] });
    assert.deepEqual(level("low"), { minLength: 6, maxBytes: 72, names: [] });
    assert.deepEqual(level(null), { minLength: 1, maxBytes: 72, names: [] });
    assert.deepEqual(level("good", { password_complexity_options: { min_length: 14 }, password_history: { enable: true, size: 5 }, password_no_personal_info: { enable: true } }), { minLength: 14, minClasses: 3, maxBytes: 72, history: 5, names: ["account"] });
    assert.deepEqual(level("none", { password_options: { complexity: { min_length: 15, character_types: ["uppercase", "number"], character_type_rule: "all", identical_characters: "block", sequential_characters: "block" } } }), { minLength: 15, maxBytes: 72, maxRepeats: 2, maxSequence: 2, upper: 1, digit: 1, names: [] });
    assert.equal(level("good", { password_history: { enable: false, size: 5 } }).history, undefined);
    for (const odd of ["new", "toString", 5, {}]) refused(AUTH0, { options: { passwordPolicy: odd } }, "options.passwordPolicy is not what GET /api/v2/connections/{id} answers");
  });

  test("values of other services", () => {
    assert.deepEqual(read("okta:UpdateUser", [{ settings: { password: { complexity: { minLength: 10, minLowerCase: 1, minUpperCase: 0, minNumber: 1, minSymbol: 0, excludeUsername: false, excludeAttributes: ["firstName"] }, age: { historyCount: 4 } } } }]), { minLength: 10, maxBytes: 72, history: 4, lower: 1, digit: 1, names: ["given"] });
    assert.deepEqual(read("gitlab:UpdateUser", { minimum_password_length: 12, password_number_required: true, password_symbol_required: false }), { minLength: 12, digit: 1, names: [] });
    assert.deepEqual(read("synapse:ResetPassword", { "m.minimum_length": 10, "m.require_digit": true, "m.require_symbol": true }), { minLength: 10, maxBytes: 72, digit: 1, special: 1, names: [] });
    assert.deepEqual(read("huawei-iam:UpdateLoginProfileV5", { password_policy: { minimum_password_length: 10, password_char_combination: 3, maximum_consecutive_identical_chars: 2, password_not_username_or_invert: true } }), { minLength: 10, minClasses: 3, maxRepeats: 2, names: ["email", "phone", "account"] });
    assert.deepEqual(read("iam:UpdateLoginProfile", { PasswordPolicy: { MinimumPasswordLength: 6, RequireSymbols: false, RequireNumbers: true } }), { minLength: 6, digit: 1, names: [] });
    const body = "<GetAccountPasswordPolicyResponse xmlns='https://iam.amazonaws.com/doc/2010-05-08/'><GetAccountPasswordPolicyResult><PasswordPolicy><MinimumPasswordLength>14</MinimumPasswordLength><RequireSymbols>true</RequireSymbols><RequireNumbers>false</RequireNumbers></PasswordPolicy></GetAccountPasswordPolicyResult></GetAccountPasswordPolicyResponse>";
    assert.deepEqual(brief(policyFromResponse("iam:UpdateLoginProfile", { status: 200, body })), { minLength: 14, special: 1, names: [] });
    refused("iam:UpdateLoginProfile", { status: 200, body: body.replace("14", "many") }, "MinimumPasswordLength is not what GetAccountPasswordPolicy answers");
    // The policy of the account is none: its 404 is the default one.
    const none = { status: 404, body: "<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>" };
    assert.deepEqual(policyFromResponse("iam:UpdateLoginProfile", none), descriptions["iam:UpdateLoginProfile"].policy);
    refused("iam:UpdateLoginProfile", { ...none, body: none.body.replace("NoSuchEntity", "AccessDenied") }, "an error with status 404 is not what GetAccountPasswordPolicy answers");
  });

  test("CloudSSO's, as it came and as parsed JSON", () => {
    const CLOUDSSO = "cloudsso:ResetUserPassword";
    const PasswordPolicy = { MinPasswordLength: 12, MaxPasswordLength: 30, MinPasswordDifferentChars: 6, PasswordNotContainUsername: false, MaxPasswordAge: 90, PasswordReusePrevention: 2 };
    const wanted = { minLength: 12, minDifferent: 6, history: 2, upper: 1, lower: 1, digit: 1, special: 1, names: [] };
    const answer = { RequestId: "x", PasswordPolicy };
    for (const response of [PasswordPolicy, answer, { status: 200, body: JSON.stringify(answer) }, { status: 200, headers: new Headers(), body: new TextEncoder().encode(JSON.stringify(answer)) }]) {
      const policy = policyFromResponse(CLOUDSSO, response);
      assert.deepEqual([policy.maxLength, brief(policy)], [30, wanted]);
      assert.equal(policy.notUserName, false);
    }
    const keeps = policyFromResponse(CLOUDSSO, { MinPasswordLength: 9, PasswordNotContainUsername: true });
    assert.deepEqual([keeps.minLength, keeps.maxLength, Object.keys(keeps.names)], [9, 32, ["account"]]);
    const described = { ...descriptions[CLOUDSSO], policy: { ...descriptions[CLOUDSSO].policy, notUserName: true, names: undefined } };
    assert.equal(readPolicy(described, { PasswordNotContainUsername: true }).notUserName, true);
    assert.equal(readPolicy(described, { PasswordNotContainUsername: false }).notUserName, false);

    for (const wrong of [undefined, null, 5, "x", {}, [], { PasswordPolicy: 5 }, { status: 200, body: "" }, { status: 200, body: "<html>" }]) {
      assert.throws(() => policyFromResponse(CLOUDSSO, wrong), (error) => error instanceof ResetkitError && error.code === "invalid_policy", JSON.stringify(wrong));
    }
    for (const [name, value] of [["MinPasswordLength", "12"], ["MinPasswordLength", -1], ["MaxPasswordLength", 1.5], ["MaxPasswordLength", {}], ["PasswordNotContainUsername", 0], ["PasswordNotContainUsername", "true"]]) {
      refused(CLOUDSSO, { ...PasswordPolicy, [name]: value }, `${name} is not what GetPasswordPolicy answers`);
    }
    refused(CLOUDSSO, { status: 403, body: '{"Code":"NoPermission"}' }, "an error with status 403 is not what GetPasswordPolicy answers");
    assert.throws(() => policyFromResponse("workmail:ResetPassword", PasswordPolicy), { code: "no_policy", message: "no response of this provider says what the policy is" });
    // The policy of the description is as it was.
    assert.equal(descriptions[CLOUDSSO].policy.minLength, 8);
  });
});

test("nothing is read that a program wrote on Object.prototype", () => {
  const policies = golden.reference.filter(({ file }) => file === "living/policies").map(({ operation, action, case: name }) =>
    [operation, golden.living.policies.find((row) => row.operation === action && row.case === name).reply]);
  const read = () => JSON.stringify([
    ...all.filter((_, i) => i % 4 === 0).map(({ operation, reply }) => parseResponse(operation, reply, {})),
    ...policies.map(([operation, reply]) => {
      try {
        return policyFromResponse(operation, reply);
      } catch ({ message }) {
        return message;
      }
    }),
  ]);
  const names = ["text", "status", "header", "headers", "at", "before", "until", "after", "pattern", "unit", "type", "when", "unless", "required", "root", "contains", "location", "pending", "unreadable", "aliases", "member", "code", "message", "requestId", "retryAfter", "names", "has", "is", "to", "if", "absent", "variant", "values", "language", "from", "inside", "tree", "kind", "body", "200", "400", "Code", "Error", "date"];
  const before = read();
  for (const name of names) {
    let during;
    try {
      Object.defineProperty(Object.prototype, name, { value: "x", configurable: true, writable: true });
      during = read();
    } finally {
      delete Object.prototype[name];
    }
    assert.equal(during, before, name);
  }
});
