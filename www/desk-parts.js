// What the page has only where a desk sends, in one module, so that no other visitor loads it.
export { drawStrip, drawWho } from "./desk-strip.js";
export { FindPerson } from "./find-person.js";
