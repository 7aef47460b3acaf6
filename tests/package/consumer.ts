// Compiled, not run: what the types promise to somebody who installed the package.
import {
  buildBody, buildRequest, checkPassword, describe, entropy, flatten, formatPasswordRules, fromFormData, generatePassword, generatePasswords, jsonSchema, operations,
  parseResponse, parsePasswordRules, policies, policy, policyFromResponse, ResetkitError, spell, standardSchema, validate,
} from "resetkit";
import type { HttpRequest, Inputs, Issue, IssueCode, Member, Operation, OperationId, Outputs, Policy, Result } from "resetkit";
import { compileOperation, defineOperation } from "resetkit/define";
import { commonPasswords } from "resetkit/common-passwords";
import { chimeResetPersonalPIN, workmailResetPassword } from "resetkit/operations";
import { english, generatePassphrase, german, passphraseEntropy } from "resetkit/passphrases";
import { batch, command, distributed, parseCliInput, readHead, skeleton } from "resetkit/full";
import type { BatchLine, BatchOptions, BatchOutput, BatchProgress, DistributedOptions } from "resetkit/full";
import init, { validate as slimValidate } from "resetkit/slim";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(_: T) => {};

const result = validate("workmail:ResetPassword", JSON.parse("{}") as unknown);
if (result.issues) {
  const issue: Issue | undefined = result.issues[0];
  const code: IssueCode | undefined = issue?.code;
  void code;
} else {
  holds<Equal<typeof result.value, { OrganizationId: string; UserId: string; Password: string }>>(true);
  const body: string = buildBody("workmail:ResetPassword", result.value);
  const request: HttpRequest = buildRequest("workmail:ResetPassword", result.value, { region: "eu-west-1", dualStack: true });
  const warnings: readonly Issue[] = result.warnings;
  void [body, request, warnings];
}
holds<Equal<Inputs["cloudsso:ResetUserPassword"]["Password"], string | undefined>>(true);
holds<Equal<OperationId, "cloudsso:ResetUserPassword" | "eiam:UpdateUserPassword" | "ims:UpdateLoginProfile" | "ram:UpdateLoginProfile"
  | "auth0:UpdateUser" | "authentik:SetPassword" | "chime:ResetPersonalPIN" | "cognito-idp:AdminResetUserPassword"
  | "cognito-idp:AdminSetUserPassword" | "ds:ResetUserPassword" | "iam:UpdateLoginProfile" | "workmail:ResetPassword"
  | "gitlab:UpdateUser" | "directory:users.patch" | "directory:users.update" | "huawei-iam:KeystoneUpdateUserByAdmin"
  | "huawei-iam:UpdateLoginProfileV5" | "keycloak:ExecuteActionsEmail" | "keycloak:ResetPassword" | "synapse:ResetPassword"
  | "graph:ResetPassword" | "graph:UpdateUser" | "okta:ExpirePasswordWithTempPassword" | "okta:ResetPassword"
  | "okta:UpdateUser" | "scim:PatchUser" | "cam:UpdateUser">>(true);
holds<Equal<ReturnType<typeof operations>, OperationId[]>>(true);
const pin: string | undefined = ({} as Outputs["chime:ResetPersonalPIN"]).PersonalPIN;
const rules: Policy = policy("workmail:ResetPassword");
const operation: Operation = describe("chime:ResetPersonalPIN");
const passwords: string[] = generatePasswords(rules, 3, { length: 12, avoidAmbiguous: true });
const issues: Issue[] = checkPassword(generatePassword("cloudsso:ResetUserPassword"), "cloudsso:ResetUserPassword", { userName: "mateo" });
const chime: Result<{ AccountId: string; UserId: string }> = slimValidate("chime:ResetPersonalPIN", {});
const started: Promise<void> = init(new URL("https://example.com/core.wasm"));
const read: Policy = parsePasswordRules(formatPasswordRules({ ...policyFromResponse("cloudsso:ResetUserPassword", {}), maxRepeats: 2, forbiddenWords: ["x"], forbidden: [["a", "c"]] }));
const bits: number = entropy(read, { length: 12 });
const spelled: string[] = spell(passwords[0] ?? "");
const ruled = validate("workmail:ResetPassword", {}, { policy: "minlength: 9", rules: [{ member: "Password", pattern: "a", message: "b", must: "match" }] });
void [pin, operation, passwords, issues, chime, started, bits, spelled, ruled];

