//! The names of a user and what a policy says of them in; whether a password has one in it out.

use crate::model::{Matching, NameKind, NameRule, PolicyRules, contains};
use crate::text::Text;
use crate::words::{self, Word, Words};

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
    pub(crate) words: Words,
    /// Must not be contained exactly so.
    exact: Vec<Word>,
    /// Must not be the whole password, and whether the case of letters makes a difference.
    equal: Vec<(Word, bool)>,
}

impl std::fmt::Debug for Banned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Banned")
            .field("words", &self.words)
            .finish_non_exhaustive()
    }
}

impl Banned {
    /// What the policy bans of these names, and the words in `all`.
    pub(crate) fn new<T: Text>(rules: &PolicyRules, names: &[Name<T>], mut all: Vec<Word>) -> Self {
        let (mut exact, mut equal) = (Vec::new(), Vec::new());
        for name in names {
            let asked = rules.names.iter().filter(|rule| rule.kind == name.kind);
            for rule in asked.filter(|_| name.value.code_points().next().is_some()) {
                let found = parts(rule, plain(name.value)).into_iter();
                match (rule.matching, rule.match_case) {
                    (Matching::Equals, case) => equal.extend(found.map(|word| (word, case))),
                    (_, true) => exact.extend(found),
                    (_, false) => all.extend(found.map(folded)),
                }
            }
        }
        Self {
            words: Words::new(&all),
            exact,
            equal,
        }
    }

    /// Whether all that is banned are words in any case of letters: the only kind that is counted.
    pub(crate) fn is_words(&self) -> bool {
        self.exact.is_empty() && self.equal.is_empty()
    }

    /// Whether the password contains or equals something banned.
    pub(crate) fn is_met_by<T: Text>(&self, password: T) -> bool {
        let equals = |(word, case): &(Word, bool)| {
            let fold = |point| if *case { point } else { words::fold(point) };
            let word = word.iter().map(|&point| fold(point));
            word.eq(password.code_points().map(fold))
        };
        self.words.find(password).is_some()
            || self.equal.iter().any(equals)
            || (!self.exact.is_empty() && {
                let points = zeroize::Zeroizing::new(plain(password));
                let has = |word: &Word| points.windows(word.len()).any(|part| part == word);
                self.exact.iter().any(has)
            })
    }
}

fn plain<T: Text>(text: T) -> Word {
    text.code_points().collect()
}

/// The word without its case.
fn folded(word: Word) -> Word {
    word.into_iter().map(words::fold).collect()
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
            // An account's whole name counts however short it is.
            let least_whole = if rule.kind == NameKind::Account {
                1
            } else {
                least
            };
            let parts = name.split(|&point| contains(&rule.split, point));
            let mut found: Vec<Word> = parts
                .filter(|part| part.len() >= least && part.len() < name.len())
                .map(<[u32]>::to_vec)
                .collect();
            if name.len() >= least_whole {
                found.push(name);
            }
            found
        }
    }
}
