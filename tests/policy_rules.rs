//! The rules of a policy on bytes, UTF-16 units, groups, runs, sequences, places and names: each verdict with its exact text,
//! against a naive oracle, and that what is drawn meets them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    reason = "a test may panic"
)]
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "other tests use the rest")]
mod enumeration;
mod oracle;
mod seeded;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

use enumeration::{alphabet, deviation, texts};
use oracle::{tally, verdict};
use resetkit::generate::{Generator, Options, Pool};
use resetkit::model::{Class, Matching, NameKind, NameRule, PolicyRules, Unit};
use resetkit::{
    Error, Input, IssueKind, Name, Policy, Utf16, Value, check_password, find, validate,
};
use seeded::Seeded;

fn class(name: &'static str, characters: &[(char, char)]) -> Class {
    let generate: String = characters
        .iter()
        .flat_map(|&(from, to)| from..=to)
        .collect();
    Class {
        name: name.into(),
        characters: characters.to_vec().into(),
        generate: generate.into(),
        ..Class::default()
    }
}

/// Letters, digits and faces, of which a password has as many as it likes.
fn letters() -> PolicyRules {
    PolicyRules {
        min_length: 1,
        max_length: 40,
        classes: vec![
            class("a letter", &[('a', 'z'), ('A', 'Z')]),
            class("a digit", &[('0', '9')]),
        ]
        .into(),
        ..PolicyRules::default()
    }
}

fn policy(rules: PolicyRules) -> Policy {
    Policy::new(Cow::Owned(rules)).unwrap()
}

/// Code and text of everything that is told of a password.
fn told(rules: &PolicyRules, password: &str, names: &[Name<&str>]) -> Vec<(&'static str, String)> {
    let issues = check_password(&policy(rules.clone()), password, names).into_iter();
    issues
        .map(|issue| (issue.kind.code().as_str(), issue.message()))
        .collect()
}

