//! Finds the documents of a catalogue: a folder for each provider, a file for each operation, and what they share. build.rs,
//! scripts/model.rs and the tests read them through here.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use super::definition::Node;

/// The files of a provider.
pub(crate) struct Provider {
    /// What its documents have in common.
    pub(crate) shared: Vec<Node>,
    /// The documents, by the file in which each stands.
    pub(crate) documents: Vec<(PathBuf, Node)>,
}

/// The providers in a folder, in the order of their names, as are the documents of each.
pub(crate) fn providers(folder: &Path) -> Result<Vec<Provider>, Box<dyn Error>> {
    let folders = entries(folder)?.into_iter().filter(|path| path.is_dir());
    folders.map(|folder| provider(&folder)).collect()
}

fn provider(folder: &Path) -> Result<Provider, Box<dyn Error>> {
    let files = entries(folder)?
        .into_iter()
        .filter(|path| is_document(path));
    let (shared, documents): (Vec<_>, Vec<_>) =
        files.partition(|path| path.ends_with("shared.json"));
    Ok(Provider {
        shared: shared
            .iter()
            .map(|path| read(path))
            .collect::<Result<_, _>>()?,
        documents: documents
            .into_iter()
            .map(|path| read(&path).map(|document| (path, document)))
            .collect::<Result<_, _>>()?,
    })
}

/// The document or shared file at this path. The error names it.
pub(crate) fn read(path: &Path) -> Result<Node, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let mut json = serde_json::Deserializer::from_str(&text);
    Node::read(&mut json).map_err(|mistake| format!("{}: {mistake}", path.display()).into())
}

/// Whether it is a document or a shared file, and not texts in another language, as `<file>.zh-Hans.json` has them.
fn is_document(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    extension == Some("json") && stem.is_some_and(|stem| !stem.contains('.'))
}

/// What is in a folder, sorted.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, std::io::Error> {
    let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = paths.collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}
