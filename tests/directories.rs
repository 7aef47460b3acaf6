//! Verdicts of real directories: 2,541 passwords as a Samba Active Directory took or refused them, and as Microsoft's documents
//! do.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may panic"
)]
#![cfg(not(target_arch = "wasm32"))]

mod documents;

use std::borrow::Cow;
use std::path::Path;

use resetkit::definition::variants;
use resetkit::generate::{Generator, Platform, Pool};
use resetkit::model::{Class, NameKind, PolicyRules};
use resetkit::{Input, IssueKind, Name, Options, Policy, Value, check_password, find, validate};
use serde::Deserialize;

const WORKMAIL: &str = "workmail:ResetPassword";
const DIRECTORY: &str = "ds:ResetUserPassword";

/// A password, whose it was to be, whether Samba takes it with a minimum length of 8, and what is wrong with it by Microsoft's
/// documents and a minimum of 7.
#[derive(Deserialize)]
struct Row {
    password: String,
    account: String,
    display: Option<String>,
    samba8: bool,
    microsoft7: Vec<String>,
}

fn rows() -> Vec<Row> {
    let rows: Vec<Row> = serde_json::from_str(include_str!("golden/directories.json")).unwrap();
    assert_eq!(rows.len(), 2541);
    rows
}

impl Row {
    fn names(&self) -> Vec<Name<&str>> {
        let account = (NameKind::Account, Some(self.account.as_str()));
        let display = (NameKind::Display, self.display.as_deref());
        let names = [account, display].into_iter();
        names
            .filter_map(|(kind, value)| value.map(|value| Name { kind, value }))
            .collect()
    }

    fn is_accepted(&self, policy: &Policy) -> bool {
        policy
            .check(self.password.as_str(), &self.names())
            .is_empty()
    }
}

/// The operation's default policy, or that of another kind of directory.
fn rules(id: &str, kind: Option<&str>) -> PolicyRules {
    let all = documents::each_in(Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src/operations"
    )));
    let found = all.into_iter().find(|(_, operation)| &*operation.id == id);
    let (document, operation) = found.unwrap();
    match kind {
        None => operation.password.unwrap().policy,
        Some(kind) => {
            let mut variants = variants(&document).into_iter();
            variants.find(|it| &*it.id == kind).unwrap().rules
        }
    }
}

fn policy(rules: PolicyRules) -> Policy {
    Policy::new(Cow::Owned(rules)).unwrap()
}

/// The rules by one of their two readings alone.
fn readings(rules: &PolicyRules) -> [Policy; 2] {
    let usual = PolicyRules {
        other_classes: Cow::Borrowed(&[]),
        ..rules.clone()
    };
    let other = PolicyRules {
        classes: rules.other_classes.clone(),
        extra: vec![(' ', ' '), ('\u{7F}', '\u{7F}')].into(),
        ..usual.clone()
    };
    [policy(usual), policy(other)]
}

/// What Simple AD and WorkMail's own directory take: AWS's page counts in one way, the directory that was measured in another.
fn by_two_readings() -> Vec<PolicyRules> {
    vec![rules(WORKMAIL, None), rules(DIRECTORY, Some("simple-ad"))]
}

#[test]
fn a_password_that_either_reading_takes_is_valid() {
    for rules in by_two_readings() {
        let [usual, _] = readings(&rules);
        let both = policy(rules);
        let (mut taken, mut disputed) = (0, 0);
        for row in rows() {
            // The directory has no maximum, and takes what the API does not.
            let is_short = row.password.chars().count() < 64;
            let is_sendable = row.password.chars().all(|c| (' '..='\u{FF}').contains(&c));
            let measured = row.samba8 && is_short && is_sendable;
            let expected = row.is_accepted(&usual) || measured;
            assert_eq!(row.is_accepted(&both), expected, "{}", row.password);
            taken += u32::from(expected);
            disputed += u32::from(row.is_accepted(&usual) != measured);
        }
        assert_eq!((taken, disputed), (1824, 288));
    }
}

/// The codes of what is wrong with a password in WorkMail's operation, or of what is warned of.
fn codes(password: &str) -> Result<Vec<&'static str>, Vec<&'static str>> {
    codes_by(None, password)
}

fn codes_by(
    policy: Option<&Policy>,
    password: &str,
) -> Result<Vec<&'static str>, Vec<&'static str>> {
    let operation = find(WORKMAIL).unwrap();
    let input = Input::new(operation)
        .with(
            "OrganizationId",
            Value::Text("m-d281d0a2fd824be5b6cd3d3ce909fd27"),
        )
        .with(
            "UserId",
            Value::Text("S-1-1-11-1111111111-2222222222-3333333333-3333"),
        )
        .with("Password", Value::Text(password));
    let codes = |issues: Vec<resetkit::Issue>| {
        let issues = issues
            .iter()
            .filter(|issue| issue.kind.code().as_str() != "lifecycle");
        issues.map(|issue| issue.kind.code().as_str()).collect()
    };
    let options = Options { policy, names: &[] };
    match validate(input, &options) {
        Ok(valid) => Ok(codes(valid.warnings())),
        Err(issues) => Err(codes(issues)),
    }
}

