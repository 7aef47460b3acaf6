// Every browser that is here, each asked in the same way.
import { noChromium, startChromium } from "./chromium.mjs";
import { noFirefox, startFirefox } from "./firefox.mjs";
import { noWebKit, startWebKit } from "./webkit.mjs";

/** What a page does: go somewhere, and say what a function, which knows nothing but its argument, comes to there. */
const visitor = ({ go, value, close }) => ({ go, close, run: (call, argument) => value(`(${call})(${JSON.stringify(argument) ?? ""})`) });

export async function visitChromium(executablePath, args) {
  const browser = await startChromium(executablePath, args);
  const page = await browser.newPage();
  return visitor({ go: (url) => page.goto(url), value: (expression) => page.evaluate(expression), close: () => browser.close() });
}

export const BROWSERS = [
  { name: "Chromium", missing: noChromium, visit: () => visitChromium() },
  { name: "Firefox", missing: noFirefox, visit: async () => visitor(await startFirefox()) },
  { name: "WebKit", missing: noWebKit, visit: async () => visitor(await startWebKit()) },
];
