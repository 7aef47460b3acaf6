// Where the administrator's credentials are already: nothing is stored or printed, and a failure says what to run.
import { execFile } from "node:child_process";
import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";

/** How long before the end of credentials new ones are asked for, in milliseconds. */
const BEFORE_END = 300_000;
/** How long a command may take to print a token, in milliseconds. */
const PATIENCE = 15_000;

/** No credentials: a code, and the command that mends it. A library's own text may quote a command or what it printed, and is left out. */
export class NoCredentials extends Error {
  /**
   * @param {string} code
   * @param {string} [run] what to run in a terminal
   */
  constructor(code, run) {
    super(code);
    Object.assign(this, { name: "NoCredentials", code, run });
  }
}

/** Asks anew only where what there is ends soon: a credential process or a sign-in service is not asked for every row. */
function kept(get) {
  let last;
  return async () => {
    if (last && (!last.expiration || last.expiration - Date.now() > BEFORE_END)) return last;
    last = undefined;
    last = await get();
    return last;
  };
}

/** What an AWS error says, and the code for it. The first that fits counts. */
const AWS_ERRORS = [
  [/SSO|Token is expired|sso login/i, "sso_expired", (profile) => `aws sso login${profile}`],
  [/requires multi-factor/i, "mfa", () => "aws sts get-session-token"],
  [/credential_process returned expired/i, "process_expired"],
  [/Command failed/i, "process_failed"],
  [/login\/cache|aws login/i, "login_expired", (profile) => `aws login${profile}`],
  [/Could not resolve credentials using profile/i, "no_profile", () => "aws configure list-profiles"],
];

/**
 * AWS's default chain in the order of the AWS CLI: a profile that is named, keys in the environment, AWS_PROFILE, and the rest.
 *
 * @returns {() => Promise<{ accessKeyId: string, secretAccessKey: string, sessionToken?: string, expiration?: Date }>}
 */
