// What comes after the form, in one module, so that it is loaded at once.
export { AnswerView } from "./answer-view.js";
export { DocumentPanel } from "./document-panel.js";
export { RequestView } from "./request-view.js";
export { send } from "./sender.js";
export { printSlip } from "./slip.js";
