//! CSV bytes in, in any pieces; for every row, in order, its request or every issue out.
//!
//! Rows are judged by [`Rules::validate`] and requests built by [`crate::request`], as one by one. Memory does not grow with
//! the file, but for one number of 64 bits a user, by which a second row for the same one is found.

mod glance;
mod line;
mod writer;

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher};

use foldhash::quality::FixedState;
use zeroize::Zeroizing;

use crate::csv::{Fault, MAX_ROW, Piece, Reader, Row};
use crate::error::Error;
use crate::generate::{self, Generator};
use crate::issue::{Issue, IssueKind, Speaker, Subject};
use crate::json::push_number;
use crate::model::{Kind, MAX_MEMBERS, Operation, Rule};
use crate::patterns::Rules;
use crate::policy::Policy;
use crate::random::{Pool, Random};
use crate::secret::Secret;
use crate::text::{Text, Utf16};
use crate::validate::{self, Input, Value};

use glance::{Glance, Sight};
use writer::Writer;
pub use writer::{Outputs, Written};

/// What a batch takes into account beside the file.
#[derive(Debug, Default)]
pub struct Options {
    /// The password policy of the directory; `None` for the operation's default.
    pub policy: Option<Policy>,
    /// The organization's own rules.
    pub rules: Rules,
    /// The user's name, which some policies keep out of the password: the same for all rows.
    pub user_name: Option<Secret>,
    /// What members are where a row leaves them out, by their place in the operation.
    pub defaults: [Value<Secret>; MAX_MEMBERS],
    /// Columns of these names, in any case and with any punctuation, are passed over.
    pub ignored: Vec<String>,
    /// What happens where a row leaves the password out.
    pub absent: Absent,
    /// What is written.
    pub outputs: Outputs,
    /// Whether a second row for the same user is as good as the first. Then nothing is kept of any row.
    pub allow_duplicates: bool,
}

/// What happens where a row leaves the password out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Absent {
    /// It is judged as it is.
    #[default]
    Stays,
    /// One is drawn from the policy.
    Drawn {
        /// The length, see [`generate::Options`].
        length: Option<u32>,
        /// Leaves out I, l, 1, |, O and 0.
        avoid_ambiguous: bool,
    },
    /// The service is asked to make one, by the switch that replaces the password.
    Asked,
}

/// Why a file is not read further. It names a column by its place and never by what stands there: where a file has no
/// header, that is somebody's password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The file is empty.
    NoHeader,
    /// The header cannot be read; the reason follows.
    UnreadableHeader(&'static str),
    /// A column is no member.
    UnknownColumn(u32),
    /// A column is a member that an earlier column is too.
    DuplicateColumn(u32),
    /// No column is this member, which is required, and there is no default.
    MissingColumn(&'static str),
    /// No password could be drawn.
    Failed(Error),
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoHeader => "no_header",
            Self::UnreadableHeader(_) => "unreadable_header",
            Self::UnknownColumn(_) => "unknown_column",
            Self::DuplicateColumn(_) => "duplicate_column",
            Self::MissingColumn(_) => "missing_column",
            Self::Failed(error) => error.code(),
        }
    }

    /// What the text ends with: the place of the column, from 1, or the name of the member; empty where there is neither.
    #[must_use]
    pub fn at(&self) -> String {
        let mut at = String::new();
        match self {
            Self::UnknownColumn(place) | Self::DuplicateColumn(place) => {
                push_number(&mut at, *place);
            }
            Self::MissingColumn(member) => at.push_str(member),
            Self::NoHeader | Self::UnreadableHeader(_) | Self::Failed(_) => {}
        }
        at
    }

    /// The text, as a plain English sentence.
    #[must_use]
    pub fn message(&self) -> String {
        let (before, after) = match self {
            Self::NoHeader => ("the file has no header", ""),
            Self::UnreadableHeader(reason) => ("the header cannot be read: ", *reason),
            Self::UnknownColumn(_) => {
                ("the header names no member of the operation in column ", "")
            }
            Self::DuplicateColumn(_) => (
                "the header names a member for the second time in column ",
                "",
            ),
            Self::MissingColumn(_) => ("the header lacks a column that is required: ", ""),
            Self::Failed(error) => error.parts(),
        };
        [before, after, &self.at()].concat()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for Refusal {}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// A file that is being read. What it holds of the file is wiped when it is dropped.
pub struct Batch<R> {
    reader: Reader,
    rows: Rows<R>,
}

impl<R> fmt::Debug for Batch<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Batch(…)")
    }
}

