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

    /// The text as it stands in memory, where that is UTF-8.
    fn as_str(&self) -> Option<&str> {
        None
    }

    /// How many code points there are.
    fn count(self) -> u32 {
        u32::try_from(self.code_points().count()).unwrap_or(u32::MAX)
    }

    /// How many code points there are, and whether a surrogate among them stands alone.
    fn measure(self) -> (u32, bool) {
        let alone = self
            .code_points()
            .any(|point| point & 0xFFFF_F800 == 0xD800);
        (self.count(), alone)
    }

    /// Whether the text is this one.
    fn is(self, other: &str) -> bool {
        self.code_points().eq(other.code_points())
    }
}

impl Text for &str {
    fn as_str(&self) -> Option<&str> {
        Some(self)
    }

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
    #[inline]
    fn code_points(self) -> impl Iterator<Item = u32> + Clone {
        CodePoints(self.0.iter())
    }

    fn measure(self) -> (u32, bool) {
        let mut bits = 0;
        for unit in self.0 {
            bits |= unit.get();
        }
        if bits & 0xD800 == 0xD800 {
            let alone = self
                .code_points()
                .any(|point| point & 0xFFFF_F800 == 0xD800);
            return (self.count(), alone);
        }
        // Without a surrogate every unit is a code point, which almost every text turns out to be.
        (u32::try_from(self.0.len()).unwrap_or(u32::MAX), false)
    }
}

#[derive(Clone)]
struct CodePoints<'a>(std::slice::Iter<'a, Cell<u16>>);

impl Iterator for CodePoints<'_> {
    type Item = u32;

    #[allow(
        clippy::inline_always,
        reason = "the loop that every check spends its time in, in a crate that is built for size"
    )]
    #[inline(always)]
    fn next(&mut self) -> Option<u32> {
        let unit = u32::from(self.0.next()?.get());
        Some(if unit & 0xFC00 == 0xD800 {
            self.pair(unit)
        } else {
            unit
        })
    }
}

impl CodePoints<'_> {
    /// The code point that a high surrogate begins, or the surrogate itself where it stands alone.
    #[inline(never)]
    fn pair(&mut self, high: u32) -> u32 {
        match self.0.clone().next().map(|unit| u32::from(unit.get())) {
            Some(low) if low & 0xFC00 == 0xDC00 => {
                self.0.next();
                ((high & 0x3FF) << 10 | (low & 0x3FF)).saturating_add(0x1_0000)
            }
            _ => high,
        }
    }
}

/// Whether a code point lies in one of the ranges.
#[inline]
pub(crate) fn contains(set: &[(char, char)], point: u32) -> bool {
    for &(first, last) in set {
        if u32::from(first) <= point && point <= u32::from(last) {
            return true;
        }
    }
    false
}
