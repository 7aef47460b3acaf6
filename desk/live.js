// The providers themselves: what resetkit builds is signed with the administrator's credentials and sent, once.
import { Readable } from "node:stream";
import { buildRequest, describe, generatePassword } from "resetkit";
import { alibabaCredentials, awsCredentials, endpointFrom, NoCredentials, tokenCredentials } from "./credentials.js";
import { acs3, bearer, sigv4 } from "./signing.js";
import { readXml } from "./xml.js";

/** How long a provider may take, in milliseconds. */
const PATIENCE = 20_000;
/** How much of a response is read, in bytes. */
const MOST_BYTES = 1 << 20;

/** What never left this machine: nothing was changed, and it may go again. */
const NOT_SENT = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|EPROTO|(DEPTH_ZERO_|UNABLE_TO_|SELF_SIGNED_|CERT_|ERR_SSL_|ERR_TLS_).*)$/;

/** Why nothing was sent, with what mends it: what was read elsewhere is in none of its texts. */
export class NotSent extends Error {
  /**
   * @param {string} code
   * @param {{ run?: string }} [more]
   */
  constructor(code, { run } = {}) {
    super(code);
    Object.assign(this, { name: "NotSent", code, run });
  }
}

/** Sends a request, and follows no redirect: it would carry the password on to another address. */
async function send({ method, url, headers, body }) {
  const signal = AbortSignal.timeout(PATIENCE);
  let response;
  try {
    response = await fetch(url, { method, headers, body: body || undefined, redirect: "error", signal });
  } catch (error) {
    const { code, message } = error?.cause ?? {};
    if (NOT_SENT.test(code) || message === "bad port") throw new NotSent("unreachable");
    // The message of fetch may quote a header, so it is not passed on.
    throw new Error("unknown");
  }
  const chunks = [];
  let bytes = 0;
  try {
    // fetch forgets its signal when memory is collected after the head of a response; a body could then take for ever.
    for await (const chunk of response.body ? Readable.fromWeb(response.body, { signal }) : []) {
      if ((bytes += chunk.length) > MOST_BYTES) throw new Error();
      chunks.push(chunk);
    }
  } catch {
    throw new Error("unknown");
  }
  return { status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.concat(chunks).toString("utf8") };
}

/** An input that is valid, for the one thing that does not depend on it: where the service is. */
function example(operation) {
  const { members, rules, policyMember } = describe(operation);
  const isAsked = ({ name, required }) => required || rules.some(({ require, unless, exactlyOne }) => (require === name && unless !== undefined) || exactlyOne?.[0] === name);
  return Object.fromEntries(members.filter(isAsked).map(({ name, kind, example: text }) => [name, name === policyMember ? generatePassword(operation) : kind === "boolean" && text === "" ? false : text]));
}

/**
 * @param {{
 *   region?: string, endpoint?: string, tokenFile?: string, environment?: NodeJS.ProcessEnv,
 *   prompt?: (name: string) => Promise<string>, dryRun?: boolean,
 * }} [options] `endpoint` is where all operations are sent, so that a token is never sent to another service
 */