#[test]
fn what_only_one_reading_takes_is_warned_of() {
    let disputed = Ok(vec!["undocumented_group"]);
    // Accents are a group of their own on paper, and letters of their case to the directory.
    assert_eq!(codes("bcdfghj42\u{E0}"), disputed);
    assert_eq!(codes("2\u{E9}\u{C9}3\u{FC}\u{DC}4\u{F1}\u{D1}6"), disputed);
    // So is a space, which the page does not speak of.
    assert_eq!(codes("bcdfgh 42j"), disputed);
    assert_eq!(codes("Bcdfgh 42j"), Ok(vec![]));
    assert_eq!(codes("bcdfgh+42\u{E0}"), Ok(vec![]));
    assert_eq!(codes("bcdfghjk\u{E0}"), Err(vec!["too_few_classes"]));
    // Of accented letters alone: one group on paper, two to the directory.
    let two = policy(PolicyRules {
        min_classes: 2,
        ..rules(WORKMAIL, None)
    });
    let accented = "\u{E9}\u{C9}\u{FC}\u{DC}\u{F1}\u{D1}\u{E0}\u{C0}";
    assert_eq!(codes_by(Some(&two), accented), disputed);
    // DEL is nobody's special character.
    let alone = check_password(&policy(rules(WORKMAIL, None)), "bcdfgh42\u{7F}", &[]);
    let kinds: Vec<_> = alone
        .into_iter()
        .map(|issue| issue.kind.code().as_str())
        .collect();
    assert_eq!(kinds, ["too_few_classes"]);
}

#[test]
fn a_character_that_only_the_other_reading_knows_makes_up_for_no_group() {
    let class = |characters: &[(char, char)]| Class {
        name: "a letter".into(),
        characters: characters.to_vec().into(),
        min: 1,
        ..Class::default()
    };
    let rules = PolicyRules {
        min_length: 1,
        max_length: 9,
        classes: vec![class(&[('a', 'z')])].into(),
        other_classes: vec![class(&[('a', 'z'), ('\u{E9}', '\u{E9}')])].into(),
        ..PolicyRules::default()
    };
    let told = policy(rules).check("\u{E9}", &[]);
    let codes: Vec<_> = told.iter().map(|kind| kind.code().as_str()).collect();
    assert_eq!(codes, ["forbidden_character", "missing_class"]);
}

#[test]
fn microsofts_policy_is_as_its_documents_say() {
    let managed = policy(rules(WORKMAIL, Some("managed-microsoft-ad")));
    let directory = policy(rules(DIRECTORY, None));
    for row in rows() {
        let documented = row.microsoft7.is_empty();
        assert_eq!(row.is_accepted(&managed), documented, "{}", row.password);
        // The API of Directory Service takes 127 characters.
        let fits = row.password.encode_utf16().count() < 128;
        assert_eq!(
            row.is_accepted(&directory),
            documented && fits,
            "{}",
            row.password
        );
        let names = row
            .microsoft7
            .iter()
            .any(|it| it == "account" || it == "display");
        let told = managed.check(row.password.as_str(), &row.names());
        assert_eq!(
            told.contains(&IssueKind::ContainsUserName),
            names,
            "{}",
            row.password
        );
    }
}

#[test]
fn what_is_read_in_two_ways_is_not_generated() {
    let mut rules = rules(WORKMAIL, None);
    let accents = rules.classes.to_mut().last_mut().unwrap();
    accents.generate = "\u{E9}\u{A3}".into();
    let generator = Generator::new::<&str>(&policy(rules), &resetkit::generate::Options::default());
    let (generator, mut pool) = (generator.unwrap(), Pool::new(Platform));
    let drawn: String = (0..500)
        .map(|_| generator.password(&mut pool).unwrap().expose().to_owned())
        .collect();
    // Both readings count a pound sign to the same group.
    assert!(drawn.contains('\u{A3}') && !drawn.contains('\u{E9}'));
}

#[test]
fn what_is_generated_every_reading_takes() {
    for rules in by_two_readings() {
        let readings = readings(&rules);
        let generator =
            Generator::new::<&str>(&policy(rules), &resetkit::generate::Options::default());
        let (generator, mut pool) = (generator.unwrap(), Pool::new(Platform));
        for _ in 0..2_000 {
            let password = generator.password(&mut pool).unwrap();
            for reading in &readings {
                assert_eq!(reading.check(password.expose(), &[]), []);
            }
        }
    }
}
