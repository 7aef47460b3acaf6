//! One way in which an input breaks the definition: a stable code, the exact text, and never the value.

use std::borrow::Cow;
use std::fmt;

use crate::characters::{self, Oddity};
use crate::json::{self, push_hex, push_integer, push_number};
use crate::model::{Kind, Member, Operation, Str, Unit};

/// How many characters of a name that is no member are kept.
const MAX_NAME: usize = 64;

/// How many positions an issue names before it stops counting.
pub const MAX_POSITIONS: usize = 16;

/// What is allowed where half of a character is not.
pub(crate) const HALVES: &str = "whole characters, no halves of a surrogate pair";

/// The number of a password by itself, which is above that of any member.
const PASSWORD: u32 = 31;

/// One way in which an input breaks the definition, or, as a warning, one thing that is allowed but not wise.
///
/// It has no field that could hold the value of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// What it is about.
    pub subject: Subject,
    /// What is wrong.
    pub kind: IssueKind,
    /// Who asks for it.
    pub source: RuleSource,
}

/// What an issue is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The input as a whole.
    Input,
    /// A member of the operation.
    Member {
        /// Its place among the operation's members.
        index: usize,
        /// Its name.
        name: Str,
        /// Its label.
        label: Str,
    },
    /// A name that is no member, as the caller wrote it, cut to 64 characters.
    Unknown(String),
    /// A password by itself, outside any operation.
    Password,
}

impl Subject {
    /// The member at this place.
    #[must_use]
    pub fn member(index: usize, member: &Member) -> Self {
        Self::Member {
            index,
            name: member.name.clone(),
            label: member.label.clone(),
        }
    }

    /// The member of an operation that is its password; [`Self::Password`] where it has none.
    #[must_use]
    pub fn password_of(operation: &Operation) -> Self {
        let index = operation.password.as_ref().map(|it| usize::from(it.member));
        let member = index.and_then(|index| Some((index, operation.members.get(index)?)));
        member.map_or(Self::Password, |(index, member)| {
            Self::member(index, member)
        })
    }

    /// The name of the member; `None` for the input as a whole.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Input => None,
            Self::Member { name, .. } => Some(name),
            Self::Unknown(name) => Some(name),
            Self::Password => Some("Password"),
        }
    }

    fn label(&self) -> &str {
        match self {
            Self::Input => "The input",
            Self::Member { label, .. } => label,
            Self::Unknown(name) => name,
            Self::Password => "Password",
        }
    }
}

/// Who asks for what an issue names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleSource {
    /// The provider's API.
    Api,
    /// The directory's password policy.
    Directory,
    /// The organization's own rules.
    Organization,
}

impl RuleSource {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Directory => "directory",
            Self::Organization => "organization",
        }
    }
}

/// A place in a text, both counted from 1.
#[cfg(feature = "cli")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The character in it.
    pub column: u32,
}

/// What asks for a member that is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// The operation, always.
    Always,
    /// A rule, unless another member is given.
    Unless {
        /// The name of that member.
        member: Str,
        /// Whether it is a boolean, which counts as given where it is true.
        boolean: bool,
    },
    /// A rule, when another member is given.
    When {
        /// The name of that member.
        member: Str,
        /// Whether it is a boolean, which counts as given where it is true.
        boolean: bool,
    },
    /// A rule that asks for one of several members, by their names.
    OneOf(Vec<Str>),
}

/// What a value must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// An object with the members: the input itself.
    Object,
    /// A string.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A list of strings.
    List,
    /// An object of strings.
    Map,
}

