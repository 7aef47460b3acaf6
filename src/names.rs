//! Finds the names of a user in a password, as a policy asks for.

use crate::model::{Matching, NameKind, NameRule, PolicyRules, contains};
use crate::text::Text;
use crate::words::{self, Case, Word, Words};

/// A name of the user whose password it is. Its `Debug` does not show it.
#[derive(Clone, Copy)]
pub struct Name<T> {
    /// Which name.
    pub kind: NameKind,
    /// The name.
    pub value: T,
}

impl<T> std::fmt::Debug for Name<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Name({:?}, …)", self.kind)
    }
}

/// Texts that a password must not contain or equal. A user's names are among them, so that `Debug` shows none.
#[derive(Clone)]
pub(crate) struct Banned {
    /// Must not be contained, in any case of letters.
    pub(crate) contained: Words,
    /// Must not be contained exactly so.
    pub(crate) contained_exactly: Words,
    /// Must not be the password, in any case of letters.
    pub(crate) equal: Words,
    /// Must not be the password exactly so.
    pub(crate) equal_exactly: Words,
}

impl std::fmt::Debug for Banned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Banned(…)")
    }
}

impl Banned {
    /// The texts that `rules` ban of these names, beside `contained` and `equal`, which are banned in any case of letters.
    pub(crate) fn new<T: Text>(
        rules: &PolicyRules,
        names: &[Name<T>],
        mut contained: Vec<Word>,
        mut equal: Vec<Word>,
    ) -> Self {
        let (mut contained_exactly, mut equal_exactly) = (Vec::new(), Vec::new());
        for name in names {
            let asked = rules.names.iter().filter(|rule| rule.kind == name.kind);
            for rule in asked.filter(|_| name.value.code_points().next().is_some()) {
                let list = match (rule.matching, rule.match_case) {
                    (Matching::Equals, false) => &mut equal,
                    (Matching::Equals, true) => &mut equal_exactly,
                    (_, false) => &mut contained,
                    (_, true) => &mut contained_exactly,
                };
                list.extend(parts(rule, words::word(name.value)));
            }
        }
        Self {
            contained: Words::contained(&contained, Case::Folded),
            contained_exactly: Words::contained(&contained_exactly, Case::Exact),
            equal: Words::equal(&equal, Case::Folded),
            equal_exactly: Words::equal(&equal_exactly, Case::Exact),
        }
    }

    /// Whether nothing is banned.
    pub(crate) fn is_empty(&self) -> bool {
        self.all().into_iter().all(Words::is_empty)
    }

    /// Contained and equal, each in any case of letters and then exactly so.
    pub(crate) const fn all(&self) -> [&Words; 4] {
        [
            &self.contained,
            &self.contained_exactly,
            &self.equal,
            &self.equal_exactly,
        ]
    }

    /// Whether the password contains or equals something banned.
    pub(crate) fn is_met_by<T: Text>(&self, password: T) -> bool {
        self.contained.find(password).is_some()
            || self.contained_exactly.find(password).is_some()
            || self.equal.equals(password).is_some()
            || self.equal_exactly.equals(password).is_some()
    }
}

/// The texts that a rule looks for in a password: the name, it reversed, or its parts.
fn parts(rule: &NameRule, name: Word) -> Vec<Word> {
    let least = rule.min_part.max(1) as usize;
    let whole = |name: Word| {
        if name.len() < least {
            vec![]
        } else {
            vec![name]
        }
    };
    match rule.matching {
        Matching::Contains | Matching::Equals => whole(name),
        Matching::Reversed => whole(name.into_iter().rev().collect()),
        Matching::ContainsPart => {
            let parts = name.split(|&point| contains(&rule.split, point));
            let parts = parts.filter(|part| part.len() >= least);
            let mut found: Vec<Word> = parts.map(<[u32]>::to_vec).collect();
            // An account's whole name counts too, however short it is.
            if rule.kind == NameKind::Account && !found.contains(&name) {
                found.push(name);
            }
            found
        }
    }
}
