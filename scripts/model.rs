//! Prints as JSON, for the npm package, every operation's description and the skeletons of its documents.

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
    let all = serde_json::json!({ "operations": operations, "skeletons": skeletons });
    serde_json::to_writer(std::io::stdout().lock(), &all)
}
