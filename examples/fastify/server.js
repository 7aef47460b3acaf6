// Fastify: checks the input, lets `send` sign and send its request, and explains the response. Neither an answer nor an error holds the password.
import Fastify from "fastify";
import { flatten, parseResponse, validate } from "resetkit";

const operation = "workmail:ResetPassword";

/** @param {(input: object) => Promise<import("resetkit").HttpResponse>} send signs and sends the request of an input */
export function server(send) {
  const app = Fastify();
  app.post("/api/reset", async (request, reply) => {
    const { value, issues } = validate(operation, request.body);
    if (issues) return reply.code(400).send({ errors: flatten(issues) });
    const { error } = parseResponse(operation, await send(value), value);
    return error ? reply.code(502).send({ error: `${error.meaning} ${error.remedy}` }) : { ok: true };
  });
  return app;
}
