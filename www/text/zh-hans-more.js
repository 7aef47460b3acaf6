// In simplified Chinese, what the parts say that are loaded later.
/** @import { More } from "./messages.js" */
import { zhHans as desk } from "../desk/zh-hans.js";
import { zhHans as developers } from "../developers/zh-hans.js";
import { zhHans as done } from "../done/zh-hans.js";
import { zhHans as many } from "../many/zh-hans.js";
import { zhHans as printed } from "../printed/zh-hans.js";

/** @type {More} */
export const zhHansMore = { ...desk, ...developers, ...done, ...many, ...printed };
