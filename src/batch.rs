//! Reads a CSV file in pieces and turns each row into its request, or into all of its issues.
//!
//! Rows are checked by [`Rules::validate`] and requests are built by [`crate::request`], as for a single input. The only thing
//! that grows with the file is a hash of 64 bits for each user, by which a second row for the same one is found.

mod columns;
mod head;
mod line;
mod scan;
mod writer;

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::sync::Arc;

use foldhash::SharedSeed;
use foldhash::quality::FoldHasher;
use zeroize::Zeroizing;

use crate::csv::{END_OF_FILE, Fault, MAX_ROW, Piece, Reader, Row};
use crate::error::Error;
use crate::generate::{self, Generator};
use crate::issue::{Issue, IssueKind, RuleSource, Subject, enumerate};
use crate::json::{push_integer, push_number};
use crate::model::{Demand, Kind, MAX_MEMBERS, Operation, Str};
use crate::names::Name;
use crate::patterns::Rules;
use crate::policy::Policy;
use crate::random::{Pool, Random};
use crate::secret::Secret;
use crate::text::{Text, Utf16};
use crate::validate::{self, Input, Value};

pub use columns::Column;
use columns::Header;
pub use head::{Head, HeadProblem};
use scan::{Look, Scan};
pub use writer::{Outputs, Written};
use writer::{Writer, identifies};

/// The options of a batch.
#[derive(Debug, Default)]
pub struct Options {
    /// The password policy of the directory; `None` for the operation's default.
    pub policy: Option<Policy>,
    /// The organization's own rules.
    pub rules: Rules,
    /// Names of the user, which some policies keep out of the password: the same for all rows.
    pub names: Vec<Name<Secret>>,
    /// The values of members that a row leaves out, by their place in the operation; a list as in a cell, with `;` between its
    /// texts.
    pub defaults: [Value<'static, Secret>; MAX_MEMBERS],
    /// Columns of these names, in any case and with any punctuation, are passed over.
    pub ignored: Vec<String>,
    /// What columns are, by their names, of which the file must have each. It takes precedence over what the names say.
    pub columns: Vec<(String, Column)>,
    /// Whether a text is in Unicode normalization form C, for which the crate has no tables. Without this function, every text is
    /// taken to be in it.
    pub is_nfc: Option<fn(&str) -> bool>,
    /// What happens where a row leaves the password out.
    pub absent: Absent,
    /// What is written.
    pub outputs: Outputs,
    /// Whether several rows may be for the same user. If so, no hashes of users are kept.
    pub allow_duplicates: bool,
}

/// What happens where a row leaves the password out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Absent {
    /// The row is checked as it is.
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The file is empty.
    NoHeader,
    /// The header cannot be read; the reason follows.
    UnreadableHeader(&'static str),
    /// The name of the column at this place, from 1, has this character in it, which separates cells in other files.
    SecondSeparator(u32, char),
    /// No column is a member.
    NotAHeader,
    /// The columns at these places, from 1, are no members.
    UnknownColumns(Vec<u32>),
    /// The column at this place, from 1, is a member that an earlier column is too.
    DuplicateColumn(u32),
    /// No column is this member, which is required, and there is no default.
    MissingColumn(Str),
    /// No column has this name, which [`Options::columns`] has.
    MissingHeading(String),
    /// No password could be drawn.
    Failed(Error),
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoHeader => "no_header",
            Self::UnreadableHeader(_) | Self::SecondSeparator(..) => "unreadable_header",
            Self::UnknownColumns(_) | Self::NotAHeader => "unknown_column",
            Self::DuplicateColumn(_) => "duplicate_column",
            Self::MissingColumn(_) | Self::MissingHeading(_) => "missing_column",
            Self::Failed(error) => error.code(),
        }
    }

    /// The place of the first column at fault, from 1, or the name of the missing member or column. Empty for other faults.
    #[must_use]
    pub fn at(&self) -> String {
        let mut at = String::new();
        match self {
            Self::UnknownColumns(places) => {
                if let Some(first) = places.first() {
                    push_number(&mut at, *first);
                }
            }
            Self::DuplicateColumn(place) | Self::SecondSeparator(place, _) => {
                push_number(&mut at, *place);
            }
            Self::NotAHeader => at.push('1'),
            Self::MissingColumn(member) => at.push_str(member),
            Self::MissingHeading(heading) => at.push_str(heading),
            Self::NoHeader | Self::UnreadableHeader(_) | Self::Failed(_) => {}
        }
        at
    }

    /// The text, as a plain English sentence.
    #[must_use]
    pub fn message(&self) -> String {
        let (before, after, at) = match self {
            Self::NoHeader => ("the file has no header", "", String::new()),
            Self::UnreadableHeader(reason) => {
                ("the header cannot be read: ", *reason, String::new())
            }
            Self::SecondSeparator(_, separator) => {
                let separator = separator_name(*separator);
                let text = "the header cannot be read: a second separator, ";
                return [text, &separator, ", is in the name of column ", &self.at()].concat();
            }
            Self::NotAHeader => (
                "the first line is not a header: no column of it names a member of the operation",
                "",
                String::new(),
            ),
            Self::UnknownColumns(places) => {
                let mut all = String::new();
                enumerate(&mut all, "and", places, |out, place| {
                    push_number(out, *place);
                });
                (
                    "the header names no member of the operation in column",
                    if places.len() > 1 { "s " } else { " " },
                    all,
                )
            }
            Self::DuplicateColumn(_) => (
                "the header names a member for the second time in column ",
                "",
                self.at(),
            ),
            Self::MissingColumn(_) => (
                "the header lacks a column that is required: ",
                "",
                self.at(),
            ),
            Self::MissingHeading(_) => (
                "the header lacks a column that the columns option names: ",
                "",
                self.at(),
            ),
            Self::Failed(error) => {
                let (text, reason) = error.parts();
                (text, reason, self.at())
            }
        };
        [before, after, &at].concat()
    }
}

