// Makes the picture of the README, docs/desk.png: one user reset in the sandbox. Run it after `npm run build`.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { localDesk } from "../desk/local-desk.js";
import { sandboxProvider } from "../desk/sandbox.js";

const file = fileURLToPath(new URL("../docs/desk.png", import.meta.url));
mkdirSync(fileURLToPath(new URL("../docs/", import.meta.url)), { recursive: true });
const desk = await localDesk({ provider: sandboxProvider(), audit: () => {}, port: 0 });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
await page.goto(desk.link());
await page.locator("#operation").selectOption("synapse:ResetPassword");
await page.locator("#find-query").fill("mateo.jackson@example.com");
await page.locator("#find-query").press("Enter");
await page.locator("#find-status", { hasText: "Filled in" }).waitFor();
await page.getByRole("button", { name: /^Generate/ }).click();
await page.locator("#form .primary").click();
await page.locator("#request").getByRole("button", { name: "Send", exact: true }).click();
await page.locator("#request-heading", { hasText: "Done" }).waitFor();
await page.evaluate(() => scrollTo(0, 0));
await page.screenshot({ path: file, clip: { x: 0, y: 130, width: 1200, height: 770 } });
await browser.close();
await desk.close();
