//! Reads a document into an [`Operation`], or reports the place and the reason of its first mistake.
//!
//! A document is read as a [`Node`], which bounds its size; [`read`] checks it and a provider's shared file against the
//! format, takes time in proportion to it and never panics. What people read of an operation stays in the document.

mod at;
mod command;
mod endpoint;
mod lookup;
mod members;
mod node;
mod password;
mod response;
mod schema;
mod shape;
mod template;

use std::cell::Cell;
use std::fmt;

pub use node::Node;
pub use password::Variant;
pub use template::Place;

use crate::model::{Operation, Pattern, Set, Str};
use crate::pattern;
use at::At;
use shape::{Names, demand};

/// The most runs of all patterns of a document.
const MAX_RUNS: usize = 4_096;

/// The first mistake of a document. It quotes names of the document, which holds no secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where, as a JSON Pointer; empty for the whole document.
    pub at: String,
    /// What would be right, in a sentence or two.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at.as_str() {
            "" => f.write_str(&self.message),
            at => write!(f, "{} ({at})", self.message),
        }
    }
}

impl std::error::Error for Mistake {}

/// The operation of a document. `shared` are the shared files that it may name.
///
/// # Errors
///
/// The first [`Mistake`] of the document, or `/shared` where the shared file itself has one.
pub fn read(document: &Node, shared: &[Node]) -> Result<Operation, Mistake> {
    let root = At::ROOT;
    let shared = shared_of(document, shared)?;
    let document = Document::new(document, shared, true);
    document
        .names
        .check(&schema::OPERATION, document.node, &root)?;
    document.sources()?;
    let request = template::read(
        &document,
        document.node.get("request"),
        &root.key("request"),
        true,
    )?;
    let places = places(document.node);
    let members = members::read(&document, &places)?;
    let rules = members::rules(&document)?;
    let endpoint = endpoint::read(&document)?;
    let signing = endpoint::auth(&document)?;
    let password = password::read(&document)?;
    response::check(&document)?;
    lookup::check(&document)?;
    let command = command::read(&document, &places)?;
    // Last: whoever changes a document often forgets the examples, and should hear of the change itself first.
    members::examples(&document, &members)?;
    Ok(Operation {
        id: document
            .node
            .text_of("id")
            .cloned()
            .unwrap_or_else(|| "".into()),
        notice: document
            .node
            .get("lifecycle")
            .and_then(|lifecycle| lifecycle.text_of("notice"))
            .cloned(),
        members,
        rules,
        request,
        endpoint,
        password,
        command,
        signing,
    })
}

/// The name of a provider's shared file.
///
/// # Errors
///
/// The first [`Mistake`] of the file.
pub fn read_shared(file: &Node) -> Result<Str, Mistake> {
    let root = At::ROOT;
    let document = Document::new(file, None, false);
    document.names.check(&schema::SHARED_FILE, file, &root)?;
    let at = root.key("responses");
    for (name, response) in file.entries_of("responses") {
        let at = at.key(name);
        demand(
            response.get("like").is_none(),
            &at.key("like"),
            "Remove this: only an operation is like a shared response.",
        )?;
        response::common(response, file, &at)?;
        response::patterns(&document, response, &at)?;
    }
    endpoint::tables(&document)?;
    Ok(file.text_of("shared").cloned().unwrap_or_else(|| "".into()))
}

/// Refuses an operation whose id is taken, for one of a customer beside those of the catalogue.
///
/// # Errors
///
/// A [`Mistake`] at `/id`.
pub fn refuse_id(operation: &Operation, taken: impl Fn(&str) -> bool) -> Result<(), Mistake> {
    let message = format!(
        "Use an id of your own: {} is an operation of the catalogue.",
        quoted(&operation.id)
    );
    demand(!taken(&operation.id), &At::ROOT.key("id"), &message)
}

/// The policies of other kinds of directory, complete: each laid on what it extends. Of a document that was read.
#[must_use]
pub fn variants(document: &Node) -> Vec<Variant> {
    password::variants(document)
}

/// Where each member goes, in their order: the first place in the request counts. Of a document that was read.
#[must_use]
pub fn places(document: &Node) -> Vec<Option<Place>> {
    template::places(document)
}

/// The shared file that a document names.
fn shared_of<'a>(document: &'a Node, shared: &'a [Node]) -> Result<Option<&'a Node>, Mistake> {
    let Some(name) = document.text_of("shared") else {
        return Ok(None);
    };
    let root = At::ROOT;
    let at = root.key("shared");
    let Some(file) = shared
        .iter()
        .find(|file| file.text_of("shared") == Some(name))
    else {
        return Err(at.says(format!("There is no shared file {}.", quoted(name))));
    };
    match read_shared(file) {
        Ok(_) => Ok(Some(file)),
        Err(mistake) => Err(at.says(format!(
            "Correct the shared file {}: {mistake}",
            quoted(name)
        ))),
    }
}

/// A document while it is read.
struct Document<'a> {
    node: &'a Node,
    shared: Option<&'a Node>,
    names: Names<'a>,
    /// How many runs its patterns had so far.
    runs: Cell<usize>,
}

