//! What real clients put on the wire, row by row: an input we accept becomes the same request, one we refuse is in a table.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "helpers of tests, where a panic is the failure"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::Path;

use resetkit::request::{self, Request};
use resetkit::{Input, Issue, Options, Text, Utf16, ValidInput, Value, find, validate};
use serde_json::Value as Json;

/// Where a lone surrogate U+D800 stands in for while `serde_json`, which refuses those, reads a file: as many code points
/// of private use follow as there are surrogates.
const STAND_IN: u32 = 0x10_F800;

/// The rows of a file, lone surrogates replaced.
fn rows(name: &str) -> Vec<Json> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    let (text, replaced) = replace_lone_surrogates(&std::fs::read_to_string(path).unwrap());
    let rows: Vec<Json> = serde_json::from_str(&text).unwrap();
    let stand_ins = serde_json::to_string(&rows)
        .unwrap()
        .chars()
        .filter(|c| u32::from(*c) >= STAND_IN)
        .count();
    assert_eq!(
        stand_ins, replaced,
        "{name} has characters of its own where the stand-ins are"
    );
    rows
}

/// Replaces each escape of a lone surrogate in JSON text, and counts them.
fn replace_lone_surrogates(json: &str) -> (String, usize) {
    let (mut out, mut rest, mut replaced) = (String::new(), json, 0);
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match (unit(rest), rest.get(6..).and_then(unit)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(lone @ 0xD800..=0xDFFF), _) => {
                out.extend(char::from_u32(STAND_IN + (lone - 0xD800)));
                replaced += 1;
                rest = &rest[6..];
                continue;
            }
            (Some(_), _) => 6,
            (None, _) => 2,
        };
        out.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    out.push_str(rest);
    (out, replaced)
}

/// The number of a `\uXXXX` with which the text starts.
fn unit(text: &str) -> Option<u32> {
    u32::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

/// The UTF-16 of a text of a row, the stand-ins turned back.
fn utf16(text: &str) -> Vec<Cell<u16>> {
    let mut units = Vec::new();
    for character in text.chars() {
        match u32::from(character).checked_sub(STAND_IN) {
            Some(lone) => units.push(0xD800 + u16::try_from(lone).unwrap()),
            None => units.extend_from_slice(character.encode_utf16(&mut [0; 2])),
        }
    }
    units.into_iter().map(Cell::new).collect()
}

fn text_of<'a>(row: &'a Json, key: &str) -> &'a str {
    row[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} is no text in {row}"))
}

fn value<'a, 'b, T>(json: &'a Json, text: impl Fn(&'a str) -> T) -> Value<'b, T> {
    match json {
        Json::Null => Value::Null,
        Json::Bool(on) => Value::Boolean(*on),
        Json::String(string) => Value::Text(text(string)),
        Json::Number(number) => number.as_i64().map_or(Value::Other, Value::Integer),
        Json::Array(_) | Json::Object(_) => Value::Other,
    }
}

fn built<T: Text>(input: Input<'_, T>) -> Result<Request, Vec<Issue>> {
    let build =
        |valid: ValidInput<'_, T>| request::build(&valid, &request::Options::default()).unwrap();
    validate(input, &Options::default()).map(build)
}

/// The request of a row, or its issues. Built from UTF-16; from UTF-8 it is the same wherever UTF-8 can hold the input.
fn outcome(row: &Json) -> Result<Request, Vec<Issue>> {
    let operation = find(text_of(row, "operation")).unwrap();
    let members = row["input"].as_object().unwrap();
    let texts: Vec<_> = members
        .values()
        .map(|json| utf16(json.as_str().unwrap_or_default()))
        .collect();
    let input = members
        .iter()
        .zip(&texts)
        .fold(Input::new(operation), |input, ((name, json), units)| {
            input.with(name, value(json, |_| Utf16(units)))
        });
    let outcome = built(input);
    if !row["input"]
        .to_string()
        .chars()
        .any(|c| u32::from(c) >= STAND_IN)
    {
        let input = members
            .iter()
            .fold(Input::new(operation), |input, (name, json)| {
                input.with(name, value(json, |text| text))
            });
        assert_eq!(
            outcome,
            built(input),
            "UTF-8 and UTF-16 differ: {}",
            row["case"]
        );
    }
    outcome
}

/// The client's name and what it sent, of each client of a row.
fn clients(row: &Json) -> Vec<(&str, &Json)> {
    let groups = row["sent"].as_array().unwrap().iter();
    groups
        .flat_map(|group| {
            group["clients"]
                .as_array()
                .unwrap()
                .iter()
                .map(|name| (name.as_str().unwrap(), &group["view"]))
        })
        .collect()
}

