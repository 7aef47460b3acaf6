//! Operations as bytes: what was compiled is loaded again, and nothing else is, nor does any harm.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may panic"
)]

mod documents;

use resetkit::compiled::{MAX_BYTES, compile, load};

#[test]
fn what_was_compiled_is_loaded_again() {
    let operations = documents::all();
    assert_eq!(operations.len(), 29);
    for operation in operations.values() {
        let bytes = compile(operation).unwrap();
        assert_eq!(load(&bytes).as_ref(), Some(operation));
        assert!(bytes.len() < 6_000, "{}: {}", operation.id, bytes.len());
    }
}

#[test]
fn bytes_that_nobody_compiled_are_refused_or_another_operation() {
    assert_eq!(load(&[]), None);
    assert_eq!(load(&vec![0; MAX_BYTES + 1]), None);
    for operation in documents::all().values() {
        let bytes = compile(operation).unwrap();
        for end in 0..bytes.len() {
            assert_eq!(load(&bytes[..end]), None, "{}: {end}", operation.id);
        }
        let longer = [&bytes[..], &[0]].concat();
        assert_eq!(load(&longer), None);
        for place in 0..bytes.len() {
            for change in [0x01, 0x80] {
                let mut bent = bytes.clone();
                bent[place] ^= change;
                // Another version is none; whatever else was changed, what is loaded is what is compiled.
                if let Some(other) = load(&bent) {
                    assert_ne!(place, 0);
                    assert_eq!(load(&compile(&other).unwrap()), Some(other));
                }
            }
        }
    }
}

#[test]
fn lists_within_lists_end() {
    // A body of JSON that is a list of one list, and so on: version, three texts and lists that are empty, and the lists.
    let mut bytes = vec![2, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    bytes.extend([3, 1].repeat(20_000));
    assert_eq!(load(&bytes), None);
}