impl<'a> Document<'a> {
    fn new(node: &'a Node, shared: Option<&'a Node>, operation: bool) -> Self {
        let sources = [Some(node), shared]
            .into_iter()
            .flatten()
            .flat_map(|file| file.entries_of("sources"));
        let members = node
            .items_of("members")
            .iter()
            .filter_map(|member| member.text_of("name"));
        let names = Names {
            sources: sources.map(|(name, _)| name).collect(),
            members: operation.then(|| members.collect()),
        };
        Self {
            node,
            shared,
            names,
            runs: Cell::new(0),
        }
    }

    fn members(&self) -> &'a [Node] {
        self.node.items_of("members")
    }

    /// A member and its place among them.
    fn member(&self, name: &str) -> Option<(u8, &'a Node)> {
        (0..)
            .zip(self.members())
            .find(|(_, member)| member.text_of("name").is_some_and(|own| **own == *name))
    }

    /// The place of a member that a key names.
    fn index(&self, node: &Node, key: &str) -> Option<u8> {
        self.member(node.text_of(key)?).map(|(index, _)| index)
    }

    /// The response of the document laid on that of the shared file.
    fn response(&self) -> Laid<'a> {
        self.laid("response", "responses")
    }

    fn laid(&self, key: &str, shared: &str) -> Laid<'a> {
        static NOTHING: Node = Node::Null;
        let own = self.node.get(key).unwrap_or(&NOTHING);
        let base = own
            .text_of("like")
            .and_then(|like| self.shared?.get(shared)?.get(like));
        Laid { own, base }
    }

    fn pattern(&self, text: &str, at: &At<'_>) -> Result<Pattern, Mistake> {
        let pattern = pattern::parse(text)
            .map_err(|fault| at.says(format!("Correct the pattern: {fault}.")))?;
        self.spend(pattern.alternatives.iter().map(Vec::len).sum(), at)?;
        Ok(pattern)
    }

    fn set(&self, text: &str, at: &At<'_>) -> Result<Set, Mistake> {
        self.spend(1, at)?;
        pattern::parse_set(text)
            .map_err(|fault| at.says(format!("Correct the characters: {fault}.")))
    }

    /// Keeps the work for all patterns within bounds.
    fn spend(&self, runs: usize, at: &At<'_>) -> Result<(), Mistake> {
        self.runs.set(self.runs.get().saturating_add(runs));
        demand(
            self.runs.get() <= MAX_RUNS,
            at,
            "Simplify the patterns: all of a document have more than 4,096 parts.",
        )
    }

    /// Whether a fact rests on a source of low confidence: the first of these nodes that names one counts, then the document.
    fn low(&self, nodes: &[&Node]) -> bool {
        let name = nodes
            .iter()
            .copied()
            .chain([self.node])
            .find_map(|node| node.text_of("source"));
        let mut files = [Some(self.node), self.shared].into_iter().flatten();
        name.and_then(|name| files.find_map(|file| file.get("sources")?.get(name)))
            .and_then(|source| source.text_of("confidence"))
            .is_some_and(|confidence| &**confidence == "low")
    }

    /// The names of sources and of what the shared file is to lend.
    fn sources(&self) -> Result<(), Mistake> {
        let root = At::ROOT;
        let at = root.key("sources");
        for (name, _) in self.node.entries_of("sources") {
            let shadows = self.shared.is_some_and(|shared| {
                shared
                    .get("sources")
                    .is_some_and(|sources| sources.get(name).is_some())
            });
            demand(
                !shadows,
                &at.key(name),
                "Use another name: the shared file has a source of this name.",
            )?;
        }
        for (key, shared, what) in [
            ("response", "responses", "response"),
            ("command", "tools", "tool"),
        ] {
            let laid = self.laid(key, shared);
            if let (Some(like), None) = (laid.own.text_of("like"), laid.base) {
                return Err(root
                    .key(key)
                    .key("like")
                    .says(format!("The shared file has no {what} {}.", quoted(like))));
            }
        }
        Ok(())
    }
}

/// A part of a document laid on one of the shared file: its keys hold where the document's are silent.
#[derive(Clone, Copy)]
struct Laid<'a> {
    own: &'a Node,
    base: Option<&'a Node>,
}

impl<'a> Laid<'a> {
    fn get(&self, key: &str) -> Option<&'a Node> {
        self.own.get(key).or_else(|| self.base?.get(key))
    }

    fn text_of(&self, key: &str) -> Option<&'a Str> {
        self.get(key)?.text()
    }

    fn items_of(&self, key: &str) -> &'a [Node] {
        self.get(key).map_or(&[], Node::items)
    }

    fn entries_of(&self, key: &str) -> &'a [(Str, Node)] {
        self.get(key).map_or(&[], Node::entries)
    }
}

/// A name of a document within a sentence: no longer than one reads, and nothing in it that disguises the rest.
fn quoted(name: &str) -> String {
    let mut out: String = name
        .chars()
        .filter(|char| !shape::disguises(*char))
        .take(64)
        .collect();
    if out.len() < name.len() {
        out.push('…');
    }
    out
}
