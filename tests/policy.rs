//! The verdict on a password against that of the oracle and of regular expressions.

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

mod documents;
mod oracle;
mod seeded;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use oracle::{issues, lower, lowercase, parts, points, within};
use regex::Regex;
use resetkit::definition;
use resetkit::generate::{Generator, Options, Pool};
use resetkit::model::{Class, NameKind, NameRule, PolicyRules};
use resetkit::{Error, IssueKind, Name, Policy, Text, Utf16, check_password, find};
use seeded::Seeded;

/// How many policies, and how many passwords for each: a million verdicts.
const POLICIES: usize = 5_000;
const PASSWORDS: usize = 200;

impl Seeded {
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())].clone()
    }

    /// One time in so many.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One less, as many, or one more.
    fn about(&mut self, number: usize) -> usize {
        (number + self.below(3)).saturating_sub(1)
    }
}

/// Ranges that meet, overlap and hold each other, and the ends of what is told apart by its number: U+00FF, the surrogates,
/// what UTF-16 has in one unit.
const RANGES: &[(char, char)] = &[
    ('a', 'z'),
    ('a', 'c'),
    ('c', 'd'),
    ('b', 'b'),
    ('A', 'Z'),
    ('A', 'B'),
    ('0', '9'),
    ('1', '2'),
    (' ', '/'),
    ('!', '~'),
    ('\u{C0}', '\u{FF}'),
    ('é', 'é'),
    ('\u{FE}', '\u{101}'),
    ('\u{100}', '\u{17F}'),
    ('\u{D7FE}', '\u{E001}'),
    ('\u{FFFF}', '\u{10000}'),
    ('😀', '😀'),
    ('\0', '\u{10FFFF}'),
];

/// What words and names are made of: few letters, so that they overlap, in both cases, and signs that have no case.
const LETTERS: &[char] = &['a', 'b', 'A', 'B', 'é', 'É', 'þ', 'Þ', '1', '×'];

/// Characters of each kind, whether a rule is of them or not, among them letters of one case and such as have the other
/// beyond U+00FF.
const CHARACTERS: &[char] = &[
    'a', 'b', 'A', 'B', '1', '2', '!', ' ', 'é', 'É', '×', '÷', 'ß', 'ÿ', 'þ', 'Þ', 'µ', 'Ā', 'ā',
    '😀', '\u{7F}', '\u{301}', '\u{200B}', 'e',
];

/// The usual rule on the user's name, or none.
fn usual(not_user_name: bool) -> Cow<'static, [NameRule]> {
    let rule = not_user_name.then(NameRule::usual);
    rule.into_iter().collect()
}

/// The user's name as that of an account.
fn account<T: Text>(name: Option<T>) -> Vec<Name<T>> {
    let name = name.map(|value| Name {
        kind: NameKind::Account,
        value,
    });
    name.into_iter().collect()
}

fn any_text(random: &mut Seeded, longest: usize) -> String {
    (0..random.below(longest + 1))
        .map(|_| random.pick(CHARACTERS))
        .collect()
}

fn word(random: &mut Seeded, longest: usize) -> String {
    (0..=random.below(longest))
        .map(|_| random.pick(LETTERS))
        .collect()
}

fn any_rules(random: &mut Seeded) -> PolicyRules {
    let ranges = |random: &mut Seeded, most| -> Vec<(char, char)> {
        let number = random.below(most);
        (0..number).map(|_| random.pick(RANGES)).collect()
    };
    let classes = if random.once_in(20) {
        12
    } else {
        random.below(5)
    };
    let classes: Vec<Class> = (0..classes)
        .map(|_| Class {
            name: word(random, 3).into(),
            characters: [random.pick(RANGES)]
                .into_iter()
                .chain(ranges(random, 2))
                .collect(),
            generate: "".into(),
            min: random.pick(&[0, 0, 1, 1, 2, 3]),
            ..Class::default()
        })
        .collect();
    let min_length = u32::try_from(random.below(8)).unwrap();
    let words: BTreeMap<Vec<u32>, Cow<str>> = (0..random.below(5))
        .map(|_| word(random, 4))
        .map(|word| (lowercase(&points(&word)), word.into()))
        .collect();
    PolicyRules {
        min_length,
        max_length: min_length + u32::try_from(random.below(9)).unwrap(),
        min_classes: random.pick(&[0, 0, 1, 2, 3]),
        min_different: random.pick(&[0, 0, 1, 2, 3, 5]),
        max_repeats: random.pick(&[0, 0, 1, 2, 3]),
        names: usual(!random.once_in(3)),
        extra: ranges(random, 3).into(),
        forbidden: ranges(random, 2).into(),
        forbidden_words: words.into_values().collect(),
        classes: classes.into(),
        ..PolicyRules::default()
    }
}

