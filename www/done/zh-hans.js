import { spaced } from "../text/spaced.js";
import { renewed } from "../text/zh-hans-intl.js";

/** @type {typeof import("./en.js").en} */
export const zhHans = {
  isDone: { sender: "密码已重置", service: "操作成功", user: "通知已发送" },
  isReady: (label) => spaced(`${label}已生成`),
  isPending: "服务已接受请求，但尚未完成",
  forWhom: "用户",
  copied: "已复制",
  clearNow: "立即清空",
  spellOut: "逐字报读",
  spelledOut: "逐字报读",
  printSlip: "打印密码单",
  shownOnce: "仅显示一次",
  shownOnceHelp: (service) => spaced(`${service} 无法再次显示，离开前请复制或打印密码单。`),
  nextSteps: "后续步骤",
  giveIt: (label) => spaced(`将${renewed(label)}告知用户`),
  giveItHelp: "通过电话或当面告知，不要发到该邮箱。",
  another: "重置下一个用户",
  details: "详细信息",
  response: "响应",
  empty: "无内容",
  yes: "是",
  no: "否",

  slipFor: "用户",
  slipService: "服务",
  slipSignIn: "登录地址",
  slipIssued: "日期",
  slipHelpDesk: "服务台",
  slipFold: (label) => spaced(`由此对折，${renewed(label)}在内侧`),
  slipChange: "登录后请立即修改密码，",
  slipKeep: "请勿告诉他人，",
  slipDestroy: "然后销毁此单。",
};