export function liveProvider({ region, endpoint, tokenFile, environment = process.env, prompt, dryRun = false } = {}) {
  const aws = awsCredentials(environment), alibaba = alibabaCredentials(environment);
  const tokens = new Map();
  const tokenOf = (operation) => {
    const name = operation.split(":")[0];
    if (!tokens.has(name)) tokens.set(name, tokenCredentials(operation, { file: tokenFile, environment, prompt }));
    return tokens.get(name);
  };

  /** Where an operation is sent, as `buildRequest` takes it. What the page asks for gives way to what the desk was started with. */
  function place(operation, asked = {}) {
    const { regions, defaultRegion, clouds, endpoint: { kind } } = describe(operation);
    const own = endpoint ?? (kind === "own" ? endpointFrom(operation, environment) : undefined);
    if (kind === "own" && !own) throw new NotSent("no_endpoint", { run: "npx resetkit-desk --live --endpoint https://…" });
    // One that the definition does not know could be another host.
    if (asked.region !== undefined && !regions?.includes(asked.region)) throw new NotSent("unknown_region");
    if (asked.cloud !== undefined && !clouds?.some(({ id }) => id === asked.cloud)) throw new NotSent("unknown_cloud");
    const where = regions || defaultRegion ? asked.region ?? region ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION ?? defaultRegion : undefined;
    return { ...(where && { region: regions && !regions.includes(where) ? defaultRegion : where }), ...(asked.cloud && { cloud: asked.cloud }), ...(own && { endpoint: own }) };
  }

  /** What `buildRequest` makes: it takes no address with a user, a query or, but for this machine, without TLS. */
  function built(operation, input, where) {
    try {
      return buildRequest(operation, input, where);
    } catch (error) {
      if (error.code !== "invalid_options") throw error;
      throw new NotSent("no_endpoint", { run: "npx resetkit-desk --live --endpoint https://…" });
    }
  }

  async function authorized(operation, request, { region: where, signing: as } = {}) {
    const { signing, auth, defaultRegion } = describe(operation);
    if (signing?.algorithm === "AWS4-HMAC-SHA256") return sigv4(request, await aws(), { service: as ?? signing.name, region: where ?? defaultRegion ?? "us-east-1" });
    if (signing?.algorithm === "ACS3-HMAC-SHA256") return acs3(request, await alibaba());
    if (signing) throw new NotSent("no_signer");
    const first = auth.find(({ scheme }) => scheme === "header" || scheme === "bearer");
    if (!first) return request.headers;
    return bearer(request, await tokenOf(operation)(), first.scheme === "header" ? { header: first.header, prefix: first.prefix ?? "" } : {});
  }

  return {
    sandbox: false,
    place,
    /** Sends a request for an operation as it is; the input is known to be valid. */
    async reset(operation, asked, input) {
      const where = place(operation, asked);
      const request = built(operation, input, where);
      const headers = await authorized(operation, request, where);
      if (dryRun) throw new NotSent("dry_run");
      return send({ ...request, headers });
    },
    /** Where the requests of a lookup go, without a slash at the end. */
    base(operation, asked) {
      const where = place(operation, asked);
      const { lookup, endpoint: { kind } } = describe(operation);
      const { origin, host } = new URL(built(operation, example(operation), where).url);
      if (where.endpoint) return where.endpoint.replace(/\/+$/, "");
      return kind === "regional" && lookup?.service ? `https://${host.replace(/^[^.]+/, lookup.service.host)}` : origin;
    },
    async find(operation, asked, request) {
      const where = place(operation, asked);
      return send({ ...request, headers: await authorized(operation, request, { region: where.region, signing: describe(operation).lookup?.service?.signing }) });
    },
    /**
     * Who acts, as far as it can be known without a permission.
     *
     * @returns {Promise<string>}
     */
    async who(operation, asked) {
      const { signing } = describe(operation);
      const { region: where = "us-east-1" } = place(operation, asked);
      if (signing?.algorithm === "AWS4-HMAC-SHA256") {
        const credentials = await aws();
        const profile = environment.AWS_ACCESS_KEY_ID ? "AWS_ACCESS_KEY_ID" : environment.AWS_PROFILE ?? "default";
        // A service of the caller's own speaks for no one else.
        if (endpoint || dryRun) return profile;
        const request = { method: "POST", url: `https://sts.${where}.amazonaws.com/`, headers: { "content-type": "application/x-www-form-urlencoded" }, body: "Action=GetCallerIdentity&Version=2011-06-15" };
        const response = await send({ ...request, headers: await sigv4(request, credentials, { service: "sts", region: where }) }).catch(() => undefined);
        const arn = response?.status === 200 ? readXml(response.body).GetCallerIdentityResult?.Arn : undefined;
        return arn ?? profile;
      }
      if (signing?.algorithm === "ACS3-HMAC-SHA256") {
        const credentials = await alibaba();
        const request = { method: "POST", url: "https://sts.aliyuncs.com/", headers: { "x-acs-action": "GetCallerIdentity", "x-acs-version": "2015-04-01" }, body: "" };
        if (endpoint || dryRun) return credentials.accessKeyId;
        const response = await send({ ...request, headers: acs3(request, credentials) }).catch(() => undefined);
        try {
          return JSON.parse(response.body).Arn ?? credentials.accessKeyId;
        } catch {
          return credentials.accessKeyId;
        }
      }
      if (signing) throw new NotSent("no_signer");
      const token = tokenOf(operation);
      await token();
      return token.source;
    },
  };
}

export { NoCredentials };