const answer = parseResponse("chime:ResetPersonalPIN", { status: 200, headers: new Headers(), body: "{}" });
if (answer.error) {
  const { code, retryable, member }: { code: string; retryable: boolean; member?: string | undefined } = answer.error;
  void [code, retryable, member];
} else {
  holds<Equal<typeof answer.output, Outputs["chime:ResetPersonalPIN"]>>(true);
}

const start: Policy | undefined = policies().find(({ id }) => id === "nist-800-63b-4")?.policy;
const listed: Issue[] = checkPassword("x", start ?? "workmail:ResetPassword", { commonPasswords });
const ownList = validate("workmail:ResetPassword", {}, { commonPasswords: new Set(["acme"]) });
const phrase: string = generatePassphrase(workmailResetPassword, { words: 4, separator: " ", list: german, userName: "mateo" });
// @ts-expect-error Chime makes the PIN itself
generatePassphrase("chime:ResetPersonalPIN");
// @ts-expect-error so does its object
passphraseEntropy(chimeResetPersonalPIN);
const unsaid: readonly string[] | undefined = policyFromResponse("keycloak:ResetPassword", {}).unchecked;
const lookup = describe("okta:UpdateUser").lookup?.find[0]?.request;
const askFor: [string | undefined, string | undefined, unknown] = [lookup?.method, describe("iam:UpdateLoginProfile").policyResponse?.request?.path, lookup?.query?.["limit"]];
void [unsaid, askFor];
const phraseBits: number = passphraseEntropy(read, { list: [...english, "acme"] });
// @ts-expect-error a file is not asked for common passwords
const filed: BatchOptions = { commonPasswords };
void [listed, ownList, phrase, phraseBits, filed];

const schema = standardSchema("workmail:ResetPassword", { userName: "mateo", messages: { too_short: "Zu kurz." } });
holds<Equal<NonNullable<(typeof schema)["~standard"]["types"]>["output"], Inputs["workmail:ResetPassword"]>>(true);
const judged = schema["~standard"].validate({});
if (judged.issues === undefined) holds<Equal<typeof judged.value, Inputs["workmail:ResetPassword"]>>(true);
const draft: Record<string, unknown> = schema["~standard"].jsonSchema.input({ target: "draft-07" });
standardSchema("cloudsso:ResetUserPassword", { messages: ({ code, expected }) => `${code} ${expected.min ?? 0}` });
const place: ["target" | "password" | "options" | undefined, number | undefined] = [operation.members[0]?.group, operation.members[0]?.order];
const mode: "text" | undefined = ({} as Member).attributes.inputmode;
const filling: "new-password" | "off" = ({} as Member).attributes.autocomplete;
void [judged, draft, place, mode, jsonSchema("chime:ResetPersonalPIN")];

// @ts-expect-error no issue has this code
standardSchema("workmail:ResetPassword", { messages: { to_short: "Zu kurz." } });
standardSchema("workmail:ResetPassword", { messages: { missing: "Bitte ausfüllen.", Password: { too_short: "Zu kurz." } } });
// @ts-expect-error no member of this operation
standardSchema("workmail:ResetPassword", { messages: { DirectoryId: { too_short: "Zu kurz." } } });
// @ts-expect-error no code
standardSchema("workmail:ResetPassword", { messages: { Password: { to_short: "Zu kurz." } } });
// @ts-expect-error a schema is not asked without a target
schema["~standard"].jsonSchema.input({});
const text: string = skeleton("workmail:ResetPassword", "yaml-input");
const parsed: Result<Inputs["workmail:ResetPassword"]> = parseCliInput("workmail:ResetPassword", text, "yaml", { "--password": "" });
const line: string = command("chime:ResetPersonalPIN", { AccountId: "a", UserId: "b" }, { tool: "curl", shell: "powershell", secret: "file" });
void [parsed, line];
// @ts-expect-error no such shell
command("chime:ResetPersonalPIN", { AccountId: "a", UserId: "b" }, { shell: "fish" });

