/**
 * Copies a text. The page can never clear the clipboard later by itself: a browser allows writing only after a click.
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
