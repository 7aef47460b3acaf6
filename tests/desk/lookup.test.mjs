// How a person is found: what is asked, in which words, and who counts as found.
import assert from "node:assert/strict";
import { describe as suite, test } from "node:test";
import { describe, operations } from "resetkit";
import { lookupRequest, readPeople, tidy, waysOf } from "../../desk/lookup.js";
import { at, put } from "../../desk/places.js";
import { readXml, writeXml } from "../../desk/xml.js";

const MEMBERS = { OrganizationId: "m-1", DirectoryId: "d-1", UserPoolId: "p_1", InstanceId: "i-1", realm: "r" };
const BASE = "https://id.example.com";
const found = operations().filter((id) => describe(id).lookup);
const requests = (id, query) => waysOf(describe(id).lookup, tidy(query)).map((way) => lookupRequest(way, tidy(query), MEMBERS, BASE));
const way = (id, number = 0) => describe(id).lookup.find[number];

suite("requests", () => {
  const URLS = {
    "okta:UpdateUser": "/api/v1/users?search=profile.login%20eq%20%22mary%40example.com%22%20or%20profile.email%20eq%20%22mary%40example.com%22&limit=11",
    "keycloak:ResetPassword": "/admin/realms/r/users?email=mary%40example.com&exact=true&max=11&briefRepresentation=true",
    "synapse:ResetPassword": "/_synapse/admin/v1/threepid/email/users/mary%40example.com",
    "directory:users.update": "/admin/directory/v1/users/mary%40example.com?fields=id%2CprimaryEmail%2Cname%2FfullName%2Csuspended",
  };
  for (const [id, expected] of Object.entries(URLS)) {
    test(id, () => assert.deepEqual([requests(id, "mary@example.com")[0].method, requests(id, "mary@example.com")[0].url], ["GET", BASE + expected]));
  }

  test("every lookup of the catalogue fills its templates with what is hard", () => {
    assert.equal(found.length, 23);
    for (const id of found) {
      for (const query of ["o'ne\"il\\@example.com", "a&name=b", "é 中😀", "{query}", "../../x", "100%"]) {
        let all;
        try {
          all = requests(id, query);
        } catch (error) {
          assert.equal(error.code, "bad_query", `${id} ${query}`);
          continue;
        }
        for (const { url, body, headers } of all) {
          assert.ok(new URL(url).href.startsWith(BASE), id);
          if (query !== "{query}") assert.doesNotMatch(decodeURIComponent(url.replace(/%(?![0-9A-F]{2})/g, "%25")) + body, /\{\w+[|}]/, id);
          assert.ok(!url.includes("/../"), url);
          if (headers["content-type"]?.includes("json") && body) JSON.parse(body);
        }
      }
    }
  });

  for (const query of ['x" or userName pr or userName eq "x', '" or "" eq "', "x\\", 'm.major" and password sw "', "*"]) {
    test(`SCIM: ${query} stays one value`, () => {
      const filter = new URL(requests("scim:PatchUser", query)[0].url).searchParams.get("filter");
      const [, text] = /^userName eq ("(?:[^"\\]|\\.)*")$/.exec(filter);
      assert.equal(JSON.parse(text), query);
    });
  }

  test("OData: an apostrophe is doubled, and nothing ends the text", () => {
    const filter = new URL(requests("graph:UpdateUser", "x' or startsWith(displayName,'a")[0].url).searchParams.get("$filter");
    assert.equal(filter, "startsWith(displayName,'x'' or startsWith(displayName,''a') or startsWith(userPrincipalName,'x'' or startsWith(displayName,''a')");
  });

  test("Okta and Cognito: quotation marks and backslashes have one before them", () => {
    assert.match(decodeURIComponent(requests("okta:UpdateUser", 'a"\\b')[0].url), /profile\.lastName sw "a\\"\\\\b"/);
    assert.equal(JSON.parse(requests("cognito-idp:AdminSetUserPassword", 'a"\\b')[0].body).Filter, 'username ^= "a\\"\\\\b"');
  });

  test("a language without quotation marks takes names alone", () => {
    for (const query of ["x or UserName sw a", "a\"b", "a b"]) assert.throws(() => requests("cloudsso:ResetUserPassword", query), { code: "bad_query" });
    assert.match(requests("cloudsso:ResetUserPassword", "mary.major@example.com")[0].body, /Filter=UserName%20sw%20mary\.major%40example\.com/);
  });

  test("what cannot be a name or an address is refused", () => {
    for (const query of ["", "  ", "a\nb", "a\u2028b", "a\0", "x".repeat(257), undefined, null, 7, {}, ["a"]]) assert.throws(() => tidy(query), { code: "bad_query" });
    for (const query of [".", ".."]) assert.throws(() => lookupRequest({ request: { method: "GET", path: "/users/{query}" } }, query, {}, BASE), { code: "bad_query" });
    assert.throws(() => lookupRequest(way("workmail:ResetPassword"), "x", {}, BASE), { code: "missing_member" });
    assert.equal(tidy("  e\u0301 "), "é");
  });

  test("each way is for what was typed", () => {
    const kinds = (query) => waysOf(describe("synapse:ResetPassword").lookup, query).map(({ when }) => when.prefix ?? when);
    assert.deepEqual([kinds("mary@example.com"), kinds("@mary:example.com"), kinds("mary")], [["email", "any"], ["@", "any"], ["any"]]);
  });
});

