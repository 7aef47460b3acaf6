/** A space between Chinese and a word in Latin letters, and none within Chinese or beside a bracket of full width. @param {string} text */
export const spaced = (text) => text
  .replace(/ {2,}/g, " ")
  .replace(/(?<=\p{sc=Han}) (?=\p{sc=Han})/gu, "")
  .replace(/(\p{sc=Han})(?=[A-Za-z0-9])/gu, "$1 ")
  .replace(/([A-Za-z0-9])(?=\p{sc=Han})/gu, "$1 ")
  .replace(/ (?=[（）“”，。：；、])|(?<=[（）“”，。：；、]) /gu, "");
