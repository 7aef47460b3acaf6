// How tests wait, in every browser: for a state that stays, as long as a busy machine needs.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

/** How long a step may take, in milliseconds. */
export const PATIENCE = 120_000;

/** Waits until what is read is what is expected. */
export async function becomes(read, expected) {
  const until = Date.now() + PATIENCE;
  let found;
  while (!isDeepStrictEqual(found = await read(), expected) && Date.now() < until) await sleep(10);
  assert.deepEqual(found, expected);
}
