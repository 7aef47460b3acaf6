// Serves www/ on this machine. Run by itself it prints the address and one worked example.
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { HEADERS, isLocal, page } from "../examples/server/pages.mjs";

const www = fileURLToPath(new URL("../www/", import.meta.url));

/**
 * @param {number} port 0 for any that is free
 * @param {string} base the path under which the page stands, with a slash at both ends
 * @param {string} folder what is served
 */
export function serve(port, base = "/", folder = www) {
  const server = createServer(async (request, response) => {
    const refuse = (status) => response.writeHead(status, HEADERS).end();
    // Under another name a page of somebody else's could read this one.
    if (!isLocal(request.headers.host)) return refuse(421);
    if (!request.url.startsWith(base)) return refuse(404);
    await page(folder, request, response, request.url.slice(base.length)).catch(({ status }) => refuse(status ?? 500));
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      resolve({ address: `http://127.0.0.1:${server.address().port}${base}`, close: () => server.close() });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { address } = await serve(Number(process.env.PORT ?? 8080)).catch(() => serve(0));
  const resetkit = await import("../dist/index.js");
  const input = {
    OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27",
    UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333",
    Password: resetkit.generatePassword("workmail:ResetPassword"),
  };
  const { method, url, headers, body } = resetkit.buildRequest("workmail:ResetPassword", input);
  console.log(`
The reset desk is at ${address} (Ctrl+C ends it).

One worked example, a request for a WorkMail user, unsigned and with its password left out:

${method} ${url}
${Object.entries(headers).map((pair) => pair.join(": ")).join("\n")}

${body.replace(input.Password, "…")}
`);
}
