// node --env-file=.env main.mjs
import { defaultProvider } from "@aws-sdk/credential-provider-node";
import { alibaba, aws } from "./providers.mjs";
import { resetServer } from "./server.mjs";

const { ORIGIN, PORT = "8080", PAGES = "pages", WORKMAIL_REGION = "us-east-1", ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET } = process.env;

if (!URL.canParse(ORIGIN) || new URL(ORIGIN).origin !== ORIGIN) throw new Error("ORIGIN must be the origin of the page, such as https://reset.example.com");

resetServer({
  origin: () => ORIGIN,
  authorize: async () => {
    throw new Error("say here who is signed in, by your own session: a text that is not empty");
  },
  senders: {
    "workmail:ResetPassword": aws(defaultProvider(), { region: WORKMAIL_REGION }),
    "chime:ResetPersonalPIN": aws(defaultProvider()),
    "cloudsso:ResetUserPassword": alibaba({ accessKeyId: ALIBABA_CLOUD_ACCESS_KEY_ID, accessKeySecret: ALIBABA_CLOUD_ACCESS_KEY_SECRET }),
  },
  pages: PAGES,
  log: (line) => console.log(JSON.stringify({ time: new Date().toISOString(), ...line })),
}).listen(Number(PORT), "127.0.0.1");
