// Starts the server on port 3000. It lets everybody in: put your own sign-in before it.
import { defaultProvider } from "@aws-sdk/credential-provider-node";
import { sender } from "./sign.js";
import { server } from "./server.js";

const port = Number(process.env.PORT ?? 3000);
const send = sender(defaultProvider(), process.env.AWS_REGION ? { region: process.env.AWS_REGION } : {});
server(send).listen(port);
