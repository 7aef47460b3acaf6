import { createRoot } from "react-dom/client";
import { ResetForm } from "./reset-form.js";

createRoot(document.querySelector("main")!).render(<ResetForm />);
