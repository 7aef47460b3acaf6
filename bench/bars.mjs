// What the package holds itself to: each bar with what must be reached and what is reached for, all of it from one run.

/** How many times as long as resetkit another takes at a job. */
const ratio = (job, peer) => ({ times: ({ found }) => found.map((group) => group[job]?.[peer]?.ratio).find((it) => it !== undefined) });
const NODE = "Node", CHROMIUM = "Chromium";
const HAND = "hand-written JavaScript";

/** Each: where, what, against what, how it is told, what must be, what is reached for. Times are at least, sizes and waits at most. */
const BARS = [
  ...[["zod 4", 1.3, 1.5], ["valibot", 1.4, 1.5], ["ajv", 1.4, 1.5], [HAND, 0.9, 0.9]].map(([peer, must, reach]) => [NODE, "validate, valid", peer, ratio("workmail valid", peer), must, reach]),
  ...[["zod 4", 1.5, 1.7], ["valibot", 1.5, 1.7], ["ajv", 1.5, 1.7], [HAND, 0.9, 0.9]].map(([peer, must, reach]) => [CHROMIUM, "validate, valid", peer, ratio("workmail valid", peer), must, reach]),
  [NODE, "validate, one error", "zod 4", ratio("workmail one", "zod 4"), 6.5, 8],
  [NODE, "validate, one error", "ajv", ratio("workmail one", "ajv"), 1.3, 1.3],
  [NODE, "validate, all wrong", "zod 4", ratio("workmail all", "zod 4"), 12, 15],
  [CHROMIUM, "validate, one error", "zod 4", ratio("workmail one", "zod 4"), 2.5, 3],
  [CHROMIUM, "validate, all wrong", "zod 4", ratio("workmail all", "zod 4"), 4.5, 7],
  ...[NODE, CHROMIUM].map((where) => [where, "a form in which one member changes", HAND, ratio("workmail form", HAND), 1.2, 1.5]),
  ...[NODE, CHROMIUM].map((where) => [where, "checkPassword, valid", "zod 4", ratio("a password, valid", "zod 4"), 1.5, 1.5]),
  [NODE, "checkPassword, valid", HAND, ratio("a password, valid", HAND), undefined, 1],
  [NODE, "buildBody, read", "AWS SDK v3, serializer alone", ratio("serialize workmail", "AWS SDK v3, serializer alone"), 4, 6],
  [NODE, "buildBody, read", "JSON.stringify", ratio("serialize workmail", "JSON.stringify"), 0.7, 1],
  [CHROMIUM, "buildBody, read", "JSON.stringify", ratio("serialize workmail", "JSON.stringify"), 0.7, 1],
  // What they were in the README before there were bars.
  [NODE, "generatePassword", HAND, ratio("generate one", HAND), 1.8, 1.8],
  [NODE, "10,000 passwords", HAND, ratio("generate 10,000", HAND), 4.2, 4.2],
  [NODE, "batch", "hand-written JavaScript, bytes", ratio("a file", "hand-written JavaScript, bytes"), 3.6, 3.6],
  [NODE, "batch", "papaparse + zod 4", ratio("a file", "papaparse + zod 4"), undefined, 15],
  [NODE, "batch, memory above base", "100,000 rows", { megabytes: ({ grown }) => grown.peers.resetkit.bytes / 2 ** 20 }, 40, 30],
  ["", "slim with one operation, gzip -9", "", { kilobytes: ({ sizes }) => sizes.one }, 37, 32],
  ["", "a further operation", "", { kilobytes: ({ sizes }) => sizes.two - sizes.one }, 3, 3],
  ["", "resetkit", "", { kilobytes: ({ sizes }) => sizes.index }, 95, 75],
  ["", "resetkit/full", "", { kilobytes: ({ sizes }) => sizes.full }, 290, 240],
  ["", "resetkit/define", "", { kilobytes: ({ sizes }) => sizes.define }, 60, 45],
  [NODE, "load to first result", "", { milliseconds: ({ load }) => load }, 2, 1],
  [CHROMIUM, "load to first result", "over loopback", { milliseconds: ({ load }) => load }, 10, 7],
];

/**
 * @param {Record<string, object>} measured by where: `found` is what the groups took, `grown` what files took, `load` how many
 *   milliseconds the first result takes; and by "" the sizes
 */
export function bars(measured) {
  const rows = BARS.map(([where, what, against, told, must, reach]) => {
    const [[unit, read]] = Object.entries(told);
    const value = measured[where] && read(measured[where]);
    const isTimes = unit === "times";
    const holds = (bar) => (isTimes ? value >= bar : value <= bar);
    const spelled = (number) => (number === undefined ? "" : isTimes ? `${Number(number.toPrecision(3))} ×` : `${Number(number.toPrecision(3))} ${UNITS[unit]}`);
    const verdict = value === undefined || Number.isNaN(value) ? "not measured" : must !== undefined && !holds(must) ? "**not met**" : holds(reach) ? "met, reached" : "met";
    return `| ${[where, what, against].filter(Boolean).join(", ")} | ${spelled(must)} | ${spelled(reach)} | ${value === undefined ? "" : spelled(value)} | ${verdict} |`;
  });
  return ["| | must | reach for | measured | |", "|---|---:|---:|---:|---|", ...rows].join("\n");
}

const UNITS = { kilobytes: "kB", megabytes: "MB", milliseconds: "ms" };
