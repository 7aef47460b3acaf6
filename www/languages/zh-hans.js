// Every sentence that the page puts on the screen from the start, in simplified Chinese; zh-hans-more.js has the others.
/** @import { Issue, Member } from "../types.js" */
/** @import { Messages } from "../messages.js" */
import model from "./zh-hans-model.js";

export const and = new Intl.ListFormat("zh-Hans", { type: "conjunction" });
const oneDigit = new Intl.NumberFormat("zh-Hans", { minimumFractionDigits: 1, maximumFractionDigits: 1, roundingMode: "floor" });
export const numbers = new Intl.NumberFormat("zh-Hans");

/** @param {string} text of the core */
function translated(text) {
  if (Object.hasOwn(model, text)) return model[text];
  // What to do next may end with what is particular to the operation.
  const [, first, rest] = /^(.*?\.) (.*)$/.exec(text) ?? [];
  return first && Object.hasOwn(model, first) && Object.hasOwn(model, rest) ? model[first] + model[rest] : text;
}

/** Takes over what operations say, by the English text. @param {Record<string, string>} texts */
const learn = (texts) => {
  Object.assign(model, texts);
};

/** A space between Chinese and a word in Latin letters. */
export const spaced = (/** @type {string} */ text) => text
  .replace(/(\p{sc=Han})(?=[A-Za-z0-9])/gu, "$1 ")
  .replace(/([A-Za-z0-9])(?=\p{sc=Han})/gu, "$1 ");

/** Digits and signs of ASCII, by what the core calls them. */
const SIGNS = new Map(Object.entries({
  space: "空格", "exclamation mark": "感叹号", "double quote": "双引号", "number sign": "井号", "dollar sign": "美元符号",
  "percent sign": "百分号", ampersand: "和号（&）", apostrophe: "单引号", "opening parenthesis": "左圆括号",
  "closing parenthesis": "右圆括号", asterisk: "星号", "plus sign": "加号", comma: "逗号", hyphen: "连字符（减号）", "full stop": "句点",
  slash: "斜杠", colon: "冒号", semicolon: "分号", "less-than sign": "小于号", "equals sign": "等号", "greater-than sign": "大于号",
  "question mark": "问号", "at sign": "at 符号（@）", "opening square bracket": "左方括号", backslash: "反斜杠",
  "closing square bracket": "右方括号", caret: "脱字符（^）", underscore: "下划线", backtick: "反引号", "opening curly bracket": "左花括号",
  "vertical bar": "竖线", "closing curly bracket": "右花括号", tilde: "波浪号",
  "digit zero": "数字 0", "digit one": "数字 1", "digit two": "数字 2", "digit three": "数字 3", "digit four": "数字 4",
  "digit five": "数字 5", "digit six": "数字 6", "digit seven": "数字 7", "digit eight": "数字 8", "digit nine": "数字 9",
}));

/** @param {string[]} labels */
const listed = (labels) => spaced(and.format(labels));

