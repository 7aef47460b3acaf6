// Makes an operation's JSON Schema and Standard Schema from its description.
import { formValues } from "./form.js";
import { NAMED } from "./names.js";
import { INVALID, MOST_ITEMS, entries, isRecord, items, mustBe, own, reading } from "./options.js";
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

/** A pattern that only looks for something. */
const SEARCH = /^\.\*.*\.\*$/;

/** A pattern with what services take for white space, tab to carriage return and the space, where JavaScript takes more. */
function spaced(pattern) {
  let within = false;
  return pattern.replace(/\\.|[[\]]/gs, (part) => {
    if (part === "[" || part === "]") within = part === "[";
    if (part === "\\s") return within ? "\\t-\\r " : "[\\t-\\r ]";
    if (part === "\\S") return within ? "\\u0000-\\u0008\\u000E-\\u001F!-\\u{10FFFF}" : "[^\\t-\\r ]";
    return part;
  });
}

/** The greatest length of a policy that names none. */
const NO_MAXIMUM = 2 ** 31 - 1;

/** What is read of a description. A prototype that somebody has changed adds nothing to it. */
const DESCRIBED = ["service", "action", "summary", "members", "rules", "policyMember", "hashedBy"];
const LIMIT = ["kind", "min", "max", "unit", "pattern", "source"];
const RULE = ["require", "refuse", "when", "unless", "atMostOne", "exactlyOne", "atLeastOne", "source"];

