//! Valid inputs in; their lines out, of which those of one shape differ in their texts alone.

use crate::json;
use crate::model::{Member, Operation};
use crate::request::{self, Encoding, Parts};
use crate::validate::{ValidInput, Value};

/// The lines of inputs that were given the same members and the same switches: everything in them but the texts.
pub(crate) struct Line {
    shape: u32,
    slots: Vec<Slot>,
    /// What stands behind the last text.
    end: String,
}

/// Where a text stands.
struct Slot {
    /// What stands between the text before it and this one.
    before: String,
    place: usize,
    encoding: Encoding,
    /// Whether what encodes the text is encoded itself, in a JSON string that holds JSON.
    nested: bool,
}

impl Line {
    /// The line of inputs like this one.
    pub(crate) fn of(valid: &ValidInput<&str>) -> Self {
        let mut template = Template {
            operation: valid.operation(),
            slots: Vec::new(),
            fixed: String::new(),
            nested: false,
        };
        template.fixed(",\"input\":");
        request::write_object(&mut template, valid);
        template.fixed(",\"body\":\"");
        template.nested = true;
        request::write_body(&mut template, valid);
        template.nested = false;
        template.fixed("\"}\n");
        Self {
            shape: shape(valid),
            slots: template.slots,
            end: template.fixed,
        }
    }

    /// Whether the input's line is one of these.
    pub(crate) fn fits(&self, valid: &ValidInput<&str>) -> bool {
        self.shape == shape(valid)
    }

    /// Writes the line of an input that fits, behind the numbers of its row and line. The texts at the places whose bit is
    /// set in `plain` need no escape in JSON; others may.
    pub(crate) fn write(&self, out: &mut String, valid: &ValidInput<&str>, plain: u32) {
        for slot in &self.slots {
            out.push_str(&slot.before);
            let Some(Value::Text(text)) = valid.values().get(slot.place) else {
                continue;
            };
            match slot.encoding {
                Encoding::Json if plain >> slot.place & 1 == 1 => out.push_str(text),
                Encoding::Json if slot.nested => json::write_nested_content(out, text),
                Encoding::Json => json::write_content(out, *text),
                Encoding::Percent => request::percent_encode(out, *text),
            }
        }
        out.push_str(&self.end);
    }
}

/// Which members an input has and which switches are on, two bits each.
fn shape(valid: &ValidInput<&str>) -> u32 {
    let members = valid.operation().members.iter();
    members.zip(valid.values()).fold(0, |shape, (_, value)| {
        shape << 2
            | match value {
                Value::Absent | Value::Null | Value::Other => 0,
                Value::Text(_) => 1,
                Value::Boolean(false) => 2,
                Value::Boolean(true) => 3,
            }
    })
}

/// A line while it is made: a request is written to it, and it keeps where the texts stand instead of them.
struct Template {
    operation: &'static Operation,
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

    fn text(&mut self, member: &'static Member, _: &str, encoding: Encoding) {
        let Some(place) = self.operation.position(member.name) else {
            return;
        };
        self.slots.push(Slot {
            before: std::mem::take(&mut self.fixed),
            place,
            encoding,
            nested: self.nested,
        });
    }
}
