//! CSV files in, outcomes out: what each row comes to, whatever the pieces the file arrives in.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "helpers of tests, where a panic is the failure"
)]

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use proptest::prelude::*;
use resetkit::batch::{
    Absent, Batch, Column, Head, HeadProblem, Options, Outputs, Refusal, Written,
};
use resetkit::generate::Platform;
use resetkit::model::{Kind, Member, NameKind};
use resetkit::patterns::Must;
use resetkit::{
    Error, Input, Name, Operation, Policy, Secret, Value, check_password, find, request, validate,
};
use serde_json::{Value as Json, json};

const WORKMAIL: &str = "workmail:ResetPassword";
const CLOUDSSO: &str = "cloudsso:ResetUserPassword";
const CHIME: &str = "chime:ResetPersonalPIN";

const ORGANIZATION: &str = "m-d281d0a2fd824be5b6cd3d3ce909fd27";

/// The operation of this id, as a batch takes it.
fn operation(id: &str) -> Arc<Operation> {
    Arc::new(find(id).unwrap().clone())
}

/// What comes out, and why it ended early.
fn write<'a>(
    id: &str,
    options: Options,
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> (Written, Result<(), Refusal>) {
    let mut batch = Batch::new(operation(id), options, Platform).unwrap();
    let mut written = Written::default();
    for piece in pieces {
        if let Err(refusal) = batch.push(piece, &mut written) {
            return (written, Err(refusal));
        }
        for text in [&written.requests, &written.report, &written.credentials] {
            assert!(
                text.is_empty() || text.ends_with('\n'),
                "half a line came out"
            );
        }
    }
    let end = batch.finish(&mut written);
    (written, end)
}

/// The same where there is one output.
fn run<'a>(
    operation: &str,
    options: Options,
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> (String, Result<(), Refusal>) {
    let (written, end) = write(operation, options, pieces);
    let all = [written.requests, written.report, written.credentials];
    assert!(all.iter().filter(|text| !text.is_empty()).count() < 2);
    (all.concat(), end)
}

const REPORT: Outputs = Outputs {
    report: true,
    ..Outputs::NONE
};

const CREDENTIALS: Outputs = Outputs {
    credentials: true,
    ..Outputs::NONE
};

fn whole(operation: &str, options: Options, file: &[u8]) -> String {
    let (out, end) = run(operation, options, [file]);
    assert_eq!(end, Ok(()));
    out
}

fn lines(operation: &str, options: Options, file: &[u8]) -> Vec<Json> {
    let out = whole(operation, options, file);
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn refusal(operation: &str, options: Options, file: &[u8]) -> Refusal {
    let (out, end) = run(operation, options, [file]);
    assert_eq!(out, "");
    end.unwrap_err()
}

/// The code of the first issue of each row; empty where there is none.
fn codes(operation: &str, options: Options, file: &[u8]) -> Vec<String> {
    lines(operation, options, file)
        .iter()
        .map(|line| line["issues"][0]["code"].as_str().unwrap_or("").to_owned())
        .collect()
}

fn with_default(operation: &str, name: &str, value: Value<'static, Secret>) -> Options {
    let mut options = Options::default();
    options.defaults[find(operation).unwrap().position(name).unwrap()] = value;
    options
}

fn secret(text: &str) -> Value<'static, Secret> {
    Value::Text(Secret::new(text.to_owned()))
}

const DRAWN: Absent = Absent::Drawn {
    length: None,
    avoid_ambiguous: false,
};

#[test]
fn a_line_is_what_validate_and_request_say() {
    let file = format!(
        "OrganizationId,UserId,Password\n{ORGANIZATION},S-1-1-11-1111111111,\"a\"\"é, b\nC1\"\n{ORGANIZATION},S-1-1-11-1111111112,Good pa55\nm-1,short,\n"
    );
    let out = whole(WORKMAIL, Options::default(), file.as_bytes());
    let operation = find(WORKMAIL).unwrap();
    let input = |organization, user, password: &'static str| {
        let mut input = Input::new(operation).with("OrganizationId", Value::Text(organization));
        for (name, text) in [("UserId", user), ("Password", password)] {
            if !text.is_empty() {
                input = input.with(name, Value::Text(text));
            }
        }
        validate(input, &resetkit::Options::default())
    };
    let issues = |found: Vec<resetkit::Issue>| {
        let texts: Vec<_> = found
            .iter()
            .map(|issue| {
                let mut text = String::new();
                issue.write_json(&mut text);
                text
            })
            .collect();
        texts.join(",")
    };
    let first = issues(input(ORGANIZATION, "S-1-1-11-1111111111", "a\"é, b\nC1").unwrap_err());
    let valid = input(ORGANIZATION, "S-1-1-11-1111111112", "Good pa55").unwrap();
    let body = json!(request::body(&valid).expose());
    let warnings = issues(valid.warnings());
    let last = issues(input("m-1", "short", "").unwrap_err());
    assert_eq!(
        out,
        format!(
            "{{\"row\":1,\"line\":2,\"issues\":[{first}]}}\n{{\"row\":2,\"line\":4,\"input\":{},\"body\":{body},\"warnings\":[{warnings}]}}\n{{\"row\":3,\"line\":5,\"issues\":[{last}]}}\n",
            request::body(&valid).expose(),
        )
    );
}

#[test]
fn columns_are_found_by_name_flag_and_label_in_any_order_and_case() {
    for header in [
        "UserId,Password,OrganizationId",
        "user id;\"PASSWORD\";organization id",
        "--user-id\t--password\t--organization-id",
        "\u{FEFF}USER_ID,password,organizationid",
    ] {
        let delimiter = [",", ";", "\t"]
            .into_iter()
            .find(|delimiter| header.contains(delimiter))
            .unwrap();
        let row = ["S-1-1-11-1111111111", "Good pa55", ORGANIZATION].join(delimiter);
        let found = lines(
            WORKMAIL,
            Options::default(),
            format!("{header}\r\n{row}").as_bytes(),
        );
        assert_eq!(
            found[0]["input"]["OrganizationId"], ORGANIZATION,
            "{header}"
        );
        assert_eq!(found[0]["input"]["Password"], "Good pa55", "{header}");
    }
    for operation in &*resetkit::OPERATIONS {
        let flags = operation.command.as_ref().map(|command| &command.flags);
        for (index, member) in operation.members.iter().enumerate() {
            let flag = flags.and_then(|flags| flags[index].as_ref());
            for name in [Some(&member.name), flag, Some(&member.label)] {
                let Some(name) = name else { continue };
                let file = format!("\"{name}\",\"{name}\"");
                let found = refusal(&operation.id, Options::default(), file.as_bytes());
                assert_eq!(
                    found,
                    Refusal::DuplicateColumn(2),
                    "{name} is not understood"
                );
            }
        }
    }
}

#[test]
fn a_header_that_is_none_is_refused_before_the_first_row_and_without_its_cells() {
    let plain = |file: &[u8]| refusal(WORKMAIL, Options::default(), file);
    assert_eq!(plain(b""), Refusal::NoHeader);
    assert_eq!(plain(b"\n\r\n"), Refusal::NoHeader);
    assert_eq!(plain("\u{FEFF}".as_bytes()), Refusal::NoHeader);
    assert_eq!(
        plain(b"UserId,Passphrase,OrganizationId\n"),
        Refusal::UnknownColumns(vec![2])
    );
    let several = plain(b"a,UserId,b,Password,c,OrganizationId,");
    assert_eq!(several, Refusal::UnknownColumns(vec![1, 3, 5]));
    assert_eq!(
        (several.at().as_str(), several.message().as_str()),
        (
            "1",
            "the header names no member of the operation in columns 1, 3 and 5"
        )
    );
    assert_eq!(
        plain(b"UserId,Password,user id"),
        Refusal::DuplicateColumn(3)
    );
    assert_eq!(
        plain(b"UserId,Password"),
        Refusal::MissingColumn("OrganizationId".into())
    );
    assert_eq!(
        plain(b"UserId,OrganizationId"),
        Refusal::MissingColumn("Password".into())
    );
    assert_eq!(
        refusal(CLOUDSSO, Options::default(), b"DirectoryId,UserId"),
        Refusal::MissingColumn("Password".into())
    );
    for file in [
        b"User\"Id,Password\n".as_slice(),
        b"UserId,\"Password\n",
        b"UserId\xFF,Password\n",
        b"\xFF\xFEU\0s\0\n\0",
        &b"a".repeat(20_000),
    ] {
        assert!(
            matches!(plain(file), Refusal::UnreadableHeader(_)),
            "{file:?}"
        );
    }
    let wide = |columns| {
        let options = Options {
            ignored: vec!["x".to_owned()],
            ..Options::default()
        };
        refusal(CHIME, options, "x,".repeat(columns).as_bytes())
    };
    assert_eq!(wide(1023), Refusal::MissingColumn("AccountId".into()));
    assert_eq!(
        wide(1024),
        Refusal::UnreadableHeader("it has too many columns")
    );
    let told = plain(b"mateo,Hunter2hunter2\n");
    assert_eq!(
        (told.code(), told.message().as_str()),
        (
            "unknown_column",
            "the first line is not a header: no column of it names a member of the operation"
        )
    );
    assert!(!format!("{told:?}").contains("mateo"));
}

