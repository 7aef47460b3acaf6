import { spaced } from "../text/spaced.js";

/** @type {typeof import("./en.js").en} */
export const zhHans = {
  job: {
    sender: (service) => spaced(`重置 ${service} 密码`),
    service: (service, label) => spaced(`获取 ${service} 的${label}`),
    user: (service) => spaced(`让 ${service} 用户自行设置新密码`),
  },
  copyLink: "复制链接",
  linkCopied: "链接已复制",
  change: "更改",
  done: "完成",
  otherService: "其他服务",
  region: "地域",
  cloud: "云",
  address: "服务地址",
  addressHelp: "以 https:// 开头。",
  addressMissing: "请填写服务地址。",
  addressWrong: "请填写以 https:// 开头的主机名，可带路径；本机也可使用 http://。",
};
