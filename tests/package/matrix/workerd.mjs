// workerd, which runs Cloudflare's workers: bundled by esbuild, as wrangler does, and run by Miniflare.
import { test } from "node:test";
import { Miniflare } from "miniflare";
import { bin, example, lines, printed, project, run } from "./lib.mjs";

const [imports, ...body] = example.split("\n");

test("workerd", async () => {
  const cwd = project("workerd", {
    "worker.js": `${imports}
export default {
  fetch() {
    const printed = [];
    const console = { log: (...parts) => printed.push(parts.join(" ")) };
${body.join("\n")}
    return new Response(printed.join("\\n"));
  },
};
`,
  });
  run(bin("esbuild"), ["worker.js", "--bundle", "--format=esm", "--conditions=workerd,worker,browser", "--outfile=dist/worker.js"], { cwd });
  const worker = new Miniflare({ modules: true, scriptPath: `${cwd}/dist/worker.js`, compatibilityDate: "2026-01-01", cf: false });
  try {
    printed(lines(await (await worker.dispatchFetch("http://localhost/")).text()));
  } finally {
    await worker.dispose();
  }
});
