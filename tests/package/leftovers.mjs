// Calls every function of the package with a secret in every place, and looks for it in the memory of the modules. Node and
// browsers run the same.
import { callsOf, INPUT, POLICY, replaced, seldom, textsIn } from "./calls.mjs";
import { PART, tracesIn } from "./memory.mjs";

/** Random characters of these. */
const any = (characters, count) => Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => characters[byte % characters.length]).join("");

/** A text that most policies take for a password. All that is looked for of it begins alike, which is found much faster. */
const secretOf = () => Array.from({ length: 3 }, () => `q7z${any("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ", 5)}`).join("");

/** Ways to put a secret where a text stands: the new text, and what of it is the secret. */
const WAYS = {
  alone: (_, secret = secretOf()) => [secret, secret],
  "behind the text": (text, secret = secretOf()) => [`${text}${secret}`, secret],
  "beyond ASCII": (_, secret = secretOf()) => [`${secret}\u4e2de\u0301`, secret],
  "in a long text": (_, secret = secretOf()) => [`${secret}${"x".repeat(300)}`, secret],
  // So that it is valid: digits for digits, letters for letters.
  "in the form of an ID": (text) => {
    if (!/^[\w-]{16,}$/.test(text) || text.replace(/\D/g, "").length < 16) return ["", ""];
    const other = text.replace(/(?<=..)[0-9]/g, () => any("23456789", 1)).replace(/(?<=..)[a-f]/g, () => any("abcdef", 1));
    return [other, other.slice(2)];
  },
};

/** A value with a secret instead of a text, or in the bytes of one. */
function withSecret(value, way) {
  if (!(value instanceof Uint8Array)) {
    const [text, secret] = way(typeof value === "string" ? value : "");
    return { value: text, secret };
  }
  const [text, secret] = way(new TextDecoder().decode(value));
  return { value: new TextEncoder().encode(text), secret };
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** The places of a call, each with the ways to put a secret there: what is given then, and what of it is the secret. */
function* placesOf({ args, more }, declared, isSeldom) {
  const all = [...args, ...more];
  const paths = new Map([...textsIn(all), ...declared.filter(isSeldom)].map((path) => [path.join("."), path]));
  for (const [place, path] of paths) {
    const there = path.reduce((value, name) => value?.[name], all);
    // A place of which only the declarations tell is tried in one way: there are a great many.
    const ways = (typeof there === "string" || there instanceof Uint8Array ? Object.values(WAYS) : [WAYS.alone]).map((way) => {
      const { value, secret } = withSecret(there, way);
      return { given: replaced(all, path, () => value), secret };
    });
    if (isObject(there)) {
      const secret = secretOf();
      ways.push({ given: replaced(all, path, (value) => ({ ...value, [secret]: secret })), secret });
    }
    yield { place, path, ways: ways.filter(({ secret }) => secret.length >= 16) };
  }
}

/** What the module keeps until another takes its place, as docs/security.md says: the last rules, and a policy without words. */
function stays(path, given) {
  const policy = given.map((value) => (isObject(value) && "minLength" in value ? value : value?.policy)).find((value) => value !== undefined);
  const forbids = ["forbiddenWords", "forbiddenPasswords"].some((list) => Array.isArray(policy?.[list]) && policy[list].length > 0);
  return path.includes("rules") || (policy !== undefined && !forbids);
}

/** Whether it is a pattern of a rule, the last 128 of which are kept. */
const isPattern = (path) => path.includes("rules") && path.at(-1) === "pattern";

/**
 * The codes of errors that repeat a name: an id whose service is known, or what a document names and has not. A document is no
 * secret.
 */
const SAYS_NAMES = ["unknown_operation", "invalid_definition"];

/** The module that each entry calls; the others call none. Passphrases ask the entry that was started last: `resetkit`, here. */
export const MODULES = { "index.js": "core", "slim.js": "core", "full.js": "full", "define.js": "define", "passphrases.js": "core" };

/**
 * What of a secret was found where none should be: in the memory, and in errors. And how many functions were called how often.
 *
 * @param {{ entry: string, file: string, functions: Record<string, (string | number)[][]> }[]} entries
 * @param {string} dist its address
 */
export async function leftovers(entries, dist) {
  const load = (file) => import(`${dist}${file}`);
  await load("full.js");
  await load("index.js");
  const found = [];
  let called = 0, count = 0;
  for (const { entry, file, functions } of entries) {
    const api = await load(file);
    const glue = MODULES[file] && await load(`${MODULES[file]}.glue.js`);
    const core = await load(file === "full.js" ? file : "index.js");
    /** Has the module take other rules and another policy. */
    const wash = () => core.validate("workmail:ResetPassword", INPUT, { policy: { ...POLICY, forbiddenWords: [], forbiddenPasswords: [] } });
    // What `resetkit/slim` exports is what `resetkit` does. Whole files last: the memory is larger after them, and the search takes longer.
    const calls = callsOf(api).filter(({ name }) => api === core || api[name] !== core[name]).sort((one, other) => ("batch" === one.name) - ("batch" === other.name));
    const isSeldom = seldom(2);
    called += calls.length;
    for (const call of calls) {
      for (const { place, path, ways } of placesOf(call, functions[call.name], isSeldom)) {
        const where = `${entry} ${call.name} ${place}`;
        const secrets = [];
        for (const { given, secret } of ways) {
          count++;
          secrets.push(secret);
          try {
            const result = await call.use(await call.run(...given.slice(0, call.args.length)), ...given.slice(call.args.length));
            secrets.push(...call.made(result));
          } catch (error) {
            if (!SAYS_NAMES.includes(error.code) && `${error.message} ${error.at}`.includes(secret.slice(0, PART))) found.push(`an error of ${where}: ${error.message}`);
          }
        }
        // Once for all ways: in a browser the search takes much longer than the call.
        const left = () => (glue ? tracesIn(glue.initSync().memory, ...secrets) : []);
        let traces = left();
        if (traces.length > 0 && ways.some(({ given }) => stays(path, given))) {
          wash();
          traces = isPattern(path) ? [] : left();
        }
        if (traces.length > 0) found.push(`${where}: ${traces}`);
      }
    }
  }
  return { functions: called, calls: count, found };
}
