// resetkit for another harness, which takes one file: `validateWorkmail`, `validateCloudsso`, `generate`, `generateBatch`, `build`.
import { buildRequest, generatePassword, generatePasswords, validate } from "../dist/index.js";

const IDS = { workmail: "workmail:ResetPassword", cloudsso: "cloudsso:ResetUserPassword", chime: "chime:ResetPersonalPIN" };

export const name = "resetkit";
export const validateWorkmail = (input) => validate(IDS.workmail, input);
export const validateCloudsso = (input) => validate(IDS.cloudsso, input);
export const valid = (result) => result.issues === undefined;
export const fields = (result) => (result.issues ?? []).map(({ path }) => path[0]);
export const generate = ({ length }) => generatePassword(IDS.cloudsso, { length });
export const generateBatch = (count, { length }) => generatePasswords(IDS.cloudsso, count, { length });

export function build(input, kind) {
  const { method, url, headers, body } = buildRequest(IDS[kind], input);
  const { pathname, search } = new URL(url);
  return { method, path: pathname + search, headers, body };
}
