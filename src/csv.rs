//! Reads CSV in pieces of bytes: rows of cells, or what is wrong with a row.
//!
//! It follows RFC 4180 strictly. The crates for CSV guess what a stray quotation mark means, which changes the cell: a password
//! would be set to something else than the file shows. They are slower, too.

use std::str::Utf8Error;

use zeroize::Zeroize;

use crate::text::ByteLanes;

/// The most bytes of the cells of a row together, or of the header line. The buffer has this size from the start: growing would
/// leave copies of secrets behind.
pub(crate) const MAX_ROW: usize = 16 * 1024;

/// How many cells of a row are kept; others are only counted. Exports of directories have far fewer columns.
const MAX_CELLS: usize = 1024;

/// The characters that may separate cells. The first one is taken if the header has none of them.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// What Excel and others write before UTF-8.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The character with which some DOS and Windows programs end a file. It is no part of the text.
pub(crate) const END_OF_FILE: u8 = 0x1A;

/// What ends a line.
pub(crate) const LINE_END: &str = "\r\n";

/// How the line begins that tells spreadsheets which character separates the cells.
const SAYS: &[u8] = b"sep=";

/// How the line begins in which PowerShell names the type of the rows.
const TYPE: &[u8] = b"#TYPE ";

/// The first bytes of Excel workbooks: `.xlsx`, which is a ZIP archive, and `.xls`.
const ARCHIVES: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

/// Why a row cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A quotation mark within a cell that does not start with one, or text behind the one that ends a cell.
    Quotes,
    /// More than [`MAX_ROW`] bytes.
    TooLong,
    /// The file ended within quotation marks.
    Truncated,
    /// Of a header: the file is a workbook, or an archive.
    Workbook,
    /// Of a header: the file is UTF-16.
    Utf16,
    /// Of a header: it has a NUL.
    Nul,
}

/// Where in a row the next byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the first byte of a row.
    Row,
    /// Before the first byte of another cell.
    Cell,
    /// In a cell without quotation marks.
    Plain,
    /// Between quotation marks.
    Quoted,
    /// Behind a quotation mark between quotation marks: it ends the cell, or another one follows and stands for both.
    Quote,
    /// In the header, which is kept as it stands until its delimiter is known; whether between quotation marks.
    Header(bool),
}

/// A piece of a file, of which rows are taken from the front.
pub(crate) struct Piece<'a> {
    bytes: &'a [u8],
    /// Their beginning, as far as it is UTF-8.
    text: &'a str,
}

impl<'a> Piece<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let valid = |error: Utf8Error| bytes.get(..error.valid_up_to());
        let text = std::str::from_utf8(bytes)
            .or_else(|error| std::str::from_utf8(valid(error).unwrap_or_default()));
        Self {
            bytes,
            text: text.unwrap_or_default(),
        }
    }

    /// Drops all but the rest of the bytes.
    fn leave(&mut self, rest: &'a [u8]) {
        let taken = self.bytes.len().saturating_sub(rest.len());
        *self = match self.text.get(taken..) {
            Some(text) => Self { bytes: rest, text },
            None => Self::new(rest),
        };
    }
}

/// A row, until the next one is read.
pub(crate) struct Row<'a> {
    bytes: &'a [u8],
    /// The same, where all of it is UTF-8.
    text: Option<&'a str>,
    /// Where in it each cell starts and ends.
    cells: &'a [(usize, usize)],
    /// How many more there are.
    more: usize,
    pub(crate) fault: Option<Fault>,
    /// The line on which it starts, from 1.
    pub(crate) line: u32,
}

impl<'a> Row<'a> {
    /// How many cells it has.
    pub(crate) fn len(&self) -> usize {
        self.cells.len().saturating_add(self.more)
    }

    /// Whether it has more than [`MAX_CELLS`].
    pub(crate) const fn is_too_wide(&self) -> bool {
        self.more > 0
    }