/// How a message names a separator.
fn separator_name(separator: char) -> String {
    match separator {
        '\t' => "a tab".to_owned(),
        it if it.is_control() => "a control character".to_owned(),
        it => it.into(),
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
    /// How many [`END_OF_FILE`] the last piece ended with. They are content if another piece follows, and nothing otherwise.
    ends: usize,
}

impl<R> fmt::Debug for Batch<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Batch(…)")
    }
}

/// Everything of a batch but the row that is read.
struct Rows<R> {
    operation: Arc<Operation>,
    policy: Option<Policy>,
    rules: Rules,
    names: Vec<Name<Secret>>,
    /// Those that there are, with their places.
    defaults: Vec<(usize, Value<'static, Secret>)>,
    fill: Fill,
    /// Of each member.
    looks: Vec<Look>,
    writer: Writer,
    is_nfc: fn(&str) -> bool,
    ignored: Vec<String>,
    said: Vec<(String, Column)>,
    /// What each column is, once the header was read.
    header: Option<Header>,
    users: Option<Users>,
    read: u32,
    valid: u32,
    warned: u32,
    pool: Pool<R>,
    /// The password of the row where it was drawn, as it was drawn and as text.
    room: Vec<Cell<u16>>,
    drawn: Zeroizing<String>,
    luck: Luck,
}

/// Whether passwords can be drawn, as far as is known. It takes long to find out that none can.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Luck {
    Unknown,
    Good,
    /// The first one could not be drawn, and no other is tried.
    None,
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
        /// No password is drawn for a row that gives one of these members.
        unless: Vec<u8>,
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
    /// [`Error::InvalidOptions`] where no switch replaces it, or two names of columns are the same; and as
    /// [`Generator::new`].
    pub fn new(operation: Arc<Operation>, options: Options, mut random: R) -> Result<Self, Error> {
        let policy = options.policy.or_else(|| Policy::of(&operation).ok());
        let names: Vec<_> = options.names.iter().map(exposed).collect();
        let fill = Fill::new(&operation, policy.as_ref(), &names, options.absent)?;
        if columns::name_one_twice(&options.columns) {
            return Err(Error::InvalidOptions(
                "two headings in columns are the same name",
            ));
        }
        if options.outputs.credentials && operation.password.is_none() {
            return Err(Error::NoPolicy);
        }
        let length = match &fill {
            Fill::Draw { generator, .. } => generator.units(),
            Fill::Nothing | Fill::Switch { .. } => 0,
        };
        let users = (!options.allow_duplicates)
            .then(|| Users::new(&mut random))
            .transpose()?;
        Ok(Self {
            reader: Reader::new(),
            rows: Rows {
                looks: looks(&operation, policy.as_ref(), &names),
                policy,
                rules: options.rules,
                names: options.names,
                defaults: (options.defaults.into_iter().enumerate())
                    .filter(|(_, default)| !matches!(default, Value::Absent))
                    .collect(),
                fill,
                writer: Writer::new(Arc::clone(&operation), options.outputs),
                operation,
                is_nfc: options.is_nfc.unwrap_or(|_| true),
                ignored: options.ignored,
                said: options.columns,
                header: None,
                users,
                read: 0,
                valid: 0,
                warned: 0,
                pool: Pool::new(random),
                room: vec![Cell::new(0); length],
                // A character of one UTF-16 unit has at most three bytes.
                drawn: Zeroizing::new(String::with_capacity(length.saturating_mul(3))),
                luck: Luck::Unknown,
            },
            ends: 0,
        })
    }

