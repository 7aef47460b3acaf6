// The page as somebody else serves it: with a name in its head of a server that sends, of a desk, or of operations of their own.
import { server } from "./visit.mjs";

/**
 * Serves the page with more in its head.
 *
 * @param {import("playwright-core").Page} page
 * @param {Record<string, string>} names
 */
export const withHead = (page, names) => page.route((url) => url.href.split("#")[0] === server.address, async (route) => {
  const response = await route.fetch();
  const metas = Object.entries(names).map(([name, content]) => `<meta name="resetkit-${name}" content="${content}">\n`).join("");
  // The server lets nobody frame the page; another host may.
  const { "content-security-policy": _, "x-frame-options": __, ...headers } = response.headers();
  await route.fulfill({ response, headers, body: (await response.text()).replace("<title>", `${metas}<title>`) });
});

/** How a call goes that nobody answers. */
export const SILENCE = "silence";

/** @typedef {(body: any, calls: number) => any} Answer the JSON of a reply, `{ http, ...json }` for another status, or silence */

/** @param {import("playwright-core").Route} route @param {any} answer */
async function reply(route, answer) {
  if (answer === SILENCE) return route.abort();
  const { http = 200, ...json } = await answer;
  await route.fulfill({ status: http, json });
}

/**
 * A server that sends, for `visit`.
 *
 * @param {Answer} answer
 * @param {object} [more] of what `visit` takes
 */
export function withServer(answer, more = {}) {
  const orders = [];
  return {
    orders, posts: true, ...more,
    prepare: async (page) => {
      await withHead(page, { endpoint: "reset" });
      await page.route("**/reset", (route) => {
        orders.push(route.request().postDataJSON());
        return reply(route, answer(orders.at(-1), orders.length));
      });
      await more.prepare?.(page);
    },
  };
}

/**
 * A desk, for `visit`.
 *
 * @param {Record<string, Answer>} answers by the name of the call: reset, find, who, people, info
 * @param {object} [more] of what `visit` takes
 */
export function withDesk(answers, more = {}) {
  const calls = [], orders = [];
  const all = {
    info: () => ({ sandbox: false, operations: undefined, files: false, mostRows: 0 }),
    who: () => ({ who: "AWS profile helpdesk" }),
    find: () => ({ people: [], exact: false, more: false }),
    ...answers,
  };
  return {
    calls, orders, posts: true, ...more,
    prepare: async (page) => {
      await withHead(page, { endpoint: "api/reset", desk: "api/" });
      await page.route("**/api/*", (route) => {
        const name = new URL(route.request().url()).pathname.split("/").at(-1);
        const body = route.request().postDataJSON();
        calls.push([name, body]);
        if (name === "reset") orders.push(body);
        return reply(route, all[name](body, calls.filter(([other]) => other === name).length));
      });
      await more.prepare?.(page);
    },
  };
}

/** What a provider answered, as a server hands it on. */
export const answered = (status, body = "", headers = {}) => ({ status, headers, body: typeof body === "string" ? body : JSON.stringify(body) });
