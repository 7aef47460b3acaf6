// Writes the files with which an existing engine sends the requests of a whole file: a state machine and the permissions it
// needs, or a shell script. The description says how the engine is called. Where a service asks for no more than a token or a
// key, the state machine sends requests that were built before.
import { REGION } from "./bind.js";
import { ResetkitError } from "./error.js";
import loop from "./loop.sh.js";
import { INVALID, entries, flag, isCount, mistake, mustBe, own, text } from "./options.js";

const PREFIX = [/^[A-Za-z0-9!_.-][A-Za-z0-9!_./-]{0,799}$/, "a prefix of letters, digits and ! _ . / -"];

/** The options with a form: what they look like, and the same in words. Nothing here has a meaning in a policy or a path. */
const FORMS = {
  bucket: [/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of a bucket"],
  key: [/^[A-Za-z0-9!_.-][A-Za-z0-9!_./-]{0,899}$/, "a key of letters, digits and ! _ . / -"],
  failures: PREFIX,
  outputs: PREFIX,
  account: [/^[0-9]{12}$/, "the 12 digits of an account"],
  name: [/^[A-Za-z0-9_-]{1,80}$/, "up to 80 letters, digits, _ and -"],
  table: [/^[A-Za-z0-9_.-]{3,255}$/, "3 to 255 letters, digits and _ . -"],
  connection: [/^arn:[a-z-]+:events:[a-z0-9-]+:[0-9]{12}:connection\/[A-Za-z0-9_.-]{1,64}\/[0-9a-f-]{36}$/, "the ARN of a connection of EventBridge"],
  endpoint: [/^https:\/\/[a-z0-9.-]+(:[0-9]{1,5})?(\/[A-Za-z0-9._~/-]*)?$/, "the https:// address that the requests were built for, its host in small letters"],
};

/** The ways to say who calls that a connection of EventBridge has. */
const HELD = ["bearer", "header", "basic"];

/**
 * How many rows an execution of the state machine's children takes, all at once. A child answers with one digit, and the
 * answers of all have to fit into 256 KiB, so that it cannot be one; together the tries of one row, each with its longest
 * wait, have to fit into the 5 minutes that a child has.
 */
const ROWS = 8;
const TRIES = { IntervalSeconds: 1, BackoffRate: 2, MaxDelaySeconds: 16, MaxAttempts: 5, JitterStrategy: "FULL" };
const SECONDS = 10;

/** How long a call takes, in seconds. */
const CALL = 0.2;

/** More requests at once than any service here says it takes. */
const MOST = 10_000;

const OPTIONS = [...Object.keys(FORMS), "region", "concurrency", "secretsInBucket", "secretsInArguments", "defaults"];

const bad = (message) => {
  throw new ResetkitError(INVALID, message);
};

/** @param {any} glue @param {any} internals what `bind` lends to more of the API */
export function engines(glue, { model, use, write, finish, takeText, guarded }) {
  return guarded(function distributed(op, options) {
    const found = model(op);
    const { auth, defaultRegion, engine = auth.some(({ scheme }) => HELD.includes(scheme)) ? { kind: "http" } : undefined } = own(found.description, ["auth", "defaultRegion", "engine"]);
    if (engine === undefined) bad("no engine is known that sends whole files of this operation");
    const given = own(options, OPTIONS);
    for (const [option, [form, words]] of Object.entries(FORMS)) {
      mustBe(text(given, option) === undefined || form.test(given[option]), option, words);
    }
    for (const name of ["secretsInBucket", "secretsInArguments"]) given[name] = flag(given, name);
    given.defaults = { __proto__: null, ...Object.fromEntries(entries(given.defaults, "defaults")) };
    const description = { __proto__: null, ...found.description, engine };
    if (engine.kind === "http") return stateMachine(description, { ...given, __proto__: null, ...placeOf(given.connection) });
    const region = text(given, "region") ?? defaultRegion;
    use(found);
    const values = [];
    values[REGION] = region;
    write(values);
    finish(glue.partition(found.index));
    const placed = { ...given, __proto__: null, region, partition: takeText() };
    return engine.kind === "shell" ? shell(description, placed) : stateMachine(description, placed);
  });
}

/** Where a connection is, and with it the state machine. */
function placeOf(connection) {
  if (connection === undefined) throw mistake("connection", "is missing");
  const [, partition, , region] = connection.split(":");
  return { partition, region };
}

const file = (name, content) => ({ name, text: typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n` });

function stateMachine(description, options) {
  const { id, members, output, idempotent, rate, engine } = description;
  // A call takes a fifth of a second: no more at once than the provider says it takes in a second.
  const { concurrency = Math.max(1, Math.min(ROWS, Math.floor((rate?.perSecond ?? Infinity) * CALL))) } = options;
  for (const needed of ["bucket", "key", "account", ...(idempotent ? [] : ["table"]), ...(engine.kind === "http" ? ["endpoint"] : [])]) {
    if (options[needed] === undefined) throw mistake(needed, "is missing");
  }
  const { name = id.replace(/[:.]/g, "-"), key, outputs, failures = `${key}.failures`, secretsInBucket } = options;
  mustBe(isCount(concurrency) && concurrency >= 1 && concurrency <= MOST, "concurrency", `a whole number from 1 to ${MOST}`);
  const holdsSecrets = members.some(({ sensitive }) => sensitive) || (outputs !== undefined && output.some(({ sensitive }) => sensitive));
  if (holdsSecrets && !secretsInBucket) bad("the bucket would hold passwords or PINs: say secretsInBucket: true where it may");
  const given = { __proto__: null, ...options, name, failures, concurrency };
  return [
    file(`${name}.asl.json`, definition(description, given)),
    file("policy.json", permissions(description, given)),
    file("trust.json", trust(given)),
  ];
}

const integration = (partition, called) => `arn:${partition}:states:::${called}`;
const statesArn = ({ partition, region, account }, rest) => `arn:${partition}:states:${region}:${account}:${rest}`;

/** The machine: rows by the piece, each piece an execution of its own, and in it row by row. */
function definition(description, options) {
  const { bucket, key, partition, concurrency } = options;
  const rows = Math.min(concurrency, ROWS);
  return {
    Comment: `${description.id} for every valid row of s3://${bucket}/${key}. Written by resetkit. Leave logging off: logs would hold what is sent.`,
    StartAt: "Rows",
    States: {
      Rows: {
        Type: "Map",
        Label: "rows",
        ItemReader: { Resource: integration(partition, "s3:getObject"), ReaderConfig: { InputType: "JSONL" }, Parameters: { Bucket: bucket, Key: key } },
        ItemBatcher: { MaxItemsPerBatch: rows },
        MaxConcurrency: Math.floor(concurrency / rows),
        ToleratedFailurePercentage: 100,
        ItemProcessor: {
          // Express executions keep no history.
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "EXPRESS" },
          StartAt: "Each row",
          States: {
            "Each row": {
              Type: "Map",
              ItemsPath: "$.Items",
              ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, StartAt: "Accepted", States: row(description, options) },
              ResultPath: null,
              Next: "Say nothing",
            },
            "Say nothing": { Type: "Pass", Result: 1, End: true },
          },
        },
        ResultPath: null,
        End: true,
      },
    },
  };
}

