import { spaced } from "../text/spaced.js";

/** @type {typeof import("./en.js").en} */
export const zhHans = {
  chooseOperation: "要重置什么？",
  search: "搜索服务",
  searchHint: "搜索，例如 Okta 或 AWS",
  services: "服务",
  does: { sender: () => "设置密码", service: (label) => (label ? spaced(`获取${label}`) : "由服务生成"), user: () => "通知用户自行重置" },
  makers: { sender: "由您设置密码", service: "由服务生成", user: "通知用户自行重置" },
  endedServices: (count) => `已停止的服务（${count}）`,
  ended: (date) => `${date} 已停止服务`,
  ends: (date) => `${date} 停止服务`,
  noService: (text) => `没有名为“${text}”的服务。`,
};
