// The steps that a person takes on the page, whatever the operation.

/** The end of an address that a setup link has. @param {{ id: string, setup?: object }} operation @param {object} [more] */
export const linkTo = ({ id, setup }, more) => `#${new URLSearchParams({ op: id, ...setup, ...more })}`;

/** Waits for the page: the form, or the services to choose from. */
export const ready = (page) => page.locator("#form, #chooser").first().waitFor();

/** Goes to an operation from wherever the person is. */
export async function choose(page, { id }) {
  await ready(page);
  if (await page.locator("#form").count() > 0) {
    const $other = page.locator(".tools button").filter({ hasText: /Other service|其他服务/ });
    if (await $other.count() === 0) await page.locator(".tools [aria-controls=setup]").click();
    await $other.click();
  }
  await page.locator("#search").fill(id);
  await page.locator(`#services [data-operation="${id}"]`).click();
  await page.locator("#form").waitFor();
}

/** Fills in what the operation of a test has for its setup and its user, where it is chosen and not linked to. */
export async function fillIds(page, { setup, user }) {
  if (!(await page.locator("#setup").isVisible())) await page.locator(".tools [aria-controls=setup]").click();
  for (const [index, id] of [...Object.values(setup), user].entries()) await page.locator(`#member-${index + 1}`).fill(id);
}

/** Presses the one button of the form. */
export const act = (page) => page.locator("#form footer [type=submit]").click();

/** What stands under a field: help, a warning or what is wrong. */
export const under = (page, place) => page.locator(`#member-${place}-says`).innerText();

/** What is said under a field that is wrong; nothing where it is not. */
export const wrong = (page, place) => page.locator(`#member-${place}-says.bad`).allInnerTexts();

/** What is said beside the button. */
export const beside = (page) => page.locator("#form footer [role=status]").innerText();

/** Chooses where the new password comes from. */
export const source = (page, name) => page.locator(".seg label").getByText(name, { exact: true }).click();

/** Types a password. */
export async function own(page, password, name = "My own") {
  await source(page, name);
  await page.locator(".secret .own input").fill(password);
}

/** Each rule of a password, with a sign before it: met, not met, or not judged yet. */
export const rules = (page) => page.locator(".rules li").evaluateAll(($lines) => $lines.map(($line) => `${{ yes: "✓ ", no: "✗ " }[$line.className] ?? ""}${$line.lastElementChild.lastChild.data}`));

/** The password that the page made, by showing it. */
export async function shown(page) {
  await page.locator(".secret .line button", { hasText: /Show|显示/ }).click();
  return page.locator(".secret .value").textContent();
}

/** Waits until a form of the request is there. */
export async function form(page, name) {
  const $drawer = page.locator("details.dev:not([open]) summary");
  if (await $drawer.count() > 0) await $drawer.click();
  await page.getByRole("tab", { name, exact: true }).click();
}

export const tab = async (page, times = 1) => {
  for (let i = 0; i < times; i++) await page.keyboard.press("Tab");
};

