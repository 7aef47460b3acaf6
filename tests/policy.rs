//! The verdict on a password against that of somebody who reads the rules for the first time, and policies that contradict
//! themselves.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::cast_sign_loss,
    clippy::too_many_lines,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may panic"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::borrow::Cow;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use regex::{Regex, RegexBuilder};
use resetkit::model::{Class, PolicyRules};
use resetkit::{Error, Policy, check_password};

/// How many passwords are compared: a million where the build is quick enough.
const COMPARED: u32 = if cfg!(debug_assertions) {
    20_000
} else {
    1_000_000
};

const ALPHABET: &str = "abcABC123#é ";

fn found(pattern: &str, text: &str) -> usize {
    RegexBuilder::new(pattern)
        .build()
        .unwrap()
        .find_iter(text)
        .count()
}

fn set(characters: &str) -> String {
    characters
        .chars()
        .map(|c| regex::escape(&c.to_string()))
        .collect()
}

/// The codes that crate `regex`, and counting, come to.
fn expected(
    rules: &PolicyRules,
    classes: &[String],
    password: &str,
    name: &str,
) -> Vec<&'static str> {
    let length = u32::try_from(password.chars().count()).unwrap();
    let forbidden: String = rules.forbidden.iter().map(|range| range.0).collect();
    let kept = |characters: &str| {
        characters
            .chars()
            .filter(|c| !forbidden.contains(*c))
            .collect::<String>()
    };
    let count = |characters: &str| match kept(characters).as_str() {
        "" => 0,
        kept => u32::try_from(found(&format!("[{}]", set(kept)), password)).unwrap(),
    };
    let mut codes = Vec::new();
    let mut say = |wrong: bool, code| codes.extend(wrong.then_some(code));
    say(length < rules.min_length, "too_short");
    say(length > rules.max_length, "too_long");
    say(
        !Regex::new(&format!("^[{}]*$", set(&kept(&classes.concat()))))
            .unwrap()
            .is_match(password),
        "forbidden_character",
    );
    let counts: Vec<u32> = classes.iter().map(|characters| count(characters)).collect();
    for (count, class) in counts.iter().zip(rules.classes.iter()) {
        say(*count < class.min, "missing_class");
    }
    let itemized = rules.classes.iter().filter(|class| class.min > 0).count();
    let present = counts.iter().filter(|count| **count > 0).count();
    say(
        itemized < rules.min_classes as usize && present < rules.min_classes as usize,
        "too_few_classes",
    );
    let different = password
        .chars()
        .collect::<std::collections::HashSet<_>>()
        .len();
    say(
        different < rules.min_different as usize,
        "too_few_different",
    );
    let again = |c: char| {
        found(
            &format!(
                "^.*{}{{{}}}",
                regex::escape(&c.to_string()),
                rules.max_repeats + 1
            ),
            password,
        ) > 0
    };
    say(
        rules.max_repeats > 0 && ALPHABET.chars().any(again),
        "too_many_repeats",
    );
    let contains = |word: &str| {
        !word.is_empty() && found(&format!("(?i){}", regex::escape(word)), password) > 0
    };
    let mut parts = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| part.chars().count() >= 4);
    say(
        rules.not_user_name && (contains(name) || parts.any(contains)),
        "contains_user_name",
    );
    say(
        rules.forbidden_words.iter().any(|word| contains(word)),
        "forbidden_word",
    );
    codes
}

