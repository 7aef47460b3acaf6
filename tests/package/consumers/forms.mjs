// Form libraries with the Standard Schema, as their users call them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { FormApi } from "@tanstack/react-form";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createFormControl, useForm } from "react-hook-form";
import { standardSchema } from "resetkit";

const valid = { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111", Password: "examplePa$$w0rd" };
const wrong = { ...valid, OrganizationId: valid.OrganizationId.toUpperCase(), Password: "\u4e2d" };
const german = { too_short: "Das Kennwort ist zu kurz.", wrong_form: "Das ist keine Organisation." };
const schema = standardSchema("workmail:ResetPassword", { messages: german });

test("React Hook Form: the most important issue of each field, in the reader's language", async () => {
  const { control, handleSubmit, setValue, formState, subscribe } = createFormControl({ resolver: standardSchemaResolver(schema), defaultValues: wrong });
  let state = formState;
  subscribe({ formState: { errors: true }, callback: (now) => (state = { ...state, ...now }) });
  for (const name of Object.keys(valid)) control.register(name);
  const submit = () => new Promise((resolve) => handleSubmit((values) => resolve({ values }), (errors) => resolve({ errors }))());
  const { errors } = await submit();
  assert.deepEqual(Object.fromEntries(Object.entries(errors).map(([name, { message }]) => [name, message])), {
    OrganizationId: german.wrong_form, Password: german.too_short,
  });
  for (const [name, value] of Object.entries(valid)) setValue(name, value);
  assert.deepEqual(await submit(), { values: valid });
});

test("React Hook Form: useForm takes the resolver", () => {
  const Form = () => {
    const { register } = useForm({ resolver: standardSchemaResolver(schema), defaultValues: valid });
    return createElement("input", { ...register("UserId"), readOnly: true });
  };
  assert.match(renderToStaticMarkup(createElement(Form)), /name="UserId"/);
});

test("TanStack Form: the issues of each field on submit, and the values when there are none", async () => {
  const submit = async (defaultValues) => {
    let submitted;
    const form = new FormApi({ defaultValues, validators: { onSubmit: schema }, onSubmit: ({ value }) => (submitted = value) });
    form.mount();
    await form.handleSubmit();
    return { submitted, errors: form.state.errors };
  };
  const refused = await submit(wrong);
  assert.equal(refused.submitted, undefined);
  assert.deepEqual(Object.keys(refused.errors[0]), ["OrganizationId", "Password"]);
  assert.equal(refused.errors[0].Password[0].message, german.too_short);
  assert.deepEqual(await submit(valid), { submitted: valid, errors: [] });
});
