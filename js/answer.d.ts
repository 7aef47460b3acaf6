import type { Answer, HttpAnswer, Inputs, Operation, OperationId, Outputs } from "./index.js";

/** As `parseAnswer`, of an operation that was described. */
export function readAnswer<O extends OperationId>(operation: Operation, answer: HttpAnswer, input?: Inputs[O]): Answer<Outputs[O]>;
