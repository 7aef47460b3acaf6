// 由重置工具发送时页面显示的简体中文。
import { numbers } from "../text/zh-hans-intl.js";

/** @type {Record<string, string>} */
const REFUSALS = {
  no_endpoint: "重置工具不知道此服务的地址。",
  unreachable: "无法连接到服务，未发送任何内容。",
  dry_run: "当前为试运行：请求已签名，但未发送。",
  no_signer: "重置工具暂不支持此服务商的签名，请使用命令或代码。",
  unknown_region: "重置工具无法识别此地域。",
  unknown_cloud: "重置工具无法识别此云环境。",
  unknown_operation: "启动重置工具时未包含此操作。",
  none: "没有此服务商的凭证。",
  sso_expired: "登录已过期。",
  login_expired: "登录已过期。",
  mfa: "此配置文件要求输入第二重验证的验证码。",
  no_profile: "没有可用的同名配置文件。",
  process_failed: "此配置文件用于获取凭证的命令运行失败。",
  process_expired: "此配置文件用于获取凭证的命令返回了过期的凭证。",
  bad_token: "读取到的内容不是令牌：内容为空，或含有空格、换行。",
  no_file: "无法读取令牌文件。",
  open_file: "本机的其他用户可以读取令牌文件。",
  no_command: "未安装用于登录的工具。",
  command_slow: "用于登录的工具在 15 秒内没有响应。",
  command_failed: "用于登录的工具没有返回令牌。",
  denied: "服务已连续五次拒绝凭证。",
  no_session: "此标签页的会话已失效，请打开终端中的新链接。",
  too_many: "操作过于频繁，请等待一分钟。",
  unknown: "没有收到响应，密码可能已更改，也可能没有。",
  bad_query: "无法按此内容查找，请输入邮箱地址或姓名。",
  missing_member: "请先填写组织或目录等字段，再查找。",
  other_rows: "各行与上次发送此文件时不同，请使用相同的列，或使用新文件。",
  other_job: "此文件上次发送时的行数不同。",
  damaged: "此文件的日志已被改动，无法确认哪些行已完成。",
  locked: "本机的另一个重置工具正在处理此文件。",
  bad_code: "这不是此文件的恢复码。",
  unknown_file: "重置工具已重新启动，请再次准备文件。",
};

/** @type {typeof import("./en.js").en} */
export const zhHans = {
  sandbox: "沙盒：数据不会离开本机",
  live: "正式环境",
  dryRun: "试运行：不发送任何请求",
  refusal: (code = "unknown") => REFUSALS[code] ?? `重置工具拒绝了请求（${code}）。`,
  serverRefused: (code) => `您的服务器拒绝了请求（${code}）`,
  inTerminal: "请在终端中运行",

  linkHeading: "打开重置工具",
  linkLabel: "终端中的链接",
  linkHelp: "此标签页没有会话。请在运行重置工具的终端中按回车键，将新链接粘贴到此处。链接只能使用一次。",
  linkOpen: "打开",
  linkVoid: "此链接已失效。请在终端中按回车键，粘贴新链接。",

  findHelp: "邮箱地址、姓名或 ID。",
  finding: "正在查找…",
  nobodyFound: "没有找到同名或同邮箱的用户，将按原样发送。",
  chooseOne: (count, more) => `找到 ${numbers.format(count)} 个用户${more ? "，还有更多" : ""}，请选择：`,
  asTyped: "使用所输入的内容",
  notReady: "未启用",
  tryThese: "试试：",
  samplePeople: { normal: "正常用户", disabled: "已禁用的用户", busy: "服务繁忙", unknown: "不存在的用户" },
};
