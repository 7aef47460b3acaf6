// How tests come to the page. Every page that one opens is watched: nothing may be requested but the page's own files, nothing
// may reach the console, and the content security policy must hold.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { startChromium } from "../browsers/chromium.mjs";
import menu from "../../www/pkg/catalogue.js";
import { places as inPage } from "./places.mjs";
import { becomes, PATIENCE } from "./waiting.mjs";

/** The one browser and the one server of a file of tests. */
export let browser, server;

before(async () => {
  server = await serve(0, "/some/sub/path/");
  browser = await startChromium();
});

after(async () => {
  await browser?.close();
  server?.close();
});

/**
 * Opens the page, runs the steps, and then asserts what holds for every visit.
 *
 * @param {(page: import("playwright-core").Page, seen: { console: string[], requests: import("playwright-core").Request[] }) => Promise<void>} steps
 * @param {{ hash?: string, context?: object, prepare?: (page: import("playwright-core").Page) => Promise<void>, failures?: boolean, posts?: boolean }} [how]
 *   `hash` of a link; `failures`: whether a request may fail, of which the browser itself speaks; `posts`: whether the page sends
 */
export async function visit(steps, { hash = "", context: options = {}, prepare = async (_page) => {}, failures = false, posts = false } = {}) {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"], ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const seen = { console: [], requests: [] };
  page.on("console", (message) => seen.console.push(message.text()));
  page.on("pageerror", (error) => seen.console.push(String(error)));
  page.on("dialog", (dialog) => {
    seen.console.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => seen.requests.push(request));
  await page.exposeFunction("onViolation", (directive) => seen.console.push(`violation of ${directive}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => window.onViolation(event.violatedDirective));
  });
  await prepare(page);
  try {
    await page.goto(server.address + hash);
    await steps(page, seen);
    assert.deepEqual(seen.console.filter((text) => !failures || !text.startsWith("Failed to load resource")), []);
    assert.ok(seen.requests.length > 1);
    for (const request of seen.requests) {
      assert.ok(request.url().startsWith(server.address), request.url());
      if (!posts) assert.equal(request.method(), "GET");
      assert.equal(new URL(request.url()).search, "");
    }
    assert.equal(page.url(), server.address + hash);
  } finally {
    await context.close();
  }
}

export const texts = (page, selector) => page.locator(selector).allTextContents();
export const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.ariaLabel || document.activeElement.textContent);
/** Time goes on only as the test says. */
export async function clocked(page) {
  await page.clock.install({ time: "2026-11-26T12:00:00" });
  await page.clock.pauseAt("2026-11-26T12:00:01");
}

export const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Waits until a status says this: copying takes a moment. */
export const says = (page, selector, expected) => becomes(() => page.locator(selector).textContent(), expected);

/** Waits until the focus is there. */
export const focuses = (page, expected) => becomes(() => focused(page), expected);

/** RFC 3986: everything but the unreserved characters. */
export const percent = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** The names of the places where one of the secrets is found, in one of its spellings. The secrets are never in a message. */
export async function traces(page, seen, secrets) {
  const places = await page.evaluate(inPage);
  places.console = seen.console.join("\n");
  places.requests = seen.requests.map((request) => `${request.url()} ${request.postData()} ${JSON.stringify(request.headers())}`).join("\n");
  const spellings = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), percent(secret), JSON.stringify(secret).slice(1, -1), btoa(unescape(encodeURIComponent(secret)))]);
  return Object.keys(places).filter((place) => spellings.some((spelling) => places[place].includes(spelling)));
}

/** Names of services and of what they do, whole and in words that begin with a capital. */
const NAMES = [...new Set(menu.flatMap(({ provider, service, action }) => [provider, service, action, ...service.split(/[^A-Za-z]/).filter((word) => /^[A-Z]{2}|^[A-Z][a-z]{4}/.test(word))]))].sort((one, other) => other.length - one.length);

/** What is visible or read aloud, and has an English word in it that is no name, code or example. */
export const english = (page) => page.evaluate((services) => {
  const names = /WorkMail|CloudSSO|SSO|AWS|ACS3|AWS4|HMAC|SHA256|UUID|GUID|IAM Identity Center|HTTP|URL|JavaScript|Python|English|PIN|ID\b|WebAssembly|Bash|zsh|Git|Shell|PowerShell|cmd\.exe|CSV|NDJSON|UTF-8|JSON|YAML|--cli-input-\w+/g;
  const found = [];
  const look = (text) => /[A-Za-z]{3,}/.test(services.reduce((rest, name) => rest.replaceAll(name, ""), text.replace(names, ""))) && found.push(text);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const $parent = walker.currentNode.parentElement;
    if (!$parent.closest("code, pre, option, noscript, script, .value")) look(walker.currentNode.data);
  }
  for (const $element of document.body.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
    for (const name of ["aria-label", "title", "placeholder", "alt"]) look($element.getAttribute(name) ?? "");
  }
  return found;
}, NAMES);
