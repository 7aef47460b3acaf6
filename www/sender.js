// The one way in which anything leaves the page, and only where whoever serves it has named a server of the same origin.
/** @import { Input, OperationId } from "./types.js" */
/** @import { HttpAnswer } from "./pasted-answer.js" */

/** @returns {URL | undefined} nothing where none is named, or one of another origin */
export function endpoint() {
  const $meta = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="resetkit-endpoint"]'));
  if (!$meta?.content) return undefined;
  const url = new URL($meta.content, document.baseURI);
  return url.origin === origin ? url : undefined;
}

/**
 * @param {URL} url
 * @param {{ operation: OperationId, region: string, input: Input }} order the server checks it again and builds the request itself
 * @returns {Promise<HttpAnswer | undefined>} the provider's answer as the server passes it on, if it is one
 */
export async function send(url, order) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(order),
      cache: "no-store",
      redirect: "error",
    });
    const { status, headers = {}, body = "" } = await response.json();
    return Number.isInteger(status) && typeof body === "string" ? { status, headers, body } : undefined;
  } catch {
    return undefined;
  }
}