fn any_name(random: &mut Seeded) -> Option<String> {
    if random.once_in(4) {
        return Some(any_text(random, 3));
    }
    // Parts of three to five letters, of which those from four on count.
    let parts: Vec<String> = (0..random.below(4))
        .map(|_| {
            (0..2 + random.below(4))
                .map(|_| random.pick(LETTERS))
                .collect()
        })
        .collect();
    (!random.once_in(4)).then(|| parts.join(random.pick(&[".", "-", "@", "×"])))
}

/// The characters at which rules differ: the ends of their ranges, what lies beside them, and the letters of words.
fn edges(rules: &PolicyRules) -> Vec<char> {
    let classes = rules
        .classes
        .iter()
        .flat_map(|class| class.characters.iter());
    let ranges = classes
        .chain(rules.extra.iter())
        .chain(rules.forbidden.iter());
    let beside = ranges.flat_map(|&(first, last)| {
        let (first, last) = (u32::from(first), u32::from(last));
        [first.saturating_sub(1), first, last, last + 1]
    });
    let all: BTreeSet<char> = beside
        .filter_map(char::from_u32)
        .chain(LETTERS.iter().copied())
        .collect();
    all.into_iter().collect()
}

/// A password that almost meets the rules, or does, or any text.
fn any_password(
    random: &mut Seeded,
    rules: &PolicyRules,
    edges: &[char],
    words: &[&str],
) -> Vec<u32> {
    if random.once_in(8) {
        return points(&any_text(random, 12));
    }
    let kept: Vec<char> = (edges.iter().copied())
        .filter(|character| !within(&rules.forbidden, (*character).into()))
        .collect();
    let mut some = Vec::new();
    for _ in 0..random.about(rules.min_different as usize).max(1) {
        let from = if random.once_in(8) || kept.is_empty() {
            edges
        } else {
            &kept
        };
        some.push(u32::from(random.pick(from)));
    }
    let of = |characters: &[(char, char)]| -> Vec<u32> {
        let known = kept.iter().map(|character| u32::from(*character));
        known.filter(|point| within(characters, *point)).collect()
    };
    let mut password: Vec<u32> = Vec::new();
    for class in rules.classes.iter().filter(|class| class.min > 0) {
        let members = of(&class.characters);
        let times = if members.is_empty() {
            0
        } else {
            random.about(class.min as usize)
        };
        for _ in 0..times {
            password.insert(random.below(password.len() + 1), random.pick(&members));
        }
    }
    if random.once_in(3) {
        let (place, point) = (random.below(password.len() + 1), random.pick(&some));
        let times = random.about(rules.max_repeats as usize + 1);
        password.splice(place..place, vec![point; times]);
    }
    if random.once_in(3) && !words.is_empty() {
        let mut word = points(random.pick(words));
        for point in &mut word {
            if random.once_in(2) {
                *point = other_case(*point);
            }
        }
        if random.once_in(4) {
            word.pop();
        }
        let place = random.below(password.len() + 1);
        password.splice(place..place, word);
    }
    let ends = [rules.min_length, rules.max_length];
    let length = random.pick(&ends) as usize;
    let length = random.about(length);
    while password.len() < length {
        password.insert(random.below(password.len() + 1), random.pick(&some));
    }
    if !random.once_in(8) {
        password.truncate(length);
    }
    // JavaScript lets half a surrogate pair stand alone.
    if random.once_in(50) {
        let place = random.below(password.len() + 1);
        password.insert(place, random.pick(&[0xD800, 0xDBFF, 0xDC00, 0xDFFF]));
    }
    password
}

