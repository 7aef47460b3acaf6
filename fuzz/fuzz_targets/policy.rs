#![no_main]
//! Any rules, which somebody can meet or nobody: the verdict on a password is that of somebody who reads them one after the
//! other, in Rust as in JavaScript; numbers, ranges and texts of any size are refused or worked with.

use std::borrow::Cow;
use std::cell::Cell;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use resetkit::generate::{Generator, Options, Pool};
use resetkit::model::{Class, PolicyRules};
use resetkit::{Error, Name, Policy, Utf16, check_password, passwordrules};
use resetkit_fuzz::rules::{Chosen, KINDS, Short, Small};

#[path = "../../tests/oracle/mod.rs"]
mod oracle;
#[path = "../../tests/seeded/mod.rs"]
mod seeded;
use oracle::{tally, verdict};
use seeded::Seeded;

#[derive(Arbitrary, Debug)]
struct Case {
    small: Small,
    other: Option<Vec<Chosen>>,
    passwords: Vec<Short>,
    names: Vec<Short>,
    large: Option<Large>,
    seed: u64,
}

/// What is put over the small rules.
#[derive(Arbitrary, Debug)]
struct Large {
    numbers: Vec<(u8, u32)>,
    ranges: Vec<(u8, Vec<(char, char)>)>,
    texts: Vec<(u8, Vec<String>)>,
    classes: u8,
    password: String,
    length: Option<u32>,
}

impl Large {
    fn put_over(&self, rules: &mut PolicyRules) {
        for _ in 0..self.classes % 16 {
            rules.classes.to_mut().push(Class::default());
        }
        for (which, number) in &self.numbers {
            let first = rules.classes.to_mut().first_mut();
            *match (which % 11, first) {
                (0, _) => &mut rules.min_length,
                (1, _) => &mut rules.max_length,
                (2, _) => &mut rules.max_bytes,
                (3, _) => &mut rules.min_classes,
                (4, _) => &mut rules.min_different,
                (5, _) => &mut rules.max_repeats,
                (6, _) => &mut rules.max_class_run,
                (7, _) => &mut rules.max_sequence,
                (8, Some(class)) => &mut class.min,
                (_, Some(class)) => &mut class.max,
                (_, None) => &mut rules.max_length,
            } = *number;
        }
        for (which, ranges) in &self.ranges {
            let ranges: Vec<_> = ranges
                .iter()
                .map(|(one, other)| (*one.min(other), *one.max(other)))
                .collect();
            let first = rules.classes.to_mut().first_mut();
            *match (which % 6, first) {
                (0, _) => &mut rules.extra,
                (1, _) => &mut rules.forbidden,
                (2, _) => &mut rules.first,
                (3, _) => &mut rules.last,
                (_, Some(class)) => &mut class.characters,
                (_, None) => &mut rules.extra,
            } = ranges.into();
        }
        for (which, texts) in &self.texts {
            let all: Vec<Cow<'static, str>> =
                texts.iter().map(|text| Cow::Owned(text.clone())).collect();
            match which % 3 {
                0 => rules.forbidden_words = all.into(),
                1 => rules.forbidden_passwords = all.into(),
                _ => {
                    if let Some(class) = rules.classes.to_mut().first_mut() {
                        class.generate = texts.concat().into();
                    }
                }
            }
        }
    }
}

fuzz_target!(|case: Case| {
    let mut rules = case.small.rules(12);
    let usual = rules.clone();
    if let Some(other) = &case.other {
        rules.other_classes = case.small.other_classes(other).into();
    }
    if let Some(large) = &case.large {
        large.put_over(&mut rules);
    }
    let Ok(policy) = Policy::new(Cow::Owned(rules)) else {
        return;
    };
    let rules = policy.rules();
    let values: Vec<String> = case.names.iter().take(3).map(|name| name.text(5)).collect();
    let names = || {
        KINDS.into_iter().zip(&values).map(|(kind, value)| Name {
            kind,
            value: value.as_str(),
        })
    };
    let names: Vec<Name<&str>> = names().collect();
    let units = |text: &str| text.encode_utf16().map(Cell::new).collect::<Vec<_>>();
    let wide: Vec<_> = values.iter().map(|value| units(value)).collect();
    let wide: Vec<_> = KINDS
        .into_iter()
        .zip(&wide)
        .map(|(kind, value)| Name {
            kind,
            value: Utf16(value),
        })
        .collect();

    let mut passwords: Vec<String> = case
        .passwords
        .iter()
        .take(8)
        .map(|password| password.text(20))
        .collect();
    passwords.extend(values.iter().cloned());
    if let Some(large) = &case.large {
        passwords.push(large.password.clone());
    }
    for password in &passwords {
        let told = policy.check(password.as_str(), &names);
        assert_eq!(
            policy.check(Utf16(&units(password)), &wide),
            told,
            "UTF-8 and UTF-16 differ"
        );
        assert_eq!(
            check_password(&policy, password.as_str(), &names).is_empty(),
            told.is_empty()
        );
        if case.large.is_some() {
            continue;
        }
        let first = verdict(&usual, password, &names);
        if rules.other_classes.is_empty() {
            assert_eq!(tally(&told), first, "{password} {values:?} {rules:?}");
        } else if rules.max_class_run == 0 {
            // What may stand in a password, and in what order, the usual reading alone says.
            let other = PolicyRules {
                classes: rules.other_classes.clone(),
                extra: vec![('\0', char::MAX)].into(),
                ..usual.clone()
            };
            let is_allowed = !first
                .keys()
                .any(|issue| issue.starts_with("ForbiddenCharacter"));
            let complies =
                first.is_empty() || is_allowed && verdict(&other, password, &names).is_empty();
            assert_eq!(told.is_empty(), complies, "{password} {told:?} {rules:?}");
        }
    }
    let written = passwordrules::format(rules);
    passwordrules::parse(&written).unwrap_or_else(|error| panic!("{error}: {written}"));

    let length = case.large.as_ref().and_then(|large| large.length);
    let options = Options {
        length,
        names: &names,
        ..Options::default()
    };
    let Ok(generator) = Generator::new(&policy, &options) else {
        return;
    };
    // To count, or to find that nothing complies, takes long by design where passwords are long.
    if generator.length() > 8 || rules.max_length > 64 {
        return;
    }
    let size = generator.size();
    match (generator.password(&mut Pool::new(Seeded(case.seed))), size) {
        (Ok(password), Ok(_)) => {
            let told = policy.check(password.expose(), &names);
            assert!(
                told.is_empty(),
                "a drawn password does not comply: {told:?} {rules:?}"
            );
        }
        (Err(Error::UnsatisfiablePolicy(_)), Err(Error::UnsatisfiablePolicy(_))) => {}
        (drawn, size) => panic!("{size:?}, and yet {:?}: {rules:?}", drawn.map(|_| "drawn")),
    }
});