/// The names and values of a form or of a query.
fn decoded(form: &str) -> BTreeMap<String, String> {
    form.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (percent_decoded(name), percent_decoded(value))
        })
        .collect()
}

fn percent_decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.bytes());
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            _ => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}

/// Only what the operation's members carry; the older clients put what they sign among them. Clients write `True` for
/// `true`, which the gateway takes.
fn members(row: &Json, form: &str) -> BTreeMap<String, String> {
    let operation = find(text_of(row, "operation")).unwrap();
    let mut members = decoded(form);
    members.retain(|name, _| operation.position(name).is_some());
    for (name, value) in &mut members {
        if row["input"][name].is_boolean() {
            value.make_ascii_lowercase();
        }
    }
    members
}

/// What follows the host.
fn target(url: &str) -> &str {
    let host = url.strip_prefix("https://").unwrap();
    &host[host.find('/').unwrap()..]
}

fn accepted(file: &str, operation: &str) -> Vec<(Json, Request)> {
    let of_operation = rows(file)
        .into_iter()
        .filter(|row| row["operation"] == operation);
    of_operation
        .filter_map(|row| outcome(&row).ok().map(|request| (row, request)))
        .collect()
}

#[test]
fn workmail_sends_the_bytes_that_the_sdk_for_javascript_sends() {
    let rows = accepted("inputs.json", "workmail:ResetPassword");
    assert_eq!(rows.len(), 17);
    for (row, request) in rows {
        let (_, sent) = clients(&row)
            .into_iter()
            .find(|(name, _)| *name == "aws-sdk-js-v3")
            .unwrap();
        assert_eq!(&*request.method, text_of(sent, "method"), "{}", row["case"]);
        assert_eq!(
            target(&request.url),
            text_of(sent, "target"),
            "{}",
            row["case"]
        );
        assert_eq!(
            request.body.expose(),
            text_of(sent, "body"),
            "{}",
            row["case"]
        );
        let headers: serde_json::Map<_, _> = request
            .headers
            .iter()
            .map(|(name, value)| (name.to_string(), Json::from(value.as_str())))
            .collect();
        assert_eq!(Json::from(headers), sent["headers"], "{}", row["case"]);
    }
}

#[test]
fn chime_asks_for_the_path_that_every_client_asks_for() {
    let rows = accepted("inputs.json", "chime:ResetPersonalPIN");
    assert_eq!(rows.len(), 19);
    for (row, request) in rows {
        assert_eq!(
            (&*request.method, request.body.expose()),
            ("POST", ""),
            "{}",
            row["case"]
        );
        assert_eq!(request.headers, [], "{}", row["case"]);
        for (client, sent) in clients(&row) {
            assert_eq!(
                target(&request.url),
                text_of(sent, "target"),
                "{client}, {}",
                row["case"]
            );
            assert_eq!(
                &*request.method,
                text_of(sent, "method"),
                "{client}, {}",
                row["case"]
            );
        }
    }
}

#[test]
fn cloudsso_posts_in_a_form_the_members_that_every_client_sends() {
    let rows = accepted("inputs.json", "cloudsso:ResetUserPassword");
    assert_eq!(rows.len(), 19);
    for (row, request) in rows {
        assert_eq!(&*request.method, "POST", "{}", row["case"]);
        assert_eq!(
            request.url, "https://cloudsso.cn-shanghai.aliyuncs.com/",
            "{}",
            row["case"]
        );
        let ours = members(&row, request.body.expose());
        assert_eq!(
            ours.len(),
            row["input"].as_object().unwrap().len(),
            "{}",
            row["case"]
        );
        assert_eq!(ours, decoded(request.body.expose()), "{}", row["case"]);
        let (mut seen, mut forms) = (0, 0);
        for (client, sent) in clients(&row) {
            let (_, query) = text_of(sent, "target").split_once('?').unwrap_or_default();
            let theirs = format!("{query}&{}", text_of(sent, "body"));
            assert_eq!(ours, members(&row, &theirs), "{client}, {}", row["case"]);
            seen += 1;
            if client.ends_with("-form") {
                forms += 1;
                assert_eq!(text_of(sent, "method"), "POST", "{client}, {}", row["case"]);
                let theirs: BTreeMap<_, _> = sent["headers"]
                    .as_object()
                    .unwrap()
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
                    .collect();
                let ours: BTreeMap<_, _> = request
                    .headers
                    .iter()
                    .map(|(name, value)| (&**name, value.as_str()))
                    .collect();
                assert_eq!(ours, theirs, "{client}, {}", row["case"]);
            }
        }
        assert_eq!((seen, forms), (11, 3), "{}", row["case"]);
    }
}

