//! The pass that every usual call takes: the texts of an input in, what is wrong with them as numbers out.
//!
//! It knows no operation and no policy, only the tables that were made of them, and allocates nothing. What it cannot tell it
//! leaves to the full checks, as [`UNTOLD`]. It is a crate of its own because it is built for speed, and the rest for size.

mod key;
mod pass;
mod password;
mod pattern;
mod ranges;
mod texts;

pub use key::{MAX_DETAIL, key};
pub use pass::{Demand, Group, Kind, Member, Outcome, Plan};
pub use password::{ALLOWED, Asked, Characters, Class, SHORTFALLS, Shortfall};
pub use pattern::{Form, Sequence, Step};
pub use ranges::Ranges;
pub use texts::{Last, Limit, Marks, Rule, Texts};

/// The numbers of a header: a text's length in UTF-16 units, or one of these where there is no text.
pub const ABSENT: u32 = u32::MAX;
/// Given as null.
pub const NULL: u32 = u32::MAX - 1;
/// `true`.
pub const TRUE: u32 = u32::MAX - 2;
/// `false`.
pub const FALSE: u32 = u32::MAX - 3;
/// Of a type that no member has.
pub const OTHER: u32 = u32::MAX - 4;
/// A text that is too long to be copied.
pub const LONG: u32 = u32::MAX - 5;
/// The text that the last call had there, of which it said that it need not be sent again.
pub const SAME: u32 = u32::MAX - 6;

/// A text of more units is left to the full checks, as is what is no text by itself.
pub const LONGEST: u32 = 1 << 12;

/// Overwrites texts.
#[inline(never)]
pub fn clear(texts: &[std::cell::Cell<u16>]) {
    // Eight at a time are two stores.
    let mut rest = texts;
    while let Some((eight, after)) = rest.split_first_chunk::<8>() {
        for unit in eight {
            unit.set(0);
        }
        rest = after;
    }
    for unit in rest {
        unit.set(0);
    }
}

/// The key of what only the full checks can tell.
pub const UNTOLD: u32 = 0;
