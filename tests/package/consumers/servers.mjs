// Servers that take a Standard Schema, answering a request as a browser sends it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sValidator } from "@hono/standard-validator";
import { H3, readValidatedBody } from "h3";
import { Hono } from "hono";
import { standardSchema } from "resetkit";

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