// @ts-expect-error no such operation
validate("workmail:DeleteUser", {});
// @ts-expect-error a member is missing
buildBody("workmail:ResetPassword", { OrganizationId: "m-…", UserId: "…" });
// @ts-expect-error a member of another operation
buildBody("chime:ResetPersonalPIN", { AccountId: "a", UserId: "u", Password: "p" });
// @ts-expect-error a number is no password
buildBody("workmail:ResetPassword", { OrganizationId: "m-…", UserId: "…", Password: 12345678 });
// @ts-expect-error slim needs to know where the wasm is
init();
// @ts-expect-error issues are shared between calls
issues[0]!.message = "another text";

try {
  generatePassword("workmail:ResetPassword");
} catch (error) {
  if (error instanceof ResetkitError && error.code === "unsatisfiable_policy") throw error;
}

const requests: ReadableStream<Uint8Array> = new Blob().stream().pipeThrough(batch("workmail:ResetPassword", {
  defaults: { OrganizationId: "m-1" }, generate: { length: 16 }, outputs: "ndjson", onProgress: ({ rows }: BatchProgress) => void rows,
  signal: AbortSignal.timeout(1000),
}));
const outcomeLine = {} as BatchLine<"workmail:ResetPassword">;
const outcome: string | undefined = outcomeLine.issues ? outcomeLine.issues[0]?.message : outcomeLine.input.Password + outcomeLine.body;
const where: DistributedOptions = { bucket: "b", key: "k", account: "123456789012", concurrency: 16, secretsInBucket: true, defaults: { OrganizationId: "m-1" } };
const files: string[] = distributed("workmail:ResetPassword", where).map(({ name, text }) => name + text);
const loop: { name: string; text: string }[] = distributed("cloudsso:ResetUserPassword");
const perSecond: number | undefined = operation.rate?.perSecond;
void [files, loop, perSecond];
// @ts-expect-error a bucket has a name
distributed("workmail:ResetPassword", { bucket: 7 });
const several = batch("workmail:ResetPassword", { outputs: ["ndjson", "credentials"], generate: true });
const lists: ReadableStream<Uint8Array>[] = [several.readables.ndjson, several.readables.credentials];
void [lists, new Blob().stream().pipeTo(several.writable)];
batch("workmail:ResetPassword", { columns: { Mailbox: "UserId", Login: "account", Office: null }, defaults: { OrganizationId: "m-1" }, signal: undefined });
// @ts-expect-error no such member
batch("workmail:ResetPassword", { columns: { Mailbox: "userid" } });
// @ts-expect-error no such member
batch("workmail:ResetPassword", { defaults: { OrgId: "m-1" } });
// @ts-expect-error without a list there are no readables
void batch("workmail:ResetPassword", {} as BatchOptions<readonly BatchOutput[]>).readables;
// @ts-expect-error not asked for
void several.readables.csv;
// @ts-expect-error no such output in a list
batch("workmail:ResetPassword", { outputs: ["xml"] });
// @ts-expect-error no such output
batch("workmail:ResetPassword", { outputs: "xml" });
const head = readHead(new Uint8Array(), { encoding: "gbk" });
const heading: string | undefined = head.problem === undefined ? head.header[0] : head.problem;
// @ts-expect-error where there is a problem, there is no header
void [heading, readHead(new Uint8Array()).header];
void [requests, outcome];

