//! One way in which an input breaks the model: a stable code, the exact text, and never the value.

use std::borrow::Cow;
use std::fmt;

use crate::characters::{self, Oddity};
use crate::json::{self, push_hex, push_number};
use crate::model::{Kind, Member, Operation};

/// How many characters of a name that is no member are kept.
const MAX_NAME: usize = 64;

/// How many positions an issue names before it stops counting.
pub const MAX_POSITIONS: usize = 16;

/// One way in which an input breaks the model, or, as advice, one thing that is allowed but not wise.
///
/// It has no field that could hold the value of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// What it is about.
    pub subject: Subject,
    /// What is wrong.
    pub kind: IssueKind,
    /// Who asks for it.
    pub source: Speaker,
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
        /// Its name on the wire.
        name: &'static str,
        /// Its label.
        label: &'static str,
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
            name: member.name,
            label: member.label,
        }
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
pub enum Speaker {
    /// The provider's API.
    Api,
    /// The directory's password policy.
    Directory,
    /// The organization's own rules.
    Organization,
}

impl Speaker {
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
        /// The switch that would make up for it.
        unless: Option<&'static str>,
    },
    /// No member has this name.
    UnknownMember {
        /// The operation.
        operation: &'static str,
        /// The names there are.
        members: Vec<&'static str>,
        /// How many names it speaks of, where they are not named.
        more: Option<u32>,
    },
    /// The value is of another type; `None` stands for the input itself, which must be an object.
    WrongType {
        /// What it must be.
        expected: Option<Kind>,
    },
    /// Too few code points.
    TooShort {
        /// At least so many.
        min: u32,
        /// Whether `min` is the only length there is.
        exactly: bool,
    },
    /// Too many code points.
    TooLong {
        /// At most so many.
        max: u32,
        /// Whether `max` is the only length there is.
        exactly: bool,
    },
    /// The text as a whole has another form.
    WrongForm {
        /// The first character that does not fit, counted from 1; `None` where none is at fault.
        position: Option<u32>,
        /// The form in words.
        meaning: &'static str,
        /// The form as the provider prints it.
        pattern: &'static str,
    },
    /// Characters that are not allowed.
    ForbiddenCharacter {
        /// Where they are, counted from 1; the first [`MAX_POSITIONS`].
        positions: Vec<u32>,
        /// What is allowed, in words.
        allowed: &'static str,
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
        with: &'static str,
    },
    /// A text that cannot be sent.
    Reserved {
        /// All texts that cannot.
        values: &'static [&'static str],
    },
    /// Advice: the provider ends or ended the service.
    Lifecycle {
        /// The provider's announcement.
        notice: &'static str,
    },
    /// Advice: a form the provider does not document for this member.
    UndocumentedForm {
        /// The forms it documents, in words.
        forms: Vec<&'static str>,
    },
    /// Advice: characters of which nobody sees more than a space.
    InvisibleCharacter {
        /// Where they are, counted from 1; the first [`MAX_POSITIONS`].
        positions: Vec<u32>,
        /// The first of them.
        first: char,
    },
    /// Advice: characters that are easily taken for one of ASCII.
    LookAlikeCharacter {
        /// Where they are, counted from 1; the first [`MAX_POSITIONS`].
        positions: Vec<u32>,
        /// The first of them.
        first: char,
    },
    /// Advice: characters that most keyboards cannot type.
    UntypeableCharacter {
        /// Where they are, counted from 1; the first [`MAX_POSITIONS`].
        positions: Vec<u32>,
        /// The first of them.
        first: char,
    },
    /// Advice: the text is not in Unicode normalization form C, so that another keyboard may type another text.
    NotNfc,
    /// Advice: the text starts or ends with a space, which is easily lost in a copy.
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
    ContainsUserName "contains_user_name",
    ForbiddenWord "forbidden_word",
    Rule "rule",
    Lifecycle "lifecycle",
    UndocumentedForm "undocumented_form",
    InvisibleCharacter "invisible_character",
    LookAlikeCharacter "look_alike_character",
    UntypeableCharacter "untypeable_character",
    NotNfc "not_nfc",
    EndsWithSpace "ends_with_space",
}

impl Issue {
    /// The issue of a name that is no member of the operation.
    #[must_use]
    pub fn unknown_member(operation: &'static Operation, name: &str) -> Self {
        let name = name.chars().take(MAX_NAME).collect();
        Self::unknown(operation, Subject::Unknown(name), None)
    }

    /// The issue of so many more such names.
    #[must_use]
    pub fn more_unknown(operation: &'static Operation, count: u32) -> Self {
        Self::unknown(operation, Subject::Input, Some(count))
    }

