//! What comes out of the generator against every password that could: for small policies all of them are enumerated.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::cast_sign_loss,
    clippy::too_many_lines,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    missing_docs,
    reason = "a test may panic"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::borrow::Cow;
use std::collections::BTreeMap;

use proptest::prelude::*;
use resetkit::generate::{Generator, Options, Pool, Random};
use resetkit::model::{Class, PolicyRules};
use resetkit::{Error, OPERATIONS, Policy, check_password};

/// Numbers that are the same in every run (xorshift64*, Vigna 2016).
struct Seeded(u64);

impl Random for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        for byte in bytes {
            self.0 ^= self.0 >> 12;
            self.0 ^= self.0 << 25;
            self.0 ^= self.0 >> 27;
            *byte = (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 56) as u8;
        }
        Ok(())
    }
}

fn pool(seed: u64) -> Pool<Seeded> {
    Pool::new(Seeded(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1))
}

fn class(characters: &str, min: u32) -> Class {
    Class {
        name: "a character".into(),
        characters: characters.chars().map(|c| (c, c)).collect(),
        generate: characters.to_owned().into(),
        min,
    }
}

fn rules(length: u32, classes: &[(&str, u32)]) -> PolicyRules {
    PolicyRules {
        min_length: length,
        max_length: length,
        classes: classes
            .iter()
            .map(|(characters, min)| class(characters, *min))
            .collect(),
        ..PolicyRules::default()
    }
}

/// Every text of this length.
fn texts(alphabet: &[char], length: u32) -> Vec<String> {
    (0..length).fold(vec![String::new()], |texts, _| {
        texts
            .iter()
            .flat_map(|text| alphabet.iter().map(move |c| format!("{text}{c}")))
            .collect()
    })
}

/// Whether the password meets the rules, as somebody would write it who reads them for the first time.
fn complies(rules: &PolicyRules, password: &str, user_name: Option<&str>) -> bool {
    let characters: Vec<char> = password.chars().collect();
    let within = |ranges: &[(char, char)], c: char| ranges.iter().any(|r| (r.0..=r.1).contains(&c));
    let counts: Vec<usize> = rules
        .classes
        .iter()
        .map(|class| {
            let of_class =
                |c: &&char| within(&class.characters, **c) && !within(&rules.forbidden, **c);
            characters.iter().filter(of_class).count()
        })
        .collect();
    let mut different = characters.clone();
    different.sort_unstable();
    different.dedup();
    let repeats = |max: usize| {
        characters
            .windows(max + 1)
            .any(|w| w.iter().all(|c| *c == w[0]))
    };
    let small = password.to_lowercase();
    let mut words: Vec<String> = rules
        .forbidden_words
        .iter()
        .map(|word| word.to_lowercase())
        .collect();
    if let Some(name) = user_name.filter(|_| rules.not_user_name) {
        words.push(name.to_lowercase());
        let parts = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| part.chars().count() >= 4);
        words.extend(parts.map(str::to_lowercase));
    }
    words.retain(|word| !word.is_empty());
    (rules.min_length as usize..=rules.max_length as usize).contains(&characters.len())
        && characters.iter().all(|&c| {
            (rules
                .classes
                .iter()
                .any(|class| within(&class.characters, c))
                || within(&rules.extra, c))
                && !within(&rules.forbidden, c)
        })
        && counts
            .iter()
            .zip(rules.classes.iter())
            .all(|(count, class)| *count >= class.min as usize)
        && counts.iter().filter(|count| **count > 0).count() >= rules.min_classes as usize
        && different.len() >= rules.min_different as usize
        && (rules.max_repeats == 0 || !repeats(rules.max_repeats as usize))
        && !words.iter().any(|word| small.contains(word.as_str()))
}

/// All passwords that could come out.
fn support(rules: &PolicyRules, length: u32, user_name: Option<&str>) -> Vec<String> {
    let mut alphabet: Vec<char> = rules
        .classes
        .iter()
        .flat_map(|class| class.generate.chars())
        .collect();
    alphabet.sort_unstable();
    alphabet.dedup();
    let mut all = texts(&alphabet, length);
    all.retain(|text| complies(rules, text, user_name));
    all
}

