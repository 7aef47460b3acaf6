// The sandbox for each operation of the catalogue: request, response and lookup as the page meets them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe as suite, test } from "node:test";
import { buildRequest, describe, generatePassword, operations, parseResponse, policy, validate } from "resetkit";
import { lookupRequest, readPeople, waysOf } from "../../desk/lookup.js";
import { errorsOf, sandboxProvider } from "../../desk/sandbox.js";

const golden = (name) => JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8"));

for (const id of operations()) {
  suite(id, () => {
    const { policyMember, endpoint, output, members, lookup } = describe(id);
    const sandbox = sandboxProvider();
    const people = Object.fromEntries(sandbox.people(id).map(({ kind, ...person }) => [kind, person]));
    const inputOf = (kind, more = policyMember ? { [policyMember]: generatePassword(id) } : {}) => ({ ...people[kind].set, ...more });
    const reset = async (input) => {
      const built = buildRequest(id, input, endpoint.kind === "own" ? { endpoint: endpoint.example } : {});
      assert.ok(built.url.startsWith("https://"));
      return parseResponse(id, await sandbox.reset(id, {}, input), input);
    };
    const documented = (error) => {
      assert.ok(error, "a refusal");
      assert.ok(error.documented || /^[45]\d\d$/.test(error.code), error.code);
      return error;
    };

    test("a user is reset, and what the service makes comes back", async () => {
      const input = inputOf("normal");
      assert.equal(validate(id, input).issues, undefined);
      const read = await reset(input);
      assert.equal(read.error, undefined, JSON.stringify(read.error));
      for (const { name, sensitive, required } of output) if (sensitive && required) assert.ok(read.output[name].length >= 6, name);
      if (policyMember) assert.ok(!JSON.stringify(read).includes(input[policyMember]));
    });

    test("a user who is not there", async () => {
      const { error } = await reset(inputOf("unknown"));
      assert.equal(documented(error).retry, "no");
      assert.match(`${error.code} ${error.meaning}`, /not|no |never|404/i);
    });

    test("a busy service, and then it is done", async () => {
      const { error } = await reset(inputOf("busy"));
      assert.equal(documented(error).retry, "later");
      assert.equal((await reset(inputOf("busy"))).error, undefined);
    });

    test("a disabled user, where the provider minds", async () => {
      const { error } = await reset(inputOf("disabled"));
      const { state } = errorsOf(id);
      assert.equal(error?.code, state && (state.code ?? String(state.status)));
    });

    if (policyMember) {
      test("a password that the directory refuses, and never says again", async () => {
        for (const password of ["short", `mateo.jackson`]) {
          const input = inputOf("normal", { [policyMember]: password });
          const read = parseResponse(id, await sandbox.reset(id, {}, input), input);
          if (!read.error) continue;
          documented(read.error);
          assert.ok(!JSON.stringify(read).includes(password) || password === members.find(({ target }) => target).example);
        }
        const weak = { ...inputOf("normal"), [policyMember]: "a" };
        const { minLength } = policy(id);
        const read = parseResponse(id, await sandbox.reset(id, {}, weak), weak);
        if (minLength > 1) assert.equal(documented(read.error).retry, "no");
      });
    }

    if (lookup) {
      test("people are found, and only one of an exact find is taken unseen", async () => {
        for (const query of ["mateo.jackson@example.com", "mary", "no.body@example.com"]) {
          for (const way of waysOf(lookup, query)) {
            let request;
            try {
              request = lookupRequest(way, query, people.normal.set, "https://sandbox.example.com");
            } catch (error) {
              assert.equal(error.code, "bad_query");
              continue;
            }
            const response = await sandbox.find(id, {}, request, way, query);
            if (response.status !== 200) {
              assert.ok(way.none.includes(parseResponse(id, response).error.code));
              continue;
            }
            const { people: found } = readPeople(way, query, response);
            if (query.startsWith("no.body")) assert.deepEqual(found, []);
            if (way.exact) assert.ok(found.length <= 1);
            for (const { set, label } of found) {
              assert.equal(validate(id, { ...inputOf("normal"), ...set }).issues, undefined);
              assert.ok(label.length > 0);
            }
          }
        }
      });
    }

    test("a file of made-up people is what it takes", () => {
      const lines = sandbox.sample(id, 200).trim().split("\r\n");
      assert.equal(lines.length, 201);
      assert.equal(new Set(lines).size, 201);
    });
  });
}

test("its refusals read as the provider's own do", async () => {
  let compared = 0;
  for (const { operation, case: name, reply } of [...golden("errors.json"), ...golden("living/errors.json")]) {
    if (!operations().includes(operation) || !reply?.body) continue;
    const real = parseResponse(operation, reply).error;
    const ours = Object.values(errorsOf(operation)).find((error) => error && error.code === real?.code);
    if (!ours) continue;
    const person = { EntityStateException: "disabled" }[real.code] ?? "unknown";
    const input = { ...sandboxProvider().people(operation).find(({ kind }) => kind === person).set };
    const { policyMember } = describe(operation);
    if (policyMember) input[policyMember] = generatePassword(operation);
    const made = parseResponse(operation, await sandboxProvider().reset(operation, {}, input), input).error;
    if (made?.code !== real.code) continue;
    compared += 1;
    assert.deepEqual([made.member, made.retry, made.documented], [real.member, real.retry, real.documented], `${operation} ${name}`);
  }
  assert.ok(compared >= 3, `${compared}`);
});
