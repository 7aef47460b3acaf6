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

mod enumeration;
mod oracle;
mod seeded;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use enumeration::{alphabet, deviation, rules, texts};
use oracle::{issues, points};
use proptest::prelude::*;
use resetkit::generate::{Generator, Options, Pool, Random};
use resetkit::model::{NameKind, NameRule, PolicyRules};
use resetkit::{Error, Name, Policy, check_password, find};
use seeded::Seeded;

const WORKMAIL: &str = "workmail:ResetPassword";
const CLOUDSSO: &str = "cloudsso:ResetUserPassword";

fn pool(seed: u64) -> Pool<Seeded> {
    Pool::new(Seeded(seed))
}

/// The user's name as that of an account.
fn account<T>(name: Option<T>) -> Vec<Name<T>> {
    let name = name.map(|value| Name {
        kind: NameKind::Account,
        value,
    });
    name.into_iter().collect()
}

fn complies(rules: &PolicyRules, password: &str, user_name: Option<&str>) -> bool {
    issues(rules, &points(password), user_name).is_empty()
}

fn has_space_at_an_end(text: &str) -> bool {
    text.starts_with(' ') || text.ends_with(' ')
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
            names: &account(user_name),
        },
    )
}

/// So many draws a password that of the million passwords of a test none is expected to be missing.
const EACH: u32 = 20;

/// Compares the generator, and the verdict on what it draws from, with the enumeration. One in 5,000,000 right generators
/// would deviate by 5.2.
fn prove(rules: &PolicyRules, length: u32, user_name: Option<&str>) {
    let texts = texts(&alphabet(rules), length);
    // A space at an end is easily lost in a copy: no such password is drawn.
    let complies = |text: &&String| !has_space_at_an_end(text) && complies(rules, text, user_name);
    let support: Vec<&str> = texts.iter().filter(complies).map(String::as_str).collect();
    if let Ok(policy) = Policy::new(Cow::Owned(rules.clone())) {
        let accepted = |text: &&str| {
            !has_space_at_an_end(text) && policy.check(*text, &account(user_name)).is_empty()
        };
        let accepted: Vec<&str> = texts.iter().map(String::as_str).filter(accepted).collect();
        assert_eq!(accepted, support, "{rules:?}");
    }
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
    let size = support.len() as f64;
    assert_eq!(generator.size(), Ok((size, 0)), "{rules:?}");
    let mut pool = pool(u64::from(length) + support.len() as u64);
    let mut counts = vec![0u32; support.len()];
    for _ in 0..EACH * u32::try_from(support.len()).unwrap() {
        let password = generator.password(&mut pool).unwrap();
        let place = support.binary_search(&password.expose());
        counts[place.unwrap_or_else(|_| panic!("{} {rules:?}", password.expose()))] += 1;
    }
    let missing = counts.iter().position(|count| *count == 0);
    assert_eq!(missing.map(|place| support[place]), None, "{rules:?}");
    if support.len() > 1 {
        let deviation = deviation(&counts);
        assert!(deviation.abs() < 5.2, "{deviation} over {size} {rules:?}");
    }
}

/// Every way to share up to six characters out: to groups that have none in common, and to two that have some.
fn shapes() -> Vec<Vec<String>> {
    fn shares(left: usize, most: usize) -> Vec<Vec<usize>> {
        if left == 0 {
            return vec![vec![]];
        }
        let firsts = 1..=left.min(most);
        firsts
            .flat_map(|first| {
                let rest = shares(left - first, first).into_iter();
                rest.map(move |rest| [rest, vec![first]].concat())
            })
            .collect()
    }
    let six = ['a', 'B', '1', '#', 'é', '~'];
    let mut shapes = Vec::new();
    for size in 1..=6 {
        for shares in shares(size, size) {
            let mut rest = six.iter();
            let group = |share: &usize| rest.by_ref().take(*share).collect();
            shapes.push(shares.iter().map(group).collect());
        }
        for from in 0..size {
            for to in from..size {
                let (first, second) = (&six[..=to], &six[from..size]);
                shapes.push(vec![first.iter().collect(), second.iter().collect()]);
            }
        }
    }
    shapes
}

