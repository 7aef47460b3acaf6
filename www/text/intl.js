// How English writes numbers, dates, lists and plurals.

/** British, because the core too writes no comma before "and". */
export const and = new Intl.ListFormat("en-GB", { type: "conjunction" });
export const numbers = new Intl.NumberFormat("en");
const plural = new Intl.PluralRules("en");
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const today = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });
const clock = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** @param {number} count @param {string} one @param {string} other */
export const counted = (count, one, other) => `${numbers.format(count)} ${plural.select(count) === "one" ? one : other}`;

/** A date of the form 2027-03-31. @param {string} date */
export const dayOf = (date) => day.format(new Date(date));
/** @param {Date} time */
export const dateOf = (time) => today.format(time);
/** @param {Date} time */
export const timeOf = (time) => clock.format(time);

/**
 * A label in the middle of a sentence. An abbreviation such as PIN keeps its capitals.
 *
 * @param {string} label
 */
export const inSentence = (label) => (/^\p{Lu}\p{Ll}/u.test(label) ? label[0].toLowerCase() + label.slice(1) : label);

/**
 * A label behind the word "new", which it may begin with.
 *
 * @param {string} label
 */
export const renewed = (label) => inSentence(label).replace(/^new /, "");
