//! Reads what a file starts with, for somebody to say what its columns are before it is read as a whole.

use crate::csv::{END_OF_FILE, Fault, Piece, Reader, Row};
use crate::secret::Secret;

/// How many rows are taken.
const ROWS: usize = 4;

/// What stands for a cell that is not UTF-8.
const NOT_TEXT: &str = "\u{FFFD}";

/// The header and the first rows of a file. In a file without a header, the first row is somebody's, and stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The names of the columns.
    pub header: Vec<Secret>,
    /// The first rows that can be read and are not blank, at most four. U+FFFD stands for a cell that is not UTF-8.
    pub rows: Vec<Vec<Secret>>,
    /// What separates the cells.
    pub delimiter: char,
    /// The line on which the header starts, from 1.
    pub line: u32,
    /// How many lines the header has: more than one if a name has a line break.
    pub lines: u32,
}

/// Why a file has no header that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadProblem {
    /// There is nothing in the file.
    Empty,
    /// It is an Excel workbook, or another archive.
    Workbook,
    /// It is UTF-16.
    Utf16,
    /// The header is not UTF-8.
    NotUtf8,
    /// The header is too long or too wide, has a NUL, or a quotation mark that nothing closes.
    Unreadable,
}

impl HeadProblem {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "no_header",
            Self::Workbook => "workbook",
            Self::Utf16 => "utf_16",
            Self::NotUtf8 => "not_utf_8",
            Self::Unreadable => "unreadable_header",
        }
    }
}

impl Head {
    /// Reads the head of a file from its first bytes, in UTF-8. `is_whole`: whether the file ends with them; otherwise the last
    /// row, which may be cut, is left out.
    ///
    /// # Errors
    ///
    /// Why there is no header that can be read.
    pub fn read(bytes: &[u8], is_whole: bool) -> Result<Self, HeadProblem> {
        let last = bytes.iter().rposition(|byte| *byte != END_OF_FILE);
        let (bytes, end): (_, &[u8]) = if is_whole {
            (last.and_then(|last| bytes.get(..=last)), b"\n")
        } else {
            (Some(bytes), b"")
        };
        let mut reader = Reader::new();
        let mut head = None;
        for piece in [bytes.unwrap_or_default(), end] {
            let mut piece = Piece::new(piece);
            while let Some(row) = reader.read(&mut piece) {
                let Some(Self { rows, .. }) = &mut head else {
                    if let Some(problem) = problem(&row) {
                        return Err(problem);
                    }
                    let (header, line) = (texts(&row), row.line);
                    head = Some(Self {
                        header,
                        rows: Vec::new(),
                        delimiter: reader.delimiter(),
                        line,
                        lines: reader.line().saturating_sub(line),
                    });
                    continue;
                };
                if rows.len() < ROWS && row.fault.is_none() && !row.is_blank() {
                    rows.push(texts(&row));
                }
            }
        }
        head.ok_or(if reader.is_within_row() {
            HeadProblem::Unreadable
        } else {
            HeadProblem::Empty
        })
    }
}

/// Why a header cannot be read. Names can be told that have a stray quotation mark.
fn problem(header: &Row<'_>) -> Option<HeadProblem> {
    match header.fault {
        Some(Fault::Workbook) => Some(HeadProblem::Workbook),
        Some(Fault::Utf16) => Some(HeadProblem::Utf16),
        Some(Fault::TooLong | Fault::Truncated | Fault::Nul) => Some(HeadProblem::Unreadable),
        None | Some(Fault::Quotes) if header.is_too_wide() => Some(HeadProblem::Unreadable),
        None | Some(Fault::Quotes) => header
            .cells()
            .any(|cell| cell.is_none())
            .then_some(HeadProblem::NotUtf8),
    }
}

fn texts(row: &Row<'_>) -> Vec<Secret> {
    let mut texts = Vec::with_capacity(row.len());
    for cell in row.cells() {
        texts.push(Secret::new(cell.unwrap_or(NOT_TEXT).to_owned()));
    }
    texts
}
