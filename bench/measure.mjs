// Interleaved: each round measures every candidate once, in rotated order, so that whatever else the machine does hits all
// alike. A candidate's time is the median of its rounds; its ratio is the median of the rounds' own ratios.

const now = () => performance.now() * 1e6;

/** @param {number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Each candidate gets a loop of its own, so that none sees what the engine learned from another. */
function loop(run, pool, isAsync) {
  const [prefix, wait] = isAsync ? ["async ", "await "] : ["", ""];
  return new Function("run", "pool", `let at = 0; return ${prefix}(times) => {
    let kept;
    for (let i = 0; i < times; i++) kept = ${wait}run(pool[at++ & ${pool.length - 1}]);
    return kept;
  };`)(run, pool);
}

/**
 * @param {Record<string, (input: any) => any>} candidates
 * @param {any[]} pool a power of two of them
 * @returns {Promise<Record<string, { ns: number, ratio: number }>>} `ratio`: how many times as long as the first it takes
 */
export async function interleave(candidates, pool, { rounds, milliseconds }) {
  const states = [];
  for (const [name, run] of Object.entries(candidates)) {
    const first = run(pool[0]);
    const isAsync = first instanceof Promise;
    const calls = loop(run, pool, isAsync);
    await first;
    let times = 1;
    for (let spent = 0; spent < milliseconds * 1e6; times *= 2) {
      // The shortest of three, so that a pause of the machine is not taken for work.
      spent = Infinity;
      for (let attempt = 0; attempt < 3; attempt++) {
        const start = now();
        await calls(times);
        spent = Math.min(spent, now() - start);
      }
    }
    states.push({ name, calls, times: Math.max(1, Math.round(times / 8)), rounds: [] });
  }
  for (let round = 0; round < rounds; round++) {
    globalThis.gc?.();
    for (let i = 0; i < states.length; i++) {
      const state = states[(i + round) % states.length];
      const batches = [];
      for (let batch = 0; batch < 5; batch++) {
        const start = now();
        const pending = state.calls(state.times);
        if (pending instanceof Promise) await pending;
        batches.push((now() - start) / state.times);
      }
      state.rounds.push(median(batches));
    }
  }
  const [reference] = states;
  return Object.fromEntries(states.map(({ name, rounds: found }) => [name, {
    ns: median(found),
    ratio: median(found.map((ns, round) => ns / reference.rounds[round])),
  }]));
}
