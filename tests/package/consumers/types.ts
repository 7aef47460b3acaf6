// Compiled, not run: a Standard Schema gives form libraries and servers the types of the operation.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { sValidator } from "@hono/standard-validator";
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import { schemaResolver } from "@mantine/form";
import { useForm as useTanStackForm } from "@tanstack/react-form";
import Fastify from "fastify";
import { Hono } from "hono";
import { useForm } from "react-hook-form";
import { buildRequest, describe, jsonSchema, standardSchema, type Inputs } from "resetkit";
import { superValidate } from "sveltekit-superforms/server";
import { standard as standardAdapter } from "sveltekit-superforms/adapters";
import { useForm as useVeeForm } from "vee-validate";

const schema = standardSchema("workmail:ResetPassword");
const standard: StandardSchemaV1<Inputs["workmail:ResetPassword"]> & StandardJSONSchemaV1<Inputs["workmail:ResetPassword"]> = schema;
const defaultValues = { OrganizationId: "", UserId: "", Password: "" };

export function forms() {
  const { handleSubmit, register } = useForm({ resolver: standardSchemaResolver(schema), defaultValues });
  void handleSubmit(({ Password }) => Password satisfies string);
  register("Password");
  // @ts-expect-error no such member
  register("PasswordAgain");
  useTanStackForm({ defaultValues, validators: { onChange: schema }, onSubmit: ({ value }) => void (value.UserId satisfies string) });
  return standard;
}

export const server = new Hono().post("/", sValidator("json", schema), (context) => context.text(context.req.valid("json").UserId));

// Form mode: the form holds every member, what is submitted is an input, and names are literal.
const form = standardSchema("cloudsso:ResetUserPassword", { empty: "absent", unknown: "ignore" });
const values = { DirectoryId: "", UserId: "", Password: "", GenerateRandomPassword: false, RequirePasswordResetForNextLogin: true };

export function formMode() {
  const { handleSubmit, register, formState: { errors } } = useForm({ resolver: standardSchemaResolver(form), defaultValues: values });
  for (const { name, label } of describe("cloudsso:ResetUserPassword").members) void [register(name), errors[name]?.message, label];
  void handleSubmit((input) => buildRequest("cloudsso:ResetUserPassword", input));
  useTanStackForm({ defaultValues: values, validators: { onSubmit: form } });
  const { handleSubmit: submit } = useVeeForm({ validationSchema: form, initialValues: values });
  void submit((input) => buildRequest("cloudsso:ResetUserPassword", input));
  return { validate: schemaResolver(form, { sync: true }) };
}

export const entra = standardSchema("graph:UpdateUser", { empty: "absent", required: ["password"], userName: ({ userId }) => userId });
// @ts-expect-error no such member
standardSchema("graph:UpdateUser", { required: ["pasword"] });

export async function superforms(request: Request) {
  const { valid, data } = await superValidate(await request.formData(), standardAdapter(form, { defaults: values }));
  return valid ? buildRequest("cloudsso:ResetUserPassword", data) : undefined;
}

export const fastify = Fastify().post("/", { schema: { body: jsonSchema("cloudsso:ResetUserPassword", { target: "draft-07" }) } }, async () => ({}));
