//! Input documents of any text, and commands for every kind of tool.

#![cfg(all(feature = "cli", feature = "catalogue", not(target_arch = "wasm32")))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may panic"
)]

mod inputs;

use std::fmt::Write;

use inputs::sound;
use proptest::prelude::*;
use resetkit::cli::command::{self, SecretMode, Shell, command};
use resetkit::cli::document::{Format, read};
use resetkit::model::{Booleans, Operation, Word};
use resetkit::{Input, OPERATIONS, Options, Value, find, validate};

fn workmail() -> &'static Operation {
    find("workmail:ResetPassword").unwrap()
}

#[test]
fn every_tool_says_how_it_takes_a_boolean_and_remarks_without_a_character_that_a_shell_minds() {
    for operation in OPERATIONS.iter() {
        let Some(command) = operation.command.as_ref() else {
            continue;
        };
        let expected = match &command.words[0] {
            Word::Constant(tool) if &**tool == "aws" => Booleans::Pair,
            Word::Constant(tool) if &**tool == "kcadm.sh" => Booleans::Switch,
            _ => Booleans::Value,
        };
        assert_eq!(command.booleans, expected, "{}", operation.id);
        let plain =
            |character: char| character.is_ascii_alphanumeric() || " ,.".contains(character);
        let note = command.note.as_deref().unwrap_or_default();
        assert!(note.chars().all(plain), "{note}");
        // They stand in single quotes in a command that asks for them.
        for member in operation.members.iter().filter(|member| member.sensitive) {
            assert!(member.label.chars().all(plain), "{}", member.label);
        }
    }
}

#[test]
fn curl_signs_for_the_region_that_the_service_asks_for() {
    for (operation, region, signed) in [
        ("workmail:ResetPassword", None, "aws:amz:us-east-1:workmail"),
        (
            "workmail:ResetPassword",
            Some("eu-west-1"),
            "aws:amz:eu-west-1:workmail",
        ),
        // One host for all regions of a partition, and one region to sign for.
        (
            "iam:UpdateLoginProfile",
            Some("eu-west-1"),
            "aws:amz:us-east-1:iam",
        ),
        (
            "iam:UpdateLoginProfile",
            Some("cn-northwest-1"),
            "aws:amz:cn-north-1:iam",
        ),
    ] {
        let valid = validate(sound(operation), &Options::default()).unwrap();
        let options = command::Options {
            tool: Some("curl"),
            shell: Shell::Posix,
            region,
            secret: SecretMode::Inline,
        };
        let written = command(&valid, &options).unwrap();
        assert!(
            written.contains(&format!("--aws-sigv4 {signed}")),
            "{written}"
        );
    }
}

/// Unquoted, zsh puts the path of a program in its place.
#[test]
fn a_word_that_begins_with_an_equals_sign_is_quoted() {
    let mut input = Input::new(find("auth0:UpdateUser").unwrap());
    input.set(0, Value::Text("=ls"));
    input.set(1, Value::Text("Passw0rd!x"));
    let valid = validate(input, &Options::default()).unwrap();
    let options = command::Options {
        tool: None,
        shell: Shell::Posix,
        region: None,
        secret: SecretMode::Inline,
    };
    let text = command(&valid, &options).unwrap();
    assert!(text.contains("\nauth0 users update '=ls' "), "{text}");
}

/// Its line editor takes them for keys. A line feed it shows as one.
#[test]
fn powershell_is_handed_no_control_character() {
    let ram = find("ram:UpdateLoginProfile").unwrap();
    let written = |password: &'static str| {
        let mut input = Input::new(ram);
        input.set(0, Value::Text("mateo"));
        input.set(1, Value::Text(password));
        let valid = validate(input, &Options::default()).unwrap();
        let options = command::Options {
            tool: None,
            shell: Shell::PowerShell,
            region: None,
            secret: SecretMode::Inline,
        };
        command(&valid, &options).map_err(|error| error.to_string())
    };
    for password in ["A5g2xxxx\r", "A5g2\txxxx", "A5g2\u{2}xxx", "A5g2\u{1b}[2J"] {
        assert_eq!(
            written(password),
            Err(
                "PowerShell does not hand this value over unchanged: let it travel in a file"
                    .to_owned()
            ),
            "{password:?}"
        );
    }
    let text = written("A5g2\nxxxx").unwrap();
    assert!(text.contains("'--Password=A5g2\nxxxx'"), "{text}");
}

