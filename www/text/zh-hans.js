// Every sentence that the page says from the start, in simplified Chinese.
/** @import { Messages } from "./messages.js" */
import { messages as issueText } from "../../js/locales/zh-Hans.js";
import { zhHans as chooser } from "../chooser/zh-hans.js";
import { zhHans as fields } from "../fields/zh-hans.js";
import { zhHans as header } from "../header/zh-hans.js";
import { zhHans as reset } from "../reset/zh-hans.js";
import { zhHans as secret } from "../secret/zh-hans.js";
import { zhHans as setup } from "../setup/zh-hans.js";
import { spaced } from "./spaced.js";
import { dateOf, timeOf } from "./zh-hans-intl.js";
import model from "./zh-hans-model.js";

/** @param {string} text of the core */
function translated(text) {
  if (Object.hasOwn(model, text)) return model[text];
  // What to do next may end with what is particular to the operation.
  const [, first, rest] = /^(.*?\.) (.*)$/.exec(text) ?? [];
  return first && Object.hasOwn(model, first) && Object.hasOwn(model, rest) ? model[first] + model[rest] : text;
}

/** Digits and signs of ASCII, by what the core calls them. */
const SIGNS = new Map(Object.entries({
  space: "空格", "exclamation mark": "感叹号", "double quote": "双引号", "number sign": "井号", "dollar sign": "美元符号",
  "percent sign": "百分号", ampersand: "和号（&）", apostrophe: "单引号", "opening parenthesis": "左圆括号",
  "closing parenthesis": "右圆括号", asterisk: "星号", "plus sign": "加号", comma: "逗号", hyphen: "连字符", "full stop": "英文句点",
  slash: "斜杠", colon: "冒号", semicolon: "分号", "less-than sign": "小于号", "equals sign": "等号", "greater-than sign": "大于号",
  "question mark": "问号", "at sign": "at 符号（@）", "opening square bracket": "左方括号", backslash: "反斜杠",
  "closing square bracket": "右方括号", caret: "脱字符（^）", underscore: "下划线", backtick: "反引号", "opening curly bracket": "左花括号",
  "vertical bar": "竖线", "closing curly bracket": "右花括号", tilde: "波浪号",
  "digit zero": "数字 0", "digit one": "数字 1", "digit two": "数字 2", "digit three": "数字 3", "digit four": "数字 4",
  "digit five": "数字 5", "digit six": "数字 6", "digit seven": "数字 7", "digit eight": "数字 8", "digit nine": "数字 9",
}));

/** @type {Messages} */
export const zhHans = {
  ...header,
  ...chooser,
  ...setup,
  ...fields,
  ...secret,
  ...reset,

  loading: "正在加载…",
  loadFailed: "页面无法加载 WebAssembly 模块。请重新加载页面；如果仍然无效，请使用支持 WebAssembly 的新版浏览器。",
  partMissing: "无法加载页面的这一部分。请检查网络连接后重试。",

  notCopied: "浏览器不允许复制。请显示文本后手动复制。",
  clearsIn: (seconds) => `${seconds} 秒后清空剪贴板`,
  clearsOnReturn: "点击此页面即可清空剪贴板。",
  notCleared: "浏览器不允许清空剪贴板。请复制其他内容将其覆盖。",
  clipboardCleared: "剪贴板已清空。剪贴板历史记录可能仍会保留。",
  capital: "大写",
  spelled(words) {
    const [, size, rest] = /^(capital|lower) (.+)$/.exec(words) ?? [];
    if (size) return { size: size === "capital" ? "大写" : "小写", word: size === "capital" ? rest[0].toUpperCase() + rest.slice(1) : rest };
    return { word: SIGNS.get(words) ?? words.replace(/^character /, "字符 ") };
  },
  dateOf,
  timeOf,

  issue: (issue, operation) => (["rule", "lifecycle"].includes(issue.code) ? translated(issue.expected.notice ?? issue.message) : spaced(issueText(issue, operation))),
  model: translated,
  learn(texts) {
    Object.assign(model, texts);
  },
};