/** @type {Messages} */
export const zhHans = {
  title: "重置工作台",
  lede: "生成服务商能够接受的密码或 PIN 重置请求。您输入的内容不会离开此页面：页面不发送，也不保存任何内容。",
  ledeSending: "生成服务商能够接受的密码或 PIN 重置请求。在您将请求发送到自己的服务器之前，输入的内容不会离开此页面；页面不保存任何内容。",
  ledeDesk: "查找用户，生成新密码或 PIN，然后重置。您输入的内容只在发送时提交给提供此页面的重置工具，页面不保存任何内容。",
  chooseLanguage: "语言",
  loadFailed: "页面无法加载 WebAssembly 模块，因此表单无法使用。请重新加载页面；如果仍然无效，请使用支持 WebAssembly 的新版浏览器。",

  ways: "页面的功能",
  oneUser: "单个用户",
  wholeFile: "整个文件",
  partMissing: "无法加载页面的这一部分。请检查网络连接后重试。",

  chooseOperation: "您要重置什么？",
  documentation: "阅读服务商的文档",
  ended: (date) => `已于 ${date} 终止`,
  ends: (date) => `将于 ${date} 终止`,

  formHeading: "填写信息",
  optional: "（选填）",
  example: "例如：",
  region: "地域",
  regionHelp: "接收请求的服务所在的地域。",
  cloud: "云",
  cloudHelp: "请求发往服务商的哪个云。",
  address: "服务地址",
  addressHelp: "请求发往的地址，以 https:// 开头。",
  addressMissing: "请填写服务地址。",
  addressWrong: "服务地址须为主机名（可带路径），并以 https:// 开头；本机也可使用 http://。",
  choose: "请选择",
  listHelp: "每行一项。",
  listOf: (values) => spaced(`每行一项，可用的有：${and.format(values)}。`),
  mapHelp: "每行一项，格式为“名称=值”。",
  build: "生成请求",
  clear: (label) => spaced(`清除${label}`),
  cleared: (label) => spaced(`${label}已清除，其他内容均已保留。`),
  notNeeded: (label, replacement) => spaced(`“${replacement}”开启时无需填写，${label}不会发送。`),

  error: "错误：",
  errorTitle: (title) => `错误：${title}`,
  problems: "有内容需要更正",
  warning: "请留意：",

  issue(issue, members) {
    /** @param {string | undefined} name */
    const label = (name) => members.find((member) => member.name === name)?.label ?? name ?? "";
    const isSwitch = (/** @type {string} */ name) => members.some((member) => member.name === name && member.kind === "boolean");
    return spaced(sentence(issue, issue.path.length > 0 ? label(issue.path[0]) : "输入", label, isSwitch));
  },

  model: translated,
  learn,

  documentHeading: "从命令行的输入文档填写",

  directory: "目录",
  directoryHelp: "目录决定接受哪些密码。如果不清楚，请保持不变。",
  directoryDefault: "默认目录，或不清楚",
  person: "用户在目录中的名称",
  personHelp: "密码不能包含此名称。它只用于在此检查和生成，不会发送。",

  policyHeading: "目录的要求：",
  ruleLength: (min, max) => (max === undefined ? `至少 ${min} 个字符` : `${min} 至 ${max} 个字符`),
  ruleClass: (name, min) => (min > 1 ? `${name}（至少 ${numbers.format(min)} 个）` : `含${name}`),
  ruleClasses: (min, names) => `至少含以下字符中的 ${numbers.format(min)} 类：${listed(names)}`,
  ruleDifferent: (min) => `至少 ${numbers.format(min)} 个不同的字符`,
  ruleCharacters: (meaning) => `只能使用 ${meaning} 中的字符`,
  ruleUserName: "不能包含用户名；在下方填写后即可检查",
  met: "已满足：",
  notMet: "未满足：",

  show: "显示",
  hide: "隐藏",
  generate: "生成",
  copy: "复制",
  showLabel: (label) => spaced(`显示${label}`),
  hideLabel: (label) => spaced(`隐藏${label}`),
  generateLabel: (label) => spaced(`生成${label}`),
  copyLabel: (label) => spaced(`复制${label}`),
  spell: "拼读",
  spellLabel: (label) => spaced(`逐字拼读${label}，用于电话告知`),
  isSpelled: (label) => spaced(`${label}的逐字读法已在下方列出。`),
  nothingToSpell: (label) => spaced(`还没有可拼读的${label}。`),
  spelled(words) {
    const [, size, rest] = /^(capital|lower) (.+)$/.exec(words) ?? [];
    if (size) return `${size === "capital" ? "大写" : "小写"} ${rest}`;
    return SIGNS.get(words) ?? words.replace(/^character /, "字符 ");
  },
  isVisible: (label) => spaced(`${label}已显示。`),
  isHidden: (label) => spaced(`${label}已隐藏。`),
  isGenerated: (label) => spaced(`已填入新的${label.replace(/^新 ?/, "")}。您可以显示后查看，也可以直接复制。`),
  notGenerated: (label) => spaced(`无法生成${label}。`),
  isCopied: (label) => spaced(`${label}已复制。剪贴板历史记录可能会保留它。`),
  nothingToCopy: (label) => spaced(`还没有可复制的${label}。`),
  clearClipboard: "清空剪贴板",
  clearsIn: (seconds) => `${numbers.format(seconds)} 秒后页面将清空剪贴板，届时其中的任何内容都会被清除。`,
  clipboardCleared: "剪贴板已清空。剪贴板历史记录可能仍保留之前的内容。",
  clearsOnReturn: "请回到此页面或按下按钮，页面随即清空剪贴板。",
  notCleared: "浏览器不允许清空剪贴板。请复制其他内容将其覆盖。",

  generatorOptions: "生成选项",
  length: "长度",
  lengthHelp: (min, max) => `${min} 至 ${max} 个字符`,
  lengthSlider: "长度（滑块）",
  lookAlikes: "排除易混淆的字符",
  lookAlikesHelp: "写在纸上容易看错。",
  entropy: (bits) => `${oneDigit.format(bits)} 比特。`,
  entropyKnown: "每个密码都从符合目录策略和以上选项的全部密码中等概率抽取；总数是精确计算的，并非估计。",
  noEntropy: "没有同时符合目录策略和以上选项的密码。",
  kindOfSecret: "生成内容",
  aPassword: "密码",
  aPassphrase: "密码短语：由单词组成，便于口述",
  words: "单词数",
  wordsHelp: "英文单词，并按策略要求补充其他字符",
  entropyOfWords: "单词从 7,776 个词的词表中等概率抽取；符合目录策略的密码短语总数是精确计算的，并非估计。",
  noPassphrase: "没有由这么多单词组成且符合目录策略的密码短语。",
  notCounted: "无法计算总数。",

  notCopied: "浏览器不允许复制。请显示文本后手动复制。",

  requestHeading: "请求",
  noRequest: "信息填写完整后，请求会显示在这里。其中的密码等内容会一直遮盖，直到您要求显示。",
  outdated: "信息已更改，之前的请求已移除。请重新生成。",

  responseHeading: "解读响应",
  pointedAt: (label) => spaced(`服务的响应指向${label}。`),
};

