// Where a secret could stay, the same for every browser.

/** Runs in the page: every place there in which something could stay, as text. */
export const places = async () => {
  const $elements = [...document.querySelectorAll("*")];
  return {
    location: location.href,
    title: document.title,
    attributes: $elements.flatMap(($element) => [...$element.attributes].map(({ name, value }) => `${name}=${value}`)).join("\n"),
    values: $elements.map(({ value }) => (typeof value === "string" ? value : "")).join("\n"),
    text: document.documentElement.textContent,
    history: JSON.stringify(history.state),
    storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    databases: JSON.stringify([await indexedDB.databases(), await caches.keys()]),
    cookies: document.cookie,
    window: window.name,
  };
};