/// Everything of a batch but the row that is read.
struct Rows<R> {
    operation: &'static Operation,
    policy: Option<Policy>,
    rules: Rules,
    user_name: Option<Secret>,
    /// Those that there are, with their places.
    defaults: Vec<(usize, Value<Secret>)>,
    fill: Fill,
    /// Of each member.
    glances: Vec<Glance>,
    writer: Writer,
    ignored: Vec<String>,
    /// The member of each column, once the header was read; `None` for one that is passed over.
    columns: Option<Vec<Option<usize>>>,
    /// A hash of each user that a request was made for. Two users share one by chance once in 37 million batches of a
    /// million rows; the second of them would be reported.
    users: Option<Users>,
    read: u32,
    valid: u32,
    pool: Pool<R>,
    /// The password of the row where it was drawn, as it was drawn and as text.
    room: Vec<Cell<u16>>,
    drawn: Zeroizing<String>,
}

impl<R> Drop for Rows<R> {
    fn drop(&mut self) {
        self.room.iter().for_each(|unit| unit.set(0));
    }
}

/// [`Absent`], made ready for the operation.
enum Fill {
    Nothing,
    Draw {
        member: usize,
        /// The switch that makes a password of the caller's superfluous.
        unless: Option<usize>,
        generator: Box<Generator>,
    },
    Switch {
        member: usize,
        switch: usize,
    },
}

impl<R: Random> Batch<R> {
    /// Prepares to read a file. Drawn passwords come from `random`.
    ///
    /// # Errors
    ///
    /// [`Error::NoPolicy`] where a password is to be drawn or listed and the operation has none;
    /// [`Error::InvalidOptions`] where no switch replaces it; and as [`Generator::new`].
    pub fn new(operation: &'static Operation, options: Options, random: R) -> Result<Self, Error> {
        let policy = options.policy.or_else(|| Policy::of(operation).ok());
        let user_name = options.user_name.as_ref().map(Secret::expose);
        let fill = Fill::new(operation, policy.as_ref(), user_name, options.absent)?;
        if options.outputs.credentials && operation.password.is_none() {
            return Err(Error::NoPolicy);
        }
        let length = match &fill {
            Fill::Draw { generator, .. } => generator.units(),
            Fill::Nothing | Fill::Switch { .. } => 0,
        };
        let glance = |member| {
            let password = operation.is_password(member);
            let policy = policy.as_ref().filter(|_| password);
            Glance::of(member, policy.map(|policy| (policy, user_name.is_some())))
        };
        Ok(Self {
            reader: Reader::new(),
            rows: Rows {
                operation,
                glances: operation.members.iter().map(glance).collect(),
                policy,
                rules: options.rules,
                user_name: options.user_name,
                defaults: (options.defaults.into_iter().enumerate())
                    .filter(|(_, default)| !matches!(default, Value::Absent))
                    .collect(),
                fill,
                writer: Writer::new(operation, options.outputs),
                ignored: options.ignored,
                columns: None,
                users: (!options.allow_duplicates).then(Users::default),
                read: 0,
                valid: 0,
                pool: Pool::new(random),
                room: vec![Cell::new(0); length],
                // A character of one UTF-16 unit has at most three bytes.
                drawn: Zeroizing::new(String::with_capacity(length.saturating_mul(3))),
            },
        })
    }

    /// Reads a piece of the file and writes the outcome of each row that it completes: whole lines.
    ///
    /// # Errors
    ///
    /// The reason for which the file is not read further.
    pub fn push(&mut self, bytes: &[u8], written: &mut Written) -> Result<(), Refusal> {
        let mut piece = Piece::new(bytes);
        while let Some(row) = self.reader.read(&mut piece) {
            self.rows.take(&row, written)?;
        }
        Ok(())
    }

    /// Ends the file and writes what is left of it.
    ///
    /// # Errors
    ///
    /// As [`Self::push`], and [`Refusal::NoHeader`] for an empty file.
    pub fn finish(&mut self, written: &mut Written) -> Result<(), Refusal> {
        if let Some(row) = self.reader.finish() {
            self.rows.take(&row, written)?;
        }
        if self.rows.columns.is_some() {
            Ok(())
        } else {
            Err(Refusal::NoHeader)
        }
    }

    /// How many rows were read.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.rows.read
    }

    /// How many of them have no issue.
    #[must_use]
    pub fn valid(&self) -> u32 {
        self.rows.valid
    }
}

