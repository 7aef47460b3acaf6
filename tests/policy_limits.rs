//! Policies that are refused: each limit at its value passes, and one beyond it is refused with its reason.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    missing_docs,
    reason = "a test may panic"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::borrow::Cow;

use resetkit::model::{Class, NameRule, PolicyRules};
use resetkit::{Error, Policy};

type Change<'a> = &'a dyn Fn(&mut PolicyRules, u32);

/// A change by a number, the last number that passes, the first that does not, and the reason.
type Limit<'a> = (Change<'a>, u32, u32, &'static str);

/// What becomes of the rules after each change, by the number that passes and by the one that does not.
fn compare(rules: &PolicyRules, limits: &[Limit<'_>], error: fn(&'static str) -> Error) {
    for (change, sound, broken, reason) in limits {
        let with = |number| {
            let mut rules = rules.clone();
            change(&mut rules, number);
            Policy::new(Cow::Owned(rules)).map(|_| ())
        };
        assert_eq!(with(*sound), Ok(()), "{reason}: {sound}");
        assert_eq!(with(*broken), Err(error(reason)), "{broken}");
    }
}

fn class(characters: &str, min: u32) -> Class {
    Class {
        name: "x".into(),
        characters: characters.chars().map(|c| (c, c)).collect(),
        generate: characters.to_owned().into(),
        min,
        ..Class::default()
    }
}

/// Two to four characters of these groups.
fn of(classes: Vec<Class>) -> PolicyRules {
    PolicyRules {
        min_length: 2,
        max_length: 4,
        classes: classes.into(),
        ..PolicyRules::default()
    }
}

fn two() -> PolicyRules {
    of(vec![class("ab", 0), class("12", 0)])
}

#[test]
fn numbers_beyond_what_is_worked_with_are_refused_by_name() {
    let letters = || Class {
        name: "x".into(),
        characters: vec![('a', 'z')].into(),
        generate: "abc".into(),
        ..Class::default()
    };
    let sound = PolicyRules {
        min_length: 1,
        max_length: u32::MAX,
        classes: vec![letters()].into(),
        other_classes: vec![letters()].into(),
        ..PolicyRules::default()
    };
    let ranges = |number: u32, of| vec![of; number as usize].into();
    let all = ('\0', char::MAX);
    let texts = |number| (0..number).map(|text| format!("w{text}").into()).collect();
    let long = |number: u32| vec!["é".repeat(number as usize).into()].into();
    let named = |min_part, number| {
        let rule = NameRule {
            min_part,
            split: ranges(number, ('é', 'é')),
            ..NameRule::usual()
        };
        vec![rule].into()
    };
    let limits: &[Limit] = &[
        (
            &|rules, number| {
                rules.classes = vec![letters(); number as usize].into();
                rules.other_classes = rules.classes.clone();
            },
            12,
            13,
            "there are more than 12 groups of characters",
        ),
        (
            &|rules, number| rules.min_length = number,
            65_536,
            65_537,
            "the minimum length is above 65536",
        ),
        (
            &|rules, number| rules.classes.to_mut()[0].min = number,
            65_536,
            65_537,
            "it asks for more than 65536 characters of a group",
        ),
        (
            &|rules, number| rules.other_classes.to_mut()[0].min = number,
            65_536,
            65_537,
            "it asks for more than 65536 characters of a group",
        ),
        (
            &|rules, number| {
                rules.min_different = number;
                rules.extra = vec![all].into();
            },
            65_536,
            65_537,
            "it asks for more than 65536 different characters",
        ),
        (
            &|rules, number| rules.extra = ranges(number, all),
            1024,
            1025,
            "there are more than 1024 ranges of characters in a list",
        ),
        (
            &|rules, number| rules.forbidden = ranges(number, ('1', '9')),
            1024,
            1025,
            "there are more than 1024 ranges of characters in a list",
        ),
        (
            &|rules, number| rules.first = ranges(number, all),
            1024,
            1025,
            "there are more than 1024 ranges of characters in a list",
        ),
        (
            &|rules, number| rules.last = ranges(number, all),
            1024,
            1025,
            "there are more than 1024 ranges of characters in a list",
        ),
        (
            &|rules, number| rules.names = named(1, number),
            1024,
            1025,
            "there are more than 1024 ranges of characters in a list",
        ),
        (
            &|rules, number| rules.classes.to_mut()[0].characters = ranges(number, ('a', 'z')),
            1024,
            1025,
            "there are more than 1024 ranges of characters in a list",
        ),
        (
            &|rules, number| rules.other_classes.to_mut()[0].characters = ranges(number, all),
            1024,
            1025,
            "there are more than 1024 ranges of characters in a list",
        ),
        (
            &|rules, number| {
                rules.classes.to_mut()[0].generate = "é".repeat(number as usize).into();
            },
            4096,
            4097,
            "there are more than 4096 characters to generate in a group",
        ),
        (
            &|rules, number| rules.forbidden_words = texts(number),
            1000,
            1001,
            "there are more than 1000 forbidden words",
        ),
        (
            &|rules, number| rules.forbidden_passwords = texts(number),
            1000,
            1001,
            "there are more than 1000 forbidden passwords",
        ),
        (
            &|rules, number| rules.forbidden_words = long(number),
            64,
            65,
            "a forbidden word has more than 64 characters",
        ),
        (
            &|rules, number| rules.forbidden_passwords = long(number),
            64,
            65,
            "a forbidden password has more than 64 characters",
        ),
        (
            &|rules, number| rules.names = named(number, 1),
            64,
            65,
            "parts of names count from more than 64 characters on",
        ),
    ];
    compare(&sound, limits, Error::InvalidPolicy);
    // Ranges that overlap, 1,024 of all characters and as many that forbid all: counted by their ends, not point by point.
    let nothing = PolicyRules {
        extra: ranges(1024, all),
        forbidden: ranges(1024, all),
        ..sound
    };
    assert_eq!(
        Policy::new(Cow::Owned(nothing)).map(|_| ()),
        Err(Error::UnsatisfiablePolicy(
            "it asks for more different characters than it allows"
        ))
    );
}

