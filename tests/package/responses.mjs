// What the real clients read from a response, and what parseResponse reads: every row of tests/golden/errors.json and
// replies.json, and the shapes of gateways. Run in Node and in a browser, like contract.mjs.

/** Code, message and request id as a client shows them; `ok` where it takes the response for a success, `failed` where it gives up. */
export function readError(client, view) {
  const text = view.stderr ?? view.error?.str ?? view.error?.message ?? "";
  const match = (pattern) => {
    const found = pattern.exec(text);
    return found ? { code: found[1], message: found[2], requestId: found[3] } : { failed: true };
  };
  if (view.ok || view.exit_code === 0) return { ok: true };
  if (client.startsWith("awscli")) return match(/An error occurred \((.*?)\) when calling the \w+ operation(?: \(reached max retries: 0\))?: ?(.*)\n/);
  if (client === "boto3") {
    const { Error, ResponseMetadata } = view.error.response ?? {};
    return Error ? { code: Error.Code, message: Error.Message, requestId: ResponseMetadata.RequestId } : { failed: true };
  }
  const { name, message, own = {} } = view.error;
  if (client === "aws-sdk-js-v2") return own.requestId ? { code: own.code, message, requestId: own.requestId } : { failed: true };
  // Its message where the service sent none.
  if (client === "aws-sdk-js-v3") return /^(Syntax|Type)Error$/.test(name) ? { failed: true } : { code: name, message: message === "UnknownError" ? "" : message, requestId: own.$metadata?.requestId };
  if (client === "alicloud-pop-core") return own.data ? { code: own.code, message: message.replace(/, URL: .*$/, ""), requestId: own.data.RequestId } : { failed: true };
  if (client === "aliyun-core-py") return match(/Error:(\S+) (.*) RequestID: (.*)$/s);
  return match(/(?:^|Error: )(\S+?):? code: \d+, (.*) request id: (\S+?)(?: Response: .*)?$/s);
}

const ALIBABA = ["alibabacloud-cloudsso-py", "alicloud-openapi-client", "alicloud-openapi-core"];
const each = (clients, said) => Object.fromEntries(clients.map((client) => [client, said]));
const CHIME_HEADER = "the header names the exception of the model, and every client but this one looks there first";
const CHIME_TYPE = "every client but this one prefers Code to __type; the model has both as spellings of one error";

/** Where clients read another code than we do: what each says, `failed` where it gives up, and why ours is what it is. */
const DISAGREEMENTS = {
  "workmail:ResetPassword empty-body-400": [{ "aws-sdk-js-v2": "UnknownError", "aws-sdk-js-v3": "Unknown" }, "boto3 and the CLIs name the status, which says more than that it is unknown"],
  "cloudsso:ResetUserPassword SignatureDoesNotMatch": [{ "aliyun-core-py": "failed" }, "this client replaces the code by an exception of its own about its secret"],
  "cloudsso:ResetUserPassword empty-body-500": [{ ...each([...ALIBABA, "alicloud-pop-core"], "failed"), "aliyun-core-py": "SDK.UnknownServerError" }, "nobody reads a code: the status is what there is, and unlike a SyntaxError it tells what happened"],
  "cloudsso:ResetUserPassword html-502": [{ ...each([...ALIBABA, "alicloud-pop-core"], "failed"), "aliyun-core-py": "SDK.UnknownServerError" }, "as above; the clients' messages repeat the body"],
  "cloudsso:ResetUserPassword lower-case-keys": [{ "alicloud-pop-core": "ok", "aliyun-core-py": "SDK.UnknownServerError" }, "the current clients read both cases; a 400 is no success"],
  "cloudsso:ResetUserPassword no-code": [{ "alibabacloud-cloudsso-py": "None", ...each(ALIBABA.slice(1), "undefined"), "alicloud-pop-core": "ok", "aliyun-core-py": "SDK.UnknownServerError" }, "there is no code: the status stands for it"],
  ...Object.fromEntries(["Forbidden", "ServiceFailure"].map((name) => [`chime:ResetPersonalPIN header-${name}Exception`, [{ "aws-sdk-js-v2": name }, CHIME_HEADER]])),
  "chime:ResetPersonalPIN header-ThrottledClientException": [{ "aws-sdk-js-v2": "Throttled" }, CHIME_HEADER],
  "chime:ResetPersonalPIN header-UnauthorizedClientException": [{ "aws-sdk-js-v2": "Unauthorized" }, CHIME_HEADER],
  "chime:ResetPersonalPIN header-with-url": [{ "aws-sdk-js-v2": "NotFound" }, CHIME_HEADER],
  ...Object.fromEntries(["BadRequest", "Forbidden", "ServiceUnavailable"].map((name) => [`chime:ResetPersonalPIN type-${name}Exception`, [{ "aws-sdk-js-v2": `${name}Exception` }, CHIME_TYPE]])),
};

