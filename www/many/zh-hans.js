// 批量处理文件时页面显示的简体中文。
import { numbers } from "../text/zh-hans-intl.js";
import { spaced } from "../text/spaced.js";

/** @param {number} bytes */
const fileSize = (bytes) => {
  const [unit, value] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  // The signs of the units, as in every language.
  return new Intl.NumberFormat("en", { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
};

/** @type {typeof import("./en.js").en} */
export const zhHans = {
  batchHeading: "整个文件",
  batchHelp: "检查每行一个用户的 CSV 文件，并生成请求。文件只在此浏览器中读取，不会发送到任何地方，也不会保存。",
  file: "CSV 文件",
  fileHelp: "UTF-8 编码，第一行为列名。请选择文件，或拖放到此处。",
  fileChosen: (name, bytes) => `${name}，${fileSize(bytes)}`,
  fileRead: (columns) => `文件有 ${numbers.format(columns)} 列。`,
  fileMissing: "请选择文件。",
  noHeader: "文件的第一行无法作为表头读取。请将文件保存为 UTF-8 编码的 CSV，第一行为列名。",
  columns: "列",
  columnsHelp: "每一列按列名或其中的值识别。无法识别的列默认不使用；如果需要，请指明其内容。",
  encoding: "编码",
  encodingAsked: "此文件不是 UTF-8 编码。请选择保存文件时使用的编码，并核对下方的名称。",
  encodingChoose: "选择编码",
  encodings: { "windows-1252": "西欧（Windows-1252）", gbk: "简体中文（GBK）", shift_jis: "日文（Shift JIS）", "utf-8": "UTF-8，拒绝不符的行" },
  workbook: "这是 Excel 工作簿。请在 Excel 中另存为“CSV UTF-8（逗号分隔）”，再选择该文件。",
  columnsNoneNamed: "第一行中没有可识别的列名。它是表头吗？其中可能有密码，因此不显示内容。如果是表头，请指明每一列的内容。",
  preview: (rows) => `文件的前 ${numbers.format(rows)} 行。可能是密码的内容已遮盖。`,
  column: (place) => `第 ${numbers.format(place)} 列`,
  columnIs: (place) => `第 ${numbers.format(place)} 列的内容`,
  columnLeftOut: "不使用",
  columnSeparator: (name, separator) => `${name}：列名中还有另一个分隔符（${separator === "\t" ? "制表符" : separator}），各行中可能也有。请只用一种分隔符保存文件，或不使用该列。`,
  columnTwice: (name, label) => spaced(`${name}：已有另一列是${label}。`),
  columnMissing: (label) => spaced(`${label}：没有对应的列。请为所有行统一填写。`),
  cellCovered: "已隐藏",
  defaults: "所有行",
  defaultsHelp: "文件中没有以下各项的列。",
  absent: "缺少密码的行",
  absentDrawn: "为每一行生成密码",
  absentAsked: "由服务生成密码",
  absentStays: "拒绝该行",
  outputs: "要生成的文件",
  output: { requests: "请求", report: "报告", credentials: "凭证" },
  outputHelp: {
    requests: "NDJSON：每行对应一条记录，含输入和正文，或问题。",
    report: "CSV：每一行是否有效，以及问题所在。其中不含密码。",
    credentials: "CSV：用户及其新密码。",
  },
  outputMissing: "请至少选择一个要生成的文件。",
  holdsPasswords: "含密码",
  start: "检查文件并生成请求",
  running: "正在读取文件",
  starting: "正在开始。",
  far: (rows, speed, left) => `已读取 ${numbers.format(rows)} 行，每秒 ${numbers.format(Math.round(speed))} 行。剩余时间${left < 1 ? "不到 1 秒" : `约 ${numbers.format(Math.round(left))} 秒`}。`,
  cancel: "取消",
  cancelled: "已取消",
  cancelledAfter: (rows) => `已读取 ${numbers.format(rows)} 行。没有保留任何内容，也没有生成文件。`,
  batchDone: (rows) => `${numbers.format(rows)} 行已处理`,
  batchCounts: (valid, refused, warned) => `有效 ${numbers.format(valid)} 行，拒绝 ${numbers.format(refused)} 行。${warned > 0 ? `有效行中有 ${numbers.format(warned)} 行需要留意。` : ""}`,
  batchFailed: "文件未能读完",
  batchFailure(code, at) {
    switch (code) {
      case undefined:
        return "无法加载读取文件的部分。请检查网络连接后重试。";
      case "no_header":
        return "文件没有表头。";
      case "unreadable_header":
        return "无法读取表头。";
      case "unknown_column":
        return `无法识别第 ${at} 列。`;
      case "duplicate_column":
        return `第 ${at} 列与另一列的内容相同。`;
      case "missing_column":
        return `缺少必填的列 ${at}。`;
      case "unreadable":
        return "浏览器无法再读取文件，文件可能已更改或移动。请重新选择。";
      default:
        return "没有生成文件。请更改设置，或重新加载页面。";
    }
  },
  faults: "问题",
  warnings: "需要留意",
  faultRows: (rows) => `${numbers.format(rows)} 行`,
  faultMore: (rows, reported) => `另有 ${numbers.format(rows)} 行${reported ? "，请查看报告" : ""}。`,
  rowAt: (row, line) => `第 ${numbers.format(row)} 条（文件第 ${numbers.format(line)} 行）：`,
  files: "文件",
  download: (name, bytes) => `下载：${name}（${fileSize(bytes)}）`,
  credentialsHelp: "凭证文件中的密码保持原样。以 =、+、- 或 @ 开头的密码会被电子表格当作公式，请将该列作为文本导入。",
  filesSecret: "请将含密码的文件保存在只有您能读取的位置，重置完成后立即删除。您移除文件或关闭页面后，页面不再保留。",
  filesHelp: "文件只保留到此页面关闭为止。",
  removeFiles: "移除文件",

  sampleFile: "使用含 200 个虚构用户的文件",
  sendFileHeading: "发送",
  sendFileHelp: "重置工具按服务允许的速度发送有效的行。发送情况记录在不含密码的日志中，因此不会重复重置任何用户。",
  prepare: "准备",
  preparing: "正在提交各行。",
  tooManyRows: (most, engine) => `一台机器最多发送 ${numbers.format(most)} 行。${engine ? "请下载请求，交由引擎发送：resetkit/full 的 distributed 会生成所需文件，用以下命令启动。" : "请拆分文件。"}`,
  resumed: (done, failed, unknown, left, idempotent) => `此文件已发送过：完成 ${numbers.format(done)} 行，失败 ${numbers.format(failed)} 行，不确定 ${numbers.format(unknown)} 行。${left === 0 ? "没有需要发送的行。" : `还剩 ${numbers.format(left)} 行。`}${unknown > 0 ? (idempotent ? "不确定的行会再次发送，不会造成影响。" : "此操作不能重复执行，因此不确定的行不会再次发送。") : ""}`,
  codeHeading: "恢复码",
  codeHelp: "恢复码用于打开新密码列表，程序崩溃后也可使用。它只显示这一次，请保存在只有您能读取的位置。",
  copyRecoveryCode: "复制恢复码",
  recoveryCodeCopied: "恢复码已复制。",
  sendFileConfirm: (rows) => `将重置 ${numbers.format(rows)} 个用户，他们当前的登录凭证会立即失效。`,
  sendRows: (rows) => `重置 ${numbers.format(rows)} 个用户`,
  tryFailed: (rows) => `重试失败的 ${numbers.format(rows)} 行`,
  sendingFile: "正在发送各行。",
  sendFar: (sent, total, speed, left) => `已发送 ${numbers.format(sent)}/${numbers.format(total)}，每秒 ${numbers.format(Math.round(speed))} 行。${left === undefined ? "" : `约剩 ${numbers.format(Math.round(left))} 秒。`}`,
  pause: "暂停",
  goOn: "继续",
  stop: "停止",
  paused: "已暂停。",
  pausedBecause: (why) => `已暂停：${why}处理后请点击“继续”。`,
  busy: (seconds) => `服务要求等待 ${numbers.format(seconds)} 秒。`,
  deskGone: "重置工具没有响应。请重新启动，选择同一文件并再次准备：已完成的行不会再次发送。",
  sentCounts: ({ done, failed, unknown, left }) => `完成 ${numbers.format(done)} 行，失败 ${numbers.format(failed)} 行，不确定 ${numbers.format(unknown)} 行${left > 0 ? `，未发送 ${numbers.format(left)} 行` : ""}。`,
  inDoubt: "连接在服务响应之前中断，密码可能已更改，也可能没有。此操作不能重复执行，因此这些行没有再次发送。请让用户用旧密码登录试试，或逐个重置。",
  inDoubtSent: "连接在服务响应之前中断，密码可能已更改，也可能没有。可以再次发送，不会造成影响。",
  rowsAre: (rows, more) => `第 ${rows.map((row) => numbers.format(row)).join("、")} 行${more ? "等，报告中列出了全部" : ""}。`,
  getReport: "下载报告",
  listHeading: "新密码",
  codeLabel: "恢复码",
  listHelp: "列表中的密码保持原样。以 =、+、- 或 @ 开头的密码会被电子表格当作公式，请将该列作为文本导入。",
  getList: "下载列表",
  listReady: "列表已下载。所有用户拿到密码后，请删除此文件。",
};
