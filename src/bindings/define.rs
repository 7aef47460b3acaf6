//! The bindings of the module that reads documents: a document becomes its description and its compiled form.

use wasm_bindgen::prelude::*;

use crate::compiled;
use crate::definition::{self, Node};
use crate::description;

/// What a document came to: a description and bytes, or the first mistake.
#[wasm_bindgen]
#[derive(Default)]
pub struct Read {
    description: String,
    compiled: Vec<u8>,
    at: String,
    message: Option<String>,
}

#[wasm_bindgen]
impl Read {
    /// The description, as JSON.
    #[must_use]
    #[wasm_bindgen(getter)]
    pub fn description(&self) -> String {
        self.description.clone()
    }

    /// The operation as bytes.
    #[must_use]
    #[wasm_bindgen(getter)]
    pub fn compiled(&self) -> Vec<u8> {
        self.compiled.clone()
    }

    /// The JSON Pointer of the mistake.
    #[must_use]
    #[wasm_bindgen(getter)]
    pub fn at(&self) -> String {
        self.at.clone()
    }

    /// What would be right; `None` where there is no mistake.
    #[must_use]
    #[wasm_bindgen(getter)]
    pub fn message(&self) -> Option<String> {
        self.message.clone()
    }
}

/// Reads a document, which may name one of these shared files, and whose id is none of these of the catalogue.
#[must_use]
#[wasm_bindgen(js_name = readDocument)]
#[allow(
    clippy::needless_pass_by_value,
    reason = "JavaScript hands values over"
)]
pub fn read_document(document: JsValue, shared: Vec<JsValue>, taken: Vec<String>) -> Read {
    read(document, shared, &taken).unwrap_or_else(|mistake| Read {
        at: mistake.at,
        message: Some(mistake.message),
        ..Read::default()
    })
}

fn read(
    document: JsValue,
    shared: Vec<JsValue>,
    taken: &[String],
) -> Result<Read, definition::Mistake> {
    let node = |value| Node::read(serde_wasm_bindgen::Deserializer::from(value));
    let document = node(document)?;
    let shared = shared
        .into_iter()
        .map(node)
        .collect::<Result<Vec<_>, _>>()?;
    let operation = definition::read(&document, &shared)?;
    definition::refuse_id(&operation, |id| taken.iter().any(|it| it == id))?;
    let compiled = compiled::compile(&operation).ok_or_else(|| definition::Mistake {
        at: String::new(),
        message: "Make the document smaller: compiled, it has more than 65,536 bytes.".into(),
    })?;
    let description = description::describe(&document, &shared, &operation).json();
    Ok(Read {
        description,
        compiled,
        ..Read::default()
    })
}
