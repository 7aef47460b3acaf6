// For a company's own server: the page and what sends, behind the company's own sign-in.
import { fileURLToPath } from "node:url";
import { createApi } from "./api.js";
import { createHttpServer } from "./http.js";
import { liveProvider } from "./live.js";
import { sandboxProvider } from "./sandbox.js";

/** The page that comes with this package. */
export const PAGE = fileURLToPath(new URL("page/", import.meta.url));

const isLocal = (host) => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);

export { auditFile } from "./audit.js";

export function resetServer({ origin, authorize, operations, audit, limit, pages = PAGE, files, sandbox = false, ...place }) {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) throw new TypeError("origin must be the origin of the page, such as https://reset.example.com");
  if (typeof authorize !== "function") throw new TypeError("authorize must say who is signed in");
  if (typeof audit !== "function") throw new TypeError("audit must take a line of what was done; () => {} takes none");
  const api = createApi({ provider: sandbox ? sandboxProvider() : liveProvider(place), operations, audit, folder: files });
  const server = createHttpServer({
    // A proxy on this machine may use its own name for it.
    own: () => ({ hosts: { includes: (host) => host === new URL(origin).host || isLocal(host ?? "") }, origins: [origin] }),
    authorize, api, pages, audit, limit,
  });
  server.on("close", () => api.close());
  return server;
}
