// The lines that a batch wrote in; the same lines with the whole request in place of the input out.
import { ResetkitError } from "./error.js";
import { INVALID } from "./options.js";

const encoder = new TextEncoder();

/** @param {any} api what builds a request */
export const builders = ({ buildRequest, describe }) => function requests(op, options) {
  const { id } = describe(op);
  const kept = options === undefined ? undefined : { ...options };
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  function send(controller, lines) {
    for (const line of lines) if (line !== "") controller.enqueue(encoder.encode(`${whole(line)}\n`));
  }
  function whole(line) {
    const { row, line: at, input, warnings, ...refused } = parsed(line);
    if (input === undefined) return JSON.stringify({ row, line: at, ...refused });
    const { body, ...request } = buildRequest(id, input, kept);
    return JSON.stringify({ row, line: at, request: body === "" ? request : { ...request, body }, warnings });
  }
  return new TransformStream({
    __proto__: null,
    transform(chunk, controller) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop();
      send(controller, lines);
    },
    flush(controller) {
      send(controller, [rest + decoder.decode()]);
    },
  });
};

/** A line as an object. JSON's own errors quote what they read. */
function parsed(line) {
  try {
    const value = JSON.parse(line);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Told below.
  }
  throw new ResetkitError(INVALID, "a line is not one that batch wrote as ndjson");
}
