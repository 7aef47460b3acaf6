//! Draws numbers below a bound from random bytes, each as likely as any other.

use std::cell::Cell;

use zeroize::Zeroize;

use crate::error::Error;

/// Where random bytes come from.
pub trait Random {
    /// Fills the slice.
    ///
    /// # Errors
    ///
    /// [`Error::RandomUnavailable`] where the platform has none.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Error>;
}

/// The platform's cryptographically secure generator.
#[derive(Debug, Clone, Copy, Default)]
pub struct Platform;

impl Random for Platform {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Error> {
        getrandom::fill(bytes).map_err(|_| Error::RandomUnavailable)
    }
}

/// How many random bytes are drawn ahead.
const POOL: usize = 8192;

/// Random bytes drawn ahead, because a call to the platform costs the same for one byte as for a thousand.
/// A byte is wiped when it is taken.
pub struct Pool<R> {
    source: R,
    bytes: [u8; POOL],
    taken: usize,
}

impl<R> std::fmt::Debug for Pool<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pool(…)")
    }
}

impl<R> Pool<R> {
    /// An empty pool over a source.
    pub const fn new(source: R) -> Self {
        Self {
            source,
            bytes: [0; POOL],
            taken: POOL,
        }
    }
}

impl<R> Drop for Pool<R> {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

impl<R: Random> Pool<R> {
    /// The bytes that are not taken yet, at least one.
    fn rest(&mut self) -> Result<&mut [u8], Error> {
        if self.taken >= self.bytes.len() {
            self.source.fill(&mut self.bytes)?;
            self.taken = 0;
        }
        Ok(self.bytes.get_mut(self.taken..).unwrap_or_default())
    }

    fn byte(&mut self) -> Result<u8, Error> {
        let byte = self.rest()?.first_mut().map_or(0, std::mem::take);
        self.taken = self.taken.saturating_add(1);
        Ok(byte)
    }

    /// Takes bytes and looks each up in the table until every slot has a character; an entry of 0 is skipped. Returns the entries
    /// combined by a bitwise or.
    pub(crate) fn look_up(
        &mut self,
        table: &[u32; 256],
        slots: &[Cell<u16>],
    ) -> Result<u32, Error> {
        let (mut filled, mut met) = (0usize, 0);
        while filled < slots.len() {
            let mut taken = 0usize;
            for byte in self.rest()? {
                let Some(slot) = slots.get(filled) else { break };
                let entry = table.get(usize::from(*byte)).copied().unwrap_or(0);
                *byte = 0;
                // An entry that is none is written over by the next. A branch here would be guessed wrong too often.
                slot.set(low_half(entry));
                met |= entry;
                filled = filled.wrapping_add(usize::from(entry != 0));
                taken = taken.wrapping_add(1);
            }
            self.taken = self.taken.saturating_add(taken);
        }
        Ok(met)
    }

    /// A random number of 32 bits.
    pub(crate) fn number(&mut self) -> Result<u32, Error> {
        let mut number = 0;
        for _ in 0..4 {
            number = number << 8 | u32::from(self.byte()?);
        }
        Ok(number)
    }

    /// A number below `bound`, each as likely as any other.
    pub(crate) fn below(&mut self, bound: u32) -> Result<u32, Error> {
        let last = bound.saturating_sub(1);
        let mask = u32::MAX.checked_shr(last.leading_zeros()).unwrap_or(0);
        loop {
            let number = mask
                & if mask <= 0xFF {
                    u32::from(self.byte()?)
                } else {
                    self.number()?
                };
            if number <= last {
                return Ok(number);
            }
        }
    }
}

/// The character of an entry.
#[allow(clippy::cast_possible_truncation, reason = "the lower half is meant")]
const fn low_half(entry: u32) -> u16 {
    entry as u16
}
