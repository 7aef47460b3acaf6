// How long it takes from a library's import to its first result, in a process that did nothing else: milliseconds.
import { validators } from "./peers.mjs";

const start = performance.now();
const { workmail } = await validators[process.argv[2]]();
workmail({ OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333", Password: "Tr0ub4dor-and-3" });
process.stdout.write(JSON.stringify(performance.now() - start));
