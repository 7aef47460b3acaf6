//! The text of a provider's pattern in; a [`Pattern`](crate::model::Pattern) as data out.

mod parse;

pub use parse::{Fault, parse, parse_set};
