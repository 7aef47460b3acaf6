//! Reads a JSON value with its members in order and within bounds, because a document is not trusted.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::Mistake;
use super::at::{At, Step};
use crate::json;
use crate::model::Str;

/// The most values of a document.
const MAX_NODES: u32 = 20_000;
/// How deep they may be nested.
pub(super) const MAX_DEPTH: usize = 32;
/// The most characters of a text or a key.
const MAX_TEXT: usize = 4_000;
/// JavaScript's `Number.MAX_SAFE_INTEGER`.
pub(super) const SAFE: i64 = 9_007_199_254_740_991;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// Another number.
    Number(f64),
    /// A string.
    Text(Str),
    /// An array.
    List(Vec<Node>),
    /// An object, in the order of its text.
    Object(Vec<(Str, Node)>),
}

impl Node {
    /// The value that a deserializer holds, unless it is too large, nested too deeply or says a key twice.
    ///
    /// # Errors
    ///
    /// The first [`Mistake`]. Of text that is not JSON it has a sentence of its own, since the deserializer's would quote the text.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, Mistake> {
        let mut reader = Reader {
            left: MAX_NODES,
            path: Vec::new(),
            mistake: None,
        };
        let node = Seed(&mut reader).deserialize(deserializer);
        node.map_err(|_| {
            let syntax = || Mistake {
                at: String::new(),
                message: "Write the document as JSON; this is not.".into(),
            };
            reader.mistake.unwrap_or_else(syntax)
        })
    }

    /// The value of a key; `None` where there is no such key or this is no object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries()
            .iter()
            .find(|(name, _)| **name == *key)
            .map(|(_, value)| value)
    }

    /// The keys and values of an object; none of anything else.
    #[must_use]
    pub fn entries(&self) -> &[(Str, Self)] {
        if let Self::Object(entries) = self {
            entries
        } else {
            &[]
        }
    }

    /// The items of a list; none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Self::List(items) = self {
            items
        } else {
            &[]
        }
    }

    /// The string.
    #[must_use]
    pub fn text(&self) -> Option<&Str> {
        if let Self::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// The whole number.
    #[must_use]
    pub fn integer(&self) -> Option<i64> {
        if let Self::Integer(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    /// Whether it is `true`.
    #[must_use]
    pub fn is_true(&self) -> bool {
        matches!(self, Self::Boolean(true))
    }

    /// The string of a key.
    pub(super) fn text_of(&self, key: &str) -> Option<&Str> {
        self.get(key)?.text()
    }

    /// The items of the list of a key.
    pub(super) fn items_of(&self, key: &str) -> &[Self] {
        self.get(key).map_or(&[], Self::items)
    }

    /// The entries of the object of a key.
    pub(super) fn entries_of(&self, key: &str) -> &[(Str, Self)] {
        self.get(key).map_or(&[], Self::entries)
    }

    /// Whether a key is there and true.
    pub(super) fn on(&self, key: &str) -> bool {
        self.get(key).is_some_and(Self::is_true)
    }

    /// What JavaScript's `String` makes of it, for a constant outside JSON.
    pub(super) fn plain(&self) -> String {
        match self {
            Self::Text(text) => text.to_string(),
            other => other.json(),
        }
    }

    /// Compact JSON, as `JSON.stringify` writes it.
    pub(crate) fn json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Boolean(true) => out.push_str("true"),
            Self::Boolean(false) => out.push_str("false"),
            Self::Integer(number) => out.push_str(&number.to_string()),
            Self::Number(number) => write_number(out, *number),
            Self::Text(text) => json::quote(out, &**text),
            Self::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Self::Object(entries) => {
                out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    json::quote(out, &**key);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}

/// A number as JavaScript writes it: plain from 0.000001 to 21 digits, else with an exponent.
fn write_number(out: &mut String, number: f64) {
    let size = number.abs();
    if !number.is_finite() {
        out.push_str("null");
    } else if number == 0.0 || (1e-6..1e21).contains(&size) {
        out.push_str(&(number + 0.0).to_string());
    } else {
        let text = format!("{number:e}");
        out.push_str(&if size < 1.0 {
            text
        } else {
            text.replace('e', "e+")
        });
    }
}

macro_rules! from {
    ($($from:ty => $name:ident: $make:expr;)*) => {
        $(impl From<$from> for Node {
            fn from($name: $from) -> Self {
                $make
            }
        })*
    };
}

from! {
    bool => value: Self::Boolean(value);
    i64 => value: Self::Integer(value);
    Str => value: Self::Text(value);
    &str => value: Self::Text(value.into());
    String => value: Self::Text(value.into());
    Vec<Self> => value: Self::List(value);
    Vec<(Str, Self)> => value: Self::Object(value);
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(&**key, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer).map_err(D::Error::custom)
    }
}

/// What is known while a document is read.
struct Reader {
    left: u32,
    path: Vec<Step<'static>>,
    mistake: Option<Mistake>,
}

impl Reader {
    fn refuse<E: serde::de::Error>(&mut self, message: &str) -> E {
        if self.mistake.is_none() {
            let root = At::ROOT;
            self.mistake = Some(root.mistake(&self.path, message));
        }
        E::custom("")
    }

    fn text<E: serde::de::Error>(&mut self, text: &str) -> Result<Str, E> {
        if text.chars().nth(MAX_TEXT).is_some() {
            return Err(self.refuse("Shorten this text to 4,000 characters."));
        }
        // Half a surrogate pair of JavaScript arrives as this character.
        if text.contains('\u{FFFD}') {
            return Err(self.refuse(
                "Replace the character U+FFFD: it stands where half a character was lost.",
            ));
        }
        Ok(text.into())
    }
}

struct Seed<'r>(&'r mut Reader);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let Some(left) = self.0.left.checked_sub(1) else {
            return Err(self
                .0
                .refuse("Shorten the document: it has more than 20,000 values."));
        };
        self.0.left = left;
        if self.0.path.len() > MAX_DEPTH {
            return Err(self.0.refuse("Nest values no more than 32 deep."));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Integer(value))
    }

    #[allow(
        clippy::cast_precision_loss,
        reason = "a number beyond the whole ones is what JavaScript makes of it"
    )]
    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(i64::try_from(value).map_or(Node::Number(value as f64), Node::Integer))
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "cast only where the number is whole and small enough to be exact"
    )]
    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Node, E> {
        if !value.is_finite() {
            return Err(self.0.refuse("Use a number that JSON can write."));
        }
        let whole = value.fract() == 0.0 && value.abs() <= SAFE as f64;
        Ok(if whole {
            Node::Integer(value as i64)
        } else {
            Node::Number(value)
        })
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Node, E> {
        self.0.text(value).map(Node::Text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let reader = self.0;
        let mut items = Vec::new();
        loop {
            reader.path.push(Step::Item(items.len()));
            let Some(item) = list.next_element_seed(Seed(&mut *reader))? else {
                break;
            };
            reader.path.pop();
            items.push(item);
        }
        reader.path.pop();
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let reader = self.0;
        let mut entries: Vec<(Str, Node)> = Vec::new();
        let mut keys = BTreeSet::new();
        while let Some(key) = map.next_key::<String>()? {
            let key: Str = reader.text(&key)?;
            reader.path.push(Step::Shared(key.clone()));
            if &*key == "__proto__" {
                return Err(reader.refuse("Use another key than __proto__."));
            }
            if !keys.insert(key.clone()) {
                return Err(reader.refuse("Write this key once: it stands here twice."));
            }
            let value = map.next_value_seed(Seed(&mut *reader))?;
            reader.path.pop();
            entries.push((key, value));
        }
        Ok(Node::Object(entries))
    }
}
