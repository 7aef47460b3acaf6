// What the package promises in JavaScript, whatever runs it: run by node.test.mjs in Node and by browser.test.mjs in a
// browser, on both entries. Only what both have is used here.

const WORKMAIL = {
  OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27",
  UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333",
  Password: "examplePa$$w0rd",
};
const CLOUDSSO = { DirectoryId: "d-00fc2p61abcd", UserId: "u-00q8wbq42wiltcrkabcd" };
const IDS = ["workmail:ResetPassword", "cloudsso:ResetUserPassword", "chime:ResetPersonalPIN"];

/** The spelling alphabet of ICAO and NATO, and each character that is neither letter nor digit with its name. */
const ALPHABET = "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu";
const SIGNS = [
  "  space", "! exclamation mark", '" double quote', "# number sign", "$ dollar sign", "% percent sign", "& ampersand", "' apostrophe",
  "( opening parenthesis", ") closing parenthesis", "* asterisk", "+ plus sign", ", comma", "- hyphen", ". full stop", "/ slash",
  ": colon", "; semicolon", "< less-than sign", "= equals sign", "> greater-than sign", "? question mark", "@ at sign",
  "[ opening square bracket", "\\ backslash", "] closing square bracket", "^ caret", "_ underscore", "` backtick",
  "{ opening curly bracket", "| vertical bar", "} closing curly bracket", "~ tilde",
  "\u00a0 no-break space", "¡ inverted exclamation mark", "¢ cent sign", "£ pound sign", "¤ currency sign", "¥ yen sign", "¦ broken bar",
  "§ section sign", "¨ diaeresis", "© copyright sign", "ª feminine ordinal indicator", "« opening angle quote", "¬ not sign",
  "\u00ad soft hyphen", "® registered sign", "¯ macron", "° degree sign", "± plus-minus sign", "² superscript two", "³ superscript three",
  "´ acute accent", "µ micro sign", "¶ pilcrow sign", "· middle dot", "¸ cedilla", "¹ superscript one", "º masculine ordinal indicator",
  "» closing angle quote", "¼ one quarter", "½ one half", "¾ three quarters", "¿ inverted question mark", "× multiplication sign",
  "÷ division sign",
];

const codes = (result) => (result.issues ?? []).map(({ code, path }) => [code, ...path].join(" "));

