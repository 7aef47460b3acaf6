//! An organization's own rules in, as regular expressions; which of them a text breaks out, in linear time.

use std::cell::Cell;

use regex::{Regex, RegexBuilder};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::generate::{Generator, Pool, Random};
use crate::issue::{Issue, IssueKind, Speaker, Subject};
use crate::text::{Text, Utf16};
use crate::validate::{self, Input, ValidInput, Value};

/// How large a compiled pattern may be, in bytes; `x{1000}{1000}` is larger.
const MAX_SIZE: usize = 1 << 20;

/// How often a password is drawn until it meets the rules. One in a hundred must, for a failure once in 10^43 calls.
const MOST_DRAWS: u32 = 10_000;

/// What a rule asks of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Must {
    /// The pattern is found somewhere in it.
    Match,
    /// The pattern is found nowhere in it.
    NotMatch,
}

/// A pattern that one member of an operation must match, or must not.
#[derive(Debug, Clone)]
struct Rule {
    member: String,
    pattern: Regex,
    message: String,
    must: Must,
}

/// The rules of an organization, in its order.
#[derive(Debug, Clone, Default)]
pub struct Rules(Vec<Rule>);

impl Rules {
    /// No rules.
    pub const NONE: Self = Self(Vec::new());

    /// Adds a rule for the member of this name. The message is what an issue says; it is shown as it is.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidPattern`] with the position, or without one where the pattern is too large.
    pub fn add(
        &mut self,
        member: &str,
        pattern: &str,
        message: &str,
        must: Must,
    ) -> Result<(), Error> {
        if let Err(error) = regex_syntax::Parser::new().parse(pattern) {
            let span = match &error {
                regex_syntax::Error::Parse(error) => Some(error.span()),
                regex_syntax::Error::Translate(error) => Some(error.span()),
                _ => None,
            };
            let before = span.and_then(|span| pattern.get(..span.start.offset));
            let position = before.map(|before| before.measure().0.saturating_add(1));
            return Err(Error::InvalidPattern { position });
        }
        let pattern = RegexBuilder::new(pattern)
            .size_limit(MAX_SIZE)
            .build()
            .map_err(|_| Error::InvalidPattern { position: None })?;
        self.0.push(Rule {
            member: member.to_owned(),
            pattern,
            message: message.to_owned(),
            must,
        });
        Ok(())
    }

    /// Every rule for the member that the text breaks. Half a surrogate pair is read as U+FFFD.
    pub fn check<T: Text>(&self, member: &str, text: T) -> Vec<IssueKind> {
        let whole = |point| char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER);
        let text: Zeroizing<String> = Zeroizing::new(text.code_points().map(whole).collect());
        let broken = |rule: &Rule| {
            rule.member == member && rule.pattern.is_match(&text) != (rule.must == Must::Match)
        };
        (self.0.iter().enumerate())
            .filter(|(_, rule)| broken(rule))
            .map(|(index, rule)| IssueKind::Rule {
                index,
                message: rule.message.clone(),
            })
            .collect()
    }

    /// As [`validate::validate`], with the rules beside the model.
    ///
    /// # Errors
    ///
    /// Every issue, those of the rules last of each member.
    pub fn validate<T: Text>(
        &self,
        input: Input<T>,
        options: &validate::Options<'_, T>,
    ) -> Result<ValidInput<T>, Vec<Issue>> {
        let issues = self.issues(&input, options, |_, _| false);
        validate::proved(input, issues).map_err(|(_, issues)| issues)
    }

    /// As [`validate::issues`], with those of the rules last of each member.
    pub(crate) fn issues<T: Text>(
        &self,
        input: &Input<T>,
        options: &validate::Options<'_, T>,
        known: impl FnMut(usize, T) -> bool,
    ) -> Vec<Issue> {
        let mut issues = validate::issues(input, options, known);
        if self.is_empty() {
            return issues;
        }
        for (index, member) in input.operation.members.iter().enumerate() {
            let Value::Text(text) = input.at(index) else {
                continue;
            };
            issues.extend(self.check(member.name, text).into_iter().map(|kind| Issue {
                subject: Subject::member(index, member),
                kind,
                source: Speaker::Organization,
            }));
        }
        issues.sort_by_key(|issue| match issue.subject {
            Subject::Member { index, .. } => index,
            Subject::Input | Subject::Unknown(_) | Subject::Password => usize::MAX,
        });
        issues
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Draws passwords until one breaks none of the rules for the member, which is uniform over those that break none.
    ///
    /// # Errors
    ///
    /// As [`Generator::draw`], and [`Error::UnsatisfiablePolicy`] where none of 10,000 met the rules.
    pub fn draw<R: Random>(
        &self,
        member: &str,
        generator: &Generator,
        pool: &mut Pool<R>,
        room: &[Cell<u16>],
    ) -> Result<usize, Error> {
        if self.is_empty() {
            return generator.draw(pool, room);
        }
        for _ in 0..MOST_DRAWS {
            let units = generator.draw(pool, room)?;
            let drawn = Utf16(room.get(..units).unwrap_or_default());
            if self.check(member, drawn).is_empty() {
                return Ok(units);
            }
        }
        Err(Error::UnsatisfiablePolicy(
            "no password drawn met the rules",
        ))
    }
}
