// Builds the request of a valid input, signs it and sends it.
import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import { buildRequest, describe } from "resetkit";

const operation = "workmail:ResetPassword";
const { signing, defaultRegion } = describe(operation);

/**
 * @param credentials what `defaultProvider()` of `@aws-sdk/credential-provider-node` returns, or a pair of keys
 * @param {import("resetkit").RequestOptions} [options]
 * @returns a function that takes an input and returns the response, for `parseResponse`
 */
export function sender(credentials, options = {}) {
  const { region = defaultRegion } = options;
  const signer = new SignatureV4({ service: signing.name, region, credentials, sha256: Sha256 });
  return async (input) => {
    const { method, url, headers, body } = buildRequest(operation, input, { ...options, region });
    const { protocol, host, hostname, pathname } = new URL(url);
    const signed = await signer.sign({ method, protocol, hostname, path: pathname, headers: { ...headers, host }, body });
    // fetch sets the host itself. A redirect would carry the password to another address.
    delete signed.headers.host;
    const response = await fetch(url, { method, headers: signed.headers, body, redirect: "error" });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
}
