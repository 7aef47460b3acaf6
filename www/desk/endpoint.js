// The server of the same origin that sends requests, where whoever serves the page has named one.

/** @returns {URL | undefined} nothing where none is named, or one of another origin */
export function endpoint() {
  const $meta = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="resetkit-endpoint"]'));
  if (!$meta?.content) return undefined;
  const url = new URL($meta.content, document.baseURI);
  return url.origin === origin ? url : undefined;
}

/** Whether another page shows this one, and could make a person press a button of it unawares. */
export const isFramed = () => top !== self;
