//! Passwords drawn from a known source: every one complies, and every one that complies is as likely as any other.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    reason = "helpers of tests, where a panic is the failure, statistics of small numbers, and tables"
)]
#![cfg(not(target_arch = "wasm32"))]

mod enumeration;
mod inputs;
mod oracle;
mod seeded;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use enumeration::{alphabet, class, deviation, rules, texts};
use inputs::sound;
use oracle::{issues, points};
use resetkit::generate::{DEFAULT_LENGTH, Generator, Options, Platform, Pool, Random};
use resetkit::model::{Class, NameKind, NameRule, Operation, PolicyRules, Unit};
use resetkit::{Error, Name, OPERATIONS, Policy, Value, find, validate};
use seeded::Seeded;

/// Gives these bytes, then zeros.
struct Scripted(Vec<u8>);

impl Random for Scripted {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        for byte in bytes {
            *byte = if self.0.is_empty() {
                0
            } else {
                self.0.remove(0)
            };
        }
        Ok(())
    }
}

fn policy(rules: PolicyRules) -> Policy {
    Policy::new(Cow::Owned(rules)).unwrap()
}

/// The user's name as that of an account.
fn account<T>(name: Option<T>) -> Vec<Name<T>> {
    let name = name.map(|value| Name {
        kind: NameKind::Account,
        value,
    });
    name.into_iter().collect()
}

fn generator(policy: &Policy) -> Generator {
    generator_for(policy, None)
}

fn generator_for(policy: &Policy, user_name: Option<&str>) -> Generator {
    let options = Options {
        names: &account(user_name),
        ..Options::default()
    };
    Generator::new(policy, &options).unwrap()
}

/// The operations whose callers choose a password, with the policy of their directory.
fn with_policy() -> Vec<(&'static Operation, Policy)> {
    OPERATIONS
        .iter()
        .filter_map(|operation| Some((operation, Policy::of(operation).ok()?)))
        .collect()
}

#[test]
fn every_password_drawn_meets_the_policy_and_makes_a_valid_input() {
    let mut pool = Pool::new(Seeded(1));
    let operations = with_policy();
    assert_eq!(operations.len(), 22);
    for (operation, policy) in operations {
        let rules = policy.rules();
        let from = alphabet(rules);
        // Beyond 63 characters nothing new comes, and bytes may be limited.
        for length in rules.min_length..=rules.max_length.min(63) {
            for avoid_ambiguous in [false, true] {
                let generator = Generator::new(
                    &policy,
                    &Options {
                        length: Some(length),
                        avoid_ambiguous,
                        ..Options::<&str>::default()
                    },
                )
                .unwrap();
                for _ in 0..15 {
                    let password = generator.password(&mut pool).unwrap();
                    let password = password.expose();
                    assert_eq!(password.chars().count(), length as usize);
                    assert_eq!(policy.check(password, &[]), []);
                    assert!(password.chars().all(|character| from.contains(&character)));
                    assert!(
                        !(avoid_ambiguous && password.contains(['I', 'l', '1', '|', 'O', '0']))
                    );
                    let place = operation.password.as_ref().unwrap().member;
                    let member = &operation.members[usize::from(place)].name;
                    assert!(
                        validate(
                            sound(&operation.id).with(member, Value::Text(password)),
                            &resetkit::Options::default()
                        )
                        .is_ok()
                    );
                }
            }
        }
    }
}

#[test]
fn ambiguous_characters_are_drawn_unless_they_are_to_be_avoided() {
    for (_, policy) in with_policy() {
        let drawn = |avoid_ambiguous| {
            let generator = Generator::new(
                &policy,
                &Options {
                    length: None,
                    avoid_ambiguous,
                    ..Options::<&str>::default()
                },
            )
            .unwrap();
            let mut pool = Pool::new(Seeded(2));
            (0..300)
                .flat_map(|_| {
                    generator
                        .password(&mut pool)
                        .unwrap()
                        .expose()
                        .chars()
                        .collect::<Vec<_>>()
                })
                .collect::<BTreeSet<_>>()
        };
        let all: BTreeSet<char> = alphabet(policy.rules()).into_iter().collect();
        let clear: BTreeSet<char> = all
            .iter()
            .copied()
            .filter(|character| !"Il1|O0".contains(*character))
            .collect();
        assert_eq!(drawn(false), all);
        assert_eq!(drawn(true), clear);
        assert_eq!(all.len() - clear.len(), 5);
    }
    // The default alphabets have no vertical bar.
    let policy = policy(rules(9, &[("Il1|O0x", 0)]));
    let options: Options<&str> = Options {
        avoid_ambiguous: true,
        ..Options::default()
    };
    let generator = Generator::new(&policy, &options).unwrap();
    let password = generator.password(&mut Pool::new(Seeded(2))).unwrap();
    assert_eq!(password.expose(), "xxxxxxxxx");
}

