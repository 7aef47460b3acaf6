//! Reads the text of `--cli-input-json` or `--cli-input-yaml`: the members as they were written, and what is wrong with the
//! text.

use std::cell::Cell;
use std::fmt;
use std::str::Chars;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::position;
use crate::issue::{Issue, IssueKind, Place, RuleSource, Subject, ValueType};
use crate::json;
use crate::model::{Kind, MAX_MEMBERS, Operation};
use crate::text::Utf16;
use crate::validate::{Input, Value};

/// No input is nested deeper than a list or a map, so what is deeper than this is not read to its end.
const MAX_DEPTH: u32 = 32;

/// How many names that are no members, and how many issues, are kept.
const MAX_NOTES: usize = 32;

/// What stands for the value of a name that is no member.
const NOTHING: &[&str] = &[];

/// The greatest whole number that JavaScript holds exactly.
const MAX_INTEGER: u64 = 9_007_199_254_740_991;

/// The format of an input document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON as RFC 8259 has it: no comments, no byte order mark.
    Json,
    /// YAML 1.2, one document.
    Yaml,
}

impl Format {
    const fn name(self) -> &'static str {
        match self {
            Self::Json => "JSON",
            Self::Yaml => "YAML",
        }
    }
}

/// What an input document says. Its `Debug` shows no value.
#[derive(Debug)]
pub struct Document<'a> {
    operation: &'a Operation,
    values: [Option<Written>; MAX_MEMBERS],
    unknown: Vec<String>,
    /// How many names that are no members it has beyond those in `unknown`, repeated ones included.
    more: u32,
    /// What is wrong with the text. With `syntax` among them nothing of the document was taken.
    pub issues: Vec<Issue>,
    /// What is allowed, but not wise.
    pub warnings: Vec<Issue>,
}

/// A value as a document has it.
enum Written {
    Null,
    Boolean(bool),
    Text(Units),
    Integer(i64),
    /// A list of texts.
    List(Vec<Units>),
    /// An object of texts.
    Map(Vec<(Units, Units)>),
    /// Any other number, list or object: of no member's type.
    Other,
}

/// UTF-16, because an escape in JSON can be half a surrogate pair. Wiped when it is dropped.
struct Units(Vec<Cell<u16>>);

impl Drop for Units {
    fn drop(&mut self) {
        for unit in &self.0 {
            unit.set(0);
        }
    }
}

impl Units {
    fn text(&self) -> Utf16<'_> {
        Utf16(&self.0)
    }
}

impl From<&str> for Units {
    fn from(text: &str) -> Self {
        Self(text.encode_utf16().map(Cell::new).collect())
    }
}

impl Written {
    /// Whether a name stands twice in an object of texts.
    fn repeats(&self) -> bool {
        let Self::Map(entries) = self else {
            return false;
        };
        let mut names: Vec<&[Cell<u16>]> = entries.iter().map(|(name, _)| &*name.0).collect();
        names.sort_unstable();
        names
            .windows(2)
            .any(|pair| matches!(pair, [one, other] if one == other))
    }
}

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Written(…)")
    }
}

/// Reads a document. Whatever the text is, this takes time in proportion to its length, and nothing is expanded.
#[must_use]
pub fn read<'a>(operation: &'a Operation, text: &str, format: Format) -> Document<'a> {
    let mut document = Document {
        operation,
        values: [const { None }; MAX_MEMBERS],
        unknown: Vec::new(),
        more: 0,
        issues: Vec::new(),
        warnings: Vec::new(),
    };
    let read = match format {
        Format::Json => Json::new(text).document(&mut document),
        Format::Yaml => Yaml::new(text).document(&mut document),
    };
    if let Err(fault) = read {
        document.values = [const { None }; MAX_MEMBERS];
        document.unknown.clear();
        document.more = 0;
        document.warnings.clear();
        document.issues = vec![issue(
            Subject::Input,
            match fault {
                _ if is_address(text) => IssueKind::Address,
                Fault::Syntax(at) => IssueKind::Syntax {
                    format: format.name(),
                    at,
                },
                Fault::NoObject => IssueKind::WrongType {
                    expected: ValueType::Object,
                },
            },
        )];
    }
    document
}

