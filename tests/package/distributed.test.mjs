// The files for an engine: state machines checked by a published validator and run by a published interpreter with stand-ins
// for the services, policies against what the machine calls, and the loop of a shell run with a stand-in for its tool.
import assert from "node:assert/strict";
import { execFile, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe as suite, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import validate from "asl-validator";
import { StateMachine } from "aws-local-stepfunctions";
import { batch, buildRequest, describe, distributed, generatePassword, operations, requests } from "../../dist/full.js";

// The interpreter asks for Node 22, and this is all of it that Node 20 lacks.
Promise.withResolvers ??= () => {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};

const WORKMAIL = "workmail:ResetPassword", CLOUDSSO = "cloudsso:ResetUserPassword", CHIME = "chime:ResetPersonalPIN";
const BUCKET = { bucket: "acme-resets", key: "2026/rows.ndjson", account: "123456789012" };
const COGNITO = "cognito-idp:AdminSetUserPassword", CODE = "cognito-idp:AdminResetUserPassword", IAM = "iam:UpdateLoginProfile", DIRECTORY = "ds:ResetUserPassword";
const OKTA = "okta:UpdateUser", TEMPORARY = "okta:ExpirePasswordWithTempPassword", LINK = "okta:ResetPassword", SCIM = "scim:PatchUser", ORGANIZATION = "https://example.okta.com";
const CONNECTION = "arn:aws:events:eu-west-1:123456789012:connection/okta/81210c42-8af1-456b-9c4a-6ff02fc664ac";
/** The operations whose services ask for a token or a key, and for no signature. */
const HELD = operations().filter((id) => describe(id).auth.some(({ scheme }) => ["bearer", "header", "basic"].includes(scheme)));
const MACHINES = {
  [COGNITO]: { ...BUCKET, secretsInBucket: true },
  [CODE]: { ...BUCKET, secretsInBucket: true, table: "marks" },
  [IAM]: { ...BUCKET, secretsInBucket: true },
  [DIRECTORY]: { ...BUCKET, secretsInBucket: true },
  [WORKMAIL]: { ...BUCKET, secretsInBucket: true },
  [CHIME]: { ...BUCKET, table: "marks" },
  [OKTA]: { ...BUCKET, secretsInBucket: true, endpoint: ORGANIZATION, connection: CONNECTION },
  [TEMPORARY]: { ...BUCKET, secretsInBucket: true, table: "marks", outputs: "passwords", endpoint: ORGANIZATION, connection: CONNECTION },
  [LINK]: { ...BUCKET, table: "marks", endpoint: ORGANIZATION, connection: CONNECTION },
  [SCIM]: { ...BUCKET, secretsInBucket: true, endpoint: "https://id.example.com/scim/v2", connection: CONNECTION },
  "chime:ResetPersonalPIN with outputs": { ...BUCKET, table: "marks", outputs: "pins", secretsInBucket: true },
};
const operation = (title) => title.split(" ")[0];
const made = (title, more) => distributed(operation(title), { ...MACHINES[title], ...more });
const json = (files, end) => JSON.parse(files.find(({ name }) => name.endsWith(end)).text);
const rowStates = (definition) => definition.States.Rows.ItemProcessor.States["Each row"].ItemProcessor.States;

/** What `batch` makes of a file. */
async function lines(op, csv, options) {
  const text = await new Response(new Blob([csv]).stream().pipeThrough(batch(op, options))).text();
  return parsed(text);
}
const parsed = (text) => text.trimEnd().split("\n").map((line) => JSON.parse(line));

/** The same with the whole requests. */
async function built(op, csv, options, where) {
  const rows = new Blob([csv]).stream().pipeThrough(batch(op, options)).pipeThrough(requests(op, where));
  return parsed(await new Response(rows).text());
}

suite("state machines", () => {
  for (const title of Object.keys(MACHINES)) {
    test(`${title} is valid Amazon States Language`, () => {
      const { isValid, errors, errorsText } = validate(json(made(title), ".asl.json"));
      assert.ok(isValid, errorsText?.() ?? JSON.stringify(errors));
    });
  }

  test("the validator tells a wrong one", () => {
    const definition = json(made(WORKMAIL), ".asl.json");
    rowStates(definition).Send.Next = "Nowhere";
    assert.equal(validate(definition).isValid, false);
  });

  test("read the lines of the bucket's object, eight to an execution without a history", () => {
    const { Rows } = json(made(WORKMAIL, { concurrency: 40 }), ".asl.json").States;
    assert.deepEqual(Rows.ItemReader, { Resource: "arn:aws:states:::s3:getObject", ReaderConfig: { InputType: "JSONL" }, Parameters: { Bucket: BUCKET.bucket, Key: BUCKET.key } });
    assert.equal(Rows.ItemProcessor.ProcessorConfig.ExecutionType, "EXPRESS");
    assert.equal(Rows.ToleratedFailurePercentage, 100);
    // It would write the input of every execution that fails.
    assert.equal(Rows.ResultWriter, undefined);
    assert.deepEqual([Rows.ItemBatcher.MaxItemsPerBatch, Rows.MaxConcurrency], [8, 5]);
    for (const [concurrency, expected] of [[1, [1, 1]], [3, [3, 1]], [8, [8, 1]], [20, [8, 2]]]) {
      const { ItemBatcher, MaxConcurrency } = json(made(WORKMAIL, { concurrency }), ".asl.json").States.Rows;
      assert.deepEqual([ItemBatcher.MaxItemsPerBatch, MaxConcurrency], expected, `${concurrency}`);
    }
  });

  test("call the service by its integration, in the partition of the region", () => {
    assert.equal(rowStates(json(made(WORKMAIL), ".asl.json")).Send.Resource, "arn:aws:states:::aws-sdk:workmail:resetPassword");
    assert.equal(rowStates(json(made(CHIME), ".asl.json")).Send.Resource, "arn:aws:states:::aws-sdk:chime:resetPersonalPIN");
    for (const [region, partition] of [["eu-west-1", "aws"], ["cn-north-1", "aws-cn"], ["us-gov-west-1", "aws-us-gov"], ["mars-1", "aws"]]) {
      const files = made(WORKMAIL, { region });
      for (const [, found] of files.map(({ text }) => text).join("").matchAll(/arn:([a-z-]+):/g)) assert.equal(found, partition);
      assert.ok(files.some(({ text }) => text.includes(`:states:${region}:123456789012:stateMachine:`)));
    }
  });

  test("send every member of their operation, by the name that the service gives it", () => {
    for (const op of operations().filter((op) => describe(op).engine?.kind === "stepFunctions")) {
      const { Parameters, InputPath } = rowStates(json(made(op), ".asl.json")).Send;
      const { members } = describe(op);
      // Where one may be left out, the input is sent as it is: its names are the service's.
      if (members.some(({ required }) => !required)) {
        assert.deepEqual([Parameters, InputPath], [undefined, "$.input"]);
        for (const { name, wire } of members) assert.equal(name, wire);
      } else assert.deepEqual(Parameters, Object.fromEntries(members.map(({ name, wire }) => [`${wire}.$`, `$.input.${name}`])));
    }
  });

  test("a member that a row leaves out is left out", async () => {
    const rows = await lines(COGNITO, "UserPoolId,Username,Permanent\nus-east-1_a,m.major,true\nus-east-1_a,a.lee,\n", { generate: true });
    const { of } = await run(json(made(COGNITO), ".asl.json"), rows, { Send: () => ({}) });
    assert.deepEqual(of("Send").sort((a, b) => (a.Username < b.Username ? 1 : -1)), rows.map(({ input }) => input));
    assert.deepEqual(of("Send").map((sent) => Object.keys(sent).length).sort(), [3, 4]);
  });

  test("call a service no more often than it says it takes, at a fifth of a second a call", () => {
    for (const op of [COGNITO, CODE, IAM, DIRECTORY, WORKMAIL]) {
      const { MaxConcurrency, ItemBatcher } = json(made(op), ".asl.json").States.Rows;
      const rate = describe(op).rate?.perSecond ?? Infinity;
      // A child goes through its rows one by one or all at once: never more than so many.
      assert.ok(MaxConcurrency * ItemBatcher.MaxItemsPerBatch * 5 <= Math.max(rate, 40) && MaxConcurrency * ItemBatcher.MaxItemsPerBatch <= 8);
      if (rate < 40) assert.ok(MaxConcurrency * ItemBatcher.MaxItemsPerBatch * 5 <= rate, op);
    }
    // Auth0's free plan takes two a second: one waits for the other, and then a second.
    const definition = json(distributed("auth0:UpdateUser", MACHINES[OKTA]), ".asl.json");
    assert.equal(describe("auth0:UpdateUser").rate.perSecond, 2);
    assert.deepEqual([definition.States.Rows.MaxConcurrency, definition.States.Rows.ItemBatcher.MaxItemsPerBatch], [1, 1]);
    const { Accepted, Pause } = rowStates(definition);
    assert.deepEqual([Accepted.Choices[0].Next, Pause], ["Pause", { Type: "Wait", Seconds: 1, Next: "Send" }]);
    assert.equal(rowStates(json(made(OKTA), ".asl.json")).Pause, undefined);
  });

  test("retry what describe calls retryable and no more, with growing waits", () => {
    for (const op of [WORKMAIL, CHIME]) {
      const { errors, idempotent, engine } = describe(op);
      const [{ ErrorEquals, ...waits }, ...more] = rowStates(json(made(op), ".asl.json")).Send.Retry;
      assert.deepEqual(more, []);
      assert.deepEqual(waits, { IntervalSeconds: 1, BackoffRate: 2, MaxDelaySeconds: 16, MaxAttempts: 5, JitterStrategy: "FULL" });
      const named = (retryable) => errors.filter((error) => error.retryable === retryable).flatMap(({ code, aliases = [] }) => [code, ...aliases])
        .filter((code) => /^[A-Za-z]+$/.test(code)).map((code) => `${engine.errors}.${code.endsWith("Exception") ? code : `${code}Exception`}`);
      const unnamed = `${engine.errors}.${engine.errors}Exception`;
      assert.deepEqual(new Set(ErrorEquals), new Set([...named(true), ...(idempotent ? [unnamed] : [])]));
      for (const name of named(false)) assert.ok(!ErrorEquals.includes(name), name);
    }
    const { ErrorEquals } = rowStates(json(made(CHIME), ".asl.json")).Send.Retry[0];
    assert.ok(ErrorEquals.includes("Chime.ThrottledClientException"));
    for (const unsure of ["Chime.ServiceFailureException", "Chime.ServiceUnavailableException", "Chime.ChimeException", "States.Timeout"]) assert.ok(!ErrorEquals.includes(unsure), unsure);
  });
});

suite("permissions", () => {
  test("are for what the machine calls and nothing else", () => {
    const called = operations().filter((op) => describe(op).engine?.kind === "stepFunctions").map((op) => [`aws-sdk:${describe(op).engine.integration}`, op]);
    const actions = { ...Object.fromEntries(called), "http:invoke": "states:InvokeHTTPEndpoint", "aws-sdk:s3:putObject": "s3:PutObject", "dynamodb:putItem": "dynamodb:PutItem", "s3:getObject": "s3:GetObject" };
    for (const title of Object.keys(MACHINES)) {
      const files = made(title);
      const called = [...files[0].text.matchAll(/"arn:aws:states:::(.*?)"/g)].map(([, name]) => actions[name]);
      const { Statement } = json(files, "policy.json");
      assert.deepEqual(new Set(Statement.flatMap(({ Action }) => Action)), new Set([...called, ...(called.includes("states:InvokeHTTPEndpoint") ? ["events:RetrieveConnectionCredentials", "secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"] : []), "states:StartExecution", "states:DescribeExecution"]), title);
      for (const { Action, Resource } of Statement) {
        // What its service names no resource of, or none that every row has.
        if (![CHIME, IAM].includes(Action)) assert.ok([Resource].flat().every((arn) => !/^\*$|:\*:|:s3:::\*/.test(arn)), `${Action} ${Resource}`);
      }
    }
  });

  test("are narrowed to the organization that every row has", () => {
    const resource = (more) => json(made(WORKMAIL, more), "policy.json").Statement[0].Resource;
    assert.equal(resource(), "arn:aws:workmail:us-east-1:123456789012:organization/*");
    const OrganizationId = "m-d281d0a2fd824be5b6cd3d3ce909fd27";
    assert.equal(resource({ defaults: { OrganizationId } }), `arn:aws:workmail:us-east-1:123456789012:organization/${OrganizationId}`);
  });

  test("are lent to this machine of this account alone", () => {
    const [{ Principal, Condition, Action }] = json(made(CHIME, { name: "pins" }), "trust.json").Statement;
    assert.deepEqual([Principal, Action], [{ Service: "states.amazonaws.com" }, "sts:AssumeRole"]);
    assert.deepEqual(Condition, {
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:aws:states:us-east-1:123456789012:stateMachine:pins" },
    });
  });
});

test("secrets go into a bucket only where the caller says that they may", () => {
  assert.throws(() => distributed(WORKMAIL, BUCKET), { name: "ResetkitError", code: "invalid_options", message: /secretsInBucket/ });
  assert.throws(() => distributed(WORKMAIL, { ...BUCKET, secretsInBucket: "yes" }), { code: "invalid_options" });
  assert.throws(() => distributed(CHIME, { ...BUCKET, table: "marks", outputs: "pins" }), { code: "invalid_options", message: /secretsInBucket/ });
  distributed(CHIME, { ...BUCKET, table: "marks" });
});

test("options that no engine could carry unchanged are refused", () => {
  for (const [op, wrong] of [
    [WORKMAIL, { bucket: undefined }], [WORKMAIL, { key: undefined }], [WORKMAIL, { account: undefined }], [CHIME, { table: undefined }],
    [WORKMAIL, { bucket: "a*" }], [WORKMAIL, { bucket: "A_b" }], [WORKMAIL, { key: "${aws:username}" }], [WORKMAIL, { key: "a'b" }], [WORKMAIL, { key: "a{}b" }],
    [WORKMAIL, { key: "/a" }], [WORKMAIL, { failures: "a\nb" }], [CHIME, { outputs: "*", secretsInBucket: true }], [WORKMAIL, { account: "12" }], [WORKMAIL, { account: 123456789012 }],
    [WORKMAIL, { name: "a b" }], [CHIME, { table: "a/b" }], [WORKMAIL, { region: "a b" }], [WORKMAIL, { region: "" }], [WORKMAIL, { concurrency: 0 }], [WORKMAIL, { concurrency: 1.5 }],
    [WORKMAIL, { concurrency: 20_000 }], [WORKMAIL, { concurrency: "8" }], [WORKMAIL, { defaults: { OrganizationId: "*" } }], [WORKMAIL, { defaults: null }],
    [CLOUDSSO, { region: "x; rm -rf /" }], [CLOUDSSO, { name: "../x" }],
    [OKTA, { endpoint: undefined }], [OKTA, { connection: undefined }], [OKTA, { endpoint: "http://example.okta.com" }], [OKTA, { endpoint: "https://*" }],
    [OKTA, { endpoint: "https://a/?b" }], [OKTA, { connection: "arn:aws:events:*" }], ["cam:UpdateUser", {}],
  ]) {
    assert.throws(() => distributed(op, { ...BUCKET, table: "marks", secretsInBucket: true, endpoint: ORGANIZATION, connection: CONNECTION, ...wrong }), { name: "ResetkitError", code: "invalid_options" }, JSON.stringify(wrong));
  }
  assert.throws(() => distributed("nope", {}), { code: "unknown_operation" });
  assert.throws(() => distributed(WORKMAIL), { code: "invalid_options" });
});

/** Runs what an execution of the machine's children does with a batch of rows; `services` stands in for what is called. */
async function run(definition, rows, services) {
  const { ProcessorConfig, ...child } = definition.States.Rows.ItemProcessor;
  const calls = [];
  const handler = (state) => async (input) => {
    calls.push({ state, input: structuredClone(input) });
    return services[state]?.(input, calls) ?? {};
  };
  const names = Object.keys(rowStates(definition));
  const machine = new StateMachine(child, { validationOptions: { checkArn: false, checkPaths: false } });
  const { result } = machine.run({ Items: rows }, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(names.map((name) => [name, handler(name)])),
      retryIntervalOverrides: Object.fromEntries(names.map((name) => [name, 0])),
    },
  });
  return { output: await result, calls, of: (state) => calls.filter((call) => call.state === state).map(({ input }) => input) };
}

