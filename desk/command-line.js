#!/usr/bin/env node
// npx resetkit-desk
import { createInterface } from "node:readline";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describe, operations as known } from "resetkit";
import { auditFile } from "./audit.js";
import { liveProvider } from "./live.js";
import { doorway, localDesk, openBrowser } from "./local-desk.js";
import { sandboxProvider } from "./sandbox.js";

const HELP = `Resets passwords and PINs from a page on this machine.

  npx resetkit-desk              a sandbox: made-up users, and nothing leaves this machine
  npx resetkit-desk --live       the providers, with the credentials you have

  --operations a,b   only these, such as workmail:ResetPassword
  --region r         the region of services that have several
  --endpoint url     where a service of your own is; with --operations of that service
  --token-file f     a file of mode 600 with the token of that service
  --setup '…'        what stands behind # in a saved link
  --dry-run          signs and sends nothing
  --no-audit         writes no audit file
  --no-open          does not open the browser
  --port n           another port than the usual one
`;

const fail = (text) => {
  console.error(`${text}\n\n${HELP}`);
  process.exit(2);
};

function read() {
  try {
    return parseArgs({
      options: {
        live: { type: "boolean" }, operations: { type: "string" }, region: { type: "string" }, endpoint: { type: "string" }, "token-file": { type: "string" },
        setup: { type: "string" }, "dry-run": { type: "boolean" }, "no-audit": { type: "boolean" }, "no-open": { type: "boolean" }, port: { type: "string" }, help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    return fail(error.message);
  }
}

const values = read();
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const setup = (values.setup ?? "").replace(/^.*#/, "");
const wanted = new URLSearchParams(setup);
// A saved link says what it is for.
const endpoint = values.endpoint ?? wanted.get("endpoint") ?? undefined;
const operations = values.operations?.split(",") ?? (wanted.has("op") ? [wanted.get("op")] : undefined);
for (const id of operations ?? []) if (!known().includes(id)) fail(`${id} is no operation. There are: ${known().join(", ")}`);
if (values.live && endpoint !== undefined) {
  if (!/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$))[^?#@]*$/.test(endpoint) || !URL.canParse(endpoint)) fail("--endpoint must start with https://; for this machine http:// will do. It has no user, ? or #.");
  // The token of one service must never go to another.
  if (new Set((operations ?? known()).map((id) => describe(id).provider)).size > 1) fail("--endpoint needs --operations of one service.");
}
for (const id of operations ?? []) {
  const { regions } = describe(id);
  if (values.region && regions && !regions.includes(values.region)) fail(`${values.region} is no region of ${id}. There are: ${regions.join(", ")}`);
}

let asking = false;
/** Asks for a token, without an echo. */
function prompt(name) {
  return new Promise((resolve) => {
    asking = true;
    process.stdout.write(`Token for ${name}: `);
    const { stdin } = process;
    stdin.setRawMode(true);
    let text = "";
    const take = (chunk) => {
      for (const character of String(chunk)) {
        if (character === "\u0003") process.exit(130);
        if (character === "\r" || character === "\n") {
          stdin.setRawMode(false);
          stdin.off("data", take);
          process.stdout.write("\n");
          // The line that ends it is no wish for a new link.
          setImmediate(() => (asking = false));
          return resolve(text);
        }
        text = character === "\u007f" ? text.slice(0, -1) : text + character;
      }
    };
    stdin.on("data", take);
  });
}

const home = join(process.env.XDG_STATE_HOME ?? join(homedir(), ".local", "state"), "resetkit-desk");
const auditPath = join(home, "audit.ndjson");
const write = values["no-audit"] ? () => {} : auditFile(auditPath);
let door;
const audit = (line) => {
  write(line);
  // Who came needs no door any more.
  if (line.event === "session") door?.remove();
};
const provider = values.live
  ? liveProvider({ region: values.region, endpoint, tokenFile: values["token-file"], dryRun: values["dry-run"], prompt: process.stdin.isTTY ? prompt : undefined })
  : sandboxProvider();
const desk = await localDesk({
  provider, operations, audit, setup, port: values.port === undefined ? undefined : Number(values.port),
  folder: join(home, values.live ? "files" : "sandbox-files"),
  settings: { dryRun: values["dry-run"] ?? false, region: values.region, endpoint },
}).catch((error) => fail(`The desk cannot listen: ${error.code}`));

const show = () => {
  if (asking) return;
  const link = desk.link();
  door?.remove();
  console.log(`\nOpen this link within two minutes, once:\n${link}\n`);
  if (values["no-open"]) return;
  door = doorway(link);
  openBrowser(door.url);
};
desk.server.on("close", async () => {
  door?.remove();
  await desk.close();
  process.exit(0);
});
for (const signal of ["SIGINT", "SIGTERM"]) {
  // A second one ends it at once.
  process.once(signal, () => {
    if (desk.isBusy) console.log("Waiting for the responses to what was sent. Ctrl+C again: end now; what became of it is then unknown.");
    desk.close();
  });
}

console.log(values.live ? `Live${values["dry-run"] ? ", a dry run: nothing is sent" : ""}.` : "Sandbox: nothing leaves this machine. --live uses your own credentials.");
console.log(values["no-audit"] ? "No audit file is written." : `What is done is written to ${auditPath}, without passwords.`);
show();
console.log("Enter: a new link. Ctrl+C: end.");
if (process.stdin.isTTY) createInterface({ input: process.stdin }).on("line", show);
else process.stdin.on("data", show);
