// React Hook Form with the Standard Schema: every message comes from resetkit, in the language of the import.
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { useForm } from "react-hook-form";
import { describe, flatten, standardSchema, type Inputs } from "resetkit";
import { messages } from "resetkit/locales/en";

const operation = "workmail:ResetPassword";
type Input = Inputs[typeof operation];

const resolver = standardSchemaResolver(standardSchema(operation, { empty: "absent", unknown: "ignore", messages }));
const { members } = describe(operation);

export function ResetForm() {
  const { register, handleSubmit, setError, formState: { errors, isSubmitting, isSubmitSuccessful } } = useForm({ resolver, mode: "onBlur" });
  return (
    <form onSubmit={handleSubmit(async (input) => {
      const refused = await send(input);
      for (const [name, message] of Object.entries(refused)) setError(name as keyof Input | "root", { message });
    })} noValidate>
      {members.map(({ name, label, attributes: { type, autocomplete, inputmode } }) => (
        <p key={name}>
          <label htmlFor={name}>{label}</label>
          <input id={name} type={type} autoComplete={autocomplete} inputMode={inputmode} aria-invalid={name in errors} aria-describedby={`${name}-error`} {...register(name)} />
          <output id={`${name}-error`}>{errors[name]?.message}</output>
        </p>
      ))}
      <button type="submit" disabled={isSubmitting}>Reset password</button>
      <p role="status">{errors.root?.message ?? (isSubmitSuccessful ? "The password was reset." : "")}</p>
    </form>
  );
}

/** Sends a valid input, and returns what the server says is wrong: a message for a field, or for the form as `root`. */
async function send(input: Input): Promise<Record<string, string>> {
  try {
    const response = await fetch("/api/reset", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ operation, input }) });
    if (response.ok) return {};
    const { issues, error } = await response.json();
    if (issues) return Object.fromEntries(Object.entries(flatten(issues)).map(([name, [first = ""]]) => [name, first]));
    return { root: error?.remedy ?? "The password was not reset." };
  } catch {
    return { root: "The server cannot be reached. Try again." };
  }
}
