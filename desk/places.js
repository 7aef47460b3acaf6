// Where something stands in a response, as a definition says it: `a.b`, `list[0].c`, `list[].c`, `list[Name=email].Value`,
// `"a.name with a dot"`, and `[]` for the response itself.

const STEPS = /"([^"]*)"|([^.[\]"]+)|\[(\d*)\]|\[(\w+)=([^\]]*)\]/g;

const own = (value, name) => (value !== null && typeof value === "object" && Object.hasOwn(value, name) ? [value[name]] : []);

/**
 * @param {unknown} value
 * @param {string} path
 * @returns {unknown[]} everything that stands there and is not empty
 */
export function at(value, path) {
  let found = [value];
  for (const [, quoted, name, index, key, wanted] of path.matchAll(STEPS)) {
    found = found.flatMap((one) => {
      if (quoted !== undefined || name !== undefined) return own(one, quoted ?? name);
      if (!Array.isArray(one)) return [];
      if (key !== undefined) return one.filter((entry) => entry?.[key] === wanted);
      return index === "" ? one : one.slice(Number(index), Number(index) + 1);
    });
  }
  return found.filter((one) => one !== undefined && one !== null && one !== "");
}

/**
 * Puts a value where {@link at} finds it.
 *
 * @param {object} target is changed
 * @param {string} path without conditions
 * @param {unknown} value
 */
export function put(target, path, value) {
  const steps = [...path.matchAll(STEPS)].map(([, quoted, name, index]) => quoted ?? name ?? Number(index || 0));
  let here = target;
  for (const [place, step] of steps.entries()) {
    if (place === steps.length - 1) here[step] = value;
    else here = here[step] ??= typeof steps[place + 1] === "number" ? [] : {};
  }
}
