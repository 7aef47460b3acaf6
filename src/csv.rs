//! CSV bytes in, in any pieces; rows of cells out, or what is wrong with a row.
//!
//! RFC 4180, and as strict as it: readers that guess what a stray quotation mark means change the cell, and here a cell may
//! be a password, which would be set to something else than what the file shows. That, and its speed, is why this is no
//! crate: the ones there are guess.

use std::str::Utf8Error;

use zeroize::Zeroize;

use crate::text::Eight;

/// How many bytes the cells of a row, or the header as it stands, may have. All of them are there from the start, so that
/// no copy of a secret stays behind where a buffer grew.
pub(crate) const MAX_ROW: usize = 16 * 1024;

/// How many cells of a row are told apart: many times as many as exports of directories have columns.
const MAX_CELLS: usize = 1024;

/// The characters that may separate cells, the one taken where the header has none first.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// What Excel and others write before UTF-8.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// What ends a line.
pub(crate) const LINE_END: &str = "\r\n";

/// What is wrong with a row as a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A quotation mark within a cell that does not start with one, or text behind the one that ends a cell.
    Quotes,
    /// More than [`MAX_ROW`] bytes.
    TooLong,
    /// The file ended within quotation marks.
    Truncated,
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
    /// As many of them as are known to be text.
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

    /// Leaves the rest of the bytes.
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
    text: Option<&'a str>,
    /// Where in the text each cell starts and ends.
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

    /// Whether it has more than are told apart.
    pub(crate) const fn is_too_wide(&self) -> bool {
        self.more > 0
    }

    /// Its cells; `None` for one that is not UTF-8.
    pub(crate) fn cells(&self) -> impl Iterator<Item = Option<&'a str>> {
        let text = self.text;
        // A character that two cells share half each of is none: it is cut, and there is no such piece.
        self.cells
            .iter()
            .map(move |&(start, end)| text?.get(start..end))
    }
}

/// Reads one row at a time.
pub(crate) struct Reader {
    delimiter: u8,
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

    /// Takes a row from the piece; `None` where it does not end there. The first row is the header. Empty lines are no rows.
    pub(crate) fn read<'r, 'a: 'r>(&'r mut self, piece: &mut Piece<'a>) -> Option<Row<'r>> {
        if self.place == Place::Row {
            self.clear();
            if !piece.bytes.is_empty() && std::mem::take(&mut self.after_return) {
                piece.leave(piece.bytes.strip_prefix(b"\n").unwrap_or(piece.bytes));
            }
            if let Some(text) = self.read_at_once(piece) {
                return Some(self.row(Some(text)));
            }
            self.clear();
        }
        let is_header = matches!(self.place, Place::Header(_));
        let (rest, complete) = self.read_on(piece.bytes);
        piece.leave(rest);
        complete.then(|| self.kept_row(is_header))
    }

    fn clear(&mut self) {
        self.kept.clear();
        self.cells.clear();
        self.more = 0;
        self.fault = None;
    }

    fn row<'r>(&'r self, text: Option<&'r str>) -> Row<'r> {
        Row {
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
        self.row(std::str::from_utf8(&self.kept).ok())
    }

    /// Reads up to the end of a row. The rest of the bytes, and whether the row ended.
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

    /// Reads a row that is there whole and in which every quotation mark encloses a cell that needs none: almost every row.
    /// `None` where the row is not such a one.
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

    /// How many bytes mean themselves, in a cell with or without quotation marks.
    fn run(&self, bytes: &[u8], quoted: bool) -> usize {
        if quoted {
            Eight::before(bytes, quotes_and_ends)
        } else {
            Eight::before(bytes, |eight| {
                quotes_and_ends(eight) | eight.equal(self.delimiter)
            })
        }
    }

    /// Keeps all bytes at once that mean themselves.
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

    /// Takes one byte. Whether it ends a row.
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

    /// Ends the file. The row that has no line's end, if there is one.
    pub(crate) fn finish(&mut self) -> Option<Row<'_>> {
        let is_header = matches!(self.place, Place::Header(_));
        self.end_file().then(|| self.kept_row(is_header))
    }

    /// Whether a row ended with the file.
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
        let bytes = header
            .strip_prefix(BYTE_ORDER_MARK.as_bytes())
            .unwrap_or(&header);
        let mut most = 0;
        for delimiter in DELIMITERS {
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
        let (line, after_return, fault) = (self.line, self.after_return, self.fault);
        self.clear();
        self.read_on(bytes);
        if !self.end_file() {
            // Nothing but the mark.
            self.end_kept_cell();
        }
        self.fault = fault.or(self.fault);
        (self.line, self.after_return) = (line, after_return);
        header.zeroize();
    }
}

/// Marks quotation marks and ends of lines.
const fn quotes_and_ends(eight: Eight) -> u64 {
    eight.equal(b'"') | eight.equal(b'\n') | eight.equal(b'\r')
}

/// What starts a formula, the last four where the keyboard is a Japanese one.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Writes a cell for spreadsheets: one that would be run as a formula is made a text by an apostrophe before it.
pub(crate) fn write_safely(out: &mut String, cell: &str) {
    let formula = cell.starts_with(FORMULA);
    write_quoted(out, if formula { "'" } else { "" }, cell);
}

/// Writes a cell as it is.
pub(crate) fn write(out: &mut String, cell: &str) {
    write_quoted(out, "", cell);
}

fn write_quoted(out: &mut String, before: &str, cell: &str) {
    if !cell.contains([',', ';', '\t', '"', '\n', '\r']) {
        out.push_str(before);
        out.push_str(cell);
        return;
    }
    out.push('"');
    out.push_str(before);
    for character in cell.chars() {
        if character == '"' {
            out.push('"');
        }
        out.push(character);
    }
    out.push('"');
}