#[test]
fn ignored_columns_are_passed_over_and_no_other() {
    let file = "Name,UserId,E-mail,name,AccountId\n\"x,y\",u,1,2,a\nx,u\n".as_bytes();
    let ignoring = |names: &[&str]| Options {
        ignored: names.iter().map(|name| (*name).to_owned()).collect(),
        ..Options::default()
    };
    let rows = lines(CHIME, ignoring(&["NAME", "email"]), file);
    assert_eq!(rows[0]["input"], json!({ "AccountId": "a", "UserId": "u" }));
    assert_eq!(rows[1]["issues"][0]["code"], "wrong_cell_count");
    let refused = |names: &[&str]| refusal(CHIME, ignoring(names), file);
    assert_eq!(refused(&["name"]), Refusal::UnknownColumns(vec![3]));
    assert_eq!(
        refused(&["name", "email", "user-id"]),
        Refusal::MissingColumn("UserId".into())
    );
}

#[test]
fn what_a_row_leaves_out_is_its_default() {
    let options = with_default(WORKMAIL, "OrganizationId", secret(ORGANIZATION));
    let found = lines(
        WORKMAIL,
        options,
        b"UserId,Password\nS-1-1-11-1111111111,Good pa55\n",
    );
    assert_eq!(found[0]["input"]["OrganizationId"], ORGANIZATION);
    let options = with_default(WORKMAIL, "OrganizationId", secret(ORGANIZATION));
    let other = ORGANIZATION.replace("m-d", "m-e");
    let file = format!(
        "OrganizationId,UserId,Password\n,S-1-1-11-1111111111,Good pa55\n{other},S-1-1-11-1111111111,Good pa55\n"
    );
    let found = lines(WORKMAIL, options, file.as_bytes());
    assert_eq!(found[0]["input"]["OrganizationId"], ORGANIZATION);
    assert_eq!(found[1]["input"]["OrganizationId"], other);
    for (value, code) in [(Value::Other, "wrong_type"), (secret(""), "too_short")] {
        let options = with_default(WORKMAIL, "OrganizationId", value);
        assert_eq!(
            codes(
                WORKMAIL,
                options,
                b"UserId,Password\nS-1-1-11-1111111111,Good pa55\n"
            ),
            [code]
        );
    }
}

#[test]
fn absent_passwords_are_drawn_or_asked_for() {
    let file = b"DirectoryId,UserId,Password,GenerateRandomPassword\nd-1,u-1,,\nd-1,u-2,,TRUE\nd-1,u-3,Abcdef1!,False\nd-1,u-4,,false\nd-1,u-5,Abcdef1!,true\nd-1,u-6,,yes\n";
    let given = |absent| Options {
        absent,
        ..Options::default()
    };
    assert_eq!(
        codes(CLOUDSSO, given(Absent::Stays), file),
        ["missing", "", "", "missing", "conflict", "missing"]
    );
    let drawn = lines(CLOUDSSO, given(DRAWN), file);
    for (row, line) in drawn.iter().enumerate() {
        let password = line["input"]["Password"].as_str();
        assert_eq!(password.is_some(), [0, 2, 3].contains(&row), "{line}");
        let policy = resetkit::Policy::of(find(CLOUDSSO).unwrap()).unwrap();
        assert!(password.is_none_or(|it| check_password(&policy, it, &[]).is_empty()));
    }
    assert_ne!(drawn[0]["input"]["Password"], drawn[3]["input"]["Password"]);
    let asked = lines(CLOUDSSO, given(Absent::Asked), file);
    assert_eq!(
        asked[0]["body"],
        "DirectoryId=d-1&UserId=u-1&GenerateRandomPassword=true"
    );
    assert_eq!(
        codes(CLOUDSSO, given(Absent::Asked), file),
        ["", "", "", "missing", "conflict", "missing"]
    );
    let new = |id, options| Batch::new(operation(id), options, Platform).err();
    assert_eq!(new(CHIME, given(DRAWN)), Some(Error::NoPolicy));
    assert!(matches!(
        new(WORKMAIL, given(Absent::Asked)),
        Some(Error::InvalidOptions(_))
    ));
    let credentials = Options {
        outputs: CREDENTIALS,
        ..Options::default()
    };
    assert_eq!(new(CHIME, credentials), Some(Error::NoPolicy));
}

#[test]
fn a_second_row_for_the_same_user_is_told_unless_it_is_allowed() {
    let file = b"AccountId,UserId\na,u\na,v\nb,u\n.,u\na,u\n.,u\n";
    assert_eq!(
        codes(CHIME, Options::default(), file),
        ["", "", "", "reserved", "duplicate", "reserved"]
    );
    let allowed = Options {
        allow_duplicates: true,
        ..Options::default()
    };
    assert_eq!(
        codes(CHIME, allowed, file),
        ["", "", "", "reserved", "", "reserved"]
    );
    // The first request counts, not the first row: one that was refused resets nobody.
    let file = format!(
        "OrganizationId,UserId,Password\n{ORGANIZATION},S-1-1-11-1111111111,short\n{ORGANIZATION},S-1-1-11-1111111111,Good pa55\n"
    );
    assert_eq!(
        codes(WORKMAIL, Options::default(), file.as_bytes()),
        ["too_short", ""]
    );
}

