// The API over the core module. Both entries share it, and with it one instance of the module.
import * as glue from "./core.glue.js";
import { bind } from "./bind.js";
import model from "./model.js";

export const { start, api } = bind(glue, model);
