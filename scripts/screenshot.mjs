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
await page.locator('[data-operation="keycloak:ResetPassword"]').click();
await page.getByLabel("Realm").fill("staff");
await page.getByLabel("User ID").fill("mateo.jackson@example.com");
await page.getByLabel("User ID").press("Enter");
await page.locator("#done").waitFor();
await page.getByRole("button", { name: "Spell out" }).click();
await page.screenshot({ path: file, clip: { x: 0, y: 0, width: 1200, height: 780 } });
await browser.close();
await desk.close();
