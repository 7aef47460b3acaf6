/**
 * The bytes of a module that was written as text, one character for each frequent byte and two for any other. Unlike base64
 * it keeps bytes whole, so that gzip makes it no larger than the module itself; scripts/build.mjs writes it.
 *
 * @param {{ length: number, frequent: string, text: string }} inlined in `frequent`, a 1 for each byte value of one character
 */
export function bytes({ length, frequent, text }) {
  const values = [[], []];
  for (let value = 0; value < 256; value++) values[frequent[value]].push(value);
  const [rare, common] = values;
  const places = new Uint8Array(128), meant = new Int16Array(128);
  for (let place = 0; place < DIGITS.length; place++) {
    const unit = DIGITS.charCodeAt(place);
    places[unit] = place;
    meant[unit] = place < ESCAPES ? ~place : common[place - ESCAPES];
  }
  // In place: a byte is written where it was read or before.
  const module = new TextEncoder().encode(text);
  for (let at = 0, i = 0; i < length; i++) {
    const value = meant[module[at++]];
    module[i] = value < 0 ? rare[~value * DIGITS.length + places[module[at++]]] : value;
  }
  return module.slice(0, length);
}

/** How many digits begin a pair. */
export const ESCAPES = 2;

/** The printable characters of ASCII that mean nothing in a string, a template or HTML. */
export const DIGITS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter((digit) => !"\"$'<\\`".includes(digit)).join("");
