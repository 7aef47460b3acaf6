import test from "node:test";
import fc from "fast-check";
import { anyResponse } from "./any-response.mjs";

test("any response is an output or an error that keeps what was secret", () => fc.assert(anyResponse, { numRuns: 300, seed: 1 }));
