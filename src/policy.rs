//! A password policy in; for a password, everything in which it falls short out.

use std::borrow::Cow;

use zeroize::Zeroizing;

use crate::error::Error;
use crate::issue::{IssueKind, MAX_POSITIONS};
use crate::model::{Class, Operation, PolicyRules, contains};
use crate::text::Text;
use crate::words::{self, Words};

/// How many groups of characters a policy may have.
const MAX_CLASSES: usize = 12;

/// Set in a mask where the character may stand in a password.
pub(crate) const ALLOWED: u16 = 1 << 15;

/// What passwords a directory accepts, proved free of contradictions. It checks and it generates.
#[derive(Debug, Clone)]
pub struct Policy {
    rules: Cow<'static, PolicyRules>,
    /// Of each of the first 256 characters: bit `i` for class `i`, and [`ALLOWED`].
    masks: [u16; 256],
    /// The forbidden words.
    words: Words,
}

impl Policy {
    /// The policy of these rules.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidPolicy`] or [`Error::UnsatisfiablePolicy`], with the reason.
    pub fn new(rules: Cow<'static, PolicyRules>) -> Result<Self, Error> {
        contradiction(&rules)?;
        let mut masks = [0; 256];
        for (point, mask) in (0..).zip(&mut masks) {
            *mask = compute(&rules, point);
        }
        let words = Words::new(&forbidden_words(&rules));
        Ok(Self {
            rules,
            masks,
            words,
        })
    }

    /// The default policy of the operation's directory.
    ///
    /// # Errors
    ///
    /// [`Error::NoPolicy`] where the caller sets no password.
    pub fn of(operation: &'static Operation) -> Result<Self, Error> {
        let password = operation.password.as_ref().ok_or(Error::NoPolicy)?;
        Self::new(Cow::Borrowed(&password.policy))
    }

    /// The rules as data.
    #[must_use]
    pub fn rules(&self) -> &PolicyRules {
        &self.rules
    }

    /// Everything in which the password falls short; nothing when it complies.
    pub fn check<T: Text>(&self, password: T, user_name: Option<T>) -> Vec<IssueKind> {
        let mut issues = Vec::new();
        let name = user_name
            .filter(|_| self.rules.not_user_name)
            .map(|name| Words::new(&words::name_and_parts(name)));
        self.judge(password, name.as_ref(), &mut |shortfall| {
            issues.push(self.issue(shortfall, password));
        });
        issues
    }

    /// The forbidden words, and what of a user's name must not be in a password.
    pub(crate) fn words_and_name<T: Text>(&self, user_name: Option<T>) -> Words {
        let mut all = forbidden_words(&self.rules);
        if let Some(name) = user_name.filter(|_| self.rules.not_user_name) {
            all.extend(words::name_and_parts(name));
        }
        Words::new(&all)
    }

    /// Whether the password complies and has none of these words.
    pub(crate) fn accepts<T: Text>(&self, password: T, words: &Words) -> bool {
        let mut accepted = true;
        self.judge(password, Some(words), &mut |_| accepted = false);
        accepted
    }

    /// Reports every rule that the password breaks.
    fn judge<T: Text>(&self, password: T, name: Option<&Words>, report: &mut dyn FnMut(Shortfall)) {
        let rules = &*self.rules;
        let (mut length, mut present, mut common) = (0u32, 0u16, ALLOWED);
        for point in password.code_points() {
            let mask = self.mask(point);
            length = length.saturating_add(1);
            present |= mask;
            common &= mask;
        }
        if length < rules.min_length {
            report(Shortfall::TooShort);
        }
        if length > rules.max_length {
            report(Shortfall::TooLong);
        }
        if common & ALLOWED == 0 {
            report(Shortfall::Forbidden);
        }
        let mut itemized = 0u32;
        for (index, class) in rules.classes.iter().enumerate() {
            let bit = 1 << index;
            let enough = match class.min {
                0 => continue,
                1 => present & bit != 0,
                min => self.count(password, bit) >= min,
            };
            itemized = itemized.saturating_add(1);
            if !enough {
                report(Shortfall::MissingClass(index));
            }
        }
        // Where every group is asked for by itself, their number says nothing new.
        if itemized < rules.min_classes && (present & !ALLOWED).count_ones() < rules.min_classes {
            report(Shortfall::TooFewClasses);
        }
        if rules.min_different > 0 && different(password, rules.min_different) < rules.min_different
        {
            report(Shortfall::TooFewDifferent);
        }
        if rules.max_repeats > 0 && repeats(password) > rules.max_repeats {
            report(Shortfall::TooManyRepeats);
        }
        if name.is_some_and(|name| name.find(password).is_some()) {
            report(Shortfall::UserName);
        }
        if !self.words.is_empty() {
            if let Some(index) = self.words.find(password) {
                report(Shortfall::Word(index));
            }
        }
    }

