// Form libraries with the Standard Schema, as their users call them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { FormApi } from "@tanstack/react-form";
import { schemaResolver } from "@mantine/form";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createFormControl, useForm } from "react-hook-form";
import { flatten, fromFormData, standardSchema, validate } from "resetkit";
import { superValidate } from "sveltekit-superforms/server";
import { standard } from "sveltekit-superforms/adapters";
import { useForm as useVeeForm } from "vee-validate";
import { createSSRApp, h } from "vue";
import { renderToString } from "vue/server-renderer";

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

// The same form in every library: as it is opened, half filled in, and with a password that was cleared again because the service
// is to make one. What each library submits, or the first message of each field.
const CLOUDSSO = "cloudsso:ResetUserPassword";
const form = standardSchema(CLOUDSSO, { empty: "absent", unknown: "ignore", messages: { missing: "Fill this in." } });
const untouched = { DirectoryId: "", UserId: "", Password: "", GenerateRandomPassword: false, RequirePasswordResetForNextLogin: true };
const half = { ...untouched, DirectoryId: "d-00fc2p61abcd", Password: "short" };
const cleared = { ...half, UserId: "u-00q8wbq42wiltcrkabcd", Password: "", GenerateRandomPassword: true };
const submitted = { DirectoryId: "d-00fc2p61abcd", UserId: "u-00q8wbq42wiltcrkabcd", GenerateRandomPassword: true, RequirePasswordResetForNextLogin: true };

/** The first message of each field that `errors` has one of. */
const first = (errors, message) => Object.fromEntries(Object.entries(errors).map(([name, error]) => [name, message(error)]));

const libraries = {
  async "React Hook Form"(defaultValues) {
    const { control, handleSubmit } = createFormControl({ resolver: standardSchemaResolver(form), defaultValues });
    for (const name of Object.keys(untouched)) control.register(name);
    return new Promise((resolve) => handleSubmit((values) => resolve({ values }), (errors) => resolve({ errors: first(errors, ({ message }) => message) }))());
  },
  async "TanStack Form"(defaultValues) {
    let values;
    const api = new FormApi({ defaultValues, validators: { onSubmit: form }, onSubmit: ({ value }) => (values = form["~standard"].validate(value).value) });
    api.mount();
    await api.handleSubmit();
    return values ? { values } : { errors: first(api.state.errors[0], ([{ message }]) => message) };
  },
  async "vee-validate"(initialValues) {
    let result;
    const Form = {
      async setup() {
        const { handleSubmit } = useVeeForm({ validationSchema: form, initialValues });
        await handleSubmit((values) => (result = { values }), ({ errors }) => (result = { errors: first(errors, (error) => (Array.isArray(error) ? error[0] : error)) }))();
        return () => h("form");
      },
    };
    await renderToString(createSSRApp({ render: () => h(Form) }));
    return result;
  },
  async superforms(values) {
    // As the browser sends it: a box that is not ticked is not there.
    const data = new FormData();
    for (const [name, value] of Object.entries({ ...values, csrf: "token" })) if (value !== false) data.append(name, value === true ? "on" : value);
    const { valid, data: output, errors } = await superValidate(data, standard(form, { defaults: untouched }));
    return valid ? { values: form["~standard"].validate(output).value } : { errors: first(errors, ([message]) => message) };
  },
  async Mantine(values) {
    const errors = await schemaResolver(form, { sync: true })(values);
    return Object.keys(errors).length > 0 ? { errors } : { values: form["~standard"].validate(values).value };
  },
  async "a plain form"(values) {
    const data = new FormData();
    for (const [name, value] of Object.entries({ ...values, csrf: "token" })) if (value !== false) data.append(name, value === true ? "on" : value);
    const result = form["~standard"].validate(fromFormData(CLOUDSSO, data));
    assert.deepEqual(validate(CLOUDSSO, fromFormData(CLOUDSSO, data)).value, result.value);
    return result.issues ? { errors: first(flatten(result.issues), ([message]) => message) } : { values: result.value };
  },
};

for (const [name, submit] of Object.entries(libraries)) {
  test(`${name}: a form as it is opened says what to fill in`, async () => {
    assert.deepEqual(await submit(untouched), { errors: { DirectoryId: "Fill this in.", UserId: "Fill this in.", Password: "Fill this in." } });
  });
  test(`${name}: a form half filled in says what is left`, async () => {
    const { errors } = await submit(half);
    assert.deepEqual(Object.keys(errors).sort(), ["Password", "UserId"]);
    assert.equal(errors.UserId, "Fill this in.");
    assert.match(errors.Password, /8/);
  });
  test(`${name}: with Generate on, a cleared password is not in the way`, async () => {
    assert.deepEqual(await submit(cleared), { values: submitted });
  });
}