#[test]
fn a_comment_is_found_behind_any_number_of_members_in_one_line() {
    let codes = |text: &str| {
        let document = read(workmail(), text, Format::Yaml);
        let code = |issue: &resetkit::Issue| {
            (
                issue.kind.code().as_str(),
                issue.subject.name().map(str::to_owned),
            )
        };
        document.issues.iter().map(code).collect::<Vec<_>>()
    };
    for members in [0, 1, 2, 1_000] {
        let before = (0..members)
            .map(|i| format!("é{i}: ü, "))
            .collect::<Vec<_>>()
            .concat();
        let cut = |text: &str| codes(text).contains(&("unquoted", Some("Password".to_owned())));
        assert!(cut(&format!("{{{before}Password: Abcdefg1 # x\n }}")));
        assert!(!cut(&format!(
            "{{{before}Password: Abcdefg1, é: ü # x\n }}"
        )));
    }
    let strange = (0..20_000)
        .map(|i| format!("k{i}: 1, "))
        .collect::<Vec<_>>()
        .concat();
    let mut written = String::new();
    read(workmail(), &format!("{{{strange}}}"), Format::Yaml).write_json(&mut written);
    assert!(written.contains("\"k31\":[]},\"more\":19968,"), "{written}");
    // As many issues as somebody reads, and no more.
    let twice = codes(&format!("{{{}}}", "UserId: a, ".repeat(20_000)));
    assert_eq!(
        twice,
        vec![("duplicate_member", Some("UserId".to_owned())); 32]
    );
}

#[test]
fn the_address_of_a_document_is_told_as_one() {
    for text in [
        "file://reset.json",
        "fileb://x",
        "\"file://reset.json\"",
        " file:///tmp/my reset.yaml\n",
        "https://example.com/r.json",
        "~/x.json",
        "/tmp/x",
        "./x",
        "../x",
        "reset.json",
        "a/RESET.YML",
        "C:\\x\\reset.json",
        "D:/x",
    ] {
        for format in [Format::Json, Format::Yaml] {
            // A drive and a backslash are a member and its value to nobody.
            let document = read(workmail(), text, format);
            let issues: Vec<_> = document
                .issues
                .iter()
                .map(|issue| (issue.kind.code().as_str(), issue.to_string()))
                .collect();
            assert_eq!(
                issues,
                [(
                    "address",
                    "Use the content of the file for the input, not its address.".to_owned()
                )],
                "{text} {format:?}"
            );
        }
    }
    for (text, code) in [
        ("x", "wrong_type"),
        ("", "wrong_type"),
        ("[a\n./x.json", "syntax"),
        ("- /tmp/x", "wrong_type"),
    ] {
        assert_eq!(
            read(workmail(), text, Format::Yaml).issues[0]
                .kind
                .code()
                .as_str(),
            code,
            "{text}"
        );
    }
}

