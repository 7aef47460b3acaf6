// The command line of the providers: skeletons, input documents and commands. It reads what the wasm makes of a text and
// puts flags over it.
import { ResetkitError } from "./error.js";
import skeletons from "./skeletons.js";

const SKELETONS = ["input", "yaml-input", "output"];
const SHELLS = ["posix", "powershell", "cmd"];
const SECRETS = ["prompt", "file", "inline"];
const FORMATS = ["json", "yaml"];

/** The place of a word in a list of those that an option takes. */
function choice(list, value, name) {
  const place = list.indexOf(value);
  if (place < 0) throw new ResetkitError("invalid_options", `${name} must be one of ${list.join(", ")}`);
  return place;
}

/**
 * @param {any} glue what wasm-bindgen wrote for the module
 * @param {any} api
 * @param {any} lean what more of an API is built with
 */
export function cli(glue, api, lean) {
  function skeleton(op, kind) {
    lean.model(op);
    choice(SKELETONS, kind, "kind");
    return skeletons[op][kind];
  }

  function parseCliInput(op, text, format, flags = {}, options = undefined) {
    const { index, description } = lean.model(op);
    const place = choice(FORMATS, format, "format");
    if (typeof text !== "string") throw new ResetkitError("invalid_options", "text must be a string");
    lean.write([text]);
    lean.done(glue.document(index, place === 1));
    const { members, issues, advice } = JSON.parse(lean.taken());
    // Nothing of the document was taken.
    if (issues.some(({ path }) => path.length === 0)) return { issues };
    const given = {};
    for (const [name, value] of Object.entries(flags)) {
      const member = description.members.find(({ flag }) => flag === name)?.name ?? name;
      if (value !== undefined) Object.defineProperty(given, member, { value, enumerable: true, configurable: true, writable: true });
    }
    const result = api.validate(op, { ...members, ...given }, options);
    // A flag beats the document, whatever was wrong with its member there.
    const open = (list) => list.filter(({ path: [member] }) => !Object.hasOwn(given, member));
    const all = [...open(issues), ...(result.issues ?? [])];
    return all.length > 0 ? { issues: all } : { value: result.value, advice: [...open(advice), ...result.advice] };
  }

  function command(op, input, options = {}) {
    const { tool, shell = "posix", region, secret = shell === "cmd" ? "file" : "prompt" } = options;
    const [how, travels] = [choice(SHELLS, shell, "shell"), choice(SECRETS, secret, "secret")];
    // The tool's name travels where a request has its endpoint.
    const named = { ...options, region, endpoint: tool };
    return lean.build(op, input, named, (index, place) => glue.command(index, place, how, travels));
  }

  return { skeleton, parseCliInput, command };
}
