//! Validate, generate and build password and PIN resets, from one description of each operation.
//!
//! An [`Operation`] is data. [`validate`] turns an [`Input`] into a [`ValidInput`] or into every [`Issue`] it has;
//! [`request::build`] turns a [`ValidInput`], and nothing else, into an HTTP [`request::Request`]; a [`Policy`]
//! checks passwords, and a [`generate::Generator`] draws them.
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

#[cfg(feature = "batch")]
pub mod batch;
mod characters;
#[cfg(feature = "cli")]
pub mod cli;
mod count;
#[cfg(feature = "batch")]
mod csv;
mod error;
#[cfg(feature = "describe")]
pub mod form;
pub mod generate;
mod issue;
mod json;
pub mod model;
mod operations;
pub mod passwordrules;
#[cfg(feature = "patterns")]
pub mod patterns;
mod policy;
mod providers;
mod random;
pub mod request;
mod secret;
mod sort;
mod text;
mod validate;
#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub mod wasm;
#[cfg(all(target_arch = "wasm32", feature = "batch"))]
#[doc(hidden)]
pub mod wasm_batch;
mod words;

pub use error::{Error, RuleName};
#[cfg(feature = "cli")]
pub use issue::Place;
pub use issue::{Issue, IssueCode, IssueKind, MAX_POSITIONS, Param, Speaker, Subject};
pub use model::Operation;
pub use operations::{OPERATIONS, find};
pub use policy::{MAX_CLASSES, MAX_GENERATE, MAX_LENGTH, MAX_RANGES, MAX_WORD, MAX_WORDS, Policy};
pub use secret::Secret;
pub use text::{Text, Utf16};
pub use validate::{Input, Options, ValidInput, Value, check_password, validate};
