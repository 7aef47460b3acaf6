#![no_main]
//! Small rules against the list of all texts: what is counted is what complies, and what is drawn is in the list. What is said
//! at once to be impossible is so.

use std::borrow::Cow;
use std::collections::BTreeSet;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use resetkit::generate::{Generator, Options, Pool};
use resetkit::{Error, Name, Policy};
use resetkit_fuzz::rules::{KINDS, Short, Small};

#[allow(dead_code, reason = "tests use the rest")]
#[path = "../../tests/enumeration/mod.rs"]
mod enumeration;
#[path = "../../tests/oracle/mod.rs"]
mod oracle;
#[path = "../../tests/seeded/mod.rs"]
mod seeded;
use enumeration::{alphabet, texts};
use oracle::verdict;
use seeded::Seeded;

#[derive(Arbitrary, Debug)]
struct Case {
    small: Small,
    length: u8,
    avoid_ambiguous: bool,
    names: Vec<Short>,
    seed: u64,
}

fuzz_target!(|case: Case| {
    let rules = case.small.rules(4);
    let length = u32::from(1 + case.length % 4);
    let mut alphabet = alphabet(&rules);
    if case.avoid_ambiguous {
        alphabet.retain(|it| !"Il1|O0".contains(*it));
    }
    // So many texts are read through in a hundredth of a second.
    if alphabet.len().pow(length) > 1_500 {
        return;
    }
    let Ok(policy) = Policy::new(Cow::Owned(rules.clone())) else {
        return;
    };
    let values: Vec<String> = case.names.iter().take(3).map(|name| name.text(5)).collect();
    let names = KINDS.into_iter().zip(&values).map(|(kind, value)| Name {
        kind,
        value: value.as_str(),
    });
    let names: Vec<Name<&str>> = names.collect();
    let texts = texts(&alphabet, length).into_iter();
    let complying: BTreeSet<String> = texts
        .filter(|text| !text.starts_with(' ') && !text.ends_with(' '))
        .filter(|text| verdict(&rules, text, &names).is_empty())
        .collect();
    let options = Options {
        length: Some(length),
        avoid_ambiguous: case.avoid_ambiguous,
        names: &names,
    };
    let generator = match Generator::new(&policy, &options) {
        Ok(generator) => generator,
        Err(Error::InvalidOptions(_)) => {
            assert!(
                length < rules.min_length || length > rules.max_length,
                "{rules:?}"
            );
            return;
        }
        Err(Error::UnsatisfiablePolicy(reason)) => {
            assert!(
                complying.is_empty(),
                "{reason}, and yet {complying:?}: {rules:?}"
            );
            return;
        }
        Err(error) => panic!("{error}: {rules:?}"),
    };
    let mut pool = Pool::new(Seeded(case.seed));
    match generator.size() {
        Ok((number, power)) => {
            assert_eq!(
                (number, power),
                (complying.len() as f64, 0),
                "{complying:?} {names:?} {rules:?}"
            );
            for _ in 0..8 {
                let password = generator.password(&mut pool).unwrap();
                assert!(complying.contains(password.expose()), "{rules:?}");
            }
        }
        Err(Error::UnsatisfiablePolicy(_)) => {
            assert!(complying.is_empty(), "{complying:?} {names:?} {rules:?}");
            assert!(matches!(
                generator.password(&mut pool),
                Err(Error::UnsatisfiablePolicy(_))
            ));
        }
        Err(error) => panic!("{error}: {rules:?}"),
    }
});
