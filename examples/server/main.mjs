// node --env-file=.env main.mjs
import { auditFile, resetServer } from "resetkit-desk/server";

const { ORIGIN, PORT = "8080" } = process.env;

resetServer({
  origin: ORIGIN,
  authorize: async () => {
    throw new Error("say here who is signed in, by your own session: a text that is not empty");
  },
  // Its credentials are found where the AWS CLI finds them.
  operations: ["workmail:ResetPassword"],
  audit: auditFile("audit.ndjson"),
}).listen(Number(PORT), "127.0.0.1");