#[test]
fn each_rule_has_its_code_and_its_text() {
    type Change<'a> = &'a dyn Fn(&mut PolicyRules);
    let faces = |rules: &mut PolicyRules| {
        rules
            .classes
            .to_mut()
            .push(class("a face", &[('😀', '😄')]));
        rules.unit = Unit::Utf16;
    };
    let cases: &[(Change, &str, &str, &str, &str)] = &[
        (
            &|rules| rules.min_length = 3,
            "abc",
            "ab",
            "too_short",
            "Use at least 3 characters for the password",
        ),
        (
            &|rules| rules.max_length = 3,
            "abc",
            "abcd",
            "too_long",
            "Use at most 3 characters for the password",
        ),
        (
            &|rules| rules.classes.to_mut()[1].min = 1,
            "a1b",
            "abc",
            "missing_class",
            "Add a digit to the password",
        ),
        (
            &|rules| rules.classes.to_mut()[1].min = 2,
            "a1b2",
            "a1bc",
            "missing_class",
            "Add a digit to the password, 2 times or more",
        ),
        (
            &|rules| rules.min_different = 3,
            "aabc",
            "aabb",
            "too_few_different",
            "Use at least 3 different characters in the password",
        ),
        (
            &|rules| rules.max_repeats = 2,
            "aabaa",
            "baaab",
            "too_many_repeats",
            "Use a character at most 2 times in a row in the password",
        ),
        (
            &|rules| rules.forbidden_words = vec!["x1".into(), "Sommer".into()].into(),
            "1sOMMe",
            "1sOMMEr2",
            "forbidden_word",
            "Leave Sommer out of the password",
        ),
        (
            &|rules| rules.max_bytes = 8,
            "abcdefgh",
            "abcdefghi",
            "too_long",
            "Use at most 8 bytes in UTF-8 for the password",
        ),
        (
            &|rules| {
                rules.extra = vec![('é', 'é')].into();
                rules.max_bytes = 8;
            },
            "éééé",
            "ééééa",
            "too_long",
            "Use at most 8 bytes in UTF-8 for the password",
        ),
        (
            &|rules| {
                faces(rules);
                rules.max_length = 4;
            },
            "😀😀",
            "😀a😀",
            "too_long",
            "Use at most 4 characters for the password",
        ),
        (
            &|rules| {
                faces(rules);
                rules.min_length = 4;
            },
            "😀😀",
            "a😀",
            "too_short",
            "Use at least 4 characters for the password",
        ),
        (
            &|rules| {
                faces(rules);
                (rules.min_length, rules.max_length) = (4, 4);
            },
            "😀😀",
            "😀😀😀",
            "too_long",
            "Use exactly 4 characters for the password",
        ),
        (
            &|rules| rules.classes.to_mut()[1].max = 2,
            "a1b2c",
            "1a2b3",
            "too_many_of_class",
            "Use a digit at most 2 times in the password",
        ),
        (
            &|rules| rules.max_class_run = 2,
            "ab12ab",
            "ab1cde",
            "too_long_class_run",
            "Use at most 2 characters of one kind in a row in the password",
        ),
        (
            &|rules| rules.max_sequence = 2,
            "abba12x98",
            "xabcx",
            "too_long_sequence",
            "Use at most 2 characters of a sequence such as abc or 321 in the password",
        ),
        (
            &|rules| rules.max_sequence = 3,
            "abcacb321",
            "x4321",
            "too_long_sequence",
            "Use at most 3 characters of a sequence such as abc or 321 in the password",
        ),
        (
            &|rules| rules.forbidden_passwords = vec!["x".into(), "Sommer2026".into()].into(),
            "Sommer20261",
            "sOMMER2026",
            "forbidden_password",
            "Choose another password: this one is on the list of forbidden passwords",
        ),
        (
            &|rules| rules.first = vec![('a', 'z')].into(),
            "a1",
            "A1",
            "wrong_first_character",
            "Start the password with another character",
        ),
        (
            &|rules| rules.last = vec![('0', '9')].into(),
            "a1",
            "1a",
            "wrong_last_character",
            "End the password with another character",
        ),
    ];
    for (change, sound, broken, code, text) in cases {
        let mut rules = letters();
        change(&mut rules);
        assert_eq!(told(&rules, sound, &[]), [], "{sound}");
        let text = format!("{text} (directory's policy).");
        assert_eq!(told(&rules, broken, &[]), [(*code, text)], "{broken}");
    }
    // What else the text says stands behind whose policy it is, or instead.
    let cases: &[(Change, &str, &str, &str, &str)] = &[
        (
            &|rules| rules.min_classes = 2,
            "ab1",
            "abc",
            "too_few_classes",
            "Use at least 2 of these in the password (directory's policy): a letter and a digit.",
        ),
        (
            &|rules| rules.forbidden = vec![('b', 'd')].into(),
            "ae1",
            "abe1",
            "forbidden_character",
            "Remove the character at position 2 from the password. Allowed: the characters of the policy.",
        ),
        (
            &|rules| rules.extra = vec![('\u{E9}', '\u{E9}')].into(),
            "ab\u{E9}1",
            "!ab\u{E8}1",
            "forbidden_character",
            "Remove the characters at positions 1 and 4 from the password. Allowed: the characters of the policy.",
        ),
        (
            &|rules| rules.extra = vec![('\u{E9}', '\u{E9}')].into(),
            "b\u{E9}1",
            "be\u{301}1",
            "forbidden_character",
            "Remove the character at position 3 from the password. Allowed: the characters of the policy. Type a letter and its accent as one character.",
        ),
        (
            &|rules| rules.extra = vec![('\u{E9}', '\u{E9}')].into(),
            "b\u{E9}1",
            "be\u{300}1",
            "forbidden_character",
            "Remove the character at position 3 from the password. Allowed: the characters of the policy.",
        ),
    ];
    for (change, sound, broken, code, text) in cases {
        let mut rules = letters();
        change(&mut rules);
        assert_eq!(told(&rules, sound, &[]), [], "{sound}");
        let text = (*text).to_owned();
        assert_eq!(told(&rules, broken, &[]), [(*code, text)], "{broken}");
    }
    // All at once, in the order of importance within one member.
    let mut rules = letters();
    rules.classes.to_mut()[1].max = 1;
    (rules.max_bytes, rules.max_class_run, rules.max_sequence) = (3, 2, 2);
    rules.first = vec![('a', 'a')].into();
    rules.last = vec![('a', 'a')].into();
    let codes: Vec<_> = told(&rules, "1234", &[])
        .into_iter()
        .map(|it| it.0)
        .collect();
    assert_eq!(
        codes,
        [
            "too_long",
            "too_many_of_class",
            "too_long_class_run",
            "too_long_sequence",
            "wrong_first_character",
            "wrong_last_character"
        ]
    );
}

