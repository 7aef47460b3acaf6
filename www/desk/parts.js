// What the page has only where a desk sends, in one module, so that no other visitor loads it.
export { drawLocked } from "./locked.js";
export { Person } from "../person/person.js";
