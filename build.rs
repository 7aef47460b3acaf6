//! Compiles the documents of src/operations, so that a mistake in one fails the build with its place.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
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

#[allow(dead_code, reason = "others use the rest of it")]
#[path = "scripts/catalogue.rs"]
mod catalogue;

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
        .chain(["build.rs", "scripts/catalogue.rs", FOLDER])
    {
        println!("cargo::rerun-if-changed={path}");
    }
    if env::var_os("CARGO_FEATURE_CATALOGUE").is_none() {
        return Ok(());
    }
    let mut compiled = String::from("&[\n");
    for provider in catalogue::providers(Path::new(FOLDER))? {
        for (path, document) in &provider.documents {
            let operation = definition::read(document, &provider.shared)
                .map_err(|mistake| format!("{}: {mistake}", path.display()))?;
            let bytes = compiled::compile(&operation)
                .ok_or_else(|| format!("{}: too large", path.display()))?;
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
