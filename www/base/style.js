import { element } from "./element.js";

/**
 * Loads a sheet of styles.
 *
 * @param {string} href
 * @returns {Promise<void>}
 */
export function loadStyle(href) {
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  const $link = element("link", { rel: "stylesheet", href });
  return new Promise((resolve, reject) => {
    $link.addEventListener("load", () => resolve());
    $link.addEventListener("error", () => {
      $link.remove();
      reject(new Error());
    });
    document.head.append($link);
  });
}