/** An error as Step Functions names it, with a cause that repeats what was sent, as a careless service would. */
function failure(name, input) {
  const error = new Error(`Value '${Object.values(input).join(" ")}' failed to satisfy constraint`);
  error.name = name;
  throw error;
}

suite("state machines, run by an interpreter", () => {
  const OrganizationId = "m-d281d0a2fd824be5b6cd3d3ce909fd27";
  const user = (i) => `S-1-1-11-11111111${10 + i}`;
  const passwords = ["Abc\"def1'", "{}$.input 1A", "States.Format('{}')1", "a\\u0041{% $x %}", "Zürich 1é \\", generatePassword(WORKMAIL)];

  test("WorkMail's valid rows are sent with exactly the input, refused ones go nowhere", async () => {
    const csv = `UserId,Password\n${passwords.map((password, i) => `${user(i)},"${password.replaceAll("\"", "\"\"")}"\n`).join("")}short,x\n${user(90)},weak\n`;
    const rows = await lines(WORKMAIL, csv, { defaults: { OrganizationId } });
    assert.equal(rows.filter(({ issues }) => issues).length, 2);
    const { output, calls, of } = await run(json(made(WORKMAIL), ".asl.json"), rows, {});
    assert.deepEqual(of("Send").sort((a, b) => (a.UserId < b.UserId ? -1 : 1)), passwords.map((Password, i) => ({ OrganizationId, UserId: user(i), Password })));
    assert.equal(calls.length, passwords.length);
    assert.equal(output, 1);
  });

  test("what is retryable is sent again, and what is not leaves its code in a file of its own, without a secret", async () => {
    const rows = await lines(WORKMAIL, `UserId\n${[0, 1, 2, 3].map((i) => `${user(i)}\n`).join("")}`, { defaults: { OrganizationId }, generate: true });
    const tries = {};
    const { output, of } = await run(json(made(WORKMAIL), ".asl.json"), rows, {
      Send(input) {
        const i = rows.findIndex((row) => row.input.UserId === input.UserId);
        tries[i] = (tries[i] ?? 0) + 1;
        if (i === 0) failure("WorkMail.EntityNotFoundException", input);
        if (i === 1 && tries[1] <= 2) failure("WorkMail.ThrottlingException", input);
        if (i === 2) failure("WorkMail.InternalFailureException", input);
      },
    });
    assert.deepEqual(tries, { 0: 1, 1: 3, 2: 6, 3: 1 });
    const failures = of("Failed").sort((a, b) => a.Body.row - b.Body.row);
    assert.deepEqual(failures, [
      [1, 2, "WorkMail.EntityNotFoundException"], [3, 4, "WorkMail.InternalFailureException"],
    ].map(([row, line, error]) => ({ Bucket: BUCKET.bucket, Key: `${BUCKET.key}.failures/${row}-${error}.json`, Body: { row, line, error }, ContentType: "application/json" })));
    for (const { input } of rows) assert.ok(!JSON.stringify([failures, output]).includes(input.Password));
    assert.equal(output, 1);
  });

  const PIN = "0123456789";
  const answer = (input) => ({ User: { UserId: input.UserId, PersonalPIN: PIN, PrimaryEmail: "m.major@example.com" } });
  const people = "AccountId,UserId\na-1,u-1\na-1,u-2\na-1,u-3\n";

  test("Chime's new PINs go nowhere, or where the caller says", async () => {
    const rows = await lines(CHIME, people);
    const silent = await run(json(made(CHIME), ".asl.json"), rows, { Send: answer });
    assert.deepEqual(silent.of("Send"), [1, 2, 3].map((i) => ({ AccountId: "a-1", UserId: `u-${i}` })));
    assert.ok(!JSON.stringify([silent.output, silent.of("Failed"), silent.of("Mark")]).includes(PIN));
    assert.deepEqual([silent.output, silent.calls.filter(({ state }) => state === "Keep")], [1, []]);
    const kept = await run(json(made("chime:ResetPersonalPIN with outputs"), ".asl.json"), rows, { Send: answer });
    assert.deepEqual(kept.of("Keep").map(({ Key, Body }) => [Key, Body.output.User.PersonalPIN]), [1, 2, 3].map((i) => [`pins/${i}.json`, PIN]));
    assert.equal(kept.output, 1);
  });

  test("Chime's rows are marked before they are sent, and a row that has its mark is not sent a second time", async () => {
    const rows = await lines(CHIME, people);
    const marks = new Set();
    const services = {
      Send: answer,
      Mark(input) {
        assert.equal(input.ConditionExpression, "attribute_not_exists(id)");
        assert.equal(input.TableName, "marks");
        if (marks.has(input.Item.id.S)) failure("DynamoDB.ConditionalCheckFailedException", {});
        marks.add(input.Item.id.S);
      },
    };
    const definition = json(made(CHIME), ".asl.json");
    const first = await run(definition, rows, services);
    assert.deepEqual([first.of("Send").length, [...marks]], [3, [1, 2, 3].map((row) => `${BUCKET.key} ${row}`)]);
    const again = await run(definition, rows, services);
    assert.deepEqual(again.of("Send"), []);
    assert.deepEqual(again.of("Failed").map(({ Key }) => Key), [1, 2, 3].map((row) => `${BUCKET.key}.failures/${row}-DynamoDB.ConditionalCheckFailedException.json`));
  });

  test("Chime's row is sent once where nobody knows whether it was done, and again where it was throttled", async () => {
    const rows = await lines(CHIME, people);
    const tries = {};
    const { of } = await run(json(made(CHIME), ".asl.json"), rows, {
      Send(input) {
        tries[input.UserId] = (tries[input.UserId] ?? 0) + 1;
        if (input.UserId === "u-1") failure("Chime.ServiceFailureException", input);
        if (input.UserId === "u-2" && tries["u-2"] === 1) failure("Chime.ThrottledClientException", input);
      },
    });
    assert.deepEqual(tries, { "u-1": 1, "u-2": 2, "u-3": 1 });
    assert.deepEqual(of("Failed").map(({ Body }) => Body), [{ row: 1, line: 2, error: "Chime.ServiceFailureException" }]);
  });
});

