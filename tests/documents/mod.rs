//! The documents that the tests read: those of the catalogue and more.
#![allow(dead_code, reason = "each test reads what it needs")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use resetkit::Operation;
use resetkit::definition::{self, Node};
use resetkit::description;

#[path = "../../scripts/catalogue.rs"]
mod catalogue;

/// The document in a file.
pub(crate) fn read(path: &Path) -> Node {
    catalogue::read(path).unwrap()
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
    let folders = folders()
        .into_iter()
        .flat_map(|folder| catalogue::entries(&folder).unwrap());
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
    for provider in catalogue::providers(folder).unwrap() {
        let shared = provider.shared;
        for (path, document) in provider.documents {
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
