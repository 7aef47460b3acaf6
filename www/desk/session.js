// The desk behind this page, where there is one: who serves the page names it in its head. A link from the terminal opens it once;
// from then on this tab has a key, and the browser a cookie that no script can read.

/** @returns {URL | undefined} where its calls go; nothing where there is no desk */
export function deskAddress() {
  const $meta = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="resetkit-desk"]'));
  if (!$meta?.content) return undefined;
  const url = new URL($meta.content, document.baseURI);
  return url.origin === origin ? url : undefined;
}

const KEY = "desk-key";

/** What belongs on every call; empty where a company's own session stands behind it. */
export function deskHeaders() {
  const key = sessionStorage.getItem(KEY);
  return { "content-type": "application/json", ...(key && { "x-desk-key": key }) };
}

/**
 * @typedef {{ sandbox: boolean, operations: string[], files: boolean, mostRows: number, dryRun?: boolean, endpoint?: string, region?: string }} DeskInfo
 * @typedef {{ status: number, body: any }} DeskReply
 */

/** The connection that is open. @type {DeskInfo | undefined} */
export let desk;

/**
 * @param {string} name
 * @param {object} [body]
 * @returns {Promise<DeskReply>} a status of 0 where nothing came back that can be read
 */
export async function callDesk(name, body = {}) {
  try {
    const response = await fetch(new URL(name, /** @type {URL} */ (deskAddress())), { method: "POST", headers: deskHeaders(), body: JSON.stringify(body), cache: "no-store", redirect: "error" });
    return { status: response.status, body: await response.json() };
  } catch {
    return { status: 0, body: {} };
  }
}

/**
 * The progress of a file, as often as it changes.
 *
 * @param {string} id
 * @param {(progress: any) => void} onProgress
 * @returns {Promise<boolean>} whether it was told to the end
 */
export async function watchDesk(id, onProgress) {
  try {
    const response = await fetch(new URL("file/watch", /** @type {URL} */ (deskAddress())), { method: "POST", headers: deskHeaders(), body: JSON.stringify({ id }), cache: "no-store", redirect: "error" });
    if (!response.ok || !response.body) return false;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return true;
      const lines = (text + value).split("\n");
      text = /** @type {string} */ (lines.pop());
      if (lines.length > 0) onProgress(JSON.parse(lines[lines.length - 1]));
    }
  } catch {
    return false;
  }
}

/**
 * Takes the token of a link for a session.
 *
 * @param {string} token
 */
export async function takeLink(token) {
  const { status, body } = await callDesk("session", { token });
  if (status === 200) sessionStorage.setItem(KEY, body.key);
  return status === 200;
}

/** Opens the desk, where there is one and this tab may. What the address held for it is gone from there at once. */
export async function openDesk() {
  const setup = new URLSearchParams(location.hash.slice(1));
  const token = setup.get("t");
  if (token !== null) {
    setup.delete("t");
    const rest = String(setup);
    history.replaceState(null, "", location.pathname + location.search + (rest && `#${rest}`));
  }
  if (!deskAddress()) return;
  if (token) await takeLink(token);
  const { status, body } = await callDesk("info");
  if (status === 200) desk = body;
}

/**
 * What a saved link says: which operation, where, members that are the same each time, and what a slip says of the place.
 *
 * @returns {{ op?: string, place?: string, directory?: string, signIn?: string, helpDesk?: string, members: Record<string, string> }}
 */
export function savedSetup() {
  const { op, region, cloud, endpoint, directory, signin: signIn, helpdesk: helpDesk, ...members } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  return { op, place: region ?? cloud ?? endpoint, directory, signIn, helpDesk, members };
}
