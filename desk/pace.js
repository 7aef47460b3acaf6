// How fast rows are sent: so many a second, and none before the service said so.
import { setTimeout as sleep } from "node:timers/promises";

/** The longest that a service can make all wait, in milliseconds. */
const LONGEST = 300_000;

/**
 * @param {number} perSecond
 * @param {number} burst how many may go at once
 */
export function pace(perSecond, burst = 1) {
  let tokens = burst, last = performance.now(), until = 0, chain = Promise.resolve();
  const take = async (signal) => {
    while (!signal.aborted) {
      const now = performance.now();
      tokens = Math.min(burst, tokens + ((now - last) / 1000) * perSecond);
      last = now;
      const wait = Math.max(until - now, tokens >= 1 ? 0 : ((1 - tokens) / perSecond) * 1000);
      if (wait <= 0) {
        tokens -= 1;
        return;
      }
      await sleep(Math.ceil(wait), undefined, { signal }).catch(() => {});
    }
  };
  return {
    /**
     * Resolves when one more may go, in the order in which it was asked, or when nobody is to wait any more.
     *
     * @param {AbortSignal} signal
     */
    take: (signal) => (chain = chain.then(() => take(signal))),
    /** @param {number} milliseconds for which nobody goes */
    pause: (milliseconds) => {
      until = Math.max(until, performance.now() + Math.min(Math.max(milliseconds, 0), LONGEST));
    },
    /** How long nobody goes, in milliseconds. */
    get waits() {
      return Math.max(0, until - performance.now());
    },
  };
}