    fn count<T: Text>(&self, password: T, bit: u16) -> u32 {
        password.code_points().fold(0, |count: u32, point| {
            count.saturating_add(u32::from(self.mask(point) & bit != 0))
        })
    }

    /// Whether the character may stand in a password.
    pub(crate) fn allows(&self, character: char) -> bool {
        self.mask(character.into()) & ALLOWED != 0
    }

    /// Bit `i` where the character is of class `i`, and [`ALLOWED`].
    pub(crate) fn mask(&self, point: u32) -> u16 {
        self.masks
            .get(point as usize)
            .copied()
            .unwrap_or_else(|| compute(&self.rules, point))
    }

    fn issue<T: Text>(&self, shortfall: Shortfall, password: T) -> IssueKind {
        let rules = &self.rules;
        let exactly = rules.min_length == rules.max_length;
        match shortfall {
            Shortfall::TooShort => IssueKind::TooShort {
                min: rules.min_length,
                exactly,
            },
            Shortfall::TooLong => IssueKind::TooLong {
                max: rules.max_length,
                exactly,
            },
            Shortfall::Forbidden => IssueKind::ForbiddenCharacter {
                positions: positions(password, &|point| self.mask(point) == 0),
                allowed: "the characters of the policy",
            },
            Shortfall::MissingClass(index) => {
                let class = rules.classes.get(index);
                IssueKind::MissingClass {
                    index,
                    class: class.map(|class| class.name.clone()).unwrap_or_default(),
                    min: class.map_or(0, |class| class.min),
                }
            }
            Shortfall::TooFewClasses => IssueKind::TooFewClasses {
                min: rules.min_classes,
                classes: rules
                    .classes
                    .iter()
                    .map(|class| class.name.clone())
                    .collect(),
            },
            Shortfall::TooFewDifferent => IssueKind::TooFewDifferent {
                min: rules.min_different,
            },
            Shortfall::TooManyRepeats => IssueKind::TooManyRepeats {
                max: rules.max_repeats,
            },
            Shortfall::UserName => IssueKind::ContainsUserName,
            Shortfall::Word(index) => IssueKind::ForbiddenWord {
                index,
                word: rules
                    .forbidden_words
                    .get(index)
                    .cloned()
                    .unwrap_or_default(),
            },
        }
    }
}

/// Of a character: bit `i` for class `i`, and [`ALLOWED`].
fn compute(rules: &PolicyRules, point: u32) -> u16 {
    // Half of a surrogate pair is no character, though it lies within ranges of some.
    if char::from_u32(point).is_none() || contains(&rules.forbidden, point) {
        return 0;
    }
    let mut mask = if contains(&rules.extra, point) {
        ALLOWED
    } else {
        0
    };
    let mut bit = 1u16;
    for class in rules.classes.iter() {
        if contains(&class.characters, point) {
            mask |= bit | ALLOWED;
        }
        bit <<= 1;
    }
    mask
}

/// A rule that a password breaks.
#[derive(Clone, Copy)]
enum Shortfall {
    TooShort,
    TooLong,
    Forbidden,
    MissingClass(usize),
    TooFewClasses,
    TooFewDifferent,
    TooManyRepeats,
    UserName,
    Word(usize),
}

