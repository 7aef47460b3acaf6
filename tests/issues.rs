//! Every kind of issue with its exact text and its exact JSON; which issues there are, and in which order.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::too_many_lines,
    clippy::arithmetic_side_effects,
    reason = "helpers of tests, where a panic is the failure, and a table that is as long as the list of issues"
)]
#![cfg(not(target_arch = "wasm32"))]

mod documents;
mod inputs;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use inputs::{sound, texts};
use proptest::prelude::*;
#[cfg(feature = "cli")]
use resetkit::cli::document::{Format, read};
use resetkit::definition::{self, Node};
use resetkit::model::{Class, Kind, NameKind, NameRule, Operation, PolicyRules};
use resetkit::{
    Input, Issue, IssueCode, IssueKind, MAX_POSITIONS, Name, OPERATIONS, Options, Policy,
    RuleSource, Subject, Text, Utf16, Value, ValueType, check_password, find, validate,
};
use serde_json::json;

const WORKMAIL: &str = "workmail:ResetPassword";
const CLOUDSSO: &str = "cloudsso:ResetUserPassword";
const CHIME: &str = "chime:ResetPersonalPIN";

const ORGANIZATION: &str = "m-d281d0a2fd824be5b6cd3d3ce909fd27";

/// The issues of an input or, where it has none, the warnings.
fn told<T: Text>(input: Input<'_, T>, options: &Options<'_, T>) -> Vec<Issue> {
    match validate(input, options) {
        Ok(valid) => valid.warnings(),
        Err(issues) => issues,
    }
}

fn written(issue: &Issue) -> String {
    let mut json = String::new();
    issue.write_json(&mut json);
    json
}

/// Member, code and rule source of each issue.
fn outline(issues: &[Issue]) -> Vec<String> {
    let source = |issue: &Issue| match issue.source {
        RuleSource::Api => "api",
        RuleSource::Directory => "directory",
        RuleSource::Organization => "organization",
    };
    let name = |issue: &Issue| issue.subject.name().unwrap_or("-").to_owned();
    issues
        .iter()
        .map(|issue| {
            format!(
                "{} {} {}",
                name(issue),
                issue.kind.code().as_str(),
                source(issue)
            )
        })
        .collect()
}

/// The user's name as that of an account.
fn account<T>(name: Option<T>) -> Vec<Name<T>> {
    let name = name.map(|value| Name {
        kind: NameKind::Account,
        value,
    });
    name.into_iter().collect()
}

/// An operation with these members beside the one that it needs, and these rules.
fn own(members: &serde_json::Value, rules: &serde_json::Value) -> &'static Operation {
    let mut all =
        vec![json!({ "name": "login", "label": "Login", "required": true, "target": true })];
    all.extend(members.as_array().unwrap().iter().cloned());
    let gap = |member: &serde_json::Value| {
        let name = member["name"].as_str().unwrap();
        (name.to_owned(), format!("{{{name}}}").into())
    };
    let body: serde_json::Map<_, _> = all.iter().map(gap).collect();
    let mut document = json!({
        "format": 1,
        "id": "own:Reset",
        "summary": "Reset a password.",
        "members": all,
        "request": { "method": "POST", "path": "/", "json": body },
        "endpoint": { "kind": "own", "example": "https://directory.example" },
        "auth": [{ "scheme": "basic" }],
        "response": { "success": { "200": "text" }, "contains": "done" }
    });
    if rules.as_array().is_some_and(|rules| !rules.is_empty()) {
        document["rules"] = rules.clone();
    }
    let document = Node::read(document).unwrap();
    let operation = definition::read(&document, &[]).unwrap_or_else(|mistake| panic!("{mistake}"));
    Box::leak(Box::new(operation))
}

/// What is told of values under such an operation.
fn told_of(
    members: &serde_json::Value,
    rules: &serde_json::Value,
    values: &[(&str, Value<&str>)],
) -> Vec<Issue> {
    let input = Input::new(own(members, rules)).with("login", Value::Text("mjackson"));
    let input = (values.iter()).fold(input, |input, (name, value)| input.with(name, *value));
    told(input, &Options::default())
}

const LOWER: &[(char, char)] = &[('a', 'z')];
const DIGITS: &[(char, char)] = &[('0', '9')];

/// A policy of small letters, so many of them digits or small letters as asked for.
fn policy(min_length: u32, max_length: u32, digits: u32, min_different: u32) -> Policy {
    let class = |name: &'static str, characters: &'static [(char, char)], min| Class {
        name: Cow::Borrowed(name),
        characters: Cow::Borrowed(characters),
        min,
        ..Class::default()
    };
    let classes = vec![
        class("a small letter", LOWER, 0),
        class("a digit", DIGITS, digits),
    ];
    let rules = PolicyRules {
        min_length,
        max_length,
        classes: Cow::Owned(classes),
        min_different,
        names: vec![NameRule::usual()].into(),
        ..PolicyRules::default()
    };
    Policy::new(Cow::Owned(rules)).unwrap()
}