    /// Its cells; `None` for one that is not UTF-8.
    pub(crate) fn cells(&self) -> impl Iterator<Item = Option<&'a str>> {
        let (bytes, text) = (self.bytes, self.text);
        self.cells.iter().map(move |&(start, end)| match text {
            // A character that two cells share half each of is none: it is cut, and there is no such piece.
            Some(text) => text.get(start..end),
            None => std::str::from_utf8(bytes.get(start..end)?).ok(),
        })
    }

    /// Whether it has nothing but separators and blanks.
    pub(crate) fn is_blank(&self) -> bool {
        self.fault.is_none()
            && self.more == 0
            && self.cells().all(|cell| cell.is_some_and(is_blank))
    }
}

/// Whether a cell has nothing visible in it.
fn is_blank(cell: &str) -> bool {
    cell.chars()
        .all(|it| matches!(it, ' ' | '\t' | '\u{A0}' | '\u{1A}' | '\u{FEFF}'))
}

/// Reads one row at a time.
pub(crate) struct Reader {
    delimiter: u8,
    /// Whether the file says itself what separates its cells.
    is_said: bool,
    place: Place,
    /// The bytes of a row that is not read at once, and where in the row each cell starts and ends.
    kept: Vec<u8>,
    cells: Vec<(usize, usize)>,
    /// How many cells there are beyond those that are told apart.
    more: usize,
    fault: Option<Fault>,
    /// The line of the next byte, and the one on which the row starts.
    line: u32,
    start: u32,
    /// Whether a line feed would belong to the carriage return before it.
    after_return: bool,
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.kept.zeroize();
    }
}

impl Reader {
    pub(crate) fn new() -> Self {
        Self {
            delimiter: DELIMITERS[0],
            is_said: false,
            place: Place::Header(false),
            kept: Vec::with_capacity(MAX_ROW),
            cells: Vec::new(),
            more: 0,
            fault: None,
            line: 1,
            start: 1,
            after_return: false,
        }
    }

    /// What separates the cells, once the header was read.
    pub(crate) const fn delimiter(&self) -> char {
        self.delimiter as char
    }

    /// The line of the next byte, from 1.
    pub(crate) const fn line(&self) -> u32 {
        self.line
    }

    /// Whether a row was begun that has not ended yet.
    pub(crate) fn is_within_row(&self) -> bool {
        !self.kept.is_empty()
    }

    /// Takes the next row from the piece; `None` if the piece ends first, and then the next piece goes on with the row. The first
    /// row is the header. What programs write above it is skipped, and so are empty lines.
    pub(crate) fn read<'r, 'a: 'r>(&'r mut self, piece: &mut Piece<'a>) -> Option<Row<'r>> {
        if self.place == Place::Row {
            self.clear();
            if !piece.bytes.is_empty() && std::mem::take(&mut self.after_return) {
                piece.leave(piece.bytes.strip_prefix(b"\n").unwrap_or(piece.bytes));
            }
            if let Some(text) = self.read_at_once(piece) {
                return Some(self.row(text.as_bytes(), Some(text)));
            }
            self.clear();
        }
        let is_header = matches!(self.place, Place::Header(_));
        loop {
            let (rest, complete) = self.read_on(piece.bytes);
            piece.leave(rest);
            if !complete {
                return None;
            }
            if !is_header || !self.is_above_header() {
                return Some(self.kept_row(is_header));
            }
            self.clear();
            self.place = Place::Header(false);
            self.start = self.line;
        }
    }

    /// Whether the line that was kept stands above the header: `sep=` with a delimiter, which is noted, `#TYPE`, or a line of
    /// nothing but delimiters and blanks.
    fn is_above_header(&mut self) -> bool {
        let line = without_marks(&self.kept);
        let bare = line
            .strip_prefix(b"\"")
            .and_then(|it| it.strip_suffix(b"\""));
        if let Some(delimiter) = said(bare.unwrap_or(line)) {
            self.delimiter = delimiter;
            self.is_said = true;
            return true;
        }
        let kind = line.get(..TYPE.len());
        kind.is_some_and(|it| it.eq_ignore_ascii_case(TYPE))
            || std::str::from_utf8(line).is_ok_and(|line| {
                line.split(|it| DELIMITERS.map(char::from).contains(&it))
                    .all(is_blank)
            })
    }

