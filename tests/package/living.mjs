// What real clients of the further operations sent and read, row by row, for whatever runs an entry: living.test.mjs in Node
// and browser.test.mjs in a browser. Only what both have is used here.

/** Members that the documents leave out, since each of them does something else too. */
const LEFT_OUT = ["userLabel", "verify_email", "skip_reconfirmation", "_op"];

/** Rows that clients send and we refuse, whatever the directory's policy, by what they have in common, and why. */
const REFUSED = [
  [/^(id|user-id|realm)-(dot|dot-dot|dots|empty)$/, ["reserved", "too_short"], "most clients send it, and the request reaches another user, all users or another realm"],
  [/^null-password$/, ["wrong_type"], "clients send null, which clears a password or lets the service make one"],
  [/^(number-password|id-string|id-user-name)$/, ["wrong_type"], "clients send another type, drop it without a word, or echo it in an error"],
  [/^(empty-password|password-empty|looks-true)$/, ["too_short"], "no password: some services set it all the same"],
  [/^(missing-password|no-actions)$/, ["missing"], "the request would do nothing, or something else"],
  [/^control$/, ["forbidden_character"], "it has U+0000, which services cut a text at"],
  [/^(len-257|over-129|over-257|pool-over-56)$/, ["too_long"], "the service documents the limit, and no client checks it"],
  [/^(inner-spaces|edge-spaces|tab-newline-cr|cjk|emoji|u2028|user-slash-percent|user-at)$/, ["forbidden_character"], "the service documents the pattern, and no client checks it"],
];

/** A policy that takes everything: that of a directory is another matter. */
const ANY = { minLength: 0, maxLength: 100_000, classes: [{ name: "a character", characters: [["\0", "\u{10ffff}"]], generate: "a", min: 0 }], minClasses: 0, extra: [], minDifferent: 0, notUserName: false };

/** Where clients take for a success what is none, or lose what was in it, and why we do not. */
const LOST = {
  "okta:ExpirePasswordWithTempPassword ok-empty-object": "both SDKs of Okta read a user, and lose the temporary password",
  "iam:UpdateLoginProfile ok-empty-body": "the JavaScript SDK takes it for a success; nothing says that it is one",
  "iam:UpdateLoginProfile ok-other-root": "the SDKs take any XML for a success, a proxy's page too",
  "iam:UpdateLoginProfile ok-html": "the SDKs take a well-formed page for a success",
  "cognito-idp:AdminSetUserPassword ok-null": "the SDKs differ; null is no object",
  "cognito-idp:AdminResetUserPassword ok-null": "the SDKs differ; null is no object",
};

const HEADERS = ["x-amz-target", "x-acs-action", "x-acs-version", "if-match"];
const ALIBABA = /^(ram|ims|eiam):/;

const decoded = (target) => target.split("?")[0].split("/").map((part) => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}).join("\n");
const query = (target) => target.split("?")[1] ?? "";
/** Names and values in any order, without what a client adds for itself. */
const pairs = (text) => JSON.stringify([...new URLSearchParams(text)].filter(([name]) => !["alt", "prettyPrint"].includes(name)).sort());
const sorted = (value) => (Array.isArray(value) ? value.map(sorted)
  : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== "@odata.type").sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, sorted(inner)]))
    : value);
const sameJson = (a, b) => {
  try {
    return JSON.stringify(sorted(JSON.parse(a))) === JSON.stringify(sorted(JSON.parse(b)));
  } catch {
    return a === b;
  }
};
const small = (headers) => Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));

/** Whether a request of ours says what a client's said: method, path, headers that name the action, query and body. */
function same(operation, ours, theirs, wires) {
  const target = ours.url.replace(/^https:\/\/[^/]+/, ""), headers = small(theirs.headers), type = ours.headers["content-type"] ?? "";
  const body = theirs.body ?? "";
  if (theirs.method !== ours.method || decoded(theirs.target) !== decoded(target)) return false;
  if (HEADERS.some((name) => ours.headers[name] !== headers[name])) return false;
  const media = (text = "") => text.split(";")[0].trim();
  // A client of SCIM sends plain JSON; the standard wants its own type.
  if (body && ours.body && headers["content-type"] && !operation.startsWith("scim:") && media(headers["content-type"]) !== media(type)) return false;
  if (ALIBABA.test(operation)) {
    // Its clients put the members in the query, where logs keep them; in the body they mean the same.
    const all = (target, body) => JSON.stringify([...new URLSearchParams(query(target)), ...new URLSearchParams(body)]
      .filter(([name]) => wires.has(name.split(".")[0])).map(([name, value]) => [name, /^(true|false)$/i.test(value) ? value.toLowerCase() : value]).sort());
    return all(theirs.target, body) === all(target, ours.body);
  }
  if (pairs(query(theirs.target)) !== pairs(query(target))) return false;
  if (type.includes("form-urlencoded")) return pairs(body) === pairs(ours.body);
  return (!ours.body && (!body || body === "{}")) || sameJson(body, ours.body);
}