/// The same policy with forbidden words, and no character twice in a row.
fn worded(policy: &Policy, words: &[&'static str]) -> Policy {
    let forbidden_words = words.iter().copied().map(Cow::Borrowed).collect();
    let rules = PolicyRules {
        max_repeats: 1,
        forbidden_words,
        ..policy.rules().clone()
    };
    Policy::new(Cow::Owned(rules)).unwrap()
}

/// Issues, and of each the exact message and the exact JSON.
type Table = Vec<(Vec<Issue>, &'static str, &'static str)>;

fn table() -> Table {
    let one = |operation, member: &str, value| {
        told(sound(operation).with(member, value), &Options::default())
    };
    let under = |policy: Policy, password, user_name: Option<&str>| {
        told(
            sound(WORKMAIL).with("Password", Value::Text(password)),
            &Options {
                policy: Some(&policy),
                names: &account(user_name),
            },
        )
    };
    let strict = worded(&policy(1, 10, 0, 0), &["salt", "Tofu"]);
    let known = PolicyRules {
        forbidden_passwords: vec!["Sommer1".into()].into(),
        extra: vec![('A', 'Z')].into(),
        ..policy(1, 10, 0, 0).rules().clone()
    };
    let known = Policy::new(Cow::Owned(known)).unwrap();
    let by_itself = |policy: &Policy, password| check_password(policy, password, &[]);
    let changed = |change: &dyn Fn(&mut PolicyRules)| {
        let mut rules = policy(1, 10, 0, 0).rules().clone();
        change(&mut rules);
        Policy::new(Cow::Owned(rules)).unwrap()
    };
    let text = Value::Text;
    let long = "u".repeat(257);
    let mut not_nfc = sound(CLOUDSSO).with("Password", text("Abcde\u{301}1!"));
    not_nfc.note_not_nfc(1 << 2);
    #[allow(unused_mut, reason = "nothing is added without a feature")]
    let mut table = vec![
        (
            one(WORKMAIL, "Password", Value::Absent),
            "Enter the password.",
            r#"{"code":"missing","path":["Password"],"message":"Enter the password.","expected":{"source":"api"}}"#,
        ),
        (
            one(CLOUDSSO, "Password", Value::Absent),
            "Enter the password unless “Generate a random password” is on.",
            r#"{"code":"missing","path":["Password"],"message":"Enter the password unless “Generate a random password” is on.","expected":{"source":"api","unless":"GenerateRandomPassword"}}"#,
        ),
        (
            one(CHIME, "Pin", text("1234")),
            "Remove Pin: chime:ResetPersonalPIN has only AccountId and UserId.",
            r#"{"code":"unknown_member","path":["Pin"],"message":"Remove Pin: chime:ResetPersonalPIN has only AccountId and UserId.","expected":{"source":"api","operation":"chime:ResetPersonalPIN","members":["AccountId","UserId"]}}"#,
        ),
        (
            one(CHIME, "AccountId", Value::Other),
            "Enter text for the account ID.",
            r#"{"code":"wrong_type","path":["AccountId"],"message":"Enter text for the account ID.","expected":{"source":"api","type":"string"}}"#,
        ),
        (
            one(CLOUDSSO, "GenerateRandomPassword", text("true")),
            "Enter true or false for “Generate a random password”.",
            r#"{"code":"wrong_type","path":["GenerateRandomPassword"],"message":"Enter true or false for “Generate a random password”.","expected":{"source":"api","type":"boolean"}}"#,
        ),
        (
            // An input that is no object at all is met by bindings only, before there is an `Input`.
            vec![Issue {
                subject: Subject::Input,
                kind: IssueKind::WrongType {
                    expected: ValueType::Object,
                },
                source: RuleSource::Api,
            }],
            "Enter an object for the input.",
            r#"{"code":"wrong_type","path":[],"message":"Enter an object for the input.","expected":{"source":"api","type":"object"}}"#,
        ),
        (
            one(CLOUDSSO, "GenerateRandomPassword", Value::Boolean(true)),
            "Use only one: the password or “Generate a random password”.",
            r#"{"code":"conflict","path":["Password"],"message":"Use only one: the password or “Generate a random password”.","expected":{"source":"api","with":"GenerateRandomPassword"}}"#,
        ),
        (
            one(CHIME, "AccountId", text("")),
            "Enter the account ID.",
            r#"{"code":"too_short","path":["AccountId"],"message":"Enter the account ID.","expected":{"source":"api","min":1}}"#,
        ),
        (
            one(WORKMAIL, "UserId", text("abcdefghijk")),
            "Use at least 12 characters for the user ID.",
            r#"{"code":"too_short","path":["UserId"],"message":"Use at least 12 characters for the user ID.","expected":{"source":"api","min":12}}"#,
        ),
        (
            one(
                WORKMAIL,
                "OrganizationId",
                text("m-d281d0a2fd824be5b6cd3d3ce909fd2"),
            ),
            "Use exactly 34 characters for the organization ID.",
            r#"{"code":"too_short","path":["OrganizationId"],"message":"Use exactly 34 characters for the organization ID.","expected":{"source":"api","min":34,"max":34}}"#,
        ),
        (
            one(WORKMAIL, "Password", text("Abcde1!")),
            "Use at least 8 characters for the password (directory's policy).",
            r#"{"code":"too_short","path":["Password"],"message":"Use at least 8 characters for the password (directory's policy).","expected":{"source":"directory","min":8}}"#,
        ),
        (
            under(policy(10, 10, 0, 0), "abcdefghi", None),
            "Use exactly 10 characters for the password (directory's policy).",
            r#"{"code":"too_short","path":["Password"],"message":"Use exactly 10 characters for the password (directory's policy).","expected":{"source":"directory","min":10,"max":10}}"#,
        ),
        (
            by_itself(&policy(1, 10, 0, 0), ""),
            "Enter the password.",
            r#"{"code":"too_short","path":["Password"],"message":"Enter the password.","expected":{"source":"directory","min":1}}"#,
        ),
        (
            one(WORKMAIL, "UserId", text(&long)),
            "Use at most 256 characters for the user ID.",
            r#"{"code":"too_long","path":["UserId"],"message":"Use at most 256 characters for the user ID.","expected":{"source":"api","max":256}}"#,
        ),
        (
            one(
                WORKMAIL,
                "OrganizationId",
                text("m-d281d0a2fd824be5b6cd3d3ce909fd270"),
            ),
            "Use exactly 34 characters for the organization ID.",
            r#"{"code":"too_long","path":["OrganizationId"],"message":"Use exactly 34 characters for the organization ID.","expected":{"source":"api","min":34,"max":34}}"#,
        ),
        (
            one(
                WORKMAIL,
                "Password",
                text("0123456789Abcdefghijklmnopqrstuvwxyz0123456789Abcdefghijklmnopqr"),
            ),
            "Use at most 63 characters for the password (directory's policy).",
            r#"{"code":"too_long","path":["Password"],"message":"Use at most 63 characters for the password (directory's policy).","expected":{"source":"directory","max":63}}"#,
        ),
        (
            under(policy(10, 10, 0, 0), "abcdefghijk", None),
            "Use exactly 10 characters for the password (directory's policy).",
            r#"{"code":"too_long","path":["Password"],"message":"Use exactly 10 characters for the password (directory's policy).","expected":{"source":"directory","min":10,"max":10}}"#,
        ),
        (
            by_itself(&policy(0, 1, 0, 0), "ab"),
            "Use at most 1 character for the password (directory's policy).",
            r#"{"code":"too_long","path":["Password"],"message":"Use at most 1 character for the password (directory's policy).","expected":{"source":"directory","max":1}}"#,
        ),
        (
            one(
                WORKMAIL,
                "OrganizationId",
                text("m-D281d0a2fd824be5b6cd3d3ce909fd27"),
            ),
            "Use m- followed by 32 characters of 0-9 and a-f for the organization ID. Check the character at position 3.",
            r#"{"code":"wrong_form","path":["OrganizationId"],"message":"Use m- followed by 32 characters of 0-9 and a-f for the organization ID. Check the character at position 3.","expected":{"source":"api","form":"m- followed by 32 characters of 0-9 and a-f","pattern":"^m-[0-9a-f]{32}$","positions":[3]}}"#,
        ),
        (
            one(CHIME, "UserId", text("  ")),
            "Use more than white space for the user ID.",
            r#"{"code":"wrong_form","path":["UserId"],"message":"Use more than white space for the user ID.","expected":{"source":"api","form":"more than white space","pattern":".*\\S.*"}}"#,
        ),
        (
            one(CLOUDSSO, "DirectoryId", text("d-")),
            "Check the directory ID: its form is not documented. Documented: d- followed by characters of 0-9 and a-z.",
            r#"{"code":"undocumented_form","path":["DirectoryId"],"message":"Check the directory ID: its form is not documented. Documented: d- followed by characters of 0-9 and a-z.","expected":{"source":"api","forms":["d- followed by characters of 0-9 and a-z"]}}"#,
        ),
        (
            one(CHIME, "UserId", text("us\0er\u{85}")),
            "Remove the characters at positions 3 and 6 from the user ID. Allowed: whole characters other than control characters.",
            r#"{"code":"forbidden_character","path":["UserId"],"message":"Remove the characters at positions 3 and 6 from the user ID. Allowed: whole characters other than control characters.","expected":{"source":"api","form":"whole characters other than control characters","positions":[3,6]}}"#,
        ),
        (
            one(WORKMAIL, "Password", text("Passe\u{301}w0rd1")),
            "Remove the character at position 6 from the password. Allowed: U+0020 to U+00FF (Basic Latin and Latin-1 Supplement). Type a letter and its accent as one character.",
            r#"{"code":"forbidden_character","path":["Password"],"message":"Remove the character at position 6 from the password. Allowed: U+0020 to U+00FF (Basic Latin and Latin-1 Supplement). Type a letter and its accent as one character.","expected":{"source":"api","form":"U+0020 to U+00FF (Basic Latin and Latin-1 Supplement)","positions":[6],"composed":true}}"#,
        ),
        (
            one(CHIME, "AccountId", text("..")),
            "Use something other than . or .. for the account ID.",
            r#"{"code":"reserved","path":["AccountId"],"message":"Use something other than . or .. for the account ID.","expected":{"source":"api","values":[".",".."]}}"#,
        ),
        (
            one(WORKMAIL, "Password", text("Abcdef1!\u{100}")),
            "Remove the character at position 9 from the password. Allowed: U+0020 to U+00FF (Basic Latin and Latin-1 Supplement).",
            r#"{"code":"forbidden_character","path":["Password"],"message":"Remove the character at position 9 from the password. Allowed: U+0020 to U+00FF (Basic Latin and Latin-1 Supplement).","expected":{"source":"api","form":"U+0020 to U+00FF (Basic Latin and Latin-1 Supplement)","positions":[9]}}"#,
        ),
        (
            under(policy(1, 10, 0, 0), "aBcDeF", None),
            "Remove the characters at positions 2, 4 and 6 from the password. Allowed: the characters of the policy.",
            r#"{"code":"forbidden_character","path":["Password"],"message":"Remove the characters at positions 2, 4 and 6 from the password. Allowed: the characters of the policy.","expected":{"source":"directory","form":"the characters of the policy","positions":[2,4,6]}}"#,
        ),
        (
            one(CLOUDSSO, "Password", text("abcdef1!")),
            "Add an uppercase letter to the password (directory's policy).",
            r#"{"code":"missing_class","path":["Password"],"message":"Add an uppercase letter to the password (directory's policy).","expected":{"source":"directory","classes":["an uppercase letter"],"min":1}}"#,
        ),
        (
            under(policy(1, 10, 2, 0), "abc1", None),
            "Add a digit to the password, 2 times or more (directory's policy).",
            r#"{"code":"missing_class","path":["Password"],"message":"Add a digit to the password, 2 times or more (directory's policy).","expected":{"source":"directory","classes":["a digit"],"min":2}}"#,
        ),
        (
            one(WORKMAIL, "Password", text("abcdefg1")),
            "Use at least 3 of these in the password (directory's policy): an uppercase letter, a lowercase letter, a digit, a special character and a Latin-1 Supplement character such as é.",
            r#"{"code":"too_few_classes","path":["Password"],"message":"Use at least 3 of these in the password (directory's policy): an uppercase letter, a lowercase letter, a digit, a special character and a Latin-1 Supplement character such as é.","expected":{"source":"directory","min":3,"classes":["an uppercase letter","a lowercase letter","a digit","a special character","a Latin-1 Supplement character such as é"]}}"#,
        ),
        (
            under(policy(1, 10, 0, 3), "abababab", None),
            "Use at least 3 different characters in the password (directory's policy).",
            r#"{"code":"too_few_different","path":["Password"],"message":"Use at least 3 different characters in the password (directory's policy).","expected":{"source":"directory","min":3}}"#,
        ),
        (
            vec![Issue {
                subject: Subject::member(2, &find(WORKMAIL).unwrap().members[2]),
                kind: IssueKind::Rule {
                    index: 0,
                    message: "No year, please.".to_owned(),
                },
                source: RuleSource::Organization,
            }],
            "No year, please.",
            r#"{"code":"rule","path":["Password"],"message":"No year, please.","expected":{"source":"organization","rule":"No year, please."}}"#,
        ),
        (
            by_itself(&strict, "abba1"),
            "Use a character at most 1 time in a row in the password (directory's policy).",
            r#"{"code":"too_many_repeats","path":["Password"],"message":"Use a character at most 1 time in a row in the password (directory's policy).","expected":{"source":"directory","max":1}}"#,
        ),
        (
            by_itself(&strict, "xtofuy"),
            "Leave Tofu out of the password (directory's policy).",
            r#"{"code":"forbidden_word","path":["Password"],"message":"Leave Tofu out of the password (directory's policy).","expected":{"source":"directory","words":["Tofu"]}}"#,
        ),
        (
            by_itself(&known, "sOMMER1"),
            "Choose another password: this one is on the list of forbidden passwords (directory's policy).",
            r#"{"code":"forbidden_password","path":["Password"],"message":"Choose another password: this one is on the list of forbidden passwords (directory's policy).","expected":{"source":"directory"}}"#,
        ),
        (
            under(policy(1, 10, 0, 0), "xxmateoxx", Some("Mateo")),
            "Leave the user name out of the password (directory's policy).",
            r#"{"code":"contains_user_name","path":["Password"],"message":"Leave the user name out of the password (directory's policy).","expected":{"source":"directory"}}"#,
        ),
        (
            told(sound(CHIME), &Options::default()),
            "AWS ended support for Amazon Chime on 2026-02-20.",
            r#"{"code":"lifecycle","path":[],"message":"AWS ended support for Amazon Chime on 2026-02-20.","expected":{"source":"api","notice":"AWS ended support for Amazon Chime on 2026-02-20."}}"#,
        ),
        (
            // The notice of the service comes before it.
            one(WORKMAIL, "UserId", text("abcdefghijkl")).split_off(1),
            "Check the user ID: its form is not documented. Documented: a security identifier such as S-1-1-11-1111111111-2222222222-3333333333-3333 or a GUID such as 12345678-1234-1234-1234-123456789012.",
            r#"{"code":"undocumented_form","path":["UserId"],"message":"Check the user ID: its form is not documented. Documented: a security identifier such as S-1-1-11-1111111111-2222222222-3333333333-3333 or a GUID such as 12345678-1234-1234-1234-123456789012.","expected":{"source":"api","forms":["a security identifier such as S-1-1-11-1111111111-2222222222-3333333333-3333","a GUID such as 12345678-1234-1234-1234-123456789012"]}}"#,
        ),
        (
            one(WORKMAIL, "Password", text("bcdfgh 42j")).split_off(1),
            "Add another kind of character to the password: the directory may count accented letters or spaces differently and refuse it.",
            r#"{"code":"undocumented_group","path":["Password"],"message":"Add another kind of character to the password: the directory may count accented letters or spaces differently and refuse it.","expected":{"source":"directory"}}"#,
        ),
        (
            one(CLOUDSSO, "Password", text("P@88w0rd\u{200B}")),
            "Check the character at position 9 of the password: U+200B, zero width space, is invisible.",
            r#"{"code":"invisible_character","path":["Password"],"message":"Check the character at position 9 of the password: U+200B, zero width space, is invisible.","expected":{"source":"api","positions":[9],"character":"U+200B","name":"zero width space"}}"#,
        ),
        (
            one(CLOUDSSO, "Password", text("Abc\u{A0}def\u{AD}1!?")),
            "Check the characters at positions 4 and 8 of the password: U+00A0, no-break space, is invisible.",
            r#"{"code":"invisible_character","path":["Password"],"message":"Check the characters at positions 4 and 8 of the password: U+00A0, no-break space, is invisible.","expected":{"source":"api","positions":[4,8],"character":"U+00A0","name":"no-break space"}}"#,
        ),
        (
            one(CLOUDSSO, "Password", text("P@88w0rd\u{FF09}")),
            "Check the character at position 9 of the password: U+FF09, full-width form, looks like ).",
            r#"{"code":"look_alike_character","path":["Password"],"message":"Check the character at position 9 of the password: U+FF09, full-width form, looks like ).","expected":{"source":"api","positions":[9],"character":"U+FF09","name":"full-width form","looksLike":")"}}"#,
        ),
        (
            one(CLOUDSSO, "Password", text("P@88w0rd\u{430}\u{201C}")),
            "Check the characters at positions 9 and 10 of the password: U+0430, Cyrillic letter, looks like a.",
            r#"{"code":"look_alike_character","path":["Password"],"message":"Check the characters at positions 9 and 10 of the password: U+0430, Cyrillic letter, looks like a.","expected":{"source":"api","positions":[9,10],"character":"U+0430","name":"Cyrillic letter","looksLike":"a"}}"#,
        ),
        (
            one(CLOUDSSO, "Password", text("Passw0rd1!\n")),
            "Check the character at position 11 of the password: most keyboards cannot type U+000A, line feed.",
            r#"{"code":"untypeable_character","path":["Password"],"message":"Check the character at position 11 of the password: most keyboards cannot type U+000A, line feed.","expected":{"source":"api","positions":[11],"character":"U+000A","name":"line feed"}}"#,
        ),
        (
            one(CLOUDSSO, "Password", text("\tPassw0rd1!\u{10FFFD}")),
            "Check the characters at positions 1 and 12 of the password: most keyboards cannot type U+0009, tab.",
            r#"{"code":"untypeable_character","path":["Password"],"message":"Check the characters at positions 1 and 12 of the password: most keyboards cannot type U+0009, tab.","expected":{"source":"api","positions":[1,12],"character":"U+0009","name":"tab"}}"#,
        ),
        (
            told(not_nfc, &Options::default()),
            "Type each letter and its accent as one character in the password.",
            r#"{"code":"not_nfc","path":["Password"],"message":"Type each letter and its accent as one character in the password.","expected":{"source":"api"}}"#,
        ),
        (
            one(CLOUDSSO, "Password", text(" Abcdef1!")),
            "Remove the space at the start or end of the password: it is easily lost in a copy.",
            r#"{"code":"ends_with_space","path":["Password"],"message":"Remove the space at the start or end of the password: it is easily lost in a copy.","expected":{"source":"api"}}"#,
        ),
        (
            one(CLOUDSSO, "Password", text("Abcdef1! ")),
            "Remove the space at the start or end of the password: it is easily lost in a copy.",
            r#"{"code":"ends_with_space","path":["Password"],"message":"Remove the space at the start or end of the password: it is easily lost in a copy.","expected":{"source":"api"}}"#,
        ),
        (
            one(CLOUDSSO, "UserId", text("u-1 ")).split_off(1),
            "Remove the space at the start or end of the user ID: it is easily lost in a copy.",
            r#"{"code":"ends_with_space","path":["UserId"],"message":"Remove the space at the start or end of the user ID: it is easily lost in a copy.","expected":{"source":"api"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "state", "label": "State", "type": "enum", "values": ["on", "off"] }]),
                &json!([]),
                &[("state", text("On"))],
            ),
            "Choose on or off for “State”.",
            r#"{"code":"not_a_value","path":["state"],"message":"Choose on or off for “State”.","expected":{"source":"api","values":["on","off"]}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "state", "label": "State", "type": "enum", "open": true, "values": ["on", "off"] }]),
                &json!([]),
                &[("state", text("On"))],
            ),
            "Choose on or off for “State”.",
            r#"{"code":"not_a_value","path":["state"],"message":"Choose on or off for “State”.","expected":{"source":"api","values":["on","off"]}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "groups", "label": "Groups", "type": "list", "values": ["mail", "wiki"], "max": 1 }]),
                &json!([]),
                &[("groups", Value::List(&["Mail"]))],
            ),
            "Choose mail or wiki for “Groups”.",
            r#"{"code":"not_a_value","path":["groups"],"message":"Choose mail or wiki for “Groups”.","expected":{"source":"api","values":["mail","wiki"]}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "groups", "label": "Groups", "type": "list", "values": ["mail", "wiki"], "max": 1 }]),
                &json!([]),
                &[("groups", Value::List(&["mail", "wiki"]))],
            ),
            "Use at most 1 item for “Groups”.",
            r#"{"code":"too_long","path":["groups"],"message":"Use at most 1 item for “Groups”.","expected":{"source":"api","max":1,"unit":"items"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "groups", "label": "Groups", "type": "list", "values": ["mail", "wiki"], "max": 1 }]),
                &json!([]),
                &[("groups", text("mail"))],
            ),
            "Enter a list of texts for “Groups”.",
            r#"{"code":"wrong_type","path":["groups"],"message":"Enter a list of texts for “Groups”.","expected":{"source":"api","type":"list"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "data", "label": "Data", "type": "map", "max": 2 }]),
                &json!([]),
                &[("data", Value::Map(&[("a", "b"), ("c", "d"), ("e", "f")]))],
            ),
            "Use at most 2 items for “Data”.",
            r#"{"code":"too_long","path":["data"],"message":"Use at most 2 items for “Data”.","expected":{"source":"api","max":2,"unit":"items"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "data", "label": "Data", "type": "map", "max": 2 }]),
                &json!([]),
                &[("data", Value::List(&[]))],
            ),
            "Enter an object of texts for “Data”.",
            r#"{"code":"wrong_type","path":["data"],"message":"Enter an object of texts for “Data”.","expected":{"source":"api","type":"map"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "level", "label": "Level", "type": "integer", "min": 1, "max": 5 }]),
                &json!([]),
                &[("level", Value::Integer(9))],
            ),
            "Enter a number from 1 to 5 for the level.",
            r#"{"code":"out_of_range","path":["level"],"message":"Enter a number from 1 to 5 for the level.","expected":{"source":"api","min":1,"max":5}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "level", "label": "Level", "type": "integer", "min": -5 }]),
                &json!([]),
                &[("level", Value::Integer(-6))],
            ),
            "Enter -5 or more for the level.",
            r#"{"code":"out_of_range","path":["level"],"message":"Enter -5 or more for the level.","expected":{"source":"api","min":-5}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "level", "label": "Level", "type": "integer", "max": 5 }]),
                &json!([]),
                &[("level", Value::Integer(6))],
            ),
            "Enter 5 or less for the level.",
            r#"{"code":"out_of_range","path":["level"],"message":"Enter 5 or less for the level.","expected":{"source":"api","max":5}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "level", "label": "Level", "type": "integer" }]),
                &json!([]),
                &[("level", text("6"))],
            ),
            "Enter a whole number for the level.",
            r#"{"code":"wrong_type","path":["level"],"message":"Enter a whole number for the level.","expected":{"source":"api","type":"integer"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "note", "label": "Note", "constraints": [{ "length": { "min": 3, "max": 4, "unit": "bytes" } }] }]),
                &json!([]),
                &[("note", text("ééé"))],
            ),
            "Use at most 4 bytes in UTF-8 for the note.",
            r#"{"code":"too_long","path":["note"],"message":"Use at most 4 bytes in UTF-8 for the note.","expected":{"source":"api","max":4,"unit":"bytes"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "note", "label": "Note", "constraints": [{ "length": { "min": 3, "max": 4, "unit": "bytes" } }] }]),
                &json!([]),
                &[("note", text("é"))],
            ),
            "Use at least 3 bytes in UTF-8 for the note.",
            r#"{"code":"too_short","path":["note"],"message":"Use at least 3 bytes in UTF-8 for the note.","expected":{"source":"api","min":3,"unit":"bytes"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "note", "label": "Note", "constraints": [{ "length": { "min": 3, "max": 3, "unit": "bytes" } }] }]),
                &json!([]),
                &[("note", text("éé"))],
            ),
            "Use exactly 3 bytes in UTF-8 for the note.",
            r#"{"code":"too_long","path":["note"],"message":"Use exactly 3 bytes in UTF-8 for the note.","expected":{"source":"api","min":3,"max":3,"unit":"bytes"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "note", "label": "Note", "constraints": [{ "length": { "min": 3, "max": 4, "unit": "utf16" } }] }]),
                &json!([]),
                &[("note", text("😀😀😀"))],
            ),
            "Use at most 4 characters for the note.",
            r#"{"code":"too_long","path":["note"],"message":"Use at most 4 characters for the note.","expected":{"source":"api","max":4,"unit":"utf16"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "mail", "label": "Mail" }, { "name": "sure", "label": "Sure", "type": "boolean" }, { "name": "code", "label": "Code" }]),
                &json!([{ "require": "code", "when": "mail" }]),
                &[("mail", text("a"))],
            ),
            "Enter the code if the mail is given.",
            r#"{"code":"missing","path":["code"],"message":"Enter the code if the mail is given.","expected":{"source":"api","when":"mail"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "mail", "label": "Mail" }, { "name": "sure", "label": "Sure", "type": "boolean" }, { "name": "code", "label": "Code" }]),
                &json!([{ "require": "code", "when": "sure" }]),
                &[("sure", Value::Boolean(true))],
            ),
            "Enter the code if “Sure” is on.",
            r#"{"code":"missing","path":["code"],"message":"Enter the code if “Sure” is on.","expected":{"source":"api","when":"sure"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "mail", "label": "Mail" }, { "name": "sure", "label": "Sure", "type": "boolean" }, { "name": "code", "label": "Code" }]),
                &json!([{ "require": "code", "unless": "mail" }]),
                &[],
            ),
            "Enter the code unless the mail is given.",
            r#"{"code":"missing","path":["code"],"message":"Enter the code unless the mail is given.","expected":{"source":"api","unless":"mail"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "mail", "label": "Mail" }, { "name": "sure", "label": "Sure", "type": "boolean" }, { "name": "code", "label": "Code" }]),
                &json!([{ "expect": "code", "when": "mail" }]),
                &[("mail", text("a"))],
            ),
            "Check the code: it is missing, and expected if the mail is given.",
            r#"{"code":"recommended","path":["code"],"message":"Check the code: it is missing, and expected if the mail is given.","expected":{"source":"api","when":"mail"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "mail", "label": "Mail" }, { "name": "sure", "label": "Sure", "type": "boolean" }, { "name": "code", "label": "Code" }]),
                &json!([{ "expect": "code", "when": "sure" }]),
                &[("sure", Value::Boolean(true))],
            ),
            "Check the code: it is missing, and expected if “Sure” is on.",
            r#"{"code":"recommended","path":["code"],"message":"Check the code: it is missing, and expected if “Sure” is on.","expected":{"source":"api","when":"sure"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "mail", "label": "Mail" }, { "name": "sure", "label": "Sure", "type": "boolean" }, { "name": "code", "label": "Code" }]),
                &json!([{ "expect": "code", "unless": "mail" }]),
                &[],
            ),
            "Check the code: it is missing, and expected unless the mail is given.",
            r#"{"code":"recommended","path":["code"],"message":"Check the code: it is missing, and expected unless the mail is given.","expected":{"source":"api","unless":"mail"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "mail", "label": "Mail" }, { "name": "sure", "label": "Sure", "type": "boolean" }, { "name": "code", "label": "Code" }]),
                &json!([{ "expect": "code", "unless": "sure" }]),
                &[],
            ),
            "Check the code: it is missing, and expected unless “Sure” is on.",
            r#"{"code":"recommended","path":["code"],"message":"Check the code: it is missing, and expected unless “Sure” is on.","expected":{"source":"api","unless":"sure"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "mail", "label": "Mail" }, { "name": "sure", "label": "Sure", "type": "boolean" }, { "name": "code", "label": "Code" }]),
                &json!([{ "exactlyOne": ["mail", "code"] }]),
                &[],
            ),
            "Use one of these: the mail or the code.",
            r#"{"code":"missing","path":["mail"],"message":"Use one of these: the mail or the code.","expected":{"source":"api","members":["mail","code"]}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "mail", "label": "Mail" }, { "name": "sure", "label": "Sure", "type": "boolean" }, { "name": "code", "label": "Code" }]),
                &json!([{ "atLeastOne": ["mail", "sure", "code"] }]),
                &[],
            ),
            "Use one of these: the mail, “Sure” or the code.",
            r#"{"code":"missing","path":["mail"],"message":"Use one of these: the mail, “Sure” or the code.","expected":{"source":"api","members":["mail","sure","code"]}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "mail", "label": "Mail" }, { "name": "sure", "label": "Sure", "type": "boolean" }, { "name": "code", "label": "Code" }]),
                &json!([{ "exactlyOne": ["mail", "code"] }]),
                &[("mail", text("a")), ("code", text("b"))],
            ),
            "Use only one: the code or the mail.",
            r#"{"code":"conflict","path":["code"],"message":"Use only one: the code or the mail.","expected":{"source":"api","with":"mail"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "mail", "label": "Mail" }, { "name": "sure", "label": "Sure", "type": "boolean" }, { "name": "code", "label": "Code" }]),
                &json!([{ "atMostOne": ["mail", "code"] }]),
                &[("mail", text("a")), ("code", text("b"))],
            ),
            "Use only one: the code or the mail.",
            r#"{"code":"conflict","path":["code"],"message":"Use only one: the code or the mail.","expected":{"source":"api","with":"mail"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "code", "label": "Code", "recommended": true }]),
                &json!([]),
                &[],
            ),
            "Check the code: it is missing, and the request is sent without it.",
            r#"{"code":"recommended","path":["code"],"message":"Check the code: it is missing, and the request is sent without it.","expected":{"source":"api"}}"#,
        ),
        (
            told_of(
                &json!([{ "name": "x", "label": "X", "constraints": [{ "characters": "[a-c]", "means": "a, b and c" }] }]),
                &json!([]),
                &[("x", text("abda"))],
            ),
            "Remove the character at position 3 from the X. Allowed: a, b and c.",
            r#"{"code":"forbidden_character","path":["x"],"message":"Remove the character at position 3 from the X. Allowed: a, b and c.","expected":{"source":"api","form":"a, b and c","positions":[3]}}"#,
        ),
        (
            by_itself(&changed(&|rules| rules.classes.to_mut()[1].max = 1), "a1b2"),
            "Use a digit at most 1 time in the password (directory's policy).",
            r#"{"code":"too_many_of_class","path":["Password"],"message":"Use a digit at most 1 time in the password (directory's policy).","expected":{"source":"directory","classes":["a digit"],"max":1}}"#,
        ),
        (
            by_itself(&changed(&|rules| rules.max_class_run = 2), "ab1cde"),
            "Use at most 2 characters of one kind in a row in the password (directory's policy).",
            r#"{"code":"too_long_class_run","path":["Password"],"message":"Use at most 2 characters of one kind in a row in the password (directory's policy).","expected":{"source":"directory","max":2}}"#,
        ),
        (
            by_itself(&changed(&|rules| rules.max_sequence = 3), "x4321"),
            "Use at most 3 characters of a sequence such as abc or 321 in the password (directory's policy).",
            r#"{"code":"too_long_sequence","path":["Password"],"message":"Use at most 3 characters of a sequence such as abc or 321 in the password (directory's policy).","expected":{"source":"directory","max":3}}"#,
        ),
        (
            by_itself(
                &changed(&|rules| rules.first = vec![('a', 'z')].into()),
                "1ab",
            ),
            "Start the password with another character (directory's policy).",
            r#"{"code":"wrong_first_character","path":["Password"],"message":"Start the password with another character (directory's policy).","expected":{"source":"directory"}}"#,
        ),
        (
            by_itself(
                &changed(&|rules| rules.last = vec![('a', 'z')].into()),
                "ab1",
            ),
            "End the password with another character (directory's policy).",
            r#"{"code":"wrong_last_character","path":["Password"],"message":"End the password with another character (directory's policy).","expected":{"source":"directory"}}"#,
        ),
        (
            by_itself(&changed(&|rules| rules.max_bytes = 5), "abcdef"),
            "Use at most 5 bytes in UTF-8 for the password (directory's policy).",
            r#"{"code":"too_long","path":["Password"],"message":"Use at most 5 bytes in UTF-8 for the password (directory's policy).","expected":{"source":"directory","max":5,"unit":"bytes"}}"#,
        ),
        (
            vec![Issue::more_unknown(find(CHIME).unwrap(), 2)],
            "Remove 2 more names: chime:ResetPersonalPIN has only AccountId and UserId.",
            r#"{"code":"unknown_member","path":[],"message":"Remove 2 more names: chime:ResetPersonalPIN has only AccountId and UserId.","expected":{"source":"api","operation":"chime:ResetPersonalPIN","members":["AccountId","UserId"],"more":2}}"#,
        ),
    ];
    #[cfg(feature = "cli")]
    table.extend(of_documents());
    #[cfg(feature = "batch")]
    table.extend(of_rows());
    table
}

