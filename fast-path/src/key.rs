//! A finding as one number: of 30 bits, which is what every engine of JavaScript holds without a box.

/// The greatest detail that a key holds.
pub const MAX_DETAIL: u32 = (1 << SOURCE) - 1;

const SOURCE: u32 = 17;
const CODE: u32 = 19;
const MEMBER: u32 = 25;

/// The key of an issue: 5 bits of the member, 6 of the code, 2 of who asks, 17 of detail. None where one of them is greater.
#[must_use]
pub const fn key(member: u32, code: u32, source: u32, detail: u32) -> Option<u32> {
    if member < 1 << 5 && code < 1 << 6 && source < 1 << 2 && detail <= MAX_DETAIL {
        Some(member << MEMBER | code << CODE | source << SOURCE | detail)
    } else {
        None
    }
}

/// Which of the issues of a member comes first: the one of the lower number.
pub(crate) const fn importance(key: u32) -> u32 {
    key >> CODE
}

/// Whether two keys say the same, whoever asks.
pub(crate) const fn say_the_same(one: u32, other: u32) -> bool {
    (one ^ other) & !(3 << SOURCE) == 0
}