#[test]
fn the_length_is_twenty_or_the_nearest_that_the_policy_takes() {
    assert_eq!(DEFAULT_LENGTH, 20);
    for (min_length, max_length, expected) in [(8, 63, 20), (20, 20, 20), (1, 12, 12), (30, 40, 30)]
    {
        let policy = policy(PolicyRules {
            min_length,
            max_length,
            ..rules(1, &[("ab", 0)])
        });
        let generator = generator(&policy);
        let password = generator.password(&mut Pool::new(Seeded(3))).unwrap();
        assert_eq!(password.expose().chars().count(), expected);
        assert_eq!(generator.length() as usize, expected);
    }
}

#[test]
fn bytes_and_units_and_the_characters_of_groups_leave_room_for_a_length() {
    let up_to = |characters, max| Class {
        max,
        ..class(characters, 0)
    };
    let any_length = |classes: Vec<Class>| PolicyRules {
        min_length: 1,
        max_length: 60,
        classes: classes.into(),
        ..PolicyRules::default()
    };
    let letters = || any_length(vec![class("ab", 0)]);
    let bytes = PolicyRules {
        max_bytes: 5,
        ..letters()
    };
    let units = PolicyRules {
        max_length: 9,
        unit: Unit::Utf16,
        ..any_length(vec![class("😀😁", 0)])
    };
    for (rules, room) in [
        (bytes, 5),
        (units, 4),
        (any_length(vec![up_to("ab", 3), up_to("12", 4)]), 7),
    ] {
        let policy = policy(rules);
        let of = |length| {
            let options = Options {
                length,
                ..Options::<&str>::default()
            };
            Generator::new(&policy, &options).map(|generator| generator.length())
        };
        assert_eq!(of(None), Ok(room));
        assert_eq!(
            of(Some(room + 1)),
            Err(Error::UnsatisfiablePolicy(
                "its limits leave no room for the length"
            ))
        );
    }
    // A group without a limit fills any length.
    let open = policy(any_length(vec![up_to("ab", 3), class("12", 0)]));
    assert_eq!(generator(&open).length(), DEFAULT_LENGTH);
}

#[test]
fn a_length_outside_the_policy_is_refused() {
    for (_, policy) in with_policy() {
        let (min, max) = (policy.rules().min_length, policy.rules().max_length);
        for length in [0, min - 1, max + 1, u32::MAX] {
            let error = Generator::new(
                &policy,
                &Options {
                    length: Some(length),
                    avoid_ambiguous: false,
                    ..Options::<&str>::default()
                },
            )
            .unwrap_err();
            assert_eq!(
                error,
                Error::InvalidOptions("the length is outside the policy's")
            );
            assert_eq!(
                (error.code(), error.to_string().as_str()),
                ("invalid_options", "the length is outside the policy's")
            );
        }
    }
}

#[test]
fn an_operation_without_a_password_has_no_policy() {
    let error = Policy::of(find("chime:ResetPersonalPIN").unwrap()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the caller of this operation sets no password, so it has no policy"
    );
    assert_eq!(error.code(), "no_policy");
}

#[test]
fn nothing_is_drawn_where_there_is_nothing_to_draw_from() {
    let drawing = |generate: &'static str, characters, min| Class {
        generate: generate.into(),
        ..class(characters, min)
    };
    let of = |classes: Vec<Class>| PolicyRules {
        classes: classes.into(),
        ..rules(4, &[])
    };
    let letters = || class("ab", 0);
    let refused = [
        (
            of(vec![drawing("", "ab", 0)]),
            "there are no characters to draw from",
        ),
        // Characters that the policy does not allow are not drawn either.
        (
            of(vec![drawing("xy", "ab", 0)]),
            "there are no characters to draw from",
        ),
        (
            of(vec![letters(), drawing("", "12", 1)]),
            "it asks for a group of characters from which none is drawn",
        ),
        // Two groups are asked for, and one is drawn from.
        (
            PolicyRules {
                min_classes: 2,
                ..of(vec![letters(), drawing("", "12", 0)])
            },
            "it asks for more groups of characters than are drawn from",
        ),
    ];
    for (rules, reason) in refused {
        let error = Generator::new(&policy(rules), &Options::<&str>::default()).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("no password meets the policy: {reason}")
        );
    }
    // All of as many groups as there may be.
    let twelve = PolicyRules {
        min_classes: 12,
        ..rules(
            12,
            &["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"].map(|c| (c, 0)),
        )
    };
    assert!(Generator::new(&policy(twelve), &Options::<&str>::default()).is_ok());
}