#[cfg(feature = "cli")]
fn of_documents() -> Table {
    let document = |text, format| read(find(WORKMAIL).unwrap(), text, format).issues;
    vec![
        (
            document("{\n  x}", Format::Json),
            "Check line 2, column 3 of the input: this is not valid JSON.",
            r#"{"code":"syntax","path":[],"message":"Check line 2, column 3 of the input: this is not valid JSON.","expected":{"source":"api","format":"JSON","line":2,"column":3}}"#,
        ),
        (
            document("file://reset.json", Format::Json),
            "Use the content of the file for the input, not its address.",
            r#"{"code":"address","path":[],"message":"Use the content of the file for the input, not its address.","expected":{"source":"api"}}"#,
        ),
        (
            document(r#"{"Password": "a", "Password": "b"}"#, Format::Json),
            "Remove the duplicate of the password at line 1, column 19.",
            r#"{"code":"duplicate_member","path":["Password"],"message":"Remove the duplicate of the password at line 1, column 19.","expected":{"source":"api","line":1,"column":19}}"#,
        ),
        (
            document("Password: Ab #c", Format::Yaml),
            "Put quotation marks around the password at line 1, column 11: without them, YAML may read another value.",
            r#"{"code":"unquoted","path":["Password"],"message":"Put quotation marks around the password at line 1, column 11: without them, YAML may read another value.","expected":{"source":"api","line":1,"column":11}}"#,
        ),
    ]
}

#[cfg(feature = "batch")]
fn of_rows() -> Table {
    let of_row = |kind| {
        vec![Issue {
            subject: Subject::Input,
            kind,
            source: RuleSource::Api,
        }]
    };
    vec![
        (
            of_row(IssueKind::InvalidQuotes),
            "Check the quotation marks in the row: one is neither doubled nor around a whole cell.",
            r#"{"code":"invalid_quotes","path":[],"message":"Check the quotation marks in the row: one is neither doubled nor around a whole cell.","expected":{"source":"api"}}"#,
        ),
        (
            of_row(IssueKind::InvalidUtf8),
            "Save the file as UTF-8: the row is not UTF-8 text.",
            r#"{"code":"invalid_utf8","path":[],"message":"Save the file as UTF-8: the row is not UTF-8 text.","expected":{"source":"api"}}"#,
        ),
        (
            of_row(IssueKind::RowTooLong { max: 16_384 }),
            "Use at most 16384 bytes for the row.",
            r#"{"code":"row_too_long","path":[],"message":"Use at most 16384 bytes for the row.","expected":{"source":"api","max":16384}}"#,
        ),
        (
            of_row(IssueKind::WrongCellCount { count: 1 }),
            "Use exactly 1 cell in the row, as in the header.",
            r#"{"code":"wrong_cell_count","path":[],"message":"Use exactly 1 cell in the row, as in the header.","expected":{"source":"api","min":1,"max":1}}"#,
        ),
        (
            of_row(IssueKind::Truncated),
            "Close the quotation marks: the file ends within them.",
            r#"{"code":"truncated","path":[],"message":"Close the quotation marks: the file ends within them.","expected":{"source":"api"}}"#,
        ),
        (
            of_row(IssueKind::Duplicate),
            "Remove the row: an earlier one is for the same user.",
            r#"{"code":"duplicate","path":[],"message":"Remove the row: an earlier one is for the same user.","expected":{"source":"api"}}"#,
        ),
        (
            of_row(IssueKind::NotGenerated),
            "Relax the rules for the input: no generated password meets all of them.",
            r#"{"code":"not_generated","path":[],"message":"Relax the rules for the input: no generated password meets all of them.","expected":{"source":"api"}}"#,
        ),
    ]
}

#[test]
fn every_kind_of_issue_has_its_exact_text_and_json() {
    for (issues, message, expected) in table() {
        let [issue] = issues.as_slice() else {
            panic!("not one issue: {:?}", outline(&issues))
        };
        assert_eq!(issue.message(), message);
        assert_eq!(issue.to_string(), message);
        assert_eq!(written(issue), expected);
        let parsed: serde_json::Value = serde_json::from_str(expected).unwrap();
        assert_eq!(issue.kind.code().as_str(), parsed["code"], "{message}");
    }
}

/// What is advised of a text: of each way in which it is odd the positions, the first character and what it is called.
fn odd(operation: &str, member: &str, text: &str) -> Vec<(&'static str, Vec<u32>, String)> {
    let issues = told(
        sound(operation).with(member, Value::Text(text)),
        &Options::default(),
    );
    let odd = issues.iter().filter_map(|issue| {
        let code = issue.kind.code().as_str();
        let (IssueKind::InvisibleCharacter { positions, .. }
        | IssueKind::LookAlikeCharacter { positions, .. }
        | IssueKind::UntypeableCharacter { positions, .. }) = &issue.kind
        else {
            return None;
        };
        let parsed: serde_json::Value = serde_json::from_str(&written(issue)).unwrap();
        let expected = &parsed["expected"];
        let mut named = format!("{} {}", expected["character"], expected["name"]);
        if let Some(like) = expected["looksLike"].as_str() {
            named.push_str(" = ");
            named.push_str(like);
        }
        Some((code, positions.clone(), named.replace('"', "")))
    });
    odd.collect()
}

#[test]
fn what_nobody_sees_or_tells_apart_is_told_of_passwords_and_of_ids() {
    let cases = [
        ('\u{A0}', "invisible_character", "U+00A0 no-break space"),
        ('\u{AD}', "invisible_character", "U+00AD soft hyphen"),
        (
            '\u{61C}',
            "invisible_character",
            "U+061C Arabic letter mark",
        ),
        ('\u{115F}', "invisible_character", "U+115F Hangul filler"),
        ('\u{1160}', "invisible_character", "U+1160 Hangul filler"),
        ('\u{1680}', "invisible_character", "U+1680 Ogham space mark"),
        (
            '\u{180E}',
            "invisible_character",
            "U+180E Mongolian vowel separator",
        ),
        ('\u{2000}', "invisible_character", "U+2000 en quad"),
        ('\u{200A}', "invisible_character", "U+200A hair space"),
        (
            '\u{200D}',
            "invisible_character",
            "U+200D zero width joiner",
        ),
        (
            '\u{200E}',
            "invisible_character",
            "U+200E left-to-right mark",
        ),
        ('\u{2028}', "invisible_character", "U+2028 line separator"),
        (
            '\u{202E}',
            "invisible_character",
            "U+202E right-to-left override",
        ),
        (
            '\u{202F}',
            "invisible_character",
            "U+202F narrow no-break space",
        ),
        (
            '\u{205F}',
            "invisible_character",
            "U+205F medium mathematical space",
        ),
        ('\u{2060}', "invisible_character", "U+2060 word joiner"),
        (
            '\u{2064}',
            "invisible_character",
            "U+2064 invisible operator",
        ),
        (
            '\u{2069}',
            "invisible_character",
            "U+2069 pop directional isolate",
        ),
        (
            '\u{2800}',
            "invisible_character",
            "U+2800 braille pattern blank",
        ),
        (
            '\u{3000}',
            "invisible_character",
            "U+3000 ideographic space",
        ),
        ('\u{3164}', "invisible_character", "U+3164 Hangul filler"),
        (
            '\u{FE0F}',
            "invisible_character",
            "U+FE0F variation selector",
        ),
        (
            '\u{FEFF}',
            "invisible_character",
            "U+FEFF zero width no-break space",
        ),
        ('\u{FFA0}', "invisible_character", "U+FFA0 Hangul filler"),
        ('\u{E0041}', "invisible_character", "U+E0041 tag character"),
        (
            '\u{E0100}',
            "invisible_character",
            "U+E0100 variation selector",
        ),
        (
            '\u{FF01}',
            "look_alike_character",
            "U+FF01 full-width form = !",
        ),
        (
            '\u{FF5E}',
            "look_alike_character",
            "U+FF5E full-width form = ~",
        ),
        (
            '\u{2018}',
            "look_alike_character",
            "U+2018 quotation mark = '",
        ),
        ('\u{2010}', "look_alike_character", "U+2010 dash = -"),
        ('\u{2015}', "look_alike_character", "U+2015 dash = -"),
        ('\u{2212}', "look_alike_character", "U+2212 dash = -"),
        (
            '\u{3002}',
            "look_alike_character",
            "U+3002 punctuation mark = .",
        ),
        ('\u{3BF}', "look_alike_character", "U+03BF Greek letter = o"),
        (
            '\u{421}',
            "look_alike_character",
            "U+0421 Cyrillic letter = C",
        ),
        (
            '\u{1D5D4}',
            "look_alike_character",
            "U+1D5D4 styled letter = A",
        ),
        (
            '\u{1D7D7}',
            "look_alike_character",
            "U+1D7D7 styled digit = 9",
        ),
        (
            '\u{E000}',
            "untypeable_character",
            "U+E000 private use character",
        ),
        (
            '\u{100000}',
            "untypeable_character",
            "U+100000 private use character",
        ),
        (
            '\u{FFFD}',
            "untypeable_character",
            "U+FFFD replacement character",
        ),
    ];
    for (character, code, named) in cases {
        for (member, text) in [("Password", "P@88w0rd"), ("UserId", "u-00q8wbq4")] {
            for (text, position) in [
                (format!("{text}{character}"), text.len() + 1),
                (format!("{character}{text}"), 1),
            ] {
                let position = u32::try_from(position).unwrap();
                let told = odd(CLOUDSSO, member, &text);
                assert_eq!(told, [(code, vec![position], named.to_owned())]);
            }
        }
    }
    // What keyboards have is not odd, nor are letters and signs of other languages that look like nothing else.
    for text in [
        "P@88w0rd~ !",
        "Pässwörd1!€",
        "密码Abc1!",
        "Жгъю1Aa!",
        "😀Abcdef1!",
    ] {
        assert_eq!(odd(CLOUDSSO, "Password", text), [], "{text}");
    }
    // One warning a kind, each with all positions.
    let mixed = "\u{200B}P\u{FF41}\u{200B}a\u{7F}w0rd1!\u{FF41}";
    let codes: Vec<_> = odd(CLOUDSSO, "Password", mixed)
        .into_iter()
        .map(|(code, positions, _)| (code, positions))
        .collect();
    assert_eq!(
        codes,
        [
            ("invisible_character", vec![1, 4]),
            ("look_alike_character", vec![3, 13]),
            ("untypeable_character", vec![6]),
        ]
    );
}

#[test]
fn no_identifier_takes_a_control_character() {
    for operation in OPERATIONS.iter() {
        for member in operation.members.iter().filter(|member| member.target) {
            let mut texts = texts(&operation.id).into_iter();
            // A number has no characters.
            let Some((_, text)) = texts.find(|(name, _)| *name == &*member.name) else {
                assert!(matches!(member.kind, Kind::Integer { .. }));
                continue;
            };
            let text = format!("{text}\0");
            let input = sound(&operation.id).with(&member.name, Value::Text(&text));
            let issues = validate(input, &Options::default()).unwrap_err();
            let position = u32::try_from(text.len()).unwrap();
            let forbidden = issues.iter().filter_map(|issue| match &issue.kind {
                IssueKind::ForbiddenCharacter { positions, .. } => Some(positions.clone()),
                _ => None,
            });
            let forbidden: Vec<_> = forbidden.collect();
            assert_eq!(forbidden, [[position]], "{}", member.name);
        }
    }
}

#[test]
fn a_limit_of_low_confidence_warns_and_no_other_does() {
    let mut low = 0;
    // The first document of an id is a draft, where there are two.
    let described = documents::described().into_iter();
    let described: BTreeMap<_, _> = described
        .map(|(description, operation)| (operation.id.to_string(), (description, operation)))
        .collect();
    for (description, operation) in described.into_values() {
        let told = description.get("members").unwrap().items().iter();
        for (told, member) in told.zip(&operation.members) {
            let sources = told.get("constraints").unwrap().items().iter();
            let sources: Vec<bool> = sources.map(is_low).collect();
            let warns: Vec<bool> = member.limits.iter().map(|limit| limit.warns).collect();
            assert_eq!(warns, sources, "{} {}", operation.id, member.name);
            low += sources.iter().filter(|low| **low).count();
        }
        let policies = description.get("policies").map_or(&[][..], Node::items);
        let listed = find(&operation.id).is_some();
        assert!(!listed || !policies.iter().any(is_low), "{}", operation.id);
    }
    assert!(low > 0);
}

/// Whether a part of a description rests on a source of low confidence.
fn is_low(part: &Node) -> bool {
    let source = part.get("source");
    let confidence = source.and_then(|source| source.get("confidence"));
    confidence.is_some_and(|confidence| &**confidence.text().unwrap() == "low")
}

#[test]
fn the_table_has_every_code_there_is() {
    let tested: BTreeSet<_> = table()
        .iter()
        .map(|(issues, _, _)| issues[0].kind.code().as_str())
        .collect();
    let all: BTreeSet<_> = IssueCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(tested, all);
    assert_eq!(IssueCode::ALL.len(), all.len());
}

#[test]
fn absent_and_null_and_empty_are_told_apart() {
    for operation in OPERATIONS.iter() {
        let texts = operation.members.iter();
        let texts = texts.filter(|member| member.required && matches!(member.kind, Kind::Text));
        for member in texts {
            let code = |value| {
                let issues = validate(
                    sound(&operation.id).with(&member.name, value),
                    &Options::default(),
                )
                .unwrap_err();
                issues[0].kind.code().as_str()
            };
            assert_eq!(code(Value::Absent), "missing", "{}", member.name);
            assert_eq!(code(Value::Null), "wrong_type", "{}", member.name);
            assert_eq!(code(Value::Other), "wrong_type", "{}", member.name);
            assert_eq!(code(Value::Boolean(false)), "wrong_type", "{}", member.name);
            assert_eq!(code(Value::Text("")), "too_short", "{}", member.name);
        }
    }
    // Those that may be left out are not to be null either.
    for switch in ["GenerateRandomPassword", "RequirePasswordResetForNextLogin"] {
        assert_eq!(
            told(
                sound(CLOUDSSO).with(switch, Value::Absent),
                &Options::default()
            ),
            []
        );
        let null = told(
            sound(CLOUDSSO).with(switch, Value::Null),
            &Options::default(),
        );
        assert_eq!(outline(&null), [format!("{switch} wrong_type api")]);
    }
    let null = sound(CLOUDSSO)
        .with("GenerateRandomPassword", Value::Boolean(true))
        .with("Password", Value::Null);
    assert_eq!(
        outline(&told(null, &Options::default())),
        ["Password wrong_type api"]
    );
}

#[test]
fn a_label_stands_in_a_sentence_in_small_letters_unless_it_is_a_name_or_chosen() {
    for (label, kind, message) in [
        ("User ID", "text", "Enter the user ID."),
        ("ID of the user", "text", "Enter the ID of the user."),
        ("PIN", "text", "Enter the PIN."),
        ("X", "text", "Enter the X."),
        ("UserId", "text", "Enter the UserId."),
        ("WorkMail ID", "text", "Enter the WorkMail ID."),
        ("iPhone", "text", "Enter the iPhone."),
        ("2nd name", "text", "Enter the 2nd name."),
        ("Überschrift", "text", "Enter the Überschrift."),
        ("Seconds to wait", "integer", "Enter the seconds to wait."),
        (
            "Must change",
            "boolean",
            "Choose a value for “Must change”.",
        ),
        ("Mail to", "map", "Choose a value for “Mail to”."),
    ] {
        let member = json!([{ "name": "it", "label": label, "type": kind, "required": true }]);
        let told = told_of(&member, &json!([]), &[]);
        let [issue] = told.as_slice() else {
            panic!("not one issue: {:?}", outline(&told))
        };
        assert_eq!(issue.message(), message);
    }
}

#[test]
fn an_issue_about_a_name_that_is_no_member_keeps_64_characters_of_it() {
    let operation = find(CHIME).unwrap();
    let name = "é".repeat(65);
    let issue = Issue::unknown_member(operation, &name);
    assert_eq!(issue.subject, Subject::Unknown("é".repeat(64)));
    let odd = Issue::unknown_member(operation, "{label}\"\\\n");
    assert_eq!(
        odd.message(),
        "Remove {label}\"\\\n: chime:ResetPersonalPIN has only AccountId and UserId."
    );
    let parsed: serde_json::Value = serde_json::from_str(&written(&odd)).unwrap();
    assert_eq!(parsed["path"], json!(["{label}\"\\\n"]));
    assert_eq!(parsed["message"], odd.message());
}

#[test]
fn issues_come_in_the_order_of_the_members_and_all_at_once() {
    let input = Input::new(find(CLOUDSSO).unwrap())
        .with("surprise", Value::Text("!"))
        .with("RequirePasswordResetForNextLogin", Value::Null)
        .with("GenerateRandomPassword", Value::Text("true"))
        .with("UserId", Value::Text("u\t?"))
        .with("other", Value::Null);
    assert_eq!(
        outline(&told(input, &Options::default())),
        [
            "DirectoryId missing api",
            "UserId forbidden_character api",
            "Password missing api",
            "GenerateRandomPassword wrong_type api",
            "RequirePasswordResetForNextLogin wrong_type api",
            "surprise unknown_member api",
            "other unknown_member api",
        ]
    );
}

#[test]
fn the_issues_of_one_member_come_in_the_order_of_importance() {
    // The API finds the character, the directory the length: the length is the more important.
    let issues = told(
        sound(WORKMAIL).with("Password", Value::Text("Ā")),
        &Options::default(),
    );
    assert_eq!(
        outline(&issues),
        [
            "Password too_short directory",
            "Password forbidden_character api",
            "Password too_few_classes directory"
        ]
    );
}

#[test]
fn more_items_than_a_list_takes_are_refused() {
    let groups = json!([{ "name": "groups", "label": "Groups", "type": "list", "max": 1 }]);
    let input = Input::new(own(&groups, &json!([])))
        .with("login", Value::Text("mjackson"))
        .with("groups", Value::List(&["mail", "wiki"]));
    let issues = validate(input, &Options::default()).unwrap_err();
    assert_eq!(outline(&issues), ["groups too_long api"]);
}

#[test]
fn a_number_is_given_unless_it_is_0() {
    let members = json!([
        { "name": "days", "label": "Days", "type": "integer" },
        { "name": "reason", "label": "Reason" }
    ]);
    let rules = json!([{ "require": "reason", "when": "days" }]);
    let after = |days| {
        outline(&told_of(
            &members,
            &rules,
            &[("days", Value::Integer(days))],
        ))
    };
    assert_eq!(after(0), [""; 0]);
    assert_eq!(after(1), ["reason missing api"]);
    assert_eq!(after(-1), ["reason missing api"]);
}

#[test]
fn what_is_one_too_many_is_told_with_the_one_that_is_given() {
    let members = json!([
        { "name": "mail", "label": "Mail" },
        { "name": "code", "label": "Code" },
        { "name": "phone", "label": "Phone" }
    ]);
    let rules = json!([{ "atMostOne": ["mail", "code", "phone"] }]);
    let given = [("code", Value::Text("7")), ("phone", Value::Text("8"))];
    let [issue] = &told_of(&members, &rules, &given)[..] else {
        panic!("not one issue")
    };
    assert_eq!(issue.message(), "Use only one: the phone or the code.");
}

#[test]
fn an_identifier_takes_the_control_characters_that_its_provider_names() {
    let of = |characters| {
        let constraints = json!([{ "characters": characters, "means": "these" }]);
        let member = json!([{ "name": "x", "label": "X", "constraints": constraints }]);
        outline(&told_of(&member, &json!([]), &[("x", Value::Text("a\tb"))]))
    };
    assert_eq!(of("[a-z\\t]"), ["x untypeable_character api"]);
    assert_eq!(of("[a-z]"), ["x forbidden_character api"]);
}

#[test]
fn the_directory_does_not_judge_the_hash_of_a_password() {
    let short = policy(1, 10, 0, 0);
    let options = Options {
        policy: Some(&short),
        names: &[],
    };
    let hash = Value::Text("8e4fa1c05d3b792f6ac1d8e07b93f254");
    let input = sound("directory:users.update").with("password", hash);
    let issues = validate(input.clone(), &options).unwrap_err();
    assert_eq!(outline(&issues), ["password too_long directory"]);
    let hashed = input.with("hashFunction", Value::Text("MD5"));
    assert_eq!(outline(&told(hashed, &options)), [""; 0]);
}

#[test]
fn a_text_of_fixed_length_is_called_too_short_or_too_long_but_not_of_wrong_form_too() {
    let outline = |text: &str| {
        outline(&told(
            sound(WORKMAIL).with("OrganizationId", Value::Text(text)),
            &Options::default(),
        ))
    };
    assert_eq!(
        outline(&ORGANIZATION[..33]),
        ["OrganizationId too_short api"]
    );
    assert_eq!(outline("m"), ["OrganizationId too_short api"]);
    assert_eq!(
        outline(&format!("{ORGANIZATION}0")),
        ["OrganizationId too_long api"]
    );
    assert_eq!(
        outline(&ORGANIZATION.replace("m-", "d-")),
        ["OrganizationId wrong_form api"]
    );
    // What is wrong beside the length is said.
    assert_eq!(
        outline("x"),
        [
            "OrganizationId too_short api",
            "OrganizationId wrong_form api"
        ]
    );
    assert_eq!(
        outline(&format!("{ORGANIZATION}x").replace("m-", "d-")),
        [
            "OrganizationId too_long api",
            "OrganizationId wrong_form api"
        ]
    );
}

/// Where the first issue of a member is said to be, its text being given in UTF-16.
fn positions(operation: &str, member: &str, units: &[u16]) -> Vec<u32> {
    let operation = find(operation).unwrap();
    let units: Vec<_> = units.iter().copied().map(Cell::new).collect();
    let others = sound(&operation.id);
    let texts: Vec<(&str, Vec<Cell<u16>>)> = validate(others, &Options::default())
        .unwrap()
        .members()
        .map(|(_, member, value)| match value {
            Value::Text(text) => (&*member.name, text.encode_utf16().map(Cell::new).collect()),
            other => panic!("{other:?} is no text"),
        })
        .collect();
    let input = texts
        .iter()
        .fold(Input::new(operation), |input, (name, text)| {
            input.with(name, Value::Text(Utf16(text)))
        });
    let issues = validate(
        input.with(member, Value::Text(Utf16(&units))),
        &Options::default(),
    )
    .unwrap_err();
    match &issues[0].kind {
        IssueKind::ForbiddenCharacter { positions, .. } => positions.clone(),
        IssueKind::WrongForm { position, .. } => position.iter().copied().collect(),
        kind => panic!("{kind:?} has no position"),
    }
}

#[test]
fn positions_count_code_points_and_a_lone_surrogate_is_one() {
    let utf16 = |text: &str| text.encode_utf16().collect::<Vec<_>>();
    // A face is one code point and two units.
    assert_eq!(
        positions(WORKMAIL, "Password", &utf16("😀Abcdef1!😀")),
        [1, 10]
    );
    assert_eq!(
        positions(
            WORKMAIL,
            "OrganizationId",
            &utf16("m-d281d0a2fd824be5b6cd3d3ce909fd2😀")
        ),
        [34]
    );
    assert_eq!(positions(CLOUDSSO, "UserId", &utf16("😀u-\u{7}1")), [4]);
    // Halves: at the end, at the start, two high ones before a low one, and a pair the wrong way round.
    assert_eq!(positions(CHIME, "UserId", &[0x61, 0xD800]), [2]);
    assert_eq!(positions(CHIME, "UserId", &[0xDFFF, 0x61]), [1]);
    assert_eq!(
        positions(CHIME, "UserId", &[0xD83D, 0xD83D, 0xDE00, 0x61]),
        [1]
    );
    assert_eq!(
        positions(CHIME, "UserId", &[0x61, 0xDE00, 0xD83D, 0x61]),
        [2, 3]
    );
    assert_eq!(
        positions(
            CLOUDSSO,
            "Password",
            &[&utf16("😀Abcdef1!")[..], &[0xDBFF]].concat()
        ),
        [10]
    );
}

#[test]
fn an_issue_names_16_positions_and_says_that_there_may_be_more() {
    for (characters, named) in [(15, 15), (16, MAX_POSITIONS), (40, MAX_POSITIONS)] {
        let password = format!("Abcdef1!{}", "Ā".repeat(characters));
        let issues = told(
            sound(WORKMAIL).with("Password", Value::Text(&password)),
            &Options::default(),
        );
        let [issue] = issues.as_slice() else {
            panic!("not one issue: {:?}", outline(&issues))
        };
        let last = if named == MAX_POSITIONS {
            "23 and 24 and perhaps more"
        } else {
            "22 and 23"
        };
        let before: Vec<_> = (9..)
            .take(named - 2)
            .map(|position| position.to_string())
            .collect();
        let before = before.join(", ");
        assert_eq!(
            issue.message(),
            format!(
                "Remove the characters at positions {before}, {last} from the password. \
                 Allowed: U+0020 to U+00FF (Basic Latin and Latin-1 Supplement)."
            )
        );
        let IssueKind::ForbiddenCharacter { positions, .. } = &issue.kind else {
            panic!("{:?}", issue.kind)
        };
        assert_eq!(positions.len(), named);
    }
}

#[test]
fn texts_of_ten_million_characters_have_the_issues_of_long_texts() {
    let long = "a".repeat(10_000_000);
    let text = Value::Text(long.as_str());
    let input = sound(WORKMAIL)
        .with("OrganizationId", text)
        .with("UserId", text)
        .with("Password", text);
    assert_eq!(
        outline(&told(
            input,
            &Options {
                policy: None,
                names: &account(Some(&*long)),
            }
        )),
        [
            "OrganizationId too_long api",
            "OrganizationId wrong_form api",
            "UserId too_long api",
            "Password too_long api",
            "Password too_long directory",
            "Password too_few_classes directory",
        ]
    );
    let input = sound(CLOUDSSO)
        .with("DirectoryId", text)
        .with("UserId", text)
        .with("Password", text);
    let mut expected = vec!["Password too_long api"];
    expected.extend(["Password missing_class directory"; 3]);
    expected.extend([
        "Password too_few_different directory",
        "Password contains_user_name directory",
    ]);
    // The name is one that a search without memory would need the square of its length for.
    let name = format!("{}{}", "a".repeat(5_000_000), "a");
    assert_eq!(
        outline(&told(
            input,
            &Options {
                policy: None,
                names: &account(Some(&*name)),
            }
        )),
        expected
    );
    assert_eq!(
        outline(&told(
            sound(CHIME).with("UserId", text),
            &Options::default()
        )),
        ["- lifecycle api"]
    );
}

#[test]
fn a_position_beyond_half_a_million_has_no_key() {
    let issue = |position| {
        let member = &find(CLOUDSSO).unwrap().members[0];
        let kind = IssueKind::WrongForm {
            position: Some(position),
            meaning: "m".into(),
            pattern: "p".into(),
        };
        Issue {
            subject: Subject::member(0, member),
            kind,
            source: RuleSource::Api,
        }
    };
    assert!(issue((1 << 19) - 1).key(None).is_some());
    assert_eq!(issue(1 << 19).key(None), None);
    assert_eq!(issue(u32::MAX).key(None), None);
}

/// What a member may be given: of the right type or not, near its limits or not, with halves of surrogate pairs.
fn any_value(kind: &Kind) -> impl Strategy<Value = Value<'static, Vec<Cell<u16>>>> + use<> {
    let points = prop_oneof![
        6 => prop::sample::select("m-dus1A!aé \t\u{A0}.Ā9z".encode_utf16().collect::<Vec<_>>()),
        1 => any::<u16>(),
        1 => 0xD7F0u16..=0xE00F,
    ];
    let text = prop::collection::vec(points, 0..40)
        .prop_map(|units| units.into_iter().map(Cell::new).collect());
    let exact = prop::sample::select(vec![
        ".",
        "..",
        "d-1",
        "u-1",
        ORGANIZATION,
        "S-1-1-11-111111",
        "examplePa$$w0rd",
        "Abcdef1!",
    ])
    .prop_map(|text| text.encode_utf16().map(Cell::new).collect());
    let boolean = if *kind == Kind::Boolean { 6 } else { 1 };
    prop_oneof![
        1 => Just(Value::Absent),
        1 => Just(Value::Null),
        1 => Just(Value::Other),
        boolean => any::<bool>().prop_map(Value::Boolean),
        1 => (-1..2i64).prop_map(Value::Integer),
        4 => text.prop_map(Value::Text),
        4 => exact.prop_map(Value::Text),
    ]
}