/// Whether a text is the path or address of a document, which the provider's tool would open, and not the document itself.
fn is_address(text: &str) -> bool {
    let text = text.trim().trim_matches(['"', '\'']);
    let starts = [
        "file://", "fileb://", "http://", "https://", "~/", "/", "./", "../", "~\\", ".\\", "..\\",
    ];
    let drive = |rest: &str| {
        rest.starts_with([':'])
            && rest
                .get(1..)
                .is_some_and(|rest| rest.starts_with(['\\', '/']))
    };
    let named = [".json", ".yaml", ".yml"];
    !text.contains('\n')
        && (starts.iter().any(|start| text.starts_with(start))
            || text
                .strip_prefix(|first: char| first.is_ascii_alphabetic())
                .is_some_and(drive)
            || named
                .iter()
                .any(|end| text.to_ascii_lowercase().ends_with(end)))
}

/// What [`read`] would return for a text with half a surrogate pair, which is valid in neither format.
#[must_use]
pub fn unreadable(operation: &Operation, format: Format) -> Document<'_> {
    // A control character is valid in neither format.
    read(operation, "\u{1}", format)
}

fn issue(subject: Subject, kind: IssueKind) -> Issue {
    Issue {
        subject,
        kind,
        source: RuleSource::Api,
    }
}

/// Why nothing of a document can be taken.
enum Fault {
    Syntax(Place),
    NoObject,
}

/// The values of a document, from which an input is made.
#[derive(Debug)]
pub struct Values<'a> {
    document: &'a Document<'a>,
    lists: Vec<Vec<Utf16<'a>>>,
    maps: Vec<Vec<(Utf16<'a>, Utf16<'a>)>>,
}

impl<'a> Values<'a> {
    /// The members that were written, unchecked; the last one where a member stands twice.
    #[must_use]
    pub fn input(&'a self) -> Input<'a, Utf16<'a>> {
        let mut input = Input::new(self.document.operation);
        let (mut lists, mut maps) = (self.lists.iter(), self.maps.iter());
        for (index, value) in self.document.values.iter().enumerate() {
            let value = match value {
                None => Value::Absent,
                Some(Written::Null) => Value::Null,
                Some(Written::Boolean(on)) => Value::Boolean(*on),
                Some(Written::Text(units)) => Value::Text(units.text()),
                Some(Written::Integer(number)) => Value::Integer(*number),
                Some(Written::List(_)) => {
                    lists.next().map_or(Value::Other, |list| Value::List(list))
                }
                Some(Written::Map(_)) => maps.next().map_or(Value::Other, |map| Value::Map(map)),
                Some(Written::Other) => Value::Other,
            };
            input.set(index, value);
        }
        let unknown = self.document.unknown.iter();
        unknown.fold(input, |input, name| input.with(name, Value::Other))
    }
}

impl Document<'_> {
    /// The values that were written.
    #[must_use]
    pub fn values(&self) -> Values<'_> {
        let (mut lists, mut maps) = (Vec::new(), Vec::new());
        for value in self.values.iter().flatten() {
            match value {
                Written::List(items) => lists.push(items.iter().map(Units::text).collect()),
                Written::Map(entries) => {
                    let texts = entries
                        .iter()
                        .map(|(name, text)| (name.text(), text.text()));
                    maps.push(texts.collect());
                }
                Written::Null
                | Written::Boolean(_)
                | Written::Text(_)
                | Written::Integer(_)
                | Written::Other => {}
            }
        }
        Values {
            document: self,
            lists,
            maps,
        }
    }

    /// The document as JSON: `members`, `more`, which is how many strange ones are not among them, `issues` and `warnings`. A
    /// value of no member's type is a list of a list, and that of a strange name an empty list.
    pub fn write_json(&self, out: &mut String) {
        out.push_str("{\"members\":");
        let mut members = json::Object::open(out);
        for (member, value) in self.operation.members.iter().zip(&self.values) {
            match value {
                None => {}
                Some(Written::Null) => members.null(&member.name),
                Some(Written::Boolean(on)) => members.boolean(&member.name, *on),
                Some(Written::Text(units)) => members.units(&*member.name, units.text()),
                Some(Written::Integer(number)) => members.integer(&member.name, *number),
                Some(Written::List(items)) => members.list(&member.name, items, |out, item| {
                    json::quote_units(out, item.text());
                }),
                Some(Written::Map(entries)) => {
                    let mut map = members.object(&member.name);
                    for (name, text) in entries {
                        map.units(name.text(), text.text());
                    }
                    map.close();
                }
                Some(Written::Other) => members.strange(&member.name),
            }
        }
        for name in &self.unknown {
            members.texts(name, NOTHING);
        }
        members.close();
        out.push_str(",\"more\":");
        json::push_number(out, self.more);
        for (name, issues) in [("issues", &self.issues), ("warnings", &self.warnings)] {
            out.push_str(",\"");
            out.push_str(name);
            out.push_str("\":[");
            for (index, issue) in issues.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                issue.write_json(out);
            }
            out.push(']');
        }
        out.push('}');
    }

    /// Takes a member, and notes where it stands twice.
    fn take(&mut self, name: &str, at: Place, value: Written) {
        let repeats = value.repeats();
        let again = if let Some(index) = position(self.operation, name) {
            let slot = self.values.get_mut(index);
            slot.is_some_and(|slot| slot.replace(value).is_some()) || repeats
        } else {
            let again = self.unknown.iter().any(|known| known == name);
            // More than a few strange names say nothing new.
            if !again && self.unknown.len() < MAX_NOTES {
                self.unknown.push(name.to_owned());
            } else if !again {
                self.more = self.more.saturating_add(1);
            }
            again
        };
        if again && self.issues.len() < MAX_NOTES {
            let subject = self.subject(name);
            self.issues
                .push(issue(subject, IssueKind::DuplicateMember { at }));
        }
    }

    fn subject(&self, name: &str) -> Subject {
        position(self.operation, name)
            .and_then(|index| Some(Subject::member(index, self.operation.members.get(index)?)))
            .unwrap_or_else(|| Subject::Unknown(name.chars().take(64).collect()))
    }
}

