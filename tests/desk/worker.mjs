// A process that sends a file and may be killed: node worker.mjs ADDRESS JOURNAL OPERATION ROWS. Prints the recovery code of a new one.
import { randomBytes } from "node:crypto";
import { FileJob } from "../../desk/file-job.js";
import { liveProvider } from "../../desk/live.js";

const [, , endpoint, path, operation, rows] = process.argv;
const provider = liveProvider({ endpoint });
const job = new FileJob({ path, operation, place: {}, count: Number(rows), send: (input) => provider.reset(operation, {}, input), audit: () => {}, perSecond: 1000 });
if (job.code) console.log(job.code);
for (let row = 1; row <= Number(rows); row++) {
  job.add(row, operation === "synapse:ResetPassword"
    ? { userId: `@user${row}:example.com`, newPassword: `New-Pass-${randomBytes(6).toString("hex")}`, logoutDevices: true }
    : { id: `00u1a2b3c4d5e6F${10_000 + row}` });
}
await job.run();
job.close();
process.exit(0);