type Values = Vec<Value<'static, Vec<Cell<u16>>>>;

fn any_input() -> impl Strategy<Value = (usize, Values)> {
    (0..OPERATIONS.len()).prop_flat_map(|index| {
        let values: Vec<_> = OPERATIONS[index]
            .members
            .iter()
            .map(|member| any_value(&member.kind).boxed())
            .collect();
        (Just(index), values)
    })
}

fn input<'a>(
    operation: &'static Operation,
    values: &'a Values,
    not_nfc: u32,
) -> Input<'a, Utf16<'a>> {
    let mut input = Input::new(operation).with("surprise", Value::Null);
    if not_nfc & 1 == 0 {
        input = Input::new(operation);
    }
    for (index, value) in values.iter().enumerate() {
        let value = match value {
            Value::Absent => Value::Absent,
            Value::Null => Value::Null,
            Value::Other | Value::List(_) | Value::Map(_) => Value::Other,
            Value::Integer(number) => Value::Integer(*number),
            Value::Boolean(on) => Value::Boolean(*on),
            Value::Text(units) => Value::Text(Utf16(units)),
        };
        input.set(index, value);
    }
    input.note_not_nfc(not_nfc);
    input
}

#[test]
fn the_member_that_decides_is_part_of_the_key() {
    let names = ["pin", "mail", "sms"];
    let members: Vec<_> = (names.iter())
        .map(|name| json!({ "name": name, "label": name }))
        .collect();
    let members = json!(members);
    let rules =
        json!([{ "require": "pin", "unless": "mail" }, { "require": "pin", "when": "sms" }]);
    let operation = own(&members, &rules);
    let of = |values: &[(&str, Value<&str>)]| {
        let issues = told_of(&members, &rules, values);
        assert_eq!(outline(&issues), ["pin missing api"]);
        (issues[0].key(Some(operation)).unwrap(), issues[0].message())
    };
    let unless = of(&[]);
    let when = of(&[("mail", Value::Text("x")), ("sms", Value::Text("x"))]);
    assert_eq!(unless.1, "Enter the pin unless the mail is given.");
    assert_eq!(when.1, "Enter the pin if the sms is given.");
    assert_ne!(unless.0, when.0);
}