fn other_case(point: u32) -> u32 {
    let small = lower(point);
    let mut capitals = char::from_u32(point)
        .into_iter()
        .flat_map(char::to_uppercase);
    let capital = capitals.next().map_or(point, u32::from);
    if small == point && capitals.next().is_none() && lower(capital) == point {
        capital
    } else {
        small
    }
}

/// The rules as regular expressions, as far as they can say it.
struct Expressions {
    long_enough: Regex,
    too_long: Regex,
    allowed: Regex,
    /// Of each class, one of its characters, and as many as there must be.
    classes: Vec<(Regex, Regex)>,
    repeated: Regex,
    name: Regex,
    words: Regex,
}

impl Expressions {
    /// For passwords of these characters.
    fn new(rules: &PolicyRules, name: Option<&str>, characters: &[char]) -> Self {
        // Nothing is both a and b.
        const NOTHING: &str = "[a&&b]";
        let new = |pattern: String| Regex::new(&format!("(?s){pattern}")).unwrap();
        let set = |ranges: &mut dyn Iterator<Item = &(char, char)>| {
            let range = |(from, to): &(char, char)| {
                format!(r"\x{{{:X}}}-\x{{{:X}}}", u32::from(*from), u32::from(*to))
            };
            let ranges: String = ranges.map(range).collect();
            if ranges.is_empty() {
                NOTHING.to_owned()
            } else {
                format!("[{ranges}]")
            }
        };
        let forbidden = set(&mut rules.forbidden.iter());
        let any_of = |patterns: Vec<String>| {
            new(if patterns.is_empty() {
                NOTHING.to_owned()
            } else {
                patterns.join("|")
            })
        };
        // Of other scripts the case makes a difference.
        let letter = |c: char| {
            let case = if other_case(u32::from(c)) == u32::from(c) {
                "-i"
            } else {
                "i"
            };
            format!("(?{case}:{})", regex::escape(&c.to_string()))
        };
        let word = |word: &str| word.chars().map(letter).collect::<String>();
        let again = |character: &char| {
            format!(
                "{}{{{}}}",
                regex::escape(&character.to_string()),
                rules.max_repeats + 1
            )
        };
        let all = rules
            .classes
            .iter()
            .flat_map(|class| class.characters.iter());
        let all = set(&mut all.chain(rules.extra.iter()));
        let class = |class: &Class| {
            let one = format!(
                r"[{}--{forbidden}--[\x{{0}}-\x{{1F}}\x{{7F}}-\x{{9F}}\x{{200B}}\x{{E000}}-\x{{F8FF}}\x{{F0000}}-\x{{10FFFF}}]]",
                set(&mut class.characters.iter())
            );
            (
                new(one.clone()),
                new(format!("^(?:.*?{one}){{{}}}", class.min)),
            )
        };
        let names = name
            .filter(|_| !rules.names.is_empty())
            .map(parts)
            .unwrap_or_default();
        let repeated = if rules.max_repeats > 0 {
            characters
        } else {
            &[]
        };
        Self {
            long_enough: new(format!("^.{{{}}}", rules.min_length)),
            too_long: new(format!("^.{{{}}}", rules.max_length + 1)),
            allowed: new(format!("^[{all}--{forbidden}]*$")),
            classes: rules.classes.iter().map(class).collect(),
            repeated: any_of(repeated.iter().map(again).collect()),
            name: any_of(names.iter().map(|part| word(part)).collect()),
            words: any_of(
                rules
                    .forbidden_words
                    .iter()
                    .map(|text| word(text))
                    .collect(),
            ),
        }
    }

