// Hono: checks the input, lets `send` sign and send its request, and explains the response. Neither an answer nor an error holds the password.
import { sValidator } from "@hono/standard-validator";
import { Hono } from "hono";
import { flatten, parseResponse, standardSchema } from "resetkit";

const operation = "workmail:ResetPassword";
const schema = standardSchema(operation);

/** @param {(input: object) => Promise<import("resetkit").HttpResponse>} send signs and sends the request of an input */
export const server = (send) => new Hono().post(
  "/api/reset",
  // Without this hook the 400 holds what was sent.
  sValidator("json", schema, (result, context) => (result.success ? undefined : context.json({ errors: flatten(result.error) }, 400))),
  async (context) => {
    const input = context.req.valid("json");
    const { error } = parseResponse(operation, await send(input), input);
    return error ? context.json({ error: `${error.meaning} ${error.remedy}` }, 502) : context.json({ ok: true });
  },
);
