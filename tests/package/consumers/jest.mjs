// Jest with jsdom, as docs/testing.md sets it up: `require` and `import`, and the passwords of its fixed source.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { blocks } from "../documentation.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const out = path(".out/jest/");
const config = JSON.parse(blocks.find(({ page, language, text }) => page === "docs/testing.md" && language === "json" && text.includes("testEnvironment")).text);
const source = blocks.find(({ file }) => file === "fixed-passwords.js").text;
const [, password] = /generatePassword\("workmail:ResetPassword"\)\);\n\/\/ (.*)\n/.exec(blocks.find(({ page, text }) => page === "docs/testing.md" && text.includes("./fixed-passwords.js")).text);

const used = `
test("it validates, generates and finds the document", () => {
  expect(validate("workmail:ResetPassword", { Password: "short" }).issues).toHaveLength(4);
  expect(generatePassword("workmail:ResetPassword")).toBe(${JSON.stringify(password)});
  expect(messages(validate("workmail:ResetPassword", {}).issues[0])).toBe("Fill this in.");
  expect(document.body).toBeDefined();
});
`;

for (const [name, text] of Object.entries({
  require: `const { generatePassword, validate } = require("resetkit");\nconst { messages } = require("resetkit/locales/en");\n${used}`,
  import: `import { generatePassword, validate } from "resetkit";\nimport { messages } from "resetkit/locales/en";\n${used}`,
})) {
  test(`jest, ${name}`, () => {
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    writeFileSync(`${out}package.json`, JSON.stringify({ private: true, jest: { ...config, setupFiles: ["./fixed-passwords.js"] } }));
    writeFileSync(`${out}fixed-passwords.js`, source);
    writeFileSync(`${out}form.test.js`, text);
    execFileSync(process.execPath, [path("node_modules/jest/bin/jest.js"), "--ci"], { cwd: out, stdio: ["ignore", "ignore", "inherit"] });
  });
}
