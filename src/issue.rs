//! An issue is one way in which an input breaks the definition: a stable code and the exact text, never the value.

use std::borrow::Cow;
use std::fmt;

use crate::characters::{self, Oddity};
use crate::json::{self, push_hex, push_integer, push_number};
use crate::model::{Constraint, Kind, Member, Operation, Str, Unit};

/// How many characters of a name that is no member are kept.
const MAX_NAME: usize = 64;

/// How many positions an issue names before it stops counting.
pub const MAX_POSITIONS: usize = 16;

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
        /// How it is entered.
        entry: Entry,
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
            entry: match member.kind {
                Kind::Text | Kind::Integer { .. } => Entry::Typed,
                Kind::Boolean => Entry::Switched,
                Kind::Enum(_) | Kind::List { .. } | Kind::Map { .. } => Entry::Chosen,
            },
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

    const fn is_switch(&self) -> bool {
        matches!(
            self,
            Self::Member {
                entry: Entry::Switched,
                ..
            }
        )
    }

    const fn is_typed(&self) -> bool {
        !matches!(
            self,
            Self::Member {
                entry: Entry::Switched | Entry::Chosen,
                ..
            }
        )
    }

    /// Writes it as a part of a sentence: `the user ID`, or `“Must change”`, as the label of what is not typed says more than what it is.
    fn push(&self, out: &mut String) {
        match self {
            Self::Input => out.push_str("the input"),
            Self::Password => out.push_str("the password"),
            Self::Unknown(name) => out.push_str(name),
            Self::Member { label, .. } if self.is_typed() => {
                out.push_str("the ");
                push_uncapitalized(out, label);
            }
            Self::Member { label, .. } => out.extend(["“", label, "”"]),
        }
    }
}

impl AsRef<str> for Subject {
    fn as_ref(&self) -> &str {
        self.name().unwrap_or_default()
    }
}

/// How a member is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A text or a number.
    Typed,
    /// A boolean.
    Switched,
    /// One or more of several values.
    Chosen,
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
    Unless(Subject),
    /// A rule, when another member is given.
    When(Subject),
    /// A rule that asks for one of several members.
    OneOf(Vec<Subject>),
}

impl Because {
    /// A number that two reasons of one operation share only if they are the same; `None` where several members are named.
    fn number(&self) -> Option<u32> {
        let (kind, subject) = match self {
            Self::Always => return Some(0),
            Self::Unless(subject) => (1, subject),
            Self::When(subject) => (2, subject),
            Self::OneOf(_) => return None,
        };
        match subject {
            Subject::Member { index, .. } => u32::try_from(*index)
                .ok()?
                .checked_mul(4)?
                .checked_add(kind),
            Subject::Input | Subject::Password | Subject::Unknown(_) => None,
        }
    }
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
    /// The text is the address of an input document, not its content.
    #[cfg(feature = "cli")]
    Address,
    /// An input document has a member twice.
    #[cfg(feature = "cli")]
    DuplicateMember {
        /// Where the second one is.
        at: Place,
    },
    /// YAML reads a value without quotation marks as something else than what is written.
    #[cfg(feature = "cli")]
    Unquoted {
        /// Where it begins.
        at: Place,
    },
    /// A member is missing.
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
    /// The text is not one of those that the member takes or, as a warning, not a documented one.
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
    /// The text does not have the form that is asked for.
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
    /// Too few characters of a group.
    MissingClass {
        /// The group's place in the policy.
        index: usize,
        /// The group's name.
        class: Cow<'static, str>,
        /// How many characters of it there must be.
        min: u32,
    },
    /// The characters come from too few groups.
    TooFewClasses {
        /// Of how many groups there must be a character.
        min: u32,
        /// The groups.
        classes: Vec<Cow<'static, str>>,
    },
    /// Too few different characters.
    TooFewDifferent {
        /// How many must differ.
        min: u32,
    },
    /// A character repeats too often in a row.
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
    /// A sequence such as abc or 321 is too long.
    TooLongSequence {
        /// At most so many.
        max: u32,
    },
    /// The policy does not allow the first character in its place.
    WrongFirstCharacter,
    /// The policy does not allow the last character in its place.
    WrongLastCharacter,
    /// The password contains the user's name or a part of it.
    ContainsUserName,
    /// The password contains a word that the policy forbids.
    ForbiddenWord {
        /// The word's place in the policy.
        index: usize,
        /// The word, as the policy has it.
        word: Cow<'static, str>,
    },
    /// The password is on the policy's list of forbidden ones.
    ForbiddenPassword {
        /// The password's place in the policy, which has it in any case of letters.
        index: usize,
    },
    /// A rule of the organization's own is broken.
    Rule {
        /// The rule's place.
        index: usize,
        /// What the organization says of it.
        message: String,
    },
    /// Of a batch: a quotation mark stands where CSV allows none.
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
    /// Only one of two members may be given.
    Conflict {
        /// The other one.
        with: Subject,
    },
    /// The text cannot be sent.
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
    /// A warning: the directory may count characters of the password to other groups, and then asks for one more.
    UndocumentedGroup,
    /// A warning: invisible characters.
    InvisibleCharacter {
        /// Where they are, counted from 1; the first [`MAX_POSITIONS`].
        positions: Vec<u32>,
        /// The first of them.
        first: char,
    },
    /// A warning: characters that look like one of ASCII.
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
    ForbiddenPassword "forbidden_password",
    Rule "rule",
    Lifecycle "lifecycle",
    Recommended "recommended",
    UndocumentedForm "undocumented_form",
    UndocumentedGroup "undocumented_group",
    InvisibleCharacter "invisible_character",
    LookAlikeCharacter "look_alike_character",
    UntypeableCharacter "untypeable_character",
    NotNfc "not_nfc",
    EndsWithSpace "ends_with_space",
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

