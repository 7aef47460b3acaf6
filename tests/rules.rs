//! An organization's own rules: what breaks them, what is no pattern, and what is generated under them.
#![cfg(all(
    feature = "patterns",
    feature = "catalogue",
    not(target_arch = "wasm32")
))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "a test may panic"
)]

use std::cell::Cell;

use resetkit::generate::{Generator, Options, Platform, Pool};
use resetkit::model::Operation;
use resetkit::patterns::{Must, Rules};
use resetkit::{Error, Input, IssueKind, Policy, RuleSource, Utf16, Value, find};

fn rules(all: &[(&str, &str, Must)]) -> Rules {
    let mut rules = Rules::default();
    for (member, pattern, must) in all {
        rules.add(member, pattern, "No.", *must).unwrap();
    }
    rules
}

fn workmail() -> &'static Operation {
    find("workmail:ResetPassword").unwrap()
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
        Input::new(workmail())
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
    assert_eq!(issues[0].source, RuleSource::Organization);
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
fn a_bad_pattern_is_told_with_its_place() {
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
            Err(Error::InvalidPattern { position }),
            "{pattern}"
        );
    }
    assert_eq!(
        add("a(b").unwrap_err().to_string(),
        "the pattern is not a regular expression from this character on: 2"
    );
}

#[test]
fn what_is_larger_than_a_rule_may_be_is_refused_with_its_limit_and_its_rule() {
    let add = |pattern: &str, message: &str| {
        let mut rules = rules(&[("Password", "^[A-Z]", Must::Match)]);
        let error = rules.add("Password", pattern, message, Must::Match).err();
        error.map(|error| (error.code(), error.to_string()))
    };
    let refused = |code, text: &str| Some((code, text.to_owned()));
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    let length = "a pattern has at most 1,000 characters, unlike that of rule 2";
    let depth = "the groups of a pattern are at most 32 deep, unlike that of rule 2";
    let size = "a pattern is at most 128 kB large once it is compiled, unlike that of rule 2";
    assert_eq!(add(&"é".repeat(1_000), "No."), None);
    for pattern in [
        "é".repeat(1_001),
        "(".repeat(100_000),
        "a|".repeat(1_000_000),
    ] {
        assert_eq!(add(&pattern, "No."), refused("invalid_pattern", length));
    }
    assert_eq!(add(&nested(32), "No."), None);
    for pattern in [nested(33), nested(499)] {
        assert_eq!(add(&pattern, "No."), refused("invalid_pattern", depth));
    }
    for pattern in [
        "[a-z]{200}",
        r"^\w+$",
        r"^\S+$",
        r"\b\w\w\b",
        "^.{8,64}$",
        "(?i)[a-z]{64}",
        r"^[^\s]{8,64}$",
        "^[A-Za-z0-9!@#$%^&*]{8,64}$",
        r"\d{3}",
        r"(?i)password|passwort|geheim",
    ] {
        assert_eq!(add(pattern, "No."), None, "{pattern}");
    }
    for pattern in ["(?:x{1000}){1000}", r"\w{50}", "(?:a?){4000}b"] {
        assert_eq!(
            add(pattern, "No."),
            refused("invalid_pattern", size),
            "{pattern}"
        );
    }
    assert_eq!(add("a", &"é".repeat(1_000)), None);
    assert_eq!(
        add("a", &"é".repeat(1_001)),
        refused(
            "invalid_options",
            "a message has at most 1,000 characters, unlike that of rule 2"
        )
    );
    let mut many = rules(&[("Password", "a", Must::Match); 32]);
    assert_eq!(
        many.add("Password", "a", "No.", Must::Match),
        Err(Error::InvalidOptions("there may be at most 32 rules"))
    );
}

#[test]
fn rules_that_are_asked_in_turns_are_compiled_once() {
    let mut rules = Rules::default();
    let sets = [["^[A-Z]", "[0-9]$"], ["^[a-z]", "[0-9]$"], ["^.{9}", "y"]];
    for turn in 0..5 {
        for set in sets {
            rules.clear();
            assert!(rules.is_empty());
            for pattern in set {
                rules.add("Password", pattern, "No.", Must::Match).unwrap();
            }
            let broken = rules.check("Password", "Abcdefgx1").len();
            assert_eq!(
                broken,
                usize::from(set[0] == "^[a-z]" || set[1] == "y"),
                "{set:?} {turn}"
            );
        }
    }
    assert_eq!(rules.compiled(), 5);
    // What was not used for long is compiled anew, so that not every pattern stays.
    for number in 0..128 {
        rules.clear();
        rules
            .add("Password", &format!("x{number}"), "No.", Must::Match)
            .unwrap();
    }
    assert_eq!(rules.compiled(), 133);
    rules.add("Password", "^[A-Z]", "No.", Must::Match).unwrap();
    assert_eq!(rules.compiled(), 134);
}

#[test]
fn no_rule_is_asked_about_what_is_too_long_anyway() {
    let rules = rules(&[
        ("Password", "20[0-9]{2}", Must::NotMatch),
        ("UserId", "^S-", Must::Match),
    ]);
    let told = |password: &str| {
        let input = Input::new(workmail())
            .with(
                "OrganizationId",
                Value::Text("m-d281d0a2fd824be5b6cd3d3ce909fd27"),
            )
            .with("UserId", Value::Text("someone@example.com"))
            .with("Password", Value::Text(password));
        let issues = rules.validate(input, &resetkit::Options::default());
        let told = |issue: &resetkit::Issue| issue.kind.code().as_str();
        issues.unwrap_err().iter().map(told).collect::<Vec<_>>()
    };
    let long = |count| format!("Ab2020{}", "x".repeat(count));
    assert_eq!(told(&long(50)), ["rule", "rule"]);
    // One more than the directory takes, and more than the API does; the rule of another member is asked all the same.
    assert_eq!(told(&long(58)), ["rule", "too_long"]);
    assert_eq!(told(&long(300)), ["rule", "too_long", "too_long"]);
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
    let policy = Policy::of(workmail()).unwrap();
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
