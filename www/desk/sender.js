// The one way in which anything leaves the page, and only where whoever serves it has named a server of the same origin.
/** @import { HttpResponse } from "../printed/pasted-response.js" */
/** @import { Input, Operation, OperationId } from "../types.js" */
import { deskHeaders } from "./session.js";
import { responseOf } from "../printed/pasted-response.js";

/**
 * What a server did with an order: it passed on the provider's response, or refused by a code of its own, and passed nothing on.
 *
 * @typedef {{ response: HttpResponse, refused?: undefined } | { refused: string, run?: string, response?: undefined }} Reply
 */

/** How long a server may take, in milliseconds: what it does after that, nobody knows here. */
const PATIENCE = 60_000;

/**
 * @param {URL} url
 * @param {Operation} operation
 * @param {{ operation: OperationId, region?: string, cloud?: string, input: Input }} order the server checks it again and builds the request itself
 * @returns {Promise<Reply | undefined>} nothing where it is neither, and nobody knows what became of it
 */
export async function send(url, operation, order) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: deskHeaders(),
      body: JSON.stringify(order),
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const { status, headers = {}, body = "", error, issues } = await response.json();
    // A server may have read the error itself, and keep the body, in which a service may repeat a secret.
    if (Number.isInteger(status) && typeof error?.code === "string") return { response: responseOf({ ...error, status }, operation) };
    if (Number.isInteger(status) && typeof body === "string") return { response: { status, headers, body } };
    if (response.status >= 400 && response.status < 500) {
      const code = issues?.[0]?.code ?? error?.code;
      return typeof code === "string" ? { refused: code, run: error?.run } : undefined;
    }
    return undefined;
  } catch {
    return undefined;
  }
}
