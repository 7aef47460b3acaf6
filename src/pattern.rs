//! Parses a provider's pattern into a [`Pattern`](crate::model::Pattern), which is data.

mod parse;

pub use parse::{Fault, parse, parse_set};
