//! Prints as JSON, for the npm package, every operation's description, the skeletons of its documents, and the engine that
//! makes the requests of a whole file.

use std::collections::BTreeMap;

use resetkit::cli::skeleton::{Skeleton, skeleton};
use resetkit::{OPERATIONS, form};

fn main() -> serde_json::Result<()> {
    let operations: Vec<_> = OPERATIONS.iter().copied().map(form::describe).collect();
    let skeletons: BTreeMap<_, _> = OPERATIONS
        .iter()
        .map(|operation| {
            let texts = [
                ("input", Skeleton::Input),
                ("yaml-input", Skeleton::YamlInput),
                ("output", Skeleton::Output),
            ];
            let texts = texts.map(|(kind, of)| (kind, skeleton(operation, of)));
            (operation.id, BTreeMap::from(texts))
        })
        .collect();
    let engines: BTreeMap<_, _> = OPERATIONS
        .iter()
        .map(|operation| (operation.id, operation.engine.0))
        .collect();
    let all =
        serde_json::json!({ "operations": operations, "skeletons": skeletons, "engines": engines });
    serde_json::to_writer(std::io::stdout().lock(), &all)
}