    /// Reads a piece of the file and writes the outcome of each row that it completes: whole lines.
    ///
    /// # Errors
    ///
    /// The reason for which the file is not read further.
    pub fn push(&mut self, bytes: &[u8], written: &mut Written) -> Result<(), Refusal> {
        let last = bytes.iter().rposition(|byte| *byte != END_OF_FILE);
        let text = last.and_then(|last| bytes.get(..=last)).unwrap_or_default();
        if !text.is_empty() {
            for _ in 0..std::mem::take(&mut self.ends) {
                self.read(&[END_OF_FILE], written)?;
            }
            self.read(text, written)?;
        }
        let ends = bytes.len().saturating_sub(text.len());
        self.ends = self.ends.saturating_add(ends);
        Ok(())
    }

    fn read(&mut self, bytes: &[u8], written: &mut Written) -> Result<(), Refusal> {
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
        if self.rows.header.is_some() {
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

    /// How many rows have no issue, but a warning about a member of theirs.
    #[must_use]
    pub fn warned(&self) -> u32 {
        self.rows.warned
    }
}

impl Fill {
    fn new(
        operation: &Operation,
        policy: Option<&Policy>,
        names: &[Name<&str>],
        absent: Absent,
    ) -> Result<Self, Error> {
        let member = operation.password.as_ref().map(|password| password.member);
        let switch = member.and_then(|member| switch(operation, member));
        let member = member.map(usize::from);
        match (absent, member, switch) {
            (Absent::Stays, ..) => Ok(Self::Nothing),
            (_, None, _) => Err(Error::NoPolicy),
            (
                Absent::Drawn {
                    length,
                    avoid_ambiguous,
                },
                Some(member),
                _,
            ) => {
                let options = generate::Options {
                    length,
                    avoid_ambiguous,
                    names,
                };
                let generator = Generator::new(policy.ok_or(Error::NoPolicy)?, &options)?;
                Ok(Self::Draw {
                    member,
                    unless: replacements(operation),
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
        if self.header.is_none() {
            let header = self.read_header(row)?;
            let mut names: Vec<_> = self.names.iter().map(exposed).collect();
            names.extend(header.columns.iter().filter_map(|column| match column {
                Column::Name(kind) => Some(Name {
                    kind: *kind,
                    value: "",
                }),
                Column::Member(_) | Column::LeftOut => None,
            }));
            self.looks = looks(&self.operation, self.policy.as_ref(), &names);
            self.header = Some(header);
            self.writer.header(written);
            return Ok(());
        }
        if row.is_blank() {
            return Ok(());
        }
        self.read = self.read.saturating_add(1);
        let operation = Arc::clone(&self.operation);
        let defaults = std::mem::take(&mut self.defaults);
        let outcome = match self.give(row, &defaults) {
            Ok(Given {
                values,
                lists,
                names,
            }) => {
                let mut input = Input::new(&operation);
                for (place, value) in values.into_iter().enumerate() {
                    input.set(place, value);
                }
                for (place, texts) in &lists {
                    input.set(*place, Value::List(texts));
                }
                self.judge(&mut input, names, row.line, written)
            }
            Err(kind) => {
                let place = (self.read, row.line);
                let nothing = Input::new(&operation);
                self.writer
                    .refusal(written, place, nothing.values(), &[of_row(kind)]);
                Ok(())
            }
        };
        self.defaults = defaults;
        Ok(outcome?)
    }

    fn read_header(&self, header: &Row<'_>) -> Result<Header, Refusal> {
        if let Some(fault) = header.fault {
            return Err(Refusal::UnreadableHeader(match fault {
                Fault::Quotes => "it has a quotation mark where CSV has none",
                Fault::TooLong => "it is too long",
                Fault::Truncated => "the file ends within quotation marks",
                Fault::Workbook => {
                    "the file is an Excel workbook: save it as CSV UTF-8 and give that file"
                }
                Fault::Utf16 => {
                    "the file is UTF-16: save it as CSV UTF-8, or say that its encoding is utf-16le"
                }
                Fault::Nul => "it has a NUL character",
            }));
        }
        if header.is_too_wide() {
            return Err(Refusal::UnreadableHeader("it has too many columns"));
        }
        let header = Header::read(&self.operation, header.cells(), &self.said, &self.ignored)?;
        self.require(&header.columns)?;
        Ok(header)
    }

    /// Whether every row could be valid with these columns.
    fn require(&self, columns: &[Column]) -> Result<(), Refusal> {
        let given = |place: usize| {
            columns.contains(&Column::Member(place))
                || self.fill.covers(place)
                || self.defaults.iter().any(|(given, _)| *given == place)
        };
        let is = |member: &u8| given(usize::from(*member));
        let missing = |place: usize| {
            let member = self.operation.members.get(place);
            Refusal::MissingColumn(member.map_or_else(Str::default, |it| it.name.clone()))
        };
        let mut members = self.operation.members.iter().enumerate();
        if let Some((place, _)) = members.find(|(place, it)| it.required && !given(*place)) {
            return Err(missing(place));
        }
        for rule in self.operation.rules.iter().filter(|rule| !rule.warns) {
            let lacking = match &rule.demand {
                Demand::Require(member, condition)
                    if !condition.given && !is(member) && !is(&condition.member) =>
                {
                    Some(member)
                }
                Demand::ExactlyOne(list) | Demand::AtLeastOne(list) if !list.iter().any(is) => {
                    list.first()
                }
                Demand::Require(..)
                | Demand::Refuse(..)
                | Demand::AtMostOne(_)
                | Demand::ExactlyOne(_)
                | Demand::AtLeastOne(_) => None,
            };
            if let Some(member) = lacking {
                return Err(missing(usize::from(*member)));
            }
        }
        Ok(())
    }

    /// What the row gives, and the defaults where it gives nothing.
    fn give<'a>(
        &self,
        row: &Row<'a>,
        defaults: &'a [(usize, Value<'static, Secret>)],
    ) -> Result<Given<'a>, IssueKind> {
        let (columns, named) =
            (self.header.as_ref()).map_or((&[][..], 0), |header| (&header.columns, header.named));
        let count = || u32::try_from(named).unwrap_or(u32::MAX);
        match row.fault {
            Some(Fault::Quotes) => return Err(IssueKind::InvalidQuotes),
            Some(Fault::TooLong) => {
                let max = u32::try_from(MAX_ROW).unwrap_or(u32::MAX);
                return Err(IssueKind::RowTooLong { max });
            }
            Some(Fault::Truncated) => return Err(IssueKind::Truncated),
            _ if !(named..=columns.len()).contains(&row.len()) => {
                return Err(IssueKind::WrongCellCount { count: count() });
            }
            // The others are those of a header.
            _ => {}
        }
        let mut given = Given {
            values: [const { Value::Absent }; MAX_MEMBERS],
            lists: Vec::new(),
            names: Vec::new(),
        };
        let kind = |place: usize| self.operation.members.get(place).map(|it| &it.kind);
        for (place, default) in defaults {
            given.set(*place, kind(*place), default.map(Secret::expose));
        }
        for (place, (column, cell)) in columns.iter().zip(row.cells()).enumerate() {
            if *column == Column::LeftOut {
                // A cell beyond the header's last name must be empty, unless such cells are to be ignored.
                let is_extra = place >= named && cell != Some("") && !self.passes_nameless();
                if is_extra {
                    return Err(IssueKind::WrongCellCount { count: count() });
                }
                continue;
            }
            let cell = cell
                .filter(|cell| !has_replacement(cell))
                .ok_or(IssueKind::InvalidUtf8)?;
            match *column {
                _ if cell.is_empty() => {}
                Column::Member(place) => given.set(place, kind(place), value(kind(place), cell)),
                Column::Name(kind) => given.names.push(Name { kind, value: cell }),
                Column::LeftOut => {}
            }
        }
        Ok(given)
    }

    /// The issue if no password could be generated for a row.
    fn not_generated(&self, place: usize) -> Issue {
        let member = self.operation.members.get(place);
        Issue {
            subject: member.map_or(Subject::Input, |member| Subject::member(place, member)),
            kind: IssueKind::NotGenerated,
            source: if self.rules.is_empty() {
                RuleSource::Directory
            } else {
                RuleSource::Organization
            },
        }
    }

    /// Whether the caller ignores columns without a name.
    fn passes_nameless(&self) -> bool {
        self.ignored
            .iter()
            .any(|name| letters(name).next().is_none())
    }

    /// Judges the input of a row and writes what it came to.
    fn judge<'a>(
        &'a mut self,
        input: &mut Input<'a, &'a str>,
        mut names: Vec<Name<&'a str>>,
        line: u32,
        written: &mut Written,
    ) -> Result<(), Error> {
        let row = (self.read, line);
        match &self.fill {
            Fill::Draw {
                member,
                unless,
                generator,
            } if is_absent(input, *member) && !unless.iter().any(|it| input.is_given(*it)) => {
                let about = self.operation.members.get(*member);
                let mut drawing = Drawing {
                    rules: &self.rules,
                    policy: self.policy.as_ref(),
                    pool: &mut self.pool,
                    room: &self.room,
                    drawn: &mut self.drawn,
                    luck: &mut self.luck,
                };
                if !drawing.draw(about.map_or("", |it| &it.name), generator, &names)? {
                    let issue = self.not_generated(*member);
                    self.writer.refusal(written, row, input.values(), &[issue]);
                    return Ok(());
                }
                input.set(*member, Value::Text(&self.drawn));
            }
            Fill::Switch { member, switch }
                if is_absent(input, *member) && is_absent(input, *switch) =>
            {
                input.set(*switch, Value::Boolean(true));
            }
            Fill::Nothing | Fill::Draw { .. } | Fill::Switch { .. } => {}
        }
        let scan = scan::scan(&self.looks, input.values());
        input.note_seen(!scan.unsure, !(scan.unsure | scan.loud));
        // The fast path: valid if an input of the same shape was and all texts are sound; without warnings if all are quiet.
        let known =
            (self.writer.known(&scan)).filter(|_| scan.unsure == 0 && self.rules.is_empty());
        let is_known = known.is_some();
        // Those of the row go before those of all rows.
        if !is_known {
            let own: Vec<_> = names.iter().map(|name| name.kind).collect();
            let others = self.names.iter().filter(|name| !own.contains(&name.kind));
            names.extend(others.map(exposed));
        }
        let options = validate::Options {
            policy: self.policy.as_ref(),
            names: &names,
        };
        let mut warnings = Vec::new();
        if known.is_none_or(|line| line.is_loud) || scan.loud != 0 {
            note_not_nfc(input, self.is_nfc);
            let is_disputed = !is_known && validate::is_disputed(input, &options);
            warnings = validate::warn(input, is_disputed);
        }
        let values = input.values();
        if !is_known {
            let issues = self.rules.issues(input, &options);
            match validate::proved(input.clone(), issues, &options) {
                Ok(valid) => {
                    note(&mut self.looks, scan, values, &warnings);
                    self.writer.learn(&valid, &scan, &warnings);
                }
                Err((_, issues)) => {
                    self.writer.refusal(written, row, values, &issues);
                    return Ok(());
                }
            }
        }
        if (self.users.as_mut()).is_none_or(|users| users.is_first(&self.operation, values)) {
            let own = warnings.get(self.writer.notices..).unwrap_or_default();
            self.valid = self.valid.saturating_add(1);
            self.warned = self.warned.saturating_add(u32::from(!own.is_empty()));
            self.writer.request(written, row, values, &scan, own);
        } else {
            let issue = of_row(IssueKind::Duplicate);
            self.writer.refusal(written, row, values, &[issue]);
        }
        Ok(())
    }
}

/// What a row gives.
struct Given<'a> {
    values: [Value<'a, &'a str>; MAX_MEMBERS],
    /// The texts of lists, which the input borrows, with the places of their members; the last of a place counts.
    lists: Vec<(usize, Vec<&'a str>)>,
    /// The names of the user.
    names: Vec<Name<&'a str>>,
}

impl<'a> Given<'a> {
    fn set(&mut self, place: usize, kind: Option<&Kind>, value: Value<'a, &'a str>) {
        if let (Value::Text(texts), Some(Kind::List { .. })) = (value, kind) {
            self.lists.push((place, items(texts)));
        } else if let Some(slot) = self.values.get_mut(place) {
            *slot = value;
        }
    }
}

/// What a password is drawn with.
struct Drawing<'a, R> {
    rules: &'a Rules,
    policy: Option<&'a Policy>,
    pool: &'a mut Pool<R>,
    room: &'a [Cell<u16>],
    drawn: &'a mut String,
    luck: &'a mut Luck,
}