/// What a length counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Counted {
    /// Unicode code points.
    #[default]
    Characters,
    /// UTF-16 code units.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
    /// The items of a list or the entries of a map.
    Items,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IssueKind {
    /// The text of an input document is not of its format.
    #[cfg(feature = "cli")]
    Syntax {
        /// The format's name.
        format: &'static str,
        /// Where in the text it shows.
        at: Place,
    },
    /// The text is no input document but where one is.
    #[cfg(feature = "cli")]
    Address,
    /// A member stands twice in an input document.
    #[cfg(feature = "cli")]
    DuplicateMember {
        /// Where the second one is.
        at: Place,
    },
    /// A value without quotation marks in YAML that is not read as it was written.
    #[cfg(feature = "cli")]
    Unquoted {
        /// Where it begins.
        at: Place,
    },
    /// A member is not there.
    Missing {
        /// What would make up for it, or what asks for it.
        because: Because,
    },
    /// No member has this name.
    UnknownMember {
        /// The operation.
        operation: Str,
        /// The names there are.
        members: Vec<Str>,
        /// How many names it speaks of, where they are not named.
        more: Option<u32>,
    },
    /// The value is of another type.
    WrongType {
        /// What it must be.
        expected: ValueType,
    },
    /// The text is none of those that the member takes; as a warning, none that is documented.
    NotAValue {
        /// Those it takes.
        values: Vec<Str>,
    },
    /// A number that is too small or too large.
    OutOfRange {
        /// At least.
        min: Option<i64>,
        /// At most.
        max: Option<i64>,
    },
    /// Too few code points.
    TooShort {
        /// At least so many.
        min: u32,
        /// Whether `min` is the only length there is.
        exactly: bool,
        /// What is counted.
        of: Counted,
    },
    /// Too many code points.
    TooLong {
        /// At most so many.
        max: u32,
        /// Whether `max` is the only length there is.
        exactly: bool,
        /// What is counted.
        of: Counted,
    },
    /// The text as a whole has another form.
    WrongForm {
        /// The first character that does not fit, counted from 1; `None` where none is at fault.
        position: Option<u32>,
        /// The form in words.
        meaning: Str,
        /// The form as the provider prints it.
        pattern: Str,
    },
    /// Characters that are not allowed.
    ForbiddenCharacter {
        /// Where they are, counted from 1; the first [`MAX_POSITIONS`].
        positions: Vec<u32>,
        /// What is allowed, in words.
        allowed: Str,
        /// Whether one is an accent that, as one character with the letter before it, would be allowed.
        composed: bool,
    },
    /// A group of characters is not there often enough.
    MissingClass {
        /// The group's place in the policy.
        index: usize,
        /// The group's name.
        class: Cow<'static, str>,
        /// How many characters of it there must be.
        min: u32,
    },
    /// Characters of too few groups.
    TooFewClasses {
        /// Of how many groups there must be a character.
        min: u32,
        /// The groups.
        classes: Vec<Cow<'static, str>>,
    },
    /// Too few characters that differ from each other.
    TooFewDifferent {
        /// How many must differ.
        min: u32,
    },
    /// One character too often in a row.
    TooManyRepeats {
        /// At most so often.
        max: u32,
    },
    /// More characters of a group than the policy allows.
    TooManyOfClass {
        /// The group's place in the policy.
        index: usize,
        /// The group's name.
        class: Cow<'static, str>,
        /// At most so many.
        max: u32,
    },
    /// Too many characters of one group in a row.
    TooLongClassRun {
        /// At most so many.
        max: u32,
    },
    /// Too many characters that follow each other in order, up or down.
    TooLongSequence {
        /// At most so many.
        max: u32,
    },
    /// The policy does not allow the first character in its place.
    WrongFirstCharacter,
    /// The policy does not allow the last character in its place.
    WrongLastCharacter,
    /// The user's name, or a part of it, is part of the password.
    ContainsUserName,
    /// A word that the policy forbids is part of the password.
    ForbiddenWord {
        /// The word's place in the policy.
        index: usize,
        /// The word, as the policy has it.
        word: Cow<'static, str>,
    },
    /// A rule of the organization's own is broken.
    Rule {
        /// The rule's place.
        index: usize,
        /// What the organization says of it.
        message: String,
    },
    /// Of a batch: the row has a quotation mark where CSV has none.
    #[cfg(feature = "batch")]
    InvalidQuotes,
    /// Of a batch: the row is not UTF-8 text.
    #[cfg(feature = "batch")]
    InvalidUtf8,
    /// Of a batch: the row is too long to be one.
    #[cfg(feature = "batch")]
    RowTooLong {
        /// At most so many bytes.
        max: u32,
    },
    /// Of a batch: the row has another number of cells than the header.
    #[cfg(feature = "batch")]
    WrongCellCount {
        /// How many the header has.
        count: u32,
    },
    /// Of a batch: the file ended within quotation marks.
    #[cfg(feature = "batch")]
    Truncated,
    /// Of a batch: an earlier row is for the same user.
    #[cfg(feature = "batch")]
    Duplicate,
    /// Of a batch: no password that was drawn for the row meets all that is asked of it.
    #[cfg(feature = "batch")]
    NotGenerated,
    /// Two members exclude each other.
    Conflict {
        /// The other one.
        with: Str,
    },
    /// A text that cannot be sent.
    Reserved {
        /// All texts that cannot.
        values: &'static [&'static str],
    },
    /// A warning: the provider ends or ended the service.
    Lifecycle {
        /// The provider's announcement.
        notice: Str,
    },
    /// A warning: the member is absent, and few callers mean that.
    Recommended {
        /// What asks for it.
        because: Because,
    },
    /// A warning: a form the provider does not document for this member.
    UndocumentedForm {
        /// The forms it documents, in words.
        forms: Vec<Str>,
    },
    /// A warning: characters of which nobody sees more than a space.
    InvisibleCharacter {
        /// Where they are, counted from 1; the first [`MAX_POSITIONS`].
        positions: Vec<u32>,
        /// The first of them.
        first: char,
    },
    /// A warning: characters that are easily taken for one of ASCII.
    LookAlikeCharacter {
        /// Where they are, counted from 1; the first [`MAX_POSITIONS`].
        positions: Vec<u32>,
        /// The first of them.
        first: char,
    },
    /// A warning: characters that most keyboards cannot type.
    UntypeableCharacter {
        /// Where they are, counted from 1; the first [`MAX_POSITIONS`].
        positions: Vec<u32>,
        /// The first of them.
        first: char,
    },
    /// A warning: the text is not in Unicode normalization form C, so that another keyboard may type another text.
    NotNfc,
    /// A warning: the text starts or ends with a space, which is easily lost in a copy.
    EndsWithSpace,
}

