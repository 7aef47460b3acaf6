//! Prints as JSON, for the npm package, what the documents of the catalogue come to: each operation's description and compiled
//! form, the shared files, and the codes of issues.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use resetkit::definition::{self, Node};
use resetkit::{IssueCode, compiled, description};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args()
        .nth(1)
        .unwrap_or_else(|| "src/operations".into());
    let (mut operations, mut files) = (Vec::new(), Vec::new());
    for provider in entries(Path::new(&folder))?
        .iter()
        .filter(|path| path.is_dir())
    {
        let paths = entries(provider)?;
        let (shared, documents): (Vec<_>, Vec<_>) = paths
            .iter()
            .filter(|path| is_document(path))
            .partition(|path| path.ends_with("shared.json"));
        let shared = shared
            .into_iter()
            .map(|path| read(path))
            .collect::<Result<Vec<_>, _>>()?;
        for path in documents {
            let document = read(path)?;
            let operation = definition::read(&document, &shared)?;
            let compiled = compiled::compile(&operation).ok_or("an operation is too large")?;
            let description = description::describe(&document, &shared, &operation);
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

/// A document or a shared file, not texts in another language.
fn is_document(file: &Path) -> bool {
    let extension = file.extension().and_then(|extension| extension.to_str());
    let name = file.file_stem().and_then(|name| name.to_str());
    extension == Some("json") && name.is_some_and(|name| !name.contains('.'))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, std::io::Error> {
    let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = paths.collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<Node, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let mut json = serde_json::Deserializer::from_str(&text);
    Node::read(&mut json).map_err(|mistake| format!("{}: {mistake}", path.display()).into())
}