/// Every policy over the groups that asks for what fits into the length, or for one character more.
fn small_policies(groups: &[String], length: u32) -> Vec<PolicyRules> {
    let sizes: Vec<usize> = groups.iter().map(|group| group.chars().count()).collect();
    let different: BTreeSet<char> = groups.concat().chars().collect();
    let apart = different.len() == sizes.iter().sum();
    let minimums = groups.iter().fold(vec![vec![]], |all, _| {
        let longer = |mins: &Vec<u32>| {
            (0..=length)
                .map(|min| [&mins[..], &[min]].concat())
                .collect()
        };
        all.iter().flat_map::<Vec<Vec<u32>>, _>(longer).collect()
    });
    // Of two groups of one size that have nothing in common, which is the first makes no difference.
    let ordered = |mins: &[u32]| {
        let mut places = 1..mins.len();
        places.all(|place| sizes[place - 1] < sizes[place] || mins[place - 1] <= mins[place])
    };
    let wanted =
        |mins: &Vec<u32>| !apart || mins.iter().sum::<u32>() <= length + 1 && ordered(mins);
    let mut policies = Vec::new();
    for mins in minimums.into_iter().filter(wanted) {
        let groups = groups.iter().map(String::as_str);
        let classes: Vec<_> = groups.zip(mins).collect();
        for min_classes in 0..=u32::try_from(classes.len()).unwrap() {
            for min_different in 0..=length {
                for max_repeats in 0..=length {
                    policies.push(PolicyRules {
                        min_classes,
                        min_different,
                        max_repeats,
                        ..rules(length, &classes)
                    });
                }
            }
        }
    }
    policies
}

/// Calls with the policies over up to six characters and five places, with their groups and their length.
fn each_small_policy(mut call: impl FnMut(&[String], u32, &[PolicyRules])) {
    for groups in shapes() {
        for length in 1..=5 {
            call(&groups, length, &small_policies(&groups, length));
        }
    }
}

/// What rules can tell of a text: of each group how many characters it has, how many differ, and how often, at most, one
/// stands in a row.
type Traits = (Vec<usize>, usize, usize);

/// How many texts there are of the same traits.
fn census(groups: &[String], length: u32) -> BTreeMap<Traits, u32> {
    let alphabet: BTreeSet<char> = groups.concat().chars().collect();
    let alphabet: Vec<char> = alphabet.into_iter().collect();
    let mut census = BTreeMap::new();
    for text in texts(&alphabet, length) {
        let characters: Vec<char> = text.chars().collect();
        let of = |group: &String| characters.iter().filter(|c| group.contains(**c)).count();
        let different = alphabet.iter().filter(|c| characters.contains(c)).count();
        let repeats = characters.chunk_by(char::eq).map(<[char]>::len).max();
        let traits = (groups.iter().map(of).collect(), different, repeats.unwrap());
        *census.entry(traits).or_insert(0) += 1;
    }
    census
}

fn meets(rules: &PolicyRules, (counts, different, repeats): &Traits) -> bool {
    let mut classes = counts.iter().zip(rules.classes.iter());
    classes.all(|(count, class)| *count >= class.min as usize)
        && counts.iter().filter(|count| **count > 0).count() >= rules.min_classes as usize
        && *different >= rules.min_different as usize
        && (rules.max_repeats == 0 || *repeats <= rules.max_repeats as usize)
}

#[test]
fn every_small_policy_has_exactly_as_many_passwords_as_are_enumerated() {
    let (mut compared, mut satisfiable) = (0, 0);
    each_small_policy(|groups, length, policies| {
        let census = census(groups, length);
        for rules in policies {
            let accepted = census.iter().filter(|(traits, _)| meets(rules, traits));
            let size: u32 = accepted.map(|(_, number)| number).sum();
            let told = generator(rules, length, None).and_then(|generator| generator.size());
            if size > 0 {
                assert_eq!(told, Ok((f64::from(size), 0)), "{rules:?}");
                satisfiable += 1;
            } else {
                let refused = matches!(told, Err(Error::UnsatisfiablePolicy(_)));
                assert!(refused, "{told:?} {rules:?}");
            }
            compared += 1;
        }
    });
    assert_eq!((compared, satisfiable), (620_093, 429_612));
}

