// Express: checks the input, lets `send` sign and send its request, and explains the response. Neither an answer nor an error holds the password.
import express from "express";
import { flatten, parseResponse, validate } from "resetkit";

const operation = "workmail:ResetPassword";

/** @param {(input: object) => Promise<import("resetkit").HttpResponse>} send signs and sends the request of an input */
export const server = (send) => express().use(express.json()).post("/api/reset", async (request, response) => {
  const { value, issues } = validate(operation, request.body);
  if (issues) return response.status(400).json({ errors: flatten(issues) });
  const { error } = parseResponse(operation, await send(value), value);
  return error ? response.status(502).json({ error: `${error.meaning} ${error.remedy}` }) : response.json({ ok: true });
});