fn generator(
    rules: &PolicyRules,
    length: u32,
    user_name: Option<&str>,
) -> Result<Generator, Error> {
    let policy = Policy::new(Cow::Owned(rules.clone()))?;
    Generator::new(
        &policy,
        &Options {
            length: Some(length),
            avoid_ambiguous: false,
            user_name,
        },
    )
}

/// How far what came out is from each being as likely, as the number of standard deviations of a chi-square distribution
/// (Wilson and Hilferty 1931).
fn deviation(counts: &BTreeMap<String, u32>, cells: usize, draws: u32) -> f64 {
    let expected = f64::from(draws) / cells as f64;
    let met: f64 = counts
        .values()
        .map(|count| (f64::from(*count) - expected).powi(2) / expected)
        .sum();
    let chi = met + (cells - counts.len()) as f64 * expected;
    let freedom = (cells - 1) as f64;
    let scale = 2.0 / (9.0 * freedom);
    ((chi / freedom).cbrt() - (1.0 - scale)) / scale.sqrt()
}

/// Compares the generator with the enumeration. One in 10^6 right generators would deviate by 4.75.
fn prove(rules: &PolicyRules, length: u32, user_name: Option<&str>, draws: u32) {
    let support = support(rules, length, user_name);
    let made = generator(rules, length, user_name);
    if support.is_empty() {
        let error = made.and_then(|generator| {
            assert!(generator.entropy().is_err(), "{rules:?}");
            generator.password(&mut pool(1)).map(|_| ())
        });
        assert!(
            matches!(error, Err(Error::UnsatisfiablePolicy(_))),
            "{error:?} {rules:?}"
        );
        return;
    }
    let generator = made.unwrap_or_else(|error| panic!("{error} {rules:?}"));
    let bits = (support.len() as f64).log2();
    assert!(
        (generator.entropy().unwrap() - bits).abs() < 1e-9,
        "{} {rules:?}",
        support.len()
    );
    let mut pool = pool(u64::from(length) + support.len() as u64);
    let mut counts = BTreeMap::new();
    let draws = draws.max(5 * u32::try_from(support.len()).unwrap());
    for _ in 0..draws {
        *counts
            .entry(generator.password(&mut pool).unwrap().expose().to_owned())
            .or_insert(0) += 1;
    }
    for password in counts.keys() {
        assert!(
            support.binary_search(password).is_ok(),
            "{password} {rules:?}"
        );
    }
    if support.len() > 1 {
        let deviation = deviation(&counts, support.len(), draws);
        assert!(
            deviation.abs() < 4.75,
            "{deviation} over {} {rules:?}",
            support.len()
        );
    }
}

#[test]
fn every_small_policy_has_exactly_its_passwords_each_as_likely() {
    let shapes: &[&[&str]] = &[
        &["ab"],
        &["ab", "1"],
        &["a", "1", "#"],
        &["ab", "bc"],
        &["ab", "12", "#"],
    ];
    for classes in shapes {
        for length in 1..=4 {
            for mins in 0..3u32.pow(u32::try_from(classes.len()).unwrap()) {
                let place = |index: usize| mins / 3u32.pow(u32::try_from(index).unwrap()) % 3;
                let classes: Vec<_> = classes
                    .iter()
                    .enumerate()
                    .map(|(index, c)| (*c, place(index)))
                    .collect();
                for min_classes in 0..=u32::try_from(classes.len()).unwrap() {
                    for (min_different, max_repeats) in
                        [(0, 0), (2, 0), (3, 1), (0, 1), (0, 2), (2, 2)]
                    {
                        let rules = PolicyRules {
                            min_classes,
                            min_different,
                            max_repeats,
                            ..rules(length, &classes)
                        };
                        prove(&rules, length, None, 60);
                    }
                }
            }
        }
    }
}