#[test]
fn small_policies_give_each_of_their_passwords_as_likely_and_no_other() {
    // All those over three characters and three places; of the others one in 499, which no round number divides.
    let mut number = 0u32;
    each_small_policy(|groups, length, policies| {
        let all = length <= 3 && groups.concat().chars().count() <= 3;
        for rules in policies {
            number += 1;
            if all || number % 499 == 0 {
                prove(rules, length, None);
            }
        }
    });
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
        prove(&rules, rules.min_length, None);
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
        let mut counts = vec![0; size as usize];
        for _ in 0..1000 {
            for character in generator.password(&mut pool).unwrap().expose().chars() {
                counts[character as usize - 0x100] += 1;
            }
        }
        let deviation = deviation(&counts);
        assert!(deviation.abs() < 4.75, "{deviation} over {size}");
    }
}

#[test]
fn characters_of_two_utf16_units_are_drawn_as_any_other() {
    prove(&rules(4, &[("a😀", 0), ("😁1", 1)]), 4, None);
    prove(&rules(3, &[("😀😁😂", 0)]), 3, None);
}

#[test]
fn no_password_starts_or_ends_with_a_space_and_all_others_are_as_likely() {
    prove(&rules(1, &[("a b", 0)]), 1, None);
    prove(&rules(2, &[("a b", 0)]), 2, None);
    prove(&rules(3, &[("a", 0), (" 1", 1)]), 3, None);
    prove(&rules(4, &[("ab", 0), (" !", 2)]), 4, None);
    prove(&rules(4, &[(" ", 2), ("ab", 1)]), 4, None);
    // There is no place for a third one, nor for one in two.
    prove(&rules(4, &[(" ", 3), ("ab", 1)]), 4, None);
    prove(&rules(2, &[(" ", 1), ("ab", 1)]), 2, None);
    prove(&rules(3, &[(" ", 0)]), 3, None);
    let all = PolicyRules {
        min_classes: 2,
        min_different: 3,
        max_repeats: 1,
        names: vec![NameRule::usual()].into(),
        forbidden_words: vec![" a".into(), "b b".into()].into(),
        ..rules(5, &[("ab", 0), (" !", 0)])
    };
    prove(&all, 5, Some("a!"));
    // One text in 2,000 complies, so that the count draws.
    let rare = PolicyRules {
        max_repeats: 1,
        ..rules(10, &[("a", 5), (" b", 5)])
    };
    prove(&rare, 10, None);
}

#[test]
fn of_printable_ascii_none_of_many_has_a_space_at_an_end() {
    let printable = resetkit::passwordrules::parse("allowed: ascii-printable").unwrap();
    let generator = generator(&printable, 12, None).unwrap();
    let bits = 2.0 * 94.0f64.log2() + 10.0 * 95.0f64.log2();
    assert!((generator.entropy().unwrap() - bits).abs() < 1e-9);
    let (mut pool, mut within) = (pool(12), 0);
    for _ in 0..20_000 {
        let password = generator.password(&mut pool).unwrap();
        assert!(!has_space_at_an_end(password.expose()));
        within += u32::from(password.expose().contains(' '));
    }
    // One in ten has a space within: 1 - (94/95)^10.
    assert!((1_700..2_300).contains(&within), "{within}");
}