#[test]
fn a_policy_that_no_password_of_the_length_meets_is_refused_with_the_reason() {
    let spaced = |generate: &'static str| Class {
        generate: generate.into(),
        ..class(" abcdef", 0)
    };
    let four = |generate| PolicyRules {
        min_length: 4,
        max_length: 8,
        classes: vec![spaced(generate)].into(),
        ..PolicyRules::default()
    };
    let only = |character| vec![(character, character)].into();
    let options = Options {
        length: Some(4),
        ..Options::<&str>::default()
    };
    let stands = "no character that is drawn may stand first, or last";
    for (rules, reason) in [
        (four(" "), "there is nothing but spaces to draw from"),
        (
            PolicyRules {
                min_different: 4,
                ..four("abc")
            },
            "it asks for more different characters than are drawn from",
        ),
        (
            PolicyRules {
                min_different: 5,
                ..four("abcdef")
            },
            "it asks for more different characters than the length",
        ),
        (
            PolicyRules {
                first: only('f'),
                ..four("abc")
            },
            stands,
        ),
        // No password ends with a space.
        (
            PolicyRules {
                last: only(' '),
                ..four(" abc")
            },
            stands,
        ),
        (
            PolicyRules {
                max_class_run: 3,
                ..four("abc")
            },
            "it is drawn from one group of characters, which takes no turns",
        ),
    ] {
        assert_eq!(
            Generator::new(&policy(rules), &options).map(|_| ()),
            Err(Error::UnsatisfiablePolicy(reason))
        );
    }
    for rules in [
        PolicyRules {
            min_different: 4,
            ..four("abcd")
        },
        PolicyRules {
            max_class_run: 4,
            ..four("abc")
        },
        PolicyRules {
            max_class_run: 1,
            ..rules(4, &[("ab", 0), ("12", 0)])
        },
    ] {
        assert!(Generator::new(&policy(rules), &options).is_ok());
    }
}

#[test]
fn what_may_not_stand_first_or_last_does_not() {
    let ends = |first: &[(char, char)], last: &[(char, char)]| {
        let policy = policy(PolicyRules {
            first: first.to_vec().into(),
            last: last.to_vec().into(),
            ..rules(3, &[("ab", 0), ("12", 0)])
        });
        let (generator, mut pool) = (generator(&policy), Pool::new(Seeded(5)));
        let drawn = (0..200).map(|_| {
            let password = generator.password(&mut pool).unwrap();
            let mut characters = password.expose().chars();
            (characters.next().unwrap(), characters.last().unwrap())
        });
        let (first, last): (BTreeSet<_>, BTreeSet<_>) = drawn.unzip();
        let text = |set: BTreeSet<char>| set.into_iter().collect::<String>();
        (text(first), text(last))
    };
    let expected = |first: &str, last: &str| (first.to_owned(), last.to_owned());
    assert_eq!(ends(&[('a', 'z')], &[]), expected("ab", "12ab"));
    assert_eq!(ends(&[], &[('0', '1')]), expected("12ab", "1"));
    assert_eq!(ends(&[('b', 'b')], &[('0', '9')]), expected("b", "12"));
}

/// Fails at the call of this number, counted down.
struct Failing(u32);

impl Random for Failing {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        if self.0 == 0 {
            return Err(Error::RandomUnavailable);
        }
        self.0 -= 1;
        bytes.fill(0);
        Ok(())
    }
}

#[test]
fn without_random_bytes_there_is_no_password() {
    let policy = policy(rules(5000, &[("ab", 0)]));
    let generator = generator(&policy);
    // A password of 5000 takes 5000 bytes, a pool gives 8192: the second password asks for more.
    for (calls, passwords) in [(0, 0), (1, 1), (2, 3)] {
        let mut pool = Pool::new(Failing(calls));
        for _ in 0..passwords {
            assert_eq!(
                generator.password(&mut pool).unwrap().expose(),
                "a".repeat(5000)
            );
        }
        let error = generator.password(&mut pool).unwrap_err();
        assert_eq!(error, Error::RandomUnavailable);
        assert_eq!(
            (error.code(), error.to_string().as_str()),
            ("random_unavailable", "the platform gave no random bytes")
        );
        // It does not go on with bytes that were used, or with none.
        assert_eq!(
            generator.password(&mut pool).unwrap_err(),
            Error::RandomUnavailable
        );
    }
}