    fn clear(&mut self) {
        self.kept.clear();
        self.cells.clear();
        self.more = 0;
        self.fault = None;
    }

    fn row<'r>(&'r self, bytes: &'r [u8], text: Option<&'r str>) -> Row<'r> {
        Row {
            bytes,
            text,
            cells: &self.cells,
            more: self.more,
            fault: self.fault,
            line: self.start,
        }
    }

    /// The row that was kept. A header is split only now, when it is whole.
    fn kept_row(&mut self, is_header: bool) -> Row<'_> {
        if is_header {
            self.split_header();
        }
        self.row(&self.kept, std::str::from_utf8(&self.kept).ok())
    }

    /// Reads up to the end of a row. Returns the rest of the bytes, and whether the row ended.
    fn read_on<'a>(&mut self, mut bytes: &'a [u8]) -> (&'a [u8], bool) {
        loop {
            bytes = self.skip(bytes);
            let Some((&byte, rest)) = bytes.split_first() else {
                return (bytes, false);
            };
            bytes = rest;
            let after_return = std::mem::replace(&mut self.after_return, byte == b'\r');
            let ends_line = byte == b'\n' || byte == b'\r';
            if byte == b'\n' && after_return {
                // The second half of a line's end: it was counted. Within quotation marks it is content.
                if matches!(self.place, Place::Quoted | Place::Header(true)) {
                    self.keep(&[byte]);
                }
                continue;
            }
            if ends_line {
                self.line = self.line.saturating_add(1);
            }
            if self.step(byte, ends_line) {
                return (bytes, true);
            }
        }
    }

    /// Reads a row if the piece has all of it and its quotation marks do nothing but enclose whole cells, which is so for almost
    /// every row. Returns the row as it stands, with the quotation marks; `None` if it is another one.
    fn read_at_once<'a>(&mut self, piece: &mut Piece<'a>) -> Option<&'a str> {
        let bytes = piece.text.as_bytes();
        let before = |rest: &[u8]| bytes.len().saturating_sub(rest.len());
        let mut rest = bytes;
        let (row, end) = loop {
            let quoted = rest.first() == Some(&b'"');
            rest = rest.get(usize::from(quoted)..)?;
            let start = before(rest);
            rest = rest.get(self.run(rest, quoted)..)?;
            self.end_cell(start, before(rest));
            if quoted {
                rest = rest.strip_prefix(b"\"")?;
            }
            let row = before(rest);
            let (&byte, after) = rest.split_first()?;
            rest = after;
            match byte {
                _ if byte == self.delimiter => {}
                b'\n' | b'\r' if (1..=MAX_ROW).contains(&row) => break (row, byte),
                _ => return None,
            }
        };
        let text = piece.text.get(..row)?;
        self.start = self.line;
        self.line = self.line.saturating_add(1);
        self.after_return = end == b'\r' && rest.is_empty();
        if end == b'\r' {
            rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        let taken = before(rest);
        piece.leave(piece.bytes.get(taken..)?);
        Some(text)
    }

    /// How many bytes at the start are content of a cell, with or without quotation marks around it.
    fn run(&self, bytes: &[u8], quoted: bool) -> usize {
        if quoted {
            ByteLanes::before(bytes, quotes_and_ends)
        } else {
            ByteLanes::before(bytes, |lanes| {
                quotes_and_ends(lanes) | lanes.equal(self.delimiter)
            })
        }
    }

    /// Keeps the bytes at the start that are content of a cell, at once. Returns the rest.
    fn skip<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let run = match self.place {
            Place::Plain => self.run(bytes, false),
            Place::Quoted => self.run(bytes, true),
            Place::Row | Place::Cell | Place::Quote | Place::Header(_) => 0,
        };
        let (run, rest) = bytes.split_at_checked(run).unwrap_or((bytes, &[]));
        if !run.is_empty() {
            self.after_return = false;
            self.keep(run);
        }
        rest
    }

    /// Takes one byte. Returns whether it ends a row.
    fn step(&mut self, byte: u8, ends_line: bool) -> bool {
        if let Place::Header(quoted) = self.place {
            if ends_line && !quoted {
                if self.kept.is_empty() {
                    self.start = self.line;
                    return false;
                }
                self.place = Place::Row;
                return true;
            }
            self.place = Place::Header(quoted != (byte == b'"'));
            self.keep(&[byte]);
            return false;
        }
        match (self.place, byte) {
            (Place::Row, _) if ends_line => {}
            (Place::Row | Place::Cell, b'"') => {
                self.begin();
                self.place = Place::Quoted;
            }
            (Place::Quoted, b'"') => self.place = Place::Quote,
            (Place::Quote, b'"') => {
                self.keep(&[byte]);
                self.place = Place::Quoted;
            }
            (Place::Quoted, _) => self.keep(&[byte]),
            _ if ends_line => {
                self.end_kept_cell();
                self.place = Place::Row;
                return true;
            }
            _ if byte == self.delimiter => {
                self.begin();
                self.end_kept_cell();
                self.place = Place::Cell;
            }
            (Place::Plain, b'"') | (Place::Quote, _) => {
                self.fault = self.fault.or(Some(Fault::Quotes));
                self.place = Place::Plain;
            }
            _ => {
                self.begin();
                self.keep(&[byte]);
                self.place = Place::Plain;
            }
        }
        false
    }

    /// Notes where a row starts, before its first byte is taken.
    fn begin(&mut self) {
        if self.place == Place::Row {
            self.start = self.line;
        }
    }

    fn keep(&mut self, bytes: &[u8]) {
        if bytes.len() > MAX_ROW.saturating_sub(self.kept.len()) {
            self.fault = Some(Fault::TooLong);
        } else {
            self.kept.extend_from_slice(bytes);
        }
    }

    /// Ends the cell of everything that was kept since the last one.
    fn end_kept_cell(&mut self) {
        let start = self.cells.last().map_or(0, |&(_, end)| end);
        self.end_cell(start, self.kept.len());
    }

    fn end_cell(&mut self, start: usize, end: usize) {
        if self.cells.len() < MAX_CELLS {
            self.cells.push((start, end));
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    /// Ends the file. Returns the last row if no line break ended it.
    pub(crate) fn finish(&mut self) -> Option<Row<'_>> {
        let is_header = matches!(self.place, Place::Header(_));
        let is_row = self.end_file() && !(is_header && self.is_above_header());
        is_row.then(|| self.kept_row(is_header))
    }

    /// Ends the row that the file ends in. Returns whether there is one.
    fn end_file(&mut self) -> bool {
        match self.place {
            Place::Row => return false,
            Place::Header(_) if self.kept.is_empty() => return false,
            Place::Quoted | Place::Header(true) => self.fault = Some(Fault::Truncated),
            Place::Cell | Place::Plain | Place::Quote | Place::Header(false) => {}
        }
        self.end_kept_cell();
        self.place = Place::Row;
        true
    }

    /// Finds the delimiter, the one that the header has most of outside quotation marks, and splits the header by it.
    fn split_header(&mut self) {
        let mut header = std::mem::replace(&mut self.kept, Vec::with_capacity(MAX_ROW));
        let bytes = without_marks(&header);
        let mut most = 0;
        let unsaid = DELIMITERS.into_iter().filter(|_| !self.is_said);
        for delimiter in unsaid {
            let mut quoted = false;
            let outside = bytes.iter().filter(|&&byte| {
                quoted = quoted != (byte == b'"');
                !quoted && byte == delimiter
            });
            let count = outside.count();
            if count > most {
                most = count;
                self.delimiter = delimiter;
            }
        }
        let (line, start, after_return, fault) =
            (self.line, self.start, self.after_return, self.fault);
        self.clear();
        self.read_on(bytes);
        if !self.end_file() {
            // Nothing but the mark.
            self.end_kept_cell();
        }
        self.fault = not_text(&header).or(fault).or(self.fault);
        (self.line, self.start, self.after_return) = (line, start, after_return);
        header.zeroize();
    }
}

