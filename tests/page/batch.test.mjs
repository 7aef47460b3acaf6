// Whole files in a real browser. What the package makes of the same file in Node is what the page must hand out.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import * as resetkit from "../../dist/full.js";
import { areHeadings, membersOf, readHead, separatorIn, withHeader } from "../../www/batch-file.js";
import { english, focused, focuses, ready, says, texts, traces, visit } from "./visit.mjs";
import { becomes } from "./waiting.mjs";

const DOTS = "•".repeat(8);
const ORGANIZATION = "m-d281d0a2fd824be5b6cd3d3ce909fd27";
const user = (number) => `S-1-1-11-1111111111-2222222222-3333333333-${String(number).padStart(4, "0")}`;

let folder;
before(async () => (folder = await mkdtemp(join(tmpdir(), "resetkit-batch-"))));
after(() => rm(folder, { recursive: true, force: true }));

const open = async (page) => {
  await ready(page);
  await page.getByRole("tab", { name: "A whole file" }).click();
  await page.locator("#batch-file").waitFor();
};

/** Gives the page a file and waits for its columns, or for what is wrong with it. */
async function give(page, csv, name = "users.csv") {
  // What is drawn of another file until this one is read.
  await page.locator("#batch .batch-setup > *").evaluateAll(($parts) => $parts.forEach(($part) => ($part.dataset.old = "")));
  await page.locator("#batch-file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(csv) });
  await page.locator("#batch .batch-setup > :is(.columns, .issues):not([data-old])").waitFor();
}

const start = (page) => page.locator("#batch button.primary").click();

async function run(page) {
  await start(page);
  await page.locator("#batch-outcome-heading").waitFor();
}

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
  for (const $link of await page.locator("#batch .files a").all()) {
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

const problems = (page) => texts(page, "#batch .error-summary li");

describe("a file's columns", () => {
  test("are taken for what their names say; what may be a password is covered", () => visit(async (page) => {
    await open(page);
    await give(page, `\uFEFFOrganization ID;--user-id;PASSWORD\r\n${ORGANIZATION};${user(1)};Secret-1\r\n${ORGANIZATION};"${user(2)}";\r\n`);
    await says(page, "#batch-file-name", "users.csv, 0.2 kB");
    assert.equal(await page.locator("#batch .notice").textContent(), "AWS ends support for Amazon WorkMail on 2027-03-31.");
    await says(page, "#announcer", "The file has 3 columns.");
    assert.deepEqual(await texts(page, "#batch .column-name"), ["Organization ID", "--user-id", "PASSWORD"]);
    assert.deepEqual(await page.locator("#batch th select").evaluateAll(($selects) => $selects.map(({ value }) => value)), ["OrganizationId", "UserId", "Password"]);
    assert.deepEqual(await texts(page, "#batch td"), [ORGANIZATION, user(1), DOTS, ORGANIZATION, user(2), ""]);
    assert.equal(await page.locator("#batch").getByLabel("Organization ID", { exact: true }).locator("visible=true").count(), 0);
  }));

  test("that are not known are named, and mapped by hand", () => visit(async (page) => {
    await open(page);
    await give(page, `<b>Mail</b>,User ID,Secret word\n${ORGANIZATION},${user(1)},Abcdef123\nHunter2,<b>not bold</b>,Abcdef123\n`);
    assert.deepEqual(await texts(page, "#batch td"), [DOTS, user(1), DOTS, DOTS, DOTS, DOTS]);
    await start(page);
    assert.deepEqual(await problems(page), ["Organization ID: no column is this. Give it once, for all rows."]);
    await focuses(page, "error-summary");
    assert.equal(await page.title(), "Error: Reset desk");
    assert.deepEqual(await page.locator("#batch th select").evaluateAll(($selects) => $selects.map(({ value }) => value)), ["-", "UserId", "-"]);
    await page.locator("#column-3").selectOption("Password");
    await page.locator("#column-1").selectOption("User ID");
    await start(page);
    assert.deepEqual(await problems(page), [
      "User ID: another column is the user ID already.",
      "Organization ID: no column is this. Give it once, for all rows.",
    ]);
    await page.locator("#column-1").selectOption("Organization ID");
    // Once it is known to be no password it is shown; what is no ID, or none that the documentation knows, may still be one.
    assert.deepEqual(await texts(page, "#batch td"), [ORGANIZATION, user(1), DOTS, DOTS, DOTS, DOTS]);
    await run(page);
    assert.equal(await page.title(), "Reset desk");
    assert.equal(await page.locator(".batch-counts").textContent(), "1 valid, 1 refused.");
    assert.equal(await page.locator("#batch b").count(), 0);
  }));

  test("are left out where somebody says so, as many as there are", () => visit(async (page) => {
    await open(page);
    await give(page, `Name,User ID,E-mail,Password,Organization ID\n"Major, Mary",${user(1)},m@example.com,Abcdef123,${ORGANIZATION}\n`);
    await page.locator("#column-1").selectOption("Left out");
    await page.locator("#column-3").selectOption("Left out");
    assert.deepEqual(await texts(page, "#batch td"), [DOTS, user(1), DOTS, DOTS, ORGANIZATION]);
    await run(page);
    assert.equal(await page.locator(".batch-counts").textContent(), "1 valid, 0 refused.");
    const files = Object.values(await downloads(page)).join("");
    assert.ok(files.includes(user(1)) && !files.includes("Mary") && !files.includes("example.com"));
  }));

  test("of a file without a header show nothing, for its first row holds a password", () => visit(async (page, seen) => {
    await open(page);
    await give(page, `${ORGANIZATION},${user(1)},Abcdef123\n${ORGANIZATION},${user(2)},Abcdef456\n`);
    assert.equal(
      await page.locator("#batch .columns > .help").textContent(),
      "The first line names nothing known. Is it a header? Its text is not shown, because it may be somebody's password. If it is a header, say what each column is.",
    );
    assert.deepEqual(await texts(page, "#batch .column-name"), ["Column 1", "Column 2", "Column 3"]);
    assert.deepEqual(await texts(page, "#batch td"), [DOTS, DOTS, DOTS]);
    await start(page);
    assert.deepEqual(await problems(page), ["Organization ID: no column is this. Give it once, for all rows.", "User ID: no column is this. Give it once, for all rows."]);
    assert.deepEqual(await traces(page, seen, ["Abcdef123", "Abcdef456"]), []);
  }));

  for (const [what, csv] of [["an empty file", ""], ["a quotation mark that nothing closes", 'UserId,"Password\n1,2\n'], ["a header that is too long", "x".repeat(20_000)]]) {
    test(`cannot be read from ${what}`, () => visit(async (page) => {
      await open(page);
      await give(page, csv);
      const said = "The first line of this file cannot be read as a header. Save the file as CSV in UTF-8, its columns named in the first line.";
      assert.deepEqual(await texts(page, "#batch .batch-setup .issues"), [said]);
      assert.equal(await page.locator("#announcer").textContent(), said);
      assert.equal(await page.locator("#batch button.primary").count(), 0);
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

  test("with headings of its own shows them, leaves out what is not known, and knows IDs by their form", () => visit(async (page) => {
    await open(page);
    await give(page, `Key,Email,Name,DisplayName,State,UserRole\n${user(1)},a@example.com,a,A,ENABLED,USER\n${user(2)},b@example.com,b,B,ENABLED,USER\n`);
    assert.deepEqual(await texts(page, "#batch .column-name"), ["Key", "Email", "Name", "DisplayName", "State", "UserRole"]);
    assert.deepEqual(await page.locator("#batch th select").evaluateAll(($selects) => $selects.map(({ value }) => value)), ["UserId", "-", "-", "-", "-", "-"]);
    await page.locator("#batch").getByLabel("Organization ID").fill(ORGANIZATION);
    await run(page);
    assert.equal(await page.locator(".batch-counts").textContent(), "2 valid, 0 refused.");
  }));

  test("with a second separator in a name is not read", () => visit(async (page) => {
    await open(page);
    await give(page, `OrganizationId,UserId,Password;\n${row};\n`);
    await start(page);
    assert.deepEqual(await problems(page), ["Password;: a second separator (;) is in this name, and perhaps in every row. Save the file with one separator, or leave the column out."]);
  }));

  test("that is a workbook is called one", () => visit(async (page) => {
    await open(page);
    await give(page, Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), "users.xlsx");
    assert.deepEqual(await texts(page, "#batch .batch-setup .issues"), ["This is an Excel workbook. In Excel, save it as “CSV UTF-8 (Comma delimited)”, and choose that file."]);
  }));

  test("in another encoding is read when somebody says in which", () => visit(async (page) => {
    await open(page);
    const csv = Buffer.from(`OrganizationId,User ID,Password,N\xe4me\n${ORGANIZATION},${user(1)},Abcd\xe9f123,x\n`, "latin1");
    await page.locator("#batch-file").setInputFiles({ name: "users.csv", mimeType: "text/csv", buffer: csv });
    await page.locator("#batch-encoding").waitFor();
    assert.equal(await page.locator("#batch .columns").count(), 0);
    assert.deepEqual(await texts(page, "#batch-encoding option"), ["Choose an encoding", "Western (Windows-1252)", "Chinese (GBK)", "Japanese (Shift JIS)", "UTF-8, without the rows that are not"]);
    await page.locator("#batch-encoding").selectOption("windows-1252");
    await page.locator("#batch .columns").waitFor();
    await focuses(page, "batch-encoding");
    assert.deepEqual(await texts(page, "#batch .column-name"), ["OrganizationId", "User ID", "Password", "Näme"]);
    await run(page);
    const files = await downloads(page);
    assert.equal(JSON.parse(files["users.requests.ndjson"]).input.Password, "Abcdéf123");
  }));

  test("has its warnings told, and a name that no path or eye takes for something else", () => visit(async (page) => {
    await open(page);
    await give(page, `OrganizationId,UserId,Password\n${row}\n${ORGANIZATION},${user(2)},Abcdef123 \n`, "a;=1+1\u202Egpj é.csv");
    await run(page);
    assert.equal(await page.locator(".batch-counts").textContent(), "2 valid, 0 refused. 1 valid row has warnings.");
    assert.deepEqual(await texts(page, "#batch .fault summary"), ["ends_with_space in 1 row"]);
    await page.locator("#batch .fault summary").click();
    assert.deepEqual(await texts(page, "#batch .fault li"), ["Row 2, line 3: Password starts or ends with a space, which is easily lost when it is copied."]);
    const help = "The credentials hold each password as it is. A spreadsheet takes one that starts with =, +, - or @ for a formula: import that column as text.";
    assert.ok((await texts(page, "#batch-outcome .help, .batch-outcome .help")).includes(help));
    assert.deepEqual(await page.locator("#batch .files a").evaluateAll(($links) => $links.map(({ download }) => download)), ["a11gpj é.requests.ndjson", "a11gpj é.report.csv", "a11gpj é.credentials.csv"]);
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
    await page.getByLabel("Refuse the row").check();
    await run(page);
    assert.equal(await page.locator("#batch-outcome-heading").textContent(), "62 rows are done");
    await focuses(page, "batch-outcome-heading");
    await becomes(() => page.workers().length, 0);
    const files = await downloads(page);
    assert.deepEqual(Object.keys(files), ["new hires.requests.ndjson", "new hires.report.csv", "new hires.credentials.csv"]);
    for (const [index, outputs] of ["ndjson", "csv", "credentials"].entries()) {
      const lines = (await made(csv, "workmail:ResetPassword", { outputs })).split("\n");
      assert.ok(lines.length > 40);
      for (const [line, text] of Object.values(files)[index].split("\n").entries()) assert.equal(text, lines[line]);
    }
    assert.deepEqual(await texts(page, "#batch .files .tag"), ["Holds passwords", "Holds passwords"]);
    const addresses = await page.locator("#batch .files a").evaluateAll(($links) => $links.map(({ href }) => href));
    assert.deepEqual(await page.evaluate(() => window.revoked), []);
    await page.getByRole("button", { name: "Let go of the files" }).click();
    assert.deepEqual(await page.evaluate(() => window.revoked), addresses);
    assert.equal(await page.locator("#batch .files").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Check the file and build the requests");
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
    await page.locator("#batch-file").setInputFiles(path);
    await page.locator("#batch").getByLabel("Organization ID").fill(ORGANIZATION);
    await run(page);
    assert.equal(await page.locator(".batch-counts").textContent(), "19,800 valid, 200 refused.");
    assert.deepEqual(await texts(page, "#batch .fault summary"), ["too_short in 200 rows", "too_few_classes in 200 rows"]);
    await page.locator("#batch .fault summary").first().click();
    const $first = page.locator("#batch .fault").first();
    assert.deepEqual((await $first.locator("li").allTextContents()).slice(0, 2), [
      "Row 1, line 2: Password must have at least 8 characters to meet the directory's policy.",
      "Row 101, line 102: Password must have at least 8 characters to meet the directory's policy.",
    ]);
    assert.equal(await $first.locator("li").count(), 20);
    assert.equal(await $first.locator(".help").textContent(), "And 180 more rows, which the report names.");
    const files = await downloads(page);
    const requests = files["many.requests.ndjson"].trim().split("\n").map(JSON.parse);
    assert.equal(requests.length, 20_000);
    const valid = requests.filter(({ issues }) => !issues);
    const expected = valid.map(({ input }) => `${input.OrganizationId},${input.UserId},${/[",;\t]/.test(input.Password) ? JSON.stringify(input.Password) : input.Password}`);
    assert.equal(files["many.credentials.csv"], `\uFEFFOrganizationId,UserId,Password\r\n${expected.join("\r\n")}\r\n`);
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
    await page.locator("#batch").getByLabel("Organization ID").fill(ORGANIZATION);
    await page.locator("#batch button.primary").focus();
    await page.keyboard.press("Enter");
    await focuses(page, "Cancel");
    assert.equal(await page.locator("#announcer").textContent(), "The file is being read");
    assert.equal(await page.locator("#batch-operation").isDisabled(), true);
    assert.equal(await page.locator(".batch-setup").evaluate(({ inert }) => inert), true);
    await page.locator("#batch-far", { hasText: "a second." }).waitFor();
    assert.match(await page.locator("#batch-far").textContent(), /^[\d,]+ rows, [\d,]+ a second\. (About [\d,]+ seconds?|Less than a second) left\.$/);
    assert.ok(await page.locator("progress").evaluate(({ value }) => value > 0 && value < 1));
    assert.equal(page.workers().length, 1);
    await page.keyboard.press("Enter");
    await focuses(page, "batch-outcome-heading");
    assert.equal(await page.locator("#batch-outcome-heading").textContent(), "Cancelled");
    assert.match(await page.locator(".batch-outcome p").textContent(), /^[\d,]+ rows were read\. Nothing was kept of them, and no file was written\.$/);
    await becomes(() => page.workers().length, 0);
    assert.equal(await page.locator("#batch .files").count(), 0);
    assert.equal(await page.locator("#batch-operation").isDisabled(), false);
    assert.equal(await page.locator(".batch-running").isVisible(), false);
    await page.unroute("**/pkg/full.js");
    await give(page, `User ID\n${user(1)}\n`);
    await run(page);
    assert.equal(await page.locator(".batch-counts").textContent(), "1 valid, 0 refused.");
  }, { prepare: stopHalfway }));

  // Chromium may lose the tab some seconds after it has terminated a worker that reads a file: hence the wait, for what must not come.
  test("of 600,000 rows is cancelled, and the page lives on with all that was typed", () => visit(async (page) => {
    const path = join(folder, "long.csv");
    await writeFile(path, `User ID\n${Array.from({ length: 600_000 }, (_, row) => user(row)).join("\n")}\n`);
    await ready(page);
    await page.locator("#member-1").fill(ORGANIZATION);
    await page.locator("#member-3").fill("Abcdef123");
    await open(page);
    await page.locator("#batch-file").setInputFiles(path);
    await page.locator("#batch").getByLabel("Organization ID").fill(ORGANIZATION);
    await page.evaluate(() => {
      // In the page, so that it cannot come too late.
      new MutationObserver((_, observer) => {
        const $bar = document.querySelector("progress");
        if (!$bar?.value) return;
        observer.disconnect();
        document.querySelector(".batch-running button").click();
      }).observe(document.getElementById("batch"), { subtree: true, childList: true, attributes: true });
    });
    await run(page);
    assert.equal(await page.locator("#batch-outcome-heading").textContent(), "Cancelled");
    await becomes(() => page.workers().length, 0);
    await page.waitForTimeout(5000);
    await page.getByRole("tab", { name: "One user" }).click();
    assert.equal(await page.locator("#member-1").inputValue(), ORGANIZATION);
    assert.equal(await page.locator("#member-3").inputValue(), "Abcdef123");
  }));

  for (const [name, persisted] of [["pagehide", false], ["pagehide", true], ["pageshow", true]]) {
    test(`ends with the page: ${name}${persisted ? ", and it is kept" : ""}`, () => visit(async (page) => {
      await open(page);
      await give(page, `User ID\n${Array.from({ length: 2000 }, (_, row) => user(row)).join("\n")}\n`);
      await page.locator("#batch").getByLabel("Organization ID").fill(ORGANIZATION);
      await start(page);
      await page.locator("#batch-far", { hasText: "a second." }).waitFor();
      await page.evaluate(([name, persisted]) => dispatchEvent(new PageTransitionEvent(name, { persisted })), [name, persisted]);
      assert.equal(await page.locator(".batch-running").isVisible(), false);
      assert.deepEqual(await texts(page, "#batch-outcome-heading"), name === "pagehide" ? ["Cancelled"] : []);
      await becomes(() => page.workers().length, 0);
      assert.equal(await page.locator("#batch .files").count(), 0);
    }, { prepare: stopHalfway }));
  }

  test("keeps what it came to, and which files are wanted, while another operation is chosen", () => visit(async (page) => {
    await open(page);
    await give(page, `OrganizationId,UserId,Password\n${ORGANIZATION},${user(1)},Abcdef123\n`);
    await page.locator("#output-credentials").uncheck();
    await run(page);
    await page.locator("#batch-operation").selectOption("chime:ResetPersonalPIN");
    await page.getByRole("button", { name: "简体中文" }).click();
    assert.equal(await page.locator("#batch .files .tag").count(), 1);
    await page.locator("#batch-operation").selectOption("workmail:ResetPassword");
    assert.equal(await page.locator("#output-credentials").isChecked(), false);
    assert.equal(await page.locator("#output-report").isChecked(), true);
  }));

  test("asks the service for passwords where it makes them, and takes what all rows share", () => visit(async (page) => {
    await open(page);
    await page.locator("#batch-operation").selectOption("cloudsso:ResetUserPassword");
    await give(page, "User ID\nu-00q8wbq42wiltcrkabcd\n");
    await page.getByLabel("Let the service make one").check();
    assert.equal(await page.locator("#batch .generator").isVisible(), false);
    // On from the start, as in the form.
    assert.equal(await page.locator("#batch").getByLabel("Require a new password at the next logon").isChecked(), true);
    await page.locator("#batch").getByLabel("Directory ID").fill("d-00fc2p61abcd");
    await page.locator("#batch").getByLabel("Report").uncheck();
    await run(page);
    const files = await downloads(page);
    assert.deepEqual(Object.keys(files), ["users.requests.ndjson", "users.credentials.csv"]);
    assert.deepEqual(JSON.parse(files["users.requests.ndjson"]), {
      row: 1,
      line: 2,
      input: { DirectoryId: "d-00fc2p61abcd", UserId: "u-00q8wbq42wiltcrkabcd", GenerateRandomPassword: true, RequirePasswordResetForNextLogin: true },
      body: "DirectoryId=d-00fc2p61abcd&UserId=u-00q8wbq42wiltcrkabcd&GenerateRandomPassword=true&RequirePasswordResetForNextLogin=true",
      warnings: [],
    });
    assert.equal(files["users.credentials.csv"], "\uFEFFDirectoryId,UserId,Password\r\n");
  }));

  test("of an operation without a password has none to ask for or to hand out", () => visit(async (page) => {
    await open(page);
    await page.locator("#batch-operation").selectOption("chime:ResetPersonalPIN");
    await give(page, "Account ID,User ID\na1,b2\na1,..\n");
    assert.equal(await page.locator("[name=absent], #output-credentials, #batch .tag, #batch-directory").count(), 0);
    await run(page);
    assert.equal(await page.locator(".batch-counts").textContent(), "1 valid, 1 refused.");
    assert.deepEqual(Object.keys(await downloads(page)), ["users.requests.ndjson", "users.report.csv"]);
    assert.equal(await page.locator(".batch-outcome > .help").textContent(), "This page keeps them only until it is closed.");
  }));

  test("judges and generates by the directory that is chosen, and by the generator's options", () => visit(async (page) => {
    await open(page);
    await give(page, `User ID,Password\n${user(1)},Abcde12\n${user(2)},\n`);
    await page.locator("#batch").getByLabel("Organization ID").fill(ORGANIZATION);
    await run(page);
    assert.equal(await page.locator(".batch-counts").textContent(), "1 valid, 1 refused.");
    await page.locator("#batch").getByLabel("Directory").selectOption("AWS Managed Microsoft AD");
    await focuses(page, "batch-directory");
    assert.equal(await page.locator("#batch").getByLabel("Organization ID").inputValue(), ORGANIZATION);
    await page.locator("#batch .generator summary").click();
    await page.locator("#batch").getByLabel("Length", { exact: true }).fill("99");
    await run(page);
    assert.equal(await page.locator(".batch-counts").textContent(), "2 valid, 0 refused.");
    const [first, second] = (await downloads(page))["users.requests.ndjson"].trim().split("\n").map(JSON.parse);
    assert.equal(first.input.Password, "Abcde12");
    assert.equal([...second.input.Password].length, 99);
  }));

  test("says what is wrong before it is run, and asks for at least one file", () => visit(async (page) => {
    await open(page);
    await give(page, `User ID\n${user(1)}\n`);
    await page.getByLabel("Refuse the row").check();
    for (const name of ["Requests", "Report", "Credentials"]) await page.locator("#batch").getByLabel(name).uncheck();
    await start(page);
    assert.deepEqual(await problems(page), [
      "Organization ID: no column is this. Give it once, for all rows.",
      "Password: no column is this. Give it once, for all rows.",
      "Choose at least one file to write.",
    ]);
    await page.getByRole("link", { name: "Organization ID: no column" }).click();
    await focuses(page, "default-1");
  }));

  test("sends nobody to a report that was not written", () => visit(async (page) => {
    await open(page);
    await give(page, `OrganizationId,UserId,Password\n${`${ORGANIZATION},x,Abcdef123\n`.repeat(25)}`);
    await page.locator("#batch").getByLabel("Report").uncheck();
    await run(page);
    await page.locator("#batch .fault summary").click();
    assert.equal(await page.locator("#batch .fault .help").textContent(), "And 5 more rows.");
  }));

  test("takes a file that is dropped, and no other one while it runs", () => visit(async (page) => {
    await open(page);
    const drop = (csv, name) => page.locator(".drop").evaluate(($drop, [text, name]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], name));
      const fire = (name) => $drop.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer }));
      const taken = !fire("dragover");
      const marked = $drop.closest("form").classList.contains("is-target");
      fire("drop");
      return [taken, marked, $drop.closest("form").classList.contains("is-target")];
    }, [csv, name]);
    assert.deepEqual(await drop(`User ID\n${user(1)}\n`, "dropped.csv"), [true, true, false]);
    await says(page, "#batch-file-name", "dropped.csv, 0.1 kB");
    assert.deepEqual(await texts(page, "#batch td"), [user(1)]);
    assert.deepEqual(await page.locator("#batch-file").evaluate(({ files }) => [...files].map(({ name }) => name)), ["dropped.csv"]);
    await page.route("**/pkg/full.js", () => {});
    await page.locator("#batch").getByLabel("Organization ID").fill(ORGANIZATION);
    await start(page);
    await page.locator(".batch-running").waitFor();
    assert.deepEqual(await drop(`User ID\n${user(2)}\n`, "another.csv"), [true, true, false]);
    assert.deepEqual(await texts(page, "#batch td"), [user(1)]);
    assert.deepEqual(await page.locator("#batch-file").evaluate(({ files }) => [...files].map(({ name }) => name)), ["dropped.csv"]);
  }));

  test("by keyboard alone", () => visit(async (page) => {
    await ready(page);
    const press = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press("Tab", "Tab", "Tab");
    await focuses(page, "way-tab-1");
    await press("ArrowRight");
    await focuses(page, "way-tab-2");
    await page.locator("#batch-file").waitFor();
    await press("Tab");
    await focuses(page, "batch-operation");
    await press("Tab");
    await focuses(page, "batch-file");
    await give(page, `User ID,Password\n${user(1)},\n`);
    await press("Tab", "Tab");
    await focuses(page, "column-1");
    await press("Tab", "Tab");
    await focuses(page, "default-1");
    await page.keyboard.type(ORGANIZATION);
    // From a text field, as in every form.
    await press("Enter");
    await page.locator("#batch-outcome-heading").waitFor();
    await focuses(page, "batch-outcome-heading");
    await press("Tab");
    assert.match(await focused(page), /^Download: Requests \([\d.]+ kB\)$/);
  }));

  for (const width of [320, 768, 1400]) {
    test(`needs no sideways scrolling at ${width} pixels, and has no target under 24`, () => visit(async (page) => {
      await open(page);
      const fits = async () => {
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        const sizes = await page.locator("#batch :is(button, input, select, a, summary):visible").evaluateAll(($targets) => $targets.map(($target) => {
          const { width, height } = $target.getBoundingClientRect();
          return Math.min(width, height);
        }));
        assert.ok(sizes.length > 0 && Math.min(...sizes) >= 24, String(sizes));
      };
      await fits();
      const long = "w".repeat(300);
      await give(page, `User ID,${long},Password\n${user(1)},${long},\n`, `${long.slice(0, 200)}.csv`);
      await start(page);
      await page.locator("#batch .error-summary").waitFor();
      await fits();
      // What is too wide is scrolled by itself, and by the keyboard too.
      await page.locator("#batch .table").focus();
      await page.locator("#column-2").selectOption("Organization ID");
      await run(page);
      await page.locator("#batch .fault summary").first().click();
      await fits();
    }, { context: { viewport: { width, height: 800 } } }));
  }

  test("and its passwords are found nowhere in the page", () => visit(async (page, seen) => {
    await open(page);
    await give(page, `OrganizationId,UserId,Password\n${ORGANIZATION},${user(1)},Hunter2-Hunter2\nHunter2-Hunter2,${user(3)},x\n${ORGANIZATION},${user(2)},"Hunter2-Hunter2\n`);
    await run(page);
    for (const $summary of await page.locator("#batch .fault summary").all()) await $summary.click();
    assert.deepEqual(await texts(page, "#batch .fault code"), ["too_short", "wrong_form", "too_few_classes", "truncated"]);
    assert.deepEqual(await traces(page, seen, ["Hunter2-Hunter2"]), []);
    // Whoever comes back to the page may be somebody else.
    assert.equal(await page.locator("#batch .files a").count(), 3);
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    assert.equal(await page.locator("#batch .files a").count(), 0);
  }));

  test("speaks the other language, whatever state it is in, and keeps it", () => visit(async (page) => {
    await open(page);
    const speak = async (name, heading) => {
      await page.getByRole("button", { name }).click();
      await page.getByRole("heading", { name: heading }).first().waitFor();
    };
    await give(page, `User ID,Password\n${Array.from({ length: 2000 }, (_, row) => `${user(row)},${row === 5 ? "x" : ""}`).join("\n")}\n`);
    await page.locator("#batch").getByLabel("Organization ID").fill(ORGANIZATION);
    await page.locator("#batch").getByLabel("Report").uncheck();
    await speak("简体中文", "整个文件");
    assert.equal(await page.locator("#default-1").inputValue(), ORGANIZATION);
    assert.equal(await page.locator("#output-report").isChecked(), false);
    const inEnglish = async () => (await english(page)).filter((text) => !/^(users\.csv，|.*下载：)/.test(text));
    assert.deepEqual(await inEnglish(), []);
    await start(page);
    await page.locator("#batch-far", { hasText: "每秒" }).waitFor();
    await speak("English", "The file is being read");
    assert.equal(await page.locator(".batch-running").isVisible(), true);
    await release(page);
    await page.locator("#batch-outcome-heading").waitFor();
    await speak("简体中文", "2,000 行已处理");
    assert.equal(await page.locator(".batch-counts").textContent(), "有效 1,999 行，拒绝 1 行。");
    await page.locator("#batch .fault summary").first().click();
    assert.equal(await page.locator("#batch .fault li").first().textContent(), "第 6 条（文件第 7 行）： 目录策略要求：密码至少 8 个字符。");
    assert.deepEqual(await inEnglish(), []);
    const files = await downloads(page);
    assert.deepEqual(Object.keys(files), ["users.requests.ndjson", "users.credentials.csv"]);
  }, { prepare: stopHalfway }));

  test("says so where what reads files cannot be loaded, or the file was changed", () => visit(async (page) => {
    const path = join(folder, "changing.csv");
    await writeFile(path, `User ID\n${user(1)}\n`);
    await open(page);
    await page.locator("#batch-file").setInputFiles(path);
    await page.locator("#batch").getByLabel("Organization ID").fill(ORGANIZATION);
    await page.context().setOffline(true);
    await run(page);
    assert.equal(await page.locator("#batch-outcome-heading").textContent(), "The file was not read to its end");
    assert.equal(await page.locator(".batch-outcome p").textContent(), "The part that reads files could not be loaded. Check the connection, and try again.");
    await page.context().setOffline(false);
    await writeFile(path, `User ID\n${user(1)}\n${user(2)}\n`);
    await start(page);
    await says(page, ".batch-outcome p", "The browser can no longer read it. It was perhaps changed or moved; choose it again.");
    assert.equal(await page.locator("#batch-file").inputValue(), "");
    await page.locator("#batch-file").setInputFiles(path);
    await page.locator("#batch td").nth(1).waitFor();
    await run(page);
    assert.equal(await page.locator(".batch-counts").textContent(), "2 valid, 0 refused.");
  }, { failures: true }));
});
