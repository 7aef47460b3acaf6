// Whole files in a real browser. What the package makes of the same file in Node is what the page must hand out.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import * as resetkit from "../../dist/full.js";
import { areHeadings, membersOf, readHead, separatorIn, withHeader } from "../../www/many/head.js";
import { clipboard, english, focuses, says, server, texts, traces, visit } from "./visit.mjs";
import { becomes } from "./waiting.mjs";

const DOTS = "•".repeat(8);
const ORGANIZATION = "m-d281d0a2fd824be5b6cd3d3ce909fd27";
const user = (number) => `S-1-1-11-1111111111-2222222222-3333333333-${String(number).padStart(4, "0")}`;

let folder;
before(async () => (folder = await mkdtemp(join(tmpdir(), "resetkit-batch-"))));
after(() => rm(folder, { recursive: true, force: true }));

/** Opens the part for whole files, for one operation. */
const open = async (page, id = "workmail:ResetPassword") => {
  await page.locator(`[data-operation="${id}"]`).click();
  await page.locator("#form").waitFor();
  await page.locator("#many-users").click();
  await page.locator("#many-form .drop").waitFor();
};

/** Gives the page a file and waits for its columns, or for what is wrong with it. */
async function give(page, csv, name = "users.csv") {
  // What is drawn of another file until this one is read.
  await page.locator("#many .body > *").evaluateAll(($parts) => $parts.forEach(($part) => ($part.dataset.old = "")));
  await page.locator("#file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.locator("#many .body > :is(.columns, .tell):not([data-old])").waitFor();
}

const start = (page) => page.locator("#many-form button[type=submit]").click();
const heading = (page) => page.locator("#many .body h2[tabindex]");

/** Checks the file, and waits for what it came to. */
async function run(page) {
  await start(page);
  await page.locator("#many-form", { has: page.getByRole("button", { name: "Back to the columns" }) }).waitFor();
}

const setOrganization = (page) => page.locator("#many").getByLabel("Organization ID", { exact: true }).fill(ORGANIZATION);
const back = (page) => page.getByRole("button", { name: "Back to the columns" }).click();
const uses = (page) => page.locator("#many .cols select").evaluateAll(($selects) => $selects.sort((one, other) => one.id.localeCompare(other.id)).map(({ value }) => value));
const examples = (page) => texts(page, "#many .cols .eg");
const names = (page) => texts(page, "#many .cols td b");
const faults = async (page) => [...await texts(page, "#many .says.bad:not(.aside)"), ...await texts(page, "#many .act .says")].filter(Boolean);
const inFocus = (page) => page.evaluate(() => document.activeElement.textContent);
const why = (page) => texts(page, "#many .why li");

/** What a worker does before anything else: of a file it reads the first half, and the rest when it is told to. */
const HALFWAY = `if (typeof document === "undefined") {
  const stream = Blob.prototype.stream;
  const released = new Promise((resolve) => (new BroadcastChannel("halfway").onmessage = resolve));
  Blob.prototype.stream = function () {
    const half = this.size >> 1;
    const { readable, writable } = new TransformStream();
    (async () => {
      await stream.call(this.slice(0, half)).pipeTo(writable, { preventClose: true });
      await released;
      await stream.call(this.slice(half)).pipeTo(writable);
    })().catch(() => {});
    return readable;
  };
}
`;

/** Has every file stop halfway, until it is released, so that a test can look at a batch that runs. */
const stopHalfway = (page) => page.route("**/pkg/full.js", async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, body: HALFWAY + await response.text() });
});
const release = (page) => page.evaluate(() => new BroadcastChannel("halfway").postMessage(""));

/** What is downloaded, by the names of the files. */
async function downloads(page) {
  const files = {};
  for (const $link of await page.locator("#many .get a").all()) {
    const [download] = await Promise.all([page.waitForEvent("download"), $link.click()]);
    files[download.suggestedFilename()] = await readFile(await download.path(), "utf8");
  }
  return files;
}

/** What the package itself makes of a file. */
async function made(csv, operation, options) {
  const bytes = await new Response(new Blob([csv]).stream().pipeThrough(resetkit.batch(operation, options))).arrayBuffer();
  // As it is, with the mark that it may begin with.
  return Buffer.from(bytes).toString("utf8");
}