#[test]
fn policies_that_free_draws_hardly_meet_are_drawn_from_the_count_and_are_as_uniform() {
    // In each, fewer than one text in a thousand complies, so that nearly all draws are counted ones.
    let rare = [
        PolicyRules {
            min_different: 5,
            max_repeats: 1,
            ..rules(5, &[("abcdef", 0)])
        },
        PolicyRules {
            max_repeats: 1,
            ..rules(10, &[("a", 5), ("b", 5)])
        },
        PolicyRules {
            min_different: 6,
            ..rules(6, &[("abc", 3), ("123", 3)])
        },
        PolicyRules {
            forbidden_words: vec!["aa".into(), "BA".into(), "Aca".into(), "cc".into()].into(),
            ..rules(9, &[("abc", 0)])
        },
        PolicyRules {
            min_different: 3,
            max_repeats: 2,
            ..rules(11, &[("x", 9), ("ab", 1)])
        },
    ];
    for rules in rare {
        prove(&rules, rules.min_length, None, 20_000);
    }
    // One text in four million: nothing but the count can draw these.
    let rules = rules(22, &[("a", 11), ("b", 11)]);
    let alternating = PolicyRules {
        max_repeats: 1,
        ..rules
    };
    let generator = generator(&alternating, 22, None).unwrap();
    assert!((generator.entropy().unwrap() - 1.0).abs() < 1e-12);
    let first: Vec<_> = (0..200)
        .map(|seed| {
            generator
                .password(&mut pool(seed))
                .unwrap()
                .expose()
                .chars()
                .next()
        })
        .collect();
    let a = first.iter().filter(|c| **c == Some('a')).count();
    assert!((60..140).contains(&a), "{a} of 200");
}

#[test]
fn no_character_is_favoured_where_a_byte_does_not_divide_evenly() {
    // 256 is twice 95 and 66 more, 300 times nothing: one alphabet is chosen from by a byte, the other by four.
    for size in [95u32, 300] {
        let alphabet: String = (0x100..0x100 + size).filter_map(char::from_u32).collect();
        let generator = generator(&rules(40, &[(&alphabet, 0)]), 40, None).unwrap();
        let mut pool = pool(size.into());
        let mut counts = BTreeMap::new();
        for _ in 0..1000 {
            for character in generator.password(&mut pool).unwrap().expose().chars() {
                *counts.entry(character.to_string()).or_insert(0) += 1;
            }
        }
        let deviation = deviation(&counts, size as usize, 40_000);
        assert!(deviation.abs() < 4.75, "{deviation} over {size}");
    }
}

#[test]
fn names_and_words_are_kept_out_without_a_bias() {
    let named = PolicyRules {
        not_user_name: true,
        ..rules(5, &[("abcD", 0)])
    };
    prove(&named, 5, Some("ABCd"), 20_000);
    prove(&named, 5, Some("x.abcd-dab"), 20_000);
    prove(&named, 5, Some(""), 20_000);
    prove(&named, 5, Some("a"), 20_000);
    let words = PolicyRules {
        forbidden_words: vec!["ab".into(), "bcd".into(), "DD".into()].into(),
        ..named
    };
    prove(&words, 5, Some("cab"), 20_000);
}

#[test]
fn entropy_of_the_default_policies_is_what_inclusion_and_exclusion_count() {
    // Four classes of 26, 26, 10 and 3: all texts less those without a class, and so on.
    let sizes = [26.0f64, 26.0, 10.0, 3.0];
    let count = |length: i32| -> f64 {
        (0..16u32)
            .map(|without| {
                let left: f64 = (0..4)
                    .filter(|i| without >> i & 1 == 0)
                    .map(|i| sizes[i as usize])
                    .sum();
                left.powi(length)
                    * if without.count_ones() % 2 == 0 {
                        1.0
                    } else {
                        -1.0
                    }
            })
            .sum()
    };
    let policy = Policy::of(OPERATIONS[1]).unwrap();
    for length in [8, 16, 20, 32] {
        let options: Options<&str> = Options {
            length: Some(length),
            ..Options::default()
        };
        let bits = Generator::new(&policy, &options)
            .unwrap()
            .entropy()
            .unwrap();
        assert!(
            (bits - count(i32::try_from(length).unwrap()).log2()).abs() < 1e-9,
            "{length}: {bits}"
        );
    }
}