    fn codes(&self, rules: &PolicyRules, password: &str) -> Vec<&'static str> {
        let mut codes = Vec::new();
        let mut say = |wrong: bool, code| codes.extend(wrong.then_some(code));
        say(!self.long_enough.is_match(password), "too_short");
        say(self.too_long.is_match(password), "too_long");
        say(!self.allowed.is_match(password), "forbidden_character");
        for (_, enough) in &self.classes {
            say(!enough.is_match(password), "missing_class");
        }
        let asked = rules.classes.iter().filter(|class| class.min > 0).count();
        let present = self
            .classes
            .iter()
            .filter(|(one, _)| one.is_match(password))
            .count();
        let needed = rules.min_classes as usize;
        say(asked < needed && present < needed, "too_few_classes");
        let different: BTreeSet<char> = password.chars().collect();
        say(
            different.len() < rules.min_different as usize,
            "too_few_different",
        );
        say(self.repeated.is_match(password), "too_many_repeats");
        say(self.name.is_match(password), "contains_user_name");
        say(self.words.is_match(password), "forbidden_word");
        codes
    }
}

#[test]
fn the_verdict_is_that_of_the_oracle_and_of_regular_expressions() {
    let mut random = Seeded(1);
    let (mut compared, mut complying, mut almost) = (0, 0, 0);
    let mut met: BTreeMap<&str, u32> = BTreeMap::new();
    let utf16 = |text: &[u32]| -> Vec<Cell<u16>> {
        let units = |point: &u32| match char::from_u32(*point) {
            Some(character) => character.encode_utf16(&mut [0; 2]).to_vec(),
            None => vec![u16::try_from(*point).unwrap()],
        };
        text.iter().flat_map(units).map(Cell::new).collect()
    };
    while compared < POLICIES * PASSWORDS {
        let rules = any_rules(&mut random);
        let Ok(policy) = Policy::new(Cow::Owned(rules.clone())) else {
            continue;
        };
        let name = any_name(&mut random);
        let name = name.as_deref();
        let edges = edges(&rules);
        let expressions = Expressions::new(&rules, name, &[&edges, CHARACTERS].concat());
        // Parts of the name that are too short to count as well.
        let parts = name
            .into_iter()
            .flat_map(|name| name.split(['.', '-', '@']));
        let words: Vec<&str> = (rules.forbidden_words.iter().map(|word| &**word))
            .chain(parts)
            .chain(name)
            .collect();
        let name_units = name.map(|name| utf16(&points(name)));
        for _ in 0..PASSWORDS {
            let password = any_password(&mut random, &rules, &edges, &words);
            let expected = issues(&rules, &password, name);
            let codes: Vec<_> = expected.iter().map(|issue| issue.code().as_str()).collect();
            let told = policy.check(
                Utf16(&utf16(&password)),
                &account(name_units.as_deref().map(Utf16)),
            );
            assert_eq!(told, expected, "{password:x?} {name:?} {rules:?}");
            let text: Option<String> = password.iter().copied().map(char::from_u32).collect();
            if let Some(text) = text {
                let told = policy.check(text.as_str(), &account(name));
                assert_eq!(told, expected, "{text:?} {name:?} {rules:?}");
                let told = check_password(&policy, text.as_str(), &account(name)).into_iter();
                let told: Vec<_> = told.map(|issue| issue.kind).collect();
                assert_eq!(told, expected, "{text:?} {name:?} {rules:?}");
                assert_eq!(
                    expressions.codes(&rules, &text),
                    codes,
                    "{text:?} {name:?} {rules:?}"
                );
            }
            compared += 1;
            complying += u32::from(codes.is_empty());
            almost += u32::from(codes.len() == 1);
            for code in codes {
                *met.entry(code).or_default() += 1;
            }
        }
    }
    // Passwords that break no rule, or one and no other, are where a verdict can be wrong: they were many.
    assert!(complying > 50_000, "{complying} of {compared}");
    assert!(almost > 200_000, "{almost} of {compared}");
    assert_eq!(met.len(), 9, "{met:?}");
    assert!(met.values().all(|count| *count > 10_000), "{met:?}");
}

