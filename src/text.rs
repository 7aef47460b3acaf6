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

    /// How many code points there are, and whether a surrogate among them stands alone.
    fn measure(self) -> (u32, bool);

    /// Whether the text is this one.
    fn is(self, other: &str) -> bool {
        self.code_points().eq(other.code_points())
    }
}

impl Text for &str {
    fn as_str(&self) -> Option<&str> {
        Some(self)
    }

    #[inline]
    fn code_points(self) -> impl Iterator<Item = u32> + Clone {
        Utf8(self.as_bytes().iter())
    }

    fn measure(self) -> (u32, bool) {
        (
            u32::try_from(str::chars(self).count()).unwrap_or(u32::MAX),
            false,
        )
    }
}

/// The code points of a `str`, which is known to be UTF-8. Its own iterator is several times the code in each loop.
#[derive(Clone)]
struct Utf8<'a>(std::slice::Iter<'a, u8>);

impl Iterator for Utf8<'_> {
    type Item = u32;

    #[allow(clippy::inline_always, reason = "as of CodePoints")]
    #[inline(always)]
    fn next(&mut self) -> Option<u32> {
        let byte = *self.0.next()?;
        Some(if byte < 0x80 {
            byte.into()
        } else {
            self.sequence(byte)
        })
    }
}

impl Utf8<'_> {
    /// Reads the other bytes of the code point that starts with this byte, which is not ASCII. In UTF-8 the first byte has as many
    /// ones at its start as the code point has bytes, and then its first bits; each other byte has six bits.
    #[inline(never)]
    fn sequence(&mut self, first: u8) -> u32 {
        let others = first.leading_ones().saturating_sub(1);
        let bits = u32::from(first & 0x3F_u8.checked_shr(others).unwrap_or(0));
        let bytes = self.0.by_ref().take(others as usize);
        bytes.fold(bits, |bits, byte| bits << 6 | u32::from(byte & 0x3F))
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
        // Without a surrogate every unit is a code point, which almost every text turns out to be.
        let (mut length, mut alone) = (self.0.len(), false);
        if bits & 0xD800 == 0xD800 {
            length = self.code_points().count();
            alone = self
                .code_points()
                .any(|point| char::from_u32(point).is_none());
        }
        (u32::try_from(length).unwrap_or(u32::MAX), alone)
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
    /// The code point that starts with this high surrogate, or the surrogate itself if it stands alone.
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

/// Whether two texts are the same, eight bytes at a time.
#[cfg(feature = "batch")]
pub(crate) fn are_same(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    while let (Some((eight, rest)), Some((same, others))) =
        (one.split_first_chunk::<8>(), other.split_first_chunk())
    {
        if eight != same {
            return false;
        }
        (one, other) = (rest, others);
    }
    one == other
}

/// Eight bytes that are compared at once. A comparison marks the bytes that it finds in their top bits. Only the lowest mark is
/// reliable: those above it may be wrong.
#[derive(Clone, Copy)]
pub(crate) struct ByteLanes(u64);

impl ByteLanes {
    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }

    /// Marks the bytes below a limit of at most 128: subtracting it borrows from their top bit.
    pub(crate) const fn below(self, limit: u8) -> u64 {
        self.0.wrapping_sub(Self::all(limit)) & !self.0
    }

    /// Marks the bytes that equal this one: their difference is 0, which is below 1.
    pub(crate) const fn equal(self, byte: u8) -> u64 {
        Self(self.0 ^ Self::all(byte)).below(1)
    }

    /// How many bytes there are before the first that is marked. 0xFF must not be.
    #[inline]
    pub(crate) fn before(bytes: &[u8], marks: impl Fn(Self) -> u64) -> usize {
        let mut before = 0usize;
        for piece in bytes.chunks(8) {
            let word = piece.try_into().map_or_else(
                |_| {
                    let mut last = [0xFF; 8];
                    last.iter_mut()
                        .zip(piece)
                        .for_each(|(own, byte)| *own = *byte);
                    u64::from_le_bytes(last)
                },
                u64::from_le_bytes,
            );
            let marks = marks(Self(word)) & Self::all(0x80);
            if marks != 0 {
                return before.saturating_add(marks.trailing_zeros() as usize / 8);
            }
            before = before.saturating_add(piece.len());
        }
        before
    }
}
