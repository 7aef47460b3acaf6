import { createRoot } from "react-dom/client";
import { ResetForm } from "./reset-form.jsx";

async function send(input) {
  const answer = await fetch("/api/reset", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ operation: "workmail:ResetPassword", input }),
  });
  if (!answer.ok) throw new Error("the password was not reset");
}

createRoot(document.querySelector("main")).render(<ResetForm onValid={send} />);