const AWS_CLI = ["awscli-v1", "awscli-v2.38.1", "awscli-v2.9.19"];
const AWS_CLIENTS = ["aws-sdk-js-v2", "aws-sdk-js-v3", "boto3", ...AWS_CLI];

/** Responses of success where clients disagree: ours, who says otherwise, and why. */
const OUTPUTS = {
  "workmail:ResetPassword ok-not-json": ["unreadable_answer", ["boto3", ...AWS_CLI], "a page of HTML is no response of the service: the password may not have been set"],
  "cloudsso:ResetUserPassword ok-empty-body": ["unreadable_answer", ["aliyun-core-py"], "the request id is promised in every response; this client reads no body at all"],
  "cloudsso:ResetUserPassword ok-not-json": ["unreadable_answer", ["aliyun-core-py"], "this client reads no body at all"],
  "chime:ResetPersonalPIN doc-example-python-literal": ["unreadable_answer", ["boto3", ...AWS_CLI], "these lose the new PIN without a word"],
  "chime:ResetPersonalPIN not-json": ["unreadable_answer", ["boto3", ...AWS_CLI], "these lose the new PIN without a word"],
  ...Object.fromEntries(["empty-body", "no-user", "null-members", "user-null"].map((name) => [`chime:ResetPersonalPIN ${name}`, ["unreadable_answer", AWS_CLIENTS, "no client tells that there is no PIN"]])),
  "chime:ResetPersonalPIN timestamp-bad": ["ok", ["aws-sdk-js-v2", "aws-sdk-js-v3", "boto3", "awscli-v2.38.1", "awscli-v2.9.19"], "a date is no reason to lose a PIN: its text is passed on, as the first AWS CLI does"],
};

/** What a client took out of a response of success; undefined where it shows nothing to compare. */
function readOutput(client, view) {
  if (client.startsWith("awscli")) return view.stdout ? JSON.parse(view.stdout) : {};
  const { $metadata, ResponseMetadata, ...value } = typeof view.value === "string" ? (view.value ? JSON.parse(view.value) : {}) : view.value;
  return "statusCode" in value && "headers" in value ? value.body : value;
}

/** The same without what is around its members. */
function flat({ User, ...output }) {
  if (User === undefined) return output;
  const { AlexaForBusinessMetadata, ...members } = User;
  return { ...members, ...(AlexaForBusinessMetadata && { AlexaForBusiness: AlexaForBusinessMetadata }) };
}

/** Whether the two say the same. Times are compared as times, the PIN as text, and null is as good as absent. */
function same(ours, theirs) {
  if (typeof theirs === "object" && theirs !== null) {
    const date = theirs.date ?? theirs.datetime;
    if (date) return Date.parse(ours) === Date.parse(date);
    const names = Object.keys(theirs).filter((name) => theirs[name] !== null);
    return Object.keys(ours).every((name) => names.includes(name)) && names.every((name) => name in ours && same(ours[name], theirs[name]));
  }
  return ours === theirs || `${ours}` === `${theirs}` || Date.parse(ours) === Date.parse(theirs);
}