/// A letter, which one reading counts an accented one to and the other does not.
fn by_two_readings() -> PolicyRules {
    let mut rules = letters();
    rules.classes.to_mut()[0].min = 1;
    rules.extra = vec![('\u{E0}', '\u{FF}')].into();
    rules.other_classes = rules.classes.clone();
    rules.other_classes.to_mut()[0].characters =
        vec![('a', 'z'), ('A', 'Z'), ('\u{E0}', '\u{E9}'), ('!', '!')].into();
    rules
}

#[test]
fn what_one_of_two_readings_takes_is_valid_and_warned_of() {
    /// A password, code and text of what is told of it, and whether it is warned of.
    type Verdict<'a> = (&'a str, &'a [(&'a str, &'a str)], bool);
    let missing = (
        "missing_class",
        "Add a letter to the password (directory's policy).",
    );
    let forbidden = (
        "forbidden_character",
        "Remove the character at position 2 from the password. Allowed: the characters of the policy.",
    );
    let cases: &[Verdict] = &[
        ("a1", &[], false),
        ("a\u{E9}1", &[], false),
        ("\u{E9}1", &[], true),
        ("1\u{E9}", &[], true),
        // Of nothing else than what the readings differ in.
        ("\u{E9}", &[], true),
        // Both readings count it to no group.
        ("\u{FF}1", &[missing], false),
        ("1", &[missing], false),
        // The other reading makes nothing allowed.
        ("a!", &[forbidden], false),
        ("1!", &[forbidden, missing], false),
    ];
    let rules = by_two_readings();
    let policy = policy(rules.clone());
    let options = resetkit::Options {
        policy: Some(&policy),
        names: &[],
    };
    for (password, expected, disputed) in cases {
        let told = told(&rules, password, &[]);
        let told: Vec<_> = told.iter().map(|(code, text)| (*code, &**text)).collect();
        assert_eq!(told, *expected, "{password}");
        let input = Input::new(find("workmail:ResetPassword").unwrap())
            .with(
                "OrganizationId",
                Value::Text("m-d281d0a2fd824be5b6cd3d3ce909fd27"),
            )
            .with(
                "UserId",
                Value::Text("S-1-1-11-1111111111-2222222222-3333333333-3333"),
            )
            .with("Password", Value::Text(password));
        let warned = validate(input, &options).is_ok_and(|valid| {
            let mut warnings = valid.warnings().into_iter();
            warnings.any(|issue| issue.kind == IssueKind::UndocumentedGroup)
        });
        assert_eq!(warned, *disputed, "{password}");
    }
}

const KINDS: [NameKind; 8] = [
    NameKind::Account,
    NameKind::Display,
    NameKind::Email,
    NameKind::EmailLocal,
    NameKind::Phone,
    NameKind::Given,
    NameKind::Family,
    NameKind::Nickname,
];

fn name_rule(kind: NameKind, matching: Matching) -> NameRule {
    NameRule {
        kind,
        matching,
        min_part: 1,
        split: vec![(' ', ' '), ('.', '.'), ('X', 'X')].into(),
        match_case: false,
    }
}

