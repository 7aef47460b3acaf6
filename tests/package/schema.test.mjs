// The JSON Schemas against validate, by property: what validate accepts the schema accepts, so that what the schema
// refuses validate refuses.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import fc from "fast-check";
import { generatePassword, jsonSchema, operations, policy, standardSchema, validate, describe as model } from "../../dist/index.js";

const RUNS = 3000;
const strict = { strict: true, strictRequired: false, strictTypes: false };

/** Texts around what a member takes: made from its example, of the directory's generator, and at random. */
function texts(op, { example, sensitive }) {
  const unit = fc.constantFrom(...example, "a", "Z", "5", "-", " ", "é", "\n", "\0", "\u2028", "\u0085", "\ufeff", "\u{1F600}", "\ud800", "\udfff");
  const spliced = fc.tuple(fc.nat(example.length), fc.nat(3), fc.string({ unit, maxLength: 4 }))
    .map(([at, cut, text]) => example.slice(0, at) + text + example.slice(at + cut));
  const made = sensitive && policy(op) ? [fc.nat().map(() => generatePassword(op)), fc.string({ unit, minLength: 6, maxLength: 66 })] : [];
  return fc.oneof({ arbitrary: fc.constant(example), weight: 8 }, spliced, fc.string({ unit, maxLength: 20 }), fc.constantFrom("", ".", "..", "a".repeat(256), "a".repeat(257), "\u{1F600}Aa1!".repeat(6), `${example}\n`), ...made);
}

/** Values of another kind: what the member takes, and others of the kind. */
function valueOf(op, { kind, example, values, ...member }) {
  const listed = (values ?? []).map(({ value }) => value);
  switch (kind) {
    case "text": return texts(op, { example, ...member });
    case "integer": return fc.oneof({ arbitrary: fc.constant(example), weight: 4 }, fc.integer({ min: -2, max: 100_000 }), fc.double());
    case "enum": return fc.constantFrom(example, ...listed, "other");
    case "list": return fc.oneof(fc.constant(example), fc.array(fc.constantFrom(...listed, "OTHER"), { maxLength: 3 }));
    case "map": return fc.dictionary(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }), { maxKeys: 3 });
    default: return fc.boolean();
  }
}

/** Inputs with most members sound, and what else a program may hand over. */
function inputs(op) {
  const shape = Object.fromEntries(model(op).members.map((member) => [
    member.name,
    fc.oneof(
      { arbitrary: valueOf(op, member), weight: 15 },
      fc.constantFrom(null, 0, true, "true", undefined, [], {}),
    ),
  ]));
  const required = model(op).members.filter((member) => member.required).map(({ name }) => name);
  return fc.oneof({ arbitrary: fc.record(shape, { requiredKeys: required }), weight: 3 }, { arbitrary: fc.record(shape, { requiredKeys: [] }), weight: 3 }, { arbitrary: fc.record({ ...shape, more: fc.string() }, { requiredKeys: [] }), weight: 1 }, fc.anything());
}

/** Runs the property, and makes sure that it has met both outcomes. */
function holds(op, schema, ajv, options) {
  const accepts = ajv.compile(schema);
  const met = { valid: 0, refused: 0 };
  fc.assert(fc.property(inputs(op), (input) => {
    const valid = validate(op, input, options).issues === undefined;
    const accepted = accepts(input);
    if (valid) met.valid += 1;
    if (!accepted) met.refused += 1;
    return accepted || !valid;
  }), { numRuns: RUNS });
  assert.ok(met.valid > RUNS / 100 && met.refused > RUNS / 50, JSON.stringify(met));
}

for (const op of operations()) {
  describe(op, () => {
    test("draft 2020-12", () => holds(op, jsonSchema(op), new Ajv2020(strict)));
    test("draft 07", () => holds(op, standardSchema(op)["~standard"].jsonSchema.input({ target: "draft-07" }), new Ajv(strict)));
    test("OpenAPI 3.0", () => {
      holds(op, standardSchema(op)["~standard"].jsonSchema.input({ target: "openapi-3.0" }), new Ajv({ ...strict, keywords: ["example"] }));
    });

    test("the documented example is accepted, and each member left out or of another type is refused", () => {
      const accepts = new Ajv2020(strict).compile(jsonSchema(op));
      const { members, policyMember } = model(op);
      const example = Object.fromEntries(members.filter(({ name, required }) => required || name === policyMember).map((member) => [member.name, member.example]));
      assert.ok(accepts(example));
      for (const { name, required, kind } of members) {
        assert.equal(accepts({ ...example, [name]: kind === "integer" ? "5" : 5 }), false, name);
        if (required) assert.equal(accepts({ ...example, [name]: undefined }), false, name);
      }
      assert.equal(accepts({ ...example, more: 1 }), false);
    });
  });
}

test("a policy of the caller's", () => {
  const op = "workmail:ResetPassword";
  const rules = policy(op);
  const own = { ...rules, minLength: 10, classes: rules.classes.map((group) => ({ ...group, min: group.generate ? 1 : 0 })) };
  holds(op, standardSchema(op, { policy: own })["~standard"].jsonSchema.input({ target: "draft-2020-12" }), new Ajv2020(strict), { policy: own });
  const text = "minlength: 20; maxlength: 30; required: lower; required: digit";
  assert.equal(standardSchema(op, { policy: text })["~standard"].jsonSchema.input({ target: "draft-2020-12" }).properties.Password.minLength, 20);
});

test("the schema is as strict as validate about single members without a policy", () => {
  const op = "chime:ResetPersonalPIN";
  const accepts = new Ajv2020(strict).compile(jsonSchema(op));
  for (const id of [".", "..", "", " ", "\n\t", "\u3000", "a\nb", "\nb", "a\0", "\u007fa", "a\u009f"]) {
    assert.equal(accepts({ AccountId: id, UserId: "u" }), false, JSON.stringify(id));
    assert.ok(validate(op, { AccountId: id, UserId: "u" }).issues);
  }
  for (const id of ["a", "a b", "\u{1F600}", "..."]) {
    assert.ok(accepts({ AccountId: id, UserId: "u" }), JSON.stringify(id));
    assert.equal(validate(op, { AccountId: id, UserId: "u" }).issues, undefined);
  }
});
