// Makes the objects of inputs that have the same members: with the names at hand, an object is made at once, which takes a tenth of
// the time of adding member by member.

/**
 * A function that makes an object of the values, without those that are undefined.
 *
 * @param {readonly string[]} members
 * @param {readonly unknown[]} example values that are undefined where those of all inputs are
 */
export function recordsLike(members, example) {
  const [i, j, k, l, ...more] = [...members.keys()].filter((place) => example[place] !== undefined);
  const [a, b, c, d] = [i, j, k, l].map((place) => members[place]);
  if (more.length > 0) return (values) => record(members, values);
  if (l !== undefined) return (values) => ({ [a]: values[i], [b]: values[j], [c]: values[k], [d]: values[l] });
  if (k !== undefined) return (values) => ({ [a]: values[i], [b]: values[j], [c]: values[k] });
  if (j !== undefined) return (values) => ({ [a]: values[i], [b]: values[j] });
  return (values) => record(members, values);
}

/** An object of the values, without those that are undefined. */
export function record(members, values) {
  const made = {};
  for (let i = 0; i < members.length; i++) if (values[i] !== undefined) made[members[i]] = values[i];
  return made;
}