/** @returns {[name: string, run: () => void][]} */
export function contract(resetkit, assert) {
  const {
    ResetkitError, operations, describe, validate, policy, checkPassword, policyFromResponse, formatPasswordRules, parsePasswordRules,
    generatePassword, generatePasswords, entropy, spell, buildBody, buildRequest, flatten, fromFormData, jsonSchema, standardSchema,
  } = resetkit;
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
    ["the operations are listed by their ids", () => {
      const listed = operations();
      assert.deepEqual(listed, listed.toSorted());
      assert.equal(new Set(listed).size, 27);
      for (const id of IDS) assert.ok(listed.includes(id), id);
    }],

    ["the value has nothing but the members, in the order of the model", () => {
      const reversed = Object.fromEntries(Object.entries(WORKMAIL).reverse());
      const result = validate(IDS[0], reversed);
      assert.equal(JSON.stringify(result.value), JSON.stringify(WORKMAIL));
      assert.equal(result.issues, undefined);
      assert.deepEqual(result.warnings.map(({ code }) => code), ["lifecycle"]);
    }],

    ["an issue has a code, a path, a sentence and what is expected, and is frozen", () => {
      const [issue] = validate(IDS[0], { ...WORKMAIL, Password: "Abcdef1" }).issues;
      assert.deepEqual(issue, {
        code: "too_short",
        path: ["Password"],
        message: "Use at least 8 characters for the password (directory's policy).",
        expected: { source: "directory", min: 8 },
      });
      assert.ok(Object.isFrozen(issue) && Object.isFrozen(issue.path) && Object.isFrozen(issue.expected));
    }],

    ["the issues of a member are in the order of importance, whoever asks", () => {
      assert.deepEqual(codes(validate(IDS[0], { ...WORKMAIL, Password: "\u4e2d" })), ["too_short Password", "forbidden_character Password", "too_few_classes Password"]);
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
        assert.equal(result.issues[0].message, "Enter an object for the input.");
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

    ["a getter that asks for another policy in between does not change what the input is judged by", () => {
      const strict = { ...policy(IDS[0]), minLength: 30 }, lax = { ...policy(IDS[0]), minLength: 1, minClasses: 1 };
      const input = (call) => ({ ...WORKMAIL, get Password() { call(); return WORKMAIL.Password; } });
      for (const call of [() => checkPassword("x", lax), () => generatePassword(lax), () => validate(IDS[1], CLOUDSSO, { policy: lax })]) {
        assert.deepEqual(codes(validate(IDS[0], input(call), { policy: strict })), ["too_short Password"]);
        refused("invalid_input", () => buildBody(IDS[0], input(call), { policy: strict }));
      }
    }],

    ["a length that no policy has is refused without taking the memory for it", () => {
      refused("invalid_options", () => generatePasswords(IDS[0], 2048, { length: 1_000_000 }));
      refused("invalid_options", () => generatePassword(IDS[0], { length: 2 ** 31 }));
      const long = { ...policy(IDS[0]), maxLength: 100_000 };
      const passwords = generatePasswords(long, 3, { length: 50_000 });
      assert.deepEqual(passwords.map((password) => password.length), [50_000, 50_000, 50_000]);
      assert.equal(generatePassword({ ...long, minLength: 5000 }).length, 5000);
      assert.equal(generatePassword(IDS[1], { userName: "x".repeat(4077) }).length, 20);
      assert.equal(validate(IDS[0], WORKMAIL).issues, undefined);
    }],

    ["a member of a policy that is undefined is left out; ranges go upwards, and no line feed is drawn", () => {
      const own = policy(IDS[0]);
      assert.deepEqual(checkPassword(WORKMAIL.Password, { ...own, extra: undefined, maxRepeats: undefined, toJSON: () => "x", more: 1n }), []);
      assert.deepEqual(codes({ issues: checkPassword("aB1!", { ...own, minLength: 30, toJSON: () => "x" }) }), ["too_short Password"]);
      refused("invalid_policy", () => checkPassword("x", { ...own, extra: [["z", "a"]] }));
      refused("invalid_policy", () => checkPassword("x", { ...own, classes: [...own.classes, { name: "x", characters: [["\n", "\n"]], generate: "\n" }] }));
    }],

    ["FIPS is an option, not a region", () => {
      for (const region of ["fips-us-east-1", "us-east-1-fips"]) refused("invalid_options", () => buildRequest(IDS[0], WORKMAIL, { region }));
      for (const option of ["fips", "dualStack"]) refused("invalid_options", () => buildRequest(IDS[0], WORKMAIL, { [option]: "yes" }));
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
      assert.deepEqual(codes(validate(IDS[0], { ...WORKMAIL, Password: long })), ["too_long Password"]);
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

    ["letters with separate accents get a warning", () => {
      const { warnings } = validate(IDS[1], { ...CLOUDSSO, Password: "Abcde\u0301f1!" });
      assert.deepEqual(warnings.map(({ code }) => code), ["not_nfc"]);
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

    ["an issue is that of the operation and the policy it is asked of, whatever was asked before", () => {
      const policies = [[policy(IDS[0]), 63], [policy(IDS[1]), 32], [{ ...policy(IDS[0]), maxLength: 20 }, 20], [{ ...policy(IDS[1]), maxLength: 12 }, 12]];
      const password = "aA1!".repeat(15);
      const tooLong = (issues) => issues.filter(({ code }) => code === "too_long").map(({ expected }) => expected.max).sort((a, b) => a - b);
      for (const order of [policies, policies.toReversed(), policies]) {
        for (const [own, max] of order) {
          const broken = (...limits) => [...new Set(limits)].filter((limit) => limit < password.length).sort((a, b) => a - b);
          assert.deepEqual(tooLong(checkPassword(password, own)), broken(max));
          for (const [id, input, most] of [[IDS[0], WORKMAIL, 256], [IDS[1], CLOUDSSO, 32], [IDS[0], WORKMAIL, 256]]) {
            const { issues = [] } = validate(id, { ...input, Password: password }, { policy: own });
            assert.deepEqual(tooLong(issues), broken(max, most));
            const required = describe(id).members.filter((member) => member.required || member.name === "Password");
            assert.deepEqual(validate(id, {}, { policy: own }).issues.map(({ path }) => path[0]), required.map(({ name }) => name));
          }
        }
      }
    }],

    ["a policy can forbid characters, words and repeats, and generates without them", () => {
      const own = { ...policy(IDS[0]), minLength: 4, forbidden: [["x", "z"]], maxRepeats: 1, forbiddenWords: ["Tofu", "Müsli"], notUserName: true };
      const of = (password, userName) => codes({ issues: checkPassword(password, own, { userName }) });
      assert.deepEqual(of("Ab1x"), ["forbidden_character Password"]);
      assert.deepEqual(of("Abb1"), ["too_many_repeats Password"]);
      assert.deepEqual(of("Ab1tOFU"), ["forbidden_word Password"]);
      assert.deepEqual(of("Ab1MÜSLI"), ["forbidden_word Password"]);
      assert.deepEqual(checkPassword("Ab1tOFU", own)[0].expected, { source: "directory", words: ["Tofu"] });
      assert.deepEqual(of("Ab1MATEo", "j.mateo@example.com"), ["contains_user_name Password"]);
      assert.deepEqual(of("Ab1com", "j.mateo@example.com"), []);
      for (const password of generatePasswords(own, 500, { length: 6, userName: "ABCD" })) {
        assert.deepEqual(of(password, "ABCD"), []);
      }
    }],

    ["a policy that nobody can satisfy is refused, whatever makes it so", () => {
      const own = policy(IDS[1]);
      const empty = (index) => own.classes.map((group, at) => (at === index ? { ...group, generate: "" } : group));
      for (const [wrong, options] of [
        [{ ...own, minLength: 3, maxLength: 3 }],
        [{ ...own, minDifferent: 33 }],
        [{ ...own, forbidden: [["0", "9"]] }],
        [{ ...own, classes: empty(2) }],
        [{ minLength: 3, maxLength: 9, maxRepeats: 1, classes: [{ name: "a", characters: [["a", "a"]], generate: "a" }] }],
        [{ ...own, forbiddenWords: [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"] }],
        [{ ...own, classes: own.classes.map((group) => ({ ...group, min: 5 })) }, { length: 19 }],
      ]) refused("unsatisfiable_policy", () => generatePassword(wrong, options));
      refused("invalid_policy", () => checkPassword("x", { ...own, forbiddenWords: [""] }));
      refused("invalid_policy", () => checkPassword("x", { ...own, forbiddenWords: [1] }));
      refused("invalid_policy", () => checkPassword("x", { ...own, maxRepeats: -1 }));
    }],

    ["a policy that hardly any text meets is generated too", () => {
      const rare = { minLength: 30, maxLength: 30, maxRepeats: 1, classes: [{ name: "a", characters: [["a", "a"]], generate: "a", min: 15 }, { name: "b", characters: [["b", "b"]], generate: "b", min: 15 }] };
      assert.equal(entropy(rare), 1);
      assert.deepEqual([...new Set(generatePasswords(rare, 100))].sort(), ["ab".repeat(15), "ba".repeat(15)]);
    }],

    ["entropy is counted, not guessed", () => {
      const four = (...ways) => ways.reduce((sum, [sign, size]) => sum + sign * BigInt(size) ** 8n, 0n);
      // Of 65 characters, less those without capital letters, small letters, digits or ()?, and so on.
      const count = four([1n, 65], [-1n, 39], [-1n, 39], [-1n, 55], [-1n, 62], [1n, 13], [1n, 29], [1n, 29], [1n, 36], [1n, 36], [1n, 52], [-1n, 3], [-1n, 10], [-1n, 26], [-1n, 26]);
      assert.ok(Math.abs(entropy(IDS[1], { length: 8 }) - Math.log2(Number(count))) < 1e-9);
      assert.ok(entropy(IDS[1], { length: 8, userName: "ab" }) < entropy(IDS[1], { length: 8 }));
      assert.ok(entropy(IDS[0]) > 119 && entropy(IDS[0]) < 125);
      refused("no_policy", () => entropy(IDS[2]));
    }],

    ["names of before still work", () => {
      assert.equal(resetkit.parseAnswer, resetkit.parseResponse);
      assert.equal(resetkit.policyFromAnswer, resetkit.policyFromResponse);
    }],

    ["other directories have policies of their own, and a response of the provider's is one", () => {
      const managed = policy(IDS[0], "managed-microsoft-ad");
      assert.equal(managed.minLength, 7);
      assert.equal(managed, describe(IDS[0]).policies[0].policy);
      assert.deepEqual(codes({ issues: checkPassword("Mateo123", managed, { userName: "mateo" }) }), ["contains_user_name Password"]);
      refused("invalid_options", () => policy(IDS[0], "samba"));
      const PasswordPolicy = { MinPasswordLength: 12, MaxPasswordLength: 32, MinPasswordDifferentChars: 6, PasswordNotContainUsername: false, MaxPasswordAge: 90 };
      for (const response of [PasswordPolicy, { RequestId: "x", PasswordPolicy }, { status: 200, body: JSON.stringify({ PasswordPolicy }) }]) {
        const { minLength, maxLength, minDifferent, notUserName, classes } = policyFromResponse(IDS[1], response);
        assert.deepEqual([minLength, maxLength, minDifferent, notUserName], [12, 32, 6, false]);
        assert.equal(classes.length, 4);
      }
      refused("invalid_policy", () => policyFromResponse(IDS[1], {}));
      refused("no_policy", () => policyFromResponse(IDS[0], PasswordPolicy));
    }],

    ["password rules are read and written", () => {
      const text = "minlength: 8; maxlength: 63; max-consecutive: 2; required: lower, upper; required: digit; required: digit; required: [-!]]; allowed: unicode;";
      const read = parsePasswordRules(text);
      assert.equal(formatPasswordRules(read), text);
      assert.deepEqual(read.classes.map(({ name, min }) => [name, min]), [["a lowercase letter or an uppercase letter", 1], ["a digit", 2], ["one of !-]", 1], ["a lowercase letter or an uppercase letter or a digit or a special character", 0]]);
      assert.equal(formatPasswordRules(IDS[1]), "minlength: 8; maxlength: 32; required: upper; required: lower; required: digit; required: [()?];");
      assert.deepEqual(codes(validate(IDS[0], { ...WORKMAIL, Password: "examplePaww0rd" }, { policy: text })), ["missing_class Password", "missing_class Password"]);
      assert.equal(validate(IDS[0], { ...WORKMAIL, Password: "examplePaww0r1!" }, { policy: text }).issues, undefined);
      for (const wrong of ["minlength", "required: letters", 5, undefined]) refused("invalid_policy", () => parsePasswordRules(wrong));
      refused("invalid_policy", () => validate(IDS[0], WORKMAIL, { policy: "x" }));
      refused("invalid_policy", () => validate(IDS[0], WORKMAIL, { policy: "minlength: 9; maxlength: 8" }));
      refused("unknown_operation", () => checkPassword("x", text));
    }],

    ["a password can be spelled", () => {
      assert.deepEqual(spell("Ab7$"), ["capital Alfa", "lower bravo", "digit seven", "dollar sign"]);
      assert.deepEqual(spell("é ÿß-\u{1F600}\t"), ["lower echo with acute", "space", "lower yankee with diaeresis", "lower sharp s", "hyphen", "character U+1F600", "character U+0009"]);
      const printable = Array.from({ length: 256 }, (_, point) => String.fromCharCode(point)).filter((_, point) => (point >= 32 && point < 127) || point >= 160);
      const said = spell(printable.join(""));
      assert.equal(new Set(said).size, printable.length);
      for (const words of said) assert.match(words, /^[A-Za-z -]+$/);
      assert.ok(said.every((words) => !/character|undefined/.test(words)));
      assert.deepEqual(spell(""), []);
      const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
      assert.deepEqual(spell(letters), ALPHABET.split(" ").map((word) => `capital ${word}`));
      assert.deepEqual(spell(letters.toLowerCase()), ALPHABET.toLowerCase().split(" ").map((word) => `lower ${word}`));
      assert.deepEqual(spell("0123456789"), "zero one two three four five six seven eight nine".split(" ").map((word) => `digit ${word}`));
      assert.deepEqual(spell(SIGNS.map((sign) => sign[0]).join("")), SIGNS.map((sign) => sign.slice(2)));
      assert.deepEqual(spell("àÁâÃäÅç"), ["lower alfa with grave", "capital Alfa with acute", "lower alfa with circumflex", "capital Alfa with tilde", "lower alfa with diaeresis", "capital Alfa with ring", "lower charlie with cedilla"]);
      assert.deepEqual(spell("æÐøÞ"), ["lower ae", "capital eth", "lower o with stroke", "capital thorn"]);
      // Beyond U+00FF there is a number only, also for a capital sharp s, and for the signs of kelvin and of ångström, which are letters.
      assert.deepEqual(spell("\u0100\u1e9e\u212a\u212b"), ["character U+0100", "character U+1E9E", "character U+212A", "character U+212B"]);
      assert.deepEqual(spell(10), ["digit one", "digit zero"]);
    }],

    ["every position and every pair of characters is as likely as any other", () => {
      // With length 8 and three of four classes, forcing a class anywhere would show at once.
      const count = 40_000, length = 8;
      const passwords = generatePasswords(IDS[1], count, { length });
      const kinds = [/[A-Z]/, /[a-z]/, /[0-9]/, /[()?]/];
      const kind = (character) => kinds.findIndex((pattern) => pattern.test(character));
      const at = Array.from({ length }, () => [0, 0, 0, 0]);
      const pairs = Array.from({ length }, () => Array(16).fill(0));
      const letters = Array.from({ length }, () => new Map());
      for (const password of passwords) {
        for (let i = 0; i < length; i++) {
          at[i][kind(password[i])] += 1;
          pairs[i][kind(password[i]) * 4 + kind(password[(i + 1) % length])] += 1;
          letters[i].set(password[i], (letters[i].get(password[i]) ?? 0) + 1);
        }
      }
      // By symmetry all positions have the same distribution: each is compared with their mean, at six standard deviations.
      const even = (counts) => {
        for (const cell of counts[0].keys()) {
          const mean = counts.reduce((sum, row) => sum + row[cell], 0) / counts.length;
          for (const row of counts) assert.ok(Math.abs(row[cell] - mean) < 6 * Math.sqrt(mean), `${row[cell]} against ${mean}`);
        }
      };
      even(at);
      even(pairs);
      for (const seen of letters) {
        for (const group of kinds) {
          const counts = [...seen].filter(([character]) => group.test(character)).map(([, number]) => number);
          const mean = counts.reduce((sum, number) => sum + number) / counts.length;
          for (const number of counts) assert.ok(Math.abs(number - mean) < 6 * Math.sqrt(mean), `${number} against ${mean}`);
        }
      }
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

    ["a description has what draws a form", () => {
      const drawn = ({ name, group, order, attributes: { type, inputmode } }) => [name, group, order, type, inputmode];
      assert.deepEqual(describe(IDS[1]).members.map(drawn), [
        ["DirectoryId", "target", 1, "text", "text"],
        ["UserId", "target", 2, "text", "text"],
        ["Password", "password", 3, "password", "text"],
        ["GenerateRandomPassword", "password", 4, "checkbox", undefined],
        ["RequirePasswordResetForNextLogin", "options", 5, "checkbox", undefined],
      ]);
      for (const id of IDS) {
        for (const member of describe(id).members) assert.ok(member.label && member.help && member.example, member.name);
      }
    }],

    ["a Standard Schema answers at once with the value or with one sentence an issue", () => {
      const { version, vendor, validate: check } = standardSchema(IDS[0])["~standard"];
      assert.deepEqual([version, vendor], [1, "resetkit"]);
      assert.deepEqual(check(WORKMAIL).value, WORKMAIL);
      assert.deepEqual(check({ ...WORKMAIL, Password: "\u4e2d" }).issues.map(({ code, path }) => [code, ...path].join(" ")), ["too_short Password", "forbidden_character Password", "too_few_classes Password"]);
      assert.deepEqual(check("text").issues.map(({ message, path }) => [message, path]), [["Enter an object for the input.", []]]);
      refused("unknown_operation", () => standardSchema("workmail:DeleteUser"));
    }],

    ["a Standard Schema takes the options of validate and the reader's language", () => {
      const messages = (given) => standardSchema(IDS[1], { userName: "mateo", messages: given })["~standard"].validate({ ...CLOUDSSO, Password: "xMateo1" }).issues.map(({ message }) => message);
      const english = ["Use at least 8 characters for the password.", "Add a special character to the password (directory's policy).", "Leave the user name out of the password (directory's policy)."];
      assert.deepEqual(messages(undefined), english);
      assert.deepEqual(messages({ too_short: "Zu kurz." }), ["Zu kurz.", ...english.slice(1)]);
      assert.deepEqual(messages({ too_short: "Zu kurz.", Password: { too_short: "Das Kennwort ist zu kurz.", missing_class: "Es fehlt etwas." } }), ["Das Kennwort ist zu kurz.", "Es fehlt etwas.", english[2]]);
      assert.deepEqual(messages({ UserId: { too_short: "Zu kurz." } }), english);
      // Each member has its own sentence, and one without takes that of the code.
      const sentences = { missing: "Bitte ausfüllen.", too_short: "Zu kurz.", Password: { too_short: "Das Kennwort ist zu kurz." } };
      const said = (input) => standardSchema(IDS[0], { messages: sentences })["~standard"].validate(input).issues.map(({ path, message }) => `${path[0]}: ${message}`);
      assert.deepEqual(said({ UserId: "x", Password: "Ab1" }), ["OrganizationId: Bitte ausfüllen.", "UserId: Zu kurz.", "Password: Das Kennwort ist zu kurz."]);
      assert.deepEqual(messages(({ code, path, expected }) => `${path[0]} ${code} ${expected.min ?? ""}`), ["Password too_short 8", "Password missing_class 1", "Password contains_user_name "]);
      const longer = { ...policy(IDS[0]), minLength: 20 };
      const schema = standardSchema(IDS[0], { policy: longer })["~standard"];
      assert.deepEqual(schema.validate(WORKMAIL).issues.map(({ expected }) => expected.min), [20]);
      assert.equal(schema.jsonSchema.input({ target: "draft-07" }).properties.Password.minLength, 20);
    }],

    ["a form: blank fields are not filled in, and fields that are no members are left out", () => {
      const form = standardSchema(IDS[1], { empty: "absent", unknown: "ignore" })["~standard"];
      const untouched = { DirectoryId: "", UserId: "", Password: "", GenerateRandomPassword: false, RequirePasswordResetForNextLogin: false };
      const told = (input) => Object.entries(flatten(form.validate(input).issues)).map(([name, texts]) => `${name} ${texts.length}`);
      assert.deepEqual(told(untouched), ["DirectoryId 1", "UserId 1", "Password 1"]);
      assert.deepEqual(form.validate(untouched).issues.map(({ code }) => code), ["missing", "missing", "missing"]);
      const half = { ...untouched, DirectoryId: CLOUDSSO.DirectoryId, UserId: CLOUDSSO.UserId };
      assert.deepEqual(told(half), ["Password 1"]);
      // A password that was typed and cleared again, where the service is to make one.
      const cleared = { ...half, GenerateRandomPassword: true, ConfirmPassword: "", csrf: "token" };
      for (const blank of ["", null, NaN, undefined]) {
        assert.deepEqual(form.validate({ ...cleared, Password: blank }).value, { DirectoryId: CLOUDSSO.DirectoryId, UserId: CLOUDSSO.UserId, GenerateRandomPassword: true, RequirePasswordResetForNextLogin: false });
      }
      assert.deepEqual(validate(IDS[1], { ...half, GenerateRandomPassword: true }).issues.map(({ code }) => code).slice(0, 2), ["conflict", "too_short"]);
      for (const odd of ["text", null, undefined, []]) assert.deepEqual(form.validate(odd).issues.map(({ code, path }) => [code, path.length]), [["wrong_type", 0]]);
      assert.equal(form.jsonSchema.input({ target: "draft-07" }).additionalProperties, undefined);
      for (const wrong of [{ empty: "missing" }, { unknown: true }]) refused("invalid_options", () => standardSchema(IDS[1], wrong));
    }],

    ["a form: blanks around an ID are left out, and around a password they are part of it", () => {
      const form = standardSchema(IDS[1], { empty: "absent" })["~standard"];
      const { value } = form.validate({ ...CLOUDSSO, UserId: `\t${CLOUDSSO.UserId} `, Password: "Tr0ub4dor " });
      assert.deepEqual(value, { ...CLOUDSSO, Password: "Tr0ub4dor " });
      assert.deepEqual(form.validate({ ...CLOUDSSO, UserId: " ", Password: "Tr0ub4dor!" }).issues.map(({ code, path }) => [code, ...path]), [["missing", "UserId"]]);
      const data = new FormData();
      for (const [name, text] of Object.entries({ ...CLOUDSSO, UserId: ` ${CLOUDSSO.UserId}`, Password: " Tr0ub4dor" })) data.append(name, text);
      assert.deepEqual({ ...fromFormData(IDS[1], data) }, { ...CLOUDSSO, Password: " Tr0ub4dor" });
      assert.equal(standardSchema(IDS[1], { unknown: "ignore" })["~standard"].validate({ ...CLOUDSSO, UserId: ` ${CLOUDSSO.UserId}`, Password: "Tr0ub4dor!" }).value.UserId, ` ${CLOUDSSO.UserId}`);
    }],

    ["a form requires what the operation lets you leave out", () => {
      const id = "graph:UpdateUser", user = { userId: "ada@contoso.com", forceChangePasswordNextSignIn: true };
      assert.equal(validate(id, user).issues, undefined);
      const form = standardSchema(id, { empty: "absent", required: ["userId", "password"] })["~standard"];
      assert.deepEqual(form.validate({ ...user, password: "" }).issues, [{ code: "missing", path: ["password"], message: "Enter a value for “Password”.", expected: { source: "organization" } }]);
      assert.deepEqual(form.validate({}).issues.map(({ code, path }) => [code, ...path]), [["missing", "userId"], ["missing", "password"]]);
      assert.equal(form.validate({ ...user, password: "Tr0ub4dor-and-3" }).value.password, "Tr0ub4dor-and-3");
      assert.deepEqual(form.validate(null).issues.map(({ code }) => code), ["wrong_type"]);
      assert.deepEqual(form.jsonSchema.input({ target: "draft-07" }).required, ["userId", "password"]);
      assert.deepEqual(standardSchema(id)["~standard"].jsonSchema.input({ target: "draft-07" }).required, ["userId"]);
      let told;
      try {
        standardSchema(id, { required: ["pasword"] });
      } catch ({ code, message }) {
        told = `${code}: ${message}`;
      }
      assert.equal(told, "invalid_options: required must be a list of members of graph:UpdateUser: userId, password, forceChangePasswordNextSignIn, forceChangePasswordNextSignInWithMfa");
    }],

    ["a schema takes the user's name from the input, and its messages for warnings too", () => {
      const form = standardSchema("okta:UpdateUser", { userName: ({ id }) => id })["~standard"];
      const codesOf = (id, password) => form.validate({ id, password }).issues?.map(({ code }) => code);
      assert.deepEqual(codesOf("anna.mango@example.com", "Anna.Mango-7-Harbor"), ["contains_user_name"]);
      assert.equal(codesOf("ben.lime@example.com", "Anna.Mango-7-Harbor"), undefined);
      for (const odd of ["text", null, undefined, []]) assert.deepEqual(form.validate(odd).issues.map(({ code }) => code), ["wrong_type"]);
      refused("invalid_options", () => standardSchema("okta:UpdateUser", { userName: () => 7 })["~standard"].validate({}));
      const said = standardSchema("graph:UpdateUser", { messages: { recommended: "Better fill this in." } })["~standard"].validate({ userId: "ada@contoso.com" });
      assert.deepEqual(said.warnings.map(({ code, message }) => `${code}: ${message}`), ["recommended: Better fill this in.", "recommended: Better fill this in."]);
    }],

    ["a submitted form becomes an input", () => {
      const data = new FormData();
      for (const [name, value] of [["DirectoryId", CLOUDSSO.DirectoryId], ["UserId", CLOUDSSO.UserId], ["Password", ""], ["GenerateRandomPassword", "false"], ["GenerateRandomPassword", "on"], ["csrf", "token"]]) data.append(name, value);
      const input = { DirectoryId: CLOUDSSO.DirectoryId, UserId: CLOUDSSO.UserId, GenerateRandomPassword: true };
      assert.deepEqual(fromFormData(IDS[1], data), input);
      assert.deepEqual(fromFormData(IDS[1], new URLSearchParams(data)), input);
      assert.equal(validate(IDS[1], input).issues, undefined);
      data.delete("GenerateRandomPassword");
      assert.deepEqual(fromFormData(IDS[1], data), { DirectoryId: CLOUDSSO.DirectoryId, UserId: CLOUDSSO.UserId });
      const code = (name, value) => validate("gitlab:UpdateUser", fromFormData("gitlab:UpdateUser", new URLSearchParams([[name, value]]))).issues?.find(({ path }) => path[0] === name)?.code;
      assert.deepEqual([code("id", "7"), code("id", "7th")], [undefined, "wrong_type"]);
      assert.deepEqual(fromFormData("keycloak:ExecuteActionsEmail", new URLSearchParams([["actions", "UPDATE_PASSWORD"], ["actions", ""], ["actions", "VERIFY_EMAIL"]])), { actions: ["UPDATE_PASSWORD", "VERIFY_EMAIL"] });
      for (const wrong of [{}, "Password=x", null]) refused("invalid_options", () => fromFormData(IDS[1], wrong));
    }],

    ["issues by member", () => {
      assert.deepEqual(flatten(undefined), {});
      assert.deepEqual(Object.keys(flatten(validate(IDS[0], {}).issues)), ["OrganizationId", "UserId", "Password"]);
      assert.deepEqual(flatten([{ message: "a", path: ["x"] }, { message: "b" }, { message: "c", path: [{ key: "x" }] }, { message: "d", path: ["__proto__"] }]), JSON.parse('{"x":["a","c"],"":["b"],"__proto__":["d"]}'));
      refused("invalid_options", () => flatten("Password"));
    }],

    ["an error of the program says what there is, and repeats no value", () => {
      const message = (call) => { try { call(); } catch (error) { return error.message; } };
      assert.equal(message(() => validate("workmail:DeleteUser", {})), 'there is no operation "workmail:DeleteUser"; of this service there is workmail:ResetPassword');
      assert.ok(!message(() => checkPassword(IDS[0], "hunter:Two22")).includes("hunter"));
      assert.equal(message(() => buildBody(IDS[0], { ...WORKMAIL, UserId: undefined, Password: "hunter2", hunter3: 1 })), "the input has 4 issues: UserId missing, Password too_short, Password too_few_classes, unknown_member");
      assert.equal(message(() => policy(IDS[0], "samba")), "the variants of this operation's policy are managed-microsoft-ad, as-measured");
      assert.equal(message(() => checkPassword("x", { maxLength: 9, classes: [] })), "policy.minLength is missing: start from a whole policy, { ...policy(operation), … }");
      assert.equal(message(() => checkPassword("x", { minLength: 1, maxLength: 9, classes: [{ name: "a", characters: [["z", "a"]] }] })), 'policy.classes[0].characters must be ranges of single characters, the lower one first, such as [["a", "z"]]');
    }],

    ["a JSON Schema says the limits, and in words what no keyword can", () => {
      const { $schema, properties, required, additionalProperties } = jsonSchema(IDS[0]);
      assert.equal($schema, "https://json-schema.org/draft/2020-12/schema");
      assert.deepEqual(required, ["OrganizationId", "UserId", "Password"]);
      assert.equal(additionalProperties, false);
      const { minLength, maxLength, writeOnly, description } = properties.Password;
      assert.deepEqual([minLength, maxLength, writeOnly], [8, 63, true]);
      assert.match(description, /at least 3 of these/);
      assert.match(jsonSchema(IDS[1]).properties.Password.description, /3 different characters.*user name/);
      refused("unknown_operation", () => jsonSchema("__proto__"));
      const { jsonSchema: targets } = standardSchema(IDS[1])["~standard"];
      for (const target of ["draft-2020-12", "draft-07", "openapi-3.0"]) assert.equal(JSON.stringify(targets.input({ target })), JSON.stringify(targets.output({ target })));
      assert.deepEqual(targets.input({ target: "draft-2020-12" }), jsonSchema(IDS[1]));
      for (const target of ["draft-04", "toString", undefined]) refused("invalid_options", () => targets.input({ target }));
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

    ["a secret is in no issue, warning or error", () => {
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
