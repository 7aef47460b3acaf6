//! The documents that the tests read: those of the catalogue and more.
#![allow(dead_code, reason = "each test reads what it needs")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use resetkit::Operation;
use resetkit::definition::{self, Node};
use resetkit::description;

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
}

/// Whether a file is a document or a shared file, and not texts in another language.
fn is_document(path: &Path) -> bool {
    let stem = path.file_stem().unwrap().to_str().unwrap();
    !stem.contains('.')
}

/// The document in a file.
pub(crate) fn read(path: &Path) -> Node {
    let text = fs::read_to_string(path).unwrap();
    Node::read(&mut serde_json::Deserializer::from_str(&text)).unwrap()
}

/// Every document, with the operation that was read from it.
pub(crate) fn each() -> Vec<(Node, Operation)> {
    files(|document, _, operation| (document, operation))
}

/// What is told of every operation.
pub(crate) fn described() -> Vec<(Node, Operation)> {
    files(|document, shared, operation| {
        let description = description::describe(&document, shared, &operation);
        (description, operation)
    })
}

/// The documents in a folder of providers, with their operations.
pub(crate) fn each_in(folder: &Path) -> Vec<(Node, Operation)> {
    files_in(folder, &|document, _, operation| (document, operation))
}

/// The folders of the catalogue and of further documents.
fn folders() -> [PathBuf; 2] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["tests/golden/operations", "src/operations"].map(|folder| root.join(folder))
}

/// The names of the providers' folders, but for that of operations which no provider has.
pub(crate) fn providers() -> Vec<String> {
    let folders = folders().into_iter().flat_map(|folder| entries(&folder));
    let folders = folders.filter(|path| path.is_dir() && !path.ends_with("own"));
    let name = |path: PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    folders.map(name).collect()
}

fn files<T>(take: impl Fn(Node, &[Node], Operation) -> T) -> Vec<T> {
    let all = folders().into_iter();
    all.flat_map(|folder| files_in(&folder, &take)).collect()
}

fn files_in<T>(folder: &Path, take: &impl Fn(Node, &[Node], Operation) -> T) -> Vec<T> {
    let mut all = Vec::new();
    for provider in entries(folder).iter().filter(|path| path.is_dir()) {
        let mut paths = entries(provider);
        paths.retain(|path| is_document(path));
        let (shared, documents): (Vec<_>, Vec<_>) =
            paths.iter().partition(|path| path.ends_with("shared.json"));
        let shared: Vec<_> = shared.into_iter().map(|path| read(path)).collect();
        for path in documents {
            let document = read(path);
            let operation = definition::read(&document, &shared)
                .unwrap_or_else(|mistake| panic!("{}: {mistake}", path.display()));
            all.push(take(document, &shared, operation));
        }
    }
    all
}

/// Every operation by its id.
pub(crate) fn all() -> BTreeMap<String, Operation> {
    let operations = each().into_iter().map(|(_, operation)| operation);
    operations
        .map(|operation| (operation.id.to_string(), operation))
        .collect()
}
