//! Prints as JSON, for the npm package, what the documents of the catalogue come to: each operation's description and compiled
//! form, the shared files, and the codes of issues.

#[allow(dead_code, reason = "others use the rest of it")]
#[path = "catalogue.rs"]
mod catalogue;

use std::env;
use std::error::Error;
use std::path::Path;

use resetkit::definition::{self, Node};
use resetkit::{IssueCode, compiled, description};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args()
        .nth(1)
        .unwrap_or_else(|| "src/operations".into());
    let (mut operations, mut files) = (Vec::new(), Vec::new());
    for provider in catalogue::providers(Path::new(&folder))? {
        let shared = provider.shared;
        for (_, document) in &provider.documents {
            let operation = definition::read(document, &shared)?;
            let compiled = compiled::compile(&operation).ok_or("an operation is too large")?;
            let description = description::describe(document, &shared, &operation);
            operations
                .push(json!({ "description": to_value(&description)?, "compiled": compiled }));
        }
        files.extend(shared.iter().map(to_value).collect::<Result<Vec<_>, _>>()?);
    }
    let codes: Vec<_> = IssueCode::ALL.iter().map(|code| code.as_str()).collect();
    let all = json!({ "operations": operations, "shared": files, "codes": codes });
    serde_json::to_writer(std::io::stdout().lock(), &all)?;
    Ok(())
}

fn to_value(node: &Node) -> Result<Value, serde_json::Error> {
    serde_json::to_value(node)
}