/// The delimiter of a line `sep=`; `None` for another line. A spreadsheet that has saved the file again may have repeated the
/// delimiter behind it.
fn said(line: &[u8]) -> Option<u8> {
    let (start, separators) = line.split_at_checked(SAYS.len())?;
    let (&first, more) = separators.split_first()?;
    let separates = first == b'\t' || (first.is_ascii_punctuation() && first != b'"');
    (start.eq_ignore_ascii_case(SAYS) && separates && more.iter().all(|it| *it == first))
        .then_some(first)
}

/// Why a header is not text, judged by its first bytes and by how many NULs it has; `None` if it may be text.
fn not_text(header: &[u8]) -> Option<Fault> {
    let nuls = |first| {
        header
            .iter()
            .skip(first)
            .step_by(2)
            .filter(|it| **it == 0)
            .count()
    };
    let (even, odd) = (nuls(0), nuls(1));
    if ARCHIVES.iter().any(|start| header.starts_with(start)) {
        Some(Fault::Workbook)
    } else if [b"\xFF\xFE", b"\xFE\xFF"]
        .iter()
        .any(|mark| header.starts_with(*mark))
        || even.max(odd).saturating_mul(3) >= header.len()
    {
        Some(Fault::Utf16)
    } else {
        (even != 0 || odd != 0).then_some(Fault::Nul)
    }
}

