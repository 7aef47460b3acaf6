// What comes after the form, in one module, so that it is loaded at once.
export { Developers } from "./developers/developers.js";
export { Done, whose } from "./done/done.js";
export { printSlips } from "./done/slip.js";
export { readResponse } from "./pkg/response.js";
export { Printed } from "./printed/printed.js";
