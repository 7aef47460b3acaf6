//! Checks texts against an organization's own rules: regular expressions that take linear time.

use std::cell::Cell;
use std::sync::Arc;

use regex::{Regex, RegexBuilder};
use regex_syntax::ast::ErrorKind;
use zeroize::Zeroizing;

use crate::error::Error;
use crate::generate::{Generator, Pool, Random};
use crate::issue::{Issue, IssueKind, RuleSource, Subject};
use crate::text::{Text, Utf16};
use crate::validate::{self, Input, ValidInput, Value};

/// How many rules there may be. With the limits below, this bounds the time of a check.
const MAX_RULES: usize = 32;

/// How many characters a pattern, and a message, may have.
const MAX_CHARACTERS: u32 = 1_000;

/// How deep groups may stand in each other.
const MAX_DEPTH: u32 = 32;

/// How large a compiled pattern may be, in bytes; `[a-z]{1000}` is larger.
const MAX_SIZE: usize = 128 << 10;

/// How many compiled patterns are kept: enough for a few sets of rules that are used by turns.
const MAX_KEPT: usize = 4 * MAX_RULES;

/// How often a password is drawn until it meets the rules. If one in a hundred does, that fails once in 10^43 calls.
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
    pattern: Arc<Regex>,
    message: String,
    must: Must,
}

/// The rules of an organization, in its order, and the patterns that were compiled last.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    all: Vec<Rule>,
    kept: Vec<Arc<Regex>>,
    compiled: u32,
}

impl Rules {
    /// No rules.
    pub const NONE: Self = Self {
        all: Vec::new(),
        kept: Vec::new(),
        compiled: 0,
    };

    /// Adds a rule for the member of this name. The message is what an issue says; it is shown as it is.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidPattern`] with the position; [`Error::LargePattern`] for a pattern of more than 1,000 characters, with
    /// groups more than 32 deep, or of more than 128 kB once compiled; [`Error::LongMessage`] for a message of more than
    /// 1,000 characters; [`Error::InvalidOptions`] for a rule after the 32nd.
    pub fn add(
        &mut self,
        member: &str,
        pattern: &str,
        message: &str,
        must: Must,
    ) -> Result<(), Error> {
        if self.all.len() >= MAX_RULES {
            return Err(Error::InvalidOptions("there may be at most 32 rules"));
        }
        let rule = u32::try_from(self.all.len()).map_or(u32::MAX, |rules| rules.saturating_add(1));
        if message.measure().0 > MAX_CHARACTERS {
            return Err(Error::LongMessage { rule });
        }
        let pattern = self.compile(rule, pattern)?;
        self.all.push(Rule {
            member: member.to_owned(),
            pattern,
            message: message.to_owned(),
            must,
        });
        Ok(())
    }

    /// Forgets the rules, but not what was compiled for them.
    pub fn clear(&mut self) {
        self.all.clear();
    }

    /// How many patterns were compiled so far. A pattern among the last 128 is not compiled again.
    #[must_use]
    pub const fn compiled(&self) -> u32 {
        self.compiled
    }

    fn compile(&mut self, rule: u32, pattern: &str) -> Result<Arc<Regex>, Error> {
        let known = self.kept.iter().position(|kept| kept.as_str() == pattern);
        let compiled = if let Some(index) = known {
            self.kept.remove(index)
        } else {
            let compiled = Arc::new(compile(rule, pattern)?);
            self.compiled = self.compiled.saturating_add(1);
            if self.kept.len() >= MAX_KEPT {
                self.kept.remove(0);
            }
            compiled
        };
        self.kept.push(Arc::clone(&compiled));
        Ok(compiled)
    }

    /// The issues of every rule for the member that the text breaks. Half a surrogate pair is read as U+FFFD.
    pub fn check<T: Text>(&self, member: &str, text: T) -> Vec<IssueKind> {
        let whole = |point| char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER);
        let text: Zeroizing<String> = Zeroizing::new(text.code_points().map(whole).collect());
        let broken = |rule: &Rule| {
            rule.member == member && rule.pattern.is_match(&text) != (rule.must == Must::Match)
        };
        (self.all.iter().enumerate())
            .filter(|(_, rule)| broken(rule))
            .map(|(index, rule)| IssueKind::Rule {
                index,
                message: rule.message.clone(),
            })
            .collect()
    }

    /// As [`validate::validate`], with the rules beside the definition.
    ///
    /// # Errors
    ///
    /// Every issue, those of the rules last of each member.
    pub fn validate<'a, T: Text>(
        &self,
        input: Input<'a, T>,
        options: &validate::Options<'_, T>,
    ) -> Result<ValidInput<'a, T>, Vec<Issue>> {
        let default = validate::default_policy(input.operation, options);
        let options = validate::Options {
            policy: options.policy.or(default.as_ref()),
            ..*options
        };
        let issues = self.issues(&input, &options);
        validate::proved(input, issues, &options).map_err(|(_, issues)| issues)
    }

    /// As [`validate::issues`], with those of the rules last of each member.
    pub(crate) fn issues<T: Text>(
        &self,
        input: &Input<'_, T>,
        options: &validate::Options<'_, T>,
    ) -> Vec<Issue> {
        let mut issues = validate::issues(input, options);
        if self.is_empty() {
            return issues;
        }
        for (index, member) in input.operation.members.iter().enumerate() {
            let Value::Text(text) = input.at(index) else {
                continue;
            };
            // A text that is too long was refused already, and might be made long to keep this busy.
            let too_long = |issue: &Issue| {
                matches!(issue.kind, IssueKind::TooLong { .. })
                    && issue.subject == Subject::member(index, member)
            };
            if issues.iter().any(too_long) {
                continue;
            }
            issues.extend(
                self.check(&member.name, text)
                    .into_iter()
                    .map(|kind| Issue {
                        subject: Subject::member(index, member),
                        kind,
                        source: RuleSource::Organization,
                    }),
            );
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
        self.all.is_empty()
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

/// Compiles a pattern. What is too large is refused before it costs anything.
fn compile(rule: u32, pattern: &str) -> Result<Regex, Error> {
    let large = |limit| Error::LargePattern { rule, limit };
    if pattern.measure().0 > MAX_CHARACTERS {
        return Err(large("a pattern has at most 1,000 characters"));
    }
    match RegexBuilder::new(pattern)
        .nest_limit(MAX_DEPTH)
        .size_limit(MAX_SIZE)
        .build()
    {
        Ok(compiled) => Ok(compiled),
        Err(regex::Error::CompiledTooBig(_)) => Err(large(
            "a pattern is at most 128 kB large once it is compiled",
        )),
        Err(_) => Err(fault(pattern).map_or_else(
            || large("the groups of a pattern are at most 32 deep"),
            |position| Error::InvalidPattern { position },
        )),
    }
}

/// The character, counted from 1, from which on a pattern is none; `None` where it is one but for its depth.
fn fault(pattern: &str) -> Option<u32> {
    let error = regex_syntax::ParserBuilder::new()
        .nest_limit(MAX_DEPTH)
        .build()
        .parse(pattern)
        .err()?;
    let span = match &error {
        regex_syntax::Error::Parse(error) => match error.kind() {
            ErrorKind::NestLimitExceeded(_) => None,
            _ => Some(error.span()),
        },
        regex_syntax::Error::Translate(error) => Some(error.span()),
        _ => None,
    };
    let before = pattern.get(..span?.start.offset)?;
    Some(before.measure().0.saturating_add(1))
}
