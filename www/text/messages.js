// The sentences of the page in the language that was chosen last; whoever imports them sees the change.
/** @import { enMore } from "./en-more.js" */
import { en } from "./en.js";

/** @typedef {typeof en} Messages */
/** @typedef {typeof enMore} More */

/**
 * By BCP 47 tag, the first of them being the one for everybody else. The others are loaded when they are chosen, and of each
 * language more when a part is loaded that says it.
 *
 * @type {Record<string, { name: string, load: () => Messages | Promise<Messages>, loadMore: () => Promise<More> }>}
 */
export const languages = {
  en: {
    name: "English",
    load: () => en,
    loadMore: async () => (await import("./en-more.js")).enMore,
  },
  "zh-Hans": {
    name: "中文",
    load: async () => (await import("./zh-hans.js")).zhHans,
    loadMore: async () => (await import("./zh-hans-more.js")).zhHansMore,
  },
};

/** @type {Messages} */
export let messages = en;

/**
 * For the parts that are loaded later; they await {@link speakMore} once.
 *
 * @type {More}
 */
export let more;

/** The tag of the language that is spoken. */
export let spoken = Object.keys(languages)[0];

/**
 * Speaks another language from now on; what is on the page already stays as it is. Where the language cannot be loaded,
 * nothing changes.
 *
 * @param {string} tag one of {@link languages}
 */
export async function speak(tag) {
  try {
    const { load, loadMore } = languages[tag];
    [messages, more] = await Promise.all([load(), more && loadMore()]);
    spoken = tag;
    document.documentElement.lang = tag;
  } catch {
    // Offline, perhaps: a page in another language is of more use than none.
  }
}

/** Loads the other sentences of the language that is spoken. */
export async function speakMore() {
  while (!more) {
    const tag = spoken;
    const loaded = await languages[tag].loadMore();
    // Another one may have been chosen meanwhile.
    if (tag === spoken) more ??= loaded;
  }
}

/**
 * The language that a person reads best of those there are. Traditional Chinese is not simplified Chinese, but nearer than
 * English.
 *
 * @param {readonly string[]} wanted as in `navigator.languages`
 */
export function bestLanguage(wanted) {
  const tags = Object.keys(languages);
  for (const tag of wanted) {
    // Not by Intl.Locale, which throws where there is no language: WebKit gives the system's locale, which may be C.
    const found = tags.find((own) => own.split("-")[0] === tag.split("-")[0]);
    if (found) return found;
  }
  return tags[0];
}

/** The members of a description that people read. */
const READ = new Set(["provider", "service", "summary", "label", "help", "notice", "meaning", "remedy", "text"]);

/**
 * A description in the language that is spoken. What programs read stays.
 *
 * @template T
 * @param {T} description
 * @returns {T}
 */
export function localized(description) {
  if (Array.isArray(description)) return /** @type {T} */ (description.map(localized));
  if (typeof description !== "object" || description === null) return description;
  return /** @type {T} */ (Object.fromEntries(Object.entries(description).map(([name, value]) => [
    name,
    READ.has(name) && typeof value === "string" ? messages.model(value) : localized(value),
  ])));
}