/**
 * An issue from its code and what is expected. A code that is not known here is said in the core's English.
 *
 * @param {Issue} issue
 * @param {string} label of what it is about
 * @param {(name: string) => string} labelOf another member
 * @param {(name: string) => boolean} isSwitch whether another member is one
 * @returns {string}
 */
function sentence({ code, expected, message }, label, labelOf, isSwitch) {
  const { source, min = 0, max = 0, form = "", positions = [], classes = [], words = [], values = [], forms = [], members = [], line = 0, column = 0 } = expected;
  const unit = expected.unit ? { utf16: " 个 UTF-16 码元", bytes: " 字节", items: " 项" }[expected.unit] : " 个字符";
  const { unless, when } = expected;
  const given = (/** @type {string} */ name) => (isSwitch(name) ? "开启" : "填写");
  const whose = source === "directory" ? "目录策略要求：" : "";
  const names = listed(classes.map(translated));
  const first = positions.length > 1 ? "第一个是 " : "";
  const named = `${first}${expected.character}（${translated(expected.name ?? "")}）`;
  const places = and.format(positions.map((position) => numbers.format(position)));
  switch (code) {
    case "syntax":
      return `输入不是有效的 ${expected.format}：第 ${numbers.format(line)} 行，第 ${numbers.format(column)} 列。`;
    case "address":
      return "这是文件地址，请提供文件的内容。";
    case "duplicate_member":
      return `${label}重复出现：第 ${numbers.format(line)} 行，第 ${numbers.format(column)} 列。`;
    case "unquoted":
      return `${label}须加引号：第 ${numbers.format(line)} 行，第 ${numbers.format(column)} 列；否则 YAML 读到的内容可能与所写的不同。`;
    case "invalid_quotes":
      return "该行的引号位置不符合 CSV 的规定。";
    case "invalid_utf8":
      return "该行不是 UTF-8 文本。";
    case "row_too_long":
      return `该行过长，最多 ${numbers.format(max)} 字节。`;
    case "wrong_cell_count":
      return `该行须有 ${numbers.format(min)} 个单元格，与表头相同。`;
    case "truncated":
      return "文件在该行的引号内结束。";
    case "duplicate":
      return "前面已有一行针对同一用户。";
    case "not_generated":
      return `无法生成${label}：随机生成的结果都不符合全部规则。`;
    case "missing":
      if (expected.members) return `请填写以下任意一项：${listed(members.map(labelOf))}。`;
      if (when) return `${given(when)}“${labelOf(when)}”时，请填写${label}。`;
      return unless ? `请填写${label}，或${given(unless)}“${labelOf(unless)}”。` : `请填写${label}。`;
    case "recommended":
      if (expected.members) return `建议填写以下任意一项：${listed(members.map(labelOf))}。`;
      if (when) return `${given(when)}“${labelOf(when)}”时，建议填写${label}。`;
      return unless ? `建议填写${label}，或${given(unless)}“${labelOf(unless)}”。` : `没有填写${label}，请求将不含此项。`;
    case "unknown_member":
      if (expected.more) return `另有 ${numbers.format(expected.more)} 个名称不是 ${expected.operation} 的参数。参数有：${and.format(members)}。`;
      return `${label}不是 ${expected.operation} 的参数。参数有：${and.format(members)}。`;
    case "wrong_type":
      return `${label}必须是${{ string: "文本", boolean: " true 或 false", integer: "整数", list: "文本列表", map: "由文本组成的对象", object: "包含各参数的对象" }[expected.type ?? "string"]}。`;
    case "not_a_value":
      return `${label}须为以下之一：${and.format(values)}。`;
    case "out_of_range":
      if (expected.min === undefined) return `${label}不能大于 ${numbers.format(max)}。`;
      return expected.max === undefined ? `${label}不能小于 ${numbers.format(min)}。` : `${label}须在 ${numbers.format(min)} 至 ${numbers.format(max)} 之间。`;
    case "conflict":
      return `${label}与“${labelOf(expected.with ?? "")}”不能同时使用，请只选其一。`;
    case "too_short":
      if (min === max) return `${label}必须正好是 ${numbers.format(min)}${unit}。`;
      return min === 1 ? `${label}不能为空。` : `${whose}${label}至少 ${numbers.format(min)}${unit}。`;
    case "too_long":
      if (min === max) return `${label}必须正好是 ${numbers.format(max)}${unit}。`;
      return `${whose}${label}最多 ${numbers.format(max)}${unit}。`;
    case "wrong_form":
      return `${label}必须是 ${translated(form)}。${positions.length > 0 ? `第 ${places} 个字符不符合。` : ""}`;
    case "reserved":
      return `${label}不能是 ${and.format(values)}，任何 URL 都无法传递它们。`;
    case "forbidden_character":
      return `${label}的第 ${places} 个字符不允许使用。允许使用：${translated(form)}。${expected.composed ? "其中字母和重音符号是两个字符：合为一个字符输入即可。" : ""}`;
    case "missing_class":
      return min > 1 ? `${whose}${label}至少含 ${numbers.format(min)} 个${names}。` : `${whose}${label}须含${names}。`;
    case "too_few_classes":
      return `${whose}${label}至少含以下字符中的 ${numbers.format(min)} 类：${names}。`;
    case "too_few_different":
      return `${whose}${label}至少有 ${numbers.format(min)} 个不同的字符。`;
    case "too_many_repeats":
      return `${whose}${label}中同一字符最多连续出现 ${numbers.format(max)} 次。`;
    case "too_many_of_class":
      return `${whose}${label}最多含 ${numbers.format(max)} 个${names}。`;
    case "too_long_class_run":
      return `${whose}${label}中同一类字符最多连续出现 ${numbers.format(max)} 个。`;
    case "too_long_sequence":
      return `${whose}${label}中最多有 ${numbers.format(max)} 个连续的字符（如 abc 或 321）。`;
    case "wrong_first_character":
      return `${whose}${label}须以其他字符开头。`;
    case "wrong_last_character":
      return `${whose}${label}须以其他字符结尾。`;
    case "contains_user_name":
      return `${whose}${label}不能包含用户名。`;
    case "forbidden_word":
      return `${whose}${label}不能包含 ${and.format(words)}。`;
    case "forbidden_password":
      return `${whose}${label}不能是禁用列表中的密码。`;
    case "lifecycle":
      return translated(expected.notice ?? message);
    case "undocumented_form":
      return `${label}的格式没有记载。有记载的格式：${listed(forms.map(translated))}。`;
    case "undocumented_group":
      return `${label}可能被拒绝：目录对带重音符号的字母或空格可能另行归类。再加一类字符更稳妥。`;
    case "invisible_character":
      return `${label}的第 ${places} 个字符看不见：${named}。`;
    case "look_alike_character":
      return `${label}的第 ${places} 个字符容易与其他字符混淆：${named}，形似 ${expected.looksLike}`;
    case "untypeable_character":
      return `${label}的第 ${places} 个字符在大多数键盘上无法输入：${named}。`;
    case "not_nfc":
      return `${label}中有字母和重音符号分开编码，其他键盘可能会输入成一个字符。`;
    case "ends_with_space":
      return `${label}以空格开头或结尾，复制时容易丢失。`;
    default:
      return message;
  }
}
