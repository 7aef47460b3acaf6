// React Hook Form with the Standard Schema: every sentence comes from resetkit, or from `messages` in the reader's language.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import { describe, standardSchema } from "resetkit";

const operation = "workmail:ResetPassword";
const resolver = standardSchemaResolver(standardSchema(operation));
const { members } = describe(operation);

export function ResetForm({ onValid }) {
  const { register, handleSubmit, formState: { errors, isSubmitSuccessful } } = useForm({ resolver, mode: "onBlur" });
  return (
    <form onSubmit={handleSubmit(onValid)} noValidate>
      {members.map(({ name, label, attributes: { type, autocomplete, inputmode } }) => (
        <p key={name}>
          <label htmlFor={name}>{label}</label>
          <input id={name} type={type} autoComplete={autocomplete} inputMode={inputmode} aria-invalid={name in errors} aria-describedby={`${name}-error`} {...register(name)} />
          <output id={`${name}-error`}>{errors[name]?.message}</output>
        </p>
      ))}
      <button type="submit">Reset the password</button>
      <p role="status">{isSubmitSuccessful ? "The password was reset." : ""}</p>
    </form>
  );
}
