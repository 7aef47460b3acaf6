// Loaded into a process (`node --import`), writes down every two seconds what memory it holds: a line of JSON each, to MEMORY_FILE.
import { appendFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
setInterval(() => {
  const { rss } = process.memoryUsage();
  // What is left once garbage is gone does not depend on when it is collected.
  collect();
  const { heapUsed, external } = process.memoryUsage();
  appendFileSync(process.env.MEMORY_FILE, `${JSON.stringify({ rss, held: heapUsed + external })}\n`);
}, 2000).unref();
