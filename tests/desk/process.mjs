// The desk as a process of its own, and what comes in by its link.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

export const program = fileURLToPath(new URL("../../desk/command-line.js", import.meta.url));
const children = [];
after(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** Starts the desk with nothing in its environment but what is given, and comes in by its link. */
export async function startDesk(words, environment, { home, port = "0" }) {
  const child = spawn(process.execPath, [program, "--no-open", ...(port ? ["--port", port] : []), ...words], { env: { PATH: process.env.PATH, HOME: home, USER: "ada", XDG_STATE_HOME: join(home, "state"), ...environment } });
  children.push(child);
  let output = "";
  const link = await new Promise((resolve, reject) => {
    const take = (chunk) => {
      output += chunk;
      const found = /(http:\/\/127\.0\.0\.1:\d+\/#\S+)/.exec(output);
      if (found && output.includes("Ctrl+C")) resolve(found[1]);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("exit", () => reject(new Error(output)));
  });
  const { origin, hash } = new URL(link);
  // Each on a connection of its own: the desk closes one that is idle, perhaps just when it is used again.
  const post = (name, body, headers = {}) => fetch(`${origin}/api/${name}`, { method: "POST", headers: { origin, "content-type": "application/json", connection: "close", ...headers }, body: JSON.stringify(body) });
  const token = new URLSearchParams(hash.slice(1)).get("t");
  const session = await post("session", { token });
  const cookie = session.headers.get("set-cookie").split(";")[0];
  const { key } = await session.json();
  return {
    child, link, origin, home, headers: { origin, "content-type": "application/json", cookie, "x-desk-key": key }, secrets: [token, key, cookie.split("=")[1]],
    call: async (name, body) => {
      const response = await post(name, body, { cookie, "x-desk-key": key });
      return { status: response.status, body: await response.json() };
    },
    get output() {
      return output;
    },
    audit: () => readFileSync(join(home, "state/resetkit-desk/audit.ndjson"), "utf8").trim().split("\n").map((line) => JSON.parse(line)),
    /** The last progress of a file, once nothing more will come. */
    watch: async (id) => {
      const response = await post("file/watch", { id }, { cookie, "x-desk-key": key });
      return JSON.parse((await response.text()).trim().split("\n").at(-1));
    },
    end: () => new Promise((resolve) => {
      child.on("exit", resolve);
      child.kill("SIGTERM");
    }),
  };
}