suite("state machines that send requests over HTTPS", () => {
  const services = (calls) => ({ Send: (input) => void calls.push(input) });

  test("there is one for every operation that asks for a token or a key, valid and without a secret", () => {
    assert.equal(HELD.length, 14);
    for (const id of HELD) {
      const files = distributed(id, { ...BUCKET, secretsInBucket: true, table: "marks", endpoint: "https://api.example.com/base", connection: CONNECTION });
      const { isValid, errorsText } = validate(json(files, ".asl.json"));
      assert.ok(isValid, `${id} ${errorsText?.()}`);
      const { Parameters, Retry } = rowStates(json(files, ".asl.json")).Send;
      assert.deepEqual(Parameters.Authentication, { ConnectionArn: CONNECTION });
      assert.ok(Retry[0].ErrorEquals.includes("States.Http.StatusCode.429"), id);
      // Nobody knows whether a request that ended so was done.
      assert.equal(Retry[0].ErrorEquals.includes("States.Http.Socket"), describe(id).idempotent, id);
      const [invoke, retrieve, secret] = json(files, "policy.json").Statement;
      assert.deepEqual(invoke, { Effect: "Allow", Action: "states:InvokeHTTPEndpoint", Resource: `arn:aws:states:eu-west-1:123456789012:stateMachine:${id.replace(/[:.]/g, "-")}`, Condition: { StringLike: { "states:HTTPEndpoint": "https://api.example.com/base/*" } } });
      assert.deepEqual(retrieve, { Effect: "Allow", Action: "events:RetrieveConnectionCredentials", Resource: CONNECTION });
      assert.deepEqual(secret, { Effect: "Allow", Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], Resource: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:events!connection/okta/*" });
    }
  });

  test("what is sent is what buildRequest builds, and refused rows go nowhere", async () => {
    const passwords = ["Abc\"def1'", "{}$.input 1A", "States.Format('{}')1", "a\\u0041{% $x %}B", "Zürich 1é \\"];
    const csv = `id,password,strict\n${passwords.map((password, i) => `00u/${i} é?,"${password.replaceAll("\"", "\"\"")}",${i % 2 === 0}\n`).join("")}..,Abcdefg1\n`;
    const options = { endpoint: ORGANIZATION };
    const rows = await built(OKTA, csv, {}, options);
    assert.deepEqual(rows.map(({ row, request, issues }) => [row, request !== undefined, issues !== undefined]), [[1, true, false], [2, true, false], [3, true, false], [4, true, false], [5, true, false], [6, false, true]]);
    const sent = [];
    const { output } = await run(json(made(OKTA), ".asl.json"), rows, services(sent));
    const expected = passwords.map((password, i) => buildRequest(OKTA, { id: `00u/${i} é?`, password, strict: i % 2 === 0 }, options));
    assert.deepEqual(sent.map(({ ApiEndpoint, Method, Headers, RequestBody }) => [ApiEndpoint, Method, Headers, RequestBody]).sort(), expected.map(({ url, method, headers, body }) => [url, method, headers, JSON.parse(body)]).sort());
    assert.equal(output, 1);
  });

  test("a request without a body has none, and a temporary password goes where the caller says", async () => {
    const rows = await built(TEMPORARY, "id\n00u1\n00u2\n", {}, { endpoint: ORGANIZATION });
    const [sent, secret] = [[], "zkVfT7rn"];
    const { of } = await run(json(made(TEMPORARY), ".asl.json"), rows, {
      Send(input) {
        sent.push(input);
        return { StatusCode: 200, ResponseBody: { tempPassword: secret } };
      },
    });
    assert.deepEqual(sent.map(({ RequestBody, Method }) => [RequestBody, Method]), [[undefined, "POST"], [undefined, "POST"]]);
    assert.deepEqual(of("Keep").map(({ Body }) => Body.output.ResponseBody.tempPassword), [secret, secret]);
    assert.ok(!JSON.stringify([of("Mark"), of("Failed")]).includes(secret));
  });

  test("what is throttled is sent again, and another error leaves its status", async () => {
    const rows = await built(SCIM, "id,password\nu-1,Mango-7-Harbor\nu-2,Mango-7-Harbor\n", {}, { endpoint: "https://id.example.com/scim/v2" });
    const tries = {};
    const { of } = await run(json(made(SCIM), ".asl.json"), rows, {
      Send(input) {
        const { ApiEndpoint: url } = input;
        tries[url.at(-1)] = (tries[url.at(-1)] ?? 0) + 1;
        if (url.endsWith("u-1") && tries[1] === 1) failure("States.Http.StatusCode.429", input);
        if (url.endsWith("u-2")) failure("States.Http.StatusCode.404", input);
      },
    });
    assert.deepEqual(tries, { 1: 2, 2: 1 });
    assert.deepEqual(of("Failed").map(({ Body }) => Body), [{ row: 2, line: 3, error: "States.Http.StatusCode.404" }]);
    assert.ok(!JSON.stringify(of("Failed")).includes("Mango"));
  });

  test("lines that batch did not write, and options that the operation does not take, end the stream without a value in the error", async () => {
    const through = (text, where) => new Response(new Blob([text]).stream().pipeThrough(requests(OKTA, where))).text();
    await assert.rejects(through("{\"row\":1,\"input\":secret\n", { endpoint: ORGANIZATION }), { code: "invalid_options", message: "a line is not one that batch wrote as ndjson" });
    await assert.rejects(through("{\"row\":1,\"line\":2,\"input\":{\"id\":\"a\",\"password\":\"Mango-7-Harbor\"},\"warnings\":[]}\n"), { code: "invalid_options" });
    assert.throws(() => requests("nope"), { code: "unknown_operation" });
  });
});

suite("the loop of a shell, run with a stand-in for the tool", () => {
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "resetkit-loop-"));
    // Notes its arguments and whether it can read the loop's rows, and answers as the file `answers` says for the user.
    writeFileSync(join(folder, "aliyun"), `#!/bin/sh
cat >>"$FOLDER/stdin"
printf '%s\\0' "$@" >>"$FOLDER/calls"
printf 'that was all\\0' >>"$FOLDER/calls"
for word; do case $word in --UserId=*) user=\${word#*=};; esac; done
[ -f "$FOLDER/$user" ] && . "$FOLDER/$user"
printf '{\\n\\t"NewPassword": "N3w(\\\\"%s)",\\n\\t"RequestId": "R-1"\\n}\\n' "$user"
`);
    // Nobody waits.
    writeFileSync(join(folder, "sleep"), '#!/bin/sh\nprintf \'%s \' "$1" >>"$FOLDER/slept"\n');
    for (const name of ["aliyun", "sleep"]) chmodSync(join(folder, name), 0o755);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const inFolder = (name) => join(folder, name);
  const fresh = () => readdirSync(folder).filter((name) => !["aliyun", "sleep"].includes(name)).forEach((name) => rmSync(inFolder(name), { recursive: true }));
  const read = (name) => (existsSync(inFolder(name)) ? readFileSync(inFolder(name), "utf8") : "");
  const ndjson = (name) => read(name).split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const calls = () => read("calls").split("that was all\0").filter(Boolean).map((words) => words.split("\0").slice(0, -1));
  const environment = () => ({ ...process.env, FOLDER: folder, TMPDIR: folder, PATH: `${folder}:${process.env.PATH}`, LC_ALL: "C.UTF-8" });

  /** Runs the script over the rows; the status it ends with. */
  async function loop(shell, rows, options, op = CLOUDSSO) {
    const [{ name, text }] = distributed(op, options);
    writeFileSync(inFolder(name), text);
    writeFileSync(inFolder("rows"), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    const words = [...(shell === "bash" ? ["--norc"] : []), inFolder(name), inFolder("rows"), inFolder("results"), inFolder("failures")];
    return promisify(execFile)(shell, words, { env: environment() }).then(({ stdout, stderr }) => ({ status: 0, stdout, stderr }), ({ code, stdout, stderr }) => ({ status: code, stdout, stderr }));
  }
  const DirectoryId = "d-00fc2p61abcd";
  const nasty = ["Aa1!$(touch x)`id`", "Aa1'\"'\"'x", "-Abcdef1!", "Aa1!\\n\\\\0101\\", "Aa1! %41%00 %s %b", " Aa1!lead trail ", "*?[a]~{A,1}#x", "Aa1!Zürich 中文 🔑", "Aa1!\ttab\n\n", "Aa1!&b=c&UserId=u-x", "Aa1!\",\"body\":\"x", "\\0000Aa1!"];

  for (const options of [{}, { secretsInArguments: true, region: "cn-hongkong" }]) {
    test(`shellcheck finds nothing in the script for ${JSON.stringify(options)}, and no gap is left`, (t) => {
      const [{ text }] = distributed(CLOUDSSO, options);
      assert.doesNotMatch(text, /@\w+@|undefined/);
      const { status, stdout, error } = spawnSync("shellcheck", ["-"], { input: text, encoding: "utf8" });
      if (error?.code === "ENOENT") return t.skip("shellcheck is not installed");
      assert.deepEqual({ status, stdout }, { status: 0, stdout: "" });
    });
  }

  for (const shell of ["sh", "dash", "bash"]) {
    test(`${shell} hands every value over unchanged, and only valid rows`, async () => {
      fresh();
      const csv = `UserId,Password,RequirePasswordResetForNextLogin\n${nasty.map((password, i) => `u-${i},"${password.replaceAll("\"", "\"\"")}",${i % 2 ? "true" : ""}\n`).join("")}u-bad,short,\n`;
      const rows = await lines(CLOUDSSO, csv, { defaults: { DirectoryId } });
      const { status, stdout, stderr } = await loop(shell, rows, { region: "cn-hongkong", secretsInArguments: true });
      assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: "", stderr: "" });
      assert.deepEqual(calls(), nasty.map((Password, i) => [
        "cloudsso", "ResetUserPassword", "--region=cn-hongkong", `--DirectoryId=${DirectoryId}`, `--UserId=u-${i}`, `--Password=${Password}`,
        ...(i % 2 ? ["--RequirePasswordResetForNextLogin=true"] : []),
      ]));
      assert.deepEqual(ndjson("results"), nasty.map((_, i) => ({ row: i + 1, output: { NewPassword: `N3w("u-${i})`, RequestId: "R-1" } })));
      assert.equal(statSync(inFolder("results")).mode & 0o777, 0o600);
      assert.equal(read("failures") + read("stdin"), "");
      assert.ok(!existsSync("x"));
      assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith("tmp")), [], "a folder was left behind");
    });

    test(`${shell} tries again what is retryable, and keeps nothing of an error but its code`, async () => {
      fresh();
      const secret = "Zq7!vK2?xY";
      const rows = await lines(CLOUDSSO, `UserId,Password\n${["u-1", "u-2", "u-3", "u-4", "u-5"].map((user) => `${user},${secret}\n`).join("")}`, { defaults: { DirectoryId } });
      const says = (code) => `printf 'ERROR: SDK.ServerError\\nErrorCode: ${code}\\nRequestId: R\\nMessage: ${secret}\\n' >&2; exit 1\n`;
      writeFileSync(inFolder("u-1"), says("EntityNotExists.User"));
      writeFileSync(inFolder("u-2"), `echo >>"$FOLDER/times"; [ "$(wc -l <"$FOLDER/times")" -lt 4 ] && { ${says("Throttling.User").trim()}; }\n`);
      writeFileSync(inFolder("u-3"), says("ServiceUnavailable"));
      writeFileSync(inFolder("u-4"), `printf 'Post "https://cloudsso/?Password=${secret}": refused\\n' >&2; exit 3\n`);
      const { status, stdout, stderr } = await loop(shell, rows, { secretsInArguments: true });
      assert.equal(status, 1);
      assert.deepEqual(ndjson("failures"), [{ row: 1, error: "EntityNotExists.User" }, { row: 3, error: "ServiceUnavailable" }, { row: 4, error: "exit_3" }]);
      assert.deepEqual(ndjson("results").map(({ row }) => row), [2, 5]);
      assert.equal(read("slept"), "1 2 4 1 2 4 8 16 ");
      assert.ok(!(stdout + stderr + read("results") + read("failures")).includes(secret));

      // Once more, with nothing in the way: only the rows without an answer.
      for (const name of ["u-1", "u-3", "u-4", "calls"]) rmSync(inFolder(name));
      assert.equal((await loop(shell, rows, { secretsInArguments: true })).status, 0);
      assert.deepEqual(calls().map((words) => words[4]), ["--UserId=u-1", "--UserId=u-3", "--UserId=u-4"]);
      assert.deepEqual(ndjson("results").map(({ row }) => row), [2, 5, 1, 3, 4]);
      assert.equal(read("failures"), "");
    });

    test(`${shell} sends no password as an argument unless the caller says so, and lets the service make one`, async () => {
      fresh();
      const rows = [
        ...await lines(CLOUDSSO, "UserId,Password\nu-1,Abcdef1!x\n", { defaults: { DirectoryId } }),
        ...(await lines(CLOUDSSO, "UserId\nu-2\n", { defaults: { DirectoryId }, generate: "service" })).map((row) => ({ ...row, row: 2 })),
      ];
      assert.equal((await loop(shell, rows, {})).status, 1);
      assert.deepEqual(calls(), [["cloudsso", "ResetUserPassword", "--region=cn-shanghai", `--DirectoryId=${DirectoryId}`, "--UserId=u-2", "--GenerateRandomPassword=true"]]);
      assert.deepEqual(ndjson("failures"), [{ row: 1, error: "secret_in_argument" }]);
    });

    test(`${shell} sends no value that no argument can hold`, async () => {
      fresh();
      const rows = await lines(CLOUDSSO, "UserId,Password\nu-1,Abcdef1!\nu-2,Abcdef1!\\0000x\n", { defaults: { DirectoryId } });
      // No row of a batch has it: somebody has edited the file.
      rows[0].body = rows[0].body.replace(/Password=[^&]*/, "$&%00x");
      assert.equal((await loop(shell, rows, { secretsInArguments: true })).status, 1);
      assert.deepEqual(calls().map((words) => words.at(-1)), ["--Password=Abcdef1!\\0000x"]);
      assert.deepEqual(ndjson("failures"), [{ row: 1, error: "unsendable_character" }]);
    });
  }

  test("an item of a list has its number, and a service without regions none", async () => {
    fresh();
    const eiam = await lines("eiam:UpdateUserPassword", "InstanceId,UserId,Password,UserNotificationChannels\nidaas_a,user_b,Mango-7-Harbor-Kite,email;sms\n", {});
    assert.equal((await loop("sh", eiam, { secretsInArguments: true }, "eiam:UpdateUserPassword")).status, 0);
    assert.deepEqual(calls()[0].slice(2), ["--region=cn-hangzhou", "--InstanceId=idaas_a", "--UserId=user_b", "--Password=Mango-7-Harbor-Kite", "--UserNotificationChannels.1=email", "--UserNotificationChannels.2=sms"]);
    fresh();
    const ram = await lines("ram:UpdateLoginProfile", "UserName,Password\nm.major,Mango-7-Harbor-Kite\n", {});
    assert.equal((await loop("sh", ram, { secretsInArguments: true }, "ram:UpdateLoginProfile")).status, 0);
    assert.deepEqual(calls(), [["ram", "UpdateLoginProfile", "--UserName=m.major", "--Password=Mango-7-Harbor-Kite"]]);
  });

  test("a signal leaves no answer behind but those in the results", async () => {
    fresh();
    const [{ name, text }] = distributed(CLOUDSSO, {});
    writeFileSync(inFolder(name), text);
    const rows = await lines(CLOUDSSO, "UserId\nu-1\nu-2\n", { defaults: { DirectoryId }, generate: "service" });
    writeFileSync(inFolder("rows"), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    writeFileSync(inFolder("u-2"), 'echo >"$FOLDER/waiting"; exec /bin/sleep 600\n');
    const child = spawn("sh", [inFolder(name), inFolder("rows"), inFolder("results"), inFolder("failures")], { env: environment(), detached: true, stdio: "ignore" });
    const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve(code ?? signal)));
    while (!existsSync(inFolder("waiting"))) await sleep(20);
    process.kill(-child.pid, "SIGTERM");
    assert.notEqual(await ended, 0);
    assert.deepEqual(ndjson("results").map(({ row }) => row), [1]);
    assert.deepEqual(readdirSync(folder).filter((entry) => entry.startsWith("tmp")), []);
  });
});
