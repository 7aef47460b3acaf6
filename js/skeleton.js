// Makes the empty document of an operation's input or output, as `--generate-cli-skeleton` of AWS CLI v2 prints it.

/** An empty value of each kind. */
const EMPTY = { text: "", boolean: true, integer: 0, enum: "", list: [""], map: { KeyName: "" }, json: {} };

/** What the document calls a member: its name in the request, but for one that stands deeper there. */
const nameOf = ({ name, in: place, wire }) => (place === "body" && /^[\w-]+$/.test(wire) ? wire : name);

/** A value behind its key in YAML, with the comment that the tool sets before what follows on lines of its own. */
function yaml(value, comment) {
  if (typeof value === "string") return ` '${value}'${comment}`;
  if (typeof value !== "object") return ` ${value}${comment}`;
  const lines = Array.isArray(value) ? value.map((item) => `- '${item}'`) : Object.entries(value).map(([key, item]) => `  ${key}: '${item}'`);
  return `${comment}\n${lines.join("\n")}`;
}

/** The output as an object, each value its own name, unless the tool prints another. What is in every response comes first. */
function outputOf({ command, output }) {
  if (command?.output !== undefined) return command.output;
  const root = {};
  const certain = ({ when, unless }) => when === undefined && unless === undefined;
  for (const { name, from, type = "text" } of [...output.filter(certain), ...output.filter((one) => !certain(one))]) {
    const path = typeof from === "string" ? from.split(".") : [name];
    const last = path.pop();
    let at = root;
    for (const key of path) at = typeof at[key] === "object" ? at[key] : (at[key] = {});
    at[last] = type === "text" ? last : EMPTY[type];
  }
  return root;
}

/**
 * @param {any} description what `describe` says of the operation
 * @param {"input" | "yaml-input" | "output"} kind
 */
export function skeleton(description, kind) {
  const print = (value) => `${JSON.stringify(value, undefined, 4)}\n`;
  if (kind === "output") {
    const output = outputOf(description);
    return Object.keys(output).length > 0 ? print(output) : "";
  }
  const { members } = description;
  // What the tool cannot say is none of its input, unless it says nothing by flags at all.
  const tool = members.some(({ flag }) => flag !== undefined);
  const said = members.filter(({ flag }) => !tool || flag !== undefined);
  if (kind === "input") return print(Object.fromEntries(said.map((member) => [nameOf(member), EMPTY[member.kind]])));
  return said.map((member, index) => {
    const text = `${member.required ? "[REQUIRED] " : ""}${member.help || member.label}`.replaceAll(/\s+/g, " ");
    const value = EMPTY[member.kind];
    // The tool sets the first comment off by two spaces, the others by one.
    const comment = `${index === 0 ? "  " : " "}# ${text}`.trimEnd();
    return `${nameOf(member)}:${yaml(value, comment)}\n`;
  }).join("");
}
