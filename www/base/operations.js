// Which operations the page shows: those of the package, or those of whoever serves the page and names a module of them in its
// head, `<meta name="resetkit-operations" content="our-operations.js">`. The menu has them all; each is loaded when it is chosen.
/** @import { AnyOperation, Api, Full, MenuItem, Operation, OperationId } from "../types.js" */
import { core } from "./core.js";
import { localized, messages, spoken } from "../text/messages.js";
import { makerOf } from "./maker.js";

/**
 * By id, in the order of the menu: what it shows, and the operation where it was loaded.
 *
 * @type {Map<OperationId, { item: MenuItem, operation?: AnyOperation }>}
 */
let shown = new Map();

/**
 * Finds out which operations there are. The default export of the module is one of them or a list: objects of
 * `npx resetkit compile` or `defineOperation`, and ids of the package's own.
 *
 * @param {readonly string[]} [allowed] the only ones that a desk sends
 */
export async function findOperations(allowed) {
  const { default: items } = await import("../pkg/catalogue.js");
  const catalogue = /** @type {readonly MenuItem[]} */ (/** @type {unknown} */ (items));
  const $meta = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="resetkit-operations"]'));
  if ($meta?.content) {
    // The page's policy lets no script of another origin in.
    /** @type {readonly AnyOperation[]} */
    const list = [(await import(new URL($meta.content, document.baseURI).href)).default].flat();
    const api = await core();
    shown = new Map(list.map((operation) => {
      const item = catalogue.find(({ id }) => id === operation);
      return item ? [item.id, { item }] : own(api, operation);
    }));
  } else {
    // What a service no longer does comes last; else by provider and name, the same in every language. A password that the sender
    // sets, what most come for, is before one that is made elsewhere.
    const name = (/** @type {MenuItem} */ { provider, service, maker }) => `${provider}\n${service}\n${maker}`;
    const list = catalogue.filter(({ id }) => allowed?.includes(id) ?? true).sort((one, other) => Number(hasEnded(one)) - Number(hasEnded(other)) || name(one).localeCompare(name(other), "en"));
    shown = new Map(list.map((item) => [item.id, { item }]));
  }
}

/**
 * @param {Api} api
 * @param {AnyOperation} operation
 * @returns {[OperationId, { item: MenuItem, operation: AnyOperation }]}
 */
function own(api, operation) {
  const description = described(api, operation);
  const item = { ...description, maker: makerOf(description), makes: description.output.find(({ sensitive }) => sensitive)?.label };
  return [item.id, { item, operation }];
}

/**
 * Learns the language that is spoken: what the menu says in it, and the operations that are loaded. Where that cannot be
 * loaded, they stay English.
 */
export async function translate() {
  const files = [...shown.values()].flatMap(({ item, operation }) => (operation !== undefined && item.file ? [`operations/${item.file}`] : []));
  await Promise.all(["catalogue", ...files].map(learn));
}

/** @param {string} file */
async function learn(file) {
  const take = messages.learn;
  if (!take) return;
  try {
    take((await import(new URL(`pkg/${file}.${spoken}.js`, document.baseURI).href)).default);
  } catch {
    // Offline, perhaps.
  }
}

/** What the menu shows, in the language that is spoken. */
export const menu = () => [...shown.values()].map(({ item }) => localized(item));

/**
 * The operation as people read it; undefined where it is not loaded.
 *
 * @param {Api} api
 * @param {OperationId} id
 */
export const loaded = (api, id) => (shown.get(id)?.operation === undefined ? undefined : localized(described(api, id)));

/**
 * Loads an operation of the menu, unless it is there.
 *
 * @param {Api} api
 * @param {OperationId} id
 */
export async function load(api, id) {
  const entry = shown.get(id);
  if (!entry || entry.operation !== undefined) return;
  const { default: operation } = await import(new URL(`pkg/operations/${entry.item.file}.js`, document.baseURI).href);
  described(api, operation);
  await learn(`operations/${entry.item.file}`);
  entry.operation = operation;
}

/**
 * The operation that is shown when the page opens: the one that was asked for, or the only one there is.
 *
 * @param {string} [asked]
 * @returns {OperationId | undefined}
 */
export const firstShown = (asked) => [...shown.keys()].find((id) => id === asked) ?? (shown.size === 1 ? [...shown.keys()][0] : undefined);

/**
 * All operations as people read them.
 *
 * @param {Api} api
 */
export async function loadAll(api) {
  await Promise.all([...shown.keys()].map((id) => load(api, id)));
}

/**
 * Makes the page's own operations known to another part of the package, which knows its catalogue alone.
 *
 * @param {Full} full
 */
export function introduce(full) {
  for (const { item, operation } of shown.values()) if (!item.file && operation !== undefined) full.describe(operation);
}

/**
 * The operation as a worker takes it, which has a package of its own.
 *
 * @param {OperationId} id
 */
export function forWorker(id) {
  const { item, operation } = shown.get(id) ?? {};
  return item?.file ? id : operation ?? id;
}

/**
 * @param {Api} api
 * @param {AnyOperation} operation
 */
export const described = (api, operation) => /** @type {Operation} */ (api.describe(operation));

/**
 * Whether the provider has ended the service.
 *
 * @param {Pick<MenuItem, "lifecycle">} item
 */
export function hasEnded({ lifecycle: { ends } }) {
  // Dates of this form sort as text.
  return ends !== null && ends <= new Date().toISOString().slice(0, 10);
}
