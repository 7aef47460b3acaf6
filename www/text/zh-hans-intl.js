// 简体中文的数字、日期和列表写法。
export const and = new Intl.ListFormat("zh-Hans", { type: "conjunction" });
export const numbers = new Intl.NumberFormat("zh-Hans");
const today = new Intl.DateTimeFormat("zh-Hans", { dateStyle: "long" });
const clock = new Intl.DateTimeFormat("zh-Hans", { dateStyle: "medium", timeStyle: "medium" });

/** A label behind 新, which it may begin with. @param {string} label */
export const renewed = (label) => label.replace(/^新 ?/, "");
/** @param {Date} time */
export const dateOf = (time) => today.format(time);
/** @param {Date} time */
export const timeOf = (time) => clock.format(time);
