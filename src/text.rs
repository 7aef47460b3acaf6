//! Text as its callers hold it: UTF-8 in Rust, UTF-16 from JavaScript, where a surrogate can stand alone.

use std::cell::Cell;

/// Text that can be read as code points, a lone surrogate being one of its own.
pub trait Text: Copy {
    /// The code points in order; 0xD800 to 0xDFFF only where a surrogate stands alone.
    fn code_points(self) -> impl Iterator<Item = u32> + Clone;

    /// The characters in order, without lone surrogates.
    fn chars(self) -> impl Iterator<Item = char> + Clone {
        self.code_points().filter_map(char::from_u32)
    }

    /// How many code points there are.
    fn count(self) -> u32 {
        u32::try_from(self.code_points().count()).unwrap_or(u32::MAX)
    }

    /// Whether the text is this one.
    fn is(self, other: &str) -> bool {
        self.code_points().eq(other.code_points())
    }
}

impl Text for &str {
    fn code_points(self) -> impl Iterator<Item = u32> + Clone {
        str::chars(self).map(u32::from)
    }
}

/// UTF-16 code units in memory that JavaScript writes to.
#[derive(Clone, Copy)]
pub struct Utf16<'a>(pub &'a [Cell<u16>]);

impl std::fmt::Debug for Utf16<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Utf16(…)")
    }
}

impl Text for Utf16<'_> {
    fn code_points(self) -> impl Iterator<Item = u32> + Clone {
        let mut units = self.0;
        std::iter::from_fn(move || {
            let (first, rest) = units.split_first()?;
            units = rest;
            let unit = u32::from(first.get());
            if unit & 0xFC00 == 0xD800 {
                if let Some((second, rest)) = rest.split_first() {
                    let low = u32::from(second.get());
                    if low & 0xFC00 == 0xDC00 {
                        units = rest;
                        return Some(
                            ((unit & 0x3FF) << 10 | (low & 0x3FF)).saturating_add(0x1_0000),
                        );
                    }
                }
            }
            Some(unit)
        })
    }
}

/// Whether a code point lies in one of the ranges.
pub(crate) fn contains(set: &[(char, char)], point: u32) -> bool {
    set.iter()
        .any(|&(first, last)| u32::from(first) <= point && point <= u32::from(last))
}
