//! An operation as compact bytes, and back: what a module is given instead of a document.

use crate::model::Operation;

/// The first byte: the version of what follows.
const VERSION: u8 = 1;

/// The most bytes that a compiled operation has.
pub const MAX_BYTES: usize = 65_536;

/// The operation as bytes for [`load`]; none where it is larger than [`MAX_BYTES`].
#[must_use]
pub fn compile(operation: &Operation) -> Option<Vec<u8>> {
    let bytes = postcard::to_extend(operation, vec![VERSION]).ok()?;
    (bytes.len() <= MAX_BYTES).then_some(bytes)
}

/// The operation that was compiled to these bytes; none for any that [`compile`] of this version did not make.
#[must_use]
pub fn load(bytes: &[u8]) -> Option<Operation> {
    match bytes.split_first() {
        Some((&VERSION, rest)) if bytes.len() <= MAX_BYTES => postcard::from_bytes(rest).ok(),
        Some(_) | None => None,
    }
}