/// Of each row the line, and the user or the code of its issue.
type Told = Vec<(u32, &'static str)>;

/// Nasty files: what they hold, and what each row comes to: the user, or the code of its issue.
#[allow(clippy::too_many_lines, reason = "one row for each file")]
fn nasty() -> Vec<(&'static [u8], Told)> {
    vec![
        (b"AccountId,UserId", vec![]),
        (b"AccountId,UserId\r\n", vec![]),
        (b"AccountId,UserId\na,u", vec![(2, "u")]),
        (b"AccountId,UserId\ra,u\ra,v\r", vec![(2, "u"), (3, "v")]),
        (b"AccountId,UserId\r\n\r\n\r\na,u\r\n\n", vec![(4, "u")]),
        (b"\n\nAccountId,UserId\na,u", vec![(4, "u")]),
        (b"\"AccountId\",\"User\nId\"\na,u", vec![(3, "u")]),
        (
            b"AccountId,UserId\na,\"u\r\nv\"\na,w",
            vec![(2, "forbidden_character"), (4, "w")],
        ),
        (
            b"AccountId,UserId\na,\"\r\n\n\r\"\na,w",
            vec![(2, "wrong_form"), (6, "w")],
        ),
        (b"AccountId,UserId\n\"a\",\"\"\"\"\n", vec![(2, "\"")]),
        (b"AccountId,UserId\na,\"\"\"u\"\"\"\n", vec![(2, "\"u\"")]),
        (b"AccountId,UserId\na,\"\"\n", vec![(2, "missing")]),
        (
            b"AccountId,UserId\na,\n,\n\t ,\xC2\xA0\n,b\n",
            vec![(2, "missing"), (5, "missing")],
        ),
        (b"AccountId,UserId\na, u \n", vec![(2, " u ")]),
        (
            b"AccountId,UserId\na,u;v\tw\n",
            vec![(2, "forbidden_character")],
        ),
        (b"AccountId;UserId\na;u,v\n", vec![(2, "u,v")]),
        (
            b"AccountId\tUserId\na\t\"u\tv\"\n",
            vec![(2, "forbidden_character")],
        ),
        (
            b"AccountId,UserId\na,u\"v\na,w\n",
            vec![(2, "invalid_quotes"), (3, "w")],
        ),
        (
            b"AccountId,UserId\na,\"u\"v\na,w\n",
            vec![(2, "invalid_quotes"), (3, "w")],
        ),
        (
            b"AccountId,UserId\na,\"u\" \na,w\n",
            vec![(2, "invalid_quotes"), (3, "w")],
        ),
        (
            b"AccountId,UserId\na,\"u\"v,\"x\ny\"\n",
            vec![(2, "invalid_quotes")],
        ),
        (
            b"AccountId,UserId\na\na,u,v\na,w\n",
            vec![(2, "wrong_cell_count"), (3, "wrong_cell_count"), (4, "w")],
        ),
        (b"AccountId,UserId\na,\"u\na,w\n", vec![(2, "truncated")]),
        (b"AccountId,UserId\na,\"", vec![(2, "truncated")]),
        (
            b"AccountId,UserId\na,u\xFF\na,\xC3\xA9\n",
            vec![(2, "invalid_utf8"), (3, "é")],
        ),
        // Half a character in each of two cells.
        (
            b"AccountId,UserId\na\xC3,\xA9u\na,\xF0\x9F\x98\x80",
            vec![(2, "invalid_utf8"), (3, "😀")],
        ),
        (
            b"AccountId,UserId\na,\xED\xA0\x80\na,\xC0\x80\n",
            vec![(2, "invalid_utf8"), (3, "invalid_utf8")],
        ),
        (b"AccountId,UserId\n\xEF\xBB\xBFa,u\n", vec![(2, "u")]),
        (
            b"sep=;\r\n#TYPE A.B\nAccountId;UserId\na;u,v\n",
            vec![(4, "u,v")],
        ),
        (
            b"\xEF\xBB\xBF\"SEP=,\"\nAccountId,UserId\na,u;v\n",
            vec![(3, "u;v")],
        ),
        (b"sep=|\nAccountId|UserId\na|u,v\n", vec![(3, "u,v")]),
        (b",,\n;\nAccountId,UserId\na,u\n", vec![(4, "u")]),
        (b"AccountId,UserId\na,u\n,,,\n  \n\x1A\x1A", vec![(2, "u")]),
        (b"AccountId,UserId\na,u\x1A", vec![(2, "u")]),
        (b"AccountId,UserId\na,\"u\"\x1A", vec![(2, "u")]),
        (
            b"AccountId,UserId\na,u\x1A\x1Av\n\x1A\r\n",
            vec![(2, "forbidden_character")],
        ),
        (
            b"AccountId,UserId,,\na,u\na,v,,\na,w,x,\na,w,,,\n",
            vec![
                (2, "u"),
                (3, "v"),
                (4, "wrong_cell_count"),
                (5, "wrong_cell_count"),
            ],
        ),
        (
            b"\xEF\xBB\xBF\xEF\xBB\xBF\"Account\xC2\xA0Id\",User\xE2\x80\x8BId\xC2\xA0\na,u",
            vec![(2, "u")],
        ),
        (
            "AccountId,UserId\na,u\u{FFFD}\n".as_bytes(),
            vec![(2, "invalid_utf8")],
        ),
    ]
}

fn users(out: &str) -> Vec<(u32, String)> {
    out.lines()
        .enumerate()
        .map(|(index, line)| {
            let line: Json = serde_json::from_str(line).unwrap();
            assert_eq!(line["row"], index + 1);
            let told = line["input"]["UserId"]
                .as_str()
                .or(line["issues"][0]["code"].as_str());
            (
                u32::try_from(line["line"].as_u64().unwrap()).unwrap(),
                told.unwrap().to_owned(),
            )
        })
        .collect()
}

#[test]
fn nasty_files_come_to_the_same_wherever_they_are_cut() {
    for (file, expected) in nasty() {
        let out = whole(CHIME, Options::default(), file);
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(line, told)| (line, told.to_owned()))
            .collect();
        assert_eq!(users(&out), expected, "{}", String::from_utf8_lossy(file));
        for cut in 0..=file.len() {
            for second in cut..=file.len() {
                let pieces = [&file[..cut], &file[cut..second], &file[second..]];
                let (cut_out, end) = run(CHIME, Options::default(), pieces);
                assert_eq!(end, Ok(()));
                assert_eq!(
                    cut_out,
                    out,
                    "{cut} {second} {}",
                    String::from_utf8_lossy(file)
                );
            }
        }
        let bytes = file.chunks(1);
        assert_eq!(run(CHIME, Options::default(), bytes).0, out);
    }
}

#[test]
fn a_row_that_is_too_long_is_one_outcome_and_the_next_one_is_read() {
    for cell in ["u".repeat(20_000), format!("\"{}\"", "u\n".repeat(20_000))] {
        let file = format!("AccountId,UserId\na,{cell}\na,v\n");
        assert_eq!(
            codes(CHIME, Options::default(), file.as_bytes()),
            ["row_too_long", ""]
        );
    }
}

#[test]
fn the_report_opens_safely_and_shows_no_password_not_even_in_the_wrong_column() {
    let report = || Options {
        outputs: REPORT,
        ..Options::default()
    };
    let file = format!(
        "OrganizationId,UserId,Password\n{ORGANIZATION},\"=cmd|' /C calc'!A0\",Good pa55\n{ORGANIZATION},\"@SUM(1,\"\"2\"\",3)\",Hunter2\nHunter2hunter2,S-1-1-11-1111111111,Good pa55\nHunter2hunter2\n"
    );
    let out = whole(WORKMAIL, report(), file.as_bytes());
    let found: Vec<_> = out.split("\r\n").collect();
    assert_eq!(
        found[0],
        "\u{FEFF}row,line,OrganizationId,UserId,verdict,codes,issues,warnings"
    );
    assert_eq!(
        found[1],
        format!(
            "1,2,{ORGANIZATION},'=cmd|' /C calc'!A0,valid,,,Check the user ID: its form is not documented. Documented: a security identifier such as S-1-1-11-1111111111-2222222222-3333333333-3333 or a GUID such as 12345678-1234-1234-1234-123456789012."
        )
    );
    assert!(found[2].starts_with(&format!(
        "2,3,{ORGANIZATION},\"'@SUM(1,\"\"2\"\",3)\",refused,too_short,"
    )));
    assert!(
        found[3].starts_with("3,4,,S-1-1-11-1111111111,refused,too_short wrong_form,"),
        "{}",
        found[3]
    );
    assert!(found[4].starts_with("4,5,,,refused,wrong_cell_count,"));
    assert!(!out.contains("unter2") && !out.contains("pa55"));
}

#[test]
fn credentials_are_user_and_password_as_it_is() {
    let options = Options {
        outputs: CREDENTIALS,
        absent: DRAWN,
        ..Options::default()
    };
    let file = b"DirectoryId,UserId,Password,GenerateRandomPassword\nd-1,u-1,\"=A,b\"\"1x)\",\nd-1,u-2,,true\nd-1,u-3,short,\nd-1,u-4,,\n";
    let out = whole(CLOUDSSO, options, file);
    let found: Vec<_> = out.split("\r\n").collect();
    assert_eq!(found[0], "\u{FEFF}DirectoryId,UserId,Password");
    assert_eq!(found[1], "d-1,u-1,\"=A,b\"\"1x)\"");
    assert!(
        found[2].starts_with("d-1,u-4,") && found[2].len() == 8 + 20,
        "{}",
        found[2]
    );
    assert_eq!(found[3..], [""]);
}

#[test]
fn one_pass_writes_all_outputs_and_the_password_drawn_is_one() {
    let file = format!(
        "OrganizationId,UserId,Password\n{ORGANIZATION},S-1-1-11-1111111111,\n{ORGANIZATION},short,Good pa55\n{ORGANIZATION},S-1-1-11-1111111112,Good pa55\n"
    );
    let options = |outputs| Options {
        outputs,
        absent: DRAWN,
        ..Options::default()
    };
    let all = Outputs {
        requests: true,
        report: true,
        credentials: true,
    };
    let (written, end) = write(WORKMAIL, options(all), [file.as_bytes()]);
    assert_eq!(end, Ok(()));
    let requests: Vec<Json> = (written.requests.lines())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(requests[1]["issues"][0]["code"], "too_short");
    let drawn = requests[0]["input"]["Password"].as_str().unwrap();
    assert_eq!(
        written.credentials,
        format!(
            "\u{FEFF}OrganizationId,UserId,Password\r\n{ORGANIZATION},S-1-1-11-1111111111,{drawn}\r\n{ORGANIZATION},S-1-1-11-1111111112,Good pa55\r\n"
        )
    );
    assert_eq!(
        written.report,
        whole(WORKMAIL, options(REPORT), file.as_bytes())
    );
}

