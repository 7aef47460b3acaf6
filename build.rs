//! Compiles the documents of src/operations, so that a mistake in one fails the build with its place.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

// The very files of the crate: a document is read in one way only.
#[allow(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "the crate uses and exports all of it"
)]
#[path = "src"]
mod files {
    pub mod compiled;
    pub mod definition;
    pub mod fit;
    pub mod json;
    pub mod model;
    pub mod pattern;
    pub mod text;
}

use files::{compiled, definition, fit, json, model, pattern, text};

const FOLDER: &str = "src/operations";

fn main() -> Result<(), Box<dyn Error>> {
    let parts = [
        "compiled.rs",
        "definition.rs",
        "definition",
        "fit.rs",
        "json.rs",
        "model.rs",
        "pattern.rs",
        "pattern",
        "text.rs",
    ];
    for path in parts
        .map(|file| format!("src/{file}"))
        .iter()
        .map(String::as_str)
        .chain(["build.rs", FOLDER])
    {
        println!("cargo::rerun-if-changed={path}");
    }
    if env::var_os("CARGO_FEATURE_CATALOGUE").is_none() {
        return Ok(());
    }
    let mut compiled = String::from("&[\n");
    for provider in entries(Path::new(FOLDER))? {
        if !provider.is_dir() {
            continue;
        }
        let files = entries(&provider)?;
        let shared = files
            .iter()
            .filter(|file| file.ends_with("shared.json"))
            .map(|file| read(file))
            .collect::<Result<Vec<_>, _>>()?;
        for file in files.iter().filter(|file| is_document(file)) {
            let operation = definition::read(&read(file)?, &shared)
                .map_err(|mistake| format!("{}: {mistake}", file.display()))?;
            let bytes = compiled::compile(&operation)
                .ok_or_else(|| format!("{}: too large", file.display()))?;
            writeln!(compiled, "&{bytes:?},")?;
        }
    }
    compiled.push(']');
    fs::write(
        Path::new(&env::var("OUT_DIR")?).join("catalogue.rs"),
        compiled,
    )?;
    Ok(())
}

/// A document, not a shared file and not texts in another language, as `<file>.zh-Hans.json` has them.
fn is_document(file: &Path) -> bool {
    let stem = file.file_stem().and_then(|stem| stem.to_str());
    file.extension()
        .is_some_and(|extension| extension == "json")
        && stem.is_some_and(|stem| stem != "shared" && !stem.contains('.'))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

fn read(file: &Path) -> Result<definition::Node, Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    let mut json = serde_json::Deserializer::from_str(&text);
    definition::Node::read(&mut json)
        .map_err(|mistake| format!("{}: {mistake}", file.display()).into())
}
