// What tools and libraries print, as the page reads it when it is pasted.
import assert from "node:assert/strict";
import { describe as group, test } from "node:test";
import { describe, operations, parseResponse } from "../../dist/index.js";
import { isUnanswered, LONGEST, pastedResponse } from "../../www/printed/pasted-response.js";

const WORKMAIL = "workmail:ResetPassword", CLOUDSSO = "cloudsso:ResetUserPassword", CHIME = "chime:ResetPersonalPIN";

/** What the page makes of the text: code, message and request id; `done` where it takes it for a success. */
function read(operation, text, status) {
  const response = pastedResponse(text, status, describe(operation));
  if (!response) return undefined;
  const { error } = parseResponse(operation, response);
  return error ? [error.code, error.message, error.requestId] : "done";
}

group("what is printed of an error", () => {
  for (const [what, operation, text, ...expected] of [
    ["the AWS CLI", WORKMAIL, "\naws: [ERROR]: An error occurred (EntityStateException) when calling the ResetPassword operation: The user: is disabled.\n", "EntityStateException", "The user: is disabled."],
    ["a name and a message", WORKMAIL, "EntityNotFoundException: The identifier supplied for the user can't be found.", "EntityNotFoundException", "The identifier supplied for the user can't be found."],
    ["a name alone", WORKMAIL, "EntityNotFoundException", "EntityNotFoundException"],
    ["a name that only the documentation tells for one", CLOUDSSO, "EntityNotExists.User: The user does not exist.", "EntityNotExists.User", "The user does not exist."],
    ["a name of a family", CLOUDSSO, "InvalidAccessKeyId.Gone: Specified access key is gone.", "InvalidAccessKeyId.Gone", "Specified access key is gone."],
    ["a log line", WORKMAIL, "2026-11-26 04:42:10 ERROR reset: failed: InvalidPasswordException: Too weak.", "InvalidPasswordException", "Too weak."],
    ["Node, uncaught", WORKMAIL, "/x/node_modules/y.js:9\n    throw e;\n    ^\n\nUncaught EntityStateException: Disabled.\n    at f (x.js:1:2) {\n  '$metadata': { httpStatusCode: 400, requestId: 'abc-2' } }", "EntityStateException", "Disabled.", "abc-2"],
    ["Java", WORKMAIL, 'Exception in thread "main" software.amazon.awssdk.services.workmail.model.EntityStateException: Disabled. (Service: WorkMail, Status Code: 400, Request ID: abc-3)\n\tat x.y', "EntityStateException", "Disabled.", "abc-3"],
    [".NET", WORKMAIL, "Unhandled exception. Amazon.WorkMail.Model.EntityStateException: Disabled.\n   at X", "EntityStateException", "Disabled."],
    ["Go", WORKMAIL, "operation error WorkMail: ResetPassword, https response error StatusCode: 400, RequestID: abc-4, EntityStateException: Disabled.", "EntityStateException", "Disabled.", "abc-4"],
    ["PHP", WORKMAIL, 'Error executing "ResetPassword" on "https://workmail.us-east-1.amazonaws.com"; AWS HTTP error: Client error: EntityStateException (client): Disabled.', "EntityStateException", "Disabled."],
    ["Ruby", WORKMAIL, "x.rb:3:in `call': Disabled. (Aws::WorkMail::Errors::EntityStateException)", "EntityStateException", "x.rb:3:in `call': Disabled."],
    ["the Alibaba Cloud CLI", CLOUDSSO, "ERROR: SDK.ServerError\nErrorCode: EntityNotExists.User\nRecommend: https://api.example.com/troubleshoot?q=x\nRequestId: A-1\nMessage: No user.\nRespHeaders: map[Date:[x]]", "EntityNotExists.User", "No user.", "A-1"],
    ["the Alibaba Cloud CLI on one line", CLOUDSSO, "ERROR: SDK.ServerError ErrorCode: Throttling.User Recommend:  RequestId: A-1 Message: Slow down.", "Throttling.User", "Slow down.", "A-1"],
    ["Alibaba Cloud's library for Python", CLOUDSSO, "Tea.exceptions.TeaException: Error: EntityNotExists.User code: 404, No user. request id: A-2 Response: {'RequestId': 'A-2'}", "EntityNotExists.User", "No user.", "A-2"],
    ["Alibaba Cloud's library for JavaScript", CLOUDSSO, "EntityNotExists.UserError: EntityNotExists.User: code: 404, No user. request id: A-2\n    at x", "EntityNotExists.User", "No user.", "A-2"],
    ["Alibaba Cloud's library for Go", CLOUDSSO, "SDKError:\n   StatusCode: 404\n   Code: EntityNotExists.User\n   Message: code: 404, No user. request id: A-3\n   Data: {}", "EntityNotExists.User", "No user.", "A-3"],
    ["Alibaba Cloud's older library for Python", CLOUDSSO, "aliyunsdkcore.acs_exception.exceptions.ServerException: HTTP Status: 404 Error:EntityNotExists.User No user. RequestID: A-4", "EntityNotExists.User", "No user.", "A-4"],
    ["curl -f", CHIME, "curl: (22) The requested URL returned error: 403", "403"],
    ["curl --fail-with-body", CHIME, '{"Code":"NotFound","Message":"No."}\ncurl: (22) The requested URL returned error: 404', "NotFound", "No."],
    ["curl -i", CHIME, 'HTTP/2 404 \r\nx-amzn-requestid: abc-5\r\nx-amzn-errortype: NotFoundException\r\n\r\n{"Message":"No."}', "NotFoundException", "No.", "abc-5"],
    ["curl -v", CHIME, '* Connected\n> POST /accounts/a HTTP/2\n> host: x\n> \n< HTTP/2 404 \n< x-amzn-requestid: abc-6\n< \n{ [17 bytes data]\n{\n  "Code": "NotFound",\n  "Message": "No."\n}\n* Connection #0 left intact', "NotFound", "No.", "abc-6"],
    ["curl -w", CHIME, '{"Message":"No."}\n403', "403", "No."],
    ["an XML error of another root", WORKMAIL, "<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>", "AccessDeniedException", "Unable to determine service/operation name to be authorized"],
    ["an XML error with text as it is", CLOUDSSO, "<?xml version='1.0'?><Error><Code>InvalidApi.NotFound</Code><Message><![CDATA[a < b]]></Message><RequestId>A-5</RequestId></Error>", "InvalidApi.NotFound", "a < b", "A-5"],
    ["boto3's own object", WORKMAIL, '{"Error":{"Code":"EntityStateException","Message":"Disabled."},"ResponseMetadata":{"RequestId":"abc-7","HTTPStatusCode":400}}', "EntityStateException", "Disabled.", "abc-7"],
    ["an error within a success", CLOUDSSO, 'HTTP/1.1 200 OK\n\n{"RequestId":"A-6","Code":"EntityNotExists.User"}', "EntityNotExists.User", undefined, "A-6"],
  ]) test(`is read from ${what}`, () => assert.deepEqual(read(operation, text), [expected[0], expected[1], expected[2]]));

  for (const text of [
    "hello", "Error: something went wrong", "TypeError: Failed to fetch", "SyntaxError: Unexpected token", "ValueError: no", "usage: aws [options] <command>", "Message: hello", "{", "[]", "null", "7",
    "<html><body>Bad gateway</body></html>", "<!DOCTYPE html><Error>", "An error occurred (", "Code: X",
  ]) test(`is not found in ${text}`, () => assert.equal(read(WORKMAIL, text), undefined));

  test("a connection that failed is no response", () => {
    for (const text of [
      "curl: (6) Could not resolve host: workmail.us-east-1.amazonaws.com", "  % Total\ncurl: (28) Operation timed out after 30001 milliseconds",
      'Could not connect to the endpoint URL: "https://workmail.xx.amazonaws.com/"', "Unable to locate credentials. You can configure credentials by running \"aws configure\".",
    ]) {
      assert.equal(read(WORKMAIL, text), undefined);
      assert.ok(isUnanswered(text));
    }
    assert.ok(!isUnanswered("hello"));
  });
});

