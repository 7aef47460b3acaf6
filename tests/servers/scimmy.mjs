// SCIMMY with one user in memory, and a way to ask whether a password is the user's. Run from target/servers/scimmy/.
import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/`);
const express = require("express"), SCIMMY = require("scimmy"), routers = require("scimmy-routers");
const Routers = routers.default ?? routers;

let store = { id: "1", userName: "alice", password: "Start-12345", active: true };
const shown = () => {
  const { password, ...user } = store;
  return user;
};
SCIMMY.Resources.declare(SCIMMY.Resources.User)
  .ingress((resource, data) => {
    store = { ...store, ...JSON.parse(JSON.stringify(data)), id: "1", password: data.password };
    return shown();
  })
  .egress((resource) => {
    if (resource.id && resource.id !== "1") throw new SCIMMY.Types.Error(404, null, "User not found");
    return resource.id ? shown() : [shown()];
  })
  .degress(() => {});
SCIMMY.Config.set({ changePassword: true, patch: true });

const app = express();
app.post("/_login", express.json(), (request, response) => response.json({ accepted: store.password === request.body.password }));
app.use("/scim/v2", new Routers({
  type: "bearer",
  docUri: "https://example.com",
  handler(request) {
    if (request.header("Authorization") !== "Bearer T0K") throw new Error("Invalid token");
    return "u";
  },
}));
app.listen(Number(process.argv[2]), "127.0.0.1");
