// Servers that take a Standard Schema, answering a request as a browser sends it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sValidator } from "@hono/standard-validator";
import { H3, readValidatedBody } from "h3";
import { Hono } from "hono";
import Ajv from "ajv";
import express from "express";
import Fastify from "fastify";
import { flatten, fromFormData, jsonSchema, standardSchema, validate } from "resetkit";

const valid = { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111", Password: "examplePa$$w0rd" };
const schema = standardSchema("workmail:ResetPassword");
const post = (body) => new Request("http://localhost/reset", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

test("Hono: the validator hands over the value, and answers 400 without the secret", async () => {
  const app = new Hono().post("/reset", sValidator("json", schema), (context) => context.json(Object.keys(context.req.valid("json"))));
  assert.deepEqual(await (await app.fetch(post(valid))).json(), Object.keys(valid));
  const hook = new Hono().post("/reset", sValidator("json", schema, (result, context) => {
    if (!result.success) return context.json(result.error.map(({ path, message }) => [path, message]), 400);
  }), (context) => context.text(""));
  const answer = await hook.fetch(post({ ...valid, Password: "hunter2" }));
  assert.equal(answer.status, 400);
  const text = await answer.text();
  assert.deepEqual(JSON.parse(text).map(([[member]]) => member), ["Password", "Password"]);
  assert.ok(!text.includes("hunter2"));
});

test("h3: the body is validated", async () => {
  const app = new H3().post("/reset", async (event) => Object.keys(await readValidatedBody(event, schema)));
  assert.deepEqual(await (await app.fetch(post(valid))).json(), Object.keys(valid));
  const answer = await app.fetch(post({ ...valid, Password: "hunter2" }));
  assert.equal(answer.status, 400);
  assert.ok(!(await answer.text()).includes("hunter2"));
});

// No answer of a server repeats the password, whatever is wrong with the request: the recipes of docs/servers.md.
const SECRET = "hunter2 hunter2";
const WRONG = { ...valid, UserId: "", Password: `${SECRET}\u4e2d` };

/** What each recipe answers to a request. */
const recipes = {
  async Hono(body) {
    const app = new Hono().post("/reset", sValidator("json", schema, (result, context) => (result.success ? undefined : context.json({ errors: flatten(result.error) }, 400))), (context) => context.json({ ok: true }));
    const answer = await app.fetch(post(body));
    return { status: answer.status, text: await answer.text() };
  },
  async Fastify(body) {
    const app = Fastify().post("/reset", async (request, reply) => {
      const result = validate("workmail:ResetPassword", request.body);
      return result.issues ? reply.code(400).send({ errors: flatten(result.issues) }) : { ok: true };
    });
    const { statusCode, body: text } = await app.inject({ method: "POST", url: "/reset", payload: body });
    return { status: statusCode, text };
  },
  async "Fastify, by its schema"(body) {
    const app = Fastify().post("/reset", { schema: { body: jsonSchema("workmail:ResetPassword", { target: "draft-07" }) } }, async () => ({ ok: true }));
    const { statusCode, body: text } = await app.inject({ method: "POST", url: "/reset", payload: body });
    return { status: statusCode, text };
  },
  async Express(body) {
    const app = express().use(express.json()).post("/reset", (request, response) => {
      const result = validate("workmail:ResetPassword", request.body);
      if (result.issues) response.status(400).json({ errors: flatten(result.issues) });
      else response.json({ ok: true });
    });
    const server = app.listen(0);
    try {
      const answer = await fetch(`http://localhost:${server.address().port}/reset`, post(body));
      return { status: answer.status, text: await answer.text() };
    } finally {
      server.close();
    }
  },
  async h3(body) {
    const app = new H3().post("/reset", async (event) => (await readValidatedBody(event, schema)) && { ok: true });
    const answer = await app.fetch(post(body));
    return { status: answer.status, text: await answer.text() };
  },
  async "a Next action"(body) {
    const data = new FormData();
    for (const [name, value] of Object.entries(body)) data.append(name, value);
    const result = validate("workmail:ResetPassword", fromFormData("workmail:ResetPassword", data));
    return { status: result.issues ? 400 : 200, text: JSON.stringify(result.issues ? { errors: flatten(result.issues) } : { ok: true }) };
  },
};

for (const [name, answer] of Object.entries(recipes)) {
  test(`${name}: 200 for what is valid, 400 without the password for what is not`, async () => {
    assert.deepEqual(await answer(valid), { status: 200, text: '{"ok":true}' });
    const { status, text } = await answer(WRONG);
    assert.equal(status, 400);
    assert.ok(text.includes("Password") || text.includes("UserId"), text);
    assert.ok(!text.includes("hunter2"), text);
  });
}

test("Hono's validator without a hook answers with the password: the recipe needs its hook", async () => {
  const app = new Hono().post("/reset", sValidator("json", schema), (context) => context.text(""));
  assert.ok((await (await app.fetch(post(WRONG))).text()).includes("hunter2"));
});

test("Ajv as it comes takes draft 07, and 2020-12 in its own class", () => {
  assert.equal(new Ajv().compile(jsonSchema("workmail:ResetPassword", { target: "draft-07" }))(valid), true);
  assert.throws(() => new Ajv().compile(jsonSchema("workmail:ResetPassword")), /no schema with key or ref/);
});
