// What the page asks of the desk: by path, from the body to the answer. Who may ask was settled before.
import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, operations as known, parseResponse, validate } from "resetkit";
import { Refused } from "./door.js";
import { FileJob, rateOf } from "./file-job.js";
import { BadQuery, lookupRequest, readPeople, tidy, waysOf } from "./lookup.js";
import { targetOf } from "./target.js";

/** The most issues that are told of one input, so that no answer is much larger than its question. */
const MOST_ISSUES = 32;
/** How many rows one machine sends. Beyond that, an engine in the cloud is the better place. */
export const MOST_ROWS = 20_000;
/** The pause between two reports of progress, in milliseconds. */
const PACE = 200;
/** How many people a sample file has, at most. */
const MOST_SAMPLES = 250;

const isText = (value, longest = 256) => typeof value === "string" && value.length <= longest;

/**
 * @param {{
 *   provider: ReturnType<import("./sandbox.js").sandboxProvider> | ReturnType<import("./live.js").liveProvider>,
 *   operations?: readonly string[], audit: (line: object) => void, folder?: string, settings?: object,
 * }} options `operations`: those that are allowed, all by default; `folder`: where the journals of files are kept, and without it
 *   no files are sent; `settings`: added to what the page gets as `info`
 */
export function createApi({ provider, operations = known(), audit, folder, settings = {} }) {
  /** @type {Map<string, FileJob>} */
  const jobs = new Map();
  /** Single resets that wait for their responses. @type {Set<Promise<void>>} */
  const resets = new Set();

  function orderOf({ operation, region, cloud }) {
    if (!isText(operation) || !operations.includes(operation)) throw new Refused(400, "unknown_operation");
    if (region !== undefined && !isText(region)) throw new Refused(400, "unknown_region");
    if (cloud !== undefined && !isText(cloud)) throw new Refused(400, "unknown_cloud");
    return { operation, asked: { region, cloud } };
  }

  /** The person a line of the audit speaks of; nothing where a definition keeps who it is to itself. */
  function personOf(operation, input) {
    const { name, sensitive } = targetOf(operation);
    return sensitive ? {} : { target: String(input?.[name] ?? "").slice(0, 256) };
  }

  /** What is known not to have been sent is refused; what nobody knows is an answer of its own. */
  function refusalOf(error) {
    if (error instanceof Refused) return error;
    if (error instanceof BadQuery) return new Refused(400, error.code);
    if (error.name === "JournalError") return new Refused(409, error.code);
    if (error.name === "NotSent" || error.name === "NoCredentials") return new Refused(424, error.code, error);
    return new Refused(504, "unknown");
  }

  async function reset({ who, body }) {
    const { operation, asked } = orderOf(body);
    const { value, issues: all } = validate(operation, body.input);
    if (all) {
      const issues = all.slice(0, MOST_ISSUES);
      audit({ event: "reset", who, operation, outcome: "invalid", codes: issues.map(({ code }) => code) });
      return [422, { issues }];
    }
    const line = { event: "reset", who, operation, ...personOf(operation, value) };
    let response;
    try {
      response = await provider.reset(operation, asked, value);
    } catch (error) {
      const refused = refusalOf(error);
      audit({ ...line, outcome: refused.code });
      throw refused;
    }
    const { output, pending, error } = parseResponse(operation, response, value);
    let audited = {};
    try {
      audit({ ...line, outcome: error?.code ?? (pending ? "pending" : "done") });
    } catch {
      // The service has acted, and what it made is in this response alone.
      audited = { audited: false };
      console.error(`The audit of a reset (${operation}) could not be written.`);
    }
    // Of an error only what was read from it: in its body the service may repeat the password.
    return error ? [502, { status: response.status, error, ...audited }] : [200, { ...response, output, ...audited }];
  }

  function resetOne(order) {
    const answer = reset(order);
    const over = answer.catch(() => {}).then(() => {
      resets.delete(over);
    });
    resets.add(over);
    return answer;
  }

  async function find({ who, body }) {
    const { operation, asked } = orderOf(body);
    const { lookup, members } = describe(operation);
    if (!lookup) throw new Refused(400, "no_lookup");
    const query = tidy(body.query);
    const given = Object.fromEntries(members.filter(({ name, sensitive }) => !sensitive && isText(body.members?.[name])).map(({ name }) => [name, body.members[name]]));
    let found = { people: [], more: false }, exact = false, tried = 0, language;
    for (const way of waysOf(lookup, query)) {
      let request;
      try {
        request = lookupRequest(way, query, given, provider.base(operation, asked));
      } catch (error) {
        // One language may not be able to say what another can.
        if (error.code !== "bad_query") throw error;
        language = error;
        continue;
      }
      tried += 1;
      const response = await provider.find(operation, asked, request, way, query);
      if (response.status !== 200) {
        const { error } = parseResponse(operation, response);
        if (way.none?.includes(error?.code)) continue;
        audit({ event: "find", who, operation, outcome: error?.code ?? String(response.status) });
        return [502, { status: response.status, error }];
      }
      found = readPeople(way, query, response);
      exact = way.exact === true;
      if (found.people.length > 0) break;
    }
    if (tried === 0 && language) throw language;
    audit({ event: "find", who, operation, outcome: found.people.length });
    // Only an exact find of one person may be taken unseen.
    return [200, { ...found, exact: exact && found.people.length === 1 && !found.more }];
  }

  function jobOf({ id }) {
    const job = jobs.get(id);
    if (!job) throw new Refused(404, "unknown_file");
    return job;
  }

  function open({ who, body }) {
    const { operation, asked } = orderOf(body);
    const { digest, count } = body;
    if (settings.dryRun) throw new Refused(424, "dry_run");
    if (!isText(digest, 64) || !/^[0-9a-f]{64}$/.test(digest)) throw new Refused(400, "bad_file");
    if (!Number.isInteger(count) || count < 1) throw new Refused(400, "bad_file");
    if (count > MOST_ROWS) throw new Refused(413, "too_many_rows");
    const place = provider.place(operation, asked);
    const id = createHash("sha256").update(JSON.stringify([operation, place, digest])).digest("hex").slice(0, 32);
    const running = jobs.get(id);
    // The page may have been closed meanwhile; one that works goes on.
    if (running?.isBusy) return [200, { id, progress: running.progress, idempotent: running.idempotent, hasSecrets: running.hasSecrets }];
    running?.close();
    jobs.delete(id);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const job = new FileJob({ path: join(folder, `${id}.journal`), operation, place, count, send: (input) => provider.reset(operation, asked, input), audit: (line) => audit({ who, ...line }) });
    jobs.set(id, job);
    return [200, { id, code: job.code, resumed: job.journal.resumed, progress: job.progress, idempotent: job.idempotent, hasSecrets: job.hasSecrets, perSecond: rateOf(operation) }];
  }

  function addRows({ body }) {
    const job = jobOf(body);
    if (job.isBusy) throw new Refused(409, "running");
    if (!Array.isArray(body.rows)) throw new Refused(400, "bad_file");
    for (const { row, input } of body.rows.map(Object)) {
      if (!Number.isInteger(row) || row < 1) throw new Refused(400, "bad_file");
      const { value, issues } = validate(job.operation, input);
      if (issues) return [422, { row, issues: issues.slice(0, MOST_ISSUES) }];
      job.add(row, value);
    }
    return [200, { complete: job.isComplete }];
  }

  function run({ who, body }) {
    const job = jobOf(body);
    if (job.isBusy) throw new Refused(409, "running");
    if (!job.isComplete) throw new Refused(409, "incomplete");
    audit({ event: "file", who, operation: job.operation, rows: job.count });
    // The disk may be full: what was not written was not sent, and it stops by itself.
    job.run({ again: body.again === true }).catch(() => {});
    return [200, { progress: job.progress }];
  }

  /** A line of JSON each time something changed, until nothing will. */
  function watch({ body, response }) {
    const job = jobOf(body);
    let timer;
    const tell = () => {
      // Whoever does not read gets the latest once they do, and not all that was: the timer stays until then.
      if (response.writableNeedDrain) return response.once("drain", tell);
      timer = undefined;
      response.write(`${JSON.stringify(job.progress)}\n`);
      if (["ended", "stopped"].includes(job.state)) end();
    };
    const unwatch = job.watch(() => (timer ??= setTimeout(tell, PACE)));
    const end = () => {
      clearTimeout(timer);
      unwatch();
      response.end();
    };
    response.on("close", end);
    tell();
  }

  const steer = (act) => ({ body }) => {
    const job = jobOf(body);
    act(job);
    return [200, { progress: job.progress }];
  };

  function list({ who, body }) {
    const job = jobOf(body);
    let csv;
    try {
      csv = job.list(String(body.code));
    } catch {
      throw new Refused(403, "bad_code");
    }
    audit({ event: "list", who, operation: job.operation });
    return [200, { csv }];
  }

  const only = (isThere, handler) => (isThere ? handler : () => {
    throw new Refused(404, "not_found");
  });
  const handlers = new Map(Object.entries({
    info: async () => [200, { sandbox: provider.sandbox, operations, files: folder !== undefined, mostRows: MOST_ROWS, ...settings }],
    who: async ({ body }) => {
      const { operation, asked } = orderOf(body);
      return [200, { who: await provider.who(operation, asked) }];
    },
    reset: resetOne,
    find,
    people: only(provider.sandbox, ({ body }) => [200, { people: provider.people?.(orderOf(body).operation) }]),
    sample: only(provider.sandbox, ({ body }) => [200, { csv: provider.sample?.(orderOf(body).operation, Math.min(Number(body.count) || 1, MOST_SAMPLES)) }]),
    "file/open": only(folder, open),
    "file/rows": addRows,
    "file/run": run,
    "file/watch": watch,
    "file/pause": steer((job) => job.pause()),
    "file/go": steer((job) => job.goOn()),
    "file/stop": steer((job) => job.stop()),
    "file/list": list,
    "file/report": ({ body }) => [200, { csv: jobOf(body).report() }],
  }));

  return {
    /** @param {string} name the path behind `/api/` */
    handler: (name) => handlers.get(name),
    refusalOf,
    get isBusy() {
      return resets.size > 0 || [...jobs.values()].some((job) => job.isBusy);
    },
    /** Resolves once everything that was sent has an outcome. */
    async close() {
      const open = [...jobs.values()];
      jobs.clear();
      await Promise.all([...resets, ...open.map((job) => job.close())]);
    },
  };
}