#[test]
fn the_platform_gives_another_password_each_time() {
    let (_, policy) = &with_policy()[0];
    let (generator, mut pool) = (generator(policy), Pool::new(Platform));
    let passwords: BTreeSet<_> = (0..100)
        .map(|_| generator.password(&mut pool).unwrap().expose().to_owned())
        .collect();
    assert_eq!(passwords.len(), 100);
}

#[test]
fn bytes_of_an_incomplete_round_are_drawn_again() {
    let characters = |count: u32| ('\u{100}'..).take(count as usize).collect::<String>();
    let draw = |count, script: &[u8]| {
        let policy = policy(rules(2, &[(&characters(count), 0)]));
        let password = generator(&policy)
            .password(&mut Pool::new(Scripted(script.to_vec())))
            .unwrap();
        password
            .expose()
            .chars()
            .map(|character| u32::from(character) - 0x100)
            .collect::<Vec<_>>()
    };
    // 200 fits into a byte once: 200 to 255 are left over.
    assert_eq!(draw(200, &[255, 200, 199, 220, 7]), [199, 7]);
    // 100 fits twice.
    assert_eq!(draw(100, &[200, 199, 255, 100]), [99, 0]);
    // Nothing is left over of a power of two.
    assert_eq!(draw(256, &[255, 0]), [255, 0]);
    // Of 257 characters nine bits of four bytes choose, and what lies beyond the last is left over.
    assert_eq!(
        draw(257, &[255, 255, 255, 255, 0, 0, 1, 0, 255, 255, 254, 1]),
        [256, 1]
    );
}

#[test]
fn the_first_password_drawn_that_complies_is_taken() {
    let rules = PolicyRules {
        max_repeats: 1,
        ..rules(2, &[("abcd", 0)])
    };
    let mut pool = Pool::new(Scripted(vec![0, 0, 2, 2, 3, 1]));
    let password = generator(&policy(rules)).password(&mut pool).unwrap();
    assert_eq!(password.expose(), "db");
}

/// Right generators deviate by more once in a thousand times.
const ONCE_IN_A_THOUSAND: f64 = 3.0902;

#[test]
fn every_character_is_as_likely_as_any_other() {
    for count in [2, 3, 65, 200, 255, 256, 257, 300] {
        let alphabet: String = ('\u{100}'..).take(count).collect();
        let policy = policy(rules(1, &[(&alphabet, 0)]));
        let (generator, mut pool) = (generator(&policy), Pool::new(Seeded(5)));
        let mut counts = vec![0; count];
        for _ in 0..count * 60 {
            let password = generator.password(&mut pool).unwrap();
            let place = alphabet
                .chars()
                .position(|character| password.expose().chars().eq([character]))
                .unwrap();
            counts[place] += 1;
        }
        let deviation = deviation(&counts);
        assert!(deviation < ONCE_IN_A_THOUSAND, "{deviation} over {count}");
    }
}

