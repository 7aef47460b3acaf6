//! The errors of a program that calls: each has a stable code, and none holds a value.

use std::fmt;

#[cfg(feature = "cli")]
use crate::model::Str;

/// A mistake of the calling program, or a failure of the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// No operation has this id.
    UnknownOperation,
    /// The operation has no member that carries a password, so there is no policy.
    NoPolicy,
    /// A policy contradicts itself, or a number in it is beyond its limit. Holds the reason.
    InvalidPolicy(&'static str),
    /// A pattern is not a regular expression.
    InvalidPattern {
        /// The character at which it is wrong, counted from 1.
        position: u32,
    },
    /// A pattern is larger than a pattern may be.
    LargePattern {
        /// The rule that has it, counted from 1.
        rule: u32,
        /// The limit, as the first part of the message.
        limit: &'static str,
    },
    /// The message of a rule is longer than a message may be.
    LongMessage {
        /// The rule that has it, counted from 1.
        rule: u32,
    },
    /// A text is not a value of `passwordrules`. Holds the reason.
    InvalidPasswordRules(&'static str),
    /// A value of `passwordrules` has an unknown rule or class.
    UnknownPasswordRule {
        /// The character at which it starts, counted from 1.
        position: u32,
        /// Those that there are, as the first words of the message.
        known: &'static str,
    },
    /// No password meets the policy, or none of the length asked for. Holds the reason.
    UnsatisfiablePolicy(&'static str),
    /// A password that meets the policy is too rare to be drawn at random, and counting them would take too much memory or time.
    TooComplex,
    /// An option has a value that cannot be used. Holds the reason.
    InvalidOptions(&'static str),
    /// The command-line tool has no flag for a member that was given. Holds its name.
    #[cfg(feature = "cli")]
    NoFlag(Str),
    /// The bytes of an operation are not those that the compiler made. Holds the reason.
    InvalidDefinition(&'static str),
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
            Self::InvalidPolicy(_)
            | Self::InvalidPasswordRules(_)
            | Self::UnknownPasswordRule { .. } => "invalid_policy",
            Self::UnsatisfiablePolicy(_) => "unsatisfiable_policy",
            Self::InvalidPattern { .. } | Self::LargePattern { .. } => "invalid_pattern",
            Self::TooComplex => "policy_too_complex",
            Self::LongMessage { .. } | Self::InvalidOptions(_) => "invalid_options",
            #[cfg(feature = "cli")]
            Self::NoFlag(_) => "invalid_options",
            Self::InvalidDefinition(_) => "invalid_definition",
            Self::RandomUnavailable => "random_unavailable",
        }
    }
}

impl Error {
    /// The message, in two parts to be joined. The number of [`Self::position`] is to be added at the end.
    #[must_use]
    pub fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::UnknownOperation => ("no operation has this id", ""),
            Self::NoPolicy => (
                "the caller of this operation sets no password, so it has no policy",
                "",
            ),
            Self::InvalidPolicy(reason) => ("the policy is not valid: ", reason),
            Self::InvalidPasswordRules(reason) => ("the password rules cannot be read: ", reason),
            Self::UnknownPasswordRule { known, .. } => {
                ("the password rules cannot be read: write ", known)
            }
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
            Self::InvalidOptions(reason) | Self::InvalidDefinition(reason) => (reason, ""),
            #[cfg(feature = "cli")]
            Self::NoFlag(member) => ("the tool cannot say this member: ", member),
            Self::RandomUnavailable => ("the platform gave no random bytes", ""),
        }
    }
}

impl Error {
    /// Where the mistake is, counted from 1: a character of the pattern or of the password rules; or the rule that has too large a
    /// pattern or message. `None` for other errors.
    #[must_use]
    pub const fn position(&self) -> Option<u32> {
        match self {
            Self::InvalidPattern { position } | Self::UnknownPasswordRule { position, .. } => {
                Some(*position)
            }
            Self::LargePattern { rule, .. } | Self::LongMessage { rule } => Some(*rule),
            #[cfg(feature = "cli")]
            Self::NoFlag(_) => None,
            Self::UnknownOperation
            | Self::NoPolicy
            | Self::InvalidPolicy(_)
            | Self::InvalidPasswordRules(_)
            | Self::UnsatisfiablePolicy(_)
            | Self::TooComplex
            | Self::InvalidOptions(_)
            | Self::InvalidDefinition(_)
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