#[test]
fn a_name_of_each_kind_is_compared_as_its_rule_says_and_no_other_is() {
    let contains = "contains_user_name";
    let text = "Leave the user name out of the password (directory's policy).";
    let cases: &[(Matching, u32, bool, &str, &str, bool)] = &[
        (Matching::Contains, 1, false, "Anna", "1aNNa2", true),
        (Matching::Contains, 1, true, "Anna", "1aNNa2", false),
        (Matching::Contains, 1, true, "Anna", "1Anna2", true),
        (Matching::Contains, 5, false, "Anna", "1Anna2", false),
        (Matching::Contains, 1, false, "Anna Lee", "1Anna2", false),
        (Matching::Equals, 1, false, "Anna", "aNNa", true),
        (Matching::Equals, 1, true, "Anna", "aNNa", false),
        (Matching::Equals, 1, true, "Anna", "Anna", true),
        (Matching::Equals, 1, false, "Anna", "Anna1", false),
        (Matching::Equals, 5, false, "Anna", "Anna", false),
        (Matching::Reversed, 1, false, "Lee", "1eel2", true),
        (Matching::Reversed, 1, false, "Lee", "1lee2", false),
        (Matching::Reversed, 1, true, "Lee", "1eel2", false),
        (Matching::Reversed, 4, false, "Lee", "1eel2", false),
        (Matching::ContainsPart, 3, false, "Anna.Lee", "1LEE2", true),
        (Matching::ContainsPart, 3, true, "Anna.Lee", "1LEE2", false),
        (Matching::ContainsPart, 3, true, "Anna.Lee", "1Lee2", true),
        (Matching::ContainsPart, 4, false, "Anna.Lee", "1Lee2", false),
        // The name is split as it is written, whether case makes a difference or not.
        (Matching::ContainsPart, 3, false, "AnnaXLee", "1lee2", true),
        (Matching::ContainsPart, 3, false, "AnnaxLee", "1lee2", false),
        (Matching::ContainsPart, 1, false, "", "Anna", false),
    ];
    for (matching, min_part, match_case, value, password, broken) in cases {
        for kind in KINDS {
            let rule = NameRule {
                min_part: *min_part,
                match_case: *match_case,
                ..name_rule(kind, *matching)
            };
            let rules = PolicyRules {
                names: vec![rule].into(),
                ..letters()
            };
            for given in KINDS {
                let value = *value;
                let expected = (*broken && given == kind).then(|| (contains, text.to_owned()));
                let expected: Vec<_> = expected.into_iter().collect();
                let names = [Name { kind: given, value }];
                let context = format!("{matching:?} {min_part} {value} {password} {kind:?}");
                assert_eq!(told(&rules, password, &names), expected, "{context}");
            }
            assert_eq!(told(&rules, password, &[]), []);
        }
    }
    // The whole name of an account counts too, however short it is, where parts are looked for; of other names the parts alone.
    let part = NameRule {
        min_part: 4,
        ..name_rule(NameKind::Account, Matching::ContainsPart)
    };
    let display = NameRule {
        kind: NameKind::Display,
        ..part.clone()
    };
    for (rule, broken) in [(part, true), (display, false)] {
        let (kind, value) = (rule.kind, "al");
        let rules = PolicyRules {
            names: vec![rule].into(),
            ..letters()
        };
        let told = told(&rules, "1Al2", &[Name { kind, value }]);
        assert_eq!(!told.is_empty(), broken, "{kind:?}");
    }
}

impl Seeded {
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())].clone()
    }

    fn text(&mut self, characters: &[char], longest: usize) -> String {
        (0..self.below(longest + 1))
            .map(|_| self.pick(characters))
            .collect()
    }
}

const CHARACTERS: &[char] = &[
    'a', 'b', 'c', 'd', 'A', 'B', '1', '2', '3', '.', 'é', '😀', '😁',
];

/// Rules with each of the keys, half of the time, over groups that overlap one time in two.
fn any_rules(random: &mut Seeded) -> PolicyRules {
    let small = |random: &mut Seeded| {
        let limit = random.pick(&[0, 0, 0, 0, 1, 2, 3, 4]);
        u32::try_from(limit).unwrap()
    };
    let mut classes = vec![
        class("a small letter", &[('a', 'd')]),
        class("a letter or a digit", &[('1', '3'), ('A', 'B')]),
        class("a face", &[('😀', '😁')]),
    ];
    if random.below(2) == 0 {
        classes.push(class("one of b to d and 1 to 2", &[('b', 'd'), ('1', '2')]));
    }
    for class in &mut classes {
        class.min = random.pick(&[0, 0, 0, 1]);
        class.max = small(random) * 2;
    }
    let sets: &[&[(char, char)]] = &[&[], &[], &[], &[('a', 'b')], &[('1', '3'), ('😀', '😀')]];
    let rules = (0..random.below(4)).map(|_| NameRule {
        min_part: small(random),
        match_case: random.below(2) == 0,
        ..name_rule(
            random.pick(&KINDS[..3]),
            random.pick(&[
                Matching::Contains,
                Matching::Equals,
                Matching::Reversed,
                Matching::ContainsPart,
            ]),
        )
    });
    let names: Vec<NameRule> = rules.collect();
    PolicyRules {
        min_length: u32::try_from(random.below(6)).unwrap(),
        max_length: u32::try_from(6 + random.below(6)).unwrap(),
        unit: random.pick(&[Unit::Characters, Unit::Utf16]),
        max_bytes: random.pick(&[0, 0, 8, 12]),
        max_class_run: small(random),
        max_sequence: small(random),
        first: random.pick(sets).to_vec().into(),
        last: random.pick(sets).to_vec().into(),
        extra: vec![('.', '.'), ('é', 'é')].into(),
        classes: classes.into(),
        names: names.into(),
        ..PolicyRules::default()
    }
}

