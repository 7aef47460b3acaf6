//! Validate, generate and build password and PIN resets, from one document for each operation.
//!
//! In the order in which an input goes through them:
//!
//! 1. `definition` reads the document of an operation into an [`Operation`], which is data ([`model`]). [`find`] gives those of
//!    the catalogue.
//! 2. [`validate()`] turns an [`Input`] into a [`ValidInput`], or into every [`Issue`] it has.
//! 3. [`Policy`] holds the password rules of a directory: it checks passwords, and [`generate::Generator`] draws some that meet
//!    it. [`passwordrules`] reads and writes policies as the HTML attribute of that name.
//! 4. [`request::build`] turns a [`ValidInput`], and nothing else, into an HTTP [`request::Request`].
//! 5. `batch` does all of this for each row of a CSV file, and `cli` reads and writes the providers' command lines.
//!
//! Features: `catalogue` has the operations, `define` reads documents, `patterns` takes an organization's own rules, `batch` and
//! `cli` are the modules of these names, and `full` is the last three.
//!
//! ```
//! use resetkit::{Input, Value, find, request, validate};
//!
//! let operation = find("chime:ResetPersonalPIN").ok_or("no such operation")?;
//! let input = Input::new(operation).with("AccountId", Value::Text("acc 1")).with("UserId", Value::Text("u/2"));
//! let valid = validate(input, &Default::default()).map_err(|issues| issues[0].to_string())?;
//! let request = request::build(&valid, &Default::default())?;
//! assert_eq!(
//!     request.url,
//!     "https://chime.us-east-1.amazonaws.com/accounts/acc%201/users/u%2F2?operation=reset-personal-pin",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(target_arch = "wasm32")]
mod allocator;
#[cfg(feature = "batch")]
pub mod batch;
#[cfg(all(
    target_arch = "wasm32",
    not(any(feature = "plain", feature = "define"))
))]
#[doc(hidden)]
pub mod bindings;
#[cfg(all(target_arch = "wasm32", feature = "define", not(feature = "plain")))]
#[doc(hidden)]
#[path = "bindings/define.rs"]
pub mod bindings;
mod characters;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compiled;
mod count;
#[cfg(feature = "batch")]
mod csv;
#[cfg(feature = "define")]
pub mod definition;
#[cfg(feature = "define")]
pub mod description;
mod error;
#[cfg(any(
    feature = "batch",
    all(
        target_arch = "wasm32",
        not(any(feature = "plain", feature = "define"))
    )
))]
mod fast_path;
mod fit;
pub mod generate;
mod issue;
mod json;
pub mod model;
mod names;
#[cfg(feature = "catalogue")]
mod operations;
pub mod passwordrules;
#[cfg(feature = "define")]
pub mod pattern;
#[cfg(feature = "patterns")]
pub mod patterns;
#[cfg(all(target_arch = "wasm32", feature = "plain"))]
#[doc(hidden)]
pub mod plain;
mod policy;
mod random;
pub mod request;
mod secret;
mod sort;
mod text;
mod validate;
mod words;

pub use error::Error;
#[cfg(feature = "cli")]
pub use issue::Place;
pub use issue::{
    Because, Counted, Entry, Issue, IssueCode, IssueKind, MAX_POSITIONS, Param, RuleSource,
    Subject, ValueType,
};
pub use model::Operation;
pub use names::Name;
#[cfg(feature = "catalogue")]
pub use operations::{OPERATIONS, find};
pub use policy::{MAX_CLASSES, MAX_GENERATE, MAX_LENGTH, MAX_RANGES, MAX_WORD, MAX_WORDS, Policy};
pub use secret::Secret;
pub use text::{Text, Utf16};
pub use validate::{Input, Options, ValidInput, Value, check_password, validate};