/// Refused rows: operation, case, and of each issue member, code and who asks.
const REFUSED: &[(&str, &str, &str)] = &[
    // inputs.json: clients send these, services or directories refuse them.
    (
        "workmail:ResetPassword",
        "looks-null",
        "Password too_short directory, Password too_few_classes directory",
    ),
    (
        "workmail:ResetPassword",
        "max-256-ascii",
        "Password too_long directory",
    ),
    (
        "workmail:ResetPassword",
        "max-256-latin1",
        "Password too_long directory, Password too_few_classes directory",
    ),
    (
        "workmail:ResetPassword",
        "one-char",
        "Password too_short directory, Password too_few_classes directory",
    ),
    (
        "workmail:ResetPassword",
        "only-spaces",
        "Password too_few_classes directory",
    ),
    (
        "workmail:ResetPassword",
        "org-uppercase-hex",
        "OrganizationId wrong_form api",
    ),
    (
        "workmail:ResetPassword",
        "over-257",
        "Password too_long api, Password too_long directory",
    ),
    (
        "workmail:ResetPassword",
        "policy-64",
        "Password too_long directory",
    ),
    (
        "cloudsso:ResetUserPassword",
        "char-256",
        "Password too_long api",
    ),
    (
        "cloudsso:ResetUserPassword",
        "empty-password",
        "Password too_short api, Password missing_class directory, Password missing_class directory, \
         Password missing_class directory, Password missing_class directory, Password too_few_different directory",
    ),
    (
        "cloudsso:ResetUserPassword",
        "generate-false-no-password",
        "Password missing api",
    ),
    (
        "cloudsso:ResetUserPassword",
        "ids-empty",
        "DirectoryId too_short api, UserId too_short api",
    ),
    (
        "cloudsso:ResetUserPassword",
        "looks-true",
        "Password too_short api, Password missing_class directory, Password missing_class directory, \
         Password missing_class directory",
    ),
    (
        "cloudsso:ResetUserPassword",
        "one-char",
        "Password too_short api, Password missing_class directory, Password missing_class directory, \
         Password missing_class directory, Password too_few_different directory",
    ),
    (
        "cloudsso:ResetUserPassword",
        "over-33",
        "Password too_long api",
    ),
    (
        "cloudsso:ResetUserPassword",
        "password-generate-true",
        "Password conflict api",
    ),
    (
        "cloudsso:ResetUserPassword",
        "short-7",
        "Password too_short api",
    ),
    ("chime:ResetPersonalPIN", "dot", "AccountId reserved api"),
    (
        "chime:ResetPersonalPIN",
        "dot-dot",
        "AccountId reserved api, UserId reserved api",
    ),
    (
        "chime:ResetPersonalPIN",
        "dots-in-user",
        "UserId reserved api",
    ),
    (
        "chime:ResetPersonalPIN",
        "empty-user",
        "UserId too_short api",
    ),
    (
        "chime:ResetPersonalPIN",
        "only-spaces",
        "AccountId wrong_form api, UserId wrong_form api",
    ),
    // No command line can hold a NUL: it ends the argument.
    (
        "chime:ResetPersonalPIN",
        "nul-char",
        "AccountId forbidden_character api",
    ),
    // invalid.json: at least one client refuses these itself.
    (
        "workmail:ResetPassword",
        "missing-all",
        "OrganizationId missing api, UserId missing api, Password missing api",
    ),
    (
        "workmail:ResetPassword",
        "org-empty",
        "OrganizationId too_short api",
    ),
    (
        "workmail:ResetPassword",
        "org-too-long",
        "OrganizationId too_long api",
    ),
    (
        "workmail:ResetPassword",
        "password-bool",
        "Password wrong_type api",
    ),
    (
        "workmail:ResetPassword",
        "password-bytes",
        "Password wrong_type api",
    ),
    (
        "workmail:ResetPassword",
        "password-dict",
        "Password wrong_type api",
    ),
    (
        "workmail:ResetPassword",
        "password-float",
        "Password wrong_type api",
    ),
    (
        "workmail:ResetPassword",
        "several-errors",
        "OrganizationId too_short api, UserId wrong_type api, Password missing api, Foo unknown_member api",
    ),
    (
        "workmail:ResetPassword",
        "user-empty",
        "UserId too_short api",
    ),
    (
        "workmail:ResetPassword",
        "user-int",
        "UserId wrong_type api",
    ),
    (
        "workmail:ResetPassword",
        "user-too-short-11",
        "UserId too_short api",
    ),
    (
        "workmail:ResetPassword",
        "wrong-case-member",
        "OrganizationId missing api, UserId missing api, Password missing api, \
         organizationId unknown_member api, userId unknown_member api, password unknown_member api",
    ),
    (
        "cloudsso:ResetUserPassword",
        "generate-int",
        "Password missing api, GenerateRandomPassword wrong_type api",
    ),
    (
        "cloudsso:ResetUserPassword",
        "missing-user",
        "UserId missing api, Password missing api",
    ),
    (
        "cloudsso:ResetUserPassword",
        "password-bool",
        "Password wrong_type api",
    ),
    (
        "cloudsso:ResetUserPassword",
        "password-dict",
        "Password wrong_type api",
    ),
    (
        "cloudsso:ResetUserPassword",
        "password-null",
        "Password wrong_type api",
    ),
    (
        "cloudsso:ResetUserPassword",
        "unknown-member",
        "DirectoryId missing api, UserId missing api, Password missing api, foo unknown_member api",
    ),
    (
        "chime:ResetPersonalPIN",
        "account-bool",
        "AccountId wrong_type api",
    ),
    (
        "chime:ResetPersonalPIN",
        "account-empty",
        "AccountId too_short api",
    ),
    (
        "chime:ResetPersonalPIN",
        "account-int",
        "AccountId wrong_type api",
    ),
    (
        "chime:ResetPersonalPIN",
        "account-none",
        "AccountId wrong_type api",
    ),
    (
        "chime:ResetPersonalPIN",
        "account-null",
        "AccountId wrong_type api",
    ),
    (
        "chime:ResetPersonalPIN",
        "lone-surrogate",
        "AccountId forbidden_character api",
    ),
    (
        "chime:ResetPersonalPIN",
        "missing-account",
        "AccountId missing api",
    ),
    (
        "chime:ResetPersonalPIN",
        "missing-all",
        "AccountId missing api, UserId missing api",
    ),
    (
        "chime:ResetPersonalPIN",
        "unknown-member",
        "Pin unknown_member api",
    ),
    (
        "chime:ResetPersonalPIN",
        "user-empty",
        "UserId too_short api",
    ),
    (
        "chime:ResetPersonalPIN",
        "user-list",
        "UserId wrong_type api",
    ),
    (
        "chime:ResetPersonalPIN",
        "wrong-case-member",
        "AccountId missing api, UserId missing api, accountId unknown_member api, userId unknown_member api",
    ),
];