#[test]
fn rules_that_make_no_sense_together_are_refused_with_the_reason() {
    let limits: &[Limit] = &[
        (
            &|rules, number| rules.min_length = number,
            4,
            5,
            "the minimum length is above the maximum",
        ),
        (
            &|rules, number| rules.other_classes = vec![class("ab", 0); number as usize].into(),
            2,
            1,
            "its other classes are not as many as its classes",
        ),
        (
            &|rules, number| rules.other_classes = vec![class("ab", 0); number as usize].into(),
            0,
            3,
            "its other classes are not as many as its classes",
        ),
        (
            &|rules, length| {
                let text = "a".repeat(length as usize).into();
                rules.forbidden_words = vec!["b".into(), text].into();
            },
            1,
            0,
            "a forbidden word is empty",
        ),
        (
            &|rules, length| {
                let text = "a".repeat(length as usize).into();
                rules.forbidden_passwords = vec!["b".into(), text].into();
            },
            1,
            0,
            "a forbidden password is empty",
        ),
    ];
    compare(&two(), limits, Error::InvalidPolicy);
}

#[test]
fn a_policy_that_nobody_can_satisfy_is_refused_with_the_reason() {
    let limits: &[Limit] = &[
        (
            &|rules, number| (rules.min_length, rules.max_length) = (0, number),
            1,
            0,
            "the maximum length is 0",
        ),
        (
            &|rules, number| rules.min_classes = number,
            2,
            3,
            "it asks for more groups of characters than it has",
        ),
        // A group without characters is none that a password could have a character of.
        (
            &|rules, number| {
                rules.classes.to_mut().push(class("", 0));
                rules.min_classes = number;
            },
            2,
            3,
            "it asks for more groups of characters than it has",
        ),
        (
            &|rules, number| {
                rules.forbidden = vec![('1', '2')].into();
                rules.min_classes = number;
            },
            1,
            2,
            "it asks for more groups of characters than it has",
        ),
        (
            &|rules, number| rules.classes.to_mut().push(class("", number)),
            0,
            1,
            "it asks for a character of an empty group",
        ),
        (
            &|rules, number| {
                rules.forbidden = vec![('a', 'b')].into();
                rules.classes.to_mut()[0].min = number;
            },
            0,
            1,
            "it asks for a character of an empty group",
        ),
        // Forbidden are so many characters of the group, each by itself.
        (
            &|rules, number| {
                let forbidden = "ab".chars().map(|c| (c, c));
                rules.forbidden = forbidden.take(number as usize).collect();
                rules.classes.to_mut()[0].min = 1;
            },
            1,
            2,
            "it asks for a character of an empty group",
        ),
        (
            &|rules, number| rules.min_different = number,
            4,
            5,
            "it asks for more different characters than fit",
        ),
        (
            &|rules, number| (rules.max_length, rules.min_different) = (9, number),
            4,
            5,
            "it asks for more different characters than it allows",
        ),
        (
            &|rules, number| {
                rules.forbidden = vec![('a', 'a')].into();
                rules.min_different = number;
            },
            3,
            4,
            "it asks for more different characters than it allows",
        ),
        // The letter that both groups have is one.
        (
            &|rules, number| {
                rules.classes.to_mut()[1] = class("bc", 0);
                rules.min_different = number;
            },
            3,
            4,
            "it asks for more different characters than it allows",
        ),
        // Nothing is allowed at all.
        (
            &|rules, number| {
                let characters = "a".repeat(number as usize);
                rules.classes = vec![class(&characters, 0)].into();
            },
            1,
            0,
            "it asks for more different characters than it allows",
        ),
        (
            &|rules, number| rules.classes = vec![class("ab", number)].into(),
            4,
            5,
            "its groups ask for more characters than fit",
        ),
        (
            &|rules, number| rules.classes = vec![class("ab", 2), class("12", number)].into(),
            2,
            3,
            "its groups ask for more characters than fit",
        ),
        (
            &|rules, number| rules.classes = vec![class("12", number), class("ab", 2)].into(),
            2,
            3,
            "its groups ask for more characters than fit",
        ),
        // A character may count for two groups, whatever the order of the groups.
        (
            &|rules, number| rules.classes = vec![class("ab", 3), class("bc", number)].into(),
            4,
            5,
            "its groups ask for more characters than fit",
        ),
        (
            &|rules, number| rules.classes = vec![class("bc", 3), class("ab", number)].into(),
            4,
            5,
            "its groups ask for more characters than fit",
        ),
        // Two groups more than the one of which there must be so many.
        (
            &|rules, number| {
                rules.classes.to_mut().push(class("!?", 0));
                rules.classes.to_mut()[0].min = number;
                rules.min_classes = 3;
            },
            2,
            3,
            "its groups ask for more characters than fit",
        ),
        (
            &|rules, number| {
                (rules.min_length, rules.max_length) = (1, 1);
                rules.min_classes = number;
            },
            1,
            2,
            "its groups ask for more characters than fit",
        ),
        (
            &|rules, number| rules.max_bytes = number,
            2,
            1,
            "it asks for more characters than fit into its bytes",
        ),
        (
            &|rules, number| {
                rules.classes.to_mut()[0].min = 3;
                rules.max_bytes = number;
            },
            3,
            2,
            "it asks for more characters than fit into its bytes",
        ),
        (
            &|rules, number| {
                (rules.classes.to_mut()[0].min, rules.classes.to_mut()[0].max) = (3, number);
            },
            3,
            2,
            "it asks for more characters of a group than it takes",
        ),
        // Of a group without a maximum there may be as many as one likes.
        (
            &|rules, number| {
                (rules.classes.to_mut()[0].min, rules.classes.to_mut()[0].max) = (3, number);
            },
            0,
            1,
            "it asks for more characters of a group than it takes",
        ),
        (
            &|rules, number| {
                rules.classes.to_mut()[0].max = 1;
                rules.classes.to_mut()[1].max = 2;
                rules.min_length = number;
            },
            3,
            4,
            "its groups leave no room for the minimum length",
        ),
        // With a group without a maximum there is room, and with characters of no group.
        (
            &|rules, number| {
                (rules.min_length, rules.classes.to_mut()[0].max) = (4, 1);
                rules.classes.to_mut()[1].max = number;
            },
            0,
            2,
            "its groups leave no room for the minimum length",
        ),
        (
            &|rules, number| {
                (rules.min_length, rules.extra) = (4, vec![('!', '!'); number as usize].into());
                for class in rules.classes.to_mut() {
                    class.max = 1;
                }
            },
            1,
            0,
            "its groups leave no room for the minimum length",
        ),
        (
            &|rules, number| rules.first = vec![('#', char::from_u32(number).unwrap())].into(),
            '1'.into(),
            '0'.into(),
            "it takes no character in the first place",
        ),
        (
            &|rules, number| rules.last = vec![('#', char::from_u32(number).unwrap())].into(),
            '1'.into(),
            '0'.into(),
            "it takes no character in the last place",
        ),
        // What is forbidden stands nowhere.
        (
            &|rules, number| {
                rules.last = vec![('#', char::from_u32(number).unwrap())].into();
                rules.forbidden = vec![('1', '1')].into();
            },
            '2'.into(),
            '1'.into(),
            "it takes no character in the last place",
        ),
    ];
    compare(&two(), limits, Error::UnsatisfiablePolicy);
    let texts = [
        (
            Error::InvalidPolicy("why"),
            "invalid_policy",
            "the policy is not valid: why",
        ),
        (
            Error::UnsatisfiablePolicy("why"),
            "unsatisfiable_policy",
            "no password meets the policy: why",
        ),
    ];
    for (error, code, text) in texts {
        assert_eq!((error.code(), error.to_string().as_str()), (code, text));
    }
}
