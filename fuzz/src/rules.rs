//! Rules of a policy over a few characters, so that they meet, and names of a user to go with them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use resetkit::model::{Class, Matching, NameKind, NameRule, PolicyRules, Unit};

/// The characters of rules, passwords and names. All of them show.
const CHARACTERS: [char; 16] = [
    'a', 'b', 'c', 'A', 'B', '1', '2', '3', ' ', '.', '_', 'é', 'É', 'e', '😀', '😁',
];

/// The names of a user.
pub const KINDS: [NameKind; 8] = [
    NameKind::Account,
    NameKind::Display,
    NameKind::Email,
    NameKind::EmailLocal,
    NameKind::Phone,
    NameKind::Given,
    NameKind::Family,
    NameKind::Nickname,
];

const MATCHINGS: [Matching; 4] = [
    Matching::Contains,
    Matching::Equals,
    Matching::Reversed,
    Matching::ContainsPart,
];

/// A text of [`CHARACTERS`].
#[derive(Arbitrary, Debug)]
pub struct Short(Vec<u8>);

impl Short {
    pub fn text(&self, longest: usize) -> String {
        let characters = self.0.iter().take(longest);
        let at = |number: &u8| CHARACTERS[usize::from(*number) % CHARACTERS.len()];
        characters.map(at).collect()
    }
}

/// A set of [`CHARACTERS`], a bit each.
#[derive(Arbitrary, Debug)]
pub struct Chosen(u16);

impl Chosen {
    fn characters(&self) -> impl Iterator<Item = char> {
        let chosen = CHARACTERS
            .iter()
            .enumerate()
            .filter(|(bit, _)| self.0 >> bit & 1 == 1);
        chosen.map(|(_, character)| *character)
    }

    fn ranges(&self) -> Vec<(char, char)> {
        self.characters().map(|it| (it, it)).collect()
    }
}

#[derive(Arbitrary, Debug)]
struct Group {
    characters: Chosen,
    min: u8,
    max: u8,
}

#[derive(Arbitrary, Debug)]
struct Of {
    kind: u8,
    matching: u8,
    min_part: u8,
    split: Chosen,
    match_case: bool,
}

/// Small rules of every kind.
#[derive(Arbitrary, Debug)]
pub struct Small {
    min_length: u8,
    more: u8,
    is_utf16: bool,
    max_bytes: u8,
    groups: Vec<Group>,
    min_classes: u8,
    extra: Chosen,
    forbidden: Chosen,
    first: Chosen,
    last: Chosen,
    min_different: u8,
    max_repeats: u8,
    max_class_run: u8,
    max_sequence: u8,
    names: Vec<Of>,
    words: Vec<Short>,
    passwords: Vec<Short>,
    /// Which of the limits above hold at all: with all of them nothing complies.
    holds: u16,
}

impl Small {
    /// The rules, for passwords of `longest` characters at most.
    pub fn rules(&self, longest: u8) -> PolicyRules {
        let holds = |bit: u16| self.holds >> bit & 1 == 1;
        let limit = |bit, value: u8, below: u8| {
            if holds(bit) {
                u32::from(value % below)
            } else {
                0
            }
        };
        let set = |bit, set: &Chosen| if holds(bit) { set.ranges() } else { Vec::new() };
        // Each once, whatever its case: of two that are the same nobody knows which was met.
        let texts = |bit, texts: &[Short]| -> Vec<Cow<'static, str>> {
            let texts = texts.iter().take(if holds(bit) { 3 } else { 0 });
            let texts = texts
                .map(|text| text.text(4))
                .map(|text| (text.to_lowercase(), text));
            let texts: BTreeMap<_, _> = texts.collect();
            texts.into_values().map(Cow::Owned).collect()
        };
        let min_length = u32::from(self.min_length % (longest + 1));
        let classes = self
            .groups
            .iter()
            .take(4)
            .zip(0u8..)
            .map(|(group, number)| Class {
                name: format!("of group {number}").into(),
                characters: group.characters.ranges().into(),
                generate: group.characters.characters().collect::<String>().into(),
                min: u32::from(group.min % 3),
                max: limit(0, group.max, 4),
                ..Class::default()
            });
        let names = self
            .names
            .iter()
            .take(if holds(1) { 3 } else { 0 })
            .map(|rule| NameRule {
                kind: KINDS[usize::from(rule.kind % 3)],
                matching: MATCHINGS[usize::from(rule.matching % 4)],
                min_part: u32::from(rule.min_part % 4),
                split: rule.split.ranges().into(),
                match_case: rule.match_case,
            });
        PolicyRules {
            min_length,
            max_length: min_length + u32::from(self.more % (longest + 1)),
            unit: if self.is_utf16 {
                Unit::Utf16
            } else {
                Unit::Characters
            },
            max_bytes: limit(2, self.max_bytes, longest * 2),
            classes: classes.collect::<Vec<_>>().into(),
            min_classes: limit(3, self.min_classes, 4),
            extra: set(4, &self.extra).into(),
            forbidden: set(5, &self.forbidden).into(),
            first: set(6, &self.first).into(),
            last: set(7, &self.last).into(),
            min_different: limit(8, self.min_different, 5),
            max_repeats: limit(9, self.max_repeats, 4),
            max_class_run: limit(10, self.max_class_run, 4),
            max_sequence: limit(11, self.max_sequence, 4),
            names: names.collect::<Vec<_>>().into(),
            forbidden_words: texts(12, &self.words).into(),
            forbidden_passwords: texts(13, &self.passwords).into(),
            ..PolicyRules::default()
        }
    }

    /// The groups once more, as another reading has them.
    pub fn other_classes(&self, others: &[Chosen]) -> Vec<Class> {
        let classes = self.rules(1).classes;
        let others = classes.iter().zip(others).map(|(class, other)| Class {
            characters: other.ranges().into(),
            ..class.clone()
        });
        others.collect()
    }
}