/**
 * @param {any} api an entry that knows the catalogue
 * @param {any} assert
 * @param {any} golden
 * @returns {[name: string, run: () => void][]}
 */
export function living({ describe, validate, buildRequest, parseResponse, policyFromResponse }, assert, golden) {
  const codes = (issues = []) => issues.map(({ code, path }) => [code, ...path].join(" "));
  const byWire = (operation) => new Map(describe(operation).members.map(({ wire, name }) => [wire, name]));
  /** An input by our names, and what of the row is no member. */
  const input = (operation, row) => {
    const names = byWire(operation);
    const entries = Object.entries(row);
    return [Object.fromEntries(entries.filter(([wire]) => names.has(wire)).map(([wire, value]) => [names.get(wire), value])), entries.map(([wire]) => wire).filter((wire) => !names.has(wire))];
  };
  const base = (operation, sent) => (describe(operation).endpoint.kind !== "own" ? {}
    : { endpoint: `https://directory.example${operation.startsWith("scim:") ? /^(.*)\/Users\//.exec(sent[0]?.target ?? "")?.[1] ?? "" : ""}` });
  /** Whether the operation has a policy of the directory to set aside. */
  const aside = (operation) => (describe(operation).policy ? { policy: ANY } : {});

  const inputs = golden.living.inputs.map(({ operation, case: name, input: given, sent: clients }) => [`${operation} ${name}: the request is a client's`, () => {
    const [value, left] = input(operation, given);
    const more = left.filter((wire) => wire !== "type");
    assert.ok(more.every((wire) => LEFT_OUT.includes(wire)), more.join());
    // Keycloak's type is a constant of the template.
    if (left.includes("type")) assert.equal(given.type, "password");
    const sent = clients.map(({ view }) => view).filter((view) => view?.target);
    const { issues } = validate(operation, value, aside(operation));
    if (issues) {
      const rule = REFUSED.find(([pattern]) => pattern.test(name));
      assert.ok(rule && issues.every(({ code }) => rule[1].includes(code)), `${codes(issues)}`);
      for (const text of Object.values(given)) if (typeof text === "string" && text.length > 9) assert.ok(!JSON.stringify(issues).includes(text));
      return;
    }
    const request = buildRequest(operation, value, { ...base(operation, sent), ...aside(operation) });
    for (const { name: member, sensitive } of describe(operation).members) {
      if (sensitive && value[member]?.length > 5) assert.ok(!request.url.includes(encodeURIComponent(value[member])), "a secret in the URL");
    }
    if (sent.length > 0 && more.length === 0) assert.ok(sent.some((view) => same(operation, request, view, byWire(operation))), `${request.method} ${request.url} ${request.body}`);
  }]);

  const invalid = golden.living.invalid.map(({ operation, case: name, input: given }) => [`${operation} ${name}: refused`, () => {
    const names = byWire(operation);
    const value = Object.fromEntries(Object.entries(given).map(([wire, one]) => [names.get(wire) ?? wire, one]));
    const { issues, warnings } = validate(operation, value);
    // Every client sends it, and the service takes it: it changes nothing, or another thing.
    if (operation === "iam:UpdateLoginProfile" && name === "missing-Password") assert.deepEqual(codes(warnings), ["recommended Password"]);
    else assert.ok(issues?.length > 0);
  }]);

  const errors = golden.living.errors.map(({ operation, case: name, reply }) => [`${operation} ${name}: explained`, () => {
    const { error } = parseResponse(operation, reply);
    assert.ok(error, "read as a success");
    assert.ok(error.meaning && error.remedy && ["no", "later", "unsure"].includes(error.retry));
    assert.ok(`${reply.body} ${JSON.stringify(reply.headers)} ${reply.status} unreadable_answer`.includes(error.code), error.code);
    if (error.member) assert.ok(describe(operation).members.some((member) => member.name === error.member), error.member);
  }]);

  const replies = golden.living.replies.map(({ operation, case: name, reply }) => [`${operation} ${name}: read, and no secret is lost`, () => {
    const read = parseResponse(operation, reply);
    if (/not-json|html|truncated|other-root/.test(name) || LOST[`${operation} ${name}`]) assert.equal(read.error?.code, "unreadable_answer");
    for (const { from, name: output } of describe(operation).output.filter(({ sensitive }) => sensitive)) {
      const secret = new RegExp(`"${from}": ?"([^"]+)"`).exec(reply.body)?.[1];
      if (secret) assert.equal(read.output[output], secret);
    }
  }]);

  const policies = golden.living.policies.map(({ operation: action, case: name, input: given, sent, reply }) => [`${action} ${name}: asked for as a client does, and read`, () => {
    const row = golden.reference.find((one) => one.file === "living/policies" && one.action === action && one.case === name);
    // A second response about the same policy, of what no form can check.
    if (!row) return assert.equal(action, "eiam:GetPasswordHistoryConfiguration");
    const { request } = describe(row.operation).policyResponse;
    const values = Object.fromEntries(Object.entries(given).map(([wire, value]) => [wire === "DirectoryIds" ? "DirectoryId" : wire, [value].flat()[0]]));
    const filled = (node) => (typeof node === "string" ? /^\{(\w+)\}$/.exec(node) ? values[node.slice(1, -1)] : node
      : Array.isArray(node) ? node.map(filled) : Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, filled(inner)])));
    const { method, path, headers = {}, json, form } = filled(request);
    const type = headers["content-type"] ?? (json ? "application/json" : "application/x-www-form-urlencoded");
    const ours = { method, url: `https://x${path}`, headers: { ...headers, "content-type": type }, body: json ? JSON.stringify(json) : `${new URLSearchParams(form)}` };
    assert.ok(sent.some(({ view }) => same(row.operation, ours, view, new Map(Object.keys(given).map((wire) => [wire, wire])))), ours.body);
    if (row.error) return;
    const read = policyFromResponse(row.operation, reply);
    assert.equal(read.minLength, row.policy.minLength);
    assert.deepEqual(Object.fromEntries(read.classes.map(({ id, min }) => [id, min])), row.policy.classes);
  }]);

  const examples = (operation) => {
    const { members, policyMember } = describe(operation);
    return Object.fromEntries(members.filter(({ name, required }) => required || name === policyMember).map(({ name, example }) => [name, example]));
  };
  const SERVICES = { "cognito-idp": "cognito-idp:AdminResetUserPassword", iam: "iam:UpdateLoginProfile", ds: "ds:ResetUserPassword" };
  const addresses = Object.entries(golden.living.endpoints).map(([row, said]) => {
    const [, service, region, variant] = /^(\S+) (\S+) (.*)$/.exec(row);
    const { use_fips_endpoint: fips = false, use_dualstack_endpoint: dualStack = false } = JSON.parse(variant);
    return [`${row}: the address is the SDK's`, () => {
      const operation = SERVICES[service];
      const { url } = buildRequest(operation, examples(operation), { region, fips, dualStack });
      // An older table of the SDK refuses these twelve; its rule set, which the documents follow, has hosts there.
      if (said.startsWith("ERROR")) assert.ok(dualStack && ["eu-isoe-west-1", "us-isof-south-1"].includes(region) && new URL(url).protocol === "https:");
      else assert.equal(url, `${said.split(" ")[0]}/`);
    }];
  });

  return [
    ["the rows are all there", () => {
      const { inputs, invalid, errors, replies, policies, endpoints } = golden.living;
      assert.deepEqual([inputs, invalid, errors, replies, policies].map(({ length }) => length), [463, 83, 167, 50, 12]);
      assert.equal(Object.values(endpoints).filter((said) => said.startsWith("https:")).length, 180);
      // Those with a member that the documents leave out, or with Keycloak's constant.
      const more = inputs.filter(({ operation, input: given }) => input(operation, given)[1].length > 0);
      assert.equal(more.length, 31);
    }],
    ...inputs, ...invalid, ...errors, ...replies, ...policies, ...addresses,
  ];
}
