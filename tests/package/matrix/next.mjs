// Next: built by Turbopack, the example once on the server, into the page, and once in the page, in Chromium.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bin, example, logged, printed, project, run, serving } from "./lib.mjs";

const [imports, ...body] = example.split("\n");

test("Next", async () => {
  const cwd = project("next", {
    "package.json": '{ "private": true }',
    "next.config.mjs": "export default { turbopack: { root: new URL('../../', import.meta.url).pathname } };\n",
    "app/layout.js": 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;\n',
    "app/page.js": `import { operations } from "resetkit";
import Example from "./example.js";
export default () => <main><h1>{operations().join(" ")}</h1><Example /></main>;
`,
    "app/example.js": `"use client";
import { useEffect } from "react";
${imports}
export default function Example() {
  useEffect(() => {
${body.join("\n")}
  }, []);
  return <p>{generatePassword("workmail:ResetPassword").length}</p>;
}
`,
  });
  run(bin("next"), ["build"], { cwd, NEXT_TELEMETRY_DISABLED: "1" });
  await serving(bin("next"), ["start", "--port", "0", "--hostname", "127.0.0.1"], { cwd, env: { NEXT_TELEMETRY_DISABLED: "1" } }, async (address) => {
    const page = await (await fetch(address)).text();
    assert.match(page, /auth0:UpdateUser.* workmail:ResetPassword/);
    assert.match(page, /<p>20<\/p>/);
    printed(await logged(address));
  });
});