#[test]
fn many_words_and_long_names_are_found_as_few_and_short_ones_are() {
    // A thousand words that begin differently, and a name of as many parts.
    let words: Vec<String> = ('\u{4E00}'..)
        .take(1000)
        .map(|c| std::format!("{c}x"))
        .collect();
    let rules = PolicyRules {
        names: usual(true),
        forbidden_words: words.iter().cloned().map(Cow::Owned).collect(),
        ..anything()
    };
    let policy = Policy::new(Cow::Owned(rules)).unwrap();
    for (index, word) in words.iter().enumerate() {
        let told = policy.check(std::format!("a{word}").as_str(), &[]);
        let word = word.clone().into();
        assert_eq!(told, [IssueKind::ForbiddenWord { index, word }]);
    }
    let parts: Vec<String> = ('\u{5E00}'..)
        .take(1000)
        .map(|c| std::format!("{c}abc"))
        .collect();
    let name = parts.join(".");
    for part in &parts {
        let told = policy.check(part.to_uppercase().as_str(), &account(Some(name.as_str())));
        assert_eq!(told, [IssueKind::ContainsUserName]);
    }
    assert_eq!(policy.check("abc", &account(Some(name.as_str()))), []);
}

#[test]
fn what_nobody_sees_is_not_the_character_of_a_group() {
    let policy = Policy::of(find("cloudsso:ResetUserPassword").unwrap()).unwrap();
    let missing = |password: &str| {
        let told = policy.check(password, &[]).into_iter();
        told.map(|issue| issue.code().as_str()).collect::<Vec<_>>()
    };
    for hidden in [
        '\u{200B}',
        '\u{200D}',
        '\u{202F}',
        '\u{2028}',
        '\u{200E}',
        '\u{2800}',
        '\u{3000}',
        '\u{A0}',
        '\u{AD}',
        '\u{E000}',
        '\u{85}',
        '\u{7F}',
        '\n',
        '\u{FEFF}',
        '\u{E0041}',
    ] {
        let password = std::format!("Passw0rd{hidden}");
        assert_eq!(missing(&password), ["missing_class"], "{hidden:?}");
    }
    for shown in ['!', ' ', '）', 'é', '中', '\u{201C}', '😀'] {
        assert_eq!(
            missing(&std::format!("Passw0rd{shown}")),
            [""; 0],
            "{shown:?}"
        );
    }
    // A group of nothing else is an empty one.
    let rules = PolicyRules {
        classes: vec![Class {
            name: "x".into(),
            characters: vec![('\u{200B}', '\u{200F}')].into(),
            min: 1,
            ..Class::default()
        }]
        .into(),
        ..anything()
    };
    assert_eq!(
        Policy::new(Cow::Owned(rules)).map(|_| ()),
        Err(Error::UnsatisfiablePolicy(
            "it asks for a character of an empty group"
        ))
    );
}

#[test]
fn windows_takes_letters_with_diacritics_by_their_case_and_names_apart_at_its_own_delimiters() {
    let documents = documents::each();
    let document = (documents.iter()).find(|(_, it)| &*it.id == "workmail:ResetPassword");
    let variants = definition::variants(&document.unwrap().0);
    let variant = (variants.into_iter()).find(|it| &*it.id == "managed-microsoft-ad");
    let policy = Policy::new(Cow::Owned(variant.unwrap().rules)).unwrap();
    let told = |password: &str, name: Option<&str>| {
        let names = name.map(|value| Name {
            kind: NameKind::Display,
            value,
        });
        let told = policy.check(password, names.as_slice()).into_iter();
        told.map(|issue| issue.code().as_str()).collect::<Vec<_>>()
    };
    let few = vec!["too_few_classes"];
    for (password, expected) in [
        ("Passwörtche", few.clone()),
        ("ÄÖÜäöüß", few.clone()),
        ("bcdfghj42à", few.clone()),
        ("passwort 1", few.clone()),
        ("passwort£§1", few.clone()),
        ("Passwört1", vec![]),
        ("ÄÖÜäöü1", vec![]),
        ("2éÉ3üÜ4ñÑ6", vec![]),
        ("passwortª1", vec![]),
        ("passwort_1", vec![]),
        ("Passw1", vec!["too_short"]),
    ] {
        assert_eq!(told(password, None), expected, "{password}");
    }
    let contains = vec!["contains_user_name"];
    for (password, name, expected) in [
        ("Xann99leeQ", "Ann Lee", contains.clone()),
        ("Xlee99xyQ", "Ann Lee", contains.clone()),
        ("Xann99xyQ", "Ann,Lee", contains.clone()),
        ("Xann99xyQ", "x.ann", contains.clone()),
        ("Xann99xyQ", "ann-x", contains.clone()),
        ("Xann99xyQ", "y_ann_x", contains.clone()),
        ("Xann99xyQ", "a#ann", contains.clone()),
        ("Xann99xyQ", "ann\tx", contains.clone()),
        // Under three characters no part counts, nor does a whole of several; and an apostrophe parts nothing.
        ("Xal99boQ", "Al Bo", vec![]),
        ("Xab99xyQ", "ab", vec![]),
        ("Xneil99Q", "O'Neil", vec![]),
        ("Xal bo99Q", "Al Bo", vec![]),
        ("Xabc99Q1", "abc", contains),
    ] {
        assert_eq!(told(password, Some(name)), expected, "{password} {name}");
    }
    // Nor is any of them drawn.
    let options = Options {
        length: Some(40),
        names: &[Name {
            kind: NameKind::Display,
            value: "Abe Cox",
        }],
        ..Options::default()
    };
    let generator = Generator::new(&policy, &options).unwrap();
    let mut pool = Pool::new(Seeded(7));
    for _ in 0..3000 {
        let password = generator.password(&mut pool).unwrap();
        let folded = password.expose().to_lowercase();
        assert!(!folded.contains("abe") && !folded.contains("cox"));
    }
}

