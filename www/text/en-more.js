// In English, what the parts say that are loaded later.
import { en as desk } from "../desk/en.js";
import { en as developers } from "../developers/en.js";
import { en as done } from "../done/en.js";
import { en as many } from "../many/en.js";
import { en as printed } from "../printed/en.js";

export const enMore = { ...desk, ...developers, ...done, ...many, ...printed };
