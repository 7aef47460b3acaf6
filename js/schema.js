// An operation as a JSON Schema and as a Standard Schema, made from what the model says of it.
import { ResetkitError } from "./error.js";
import { INVALID, entries, own } from "./options.js";
import { policyRules } from "./policy.js";

/** The dialects of JSON Schema, and by what a schema names its own. */
const DIALECTS = {
  "draft-2020-12": { $schema: "https://json-schema.org/draft/2020-12/schema" },
  "draft-07": { $schema: "http://json-schema.org/draft-07/schema#" },
  "openapi-3.0": {},
};

/** The issues of which no keyword of JSON Schema can speak; their sentences stand in the description. */
const UNSAID = ["too_few_classes", "too_few_different", "contains_user_name"];

/** No identifier has a control character, whatever else it may have. */
const NO_CONTROL = "^[^\\u0000-\\u001F\\u007F-\\u009F]*$";

/**
 * @param {any} api
 * @returns {{ jsonSchema: (op: any) => any, standardSchema: (op: any, options?: any) => any }}
 */
export function schemas({ describe, policy: policyOf, parsePasswordRules, validate, checkPassword }) {
  function rulesOf(policy) {
    // Neither password meets a policy that has such a rule, so that both together are told all of them. A shorter name than
    // parts of one are counts for nothing.
    const name = "x".repeat(policy.nameParts?.min ?? 1);
    return [...checkPassword("", policy), ...checkPassword(name, policy, { userName: name })]
      .filter(({ code }) => UNSAID.includes(code))
      .map(({ message }) => message);
  }

  function textSchema({ constraints, sensitive }, policy) {
    const schema = { type: "string", minLength: 1 };
    const patterns = [];
    for (const { kind, min, max, pattern, values } of constraints) {
      if (kind === "length") Object.assign(schema, { minLength: min, maxLength: max });
      else if (kind === "reserved") schema.not = { enum: values };
      // The providers' patterns of characters speak of the whole text, those of JSON Schema of any part of it.
      else patterns.push(kind === "characters" ? `^(?:${pattern})$` : pattern);
    }
    if (!sensitive && constraints.every(({ kind }) => kind !== "characters")) patterns.push(NO_CONTROL);
    if (sensitive && policy) {
      const { minLength, maxLength, classes, extra } = policy;
      schema.minLength = Math.max(schema.minLength, minLength);
      schema.maxLength = Math.min(schema.maxLength ?? maxLength, maxLength);
      patterns.push(`^[${ranges([...classes.flatMap(({ characters }) => characters), ...extra])}]*$`);
      for (const { characters, min } of classes) {
        if (min > 0) patterns.push(`^(?:[^${ranges(characters)}]*[${ranges(characters)}]){${min}}`);
      }
    }
    if (patterns.length > 0) schema.allOf = patterns.map((pattern) => ({ pattern }));
    return schema;
  }

  function schemaOf(op, target, given) {
    const dialect = typeof target === "string" && Object.hasOwn(DIALECTS, target) && DIALECTS[target];
    if (!dialect) throw new ResetkitError(INVALID, "target must be draft-2020-12, draft-07 or openapi-3.0");
    const chosen = given === undefined ? policyOf(op) : typeof given === "string" ? parsePasswordRules(given) : given;
    const policy = chosen === undefined ? undefined : policyRules(chosen);
    const { service, action, summary, members, rules } = describe(op);
    const properties = {};
    for (const member of members) {
      const { name, label, help, example, kind, sensitive } = member;
      const value = kind === "boolean" ? example === "true" : example;
      properties[name] = {
        title: label,
        description: [help, ...(sensitive && policy ? new Set(rulesOf(policy)) : [])].join(" "),
        ...(target === "openapi-3.0" ? { example: value } : { examples: [value] }),
        ...(kind === "boolean" ? { type: "boolean" } : textSchema(member, policy)),
        ...(sensitive && { writeOnly: true }),
      };
    }
    const schema = { ...dialect, title: `${service} ${action}`, description: summary, type: "object", properties };
    schema.required = members.filter(({ required }) => required).map(({ name }) => name);
    schema.additionalProperties = false;
    if (rules.length > 0) {
      // Said without `if` and `const`, which OpenAPI 3.0 lacks.
      schema.allOf = rules.map(({ member, unless }) => ({
        anyOf: [
          { required: [member], properties: { [unless]: { enum: [false] } } },
          { required: [unless], properties: { [unless]: { enum: [true] } }, not: { required: [member] } },
        ],
      }));
    }
    return schema;
  }

  function standardSchema(op, options) {
    describe(op);
    const settings = own(options, ["messages", "policy", "userName", "rules"]);
    const { messages } = settings;
    const said = typeof messages === "function" ? (issue) => [messages(issue)] : sentences(messages);
    const say = (issue) => said(issue).find((text) => typeof text === "string") ?? issue.message;
    const schema = (asked) => schemaOf(op, own(asked, ["target"]).target, settings.policy);
    return {
      "~standard": {
        version: 1,
        vendor: "resetkit",
        validate(value) {
          const result = validate(op, value, settings);
          return Object.hasOwn(result, "issues") ? { issues: result.issues.map((issue) => ({ ...issue, message: say(issue) })) } : result;
        },
        jsonSchema: { input: schema, output: schema },
      },
    };
  }

  return { jsonSchema: (op) => schemaOf(op, "draft-2020-12"), standardSchema };
}

/** Ranges of characters as they stand in a character class. */
function ranges(list) {
  const point = (character) => {
    const digits = character.codePointAt(0).toString(16).toUpperCase();
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
  };
  return list.map(([first, last]) => `${point(first)}-${point(last)}`).join("");
}

/** What the caller's sentences say of an issue: the one of its member by its code first, then that of its code. */
function sentences(messages) {
  const table = (given, what) => Object.assign({ __proto__: null }, Object.fromEntries(entries(given, what)));
  const texts = table(messages, "messages");
  for (const name of Object.keys(texts)) if (typeof texts[name] === "object" && texts[name] !== null) texts[name] = table(texts[name], `messages.${name}`);
  return ({ code, path }) => [texts[path[0]]?.[code], texts[code]];
}
