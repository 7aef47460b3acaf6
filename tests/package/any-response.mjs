// Any response at all, as a property for fast-check: it is an output or an error, the same however it is handed over, and what
// was secret in the input is in no error.
import assert from "node:assert/strict";
import fc from "fast-check";
import { ResetkitError } from "../../js/error.js";
import { readPolicy } from "../../js/policy-response.js";
import { readResponse } from "../../js/response.js";
import { descriptions } from "./describe-document.mjs";
import { golden } from "./golden.mjs";

const captured = [...golden.errors, ...golden.replies, ...golden.living.errors, ...golden.living.replies, ...golden.living.policies.map((row) => ({ ...row, operation: undefined }))];

/** What texts of responses are made of. */
const pieces = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.json({ maxDepth: 4 }),
  fc.constantFrom("<", ">", "</", "/>", "<a>", "</a>", "<Error>", "<Code>", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE a>", "&amp;", "&#x41;", "&#99999999;", " a=\"", "{", "}", "[", "]", "\"", ":", ",", "\\u00e9", "\\ud800", "%41", "%ff", "null", "\ufeff", "200", "__proto__", "constructor", "Error", "code", "message", "status"),
);
const count = fc.oneof({ weight: 4, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(2000) });
const text = fc.array(fc.tuple(pieces, count), { maxLength: 8 }).map((parts) => parts.map(([part, times]) => part.repeat(times)).join(""));

/** One that was captured, with pieces in place of others. */
const changed = (body) => fc.array(fc.tuple(fc.nat(body.length), fc.nat(12), pieces, count), { maxLength: 4 }).map((changes) =>
  changes.reduce((now, [at, gone, come, times]) => now.slice(0, at) + come.repeat(times) + now.slice(at + gone), body));

const header = fc.tuple(fc.oneof(fc.constantFrom("content-type", "x-amzn-errortype", "x-amzn-requestid", "retry-after", "location", "date", "x-acs-retry-after", "__proto__"), fc.stringMatching(/^[a-z-]{1,12}$/)), fc.oneof(fc.constantFrom("application/json", "text/xml", "2", "-1", "1e999", "Wed, 21 Oct 2015 07:28:00 GMT", "WeakPasswordException:http://x"), fc.stringMatching(/^[ -~]{0,40}$/)));

const reply = fc.constantFrom(...captured).chain(({ operation, reply: { status, headers = {}, body = "" } }) => fc.record({
  operation: fc.oneof(fc.constant(operation ?? "iam:UpdateLoginProfile"), fc.constantFrom(...Object.keys(descriptions))),
  status: fc.oneof(fc.constant(status), fc.integer({ min: 100, max: 599 }), fc.integer()),
  headers: fc.array(header, { maxLength: 3 }).map((more) => [...Object.entries(headers).map(([name, value]) => [name, `${value}`]), ...more]),
  body: fc.oneof(changed(typeof body === "string" ? body : JSON.stringify(body)), text),
}));

const secret = fc.stringMatching(/^[A-Za-z0-9]{10,14}$/).filter((word) => new Set(word.toLowerCase()).size > 6);
const escaped = [
  (word) => word,
  encodeURIComponent,
  (word) => [...word].map((it) => `%${it.charCodeAt(0).toString(16)}`).join(""),
  (word) => [...word].map((it) => `\\u00${it.charCodeAt(0).toString(16)}`).join(""),
  (word) => [...word].map((it) => `&#${it.charCodeAt(0)};`).join(""),
  (word) => word.toUpperCase(),
];

export const anyResponse = fc.property(reply, secret, fc.nat(escaped.length - 1), fc.double({ min: 0, max: 1, noNaN: true }), (given, word, how, place) => {
  const { operation, status, headers } = given;
  const at = Math.floor(place * given.body.length);
  const body = given.body.slice(0, at) + escaped[how](word) + given.body.slice(at);
  const description = descriptions[operation];
  const input = Object.fromEntries(description.members.filter(({ sensitive }) => sensitive).map(({ name }) => [name, word]));
  const read = readResponse(description, { status, headers, body }, input);
  assert.equal(Object.keys(read).filter((name) => name !== "pending").length, 1);
  if (read.error) {
    const { code, meaning, remedy, retry, retryable, retryAfter } = read.error;
    assert.ok(typeof code === "string" && code !== "" && meaning && remedy && ["no", "later", "unsure"].includes(retry) && typeof retryable === "boolean");
    assert.ok(retryAfter === undefined || (retryAfter > 0 && retryAfter < Infinity));
    if (Object.keys(input).length > 0) assert.ok(!JSON.stringify(read.error).toLowerCase().includes(word.toLowerCase()), "a secret in an error");
  } else assert.ok(status in description.response.success);
  assert.deepEqual(Object.keys(Object.prototype), []);
  const fixed = () => Object.freeze({ status, headers: Object.freeze(headers.map(Object.freeze)), body: new TextEncoder().encode(body) });
  // A half of a surrogate pair is no text that bytes say; a wait until a time depends on when it is read.
  const timeless = ({ error, ...rest }) => ({ ...rest, error: error && { ...error, retryAfter: error.retryAfter && true } });
  if (body.isWellFormed()) assert.deepEqual(timeless(readResponse(description, fixed(), input)), timeless(read));
  try {
    readPolicy(description, { status, headers, body });
  } catch (error) {
    // What a service answers may be no policy; it never is the program's mistake.
    assert.ok(error instanceof ResetkitError, error.stack);
  }
});