#[test]
fn the_verdict_is_that_of_an_oracle() {
    let classes = prop::collection::vec(("[a-cA-C1-3#é ]{1,4}", 0..3u32), 1..4);
    let words = prop::collection::vec("[a-cA-C1é]{1,3}", 0..3);
    let case = (
        classes,
        words,
        (0..4u32, 0..5u32, 0..3u32, 0..4u32, 4..9u32),
        "[a-c#]{0,1}",
        any::<bool>(),
        "[a-cA-Cé1.]{0,7}",
    );
    let passwords = prop::collection::vec("[a-cA-C1-3#é ]{0,10}", 20);
    let mut runner = TestRunner::new(Config {
        cases: COMPARED / 20,
        max_global_rejects: 1 << 20,
        ..Config::default()
    });
    runner
        .run(
            &(case, passwords),
            |((classes, words, numbers, forbidden, not_user_name, name), passwords)| {
                let (min_classes, min_different, max_repeats, min_length, max_length) = numbers;
                let texts: Vec<String> = classes
                    .iter()
                    .map(|(characters, _)| characters.clone())
                    .collect();
                let rules = PolicyRules {
                    min_length,
                    max_length,
                    min_classes,
                    min_different,
                    max_repeats,
                    not_user_name,
                    classes: classes
                        .iter()
                        .map(|(characters, min)| Class {
                            name: "x".into(),
                            characters: characters.chars().map(|c| (c, c)).collect(),
                            generate: "".into(),
                            min: *min,
                        })
                        .collect(),
                    extra: Cow::Borrowed(&[]),
                    forbidden: forbidden.chars().map(|c| (c, c)).collect(),
                    forbidden_words: words.into_iter().map(Cow::Owned).collect(),
                };
                let Ok(policy) = Policy::new(Cow::Owned(rules.clone())) else {
                    return Err(TestCaseError::reject("unsatisfiable"));
                };
                for password in passwords {
                    let issues = check_password(&policy, password.as_str(), Some(name.as_str()));
                    let codes: Vec<_> = issues
                        .iter()
                        .map(|issue| issue.kind.code().as_str())
                        .collect();
                    prop_assert_eq!(
                        codes,
                        expected(&rules, &texts, &password, &name),
                        "{:?} {:?} {:?}",
                        password,
                        name,
                        rules
                    );
                }
                Ok(())
            },
        )
        .unwrap();
}

fn refused(rules: PolicyRules) -> (&'static str, String) {
    let error = Policy::new(Cow::Owned(rules)).unwrap_err();
    (error.code(), error.to_string())
}

#[test]
fn a_policy_that_nobody_can_satisfy_is_refused_with_the_reason() {
    let class = |characters: &str, min| Class {
        name: "x".into(),
        characters: characters.chars().map(|c| (c, c)).collect(),
        generate: characters.to_owned().into(),
        min,
    };
    let rules = |classes: Vec<Class>| PolicyRules {
        min_length: 2,
        max_length: 4,
        classes: classes.into(),
        ..PolicyRules::default()
    };
    let two = || rules(vec![class("ab", 0), class("12", 0)]);
    assert!(Policy::new(Cow::Owned(two())).is_ok());
    let cases = [
        (
            PolicyRules {
                min_length: 5,
                ..two()
            },
            "the minimum length is above the maximum",
        ),
        (
            PolicyRules {
                min_length: 0,
                max_length: 0,
                ..two()
            },
            "the maximum length is 0",
        ),
        (
            PolicyRules {
                min_classes: 3,
                ..two()
            },
            "it asks for more groups of characters than it has",
        ),
        (
            PolicyRules {
                min_classes: 2,
                forbidden: vec![('1', '2')].into(),
                ..two()
            },
            "it asks for more groups of characters than it has",
        ),
        (
            rules(vec![class("", 1)]),
            "it asks for a character of an empty group",
        ),
        (
            PolicyRules {
                forbidden: vec![('a', 'b')].into(),
                ..rules(vec![class("ab", 1), class("1", 0)])
            },
            "it asks for a character of an empty group",
        ),
        (
            PolicyRules {
                min_different: 5,
                ..two()
            },
            "it asks for more different characters than fit",
        ),
        (
            PolicyRules {
                min_different: 4,
                forbidden: vec![('a', 'a')].into(),
                ..two()
            },
            "it asks for more different characters than it allows",
        ),
        (
            rules(vec![class("ab", 3), class("12", 2)]),
            "its groups ask for more characters than fit",
        ),
        (
            PolicyRules {
                min_classes: 2,
                ..rules(vec![class("ab", 4), class("12", 0)])
            },
            "its groups ask for more characters than fit",
        ),
        (
            PolicyRules {
                forbidden_words: vec!["".into()].into(),
                ..two()
            },
            "a forbidden word is empty",
        ),
        (
            rules(vec![class("a", 0); 13]),
            "there are more than 12 groups of characters",
        ),
    ];
    for (rules, reason) in cases {
        assert!(refused(rules).1.ends_with(reason), "{reason}");
    }
    // A character may count for two groups, so these fit.
    assert!(Policy::new(Cow::Owned(rules(vec![class("ab", 3), class("bc", 3)]))).is_ok());
    assert_eq!(
        refused(rules(vec![class("ab", 5)])).0,
        Error::UnsatisfiablePolicy("").code()
    );
}