#[test]
fn a_row_of_an_export_has_as_many_cells_as_its_header_however_many() {
    let options = || Options {
        ignored: vec!["x".to_owned()],
        ..Options::default()
    };
    let file = |columns: usize, cells: usize| {
        format!(
            "AccountId,UserId{}\na1,u1{}\n",
            ",x".repeat(columns),
            ",y".repeat(cells)
        )
    };
    for columns in [100, 1022] {
        assert_eq!(
            codes(CHIME, options(), file(columns, columns).as_bytes())[0],
            "",
        );
        for cells in [columns - 1, columns + 1, 4 * columns] {
            assert_eq!(
                codes(CHIME, options(), file(columns, cells).as_bytes())[0],
                "wrong_cell_count"
            );
        }
    }
}

#[test]
fn an_organizations_rules_hold_for_a_row_like_one_that_met_them() {
    let mut options = with_default(WORKMAIL, "OrganizationId", secret(ORGANIZATION));
    (options.rules)
        .add("Password", "^Good", "ours", Must::Match)
        .unwrap();
    let file = b"UserId,Password\nS-1-1-11-1111111111,Good pa55\nS-1-1-11-1111111112,Good pa55\nS-1-1-11-1111111113,Fine pa55\n";
    assert_eq!(codes(WORKMAIL, options, file), ["", "", "rule"]);
}

#[test]
fn a_limit_that_one_look_at_a_password_does_not_show_is_checked() {
    type Change = fn(&mut resetkit::model::PolicyRules);
    // A character of two groups is one character.
    let shared: Change = |rules| {
        rules.classes.to_mut()[0].characters = vec![('A', 'Z'), ('a', 'c')].into();
        rules.min_different = 3;
    };
    let most: Change = |rules| {
        let classes = rules.classes.to_mut().iter_mut();
        classes.for_each(|class| class.max = 5);
    };
    for (change, fails, holds, code) in [
        (shared, "a1a1a1a1", "a1b1a1b1", "too_few_different"),
        (most, "Aabcdef1", "Aabcde12", "too_many_of_class"),
    ] {
        let mut rules = Policy::of(find(WORKMAIL).unwrap()).unwrap().rules().clone();
        // Of one reading alone, so that none of the characters is left undecided.
        rules.other_classes = Cow::default();
        change(&mut rules);
        let options = Options {
            policy: Some(Policy::new(Cow::Owned(rules)).unwrap()),
            ..Options::default()
        };
        let file = format!(
            "OrganizationId,UserId,Password\n{ORGANIZATION},S-1-1-11-1111111111,{fails}\n{ORGANIZATION},S-1-1-11-1111111112,{holds}\n"
        );
        assert_eq!(codes(WORKMAIL, options, file.as_bytes()), [code, ""]);
    }
}

#[test]
fn without_an_output_rows_are_counted() {
    let options = Options {
        outputs: Outputs::NONE,
        ..with_default(WORKMAIL, "OrganizationId", secret(ORGANIZATION))
    };
    let mut batch = Batch::new(operation(WORKMAIL), options, Platform).unwrap();
    let mut written = Written::default();
    let file = b"UserId,Password\nS-1-1-11-1111111111,Good pa55\nshort,Good pa55\n";
    assert_eq!(batch.push(file, &mut written), Ok(()));
    assert_eq!((batch.rows(), batch.valid()), (2, 1));
    let all = [written.requests, written.report, written.credentials];
    assert_eq!(all.concat(), "");
}

#[test]
fn a_second_separator_in_a_name_is_refused_before_it_becomes_part_of_a_password() {
    let row = format!("{ORGANIZATION},S-1-1-11-1111111111,Passw0rd1");
    for (separator, shown) in [
        (";", ";"),
        ("|", "|"),
        ("\t", "a tab"),
        (":", ":"),
        ("^", "^"),
        ("~", "~"),
        ("\u{1F}", "a control character"),
        ("\u{FF0C}", "\u{FF0C}"),
        ("\u{FF1B}", "\u{FF1B}"),
    ] {
        let file = format!("OrganizationId,UserId,Password{separator}\n{row}{separator}\n");
        let told = refusal(WORKMAIL, Options::default(), file.as_bytes());
        assert_eq!(
            (told.code(), told.at().as_str()),
            ("unreadable_header", "3")
        );
        assert_eq!(
            told.message(),
            format!(
                "the header cannot be read: a second separator, {shown}, is in the name of column 3"
            )
        );
    }
    for (header, place, separator) in [
        ("OrganizationId,UserId,\"Password,\"", 3, ','),
        (",UserId;Password,OrganizationId", 1, ' '),
        ("UserId;Password,OrganizationId", 1, ';'),
        ("UserId|Password|OrganizationId", 1, '|'),
        ("OrganizationId,;UserId,New Password", 2, ';'),
        ("OrganizationId,Id:,Password", 2, ':'),
    ] {
        let told = refusal(WORKMAIL, Options::default(), header.as_bytes());
        let expected = if separator == ' ' {
            Refusal::UnknownColumns(vec![place])
        } else {
            Refusal::SecondSeparator(place, separator)
        };
        assert_eq!(told, expected, "{header}");
    }
    for (open, close) in [
        ("'", "'"),
        ("`", "`"),
        ("[", "]"),
        ("**", "**"),
        ("«", "»"),
        ("“", "”"),
        ("„", "“"),
    ] {
        let file = format!("{open}OrganizationId{close},{open}UserId{close},{open}Password{close}");
        assert_eq!(
            refusal(WORKMAIL, Options::default(), file.as_bytes()).message(),
            "the header cannot be read: each name stands between marks that would become part of the values: save the file with double \
             quotation marks or none"
        );
    }
    // What is left out becomes part of nothing.
    let options = Options {
        ignored: vec!["last first".to_owned()],
        ..Options::default()
    };
    let file = format!("\"Last, first\",OrganizationId,UserId,Password\nx,{row}\n");
    assert_eq!(codes(WORKMAIL, options, file.as_bytes()), [""]);
}

#[test]
fn what_is_no_csv_is_called_by_its_name_for_every_operation() {
    let told = |file: &[u8]| {
        let found: HashSet<_> = [WORKMAIL, CLOUDSSO, CHIME]
            .map(|id| refusal(id, Options::default(), file).message())
            .into();
        assert_eq!(found.len(), 1);
        found.into_iter().next().unwrap()
    };
    let text = "AccountId,UserId\r\nacc1,user1\r\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let with = |mark: &[u8], text: &[u8]| [mark, text].concat();
    for file in [
        little.clone(),
        big.clone(),
        with(b"\xFF\xFE", &little),
        with(b"\xFE\xFF", &big),
    ] {
        assert_eq!(
            told(&file),
            "the header cannot be read: the file is UTF-16: save it as CSV UTF-8, or say that its encoding is utf-16le"
        );
    }
    for file in [
        b"PK\x03\x04\x14\0\x06\0".as_slice(),
        b"PK\x03\x04\"\x06\nx",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    ] {
        assert_eq!(
            told(file),
            "the header cannot be read: the file is an Excel workbook: save it as CSV UTF-8 and give that file"
        );
    }
    assert_eq!(
        told(b"AccountId,User\0Id\na,u\n"),
        "the header cannot be read: it has a NUL character"
    );
    assert_eq!(
        told(b"version:v1.0\nAccountId,UserId\n"),
        "the first line is not a header: no column of it names a member of the operation"
    );
}

#[test]
fn the_names_of_exports_are_understood_where_they_can_mean_nothing_else() {
    let found = |header: &str| {
        let file = format!("{header}\n{ORGANIZATION},S-1-1-11-1111111111,Passw0rd1\n");
        let (out, end) = run(WORKMAIL, Options::default(), [file.as_bytes()]);
        end.map(|()| {
            let line: Json = serde_json::from_str(&out).unwrap();
            line["input"]["UserId"].as_str().unwrap().to_owned()
        })
    };
    for header in [
        "OrganizationId,Id,New Password",
        "Organization ID,User,Password",
        "Org ID,User ID [Required],Password [Required]",
        "\u{7EC4}\u{7EC7}ID,\u{7528}\u{6237}ID,\u{65B0}\u{5BC6}\u{7801}",
        "ORGANIZATION_ID (optional),user,\u{5BC6}\u{7801}",
    ] {
        assert_eq!(
            found(header),
            Ok("S-1-1-11-1111111111".to_owned()),
            "{header}"
        );
    }
    assert_eq!(
        found("OrganizationId,Email,Password"),
        Err(Refusal::UnknownColumns(vec![2]))
    );
    assert_eq!(
        found("OrganizationId,UserName,Password"),
        Err(Refusal::UnknownColumns(vec![2]))
    );
    assert_eq!(
        found("OrganizationId,UserId,Old password"),
        Err(Refusal::UnknownColumns(vec![3]))
    );
    assert_eq!(
        found("OrganizationId,UserId,Password required"),
        Err(Refusal::UnknownColumns(vec![3]))
    );
    // Beside the name itself, another one is another thing.
    assert_eq!(
        found("Id,UserId,Password"),
        Err(Refusal::UnknownColumns(vec![1]))
    );
    assert_eq!(found("Id,User,Password"), Err(Refusal::DuplicateColumn(2)));
}