/** What becomes of a row: it is sent, where it was accepted, and leaves its error or, where that is asked for, its answer. */
function row(description, options) {
  const { engine, idempotent, rate } = description;
  const { bucket, key, partition, table, failures, outputs } = options;
  const sent = engine.kind === "http" ? request(description, options) : call(description, options);
  const put = (prefix, path, body, next) => ({
    Type: "Task",
    Resource: integration(partition, "aws-sdk:s3:putObject"),
    Parameters: { Bucket: bucket, "Key.$": `States.Format('${prefix}/${path}.json', $.row${path === "{}" ? "" : ", $.error.Error"})`, Body: body, ContentType: "application/json" },
    ResultPath: null,
    TimeoutSeconds: SECONDS,
    Retry: [{ ErrorEquals: ["States.ALL"], ...TRIES, MaxAttempts: 3 }],
    ...next,
  });
  // Where even one request after the other is more than the provider says it takes.
  const pause = rate?.perSecond * CALL < 1 ? Math.ceil(1 / rate.perSecond) : 0;
  const send = pause > 0 ? "Pause" : "Send";
  const failed = [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Failed" }];
  return {
    Accepted: { Type: "Choice", Choices: [{ Variable: sent.from, IsPresent: true, Next: idempotent ? send : "Mark" }], Default: "Done" },
    // A child may run more than once, and a second reset is not harmless: whoever sets the mark first sends.
    ...(!idempotent && {
      Mark: {
        Type: "Task",
        Resource: integration(partition, "dynamodb:putItem"),
        Parameters: { TableName: table, Item: { id: { "S.$": `States.Format('${key} {}', $.row)` } }, ConditionExpression: "attribute_not_exists(id)" },
        ResultPath: null,
        TimeoutSeconds: SECONDS,
        Catch: failed,
        Next: send,
      },
    }),
    ...(pause > 0 && { Pause: { Type: "Wait", Seconds: pause, Next: "Send" } }),
    Send: {
      Type: "Task",
      ...sent.task,
      ResultPath: outputs === undefined ? null : "$.output",
      TimeoutSeconds: SECONDS,
      Retry: [{ ErrorEquals: sent.retried, ...TRIES }],
      Catch: failed,
      Next: outputs === undefined ? "Done" : "Keep",
    },
    ...(outputs !== undefined && { Keep: put(outputs, "{}", { "row.$": "$.row", "output.$": "$.output" }, { Catch: failed, Next: "Done" }) }),
    // Its code alone: what the service says of an error may repeat what was sent.
    Failed: put(failures, "{}-{}", { "row.$": "$.row", "line.$": "$.line", "error.$": "$.error.Error" }, { Next: "Done" }),
    Done: { Type: "Pass", Result: 1, End: true },
  };
}

/** A call by the service's own integration, with the input of a row. */
function call({ engine, members, errors, idempotent }, { partition }) {
  return {
    from: "$.input",
    task: {
      Resource: integration(partition, `aws-sdk:${engine.integration}`),
      // A member that a row leaves out has no place to be read from: then the whole input is what is sent, as it is.
      ...(members.every(({ name, wire, required }) => required || name !== wire)
        ? { Parameters: Object.fromEntries(members.map(({ name, wire }) => [`${wire}.$`, `$.input.${name}`])) }
        : { InputPath: "$.input" }),
    },
    retried: retried(engine.errors, errors, idempotent),
  };
}

/** The request of a row over HTTPS, with the credentials that the connection adds. */
function request({ members, errors, idempotent }, { partition, connection }) {
  return {
    from: "$.request",
    task: {
      Resource: integration(partition, "http:invoke"),
      Parameters: {
        "ApiEndpoint.$": "$.request.url",
        "Method.$": "$.request.method",
        "Headers.$": "$.request.headers",
        ...(members.some((member) => member.in === "body") && { "RequestBody.$": "States.StringToJson($.request.body)" }),
        Authentication: { ConnectionArn: connection },
      },
    },
    // Whether a request was done that ended in another way, nobody knows.
    retried: [...statuses(errors), ...(idempotent ? ["States.Http.Socket"] : [])],
  };
}

/** The names by which an HTTP task calls the statuses after which a request may be sent again. */
function statuses(errors) {
  const retried = errors.filter(({ retryable }) => retryable).map(({ code }) => code);
  const all = ["408", "429", "500", "502", "503", "504"].filter((status) => retried.includes(status) || retried.includes(`${status[0]}*`));
  return all.map((status) => `States.Http.StatusCode.${status}`);
}

const allow = (Action, Resource) => ({ Effect: "Allow", Action, Resource });
const statements = (...Statement) => ({ Version: "2012-10-17", Statement });

/** The policy of the machine's role: what it calls, and nothing else. */
function permissions(description, options) {
  const { bucket, key, account, partition, region, table, name, failures, outputs } = options;
  const object = (path) => `arn:${partition}:s3:::${bucket}/${path}`;
  return statements(
    ...(description.engine.kind === "http" ? asked(options) : called(description, options)),
    allow("s3:GetObject", object(key)),
    allow("s3:PutObject", [failures, outputs].filter((prefix) => prefix !== undefined).map((prefix) => object(`${prefix}/*`))),
    ...(description.idempotent ? [] : [allow("dynamodb:PutItem", `arn:${partition}:dynamodb:${region}:${account}:table/${table}`)]),
    allow("states:StartExecution", statesArn(options, `stateMachine:${name}`)),
    allow("states:DescribeExecution", statesArn(options, `execution:${name}:*`)),
  );
}

/** The permission to call the operation. */
function called({ id, engine }, { partition, region, account, defaults }) {
  const [service] = id.split(":");
  const { type: kind, member } = engine.resource ?? {};
  return [allow(id, kind ? `arn:${partition}:${service}:${region}:${account}:${kind}/${resource(defaults[member])}` : "*")];
}

/** The permissions to send requests to the endpoint, and to no other, with what the connection holds. */
function asked(options) {
  const { partition, region, account, name, connection, endpoint } = options;
  const [, held] = connection.split("/");
  return [
    { ...allow("states:InvokeHTTPEndpoint", statesArn(options, `stateMachine:${name}`)), Condition: { StringLike: { "states:HTTPEndpoint": `${endpoint.replace(/\/$/, "")}/*` } } },
    allow("events:RetrieveConnectionCredentials", connection),
    allow(["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"], `arn:${partition}:secretsmanager:${region}:${account}:secret:events!connection/${held}/*`),
  ];
}

/** Who may take on the role: this machine of this account. */
function trust(options) {
  const { account, name } = options;
  return statements({
    ...allow("sts:AssumeRole"),
    Principal: { Service: "states.amazonaws.com" },
    Condition: { StringEquals: { "aws:SourceAccount": account }, ArnLike: { "aws:SourceArn": statesArn(options, `stateMachine:${name}`) } },
  });
}

/** The name of the resource, where every row has the same. */
function resource(value) {
  if (value === undefined) return "*";
  return typeof value === "string" && /^[A-Za-z0-9_-]+$/.test(value) ? value : bad("defaults names no resource");
}

/** The codes, in every spelling, of the errors after which a request may be sent again; a status is none. */
const retryable = (errors, form) =>
  errors.filter(({ retryable }) => retryable).flatMap((error) => [error.code, ...(Object.hasOwn(error, "aliases") ? error.aliases : [])]).filter((code) => form.test(code));

/** The names by which Step Functions calls the errors after which a request may be sent again. */
function retried(prefix, errors, idempotent) {
  const names = retryable(errors, /^[A-Za-z]+$/).map((code) => `${prefix}.${code.replace(/(Exception)?$/, "Exception")}`);
  // What the service's own model does not list comes under this name, throttling among it, and what is not worth another try.
  return [...new Set(idempotent ? [...names, `${prefix}.${prefix}Exception`] : names)];
}

function shell(description, options) {
  const { id, provider, command, rate, members, errors } = description;
  const { region, secretsInArguments } = options;
  const tool = command.words[0];
  const again = retryable(errors, /^[A-Za-z]/);
  const secrets = members.filter(({ sensitive }) => sensitive).map(({ wire }) => wire);
  const name = `${options.name ?? id.replace(":", "-")}.sh`;
  // The items of a list have numbers behind its name.
  const flags = members.map(({ kind, wire, flag }) => (kind === "list"
    ? `      ${wire}.*) set -- "$@" "${flag}\${member#${wire}}=$value" ;;\n`
    : `      ${wire}) set -- "$@" "${flag}=$value" ;;\n`)).join("");
  return [file(name, filled(loop, {
    id, name, tool, flags,
    secrecy: secretsInArguments ? "This file does so." : "This file sends no row with one: secretsInArguments makes one that does.",
    rate: rate ? `# ${provider} takes ${rate.perSecond} requests a second from an account: ${rate.source.url}\n` : "",
    longest: String(2 ** (TRIES.MaxAttempts - 1)),
    secrets: secretsInArguments ? "" : secrets.map((member) => `    *" ${member}="*) fail secret_in_argument; continue ;;\n`).join(""),
    command: [...command.words, ...(region === undefined ? [] : [`--region=${region}`])].join(" "),
    retried: again.join(" | "),
  }))];
}

/** A text with its gaps filled: `@name@` within a line, and the whole line `# @name@`. */
const filled = (text, gaps) => text.replace(/^ *# @(\w+)@\n|@(\w+)@/gm, (_, line, word) => gaps[line ?? word]);
