// Starts Chromium.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";

/** Why there is none; false if there is one. */
export const noChromium = !existsSync(CHROMIUM) && `there is no Chromium here: no ${CHROMIUM}`;

export const startChromium = (executablePath = CHROMIUM, args = []) => chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", ...args],
});