#[test]
fn verdicts_are_those_of_the_naive_oracle_and_what_is_drawn_meets_them() {
    let mut random = Seeded(11);
    let (mut judged, mut complying, mut drawn, mut refused) = (0, 0, 0, 0);
    let mut met: BTreeMap<&str, u32> = BTreeMap::new();
    for _ in 0..300 {
        let rules = any_rules(&mut random);
        let Ok(policy) = Policy::new(Cow::Owned(rules.clone())) else {
            continue;
        };
        let values: Vec<String> = (0..3).map(|_| random.text(&CHARACTERS[..10], 5)).collect();
        let kinds = KINDS.into_iter().zip(&values);
        let kinds = kinds.map(|(kind, value)| (kind, value.as_str()));
        let names: Vec<Name<&str>> = kinds.map(|(kind, value)| Name { kind, value }).collect();
        for _ in 0..60 {
            let mut password = random.text(CHARACTERS, 10);
            // Passwords with a name in them, or which are one, are where names count.
            match random.below(4) {
                0 => password.push_str(&random.pick(&values)),
                1 => password = random.pick(&values),
                2 => password.extend(random.pick(&values).chars().rev()),
                _ => {}
            }
            let expected = verdict(&rules, &password, &names);
            let told = policy.check(password.as_str(), &names);
            assert_eq!(tally(&told), expected, "{password} {values:?} {rules:?}");
            let units = |text: &str| text.encode_utf16().map(Cell::new).collect::<Vec<_>>();
            let wide: Vec<Vec<Cell<u16>>> = values.iter().map(|value| units(value)).collect();
            let kinds = KINDS.into_iter().zip(&wide);
            let wide: Vec<_> = kinds
                .map(|(kind, value)| Name {
                    kind,
                    value: Utf16(value),
                })
                .collect();
            assert_eq!(policy.check(Utf16(&units(&password)), &wide), told);
            judged += 1;
            complying += u32::from(told.is_empty());
            for issue in &told {
                *met.entry(issue.code().as_str()).or_default() += 1;
            }
        }
        // To find that no draw complies takes eight million characters.
        if drawn + refused == 60 {
            continue;
        }
        let options = Options {
            names: &names,
            ..Options::default()
        };
        let generator = Generator::new(&policy, &options);
        let password = generator.and_then(|it| it.password(&mut Pool::new(Seeded(judged))));
        match password {
            Ok(password) => {
                assert_eq!(verdict(&rules, password.expose(), &names), BTreeMap::new());
                drawn += 1;
            }
            Err(Error::UnsatisfiablePolicy(_) | Error::TooComplex) => refused += 1,
            Err(error) => panic!("{error} {rules:?}"),
        }
    }
    assert!(judged > 8_000, "{judged}");
    assert!(complying > 300, "{complying} of {judged}");
    assert!(drawn > 30, "{drawn} and {refused}");
    for code in [
        "too_short",
        "too_long",
        "too_many_of_class",
        "too_long_class_run",
        "too_long_sequence",
        "wrong_first_character",
        "wrong_last_character",
        "contains_user_name",
    ] {
        assert!(met.get(code).is_some_and(|count| *count > 100), "{met:?}");
    }
}