/// Why nobody can satisfy the rules, as far as that shows without counting passwords.
fn contradiction(rules: &PolicyRules) -> Result<(), Error> {
    let unsatisfiable = |reason| Err(Error::UnsatisfiablePolicy(reason));
    if rules.classes.len() > MAX_CLASSES {
        return Err(Error::InvalidPolicy(
            "there are more than 12 groups of characters",
        ));
    }
    if rules.min_length > rules.max_length {
        return Err(Error::InvalidPolicy(
            "the minimum length is above the maximum",
        ));
    }
    if rules.forbidden_words.iter().any(|word| word.is_empty()) {
        return Err(Error::InvalidPolicy("a forbidden word is empty"));
    }
    if rules.max_length == 0 {
        return unsatisfiable("the maximum length is 0");
    }
    let present = |class: &Class| left(&class.characters, &rules.forbidden, 1) > 0;
    let groups = rules.classes.iter().filter(|class| present(class)).count();
    if (rules.min_classes as usize) > groups {
        return unsatisfiable("it asks for more groups of characters than it has");
    }
    if rules
        .classes
        .iter()
        .any(|class| class.min > 0 && !present(class))
    {
        return unsatisfiable("it asks for a character of an empty group");
    }
    if rules.min_different > rules.max_length {
        return unsatisfiable("it asks for more different characters than fit");
    }
    let all: Vec<_> = (rules.classes.iter())
        .flat_map(|class| class.characters.iter())
        .chain(rules.extra.iter())
        .copied()
        .collect();
    if left(&all, &rules.forbidden, rules.min_different.max(1)) < rules.min_different.max(1) {
        return unsatisfiable("it asks for more different characters than it allows");
    }
    // Where a character counts for one group only, what the groups ask for adds up.
    let apart = rules.classes.iter().enumerate().all(|(index, class)| {
        let others = rules.classes.iter().skip(index.saturating_add(1));
        !others
            .flat_map(|other| other.characters.iter())
            .any(|&(first, last)| {
                class
                    .characters
                    .iter()
                    .any(|&(from, to)| first <= to && from <= last)
            })
    });
    let sum = |sum: u32, class: &Class| sum.saturating_add(class.min);
    let most = |most: u32, class: &Class| most.max(class.min);
    let needed = if apart {
        let itemized = rules.classes.iter().filter(|class| class.min > 0).count();
        let more = (rules.min_classes as usize).saturating_sub(itemized);
        rules
            .classes
            .iter()
            .fold(u32::try_from(more).unwrap_or(u32::MAX), sum)
    } else {
        rules.classes.iter().fold(0, most)
    };
    if needed > rules.max_length {
        return unsatisfiable("its groups ask for more characters than fit");
    }
    Ok(())
}

/// How many characters of the ranges are not forbidden, counted no further than `enough`.
fn left(ranges: &[(char, char)], forbidden: &[(char, char)], enough: u32) -> u32 {
    let mut found = 0u32;
    // The ranges may overlap: of each, only what none before it has is counted.
    for (index, &(first, last)) in ranges.iter().enumerate() {
        for point in u32::from(first)..=u32::from(last) {
            let before = ranges.get(..index).unwrap_or_default();
            if found >= enough {
                return found;
            }
            if char::from_u32(point).is_some()
                && !contains(forbidden, point)
                && !contains(before, point)
            {
                found = found.saturating_add(1);
            }
        }
    }
    found
}

/// The forbidden words without their case.
fn forbidden_words(rules: &PolicyRules) -> Vec<words::Word> {
    let words = rules.forbidden_words.iter();
    words.map(|word| words::word(word.as_ref())).collect()
}

/// How often, at most, a character stands in a row.
fn repeats<T: Text>(text: T) -> u32 {
    let (mut last, mut run, mut most) = (None, 0u32, 0u32);
    for point in text.code_points() {
        run = if last == Some(point) {
            run.saturating_add(1)
        } else {
            1
        };
        last = Some(point);
        most = most.max(run);
    }
    most
}

/// Where the characters at fault are, counted from 1.
pub(crate) fn positions<T: Text>(text: T, at_fault: &dyn Fn(u32) -> bool) -> Vec<u32> {
    (1..)
        .zip(text.code_points())
        .filter(|&(_, point)| at_fault(point))
        .map(|(position, _)| position)
        .take(MAX_POSITIONS)
        .collect()
}

/// How many characters differ from each other, counted no further than `enough`.
fn different<T: Text>(text: T, enough: u32) -> u32 {
    let mut seen = Zeroizing::new(Vec::new());
    for point in text.code_points() {
        if seen.len() >= enough as usize {
            break;
        }
        if !seen.contains(&point) {
            seen.push(point);
        }
    }
    u32::try_from(seen.len()).unwrap_or(u32::MAX)
}
