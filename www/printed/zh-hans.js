import { numbers } from "../text/zh-hans-intl.js";

/** @type {typeof import("./en.js").en} */
export const zhHans = {
  whatPrinted: "命令输出了什么？",
  nothing: "没有输出",
  something: "有输出…",
  printedHelp: "粘贴命令的输出或响应。内容只在此页面读取，不会发送。",
  httpStatus: "HTTP 状态码",
  explain: "查看结果",
  responseEmpty: "请粘贴响应，或填写状态码。",
  responseTooLong: (most) => `最多可粘贴 ${numbers.format(most)} 个字符，只粘贴最后一次响应即可。`,
  responseNone: "这表示没有收到响应。再次发送之前，请先确认请求是否已经送达服务。",
  responseUnknown: "请只粘贴响应正文，或同时填写状态码。",
};