describe("a file's columns", () => {
  test("are taken for what their names say; what may be a password is covered", () => visit(async (page) => {
    await open(page);
    await give(page, `\uFEFFOrganization ID;--user-id;PASSWORD\r\n${ORGANIZATION};${user(1)};Secret-1\r\n${ORGANIZATION};"${user(2)}";\r\n`);
    assert.deepEqual(await texts(page, "#many .file > :is(b, .note)"), ["users.csv", "0.2 kB"]);
    assert.deepEqual(await texts(page, "#many .steps [aria-current]"), ["2Columns"]);
    await says(page, "#announcer", "The file has 3 columns.");
    assert.deepEqual(await names(page), ["Organization ID", "--user-id", "PASSWORD"]);
    assert.deepEqual(await uses(page), ["OrganizationId", "UserId", "Password"]);
    assert.deepEqual(await examples(page), [ORGANIZATION, user(1), DOTS]);
    assert.equal(await page.locator("#file-setup").isVisible(), false);
  }));

  test("that are not known are ignored and named, and used by hand", () => visit(async (page) => {
    await open(page);
    await give(page, `<b>Mail</b>,User ID,Secret word\n${ORGANIZATION},${user(1)},Abcdef123\nHunter2,<b>not bold</b>,Abcdef123\n`);
    assert.deepEqual(await texts(page, "#many .columns summary"), ["Ignored: <b>Mail</b>, Secret word"]);
    assert.deepEqual(await examples(page), [user(1), DOTS, DOTS]);
    await start(page);
    assert.deepEqual(await faults(page), ["1 field to fix: Organization ID"]);
    await focuses(page, "all-1");
    await page.locator("#many .columns summary").click();
    await page.locator("#column-3").selectOption("Password");
    await page.locator("#column-1").selectOption("User ID");
    assert.deepEqual(await faults(page), ["Choose another: a column is the user ID already.", "2 fields to fix: User ID, Organization ID"]);
    await page.locator("#column-1").selectOption("Organization ID");
    assert.deepEqual(await faults(page), []);
    // Once it is known to be no password it is shown; what is no ID, or none that the documentation knows, may still be one.
    assert.deepEqual(await examples(page), [user(1), ORGANIZATION, DOTS]);
    await run(page);
    assert.equal(await heading(page).textContent(), "1 of 2 rows is ready");
    assert.equal(await page.locator("#many b b").count(), 0);
  }));

  test("are ignored where somebody says so, as many as there are", () => visit(async (page) => {
    await open(page);
    await give(page, `Name,User ID,E-mail,Password,Organization ID\n"Major, Mary",${user(1)},m@example.com,Abcdef123,${ORGANIZATION}\n`);
    await page.locator("#column-4").selectOption("Ignore");
    assert.deepEqual(await uses(page), ["-", "UserId", "-", "-", "OrganizationId"]);
    await run(page);
    assert.equal(await heading(page).textContent(), "1 of 1 row is ready");
    const files = Object.values(await downloads(page)).join("");
    assert.ok(files.includes(user(1)) && !files.includes("Mary") && !files.includes("example.com") && !files.includes("Abcdef123"));
  }));

  test("that all look like the same are asked about", () => visit(async (page) => {
    await open(page);
    await give(page, `Guid,Uid,Org\n${user(1)},${user(2)},${ORGANIZATION}\n`);
    assert.deepEqual(await faults(page), ["“Guid” and “Uid” both look like the user ID. Choose one."]);
    assert.deepEqual(await texts(page, "#many .cols .says.hint"), ["Guessed from its values"]);
    await start(page);
    await focuses(page, "column-1");
    await page.locator("#column-2").selectOption("User ID");
    assert.deepEqual(await faults(page), []);
    await run(page);
    assert.equal(JSON.parse((await downloads(page))["users.requests.ndjson"]).input.UserId, user(2));
  }));

  test("of a file without column names show nothing, for its first row holds a password", () => visit(async (page, seen) => {
    await open(page);
    await give(page, `${ORGANIZATION},${user(1)},Abcdef123\n${ORGANIZATION},${user(2)},Abcdef456\n`);
    assert.equal(await page.locator("#many .columns > .note").textContent(), "The first row names nothing known. It is hidden, because it may hold a password. These are column names, show them");
    assert.deepEqual(await names(page), ["Column 1", "Column 2", "Column 3"]);
    assert.deepEqual(await examples(page), [DOTS, DOTS, DOTS]);
    await start(page);
    assert.deepEqual(await faults(page), ["2 fields to fix: Organization ID, User ID"]);
    assert.deepEqual(await traces(page, seen, ["Abcdef123", "Abcdef456"]), []);
  }));

  test("that nobody can tell from a row are shown when somebody says that they are names", () => visit(async (page) => {
    await open(page);
    await give(page, `Zeta-9,Omega\n${user(1)},${ORGANIZATION}\n`);
    assert.deepEqual(await names(page), ["Column 1", "Column 2"]);
    await page.getByRole("button", { name: "These are column names, show them" }).click();
    assert.deepEqual(await names(page), ["Zeta-9", "Omega"]);
    assert.deepEqual(await uses(page), ["UserId", "OrganizationId"]);
  }));

  for (const [what, csv] of [["an empty file", ""], ["a quotation mark that nothing closes", 'UserId,"Password\n1,2\n'], ["a header that is too long", "x".repeat(20_000)]]) {
    test(`cannot be read from ${what}`, () => visit(async (page) => {
      await open(page);
      await give(page, csv);
      const said = "The first row of this file can’t be read. Save the file as CSV in UTF-8, with column names in the first row.";
      assert.deepEqual(await texts(page, "#many .tell h2"), [said]);
      assert.equal(await page.locator("#announcer").textContent(), said);
      assert.equal(await page.locator("#many button[type=submit]").count(), 0);
    }));
  }

  test("are what the package takes them for, and rows stay on their lines under another header", async () => {
    const { members } = resetkit.describe("workmail:ResetPassword");
    const row = `${ORGANIZATION};${user(1)};Abcdef123`;
    for (const [names, known] of [
      [["OrganizationId", "UserId", "Password"], true],
      [["organization_id", "USER-ID", "pass word"], true],
      [["--organization-id", "--user-id", "--password"], true],
      [["Organization  ID", '"User ID"', "“Password”"], true],
      [["Organization\u00A0Id", "User\u200BID", "\uFEFFPassword\u00A0"], true],
      [["OrganizationId", "Id", "New password"], true],
      [["OrganizationId", "User", "密码"], true],
      [["OrganizationId", "用户ID", "新密码 [Required]"], true],
      [["Org ID", "UserId", "Password"], true],
      [["Organisation-ID", "UserId", "Password"], true],
      [["组织ID", "UserId", "Password"], true],
      [["OrganizationId", "用户标识 (required)", "Password [Optional]"], true],
      [["OrganizationId", "Üser ID", "Password"], false],
      [["OrganizationId", "U\u0308ser ID", "Password"], false],
      [["OrganizationId", "UserId", "Password required"], false],
      [["OrganizationId", "Email", "Password"], false],
      [["Password", "UserId", "New password"], false],
    ]) {
      const csv = `${names.join(";")}\n${row}\n`;
      const accepted = await made(csv, "workmail:ResetPassword").then(() => true, () => false);
      const head = await readHead(new Blob([csv]));
      assert.deepEqual([accepted, membersOf(head.header, members).every((name) => name !== "")], [known, known], names.join(" "));
    }
    for (const header of ["a,b,c", "\r\n\r\na,b,c", '\uFEFFa,"b\nb",c', '"a","b\r\n\r\n",c', '\n"a\r";"b";"c"']) {
      const csv = new Blob([`${header}\r\n${row.replaceAll(";", header.includes(";") ? ";" : ",")}\r\n`]);
      const head = await readHead(csv);
      assert.equal(head.header.length, 3, header);
      assert.deepEqual(head.rows, [row.split(";")], header);
      const line = header.split(/\r\n|\r|\n/).length + 1;
      const [outcome] = (await made(await withHeader(csv, head, ["OrganizationId", "UserId", "Password"]).text(), "workmail:ResetPassword")).trim().split("\n").map(JSON.parse);
      assert.deepEqual([outcome.line, outcome.input.UserId], [line, user(1)], JSON.stringify(header));
    }
  });
});