export function awsCredentials(environment = process.env) {
  // On a laptop the metadata service only costs time; on a shared machine it is somebody else's role.
  environment.AWS_EC2_METADATA_DISABLED ??= "true";
  const keys = environment.AWS_ACCESS_KEY_ID && environment.AWS_SECRET_ACCESS_KEY;
  // The SDK's chain takes AWS_PROFILE before the keys, and of a profile that fails says only that there are no credentials.
  const profile = keys ? undefined : environment.AWS_PROFILE;
  let provider;
  return kept(async () => {
    const { fromEnv, fromIni, fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
    try {
      provider ??= profile ? fromIni({ profile, ignoreCache: true }) : keys ? fromEnv() : fromNodeProviderChain({ ignoreCache: true });
      return await provider();
    } catch (error) {
      // A chain that failed once would not see a sign-in that came meanwhile.
      provider = undefined;
      const text = String(error?.message ?? "");
      const known = AWS_ERRORS.find(([pattern]) => pattern.test(text));
      if (known) throw new NoCredentials(known[1], known[2]?.(profile && /^[\w.@+-]+$/.test(profile) ? ` --profile ${profile}` : ""));
      if (["ECONNREFUSED", "ENOTFOUND"].includes(error?.code)) throw new NoCredentials("unreachable");
      throw new NoCredentials("none", "aws configure");
    }
  });
}

const ALIBABA_ERRORS = [
  [/CloudSSO access token is empty or expired/, "sso_expired", "aliyun configure --mode CloudSSO"],
  [/oauth\.(aliyun|alibabacloud)/, "login_expired", "aliyun configure --mode OAuth"],
  [/unsupported profile mode|unable to get profile with/, "no_profile", "aliyun configure list"],
];

/** @returns {() => Promise<{ accessKeyId: string, accessKeySecret: string, securityToken?: string }>} */
export function alibabaCredentials(environment = process.env) {
  environment.ALIBABA_CLOUD_ECS_METADATA_DISABLED ??= "true";
  // Without an address this chain asks a host of the name "undefined"; one that refuses at once keeps that off the network.
  environment.ALIBABA_CLOUD_CREDENTIALS_URI ??= "http://127.0.0.1:1/";
  let chain;
  return async () => {
    const module = await import("@alicloud/credentials");
    const Credential = module.default.default ?? module.default;
    try {
      chain ??= new Credential();
      const { accessKeyId, accessKeySecret, securityToken } = await chain.getCredential();
      return { accessKeyId, accessKeySecret, securityToken };
    } catch (error) {
      // A chain that failed once asks only its last source ever after.
      chain = undefined;
      const text = String(error?.message ?? "");
      const known = ALIBABA_ERRORS.find(([pattern]) => pattern.test(text));
      throw known ? new NoCredentials(known[1], known[2]) : new NoCredentials("none", "aliyun configure");
    }
  };
}

/**
 * Where tokens are, by the first part of an operation's id: variables of the environment, in the order of the providers' own
 * tools, and a command that prints the token of who is signed in there.
 */
const TOKENS = {
  graph: { variables: ["GRAPH_TOKEN"], command: ["az", "account", "get-access-token", "--resource", "https://graph.microsoft.com", "--query", "accessToken", "-o", "tsv"], login: "az login" },
  directory: { variables: ["GOOGLE_OAUTH_ACCESS_TOKEN"], command: ["gcloud", "auth", "application-default", "print-access-token"], login: "gcloud auth application-default login --scopes=https://www.googleapis.com/auth/admin.directory.user" },
  okta: { variables: ["OKTA_CLIENT_TOKEN", "OKTA_API_TOKEN"] },
  auth0: { variables: ["AUTH0_ACCESS_TOKEN"] },
  gitlab: { variables: ["GITLAB_TOKEN", "GITLAB_ACCESS_TOKEN"] },
};

/** The variable of the environment that every service's token may be in: `RESETKIT_TOKEN_SCIM` of `scim:PatchUser`. */
const ownVariable = (name) => `RESETKIT_TOKEN_${name.toUpperCase().replace(/\W/g, "_")}`;

/**
 * A token: from a file of mode 600, else from the environment, a command, or what was typed at a prompt. It is read anew each
 * time, so that a renewed one is seen.
 *
 * @param {string} operation its id
 * @param {{ file?: string, environment?: NodeJS.ProcessEnv, prompt?: (name: string) => Promise<string> }} [options] `prompt` asks
 *   without echo; its answer is kept for as long as the process runs
 * @returns {(() => Promise<string>) & { source: string }} `source` says where it is looked for
 */
export function tokenCredentials(operation, { file, environment = process.env, prompt } = {}) {
  const name = operation.split(":")[0];
  const { variables = [], command, login } = TOKENS[name] ?? {};
  const all = [...variables, ownVariable(name)];
  const variable = all.find((each) => environment[each]);
  let typed;
  const get = async () => {
    if (file) return clean(readPrivate(file));
    if (variable) return clean(environment[variable]);
    if (command) return clean(await run(command, login, environment));
    if (prompt) {
      // Whoever comes meanwhile waits for the same answer. One that is no token is asked for again.
      typed ??= prompt(name).then(clean).catch((error) => {
        typed = undefined;
        throw error;
      });
      return typed;
    }
    throw new NoCredentials("none", `export ${all[0]}=…`);
  };
  return Object.assign(get, { source: file ?? variable ?? command?.[0] ?? (prompt ? "prompt" : all[0]) });
}

/** Where a service of one's own is, in the variables of its provider's tools. */
export function endpointFrom(operation, environment = process.env) {
  const name = operation.split(":")[0];
  const address = { okta: environment.OKTA_CLIENT_ORGURL, auth0: environment.AUTH0_DOMAIN, gitlab: environment.GITLAB_HOST }[name];
  if (!address) return undefined;
  return /^https?:\/\//.test(address) ? address : `https://${address}`;
}

/** A token with a line feed or a letter beyond ASCII would make `fetch` throw an error that quotes it. */
function clean(text) {
  const token = text.trim();
  if (!/^[\x21-\x7e]{1,16384}$/.test(token)) throw new NoCredentials("bad_token");
  return token;
}

/** Reads a file that nobody else on the machine can read: asked of the file that is open, which nobody can exchange. */
function readPrivate(file) {
  let descriptor;
  try {
    descriptor = openSync(file, "r");
  } catch {
    throw new NoCredentials("no_file");
  }
  try {
    const { mode, uid } = fstatSync(descriptor);
    if (process.getuid && (mode & 0o077 || uid !== process.getuid())) throw new NoCredentials("open_file", `chmod 600 ${file}`);
    return readFileSync(descriptor, "utf8");
  } catch (error) {
    throw error.name === "NoCredentials" ? error : new NoCredentials("no_file");
  } finally {
    closeSync(descriptor);
  }
}

/** What a command prints, run without a shell. What it said is not repeated: it may hold the token. */
function run([command, ...args], login, environment) {
  return new Promise((resolve, reject) => {
    execFile(command, args, { env: environment, timeout: PATIENCE, maxBuffer: 65_536, windowsHide: true }, (error, stdout) => {
      if (!error) return resolve(stdout);
      if (error.code === "ENOENT") return reject(new NoCredentials("no_command", command));
      return reject(new NoCredentials(error.killed ? "command_slow" : "command_failed", login));
    });
  });
}
