const CUT = /(?<=\p{M}{30})/u;

/**
 * The text in Unicode normalization form C, but for accents after the 30th in a row, which no language has: to put n of them in
 * order takes an engine n² steps.
 */
export const composed = (text) => text.split(CUT).map((part) => part.normalize("NFC")).join("");
