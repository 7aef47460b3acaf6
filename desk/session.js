// One administrator's session on this machine: a one-time token becomes a cookie and a key, and both are asked for. A cookie of
// 127.0.0.1 goes to every port of it; the key goes to no other port, and no script can read the cookie.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { Refused } from "./door.js";

/** How long a link can be opened, in milliseconds, and how many wrong tries void it. */
const LINK_LASTS = 120_000;
const MOST_TRIES = 5;

const secret = () => randomBytes(32).toString("base64url");
const digest = (text) => createHash("sha256").update(text).digest();
const same = (text, hash) => typeof text === "string" && hash !== undefined && timingSafeEqual(digest(text), hash);

/**
 * @param {{ cookieName: () => string, audit: (line: object) => void }} options cookies know no ports, so that the name has it
 */
export function createSession({ cookieName, audit }) {
  let ticket, ends = 0, wrong = 0;
  let session;

  return {
    /** A new token; the one before it is void. */
    token(lasts = LINK_LASTS) {
      const token = secret();
      ticket = digest(token);
      ends = Date.now() + lasts;
      wrong = 0;
      return token;
    },
    /**
     * @param {unknown} token
     * @returns {{ cookie: string, key: string }} `cookie` for the header, `key` for the page; a session before it ends
     * @throws {Refused}
     */
    exchange(token) {
      if (!ticket || Date.now() > ends || !same(token, ticket)) {
        wrong += 1;
        if (wrong >= MOST_TRIES) ticket = undefined;
        if (wrong <= MOST_TRIES) audit({ event: "token_refused", tries: wrong });
        throw new Refused(401, "bad_token");
      }
      ticket = undefined;
      const value = secret(), key = secret();
      session = { cookie: digest(value), key: digest(key) };
      audit({ event: "session" });
      return { cookie: `${cookieName()}=${value}; HttpOnly; SameSite=Strict; Path=/api/`, key };
    },
    /**
     * @param {import("node:http").IncomingMessage} request
     * @returns {boolean} whether it is the session's
     */
    has({ headers }) {
      const name = `${cookieName()}=`;
      const cookies = (headers.cookie ?? "").split(/; */).filter((cookie) => cookie.startsWith(name));
      return session !== undefined && cookies.length === 1 && same(cookies[0].slice(name.length), session.cookie) && same(headers["x-desk-key"], session.key);
    },
  };
}
