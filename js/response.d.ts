import type { HttpResponse, Inputs, Operation, OperationId, Outputs, ParsedResponse } from "./index.js";

/** As `parseResponse`, of an operation that was described. */
export function readResponse<O extends OperationId>(description: Operation, response: HttpResponse, input?: Inputs[O]): ParsedResponse<Outputs[O]>;
