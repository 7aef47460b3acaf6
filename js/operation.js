// An operation as the functions take it: an object of resetkit/operations or of defineOperation, or the bytes of
// compileOperation.
import { ResetkitError } from "./error.js";
import { own } from "./options.js";

/** Whether it is a Uint8Array, of this realm or another. */
export const isBytes = (value) => ArrayBuffer.isView(value) && value[Symbol.toStringTag] === "Uint8Array";

/** Whether an operation is given for the policy that it has. */
export const isOperation = (policy) => typeof policy === "string" || isBytes(policy) || own(policy ?? null, ["compiled"], "policy", "invalid_policy").compiled !== undefined;

/** Four bytes that say how long the compiled part is, that part, and the description as JSON. */
export function pack({ description, compiled }) {
  const text = new TextEncoder().encode(JSON.stringify(description));
  const packed = new Uint8Array(4 + compiled.length + text.length);
  new DataView(packed.buffer).setUint32(0, compiled.length, true);
  packed.set(compiled, 4);
  packed.set(text, 4 + compiled.length);
  return packed;
}

/** The operation that `pack` made these bytes of. */
export function unpack(packed) {
  try {
    const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
    const end = 4 + view.getUint32(0, true);
    const description = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(packed.subarray(end)));
    return { id: description.id, description, compiled: packed.slice(4, end) };
  } catch {
    throw new ResetkitError("invalid_definition", "these bytes are not what compileOperation returns");
  }
}
