// Signs and sends a valid input, and hands back the provider's answer as it came. Keys stay on this side.
import OpenApi, { Config, OpenApiRequest, Params } from "@alicloud/openapi-client";
import { RuntimeOptions } from "@alicloud/tea-util";
import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import { buildRequest, describe } from "resetkit";

/** How long a provider may take, in milliseconds. */
const PATIENCE = 20_000;

/**
 * Amazon WorkMail and Chime, signed as the AWS SDK for JavaScript v3 signs.
 * @param credentials what `defaultProvider()` of `@aws-sdk/credential-provider-node` returns, or a pair of keys
 */
export function aws(credentials, options = {}) {
  return async (operation, input, region = options.region) => {
    const { signing, defaultRegion } = describe(operation);
    const { method, url, headers, body } = buildRequest(operation, input, { ...options, region });
    const address = new URL(url);
    const signer = new SignatureV4({ service: signing.name, region: region ?? defaultRegion, credentials, sha256: Sha256 });
    const { headers: { host, ...signed } } = await signer.sign({
      method, body, protocol: address.protocol, hostname: address.hostname, path: address.pathname,
      query: Object.fromEntries(address.searchParams), headers: { ...headers, host: address.host },
    });
    // A redirect would carry the password on to another address.
    const answer = await fetch(url, { method, headers: signed, body: body || undefined, redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  };
}

/** CloudSSO, by Alibaba's OpenAPI client, which signs and sends; the members go into the form body, never into the URL. */
export function alibaba({ accessKeyId, accessKeySecret }, options = {}) {
  return async (operation, input, region = options.region) => {
    const { url, headers, body } = buildRequest(operation, input, { ...options, region });
    const { "x-acs-action": action, "x-acs-version": version } = headers;
    const { host, protocol } = new URL(url);
    const Client = OpenApi.default ?? OpenApi;
    const client = new Client(new Config({ accessKeyId, accessKeySecret, endpoint: host, protocol: protocol.slice(0, -1) }));
    const params = new Params({ action, version, protocol: protocol.slice(0, -1), pathname: "/", method: "POST", authType: "AK", style: "RPC", reqBodyType: "formData", bodyType: "string" });
    try {
      const answer = await client.callApi(params, new OpenApiRequest({ body: Object.fromEntries(new URLSearchParams(body)) }), new RuntimeOptions({ autoretry: false, connectTimeout: PATIENCE, readTimeout: PATIENCE }));
      return { status: answer.statusCode, headers: answer.headers, body: answer.body };
    } catch (error) {
      // The client throws what the service answered; anything else is a failure on the way.
      if (!error.data) throw error;
      const { statusCode, ...data } = error.data;
      return { status: Number(statusCode ?? error.statusCode), body: JSON.stringify({ Code: error.code, ...data }) };
    }
  };
}
