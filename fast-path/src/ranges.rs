//! Sets of UTF-16 units, and how many units in a row are of one.

use std::cell::Cell;

/// A set of UTF-16 units other than surrogates.
#[derive(Debug, Clone)]
pub struct Ranges {
    /// Of each range the first unit, and how many follow it.
    all: Vec<(u16, u16)>,
    /// The same, where they are four or fewer: the last is repeated.
    four: Option<[(u16, u16); 4]>,
}

impl Ranges {
    /// The set of these inclusive ranges of code points; of what lies beyond U+FFFF it has nothing.
    #[must_use]
    pub fn new(ranges: &[(u32, u32)]) -> Self {
        let mut all = Vec::new();
        for &(first, last) in ranges {
            let last = u16::try_from(last).unwrap_or(u16::MAX);
            if let Ok(first) = u16::try_from(first) {
                all.push((first, last.wrapping_sub(first)));
            }
        }
        let four = match *all {
            [a] => Some([a; 4]),
            [a, b] => Some([a, b, b, b]),
            [a, b, c] => Some([a, b, c, c]),
            [a, b, c, d] => Some([a, b, c, d]),
            _ => None,
        };
        Self { all, four }
    }

    /// Whether a unit is in it.
    #[inline]
    #[must_use]
    pub fn has(&self, unit: u16) -> bool {
        let mut ranges = self.all.iter();
        ranges.any(|(first, more)| unit.wrapping_sub(*first) <= *more)
    }

    /// How many units stand at the start of a text that are in it.
    #[inline]
    pub(crate) fn run(&self, text: &[Cell<u16>]) -> usize {
        if let (Some(four), true) = (&self.four, text.len() >= 8) {
            let inside = if self.all.len() > 2 {
                eight::all::<4>(four, text)
            } else {
                let [a, b, ..] = *four;
                eight::all::<2>(&[a, b], text)
            };
            if inside {
                return text.len();
            }
        }
        let outside = |unit: &Cell<u16>| !self.has(unit.get());
        text.iter().position(outside).unwrap_or(text.len())
    }
}

/// Eight units at a time, on machines that can.
#[cfg(target_arch = "wasm32")]
mod eight {
    use core::arch::wasm32::{
        u8x16_all_true, u16x8_le, u16x8_splat, u16x8_sub, u64x2, v128, v128_and, v128_or,
    };
    use std::cell::Cell;

    /// Whether all units of a text of eight or more are in the ranges.
    #[target_feature(enable = "simd128")]
    #[inline(never)]
    pub(super) fn all<const N: usize>(ranges: &[(u16, u16); N], text: &[Cell<u16>]) -> bool {
        let first = ranges.map(|(first, _)| u16x8_splat(first));
        let more = ranges.map(|(_, more)| u16x8_splat(more));
        let is = |units: v128| {
            let mut found = u64x2(0, 0);
            for (first, more) in first.iter().zip(&more) {
                found = v128_or(found, u16x8_le(u16x8_sub(units, *first), *more));
            }
            found
        };
        // The last eight overlap those before them.
        let Some(last) = text.last_chunk::<8>() else {
            return false;
        };
        let mut inside = is(load(last));
        let mut rest = text;
        while let Some((eight, after)) = rest.split_first_chunk::<8>() {
            if after.is_empty() {
                break;
            }
            inside = v128_and(inside, is(load(eight)));
            rest = after;
        }
        u8x16_all_true(inside)
    }

    /// Eight units as they stand in memory: two reads of four, which the compiler sees in the shifts.
    #[target_feature(enable = "simd128")]
    #[inline]
    fn load([a, b, c, d, e, f, g, h]: &[Cell<u16>; 8]) -> v128 {
        u64x2(four(a, b, c, d), four(e, f, g, h))
    }

    #[inline]
    fn four(a: &Cell<u16>, b: &Cell<u16>, c: &Cell<u16>, d: &Cell<u16>) -> u64 {
        let [a, b, c, d] = [a, b, c, d].map(|unit| u64::from(unit.get()));
        a | b << 16 | c << 32 | d << 48
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod eight {
    use std::cell::Cell;

    pub(super) fn all<const N: usize>(ranges: &[(u16, u16); N], text: &[Cell<u16>]) -> bool {
        let is = |unit: &Cell<u16>| {
            let mut ranges = ranges.iter();
            ranges.any(|(first, more)| unit.get().wrapping_sub(*first) <= *more)
        };
        text.iter().all(is)
    }
}
