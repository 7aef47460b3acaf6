//! Says as data what the values of a document look like, and finds the first one that does not.

use super::Mistake;
use super::at::At;
use super::node::{MAX_DEPTH, Node, SAFE};
use super::quoted;
use crate::model::Str;

/// What a value must be.
pub(super) enum Shape {
    /// `true` or `false`.
    Boolean,
    /// A whole number from the first to the second.
    Integer(i64, i64),
    /// A text.
    Text(&'static Text),
    /// One of these texts.
    Word(&'static [&'static str]),
    /// The name of a source.
    Source,
    /// The name of a member.
    Member,
    /// A value of one of these kinds.
    Scalar(&'static [Type]),
    /// This number.
    Only(i64),
    /// A list of so many to so many.
    List(&'static Shape, usize, usize),
    /// A list of objects of which this key's texts all differ.
    Distinct(&'static str, &'static Shape, usize, usize),
    /// An object with keys of one's own choice.
    Map(&'static Map),
    /// An object with known keys.
    Object(&'static Object),
    /// An object whose keys depend on its `kind`.
    Kinds(&'static [(&'static str, &'static Object)]),
    /// A text, or else the other shape.
    Or(&'static Text, &'static Shape),
    /// A constant, or else the other shape.
    ScalarOr(&'static Shape),
    /// Any JSON.
    Json,
}

/// A kind of JSON value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Null,
    Boolean,
    Integer,
    Number,
    Text,
    List,
    Object,
}

/// What a text must be.
pub(super) struct Text {
    pub(super) fits: fn(&str) -> bool,
    /// The most characters.
    pub(super) max: usize,
    /// Whether people read it: no control characters and none that turn the direction of writing.
    pub(super) shown: bool,
    /// What would be right, as a sentence.
    pub(super) says: &'static str,
}

/// An object with keys of one's own choice.
pub(super) struct Map {
    pub(super) keys: &'static Text,
    pub(super) values: &'static Shape,
    pub(super) min: usize,
    pub(super) max: usize,
}

/// An object with known keys.
pub(super) struct Object {
    pub(super) keys: &'static [Key],
    /// What is wrong with the keys that it has together.
    pub(super) together: fn(&Node) -> Option<&'static str>,
}

/// A known key.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) required: bool,
    pub(super) shape: &'static Shape,
}

/// The names that a document may use.
pub(super) struct Names<'a> {
    pub(super) sources: Vec<&'a Str>,
    /// `None` in a shared file, which knows no members.
    pub(super) members: Option<Vec<&'a Str>>,
}

impl Names<'_> {
    /// Whether there is such a member.
    pub(super) fn has(&self, name: &str) -> bool {
        self.members
            .iter()
            .flatten()
            .any(|member| ***member == *name)
    }

    /// A sentence that says which members there are.
    pub(super) fn instead(&self, name: &str) -> String {
        match &self.members {
            None => "Remove this: a shared file knows no members.".into(),
            Some(members) => {
                let all: Vec<&str> = members.iter().take(16).map(|member| &***member).collect();
                format!(
                    "There is no member {}. The members are {}.",
                    quoted(name),
                    all.join(", ")
                )
            }
        }
    }

    /// The first mistake of a value.
    pub(super) fn check(&self, shape: &Shape, node: &Node, at: &At<'_>) -> Result<(), Mistake> {
        match shape {
            Shape::Boolean => demand(matches!(node, Node::Boolean(_)), at, "Use true or false."),
            Shape::Only(number) => demand(
                node.integer() == Some(*number),
                at,
                &format!("Use {number}, the version of this format."),
            ),
            Shape::Integer(min, max) => {
                let inside = node
                    .integer()
                    .is_some_and(|number| *min <= number && number <= *max);
                let says = if *max == SAFE {
                    "Use a whole number.".to_owned()
                } else {
                    format!("Use a whole number from {min} to {max}.")
                };
                demand(inside, at, &says)
            }
            Shape::Text(text) => match node.text() {
                None => Err(at.says(text.says)),
                Some(value) => text.check(value, at),
            },
            Shape::Word(words) => {
                let known = node.text().is_some_and(|text| words.contains(&&**text));
                demand(known, at, &one_of(words))
            }
            Shape::Source => {
                let Some(name) = node.text() else {
                    return Err(at.says("Use the name of a source."));
                };
                let known = self.sources.contains(&name);
                demand(
                    known,
                    at,
                    &format!(
                        "There is no source {}. Add it to \"sources\", or use the name of one.",
                        quoted(name)
                    ),
                )
            }
            Shape::Member => {
                let Some(name) = node.text() else {
                    return Err(at.says("Use the name of a member."));
                };
                if self.has(name) {
                    Ok(())
                } else {
                    Err(at.says(self.instead(name)))
                }
            }
            Shape::Scalar(types) => {
                demand(types.iter().any(|one| one.is(node)), at, &types_of(types))
            }
            Shape::ScalarOr(other) => match node {
                Node::List(_) => self.check(other, node, at),
                _ => demand(
                    SCALAR.iter().any(|one| one.is(node)),
                    at,
                    "Use a text, a number, true or false, or a list of them.",
                ),
            },
            Shape::Or(text, other) => match node {
                Node::Text(value) => text.check(value, at),
                _ => self.check(other, node, at),
            },
            Shape::List(item, min, max) => self.list(item, (*min, *max), node, at),
            Shape::Distinct(key, item, min, max) => {
                self.list(item, (*min, *max), node, at)?;
                distinct(key, node, at)
            }
            Shape::Map(map) => self.map(map, node, at),
            Shape::Object(object) => self.object(object, node, at),
            Shape::Kinds(kinds) => {
                demand(matches!(node, Node::Object(_)), at, "Use an object in { }.")?;
                let kind = node.get("kind");
                let found = kinds.iter().find(|(name, _)| {
                    kind.and_then(Node::text)
                        .is_some_and(|kind| **kind == **name)
                });
                match (found, kind) {
                    (Some((_, object)), _) => self.object(object, node, at),
                    (None, Some(_)) => Err(at.key("kind").says(one_of(
                        &kinds.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
                    ))),
                    (None, None) => Err(at.says(missing("kind"))),
                }
            }
            Shape::Json => json(node, at),
        }
    }

    fn list(
        &self,
        item: &Shape,
        (min, max): (usize, usize),
        node: &Node,
        at: &At<'_>,
    ) -> Result<(), Mistake> {
        let Node::List(items) = node else {
            return Err(at.says("Use a list in [ ]."));
        };
        count(items.len(), (min, max), "items", at)?;
        for (index, one) in items.iter().enumerate() {
            self.check(item, one, &at.item(index))?;
        }
        Ok(())
    }

    fn map(&self, map: &Map, node: &Node, at: &At<'_>) -> Result<(), Mistake> {
        let Node::Object(entries) = node else {
            return Err(at.says("Use an object in { }."));
        };
        count(entries.len(), (map.min, map.max), "keys", at)?;
        for (key, value) in entries {
            let at = at.key(key);
            map.keys.check(key, &at)?;
            self.check(map.values, value, &at)?;
        }
        Ok(())
    }

    fn object(&self, object: &Object, node: &Node, at: &At<'_>) -> Result<(), Mistake> {
        let Node::Object(entries) = node else {
            return Err(at.says("Use an object in { }."));
        };
        if let Some((key, _)) = entries
            .iter()
            .find(|(key, _)| object.keys.iter().all(|known| known.name != &**key))
        {
            let names: Vec<&str> = object.keys.iter().map(|known| known.name).collect();
            return Err(at.key(key).says(format!(
                "Remove this key or correct it. The keys here are {}.",
                names.join(", ")
            )));
        }
        // In the order of the format, not of the document: a name is checked before it is used.
        for key in object.keys {
            if let Some(value) = node.get(key.name) {
                self.check(key.shape, value, &at.key(key.name))?;
            }
        }
        if let Some(key) = object
            .keys
            .iter()
            .find(|key| key.required && node.get(key.name).is_none())
        {
            return Err(at.says(missing(key.name)));
        }
        (object.together)(node).map_or(Ok(()), |message| Err(at.says(message)))
    }
}

/// The first mistake of any JSON.
fn json(node: &Node, at: &At<'_>) -> Result<(), Mistake> {
    // `Node::read` bounds the depth; a node built in Rust may be deeper.
    if at.depth() > MAX_DEPTH {
        return Err(at.says("Nest values no more than 32 deep."));
    }
    match node {
        Node::List(items) => {
            count(items.len(), (0, 64), "items", at)?;
            items
                .iter()
                .enumerate()
                .try_for_each(|(index, item)| json(item, &at.item(index)))
        }
        Node::Object(entries) => {
            count(entries.len(), (0, 64), "keys", at)?;
            entries
                .iter()
                .try_for_each(|(key, value)| json(value, &at.key(key)))
        }
        _ => Ok(()),
    }
}

/// The kinds of constants.
pub(super) const SCALAR: &[Type] = &[Type::Text, Type::Number, Type::Boolean];

impl Type {
    fn is(self, node: &Node) -> bool {
        match node {
            Node::Null => self == Self::Null,
            Node::Boolean(_) => self == Self::Boolean,
            Node::Integer(_) => matches!(self, Self::Integer | Self::Number),
            Node::Number(_) => self == Self::Number,
            Node::Text(_) => self == Self::Text,
            Node::List(_) => self == Self::List,
            Node::Object(_) => self == Self::Object,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "true or false",
            Self::Integer => "a whole number",
            Self::Number => "a number",
            Self::Text => "a text",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }
}

impl Text {
    fn check(&self, text: &str, at: &At<'_>) -> Result<(), Mistake> {
        if text.chars().nth(self.max).is_some() {
            return Err(at.says(format!("Shorten this to {} characters.", self.max)));
        }
        if self.shown && text.chars().any(disguises) {
            return Err(at.says("Remove control characters and line breaks, and characters that turn the direction of writing."));
        }
        demand((self.fits)(text), at, self.says)
    }
}

/// Whether a character is invisible or changes the order in which others are shown.
pub(super) fn disguises(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

pub(super) fn demand(holds: bool, at: &At<'_>, says: &str) -> Result<(), Mistake> {
    if holds { Ok(()) } else { Err(at.says(says)) }
}

fn count(found: usize, (min, max): (usize, usize), what: &str, at: &At<'_>) -> Result<(), Mistake> {
    if found < min {
        return Err(at.says(match min {
            1 => "Fill this in, or leave the key out: it is empty.".to_owned(),
            _ => format!("Use {min} {what} or more."),
        }));
    }
    demand(found <= max, at, &format!("Use {max} {what} or fewer."))
}

/// Whether the texts of a key differ in all items.
fn distinct(key: &str, node: &Node, at: &At<'_>) -> Result<(), Mistake> {
    let items = node.items();
    for (index, item) in items.iter().enumerate() {
        let name = item.text_of(key);
        if let Some(name) = name.filter(|_| {
            items
                .iter()
                .take(index)
                .any(|before| before.text_of(key) == name)
        }) {
            return Err(at.item(index).key(key).says(format!(
                "Use each {key} once: {} stands here twice.",
                quoted(name)
            )));
        }
    }
    Ok(())
}

fn missing(key: &str) -> String {
    format!("Add the key \"{key}\".")
}

fn one_of(words: &[&str]) -> String {
    match words {
        [only] => format!("Use \"{only}\"."),
        _ => format!("Use one of: {}.", words.join(", ")),
    }
}

fn types_of(types: &[Type]) -> String {
    let words: Vec<&str> = types.iter().map(|one| one.word()).collect();
    let (last, rest) = words.split_last().unwrap_or((&"", &[]));
    format!("Use {} or {last}.", rest.join(", "))
}