#[test]
fn nothing_odd_is_drawn() {
    let odd = "\u{200B}a\u{A0}b\u{AD}c\u{E000}d\u{FF41}e\u{430}f\u{201C}g\0h\ti\u{2800}";
    let rules = rules(9, &[(odd, 0)]);
    let generator = generator(&rules, 9, None).unwrap();
    assert_eq!(generator.size(), Ok((9f64.powi(9), 0)));
    let mut pool = pool(3);
    for _ in 0..200 {
        let password = generator.password(&mut pool).unwrap();
        assert!(password.expose().chars().all(|c| ('a'..='i').contains(&c)));
    }
}

/// Counts the bytes that are asked for.
struct Counted<'a>(&'a std::cell::Cell<usize>);

impl Random for Counted<'_> {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        self.0.set(self.0.get() + bytes.len());
        Seeded(self.0.get() as u64).fill(bytes)
    }
}

#[test]
fn how_many_characters_are_drawn_in_vain_does_not_depend_on_the_length() {
    let letters = "abcdefghijklmnopqrstuvwxyz";
    for length in [1_000, 65_536] {
        // No text as long as these is without a letter twice in a row, or nearly none.
        let never = PolicyRules {
            max_repeats: 1,
            ..rules(length, &[(letters, 0)])
        };
        let drawn = std::cell::Cell::new(0);
        let error = generator(&never, length, None)
            .and_then(|generator| generator.password(&mut Pool::new(Counted(&drawn))));
        if length == 65_536 {
            assert_eq!(error.map(|_| ()), Err(Error::TooComplex));
        }
        // 2^23 characters and 128 passwords, and of 256 bytes 234 that are taken.
        let most = ((1 << 23) + 128 * length as usize) * 256 / 234;
        assert!(drawn.get() < most + most / 100, "{}", drawn.get());
    }
    let longer = rules(65_537, &[(letters, 0)]);
    assert_eq!(
        generator(&longer, 65_537, None).map(|_| ()),
        Err(Error::InvalidPolicy("the minimum length is above 65536"))
    );
    let open = PolicyRules {
        max_length: u32::MAX,
        ..rules(8, &[(letters, 0)])
    };
    assert_eq!(
        generator(&open, 65_537, None).map(|_| ()),
        Err(Error::InvalidOptions("the length is above 65536"))
    );
    assert_eq!(
        generator(&open, 8, Some(&"é".repeat(4097))).map(|_| ()),
        Err(Error::InvalidOptions(
            "the user name has more than 4096 characters"
        ))
    );
    assert!(generator(&open, 8, Some(&"é".repeat(4096))).is_ok());
}

#[test]
fn groups_that_ask_for_more_than_the_length_are_refused_before_anything_is_drawn() {
    let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let lower = "abcdefghijklmnopqrstuvwxyz";
    for (groups, length) in [
        (vec![(upper, 103), (lower, 61)], 117),
        (vec![(upper, 200), (lower, 200)], 256),
        (vec![(upper, 900), (lower, 900)], 1000),
        // What shares a character with a group that asks for more may be met by its characters.
        (vec![(upper, 60), ("Aa", 50), (lower, 50)], 100),
    ] {
        let open = PolicyRules {
            max_length: 2 * length,
            ..rules(length, &groups)
        };
        assert_eq!(
            generator(&open, length, None).map(|_| ()),
            Err(Error::UnsatisfiablePolicy(
                "it asks for more characters of its groups than the length"
            ))
        );
    }
    let shared = rules(100, &[(upper, 60), ("Aa", 100)]);
    assert!(generator(&shared, 100, None).is_ok());
}

#[test]
fn what_takes_too_many_steps_to_count_is_given_up() {
    let words = ('a'..='z').map(|c| std::format!("{c}{c}").into());
    for min_different in [8, 20] {
        let rules = PolicyRules {
            min_different,
            forbidden_words: words.clone().collect(),
            ..rules(20, &[("abcdefghijklmnopqrstuvwxyz", 0)])
        };
        let generator = generator(&rules, 20, None).unwrap();
        assert_eq!(generator.entropy(), Err(Error::TooComplex));
    }
}

