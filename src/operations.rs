//! The catalogue: the operations whose documents are in `operations/`, compiled by build.rs.
//!
//! To add one, write its document there; nothing else.

use std::sync::LazyLock;

use crate::compiled;
use crate::model::Operation;

/// Each operation as bytes, in the order of the files.
static COMPILED: &[&[u8]] = include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// Every operation, in the order of the files.
pub static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let operations = COMPILED.iter().filter_map(|bytes| compiled::load(bytes));
    operations.collect()
});

/// The operation with this id; `None` if the catalogue has none.
#[must_use]
pub fn find(id: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|operation| &*operation.id == id)
}
