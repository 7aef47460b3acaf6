// The same rules in each library, as its documentation would write them; each reports every issue. A candidate is the
// module that makes its functions, so that one that is not measured is not loaded.
// WorkMail: an organization, 12 to 256 characters of a user, 8 to 63 of U+0020 to U+00FF in three of five groups.
// CloudSSO: two ids without control characters, and a password of 8 to 32 characters in all of four groups unless it is to be generated.

const ORGANIZATION = /^m-[0-9a-f]{32}$/;
const ID = /^[^\u0000-\u001F\u007F-\u009F]+$/;
const LATIN = /^[\u0020-\u00FF]+$/;

/** Bits for uppercase, lowercase, digits, special characters and, apart, the Latin-1 supplement. */
function groups(text) {
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bits |= unit >= 97 && unit <= 122 ? 1 : unit >= 65 && unit <= 90 ? 2 : unit >= 48 && unit <= 57 ? 4 : unit < 128 ? 8 : 16;
  }
  return bits;
}
const COUNT = Array.from({ length: 32 }, (_, bits) => bits.toString(2).replaceAll("0", "").length);
const threeOfFive = (text) => COUNT[groups(text)] >= 3;
const allFour = (text) => {
  const bits = groups(text);
  return (bits & 7) === 7 && bits > 7;
};
const exclusive = ({ Password, GenerateRandomPassword }) => (Password === undefined) === (GenerateRandomPassword === true);

/**
 * Of each: `workmail` and `cloudsso` take an input, `valid` reads what they return; `password`, where there is one, takes
 * WorkMail's password alone.
 */