describe("a file as it comes", () => {
  const row = `${ORGANIZATION},${user(1)},Abcdef123`;

  test("has what programs write above the header, and names that are told from rows", async () => {
    for (const above of ["sep=;\r\n", '\uFEFF"SEP=;"\n', "#TYPE System.Object\n", ";;\n#TYPE A\nsep=;\n\n"]) {
      const csv = new Blob([`${above}OrganizationId;UserId;Password\n${row.replaceAll(",", ";")}\n;;\n`]);
      const head = await readHead(csv);
      assert.deepEqual([head.header, head.rows], [["OrganizationId", "UserId", "Password"], [row.split(",")]], above);
      const [outcome] = (await made(await withHeader(csv, head, head.header).text(), "workmail:ResetPassword")).trim().split("\n").map(JSON.parse);
      assert.deepEqual([outcome.line, outcome.input.UserId], [above.split("\n").length + 1, user(1)], above);
    }
    assert.deepEqual(["Password;", "A|B", "A\tB", "A，B", "User (ID)"].map(separatorIn), [";", "|", "\t", "，", undefined]);
    assert.ok(areHeadings(["Id", "Email", "Name", "DisplayName", "State", "UserRole"]) && areHeadings(["姓名", "邮箱"]));
    assert.ok(!areHeadings(row.split(",")) && !areHeadings(["mateo", "jackson", "passwordAbc"]) && !areHeadings([""]));
  });

  test("of two bytes a character is read, with a mark or without", async () => {
    for (const [encoding, mark] of [["utf-16le", ""], ["utf-16le", "\uFEFF"], ["utf-16be", ""], ["utf-16be", "\uFEFF"]]) {
      const bytes = Buffer.from(`${mark}Org,User ID\r\nz,${user(1)}\r\n`, "utf16le");
      const csv = new Blob([encoding === "utf-16be" ? bytes.swap16() : bytes]);
      const head = await readHead(csv);
      assert.deepEqual([head.encoding, head.header, head.rows], [encoding, ["Org", "User ID"], [["z", user(1)]]]);
      const out = await made(await withHeader(csv, head, ["-", "UserId"]).arrayBuffer(), "workmail:ResetPassword", { encoding, ignore: ["-"], defaults: { OrganizationId: ORGANIZATION, Password: "Abcdef123" } });
      assert.equal(JSON.parse(out).input.UserId, user(1));
    }
  });

  test("with headings of its own shows them, ignores what is not known, and knows IDs by their form", () => visit(async (page) => {
    await open(page);
    await give(page, `Key,Email,Name,DisplayName,State,UserRole\n${user(1)},a@example.com,a,A,ENABLED,USER\n${user(2)},b@example.com,b,B,ENABLED,USER\n`);
    assert.deepEqual(await texts(page, "#many .columns summary"), ["Ignored: Email, Name, DisplayName, State, UserRole"]);
    assert.deepEqual(await uses(page), ["UserId", "-", "-", "-", "-", "-"]);
    await setOrganization(page);
    await run(page);
    assert.equal(await heading(page).textContent(), "2 of 2 rows are ready");
  }));

  test("with a second separator in a name is not read", () => visit(async (page) => {
    await open(page);
    await give(page, `OrganizationId,UserId,Password;\n${row};\n`);
    await start(page);
    assert.deepEqual(await faults(page), ["Save the file with one separator: ; is in this name. Or ignore the column.", "1 field to fix: Password;"]);
    await focuses(page, "column-3");
  }));

  test("that is a workbook is called one", () => visit(async (page) => {
    await open(page);
    await give(page, Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), "users.xlsx");
    assert.deepEqual(await texts(page, "#many .tell h2"), ["This is an Excel workbook. In Excel, save it as “CSV UTF-8 (Comma delimited)” and choose that file."]);
  }));

  test("is not judged as long as what reads it cannot be loaded", () => visit(async (page) => {
    await open(page);
    await give(page, `OrganizationId,UserId,Password\n${row}\n`);
    assert.deepEqual(await texts(page, "#many .tell h2"), ["The part that reads files could not be loaded. Check the connection and try again."]);
    await page.unroute("**/pkg/full.js");
    await give(page, `OrganizationId,UserId,Password\n${row}\n`, "again.csv");
    assert.deepEqual(await names(page), ["OrganizationId", "UserId", "Password"]);
  }, { prepare: (page) => page.route("**/pkg/full.js", (route) => route.abort()), failures: true }));

  test("in another encoding is read when somebody says in which", () => visit(async (page) => {
    await open(page);
    const csv = Buffer.from(`OrganizationId,User ID,Password,N\xe4me\n${ORGANIZATION},${user(1)},Abcd\xe9f123,x\n`, "latin1");
    await page.locator("#file").setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer: csv });
    await page.locator("#encoding").waitFor();
    assert.equal(await page.locator("#many .columns").count(), 0);
    assert.deepEqual(await texts(page, "#encoding option"), ["Choose one", "Western (Windows-1252)", "Chinese (GBK)", "Japanese (Shift JIS)", "UTF-8, skip rows that are not"]);
    await page.locator("#encoding").selectOption("windows-1252");
    await page.locator("#many .columns").waitFor();
    await focuses(page, "encoding");
    assert.deepEqual(await names(page), ["OrganizationId", "User ID", "Password", "Näme"]);
    await run(page);
    const files = await downloads(page);
    assert.equal(JSON.parse(files["users.requests.ndjson"]).input.Password, "Abcdéf123");
  }));

  test("has its warnings told, and a name that no path or eye takes for something else", () => visit(async (page) => {
    await open(page);
    await give(page, `OrganizationId,UserId,Password\n${row}\n${ORGANIZATION},${user(2)},Abcdef123 \n`, "a;=1+1\u202Egpj é.csv");
    await run(page);
    assert.equal(await heading(page).textContent(), "2 of 2 rows are ready");
    assert.deepEqual(await texts(page, "#many .section"), ["What now", "Check these"]);
    assert.deepEqual(await why(page), ["1Password: Remove the space at the start or end.Row 2."]);
    assert.deepEqual(await page.locator("#many .get a").evaluateAll(($links) => $links.map(({ download }) => download)), ["a11gpj é.passwords.csv", "a11gpj é.requests.ndjson", "a11gpj é.report.csv"]);
  }));
});

