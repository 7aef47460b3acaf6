// What the package promises in JavaScript, whatever runs it: run by node.test.mjs in Node and by browser.test.mjs in a
// browser, on both entries. Only what both have is used here.

const WORKMAIL = {
  OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27",
  UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333",
  Password: "examplePa$$w0rd",
};
const CLOUDSSO = { DirectoryId: "d-00fc2p61abcd", UserId: "u-00q8wbq42wiltcrkabcd" };
const IDS = ["workmail:ResetPassword", "cloudsso:ResetUserPassword", "chime:ResetPersonalPIN"];

const codes = (result) => (result.issues ?? []).map(({ code, path }) => [code, ...path].join(" "));

/** @returns {[name: string, run: () => void][]} */
export function contract(resetkit, assert) {
  const { ResetkitError, operations, describe, validate, policy, checkPassword, generatePassword, generatePasswords, buildBody, buildRequest } = resetkit;
  const refused = (code, call) => {
    let thrown;
    try {
      call();
    } catch (error) {
      thrown = error;
    }
    assert.ok(thrown instanceof ResetkitError, `threw ${thrown?.name}`);
    assert.equal(thrown.name, "ResetkitError");
    assert.equal(thrown.code, code);
    return thrown;
  };

  return [
    ["the operations are listed in the order of a menu", () => assert.deepEqual(operations(), IDS)],

    ["the value has nothing but the members, in the order of the model", () => {
      const reversed = Object.fromEntries(Object.entries(WORKMAIL).reverse());
      const result = validate(IDS[0], reversed);
      assert.equal(JSON.stringify(result.value), JSON.stringify(WORKMAIL));
      assert.equal(result.issues, undefined);
      assert.deepEqual(result.advice.map(({ code }) => code), ["lifecycle"]);
    }],

    ["an issue has a code, a path, a sentence and what is expected, and is frozen", () => {
      const [issue] = validate(IDS[0], { ...WORKMAIL, Password: "Abcdef1" }).issues;
      assert.deepEqual(issue, {
        code: "too_short",
        path: ["Password"],
        message: "Password must have at least 8 characters to meet the directory's policy.",
        expected: { source: "directory", min: 8 },
      });
      assert.ok(Object.isFrozen(issue) && Object.isFrozen(issue.path) && Object.isFrozen(issue.expected));
    }],

    ["the same issue reads the same at another position", () => {
      const at = (text) => validate(IDS[0], { ...WORKMAIL, Password: text }).issues[0].expected.positions;
      assert.deepEqual(at("Abcdef1\u4e2d"), [8]);
      assert.deepEqual(at("\u4e2dAbcdef1"), [1]);
      assert.deepEqual(at("Abcdef1\u4e2d"), [8]);
      assert.deepEqual(at("\u{1F600}Abc\ud800def1"), [1, 5]);
    }],

    ["absent, undefined, null and empty are told apart", () => {
      const of = (Password) => codes(validate(IDS[0], { ...WORKMAIL, Password }));
      const { Password, ...absent } = WORKMAIL;
      assert.deepEqual(codes(validate(IDS[0], absent)), ["missing Password"]);
      assert.deepEqual(of(undefined), ["missing Password"]);
      assert.deepEqual(of(null), ["wrong_type Password"]);
      assert.deepEqual(of(""), ["too_short Password", "too_short Password", "too_few_classes Password"]);
    }],

    ["a name that is no member is named, and nothing inherited is read", () => {
      assert.deepEqual(codes(validate(IDS[0], { ...WORKMAIL, password: "x" })), ["unknown_member password"]);
      assert.deepEqual(codes(validate(IDS[0], Object.create(WORKMAIL))), ["missing OrganizationId", "missing UserId", "missing Password"]);
      assert.deepEqual(codes(validate(IDS[0], JSON.parse('{"__proto__": {"Password": "x"}}'))), [
        "missing OrganizationId", "missing UserId", "missing Password", "unknown_member __proto__",
      ]);
    }],

    ["whatever is no object is one issue of the whole", () => {
      for (const input of [undefined, null, true, 0, NaN, 1n, "text", Symbol("s"), [], [WORKMAIL], new Map(Object.entries(WORKMAIL)), new Set(), () => WORKMAIL, new Date(), new String("x")]) {
        const result = validate(IDS[0], input);
        assert.deepEqual(codes(result), ["wrong_type"], typeof input);
        assert.equal(result.issues[0].message, "The input must be an object with the members.");
      }
    }],

    ["an object of a class, without a prototype or with getters is read", () => {
      class Request { constructor() { Object.assign(this, WORKMAIL); } }
      const bare = Object.assign(Object.create(null), WORKMAIL);
      const getters = Object.defineProperty({ ...WORKMAIL }, "Password", { get: () => WORKMAIL.Password, enumerable: true });
      for (const input of [new Request(), bare, getters]) assert.deepEqual(validate(IDS[0], input).value, WORKMAIL);
    }],

    ["a getter or a proxy that throws is an issue, and what it throws is not passed on", () => {
      const throwing = { ...WORKMAIL, get Password() { throw new Error("hunter2"); } };
      const hostile = new Proxy({}, { ownKeys() { throw new Error("hunter2"); } });
      for (const input of [throwing, hostile]) assert.deepEqual(codes(validate(IDS[0], input)), ["wrong_type"]);
    }],

    ["a getter that validates in between does no harm", () => {
      const input = { ...WORKMAIL, get UserId() { validate(IDS[1], { ...CLOUDSSO, Password: "x" }); return WORKMAIL.UserId; } };
      assert.deepEqual(validate(IDS[0], input).value, WORKMAIL);
    }],

    ["a value of any type in any member is an issue or valid, never an exception", () => {
      const values = [undefined, null, true, false, 0, -1, NaN, 1n, "", "x", "\0", "\ud800", "\udc00x", "💥".repeat(300), "a".repeat(100_000), Symbol("s"), [], {}, () => 1, new Date(), new String("x"), new Proxy({}, {})];
      for (const id of IDS) {
        for (const { name } of describe(id).members) {
          for (const value of values) {
            const result = validate(id, { [name]: value });
            assert.ok(Array.isArray(result.issues), `${id} ${name}`);
          }
        }
      }
    }],

    ["ten million characters are answered, and the next input is not harmed", () => {
      const long = "a".repeat(10_000_000);
      assert.deepEqual(codes(validate(IDS[0], { ...WORKMAIL, Password: long })), ["too_long Password", "too_long Password", "too_few_classes Password"]);
      assert.deepEqual(validate(IDS[0], WORKMAIL).value, WORKMAIL);
    }],

    ["a password and a generated one exclude each other", () => {
      assert.deepEqual(codes(validate(IDS[1], CLOUDSSO)), ["missing Password"]);
      assert.deepEqual(validate(IDS[1], { ...CLOUDSSO, GenerateRandomPassword: true }).value, { ...CLOUDSSO, GenerateRandomPassword: true });
      assert.deepEqual(codes(validate(IDS[1], { ...CLOUDSSO, Password: "Abcdef1!", GenerateRandomPassword: true })), ["conflict Password"]);
      assert.equal(validate(IDS[1], { ...CLOUDSSO, Password: "Abcdef1!", GenerateRandomPassword: false }).issues, undefined);
    }],

    ["the user's name is kept out of a password where the policy asks", () => {
      assert.deepEqual(codes(validate(IDS[1], { ...CLOUDSSO, Password: "xMateo1!" }, { userName: "MATEO" })), ["contains_user_name Password"]);
      assert.equal(validate(IDS[1], { ...CLOUDSSO, Password: "xMateo1!" }, { userName: "" }).issues, undefined);
    }],

    ["letters with separate accents get an advice", () => {
      const { advice } = validate(IDS[1], { ...CLOUDSSO, Password: "Abcde\u0301f1!" });
      assert.deepEqual(advice.map(({ code }) => code), ["not_nfc"]);
    }],

    ["the body is what the provider expects", () => {
      assert.equal(buildBody(IDS[0], WORKMAIL), JSON.stringify(WORKMAIL));
      assert.equal(buildBody(IDS[1], { ...CLOUDSSO, Password: "A&b+c d=1?#2" }), "DirectoryId=d-00fc2p61abcd&UserId=u-00q8wbq42wiltcrkabcd&Password=A%26b%2Bc%20d%3D1%3F%232");
      assert.equal(buildBody(IDS[2], { AccountId: "a", UserId: "b" }), "");
      assert.equal(buildBody(IDS[0], { ...WORKMAIL, Password: "Pässwörd-é1" }), JSON.stringify({ ...WORKMAIL, Password: "Pässwörd-é1" }));
    }],

    ["the request is what the provider expects", () => {
      assert.deepEqual(buildRequest(IDS[0], WORKMAIL, { region: "eu-west-1" }), {
        method: "POST",
        url: "https://workmail.eu-west-1.amazonaws.com/",
        headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "WorkMailService.ResetPassword" },
        body: JSON.stringify(WORKMAIL),
      });
      assert.deepEqual(buildRequest(IDS[2], { AccountId: "acc/1", UserId: "é ü" }), {
        method: "POST",
        url: "https://chime.us-east-1.amazonaws.com/accounts/acc%2F1/users/%C3%A9%20%C3%BC?operation=reset-personal-pin",
        headers: {},
        body: "",
      });
      assert.equal(buildRequest(IDS[1], { ...CLOUDSSO, GenerateRandomPassword: true }, { endpoint: "http://127.0.0.1:8080" }).url, "http://127.0.0.1:8080/");
    }],

    ["only a valid input is built, and the error has every issue and no value", () => {
      const error = refused("invalid_input", () => buildBody(IDS[0], { ...WORKMAIL, Password: "hunter2", Extra: 1 }));
      assert.deepEqual(codes(error), ["too_short Password", "too_few_classes Password", "unknown_member Extra"]);
      assert.ok(!JSON.stringify({ ...error, message: error.message, stack: error.stack }).includes("hunter2"));
      for (const input of [null, undefined, "x", []]) refused("invalid_input", () => buildRequest(IDS[0], input));
    }],

    ["misuse has a code", () => {
      for (const id of ["", "workmail:resetpassword", "__proto__", undefined, null, 3, {}, Symbol("s")]) {
        for (const call of [describe, policy, validate, buildBody, buildRequest]) refused("unknown_operation", () => call(id, {}));
      }
      refused("no_policy", () => generatePassword(IDS[2]));
      refused("no_policy", () => checkPassword("x", IDS[2]));
      refused("invalid_options", () => buildRequest(IDS[0], WORKMAIL, { region: "a/b" }));
      refused("invalid_options", () => buildRequest(IDS[0], WORKMAIL, { region: 5 }));
      refused("invalid_options", () => buildRequest(IDS[1], { ...CLOUDSSO, GenerateRandomPassword: true }, { fips: true }));
      refused("invalid_options", () => validate(IDS[0], WORKMAIL, { userName: 5 }));
      for (const length of [0, -1, 1.5, NaN, Infinity, "8", 7, 64, 2 ** 32]) refused("invalid_options", () => generatePassword(IDS[0], { length }));
      for (const count of [-1, 1.5, NaN, "8", undefined, 1_000_001]) refused("invalid_options", () => generatePasswords(IDS[0], count));
      for (const wrong of [null, 5, [], {}, { minLength: 8 }, { ...policy(IDS[0]), classes: "A-Z" }, { ...policy(IDS[0]), minLength: "8" }, { ...policy(IDS[0]), classes: [{ name: "x", characters: [["ab", "c"]] }] }]) {
        refused("invalid_policy", () => checkPassword("x", wrong));
      }
      refused("invalid_policy", () => generatePassword({ ...policy(IDS[0]), minLength: 64 }));
      refused("unsatisfiable_policy", () => generatePassword({ ...policy(IDS[0]), minClasses: 6 }));
    }],

    ["a password that is no text is an issue", () => {
      for (const password of [undefined, null, 5, {}, []]) assert.deepEqual(codes({ issues: checkPassword(password, IDS[0]) }), ["wrong_type Password"]);
    }],

    ["generated passwords comply, whatever the options", () => {
      for (const id of IDS.slice(0, 2)) {
        const { minLength, maxLength } = policy(id);
        for (const length of [undefined, minLength, 16, maxLength]) {
          for (const avoidAmbiguous of [false, true]) {
            const password = generatePassword(id, { length, avoidAmbiguous, userName: "mateo" });
            assert.equal(password.length, length ?? 20);
            assert.deepEqual(checkPassword(password, id, { userName: "mateo" }), []);
            if (avoidAmbiguous) assert.ok(!/[Il1|O0]/.test(password));
          }
        }
      }
    }],

    ["many passwords differ and comply", () => {
      const passwords = generatePasswords(IDS[1], 2000, { length: 8 });
      assert.equal(new Set(passwords).size, 2000);
      for (const password of passwords) assert.deepEqual(checkPassword(password, IDS[1]), []);
      assert.deepEqual(generatePasswords(IDS[1], 0), []);
    }],

    ["a policy of the caller's checks and generates", () => {
      const own = { ...policy(IDS[0]), minLength: 14, classes: policy(IDS[0]).classes.map((group) => ({ ...group, min: group.generate ? 2 : 0 })) };
      const password = generatePassword(own, { length: 14 });
      assert.deepEqual(checkPassword(password, own), []);
      assert.deepEqual(codes({ issues: checkPassword("examplePA$$w00rd", own) }), []);
      // One capital letter and one digit are one each too few.
      assert.deepEqual(codes(validate(IDS[0], WORKMAIL, { policy: own })), ["missing_class Password", "missing_class Password"]);
      assert.equal(validate(IDS[0], WORKMAIL).issues, undefined);
    }],

    ["a description is whole and frozen", () => {
      for (const id of IDS) {
        const operation = describe(id);
        assert.equal(operation.id, id);
        assert.ok(Object.isFrozen(operation) && Object.isFrozen(operation.members[0].attributes));
        assert.equal(operation.policy, policy(id));
        assert.equal(describe(id), operation);
        for (const { source } of [...operation.members, ...operation.errors, ...operation.afterwards]) assert.match(source.url, /^https:\/\//);
        for (const error of operation.errors) assert.ok(error.meaning && error.remedy && typeof error.retryable === "boolean");
      }
      assert.equal(policy(IDS[2]), undefined);
    }],

    ["a description has what a prompt shows, and where and when each limit was read", () => {
      for (const id of IDS) {
        const { members, rules, sources, lifecycle, output } = describe(id);
        for (const { name, flag, label, help, kind, required, example, source, constraints } of members) {
          assert.ok(label && help && example && flag.startsWith("--") && typeof required === "boolean" && /^(text|boolean)$/.test(kind), name);
          for (const from of [source, ...constraints.map((limit) => limit.source)]) assert.ok(sources.some(({ url }) => url === from.url), from.url);
        }
        for (const { source } of [...rules, ...output, { source: lifecycle.source }]) assert.ok(sources.some(({ url }) => url === source.url), source.url);
        for (const { url, seen, confidence } of sources) assert.ok(/^https:/.test(url) && /^\d{4}-\d\d-\d\d$/.test(seen) && /^(high|medium|low)$/.test(confidence), url);
      }
    }],

    ["the examples of the members are valid", () => {
      const example = (id, names) => Object.fromEntries(describe(id).members.filter(({ name }) => names.includes(name)).map(({ name, example }) => [name, example]));
      assert.equal(validate(IDS[0], example(IDS[0], ["OrganizationId", "UserId", "Password"])).issues, undefined);
      assert.equal(validate(IDS[1], example(IDS[1], ["DirectoryId", "UserId", "Password"])).issues, undefined);
      assert.equal(validate(IDS[2], example(IDS[2], ["AccountId", "UserId"])).issues, undefined);
    }],

    ["a secret is in no issue, advice or error", () => {
      const secret = "Zq7!vK2?" + "tN9~".repeat(100);
      for (const id of IDS) {
        for (const { name } of describe(id).members) {
          for (const value of [secret, [secret], { secret }, new Error(secret), { toString: () => secret }]) {
            const seen = [validate(id, { [name]: value })];
            for (const call of [buildBody, buildRequest]) {
              try {
                call(id, { [name]: value });
              } catch (error) {
                seen.push(error.message, error.stack, String(error), { ...error });
              }
            }
            assert.ok(!JSON.stringify(seen).includes(secret.slice(0, 8)), `${id} ${name}`);
          }
        }
      }
    }],
  ];
}
