// Puts the caller's credentials on a request that resetkit built: {method, url, headers, body} in, the headers to send out.
import { createHash, createHmac, randomUUID } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";

/** A `Hash` for the AWS signer over Node's own crypto. */
class Sha256 {
  #hash;

  constructor(secret) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret);
  }

  update(data) {
    this.#hash.update(data);
  }

  async digest() {
    return this.#hash.digest();
  }
}

const lowerCase = (headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/**
 * AWS4-HMAC-SHA256. The host is signed and not returned: `fetch` sets it.
 *
 * @param {import("resetkit").HttpRequest} request
 * @param {{ accessKeyId: string, secretAccessKey: string, sessionToken?: string }} credentials
 * @param {{ service: string, region: string }} scope
 */
export async function sigv4({ method, url, headers, body }, credentials, { service, region }, now = new Date()) {
  const { protocol, hostname, host, pathname, searchParams } = new URL(url);
  // The signer encodes the path a second time, as every service but S3 wants it, and the query once: that one comes decoded.
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256, applyChecksum: false });
  const { headers: { host: _, ...signed } } = await signer.sign({
    method, body, protocol, hostname, path: pathname, query: Object.fromEntries(searchParams), headers: { ...lowerCase(headers), host },
  }, { signingDate: now });
  return signed;
}

const sha256 = (data) => createHash("sha256").update(data).digest("hex");
/** RFC 3986: everything but letters, digits and -._~ */
export const percent = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * ACS3-HMAC-SHA256 of Alibaba Cloud. The path is signed as it is sent.
 *
 * @param {import("resetkit").HttpRequest} request
 * @param {{ accessKeyId: string, accessKeySecret: string, securityToken?: string }} credentials
 */
export function acs3({ method, url, headers, body }, { accessKeyId, accessKeySecret, securityToken }, now = new Date(), nonce = randomUUID()) {
  const { host, pathname, searchParams } = new URL(url);
  const hash = sha256(body);
  const sent = {
    ...lowerCase(headers),
    "x-acs-date": now.toISOString().replace(/\.\d+/, ""),
    "x-acs-signature-nonce": nonce,
    "x-acs-content-sha256": hash,
    ...(securityToken && { "x-acs-accesskey-id": accessKeyId, "x-acs-security-token": securityToken }),
  };
  const signed = { ...sent, host };
  const names = Object.keys(signed).sort();
  const query = [...searchParams].map((pair) => pair.map(percent).join("=")).sort().join("&");
  const lines = names.map((name) => `${name}:${String(signed[name]).trim()}\n`).join("");
  const canonical = [method, pathname, query, lines, names.join(";"), hash].join("\n");
  const signature = createHmac("sha256", accessKeySecret).update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`).digest("hex");
  return { ...sent, authorization: `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names.join(";")},Signature=${signature}` };
}

/**
 * A token in a header, behind what a definition's `auth` says stands before it.
 *
 * @param {import("resetkit").HttpRequest} request
 * @param {string} token of characters that a header can carry: `fetch` would quote any other in its error
 */
export function bearer({ headers }, token, { header = "authorization", prefix = "Bearer " } = {}) {
  return { ...lowerCase(headers), [header.toLowerCase()]: `${prefix}${token}` };
}