#[test]
fn the_caller_says_what_columns_are() {
    let operation = find(CLOUDSSO).unwrap();
    let said = |columns: &[(&str, Column)]| Options {
        columns: (columns.iter())
            .map(|(name, column)| ((*name).to_owned(), *column))
            .collect(),
        absent: DRAWN,
        ..with_default(CLOUDSSO, "DirectoryId", secret("d-1"))
    };
    let user = Column::Member(operation.position("UserId").unwrap());
    let file = "Login,E-mail,Password,Note\nAbc,u-1,Abcdef1!,\nXyz,u-2,Abcdef1!,x\n,u-3,Abcdef1!,x\nkim,u-4,,x\n";
    let columns = [
        ("login", Column::Name(NameKind::Account)),
        ("email", user),
        ("NOTE", Column::LeftOut),
    ];
    let found = lines(CLOUDSSO, said(&columns), file.as_bytes());
    assert_eq!(found[0]["issues"][0]["code"], "contains_user_name");
    assert_eq!(found[1]["input"]["UserId"], "u-2");
    assert_eq!(found[2]["input"]["UserId"], "u-3");
    let drawn = found[3]["input"]["Password"].as_str().unwrap();
    assert!(!drawn.to_lowercase().contains("kim"), "{drawn}");
    let told = refusal(CLOUDSSO, said(&[("Mail", user)]), file.as_bytes());
    assert_eq!(
        (told.code(), told.at().as_str(), told.message().as_str()),
        (
            "missing_column",
            "Mail",
            "the header lacks a column that the columns option names: Mail"
        )
    );
    assert_eq!(
        refusal(
            CLOUDSSO,
            said(&[("email", user), ("login", user), ("note", Column::LeftOut)]),
            file.as_bytes()
        ),
        Refusal::DuplicateColumn(2)
    );
    assert_eq!(
        refusal(CLOUDSSO, said(&[("Password", user)]), b"Password,UserId\n"),
        Refusal::DuplicateColumn(2)
    );
}

#[test]
fn a_column_that_is_left_out_may_have_any_bytes() {
    let options = Options {
        ignored: vec!["name".to_owned()],
        ..Options::default()
    };
    let file = b"Name,AccountId,UserId\n\xCD\xF5,a,u\nx,a,\xCD\xF5\n\xCD\xF5,a,\"v\"\n";
    assert_eq!(codes(CHIME, options, file), ["", "invalid_utf8", ""]);
}

#[test]
fn what_validate_warns_of_is_in_line_report_and_count() {
    let file = b"DirectoryId,UserId,Password\nd-1,u-1,Passw0rd1!\nd-1,u-2,Passw0rd1! \nd-1,u-3,\" Passw0rd1!\"\nd-1,u-4,short \n";
    let mut batch = Batch::new(
        operation(CLOUDSSO),
        Options {
            outputs: Outputs {
                requests: true,
                ..REPORT
            },
            ..Options::default()
        },
        Platform,
    )
    .unwrap();
    let mut written = Written::default();
    batch.push(file, &mut written).unwrap();
    batch.finish(&mut written).unwrap();
    assert_eq!((batch.rows(), batch.valid(), batch.warned()), (4, 3, 2));
    let told = |line: &str| -> Vec<String> {
        let line: Json = serde_json::from_str(line).unwrap();
        let list = line["warnings"].as_array().map_or(&[][..], Vec::as_slice);
        list.iter()
            .map(|it| it["code"].as_str().unwrap().to_owned())
            .collect()
    };
    let lines: Vec<_> = written.requests.lines().map(told).collect();
    assert_eq!(
        lines,
        [
            vec![],
            vec!["ends_with_space"],
            vec!["ends_with_space"],
            vec![]
        ]
    );
    assert!(
        written
            .requests
            .lines()
            .next()
            .unwrap()
            .ends_with(",\"warnings\":[]}")
    );
    let report: Vec<_> = written.report.split("\r\n").collect();
    assert_eq!(report[1], "1,2,d-1,u-1,valid,,,");
    assert_eq!(
        report[2],
        "2,3,d-1,u-2,valid,,,Remove the space at the start or end of the password: it is easily lost in a copy."
    );
    // The end of the service is said of every row, and counted for none.
    let file =
        format!("OrganizationId,UserId,Password\n{ORGANIZATION},S-1-1-11-1111111111,Passw0rd1\n");
    let mut batch = Batch::new(operation(WORKMAIL), Options::default(), Platform).unwrap();
    let mut written = Written::default();
    batch.push(file.as_bytes(), &mut written).unwrap();
    assert_eq!((batch.valid(), batch.warned()), (1, 0));
    assert_eq!(told(&written.requests), ["lifecycle"]);
}

#[test]
fn a_text_with_separate_accents_is_told_where_the_caller_can_tell() {
    let options = Options {
        is_nfc: Some(|text| !text.contains('\u{301}')),
        ..Options::default()
    };
    let file = "DirectoryId,UserId,Password\nd-1,u-1,Passe\u{301}w0rd1!\n";
    let found = lines(CLOUDSSO, options, file.as_bytes());
    let codes: Vec<_> = found[0]["warnings"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|it| &it["code"])
        .collect();
    assert!(
        codes.contains(&&json!("not_nfc")) || found[0]["issues"].is_array(),
        "{found:?}"
    );
}

#[test]
fn a_row_whose_password_cannot_be_drawn_is_refused_and_the_next_one_is_read() {
    let mut options = Options {
        absent: DRAWN,
        ..with_default(WORKMAIL, "OrganizationId", secret(ORGANIZATION))
    };
    (options.rules)
        .add("Password", "^Good pa55$", "ours", Must::Match)
        .unwrap();
    let file = b"UserId,Password\nS-1-1-11-1111111111,\nS-1-1-11-1111111112,Good pa55\nS-1-1-11-1111111113,\n";
    let found = lines(WORKMAIL, options, file);
    let codes: Vec<_> = found
        .iter()
        .map(|line| line["issues"][0]["code"].as_str().unwrap_or(""))
        .collect();
    assert_eq!(codes, ["not_generated", "", "not_generated"]);
    assert_eq!(
        found[0]["issues"][0]["message"],
        "Relax the rules for the password: no generated password meets all of them."
    );
}

#[test]
fn a_formula_behind_a_separator_within_a_cell_is_a_text() {
    let file = "AccountId,UserId\n\"a\",\"x;=HYPERLINK(1)\"\na,\"x,\"\"@y;z\"\na,x|+1\na,\"x\n=1\"\na,x;y;-2\n";
    let options = Options {
        outputs: REPORT,
        ..Options::default()
    };
    let out = whole(CHIME, options, file.as_bytes());
    for expected in [
        "1,2,a,\"x;'=HYPERLINK(1)\",",
        "2,3,a,\"x,'\"\"@y;z\",",
        "3,4,a,x|'+1,",
        // No identifier has a line feed.
        "4,5,a,,refused,forbidden_character,",
        "5,7,a,\"x;y;'-2\",",
    ] {
        assert!(out.contains(expected), "{expected}\n{out}");
    }
}

