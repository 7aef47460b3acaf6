//! Works out what each column of a CSV file is from the header.

use crate::batch::{Refusal, letters};
use crate::model::{NameKind, Operation};

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The member at this place of the operation.
    Member(usize),
    /// A name of the user, which some policies keep out of the password.
    Name(NameKind),
    /// Something else: it is passed over.
    LeftOut,
}

/// Other names of the password, by letters and digits: those of exports and templates. Names of an old password are not among
/// them.
const PASSWORD: &[&str] = &["password", "newpassword", "密码", "新密码"];

/// Other names of the member that says whose credential is reset.
const TARGET: &[&str] = &["user", "用户"];

/// More names of that member if it is an ID, which its own name says. A column of names or addresses is no column of IDs.
const TARGET_ID: &[&str] = &["id", "userid", "用户id", "用户标识"];

/// What other IDs are of, and other words for it: `OrgId` is the member `OrganizationId`.
const OWNERS: &[(&str, &[&str])] = &[
    ("organization", &["org", "organisation", "组织"]),
    ("account", &["账户", "账号"]),
    ("directory", &["目录"]),
];

/// Characters that separate cells in some files. One in the name of a column shows that the rows, too, have a second separator,
/// which would become part of a password.
const SEPARATORS: [char; 20] = [
    ',', ';', '\t', '|', ':', '^', '~', '¦', '\u{1C}', '\u{1D}', '\u{1E}', '\u{1F}', '，', '；',
    '：', '｜', '、', '،', '؛', '\u{37E}',
];

/// Marks that some programs put around every cell. CSV knows only the double quotation mark, so that others would become part of a
/// password.
const OPENING: [char; 10] = ['\'', '`', '[', '*', '«', '‘', '‚', '“', '„', '”'];
const CLOSING: [char; 9] = ['\'', '`', ']', '*', '»', '’', '‘', '”', '“'];

/// What the columns of a file are.
pub(crate) struct Header {
    pub(crate) columns: Vec<Column>,
    /// How many columns every row has; those behind them have no names.
    pub(crate) named: usize,
}

impl Header {
    /// Reads the names of columns, `None` for one that is not UTF-8. What the caller says of a column comes first, then the
    /// names of the members, then other names of those that no column has.
    pub(crate) fn read<'a>(
        operation: &Operation,
        cells: impl Iterator<Item = Option<&'a str>>,
        said: &[(String, Column)],
        ignored: &[String],
    ) -> Result<Self, Refusal> {
        let cells = cells.collect::<Option<Vec<_>>>().ok_or(NOT_UTF8)?;
        if let Some((heading, _)) =
            (said.iter()).find(|(heading, _)| !cells.iter().any(|cell| is_same(cell, heading)))
        {
            return Err(Refusal::MissingHeading(heading.clone()));
        }
        let named = (cells
            .iter()
            .rposition(|cell| letters(cell).next().is_some()))
        .map_or(0, |last| last.saturating_add(1));
        let mut columns: Vec<_> = cells
            .iter()
            .map(|cell| {
                let of_caller = said.iter().find(|(heading, _)| is_same(cell, heading));
                let is_ignored = || ignored.iter().any(|name| is_same(cell, name));
                match of_caller {
                    Some((_, column)) => Some(*column),
                    None if is_ignored() => Some(Column::LeftOut),
                    None => member(operation, cell).map(Column::Member),
                }
            })
            .collect();
        let given = columns.clone();
        for (column, cell) in columns.iter_mut().zip(&cells) {
            let other = || other_name(operation, cell).map(Column::Member);
            *column = column.or_else(|| other().filter(|it| !given.contains(&Some(*it))));
        }
        Self::refuse(operation, &cells, &columns, named)?;
        // Behind the last name there may be nothing but separators.
        let columns = columns.into_iter().map(|it| it.unwrap_or(Column::LeftOut));
        Ok(Self {
            columns: columns.collect(),
            named,
        })
    }

    /// Refuses the first column that cannot be used, and with one that is unknown all that are.
    fn refuse(
        operation: &Operation,
        cells: &[&str],
        columns: &[Option<Column>],
        named: usize,
    ) -> Result<(), Refusal> {
        let mut earlier: Vec<Column> = Vec::new();
        let separator = |cell: &str| cell.chars().find(|it| SEPARATORS.contains(it));
        let is_split = |cell: &str| {
            separator(cell).is_some()
                && cell.split(SEPARATORS).any(|part| is_known(operation, part))
        };
        if named > 0 && cells.iter().take(named).all(|cell| is_enclosed(cell)) {
            return Err(ENCLOSED);
        }
        let all = (1..).zip(columns.iter().zip(cells).take(named));
        for (place, (column, cell)) in all.clone() {
            match (column, separator(cell)) {
                (Some(Column::LeftOut), _) => {}
                (Some(_), Some(separator)) => {
                    return Err(Refusal::SecondSeparator(place, separator));
                }
                (None, Some(separator)) if is_split(cell) => {
                    return Err(Refusal::SecondSeparator(place, separator));
                }
                (None, _) if columns.iter().all(Option::is_none) => {
                    return Err(Refusal::NotAHeader);
                }
                (None, _) => {
                    let unknown =
                        all.filter(|(_, (column, cell))| column.is_none() && !is_split(cell));
                    return Err(Refusal::UnknownColumns(
                        unknown.map(|(place, _)| place).collect(),
                    ));
                }
                (Some(column), None) if earlier.contains(column) => {
                    return Err(Refusal::DuplicateColumn(place));
                }
                (Some(column), None) => earlier.push(*column),
            }
        }
        Ok(())
    }
}