#[test]
fn a_long_text_is_not_taken_for_one_that_fits() {
    let constraint = json!({ "pattern": "^[a-z.]+\\.[a-z]+$", "means": "names with dots" });
    let members = json!([{ "name": "host", "label": "Host", "constraints": [constraint] }]);
    let of = |length: usize, end: &str| {
        // So many characters, then the end.
        let text = format!("{}.abc{end}", "a".repeat(length - 4));
        let issues = told_of(&members, &json!([]), &[("host", Value::Text(&text))]);
        issues.iter().map(Issue::message).collect::<Vec<_>>()
    };
    assert_eq!(of(4096, ""), [""; 0]);
    assert_eq!(of(4097, "d"), [""; 0]);
    for (length, position) in [(4095, 4096), (4098, 4099)] {
        let told = format!(
            "Use names with dots for the host. Check the character at position {position}."
        );
        assert_eq!(of(length, "!!!"), [told]);
    }
    // A dot after so many characters is not looked for.
    assert_eq!(of(5000, ""), ["Use names with dots for the host."]);
}

/// Message and JSON by operation, policy and key.
type Told = BTreeMap<(usize, usize, u32), (String, String)>;

#[test]
fn two_issues_of_one_key_have_one_text() {
    let policies = [
        None,
        Some(policy(10, 10, 2, 5)),
        Some(worded(&policy(1, 5, 1, 2), &["a", "b1"])),
    ];
    let told_by_key = std::cell::RefCell::new(Told::new());
    let mut runner = prop::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(3000)
    });
    let inputs = (
        any_input(),
        0..policies.len(),
        0..8u32,
        prop::option::of("[aA1]{0,2}"),
    );
    runner
        .run(
            &inputs,
            |((index, values), policy_index, not_nfc, user_name)| {
                let operation = &OPERATIONS[index];
                let user_name: Option<Vec<_>> =
                    user_name.map(|name| name.encode_utf16().map(Cell::new).collect());
                let options = Options {
                    policy: policies[policy_index].as_ref(),
                    names: &account(user_name.as_deref().map(Utf16)),
                };
                let mut issues = told(input(operation, &values, not_nfc), &options);
                if let Some(policy) = options.policy {
                    for value in &values {
                        if let Value::Text(units) = value {
                            issues.extend(check_password(policy, Utf16(units), options.names));
                        }
                    }
                }
                for issue in issues {
                    let texts = (issue.message(), written(&issue));
                    prop_assert!(serde_json::from_str::<serde_json::Value>(&texts.1).is_ok());
                    let Some(key) = issue.key(Some(operation)) else {
                        continue;
                    };
                    // The bindings hand 0 on for an issue without a key.
                    prop_assert_ne!(key, 0);
                    let mut told = told_by_key.borrow_mut();
                    let first = told
                        .entry((index, policy_index, key))
                        .or_insert_with(|| texts.clone());
                    prop_assert_eq!(&*first, &texts);
                }
                Ok(())
            },
        )
        .unwrap();
    // Otherwise nothing was compared.
    assert!(
        told_by_key.borrow().len() > 100,
        "{}",
        told_by_key.borrow().len()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn issues_are_sorted_by_member_and_importance((index, values) in any_input(), extra in 0..2u32) {
        let operation = &OPERATIONS[index];
        if let Err(issues) = validate(input(operation, &values, extra), &Options::default()) {
            let place = |issue: &Issue| match issue.subject {
                Subject::Member { index, .. } => index,
                Subject::Unknown(_) => usize::MAX,
                Subject::Input | Subject::Password => unreachable!("no such subject comes from an input"),
            };
            let importance = |issue: &Issue| IssueCode::ALL.iter().position(|code| *code == issue.kind.code());
            prop_assert!(issues.is_sorted_by_key(|issue| (place(issue), importance(issue))), "{:?}", outline(&issues));
        }
    }
}
