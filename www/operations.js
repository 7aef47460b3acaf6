// Which operations the page shows: those of the package, or those of whoever serves the page and names a module of them in its
// head, `<meta name="resetkit-operations" content="our-operations.js">`.
/** @import { AnyOperation, Api, Full, Operation, OperationId } from "./types.js" */
import { localized } from "./messages.js";

/**
 * By id, in the order of the menu: the id itself of one that the package knows already.
 *
 * @type {Map<OperationId, AnyOperation>}
 */
let shown = new Map();

/**
 * Finds out which operations there are. The default export of the module is one of them or a list: objects of
 * `npx resetkit compile` or `defineOperation`, and ids of the package's own.
 *
 * @param {Api} api
 */
export async function findOperations(api) {
  const $meta = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="resetkit-operations"]'));
  /** @type {readonly AnyOperation[]} */
  let list;
  if ($meta?.content) {
    // The page's policy lets no script of another origin in.
    list = [(await import(new URL($meta.content, document.baseURI).href)).default].flat();
  } else {
    // What a service no longer does comes last; else by name, the same in every language.
    list = api.operations().map((id) => described(api, id))
      .sort((one, other) => Number(hasEnded(one)) - Number(hasEnded(other)) || one.service.localeCompare(other.service, "en"))
      .map(({ id }) => id);
  }
  shown = new Map(list.map((operation) => [described(api, operation).id, operation]));
}

/**
 * Makes the page's own operations known to another part of the package, which knows its catalogue alone.
 *
 * @param {Full} full
 */
export function introduce(full) {
  for (const operation of shown.values()) if (typeof operation !== "string") full.describe(operation);
}

/**
 * The operation as a worker takes it, which has a package of its own.
 *
 * @param {OperationId} id
 */
export const forWorker = (id) => shown.get(id) ?? id;

/**
 * The operations as people read them.
 *
 * @param {Api} api
 */
export const operations = (api) => [...shown.keys()].map((id) => localized(described(api, id)));

/**
 * @param {Api} api
 * @param {AnyOperation} operation
 */
export const described = (api, operation) => /** @type {Operation} */ (api.describe(operation));

/**
 * Whether the provider has ended the service.
 *
 * @param {Operation} operation
 */
export function hasEnded({ lifecycle: { ends } }) {
  // Dates of this form sort as text.
  return ends !== null && ends <= new Date().toISOString().slice(0, 10);
}