/// JSON, read strictly, by its characters.
struct Json<'a> {
    rest: Chars<'a>,
    at: Place,
}

impl<'a> Json<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            rest: text.chars(),
            at: Place { line: 1, column: 1 },
        }
    }

    fn document(mut self, document: &mut Document<'_>) -> Result<(), Fault> {
        self.space();
        let object = self.peek() == Some('{');
        if object {
            self.members(&mut |at, name, reader| {
                let value = reader.value(1)?;
                document.take(&name, at, value);
                Ok(())
            })?;
        } else {
            self.value(0)?;
        }
        self.space();
        match (self.peek(), object) {
            (Some(_), _) => self.fault(),
            (None, true) => Ok(()),
            (None, false) => Err(Fault::NoObject),
        }
    }

    fn fault<T>(&self) -> Result<T, Fault> {
        Err(Fault::Syntax(self.at))
    }

    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.rest.next()?;
        if next == '\n' {
            self.at.line = self.at.line.saturating_add(1);
            self.at.column = 1;
        } else {
            self.at.column = self.at.column.saturating_add(1);
        }
        Some(next)
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\n' | '\r')) {
            self.next();
        }
    }

    fn require(&mut self, wanted: char) -> Result<(), Fault> {
        if self.peek() == Some(wanted) {
            self.next();
            Ok(())
        } else {
            self.fault()
        }
    }

    /// An object; `take` reads the value of each member.
    fn members(
        &mut self,
        take: &mut dyn FnMut(Place, String, &mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.list('{', '}', &mut |reader| {
            let at = reader.at;
            let name = reader.string()?;
            let name = char::decode_utf16(name.0.iter().map(Cell::get))
                .map(|unit| unit.unwrap_or('\u{FFFD}'));
            let name = name.collect();
            reader.space();
            reader.require(':')?;
            reader.space();
            take(at, name, reader)
        })
    }

    fn list(
        &mut self,
        open: char,
        close: char,
        item: &mut dyn FnMut(&mut Self) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.require(open)?;
        self.space();
        if self.peek() == Some(close) {
            self.next();
            return Ok(());
        }
        loop {
            item(self)?;
            self.space();
            if self.peek() == Some(close) {
                self.next();
                return Ok(());
            }
            self.require(',')?;
            self.space();
        }
    }

    fn value(&mut self, depth: u32) -> Result<Written, Fault> {
        if depth > MAX_DEPTH {
            return self.fault();
        }
        let deeper = depth.saturating_add(1);
        match self.peek() {
            Some('"') => self.string().map(Written::Text),
            Some('t') => self.word("true").map(|()| Written::Boolean(true)),
            Some('f') => self.word("false").map(|()| Written::Boolean(false)),
            Some('n') => self.word("null").map(|()| Written::Null),
            Some('[') => {
                let (mut items, mut strange) = (Vec::new(), false);
                self.list('[', ']', &mut |reader| {
                    match reader.value(deeper)? {
                        Written::Text(text) => items.push(text),
                        _ => strange = true,
                    }
                    Ok(())
                })?;
                Ok(if strange {
                    Written::Other
                } else {
                    Written::List(items)
                })
            }
            Some('{') => {
                let (mut entries, mut strange) = (Vec::new(), false);
                self.members(&mut |_, name, reader| {
                    match reader.value(deeper)? {
                        Written::Text(text) => entries.push((Units::from(&*name), text)),
                        _ => strange = true,
                    }
                    Ok(())
                })?;
                Ok(if strange {
                    Written::Other
                } else {
                    Written::Map(entries)
                })
            }
            Some('-' | '0'..='9') => {
                let before = self.rest.as_str();
                self.number()?;
                let length = before.len().saturating_sub(self.rest.as_str().len());
                Ok(before
                    .get(..length)
                    .and_then(integer)
                    .map_or(Written::Other, Written::Integer))
            }
            _ => self.fault(),
        }
    }

    fn word(&mut self, word: &str) -> Result<(), Fault> {
        word.chars().try_for_each(|wanted| self.require(wanted))
    }

    fn number(&mut self) -> Result<(), Fault> {
        if self.peek() == Some('-') {
            self.next();
        }
        if self.peek() == Some('0') {
            self.next();
        } else {
            self.digits()?;
        }
        if self.peek() == Some('.') {
            self.next();
            self.digits()?;
        }
        if matches!(self.peek(), Some('e' | 'E')) {
            self.next();
            if matches!(self.peek(), Some('+' | '-')) {
                self.next();
            }
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let mut any = false;
        while matches!(self.peek(), Some('0'..='9')) {
            self.next();
            any = true;
        }
        if any { Ok(()) } else { self.fault() }
    }

    fn string(&mut self) -> Result<Units, Fault> {
        self.require('"')?;
        let mut units = Units(Vec::new());
        loop {
            match self.peek() {
                None | Some('\0'..='\u{1F}') => return self.fault(),
                Some('"') => {
                    self.next();
                    return Ok(units);
                }
                Some('\\') => {
                    self.next();
                    let unit = self.escape()?;
                    units.0.push(Cell::new(unit));
                }
                Some(character) => {
                    let mut buffer = [0; 2];
                    let encoded = character.encode_utf16(&mut buffer);
                    units.0.extend(encoded.iter().copied().map(Cell::new));
                    self.next();
                }
            }
        }
    }

    fn escape(&mut self) -> Result<u16, Fault> {
        let unit = match self.peek() {
            Some('b') => 8,
            Some('t') => 9,
            Some('n') => 10,
            Some('f') => 12,
            Some('r') => 13,
            Some('"') => 34,
            Some('/') => 47,
            Some('\\') => 92,
            Some('u') => {
                self.next();
                let mut unit = 0;
                for _ in 0..4 {
                    let Some(digit) = self.peek().and_then(|digit| digit.to_digit(16)) else {
                        return self.fault();
                    };
                    unit = unit << 4 | digit;
                    self.next();
                }
                return Ok(u16::try_from(unit).unwrap_or(0xFFFD));
            }
            _ => return self.fault(),
        };
        self.next();
        Ok(unit)
    }
}

/// YAML, read by its events.
struct Yaml<'a> {
    text: &'a str,
    lines: Vec<&'a str>,
    /// How far the text was looked at: a line, counted from 0, how many characters of it, and what follows them. It only moves
    /// on, so that a long line with many members is walked once.
    seen: (usize, usize, &'a str),
}

type Step<'a> = Result<(Event<'a>, Span), Fault>;

