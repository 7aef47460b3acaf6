// The steps that a person takes on the page, whatever the operation.
import { texts } from "./visit.mjs";

/** Waits until the form of the chosen operation is there, which is loaded the first time. */
export const opened = (page) => page.locator("#form:not([inert])").waitFor();

export async function choose(page, { id }) {
  await page.locator("#operation").selectOption(id);
  await opened(page);
}

/** Asks for the request, and waits until it is there or refused: the part that shows it is loaded the first time. */
export async function build(page) {
  await page.locator("#form .primary").click();
  await page.locator("#request:not(.is-empty), .error-summary").first().waitFor();
}

export const FORM_STATUS = "#form .password .status";
export const REQUEST_STATUS = "#request-panel-1 .status";

/** What stands beside a field, each issue once, without the word that only screen readers get. */
export const issues = async (page, place) => (await texts(page, `#member-${place}-issues p`)).map((text) => text.replace(/^Error: /, ""));

/** What a password needs, and how far it is. */
export const rules = (page) => texts(page, "#member-3-help li");

/** @param {number} times */
export async function tab(page, times = 1) {
  for (let i = 0; i < times; i++) await page.keyboard.press("Tab");
}

export async function fillIds(page, { ids }) {
  for (const [index, id] of ids.entries()) await page.locator(`#member-${index + 1}`).fill(id);
}