/// The text without the byte order marks at its start. There may be several: some programs add one to a file that has one.
fn without_marks(mut text: &[u8]) -> &[u8] {
    while let Some(rest) = text.strip_prefix(BYTE_ORDER_MARK.as_bytes()) {
        text = rest;
    }
    text
}

/// Marks quotation marks and ends of lines.
const fn quotes_and_ends(lanes: ByteLanes) -> u64 {
    lanes.equal(b'"') | lanes.equal(b'\n') | lanes.equal(b'\r')
}

/// Characters with which a formula starts in a spreadsheet; the last four are those of Japanese keyboards.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Characters after which a cell starts in a spreadsheet that takes another delimiter than this file has. Quotation marks in the
/// middle of its cells do not keep such a spreadsheet from splitting there.
const STARTS_CELL: [char; 6] = [',', ';', '\t', '|', '\n', '\r'];

/// Writes a cell for spreadsheets, with an apostrophe wherever one of them would read a formula.
pub(crate) fn write_safely(out: &mut String, cell: &str) {
    // Almost every cell.
    if !cell.starts_with('"') && !cell.starts_with(FORMULA) && !cell.contains(STARTS_CELL) {
        return write(out, cell);
    }
    let mut safe = String::with_capacity(cell.len().saturating_add(8));
    let mut rest = cell;
    loop {
        if rest.trim_start_matches('"').starts_with(FORMULA) {
            safe.push('\'');
        }
        let end = rest
            .find(STARTS_CELL)
            .map_or(rest.len(), |at| at.saturating_add(1));
        let (before, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        safe.push_str(before);
        if after.is_empty() {
            break;
        }
        rest = after;
    }
    write(out, &safe);
}

/// Writes a cell as it is.
pub(crate) fn write(out: &mut String, cell: &str) {
    if !cell.contains([',', ';', '\t', '"', '\n', '\r']) {
        out.push_str(cell);
        return;
    }
    out.push('"');
    for character in cell.chars() {
        if character == '"' {
            out.push('"');
        }
        out.push(character);
    }
    out.push('"');
}
