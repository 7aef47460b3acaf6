// What a person types for each operation, and what the page then says.

/** What covers a secret in a request. */
export const DOTS = "•".repeat(12);

export const WORKMAIL = {
  id: "workmail:ResetPassword",
  label: "Amazon WorkMail",
  notice: "AWS ends support for Amazon WorkMail on 2027-03-31.",
  ids: ["m-d281d0a2fd824be5b6cd3d3ce909fd27", "S-1-1-11-1111111111-2222222222-3333333333-3333"],
  wrong: "m-x",
  wrongIssues: ["Organization ID must have exactly 34 characters."],
  otherIssues: ["User ID is required.", "Password is required."],
  secret: "Qu\"ote\\Slash/é<b>&9",
  directories: true,
  line: "POST https://workmail.us-east-1.amazonaws.com/",
  headers: "content-type: application/x-amz-json-1.1\nx-amz-target: WorkMailService.ResetPassword",
  body: (secret) => `{"OrganizationId":"m-d281d0a2fd824be5b6cd3d3ce909fd27","UserId":"S-1-1-11-1111111111-2222222222-3333333333-3333","Password":"${secret}"}`,
  onTheWire: "Qu\\\"ote\\\\Slash/é<b>&9",
  unsigned: "It is unsigned. Sign it with AWS4-HMAC-SHA256 for the service “workmail”, or send it through your own server, which signs it.",
  left: [
    "Sign the request and send it.",
    "WorkMail cannot force the user to choose another password at the next sign-in: ask for it.",
    "Where the organization signs in through IAM Identity Center, that password is reset there.",
  ],
};

export const CLOUDSSO = {
  id: "cloudsso:ResetUserPassword",
  label: "CloudSSO",
  notice: "",
  ids: ["d-00fc2p61abcd", "u-00q8wbq42wiltcrkabcd"],
  // Of any other id it is only said that no example is like it.
  wrong: "\u0085",
  wrongIssues: ["Directory ID has a character that is not allowed at position 1. Allowed are whole characters other than control characters."],
  otherIssues: ["User ID is required.", "Password is required unless “Generate a random password” is on."],
  secret: "Qu\"ote\\&=+ é<b>9",
  line: "POST https://cloudsso.cn-shanghai.aliyuncs.com/",
  headers: "content-type: application/x-www-form-urlencoded\nx-acs-action: ResetUserPassword\nx-acs-version: 2021-05-15",
  body: (secret) => `DirectoryId=d-00fc2p61abcd&UserId=u-00q8wbq42wiltcrkabcd&Password=${secret}&RequirePasswordResetForNextLogin=true`,
  onTheWire: "Qu%22ote%5C%26%3D%2B%20%C3%A9%3Cb%3E9",
  unsigned: "It is unsigned. Sign it with ACS3-HMAC-SHA256 for the service “cloudsso”, or send it through your own server, which signs it.",
  left: ["Sign the request and send it."],
};

export const CHIME = {
  id: "chime:ResetPersonalPIN",
  label: "Amazon Chime",
  notice: "AWS ended support for Amazon Chime on 2026-02-20.",
  ids: ["a1b2c3d4-5678-90ab-cdef-11111EXAMPLE", "a1b2c3d4-5678-90ab-cdef-22222EXAMPLE"],
  wrong: "..",
  wrongIssues: ["Account ID must be something else than . and .., which no URL can carry."],
  otherIssues: ["User ID is required."],
  line: "POST https://chime.us-east-1.amazonaws.com/accounts/a1b2c3d4-5678-90ab-cdef-11111EXAMPLE/users/a1b2c3d4-5678-90ab-cdef-22222EXAMPLE?operation=reset-personal-pin",
  headers: "",
  body: () => "",
  unsigned: "It is unsigned. Sign it with AWS4-HMAC-SHA256 for the service “chime”, or send it through your own server, which signs it.",
  left: ["Sign the request and send it.", "Meetings that are already scheduled keep the old PIN: the user has to update them."],
};

export const OPERATIONS = [WORKMAIL, CLOUDSSO, CHIME];
