//! Writes the output lines of valid rows. Lines of one shape differ in their texts and warnings alone, so the rest is made
//! once.

use crate::batch::scan::Scan;
use crate::json;
use crate::request::{self, Encoding, Parts};
use crate::validate::{ValidInput, Value};

/// The lines of inputs that were given the same members and switches: everything in them but the texts that differ.
pub(crate) struct Line {
    shape: u32,
    /// The places of the texts that are the same in all of these lines, a bit for each.
    repeated: u32,
    /// Whether there is a warning about every input of this shape.
    pub(crate) is_loud: bool,
    slots: Vec<Slot>,
    /// What stands behind the last text.
    end: String,
}

/// A place in the line for a text.
struct Slot {
    /// What stands between the text before it and this one.
    before: String,
    place: usize,
    encoding: Encoding,
    /// Whether the text is escaped twice, for JSON within a JSON string.
    nested: bool,
}

impl Line {
    /// The line of inputs like this one.
    pub(crate) fn of(valid: &ValidInput<'_, &str>, scan: &Scan, is_loud: bool) -> Self {
        let mut template = Template {
            repeated: scan.repeated,
            slots: Vec::new(),
            fixed: String::new(),
            nested: false,
        };
        template.fixed(",\"input\":");
        write_input(&mut template, valid);
        template.fixed(",\"body\":\"");
        template.nested = true;
        request::write_body(&mut template, valid);
        template.nested = false;
        template.fixed("\"");
        Self {
            shape: scan.shape,
            repeated: scan.repeated,
            is_loud,
            slots: template.slots,
            end: template.fixed,
        }
    }

    /// Whether the input's line is one of these.
    pub(crate) fn fits(&self, scan: &Scan) -> bool {
        self.repeated == scan.repeated && self.shape == scan.shape
    }

    /// Whether it holds the text at one of these places, a bit for each.
    pub(crate) fn holds(&self, places: u32) -> bool {
        self.repeated & places != 0
    }

    /// Writes the line of an input that fits, behind the numbers of its row and line. The texts at the places whose bit is
    /// set in `plain` need no escape in JSON; others may.
    pub(crate) fn write(&self, out: &mut String, values: &[Value<'_, &str>], plain: u32) {
        for slot in &self.slots {
            out.push_str(&slot.before);
            let Some(Value::Text(text)) = values.get(slot.place) else {
                continue;
            };
            if slot.encoding == Encoding::Json && plain >> slot.place & 1 == 1 {
                out.push_str(text);
            } else {
                encode(out, text, slot.encoding, slot.nested);
            }
        }
        out.push_str(&self.end);
    }
}

fn encode(out: &mut String, text: &str, encoding: Encoding, nested: bool) {
    match encoding {
        Encoding::Json if nested => json::write_nested_content(out, text),
        Encoding::Json => json::write_content(out, text),
        // Nothing that is percent-encoded needs an escape.
        Encoding::Percent => request::percent_encode(out, text),
    }
}

/// Writes the members as a JSON object.
fn write_input(out: &mut Template, valid: &ValidInput<'_, &str>) {
    let mut before = "{";
    for (place, member, value) in valid.members() {
        let mut key = before.to_owned();
        json::quote(&mut key, &*member.name);
        key.push(':');
        out.fixed(&key);
        before = ",";
        match value {
            Value::Text(text) => write_text(out, "", place, text),
            Value::Boolean(on) => out.fixed(if on { "true" } else { "false" }),
            Value::Integer(number) => {
                let mut digits = String::new();
                json::push_integer(&mut digits, number);
                out.fixed(&digits);
            }
            Value::List(texts) => {
                out.fixed("[");
                for (index, text) in texts.iter().enumerate() {
                    write_text(out, if index > 0 { "," } else { "" }, place, text);
                }
                out.fixed("]");
            }
            // No cell is a map, and what is valid is neither of the others.
            Value::Map(_) | Value::Absent | Value::Null | Value::Other => out.fixed("null"),
        }
    }
    out.fixed(if before == "{" { "{}" } else { "}" });
}

fn write_text(out: &mut Template, before: &str, place: usize, text: &str) {
    out.fixed(before);
    out.fixed("\"");
    out.text(place, text, Encoding::Json);
    out.fixed("\"");
}

/// A line while it is made: a request is written to it, and instead of texts that are not repeated it keeps where they stand.
struct Template {
    repeated: u32,
    slots: Vec<Slot>,
    /// What was written since the last text.
    fixed: String,
    nested: bool,
}

impl Parts<&str> for Template {
    fn fixed(&mut self, part: &str) {
        if self.nested {
            json::write_content(&mut self.fixed, part);
        } else {
            self.fixed.push_str(part);
        }
    }

    fn text(&mut self, place: usize, text: &str, encoding: Encoding) {
        if self.repeated >> place & 1 == 1 {
            return encode(&mut self.fixed, text, encoding, self.nested);
        }
        self.slots.push(Slot {
            before: std::mem::take(&mut self.fixed),
            place,
            encoding,
            nested: self.nested,
        });
    }
}
