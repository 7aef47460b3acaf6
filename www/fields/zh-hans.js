import { and } from "../text/zh-hans-intl.js";
import { spaced } from "../text/spaced.js";

/** @type {typeof import("./en.js").en} */
export const zhHans = {
  optional: "（选填）",
  example: "例如：",
  choose: "请选择",
  listHelp: "每行一项。",
  listOf: (values) => spaced(`每行一项：${and.format(values)}。`),
  mapHelp: "每行一项，格式为“名称=值”。",
  notNeeded: (label, replacement) => spaced(`勾选“${replacement}”后无需填写，${label}不会发送。`),
};
