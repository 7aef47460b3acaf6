//! What a programmer can do wrong: an error with a stable code, never with a value in it.

use std::fmt;

/// A mistake of the program that calls, or a failure of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// No operation has this id.
    UnknownOperation,
    /// The operation has no member that carries a password, so there is no policy.
    NoPolicy,
    /// A policy contradicts itself; the reason follows.
    InvalidPolicy(&'static str),
    /// A pattern is no regular expression.
    InvalidPattern {
        /// The character at which it is wrong, counted from 1.
        position: u32,
    },
    /// A pattern is larger than a pattern may be.
    LargePattern {
        /// The rule that has it, counted from 1.
        rule: u32,
        /// The limit, as the start of a sentence.
        limit: &'static str,
    },
    /// The message of a rule is longer than a message may be.
    LongMessage {
        /// The rule that has it, counted from 1.
        rule: u32,
    },
    /// A text is no value of `passwordrules`; the reason follows.
    InvalidPasswordRules(&'static str),
    /// No password meets the policy, or none of the length asked for.
    UnsatisfiablePolicy(&'static str),
    /// The passwords that meet the policy are too many different ones to count, and too rare to be met by chance.
    TooComplex,
    /// An option has a value that cannot be used.
    InvalidOptions(&'static str),
    /// The platform gave no random bytes.
    RandomUnavailable,
}

impl Error {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownOperation => "unknown_operation",
            Self::NoPolicy => "no_policy",
            Self::InvalidPolicy(_) | Self::InvalidPasswordRules(_) => "invalid_policy",
            Self::UnsatisfiablePolicy(_) => "unsatisfiable_policy",
            Self::InvalidPattern { .. } | Self::LargePattern { .. } => "invalid_pattern",
            Self::TooComplex => "policy_too_complex",
            Self::LongMessage { .. } | Self::InvalidOptions(_) => "invalid_options",
            Self::RandomUnavailable => "random_unavailable",
        }
    }
}

impl Error {
    /// The text, in two parts to be read as one.
    #[must_use]
    pub const fn parts(&self) -> (&'static str, &'static str) {
        match self {
            Self::UnknownOperation => ("no operation has this id", ""),
            Self::NoPolicy => (
                "the caller of this operation sets no password, so it has no policy",
                "",
            ),
            Self::InvalidPolicy(reason) => ("the policy contradicts itself: ", reason),
            Self::InvalidPasswordRules(reason) => ("the password rules cannot be read: ", reason),
            Self::UnsatisfiablePolicy(reason) => ("no password meets the policy: ", reason),
            Self::LargePattern { limit, .. } => (limit, ", unlike that of rule "),
            Self::LongMessage { .. } => (
                "a message has at most 1,000 characters",
                ", unlike that of rule ",
            ),
            Self::InvalidPattern { .. } => (
                "the pattern is not a regular expression from this character on: ",
                "",
            ),
            Self::TooComplex => ("the policy is too complex to count its passwords", ""),
            Self::InvalidOptions(reason) => (reason, ""),
            Self::RandomUnavailable => ("the platform gave no random bytes", ""),
        }
    }
}

impl Error {
    /// The character of a text at which it is wrong, or the rule that is too large, counted from 1; it ends the text of the
    /// error.
    #[must_use]
    pub const fn position(&self) -> Option<u32> {
        match self {
            Self::InvalidPattern { position } => Some(*position),
            Self::LargePattern { rule, .. } | Self::LongMessage { rule } => Some(*rule),
            Self::UnknownOperation
            | Self::NoPolicy
            | Self::InvalidPolicy(_)
            | Self::InvalidPasswordRules(_)
            | Self::UnsatisfiablePolicy(_)
            | Self::TooComplex
            | Self::InvalidOptions(_)
            | Self::RandomUnavailable => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, reason) = self.parts();
        f.write_str(text)?;
        f.write_str(reason)?;
        self.position().map_or(Ok(()), |position| position.fmt(f))
    }
}

impl std::error::Error for Error {}