    fn unknown(operation: &'static Operation, subject: Subject, more: Option<u32>) -> Self {
        Self {
            subject,
            kind: IssueKind::UnknownMember {
                operation: operation.id,
                members: operation.members.iter().map(|member| member.name).collect(),
                more,
            },
            source: Speaker::Api,
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
                (_, "whose") if self.source == Speaker::Directory => {
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
            Subject::Password => 15,
            Subject::Unknown(_) => return None,
        };
        let detail = match &self.kind {
            IssueKind::WrongForm { position, .. } => position.unwrap_or(0),
            IssueKind::ForbiddenCharacter {
                positions,
                composed: false,
                ..
            } => match positions.as_slice() {
                [only] => *only,
                _ => return None,
            },
            IssueKind::ForbiddenCharacter { .. }
            | IssueKind::InvisibleCharacter { .. }
            | IssueKind::LookAlikeCharacter { .. }
            | IssueKind::UntypeableCharacter { .. } => return None,
            IssueKind::MissingClass { index, .. }
            | IssueKind::ForbiddenWord { index, .. }
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
            IssueKind::Missing { .. }
            | IssueKind::UnknownMember { .. }
            | IssueKind::WrongType { .. }
            | IssueKind::TooShort { .. }
            | IssueKind::TooLong { .. }
            | IssueKind::TooFewClasses { .. }
            | IssueKind::TooFewDifferent { .. }
            | IssueKind::TooManyRepeats { .. }
            | IssueKind::ContainsUserName
            | IssueKind::Conflict { .. }
            | IssueKind::Reserved { .. }
            | IssueKind::Lifecycle { .. }
            | IssueKind::UndocumentedForm { .. }
            | IssueKind::NotNfc
            | IssueKind::EndsWithSpace => 0,
        };
        // 4 bits of member, 6 of code, 2 of speaker, 20 of detail.
        let code = self.kind.code() as u32;
        (detail < 1 << 20)
            .then_some(member << 28 | code << 22 | (self.source as u32) << 20 | detail)
    }
}

impl IssueKind {
    /// The text and, for its gaps and for other languages, what is asked for. In the text, `{label}` is what the issue is
    /// about, `{whose}` the directory's policy where that asks, `{min character}` the number `min` with its noun.
    #[allow(
        clippy::too_many_lines,
        reason = "one entry for each kind of issue, to be read as a table"
    )]
    fn template_and_params(
        &self,
        source: Speaker,
    ) -> (&'static str, Vec<(&'static str, Param<'_>)>) {
        use Param::{Flag, Names, Number, Numbers, Text, Texts};
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
            Self::Missing { unless: None } => "{label} is required.",
            Self::Missing {
                unless: Some(switch),
            } => {
                params.push(("unless", Text(switch)));
                "{label} is required unless {unless} is true."
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
            Self::WrongType {
                expected: Some(Kind::Text),
            } => {
                params.push(("type", Text("string")));
                "{label} must be text."
            }
            Self::WrongType {
                expected: Some(Kind::Boolean),
            } => {
                params.push(("type", Text("boolean")));
                "{label} must be true or false."
            }
            Self::WrongType { expected: None } => {
                params.push(("type", Text("object")));
                "{label} must be an object with the members."
            }
            Self::TooShort { min, exactly: true }
            | Self::TooLong {
                max: min,
                exactly: true,
            } => {
                params.extend([("min", Number(*min)), ("max", Number(*min))]);
                "{label} must have exactly {min character}{whose}."
            }
            Self::TooShort { min, .. } => {
                params.push(("min", Number(*min)));
                if *min == 1 {
                    "{label} must not be empty."
                } else {
                    "{label} must have at least {min character}{whose}."
                }
            }
            Self::TooLong { max, .. } => {
                params.push(("max", Number(*max)));
                "{label} must have at most {max character}{whose}."
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
                params.push(("values", Texts(values)));
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
    /// Positions of characters, counted from 1.
    Numbers(&'a [u32]),
    /// A name or a sentence of the model.
    Text(&'a str),
    /// Names or sentences of the model.
    Texts(&'a [&'static str]),
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
    /// The parameter as part of a sentence, a number with its noun.
    fn push(&self, out: &mut String, noun: &str) {
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
                enumerate(out, numbers, |out, number| push_number(out, *number));
                out.push_str(if numbers.len() == MAX_POSITIONS {
                    " and perhaps more"
                } else {
                    ""
                });
            }
            Self::Text(text) => out.push_str(text),
            Self::Point(point) => push_point(out, *point),
            Self::Character(character) => out.push(*character),
            Self::Flag(_) => {}
            Self::Texts(texts) => enumerate(out, texts, |out, text| out.push_str(text)),
            Self::Names(texts) => enumerate(out, texts, |out, text| out.push_str(text)),
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

/// Items with commas, and "and" before the last.
fn enumerate<T>(out: &mut String, items: &[T], push: impl Fn(&mut String, &T)) {
    let last = items.len().saturating_sub(1);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(if index == last { " and " } else { ", " });
        }
        push(out, item);
    }
}