export const validators = {
  async resetkit() {
    const { checkPassword, validate } = await import("../dist/index.js");
    return {
      password: (text) => checkPassword(text, "workmail:ResetPassword"),
      workmail: (input) => validate("workmail:ResetPassword", input),
      cloudsso: (input) => validate("cloudsso:ResetUserPassword", input),
      valid: (result) => result.issues === undefined,
    };
  },

  /** Plain JavaScript without regular expressions: as fast as one can be who writes it for this alone. */
  async "hand-written JavaScript"() {
    const between = (text, low, high) => text.length >= low && text.length <= high;
    const spelled = (text, start, allowed) => {
      if (text.length < 3 || text.charCodeAt(0) !== start || text.charCodeAt(1) !== 45) return false;
      for (let i = 2; i < text.length; i++) if (!allowed(text.charCodeAt(i))) return false;
      return true;
    };
    const hex = (unit) => (unit >= 48 && unit <= 57) || (unit >= 97 && unit <= 102);
    const shown = (text) => {
      for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 32 || (text.charCodeAt(i) > 126 && text.charCodeAt(i) < 160)) return false;
      return text.length > 0;
    };
    const latin = (text) => {
      for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 32 || text.charCodeAt(i) > 255) return false;
      return true;
    };
    const say = (issues, path, message) => issues.push({ path: [path], message });
    const judge = (issues, Password) => {
      if (!between(Password, 8, 63)) say(issues, "Password", "wrong length");
      if (!latin(Password)) say(issues, "Password", "forbidden character");
      if (!threeOfFive(Password)) say(issues, "Password", "too few groups");
      return issues;
    };
    return {
      password: (text) => judge([], text),
      workmail({ OrganizationId, UserId, Password }) {
        const issues = [];
        if (typeof OrganizationId !== "string" || OrganizationId.length !== 34 || !spelled(OrganizationId, 109, hex)) say(issues, "OrganizationId", "wrong form");
        if (typeof UserId !== "string" || !between(UserId, 12, 256)) say(issues, "UserId", "wrong length");
        if (typeof Password !== "string") say(issues, "Password", "not text");
        else judge(issues, Password);
        return issues;
      },
      cloudsso(input) {
        const { DirectoryId, UserId, Password, GenerateRandomPassword, RequirePasswordResetForNextLogin } = input;
        const issues = [];
        if (typeof DirectoryId !== "string" || !shown(DirectoryId)) say(issues, "DirectoryId", "wrong form");
        if (typeof UserId !== "string" || !shown(UserId)) say(issues, "UserId", "wrong form");
        if (Password !== undefined) {
          if (typeof Password !== "string") say(issues, "Password", "not text");
          else {
            if (!between(Password, 8, 32)) say(issues, "Password", "wrong length");
            if (!allFour(Password)) say(issues, "Password", "too few groups");
          }
        }
        if (GenerateRandomPassword !== undefined && typeof GenerateRandomPassword !== "boolean") say(issues, "GenerateRandomPassword", "no boolean");
        if (RequirePasswordResetForNextLogin !== undefined && typeof RequirePasswordResetForNextLogin !== "boolean") say(issues, "RequirePasswordResetForNextLogin", "no boolean");
        if (!exclusive(input)) say(issues, "Password", "one of both");
        return issues;
      },
      valid: (issues) => issues.length === 0,
    };
  },

  async "zod 4"() {
    const z = await import("zod");
    const Password = z.string().min(8).max(63).regex(LATIN).refine(threeOfFive);
    const workmail = z.object({ OrganizationId: z.string().regex(ORGANIZATION), UserId: z.string().min(12).max(256), Password });
    const cloudsso = z.object({
      DirectoryId: z.string().regex(ID),
      UserId: z.string().regex(ID),
      Password: z.string().min(8).max(32).refine(allFour).optional(),
      GenerateRandomPassword: z.boolean().optional(),
      RequirePasswordResetForNextLogin: z.boolean().optional(),
    }).refine(exclusive);
    return {
      workmail: (input) => workmail.safeParse(input),
      cloudsso: (input) => cloudsso.safeParse(input),
      password: (text) => Password.safeParse(text),
      valid: ({ success }) => success,
    };
  },

  async "zod/mini"() {
    const z = await import("zod/mini");
    const workmail = z.object({
      OrganizationId: z.string().check(z.regex(ORGANIZATION)),
      UserId: z.string().check(z.minLength(12), z.maxLength(256)),
      Password: z.string().check(z.minLength(8), z.maxLength(63), z.regex(LATIN), z.refine(threeOfFive)),
    });
    const cloudsso = z.object({
      DirectoryId: z.string().check(z.regex(ID)),
      UserId: z.string().check(z.regex(ID)),
      Password: z.optional(z.string().check(z.minLength(8), z.maxLength(32), z.refine(allFour))),
      GenerateRandomPassword: z.optional(z.boolean()),
      RequirePasswordResetForNextLogin: z.optional(z.boolean()),
    }).check(z.refine(exclusive));
    return { workmail: (input) => workmail.safeParse(input), cloudsso: (input) => cloudsso.safeParse(input), valid: ({ success }) => success };
  },

  async valibot() {
    const v = await import("valibot");
    const Password = v.pipe(v.string(), v.minLength(8), v.maxLength(63), v.regex(LATIN), v.check(threeOfFive));
    const workmail = v.object({
      OrganizationId: v.pipe(v.string(), v.regex(ORGANIZATION)),
      UserId: v.pipe(v.string(), v.minLength(12), v.maxLength(256)),
      Password,
    });
    const cloudsso = v.pipe(v.object({
      DirectoryId: v.pipe(v.string(), v.regex(ID)),
      UserId: v.pipe(v.string(), v.regex(ID)),
      Password: v.optional(v.pipe(v.string(), v.minLength(8), v.maxLength(32), v.check(allFour))),
      GenerateRandomPassword: v.optional(v.boolean()),
      RequirePasswordResetForNextLogin: v.optional(v.boolean()),
    }), v.check(exclusive));
    return {
      workmail: (input) => v.safeParse(workmail, input),
      cloudsso: (input) => v.safeParse(cloudsso, input),
      password: (text) => v.safeParse(Password, text),
      valid: ({ success }) => success,
    };
  },

  async ajv() {
    const { default: Ajv } = await import("ajv");
    const ajv = new Ajv({ allErrors: true });
    ajv.addKeyword({ keyword: "threeOfFive", type: "string", validate: (_, text) => threeOfFive(text) });
    ajv.addKeyword({ keyword: "allFour", type: "string", validate: (_, text) => allFour(text) });
    ajv.addKeyword({ keyword: "exclusive", type: "object", validate: (_, input) => exclusive(input) });
    const boolean = { type: "boolean" };
    const workmail = ajv.compile({
      type: "object",
      required: ["OrganizationId", "UserId", "Password"],
      properties: {
        OrganizationId: { type: "string", pattern: ORGANIZATION.source },
        UserId: { type: "string", minLength: 12, maxLength: 256 },
        Password: { type: "string", minLength: 8, maxLength: 63, pattern: LATIN.source, threeOfFive: true },
      },
    });
    const cloudsso = ajv.compile({
      type: "object",
      required: ["DirectoryId", "UserId"],
      exclusive: true,
      properties: {
        DirectoryId: { type: "string", pattern: ID.source },
        UserId: { type: "string", pattern: ID.source },
        Password: { type: "string", minLength: 8, maxLength: 32, allFour: true },
        GenerateRandomPassword: boolean,
        RequirePasswordResetForNextLogin: boolean,
      },
    });
    const run = (check) => (input) => (check(input) ? undefined : check.errors);
    return { workmail: run(workmail), cloudsso: run(cloudsso), valid: (errors) => errors === undefined };
  },

  /** Compiled; like ajv it tells its keywords apart by functions of the caller's, called after the schema. */
  async typebox() {
    const { Type } = await import("typebox");
    const { Compile } = await import("typebox/compile");
    const workmail = Compile(Type.Object({
      OrganizationId: Type.String({ pattern: ORGANIZATION.source }),
      UserId: Type.String({ minLength: 12, maxLength: 256 }),
      Password: Type.Refine(Type.String({ minLength: 8, maxLength: 63, pattern: LATIN.source }), threeOfFive),
    }));
    const cloudsso = Compile(Type.Refine(Type.Object({
      DirectoryId: Type.String({ pattern: ID.source }),
      UserId: Type.String({ pattern: ID.source }),
      Password: Type.Optional(Type.Refine(Type.String({ minLength: 8, maxLength: 32 }), allFour)),
      GenerateRandomPassword: Type.Optional(Type.Boolean()),
      RequirePasswordResetForNextLogin: Type.Optional(Type.Boolean()),
    }), exclusive));
    const run = (schema) => (input) => (schema.Check(input) ? undefined : schema.Errors(input));
    return { workmail: run(workmail), cloudsso: run(cloudsso), valid: (errors) => errors === undefined };
  },
};

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SYMBOLS = "!#$%&()*+-.:;<=>?@[]^_{|}~";
const ALPHABET = `${UPPER}${UPPER.toLowerCase()}0123456789${SYMBOLS}`;

