// The command line of the providers: skeletons, input documents and commands. It reads what the wasm makes of a text and
// puts flags over it.
import { NAMED } from "./names.js";
import { mustBe, entries, text as textOption } from "./options.js";
import { skeleton as printed } from "./skeleton.js";

const SKELETONS = ["input", "yaml-input", "output"];
const SHELLS = ["posix", "powershell", "cmd"];
const SECRETS = ["prompt", "file", "inline"];
const FORMATS = ["json", "yaml"];
const COMMAND = ["tool", "shell", "region", "secret", "policy", ...NAMED, "rules"];

/** How many UTF-16 units a document may have. */
const LONGEST_DOCUMENT = 2 ** 20;

/** The place of a word in a list of those that an option takes. */
function choice(list, value, name) {
  const place = list.indexOf(value);
  mustBe(place >= 0, name, `one of ${list.join(", ")}`);
  return place;
}

/**
 * @param {any} glue what wasm-bindgen wrote for the module
 * @param {any} internals what more of an API is built with
 */
export function cli(glue, internals) {
  function skeleton(op, kind) {
    const { description } = internals.model(op);
    choice(SKELETONS, kind, "kind");
    return printed(description, kind);
  }

  function parseCliInput(op, text, format, flags, options) {
    const found = internals.model(op);
    const place = choice(FORMATS, format, "format");
    mustBe(typeof text === "string", "text", "a string");
    const settings = internals.judging(options);
    const given = { __proto__: null };
    for (const [name, value] of entries(flags, "flags")) {
      const member = found.description.members.find(({ flag }) => flag === name)?.name ?? name;
      if (value !== undefined) given[member] = value;
    }
    if (text.length > LONGEST_DOCUMENT) return { issues: [internals.reject(found, text, LONGEST_DOCUMENT)] };
    internals.use(found);
    internals.write([text], 0, LONGEST_DOCUMENT);
    internals.finish(glue.document(found.index, place === 1));
    const { members, more, issues, warnings } = JSON.parse(internals.takeText());
    // Nothing of the document was taken.
    if (issues.some(({ path }) => path.length === 0)) return { issues };
    const input = internals.read(found, { __proto__: null, ...members, ...given });
    input.unknown += more;
    const result = internals.judge(found, input, settings);
    // A flag beats the document, whatever was wrong with its member there.
    const open = (list) => list.filter(({ path: [member] }) => !Object.hasOwn(given, member));
    const all = [...open(issues), ...(Object.hasOwn(result, "issues") ? result.issues : [])];
    return all.length > 0 ? { issues: all } : { value: result.value, warnings: [...open(warnings), ...result.warnings] };
  }

  function command(op, input, options) {
    const found = internals.model(op);
    const settings = internals.judging(options, COMMAND);
    const { shell = "posix", secret = shell === "cmd" ? "file" : "prompt" } = settings;
    const [quoting, passed] = [choice(SHELLS, shell, "shell"), choice(SECRETS, secret, "secret")];
    textOption(settings, "region");
    // The name of the tool goes where a request has its endpoint.
    settings.endpoint = textOption(settings, "tool");
    return internals.build(found, internals.read(found, input), settings, (index, place) => glue.command(index, place, quoting, passed));
  }

  return { skeleton, parseCliInput: internals.guarded(parseCliInput), command: internals.guarded(command) };
}