macro_rules! codes {
    ($($(#[$meta:meta])* $variant:ident $name:literal),+ $(,)?) => {
        /// The stable name of a kind of issue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each stands for the IssueKind of its name")]
        pub enum IssueCode { $($(#[$meta])* $variant),+ }

        impl IssueCode {
            /// Every code, in order of importance: a form that shows one issue a field shows the first.
            pub const ALL: &'static [Self] = &[$($(#[$meta])* Self::$variant),+];

            /// The code as JavaScript and people see it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($(#[$meta])* Self::$variant => $name),+ }
            }
        }

        impl IssueKind {
            /// The stable code.
            #[must_use]
            pub const fn code(&self) -> IssueCode {
                match self { $($(#[$meta])* Self::$variant { .. } => IssueCode::$variant),+ }
            }
        }
    };
}

codes! {
    #[cfg(feature = "cli")]
    Syntax "syntax",
    #[cfg(feature = "cli")]
    Address "address",
    #[cfg(feature = "cli")]
    DuplicateMember "duplicate_member",
    #[cfg(feature = "cli")]
    Unquoted "unquoted",
    #[cfg(feature = "batch")]
    InvalidQuotes "invalid_quotes",
    #[cfg(feature = "batch")]
    InvalidUtf8 "invalid_utf8",
    #[cfg(feature = "batch")]
    RowTooLong "row_too_long",
    #[cfg(feature = "batch")]
    WrongCellCount "wrong_cell_count",
    #[cfg(feature = "batch")]
    Truncated "truncated",
    #[cfg(feature = "batch")]
    Duplicate "duplicate",
    #[cfg(feature = "batch")]
    NotGenerated "not_generated",
    Missing "missing",
    UnknownMember "unknown_member",
    WrongType "wrong_type",
    NotAValue "not_a_value",
    OutOfRange "out_of_range",
    Conflict "conflict",
    TooShort "too_short",
    TooLong "too_long",
    WrongForm "wrong_form",
    Reserved "reserved",
    ForbiddenCharacter "forbidden_character",
    MissingClass "missing_class",
    TooFewClasses "too_few_classes",
    TooFewDifferent "too_few_different",
    TooManyRepeats "too_many_repeats",
    TooManyOfClass "too_many_of_class",
    TooLongClassRun "too_long_class_run",
    TooLongSequence "too_long_sequence",
    WrongFirstCharacter "wrong_first_character",
    WrongLastCharacter "wrong_last_character",
    ContainsUserName "contains_user_name",
    ForbiddenWord "forbidden_word",
    Rule "rule",
    Lifecycle "lifecycle",
    Recommended "recommended",
    UndocumentedForm "undocumented_form",
    InvisibleCharacter "invisible_character",
    LookAlikeCharacter "look_alike_character",
    UntypeableCharacter "untypeable_character",
    NotNfc "not_nfc",
    EndsWithSpace "ends_with_space",
}

/// A number of a name, which the few others of an operation do not have: tests/issues.rs looks.
fn mix(seed: u32, name: &str) -> u32 {
    let mixed = name.bytes().fold(seed ^ 0x811C_9DC5, |mixed, byte| {
        (mixed ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (mixed ^ mixed >> 17) & fast_path::MAX_DETAIL
}

impl IssueKind {
    /// What tells issues of one code apart that a member can have; none where that is no number.
    fn detail(&self) -> Option<u32> {
        Some(match self {
            Self::WrongForm { position, .. } => position.unwrap_or(0),
            Self::Missing { because } | Self::Recommended { because } => match because {
                Because::Always => 0,
                Because::Unless { member, .. } => mix(1, member),
                Because::When { member, .. } => mix(2, member),
                Because::OneOf(members) => members.iter().fold(3, |mixed, it| mix(mixed, it)),
            },
            Self::Conflict { with } => mix(0, with),
            // Half of a character is told apart from one that is not allowed.
            Self::ForbiddenCharacter { allowed, .. } if &**allowed == HALVES => return None,
            Self::ForbiddenCharacter {
                positions,
                composed: false,
                ..
            } => match positions.as_slice() {
                [only] => *only,
                _ => return None,
            },
            Self::TooShort {
                min: number,
                exactly,
                of,
            }
            | Self::TooLong {
                max: number,
                exactly,
                of,
            } => {
                // There may be limits of several units.
                let number = (*number < 1 << 14).then_some(*number)?;
                number << 3 | u32::from(*exactly) << 2 | *of as u32
            }
            Self::ForbiddenCharacter { .. }
            | Self::InvisibleCharacter { .. }
            | Self::LookAlikeCharacter { .. }
            | Self::UntypeableCharacter { .. } => return None,
            Self::MissingClass { index, .. }
            | Self::TooManyOfClass { index, .. }
            | Self::ForbiddenWord { index, .. }
            | Self::Rule { index, .. } => u32::try_from(*index).ok()?,
            #[cfg(feature = "cli")]
            Self::Syntax { .. }
            | Self::Address
            | Self::DuplicateMember { .. }
            | Self::Unquoted { .. } => return None,
            #[cfg(feature = "batch")]
            Self::InvalidQuotes
            | Self::InvalidUtf8
            | Self::RowTooLong { .. }
            | Self::WrongCellCount { .. }
            | Self::Truncated
            | Self::Duplicate
            | Self::NotGenerated => 0,
            Self::UnknownMember { .. }
            | Self::WrongType { .. }
            | Self::OutOfRange { .. }
            | Self::NotAValue { .. }
            | Self::TooFewClasses { .. }
            | Self::TooFewDifferent { .. }
            | Self::TooManyRepeats { .. }
            | Self::TooLongClassRun { .. }
            | Self::TooLongSequence { .. }
            | Self::WrongFirstCharacter
            | Self::WrongLastCharacter
            | Self::ContainsUserName
            | Self::Reserved { .. }
            | Self::Lifecycle { .. }
            | Self::UndocumentedForm { .. }
            | Self::NotNfc
            | Self::EndsWithSpace => 0,
        })
    }
}

impl Issue {
    /// The issue of a name that is no member of the operation.
    #[must_use]
    pub fn unknown_member(operation: &Operation, name: &str) -> Self {
        let name = name.chars().take(MAX_NAME).collect();
        Self::unknown(operation, Subject::Unknown(name), None)
    }

    /// The issue of so many more such names.
    #[must_use]
    pub fn more_unknown(operation: &Operation, count: u32) -> Self {
        Self::unknown(operation, Subject::Input, Some(count))
    }

    fn unknown(operation: &Operation, subject: Subject, more: Option<u32>) -> Self {
        Self {
            subject,
            kind: IssueKind::UnknownMember {
                operation: operation.id.clone(),
                members: operation
                    .members
                    .iter()
                    .map(|member| member.name.clone())
                    .collect(),
                more,
            },
            source: RuleSource::Api,
        }
    }

    /// What the issue asks for, by name, so that a page can say it in another language. It starts with who asks.
    #[must_use]
    pub fn expected(&self) -> Vec<(&'static str, Param<'_>)> {
        self.kind.template_and_params(self.source).1
    }

    /// The exact text: one plain English sentence, or two.
    #[must_use]
    pub fn message(&self) -> String {
        let (template, params) = self.kind.template_and_params(self.source);
        let mut out = String::new();
        for (index, piece) in template.split(['{', '}']).enumerate() {
            let (key, noun) = piece.split_once(' ').unwrap_or((piece, ""));
            match (index % 2, key) {
                (0, _) => out.push_str(piece),
                (_, "label") => out.push_str(self.subject.label()),
                (_, "whose") if self.source == RuleSource::Directory => {
                    out.push_str(" to meet the directory's policy");
                }
                _ => params
                    .iter()
                    .filter(|(name, _)| *name == key)
                    .for_each(|(_, param)| param.push(&mut out, noun)),
            }
        }
        out
    }

    /// The issue as JSON: `code`, `path`, `message` and `expected`.
    pub fn write_json(&self, out: &mut String) {
        let mut object = json::Object::open(out);
        object.text("code", self.kind.code().as_str());
        object.texts("path", self.subject.name().as_slice());
        object.text("message", &self.message());
        let mut expected = object.object("expected");
        for (name, param) in self.expected() {
            match param {
                Param::Number(number) => expected.number(name, number),
                Param::Integer(number) => expected.integer(name, number),
                Param::Numbers(numbers) => expected.numbers(name, numbers),
                Param::Text(text) => expected.text(name, text),
                Param::Point(point) => {
                    let mut text = String::new();
                    push_point(&mut text, point);
                    expected.text(name, &text);
                }
                Param::Character(character) => {
                    expected.text(name, character.encode_utf8(&mut [0; 4]));
                }
                Param::Flag(on) => expected.boolean(name, on),
                Param::Texts(texts) => expected.texts(name, texts),
                Param::Names(texts) => expected.texts(name, texts),
                Param::Fixed(texts) => expected.texts(name, texts),
            }
        }
        expected.close();
        object.close();
    }

    /// A number that two issues share only if, under one operation and one policy, they have the same text;
    /// `None` where no such number is at hand. A face uses it to make a text once.
    #[must_use]
    pub fn key(&self) -> Option<u32> {
        let member = match &self.subject {
            Subject::Input => 0,
            Subject::Member { index, .. } => u32::try_from(*index).ok()?.saturating_add(1),
            Subject::Password => PASSWORD,
            Subject::Unknown(_) => return None,
        };
        let detail = self.kind.detail()?;
        fast_path::key(member, self.kind.code() as u32, self.source as u32, detail)
    }
}

impl IssueKind {
    /// The text and, for its gaps and for other languages, what is asked for. In the text, `{label}` is what the issue is
    /// about, `{whose}` the directory's policy where that asks, `{min character}` the number `min` with its noun, and
    /// `{values or}` the list `values` with "or" before the last.
    #[allow(
        clippy::too_many_lines,
        reason = "one entry for each kind of issue, to be read as a table"
    )]
    fn template_and_params(
        &self,
        source: RuleSource,
    ) -> (&'static str, Vec<(&'static str, Param<'_>)>) {
        use Param::{Fixed, Flag, Integer, Names, Number, Numbers, Text, Texts};
        let mut params = vec![("source", Text(source.as_str()))];
        let template = match self {
            #[cfg(feature = "cli")]
            Self::Syntax { format, at } => {
                params.push(("format", Text(format)));
                params.extend(at.params());
                "{label} is not valid {format} at line {line}, column {column}."
            }
            #[cfg(feature = "cli")]
            Self::Address => {
                "{label} is the address of a file. Give the content of the file instead."
            }
            #[cfg(feature = "cli")]
            Self::DuplicateMember { at } => {
                params.extend(at.params());
                "{label} is given twice, the second time at line {line}, column {column}."
            }
            #[cfg(feature = "cli")]
            Self::Unquoted { at } => {
                params.extend(at.params());
                "{label} needs quotation marks at line {line}, column {column}: YAML may read something else than what is written."
            }
            #[cfg(feature = "batch")]
            Self::InvalidQuotes => {
                "The row has a quotation mark that is neither doubled nor around a whole cell."
            }
            #[cfg(feature = "batch")]
            Self::InvalidUtf8 => "The row is not UTF-8 text.",
            #[cfg(feature = "batch")]
            Self::RowTooLong { max } => {
                params.push(("max", Number(*max)));
                "The row must have at most {max byte}."
            }
            #[cfg(feature = "batch")]
            Self::WrongCellCount { count } => {
                params.extend([("min", Number(*count)), ("max", Number(*count))]);
                "The row must have exactly {min cell}, as the header."
            }
            #[cfg(feature = "batch")]
            Self::Truncated => {
                "The file ends within quotation marks: it is cut off, or one is missing."
            }
            #[cfg(feature = "batch")]
            Self::Duplicate => "An earlier row is for the same user.",
            #[cfg(feature = "batch")]
            Self::NotGenerated => {
                "{label} could not be generated: no password drawn meets all the rules."
            }
            Self::Missing { because } => {
                params.extend(because.params());
                match because {
                    Because::Always => "{label} is required.",
                    Because::Unless { boolean: true, .. } => {
                        "{label} is required unless {unless} is true."
                    }
                    Because::Unless { .. } => "{label} is required unless {unless} is given.",
                    Because::When { boolean: true, .. } => {
                        "{label} is required when {when} is true."
                    }
                    Because::When { .. } => "{label} is required when {when} is given.",
                    Because::OneOf(_) => "Give one of these: {members or}.",
                }
            }
            Self::Recommended { because } => {
                params.extend(because.params());
                match because {
                    Because::Always => "{label} is missing. The request is sent without it.",
                    Because::Unless { boolean: true, .. } => {
                        "{label} is missing. It is expected unless {unless} is true."
                    }
                    Because::Unless { .. } => {
                        "{label} is missing. It is expected unless {unless} is given."
                    }
                    Because::When { boolean: true, .. } => {
                        "{label} is missing. It is expected when {when} is true."
                    }
                    Because::When { .. } => {
                        "{label} is missing. It is expected when {when} is given."
                    }
                    Because::OneOf(_) => "One of these is expected: {members or}.",
                }
            }
            Self::UnknownMember {
                operation,
                members,
                more,
            } => {
                params.extend([("operation", Text(operation)), ("members", Texts(members))]);
                match more {
                    None => "{label} is not a member of {operation}. The members are {members}.",
                    Some(more) => {
                        params.push(("more", Number(*more)));
                        "{label} has {more more name} that {operation} does not know. The members are {members}."
                    }
                }
            }
            Self::WrongType { expected } => {
                let (name, template) = match expected {
                    ValueType::Object => ("object", "{label} must be an object with the members."),
                    ValueType::Text => ("string", "{label} must be text."),
                    ValueType::Boolean => ("boolean", "{label} must be true or false."),
                    ValueType::Integer => ("integer", "{label} must be a whole number."),
                    ValueType::List => ("list", "{label} must be a list of texts."),
                    ValueType::Map => ("map", "{label} must be an object of texts."),
                };
                params.push(("type", Text(name)));
                template
            }
            Self::NotAValue { values } => {
                params.push(("values", Texts(values)));
                "{label} must be one of these: {values or}."
            }
            Self::OutOfRange { min, max } => {
                params.extend(min.iter().map(|min| ("min", Integer(*min))));
                params.extend(max.iter().map(|max| ("max", Integer(*max))));
                match (min, max) {
                    (Some(_), Some(_)) => "{label} must be a number from {min} to {max}.",
                    (None, Some(_)) => "{label} must be at most {max}.",
                    (Some(_) | None, None) => "{label} must be at least {min}.",
                }
            }
            Self::TooShort {
                min,
                exactly: true,
                of,
            }
            | Self::TooLong {
                max: min,
                exactly: true,
                of,
            } => {
                params.extend([("min", Number(*min)), ("max", Number(*min))]);
                params.extend(of.param());
                of.exactly()
            }
            Self::TooShort { min, of, .. } => {
                params.push(("min", Number(*min)));
                params.extend(of.param());
                if *min == 1 {
                    "{label} must not be empty."
                } else {
                    of.at_least()
                }
            }
            Self::TooLong { max, of, .. } => {
                params.push(("max", Number(*max)));
                params.extend(of.param());
                of.at_most()
            }
            Self::WrongForm {
                position,
                meaning,
                pattern,
            } => {
                params.extend([("form", Text(meaning)), ("pattern", Text(pattern))]);
                match position {
                    None => "{label} must be {form}.",
                    Some(position) => {
                        params.push(("positions", Numbers(std::slice::from_ref(position))));
                        "{label} must be {form}. The character at {positions position} does not fit."
                    }
                }
            }
            Self::ForbiddenCharacter {
                positions,
                allowed,
                composed,
            } => {
                params.extend([("form", Text(allowed)), ("positions", Numbers(positions))]);
                if *composed {
                    params.push(("composed", Flag(true)));
                    "{label} has a character that is not allowed at {positions position}. Allowed are {form}. A letter and its accent are two characters there: typed as one, they are allowed."
                } else {
                    "{label} has a character that is not allowed at {positions position}. Allowed are {form}."
                }
            }
            Self::MissingClass { class, min, .. } => {
                params.extend([
                    ("classes", Names(std::slice::from_ref(class))),
                    ("min", Number(*min)),
                ]);
                if *min > 1 {
                    "{label} needs {classes} {min time}{whose}."
                } else {
                    "{label} needs {classes}{whose}."
                }
            }
            Self::TooFewClasses { min, classes } => {
                params.extend([("min", Number(*min)), ("classes", Names(classes))]);
                "{label} needs at least {min} of these{whose}: {classes}."
            }
            Self::TooFewDifferent { min } => {
                params.push(("min", Number(*min)));
                "{label} needs at least {min different character}{whose}."
            }
            Self::TooManyRepeats { max } => {
                params.push(("max", Number(*max)));
                "{label} must not have a character more than {max time} in a row{whose}."
            }
            Self::TooManyOfClass { class, max, .. } => {
                params.extend([
                    ("classes", Names(std::slice::from_ref(class))),
                    ("max", Number(*max)),
                ]);
                "{label} must have {classes} at most {max time}{whose}."
            }
            Self::TooLongClassRun { max } => {
                params.push(("max", Number(*max)));
                "{label} must not have more than {max character} of one kind in a row{whose}."
            }
            Self::TooLongSequence { max } => {
                params.push(("max", Number(*max)));
                "{label} must not have more than {max character} of a sequence such as abc or 321{whose}."
            }
            Self::WrongFirstCharacter => "{label} must start with another character{whose}.",
            Self::WrongLastCharacter => "{label} must end with another character{whose}.",
            Self::ContainsUserName => "{label} must not contain the user name{whose}.",
            Self::ForbiddenWord { word, .. } => {
                params.push(("words", Names(std::slice::from_ref(word))));
                "{label} must not contain {words}{whose}."
            }
            Self::Rule { message, .. } => {
                params.push(("rule", Text(message)));
                "{rule}"
            }
            Self::Conflict { with } => {
                params.push(("with", Text(with)));
                "{label} and {with} exclude each other: give one of them."
            }
            Self::Reserved { values } => {
                params.push(("values", Fixed(values)));
                "{label} must be something else than {values}, which no URL can carry."
            }
            Self::Lifecycle { notice } => {
                params.push(("notice", Text(notice)));
                "{notice}"
            }
            Self::UndocumentedForm { forms } => {
                params.push(("forms", Texts(forms)));
                "{label} has a form that is not documented here. Documented are {forms}."
            }
            Self::InvisibleCharacter { positions, first } => {
                params.extend(named(positions, *first));
                match positions.as_slice() {
                    [_] => {
                        "{label} has a character that nobody sees at {positions position}: {character}, {name}."
                    }
                    _ => {
                        "{label} has characters that nobody sees at {positions position}. The first is {character}, {name}."
                    }
                }
            }
            Self::LookAlikeCharacter { positions, first } => {
                params.extend(named(positions, *first));
                match positions.as_slice() {
                    [_] => {
                        "{label} has a character that looks like {looksLike} at {positions position}: {character}, {name}."
                    }
                    _ => {
                        "{label} has characters that look like others at {positions position}. The first looks like {looksLike} and is {character}, {name}."
                    }
                }
            }
            Self::UntypeableCharacter { positions, first } => {
                params.extend(named(positions, *first));
                match positions.as_slice() {
                    [_] => {
                        "{label} has a character that most keyboards cannot type at {positions position}: {character}, {name}."
                    }
                    _ => {
                        "{label} has characters that most keyboards cannot type at {positions position}. The first is {character}, {name}."
                    }
                }
            }
            Self::NotNfc => {
                "{label} has letters with separate accents, which another keyboard may type as one character."
            }
            Self::EndsWithSpace => {
                "{label} starts or ends with a space, which is easily lost when it is copied."
            }
        };
        (template, params)
    }
}

impl Because {
    fn params(&self) -> Vec<(&'static str, Param<'_>)> {
        match self {
            Self::Always => Vec::new(),
            Self::Unless { member, .. } => vec![("unless", Param::Text(member))],
            Self::When { member, .. } => vec![("when", Param::Text(member))],
            Self::OneOf(members) => vec![("members", Param::Texts(members))],
        }
    }
}

impl Counted {
    /// What is counted, where that is not characters.
    const fn param(self) -> Option<(&'static str, Param<'static>)> {
        match self {
            Self::Characters => None,
            Self::Utf16 => Some(("unit", Param::Text("utf16"))),
            Self::Bytes => Some(("unit", Param::Text("bytes"))),
            Self::Items => Some(("unit", Param::Text("items"))),
        }
    }

    const fn exactly(self) -> &'static str {
        match self {
            Self::Characters | Self::Utf16 => "{label} must have exactly {min character}{whose}.",
            Self::Bytes => "{label} must have exactly {min byte} in UTF-8{whose}.",
            Self::Items => "{label} must have exactly {min item}.",
        }
    }

    const fn at_least(self) -> &'static str {
        match self {
            Self::Characters | Self::Utf16 => "{label} must have at least {min character}{whose}.",
            Self::Bytes => "{label} must have at least {min byte} in UTF-8{whose}.",
            Self::Items => "{label} must have at least {min item}.",
        }
    }

    const fn at_most(self) -> &'static str {
        match self {
            Self::Characters | Self::Utf16 => "{label} must have at most {max character}{whose}.",
            Self::Bytes => "{label} must have at most {max byte} in UTF-8{whose}.",
            Self::Items => "{label} must have at most {max item}.",
        }
    }
}

impl From<Unit> for Counted {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Characters => Self::Characters,
            Unit::Utf16 => Self::Utf16,
            Unit::Bytes => Self::Bytes,
        }
    }
}

impl From<&Kind> for ValueType {
    fn from(kind: &Kind) -> Self {
        match kind {
            Kind::Text | Kind::Enum(_) => Self::Text,
            Kind::Boolean => Self::Boolean,
            Kind::Integer { .. } => Self::Integer,
            Kind::List { .. } => Self::List,
            Kind::Map { .. } => Self::Map,
        }
    }
}

#[cfg(feature = "cli")]
impl Place {
    fn params(self) -> [(&'static str, Param<'static>); 2] {
        [
            ("line", Param::Number(self.line)),
            ("column", Param::Number(self.column)),
        ]
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

/// Something that an issue asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Param<'a> {
    /// A limit.
    Number(u32),
    /// A limit of a number.
    Integer(i64),
    /// Positions of characters, counted from 1.
    Numbers(&'a [u32]),
    /// A name or a sentence of the definition.
    Text(&'a str),
    /// Names or sentences of the definition.
    Texts(&'a [Str]),
    /// Texts of the engine.
    Fixed(&'static [&'static str]),
    /// Names of groups of characters.
    Names(&'a [Cow<'static, str>]),
    /// A character by its number, `U+200B`.
    Point(u32),
    /// A character itself.
    Character(char),
    /// Whether it is so.
    Flag(bool),
}

impl Param<'_> {
    /// The parameter as part of a sentence: a number with its noun, a list with the word before its last item.
    fn push(&self, out: &mut String, noun: &str) {
        let word = if noun.is_empty() { "and" } else { noun };
        match self {
            Self::Number(number) => {
                push_number(out, *number);
                if !noun.is_empty() {
                    out.push(' ');
                    out.push_str(noun);
                    out.push_str(if *number == 1 { "" } else { "s" });
                }
            }
            Self::Numbers(numbers) => {
                out.push_str(noun);
                out.push_str(if numbers.len() == 1 { " " } else { "s " });
                enumerate(out, "and", numbers, |out, number| push_number(out, *number));
                out.push_str(if numbers.len() == MAX_POSITIONS {
                    " and perhaps more"
                } else {
                    ""
                });
            }
            Self::Integer(number) => push_integer(out, *number),
            Self::Text(text) => out.push_str(text),
            Self::Fixed(texts) => enumerate(out, word, texts, |out, text| out.push_str(text)),
            Self::Point(point) => push_point(out, *point),
            Self::Character(character) => out.push(*character),
            Self::Flag(_) => {}
            Self::Texts(texts) => enumerate(out, word, texts, |out, text| out.push_str(text)),
            Self::Names(texts) => enumerate(out, word, texts, |out, text| out.push_str(text)),
        }
    }
}

/// Where characters are that are odd in one way, and what the first of them is.
fn named(positions: &[u32], first: char) -> Vec<(&'static str, Param<'_>)> {
    let point = u32::from(first);
    let mut params = vec![
        ("positions", Param::Numbers(positions)),
        ("character", Param::Point(point)),
    ];
    if let Some((oddity, name)) = characters::oddity(point) {
        params.push(("name", Param::Text(name)));
        if let Oddity::LookAlike(like) = oddity {
            params.push(("looksLike", Param::Character(like)));
        }
    }
    params
}

/// A character as Unicode writes it: `U+` and at least four digits.
fn push_point(out: &mut String, point: u32) {
    out.push_str("U+");
    let [_, high, middle, low] = point.to_be_bytes();
    if high >= 16 {
        out.push('1');
    }
    if high > 0 {
        if let Some(digit) = char::from_digit(u32::from(high & 15), 16) {
            out.push(digit.to_ascii_uppercase());
        }
    }
    for byte in [middle, low] {
        push_hex(out, byte, b"0123456789ABCDEF");
    }
}

/// Items with commas, and the word before the last.
fn enumerate<T>(out: &mut String, word: &str, items: &[T], push: impl Fn(&mut String, &T)) {
    let last = items.len().saturating_sub(1);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            if index < last {
                out.push_str(", ");
            } else {
                out.extend([" ", word, " "]);
            }
        }
        push(out, item);
    }
}
