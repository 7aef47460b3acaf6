// The command line: skeletons, what the AWS CLI made of input documents, and commands that are run: by shells with a stand-in
// that prints its arguments, and by the real aws and curl against a recorder on this machine.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createHash, createHmac } from "node:crypto";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe as suite, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { responses } from "./responses.mjs";
import { contract } from "./contract.mjs";
import { documents } from "./documents.mjs";
import { golden } from "./golden.mjs";
import { tracesIn } from "./memory.mjs";

const full = await import("../../dist/full.js");
const { buildRequest, command, describe, generatePassword, parseCliInput, skeleton, validate } = full;
const path = (name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const codes = ({ issues = [] }) => issues.map(({ code, path }) => [code, ...path].join(" "));

const WORKMAIL = "workmail:ResetPassword", CLOUDSSO = "cloudsso:ResetUserPassword", CHIME = "chime:ResetPersonalPIN";
const IDS = { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333" };
const USER = { DirectoryId: "d-00fc2p61abcd", UserId: "u-00q8wbq42wiltcrkabcd" };

suite("resetkit/full in Node", () => {
  for (const [title, run] of [...contract(full, assert), ...responses(full, assert, golden), ...documents(full, assert, golden)]) test(title, run);
});

suite("skeletons", () => {
  test("are refused where there is none of the kind", () => {
    for (const kind of ["bogus", undefined, 3]) assert.throws(() => skeleton(WORKMAIL, kind), { code: "invalid_options" });
  });
});

suite("input documents", () => {
  const yaml = (value) => parseCliInput(WORKMAIL, `OrganizationId: ${IDS.OrganizationId}\nUserId: ${IDS.UserId}\nPassword: ${value}\n`, "yaml");
  const json = (value) => parseCliInput(WORKMAIL, `{"OrganizationId": "${IDS.OrganizationId}",\n "UserId": "${IDS.UserId}",\n "Password": ${value}}`, "json");

  test("a password without quotation marks that YAML changes is an issue of its own, with its place", () => {
    for (const value of ["Abcdefg1 #c", "&a Abcdefg1", "!!str Abcdefg1", "0123456789", "1.50", "12345678", "0x1F", "1e5", ".inf", "yes", "No", "on", "true", "null", "~", "", "2020-01-01", "1_000", "1:30", "|\n  Abcdefg1", ">\n  Abcdefg1", "Abcdefg1\n  more"]) {
      const { issues } = yaml(value);
      const issue = issues?.find(({ code }) => code === "unquoted");
      assert.ok(issue, value);
      assert.equal(issue.expected.line, 3, value);
      assert.deepEqual(issue.path, ["Password"]);
    }
    for (const value of ["Abcdefg1", "'Abcdefg1 #c'", '"0123456789aA"', "Abc#efg1", "a-b-c-1A", "Ab:cdefg1"]) assert.equal(yaml(value).issues, undefined, value);
    assert.equal(yaml("'Ab #cdef1'").value.Password, "Ab #cdef1");
  });

  test("an identifier that readers of YAML disagree about is a warning", () => {
    const { warnings } = parseCliInput(CHIME, "AccountId: a\nUserId: yes\n", "yaml");
    assert.deepEqual(warnings.map(({ code }) => code), ["lifecycle", "unquoted"].sort((a, b) => (a === "unquoted" ? -1 : 1)));
  });

  test("what is no text of the format is one issue that names line and column", () => {
    const place = (text, format) => {
      const { issues } = parseCliInput(WORKMAIL, text, format);
      assert.deepEqual(codes({ issues }), ["syntax"], JSON.stringify(text));
      return [issues[0].expected.line, issues[0].expected.column];
    };
    assert.deepEqual(place("", "json"), [1, 1]);
    assert.deepEqual(place("\ufeff{}", "json"), [1, 1]);
    assert.deepEqual(place('{\n "a": 1,\n}', "json"), [3, 1]);
    assert.deepEqual(place('{"a": 1 // no\n}', "json"), [1, 9]);
    assert.deepEqual(place('{"a": 01}', "json"), [1, 8]);
    assert.deepEqual(place("{} {}", "json"), [1, 4]);
    place("{'a': 1}", "json");
    place('{"a": "\n"}', "json");
    place("a: [b", "yaml");
    place("Password: @abc1", "yaml");
    place("Password: *abc1", "yaml");
    place("a: 1\n--- \nb: 2\n", "yaml");
    place('{"a": "\ud800"}', "json");
    // A name is anybody's, and reaches no other member.
    for (const name of ['a"b', "a\\b", "\t", "\0", 'Password":"Inj3cted!pw"},"j":{"y']) {
      const { issues } = parseCliInput(CHIME, JSON.stringify({ AccountId: "a1", UserId: "u1", [name]: "S3cr3t!pw" }), "json");
      assert.deepEqual(issues.map(({ code, path }) => [code, ...path]), [["unknown_member", name]]);
    }
    for (const text of ["[1]", "null", '"x"', "7"]) assert.deepEqual(codes(parseCliInput(WORKMAIL, text, "json")), ["wrong_type"]);
    for (const text of ["", "- a", "x", "# nothing"]) assert.deepEqual(codes(parseCliInput(WORKMAIL, text, "yaml")), ["wrong_type"], text);
  });

  test("of many strange names 32 are named, and one issue says how many more there are", () => {
    const names = Array.from({ length: 100 }, (_, i) => `k${i}`);
    for (const [text, format] of [[JSON.stringify(Object.fromEntries(names.map((name) => [name, 1]))), "json"], [`{${names.map((name) => `${name}: 1`).join(", ")}}`, "yaml"]]) {
      const issues = parseCliInput(WORKMAIL, text, format).issues.filter(({ code }) => code === "unknown_member");
      assert.deepEqual(issues.slice(0, 32).map(({ path }) => path[0]), names.slice(0, 32));
      assert.deepEqual(issues.slice(32).map(({ path, expected }) => [path, expected.more]), [[[], 68]]);
    }
  });

  test("the address of a document is no document, and told as an address", () => {
    for (const format of ["json", "yaml"]) for (const text of ["file://reset.json", "fileb://reset.json", "~/x.json", "/tmp/reset.yaml", "reset.json"]) {
      const { issues } = parseCliInput(WORKMAIL, text, format);
      assert.deepEqual(issues.map(({ code, path, message }) => [code, path, message]), [["address", [], "Use the content of the file for the input, not its address."]]);
    }
  });

  test("a member that stands twice, a strange one and a wrong type are issues", () => {
    assert.deepEqual(codes(json('"x",\n "Password": "Abcdefg1", "Foo": 1')), ["duplicate_member Password", "unknown_member Foo"]);
    assert.deepEqual(codes(yaml("Abcdefg1\nPassword: Abcdefg1")), ["duplicate_member Password"]);
    for (const value of ["12345678", "null", "true", '["a"]', '{"a": 1}']) assert.deepEqual(codes(json(value)), ["wrong_type Password"]);
    assert.deepEqual(codes(json('"Abcdef1\\ud800"')), ["forbidden_character Password"]);
    assert.equal(json('"\\u0041bcdefg\\u00e9\\n"').issues[0].code, "forbidden_character");
    assert.equal(json('"Abcdef\\"\\/\\\\1"').value.Password, 'Abcdef"/\\1');
  });

  test("a flag beats the document, whatever is wrong with its member there", () => {
    const text = `OrganizationId: ${IDS.OrganizationId}\nUserId: ${IDS.UserId}\nPassword: 12345678 # x\n`;
    for (const flags of [{ Password: "Abcdefg1" }, { "--password": "Abcdefg1" }]) assert.equal(parseCliInput(WORKMAIL, text, "yaml", flags).value.Password, "Abcdefg1");
    assert.ok(codes(parseCliInput(WORKMAIL, text, "yaml", { "--password": "" })).includes("too_short Password"));
    assert.ok(codes(parseCliInput(WORKMAIL, text, "yaml", { Password: undefined })).includes("unquoted Password"));
    assert.deepEqual(codes(parseCliInput(WORKMAIL, "{}", "json", { ...IDS, Password: "Abcdefg1", nope: 1 })), ["unknown_member nope"]);
  });

  test("no value is in what comes back", () => {
    const secret = "Zq7!vK2?";
    for (const text of [`{"Password": ${secret}`, `{"Password": "${secret}`, `Password: @${secret}`, `Password: [${secret}`, `Password: &${secret} x`, `Password: !${secret} x`, `{"Password": ["${secret}"]}`, `Password: ${secret} # x`]) {
      for (const format of ["json", "yaml"]) assert.ok(!JSON.stringify(parseCliInput(WORKMAIL, text, format)).includes("Zq7"), text);
    }
  });
});

const run = promisify(execFile);
const SHELLS = ["sh", "dash", "bash"];
let folder, env;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "resetkit-cli-"));
  // Prints its arguments, and the document with its mode where it is given one.
  const standIn = `#!/bin/sh
printf '%s\\0' "$@"
for last; do :; done
case $last in
  file://*) printf 'document\\0'; stat -c %a "\${last#file://}"; cat "\${last#file://}";;
esac
`;
  for (const name of ["aws", "aliyun"]) {
    writeFileSync(join(folder, name), standIn);
    chmodSync(join(folder, name), 0o755);
  }
  env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, TMPDIR: folder, LC_ALL: "C.UTF-8" };
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** What the stand-in was called with when the shell ran the text; `typed` is what stands before the shell's input. */
async function called(shell, text, typed = "") {
  // Bash takes a pipe from Node for a remote login and would read the start-up file, which may change the PATH.
  const child = run(shell, [...(shell === "bash" ? ["--norc"] : []), "-c", text], { env, encoding: "utf8" });
  // A command that reads nothing may be gone before it is written to.
  child.child.stdin.on("error", () => {}).end(`${typed}\n`);
  const { stdout } = await child;
  const [words, document] = stdout.split("document\0");
  const [mode, ...lines] = (document ?? "").split("\n");
  return { words: words.split("\0").slice(0, -1), mode, json: lines.join("\n") };
}

