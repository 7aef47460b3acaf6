// The page's icons: each is drawn in lines of one width on a square of 20, and says nothing that a text beside it does not say.

/** @typedef {keyof typeof PATHS} IconName */

const PATHS = {
  again: "M16 8.5A6.2 6.2 0 1 0 16.2 11M16.5 4.5v4h-4",
  bad: "M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M10 6.5v4M10 13.4v.1",
  check: "M4.5 10.5l3.5 3.5 7.5-8",
  clock: "M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M10 6v4.2l2.7 1.6",
  code: "M7 6l-4 4 4 4M13 6l4 4-4 4",
  copy: "M9 7h5.5a2 2 0 0 1 2 2v5.5a2 2 0 0 1-2 2h-5.5a2 2 0 0 1-2-2v-5.5a2 2 0 0 1 2-2ZM13 7V5.5a2 2 0 0 0-2-2H5.5a2 2 0 0 0-2 2V11a2 2 0 0 0 2 2H7",
  cross: "M5.5 5.5l9 9m0-9-9 9",
  down: "M6 8l4 4 4-4",
  edit: "M4 13.5l-.5 3 3-.5 9-9-2.5-2.5ZM11.5 6l2.5 2.5",
  eye: "M2.5 10s2.7-5 7.5-5 7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5ZM7.7 10a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0-4.6 0",
  file: "M11.5 2.8H6A1.7 1.7 0 0 0 4.3 4.5v11A1.7 1.7 0 0 0 6 17.2h8a1.7 1.7 0 0 0 1.7-1.7V7ZM11.5 2.8V7h4.2",
  flask: "M7.5 3h5M8.3 3v5L4.2 14.8a1.5 1.5 0 0 0 1.3 2.2h9a1.5 1.5 0 0 0 1.3-2.2L11.7 8V3M6.2 12.3h7.6",
  hide: "M8.2 5.2A7 7 0 0 1 10 5c4.8 0 7.5 5 7.5 5a13 13 0 0 1-2.1 2.7M5 6.6A12.5 12.5 0 0 0 2.5 10s2.7 5 7.5 5a7.5 7.5 0 0 0 3.2-.7M8.4 8.4a2.3 2.3 0 0 0 3.2 3.2M3 3l14 14",
  info: "M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M10 9.5v4M10 6.6v.1",
  key: "M3.7 13a3.3 3.3 0 1 0 6.6 0a3.3 3.3 0 1 0-6.6 0M9.4 10.6l7-7M13.5 6.5l2.2 2.2M11.5 8.5l1.5 1.5",
  link: "M8.5 11.5a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1-1",
  mail: "M5 4.8h10a2 2 0 0 1 2 2v6.4a2 2 0 0 1-2 2h-10a2 2 0 0 1-2-2v-6.4a2 2 0 0 1 2-2ZM3.5 6.5l6.5 4.7 6.5-4.7",
  make: "M9 4.5c.6 3.2 1.7 4.3 5 5-3.3.7-4.4 1.8-5 5-.6-3.2-1.7-4.3-5-5 3.3-.7 4.4-1.8 5-5ZM15 13.5v3M13.5 15h3M15 3v2.4M13.8 4.2h2.4",
  off: "M4 10a8.5 8.5 0 0 1 12 0M6.8 12.6a4.6 4.6 0 0 1 6.4 0M10 15.5v.1M3.5 3.5l13 13",
  pause: "M7.2 5v10M12.8 5v10",
  phone: "M4 4.5 6.8 3.5 8.5 7 7 8.5A9 9 0 0 0 11.5 13L13 11.5l3.5 1.7-1 2.8c-6 1-12.5-5.5-11.5-11.5Z",
  pin: "M7.8 3.5 6.3 16.5M13.7 3.5l-1.5 13M3.8 7.5h13M3.2 12.5h13",
  play: "M6.5 4.3v11.4l9-5.7Z",
  print: "M6 7V3.5h8V7M6 13.5H3.5V8.7A1.7 1.7 0 0 1 5.2 7h9.6a1.7 1.7 0 0 1 1.7 1.7v4.8H14M6 11.5h8v5H6Z",
  save: "M10 3.5v8.7M6.5 9l3.5 3.5L13.5 9M3.8 13v2a1.5 1.5 0 0 0 1.5 1.5h9.4a1.5 1.5 0 0 0 1.5-1.5v-2",
  search: "M4 9a5 5 0 1 0 10 0a5 5 0 1 0-10 0M13 13l3.5 3.5",
  shield: "M10 2.8 16 5v4.5c0 4-2.6 6.5-6 7.7-3.4-1.2-6-3.7-6-7.7V5ZM7.3 9.9l2 2 3.5-3.8",
  stop: "M7 5.5h6a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 1.5h-6a1.5 1.5 0 0 1-1.5-1.5v-6a1.5 1.5 0 0 1 1.5-1.5Z",
  warn: "M10 3.2 17.3 16H2.7ZM10 8v3.6M10 13.7v.1",
};

export const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {IconName} name
 * @param {string} [look] more classes, such as `s` for a small one
 */
export function icon(name, look = "") {
  const $icon = document.createElementNS(SVG, "svg");
  $icon.setAttribute("viewBox", "0 0 20 20");
  $icon.setAttribute("class", `i ${look}`.trim());
  $icon.setAttribute("aria-hidden", "true");
  const $path = document.createElementNS(SVG, "path");
  $path.setAttribute("d", PATHS[name]);
  $icon.append($path);
  return $icon;
}
