// An operation as a JSON Schema and as a Standard Schema, made from what the model says of it.
import { ResetkitError } from "./error.js";
import { NAMED } from "./names.js";
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

/** A pattern that is one class of characters, and says nothing of how many. */
const CLASS = /^\[(?:[^\]\\]|\\.)*\]$/;

/** No identifier has a control character, whatever else it may have. */
const NO_CONTROL = "^[^\\u0000-\\u001F\\u007F-\\u009F]*$";

/**
 * @param {any} api
 * @returns {{ jsonSchema: (op: any) => any, standardSchema: (op: any, options?: any) => any }}
 */
export function schemas({ describe, policy: policyOf, parsePasswordRules, validate, checkPassword }) {
  function rulesOf(policy) {
    // Neither password meets a policy that has such a rule, so that both together are told all of them. A shorter name than
    // the policy looks for counts for nothing.
    const name = "x".repeat(policy.names?.account?.minPart ?? 1);
    return [...checkPassword("", policy), ...checkPassword(name, policy, { userName: name })]
      .filter(({ code }) => UNSAID.includes(code))
      .map(({ message }) => message);
  }

  function textSchema({ in: place, constraints, required, sensitive }, policy) {
    const schema = { type: "string" };
    if (required || sensitive || place === "path") schema.minLength = 1;
    const patterns = [];
    // What rests on a source of low confidence warns, and is no part of the schema.
    for (const { kind, min, max, unit, pattern } of constraints.filter(({ source }) => source?.confidence !== "low")) {
      if (kind !== "length") {
        // The providers' patterns speak of the whole text, those of JSON Schema of any part of it.
        patterns.push(/^\^[^|]*\$$/.test(pattern) ? pattern : `^(?:${pattern}${CLASS.test(pattern) ? "*" : ""})$`);
      } else if (unit === undefined || unit === "characters") {
        if (min !== undefined) schema.minLength = Math.max(schema.minLength ?? 0, min);
        if (max !== undefined) schema.maxLength = Math.min(schema.maxLength ?? max, max);
      } else if (max !== undefined) {
        // No text has more characters than units or bytes.
        schema.maxLength = Math.min(schema.maxLength ?? max, max);
      }
    }
    if (place === "path") schema.not = { enum: [".", ".."] };
    if (!sensitive && constraints.every(({ kind }) => kind !== "characters")) patterns.push(NO_CONTROL);
    if (sensitive && policy) {
      const { minLength, maxLength, classes, extra } = policy;
      schema.minLength = Math.max(schema.minLength ?? 0, minLength);
      schema.maxLength = Math.min(schema.maxLength ?? maxLength, maxLength);
      patterns.push(`^[${ranges([...classes.flatMap(({ characters }) => characters), ...extra])}]*$`);
      for (const { characters, min } of classes) {
        if (min > 0) patterns.push(`^(?:[^${ranges(characters)}]*[${ranges(characters)}]){${min}}`);
      }
    }
    if (patterns.length > 0) schema.allOf = patterns.map((pattern) => ({ pattern }));
    return schema;
  }

  function valueSchema(member, policy) {
    const texts = ({ values, open }) => ({ type: "string", ...(values && !open && { enum: values.map(({ value }) => value) }) });
    const { kind, min, max } = member;
    switch (kind) {
      case "boolean": return { type: "boolean" };
      case "integer": return { type: "integer", ...(min !== undefined && { minimum: min }), ...(max !== undefined && { maximum: max }) };
      case "enum": return texts(member);
      case "list": return { type: "array", items: texts(member), ...(max !== undefined && { maxItems: max }) };
      case "map": return { type: "object", additionalProperties: { type: "string" }, ...(max !== undefined && { maxProperties: max }) };
      default: return textSchema(member, policy);
    }
  }

  function schemaOf(op, target, given) {
    const dialect = typeof target === "string" && Object.hasOwn(DIALECTS, target) && DIALECTS[target];
    if (!dialect) throw new ResetkitError(INVALID, "target must be draft-2020-12, draft-07 or openapi-3.0");
    const { service, action, summary, members, rules, policyMember, hashedBy } = describe(op);
    const chosen = given === undefined ? policyOf(op) : typeof given === "string" ? parsePasswordRules(given) : given;
    const policy = chosen === undefined || hashedBy !== undefined ? undefined : policyRules(chosen);
    const properties = {};
    for (const member of members) {
      const { name, label, help, example, sensitive } = member;
      const value = example === "" ? undefined : example;
      properties[name] = {
        title: label,
        description: [help, ...(name === policyMember && policy ? new Set(rulesOf(chosen)) : [])].join(" "),
        ...(value === undefined ? {} : target === "openapi-3.0" ? { example: value } : { examples: [value] }),
        ...valueSchema(member, name === policyMember ? policy : undefined),
        ...(sensitive && { writeOnly: true }),
      };
    }
    const schema = { ...dialect, title: `${service} ${action}`, description: summary, type: "object", properties };
    schema.required = members.filter(({ required }) => required).map(({ name }) => name);
    schema.additionalProperties = false;
    const said = rules.flatMap((rule) => ruleSchema(rule, members));
    if (said.length > 0) schema.allOf = said;
    return schema;
  }

  function standardSchema(op, options) {
    describe(op);
    const settings = own(options, ["messages", "policy", ...NAMED, "rules"]);
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

  function jsonSchema(op, options) {
    describe(op);
    const { target = "draft-2020-12" } = own(options, ["target"]);
    return schemaOf(op, target);
  }

  return { jsonSchema, standardSchema };
}

/** What the schema says of a rule that refuses. It is said without `if` and `const`, which OpenAPI 3.0 lacks. */
function ruleSchema(rule, members) {
  const { source, require, refuse, when, unless } = rule;
  if (source?.confidence === "low") return [];
  // A boolean counts as given where it is true.
  const isBoolean = (name) => members.some((member) => member.name === name && member.kind === "boolean");
  const given = (name) => (isBoolean(name) ? { required: [name], properties: { [name]: { enum: [true] } } } : { required: [name] });
  const absent = (name) => (isBoolean(name) ? { properties: { [name]: { enum: [false] } } } : { not: { required: [name] } });
  if (require !== undefined) return [{ anyOf: [{ required: [require] }, unless === undefined ? absent(when) : given(unless)] }];
  if (refuse !== undefined) return [{ anyOf: [{ not: { required: [refuse] } }, unless === undefined ? absent(when) : given(unless)] }];
  const { atMostOne, exactlyOne, atLeastOne } = rule;
  const most = (list) => list.map((name, place) => ({ anyOf: [absent(name), { allOf: list.filter((_, other) => other !== place).map(absent) }] }));
  if (atMostOne !== undefined) return most(atMostOne);
  const least = (list) => [{ anyOf: list.map(given) }];
  if (exactlyOne !== undefined) return [...least(exactlyOne), ...most(exactlyOne)];
  return atLeastOne === undefined ? [] : least(atLeastOne);
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
