// What a person types for each operation, and what the page then says.

/** What covers a secret in a request. */
export const DOTS = "•".repeat(12);

export const WORKMAIL = {
  id: "workmail:ResetPassword",
  service: "Amazon WorkMail",
  job: "Reset a password in Amazon WorkMail",
  setup: { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27" },
  user: "S-1-1-11-1111111111-2222222222-3333333333-3333",
  labels: ["Organization ID", "User ID"],
  wrong: ["m-x", "Use exactly 34 characters."],
  act: "Reset password",
  secret: "Qu\"ote\\Slash/é<b>&9",
  line: "POST https://workmail.us-east-1.amazonaws.com/",
  headers: "content-type: application/x-amz-json-1.1\nx-amz-target: WorkMailService.ResetPassword",
  body: (secret) => `{"OrganizationId":"m-d281d0a2fd824be5b6cd3d3ce909fd27","UserId":"S-1-1-11-1111111111-2222222222-3333333333-3333","Password":"${secret}"}`,
  onTheWire: "Qu\\\"ote\\\\Slash/é<b>&9",
  note: "Not signed. Sign it with AWS4-HMAC-SHA256 for the service “workmail”.",
};

export const CLOUDSSO = {
  id: "cloudsso:ResetUserPassword",
  service: "CloudSSO",
  job: "Reset a password in CloudSSO",
  setup: { DirectoryId: "d-00fc2p61abcd" },
  user: "u-00q8wbq42wiltcrkabcd",
  labels: ["Directory ID", "User ID"],
  // Of any other ID it is only said that no example is like it.
  wrong: ["\u0085", "Remove the character at position 1: it is not allowed here."],
  act: "Reset password",
  secret: "Qu\"ote\\&=+ é<b>9",
  line: "POST https://cloudsso.cn-shanghai.aliyuncs.com/",
  headers: "content-type: application/x-www-form-urlencoded\nx-acs-action: ResetUserPassword\nx-acs-version: 2021-05-15",
  body: (secret) => `DirectoryId=d-00fc2p61abcd&UserId=u-00q8wbq42wiltcrkabcd&Password=${secret}&RequirePasswordResetForNextLogin=true`,
  onTheWire: "Qu%22ote%5C%26%3D%2B%20%C3%A9%3Cb%3E9",
  note: "Not signed. Sign it with ACS3-HMAC-SHA256 for the service “cloudsso”.",
};

export const CHIME = {
  id: "chime:ResetPersonalPIN",
  service: "Amazon Chime",
  job: "Get a new PIN from Amazon Chime",
  setup: { AccountId: "a1b2c3d4-5678-90ab-cdef-11111EXAMPLE" },
  user: "a1b2c3d4-5678-90ab-cdef-22222EXAMPLE",
  labels: ["Account ID", "User ID"],
  wrong: ["..", "Use something other than . or ..."],
  act: "Get new PIN",
  line: "POST https://chime.us-east-1.amazonaws.com/accounts/a1b2c3d4-5678-90ab-cdef-11111EXAMPLE/users/a1b2c3d4-5678-90ab-cdef-22222EXAMPLE?operation=reset-personal-pin",
  note: "Not signed. Sign it with AWS4-HMAC-SHA256 for the service “chime”.",
};

export const OPERATIONS = [WORKMAIL, CLOUDSSO, CHIME];