/** @returns {[name: string, run: () => void][]} */
export function responses({ parseResponse, describe, operations, ResetkitError }, assert, golden) {
  const AWS = "workmail:ResetPassword", ALI = "cloudsso:ResetUserPassword", PIN = "chime:ResetPersonalPIN";
  const failure = (op, response, input) => {
    const { error, output } = parseResponse(op, response, input);
    assert.equal(output, undefined);
    assert.ok(error.meaning && error.remedy && typeof error.retryable === "boolean", "not explained");
    assert.equal(error.status, response.status);
    return error;
  };
  const xml = (code, message) => `<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>R-1</RequestId><HostId>h</HostId><Code>${code}</Code><Message>${message}</Message></Error>`;

  const errors = golden.errors.map(({ operation, case: name, reply, parsed }) => [`${operation} ${name}: the clients read the same`, () => {
    const error = failure(operation, reply);
    const others = {};
    for (const { clients, view } of parsed) {
      for (const client of clients) {
        const read = readError(client, view);
        if (read.code !== error.code) others[client] = read.ok ? "ok" : read.failed ? "failed" : read.code;
        else {
          // boto3 and the second SDK for JavaScript have the status for a message where there is none.
          if (read.message !== error.code) assert.equal(error.message ?? "", read.message ?? "", `${client}: message`);
          if (read.requestId) assert.equal(error.requestId, read.requestId, `${client}: request id`);
        }
      }
    }
    const sorted = (object) => Object.entries(object).sort();
    assert.deepEqual(sorted(others), sorted(DISAGREEMENTS[`${operation} ${name}`]?.[0] ?? {}));
  }]);

  const outputs = golden.replies.map(({ operation, case: name, reply, parsed }) => [`${operation} ${name}: the clients read the same`, () => {
    const response = parseResponse(operation, reply);
    const [ours, others] = OUTPUTS[`${operation} ${name}`] ?? ["ok", []];
    assert.equal(response.error?.code ?? "ok", ours);
    for (const { clients, view } of parsed) {
      for (const client of clients) {
        const ok = view.ok || view.exit_code === 0;
        assert.equal((ok ? "ok" : "unreadable_answer") === ours, !others.includes(client), client);
        if (ok && ours === "ok") assert.ok(same(response.output, flat(readOutput(client, view))), `${client}: ${JSON.stringify(readOutput(client, view))}`);
      }
    }
  }]);

  return [
    ...errors,
    ...outputs,

    ["every documented error is found by its code and its other spellings", () => {
      for (const id of [AWS, ALI, PIN]) {
        const { errors: known } = describe(id);
        for (const { code, aliases = [], meaning } of known.filter(({ code = "0", text }) => !/^\d/.test(code) && !text)) {
          for (const spelling of [code, ...aliases]) {
            const name = spelling.replace("*", "Anything");
            const error = failure(id, { status: 400, body: JSON.stringify({ Code: name }) });
            assert.equal(error.code, name);
            const first = known.find((error) => [error.code, ...(error.aliases ?? [])].some((other) => other === spelling));
            assert.equal(error.meaning, first.meaning, `${id} ${name}: ${meaning}`);
          }
        }
      }
    }],

    ["namespace, address and list are taken off the code, wherever it stands", () => {
      for (const code of ["InvalidPasswordException", "com.amazonaws.workmail#InvalidPasswordException", "InvalidPasswordException:http://internal.amazon.com/coral/com.amazonaws.workmail/", "aws#InvalidPasswordException:http://x#y", "InvalidPasswordException,http://x"]) {
        for (const response of [{ body: JSON.stringify({ __type: code }) }, { body: JSON.stringify({ code }) }, { body: JSON.stringify({ Code: code }) }, { headers: { "X-Amzn-ErrorType": code }, body: "" }, { headers: { "x-amzn-errortype": code } }]) {
          const error = failure(AWS, { status: 400, ...response });
          assert.equal(error.code, "InvalidPasswordException");
          assert.equal(error.member, "Password");
        }
      }
    }],

    ["the body wins over the header in AWS JSON, the header in REST-JSON", () => {
      const response = { status: 400, headers: { "x-amzn-ErrorType": "FromHeader" }, body: '{"__type":"FromBody"}' };
      assert.equal(failure(AWS, response).code, "FromBody");
      assert.equal(failure(PIN, response).code, "FromHeader");
    }],

    ["the message is the one that the clients read", () => {
      const body = '{"message":"small","Message":"big"}';
      assert.deepEqual([AWS, PIN].map((id) => failure(id, { status: 400, body }).message), ["small", "small"]);
    }],

    ["a response without headers or text has its status alone", () => {
      for (const id of operations()) for (const body of [null, undefined, "", {}]) assert.equal(failure(id, { status: 500, headers: null, body }).code, "500");
    }],

    ["header names are read in any case, from an object, a Headers and a list", () => {
      const pairs = [["X-AMZN-RequestId", "r-1"], ["X-Amzn-ErrorType", "NotFoundException"]];
      const lists = Object.fromEntries(pairs.map(([name, value]) => [name.toUpperCase(), [value]]));
      for (const headers of [Object.fromEntries(pairs), lists, new Headers(pairs), new Map(pairs), pairs, pairs.flat(), { ...Object.fromEntries(pairs), other: undefined }]) {
        const error = failure(PIN, { status: 404, headers, body: "" });
        assert.equal(error.code, "NotFoundException");
        assert.equal(error.requestId, "r-1");
      }
      assert.equal(failure(PIN, { status: 500, headers: { "x-amz-request-id": "r-2" } }).requestId, "r-2");
    }],

    ["an unknown code passes through, explained by its status", () => {
      const error = failure(ALI, { status: 503, body: '{"Code":"Brand.New","Message":"m","RequestId":"r"}' });
      assert.equal(error.code, "Brand.New");
      assert.equal(error.message, "m");
      assert.equal(error.requestId, "r");
      assert.equal(error.retryable, true);
      assert.equal(failure(ALI, { status: 418, body: '{"Code":"Brand.New"}' }).retryable, false);
      for (const status of [0, 100, 304, 599, 999]) failure(ALI, { status, body: "" });
    }],

    ["an XML error of the gateway is read", () => {
      const error = failure(ALI, { status: 400, body: xml("InvalidParameter.UserId", "&lt;u-1&gt; &amp;amp; &quot;x&quot;") });
      assert.equal(error.code, "InvalidParameter.UserId");
      assert.equal(error.message, '<u-1> &amp; "x"');
      assert.equal(error.requestId, "R-1");
      assert.equal(error.member, "UserId");
      // Cut short, and not an error at all.
      assert.equal(failure(ALI, { status: 400, body: xml("Throttling.User", "m").slice(0, 90) }).code, "400");
      assert.equal(failure(ALI, { status: 502, body: "<html><code>X</code></html>" }).code, "502");
    }],

    ["the gateway's wait makes an error retryable", () => {
      const error = failure(ALI, { status: 400, headers: { "x-acs-retry-after": "3000" }, body: '{"Code":"Brand.New"}' });
      assert.equal(error.retryable, true);
      assert.equal(error.retryAfter, 3000);
      for (const wait of ["0", "-5", "soon", ""]) assert.equal(failure(ALI, { status: 400, headers: { "x-acs-retry-after": wait }, body: '{"Code":"Brand.New"}' }).retryable, false);
    }],

    ["what is no response of the service is explained by its status", () => {
      for (const body of ["", "<html>bad gateway</html>", '{"Code":"Thrott', "[1]", "null", "7", '"x"', "\ufeff"]) {
        for (const id of operations()) assert.equal(failure(id, { status: 502, headers: {}, body }).code, "502");
      }
      assert.equal(failure(ALI, { status: 400, body: '\ufeff{"Code":"Throttling"}' }).code, "Throttling");
    }],

    ["a success that cannot be read is an error of its own, and no part of it is shown", () => {
      for (const id of operations()) {
        for (const body of ["<html>captive portal</html>", '{"User":{"PersonalPIN":"1234567890"', '{"NewPassword":"hunter2!"', "[]", "null", '"1234567890"']) {
          const error = failure(id, { status: 200, body });
          assert.equal(error.code, "unreadable_answer");
          assert.equal(error.retryable, false);
          assert.ok(!/1234567890|hunter2/.test(JSON.stringify(error)));
        }
      }
      const error = failure(PIN, { status: 200, body: '{"User":' });
      assert.equal(error.meaning, "The PIN was changed, but the response cannot be read: the new PIN is not known.");
    }],

    ["a PIN reset is never advised to be repeated where nobody knows whether it was done", () => {
      assert.equal(describe(PIN).idempotent, false);
      const uncertain = [408, 500, 502, 503, 504].map((status) => ({ status, body: "" }));
      for (const code of ["InternalFailure", "ServiceUnavailable", "RequestTimeout", "RequestAbortedException", "ServiceFailureException"]) uncertain.push({ status: 500, headers: { "x-amzn-errortype": code } });
      for (const response of uncertain) {
        const error = failure(PIN, response);
        assert.equal(error.retryable, false);
        assert.equal(error.remedy, "Look whether it was done before the request is sent again. Every request makes another PIN: look the user's PIN up before it is sent again.");
      }
      assert.equal(failure(PIN, { status: 429, headers: { "x-amzn-errortype": "ThrottledClientException" } }).retryable, true);
      assert.equal(failure(AWS, { status: 500, body: "" }).retryable, true);
    }],

    ["what is sensitive in the input is kept out of the message", () => {
      const input = { OrganizationId: "m-1", UserId: "u", Password: "hunter2$&" };
      const body = JSON.stringify({ __type: "ValidationException", message: "Value 'hunter2$&' at 'password' failed, hunter2$& again" });
      assert.equal(failure(AWS, { status: 400, body }, input).message, "Value '…' at 'password' failed, … again");
      assert.equal(failure(AWS, { status: 400, body }, { ...input, Password: "" }).message, JSON.parse(body).message);
    }],

    ["an output has the known members, whatever else is there", () => {
      const body = '{"User":{"UserId":"u","PersonalPIN":"0123456789","LicenseType":"Enterprise","Future":1,"toString":{"x":1},"DisplayName":{"toString":"x"},"AlexaForBusinessMetadata":[]},"__proto__":{"x":1}}';
      assert.deepEqual(parseResponse(PIN, { status: 200, headers: {}, body }).output, { PersonalPIN: "0123456789", UserId: "u", LicenseType: "Enterprise", AlexaForBusiness: [] });
      // The clients disagree whether a PIN that comes as a number is one: as text it is what the types promise.
      assert.deepEqual(parseResponse(PIN, { status: 200, body: '{"User":{"PersonalPIN":1234567890}}' }).output, { PersonalPIN: "1234567890" });
      assert.deepEqual(parseResponse(AWS, { status: 200, body: "" }).output, {});
      assert.deepEqual(parseResponse(ALI, { status: 200, body: '{"RequestId":"r","NewPassword":"Ab1!"}' }).output, { NewPassword: "Ab1!", RequestId: "r" });
    }],

    ["a success without the new secret is an error", () => {
      const success = (id, body, input) => parseResponse(id, { status: 200, body }, input).error?.code ?? "ok";
      for (const body of ["", "{}", {}, undefined, null, new Uint8Array(), '{"User":null}', '{"User":"x"}', '{"User":{"UserId":"u"}}', '{"User":{"PersonalPIN":""}}', '{"User":{"PersonalPIN":null}}', '{"PersonalPIN":"1234567890"}']) {
        assert.equal(success(PIN, body), "unreadable_answer", JSON.stringify(body));
      }
      const ids = { DirectoryId: "d-1", UserId: "u-1" };
      const generated = { ...ids, GenerateRandomPassword: true };
      for (const body of ['{"RequestId":"r"}', '{"RequestId":"r","NewPassword":null}', '{"RequestId":"r","NewPassword":""}']) {
        assert.equal(success(ALI, body, generated), "unreadable_answer");
        for (const input of [undefined, { ...ids, Password: "Ab1!Ab1!" }, { ...generated, GenerateRandomPassword: false }]) assert.equal(success(ALI, body, input), "ok");
      }
      assert.equal(success(ALI, '{"RequestId":"r","NewPassword":"Ab1!"}', generated), "ok");
      for (const body of ["", "{}", undefined]) assert.equal(success(AWS, body), "ok");
    }],

    ["a body may be a text, bytes, or the object that was read from them", () => {
      const text = '{"User":{"UserId":"é","PersonalPIN":"0123456789"}}';
      const bytes = new TextEncoder().encode(text);
      const padded = new Uint8Array([...bytes, 0, 0]);
      for (const body of [text, bytes, bytes.buffer, padded.subarray(0, bytes.length), new DataView(padded.buffer, 0, bytes.length), JSON.parse(text)]) {
        assert.deepEqual(parseResponse(PIN, { status: 200, body }).output, { PersonalPIN: "0123456789", UserId: "é" });
      }
      assert.equal(failure(ALI, { status: 400, body: { Code: "Throttling", Message: "m" } }).message, "m");
      assert.equal(failure(ALI, { status: 400, body: new TextEncoder().encode('{"Code":"Throttling"}') }).code, "Throttling");
    }],

    ["a program's mistake is thrown, and says what to pass", () => {
      const body = '{"User":{"PersonalPIN":"1234567890"}}';
      const unread = new Response(body);
      const wrong = (response, message) => assert.throws(
        () => parseResponse(PIN, response),
        (error) => error instanceof ResetkitError && error.code === "invalid_options" && error.message === `${message}: pass { status: response.status, headers: response.headers, body: await response.text() }`,
      );
      for (const response of [unread, undefined, null, "x", 200, [], () => {}, Promise.resolve(unread)]) wrong(response, "a response must be an object with a status, headers and a body");
      for (const status of [undefined, null, "200", NaN, 2.5, {}]) wrong({ status, body }, "status must be an integer");
      for (const given of [unread.body, unread, Promise.resolve(body), new Blob([body]), new URLSearchParams(), [body], 7, true, Symbol("x"), { async* [Symbol.asyncIterator]() {} }]) {
        wrong({ status: 200, body: given }, "body must be a text, bytes or the object that was read from them");
      }
      for (const headers of ["x-amzn-requestid: r", 7, [7], [["a", Symbol("x")]]]) wrong({ status: 200, headers, body }, "headers must be a Headers, an object, or pairs of a name and a value");
      const secret = "hunter2";
      for (const name of ["status", "headers", "body"]) {
        assert.throws(
          () => parseResponse(PIN, { status: 200, headers: {}, body, get [name]() { throw new Error(secret); } }),
          (error) => error instanceof ResetkitError && error.code === "invalid_options" && !error.message.includes(secret),
        );
      }
      for (const input of [7, "x", []]) assert.throws(() => parseResponse(PIN, { status: 400, body: "" }, input), ResetkitError);
    }],

    ["a response's parts are read once, and only its own", () => {
      const times = {};
      const counted = (parts) => Object.defineProperties({}, Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, {
        enumerable: true,
        get: () => {
          times[name] = (times[name] ?? 0) + 1;
          return value;
        },
      }])));
      parseResponse(AWS, counted({ status: 400, headers: { a: "b" }, body: "" }), counted({ UserId: "u", Password: "hunter2!" }));
      assert.deepEqual(times, { status: 1, headers: 1, body: 1, UserId: 1, Password: 1 });
      const polluted = { status: 200, body: '{"User":{"PersonalPIN":"1"}}', headers: { "x-amzn-errortype": "X" }, PersonalPIN: "9", User: { PersonalPIN: "9" }, "x-amzn-requestid": "p", Code: "P", __type: "P", message: "p", RequestId: "p", Password: "400", member: "p", issued: "always", aliases: ["400"] };
      const before = operations().map((id) => parseResponse(id, { status: 400, body: "{}" }, {}));
      try {
        for (const [name, value] of Object.entries(polluted)) Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
        assert.throws(() => parseResponse(PIN, {}), ResetkitError);
        const lost = parseResponse(PIN, { status: 200 });
        const during = operations().map((id) => parseResponse(id, { status: 400, body: "{}" }, {}));
        const pin = parseResponse(PIN, { status: 200, body: '{"User":{}}' });
        const done = parseResponse(AWS, { status: 200, body: "" });
        const gateway = parseResponse(ALI, { status: 400, body: xml("Brand.New", "m") });
        for (const name of Object.keys(polluted)) delete Object.prototype[name];
        assert.deepEqual([{ ...done.output }, gateway.error.code, gateway.error.message, gateway.error.member], [{}, "Brand.New", "m", undefined]);
        assert.deepEqual([lost.error.code, pin.error.code], ["unreadable_answer", "unreadable_answer"]);
        assert.deepEqual(JSON.parse(JSON.stringify(during)), JSON.parse(JSON.stringify(before)));
      } finally {
        for (const name of Object.keys(polluted)) delete Object.prototype[name];
      }
    }],

    ["an error's code is an error, whatever the status is", () => {
      const error = failure(ALI, { status: 200, body: '{"RequestId":"r","Code":"EntityNotExists.User","Message":"No."}' });
      assert.deepEqual([error.code, error.message, error.requestId, error.member], ["EntityNotExists.User", "No.", "r", "UserId"]);
      assert.equal(failure(ALI, { status: 200, body: '{"RequestId":"r","code":"Throttling.User"}' }).retryable, true);
      assert.equal(failure(ALI, { status: 200, body: '{"RequestId":"r","Code":404}' }).code, "404");
      assert.equal(failure(ALI, { status: 200, body: xml("InvalidApi.NotFound", "m") }).code, "InvalidApi.NotFound");
      for (const code of [200, "200", "OK", "Success", "", null]) assert.deepEqual(parseResponse(ALI, { status: 200, body: JSON.stringify({ RequestId: "r", Code: code }) }).output, { RequestId: "r" });
      assert.equal(failure(AWS, { status: 200, body: '{"__type":"com.amazonaws.workmail#EntityNotFoundException"}' }).code, "EntityNotFoundException");
      assert.equal(failure(AWS, { status: 200, headers: { "x-amzn-errortype": "EntityStateException:" }, body: "{}" }).code, "EntityStateException");
      assert.equal(failure(PIN, { status: 200, body: '{"Code":"NotFound","Message":"m"}' }).code, "NotFound");
      // A service may name the output.
      assert.deepEqual(parseResponse(AWS, { status: 200, body: '{"__type":"com.amazonaws.workmail#ResetPasswordResponse"}' }).output, {});
    }],

    ["the families of the gateway's codes are explained", () => {
      for (const [code, meaning, member] of [
        ["InvalidAccessKeyId", "The AccessKey is not valid."],
        ["InvalidAccessKeyId.NotFound", "The AccessKey does not exist."],
        ["InvalidAccessKeyId.Inactive", "The AccessKey is disabled."],
        ["InvalidAccessKeyId.Other", "The AccessKey is not valid."],
        ["MissingAccessKeyId", "The request is not signed, or not completely."],
        ["MissingSecurityToken", "The request is not signed, or not completely."],
        ["InvalidSecurityToken", "The security token is wrong or has expired."],
        ["InvalidSecurityToken.Expired", "The security token is wrong or has expired."],
        ["InvalidTimeStamp.Expired", "The date is malformed or more than 15 minutes off."],
        ["InvalidAction.NotFound", "The endpoint does not know this action."],
        ["InvalidVersion", "The endpoint does not know this API version."],
        ["MissingUserId", "A member is missing.", "UserId"],
        ["MissingParameter.DirectoryId", "A member is missing.", "DirectoryId"],
        ["MissingParameter", "A member is missing."],
        ["InvalidUserId", "A member does not meet the service's limits.", "UserId"],
        ["InvalidParameter.Password", "A member does not meet the service's limits.", "Password"],
        ["InvalidPassword.Malformed", "A member does not meet the service's limits.", "Password"],
        ["InvalidDirectoryId.NotFound", "What a member names does not exist.", "DirectoryId"],
        ["EntityNotExists.Group", "What a member names does not exist."],
        ["EntityNotExists.User", "The directory has no user with this ID.", "UserId"],
        ["Forbidden.SubUser", "The signing identity may not perform this action."],
        ["Forbidden.RiskControl", "The provider's risk control stopped the request."],
        ["NoPermission.User", "The signing identity may not perform this action."],
        ["Throttling.Api", "Too many requests in a short time."],
        ["Rejected.Throttling", "Too many requests in a short time."],
        ["OperationConflict.User", "Another task is changing the same directory."],
        ["InternalError.Dependency", "The service failed for a reason of its own."],
        ["ServiceUnavailable.Maintenance", "The service is not available at the moment."],
      ]) {
        const error = failure(ALI, { status: 400, body: JSON.stringify({ Code: code }) });
        assert.deepEqual([error.code, error.meaning, error.member], [code, meaning, member], code);
      }
      for (const [code, meaning] of [
        ["MissingParameter", "A member is missing."],
        ["InvalidParameterValue", "A member does not meet the service's limits."],
        ["InternalServiceError", "The service failed for a reason of its own."],
        ["ServiceUnavailableException", "The service is not available at the moment."],
        ["RequestThrottledException", "Too many requests in a short time; nothing was changed."],
      ]) assert.equal(failure(AWS, { status: 400, body: JSON.stringify({ __type: code }) }).meaning, meaning, code);
    }],

    ["a redirect and a proxy's refusal are not the service's", () => {
      for (const id of operations()) {
        for (const status of [301, 302, 303, 307, 308]) {
          const error = failure(id, { status, headers: { location: "https://portal.example/?token=t" }, body: "<html>Moved</html>" });
          assert.deepEqual([error.code, error.meaning, error.retryable], [`${status}`, "The response is a redirect: a proxy or a sign-in page sent it, not the service.", false]);
          assert.ok(!JSON.stringify(error).includes("portal"));
        }
        for (const status of [407, 511]) assert.equal(failure(id, { status, body: "" }).meaning, "A proxy asks you to sign in to it: the request did not reach the service.");
      }
    }],

    ["an error in another one's form is read", () => {
      for (const [body, code, message] of [
        ["<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>\n", "AccessDeniedException", "Unable to determine service/operation name to be authorized"],
        ["<UnknownOperationException/>", "UnknownOperationException", undefined],
        ['<?xml version="1.0"?>\n<ErrorResponse xmlns="http://webservices.amazon.com/2010"><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error><RequestId>R-1</RequestId></ErrorResponse>', "Throttling", "Rate exceeded"],
        ['<e:Error xmlns:e="x"><e:Code>AccessDenied</e:Code><e:Message lang="en">No</e:Message></e:Error>', "AccessDenied", "No"],
        ["<Error><Code><![CDATA[AccessDenied]]></Code><Message><![CDATA[<b> & ]] > &amp; a < b]]> &amp; more</Message></Error>", "AccessDenied", "<b> & ]] > &amp; a < b & more"],
        ["<Error><Code>AccessDenied</Code><Message>it&#39;s &#x27;no&#X27; &apos;x&apos; &#8217;&#128512; &bogus; &#x110000;</Message></Error>", "AccessDenied", "it's 'no' 'x' ’😀 &bogus; &#x110000;"],
        ['{"Output":{"__type":"com.amazon.coral.service#UnknownOperationException","message":"m"},"Version":"1.0"}', "UnknownOperationException", "m"],
        ['{"Error":{"Code":"AccessDenied","Message":"m"},"RequestId":"R-1"}', "AccessDenied", "m"],
        ['{"error":{"code":"AccessDenied","message":"m"}}', "AccessDenied", "m"],
        ['{"AccessDeniedException":{"Message":"m"}}', "AccessDeniedException", "m"],
      ]) {
        for (const id of [AWS, PIN]) {
          const error = failure(id, { status: 403, body });
          assert.deepEqual([error.code, error.message], [code, message]);
          assert.notEqual(error.meaning, failure(id, { status: 403, body: "" }).meaning);
          assert.equal(error.requestId, body.includes("R-1") ? "R-1" : undefined);
        }
      }
      for (const body of ["<html><body><Message>x</Message></body></html>", "<Error></Error>", "<Error><x:></x:></>", "<Error><x:></x:></Error>", "<Error><Message>no end", "<exception>x</exception>", '{"Error":"x"}', '{"Error":[]}']) assert.equal(failure(PIN, { status: 403, body }).code, "403");
    }],

    ["what is sensitive in the input is kept out of every text, however it is spelled", () => {
      const Password = 'Zq7!vé "K2?<tN9~/x&y';
      const utf8 = (text) => String.fromCharCode(...new TextEncoder().encode(text));
      const html = Password.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
      const spellings = [
        Password,
        Password.toUpperCase(),
        Password.toLowerCase(),
        Password.normalize("NFD"),
        Password.normalize("NFD").toUpperCase(),
        JSON.stringify(Password).slice(1, -1),
        JSON.stringify(JSON.stringify(Password)),
        Array.from(Password, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
        Array.from(utf8(Password), (byte) => `%${byte.charCodeAt(0).toString(16)}`).join(""),
        encodeURIComponent(Password),
        encodeURIComponent(encodeURIComponent(Password)),
        new URLSearchParams({ Password }).toString().slice("Password=".length),
        html,
        html.replaceAll("&", "&amp;"),
        Password.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll("é", "&#xe9;"),
        Array.from(Password, (letter) => `&#x${letter.charCodeAt(0).toString(16)};`).join(""),
        btoa(utf8(Password)),
        btoa(utf8(Password)).replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_"),
        btoa(utf8(`user:${Password}`)),
        `path/${btoa(utf8(Password))}`,
        encodeURIComponent(btoa(utf8(Password))),
        Password.slice(3),
        Password.slice(0, -3),
        Password.slice(4, 12),
        Password.slice(0, 5),
        Password.slice(-4),
      ];
      const input = { OrganizationId: "m-1", UserId: "u", Password };
      for (const spelling of spellings) {
        const { message } = failure(AWS, { status: 400, body: JSON.stringify({ __type: "ValidationException", message: `Value at 'password' is '${spelling}', no.` }) }, input);
        assert.match(message, /^Value at 'password' is .*….*, no\.$/, spelling);
        for (let i = 0; i + 4 <= spelling.length; i++) {
          const part = spelling.slice(i, i + 4);
          assert.ok(!message.includes(part), `${spelling}: ${message} has ${part}`);
        }
        const error = failure(AWS, { status: 400, headers: { "x-amzn-requestid": `r ${spelling.normalize("NFC")}` }, body: JSON.stringify({ __type: `Bad.${spelling}` }) }, input);
        for (const text of [error.code, error.requestId]) assert.match(text, /…/, spelling);
      }
      // Words that a password has in common with a sentence stay.
      const message = "Password does not meet the Password policy: 1 of 8";
      assert.equal(failure(AWS, { status: 400, body: JSON.stringify({ message }) }, { ...input, Password: "Passw0rd1" }).message, message);
      // A documented code says nothing of a password.
      assert.equal(failure(AWS, { status: 400, body: '{"__type":"InvalidPasswordException"}' }, { ...input, Password: "InvalidPassword" }).code, "InvalidPasswordException");
    }],

    ["any text of any length is read", () => {
      const million = 1_000_000;
      const texts = ["[".repeat(million), '{"a":'.repeat(million / 5), "<Error>" + "<Code>".repeat(million / 6), "<Error><Code>" + "&amp;".repeat(million / 5), "x".repeat(million), `{"Code":"${"#".repeat(million)}"}`, `{"__type":"${":".repeat(million)}"}`, `{"Code":"${"a:#,".repeat(million / 4)}"}`, "\0".repeat(million), "\ud800".repeat(million)];
      let seed = 1;
      for (let i = 0; i < 300; i++) {
        let text = "";
        for (let j = 0; j < 40; j++) {
          seed = (seed * 1103515245 + 12345) % 2147483648;
          text += ['{"', '"', ":", "}", "[", "Code", "__type", "Message", "User", "PersonalPIN", "null", "<Error>", "<Code>", "</Code>", "&amp;", "\\u", "\ufffd", "é", "1", ","][seed % 20];
        }
        texts.push(text);
      }
      const many = million / 10;
      texts.push("<Error><Code>" + "<![CDATA[".repeat(many / 9), "<Error>" + "<a ".repeat(many / 3), `<Error><Message>${"&#39".repeat(many / 4)}`);
      for (const id of operations()) {
        for (const body of texts) for (const status of [200, 400]) parseResponse(id, { status, headers: { "x-amzn-errortype": body.slice(0, 1000) }, body });
      }
      for (const text of ["a".repeat(many), "\\".repeat(many), "%41".repeat(many / 3), "&#65".repeat(many / 4), "&amp;".repeat(many / 5), "A/".repeat(many / 2)]) {
        const error = failure(AWS, { status: 400, body: JSON.stringify({ __type: "X", message: text }) }, { OrganizationId: "m-1", UserId: "u", Password: `${"a".repeat(255)}b` });
        assert.equal(error.code, "X");
      }
    }],
  ];
}