impl<'a> Yaml<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            lines: text.split('\n').collect(),
            seen: (usize::MAX, 0, ""),
        }
    }

    fn document(mut self, document: &mut Document<'_>) -> Result<(), Fault> {
        let mut last = Place { line: 1, column: 1 };
        let mut parser = Parser::new_from_str(self.text);
        let mut next = || -> Step<'a> {
            let step = parser.next_event();
            let (event, span) = step
                .ok_or(Fault::Syntax(last))?
                .map_err(|error: ScanError| Fault::Syntax(place(error.marker())))?;
            last = place(&span.start);
            Ok((event, span))
        };
        let mut root = next()?;
        while matches!(root.0, Event::StreamStart | Event::DocumentStart(_)) {
            root = next()?;
        }
        let object = matches!(root.0, Event::MappingStart(..));
        if object {
            loop {
                let (key, span) = next()?;
                let at = place(&span.start);
                match key {
                    Event::MappingEnd => break,
                    Event::Scalar(name, ..) => {
                        let value = next()?;
                        self.member(document, &name, at, value, &mut next)?;
                    }
                    _ => return Err(Fault::Syntax(at)),
                }
            }
        } else if !matches!(root.0, Event::StreamEnd) {
            skip(&root.0, &mut next)?;
        }
        let mut end = if matches!(root.0, Event::StreamEnd) {
            root
        } else {
            next()?
        };
        while matches!(end.0, Event::DocumentEnd) {
            end = next()?;
        }
        match (end.0, object) {
            (Event::StreamEnd, true) => Ok(()),
            (Event::StreamEnd, false) => Err(Fault::NoObject),
            _ => Err(Fault::Syntax(place(&end.1.start))),
        }
    }

    /// Takes a member whose value begins with this event.
    fn member(
        &mut self,
        document: &mut Document<'_>,
        name: &str,
        at: Place,
        (event, span): (Event<'a>, Span),
        next: &mut dyn FnMut() -> Step<'a>,
    ) -> Result<(), Fault> {
        let member = position(document.operation, name)
            .and_then(|index| document.operation.members.get(index));
        let (value, as_written) = match (&event, member) {
            (Event::Scalar(..), _) => self.scalar(&event, &span, member.is_some()),
            (Event::SequenceStart(_, None), Some(_)) => self.items(next)?,
            (Event::MappingStart(_, None), Some(_)) => self.entries(next)?,
            (other, _) => {
                skip(other, next)?;
                (Written::Other, true)
            }
        };
        let is_text = matches!(value, Written::Text(_) | Written::List(_) | Written::Map(_));
        let wants_text =
            member.is_none_or(|member| matches!(member.kind, Kind::Text | Kind::Enum(_)));
        let sound = as_written || (!is_text && !wants_text);
        document.take(name, at, value);
        if !sound && document.issues.len() < MAX_NOTES {
            let begin = place(&span.start);
            // A block begins on the line after its member.
            let at = if begin.line == at.line { begin } else { at };
            let note = issue(document.subject(name), IssueKind::Unquoted { at });
            // A password that is not the one that was typed locks a person out. Everything else is seen to be wrong.
            if member.is_some_and(|member| member.sensitive) || !is_text {
                document.issues.push(note);
            } else {
                document.warnings.push(note);
            }
        }
        Ok(())
    }

    /// A scalar, and whether every reader of YAML takes it for the same text. What follows it is looked at where it matters.
    fn scalar(&mut self, event: &Event<'a>, span: &Span, matters: bool) -> (Written, bool) {
        let Event::Scalar(text, style, anchor, tag) = event else {
            return (Written::Other, true);
        };
        // What ends a line to some readers is a character to others.
        let breaks = text.contains(['\u{85}', '\u{2028}', '\u{2029}']);
        let bare = *anchor == 0 && tag.is_none() && !breaks;
        match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => (text_value(text), bare),
            // They keep the last line break, or fold others.
            ScalarStyle::Literal | ScalarStyle::Folded => (text_value(text), false),
            ScalarStyle::Plain => {
                let (value, as_written) = resolve(text);
                let cut = matters && self.is_cut(span);
                (value, as_written && bare && !cut)
            }
        }
    }

    /// The rest of a list, and whether every reader takes its items for the same texts.
    fn items(&mut self, next: &mut dyn FnMut() -> Step<'a>) -> Result<(Written, bool), Fault> {
        let (mut items, mut strange, mut sound) = (Vec::new(), false, true);
        loop {
            let (event, span) = next()?;
            if matches!(event, Event::SequenceEnd) {
                break;
            }
            let (value, as_written) = self.scalar(&event, &span, true);
            skip(&event, next)?;
            sound &= as_written;
            match value {
                Written::Text(text) => items.push(text),
                _ => strange = true,
            }
        }
        Ok(if strange {
            (Written::Other, true)
        } else {
            (Written::List(items), sound)
        })
    }

    /// The rest of an object, and whether every reader takes its names and values for the same texts.
    fn entries(&mut self, next: &mut dyn FnMut() -> Step<'a>) -> Result<(Written, bool), Fault> {
        let (mut entries, mut strange, mut sound) = (Vec::new(), false, true);
        loop {
            let (event, span) = next()?;
            if matches!(event, Event::MappingEnd) {
                break;
            }
            // To some readers, this name says that other entries come here.
            strange |=
                matches!(&event, Event::Scalar(name, ScalarStyle::Plain, ..) if name == "<<");
            let (name, as_written) = self.scalar(&event, &span, false);
            skip(&event, next)?;
            sound &= as_written;
            let (event, span) = next()?;
            let (value, as_written) = self.scalar(&event, &span, true);
            skip(&event, next)?;
            sound &= as_written;
            match (name, value) {
                (Written::Text(name), Written::Text(text)) => entries.push((name, text)),
                _ => strange = true,
            }
        }
        Ok(if strange {
            (Written::Other, true)
        } else {
            (Written::Map(entries), sound)
        })
    }

    /// Whether the scalar is folded from several lines, or a comment follows it.
    fn is_cut(&mut self, span: &Span) -> bool {
        let folded = span.start.line() != span.end.line() && span.end.col() > 0;
        let after = self.after(span.end.line().saturating_sub(1), span.end.col());
        folded || after.trim_start().starts_with('#')
    }

    /// What stands in a line behind so many characters.
    fn after(&mut self, line: usize, column: usize) -> &'a str {
        let (at, passed, rest) = self.seen;
        let (passed, rest) = if at == line && passed <= column {
            (passed, rest)
        } else {
            (0, self.lines.get(line).copied().unwrap_or_default())
        };
        let mut rest = rest.chars();
        for _ in passed..column {
            rest.next();
        }
        self.seen = (line, column, rest.as_str());
        rest.as_str()
    }
}

