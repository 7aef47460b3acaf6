// A form drawn from the description of the operation, without a framework.
import { describe, generatePassword, validate } from "resetkit";

const operation = "workmail:ResetPassword";
const form = document.querySelector("form");
const status = form.querySelector("[role=status]");

for (const { name, label, help, attributes } of describe(operation).members.toSorted((a, b) => a.order - b.order)) {
  const field = document.createElement("p");
  const input = Object.assign(document.createElement("input"), { id: name, name });
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== false) input.setAttribute(attribute, value === true ? "" : value);
  }
  // The browser would count UTF-16 units and cut what is pasted; validate counts characters and says so.
  input.removeAttribute("maxlength");
  const text = Object.assign(document.createElement("label"), { htmlFor: name, textContent: label, title: help });
  const error = Object.assign(document.createElement("output"), { id: `${name}-error` });
  input.setAttribute("aria-describedby", error.id);
  field.append(text, " ", input, " ", error);
  form.querySelector("button").before(field);
}
form.elements.Password.value = generatePassword(operation);

/** Shows the most important issue of each field. */
function show(issues = []) {
  for (const { name } of describe(operation).members) {
    const message = issues.find(({ path }) => path[0] === name)?.message ?? "";
    form.elements[name].setCustomValidity(message);
    form.elements[name].setAttribute("aria-invalid", String(message !== ""));
    form.querySelector(`#${name}-error`).textContent = message;
  }
}

const given = () => Object.fromEntries(new FormData(form));
form.addEventListener("input", () => show(validate(operation, given()).issues));
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { value, issues } = validate(operation, given());
  show(issues);
  if (issues) return form.reportValidity();
  const answer = await fetch("/api/reset", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ operation, input: value }) });
  const { issues: refused, error } = await answer.json();
  show(refused);
  status.textContent = answer.ok ? "The password was reset." : error?.remedy ?? "The password was not reset.";
});