#[test]
fn what_cannot_be_drawn_is_an_error_that_says_why() {
    type Change<'a> = &'a dyn Fn(&mut PolicyRules);
    let cases: &[(Change, Option<u32>, &str)] = &[
        (
            &|rules| {
                for class in rules.classes.to_mut() {
                    class.max = 4;
                }
            },
            Some(9),
            "its limits leave no room for the length",
        ),
        (
            &|rules| rules.max_bytes = 8,
            Some(9),
            "its limits leave no room for the length",
        ),
        (
            &|rules| {
                rules.classes = vec![class("a face", &[('😀', '😄')])].into();
                (rules.unit, rules.max_length) = (Unit::Utf16, 16);
            },
            Some(9),
            "its limits leave no room for the length",
        ),
        (
            &|rules| {
                rules.classes.to_mut().pop();
                rules.max_class_run = 2;
            },
            None,
            "it is drawn from one group of characters, which takes no turns",
        ),
        (
            &|rules| {
                rules.extra = vec![('é', 'é')].into();
                rules.first = vec![('é', 'é')].into();
            },
            None,
            "no character that is drawn may stand first, or last",
        ),
    ];
    for (change, length, reason) in cases {
        let mut rules = letters();
        change(&mut rules);
        let options: Options<&str> = Options {
            length: *length,
            ..Options::default()
        };
        let refused = Generator::new(&policy(rules), &options).map(|_| ());
        assert_eq!(refused, Err(Error::UnsatisfiablePolicy(reason)));
    }
    // That no password alternates between a and b without being a sequence, the count shows.
    let rules = PolicyRules {
        max_sequence: 1,
        max_repeats: 1,
        min_length: 20,
        classes: vec![class("a or b", &[('a', 'b')])].into(),
        ..letters()
    };
    let generator = Generator::new(&policy(rules), &Options::<&str>::default()).unwrap();
    let error = generator.password(&mut Pool::new(Seeded(1))).map(|_| ());
    let none = Err(Error::UnsatisfiablePolicy(
        "no password of this length meets it",
    ));
    assert_eq!(error, none);
    // Nor does the empty one meet a policy that asks for a group.
    let rules = PolicyRules {
        min_length: 0,
        min_classes: 1,
        ..letters()
    };
    let options: Options<&str> = Options {
        length: Some(0),
        ..Options::default()
    };
    let generator = Generator::new(&policy(rules), &options).unwrap();
    let error = generator.password(&mut Pool::new(Seeded(1))).map(|_| ());
    assert_eq!(error, none);
}

#[test]
fn without_a_length_the_nearest_is_drawn_for_which_there_is_room() {
    type Change<'a> = &'a dyn Fn(&mut PolicyRules);
    let cases: &[(Change, u32)] = &[
        (&|rules| rules.max_bytes = 12, 12),
        (&|rules| rules.max_bytes = 72, 20),
        (
            &|rules| {
                for class in rules.classes.to_mut() {
                    class.max = 4;
                }
            },
            8,
        ),
        (
            &|rules| {
                rules.classes = vec![class("a face", &[('😀', '😄')])].into();
                (rules.unit, rules.max_length) = (Unit::Utf16, 16);
            },
            8,
        ),
    ];
    for (change, length) in cases {
        let mut rules = letters();
        change(&mut rules);
        let policy = policy(rules);
        let generator = Generator::new(&policy, &Options::<&str>::default()).unwrap();
        assert_eq!(generator.length(), *length);
        let password = generator.password(&mut Pool::new(Seeded(2))).unwrap();
        assert_eq!(policy.check(password.expose(), &[]), []);
    }
}

/// Small rules with each of the keys now and then, over an alphabet of which every text can be written down.
fn small_rules(random: &mut Seeded, length: u32) -> PolicyRules {
    let limit = |random: &mut Seeded| u32::try_from(random.pick(&[0, 0, 0, 1, 2, 3])).unwrap();
    let mut classes = vec![
        class("a letter", &[('a', 'c'), ('B', 'B')]),
        class("a digit or a space", &[('1', '2'), (' ', ' ')]),
        class("another", &[('é', 'é'), ('😀', '😀')]),
    ];
    if random.below(4) == 0 {
        classes.push(class("b, c or 1", &[('b', 'c'), ('1', '1')]));
    }
    for class in &mut classes {
        class.min = random.pick(&[0, 0, 0, 1]);
        class.max = limit(random);
    }
    let sets: &[&[(char, char)]] = &[&[], &[], &[('a', 'b')], &[('1', '3'), ('😀', '😀')]];
    let word = |random: &mut Seeded, longest| -> Cow<'static, str> {
        let word = random.text(&['a', 'b', 'B', '1', 'é'], longest);
        Cow::Owned(format!("a{word}"))
    };
    let matchings = [
        Matching::Contains,
        Matching::Equals,
        Matching::Reversed,
        Matching::ContainsPart,
    ];
    let names: Vec<NameRule> = (0..random.below(4))
        .map(|_| NameRule {
            match_case: random.below(2) == 0,
            ..name_rule(random.pick(&KINDS[..3]), random.pick(&matchings))
        })
        .collect();
    // Each once, whatever its case: of two that are the same nobody knows which was met.
    let mut list = |counts: &[usize], longest| {
        let texts: BTreeMap<String, Cow<'static, str>> = (0..random.pick(counts))
            .map(|_| word(random, longest))
            .map(|it| (it.to_lowercase(), it))
            .collect();
        texts.into_values().collect::<Vec<_>>()
    };
    let words = list(&[0, 0, 1, 2], 2);
    let passwords = list(&[0, 1, 3], length as usize - 1);
    PolicyRules {
        min_length: random.pick(&[1, length]),
        max_length: random.pick(&[length, length + 1, 2 * length]),
        unit: random.pick(&[Unit::Characters, Unit::Utf16]),
        max_bytes: random.pick(&[0, 0, length + 1, length + 3]),
        min_classes: random.pick(&[0, 0, 2]),
        min_different: random.pick(&[0, 0, 2, 3]),
        max_repeats: limit(random),
        max_class_run: limit(random),
        max_sequence: limit(random),
        first: random.pick(sets).to_vec().into(),
        last: random.pick(sets).to_vec().into(),
        forbidden_words: words.into(),
        forbidden_passwords: passwords.into(),
        classes: classes.into(),
        names: names.into(),
        ..PolicyRules::default()
    }
}