fn place(marker: &saphyr_parser::Marker) -> Place {
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    Place {
        line: number(marker.line()),
        column: number(marker.col()).saturating_add(1),
    }
}

fn text_value(text: &str) -> Written {
    Written::Text(Units::from(text))
}

/// Passes over the rest of what begins with this event.
fn skip<'a>(event: &Event<'a>, next: &mut dyn FnMut() -> Step<'a>) -> Result<(), Fault> {
    let mut depth = match event {
        Event::SequenceStart(..) | Event::MappingStart(..) => 1_u32,
        _ => 0,
    };
    while depth > 0 {
        let (event, span) = next()?;
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth = depth.saturating_add(1),
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(Fault::Syntax(place(&span.start)));
        }
    }
    Ok(())
}

/// What YAML 1.2 makes of a plain scalar, and whether every reader of YAML makes the same text of it.
fn resolve(text: &str) -> (Written, bool) {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => (Written::Null, false),
        "true" | "True" | "TRUE" => (Written::Boolean(true), false),
        "false" | "False" | "FALSE" => (Written::Boolean(false), false),
        plain if integer(plain).is_some() => (
            integer(plain).map_or(Written::Other, Written::Integer),
            false,
        ),
        plain if is_number(plain) || is_date(plain) => (Written::Other, false),
        plain => {
            // YAML 1.1 has more words and numbers; many tools still read it.
            let word = ["y", "yes", "n", "no", "on", "off"]
                .iter()
                .any(|word| plain.eq_ignore_ascii_case(word));
            let number = plain
                .starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first))
                && plain
                    .chars()
                    .all(|character| character.is_ascii_digit() || "_:.+-eEb".contains(character));
            (text_value(text), !word && !number)
        }
    }
}

