// How to call every function that the package exports, with everything that it takes: for the tests that try something with each
// of them, in Node and in browsers.

const WORKMAIL = "workmail:ResetPassword", CLOUDSSO = "cloudsso:ResetUserPassword", GRAPH = "graph:ResetPassword", OKTA = "okta:UpdateUser";
export const INPUT = { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333", Password: "Tr0ub4dor-and-3" };
const CLASS = { id: "any", name: "a character", characters: [["!", "~"]], generate: "abc", min: 1, max: 40 };
export const POLICY = {
  minLength: 1, maxLength: 99, classes: [CLASS], minClasses: 1, extra: [["é", "é"]], forbidden: [["x", "x"]], minDifferent: 1, maxRepeats: 9, notUserName: true,
  names: { display: { match: "contains", minPart: 3, split: [[" ", "/"]], matchCase: false } }, unit: "characters", maxBytes: 99, maxClassRun: 99, maxSequence: 9,
  first: [["!", "~"]], last: [["!", "~"]], forbiddenWords: ["tofu"], forbiddenPasswords: ["Tr0ub4dor"], otherClasses: [CLASS],
};
export const RULE = { member: "Password", pattern: "^T", message: "begins with T", must: "match" };
const NAMED = { userName: "mateo", displayName: "Mateo Jackson", names: [{ kind: "email", value: "mateo@example.com" }] };
const CHECKING = { ...NAMED, commonPasswords: { has: (password) => password === "tr0ub4dor" } };
const JUDGING = { policy: POLICY, ...CHECKING, rules: [RULE] };
const DRAWING = { length: 9, avoidAmbiguous: true, ...NAMED, rules: [{ ...RULE, pattern: "^a" }] };
const GOING = { ...JUDGING, region: "eu-west-1", endpoint: "https://proxy.example", fips: false, dualStack: false };
const GIVEN = { PasswordPolicy: { MinPasswordLength: 12, MaxPasswordLength: 32, MinPasswordDifferentChars: 6, PasswordNotContainUsername: false } };
const REFUSED = { status: 400, headers: { "x-amzn-requestid": "1" }, body: '{"__type":"x#InvalidPasswordException","message":"no"}' };
const ISSUE = { code: "too_short", path: ["Password"], message: "Use a longer one.", expected: { source: "directory", min: 8, max: 9, form: "text", classes: ["a digit"], words: ["tofu"] } };
const GRAPH_INPUT = { userId: "87d349ed-44d7-43e1-9a83-5f2406dee5bd", methodId: "28c10230-6103-485e-b985-444c60001490", newPassword: INPUT.Password };
const FILE = `OrganizationId,UserId,Password\n${Object.values(INPUT).join(",")}\n${INPUT.OrganizationId},${INPUT.UserId},short\n`;
const NDJSON = `${JSON.stringify({ row: 1, line: 2, input: INPUT, warnings: [] })}\n{"row":2,"line":3,"issues":[]}\n`;
const DOCUMENT = {
  format: 1, id: "people:SetPassword", provider: "Acme", service: "People", summary: "Set a new password.", docs: "https://people.example/docs",
  members: [
    { name: "id", label: "Person", help: "The number of the person.", example: "1042", required: true, target: true },
    { name: "password", label: "Password", required: true, sensitive: true, constraints: [{ length: [1, 64] }] },
  ],
  request: { method: "PUT", path: "/users/{id}/password", headers: { "content-type": "application/json" }, json: { secret: "{password}" } },
  endpoint: { kind: "own", example: "https://people.example" },
  auth: [{ scheme: "bearer" }],
  response: { success: { 204: "empty" } },
};
/** The compiled form of an operation, as somebody might write it. */
const FORGED = { id: "forged:Operation", description: { id: "forged:Operation", members: [] }, compiled: "x" };

const encoded = (text) => new TextEncoder().encode(text);
const length = (value) => value.length;

/** A file through what `batch` returned: the text of each output. */
async function whole({ writable, readable, readables }, file) {
  const ends = readables ? Object.values(readables) : [readable];
  const texts = await Promise.all([...ends.map((end) => new Response(end).text()), new Blob([file]).stream().pipeTo(writable)]);
  return texts.slice(0, ends.length);
}

/** A file that is given up in the middle of a row: by its reader, or by its writer. */
const givenUp = (end) => async ({ writable, readable }, file) => {
  const [reader, writer] = [readable.getReader(), writable.getWriter()];
  const steps = [reader.read(), writer.write(encoded(file.trimEnd()))];
  for (const failing of [reader.closed, writer.closed, ...steps]) failing.catch(() => {});
  await Promise.race(steps);
  await end({ reader, writer });
};

const passwordsOf = (texts) => texts.flatMap((text) => text.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line).input?.Password ?? ""));