    /// The exact text: in plain English what to do, and with which member.
    #[must_use]
    pub fn message(&self) -> String {
        let (template, params) = self.kind.template_and_params(self.source);
        let mut out = String::new();
        for (index, piece) in template.split(['{', '}']).enumerate() {
            // In brackets, here and elsewhere in the core: the search for a single character is a kilobyte of code.
            let (key, noun) = piece.split_once([' ']).unwrap_or((piece, ""));
            match (index % 2, key) {
                (0, _) => out.push_str(piece),
                (_, "label") => self.subject.push(&mut out),
                (_, "enter") => {
                    out.push_str(if self.subject.is_typed() {
                        "Enter "
                    } else {
                        "Choose a value for "
                    });
                    self.subject.push(&mut out);
                }
                (_, "whose") if self.source == RuleSource::Directory => {
                    out.push_str(" (directory's policy)");
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
                Param::Number(number) | Param::Length(number, _) => expected.number(name, number),
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
                Param::Member(member) => expected.text(name, member.as_ref()),
                Param::Members(members) => expected.texts(name, members),
                Param::Names(texts) => expected.texts(name, texts),
                Param::Fixed(texts) => expected.texts(name, texts),
            }
        }
        expected.close();
        object.close();
    }

    /// A number that two issues share only if, under one policy, they have the same text: issues of this operation, or of none, as those
    /// of a password alone. `None` where no such number is at hand.
    #[must_use]
    pub fn key(&self, operation: Option<&Operation>) -> Option<u32> {
        if operation.is_some_and(|it| self.is_of_several_forms(it)) {
            return None;
        }
        let member = match &self.subject {
            Subject::Input => 0,
            Subject::Member { index, .. } => u32::try_from(*index).ok()?.saturating_add(1),
            Subject::Password => 31,
            Subject::Unknown(_) => return None,
        };
        let detail = match &self.kind {
            // One member may be counted in characters and in bytes, and be asked for any text at all.
            IssueKind::TooShort {
                min: bound,
                of,
                exactly,
            }
            | IssueKind::TooLong {
                max: bound,
                of,
                exactly,
            } => bound.checked_mul(8)? | u32::from(*exactly) << 2 | *of as u32,
            // Several rules may ask for one member.
            IssueKind::Missing { because, .. } | IssueKind::Recommended { because, .. } => {
                because.number()?
            }
            // What the engine itself refuses and what the provider does may stand at one place.
            IssueKind::ForbiddenCharacter { allowed, .. } if allowed.starts_with("whole ") => {
                return None;
            }
            IssueKind::WrongForm { position, .. } => position.unwrap_or(0),
            IssueKind::ForbiddenCharacter {
                positions,
                composed: false,
                ..
            } => match positions.as_slice() {
                [only] => *only,
                _ => return None,
            },
            IssueKind::Conflict {
                with: Subject::Member { index, .. },
            } => u32::try_from(*index).ok()?,
            IssueKind::Conflict { .. }
            | IssueKind::ForbiddenCharacter { .. }
            | IssueKind::InvisibleCharacter { .. }
            | IssueKind::LookAlikeCharacter { .. }
            | IssueKind::UntypeableCharacter { .. } => return None,
            IssueKind::MissingClass { index, .. }
            | IssueKind::TooManyOfClass { index, .. }
            | IssueKind::ForbiddenWord { index, .. }
            | IssueKind::ForbiddenPassword { index }
            | IssueKind::Rule { index, .. } => u32::try_from(*index).ok()?,
            #[cfg(feature = "cli")]
            IssueKind::Syntax { .. }
            | IssueKind::Address
            | IssueKind::DuplicateMember { .. }
            | IssueKind::Unquoted { .. } => return None,
            #[cfg(feature = "batch")]
            IssueKind::InvalidQuotes
            | IssueKind::InvalidUtf8
            | IssueKind::RowTooLong { .. }
            | IssueKind::WrongCellCount { .. }
            | IssueKind::Truncated
            | IssueKind::Duplicate
            | IssueKind::NotGenerated => 0,
            IssueKind::UnknownMember { .. }
            | IssueKind::WrongType { .. }
            | IssueKind::OutOfRange { .. }
            | IssueKind::NotAValue { .. }
            | IssueKind::TooFewClasses { .. }
            | IssueKind::TooFewDifferent { .. }
            | IssueKind::TooManyRepeats { .. }
            | IssueKind::TooLongClassRun { .. }
            | IssueKind::TooLongSequence { .. }
            | IssueKind::WrongFirstCharacter
            | IssueKind::WrongLastCharacter
            | IssueKind::ContainsUserName
            | IssueKind::Reserved { .. }
            | IssueKind::Lifecycle { .. }
            | IssueKind::UndocumentedForm { .. }
            | IssueKind::UndocumentedGroup
            | IssueKind::NotNfc
            | IssueKind::EndsWithSpace => 0,
        };
        // 5 bits of member, 6 of code, 2 of the rule source, 19 of detail.
        let code = self.kind.code() as u32;
        (detail < 1 << 19)
            .then_some(member << 27 | code << 21 | (self.source as u32) << 19 | detail)
    }

    /// Whether it is of a form or of characters, of which several limits of its member say something: which of them is missed, no
    /// position tells.
    fn is_of_several_forms(&self, operation: &Operation) -> bool {
        let Subject::Member { index, .. } = self.subject else {
            return false;
        };
        let is_of_form = matches!(
            self.kind,
            IssueKind::WrongForm { .. } | IssueKind::ForbiddenCharacter { .. }
        );
        let member = operation.members.get(index);
        let limits = member.map_or(&[][..], |member| &member.limits);
        let forms = limits
            .iter()
            .filter(|limit| !matches!(limit.constraint, Constraint::Length { .. }));
        is_of_form && forms.count() > 1
    }
}

impl IssueKind {
    /// The text and, for its gaps and for other languages, what is asked for. In the text, `{label}` is what the issue is
    /// about, `{enter}` the same behind "Enter" or "Choose a value for", `{whose}` the directory where that asks,
    /// `{max time}` the number `max` with its noun, `{values or}` the list `values` with "or" before the last, and `{when is}` the member
    /// `when` with "is on" or "is given".
    #[allow(
        clippy::too_many_lines,
        reason = "one entry for each kind of issue, to be read as a table"
    )]
    fn template_and_params(
        &self,
        source: RuleSource,
    ) -> (&'static str, Vec<(&'static str, Param<'_>)>) {
        use Param::{Fixed, Flag, Integer, Length, Names, Number, Numbers, Text, Texts};
        let mut params = vec![("source", Text(source.as_str()))];
        let template = match self {
            #[cfg(feature = "cli")]
            Self::Syntax { format, at } => {
                params.push(("format", Text(format)));
                params.extend(at.params());
                "Check line {line}, column {column} of {label}: this is not valid {format}."
            }
            #[cfg(feature = "cli")]
            Self::Address => "Use the content of the file for {label}, not its address.",
            #[cfg(feature = "cli")]
            Self::DuplicateMember { at } => {
                params.extend(at.params());
                "Remove the duplicate of {label} at line {line}, column {column}."
            }
            #[cfg(feature = "cli")]
            Self::Unquoted { at } => {
                params.extend(at.params());
                "Put quotation marks around {label} at line {line}, column {column}: without them, YAML may read another value."
            }
            #[cfg(feature = "batch")]
            Self::InvalidQuotes => {
                "Check the quotation marks in the row: one is neither doubled nor around a whole cell."
            }
            #[cfg(feature = "batch")]
            Self::InvalidUtf8 => "Save the file as UTF-8: the row is not UTF-8 text.",
            #[cfg(feature = "batch")]
            Self::RowTooLong { max } => {
                params.push(("max", Number(*max)));
                "Use at most {max byte} for the row."
            }
            #[cfg(feature = "batch")]
            Self::WrongCellCount { count } => {
                params.extend([("min", Number(*count)), ("max", Number(*count))]);
                "Use exactly {min cell} in the row, as in the header."
            }
            #[cfg(feature = "batch")]
            Self::Truncated => "Close the quotation marks: the file ends within them.",
            #[cfg(feature = "batch")]
            Self::Duplicate => "Remove the row: an earlier one is for the same user.",
            #[cfg(feature = "batch")]
            Self::NotGenerated => {
                "Relax the rules for {label}: no generated password meets all of them."
            }
            Self::Missing { because } => {
                params.extend(because.param());
                match because {
                    Because::Always => "{enter}.",
                    Because::Unless(_) => "{enter} unless {unless is}.",
                    Because::When(_) => "{enter} if {when is}.",
                    Because::OneOf(_) => "Use one of these: {members or}.",
                }
            }
            Self::Recommended { because } => {
                params.extend(because.param());
                match because {
                    Because::Always => {
                        "Check {label}: it is missing, and the request is sent without it."
                    }
                    Because::Unless(_) => {
                        "Check {label}: it is missing, and expected unless {unless is}."
                    }
                    Because::When(_) => "Check {label}: it is missing, and expected if {when is}.",
                    Because::OneOf(_) => "Check whether to use one of these: {members or}.",
                }
            }
            Self::UnknownMember {
                operation,
                members,
                more,
            } => {
                params.extend([("operation", Text(operation)), ("members", Texts(members))]);
                match more {
                    None => "Remove {label}: {operation} has only {members}.",
                    Some(more) => {
                        params.push(("more", Number(*more)));
                        "Remove {more more name}: {operation} has only {members}."
                    }
                }
            }
            Self::WrongType { expected } => {
                let (name, template) = match expected {
                    ValueType::Object => ("object", "Enter an object for {label}."),
                    ValueType::Text => ("string", "Enter text for {label}."),
                    ValueType::Boolean => ("boolean", "Enter true or false for {label}."),
                    ValueType::Integer => ("integer", "Enter a whole number for {label}."),
                    ValueType::List => ("list", "Enter a list of texts for {label}."),
                    ValueType::Map => ("map", "Enter an object of texts for {label}."),
                };
                params.push(("type", Text(name)));
                template
            }
            Self::NotAValue { values } => {
                params.push(("values", Texts(values)));
                "Choose {values or} for {label}."
            }
            Self::OutOfRange { min, max } => {
                params.extend(min.iter().map(|min| ("min", Integer(*min))));
                params.extend(max.iter().map(|max| ("max", Integer(*max))));
                match (min, max) {
                    (Some(_), Some(_)) => "Enter a number from {min} to {max} for {label}.",
                    (None, Some(_)) => "Enter {max} or less for {label}.",
                    (Some(_) | None, None) => "Enter {min} or more for {label}.",
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
                params.extend([("min", Length(*min, *of)), ("max", Number(*min))]);
                params.extend(of.param());
                "Use exactly {min} for {label}{whose}."
            }
            Self::TooShort { min, of, .. } => {
                params.push(("min", Length(*min, *of)));
                params.extend(of.param());
                if *min == 1 {
                    "{enter}."
                } else {
                    "Use at least {min} for {label}{whose}."
                }
            }
            Self::TooLong { max, of, .. } => {
                params.push(("max", Length(*max, *of)));
                params.extend(of.param());
                "Use at most {max} for {label}{whose}."
            }
            Self::WrongForm {
                position,
                meaning,
                pattern,
            } => {
                params.extend([("form", Text(meaning)), ("pattern", Text(pattern))]);
                match position {
                    None => "Use {form} for {label}.",
                    Some(position) => {
                        params.push(("positions", Numbers(std::slice::from_ref(position))));
                        "Use {form} for {label}. Check the {positions}."
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
                    "Remove the {positions} from {label}. Allowed: {form}. Type a letter and its accent as one character."
                } else {
                    "Remove the {positions} from {label}. Allowed: {form}."
                }
            }
            Self::MissingClass { class, min, .. } => {
                params.extend([
                    ("classes", Names(std::slice::from_ref(class))),
                    ("min", Number(*min)),
                ]);
                if *min > 1 {
                    "Add {classes} to {label}, {min time} or more{whose}."
                } else {
                    "Add {classes} to {label}{whose}."
                }
            }
            Self::TooFewClasses { min, classes } => {
                params.extend([("min", Number(*min)), ("classes", Names(classes))]);
                "Use at least {min} of these in {label}{whose}: {classes}."
            }
            Self::TooFewDifferent { min } => {
                params.push(("min", Number(*min)));
                "Use at least {min different character} in {label}{whose}."
            }
            Self::TooManyRepeats { max } => {
                params.push(("max", Number(*max)));
                "Use a character at most {max time} in a row in {label}{whose}."
            }
            Self::TooManyOfClass { class, max, .. } => {
                params.extend([
                    ("classes", Names(std::slice::from_ref(class))),
                    ("max", Number(*max)),
                ]);
                "Use {classes} at most {max time} in {label}{whose}."
            }
            Self::TooLongClassRun { max } => {
                params.push(("max", Number(*max)));
                "Use at most {max character} of one kind in a row in {label}{whose}."
            }
            Self::TooLongSequence { max } => {
                params.push(("max", Number(*max)));
                "Use at most {max character} of a sequence such as abc or 321 in {label}{whose}."
            }
            Self::WrongFirstCharacter => "Start {label} with another character{whose}.",
            Self::WrongLastCharacter => "End {label} with another character{whose}.",
            Self::ContainsUserName => "Leave the user name out of {label}{whose}.",
            Self::ForbiddenWord { word, .. } => {
                params.push(("words", Names(std::slice::from_ref(word))));
                "Leave {words} out of {label}{whose}."
            }
            Self::ForbiddenPassword { .. } => {
                "Choose another password: this one is on the list of forbidden passwords{whose}."
            }
            Self::Rule { message, .. } => {
                params.push(("rule", Text(message)));
                "{rule}"
            }
            Self::Conflict { with } => {
                params.push(("with", Param::Member(with)));
                "Use only one: {label} or {with}."
            }
            Self::Reserved { values } => {
                params.push(("values", Fixed(values)));
                "Use something other than {values or} for {label}."
            }
            Self::Lifecycle { notice } => {
                params.push(("notice", Text(notice)));
                "{notice}"
            }
            Self::UndocumentedForm { forms } => {
                params.push(("forms", Texts(forms)));
                "Check {label}: its form is not documented. Documented: {forms or}."
            }
            Self::UndocumentedGroup => {
                "Add another kind of character to {label}: the directory may count accented letters or spaces differently and refuse it."
            }
            Self::InvisibleCharacter { positions, first } => {
                params.extend(named(positions, *first));
                "Check the {positions} of {label}: {character}, {name}, is invisible."
            }
            Self::LookAlikeCharacter { positions, first } => {
                params.extend(named(positions, *first));
                "Check the {positions} of {label}: {character}, {name}, looks like {looksLike}."
            }
            Self::UntypeableCharacter { positions, first } => {
                params.extend(named(positions, *first));
                "Check the {positions} of {label}: most keyboards cannot type {character}, {name}."
            }
            Self::NotNfc => "Type each letter and its accent as one character in {label}.",
            Self::EndsWithSpace => {
                "Remove the space at the start or end of {label}: it is easily lost in a copy."
            }
        };
        (template, params)
    }
}

impl Because {
    fn param(&self) -> Option<(&'static str, Param<'_>)> {
        match self {
            Self::Always => None,
            Self::Unless(member) => Some(("unless", Param::Member(member))),
            Self::When(member) => Some(("when", Param::Member(member))),
            Self::OneOf(members) => Some(("members", Param::Members(members.as_slice()))),
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

    const fn noun(self) -> &'static str {
        match self {
            Self::Characters | Self::Utf16 => "character",
            Self::Bytes => "byte",
            Self::Items => "item",
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
    /// A limit of a length.
    Length(u32, Counted),
    /// A limit of a number.
    Integer(i64),
    /// Positions of characters, counted from 1.
    Numbers(&'a [u32]),
    /// A name or a sentence of the definition.
    Text(&'a str),
    /// Names or sentences of the definition.
    Texts(&'a [Str]),
    /// Another member.
    Member(&'a Subject),
    /// Other members.
    Members(&'a [Subject]),
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
            Self::Number(number) => push_counted(out, *number, noun),
            Self::Length(number, of) => {
                push_counted(out, *number, of.noun());
                if *of == Counted::Bytes {
                    out.push_str(" in UTF-8");
                }
            }
            Self::Numbers(numbers) => {
                out.push_str(match numbers {
                    [_] => "character at position ",
                    _ => "characters at positions ",
                });
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
            Self::Member(member) => {
                member.push(out);
                if !noun.is_empty() {
                    out.push_str(if member.is_switch() {
                        " is on"
                    } else {
                        " is given"
                    });
                }
            }
            Self::Members(members) => enumerate(out, word, members, |out, member| member.push(out)),
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

/// A number with its noun.
fn push_counted(out: &mut String, number: u32, noun: &str) {
    push_number(out, number);
    if !noun.is_empty() {
        out.extend([" ", noun, if number == 1 { "" } else { "s" }]);
    }
}

/// A label inside a sentence: its first word in small letters, unless it is a name or an abbreviation, as `UserId` and `PIN` are.
fn push_uncapitalized(out: &mut String, label: &str) {
    let word = || label.bytes().take_while(|byte| *byte != b' ');
    let capitals = word().filter(u8::is_ascii_uppercase).count();
    let start = out.len();
    out.push_str(label);
    if capitals == 1 && word().count() > 1 {
        if let Some(first) = out.get_mut(start..start.saturating_add(1)) {
            first.make_ascii_lowercase();
        }
    }
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
pub(crate) fn enumerate<T>(
    out: &mut String,
    word: &str,
    items: &[T],
    push: impl Fn(&mut String, &T),
) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            separate(out, word, index.saturating_add(1) == items.len());
        }
        push(out, item);
    }
}

#[inline(never)]
fn separate(out: &mut String, word: &str, is_last: bool) {
    if is_last {
        out.extend([" ", word, " "]);
    } else {
        out.push_str(", ");
    }
}
