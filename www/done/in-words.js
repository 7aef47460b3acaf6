/**
 * A name of a program's in words, for want of a label: "PrimaryEmail" is "Primary email", and what has capitals alone keeps them.
 *
 * @param {string} name
 */
export function inWords(name) {
  const words = name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+/gu) ?? [name];
  const text = words.map((word) => (/^id$/i.test(word) ? "ID" : /^\p{Lu}\p{Ll}/u.test(word) ? word.toLowerCase() : word)).join(" ");
  return text[0].toUpperCase() + text.slice(1);
}
