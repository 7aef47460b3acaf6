// In simplified Chinese, the sentences of all that comes after the form.
/** @import { More } from "../messages.js" */
import { and, numbers, spaced } from "./zh-hans.js";

/** @param {number} bytes */
const fileSize = (bytes) => {
  const [unit, value] = bytes < 1e6 ? ["kilobyte", bytes / 1e3] : ["megabyte", bytes / 1e6];
  // The signs of the units, as in every language.
  return new Intl.NumberFormat("en", { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
};

/** @type {More} */
export const zhHansMore = {
  built: "请求已生成",
  unsigned: (algorithm, name) => `请求尚未签名。请使用 ${algorithm} 为服务“${name}”签名，或通过您自己的服务器签名并发送。`,
  formats: "请求的形式",
  tabHttp: "HTTP",
  tabCommand: "命令行",
  tabJavaScript: "JavaScript",
  tabPython: "Python",
  tabSkeleton: "输入模板",
  tool: "工具",
  shell: "终端",
  shells: { posix: "bash、zsh、fish 等", powershell: "PowerShell", cmd: "cmd.exe" },
  commandNote: "此文本不含密码：命令在运行时询问。",
  commandHolds: "此文本包含密码，因为该终端无法在不显示的情况下询问密码。",
  commandLoading: "正在加载命令。",
  commandMissing: "无法加载命令。页面的其他功能不受影响。",
  commandRefused: "此工具和终端无法原样传递该请求，请另选。",
  copyCommand: "复制命令",
  commandCopied: (secret) => (secret ? "命令已复制，其中包含密码。剪贴板历史记录可能会保留它。" : "命令已复制。"),
  documentFormat: "格式",
  copySkeleton: "复制模板",
  skeletonCopied: "模板已复制。",
  skeletonNotCopied: "浏览器不允许复制。请手动复制文本。",
  skeletonHelp: "填写后可作为输入文档交给命令行。其中不含您输入的任何内容。",
  skeletonLoading: "正在加载模板。",
  skeletonMissing: "无法加载模板。页面的其他功能不受影响。",
  snippetNote: "代码使用运行机器上的凭证签名。先安装所需的库：",
  copyCode: "复制代码",
  codeCopied: (secret) => (secret ? "代码已复制，其中包含密码。剪贴板历史记录可能会保留它。" : "代码已复制。"),
  requestLine: "方法和 URL",
  headers: "标头",
  noHeaders: "此请求没有自己的标头。",
  body: "正文",
  noBody: "此请求没有正文。",
  covered: (labels) => spaced(`${and.format(labels)}，已隐藏`),
  showSecrets: (labels) => spaced(`显示请求中的${and.format(labels)}`),
  hideSecrets: (labels) => spaced(`隐藏请求中的${and.format(labels)}`),
  copyBody: "复制正文",
  copyRequest: "复制整个请求",
  bodyCopied: (secret) => (secret ? "正文已复制，其中包含密码。剪贴板历史记录可能会保留它。" : "正文已复制。"),
  requestCopied: (secret) => (secret ? "整个请求已复制，其中包含密码。剪贴板历史记录可能会保留它。" : "整个请求已复制。"),
  adviceHeading: "请留意",
  afterwardsHeading: "接下来要做的事",
  handOverHeading: "交给用户",
  handOver: "电话告知时，使用密码旁的拼读功能；书面交付时，打印一张只含用户所需内容的纸条。",
  printLabel: (label) => spaced(`打印纸条：${label}`),
  printSlip: "打印纸条",
  slipTitle: (label) => spaced(`您的新${label}`),
  slipFor: "收件人",
  slipSpelling: "逐字读法",
  slipKeep: "请妥善保管此纸条，登录后立即销毁。",
  slipChange: "登录后请立即设置您自己的密码。",
  send: "为请求签名并发送。",

  sendHeading: "发送",
  sendHelp: "由您自己的服务器签名并转发请求；服务的响应会在下方解释。",
  sendButton: "通过服务器发送",
  sendFramed: "此页面嵌在其他页面中，因此不能发送。请在单独的标签页中打开此页面，再发送请求。",
  sending: "正在发送。",
  sentDone: (service) => spaced(`已完成：${service} 已重置`),
  isSent: "服务器已响应，响应已在下方解释。",
  serverRefused: (code) => `服务器拒绝了请求（${code}），没有转发任何内容。`,
  notSent: "服务器没有返回可读取的响应。再次发送之前，请先确认请求是否已经送达。",
  answerHelp: "粘贴收到的内容：响应正文、整个 HTTP 响应，或命令的输出。内容只在此页面读取，不会发送到任何地方。命令正常结束（退出码为 0）时，可能没有任何输出。",
  answer: "响应",
  answerStatus: "HTTP 状态码",
  answerStatusHelp: "仅在文本中没有状态码时填写，例如响应为空。",
  explain: "解读",
  clearAnswer: "清除响应",
  printedNothing: "没有任何输出",
  answerEmpty: "请粘贴响应，或填写状态码。",
  answerTooLong: (most) => `内容过长，不像是服务的响应。最多可粘贴 ${most.toLocaleString("zh-Hans")} 个字符，只粘贴最后一次响应即可。`,
  answerNone: "这表示没有收到响应。再次发送之前，请先确认请求是否已经送达服务。",
  answerUnknown: "页面无法读取此响应。请只粘贴响应正文，或同时填写状态码。",
  answerDone: "服务表示操作已完成",
  answerRefused: (code) => `服务的响应：${code}`,
  answerNothing: "响应中没有其他内容。",
  answerTaken: "响应中包含密码或 PIN，因此已从输入框中移除所粘贴的文本。",
  meaning: "含义",
  remedy: "处理方法",
  serviceMessage: "服务的原文",
  pointsAt: "所指的内容",
  goTo: (label) => spaced(`转到“${label}”`),
  again: "能否再次发送",
  retryable: "可以原样再次发送同一请求。",
  notRetryable: "请勿原样再次发送同一请求。",
  retryAfter: (wait) => `服务要求等待 ${numbers.format(wait)}，但没有说明单位。`,
  requestId: "请求 ID（供服务商技术支持使用）",
  outputLabel: (help) => help.replace(/[，。].*$/, ""),
  yes: "是",
  no: "否",

  document: "文档",
  documentHelp: "粘贴用于 --cli-input-json 或 --cli-input-yaml 的内容。内容只在此页面读取，不会发送到任何地方。",
  documentFill: "填写",
  documentLoading: "正在读取文档。",
  documentEmpty: "请先粘贴文档。",
  documentNothing: "没有填写任何内容。",
  documentFilled: (filled, left) => spaced(`已填写：${and.format(filled)}。${left.length > 0 ? `保持不变：${and.format(left)}。` : ""}`),

  batchHeading: "整个文件",
  batchHelp: "检查每行一个用户的 CSV 文件，并生成请求。文件只在此浏览器中读取，不会发送到任何地方，也不会保存。",
  file: "CSV 文件",
  fileHelp: "UTF-8 编码，第一行为列名。请选择文件，或拖放到此处。",
  fileChosen: (name, bytes) => `${name}，${fileSize(bytes)}`,
  fileRead: (columns) => `文件有 ${numbers.format(columns)} 列。`,
  fileMissing: "请选择文件。",
  noHeader: "文件的第一行无法作为表头读取。请将文件保存为 UTF-8 编码的 CSV，第一行为列名。",
  columns: "列",
  columnsHelp: "每一列按其列名识别。无法识别的列，请指明其内容，或选择不使用。",
  columnsNoneNamed: "第一行中没有可识别的列名。它是表头吗？其中可能有密码，因此不显示内容。如果是表头，请指明每一列的内容。",
  preview: (rows) => `文件的前 ${numbers.format(rows)} 行。可能是密码的内容已遮盖。`,
  column: (place) => `第 ${numbers.format(place)} 列`,
  columnIs: (place) => `第 ${numbers.format(place)} 列的内容`,
  columnNothing: "无法识别",
  columnLeftOut: "不使用",
  columnUnknown: (name) => `${name}：请指明该列的内容，或选择不使用。`,
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
  batchCounts: (valid, refused) => `有效 ${numbers.format(valid)} 行，拒绝 ${numbers.format(refused)} 行。`,
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
  faultRows: (rows) => `${numbers.format(rows)} 行`,
  faultMore: (rows, reported) => `另有 ${numbers.format(rows)} 行${reported ? "，请查看报告" : ""}。`,
  rowAt: (row, line) => `第 ${numbers.format(row)} 条（文件第 ${numbers.format(line)} 行）：`,
  files: "文件",
  download: (name, bytes) => `下载：${name}（${fileSize(bytes)}）`,
  filesSecret: "请将含密码的文件保存在只有您能读取的位置，重置完成后立即删除。您移除文件或关闭页面后，页面不再保留。",
  filesHelp: "文件只保留到此页面关闭为止。",
  removeFiles: "移除文件",
};