/// Texts that are hard on a parser, each about a million characters.
fn hostile() -> Vec<String> {
    let million = 1_000_000;
    let laughs = (1..200).fold(String::new(), |mut text, i| {
        writeln!(text, "a{i}: &a{i} [*a{0}, *a{0}, *a{0}, *a{0}]", i - 1).unwrap();
        text
    });
    let keys = (0..million / 8).fold(String::new(), |mut text, i| {
        writeln!(text, "k{i}: 1").unwrap();
        text
    });
    vec![
        "[".repeat(million),
        "{\"a\":".repeat(million / 5),
        "{a: ".repeat(million / 4),
        "a: ".repeat(million / 3),
        "- ".repeat(million / 2),
        "? ".repeat(million / 2),
        "a:\n ".repeat(million / 4),
        "x".repeat(million),
        format!("a: {}", "x ".repeat(million / 2)),
        format!("a: \"{}", "\\u0041".repeat(million / 6)),
        format!("{{\"a\":\"{}\"}}", "\\ud800".repeat(million / 6)),
        format!("a: &a [x]\n{laughs}"),
        format!("{laughs}a: *a199\n"),
        "&a ".repeat(million / 3),
        "!!x ".repeat(million / 4),
        "*a ".repeat(million / 3),
        "#".repeat(million),
        "\n".repeat(million),
        " ".repeat(million),
        "\t".repeat(million),
        "--- a\n".repeat(million / 6),
        "'".repeat(million),
        "\"".repeat(million),
        keys,
        format!("Password: |\n{}", " x\n".repeat(million / 3)),
        format!("Password: {}", "é".repeat(million)),
        "%YAML 1.2\n".repeat(million / 10),
        "\u{FEFF}".repeat(million / 3),
        "\0".repeat(million),
        "[a, ".repeat(million / 4),
        "{a, ".repeat(million / 4),
        format!("[{}", "a: b, ".repeat(million / 6)),
        format!("{{{}}}", "UserId: a, ".repeat(million / 11)),
        format!(
            "{{{}}}",
            "UserId: &a a, Password: *a, ".repeat(million / 28)
        ),
    ]
}

/// Not soon by any clock: what takes a thousand times longer than it should does not come to its end here.
#[test]
fn a_hostile_text_of_a_million_characters_is_answered() {
    for text in hostile() {
        for format in [Format::Json, Format::Yaml] {
            let document = read(workmail(), &text, format);
            let _ = validate(document.values().input(), &Options::default());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_text_is_answered(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "Password", "OrganizationId", ": ", ":", "\n", "\n  ", "- ", "{", "}", "[", "]", ",", "\"", "'", "\\u", "\\", "&a ", "*a", "!!str ",
            "!", "|", ">", "|-\n  ", "#", " #", "---", "...", "%TAG", "? ", "~", "true", "1.5", "0x1F", "2020-01-01", "hunter2", "é", "\u{1F600}",
            "\0", "\t", "\r", "\u{FEFF}", "\u{85}", "\u{2028}", "<<: ", "@", "`", "=",
        ]), 0..40),
        index in 0..OPERATIONS.len(),
    ) {
        let text = pieces.concat();
        for format in [Format::Json, Format::Yaml] {
            let document = read(&OPERATIONS[index], &text, format);
            let _ = validate(document.values().input(), &Options::default());
        }
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        for format in [Format::Json, Format::Yaml] {
            let _ = read(workmail(), &text, format);
        }
    }

    #[test]
    fn a_value_is_never_in_what_a_document_shows(value in "[a-zA-Z0-9 #&*!:'\"\\\\,]{0,20}") {
        let secret = format!("Zq7vK2{value}");
        for text in [format!("Password: {secret}"), format!("Password: '{secret}"), format!("{{\"Password\": \"{secret}\""), format!("Password: [{secret}]"), format!("{{\"Password\": {secret}}}")] {
            for format in [Format::Json, Format::Yaml] {
                let document = read(workmail(), &text, format);
                let mut shown = format!("{document:?}");
                for issue in document.issues.iter().chain(&document.warnings) {
                    issue.write_json(&mut shown);
                }
                prop_assert!(!shown.contains("Zq7vK2"), "{shown}");
            }
        }
    }

    #[test]
    fn json_is_read_as_serde_reads_it(text in "\\{\"Password\": ?(\"([a-z\\\\\"u0-9é/]|\\\\n|\\\\u00[0-9]{2}){0,8}\"|-?[0-9.eE+-]{1,6}|true|null|\\[[0-9,\\]]{0,4}) ?[},]{1,2}") {
        let ours = read(workmail(), &text, Format::Json);
        let syntax = ours.issues.iter().any(|issue| issue.kind.code().as_str() == "syntax");
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        // A number too large for serde is still JSON.
        if !theirs.as_ref().is_err_and(|error| error.to_string().contains("out of range")) {
            prop_assert_eq!(syntax, theirs.is_err(), "{}", text);
        }
    }
}
