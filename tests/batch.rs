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

use proptest::prelude::*;
use resetkit::batch::{Absent, Batch, Options, Outputs, Refusal, Written};
use resetkit::generate::Platform;
use resetkit::model::{Kind, Member};
use resetkit::patterns::Must;
use resetkit::{
    Error, Input, Operation, Policy, Secret, Value, check_password, find, request, validate,
};
use serde_json::{Value as Json, json};

const WORKMAIL: &str = "workmail:ResetPassword";
const CLOUDSSO: &str = "cloudsso:ResetUserPassword";
const CHIME: &str = "chime:ResetPersonalPIN";

const ORGANIZATION: &str = "m-d281d0a2fd824be5b6cd3d3ce909fd27";

/// What comes out, and why it ended early.
fn write<'a>(
    operation: &str,
    options: Options,
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> (Written, Result<(), Refusal>) {
    let mut batch = Batch::new(find(operation).unwrap(), options, Platform).unwrap();
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

fn with_default(operation: &str, name: &str, value: Value<Secret>) -> Options {
    let mut options = Options::default();
    options.defaults[find(operation).unwrap().position(name).unwrap()] = value;
    options
}

fn secret(text: &str) -> Value<Secret> {
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
    let last = issues(input("m-1", "short", "").unwrap_err());
    assert_eq!(
        out,
        format!(
            "{{\"row\":1,\"line\":2,\"issues\":[{first}]}}\n{{\"row\":2,\"line\":4,\"input\":{},\"body\":{body}}}\n{{\"row\":3,\"line\":5,\"issues\":[{last}]}}\n",
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
    for operation in resetkit::OPERATIONS {
        for member in operation.members {
            for name in [member.name, member.flag.0, member.label] {
                let file = format!("{name},{name}");
                let found = refusal(operation.id, Options::default(), file.as_bytes());
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
    assert_eq!(plain("\u{FEFF}".as_bytes()), Refusal::UnknownColumn(1));
    assert_eq!(
        plain(b"UserId,Passphrase,OrganizationId\n"),
        Refusal::UnknownColumn(2)
    );
    assert_eq!(
        plain(b"UserId,Password,user id"),
        Refusal::DuplicateColumn(3)
    );
    assert_eq!(
        plain(b"UserId,Password"),
        Refusal::MissingColumn("OrganizationId")
    );
    assert_eq!(
        plain(b"UserId,OrganizationId"),
        Refusal::MissingColumn("Password")
    );
    assert_eq!(
        refusal(CLOUDSSO, Options::default(), b"DirectoryId,UserId"),
        Refusal::MissingColumn("Password")
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
    assert_eq!(wide(1023), Refusal::UnknownColumn(1024));
    assert_eq!(
        wide(1024),
        Refusal::UnreadableHeader("it has too many columns")
    );
    let told = plain(b"mateo,Hunter2hunter2\n");
    assert_eq!(
        (told.code(), told.message().as_str()),
        (
            "unknown_column",
            "the header names no member of the operation in column 1"
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
    assert_eq!(refused(&["name"]), Refusal::UnknownColumn(3));
    assert_eq!(
        refused(&["name", "email", "user-id"]),
        Refusal::MissingColumn("UserId")
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
        assert!(password.is_none_or(|it| check_password(&policy, it, None).is_empty()));
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
    let new = |operation, options| Batch::new(find(operation).unwrap(), options, Platform).err();
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
            vec![(2, "u\r\nv"), (4, "w")],
        ),
        (
            b"AccountId,UserId\na,\"\r\n\n\r\"\na,w",
            vec![(2, "wrong_form"), (6, "w")],
        ),
        (b"AccountId,UserId\n\"a\",\"\"\"\"\n", vec![(2, "\"")]),
        (b"AccountId,UserId\na,\"\"\"u\"\"\"\n", vec![(2, "\"u\"")]),
        (b"AccountId,UserId\na,\"\"\n", vec![(2, "missing")]),
        (
            b"AccountId,UserId\na,\n,\n",
            vec![(2, "missing"), (3, "missing")],
        ),
        (b"AccountId,UserId\na, u \n", vec![(2, " u ")]),
        (b"AccountId,UserId\na,u;v\tw\n", vec![(2, "u;v\tw")]),
        (b"AccountId;UserId\na;u,v\n", vec![(2, "u,v")]),
        (b"AccountId\tUserId\na\t\"u\tv\"\n", vec![(2, "u\tv")]),
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
        (b"AccountId,UserId\na,u\0v\n", vec![(2, "u\0v")]),
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
        "\u{FEFF}row,line,OrganizationId,UserId,verdict,codes,issues"
    );
    assert_eq!(
        found[1],
        format!("1,2,{ORGANIZATION},'=cmd|' /C calc'!A0,valid,,")
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
fn without_an_output_rows_are_counted() {
    let options = Options {
        outputs: Outputs::NONE,
        ..with_default(WORKMAIL, "OrganizationId", secret(ORGANIZATION))
    };
    let mut batch = Batch::new(find(WORKMAIL).unwrap(), options, Platform).unwrap();
    let mut written = Written::default();
    let file = b"UserId,Password\nS-1-1-11-1111111111,Good pa55\nshort,Good pa55\n";
    assert_eq!(batch.push(file, &mut written), Ok(()));
    assert_eq!((batch.rows(), batch.valid()), (2, 1));
    let all = [written.requests, written.report, written.credentials];
    assert_eq!(all.concat(), "");
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
fn texts(member: &'static Member) -> impl Strategy<Value = String> {
    let example = member.example.0;
    let texts = match (member.kind, member.sensitive) {
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
            "",
        ],
        (Kind::Text, false) => vec![
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
    let row: Vec<_> = operation.members.iter().map(texts).collect();
    prop::collection::vec(row, 1..30)
}

/// What the lines must be, each row judged by itself; `None` where the user had a request before.
fn one_by_one(
    operation: &'static Operation,
    options: &Options,
    rows: &[Vec<String>],
) -> Vec<Option<String>> {
    let judged_by = resetkit::Options {
        policy: options.policy.as_ref(),
        user_name: options.user_name.as_ref().map(Secret::expose),
    };
    let mut users = HashSet::new();
    let mut line = 2;
    let mut judge = |(row, cells): (usize, &Vec<String>)| {
        let start = format!("{{\"row\":{},\"line\":{line},", row + 1);
        line += 1;
        let mut input = Input::new(operation);
        for (member, cell) in operation.members.iter().zip(cells) {
            let value = match (member.kind, cell.to_ascii_lowercase().as_str()) {
                (_, "") => continue,
                (Kind::Boolean, "true") => Value::Boolean(true),
                (Kind::Boolean, "false") => Value::Boolean(false),
                _ => Value::Text(cell.as_str()),
            };
            input = input.with(member.name, value);
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
            .filter(|(member, _)| member.is_target())
            .map(|(_, cell)| cell.clone())
            .collect();
        if !users.insert(user) && !options.allow_duplicates {
            return None;
        }
        let members = valid.members().map(|(member, value)| match value {
            Value::Boolean(on) => format!("\"{}\":{on}", member.name),
            Value::Text(text) => format!("\"{}\":{}", member.name, json!(text)),
            Value::Absent | Value::Null | Value::Other => String::new(),
        });
        let members: Vec<_> = members.collect();
        let body = request::body(&valid);
        Some(format!(
            "{start}\"input\":{{{}}},\"body\":{}}}",
            members.join(","),
            json!(body.expose())
        ))
    };
    rows.iter().enumerate().map(&mut judge).collect()
}

/// Options that change how texts are judged.
fn judging(operation: &'static Operation, kind: usize) -> Options {
    let mut options = Options {
        allow_duplicates: kind % 2 == 0,
        ..Options::default()
    };
    if kind / 2 % 2 == 1 {
        options.user_name = Some(Secret::new("Ann Smith".to_owned()));
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
            let (account, user) = (quoted(&format!("a{account}"), *always), quoted(&format!("u{user}"), *always));
            let (row, code) = match fault {
                0 => (format!("{account}x\"{delimiter}v"), "invalid_quotes"),
                1 => (format!("{account}{delimiter}\"{user}{delimiter}\"x"), "invalid_quotes"),
                2 => (format!("{account}{delimiter}{user}{delimiter}"), "wrong_cell_count"),
                _ => (format!("{account}{delimiter}{user}"), ""),
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
        let mut file: String = operation.members.iter().map(|member| member.name).collect::<Vec<_>>().join(",");
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
    fn no_bytes_break_it(bytes in prop::collection::vec(prop::sample::select(b"a,\"\n\r;\t\xC3\xA9\xFF".to_vec()), 0..200), cut in any::<prop::sample::Index>()) {
        let mut file = b"AccountId,UserId\n".to_vec();
        file.extend(bytes);
        let out = whole(CHIME, Options::default(), &file);
        let (one, other) = file.split_at(cut.index(file.len()));
        prop_assert_eq!(run(CHIME, Options::default(), [one, other]).0, out);
    }
}