// An operation of one's own: what it takes and what it returns are inferred from the literal.
const own = defineOperation({
  format: 1,
  id: "people:SetPassword",
  summary: "Set a password in the people directory.",
  members: [
    { name: "id", type: "integer", required: true, target: true },
    { name: "password", required: true, sensitive: true },
    { name: "reason", type: "enum", values: ["forgotten", { value: "compromised", label: "Known to somebody else" }], required: true },
    { name: "tell", type: "list" },
    { name: "mustChange", type: "boolean" },
  ],
  request: { method: "POST", path: "/api/users/{id}/password", json: { secret: "{password}", policy: { mustChange: "{mustChange}" }, why: "{reason}", tell: "{tell}" } },
  endpoint: { kind: "own", example: "https://people.example.com" },
  password: { member: "password", policy: { minLength: 12, classes: { upper: { min: 1 } } } },
  response: { success: { 200: "json" }, output: [{ name: "until", from: "expires" }, { name: "count", from: "count", type: "integer", required: true }] },
});
interface OwnInput { id: number; password: string; reason: "forgotten" | "compromised"; tell?: readonly string[]; mustChange?: boolean }
const valid = validate(own, {});
if (valid.issues === undefined) {
  holds<Equal<typeof valid.value, { id: number; password: string; reason: "forgotten" | "compromised"; tell?: readonly string[]; mustChange?: boolean }>>(true);
  const body: string = buildBody(own, valid.value satisfies OwnInput);
  void body;
}
const told = parseResponse(own, { status: 200, body: "{}" }, { id: 1, password: "x", reason: "forgotten" });
if (told.output) holds<Equal<typeof told.output, { until?: string; count: number }>>(true);
const ownSchema = standardSchema(own, { messages: { reason: { not_a_value: "Bitte wählen." } } });
holds<Equal<NonNullable<(typeof ownSchema)["~standard"]["types"]>["output"], OwnInput>>(true);
const bytes: Uint8Array = compileOperation({ ...own.description, format: 1 } as never);
void [generatePassword(own), checkPassword("x", own), describe(bytes).members, batch(own), jsonSchema(own, { target: "openapi-3.0" })];
// @ts-expect-error a reason that the document does not name
buildBody(own, { id: 1, password: "x", reason: "bored" });
// @ts-expect-error an id is a number there
buildRequest(own, { id: "1", password: "x", reason: "forgotten" }, { endpoint: "https://people.example.com" });
// @ts-expect-error a document has a request
defineOperation({ format: 1, id: "a:B", summary: "", members: [], endpoint: { kind: "own", example: "https://a.example" }, response: {} });

// What a document may not say is told where it stands, on whatever level.
const DOCUMENT = {
  format: 1, id: "a:B", summary: "", members: [{ name: "id", required: true, target: true }, { name: "secret", sensitive: true }],
  request: { method: "POST", path: "/{id}", query: { top: 1 }, json: { any: [{ thing: "{secret}" }, null] } }, endpoint: { kind: "fixed", url: "https://a.example" },
  response: { success: { 200: "json", "204": "empty" } },
} as const;
void [defineOperation(DOCUMENT), compileOperation(DOCUMENT)];
// @ts-expect-error no such key
defineOperation({ ...DOCUMENT, sumary: "" });
// @ts-expect-error no such key of a member
defineOperation({ ...DOCUMENT, members: [{ name: "id", required: true, target: true, sensitve: true }] });
// @ts-expect-error no such key of a constraint
defineOperation({ ...DOCUMENT, members: [{ name: "id", required: true, target: true, constraints: [{ lenght: { max: 5 } }] }] });
// @ts-expect-error no such key of a length
defineOperation({ ...DOCUMENT, members: [{ name: "id", required: true, target: true, constraints: [{ length: { maximum: 5 } }] }] });
// @ts-expect-error no such key of a request
defineOperation({ ...DOCUMENT, request: { method: "POST", path: "/{id}", body: {} } });
// @ts-expect-error a caller's own address has an example
defineOperation({ ...DOCUMENT, endpoint: { kind: "own" } });
// @ts-expect-error no such key of an endpoint
defineOperation({ ...DOCUMENT, endpoint: { kind: "fixed", url: "https://a.example", addres: "" } });
// @ts-expect-error no such kind of body
defineOperation({ ...DOCUMENT, response: { success: { 200: "yaml" } } });
// @ts-expect-error no such key of a response
defineOperation({ ...DOCUMENT, response: { success: { 200: "json" }, error: [] } });
// @ts-expect-error no such key of an output
defineOperation({ ...DOCUMENT, response: { success: { 200: "json" }, output: [{ name: "a", from: { att: "b" } }] } });
defineOperation({ ...DOCUMENT, password: { member: "secret", policy: { minLength: 8, classes: { upper: { min: 1 }, any: { characters: "[a-z]" } }, names: { account: { match: "equals" } } } } });
// @ts-expect-error no such member
defineOperation({ ...DOCUMENT, password: { member: "password", policy: {} } });
// @ts-expect-error no such key of a policy
defineOperation({ ...DOCUMENT, password: { member: "secret", policy: { minlength: 8 } } });
// @ts-expect-error no such key of a group
defineOperation({ ...DOCUMENT, password: { member: "secret", policy: { classes: { upper: { least: 1 } } } } });

