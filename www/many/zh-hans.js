import { and, numbers } from "../text/zh-hans-intl.js";
import { spaced } from "../text/spaced.js";

const size = (/** @type {number} */ bytes) => {
  const [unit, value] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  // The signs of the units, as in every language.
  return new Intl.NumberFormat("en", { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
};

/** @param {number} seconds */
const aboutLeft = (seconds) => (seconds < 1 ? "剩余不到 1 秒" : `约剩 ${numbers.format(Math.round(seconds))} 秒`);

/** @type {typeof import("./en.js").en} */
export const zhHans = {
  job: (service) => spaced(`批量重置 ${service} 用户`),
  steps: "步骤",
  stepNames: ["文件", "列", "结果"],
  stepDone: "（已完成）",
  chooseFile: "选择文件",
  drop: "将 CSV 文件拖到此处",
  dropHelp: "每行一个用户，首行为列名",
  fileStays: "文件不会离开本机。",
  sampleFile: "使用含 200 个虚构用户的文件",
  otherFile: "换一个文件",
  fileSize: size,
  fileRead: (columns) => `文件有 ${numbers.format(columns)} 列。`,
  noHeader: "无法读取文件的第一行。请将文件另存为 UTF-8 编码的 CSV，首行为列名。",
  encoding: "编码",
  encodingAsked: "此文件不是 UTF-8 编码。请选择保存时使用的编码，并核对下面的名称。",
  encodings: { "windows-1252": "西文（Windows-1252）", gbk: "中文（GBK）", shift_jis: "日文（Shift JIS）", "utf-8": "UTF-8，跳过无法读取的行" },
  workbook: "这是 Excel 工作簿。请在 Excel 中另存为“CSV UTF-8（逗号分隔）”，再选择该文件。",

  columns: "各列的用途",
  column: "文件中的列",
  use: "用作",
  useAs: (name) => `“${name}”用作`,
  ignore: "忽略",
  ignored: (names) => `已忽略：${names.slice(0, 8).join("、")}${names.length > 8 ? ` 等 ${numbers.format(names.length)} 列` : ""}`,
  guessed: "根据内容推测",
  noHeadings: "无法识别第一行的名称。其中可能包含密码，因此未显示。",
  areHeadings: "这是列名，请显示",
  columnNumber: (place) => `第 ${numbers.format(place)} 列`,
  cellCovered: "已隐藏",
  columnSeparator: (separator) => `列名中含有分隔符（${separator === "\t" ? "制表符" : separator}）。请使用同一种分隔符保存文件，或忽略该列。`,
  columnTwice: (label) => spaced(`另一列已用作${label}，请另选。`),
  columnDoubtful: (names, label) => spaced(`${and.format(names.map((name) => `“${name}”`))}看起来都是${label}，请选择一个。`),
  passwords: "密码",
  fromFile: "来自文件",
  sources: {
    drawn: (length) => `为没有密码的用户生成随机密码，${numbers.format(length)} 个字符`,
    asked: () => "由服务为没有密码的用户生成密码",
    stays: () => "跳过没有密码的行",
  },
  forAll: "应用于所有用户",
  check: "检查文件",
  checking: "正在检查文件",
  far: (rows, speed, left) => `${numbers.format(rows)} 行 · 每秒 ${numbers.format(Math.round(speed))} 行 · ${aboutLeft(left)}`,
  cancel: "取消",
  cancelled: "已取消",
  cancelledAfter: (rows) => `已读取 ${numbers.format(rows)} 行，没有写入文件。`,
  failed: "未能读完文件",
  failure(code, at) {
    switch (code) {
      case undefined:
        return "无法加载读取文件的部分。请检查网络连接后重试。";
      case "no_header":
        return "文件没有列名。";
      case "unreadable_header":
        return "无法读取列名。";
      case "unknown_column":
        return `无法识别第 ${at} 列。`;
      case "duplicate_column":
        return `第 ${at} 列与另一列用途相同。`;
      case "missing_column":
        return spaced(`没有${at}列。`);
      case "unreadable":
        return "浏览器无法继续读取该文件，文件可能已被修改或移动。请重新选择。";
      default:
        return "没有写入文件。请更改选项，或重新加载页面。";
    }
  },
  backToColumns: "返回列设置",
  anotherFile: "处理另一个文件",
  areReady: (valid, rows) => `${numbers.format(rows)} 行中有 ${numbers.format(valid)} 行已就绪`,
  ready: (rows) => `${numbers.format(rows)} 行已就绪`,
  nothingSent: "尚未发送任何请求",
  skipped: "已跳过",
  warned: "请检查",
  number: (count) => numbers.format(count),
  rows: (rows, others) => `第 ${rows.map((row) => numbers.format(row)).join("、")} 行${others ? "等" : ""}。`,
  whatNow: "接下来",
  runScript: "运行脚本",
  runScriptHelp: "从终端发送各行，并列出失败的行。用法见脚本开头。",
  getScript: "下载脚本",
  keepPasswords: "保存新密码",
  keepPasswordsHelp: "关闭此页面后将无法找回。以 =、+、- 或 @ 开头的密码会被电子表格当作公式，请将该列作为文本导入。",
  getPasswords: "下载密码（CSV）",
  ownTool: "使用您自己的工具",
  ownToolHelp: (secrets) => `每行一个请求。${secrets ? "其中包含密码。" : ""}`,
  getRequests: "下载请求（NDJSON）",
  keepRecord: "保存记录",
  checkReportHelp: "每一行及其问题，不含密码。",
  outcomeHelp: "每一行的结果，不含密码。",
  getReport: "下载报告（CSV）",

  sendFileHelp: "重置工具按服务允许的速度发送，并保存不含密码的日志，因此不会重复重置任何用户。",
  preparing: "正在提交各行…",
  tooManyRows: (most) => `一台机器最多发送 ${numbers.format(most)} 行`,
  useEngine: "更大的文件需要其他引擎：resetkit/full 的 distributed 会生成所需文件，用以下命令启动。",
  splitFile: "请拆分文件。",
  command: "命令",
  resumed: "此文件已发送过",
  resumedCounts: (done, failed, unknown) => `完成 ${numbers.format(done)} 行，失败 ${numbers.format(failed)} 行，不确定 ${numbers.format(unknown)} 行。已完成的行不会再次发送。`,
  doubtSent: "不确定的行会再次发送，不会造成影响。",
  doubtNotSent: "此操作不能重复执行，因此不确定的行不会再次发送。",
  nothingLeft: "没有需要发送的行",
  codeHeading: "恢复码",
  codeHelp: "恢复码用于打开新密码列表，程序崩溃后也可使用。它只显示这一次，请保存在只有您能读取的位置。",
  copyRecoveryCode: "复制恢复码",
  codeCopied: "已复制。",
  question: (rows) => `现在重置 ${numbers.format(rows)} 个用户？`,
  stopsAtOnce: "他们当前的登录凭证将立即失效。",
  resetUsers: (rows) => `重置 ${numbers.format(rows)} 个用户`,
  yesReset: (rows) => `确认重置 ${numbers.format(rows)} 个用户`,
  notYet: "暂不重置",
  tryFailed: (rows) => `重试失败的 ${numbers.format(rows)} 行`,
  sendingFile: "正在发送各行。",
  usersSent: "已发送的用户",
  sentOf: (sent, total) => `已发送 ${numbers.format(sent)}/${numbers.format(total)}`,
  sendFar: (speed, left) => `每秒 ${numbers.format(Math.round(speed))} 行 · ${aboutLeft(left)}`,
  pause: "暂停",
  goOn: "继续",
  paused: "已暂停。",
  pausedBecause: (why, run) => `已暂停：${why}${run ? `请在终端中运行 ${run}。` : ""}处理后请点击“继续”。`,
  serviceWaits: (seconds) => `服务要求等待 ${numbers.format(seconds)} 秒。`,
  stopping: "正在等待已发送请求的响应。",
  deskGone: "重置工具没有响应。请重新启动并选择同一文件：已完成的行不会再次发送。",
  sentCounts: ({ done, failed, unknown, left }) => [`已重置 ${numbers.format(done)} 个`, ...(failed > 0 ? [`失败 ${numbers.format(failed)} 个`] : []), ...(unknown > 0 ? [`不确定 ${numbers.format(unknown)} 个`] : []), ...(left > 0 ? [`未发送 ${numbers.format(left)} 个`] : [])].join(" · "),
  resetOf: (done, total) => `已重置 ${numbers.format(done)}/${numbers.format(total)} 个用户`,
  anotherLook: "需要处理",
  inDoubt: "连接在服务响应之前中断，密码可能已更改，也可能没有。此操作不能重复执行，因此这些行没有再次发送。请让用户用旧密码登录试试，或逐个重置。",
  inDoubtSent: "连接在服务响应之前中断，密码可能已更改，也可能没有。再次发送不会造成影响。",
  saveNow: "请立即保存新密码",
  listHelp: "列表中的密码保持原样。以 =、+、- 或 @ 开头的密码会被电子表格当作公式，请将该列作为文本导入。",
  getList: "下载密码",
  listReady: "已下载。所有用户拿到密码后请删除。",
};