suite("people", () => {
  const read = (id, number, query, body, headers) => readPeople(way(id, number), query, { headers, body: typeof body === "string" ? body : JSON.stringify(body) });

  test("what a provider calls equal and is not what was typed is nobody", () => {
    assert.deepEqual(read("keycloak:ResetPassword", 0, "a@b.np", [{ id: "1", email: "a@b.np2" }, { id: "2", email: "A@b.np", enabled: true }]).people, [{ set: { id: "2" }, label: ["A@b.np"], ready: true }]);
  });

  test("a given name and a family name are one name, whichever of them there is", () => {
    const labels = (person) => read("keycloak:ResetPassword", 0, "a@b.np", [{ id: "1", email: "a@b.np", ...person }]).people[0].label;
    assert.deepEqual(labels({ firstName: "Mateo", lastName: "Jackson", username: "mateo" }), ["Mateo Jackson", "a@b.np", "mateo"]);
    assert.deepEqual(labels({ lastName: "Jackson" }), ["Jackson", "a@b.np"]);
    assert.deepEqual(labels({}), ["a@b.np"]);
    const [{ label }] = readPeople({ ...way("keycloak:ResetPassword", 0), match: undefined, label: ['"given name" id', "id"] }, "", { body: JSON.stringify([{ id: "1", "given name": "Mateo" }]) }).people;
    assert.deepEqual(label, ["Mateo 1", "1"]);
  });

  test("who cannot sign in is marked, not left out", () => {
    assert.deepEqual(read("graph:UpdateUser", 1, "mary", { value: [{ id: "1", displayName: "Mary", accountEnabled: false }, { id: "2", displayName: "Mary" }] }).people.map(({ ready }) => ready), [false, true]);
  });

  test("there are more: by a link, a header, a count or an eleventh", () => {
    assert.equal(read("graph:UpdateUser", 1, "m", { "@odata.nextLink": "x", value: [] }).more, true);
    assert.equal(read("graph:UpdateUser", 1, "m", { value: [] }).more, false);
    assert.equal(read("okta:UpdateUser", 1, "m", [], { link: '<https://x>; rel="next"' }).more, true);
    assert.equal(read("okta:UpdateUser", 1, "m", [], { link: '<https://x>; rel="self"' }).more, false);
    assert.equal(read("scim:PatchUser", 0, "m", { totalResults: 12, Resources: [] }).more, true);
    assert.equal(read("scim:PatchUser", 0, "m", { totalResults: 11, Resources: [] }).more, false);
    const eleven = read("gitlab:UpdateUser", 0, "m", Array.from({ length: 11 }, (_, id) => ({ id: id + 1, name: "n", state: "active" })));
    assert.deepEqual([eleven.people.length, eleven.more], [10, true]);
  });

  test("a person without an id is none, and what is no list of people throws", () => {
    assert.deepEqual(read("okta:UpdateUser", 0, "m", [{ profile: { login: "x" } }, { id: { $ne: "" } }]).people, []);
    for (const body of ["<html>", "{", '"x"']) assert.throws(() => read("okta:UpdateUser", 0, "m", body), { message: "unreadable" });
    assert.throws(() => read("graph:UpdateUser", 0, "m", { value: "x" }), { message: "unreadable" });
  });

  test("an inherited member is not there", () => assert.deepEqual(at({}, "constructor.name"), []));

  test("IAM's XML", () => {
    const { people } = read("iam:UpdateLoginProfile", 0, "mary", "<GetUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><GetUserResult><User><Path>/</Path><UserName>mary &amp; co</UserName><Arn>arn:aws:iam::1:user/mary</Arn></User></GetUserResult></GetUserResponse>");
    assert.deepEqual(people, [{ set: { UserName: "mary & co" }, label: ["mary & co", "arn:aws:iam::1:user/mary"], ready: true }]);
    assert.deepEqual(readXml(writeXml({ A: { B: { C: "<&>" } } })), { B: { C: "<&>" } });
  });

  test("a place is found where it is put", () => {
    for (const path of ["a", "a.b.c", "a[0].b", "a[].b", '"a.b"', "[].x"]) {
      const target = path.startsWith("[") ? [] : {};
      put(target, path, "v");
      assert.deepEqual(at(target, path), ["v"], path);
    }
    assert.deepEqual(at({ l: [{ Name: "email", Value: "v" }, { Name: "x", Value: "w" }] }, "l[Name=email].Value"), ["v"]);
  });
});