test("a hostile text of any length is read to its end", () => {
  const million = 1_000_000;
  const verdicts = [
    ["ErrorCode:X RequestId:Y Message:".repeat(million / 32), ["X", undefined, "Y"]],
    ["ErrorCode:".repeat(million / 10), undefined],
    [`ErrorCode: X${" RequestId: ".repeat(million / 12)}`, undefined],
    [`Code: X Message:${" ".repeat(million)}x`, ["X", "x", undefined]],
    [`An error occurred (${"x".repeat(million)}`, undefined],
    ["An error occurred (X) when calling the Y operation ".repeat(million / 51), undefined],
    [`code: 404, ${"request id ".repeat(million / 11)}`, undefined],
    [`X: code: 404, ${" ".repeat(million)}request id: r`, ["X", undefined, "r"]],
    ["A".repeat(million), undefined],
    ["A.".repeat(million / 2), undefined],
    ["A: ".repeat(million / 3), undefined],
    ["\n".repeat(million), undefined],
    [`x${" ".repeat(million)}x`, undefined],
    [`x${"\n".repeat(million)}x`, undefined],
    ["HTTP/1.1 200\n".repeat(million / 13), "done"],
    [`HTTP/1.1 400\n${"a: b\n".repeat(million / 5)}`, ["400", undefined, undefined]],
    ["<Error>".repeat(million / 7), ["400", undefined, undefined]],
    [`<${"a:".repeat(million / 2)}`, undefined],
    ["{".repeat(million), undefined],
    ["} ".repeat(million / 2), undefined],
    ["curl: (22) ".repeat(million / 11), undefined],
    ["< HTTP/1.1 ".repeat(million / 11), undefined],
    [" (Aws::X::Errors::".repeat(million / 18), undefined],
  ];
  for (const [text, expected] of verdicts) {
    assert.ok(text.length > 900_000 && text.length > LONGEST);
    const found = read(WORKMAIL, text);
    assert.deepEqual(found, expected, text.slice(0, 60));
  }
  for (const id of operations()) for (const [text] of verdicts) pastedResponse(text.slice(0, LONGEST), 200, describe(id));
});