fn told(issue: &Issue) -> String {
    let mut json = String::new();
    issue.write_json(&mut json);
    let json: Json = serde_json::from_str(&json).unwrap();
    format!(
        "{} {} {}",
        json["path"][0].as_str().unwrap(),
        text_of(&json, "code"),
        text_of(&json["expected"], "source")
    )
}

#[test]
fn every_row_that_is_refused_is_refused_for_the_reasons_in_the_table() {
    let mut unused: Vec<_> = REFUSED.iter().collect();
    let mut counts = [0; 2];
    for (file, count) in ["inputs.json", "invalid.json"].into_iter().zip(&mut counts) {
        for row in rows(file) {
            *count += 1;
            let key = (text_of(&row, "operation"), text_of(&row, "case"));
            let reasons = match outcome(&row) {
                Ok(_) => None,
                Err(issues) => Some(issues.iter().map(told).collect::<Vec<_>>().join(", ")),
            };
            let place = unused
                .iter()
                .position(|(operation, case, _)| (*operation, *case) == key);
            let stated = place.map(|place| unused.remove(place).2);
            assert_eq!(reasons.as_deref(), stated, "{key:?} in {file}");
        }
    }
    assert_eq!(unused, [] as [&(&str, &str, &str); 0]);
    assert_eq!(counts, [78, 30]);
}

#[test]
fn a_lone_surrogate_in_a_file_reaches_the_crate_as_one() {
    let (text, replaced) = replace_lone_surrogates(r#"["a\ud800","\\ud800","\ud83d\ude00\ude00"]"#);
    assert_eq!(replaced, 2);
    let texts: Vec<String> = serde_json::from_str(&text).unwrap();
    let units: Vec<Vec<u16>> = texts
        .iter()
        .map(|text| utf16(text).iter().map(Cell::get).collect())
        .collect();
    assert_eq!(units[0], [0x61, 0xD800]);
    assert_eq!(units[1], "\\ud800".encode_utf16().collect::<Vec<_>>());
    assert_eq!(units[2], [0xD83D, 0xDE00, 0xDE00]);
}
