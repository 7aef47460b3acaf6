// The same request as code for the provider's own libraries. What the code is made of comes from the description; which
// library speaks a protocol, and how, is here. Comments and names in the code are English in every language.
/** @import { HttpRequest, Input, Member, Operation } from "../types.js" */
/** @import { Part } from "./masked-text.js" */

/**
 * @typedef {{ operation: Operation, request: HttpRequest, region: string, input: Input }} Call
 * @typedef {Call & { signing: NonNullable<Operation["signing"]> }} Signed
 * @typedef {{ install: string, parts: Part[] }} Snippet
 * @typedef {{ separator: string, indent: string, boolean: (value: boolean) => string, text: boolean }} Style how members are written:
 *   what stands between name and value, before each, for a switch, and whether names are quoted
 */

/** @type {Record<"javascript" | "python", Style>} */
const OBJECTS = {
  javascript: { separator: ": ", indent: "  ", boolean: String, text: false },
  python: { separator: "=", indent: "    ", boolean: (value) => (value ? "True" : "False"), text: false },
};

/** @type {Record<"javascript" | "python", Record<"aws" | "alibaba", (call: Signed) => Snippet | undefined>>} */
const WRITERS = {
  javascript: {
    aws({ operation: { service, action, members }, signing, region, input }) {
      const name = service.split(" ").at(-1) ?? "";
      // Some services have another name in this library, which no description says: better no code than wrong code.
      if (name.toLowerCase() !== signing.name) return undefined;
      const client = `${name}Client`;
      const command = `${action}Command`;
      return {
        install: `npm install @aws-sdk/client-${signing.name}`,
        parts: [
          plain(`import { ${[command, client].sort().join(", ")} } from "@aws-sdk/client-${signing.name}";\n\n`),
          plain(`const client = new ${client}({ region: ${quoted(region)} });\n`),
          plain(`const output = await client.send(new ${command}({\n`),
          ...written(members, input, OBJECTS.javascript),
          plain("}));\n"),
        ],
      };
    },
    alibaba({ operation: { action, members }, request, input }) {
      return {
        install: "npm install @alicloud/openapi-client @alicloud/tea-util @alicloud/credentials",
        parts: [
          plain('const OpenApi = require("@alicloud/openapi-client");\n'),
          plain('const { RuntimeOptions } = require("@alicloud/tea-util");\n'),
          plain('const Credential = require("@alicloud/credentials");\n\n'),
          plain("// The service's own package would put the password into the URL, where logs keep it. This puts it into the body.\n"),
          plain("const client = new OpenApi.default(new OpenApi.Config({\n"),
          plain(`  credential: new Credential.default(),\n  endpoint: ${quoted(new URL(request.url).host)},\n}));\n`),
          plain("const params = new OpenApi.Params({\n"),
          plain(`  action: ${quoted(action)},\n  version: ${quoted(version(request))},\n`),
          plain('  protocol: "HTTPS",\n  method: "POST",\n  authType: "AK",\n  style: "RPC",\n  pathname: "/",\n'),
          plain('  reqBodyType: "formData",\n  bodyType: "json",\n});\n'),
          plain("const body = {\n"),
          ...written(members, input, { ...OBJECTS.javascript, boolean: (value) => `"${value}"` }),
          plain("};\n"),
          plain("client.callApi(params, new OpenApi.OpenApiRequest({ body }), new RuntimeOptions({})).then((output) => {\n"),
          plain("  // output.body holds the response.\n});\n"),
        ],
      };
    },
  },
  python: {
    aws({ operation: { action, members }, signing, region, input }) {
      const method = action.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
      return {
        install: "pip install boto3",
        parts: [
          plain("import boto3\n\n"),
          plain(`client = boto3.client(${quoted(signing.name)}, region_name=${quoted(region)})\n`),
          plain(`output = client.${method}(\n`),
          ...written(members, input, OBJECTS.python),
          plain(")\n"),
        ],
      };
    },
    alibaba({ operation: { action, members }, request, input }) {
      return {
        install: "pip install alibabacloud_tea_openapi alibabacloud_credentials",
        parts: [
          plain("from alibabacloud_credentials.client import Client as CredentialClient\n"),
          plain("from alibabacloud_tea_openapi import models\n"),
          plain("from alibabacloud_tea_openapi.client import Client\n"),
          plain("from alibabacloud_tea_util.models import RuntimeOptions\n\n"),
          plain("# The service's own package would put the password into the URL, where logs keep it. This puts it into the body.\n"),
          plain("client = Client(models.Config(\n"),
          plain(`    credential=CredentialClient(),\n    endpoint=${quoted(new URL(request.url).host)},\n))\n`),
          plain("params = models.Params(\n"),
          plain(`    action=${quoted(action)},\n    version=${quoted(version(request))},\n`),
          plain('    protocol="HTTPS",\n    method="POST",\n    auth_type="AK",\n    style="RPC",\n    pathname="/",\n'),
          plain('    req_body_type="formData",\n    body_type="json",\n)\n'),
          plain("body = {\n"),
          ...written(members, input, { separator: ": ", indent: "    ", boolean: (value) => `"${value}"`, text: true }),
          plain("}\n"),
          plain("output = client.call_api(params, models.OpenApiRequest(body=body), RuntimeOptions())\n"),
        ],
      };
    },
  },
};

/** The libraries by how they sign. */
const LIBRARIES = /** @type {const} */ ([["AWS4-", "aws"], ["ACS3-", "alibaba"]]);

/**
 * @param {"javascript" | "python"} language
 * @param {Call} call
 * @returns {Snippet | undefined} nothing where no library is known, or a member stands where none of its arguments does
 */
export function snippet(language, call) {
  const { members, signing } = call.operation;
  const [, library] = LIBRARIES.find(([algorithm]) => signing?.algorithm.startsWith(algorithm)) ?? [];
  if (!signing || !library || !members.every(({ wire }) => /^\w+$/.test(wire))) return undefined;
  return WRITERS[language][library]({ ...call, signing });
}

/**
 * The members that are given, a line each.
 *
 * @param {readonly Member[]} members
 * @param {Input} input
 * @param {Style} style
 * @returns {Part[]}
 */
function written(members, input, { separator, indent, boolean, text }) {
  return members.filter(({ name }) => name in input).flatMap(({ name, wire, sensitive }) => {
    const value = input[name];
    const start = `${indent}${text ? quoted(wire) : wire}${separator}`;
    if (typeof value === "boolean") return [plain(`${start}${boolean(value)},\n`)];
    if (typeof value !== "string") return [plain(start), { text: JSON.stringify(value), secret: sensitive }, plain(",\n")];
    return [plain(`${start}"`), { text: quoted(value).slice(1, -1), secret: sensitive }, plain('",\n')];
  });
}

/**
 * A text as JSON writes it, which JavaScript and Python read alike.
 *
 * @param {string} text
 */
const quoted = (text) => JSON.stringify(text);

/** @param {string} text */
const plain = (text) => ({ text, secret: false });

/** @param {HttpRequest} request */
const version = ({ headers }) => headers["x-acs-version"] ?? "";