// An imported .json file has no literal types.
const imported = {} as {
  format: number; id: string; summary: string; members: ({ name: string; type: string; required: boolean; target?: never } | { name: string; target: boolean })[];
  request: { method: string; path: string }; endpoint: { kind: string; example: string }; password: { member: string; policy: { minLength: number } }; response: { success: { "200": string } };
};
const fromFile = defineOperation(imported);
const fileInput = validate(fromFile, {});
if (fileInput.value) holds<Equal<typeof fileInput.value, any>>(true);
void [compileOperation(imported), generatePassword(fromFile), buildRequest(fromFile, { id: 1 }, { endpoint: "https://a.example" })];
// @ts-expect-error without a document's parts it is none
defineOperation({ format: 1 as number });
// @ts-expect-error it has no password
generatePassword(defineOperation({} as Omit<typeof imported, "password">));
holds<Equal<(typeof workmailResetPassword)["id"], "workmail:ResetPassword">>(true);
const byObject = validate(workmailResetPassword, {});
if (byObject.value) holds<Equal<typeof byObject.value, Inputs["workmail:ResetPassword"]>>(true);

// Names are literal, and a password needs an operation that has one.
const members = describe("workmail:ResetPassword").members;
holds<Equal<(typeof members)[number]["name"], "OrganizationId" | "UserId" | "Password">>(true);
holds<Equal<ReturnType<typeof policy<"chime:ResetPersonalPIN">>, undefined>>(true);
holds<Equal<ReturnType<typeof policy<typeof workmailResetPassword>>, Policy>>(true);
const everyOperation: Operation = describe("workmail:ResetPassword");
const stricter: Policy = { ...policy(own), minLength: 14 };
const variant: Policy = policy("workmail:ResetPassword", "managed-microsoft-ad");
void [everyOperation, stricter, variant, generatePassword(workmailResetPassword), describe(own).members[0]?.name satisfies "id" | "password" | "reason" | "tell" | "mustChange" | undefined];
// @ts-expect-error Chime makes the PIN itself
generatePassword("chime:ResetPersonalPIN");
// @ts-expect-error so does its object
entropy(chimeResetPersonalPIN);
// @ts-expect-error there is no password in this document
generatePassword(defineOperation({ format: 1, id: "a:B", summary: "", members: [{ name: "id", required: true, target: true }], request: { method: "POST", path: "/{id}" }, endpoint: { kind: "own", example: "https://a.example" }, response: { success: { 200: "json" } } }));

// A form holds a value for every member, and what comes out is an input.
const form = standardSchema("cloudsso:ResetUserPassword", { empty: "absent", unknown: "ignore", messages: (issue, { members }) => members[0]?.label + issue.code });
type FormTypes = NonNullable<(typeof form)["~standard"]["types"]>;
holds<Equal<FormTypes["input"]["Password"], string>>(true);
holds<Equal<FormTypes["output"], Inputs["cloudsso:ResetUserPassword"]>>(true);
const submitted = fromFormData("workmail:ResetPassword", new FormData());
const found = validate("workmail:ResetPassword", submitted);
const byMember: Record<string, string[]> = flatten(found.issues);
for (const { name } of members) void [submitted[name], byMember[name]?.[0]];
// @ts-expect-error no such way
standardSchema("workmail:ResetPassword", { empty: "missing" });
// @ts-expect-error no member of this operation
void submitted.Pasword;