#[test]
fn every_compliant_password_is_as_likely_as_any_other_and_no_other_is_drawn() {
    let pairs = [("ab", 0), ("12", 0), ("!?", 0)];
    let policies = [
        (rules(3, &[("abc", 0)]), None, Some(27)),
        // 256 less those of no digit (16), of one (4 places, 16 strings each) and of digits alone (16).
        (
            rules(4, &[("ab", 1), ("12", 2)]),
            None,
            Some(256 - 16 - 64 - 16),
        ),
        // Two of three groups: 216 less those of one group.
        (
            PolicyRules {
                min_classes: 2,
                ..rules(3, &pairs)
            },
            None,
            Some(216 - 3 * 8),
        ),
        // Three that differ: all but those of one (6) and of two characters (15 pairs, 14 strings each).
        (
            PolicyRules {
                min_different: 3,
                ..rules(4, &pairs)
            },
            None,
            Some(1296 - 6 - 15 * 14),
        ),
        // Groups that share a character, which counts for both: 125 less those of d and e alone (8), of a and b alone (8).
        (rules(3, &[("abc", 1), ("cde", 1)]), None, Some(125 - 8 - 8)),
        // "aB" is in none whatever the case: 27 less those with a or A before b, at two places, one of three beside.
        (
            PolicyRules {
                names: vec![NameRule::usual()].into(),
                ..rules(3, &[("abA", 0)])
            },
            Some("aB"),
            Some(27 - 2 * 3 * 2),
        ),
        (
            PolicyRules {
                min_classes: 2,
                min_different: 2,
                names: vec![NameRule::usual()].into(),
                ..rules(4, &[("ab", 0), ("12", 2)])
            },
            Some("A1"),
            // Counted by the oracle alone.
            None,
        ),
    ];
    for (seed, (rules, user_name, size)) in (10..).zip(policies) {
        let compliant: BTreeMap<String, usize> = texts(&alphabet(&rules), rules.max_length)
            .into_iter()
            .filter(|password| issues(&rules, &points(password), user_name).is_empty())
            .zip(0..)
            .collect();
        assert_eq!(
            compliant.len(),
            size.unwrap_or(compliant.len()),
            "{rules:?}"
        );
        let generator = generator_for(&policy(rules.clone()), user_name);
        let mut pool = Pool::new(Seeded(seed));
        let mut counts = vec![0u32; compliant.len()];
        for _ in 0..compliant.len() * 40 {
            let password = generator.password(&mut pool).unwrap();
            let place = compliant
                .get(password.expose())
                .unwrap_or_else(|| panic!("{} does not comply", password.expose()));
            counts[*place] += 1;
        }
        assert_eq!(
            counts.iter().position(|count| *count == 0),
            None,
            "a compliant password is never drawn"
        );
        let deviation = deviation(&counts);
        assert!(deviation < ONCE_IN_A_THOUSAND, "{deviation} {rules:?}");
    }
}

/// The logarithm to base 2 of how many passwords could come out.
fn bits(rules: PolicyRules) -> Result<f64, Error> {
    generator(&policy(rules)).entropy()
}

#[test]
fn characters_that_no_rule_tells_apart_are_counted_together() {
    // One by one, which of them came, or came last, would make too many states.
    let of = |characters: Vec<char>, length| {
        let characters: String = characters.into_iter().collect();
        rules(length, &[(&characters, 0)])
    };
    let near = |count| ('\u{4E00}'..).take(count).collect::<Vec<_>>();
    let apart = |count| ('\u{4E00}'..).step_by(2).take(count).collect::<Vec<_>>();
    // None is next to another in a sequence.
    let spread = PolicyRules {
        max_sequence: 2,
        ..of(apart(1000), 20)
    };
    assert!((bits(spread).unwrap() - 20.0 * 1000f64.log2()).abs() < 1e-9);
    // No rule is of sequences: 20 characters, of which none comes twice in a row.
    let neighbours = PolicyRules {
        max_repeats: 1,
        ..of(near(1000), 20)
    };
    let expected = 1000f64.log2() + 19.0 * 999f64.log2();
    assert!((bits(neighbours).unwrap() - expected).abs() < 1e-9);
    // No rule is of bytes or UTF-16 units: 200 that all differ, of which there are 1, 2, 3 and 4 of each, or 1 and 2.
    let mixed = ('a'..='z').chain('\u{E0}'..='\u{F6}').chain(near(200));
    let mixed: Vec<char> = mixed.chain('\u{1F600}'..='\u{1F63F}').collect();
    let expected = (0..200).map(|used| ((mixed.len() - used) as f64).log2());
    let expected: f64 = expected.sum();
    let all_differ = PolicyRules {
        min_different: 200,
        ..of(mixed, 200)
    };
    assert!((bits(all_differ).unwrap() - expected).abs() < 1e-6);
    // Nor does a limit count that no password of the length can break, or a word of other letters.
    let letters: String = ('\u{100}'..).take(300).collect();
    let mut all_differ = PolicyRules {
        min_different: 200,
        max_bytes: 400,
        unit: Unit::Utf16,
        max_repeats: 200,
        max_class_run: 200,
        max_sequence: 200,
        forbidden_words: vec!["pass".into()].into(),
        ..rules(200, &[(&letters, 0)])
    };
    all_differ.classes.to_mut()[0].max = 200;
    let expected: f64 = (0..200).map(|used| f64::from(300 - used).log2()).sum();
    assert!((bits(all_differ).unwrap() - expected).abs() < 1e-6);
    // Of one that is a group by itself there is no other that has not come.
    let others: String = near(300).into_iter().collect();
    let all_differ = PolicyRules {
        min_different: 200,
        ..rules(200, &[("a", 0), (&others, 0)])
    };
    let expected: f64 = (0..200).map(|used| f64::from(301 - used).log2()).sum();
    assert!((bits(all_differ).unwrap() - expected).abs() < 1e-6);
}

