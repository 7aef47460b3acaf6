// What is measured, in Node and in a browser alike.
import { agreeInBulk, bulk } from "./bulk.mjs";
import { csvBytes, inputs, mutants } from "./inputs.mjs";
import { interleave } from "./measure.mjs";
import { generators, serializers, validators } from "./peers.mjs";

/** They take their random numbers or their transport from Node. */
const ONLY_IN_NODE = ["generate-password", "Bitwarden", "secure-random-password", "AWS SDK v3, serializer alone"];
const isNode = typeof process === "object" && process.versions?.node;

/**
 * The jobs of a group of candidates. zod/mini stands apart because it shares code with zod 4: in one process each would
 * slow the other down.
 */
export const GROUPS = {
  main: {
    validate: ["resetkit", "hand-written JavaScript", "zod 4", "valibot", "ajv", "typebox"],
    generate: Object.keys(generators),
    serialize: Object.keys(serializers),
  },
  mini: { validate: ["resetkit", "zod/mini"], generate: [], serialize: [] },
  bulk: { validate: [], generate: [], serialize: [], files: Object.keys(bulk) },
};

/** How many rows the file has that all candidates read. */
export const ROWS = 100_000;

/** The name of that job. */
export const FILE = "a file";

async function load(makers, names) {
  const here = names.filter((name) => isNode || !ONLY_IN_NODE.includes(name));
  return Object.fromEntries(await Promise.all(here.map(async (name) => [name, await makers[name]()])));
}
const mapped = (loaded, pick) => Object.fromEntries(Object.entries(loaded).map(([name, candidate]) => [name, pick(candidate)]));

/** @returns {Promise<Record<string, Awaited<ReturnType<typeof interleave>>>>} what each job took */
export async function suites(group, options) {
  const { validate, generate, serialize, files = [] } = GROUPS[group];
  const found = {};
  const checks = await load(validators, validate);
  const judged = validate.length > 0 ? ["workmail", "cloudsso"] : [];
  for (const job of judged) {
    for (const kind of job === "workmail" ? ["valid", "one", "all", "form"] : ["valid", "one", "all"]) {
      found[`${job} ${kind}`] = await interleave(mapped(checks, (candidate) => candidate[job]), inputs(job, kind), options);
    }
  }
  const passwords = Object.fromEntries(Object.entries(checks).filter(([, { password }]) => password));
  if (Object.keys(passwords).length > 1) {
    for (const kind of ["valid", "one"]) {
      const texts = inputs("workmail", kind).map(({ Password }) => Password);
      for (const [name, { password }] of Object.entries(passwords)) {
        for (const text of texts) if ((password(text).success ?? password(text).length === 0) !== (kind === "valid")) throw new Error(`${name} judges a password otherwise`);
      }
      found[kind === "valid" ? "a password, valid" : "a password, wrong"] = await interleave(mapped(passwords, ({ password }) => password), texts, options);
    }
  }
  // Only now, because it shows the candidates shapes that a form never sends.
  for (const job of judged) agree(job, checks);
  if (generate.length > 0) {
    const loaded = await load(generators, generate);
    found["generate one"] = await interleave(mapped(loaded, ({ one }) => one), [16], options);
    found["generate 10,000"] = await interleave(mapped(loaded, ({ many }) => (length) => many(10_000, length)), [16], { rounds: Math.ceil(options.rounds / 4), milliseconds: 1 });
  }
  if (serialize.length > 0) {
    const loaded = await load(serializers, serialize);
    const [input] = inputs("workmail", "valid");
    const text = (body) => (typeof body === "string" ? body : new TextDecoder().decode(body));
    const bodies = await Promise.all(Object.values(loaded).map(async (run) => text(await run(input))));
    for (const body of bodies) if (body !== bodies[0]) throw new Error("the bodies differ");
    // A text that was put together is flat only once it is read.
    const read = (body) => (typeof body === "string" ? body.charCodeAt(body.length - 1) : body.length);
    const reading = mapped(loaded, (run) => (input) => {
      const body = run(input);
      return body instanceof Promise ? body.then(read) : read(body);
    });
    found["serialize workmail"] = await interleave(reading, inputs("workmail", "valid"), options);
  }
  if (files.length > 0) {
    const loaded = await load(bulk, files);
    const file = await csvBytes(ROWS);
    await agreeInBulk(loaded, file);
    found[FILE] = await interleave(loaded, [file], { rounds: Math.ceil(options.rounds / 4), milliseconds: 1 });
  }
  return found;
}

/** Throws where a candidate takes what another refuses: then they would not do the same work. */
function agree(job, checks) {
  const [[first, reference], ...others] = Object.entries(checks);
  for (const input of mutants(job)) {
    const expected = reference.valid(reference[job](input));
    for (const [name, candidate] of others) {
      if (candidate.valid(candidate[job](input)) !== expected) throw new Error(`${name} and ${first} disagree about ${JSON.stringify(input)}`);
    }
  }
}
