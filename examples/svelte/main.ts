import { mount } from "svelte";
import ResetForm from "./ResetForm.svelte";

mount(ResetForm, { target: document.querySelector("main")! });