#[test]
fn what_is_drawn_and_counted_is_every_password_that_complies_and_each_is_as_likely() {
    let mut random = Seeded(5);
    let (mut proved, mut few, mut empty) = (0, 0, 0);
    let mut bitten: BTreeMap<&str, u32> = BTreeMap::new();
    for round in 0..200 {
        let length = random.pick(&[2, 3, 3, 4]);
        let rules = small_rules(&mut random, length);
        let Ok(policy) = Policy::new(Cow::Owned(rules.clone())) else {
            continue;
        };
        let values: Vec<String> = (0..3)
            .map(|_| random.text(&['a', 'b', 'B', '1', '.'], 3))
            .collect();
        let kinds = KINDS.into_iter().zip(values.iter().map(String::as_str));
        let names: Vec<Name<&str>> = kinds.map(|(kind, value)| Name { kind, value }).collect();
        let mut support = Vec::new();
        for text in texts(&alphabet(&rules), length) {
            if text.starts_with(' ') || text.ends_with(' ') {
                continue;
            }
            let issues = policy.check(text.as_str(), &names);
            assert_eq!(
                tally(&issues),
                verdict(&rules, &text, &names),
                "{text} {rules:?}"
            );
            match issues.as_slice() {
                [] => support.push(text),
                [only] => *bitten.entry(only.code().as_str()).or_default() += 1,
                _ => {}
            }
        }
        let options = Options {
            length: Some(length),
            names: &names,
            ..Options::default()
        };
        let generator = Generator::new(&policy, &options);
        if support.is_empty() {
            let error = generator.and_then(|it| it.size().map(|_| ()));
            assert!(
                matches!(error, Err(Error::UnsatisfiablePolicy(_))),
                "{error:?} {rules:?}"
            );
            empty += 1;
            continue;
        }
        let generator = generator.unwrap();
        let size = f64::from(u32::try_from(support.len()).unwrap());
        assert_eq!(generator.size(), Ok((size, 0)), "{values:?} {rules:?}");
        let mut pool = Pool::new(Seeded(round));
        let mut counts = vec![0u32; support.len()];
        for _ in 0..20 * support.len() {
            let password = generator.password(&mut pool).unwrap();
            let place = support.iter().position(|text| text == password.expose());
            counts[place.unwrap()] += 1;
        }
        assert!(!counts.contains(&0), "{rules:?}");
        if support.len() > 1 {
            assert!(deviation(&counts).abs() < 5.2, "{rules:?}");
        }
        // Where one text in a hundred complies, nearly all are drawn from the count.
        few += u32::from(support.len() * 100 < texts(&alphabet(&rules), length).len());
        proved += 1;
    }
    assert!(
        proved > 60 && few > 5 && empty > 2,
        "{proved} {few} {empty}"
    );
    for code in [
        "too_long",
        "too_many_of_class",
        "too_long_class_run",
        "too_long_sequence",
        "wrong_first_character",
        "wrong_last_character",
        "contains_user_name",
        "forbidden_word",
        "forbidden_password",
    ] {
        assert!(
            bitten.get(code).is_some_and(|count| *count > 10),
            "{code} {bitten:?}"
        );
    }
}