/** Of each: `one` makes a password of this length with a character of each group, `many` so many of them. */
export const generators = {
  async resetkit() {
    const { generatePassword, generatePasswords } = await import("../dist/index.js");
    return {
      one: (length) => generatePassword("cloudsso:ResetUserPassword", { length }),
      many: (count, length) => generatePasswords("cloudsso:ResetUserPassword", count, { length }),
    };
  },

  /** Bytes drawn in advance, biased ones rejected, whole passwords redrawn: what a careful author writes. */
  async "hand-written JavaScript"() {
    const bytes = new Uint8Array(16_384);
    const limit = 256 - (256 % ALPHABET.length);
    let at = bytes.length;
    const one = (length) => {
      for (;;) {
        let password = "";
        while (password.length < length) {
          if (at === bytes.length) {
            crypto.getRandomValues(bytes);
            at = 0;
          }
          const byte = bytes[at];
          bytes[at++] = 0;
          if (byte < limit) password += ALPHABET[byte % ALPHABET.length];
        }
        if (allFour(password)) return password;
      }
    };
    return { one, many: (count, length) => Array.from({ length: count }, () => one(length)) };
  },

  async "generate-password"() {
    const { default: generator } = await import("generate-password");
    const options = (length) => ({ length, numbers: true, symbols: true, strict: true });
    return { one: (length) => generator.generate(options(length)), many: (count, length) => generator.generateMultiple(count, options(length)) };
  },

  /** Its module is WebAssembly too. It needs a client that could sign in, and never does. */
  async Bitwarden() {
    const bitwarden = await import("bitwarden");
    bitwarden.init_sdk();
    const client = new bitwarden.PasswordManagerClient({ get_access_token: async () => undefined }, null, new bitwarden.ManagedSettingsClient()).generator();
    const asked = { lowercase: true, uppercase: true, numbers: true, special: true, avoidAmbiguous: false, minLowercase: 1, minUppercase: 1, minNumber: 1, minSpecial: 1 };
    const one = (length) => client.password({ ...asked, length });
    return { one, many: (count, length) => Array.from({ length: count }, () => one(length)) };
  },

  async "secure-random-password"() {
    const { default: { randomPassword, lower, upper, digits, symbols } } = await import("secure-random-password");
    const one = (length) => randomPassword({ length, characters: [lower, upper, digits, symbols] });
    return { one, many: (count, length) => Array.from({ length: count }, () => one(length)) };
  },
};

/** Of each: makes the body of a WorkMail request. Only resetkit looks whether the input is valid. */
export const serializers = {
  async resetkit() {
    const { buildBody } = await import("../dist/index.js");
    return (input) => buildBody("workmail:ResetPassword", input);
  },

  async "JSON.stringify"() {
    return (input) => JSON.stringify(input);
  },

  /** What the client of the AWS SDK does between `send` and its signature, alone. */
  async "AWS SDK v3, serializer alone"() {
    const { WorkMailClient, ResetPasswordCommand } = await import("@aws-sdk/client-workmail");
    const { operation } = await import("@smithy/core/schema");
    const { config } = new WorkMailClient({ region: "us-east-1", credentials: { accessKeyId: "id", secretAccessKey: "key" } });
    const [, namespace, name, traits, input, output] = new ResetPasswordCommand({}).schema;
    const action = operation(namespace, name, traits, input, output);
    const context = { ...config, endpoint: async () => ({ protocol: "https:", hostname: "workmail.us-east-1.amazonaws.com", path: "/" }) };
    return async (value) => (await config.protocol.serializeRequest(action, value, context)).body;
  },
};