/** Whether a limit or a rule refuses: what rests on a source of low confidence warns, and is no part of a schema. */
const refuses = ({ source }) => own(source, ["confidence"]).confidence !== "low";

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
    let least = required || sensitive || place === "path" ? 1 : 0, most = Infinity;
    const patterns = [];
    for (const { kind, min = 0, max = Infinity, unit = "characters", pattern } of constraints.map((limit) => own(limit, LIMIT)).filter(refuses)) {
      if (kind !== "length") {
        // The providers' patterns speak of the whole text, unless they only look for something; those of JSON Schema of any part.
        patterns.push(SEARCH.test(pattern) ? pattern : /^\^[^|]*\$$/.test(pattern) ? spaced(pattern) : `^(?:${spaced(pattern)}${CLASS.test(pattern) ? "*" : ""})$`);
      } else {
        // No text has more characters than units or bytes.
        most = Math.min(most, max);
        if (unit === "characters") least = Math.max(least, min);
      }
    }
    if (!sensitive && constraints.every(({ kind }) => kind !== "characters")) patterns.push(NO_CONTROL);
    if (sensitive && policy) {
      const { minLength, maxLength, classes, extra, unit } = policy;
      // A character is at most two units of UTF-16.
      [least, most] = [Math.max(least, unit === "utf16" ? Math.ceil(minLength / 2) : minLength), maxLength < NO_MAXIMUM ? Math.min(most, maxLength) : most];
      patterns.push(`^[${ranges([...classes.flatMap(({ characters }) => characters), ...extra])}]*$`);
      for (const { characters, min } of classes) {
        if (min > 0) patterns.push(`^(?:[^${ranges(characters)}]*[${ranges(characters)}]){${min}}`);
      }
    }
    return {
      type: "string",
      ...(least > 0 && { minLength: least }),
      ...(most < Infinity && { maxLength: most }),
      ...(place === "path" && { not: { enum: [".", ".."] } }),
      ...(patterns.length > 0 && { allOf: patterns.map((pattern) => ({ pattern })) }),
    };
  }

  function valueSchema(member, policy) {
    const { kind, min, max, values, open } = own(member, ["kind", "min", "max", "values", "open"]);
    const texts = { type: "string", ...(values && !open && { enum: values.map(({ value }) => value) }) };
    switch (kind) {
      case "boolean": return { type: "boolean" };
      case "integer": return { type: "integer", ...(min !== undefined && { minimum: min }), ...(max !== undefined && { maximum: max }) };
      case "enum": return texts;
      case "list": return { type: "array", items: texts, ...(max !== undefined && { maxItems: max }) };
      case "map": return { type: "object", additionalProperties: { type: "string" }, ...(max !== undefined && { maxProperties: max }) };
      default: return textSchema(member, policy);
    }
  }

  function schemaOf(op, target, given, open = false, more = []) {
    const dialect = typeof target === "string" && Object.hasOwn(DIALECTS, target) && DIALECTS[target];
    mustBe(dialect, "target", '"draft-2020-12", "draft-07" or "openapi-3.0"');
    const { service, action, summary, members, rules, policyMember, hashedBy } = own(describe(op), DESCRIBED);
    const chosen = given === undefined ? policyOf(op) : typeof given === "string" ? parsePasswordRules(given) : given;
    const policy = chosen === undefined || hashedBy !== undefined ? undefined : policyRules(chosen);
    const properties = {};
    for (const member of members) {
      const { name, label, help, example, sensitive } = member;
      const value = example === "" ? undefined : example;
      properties[name] = {
        title: label,
        description: [help || label, ...(name === policyMember && policy ? new Set(rulesOf(chosen)) : [])].join(" "),
        ...(value === undefined ? {} : target === "openapi-3.0" ? { example: value } : { examples: [value] }),
        ...valueSchema(member, name === policyMember ? policy : undefined),
        ...(sensitive && { writeOnly: true }),
      };
    }
    const schema = { ...dialect, title: `${service} ${action}`, description: summary, type: "object", properties };
    schema.required = members.filter((member) => member.required || more.includes(member)).map(({ name }) => name);
    if (!open) schema.additionalProperties = false;
    const said = rules.map((rule) => own(rule, RULE)).filter(refuses).flatMap((rule) => ruleSchema(rule, members));
    if (said.length > 0) schema.allOf = said;
    return schema;
  }

  function standardSchema(op, options) {
    const operation = describe(op);
    const settings = own(options, ["messages", "empty", "unknown", "required", "policy", ...NAMED, "commonPasswords", "rules"]);
    const { messages } = settings;
    const required = named(items(settings.required ?? [], MOST_ITEMS, "required"), operation);
    const form = { empty: choice(settings, "empty", "value", "absent"), unknown: choice(settings, "unknown", "refuse", "ignore") };
    const read = form.empty || form.unknown || required.length > 0 ? (input) => formValues(input, operation, form) : (input) => input;
    const said = typeof messages === "function" ? (issue) => [messages(issue, operation)] : sentences(messages);
    const say = (issues) => issues.map((issue) => ({ ...issue, message: said(issue).find((text) => typeof text === "string") ?? issue.message }));
    const fromInput = NAMED.filter((name) => typeof settings[name] === "function");
    const nameIn = (name, input) => reading(name, "a function that returns a name", INVALID, () => [settings[name](isRecord(input) ? input : {})])[0];
    const settingsFor = (input) => (fromInput.length === 0 ? settings : { ...settings, ...Object.fromEntries(fromInput.map((name) => [name, nameIn(name, input)])) });
    const schema = (asked) => schemaOf(op, own(asked, ["target"]).target, settings.policy, form.unknown, required);
    return {
      "~standard": {
        version: 1,
        vendor: "resetkit",
        validate(value) {
          const input = read(value);
          const { value: valid, warnings, issues = [] } = own(validate(op, input, settingsFor(input)), ["value", "warnings", "issues"]);
          const absent = isRecord(input) ? required.filter(({ name }) => !Object.hasOwn(input, name) || input[name] === undefined) : [];
          const wrong = [...issues, ...absent.filter(({ name }) => !issues.some(({ path }) => path[0] === name)).map(missing)];
          return wrong.length > 0 ? { issues: say(wrong) } : { value: valid, warnings: messages === undefined ? warnings : say(warnings) };
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
  const { require, refuse, when, unless, atMostOne, exactlyOne, atLeastOne } = rule;
  // A boolean counts as given where it is true.
  const isBoolean = (name) => members.some((member) => member.name === name && member.kind === "boolean");
  const given = (name) => (isBoolean(name) ? { required: [name], properties: { [name]: { enum: [true] } } } : { required: [name] });
  const absent = (name) => (isBoolean(name) ? { properties: { [name]: { enum: [false] } } } : { not: { required: [name] } });
  if (require !== undefined) return [{ anyOf: [{ required: [require] }, unless === undefined ? absent(when) : given(unless)] }];
  if (refuse !== undefined) return [{ anyOf: [{ not: { required: [refuse] } }, unless === undefined ? absent(when) : given(unless)] }];
  const most = (list) => list.map((name, place) => ({ anyOf: [absent(name), { allOf: list.filter((_, other) => other !== place).map(absent) }] }));
  if (atMostOne !== undefined) return most(atMostOne);
  const least = (list) => [{ anyOf: list.map(given) }];
  if (exactlyOne !== undefined) return [...least(exactlyOne), ...most(exactlyOne)];
  return atLeastOne === undefined ? [] : least(atLeastOne);
}

/** The members of these names, in the order of the operation. Throws if one is no member's. */
function named(names, { id, members }) {
  const all = members.map(({ name }) => name);
  mustBe(names.every((name) => all.includes(name)), "required", `a list of members of ${id}: ${all.join(", ")}`);
  return members.filter(({ name }) => names.includes(name));
}

/** The issue of a member that the caller requires. */
const missing = ({ name, label }) => ({ code: "missing", path: [name], message: `Enter a value for “${label}”.`, expected: { source: "organization" } });

/** Ranges of characters as they stand in a character class. */
function ranges(list) {
  const point = (character) => {
    const digits = character.codePointAt(0).toString(16).toUpperCase();
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
  };
  return list.map(([first, last]) => `${point(first)}-${point(last)}`).join("");
}

/** Whether an option of two values has the second one. */
function choice(options, name, first, second) {
  const { [name]: value = first } = options;
  mustBe(value === first || value === second, name, `"${first}" or "${second}"`);
  return value === second;
}

/** What the caller's sentences say of an issue: the one of its member by its code first, then that of its code. */
function sentences(messages) {
  const table = (given, what) => Object.assign({ __proto__: null }, Object.fromEntries(entries(given, what)));
  const texts = table(messages, "messages");
  for (const name of Object.keys(texts)) if (typeof texts[name] === "object" && texts[name] !== null) texts[name] = table(texts[name], `messages.${name}`);
  return ({ code, path }) => [texts[path[0]]?.[code], texts[code]];
}