/**
 * The calls of each function by its name. Each has its arguments and what `use` is given beside the result; what of that is the
 * `same` each time; and which texts were `made`, which are secrets.
 */
export const CALLS = {
  default: [{ args: [] }],
  ResetkitError: [{ args: ["internal", "message", [ISSUE], "/at"], call: (ResetkitError, ...args) => new ResetkitError(...args), use: ({ message }) => message }],
  operations: [{ args: [] }],
  describe: [{ args: [WORKMAIL] }, { args: [FORGED] }],
  validate: [
    { args: [WORKMAIL, INPUT, JUDGING] },
    { args: [WORKMAIL, INPUT, { policy: "minlength: 8; required: lower; allowed: [Tr0ub4d-]" }] },
    { args: [GRAPH, GRAPH_INPUT] },
    { args: ["keycloak:ExecuteActionsEmail", { realm: "master", id: "3f8a1c1e-4d5b-4a55-9a0f-2b1d9c0a7e11", actions: ["UPDATE_PASSWORD", "another"], lifespan: 3600 }] },
    { args: [FORGED, INPUT] },
  ],
  policy: [{ args: [WORKMAIL, "managed-microsoft-ad"] }],
  policies: [{ args: [] }],
  policyFromResponse: [{ args: [CLOUDSSO, GIVEN] }, { args: [CLOUDSSO, { status: 200, headers: {}, body: JSON.stringify(GIVEN) }] }],
  formatPasswordRules: [{ args: [POLICY] }],
  parsePasswordRules: [{ args: ["minlength: 8; required: lower; allowed: [!@]"] }],
  spell: [{ args: ["aB3"] }],
  checkPassword: [{ args: ["Tr0ub4dor", POLICY, CHECKING] }, { args: ["Tr0ub4dor", CLOUDSSO] }],
  generatePassword: [{ args: [POLICY, DRAWING], same: length, made: (password) => [password] }, { args: [WORKMAIL, { length: 30 }], same: length, made: (password) => [password] }],
  generatePasswords: [{ args: [POLICY, 3, DRAWING], same: (passwords) => passwords.map(length), made: (passwords) => passwords }, { args: [CLOUDSSO, 3, { length: 30 }], same: length, made: (passwords) => passwords }],
  entropy: [{ args: [POLICY, { length: 9, avoidAmbiguous: true, ...NAMED }] }],
  buildBody: [{ args: [WORKMAIL, INPUT, JUDGING] }, { args: [OKTA, { id: "00u1a2b3c4d5e6F7g8h9", password: INPUT.Password }] }],
  buildRequest: [{ args: [WORKMAIL, INPUT, GOING] }, { args: [GRAPH, GRAPH_INPUT, { cloud: "usgov" }] }],
  parseResponse: [{ args: [WORKMAIL, REFUSED, INPUT] }],
  jsonSchema: [{ args: [WORKMAIL, { target: "draft-07" }] }],
  standardSchema: [
    { args: [WORKMAIL, { ...JUDGING, messages: { missing: "give it", Password: { too_short: "longer" } }, empty: "absent", unknown: "ignore" }], more: [INPUT], use: ({ "~standard": schema }, input) => schema.validate(input) },
    { args: [WORKMAIL, { ...JUDGING, required: ["UserId"], userName: ({ UserId }) => UserId, displayName: () => "Ada", names: () => [], messages: { missing: "give it" } }], more: [{}], use: ({ "~standard": schema }, input) => [schema.validate(input), schema.jsonSchema.input({ target: "draft-07" }), schema.jsonSchema.output({ target: "openapi-3.0" })] },
  ],
  fromFormData: [{ args: [WORKMAIL, { getAll: (name) => (name === "UserId" ? [INPUT.UserId] : []) }] }],
  flatten: [{ args: [[ISSUE]] }],
  skeleton: [{ args: [WORKMAIL, "input"] }],
  parseCliInput: [
    { args: [WORKMAIL, JSON.stringify(INPUT), "json", { "--user-id": INPUT.UserId }, JUDGING] },
    { args: [WORKMAIL, `OrganizationId: m-1\nPassword: ["${INPUT.Password}"]\n`, "yaml"] },
  ],
  command: [
    { args: [WORKMAIL, INPUT, { tool: "aws", shell: "posix", region: "eu-west-1", secret: "file", ...NAMED, policy: POLICY, rules: [RULE] }] },
    { args: [WORKMAIL, INPUT, { tool: "curl", secret: "inline" }] },
    { args: [WORKMAIL, INPUT, { shell: "powershell", secret: "prompt" }] },
  ],
  batch: [
    {
      args: [WORKMAIL, { policy: POLICY, ...NAMED, rules: [RULE], defaults: { UserId: INPUT.UserId }, ignore: ["Name"], columns: { Password: "Password" }, encoding: "utf-8", generate: { length: 9, avoidAmbiguous: true, ...NAMED }, outputs: ["ndjson", "csv"], allowDuplicates: true, onProgress() {}, signal: new AbortController().signal }],
      more: [FILE], use: whole,
    },
    { args: [WORKMAIL, { generate: true, outputs: ["ndjson", "credentials"], allowDuplicates: true }], more: [FILE.replaceAll(/,(short|Tr0ub4dor-and-3)\n/g, ",\n")], use: whole, same: (texts) => texts.map(length), made: passwordsOf },
    { args: [WORKMAIL, { encoding: "windows-1252" }], more: [FILE], use: whole },
    { args: [WORKMAIL], more: [FILE], use: givenUp(({ reader }) => reader.cancel()) },
    { args: [WORKMAIL], more: [FILE], use: givenUp(({ writer }) => writer.abort()) },
  ],
  readHead: [{ args: [encoded("User,Password\nada,Secret-1\n"), { encoding: "windows-1252" }] }, { args: [encoded('User,"Password\nada,Secret-1\n')] }],
  requests: [{ args: [WORKMAIL, GOING], more: [NDJSON], use: (stream, lines) => new Response(new Blob([lines]).stream().pipeThrough(stream)).text() }],
  distributed: [{
    args: [WORKMAIL, { region: "eu-west-1", name: "resets", bucket: "acme-resets", key: "rows.ndjson", account: "123456789012", failures: "failed", outputs: "done", table: "sent", concurrency: 8, defaults: { OrganizationId: INPUT.OrganizationId }, secretsInBucket: true }],
  }],
  defineOperation: [{ args: [DOCUMENT, { shared: [{ format: 1, shared: "acme", provider: "Acme" }] }], same: ({ id, description }) => [id, description] }],
  compileOperation: [{ args: [DOCUMENT, { shared: { format: 1, shared: "acme", provider: "Acme" } }], same: length }],
  generatePassphrase: [
    { args: [POLICY, { words: 3, separator: "-", list: ["correct", "horse", "battery", "staple"], ...NAMED }], same: () => "a passphrase", made: (passphrase) => [passphrase] },
  ],
  passphraseEntropy: [{ args: [{ ...POLICY, classes: [{ ...CLASS, max: 0 }], otherClasses: [] }, { words: 3, separator: "-", list: ["correct", "horse", "battery", "staple"], ...NAMED }] }],
  "commonPasswords.has": [{ args: ["Tr0ub4dor"] }],
  messages: [{ args: [ISSUE, { id: WORKMAIL, lifecycle: { ends: null, notice: "" }, members: [{ name: "Password", label: "Password", example: "x", sensitive: true }] }] }],
};
/** Their old names. */
CALLS.parseAnswer = CALLS.parseResponse;
CALLS.policyFromAnswer = CALLS.policyFromResponse;

