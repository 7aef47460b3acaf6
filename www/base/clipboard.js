/**
 * Copies a text; an empty one empties the clipboard.
 *
 * @param {string} text
 * @returns {Promise<boolean>} false where the browser refuses, or has no clipboard for a page that is not served over https
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
