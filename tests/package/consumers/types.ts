// Compiled, not run: a Standard Schema gives form libraries and servers the types of the operation.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { sValidator } from "@hono/standard-validator";
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import { useForm as useTanStackForm } from "@tanstack/react-form";
import { Hono } from "hono";
import { useForm } from "react-hook-form";
import { standardSchema, type Inputs } from "resetkit";

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