impl Fill {
    fn new(
        operation: &'static Operation,
        policy: Option<&Policy>,
        user_name: Option<&str>,
        absent: Absent,
    ) -> Result<Self, Error> {
        let member = operation
            .password
            .as_ref()
            .and_then(|password| operation.position(password.member));
        let switch = operation.rules.iter().find_map(|rule| match rule {
            Rule::Unless {
                member: name,
                switch,
                ..
            } => operation
                .position(switch)
                .filter(|_| operation.position(name) == member),
        });
        match (absent, member, switch) {
            (Absent::Stays, ..) => Ok(Self::Nothing),
            (_, None, _) => Err(Error::NoPolicy),
            (
                Absent::Drawn {
                    length,
                    avoid_ambiguous,
                },
                Some(member),
                unless,
            ) => {
                let options = generate::Options {
                    length,
                    avoid_ambiguous,
                    user_name,
                };
                let generator = Generator::new(policy.ok_or(Error::NoPolicy)?, &options)?;
                Ok(Self::Draw {
                    member,
                    unless,
                    generator: Box::new(generator),
                })
            }
            (Absent::Asked, Some(member), Some(switch)) => Ok(Self::Switch { member, switch }),
            (Absent::Asked, Some(_), None) => Err(Error::InvalidOptions(
                "the service of this operation makes no passwords",
            )),
        }
    }

    /// Whether a row may leave this member out.
    fn covers(&self, place: usize) -> bool {
        match self {
            Self::Nothing => false,
            Self::Draw { member, .. } | Self::Switch { member, .. } => *member == place,
        }
    }
}

impl<R: Random> Rows<R> {
    /// Takes the row that was read.
    fn take(&mut self, row: &Row<'_>, written: &mut Written) -> Result<(), Refusal> {
        if self.columns.is_none() {
            self.columns = Some(self.match_columns(row)?);
            self.writer.header(written);
            return Ok(());
        }
        self.read = self.read.saturating_add(1);
        let mut input = Input::new(self.operation);
        if let Err(kind) = self.give(&mut input, row) {
            let place = (self.read, row.line);
            let nothing = Input::new(self.operation);
            self.writer
                .refusal(written, place, nothing.values(), &[of_row(kind)]);
            return Ok(());
        }
        Ok(self.judge(&mut input, row.line, written)?)
    }

    /// The member of each column.
    fn match_columns(&self, header: &Row<'_>) -> Result<Vec<Option<usize>>, Refusal> {
        if let Some(fault) = header.fault {
            return Err(Refusal::UnreadableHeader(match fault {
                Fault::Quotes => "it has a quotation mark where CSV has none",
                Fault::TooLong => "it is too long",
                Fault::Truncated => "the file ends within quotation marks",
            }));
        }
        if header.is_too_wide() {
            return Err(Refusal::UnreadableHeader("it has too many columns"));
        }
        let mut columns = Vec::new();
        for (column, cell) in (1..).zip(header.cells()) {
            let cell = cell.ok_or(Refusal::UnreadableHeader("it is not UTF-8 text"))?;
            if self.ignored.iter().any(|name| same_name(cell, name)) {
                columns.push(None);
                continue;
            }
            let members = self.operation.members;
            let place = members
                .iter()
                .position(|member| same_name(cell, member.name) || same_name(cell, member.label))
                .ok_or(Refusal::UnknownColumn(column))?;
            if columns.contains(&Some(place)) {
                return Err(Refusal::DuplicateColumn(column));
            }
            columns.push(Some(place));
        }
        self.require(&columns)?;
        Ok(columns)
    }

    /// Whether every row could be valid with these columns.
    fn require(&self, columns: &[Option<usize>]) -> Result<(), Refusal> {
        let given = |name: &str| {
            self.operation.position(name).is_some_and(|place| {
                columns.contains(&Some(place))
                    || self.fill.covers(place)
                    || self.defaults.iter().any(|(given, _)| *given == place)
            })
        };
        for member in self.operation.members {
            if member.required && !given(member.name) {
                return Err(Refusal::MissingColumn(member.name));
            }
        }
        for rule in self.operation.rules {
            match rule {
                Rule::Unless { member, switch, .. } => {
                    if !given(member) && !given(switch) {
                        return Err(Refusal::MissingColumn(member));
                    }
                }
            }
        }
        Ok(())
    }