/// An operation with a member of each kind.
fn every_kind() -> Arc<Operation> {
    let document = json!({
        "format": 1,
        "id": "people:SetPassword",
        "summary": "Set a password.",
        "members": [
            { "name": "id", "label": "ID", "type": "integer", "min": 1, "required": true, "target": true },
            { "name": "password", "label": "Password", "sensitive": true },
            { "name": "reason", "label": "Reason", "type": "enum", "values": [{ "value": "lost", "label": "Lost" }, { "value": "expired", "label": "Expired" }] },
            { "name": "groups", "label": "Groups", "type": "list" },
            { "name": "about", "label": "About", "type": "map" },
            { "name": "mail", "label": "Mail", "type": "boolean" }
        ],
        "rules": [
            { "exactlyOne": ["password", "mail"] },
            { "expect": "reason", "when": "password" }
        ],
        "request": {
            "method": "POST",
            "path": "/users/{id}",
            "json": { "password": "{password}", "reason": "{reason}", "groups": "{groups}", "about": "{about}", "mail": "{mail}" }
        },
        "endpoint": { "kind": "own", "example": "https://people.example.com" },
        "auth": [{ "scheme": "bearer" }],
        "password": { "member": "password", "policy": { "minLength": 8, "classes": { "upper": { "min": 1 }, "lower": { "min": 1 }, "digit": { "min": 1 }, "special": {} } } },
        "response": { "success": { "204": "empty" } }
    });
    let node: resetkit::definition::Node = serde_json::from_value(document).unwrap();
    Arc::new(resetkit::definition::read(&node, &[]).unwrap())
}

/// The lines of a file for it.
fn people(options: Options, file: &str) -> (Written, Result<(), Refusal>) {
    let mut batch = Batch::new(every_kind(), options, Platform).unwrap();
    let mut written = Written::default();
    let end = batch
        .push(file.as_bytes(), &mut written)
        .and_then(|()| batch.finish(&mut written));
    (written, end)
}

#[test]
fn each_form_that_is_missed_is_told_by_its_own_words() {
    let forms = ["a", "b"].map(
        |letter| json!({ "pattern": format!("^{letter}*$"), "means": format!("only {letter}") }),
    );
    let document = json!({
        "format": 1,
        "id": "people:SetPassword",
        "summary": "Set a password.",
        "members": [
            { "name": "id", "label": "ID", "required": true, "target": true, "constraints": forms },
            { "name": "token", "label": "Token", "sensitive": true }
        ],
        "request": { "method": "POST", "path": "/users", "json": { "id": "{id}", "token": "{token}" } },
        "endpoint": { "kind": "own", "example": "https://people.example.com" },
        "auth": [{ "scheme": "bearer" }],
        "response": { "success": { "204": "empty" } }
    });
    let node: resetkit::definition::Node = serde_json::from_value(document).unwrap();
    let operation = Arc::new(resetkit::definition::read(&node, &[]).unwrap());
    let mut batch = Batch::new(operation, Options::default(), Platform).unwrap();
    let mut written = Written::default();
    batch.push(b"id\nx\nb\na\n", &mut written).unwrap();
    batch.finish(&mut written).unwrap();
    let told = written.requests.lines().map(|line| {
        let line: Json = serde_json::from_str(line).unwrap();
        let issues = line["issues"].as_array().unwrap().clone();
        let forms = issues
            .iter()
            .map(|issue| issue["expected"]["form"].as_str().unwrap().to_owned());
        forms.collect::<Vec<_>>()
    });
    let told: Vec<_> = told.collect();
    assert_eq!(
        told,
        [vec!["only a", "only b"], vec!["only a"], vec!["only b"]]
    );
}

#[test]
fn a_cell_is_what_its_member_takes() {
    let file = "id,password,reason,groups,about\n7,Passw0rd,lost,a; b ;;\"\"\"c\"\"\",\n8,Passw0rd,expired,a,\n8,Passw0rd,lost,,\n07,Passw0rd,lost,,\n9007199254740992,Passw0rd,lost,,\n0,Passw0rd,lost,,\n9,Passw0rd,Lost,,\n10,Passw0rd,lost,,{}\n11,Passw0rd,,,\n12,Passw0rd,,,\n"
        .replace(",a; b ;;\"\"\"c\"\"\",", ",\"a; b ;;\"\"c\"\"\",");
    let (written, end) = people(Options::default(), &file);
    assert_eq!(end, Ok(()));
    let found: Vec<_> = written.requests.lines().collect();
    assert_eq!(
        found[..2],
        [
            r#"{"row":1,"line":2,"input":{"id":7,"password":"Passw0rd","reason":"lost","groups":["a","b","\"c\""]},"body":"{\"password\":\"Passw0rd\",\"reason\":\"lost\",\"groups\":[\"a\",\"b\",\"\\\"c\\\"\"]}","warnings":[]}"#,
            r#"{"row":2,"line":3,"input":{"id":8,"password":"Passw0rd","reason":"expired","groups":["a"]},"body":"{\"password\":\"Passw0rd\",\"reason\":\"expired\",\"groups\":[\"a\"]}","warnings":[]}"#,
        ]
    );
    let told = |list: &str| -> Vec<_> {
        let codes = found.iter().map(|line| {
            let line: Json = serde_json::from_str(line).unwrap();
            line[list][0]["code"].as_str().unwrap_or("").to_owned()
        });
        codes.collect()
    };
    assert_eq!(
        told("issues"),
        [
            "",
            "",
            "duplicate",
            "wrong_type",
            "wrong_type",
            "out_of_range",
            "not_a_value",
            "wrong_type",
            "",
            ""
        ]
    );
    // What is said of a member that is left out is said in each row.
    assert_eq!(
        told("warnings"),
        ["", "", "", "", "", "", "", "", "recommended", "recommended"]
    );
}

#[test]
fn the_report_and_the_credentials_name_a_user_that_is_a_number() {
    let options = Options {
        outputs: Outputs {
            credentials: true,
            ..REPORT
        },
        absent: DRAWN,
        ..Options::default()
    };
    let (written, end) = people(options, "User,mail\n7,true\n8,\n-1,\n");
    assert_eq!(end, Ok(()));
    assert!(
        written.report.contains("1,2,7,valid,,,\r\n"),
        "{}",
        written.report
    );
    assert!(
        written.report.contains("3,4,,refused,out_of_range,"),
        "{}",
        written.report
    );
    // Beside a switch that excludes it no password is drawn.
    assert!(
        written.credentials.starts_with("\u{FEFF}id,password\r\n8,"),
        "{}",
        written.credentials
    );
    assert_eq!(written.credentials.lines().count(), 2);
}