#[test]
fn the_usual_alphabet_is_counted_under_each_rule() {
    let entropy = |change: &dyn Fn(&mut PolicyRules)| {
        let mut rules = letters();
        change(&mut rules);
        let options: Options<&str> = Options {
            length: Some(20),
            ..Options::default()
        };
        let generator = Generator::new(&policy(rules), &options).unwrap();
        let bits = generator.entropy().unwrap();
        (bits * 1000.0).round() / 1000.0
    };
    let all = 20.0 * 62f64.log2();
    assert!((entropy(&|_| {}) - all).abs() < 0.001);
    for (change, least) in [
        (
            &(|rules: &mut PolicyRules| rules.max_class_run = 4) as &dyn Fn(&mut PolicyRules),
            20.0,
        ),
        (&|rules| rules.max_sequence = 2, 0.1),
        (&|rules| rules.classes.to_mut()[1].max = 3, 2.0),
        (
            &|rules| rules.first = vec![('a', 'z'), ('A', 'Z')].into(),
            0.3,
        ),
    ] {
        let lost = all - entropy(change);
        assert!(lost > 0.0 && lost < least, "{lost}");
    }
    // One character in 62 may stand first: five bits and 0.954 are lost.
    let first = entropy(&|rules| rules.first = vec![('a', 'a')].into());
    assert!((all - first - 62f64.log2()).abs() < 0.001, "{first}");
}

/// Of each letter of Latin, Greek, Cyrillic and Armenian: as the standard library lowers it.
#[test]
fn a_name_in_capitals_is_found_in_the_scripts_of_europe() {
    let rules = PolicyRules {
        min_length: 1,
        max_length: 64,
        classes: vec![class(
            "any character",
            &[('!', '\u{556}'), ('\u{1E00}', '\u{1EFF}')],
        )]
        .into(),
        names: vec![name_rule(NameKind::Account, Matching::Contains)].into(),
        ..PolicyRules::default()
    };
    let finds = |name: &str, password: &str| {
        let names = [Name {
            kind: NameKind::Account,
            value: name,
        }];
        !told(&rules, password, &names).is_empty()
    };
    assert!(finds("\u{418}ванов", "x\u{418}ВАНОВ9"));
    assert!(finds("Dvo\u{159}\u{e1}k", "DVO\u{158}\u{c1}K9"));
    let blocks = [
        '!'..='\u{17F}',
        '\u{370}'..='\u{4BF}',
        '\u{4D0}'..='\u{556}',
        '\u{1E00}'..='\u{1EFF}',
    ];
    for capital in blocks.into_iter().flatten() {
        let mut small = capital.to_lowercase();
        let (Some(small), None) = (small.next(), small.next()) else {
            continue;
        };
        let (name, password) = (format!("abc{capital}"), format!("abc{small}"));
        // Coptic and letters beyond the alphabets are compared as they are.
        if !matches!(capital, '\u{370}'..='\u{37F}' | '\u{3CF}'..='\u{3FF}')
            && capital != '\u{1E9E}'
        {
            assert!(finds(&name, &password), "{capital}");
        }
    }
    assert!(finds("abc\u{3C2}", "ABC\u{3A3}"));
    assert!(!finds("abca", "abcb"));
}

#[test]
fn what_of_a_name_or_a_list_no_password_may_be_is_left_out_of_the_count() {
    let size = |change: &dyn Fn(&mut PolicyRules)| {
        let mut rules = letters();
        change(&mut rules);
        let names = [Name {
            kind: NameKind::Given,
            value: "aB",
        }];
        let options = Options {
            length: Some(2),
            names: &names,
            ..Options::default()
        };
        let generator = Generator::new(&policy(rules), &options).unwrap();
        let (number, power) = generator.size().unwrap();
        assert_eq!(power, 0);
        62.0 * 62.0 - number
    };
    let named = |matching, match_case| {
        vec![NameRule {
            match_case,
            ..name_rule(NameKind::Given, matching)
        }]
    };
    // aB alone, or in each case of its letters.
    for (matching, match_case, left_out) in [
        (Matching::Equals, true, 1.0),
        (Matching::Equals, false, 4.0),
        (Matching::Contains, true, 1.0),
        (Matching::Contains, false, 4.0),
        (Matching::Reversed, true, 1.0),
        (Matching::Reversed, false, 4.0),
    ] {
        let rules = named(matching, match_case);
        let found = size(&|it: &mut PolicyRules| it.names = rules.clone().into());
        assert!((found - left_out).abs() < 1e-9, "{matching:?} {match_case}");
    }
    let listed = |it: &mut PolicyRules| {
        it.forbidden_passwords = vec!["aB".into(), "AB".into(), "9".into(), "a1".into()].into();
    };
    // In any case: aB four times and a1 twice. 9 is too short to be one.
    assert!((size(&listed) - 6.0).abs() < 1e-9);
}
