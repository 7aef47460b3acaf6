// Turns the lines that `batch` wrote into lines with the whole request in place of the input.
import { REQUEST } from "./bind.js";
import { ResetkitError } from "./error.js";
import { INVALID, own } from "./options.js";

const LINE = ["row", "line", "input", "warnings"];

const encoder = new TextEncoder();

/** @param {any} api what builds a request */
export const builders = ({ buildRequest, describe }) => function requests(op, options) {
  const { id } = describe(op);
  const given = own(options, REQUEST);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  const enqueue = (controller, lines) => lines.filter((line) => line !== "").forEach((line) => controller.enqueue(encoder.encode(`${whole(line)}\n`)));
  /** A row that was refused has no input, and stays as it is. */
  function whole(text) {
    const { row, line, input, warnings } = own(parsed(text), LINE);
    if (input === undefined) return text;
    const { body, ...request } = buildRequest(id, input, given);
    if (body !== "") request.body = body;
    return JSON.stringify({ row, line, request, warnings });
  }
  return new TransformStream({
    __proto__: null,
    transform(chunk, controller) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop();
      enqueue(controller, lines);
    },
    flush(controller) {
      enqueue(controller, [rest + decoder.decode()]);
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
