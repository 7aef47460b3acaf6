//! An organization's own rules: what breaks them, what is no pattern, and what is generated under them.
#![cfg(all(feature = "patterns", not(target_arch = "wasm32")))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test may panic"
)]

use std::cell::Cell;

use resetkit::generate::{Generator, Options, Platform, Pool};
use resetkit::patterns::{Must, Rules};
use resetkit::{Error, Input, IssueKind, OPERATIONS, Policy, Speaker, Utf16, Value};

fn rules(all: &[(&str, &str, Must)]) -> Rules {
    let mut rules = Rules::default();
    for (member, pattern, must) in all {
        rules.add(member, pattern, "No.", *must).unwrap();
    }
    rules
}

#[test]
fn a_rule_is_broken_where_it_says() {
    let rules = rules(&[
        ("Password", "^[A-Z]", Must::Match),
        ("Password", "20[0-9]{2}", Must::NotMatch),
        ("UserId", "^S-", Must::Match),
    ]);
    assert_eq!(rules.check("Password", "Abc2019x").len(), 1);
    assert_eq!(rules.check("Password", "abc2019x").len(), 2);
    assert_eq!(rules.check("Password", "Abc1919x"), []);
    assert_eq!(rules.check("OrganizationId", "abc2019x"), []);
    let input = || {
        Input::new(OPERATIONS[0])
            .with(
                "OrganizationId",
                Value::Text("m-d281d0a2fd824be5b6cd3d3ce909fd27"),
            )
            .with("UserId", Value::Text("someone@example.com"))
            .with("Password", Value::Text("short2020"))
    };
    let issues = rules
        .validate(input(), &resetkit::Options::default())
        .unwrap_err();
    let told: Vec<_> = issues
        .iter()
        .map(|issue| (issue.subject.name().unwrap(), issue.kind.code().as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("UserId", "rule"),
            ("Password", "too_few_classes"),
            ("Password", "rule"),
            ("Password", "rule")
        ]
    );
    let validate = |rules: &Rules, password| {
        let input = input().with("Password", Value::Text(password));
        rules.validate(input, &resetkit::Options::default())
    };
    assert!(validate(&Rules::NONE, "Short2020").is_ok());
    // A rule by itself makes an input invalid, and one that holds does not.
    let password = self::rules(&[("Password", "20[0-9]{2}", Must::NotMatch)]);
    assert!(validate(&password, "Short1920").is_ok());
    let issues = validate(&password, "Short2020").unwrap_err();
    assert_eq!(issues.len(), 1);
    assert_eq!(issues[0].to_string(), "No.");
    assert_eq!(issues[0].source, Speaker::Organization);
    assert_eq!(
        issues[0].kind,
        IssueKind::Rule {
            index: 0,
            message: "No.".to_owned()
        }
    );
    assert!(Rules::NONE.is_empty() && !password.is_empty());
}

#[test]
fn a_bad_pattern_is_told_with_its_place_and_a_large_one_as_large() {
    let add = |pattern: &str| Rules::default().add("Password", pattern, "No.", Must::Match);
    for (pattern, position) in [
        ("a(b", 2),
        ("é[z-a]", 3),
        ("(?=a)", 1),
        (r"ab\1", 3),
        ("*", 1),
        (r"a\p{Nothing}", 2),
    ] {
        assert_eq!(
            add(pattern),
            Err(Error::InvalidPattern {
                position: Some(position)
            }),
            "{pattern}"
        );
    }
    assert_eq!(
        add("(?:x{1000}){1000}"),
        Err(Error::InvalidPattern { position: None })
    );
    assert_eq!(add("[a-z]{200}"), Ok(()));
    assert_eq!(
        add("a(b").unwrap_err().to_string(),
        "the pattern is not a regular expression from this character on: 2"
    );
}

#[test]
fn the_time_is_linear_and_half_a_character_harmless() {
    let rules = rules(&[
        ("Password", "(x+x+)+y", Must::NotMatch),
        ("Password", "^.*$", Must::Match),
    ]);
    assert_eq!(rules.check("Password", "x".repeat(1_000_000).as_str()), []);
    let half = [Cell::new(0xD800)];
    assert_eq!(rules.check("Password", Utf16(&half)), []);
    let rules = self::rules(&[
        ("Password", "^.*$", Must::Match),
        ("Password", "^\u{FFFD}$", Must::NotMatch),
    ]);
    let message = "No.".to_owned();
    assert_eq!(
        rules.check("Password", Utf16(&half)),
        [IssueKind::Rule { index: 1, message }]
    );
}

#[test]
fn what_is_generated_breaks_no_rule() {
    let policy = Policy::of(OPERATIONS[0]).unwrap();
    let generator = Generator::new(&policy, &Options::<&str>::default()).unwrap();
    let room = vec![Cell::new(0); 64];
    let mut pool = Pool::new(Platform);
    let some = rules(&[
        ("Password", "^[A-Z].*[0-9]$", Must::Match),
        ("UserId", "^never$", Must::Match),
    ]);
    for _ in 0..200 {
        let units = some.draw("Password", &generator, &mut pool, &room).unwrap();
        assert_eq!(some.check("Password", Utf16(&room[..units])), []);
    }
    let none = rules(&[("Password", "^$", Must::Match)]);
    let error = none.draw("Password", &generator, &mut pool, &room);
    assert!(
        matches!(error, Err(Error::UnsatisfiablePolicy(_))),
        "{error:?}"
    );
}
