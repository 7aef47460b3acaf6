import { createApp } from "vue";
import ResetForm from "./ResetForm.vue";

createApp(ResetForm).mount("main");