#[test]
fn half_of_a_surrogate_pair_is_no_character_of_a_group() {
    let policy = Policy::of(find("cloudsso:ResetUserPassword").unwrap()).unwrap();
    let units: Vec<_> = "Abcdef1!"
        .encode_utf16()
        .chain([0xD800])
        .map(Cell::new)
        .collect();
    let positions = vec![9];
    assert_eq!(
        policy.check(Utf16(&units), &[]),
        [IssueKind::ForbiddenCharacter {
            positions,
            allowed: "the characters of the policy".into(),
            composed: false,
        }]
    );
}

#[test]
fn the_positions_that_are_told_are_the_first_sixteen() {
    let policy = Policy::of(find("workmail:ResetPassword").unwrap()).unwrap();
    let password = format!("a{}", "中".repeat(17));
    let told = policy.check(password.as_str(), &[]);
    let positions = (2..=17).collect();
    let allowed = "the characters of the policy".into();
    assert!(
        told.contains(&IssueKind::ForbiddenCharacter {
            positions,
            allowed,
            composed: false
        }),
        "{told:?}"
    );
}

/// Rules that ask for one character of any.
fn anything() -> PolicyRules {
    PolicyRules {
        min_length: 1,
        max_length: 20,
        extra: vec![('\0', char::MAX)].into(),
        ..PolicyRules::default()
    }
}

#[test]
fn a_letter_is_found_in_either_case_and_no_other_character_for_it() {
    let characters: Vec<char> = ('\0'..='\u{17F}').chain('\u{386}'..='\u{556}').collect();
    for &letter in &characters {
        let rules = PolicyRules {
            forbidden_words: vec![letter.to_string().into()].into(),
            ..anything()
        };
        let policy = Policy::new(Cow::Owned(rules)).unwrap();
        let found = |c: &&char| !policy.check(c.to_string().as_str(), &[]).is_empty();
        let found: BTreeSet<char> = characters.iter().filter(found).copied().collect();
        let is_same = |c: &&char| lower(u32::from(**c)) == lower(letter.into());
        let cases = characters.iter().filter(is_same).copied().collect();
        assert_eq!(found, cases, "{letter:?}");
    }
}

#[test]
fn a_name_is_taken_apart_where_there_is_neither_letter_nor_digit() {
    let rules = PolicyRules {
        names: usual(true),
        ..anything()
    };
    let policy = Policy::new(Cow::Owned(rules)).unwrap();
    for character in '\0'..='\u{17F}' {
        let name = format!("abc{character}defg");
        let told = |password| {
            !policy
                .check(password, &account(Some(name.as_str())))
                .is_empty()
        };
        let apart = parts(&name).contains(&"defg".to_owned());
        assert_eq!(told("xDEFGx"), apart, "{character:?}");
        // Three letters are too few to count by themselves.
        assert!(
            !told("xabcx") && told(&format!("x{name}x")),
            "{character:?}"
        );
    }
}
