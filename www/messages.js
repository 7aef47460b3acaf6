// The sentences of the page in the language that was chosen last; whoever imports them sees the change.
import { en } from "./languages/en.js";

/** @typedef {typeof en} Messages */

/** @type {Messages} */
export let messages = en;