/** What is exported and can be called, by its name: functions, and those that an object has. */
export const functionsOf = (entry) => Object.fromEntries(Object.entries(entry).flatMap(([name, value]) => {
  if (typeof value === "function") return [[name, value]];
  if (typeof value !== "object" || Array.isArray(value)) return [];
  return Object.entries(value).filter(([, member]) => typeof member === "function").map(([member, call]) => [`${name}.${member}`, call.bind(value)]);
}));

/** The same call for an entry that has fewer options: only `resetkit/full` takes rules. */
const without = (value, name) => (Object(value) === value && Object.hasOwn(value, name) ? { ...value, [name]: undefined } : value);

/** Every call of an entry: the name of the function, its arguments, and what runs it. */
export const callsOf = (entry) => Object.entries(functionsOf(entry)).flatMap(([name, run]) =>
  CALLS[name].map(({ args, more = [], call = (run, ...args) => run(...args), use = (result) => result, same = (value) => value, made = () => [] }) => ({
    name, args: "batch" in entry ? args : args.map((arg) => without(arg, "rules")), more, run: (...given) => call(run, ...given), use, same, made,
  })));

/** The places of texts, and of bytes, in a value: each as the names that lead to it. */
export function textsIn(value, path = []) {
  if (typeof value === "string" || value instanceof Uint8Array) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => textsIn(member, [...path, name]));
}

/** A copy with another value at a place. Objects on the way are made where there are none. */
export function replaced(value, [name, ...rest], change) {
  if (name === undefined) return change(value);
  const copy = Array.isArray(value) ? value.slice() : Object(value) === value && typeof value !== "function" ? { ...value } : {};
  copy[name] = replaced(copy[name], rest, change);
  return copy;
}

/** Says of a place within an option whether it was seen in no more functions yet than that. What is nested is read by the same code for all that take it. */
export function seldom(most) {
  const times = new Map();
  return ([, ...inside]) => {
    const key = inside.join(".");
    times.set(key, (times.get(key) ?? 0) + 1);
    return inside.length < 2 || times.get(key) <= most;
  };
}
