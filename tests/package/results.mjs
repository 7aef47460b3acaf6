// What every call of an entry comes to, as text: the same wherever it runs.
import { callsOf } from "./calls.mjs";

/**
 * @param {string} file of the entry
 * @param {string} dist its address
 */
export async function results(file, dist) {
  const told = [];
  for (const { name, args, more, run, use, same } of callsOf(await import(`${dist}${file}`))) {
    try {
      told.push(`${name}: ${JSON.stringify(same(await use(await run(...args), ...more)))}`);
    } catch ({ name: error, code, message }) {
      told.push(`${name}: ${error} ${code}: ${message}`);
    }
  }
  return told;
}