const passwords = [...new Set(JSON.parse(readFileSync(path("tests/golden/inputs.json"), "utf8"))
  .filter(({ operation, input }) => operation === WORKMAIL && typeof input?.Password === "string" && !validate(WORKMAIL, { ...IDS, Password: input.Password }).issues)
  .map(({ input }) => input.Password))];
const nasty = ["$(touch x)`id`;&|<>Aa1", "'\"'\"'\\''Aa1!", "-Abcdef1", "!!Abcdef1 !$", "a%PATH%^A1", "\\\\Aa1\\n\\", "*?[a]~{A,1}#x", " lead and trail1A "];
const random = () => Array.from({ length: 25 }, () => generatePassword(WORKMAIL, { length: 30 }).replace(/./g, (character, i) => (i % 2 ? character : String.fromCharCode(32 + Math.floor(Math.random() * 95))))).filter((Password) => !validate(WORKMAIL, { ...IDS, Password }).issues);

suite("commands for POSIX shells, run with a stand-in", () => {
  for (const shell of SHELLS) {
    test(`${shell} hands every password over unchanged, in every way`, async () => {
      const all = [...passwords, ...nasty, ...random()];
      assert.ok(all.length > 30, `${all.length} passwords`);
      for (const Password of all) {
        const input = { ...IDS, Password };
        assert.equal(validate(WORKMAIL, input).issues, undefined, JSON.stringify(Password));
        const inline = await called(shell, command(WORKMAIL, input, { secret: "inline", region: "eu-west-1" }));
        assert.deepEqual(inline.words, ["workmail", "reset-password", "--region=eu-west-1", `--organization-id=${IDS.OrganizationId}`, `--user-id=${IDS.UserId}`, `--password=${Password}`]);
        // Nobody types a control character.
        for (const secret of /\p{Cc}/u.test(Password) ? ["file"] : ["file", "prompt"]) {
          const text = command(WORKMAIL, input, { secret });
          if (secret === "prompt") assert.ok(!text.includes(Password));
          const { words, mode, json } = await called(shell, text, Password);
          assert.deepEqual(words.slice(0, 4), ["workmail", "reset-password", "--region=us-east-1", "--cli-input-json"]);
          assert.equal(mode, "600");
          assert.deepEqual(JSON.parse(json), input);
        }
      }
      assert.deepEqual(readdirSync(folder).sort(), ["aliyun", "aws"], "a document was left behind");
    });
  }

  test("a value that begins like an address, which the tool would read or fetch, is no argument", async () => {
    for (const Password of ["file:///etc/Passwd1", "fileb://Abcdef1", "http://Abcdef1", "https://Abcdef1"]) {
      const input = { ...IDS, Password };
      assert.throws(() => command(WORKMAIL, input, { secret: "inline" }), { code: "invalid_options" });
      assert.deepEqual(JSON.parse((await called("sh", command(WORKMAIL, input, { secret: "file" }))).json), input);
    }
  });

  test("the tool of Alibaba Cloud is told every member, and the page where they travel", async () => {
    const input = { ...USER, Password: "Abcdef1!'$x", RequirePasswordResetForNextLogin: true };
    for (const secret of ["inline", "prompt"]) {
      const text = command(CLOUDSSO, input, { tool: "aliyun", secret, region: "cn-hongkong" });
      assert.match(text, /^: 'The Alibaba Cloud CLI sends the members in the query/);
      const { words } = await called("sh", text, input.Password);
      assert.deepEqual(words.sort(), ["--DirectoryId=d-00fc2p61abcd", "--Password=Abcdef1!'$x", "--RequirePasswordResetForNextLogin=true", "--UserId=u-00q8wbq42wiltcrkabcd", "--region=cn-hongkong", "ResetUserPassword", "cloudsso"].sort());
    }
    assert.throws(() => command(CLOUDSSO, input, { secret: "file" }), { code: "invalid_options" });
    const { words } = await called("sh", command(CLOUDSSO, { ...USER, GenerateRandomPassword: true }));
    assert.ok(words.includes("--GenerateRandomPassword=true"));
  });
});

test("what cannot be is refused, and only a valid input becomes a command", () => {
  const input = { ...IDS, Password: "Abcdefg1" };
  for (const options of [{ tool: "aliyun" }, { tool: "wget" }, { shell: "fish" }, { secret: "air" }, { region: "a b", tool: "curl" }, { region: "a b" }, { region: "us-east-1\n" }, { region: "fips-us-east-1" }, { region: "-x" }, { shell: "cmd", secret: "prompt" }]) {
    assert.throws(() => command(WORKMAIL, input, options), { code: "invalid_options" }, JSON.stringify(options));
  }
  assert.throws(() => command(CLOUDSSO, { ...USER, GenerateRandomPassword: true }, { tool: "curl" }), { code: "invalid_options" });
  assert.throws(() => command(CLOUDSSO, { ...USER, GenerateRandomPassword: true }, { region: "eu central" }), { code: "invalid_options", message: "the region is not a part of a host name" });
  assert.throws(() => command(WORKMAIL, { ...input, Password: "x" }), { code: "invalid_input" });
});

test("no prompt is made for what nobody can type at one", () => {
  const input = { ...USER, Password: "Abcdef1!" };
  for (const character of ["\n", "\r", "\u0003", "\u001b", "\u007f", "\u0085"]) {
    for (const shell of ["posix", "powershell"]) {
      assert.throws(() => command(CLOUDSSO, { ...input, Password: `Abcdef1!${character}x` }, { shell }), {
        code: "invalid_options", message: "the secret has a control character, which nobody can type at a prompt: let it travel inline, because the tool takes no document",
      });
    }
  }
  for (const tool of ["aws", "curl"]) {
    const Password = "Abcdefg1\u007f";
    assert.throws(() => command(WORKMAIL, { ...IDS, Password }, { tool }), { code: "invalid_options", message: "the secret has a control character, which nobody can type at a prompt: let it travel in a file" });
    assert.ok(command(WORKMAIL, { ...IDS, Password }, { tool, secret: "file" }).includes("u007f"));
  }
  assert.ok(command(CLOUDSSO, { ...input, Password: "Abcdef1!\tx" }).includes("read -r secret"));
});

test("a remark has no character that a shell minds", () => {
  const inputs = [[WORKMAIL, { ...IDS, Password: "Abcdefg1" }], [CLOUDSSO, { ...USER, Password: "Abcdef1!" }], [CLOUDSSO, { ...USER, GenerateRandomPassword: true }], [CHIME, { AccountId: "a b", UserId: "u" }]];
  const remarks = { posix: /^: '(.*)'$/, powershell: /^# (.*)$/, cmd: /^rem (.*)$/ };
  const found = new Set();
  for (const [op, input] of inputs) for (const tool of ["aws", "aliyun", "curl"]) for (const shell of Object.keys(remarks)) for (const secret of ["prompt", "file", "inline"]) {
    let text;
    try {
      text = command(op, input, { tool, shell, secret });
    } catch {
      continue;
    }
    for (const line of text.split("\n")) {
      const [, remark] = remarks[shell].exec(line) ?? [];
      if (remark !== undefined) found.add(remark);
      // What stands for a remark anywhere else would be read by an interactive zsh.
      else assert.doesNotMatch(line, /^\s*#|^\s*rem /);
    }
  }
  assert.equal(found.size, 5);
  for (const remark of found) assert.match(remark, /^[A-Za-z0-9 ,.]+$/);
});

// Neither shell runs here: these are their documented rules as a model. PowerShell: about_Quoting_Rules; cmd.exe: what is
// inside double quotes means itself but for % and !, and the program splits its line as CommandLineToArgvW does.
suite("commands for PowerShell and cmd.exe, by their rules", () => {
  const powershell = (line) => {
    const words = [];
    for (const [, quoted, bare] of line.matchAll(/'((?:[^'\u2018-\u201b]|['\u2018-\u201b]{2})*)'|([A-Za-z0-9.]+)/gu)) words.push(quoted === undefined ? bare : quoted.replace(/(['\u2018-\u201b])['\u2018-\u201b]/gu, "$1"));
    return words;
  };
  const cmd = (line) => [...line.matchAll(/"((?:[^"\\]|\\+(?!["\\])|(?:\\\\)+(?="))*)"|([^\s"]+)/g)].map(([, quoted, bare]) => (quoted === undefined ? bare : quoted.replace(/(\\+)$/, (tail) => tail.slice(tail.length / 2))));
  for (const [shell, split] of [["powershell", powershell], ["cmd", cmd]]) {
    test(`${shell} is handed an argument unchanged, or it is refused`, () => {
      let carried = 0;
      for (const Password of [...passwords, ...nasty]) {
        const input = { ...IDS, Password };
        let text;
        try {
          text = command(WORKMAIL, input, { shell, secret: "inline" });
        } catch (error) {
          assert.equal(error.code, "invalid_options");
          assert.ok(shell === "cmd" ? /["%!]/.test(Password) || /[\x7f-\x9f]/.test(Password) : /"|\\$|[\x7f-\x9f]/.test(Password), Password);
          continue;
        }
        carried++;
        const words = split(text.slice(text.indexOf("\n") + 1).replaceAll("`\n", ""));
        assert.deepEqual(words, ["aws", "workmail", "reset-password", "--region=us-east-1", `--organization-id=${IDS.OrganizationId}`, `--user-id=${IDS.UserId}`, `--password=${Password}`]);
      }
      assert.ok(carried > 10, `${carried} carried`);
    });
    test(`a document for ${shell} has no character that it could change`, () => {
      for (const Password of [...passwords, ...nasty]) {
        const input = { ...IDS, Password };
        const [, json] = /(\{"OrganizationId.*\})/.exec(command(WORKMAIL, input, { shell, secret: "file" }));
        assert.match(json, /^[A-Za-z0-9{}",:\\._-]+$/);
        assert.deepEqual(JSON.parse(json), input);
      }
    });
  }
});

/** What AWS would sign for a request that arrived: Signature Version 4, its path encoded once more, as AWS documents it. */
function signature({ method, target, headers, body }, secret, [date, region, service]) {
  const hash = (text) => createHash("sha256").update(text).digest("hex");
  const hmac = (key, text) => createHmac("sha256", key).update(text).digest();
  const [pathname, query = ""] = target.split("?");
  const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const [, names] = /SignedHeaders=([^,]*)/.exec(headers.authorization);
  const canonical = [
    method, pathname.split("/").map(encode).join("/"), query,
    ...names.split(";").map((name) => `${name}:${headers[name].trim()}`), "", names, headers["x-amz-content-sha256"] ?? hash(body),
  ].join("\n");
  const key = [date, region, service, "aws4_request"].reduce(hmac, `AWS4${secret}`);
  return hmac(key, ["AWS4-HMAC-SHA256", headers["x-amz-date"], `${date}/${region}/${service}/aws4_request`, hash(canonical)].join("\n")).toString("hex");
}

suite("commands, run by the real tools against a recorder", () => {
  // Put there by scripts/setup.sh test.
  const tools = path("target/awscli/bin");
  let server, address, requests;
  before(async () => {
    server = createServer((request, response) => {
      const parts = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", () => {
        requests.push({ method: request.method, target: request.url, headers: request.headers, body: Buffer.concat(parts).toString() });
        response.writeHead(200, { "content-type": "application/json" }).end("{}");
      });
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => server.close());

  const input = { ...IDS, Password: "Pä$$ \"w0rd'\\é!" };
  const plain = { AccountId: "a1b2c3d4-5678-90ab-cdef-11111EXAMPLE", UserId: "u" };
  const ids = { AccountId: "a b/ü", UserId: "-x'$(id)" };
  for (const tool of ["aws", "curl"]) {
    for (const [op, value, secret] of [[WORKMAIL, input, "inline"], [WORKMAIL, input, "file"], [WORKMAIL, input, "prompt"], [CHIME, ids, "prompt"], [CHIME, plain, "prompt"]]) {
      test(`${tool} ${op} ${secret}: what arrives is what buildRequest built, signed (${value.UserId})`, async () => {
        requests = [];
        const built = buildRequest(op, value);
        const text = command(op, value, { tool, secret }).replace(new URL(built.url).origin, address);
        const child = run("sh", ["-c", text], {
          env: {
            ...process.env, PATH: `${tools}:${process.env.PATH}`, TMPDIR: folder, LC_ALL: "C.UTF-8", AWS_ENDPOINT_URL: address, AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
            AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", AWS_SESSION_TOKEN: "a token", AWS_CONFIG_FILE: "/nonexistent", AWS_SHARED_CREDENTIALS_FILE: "/nonexistent", AWS_EC2_METADATA_DISABLED: "true", AWS_MAX_ATTEMPTS: "1",
          },
        });
        child.child.stdin.on("error", () => {}).end(`${value.Password ?? ""}\n`);
        await child;
        assert.equal(requests.length, 1);
        const [{ method, target, headers, body }] = requests;
        const { pathname, search } = new URL(built.url);
        assert.equal(`${method} ${target}`, `${built.method} ${pathname}${search}`);
        assert.deepEqual(body && JSON.parse(body), built.body && JSON.parse(built.body));
        for (const [name, sent] of Object.entries(built.headers)) assert.equal(headers[name], sent);
        assert.match(headers.authorization, new RegExp(`^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/${describe(op).defaultRegion}/${describe(op).signing.name}/aws4_request, ?SignedHeaders=`));
        assert.equal(headers["x-amz-security-token"], "a token");
        const [, scope, signed] = /Credential=AKIDEXAMPLE\/(.*?)\/aws4_request.*Signature=(\w+)$/.exec(headers.authorization);
        // This curl does not encode the path once more, which the text says.
        if (tool === "curl" && value === ids) assert.match(text, /^: 'Not every curl signs this path/);
        else assert.equal(signed, signature(requests[0], "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", scope.split("/")));
        assert.deepEqual(readdirSync(folder).sort(), ["aliyun", "aws"], "a document was left behind");
      });
    }
  }
});

suite("any text and any bytes", () => {
  const million = 1_000_000;
  // Not soon by any clock: what takes a thousand times longer than it should does not come to its end here.
  test("a document of a million characters is answered, and the module works on", () => {
    const texts = [
      "[".repeat(million), '{"a":'.repeat(million / 5), "{a: ".repeat(million / 4), "- ".repeat(million / 2), "? ".repeat(million / 2), "&a ".repeat(million / 3),
      "a: &a [x]\n" + Array.from({ length: 300 }, (_, i) => `a${i}: &a${i} [*a, *a, *a, *a]\n`).join(""), "x".repeat(million), "\ud800".repeat(million), "\0".repeat(million),
      `{"Password": "${"\\ud800".repeat(million / 6)}"}`, `Password: ${"é ".repeat(million / 2)}`, Array.from({ length: million / 10 }, (_, i) => `k${i}: 1\n`).join(""),
    ];
    const bytes = new Uint8Array(4096);
    for (let i = 0; i < 50; i++) texts.push(new TextDecoder(i % 2 ? "utf-8" : "windows-1252").decode(crypto.getRandomValues(bytes)));
    for (const text of texts) {
      for (const format of ["json", "yaml"]) assert.ok(parseCliInput(WORKMAIL, text, format).issues.length > 0);
    }
    assert.equal(validate(WORKMAIL, { ...IDS, Password: "Abcdefg1" }).issues, undefined);
  });

  test("no password of a document or a command stays in the memory of the module", async () => {
    const { initSync } = await import("../../dist/full.glue.js");
    const { memory } = initSync();
    const secrets = Array.from({ length: 20 }, () => generatePassword(WORKMAIL, { length: 24 }));
    for (const Password of secrets) {
      const input = { ...IDS, Password };
      for (const secret of ["inline", "file", "prompt"]) for (const tool of ["aws", "curl"]) command(WORKMAIL, input, { secret, tool });
      parseCliInput(WORKMAIL, JSON.stringify(input), "json");
      parseCliInput(WORKMAIL, `Password: '${Password}' &`, "yaml");
      parseCliInput(WORKMAIL, `Password: ${Password} # x`, "yaml");
      parseCliInput(WORKMAIL, `Password: ["${Password}"]`, "yaml");
    }
    for (const secret of secrets) assert.deepEqual(tracesIn(memory, secret), []);
  });
});
