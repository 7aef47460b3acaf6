// The desk of one administrator on this machine: on 127.0.0.1 alone, opened by a link that works once.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createApi } from "./api.js";
import { createHttpServer } from "./http.js";
import { PAGE } from "./server.js";
import { createSession } from "./session.js";

/** The port where a saved link finds the desk again. */
export const PORT = 48_323;
/** It ends by itself after so long without a request, in milliseconds. */
const IDLE = 30 * 60_000;

/**
 * @param {{
 *   provider: object, operations?: readonly string[], audit: (line: object) => void, folder?: string, settings?: object, setup?: string,
 *   port?: number, pages?: string, idle?: number, limit?: { calls: number, milliseconds: number },
 * }} options `port`: 0 for any that is free; {@link PORT} where it is left out, and any where that is taken
 */
export async function localDesk({ provider, operations, audit, folder, settings, setup = "", port = PORT, pages = PAGE, idle = IDLE, limit }) {
  const who = process.env.USER ?? process.env.USERNAME ?? "administrator";
  let own = { hosts: [], origins: [] }, bound = 0;
  const session = createSession({ cookieName: () => `resetkit_${bound}`, audit });
  const api = createApi({ provider, operations, audit, folder, settings });
  const server = createHttpServer({
    own: () => own, api, pages, audit, limit,
    authorize: (request) => (session.has(request) ? who : undefined),
    exchange: (token) => session.exchange(token),
  });
  const listen = (wanted) => new Promise((resolve, reject) => server.once("error", reject).listen({ port: wanted, host: "127.0.0.1", exclusive: true }, resolve));
  await listen(port).catch((error) => {
    if (error.code !== "EADDRINUSE" || port !== PORT) throw error;
    return listen(0);
  });
  bound = server.address().port;
  const hosts = [`127.0.0.1:${bound}`, `localhost:${bound}`];
  own = { hosts, origins: hosts.map((host) => `http://${host}`) };

  let closed;
  /** Resolves once nothing is under way any more. */
  const close = () => (closed ??= Promise.all([
    api.close(),
    new Promise((resolve) => {
      clearTimeout(timer);
      server.close(resolve);
      server.closeAllConnections();
    }),
  ]));
  const timer = setTimeout(() => {
    if (api.isBusy) return timer.refresh();
    audit({ event: "idle" });
    close();
  }, idle);
  server.on("request", () => timer.refresh());

  return {
    port: bound, server, close,
    /** Whether something is being sent. */
    get isBusy() {
      return api.isBusy;
    },
    /** A new address to open, with what is to be set up; the one before it is void. */
    link: (lasts) => `${own.origins[0]}/#${setup && `${setup}&`}t=${session.token(lasts)}`,
  };
}

/**
 * A file that only its owner can read and that leads to the address: one on a command line is seen by every user of the machine.
 *
 * @param {string} link
 */
export function doorway(link) {
  const folder = mkdtempSync(join(tmpdir(), "resetkit-"));
  const file = join(folder, "open.html");
  const address = link.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  writeFileSync(file, `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Reset desk</title><meta http-equiv="refresh" content="0;url=${address}">`, { mode: 0o600, flag: "wx" });
  chmodSync(file, 0o600);
  return { url: pathToFileURL(file).href, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Opens an address in the browser; whether it did, nobody knows. */
export function openBrowser(url) {
  const [command, ...words] = { darwin: ["open"], win32: ["cmd", "/c", "start", ""] }[process.platform] ?? ["xdg-open"];
  execFile(command, [...words, url], { windowsHide: true }, () => {});
}