#[test]
fn a_policy_too_complex_to_count_is_still_drawn_and_never_guessed_at() {
    let alphabet = "abcdefghijklmnopqrstuvwxyz";
    let words: Vec<Cow<str>> = (0..26)
        .map(|i| Cow::Owned(format!("{0}{0}{0}{0}", &alphabet[i..=i])))
        .collect();
    let rules = PolicyRules {
        min_different: 14,
        forbidden_words: words.into(),
        ..rules(40, &[(alphabet, 0)])
    };
    let generator = generator(&rules, 40, None).unwrap();
    assert_eq!(generator.entropy(), Err(Error::TooComplex));
    assert!(complies(
        &rules,
        generator.password(&mut pool(3)).unwrap().expose(),
        None
    ));
}

#[test]
fn a_platform_without_random_numbers_is_an_error() {
    struct Nothing;
    impl Random for Nothing {
        fn fill(&mut self, _: &mut [u8]) -> Result<(), Error> {
            Err(Error::RandomUnavailable)
        }
    }
    let generator = generator(&rules(5, &[("ab", 1)]), 5, None).unwrap();
    assert_eq!(
        generator.password(&mut Pool::new(Nothing)).map(|_| ()),
        Err(Error::RandomUnavailable)
    );
}

fn any_rules() -> impl Strategy<Value = PolicyRules> {
    let classes = prop::collection::vec(("[a-cA-C1-3#é]{1,4}", 0..4u32), 1..4);
    let words = prop::collection::vec("[a-cA-C1]{1,3}", 0..3);
    let numbers = (0..4u32, 0..5u32, 0..3u32, 1..7u32);
    (classes, words, numbers, "[a-c#]{0,2}", any::<bool>()).prop_map(
        |(classes, words, numbers, forbidden, not_user_name)| {
            let classes: Vec<_> = classes
                .iter()
                .map(|(characters, min)| (characters.as_str(), *min))
                .collect();
            let (min_classes, min_different, max_repeats, length) = numbers;
            PolicyRules {
                min_classes,
                min_different,
                max_repeats,
                not_user_name,
                forbidden: forbidden.chars().map(|c| (c, c)).collect(),
                forbidden_words: words.into_iter().map(Cow::Owned).collect(),
                ..rules(length, &classes)
            }
        },
    )
}

proptest! {
    #[test]
    fn any_policy_has_exactly_its_passwords(rules in any_rules(), name in "[a-cA-C1-3.]{0,5}") {
        // More than 20,000 texts are not enumerated in a debug build.
        let alphabet: std::collections::BTreeSet<_> = rules.classes.iter().flat_map(|class| class.generate.chars()).collect();
        prop_assume!(alphabet.len().pow(rules.min_length) <= 20_000);
        prove(&rules, rules.min_length, Some(&name), 50);
    }

    #[test]
    fn what_comes_out_complies(rules in any_rules(), longer in 0..30u32, name in "[a-cA-C1-3.]{0,5}", seed: u64) {
        let length = rules.min_length + longer;
        let rules = PolicyRules { max_length: length, ..rules };
        let Ok(policy) = Policy::new(Cow::Owned(rules.clone())) else { return Ok(()) };
        let options = Options { length: Some(length), avoid_ambiguous: false, user_name: Some(name.as_str()) };
        match Generator::new(&policy, &options).and_then(|generator| generator.password(&mut pool(seed))) {
            Ok(password) => {
                prop_assert_eq!(check_password(&policy, password.expose(), Some(name.as_str())), []);
                prop_assert!(complies(&rules, password.expose(), Some(&name)));
            }
            Err(error) => prop_assert!(matches!(error, Error::UnsatisfiablePolicy(_)), "{error}"),
        }
    }
}
