//! Data in; JSON text out, compact, as `JSON.stringify` writes it.

use crate::text::{Eight, Text};

/// A JSON string.
pub(crate) fn quote<T: Text>(out: &mut String, text: T) {
    write_text::<T, false>(out, text);
}

/// A JSON string; `IN_TEXT`, one that stands in another one.
fn write_text<T: Text, const IN_TEXT: bool>(out: &mut String, text: T) {
    push_mark::<IN_TEXT>(out);
    // What needs no escape is copied at once, which in most texts is everything; it pays where whole files are written.
    if let (true, Some(mut text)) = (cfg!(feature = "batch"), text.as_str()) {
        while let Some((plain, rest)) = text.split_at_checked(plain(text)) {
            out.push_str(plain);
            let mut rest = rest.chars();
            let Some(special) = rest.next() else { break };
            push_character::<IN_TEXT>(out, special);
            text = rest.as_str();
        }
    } else {
        text.chars()
            .for_each(|it| push_character::<IN_TEXT>(out, it));
    }
    push_mark::<IN_TEXT>(out);
}

/// A quotation mark at the end of a JSON string. Single characters are pushed one by one: copying any number of them costs
/// more in WebAssembly.
fn push_mark<const IN_TEXT: bool>(out: &mut String) {
    if IN_TEXT {
        out.push('\\');
    }
    out.push('"');
}

/// How many bytes there are before one that needs an escape.
fn plain(text: &str) -> usize {
    Eight::before(text.as_bytes(), |eight| {
        eight.below(b' ') | eight.equal(b'"') | eight.equal(b'\\')
    })
}

/// A character of a JSON string; `IN_TEXT`, of one in another one, where what escapes it is escaped itself.
fn push_character<const IN_TEXT: bool>(out: &mut String, character: char) {
    let short = match character {
        '"' => '"',
        '\\' => '\\',
        '\u{8}' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\u{C}' => 'f',
        '\r' => 'r',
        '\0'..='\u{1F}' => 'u',
        _ => return out.push(character),
    };
    out.push_str(if IN_TEXT { "\\\\" } else { "\\" });
    match short {
        'u' => {
            out.push_str("u00");
            push_hex(out, character as u8, b"0123456789abcdef");
        }
        '"' | '\\' if IN_TEXT => {
            out.push('\\');
            out.push(short);
        }
        _ => out.push(short),
    }
}

/// One UTF-16 unit of a JSON string that no shell, no code page and no other quotation can change.
#[cfg(feature = "cli")]
pub(crate) fn escape(out: &mut String, unit: u16) {
    let plain = u8::try_from(unit).map(char::from).ok();
    if let Some(character) =
        plain.filter(|character| character.is_ascii_alphanumeric() || "-._".contains(*character))
    {
        out.push(character);
        return;
    }
    out.push_str("\\u");
    for byte in unit.to_be_bytes() {
        push_hex(out, byte, b"0123456789abcdef");
    }
}

/// Two digits for a byte.
pub(crate) fn push_hex(out: &mut String, byte: u8, digits: &[u8; 16]) {
    for nibble in [byte >> 4, byte & 15] {
        if let Some(digit) = digits.get(usize::from(nibble)) {
            out.push(char::from(*digit));
        }
    }
}

/// A number in decimal.
pub(crate) fn push_number(out: &mut String, number: u32) {
    let (tens, digit) = (number / 10, number % 10);
    if tens > 0 {
        push_number(out, tens);
    }
    if let Some(digit) = char::from_digit(digit, 10) {
        out.push(digit);
    }
}

/// A JSON object that is being written; `IN_TEXT`, one that is the content of a JSON string.
pub(crate) struct Object<'a, const IN_TEXT: bool = false> {
    out: &'a mut String,
    empty: bool,
}

impl<'a, const IN_TEXT: bool> Object<'a, IN_TEXT> {
    pub(crate) fn open(out: &'a mut String) -> Self {
        out.push('{');
        Self { out, empty: true }
    }

    pub(crate) fn close(self) {
        self.out.push('}');
    }

    /// Names of members need no escape.
    fn key(&mut self, name: &str) -> &mut String {
        if !std::mem::take(&mut self.empty) {
            self.out.push(',');
        }
        push_mark::<IN_TEXT>(self.out);
        self.out.push_str(name);
        push_mark::<IN_TEXT>(self.out);
        self.out.push(':');
        self.out
    }

    /// A member that is text of a caller's.
    pub(crate) fn value<T: Text>(&mut self, name: &str, value: T) {
        write_text::<T, IN_TEXT>(self.key(name), value);
    }

    pub(crate) fn boolean(&mut self, name: &str, value: bool) {
        self.key(name)
            .push_str(if value { "true" } else { "false" });
    }
}

impl Object<'_> {
    pub(crate) fn text(&mut self, name: &str, value: &str) {
        quote(self.key(name), value);
    }

    /// A member that is a string; the call writes what stands between its quotation marks, with its escapes.
    #[cfg(feature = "batch")]
    pub(crate) fn content(&mut self, name: &str, write: impl FnOnce(&mut String)) {
        let out = self.key(name);
        out.push('"');
        write(out);
        out.push('"');
    }

    #[cfg(feature = "cli")]
    pub(crate) fn null(&mut self, name: &str) {
        self.key(name).push_str("null");
    }

    /// A text in which a surrogate may stand alone: all but letters, digits and a few others as escapes.
    #[cfg(feature = "cli")]
    pub(crate) fn units(&mut self, name: &str, value: crate::text::Utf16<'_>) {
        let out = self.key(name);
        out.push('"');
        for unit in value.0 {
            escape(out, unit.get());
        }
        out.push('"');
    }

    pub(crate) fn number(&mut self, name: &str, value: u32) {
        push_number(self.key(name), value);
    }

    /// A member that is a list, each item written by the call.
    pub(crate) fn list<T>(&mut self, name: &str, items: &[T], push: impl FnMut(&mut String, &T)) {
        list(self.key(name), items, push);
    }

    pub(crate) fn object(&mut self, name: &str) -> Object<'_> {
        Object::open(self.key(name))
    }

    pub(crate) fn texts(&mut self, name: &str, values: &[impl AsRef<str>]) {
        self.list(name, values, |out, value| {
            quote(out, value.as_ref());
        });
    }

    pub(crate) fn numbers(&mut self, name: &str, values: &[u32]) {
        self.list(name, values, |out, value| {
            push_number(out, *value);
        });
    }
}

pub(crate) fn list<T>(out: &mut String, values: &[T], mut push: impl FnMut(&mut String, &T)) {
    let mut separator = '[';
    for value in values {
        out.push(separator);
        push(out, value);
        separator = ',';
    }
    out.push_str(if separator == '[' { "[]" } else { "]" });
}
