// A form drawn from the description of the operation, without a framework.
import { describe, flatten, fromFormData, generatePassword, standardSchema } from "resetkit";
import { messages } from "resetkit/locales/en";

const operation = "workmail:ResetPassword";
const schema = standardSchema(operation, { messages });
const members = describe(operation).members.toSorted((a, b) => a.order - b.order);
const form = document.querySelector("form");
const status = form.querySelector("[role=status]");

for (const { name, label, help, attributes } of members) {
  const field = document.createElement("p");
  const input = Object.assign(document.createElement("input"), { id: name, name });
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== false) input.setAttribute(attribute, value === true ? "" : value);
  }
  // The browser would count UTF-16 units and cut what is pasted; the schema counts characters and says so.
  input.removeAttribute("maxlength");
  const text = Object.assign(document.createElement("label"), { htmlFor: name, textContent: label, title: help });
  const error = Object.assign(document.createElement("output"), { id: `${name}-error` });
  input.setAttribute("aria-describedby", error.id);
  field.append(text, " ", input, " ", error);
  form.querySelector("button").before(field);
}
form.elements.Password.value = generatePassword(operation);

/** Shows the most important issue of each field. */
function show(issues) {
  const errors = flatten(issues);
  for (const { name } of members) {
    const [message = ""] = errors[name] ?? [];
    form.elements[name].setCustomValidity(message);
    form.elements[name].setAttribute("aria-invalid", String(message !== ""));
    form.querySelector(`#${name}-error`).textContent = message;
  }
}

const judged = () => schema["~standard"].validate(fromFormData(operation, new FormData(form)));
form.addEventListener("input", () => show(judged().issues));
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { value, issues } = judged();
  show(issues);
  if (issues) return form.reportValidity();
  try {
    const response = await fetch("/api/reset", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ operation, input: value }) });
    const { issues: refused, error } = await response.json();
    show(refused);
    status.textContent = response.ok ? "The password was reset." : error?.remedy ?? "The password was not reset.";
  } catch {
    status.textContent = "The server cannot be reached. Try again.";
  }
});
