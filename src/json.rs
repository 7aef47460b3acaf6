//! Writes compact JSON, as `JSON.stringify` does.

use crate::text::{ByteLanes, Text};

/// Writes a JSON string. Its quotation marks are pushed as single characters, which is cheaper in WebAssembly than a copy.
pub(crate) fn quote<T: Text>(out: &mut String, text: T) {
    out.push('"');
    write_content(out, text);
    out.push('"');
}

/// Writes what stands between the quotation marks of a JSON string.
pub(crate) fn write_content<T: Text>(out: &mut String, text: T) {
    write_escaped::<T, false>(out, text);
}

/// Writes the same for a JSON string in JSON that is itself the content of a JSON string, so that everything is escaped twice.
#[cfg(feature = "batch")]
pub(crate) fn write_nested_content(out: &mut String, text: &str) {
    write_escaped::<&str, true>(out, text);
}

fn write_escaped<T: Text, const NESTED: bool>(out: &mut String, text: T) {
    // What needs no escape is copied at once, which in most texts is everything; it pays where whole files are written.
    if let (true, Some(mut text)) = (cfg!(feature = "batch"), text.as_str()) {
        while let Some((plain, rest)) = text.split_at_checked(plain(text)) {
            out.push_str(plain);
            let mut rest = rest.chars();
            let Some(special) = rest.next() else { break };
            push_character::<NESTED>(out, special);
            text = rest.as_str();
        }
    } else {
        text.chars()
            .for_each(|it| push_character::<NESTED>(out, it));
    }
}

/// Whether the character needs an escape.
pub(crate) const fn is_escaped(character: char) -> bool {
    matches!(character, '"' | '\\' | '\0'..='\u{1F}')
}

/// How many bytes there are before one that needs an escape.
fn plain(text: &str) -> usize {
    ByteLanes::before(text.as_bytes(), |lanes| {
        lanes.below(b' ') | lanes.equal(b'"') | lanes.equal(b'\\')
    })
}

/// Writes a character of a JSON string; `NESTED`, escaped twice as in [`write_nested_content`].
fn push_character<const NESTED: bool>(out: &mut String, character: char) {
    if !is_escaped(character) {
        return out.push(character);
    }
    let short = match character {
        '"' => '"',
        '\\' => '\\',
        '\u{8}' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\u{C}' => 'f',
        '\r' => 'r',
        _ => 'u',
    };
    out.push_str(if NESTED { "\\\\" } else { "\\" });
    match short {
        'u' => {
            out.push_str("u00");
            push_hex(out, character as u8, b"0123456789abcdef");
        }
        '"' | '\\' if NESTED => {
            out.push('\\');
            out.push(short);
        }
        _ => out.push(short),
    }
}

/// Writes one UTF-16 unit of a JSON string, as an escape unless it is a letter, a digit or one of `-._`: no shell, code page or
/// quotation around it changes these.
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

/// A JSON string of UTF-16 units, all but letters, digits and a few others as escapes: a surrogate may stand alone.
#[cfg(feature = "cli")]
pub(crate) fn quote_units(out: &mut String, text: crate::text::Utf16<'_>) {
    out.push('"');
    for unit in text.0 {
        escape(out, unit.get());
    }
    out.push('"');
}

/// Two digits for a byte.
pub(crate) fn push_hex(out: &mut String, byte: u8, digits: &[u8; 16]) {
    for nibble in [byte >> 4, byte & 15] {
        if let Some(digit) = digits.get(usize::from(nibble)) {
            out.push(char::from(*digit));
        }
    }
}

/// A whole number in decimal.
pub(crate) fn push_integer(out: &mut String, number: i64) {
    if number < 0 {
        out.push('-');
    }
    let (tens, digit) = (number.unsigned_abs() / 10, number.unsigned_abs() % 10);
    if tens > 0 {
        push_integer(out, i64::try_from(tens).unwrap_or(i64::MAX));
    }
    if let Some(digit) = u32::try_from(digit)
        .ok()
        .and_then(|digit| char::from_digit(digit, 10))
    {
        out.push(digit);
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

/// A JSON object that is being written.
pub(crate) struct Object<'a> {
    out: &'a mut String,
    empty: bool,
}

impl<'a> Object<'a> {
    pub(crate) fn open(out: &'a mut String) -> Self {
        out.push('{');
        Self { out, empty: true }
    }

    pub(crate) fn close(self) {
        self.out.push('}');
    }

    /// Writes a name, which may be any text: input documents have names that are no members.
    fn key<T: Text>(&mut self, name: T) -> &mut String {
        if !std::mem::take(&mut self.empty) {
            self.out.push(',');
        }
        quote(self.out, name);
        self.out.push(':');
        self.out
    }

    pub(crate) fn boolean(&mut self, name: &str, value: bool) {
        self.key(name)
            .push_str(if value { "true" } else { "false" });
    }

    pub(crate) fn text(&mut self, name: &str, value: &str) {
        quote(self.key(name), value);
    }

    #[cfg(feature = "cli")]
    pub(crate) fn null(&mut self, name: &str) {
        self.key(name).push_str("null");
    }

    /// A text in which a surrogate may stand alone: all but letters, digits and a few others as escapes.
    #[cfg(feature = "cli")]
    pub(crate) fn units<T: Text>(&mut self, name: T, value: crate::text::Utf16<'_>) {
        quote_units(self.key(name), value);
    }

    /// A member whose value is `[[]]`, which stands for a value of a type that no member has.
    #[cfg(feature = "cli")]
    pub(crate) fn strange(&mut self, name: &str) {
        self.key(name).push_str("[[]]");
    }

    pub(crate) fn integer(&mut self, name: &str, value: i64) {
        push_integer(self.key(name), value);
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
