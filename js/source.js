// The source text of compiled operations, JavaScript and TypeScript: for the package's own and for those that
// `npx resetkit compile` compiles.

/** The name under which `resetkit/operations` exports an operation: its id in camel case. */
export const exportName = (id) => id.replace(/[:.-]+([A-Za-z0-9])/g, (_, letter) => letter.toUpperCase());

const quoted = (text) => JSON.stringify(text);

/** A comment, whatever the text is. */
const comment = (text, indent) => (text ? `${indent}/** ${text.replaceAll("*/", "* /").replace(/\s+/g, " ").trim()} */\n` : "");

const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));

/** The texts that a member takes, with any other where the provider may know more. */
const values = ({ values: list, open }) => `${list.map(({ value }) => quoted(value)).join(" | ")}${open ? " | (string & {})" : ""}`;

function memberType(member) {
  switch (member.kind) {
    case "boolean": return "boolean";
    case "integer": return "number";
    case "enum": return values(member);
    case "list": return `readonly ${member.values ? `(${values(member)})` : "string"}[]`;
    case "map": return "Readonly<Record<string, string>>";
    default: return "string";
  }
}

const OUTPUTS = { text: "string", boolean: "boolean", integer: "number", json: "unknown" };

/** An export that bundlers drop if nobody imports it. Its description is made when it is used, so that a whole catalogue loads faster. */
export const exported = ({ id, description, compiled }) =>
  `export const ${exportName(id)} = /* @__PURE__ */ ((description) => Object.freeze({ id: ${quoted(id)}, get description() { return (description ??= ${JSON.stringify(description)}); }, compiled: ${binary(compiled)} }))();\n`;

/** Bytes as a string of JavaScript, a character each. */
const binary = (bytes) => `"${String.fromCharCode(...bytes).replace(/["\\]/g, "\\$&").replace(/[^ -~]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`)}"`;

/** What the operation takes, as an object type. */
export function inputType({ members }, indent = "") {
  const lines = members.map((member) => `${comment(member.help || member.label, `${indent}  `)}${indent}  ${key(member.name)}${member.required ? "" : "?"}: ${memberType(member)};\n`);
  return `{\n${lines.join("")}${indent}}`;
}

/** What its success holds, as an object type. */
export function outputType({ output }, indent = "") {
  if (output.length === 0) return "Record<string, never>";
  const lines = output.map(({ name, label, type = "text", required }) => `${comment(label, `${indent}  `)}${indent}  ${key(name)}${required ? "" : "?"}: ${OUTPUTS[type]};\n`);
  return `{\n${lines.join("")}${indent}}`;
}

/** Whether the caller chooses the password, and a policy judges it. */
const hasPassword = ({ policy }) => policy !== undefined;

/** The declarations of a module that has one compiled operation. */
export function declaration(description, packageName = "resetkit") {
  const name = exportName(description.id);
  return `import type { CompiledOperation } from ${quoted(packageName)};\n\n${comment(description.summary, "")}export declare const ${name}: CompiledOperation<${quoted(description.id)}, ${inputType(description)}, ${outputType(description)}, ${hasPassword(description)}>;\nexport default ${name};\n`;
}

/** The codes with that of the caller's list, which is asked in JavaScript. */
const withCommon = (codes) => codes.flatMap((code) => (code === "rule" ? ["common_password", code] : [code]));

/** The package's own types, by id. */
export function modelTypes(descriptions, codes) {
  const each = (type) => descriptions.map((description) => `${comment(description.summary, "  ")}  ${quoted(description.id)}: ${type(description, "  ")};\n`).join("");
  return `// Written by scripts/build.mjs from the documents in src/operations/.

/** An operation of the catalogue: the service and the action. */
export type OperationId = ${descriptions.map(({ id }) => quoted(id)).join(" | ")};

/** An operation of the catalogue in which the caller chooses the password. */
export type PasswordOperationId = ${descriptions.filter(hasPassword).map(({ id }) => quoted(id)).join(" | ")};

/** What is wrong with an input or, as a warning, unwise; in order of importance. */
export type IssueCode =
${withCommon(codes).map((code) => `  | ${quoted(code)}`).join("\n")};

/** What each operation takes. */
export interface Inputs {
${each(inputType)}}

/** What the success of each operation holds. */
export interface Outputs {
${each(outputType)}}
`;
}

/** The types of `resetkit/operations`. */
export function operationsTypes(descriptions) {
  const lines = descriptions.map((description) => `${comment(description.summary, "")}export declare const ${exportName(description.id)}: CompiledOperation<${quoted(description.id)}, Inputs[${quoted(description.id)}], Outputs[${quoted(description.id)}], ${hasPassword(description)}>;\n`);
  return `// Written by scripts/build.mjs from the documents in src/operations/.\nimport type { CompiledOperation, Inputs, Outputs } from "./index.js";\n\n${lines.join("")}`;
}