describe("a batch", () => {
  test("hands out what the package makes of the file, and lets go of it", () => visit(async (page) => {
    const rows = ["OrganizationId,UserId,Password"];
    for (let row = 1; row <= 60; row++) rows.push(`${row === 7 ? "m-x" : ORGANIZATION},${user(row % 50)},${row % 9 === 0 ? "short" : `Abc,def"${row}`.replace(/.*/, (text) => `"${text.replaceAll('"', '""')}"`)}`);
    rows.push(`=cmd|' /C calc'!A0,=HYPERLINK(1),Abcdef123`, `${ORGANIZATION},=HYPERLINK(1)+(1),=Abcdef12`);
    const csv = rows.join("\r\n");
    await open(page);
    await give(page, csv, "new hires.csv");
    await page.getByText("From the file").click();
    await run(page);
    const right = (await made(csv, "workmail:ResetPassword")).trim().split("\n").filter((line) => JSON.parse(line).input).length;
    assert.ok(right > 40 && right < 62);
    assert.equal(await heading(page).textContent(), `${right} of 62 rows are ready`);
    assert.equal(await page.locator("#many .who").textContent(), "Nothing was sent yet");
    await becomes(() => heading(page).evaluate(($heading) => $heading === document.activeElement), true);
    await becomes(() => page.workers().length, 0);
    const files = await downloads(page);
    assert.deepEqual(Object.keys(files), ["new hires.passwords.csv", "new hires.requests.ndjson", "new hires.report.csv"]);
    for (const [index, outputs] of ["credentials", "ndjson", "csv"].entries()) {
      const lines = (await made(csv, "workmail:ResetPassword", { outputs })).split("\n");
      assert.ok(lines.length > 40);
      for (const [line, text] of Object.values(files)[index].split("\n").entries()) assert.equal(text, lines[line]);
    }
    const addresses = await page.locator("#many .get a").evaluateAll(($links) => $links.map(({ href }) => href));
    assert.deepEqual(await page.evaluate(() => window.revoked), []);
    await page.getByRole("button", { name: "Start another file" }).click();
    assert.deepEqual((await page.evaluate(() => window.revoked)).sort(), addresses.sort());
    assert.equal(await page.locator("#many .get").count(), 0);
    await becomes(() => inFocus(page), "Choose file");
  }, {
    prepare: (page) => page.addInitScript(() => {
      const revoke = URL.revokeObjectURL.bind(URL);
      window.revoked = [];
      URL.revokeObjectURL = (address) => {
        window.revoked.push(address);
        revoke(address);
      };
    }),
  }));

  test("of 20,000 rows: the same passwords in requests and credentials", () => visit(async (page) => {
    const rows = Array.from({ length: 20_000 }, (_, row) => `${user(row)},${row % 100 === 0 ? "short" : row % 3 === 0 ? "Abcdef123" : ""}`);
    const path = join(folder, "many.csv");
    await writeFile(path, `User ID,Password\n${rows.join("\n")}\n`);
    await open(page);
    await page.locator("#file").setInputFiles(path);
    await setOrganization(page);
    await run(page);
    assert.equal(await heading(page).textContent(), "19,800 of 20,000 rows are ready");
    const rowsOf = `Rows ${Array.from({ length: 20 }, (_, index) => (index * 100 + 1).toLocaleString("en")).join(", ")} and more.`;
    assert.deepEqual(await why(page), [
      `200Password: Use at least 8 characters.${rowsOf}`,
      `200Password: Use at least 3 of these: an uppercase letter, a lowercase letter, a number, a symbol, and an accented letter (é, ü).${rowsOf}`,
    ]);
    const files = await downloads(page);
    const requests = files["many.requests.ndjson"].trim().split("\n").map(JSON.parse);
    assert.equal(requests.length, 20_000);
    const valid = requests.filter(({ issues }) => !issues);
    const expected = valid.map(({ input }) => `${input.OrganizationId},${input.UserId},${/[",;\t]/.test(input.Password) ? JSON.stringify(input.Password) : input.Password}`);
    assert.equal(files["many.passwords.csv"], `\uFEFFOrganizationId,UserId,Password\r\n${expected.join("\r\n")}\r\n`);
    const drawn = valid.map(({ input }) => input.Password).filter((password) => password !== "Abcdef123");
    assert.equal(new Set(drawn).size, drawn.length);
    assert.ok(drawn.length > 13_000 && drawn.every((password) => password.length === 20 && resetkit.checkPassword(password, "workmail:ResetPassword").length === 0));
    const report = files["many.report.csv"].trim().split("\r\n");
    assert.equal(report.length, 20_001);
    assert.equal(report.filter((line) => line.includes(",valid,")).length, 19_800);
    assert.ok(!drawn.slice(0, 100).some((password) => files["many.report.csv"].includes(password)));
  }));

  test("is cancelled at once: its worker ends, and there is nothing to download", () => visit(async (page) => {
    await open(page);
    await give(page, `User ID\n${Array.from({ length: 2000 }, (_, row) => user(row)).join("\n")}\n`);
    await setOrganization(page);
    await page.keyboard.press("Enter");
    const $far = page.locator("#many .row .end");
    await $far.filter({ hasText: "a second" }).waitFor();
    assert.equal(await page.locator("#announcer").textContent(), "Checking the file");
    assert.equal(await page.locator("#top").evaluate(({ inert }) => inert), true);
    assert.match(await $far.textContent(), /^[\d,]+ rows · [\d,]+ a second · (about [\d,]+ s|less than 1 s) left$/);
    assert.ok(await page.locator("#many [role=progressbar]").evaluate(($bar) => Number($bar.ariaValueNow) > 0 && Number($bar.ariaValueNow) < 100));
    assert.equal(page.workers().length, 1);
    await page.getByRole("button", { name: "Cancel" }).click();
    assert.equal(await heading(page).textContent(), "Cancelled");
    assert.match(await page.locator("#many .body > p:last-child").textContent(), /^[\d,]+ rows were read\. No file was written\.$/);
    await becomes(() => page.workers().length, 0);
    assert.equal(await page.locator("#many .get").count(), 0);
    assert.equal(await page.locator("#top").evaluate(({ inert }) => inert), false);
    await page.unroute("**/pkg/full.js");
    await give(page, `User ID\n${user(1)}\n`);
    await run(page);
    assert.equal(await heading(page).textContent(), "1 of 1 row is ready");
  }, { prepare: stopHalfway }));

  // Chromium may lose the tab some seconds after it has terminated a worker that reads a file: hence the wait, for what must not come.
  test("of 600,000 rows is cancelled, and the page lives on with all that was typed", () => visit(async (page) => {
    const path = join(folder, "long.csv");
    await writeFile(path, `User ID\n${Array.from({ length: 600_000 }, (_, row) => user(row)).join("\n")}\n`);
    await page.locator('[data-operation="workmail:ResetPassword"]').click();
    await page.locator("#member-1").fill(ORGANIZATION);
    await page.locator("#member-2").fill(user(7));
    await page.locator("#many-users").click();
    await page.locator("#many-form .drop").waitFor();
    await page.locator("#file").setInputFiles(path);
    await page.locator("#many .columns").waitFor();
    await page.evaluate(() => {
      // In the page, so that it cannot come too late.
      new MutationObserver((_, observer) => {
        const $bar = document.querySelector("#many [role=progressbar]");
        if (!$bar || !(Number($bar.ariaValueNow) > 0)) return;
        observer.disconnect();
        document.querySelector("#many .act button").click();
      }).observe(document.getElementById("many"), { subtree: true, childList: true, attributes: true });
    });
    await run(page);
    assert.equal(await heading(page).textContent(), "Cancelled");
    await becomes(() => page.workers().length, 0);
    await page.waitForTimeout(5000);
    await page.locator("#one-user").click();
    assert.equal(await page.locator("#member-1").inputValue(), ORGANIZATION);
    assert.equal(await page.locator("#member-2").inputValue(), user(7));
  }));

  for (const [name, persisted] of [["pagehide", false], ["pagehide", true], ["pageshow", true]]) {
    test(`ends with the page: ${name}${persisted ? ", and it is kept" : ""}`, () => visit(async (page) => {
      await open(page);
      await give(page, `User ID\n${Array.from({ length: 2000 }, (_, row) => user(row)).join("\n")}\n`);
      await setOrganization(page);
      await start(page);
      await page.locator("#many .row .end", { hasText: "a second" }).waitFor();
      await page.evaluate(([name, persisted]) => dispatchEvent(new PageTransitionEvent(name, { persisted })), [name, persisted]);
      assert.equal(await page.locator("#many [role=progressbar]").count(), 0);
      await becomes(() => page.workers().length, 0);
      assert.deepEqual(await texts(page, "#many .big"), name === "pagehide" ? ["Cancelled"] : []);
      assert.equal(await page.locator("#many .get").count(), 0);
    }, { prepare: stopHalfway }));
  }

  test("keeps what it came to while one user is reset, and forgets it for another operation", () => visit(async (page) => {
    await open(page);
    await give(page, `OrganizationId,UserId,Password\n${ORGANIZATION},${user(1)},Abcdef123\n`);
    await run(page);
    await page.locator("#one-user").click();
    await page.locator("#many-users").click();
    assert.equal(await heading(page).textContent(), "1 of 1 row is ready");
    for (const $link of await page.locator("#many .get a").all()) await Promise.all([page.waitForEvent("download"), $link.click()]);
    await page.locator("#one-user").click();
    await page.locator("#one").getByRole("button", { name: "Other service" }).click();
    await page.locator('[data-operation="cloudsso:ResetUserPassword"]').click();
    await page.locator("#many-users").click();
    await page.locator("#many h1", { hasText: "Reset many users of CloudSSO" }).waitFor();
    // The same file, for other columns.
    assert.deepEqual(await uses(page), ["-", "UserId", "Password"]);
  }));

  test("asks the service for passwords where it makes them, and takes what all rows share", () => visit(async (page) => {
    await open(page, "cloudsso:ResetUserPassword");
    await give(page, "User ID\nu-00q8wbq42wiltcrkabcd\n");
    await page.locator("#many").getByText("By CloudSSO").click();
    assert.equal(await page.locator("#many .secret .grow").textContent(), "The service makes one for each user without one");
    assert.equal(await page.locator("#many .bar").getByRole("button", { name: "Options" }).isVisible(), false);
    // On from the start, as in the form.
    assert.equal(await page.locator("#many").getByLabel("Require a new password at the next logon").isChecked(), true);
    await page.locator("#many").getByLabel("Directory ID").fill("d-00fc2p61abcd");
    await run(page);
    // Its engine is a loop of a shell, which is written when it is asked for.
    await page.locator("#many .get a[download$='.sh']").waitFor();
    const files = await downloads(page);
    assert.deepEqual(JSON.parse(files["users.requests.ndjson"]), {
      row: 1,
      line: 2,
      input: { DirectoryId: "d-00fc2p61abcd", UserId: "u-00q8wbq42wiltcrkabcd", GenerateRandomPassword: true, RequirePasswordResetForNextLogin: true },
      body: "DirectoryId=d-00fc2p61abcd&UserId=u-00q8wbq42wiltcrkabcd&GenerateRandomPassword=true&RequirePasswordResetForNextLogin=true",
      warnings: [],
    });
    assert.equal(files["users.passwords.csv"], "\uFEFFDirectoryId,UserId,Password\r\n");
    assert.ok(files["users.sh"].startsWith("#!/bin/sh\n"));
  }));

  test("of an operation without a password has none to ask for or to hand out", () => visit(async (page) => {
    await page.locator("summary", { hasText: "Ended services" }).click();
    await open(page, "chime:ResetPersonalPIN");
    await give(page, "Account ID,User ID\na1,b2\na1,..\n");
    assert.equal(await page.locator("[name=file-source], #file-directory").count(), 0);
    await run(page);
    assert.equal(await heading(page).textContent(), "1 of 2 rows is ready");
    assert.deepEqual(Object.keys(await downloads(page)), ["users.requests.ndjson", "users.report.csv"]);
  }));

  test("judges and generates by the directory that is chosen, and by the generator's options", () => visit(async (page) => {
    await open(page);
    await give(page, `User ID,Password\n${user(1)},Abcde12\n${user(2)},\n`);
    await setOrganization(page);
    await run(page);
    assert.equal(await heading(page).textContent(), "1 of 2 rows is ready");
    await back(page);
    await page.locator("#many").getByRole("button", { name: "Change" }).click();
    await page.locator("#many").getByLabel("Directory").selectOption("AWS Managed Microsoft AD");
    assert.equal(await page.locator("#many").getByLabel("Organization ID", { exact: true }).inputValue(), ORGANIZATION);
    await page.locator("#many .bar").getByRole("button", { name: "Options" }).click();
    await page.locator("#many").getByLabel("Length, 7 to 256").fill("99");
    await page.locator("#many").getByLabel("Length, 7 to 256").press("Enter");
    assert.equal(await page.locator("#many .secret .grow").textContent(), "A new random one for each user without one, 99 characters");
    await run(page);
    assert.equal(await heading(page).textContent(), "2 of 2 rows are ready");
    const [first, second] = (await downloads(page))["users.requests.ndjson"].trim().split("\n").map(JSON.parse);
    assert.equal(first.input.Password, "Abcde12");
    assert.equal([...second.input.Password].length, 99);
  }));

  test("has a link to what is set up, and nothing of the file in it", () => visit(async (page) => {
    await open(page);
    await give(page, `User ID\n${user(1)}\n`);
    await setOrganization(page);
    await page.locator("#many").getByRole("button", { name: "Done" }).click();
    await page.locator("#many").getByRole("button", { name: "Copy link" }).click();
    await page.locator("#many").getByRole("button", { name: "Link copied" }).waitFor();
    assert.equal(await clipboard(page), `${server.address}#op=workmail%3AResetPassword&region=us-east-1&OrganizationId=${ORGANIZATION}`);
  }));

  test("says what is wrong before it is run", () => visit(async (page) => {
    await open(page);
    await give(page, `User ID\n${user(1)}\n`);
    await page.getByText("From the file").click();
    await start(page);
    assert.deepEqual(await faults(page), ["2 fields to fix: Organization ID, Password"]);
    await focuses(page, "all-1");
  }));

  test("takes a file that is dropped, and no other one while it runs", () => visit(async (page) => {
    await open(page);
    const drop = (csv, name) => page.locator("#many-form").evaluate(($form, [text, name]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      const fire = (name) => $form.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer }));
      const taken = !fire("dragover");
      const marked = $form.classList.contains("is-target");
      fire("drop");
      return [taken, marked, $form.classList.contains("is-target")];
    }, [csv, name]);
    assert.deepEqual(await drop(`User ID\n${user(1)}\n`, "dropped.csv"), [true, true, false]);
    await says(page, "#many .file b", "dropped.csv");
    assert.deepEqual(await examples(page), [user(1)]);
    await page.route("**/pkg/full.js", () => {});
    await setOrganization(page);
    await start(page);
    await page.locator("#many [role=progressbar]").waitFor();
    assert.deepEqual(await drop(`User ID\n${user(2)}\n`, "another.csv"), [true, true, false]);
    assert.equal(await page.locator("#many .file b").textContent(), "dropped.csv");
  }));

  test("by keyboard alone", () => visit(async (page) => {
    await open(page);
    const press = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await becomes(() => inFocus(page), "Choose file");
    await give(page, `User ID,Password\n${user(1)},\n`);
    await focuses(page, "all-1");
    await page.keyboard.type(ORGANIZATION);
    // From a text field, as in every form.
    await press("Enter");
    await page.getByRole("heading", { name: "1 of 1 row is ready" }).waitFor();
    await becomes(() => heading(page).evaluate(($heading) => $heading === document.activeElement), true);
    await press("Tab");
    await becomes(() => inFocus(page), "Passwords as CSV");
  }));

  for (const width of [320, 768, 1400]) {
    test(`needs no sideways scrolling at ${width} pixels, and has no target under 24`, () => visit(async (page) => {
      await open(page);
      const fits = async () => {
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        // The label of a choice is its target.
        const sizes = await page.locator("#many :is(button, input:not([type=radio], [type=checkbox], .sr), select, a, summary, .seg label):visible").evaluateAll(($targets) => $targets.map(($target) => {
          const { width, height } = $target.getBoundingClientRect();
          return Math.min(width, height);
        }));
        assert.ok(sizes.length > 0 && Math.min(...sizes) >= 24, String(sizes));
      };
      await fits();
      const long = "w".repeat(300);
      await give(page, `User ID,${long},Password\n${user(1)},${long},\n`, `${long.slice(0, 200)}.csv`);
      await start(page);
      await page.locator("#many .act .says").waitFor();
      await fits();
      await page.locator("#many .columns summary").click();
      await page.locator("#column-2").selectOption("Organization ID");
      await fits();
      await run(page);
      await fits();
    }, { context: { viewport: { width, height: 800 } } }));
  }

  test("and its passwords are found nowhere in the page", () => visit(async (page, seen) => {
    await open(page);
    await give(page, `OrganizationId,UserId,Password\n${ORGANIZATION},${user(1)},Hunter2-Hunter2\nHunter2-Hunter2,${user(3)},x\n${ORGANIZATION},${user(2)},"Hunter2-Hunter2\n`);
    await run(page);
    assert.deepEqual((await why(page)).map((text) => text.replace(/^1|Row .*$/g, "")), [
      "Organization ID: Use exactly 34 characters.",
      `Organization ID: Check the character at position 1. Example: ${ORGANIZATION}`,
      "Password: Use at least 3 of these: an uppercase letter, a lowercase letter, a number, a symbol, and an accented letter (é, ü).",
      "Close the quotation marks: the file ends in the middle of this row.",
    ]);
    assert.deepEqual(await traces(page, seen, ["Hunter2-Hunter2"]), []);
    // Whoever comes back to the page may be somebody else.
    assert.equal(await page.locator("#many .get a").count(), 3);
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    assert.equal(await page.locator("#many .get a").count(), 0);
  }));

  test("speaks the other language, whatever state it is in, and keeps it", () => visit(async (page) => {
    await open(page);
    const speak = async (name, text) => {
      await page.getByRole("button", { name, exact: true }).click();
      await page.locator("#many", { hasText: text }).waitFor();
    };
    await give(page, `User ID,Password\n${Array.from({ length: 2000 }, (_, row) => `${user(row)},${row === 5 ? "x" : ""}`).join("\n")}\n`);
    await setOrganization(page);
    await speak("中文", "批量重置");
    assert.equal(await page.locator("#all-1").inputValue(), ORGANIZATION);
    const inEnglish = async () => (await english(page)).filter((text) => !/users\.csv|User ID|Password|us-east-1/.test(text));
    assert.deepEqual(await inEnglish(), []);
    await start(page);
    await page.locator("#many .row .end", { hasText: "每秒" }).waitFor();
    await release(page);
    await page.locator("#many", { hasText: "2,000 行中有 1,999 行已就绪" }).waitFor();
    assert.deepEqual(await why(page), [
      "1密码: 请至少输入 8 个字符。第 6 行。",
      "1密码: 请至少包含以下 3 类字符：大写字母、小写字母、数字、特殊字符和带重音的字母（如 é）。第 6 行。",
    ]);
    assert.deepEqual(await inEnglish(), []);
    await speak("English", "1,999 of 2,000 rows are ready");
    assert.deepEqual(Object.keys(await downloads(page)), ["users.passwords.csv", "users.requests.ndjson", "users.report.csv"]);
  }, { prepare: stopHalfway }));

  test("says so where what reads files cannot be loaded, or the file was changed", () => visit(async (page) => {
    const path = join(folder, "changing.csv");
    await writeFile(path, `User ID\n${user(1)}\n`);
    await open(page);
    await page.locator("#file").setInputFiles(path);
    await setOrganization(page);
    await page.context().setOffline(true);
    await run(page);
    assert.equal(await heading(page).textContent(), "The file was not read to its end");
    assert.equal(await page.locator("#many .body > p:last-child").textContent(), "The part that reads files could not be loaded. Check the connection and try again.");
    await page.context().setOffline(false);
    await writeFile(path, `User ID\n${user(1)}\n${user(2)}\n`);
    await back(page);
    await run(page);
    await says(page, "#many .body > p:last-child", "The browser can no longer read the file. Perhaps it was changed or moved. Choose it again.");
    assert.equal(await page.locator("#file").inputValue(), "");
    await page.locator("#file").setInputFiles(path);
    await page.locator("#many .columns").waitFor();
    await run(page);
    assert.equal(await heading(page).textContent(), "2 of 2 rows are ready");
  }, { failures: true }));
});