#[test]
fn a_list_may_be_a_default() {
    let mut options = Options::default();
    options.defaults[3] = secret("a;b");
    let (written, end) = people(
        options,
        "id,password,reason,groups\n7,Passw0rd,lost,\n8,Passw0rd,lost,c\n",
    );
    assert_eq!(end, Ok(()));
    assert!(
        written.requests.contains(r#""groups":["a","b"]"#),
        "{}",
        written.requests
    );
    assert!(
        written.requests.contains(r#""groups":["c"]"#),
        "{}",
        written.requests
    );
}

#[test]
fn a_file_without_a_member_that_every_row_needs_is_refused() {
    let end = |file| people(Options::default(), file).1;
    assert_eq!(
        end("id,reason\n"),
        Err(Refusal::MissingColumn("password".into()))
    );
    assert_eq!(end("id,mail\n"), Ok(()));
    // What is no ID is not taken for one, nor an ID for a name.
    assert_eq!(end("User,mail\n"), Ok(()));
}

/// No random bytes.
struct Nothing;

impl resetkit::generate::Random for Nothing {
    fn fill(&mut self, _: &mut [u8]) -> Result<(), Error> {
        Err(Error::RandomUnavailable)
    }
}

#[test]
fn users_are_told_apart_by_a_hash_whose_seeds_are_drawn() {
    let begun = |allow_duplicates| {
        let options = Options {
            allow_duplicates,
            ..Options::default()
        };
        Batch::new(operation(CHIME), options, Nothing).err()
    };
    assert_eq!(begun(false), Some(Error::RandomUnavailable));
    assert_eq!(begun(true), None);
}

/// A cell, and how it may be written.
fn cell() -> impl Strategy<Value = String> {
    let plain = "[a-z]{0,6}";
    let odd = "[a-z\"\n\r,;\t é😀]{0,6}";
    prop_oneof![3 => plain, 2 => odd]
}

fn quoted(cell: &str, always: bool) -> String {
    if always || cell.contains([',', ';', '\t', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// Texts of a member: some are right, and each stands in many rows.
fn texts(operation: &'static Operation, member: &'static Member) -> impl Strategy<Value = String> {
    let example = match (&*operation.id, &*member.name) {
        (_, "OrganizationId") => ORGANIZATION,
        (WORKMAIL, "UserId") => "S-1-1-11-1111111111-2222222222-3333333333-3333",
        (CHIME, "AccountId") => "a1b2c3d4-5678-90ab-cdef-11111EXAMPLE",
        (CHIME, "UserId") => "a1b2c3d4-5678-90ab-cdef-22222EXAMPLE",
        (_, "DirectoryId") => "d-00fc2p61abcd",
        (_, "UserId") => "u-00q8wbq42wiltcrkabcd",
        (_, "Password") => "Example-Pass1",
        _ => "true",
    };
    let texts = match (&member.kind, member.sensitive) {
        (Kind::Boolean, _) => vec!["true", "FALSE", "", "yes"],
        (Kind::Text, true) => vec![
            "Abcdef1!",
            "Abcdef1\"",
            "A\\b\"c 1d",
            "Ann-Smith1",
            "ABCdef12345678901234567890123456",
            "abcdefgh",
            "AAaa11!!",
            "aaaaaa11",
            "Abcde1!",
            "\u{C1}bcdef1!",
            "Abcdef1!\u{1}",
            "Abcdef1!\u{4E2D}",
            " Abcdef1!",
            "Abcdef1! ",
            "Abcdef1!\u{A0}",
            "",
        ],
        _ => vec![
            example,
            "",
            ".",
            "..",
            " ",
            "a\"\\b",
            "\u{E9}",
            "d-00",
            "u-00\u{E9}",
        ],
    };
    let more = [
        example.replace(['1', '2'], "7"),
        example.repeat(9),
        format!("{example} "),
        format!(" {example}"),
        format!("{example}\u{200B}"),
        format!("{example}\0"),
        format!("{example}\t\u{E9}\u{1F600}"),
    ];
    let right = vec![example.to_owned(), example.replace(['1', '2'], "7")];
    let all: Vec<_> = texts.into_iter().map(str::to_owned).chain(more).collect();
    prop_oneof![
        6 => prop::sample::select(right),
        6 => prop::sample::select(all),
        1 => "[ -~\u{E9}]{0,40}"
    ]
}

/// Rows of an operation's members, in their order.
fn rows(operation: &'static Operation) -> impl Strategy<Value = Vec<Vec<String>>> {
    let row: Vec<_> = (operation.members.iter())
        .map(|member| texts(operation, member))
        .collect();
    // A row on which nothing stands is none.
    let row = row.prop_filter("blank", |cells| {
        cells.iter().any(|cell| !cell.trim().is_empty())
    });
    prop::collection::vec(row, 1..30)
}

/// What the lines must be, each row judged by itself; `None` where the user had a request before.
fn one_by_one(
    operation: &Operation,
    options: &Options,
    rows: &[Vec<String>],
) -> Vec<Option<String>> {
    let names: Vec<_> = (options.names.iter())
        .map(|name| Name {
            kind: name.kind,
            value: name.value.expose(),
        })
        .collect();
    let judged_by = resetkit::Options {
        policy: options.policy.as_ref(),
        names: &names,
    };
    let mut users = HashSet::new();
    let mut line = 2;
    let mut judge = |(row, cells): (usize, &Vec<String>)| {
        let start = format!("{{\"row\":{},\"line\":{line},", row + 1);
        line += 1;
        let mut input = Input::new(operation);
        for (member, cell) in operation.members.iter().zip(cells) {
            let value = match (&member.kind, cell.to_ascii_lowercase().as_str()) {
                (_, "") => continue,
                (Kind::Boolean, "true") => Value::Boolean(true),
                (Kind::Boolean, "false") => Value::Boolean(false),
                _ => Value::Text(cell.as_str()),
            };
            input = input.with(&member.name, value);
        }
        let valid = match options.rules.validate(input, &judged_by) {
            Ok(valid) => valid,
            Err(issues) => {
                let texts = issues.iter().map(|issue| {
                    let mut text = String::new();
                    issue.write_json(&mut text);
                    text
                });
                let texts: Vec<_> = texts.collect();
                return Some(format!("{start}\"issues\":[{}]}}", texts.join(",")));
            }
        };
        let user: Vec<_> = (operation.members.iter().zip(cells))
            .filter(|(member, _)| member.required && !member.sensitive)
            .map(|(_, cell)| cell.clone())
            .collect();
        if !users.insert(user) && !options.allow_duplicates {
            return None;
        }
        let members = valid.members().map(|(_, member, value)| match value {
            Value::Boolean(on) => format!("\"{}\":{on}", member.name),
            Value::Text(text) => format!("\"{}\":{}", member.name, json!(text)),
            _ => String::new(),
        });
        let members: Vec<_> = members.collect();
        let body = request::body(&valid);
        let warnings = valid.warnings().into_iter().map(|warning| {
            let mut text = String::new();
            warning.write_json(&mut text);
            text
        });
        let warnings: Vec<_> = warnings.collect();
        Some(format!(
            "{start}\"input\":{{{}}},\"body\":{},\"warnings\":[{}]}}",
            members.join(","),
            json!(body.expose()),
            warnings.join(",")
        ))
    };
    rows.iter().enumerate().map(&mut judge).collect()
}

/// Limits of a text, of few characters so that short texts meet some of them.
fn limits() -> impl Strategy<Value = Json> {
    let set = || {
        prop::sample::select(vec![
            "a", "-", "[ab]", "[^ab]", "[ab0]", "[a-z0-9]", "[0a-]", "[^a]", "[ -~]", "[ -~]",
        ])
    };
    let often = prop::sample::select(vec!["", "*", "*", "+", "?", "{2}", "{1,3}"]);
    let alternative = prop::collection::vec((set(), often), 1..4).prop_map(|runs| {
        let runs: Vec<_> = runs
            .into_iter()
            .map(|(set, often)| [set, often].concat())
            .collect();
        runs.concat()
    });
    let pattern = prop::collection::vec(alternative, 1..3)
        .prop_map(|alternatives| json!({ "pattern": format!("^({})$", alternatives.join("|")), "means": "what fits" }));
    let search = (set(), set(), set()).prop_map(|(before, one, after)| {
        json!({ "pattern": format!("^{before}*{one}{after}*$"), "means": "what has one" })
    });
    let length = (
        0..4u32,
        4..8u32,
        prop::sample::select(vec!["characters", "utf16", "bytes"]),
    )
        .prop_map(|(min, max, unit)| json!({ "length": { "min": min, "max": max, "unit": unit } }));
    let characters = prop::sample::select(vec!["[a-z]", "[^b]", "[ -~]", "[0a-]"])
        .prop_map(|set| json!({ "characters": set, "means": "what is allowed" }));
    prop_oneof![3 => pattern, 1 => search, 1 => length, 1 => characters]
}

/// A policy, many of them such that one look at a password is enough.
fn policy() -> impl Strategy<Value = Json> {
    let seldom = |odd: u32| prop::sample::select(vec![0, 0, 0, 0, odd]);
    let class = move |characters: &'static str| {
        (0..5u32, seldom(2)).prop_map(move |(min, most)| {
            let mut class = json!({ "label": "a character", "characters": characters, "min": min.saturating_sub(1) });
            if most > 0 {
                class["max"] = json!(most);
            }
            class
        })
    };
    let classes = (class("[a-z]"), class("[0-9]"), class("[ -\\-]"), 1..4usize);
    let groups = prop::sample::select(vec![0, 0, 1, 2, 3]);
    (0..4u32, classes, groups, seldom(2), seldom(5)).prop_map(
        |(length, (lower, digit, other, count), groups, different, bytes)| {
            let mut policy = json!({
                "minLength": length, "maxLength": 7, "minClasses": groups, "minDifferent": different, "extra": "[~]"
            });
            let classes = [("lower", lower), ("digit", digit), ("other", other)];
            for (name, class) in classes.into_iter().take(count) {
                policy["classes"][name] = class;
            }
            if bytes > 0 {
                policy["maxBytes"] = json!(bytes);
            }
            policy
        },
    )
}

/// Options that change how texts are judged.
fn judging(operation: &'static Operation, kind: usize) -> Options {
    let mut options = Options {
        allow_duplicates: kind % 2 == 0,
        ..Options::default()
    };
    if kind / 2 % 2 == 1 {
        options.names.push(Name {
            kind: NameKind::Account,
            value: Secret::new("Ann Smith".to_owned()),
        });
    }
    if let (Ok(policy), stricter @ 1..) = (Policy::of(operation), kind / 4) {
        let mut rules = policy.rules().clone();
        match stricter {
            1 => {
                rules.min_classes = 0;
                rules.min_different = 0;
                let classes = rules.classes.to_mut();
                classes.iter_mut().take(3).for_each(|class| class.min = 1);
            }
            2 => rules.min_different = 8,
            3 => rules.max_repeats = 1,
            4 => rules.forbidden_words = vec!["BCD".into()].into(),
            5 => rules
                .classes
                .to_mut()
                .iter_mut()
                .for_each(|class| class.min = class.min.min(2)),
            6 => rules.classes.to_mut()[2].min = 2,
            7 => rules.forbidden = vec![('!', '!')].into(),
            8 => {
                rules.classes.to_mut()[0].characters = vec![('A', 'Z'), ('a', 'c')].into();
                rules.min_different = 3;
            }
            _ => options
                .rules
                .add("Password", "[!\"]", "no marks", Must::NotMatch)
                .unwrap(),
        }
        options.policy = Some(Policy::new(Cow::Owned(rules)).unwrap());
    }
    options
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_row_has_its_line_in_order_and_none_is_lost(
        rows in prop::collection::vec((cell(), cell(), any::<bool>(), 0..6), 1..40),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        delimiter in prop::sample::select(vec![",", ";", "\t"]),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..20),
    ) {
        let mut file = format!("AccountId{delimiter}UserId{end}").into_bytes();
        let mut expected = Vec::new();
        let mut line = 2;
        for (account, user, always, fault) in &rows {
            // No identifier takes a control character.
            let sound = if [account, user].iter().any(|id| id.contains(char::is_control)) { "forbidden_character" } else { "" };
            let (account, user) = (quoted(&format!("a{account}"), *always), quoted(&format!("u{user}"), *always));
            let (row, code) = match fault {
                0 => (format!("{account}x\"{delimiter}v"), "invalid_quotes"),
                1 => (format!("{account}{delimiter}\"{user}{delimiter}\"x"), "invalid_quotes"),
                2 => (format!("{account}{delimiter}{user}{delimiter}"), "wrong_cell_count"),
                _ => (format!("{account}{delimiter}{user}"), sound),
            };
            // A quotation mark within the faulty rows would make other rows of them.
            if (*fault == 0 && account.contains('"')) || (*fault == 1 && user.contains('"')) {
                continue;
            }
            expected.push((line, code));
            line += 1 + row.replace("\r\n", "\n").matches(['\n', '\r']).count();
            file.extend(row.as_bytes());
            file.extend(end.as_bytes());
        }
        let options = || Options { allow_duplicates: true, ..Options::default() };
        let out = whole(CHIME, options(), &file);
        let found: Vec<Json> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(found.len(), expected.len());
        for (index, (found, (line, code))) in found.iter().zip(expected).enumerate() {
            prop_assert_eq!(&found["row"], index + 1);
            prop_assert_eq!(&found["line"], line);
            prop_assert_eq!(found["issues"][0]["code"].as_str().unwrap_or(""), code);
        }
        let mut cuts: Vec<_> = cuts.iter().map(|cut| cut.index(file.len())).collect();
        cuts.extend([0, file.len()]);
        cuts.sort_unstable();
        let pieces = cuts.windows(2).map(|ends| &file[ends[0]..ends[1]]);
        prop_assert_eq!(run(CHIME, options(), pieces).0, out);
    }

    #[test]
    fn a_row_comes_to_what_it_comes_to_by_itself(
        (id, rows) in prop::sample::select(vec![WORKMAIL, CLOUDSSO, CHIME]).prop_flat_map(|id| (Just(id), rows(find(id).unwrap()))),
        kind in 0..40_usize,
        always in any::<bool>(),
    ) {
        let operation = find(id).unwrap();
        let mut file: String = operation.members.iter().map(|member| &*member.name).collect::<Vec<_>>().join(",");
        for cells in &rows {
            file += "\r\n";
            file += &cells.iter().map(|cell| quoted(cell, always)).collect::<Vec<_>>().join(",");
        }
        let expected = one_by_one(operation, &judging(operation, kind), &rows);
        let found = whole(id, judging(operation, kind), file.as_bytes());
        for (found, expected) in found.lines().zip(expected) {
            if let Some(expected) = expected {
                prop_assert_eq!(found, expected);
            } else {
                let found: Json = serde_json::from_str(found).unwrap();
                prop_assert_eq!(&found["issues"][0]["code"], "duplicate");
            }
        }
        prop_assert_eq!(found.lines().count(), rows.len());
    }

    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(prop::sample::select(b"a,\"\n\r;\t \x1A\0\xC3\xA9\xFF".to_vec()), 0..200), cut in any::<prop::sample::Index>()) {
        let mut file = b"AccountId,UserId\n".to_vec();
        file.extend(bytes);
        let out = whole(CHIME, Options::default(), &file);
        let (one, other) = file.split_at(cut.index(file.len()));
        prop_assert_eq!(run(CHIME, Options::default(), [one, other]).0, out);
    }

    #[test]
    fn a_file_has_a_head_if_its_header_can_be_read(bytes in prop::collection::vec(prop::sample::select(b"ab,\"\n\r; \x1A\0\xC3\xA9\xFF".to_vec()), 0..30)) {
        let unreadable = |refusal| matches!(refusal, Refusal::NoHeader | Refusal::UnreadableHeader(_));
        match (Head::read(&bytes, true), run(CHIME, Options::default(), [&*bytes]).1.unwrap_err()) {
            // Names can be told that have a stray quotation mark.
            (Ok(_), Refusal::UnreadableHeader(reason)) => prop_assert_eq!(reason, "it has a quotation mark where CSV has none"),
            (Ok(_), refusal) => prop_assert!(!unreadable(refusal)),
            (Err(problem), refusal) => {
                prop_assert_eq!(problem == HeadProblem::Empty, refusal == Refusal::NoHeader);
                prop_assert!(unreadable(refusal));
            }
        }
        prop_assert!(Head::read(&bytes, false).is_err() || Head::read(&bytes, true).is_ok());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn one_look_finds_no_text_valid_that_is_not(
        (of_id, of_token) in (prop::collection::vec(limits(), 1..3), prop::collection::vec(limits(), 1..3)),
        forms in prop::collection::vec(limits(), 0..3),
        policy in prop::option::of(policy()),
        rows in prop::collection::vec(("[ab0-]{1,5}|[ab0\"\u{1}é~ -]{1,8}", "[ab0-]{1,5}|[ab0A-]{1,4}|[ab0\"\u{1}é~ -]{1,8}"), 1..30),
    ) {
        let forms: Vec<_> = forms.into_iter().filter(|form| form["pattern"].is_string()).collect();
        let mut document = json!({
            "format": 1,
            "id": "people:SetPassword",
            "summary": "Set a password.",
            "members": [
                { "name": "id", "label": "ID", "required": true, "target": true, "constraints": of_id },
                { "name": "token", "label": "Token", "required": true, "sensitive": true, "constraints": of_token }
            ],
            "request": { "method": "POST", "path": "/users", "json": { "id": "{id}", "token": "{token}" } },
            "endpoint": { "kind": "own", "example": "https://people.example.com" },
            "auth": [{ "scheme": "bearer" }],
            "response": { "success": { "204": "empty" } }
        });
        if !forms.is_empty() {
            document["members"][1]["forms"] = json!(forms);
        }
        if let Some(policy) = policy {
            document["password"] = json!({ "member": "token", "policy": policy });
        }
        let node: resetkit::definition::Node = serde_json::from_value(document).unwrap();
        // Some policies allow no password.
        let Ok(operation) = resetkit::definition::read(&node, &[]) else { return Ok(()) };
        let operation = Arc::new(operation);
        let options = || Options { allow_duplicates: true, ..Options::default() };
        // A row of blanks is none.
        let rows: Vec<_> = (rows.into_iter())
            .filter(|(id, token)| !(id.trim().is_empty() && token.trim().is_empty()))
            .map(|(id, token)| vec![id, token])
            .collect();
        let mut file = vec!["id,token".to_owned()];
        file.extend(rows.iter().map(|cells| format!("{},{}", quoted(&cells[0], true), quoted(&cells[1], true))));
        let file = file.join("\n");
        let mut batch = Batch::new(operation.clone(), options(), Platform).unwrap();
        let mut written = Written::default();
        batch.push(file.as_bytes(), &mut written).unwrap();
        batch.finish(&mut written).unwrap();
        let expected = one_by_one(&operation, &options(), &rows);
        for (found, expected) in written.requests.lines().zip(expected) {
            prop_assert_eq!(Some(found), expected.as_deref());
        }
    }
}