#[test]
fn names_and_words_are_kept_out_without_a_bias() {
    let named = PolicyRules {
        names: vec![NameRule::usual()].into(),
        ..rules(5, &[("abcD", 0)])
    };
    prove(&named, 5, Some("ABCd"));
    prove(&named, 5, Some("x.abcd-dab"));
    prove(&named, 5, Some(""));
    prove(&named, 5, Some("a"));
    let words = PolicyRules {
        forbidden_words: vec!["ab".into(), "bcd".into(), "DD".into()].into(),
        ..named
    };
    prove(&words, 5, Some("cab"));
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
    let policy = Policy::of(find(CLOUDSSO).unwrap()).unwrap();
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

/// A word for each of 26 letters, and so many letters that differ: which of them came would make too many states.
fn too_complex(min_different: u32) -> PolicyRules {
    let words = ('a'..='z').map(|c| format!("{c}{c}{c}{c}").into());
    PolicyRules {
        min_different,
        forbidden_words: words.collect(),
        ..rules(40, &[("abcdefghijklmnopqrstuvwxyz", 0)])
    }
}

#[test]
fn a_policy_too_complex_to_count_is_still_drawn_and_never_guessed_at() {
    // One text in 3,900 has all 26 letters, so that mostly none of the first 128 draws complies.
    for min_different in [14, 26] {
        let rules = too_complex(min_different);
        let generator = generator(&rules, 40, None).unwrap();
        assert_eq!(generator.entropy(), Err(Error::TooComplex));
        for seed in 0..5 {
            let password = generator.password(&mut pool(seed)).unwrap();
            assert!(complies(&rules, password.expose(), None));
        }
    }
}

/// How many bits a password of 16 has under a default policy with these words and so many different characters.
fn bits(operation: &str, words: &[&str], min_different: u32) -> Result<f64, Error> {
    let rules = PolicyRules {
        min_different,
        forbidden_words: words
            .iter()
            .map(|word| Cow::Owned((*word).into()))
            .collect(),
        ..Policy::of(find(operation).unwrap())
            .unwrap()
            .rules()
            .clone()
    };
    generator(&rules, 16, None).unwrap().entropy()
}

#[test]
fn different_characters_that_the_groups_bring_along_are_not_counted_again() {
    // Which of the letters came would make too many states.
    let words = ["quick", "brown", "foxjumps", "overth", "elazydog"];
    assert!(bits(CLOUDSSO, &words, 0).is_ok());
    assert_eq!(bits(CLOUDSSO, &words, 4), bits(CLOUDSSO, &words, 0));
    assert_eq!(bits(CLOUDSSO, &words, 5), Err(Error::TooComplex));
}

#[test]
fn letters_that_no_word_has_are_not_told_apart() {
    // Were they, which of 52 came would make too many states.
    assert!(bits(WORKMAIL, &["pass"], 5).unwrap() < bits(WORKMAIL, &[], 5).unwrap());
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
                names: not_user_name.then(NameRule::usual).into_iter().collect(),
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
        // More than 20,000 texts take too long to enumerate.
        prop_assume!(alphabet(&rules).len().pow(rules.min_length) <= 20_000);
        prove(&rules, rules.min_length, Some(&name));
    }

    #[test]
    fn what_comes_out_complies(rules in any_rules(), longer in 0..30u32, name in "[a-cA-C1-3.]{0,5}", seed: u64) {
        let length = rules.min_length + longer;
        let rules = PolicyRules { max_length: length, ..rules };
        let Ok(policy) = Policy::new(Cow::Owned(rules.clone())) else { return Ok(()) };
        let options = Options { length: Some(length), avoid_ambiguous: false, names: &account(Some(name.as_str())) };
        match Generator::new(&policy, &options).and_then(|generator| generator.password(&mut pool(seed))) {
            Ok(password) => {
                prop_assert_eq!(check_password(&policy, password.expose(), &account(Some(name.as_str()))), []);
                prop_assert!(complies(&rules, password.expose(), Some(&name)));
            }
            Err(error) => prop_assert!(matches!(error, Error::UnsatisfiablePolicy(_)), "{error}"),
        }
    }
}
