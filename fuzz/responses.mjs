// Any response for so many seconds. Responses are read in JavaScript, so that cargo-fuzz does not reach them.
import { Session } from "node:inspector/promises";
import fc from "fast-check";
import { anyResponse } from "../tests/package/any-response.mjs";

const seconds = Number(process.argv[2] ?? 60);
const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
const counted = fc.check(anyResponse, { numRuns: Infinity, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false });
const { result } = await session.post("Profiler.takePreciseCoverage");
const files = result.filter(({ url }) => /\/js\/(response|places|cover|policy-response)\.js$/.test(url));
const blocks = files.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges));
console.log(`${"responses".padEnd(14)} ${`${counted.numRuns}`.padStart(10)} executions, ${`${blocks.filter(({ count }) => count > 0).length}`.padStart(6)} of ${blocks.length} blocks${counted.failed ? ", stopped" : ""}`);
if (counted.failed) {
  console.error(fc.defaultReportMessage(counted));
  process.exitCode = 1;
}