/// Whether two of the names that the caller gives are the same.
pub(crate) fn name_one_twice(said: &[(String, Column)]) -> bool {
    let mut earlier = Vec::new();
    said.iter().any(|(heading, _)| {
        let letters: Vec<_> = letters(heading).collect();
        let is_known = earlier.contains(&letters);
        earlier.push(letters);
        is_known
    })
}

const NOT_UTF8: Refusal = Refusal::UnreadableHeader(
    "it is not UTF-8 text: save the file as CSV UTF-8, or say which encoding it has",
);

const ENCLOSED: Refusal = Refusal::UnreadableHeader(
    "each name stands between marks that would become part of the values: save the file with double quotation marks or none",
);

fn is_enclosed(cell: &str) -> bool {
    let name = cell.trim();
    name.starts_with(OPENING) && name.ends_with(CLOSING)
}

/// Whether two names have the same letters and digits, in any case: `UserId`, `User ID`, `user_id` and the flag `--user-id`
/// are one name.
fn is_same(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// The place of the member that a column is named after, by name, label or flag.
fn member(operation: &Operation, cell: &str) -> Option<usize> {
    let cell = without_mark(cell);
    let mut members = operation.members.iter();
    let named = members.position(|member| is_same(cell, &member.name));
    let labelled = || {
        let mut members = operation.members.iter();
        members.position(|member| is_same(cell, &member.label))
    };
    let flagged = || {
        let mut flags = operation.command.as_ref()?.flags.iter();
        flags.position(|flag| flag.as_ref().is_some_and(|flag| is_same(cell, flag)))
    };
    named.or_else(labelled).or_else(flagged)
}

/// The place of the member that has this other name, by [`PASSWORD`], [`TARGET`], [`TARGET_ID`] or [`OWNERS`].
fn other_name(operation: &Operation, cell: &str) -> Option<usize> {
    let cell = without_mark(cell);
    let is_one = |names: &[&str]| names.iter().any(|name| letters(cell).eq(name.chars()));
    let is_id_of = |name: &str, owner: &&str| letters(name).eq(owner.chars().chain("id".chars()));
    (0..).zip(&operation.members).find_map(|(place, member)| {
        let is_id = || letters(&member.name).collect::<String>().ends_with("id");
        let same_id = |(owner, others): &(&str, &[&str])| {
            is_id_of(&member.name, owner) && others.iter().any(|other| is_id_of(cell, other))
        };
        let fits = operation.is_password(place) && is_one(PASSWORD)
            || member.target && (is_one(TARGET) || is_one(TARGET_ID) && is_id())
            || OWNERS.iter().any(same_id);
        fits.then_some(place)
    })
}

fn is_known(operation: &Operation, name: &str) -> bool {
    member(operation, name).is_some() || other_name(operation, name).is_some()
}

/// The name without what templates write behind it: `User ID [Required]`.
fn without_mark(cell: &str) -> &str {
    let bare = cell.trim_end();
    bare.strip_suffix([']', ')'])
        .and_then(|it| it.rsplit_once(['[', '(']))
        .filter(|(_, mark)| ["required", "optional"].iter().any(|it| is_same(mark, it)))
        .map_or(cell, |(name, _)| name)
}
