// What comes after the form, in one module, so that it is loaded at once.
export { ResponseView } from "./response-view.js";
export { DocumentPanel } from "./document-panel.js";
export { RequestView } from "./request-view.js";
export { send } from "./sender.js";
export { printSlip } from "./slip.js";