    /// Gives each cell of the row to the member of its column.
    fn give<'a>(&self, input: &mut Input<&'a str>, row: &Row<'a>) -> Result<(), IssueKind> {
        let columns = self.columns.as_deref().unwrap_or_default();
        match row.fault {
            Some(Fault::Quotes) => return Err(IssueKind::InvalidQuotes),
            Some(Fault::TooLong) => {
                let max = u32::try_from(MAX_ROW).unwrap_or(u32::MAX);
                return Err(IssueKind::RowTooLong { max });
            }
            Some(Fault::Truncated) => return Err(IssueKind::Truncated),
            None if row.len() != columns.len() => {
                let count = u32::try_from(columns.len()).unwrap_or(u32::MAX);
                return Err(IssueKind::WrongCellCount { count });
            }
            None => {}
        }
        for (&place, cell) in columns.iter().zip(row.cells()) {
            let cell = cell.ok_or(IssueKind::InvalidUtf8)?;
            let Some(place) = place else { continue };
            let kind = self.operation.members.get(place).map(|member| member.kind);
            input.set(
                place,
                match kind {
                    _ if cell.is_empty() => Value::Absent,
                    Some(Kind::Boolean) if cell.eq_ignore_ascii_case("true") => {
                        Value::Boolean(true)
                    }
                    Some(Kind::Boolean) if cell.eq_ignore_ascii_case("false") => {
                        Value::Boolean(false)
                    }
                    _ => Value::Text(cell),
                },
            );
        }
        Ok(())
    }

    /// Judges the input of a row and writes what it came to.
    fn judge<'a>(
        &'a mut self,
        input: &mut Input<&'a str>,
        line: u32,
        written: &mut Written,
    ) -> Result<(), Error> {
        for (place, default) in &self.defaults {
            if is_absent(input, *place) {
                input.set(*place, default.map(Secret::expose));
            }
        }
        match &self.fill {
            Fill::Draw {
                member,
                unless,
                generator,
            } if is_absent(input, *member) && !unless.is_some_and(|it| is_on(input, it)) => {
                let name = self.operation.members.get(*member).map_or("", |it| it.name);
                let units = self
                    .rules
                    .draw(name, generator, &mut self.pool, &self.room)?;
                self.drawn.clear();
                let drawn = Utf16(self.room.get(..units).unwrap_or_default());
                self.drawn.extend(drawn.chars());
                input.set(*member, Value::Text(&self.drawn));
            }
            Fill::Switch { member, switch }
                if is_absent(input, *member) && is_absent(input, *switch) =>
            {
                input.set(*switch, Value::Boolean(true));
            }
            Fill::Nothing | Fill::Draw { .. } | Fill::Switch { .. } => {}
        }
        let (place, values) = ((self.read, line), input.values());
        let sight = Sight::of(&self.glances, values);
        // An input is valid where one of its shape was, if all its texts are sound.
        if sight.unsure != 0 || !self.rules.is_empty() || !self.writer.knows(&sight) {
            let options = validate::Options {
                policy: self.policy.as_ref(),
                user_name: self.user_name.as_ref().map(Secret::expose),
            };
            let sound = |place, _| sight.is_sound(place);
            let issues = self.rules.issues(input, &options, sound);
            match validate::proved(input.clone(), issues) {
                Ok(valid) => {
                    note(&mut self.glances, &sight, values);
                    self.writer.learn(&valid, &sight);
                }
                Err((_, issues)) => {
                    self.writer.refusal(written, place, values, &issues);
                    return Ok(());
                }
            }
        }
        if is_first(self.users.as_mut(), self.operation, values) {
            self.valid = self.valid.saturating_add(1);
            self.writer.request(written, place, values, &sight);
        } else {
            let issue = of_row(IssueKind::Duplicate);
            self.writer.refusal(written, place, values, &[issue]);
        }
        Ok(())
    }
}

/// Notes the texts that were read in full and turned out to be sound.
fn note(glances: &mut [Glance], sight: &Sight, values: &[Value<&str>]) {
    for (place, (glance, value)) in glances.iter_mut().zip(values).enumerate() {
        if let (Value::Text(text), false) = (value, sight.is_sound(place)) {
            glance.note(text);
        }
    }
}

/// Hashes of users, none of which is hashed again.
type Users = HashSet<u64, BuildHasherDefault<Hashed>>;

/// A number that is a hash already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Whether this is the first request for its user.
fn is_first(
    users: Option<&mut Users>,
    operation: &'static Operation,
    values: &[Value<&str>],
) -> bool {
    users.is_none_or(|users| {
        let mut hasher = FixedState::default().build_hasher();
        for (member, value) in operation.members.iter().zip(values) {
            if let (Value::Text(text), true) = (value, member.is_target()) {
                text.hash(&mut hasher);
            }
        }
        users.insert(hasher.finish())
    })
}

/// An issue of the row as a whole.
fn of_row(kind: IssueKind) -> Issue {
    Issue {
        subject: Subject::Input,
        kind,
        source: Speaker::Api,
    }
}

/// Whether a column is named so, in any case and with any punctuation: `UserId`, `User ID`, `user_id` and the flag
/// `--user-id` are one name.
fn same_name(cell: &str, name: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.chars()
            .filter(|character| !character.is_ascii() || character.is_ascii_alphanumeric())
            .map(|character| character.to_ascii_lowercase())
    }
    letters(cell).eq(letters(name))
}

fn is_absent(input: &Input<&str>, place: usize) -> bool {
    matches!(input.at(place), Value::Absent)
}

fn is_on(input: &Input<&str>, place: usize) -> bool {
    matches!(input.at(place), Value::Boolean(true))
}
