export const en = {
  title: "Reset desk",
  howMany: "How many",
  oneUser: "One user",
  manyUsers: "Many users",
  sandboxName: "Sandbox",
  sendsNothing: "This page sends nothing",
  sendsToServer: "Sends through your server",
};