/// The whole number that every reader of JSON and YAML takes this for, which JavaScript holds exactly.
fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let leads = digits.len() > 1 && digits.starts_with('0');
    if leads || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u64 = digits.parse().ok()?;
    let number = i64::try_from(number)
        .ok()
        .filter(|_| number <= MAX_INTEGER)?;
    Some(if text.len() > digits.len() {
        number.saturating_neg()
    } else {
        number
    })
}

fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(
        unsigned,
        ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN"
    ) {
        return true;
    }
    let all = |digits: &str, radix| {
        !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix))
    };
    if let Some(digits) = text.strip_prefix("0x") {
        return all(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return all(digits, 8);
    }
    let (mantissa, exponent) = unsigned
        .split_once(['e', 'E'])
        .map_or((unsigned, None), |(mantissa, exponent)| {
            (mantissa, Some(exponent))
        });
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent
            .is_none_or(|exponent| all(exponent.strip_prefix(['+', '-']).unwrap_or(exponent), 10))
}

/// A day, with or without a time, as the YAML reader of the AWS CLI takes it.
fn is_date(text: &str) -> bool {
    let day = text.split(['T', 't', ' ']).next().unwrap_or(text);
    let mut parts = day.split('-');
    let mut part = |lengths: std::ops::RangeInclusive<usize>| {
        parts.next().is_some_and(|part| {
            lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    part(4..=4) && part(1..=2) && part(1..=2) && parts.next().is_none()
}