#[test]
fn what_would_take_more_memory_or_time_than_the_limit_is_not_counted() {
    // Of 2,000 characters of two kinds, how many of the first came, up to those asked for: 31 states. For each, and each
    // number of characters left, a number of 133 times 32 bits: one more state would be more than 32 MiB.
    let of = |min| rules(2000, &[("a", min), ("b", 0)]);
    assert!(bits(of(30)).is_ok());
    assert_eq!(bits(of(31)), Err(Error::TooComplex));
    // Each of so many characters is a kind by itself, and how many of the first group came is counted: 11 states with 19 steps
    // each, or 10 with 21. 209 steps are added up 2,000 times, and 210 would be 2^27 times 32 bits and more.
    let of = |characters, min| {
        let all = ('A'..).take(characters);
        let group = |bit: u32| {
            all.clone()
                .filter(move |&c| (u32::from(c) - 64) >> bit & 1 == 1)
        };
        let groups: Vec<String> = (0..5).map(|bit| group(bit).collect()).collect();
        let mut groups: Vec<(&str, u32)> = groups.iter().map(|group| (&**group, 0)).collect();
        groups[0].1 = min;
        rules(2000, &groups)
    };
    assert!(bits(of(19, 10)).is_ok());
    assert_eq!(bits(of(21, 9)), Err(Error::TooComplex));
}

#[test]
fn what_is_drawn_from_the_count_is_as_likely_as_any_other() {
    // Three characters are left of 103, so that hardly any free draw complies.
    let others: String = ('\u{100}'..).take(100).collect();
    let left = |length| PolicyRules {
        forbidden_words: others.chars().map(|c| c.to_string().into()).collect(),
        ..rules(length, &[("abc", 0), (&others, 0)])
    };
    let cases = [
        (2, 0, 27 - 3),
        (3, 0, 6),
        (0, 1, 3 * 2 * 2),
        (0, 2, 27 - 3),
        (2, 2, 27 - 3),
        (3, 1, 6),
    ];
    for (min_different, max_repeats, size) in cases {
        let policy = policy(PolicyRules {
            min_different,
            max_repeats,
            ..left(3)
        });
        let all = texts(&['a', 'b', 'c'], 3).into_iter();
        let all: Vec<String> = all
            .filter(|it| policy.check(it.as_str(), &[]).is_empty())
            .collect();
        assert_eq!(all.len(), size);
        let (generator, mut pool) = (generator(&policy), Pool::new(Seeded(8)));
        let mut counts = vec![0u32; size];
        for _ in 0..size * 40 {
            let password = generator.password(&mut pool).unwrap();
            let place = all.iter().position(|it| it == password.expose());
            counts[place.unwrap()] += 1;
        }
        let deviation = deviation(&counts);
        assert!(
            deviation < ONCE_IN_A_THOUSAND,
            "{deviation} {min_different} {max_repeats}"
        );
    }
}

#[test]
fn what_is_banned_or_counted_is_not_shown() {
    let generator = generator(&policy(rules(2, &[("ab", 0)])));
    assert_eq!(generator.size(), Ok((4.0, 0)));
    let shown = format!("{generator:?}");
    assert!(shown.contains("banned: Banned(…)"), "{shown}");
    assert!(
        shown.ends_with("count: OnceCell(Ok(Count(…))) }"),
        "{shown}"
    );
}

#[test]
fn the_user_name_is_in_no_password() {
    let policy = Policy::of(find("cloudsso:ResetUserPassword").unwrap()).unwrap();
    let (unaware, mut pool) = (generator(&policy), Pool::new(Seeded(6)));
    for name in ["a", "Q", "7", "(", "xY", "?9"] {
        let contains = |password: &str| {
            password
                .to_ascii_lowercase()
                .contains(&name.to_ascii_lowercase())
        };
        let generator = generator_for(&policy, Some(name));
        for _ in 0..300 {
            let password = generator.password(&mut pool).unwrap();
            assert!(!contains(password.expose()), "{name}");
        }
        // Without the name it would be in some, so that the above says something.
        let found = (0..3000)
            .filter(|_| contains(unaware.password(&mut pool).unwrap().expose()))
            .count();
        assert!(found > 0, "{name}");
    }
    assert!(generator_for(&policy, Some("")).password(&mut pool).is_ok());
}
