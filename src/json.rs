//! Data in; JSON text out, compact, as `JSON.stringify` writes it.

use crate::text::Text;

/// A JSON string.
pub(crate) fn quote<T: Text>(out: &mut String, text: T) {
    out.push('"');
    if let Some(mut text) = text.as_str() {
        // What needs no escape is copied at once, which in most texts is everything.
        let special = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
        while let Some((plain, rest)) =
            (text.bytes().position(special)).and_then(|place| text.split_at_checked(place))
        {
            let mut rest = rest.chars();
            out.push_str(plain);
            rest.next()
                .into_iter()
                .for_each(|it| push_character(out, it));
            text = rest.as_str();
        }
        out.push_str(text);
    } else {
        text.chars().for_each(|it| push_character(out, it));
    }
    out.push('"');
}

/// A character of a JSON string.
fn push_character(out: &mut String, character: char) {
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\u{8}' => out.push_str("\\b"),
        '\t' => out.push_str("\\t"),
        '\n' => out.push_str("\\n"),
        '\u{C}' => out.push_str("\\f"),
        '\r' => out.push_str("\\r"),
        '\0'..='\u{1F}' => {
            out.push_str("\\u00");
            push_hex(out, character as u8, b"0123456789abcdef");
        }
        _ => out.push(character),
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
        out.extend(digits.get(usize::from(nibble)).copied().map(char::from));
    }
}

/// A number in decimal.
pub(crate) fn push_number(out: &mut String, number: u32) {
    if number > 9 {
        push_number(out, number / 10);
    }
    out.extend(char::from_digit(number % 10, 10));
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

    fn key(&mut self, name: &str) -> &mut String {
        if !std::mem::take(&mut self.empty) {
            self.out.push(',');
        }
        quote(self.out, name);
        self.out.push(':');
        self.out
    }

    pub(crate) fn text(&mut self, name: &str, value: &str) {
        quote(self.key(name), value);
    }

    /// A member that is text of a caller's.
    pub(crate) fn value<T: Text>(&mut self, name: &str, value: T) {
        quote(self.key(name), value);
    }

    pub(crate) fn boolean(&mut self, name: &str, value: bool) {
        self.key(name)
            .push_str(if value { "true" } else { "false" });
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
    pub(crate) fn list<T>(&mut self, name: &str, items: &[T], push: impl Fn(&mut String, &T)) {
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

pub(crate) fn list<T>(out: &mut String, values: &[T], push: impl Fn(&mut String, &T)) {
    let mut separator = '[';
    for value in values {
        out.push(separator);
        push(out, value);
        separator = ',';
    }
    out.push_str(if separator == '[' { "[]" } else { "]" });
}
