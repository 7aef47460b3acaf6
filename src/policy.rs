//! A password policy in; for a password, everything in which it falls short out.

use std::borrow::Cow;

use zeroize::Zeroizing;

use crate::error::Error;
use crate::issue::{IssueKind, MAX_POSITIONS};
use crate::model::{Operation, PolicyRules};
use crate::text::{Text, contains};

/// How many groups of characters a policy may have.
const MAX_CLASSES: usize = 12;

/// Set in a mask where the character may stand in a password.
const ALLOWED: u16 = 1 << 15;

/// What passwords a directory accepts, proved free of contradictions. It checks and it generates.
#[derive(Debug, Clone)]
pub struct Policy {
    rules: Cow<'static, PolicyRules>,
    /// Of each of the first 256 characters: bit `i` for class `i`, and [`ALLOWED`].
    masks: [u16; 256],
}

impl Policy {
    /// The policy of these rules.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidPolicy`] or [`Error::UnsatisfiablePolicy`], with the reason.
    pub fn new(rules: Cow<'static, PolicyRules>) -> Result<Self, Error> {
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
        if rules.max_length == 0 {
            return Err(Error::UnsatisfiablePolicy("the maximum length is 0"));
        }
        let present = rules
            .classes
            .iter()
            .filter(|class| !class.characters.is_empty())
            .count();
        if (rules.min_classes as usize) > present {
            return Err(Error::UnsatisfiablePolicy(
                "it asks for more groups of characters than it has",
            ));
        }
        if rules
            .classes
            .iter()
            .any(|class| class.min > 0 && class.characters.is_empty())
        {
            return Err(Error::UnsatisfiablePolicy(
                "it asks for a character of an empty group",
            ));
        }
        if rules
            .min_different
            .max(rules.min_classes)
            .max(least(&rules))
            > rules.max_length
        {
            return Err(Error::UnsatisfiablePolicy(
                "it asks for more characters than fit",
            ));
        }
        if distinct(&rules) < u64::from(rules.min_different) {
            return Err(Error::UnsatisfiablePolicy(
                "it asks for more different characters than it allows",
            ));
        }
        let mut masks = [0; 256];
        for (point, mask) in (0..).zip(&mut masks) {
            *mask = compute(&rules, point);
        }
        Ok(Self { rules, masks })
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
        self.judge(password, user_name, &mut |shortfall| {
            issues.push(self.issue(shortfall, password));
        });
        issues
    }

    /// Whether the password complies, which is when [`Self::check`] finds nothing.
    pub(crate) fn accepts<T: Text>(&self, password: T, user_name: Option<T>) -> bool {
        let mut accepted = true;
        self.judge(password, user_name, &mut |_| accepted = false);
        accepted
    }

    /// Reports every rule that the password breaks.
    fn judge<T: Text>(&self, password: T, user_name: Option<T>, report: &mut dyn FnMut(Shortfall)) {
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
        if rules.not_user_name && user_name.is_some_and(|name| includes(password, name)) {
            report(Shortfall::UserName);
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

    fn mask(&self, point: u32) -> u16 {
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
            Shortfall::UserName => IssueKind::ContainsUserName,
        }
    }
}

/// Of a character: bit `i` for class `i`, and [`ALLOWED`].
fn compute(rules: &PolicyRules, point: u32) -> u16 {
    // Half of a surrogate pair is no character, though it lies within ranges of some.
    if char::from_u32(point).is_none() {
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

/// How many characters the groups ask for, where none can stand for two groups; else for the most demanding one.
fn least(rules: &PolicyRules) -> u32 {
    let ranges = || {
        let classes = rules.classes.iter().filter(|class| class.min > 0);
        classes.flat_map(|class| class.characters.iter())
    };
    let shared = |&(first, last): &(char, char)| {
        let overlapping = ranges().filter(|range| range.0 <= last && first <= range.1);
        overlapping.count() > 1
    };
    let mins = rules.classes.iter().map(|class| class.min);
    if ranges().any(shared) {
        mins.max().unwrap_or(0)
    } else {
        mins.fold(0, u32::saturating_add)
    }
}

/// How many characters are allowed, those of two groups counted twice.
fn distinct(rules: &PolicyRules) -> u64 {
    let classes = rules
        .classes
        .iter()
        .flat_map(|class| class.characters.iter());
    let sizes = classes.chain(rules.extra.iter()).map(|&(first, last)| {
        u64::from(last)
            .saturating_sub(u64::from(first))
            .saturating_add(1)
    });
    sizes.fold(0, u64::saturating_add)
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
    UserName,
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

/// Whether the text contains the name, without regard to the case of letters up to U+00FF; directories keep user names
/// within those. An empty name is in no text. The time is linear whatever the two are (Knuth, Morris and Pratt).
fn includes<T: Text>(text: T, name: T) -> bool {
    let name: Vec<u32> = name.code_points().map(fold).collect();
    // For each length of a match, the length of the longest other match that ends with it.
    let mut shorter: Vec<usize> = vec![0];
    let advance = |shorter: &[usize], mut matched: usize, point: u32| {
        while name.get(matched) != Some(&point) {
            if matched == 0 {
                return 0;
            }
            matched = shorter.get(matched.saturating_sub(1)).copied().unwrap_or(0);
        }
        matched.saturating_add(1)
    };
    let mut matched = 0;
    for &point in name.iter().skip(1) {
        matched = advance(&shorter, matched, point);
        shorter.push(matched);
    }
    matched = 0;
    !name.is_empty()
        && text.code_points().any(|point| {
            matched = advance(&shorter, matched, fold(point));
            matched == name.len()
        })
}

/// The small letter of a capital one, up to U+00FF.
const fn fold(point: u32) -> u32 {
    match point {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE => point | 0x20,
        _ => point,
    }
}
