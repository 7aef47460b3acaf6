import { numbers, renewed } from "../text/zh-hans-intl.js";
import { spaced } from "../text/spaced.js";

const whole = new Intl.NumberFormat("zh-Hans", { maximumFractionDigits: 0, roundingMode: "floor" });

/** @type {typeof import("./en.js").en} */
export const zhHans = {
  newPassword: (label) => spaced(`新${renewed(label)}`),
  source: "密码来源",
  random: "随机字符",
  asWords: "单词组合",
  myOwn: "自行输入",
  byService: (service) => spaced(`由 ${service} 生成`),
  madeByService: (service) => spaced(`${service} 会生成密码并返回。`),
  show: "显示",
  hide: "隐藏",
  another: "换一个",
  options: "选项",
  hidden: (length) => `已隐藏，共 ${numbers.format(length)} 个字符`,
  fits: (length) => `${numbers.format(length)} 个字符 · 符合密码规则`,
  keptUntilKnown: "确认重置成功前会一直保留",
  ready: (label) => spaced(`新${renewed(label)}已生成。`),
  nothingFits: "没有同时符合规则和这些选项的密码。",
  length: "长度",
  lengthFrom: (min, max) => `长度，${numbers.format(min)} 到 ${numbers.format(max)}`,
  leaveOut: "排除",
  words: "单词数",
  between: "分隔符",
  separators: { "-": "连字符 -", ".": "句点 .", _: "下划线 _", " ": "空格" },
  bits: (bits) => `强度 ${whole.format(bits)} 比特`,

  passwordRules: "密码规则",
  ruleLength: (min, max) => (max === undefined ? `至少 ${numbers.format(min)} 个字符` : `${numbers.format(min)} 到 ${numbers.format(max)} 个字符`),
  ruleClass: (name, min) => (min > 1 ? `至少 ${numbers.format(min)} 个${name}` : `包含${name}`),
  ruleClasses: (min, names) => spaced(`至少包含其中 ${numbers.format(min)} 类：${names.join("、")}`),
  groups: { upper: "A–Z", lower: "a–z", digit: "0–9", special: "符号", latin1: "é、ß 等", otherLetter: "其他字母" },
  ruleDifferent: (min) => `至少 ${numbers.format(min)} 个不同的字符`,
  ruleCharacters: (meaning) => spaced(`只能使用 ${meaning} 中的字符`),
  ruleUserName: "不含用户名",
  met: "已满足：",
  notMet: "未满足：",

  directory: "目录",
  directoryDefault: "默认目录或不确定",
  person: "用户在目录中的名称",
  personHelp: "用于检查密码是否包含此名称，不会发送。",
};