/// How often a password is drawn until it has no name of the row's user in it. After that, none is taken to exist.
const MOST_DRAWS: u32 = 1000;

impl<R: Random> Drawing<'_, R> {
    /// Draws a password that has none of these names of the row's user in it. Returns whether one could be drawn.
    fn draw(
        &mut self,
        member: &str,
        generator: &Generator,
        names: &[Name<&str>],
    ) -> Result<bool, Error> {
        if *self.luck == Luck::None {
            return Ok(false);
        }
        for _ in 0..MOST_DRAWS {
            let units = match self.rules.draw(member, generator, self.pool, self.room) {
                Ok(units) => units,
                Err(Error::UnsatisfiablePolicy(_) | Error::TooComplex) => {
                    if *self.luck == Luck::Unknown {
                        *self.luck = Luck::None;
                    }
                    return Ok(false);
                }
                Err(error) => return Err(error),
            };
            *self.luck = Luck::Good;
            self.drawn.clear();
            let drawn = Utf16(self.room.get(..units).unwrap_or_default());
            self.drawn.extend(drawn.chars());
            let complies = |policy: &Policy| policy.check(self.drawn.as_str(), names).is_empty();
            if names.is_empty() || self.policy.is_none_or(complies) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The switch that makes the service choose a password itself, and without which it needs one.
fn switch(operation: &Operation, password: u8) -> Option<usize> {
    let mut rules = operation.rules.iter().filter(|rule| !rule.warns);
    let switch = rules.find_map(|rule| match &rule.demand {
        Demand::Require(member, condition) if *member == password && !condition.given => {
            Some(usize::from(condition.member))
        }
        Demand::Require(..)
        | Demand::Refuse(..)
        | Demand::AtMostOne(_)
        | Demand::ExactlyOne(_)
        | Demand::AtLeastOne(_) => None,
    })?;
    let member = operation.members.get(switch)?;
    (member.kind == Kind::Boolean).then_some(switch)
}

/// The members beside which no password is drawn: with one of them a password is refused, not required, or must be a hash.
fn replacements(operation: &Operation) -> Vec<u8> {
    let Some(password) = &operation.password else {
        return Vec::new();
    };
    let member = password.member;
    let rules = operation.rules.iter().filter(|rule| !rule.warns);
    let excluded = rules.flat_map(|rule| match &rule.demand {
        Demand::Require(of, condition) if *of == member && !condition.given => {
            vec![condition.member]
        }
        Demand::Refuse(of, condition) if *of == member && condition.given => {
            vec![condition.member]
        }
        Demand::AtMostOne(list) | Demand::ExactlyOne(list) if list.contains(&member) => {
            list.clone()
        }
        Demand::Require(..)
        | Demand::Refuse(..)
        | Demand::AtMostOne(_)
        | Demand::ExactlyOne(_)
        | Demand::AtLeastOne(_) => Vec::new(),
    });
    excluded.chain(password.hashed_by).collect()
}

/// What a cell is, by the kind of its member. What is no value of that kind stays a text, so that an issue can say so.
fn value<'a>(kind: Option<&Kind>, cell: &'a str) -> Value<'a, &'a str> {
    match kind {
        Some(Kind::Boolean) if cell.eq_ignore_ascii_case("true") => Value::Boolean(true),
        Some(Kind::Boolean) if cell.eq_ignore_ascii_case("false") => Value::Boolean(false),
        Some(Kind::Integer { .. }) => integer(cell).map_or(Value::Text(cell), Value::Integer),
        _ => Value::Text(cell),
    }
}

/// The greatest whole number that JavaScript holds exactly.
const MOST: i64 = (1 << 53) - 1;

/// The whole number that a cell has in decimal, without a plus sign and leading zeros, up to [`MOST`]; `None` for another text.
fn integer(cell: &str) -> Option<i64> {
    let number = cell.parse().ok()?;
    let mut digits = String::new();
    push_integer(&mut digits, number);
    (digits == cell && (-MOST..=MOST).contains(&number)).then_some(number)
}

/// The texts of a list in a cell, without the blanks around each. Empty ones are left out.
fn items(cell: &str) -> Vec<&str> {
    let texts = cell.split(';').map(str::trim);
    texts.filter(|text| !text.is_empty()).collect()
}

fn exposed(name: &Name<Secret>) -> Name<&str> {
    Name {
        kind: name.kind,
        value: name.value.expose(),
    }
}

/// How the texts of each member are judged.
fn looks(operation: &Operation, policy: Option<&Policy>, names: &[Name<&str>]) -> Vec<Look> {
    let members = operation.members.iter().enumerate();
    let look = |(place, member)| {
        let policy = policy.filter(|_| operation.is_password(place));
        Look::of(member, policy.map(|policy| (policy, policy.bans(names))))
    };
    members.map(look).collect()
}

/// No character below this one is changed by Unicode normalization form C.
const FIRST_COMBINING: char = '\u{300}';

/// Notes which texts are not in Unicode normalization form C.
fn note_not_nfc(input: &mut Input<'_, &str>, is_nfc: fn(&str) -> bool) {
    let is_other = |text: &str| text.chars().any(|it| it >= FIRST_COMBINING) && !is_nfc(text);
    let not_nfc = (0..).zip(input.values()).fold(0, |bits, (place, value)| {
        let other = matches!(value, Value::Text(text) if is_other(text));
        bits | u32::from(other) << place
    });
    input.note_not_nfc(not_nfc);
}

/// Notes the texts that were read in full and turned out to be sound, and whether there are warnings about them.
fn note(looks: &mut [Look], scan: Scan, values: &[Value<'_, &str>], warnings: &[Issue]) {
    for (place, (look, value)) in looks.iter_mut().zip(values).enumerate() {
        if let (Value::Text(text), 1) = (value, scan.unsure >> place & 1) {
            let is_quiet = !warnings
                .iter()
                .any(|it| matches!(it.subject, Subject::Member { index, .. } if index == place));
            look.note(text, is_quiet);
        }
    }
}

/// Whether bytes of the text were lost, by a program that wrote a replacement character for them. Most texts have no byte that
/// such a character starts with: to look for that one takes a fraction of the time of `contains`.
fn has_replacement(text: &str) -> bool {
    text.as_bytes().contains(&0xEF) && text.contains(char::REPLACEMENT_CHARACTER)
}

/// The users that a request was made for: a hash of each. Two share one by chance once in 37 million batches of a million
/// rows, and the second of them would be reported. Nobody can choose two that do: the seeds are drawn for each batch.
struct Users {
    hashes: HashSet<u64, BuildHasherDefault<Hashed>>,
    seeds: (u64, SharedSeed),
}

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

impl Users {
    fn new(random: &mut impl Random) -> Result<Self, Error> {
        let mut seed = || -> Result<u64, Error> {
            let mut bytes = [0; 8];
            random.fill(&mut bytes)?;
            Ok(u64::from_le_bytes(bytes))
        };
        Ok(Self {
            hashes: HashSet::default(),
            seeds: (seed()?, SharedSeed::from_u64(seed()?)),
        })
    }

    /// Whether this is the first request for its user.
    fn is_first(&mut self, operation: &Operation, values: &[Value<'_, &str>]) -> bool {
        let mut hasher = FoldHasher::with_seed(self.seeds.0, &self.seeds.1);
        for (member, value) in operation.members.iter().zip(values) {
            match value {
                Value::Text(text) if identifies(member) => text.hash(&mut hasher),
                Value::Integer(number) if identifies(member) => number.hash(&mut hasher),
                _ => {}
            }
        }
        self.hashes.insert(hasher.finish())
    }
}

/// An issue of the row as a whole.
fn of_row(kind: IssueKind) -> Issue {
    Issue {
        subject: Subject::Input,
        kind,
        source: RuleSource::Api,
    }
}

/// The letters and digits of a name, in small letters, and its combining marks. By these names are compared; other characters
/// make no difference.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let counts = |it: char| {
        it.is_alphanumeric() || (('\u{300}'..='\u{36F}').contains(&it) && it != '\u{34F}')
    };
    text.chars()
        .filter(move |it| counts(*it))
        .map(|it| it.to_ascii_lowercase())
}

fn is_absent(input: &Input<'_, &str>, place: usize) -> bool {
    matches!(input.at(place), Value::Absent)
}
