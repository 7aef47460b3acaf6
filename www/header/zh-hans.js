/** @type {typeof import("./en.js").en} */
export const zhHans = {
  title: "密码重置工具",
  howMany: "重置方式",
  oneUser: "单个用户",
  manyUsers: "批量用户",
  sandboxName: "沙盒",
  sendsNothing: "此页面不发送任何请求",
  sendsToServer: "通过您的服务器发送",
};
