// The servers of the real software, as processes of this machine that end with the tests.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
export const installed = (name) => path(`target/servers/${name}`);
const folder = mkdtempSync(join(tmpdir(), "resetkit-servers-"));
const children = [];
after(async () => {
  for (const child of children) child.kill("SIGKILL");
  await Promise.all(children.map((child) => child.exitCode ?? child.signalCode ?? new Promise((resolve) => child.on("exit", resolve))));
  rmSync(folder, { recursive: true, force: true });
});

/** A port of this machine's that nobody listens on. */
export const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

/** Starts a server and waits until it answers. */
export async function started(command, args, url, cwd = folder) {
  const child = spawn(command, args, { cwd, stdio: "ignore" });
  children.push(child);
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}`);
    if (await fetch(url).then(() => true, () => false)) return;
    await sleep(200);
  }
  throw new Error(`${command} does not answer`);
}

export const json = async (method, url, value, headers) => {
  const response = await fetch(url, { method, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) });
  const text = await response.text();
  return { status: response.status, value: text ? JSON.parse(text) : undefined };
};

/** A Synapse with a policy for passwords, and what makes an account on it. */
export async function startSynapse() {
  const port = await freePort(), config = join(folder, "homeserver.yaml"), python = installed("synapse/bin/python");
  const made = spawnSync(python, ["-m", "synapse.app.homeserver", "--server-name", "localhost", "--config-path", config, "--generate-config", "--report-stats=no"], { cwd: folder });
  assert.equal(made.status, 0, `${made.stderr}`);
  const text = readFileSync(config, "utf8").replace("port: 8008", `port: ${port}`).replace(/trusted_key_servers:\n(  - .*\n)+/, "trusted_key_servers: []\n").replace("names: [client, federation]", "names: [client]");
  // Nothing leaves this machine, and nobody waits for the hash.
  writeFileSync(config, `${text}\nbcrypt_rounds: 4\nfederation_domain_whitelist: []\nsuppress_key_server_warning: true\nrc_login:\n  address: { per_second: 1000, burst_count: 1000 }\n  account: { per_second: 1000, burst_count: 1000 }\n  failed_attempts: { per_second: 1000, burst_count: 1000 }\npassword_config:\n  policy: { enabled: true, minimum_length: 10, require_digit: true }\n`);
  const base = `http://127.0.0.1:${port}`;
  await started(python, ["-m", "synapse.app.homeserver", "--config-path", config], `${base}/_matrix/client/versions`);
  const [, secret] = /^registration_shared_secret: "(.*)"$/m.exec(text);
  const register = async (username, password, isAdmin) => {
    const { nonce } = await (await fetch(`${base}/_synapse/admin/v1/register`)).json();
    const mac = createHmac("sha1", secret).update([nonce, username, password, isAdmin ? "admin" : "notadmin"].join("\0")).digest("hex");
    const { status, value } = await json("POST", `${base}/_synapse/admin/v1/register`, { nonce, username, password, admin: isAdmin, mac });
    assert.equal(status, 200);
    return value;
  };
  return { base, register };
}
