//! What the targets share: operations with their documents, values for their members, and a text that is known when it is
//! seen again.

pub mod rules;

use std::cell::Cell;
use std::path::Path;
use std::sync::LazyLock;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use resetkit::{Input, Operation, Text, Utf16, Value};
use serde_json::Value as Json;

/// A text that stands in no document: where it is seen, a value was shown.
pub const MARK: &str = "QxZ7kVjW4pYb";

/// An operation of the catalogue, with its document and what its provider's documents share.
pub struct Entry {
    pub operation: &'static Operation,
    pub document: Json,
    pub shared: Vec<Json>,
}

static CATALOGUE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/operations");
    let entries = |folder: &Path| {
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().path())
    };
    let mut all = Vec::new();
    for folder in entries(&root).filter(|path| path.is_dir()) {
        let texts = entries(&folder).map(|path| std::fs::read_to_string(path).unwrap());
        let files: Vec<Json> = texts
            .map(|text| serde_json::from_str(&text).unwrap())
            .collect();
        let shared: Vec<Json> = (files.iter())
            .filter(|file| file["shared"].is_string() && file["id"].is_null())
            .cloned()
            .collect();
        // A document's texts in another language stand beside it.
        for document in files.into_iter().filter(|file| file["id"].is_string()) {
            all.push(Entry {
                operation: resetkit::find(document["id"].as_str().unwrap()).unwrap(),
                shared: shared.clone(),
                document,
            });
        }
    }
    all.sort_by(|one, other| one.operation.id.cmp(&other.operation.id));
    all
});

/// The operation of this number, counted round and round.
pub fn entry(number: u8) -> &'static Entry {
    &CATALOGUE[usize::from(number) % CATALOGUE.len()]
}

/// What somebody gives for a member.
#[derive(Arbitrary, Debug, Clone)]
pub enum Given {
    /// The example of its document.
    Example,
    /// The same with something behind it.
    Longer(String),
    /// Up to the limits of lengths and beyond: 1,200 times at most.
    Repeated(char, u16),
    /// Whatever JavaScript takes for a text.
    Units(Vec<u16>),
    One(One<String>),
}

/// A value with its texts.
#[derive(Arbitrary, Debug, Clone)]
pub enum One<T> {
    Absent,
    Null,
    Text(T),
    Boolean(bool),
    Integer(i64),
    List(Vec<T>),
    Map(Vec<(T, T)>),
    Other,
}

impl<T> One<T> {
    fn map<'a, U>(&'a self, read: impl Fn(&'a T) -> U) -> One<U> {
        match self {
            Self::Absent => One::Absent,
            Self::Null => One::Null,
            Self::Text(text) => One::Text(read(text)),
            Self::Boolean(on) => One::Boolean(*on),
            Self::Integer(number) => One::Integer(*number),
            Self::List(items) => One::List(items.iter().map(read).collect()),
            Self::Map(entries) => {
                let entries = entries.iter().map(|(key, text)| (read(key), read(text)));
                One::Map(entries.collect())
            }
            Self::Other => One::Other,
        }
    }
}

/// A text as Rust and as JavaScript have it.
#[derive(Debug, Clone)]
pub struct Both {
    narrow: String,
    wide: Vec<Cell<u16>>,
}

impl From<Vec<u16>> for Both {
    fn from(units: Vec<u16>) -> Self {
        Self {
            narrow: String::from_utf16_lossy(&units),
            wide: units.into_iter().map(Cell::new).collect(),
        }
    }
}

impl From<&str> for Both {
    fn from(text: &str) -> Self {
        text.encode_utf16().collect::<Vec<_>>().into()
    }
}

impl Both {
    /// Whether half a surrogate pair stands alone in it.
    pub fn is_broken(&self) -> bool {
        Utf16(&self.wide).measure().1
    }

    pub fn narrow(&self) -> &str {
        &self.narrow
    }

    pub fn wide(&self) -> Utf16<'_> {
        Utf16(&self.wide)
    }
}

/// What is given for each member: for those that nothing is said of, the example of one that is required or the password.
pub fn values(document: &Json, given: &[Given]) -> Vec<One<Both>> {
    let members = document["members"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let value = |(index, member): (usize, &Json)| {
        let is_password =
            !member["name"].is_null() && member["name"] == document["password"]["member"];
        match given.get(index) {
            None if member["required"] == true || is_password => example(member),
            None => One::Absent,
            Some(Given::Example) => example(member),
            Some(Given::Longer(more)) => match example(member) {
                One::Text(text) => One::Text((text.narrow + more).as_str().into()),
                other => other,
            },
            Some(Given::Repeated(character, times)) => One::Text(
                character
                    .to_string()
                    .repeat(usize::from(*times) % 1_201)
                    .as_str()
                    .into(),
            ),
            Some(Given::Units(units)) => One::Text(units.clone().into()),
            Some(Given::One(one)) => one.map(|text| text.as_str().into()),
        }
    };
    members.iter().enumerate().map(value).collect()
}

fn example(member: &Json) -> One<Both> {
    match &member["example"] {
        Json::String(text) => One::Text(text.as_str().into()),
        Json::Bool(on) => One::Boolean(*on),
        Json::Number(number) => number.as_i64().map_or(One::Absent, One::Integer),
        Json::Array(items) => One::List(
            items
                .iter()
                .filter_map(Json::as_str)
                .map(Both::from)
                .collect(),
        ),
        _ => One::Absent,
    }
}

/// The values as Rust has them.
pub fn narrow(values: &[One<Both>]) -> Vec<One<&str>> {
    values.iter().map(|value| value.map(Both::narrow)).collect()
}

/// The values as JavaScript has them.
pub fn wide(values: &[One<Both>]) -> Vec<One<Utf16<'_>>> {
    values.iter().map(|value| value.map(Both::wide)).collect()
}

/// An input of these values.
pub fn input<'a, T: Text>(operation: &'a Operation, values: &'a [One<T>]) -> Input<'a, T> {
    let mut input = Input::new(operation);
    for (index, value) in values.iter().enumerate() {
        let value = match value {
            One::Absent => Value::Absent,
            One::Null => Value::Null,
            One::Text(text) => Value::Text(*text),
            One::Boolean(on) => Value::Boolean(*on),
            One::Integer(number) => Value::Integer(*number),
            One::List(items) => Value::List(items),
            One::Map(entries) => Value::Map(entries),
            One::Other => Value::Other,
        };
        input.set(index, value);
    }
    input
}
