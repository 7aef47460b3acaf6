//! A policy in; a password out, drawn uniformly from all that comply.

use std::cell::Cell;

use zeroize::Zeroize;

use crate::error::Error;
use crate::policy::Policy;
use crate::secret::Secret;
use crate::text::{Text, Utf16};

/// The length of a password where the caller names none: long enough by any guideline, short enough to read out.
pub const DEFAULT_LENGTH: u32 = 20;

/// How often a password is drawn before the policy is called unsatisfiable. With one compliant password in ten, the
/// slowest default policy by far, a thousand draws fail once in 10^45 calls.
const MAX_DRAWS: u32 = 1000;

/// Characters that are easily taken for one another on paper: I, l, 1 and |; O and 0.
const AMBIGUOUS: &[char] = &['I', 'l', '1', '|', 'O', '0'];

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

/// Random bytes drawn ahead, because a call to the platform costs the same for one byte as for a thousand.
/// A byte is wiped when it is taken.
pub struct Pool<R> {
    source: R,
    bytes: [u8; 1024],
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
            bytes: [0; 1024],
            taken: 1024,
        }
    }
}

impl<R> Drop for Pool<R> {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}

impl<R: Random> Pool<R> {
    fn byte(&mut self) -> Result<u8, Error> {
        if self.taken >= self.bytes.len() {
            self.source.fill(&mut self.bytes)?;
            self.taken = 0;
        }
        let byte = self.bytes.get_mut(self.taken).map_or(0, std::mem::take);
        self.taken = self.taken.saturating_add(1);
        Ok(byte)
    }

    /// A number below `bound`, each as likely as any other: numbers of the incomplete last round are drawn again.
    fn below(&mut self, bound: u32) -> Result<u32, Error> {
        let bytes = if bound <= 1 << 8 { 1 } else { 4 };
        let range = if bytes == 1 { 1 << 8 } else { 1u64 << 32 };
        let bound = u64::from(bound.max(1));
        let whole = range.saturating_sub(range.checked_rem(bound).unwrap_or(0));
        loop {
            let mut number = 0u64;
            for _ in 0..bytes {
                number = number << 8 | u64::from(self.byte()?);
            }
            if number < whole {
                return Ok(u32::try_from(number.checked_rem(bound).unwrap_or(0)).unwrap_or(0));
            }
        }
    }
}

/// What to generate, beside the policy.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The length in code points; `None` for [`DEFAULT_LENGTH`], or the nearest that the policy takes.
    pub length: Option<u32>,
    /// Leaves out I, l, 1, |, O and 0.
    pub avoid_ambiguous: bool,
}

/// A policy with options, ready to draw passwords.
#[derive(Debug)]
pub struct Generator {
    policy: Policy,
    alphabet: Vec<char>,
    length: u32,
}

impl Generator {
    /// Prepares to draw passwords that meet the policy.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOptions`] for a length outside the policy's; [`Error::UnsatisfiablePolicy`] where there are no
    /// characters to draw from.
    pub fn new(policy: &Policy, options: &Options) -> Result<Self, Error> {
        let rules = policy.rules();
        let length = options
            .length
            .unwrap_or_else(|| DEFAULT_LENGTH.max(rules.min_length).min(rules.max_length));
        if length < rules.min_length || length > rules.max_length {
            return Err(Error::InvalidOptions("the length is outside the policy's"));
        }
        let mut alphabet: Vec<char> = Vec::new();
        for character in rules
            .classes
            .iter()
            .flat_map(|class| class.generate.chars())
        {
            let left_out = options.avoid_ambiguous && AMBIGUOUS.contains(&character);
            if !left_out && !alphabet.contains(&character) && policy.allows(character) {
                alphabet.push(character);
            }
        }
        if alphabet.is_empty() {
            return Err(Error::UnsatisfiablePolicy(
                "there are no characters to draw from",
            ));
        }
        Ok(Self {
            policy: policy.clone(),
            alphabet,
            length,
        })
    }

    /// Draws one password: whole passwords, every character from the whole alphabet, until one complies. That is
    /// uniform over all that comply, as no position is forced and nothing is repaired. The password goes into `room`,
    /// which must hold two UTF-16 units a character; how many it took is returned. Some policies keep the user's name out.
    ///
    /// # Errors
    ///
    /// [`Error::RandomUnavailable`], or [`Error::UnsatisfiablePolicy`] where no draw complied.
    pub fn draw<R: Random>(
        &self,
        pool: &mut Pool<R>,
        user_name: Option<Utf16<'_>>,
        room: &[Cell<u16>],
    ) -> Result<usize, Error> {
        let bound = u32::try_from(self.alphabet.len()).unwrap_or(u32::MAX);
        for _ in 0..MAX_DRAWS {
            let mut units = 0usize;
            for _ in 0..self.length {
                let character = self
                    .alphabet
                    .get(pool.below(bound)? as usize)
                    .copied()
                    .unwrap_or_default();
                for unit in character.encode_utf16(&mut [0; 2]) {
                    let Some(slot) = room.get(units) else {
                        return Err(Error::InvalidOptions("the length is too large"));
                    };
                    slot.set(*unit);
                    units = units.saturating_add(1);
                }
            }
            let drawn = Utf16(room.get(..units).unwrap_or_default());
            if self.policy.accepts(drawn, user_name) {
                return Ok(units);
            }
        }
        Err(Error::UnsatisfiablePolicy("no password drawn met it"))
    }

    /// Draws one password as a [`Secret`].
    ///
    /// # Errors
    ///
    /// As [`Self::draw`].
    pub fn password<R: Random>(
        &self,
        pool: &mut Pool<R>,
        user_name: Option<&str>,
    ) -> Result<Secret, Error> {
        let user_name: Option<Vec<_>> =
            user_name.map(|name| name.encode_utf16().map(Cell::new).collect());
        let room: Vec<Cell<u16>> = (0..self.length.saturating_mul(2))
            .map(|_| Cell::new(0))
            .collect();
        let units = self.draw(pool, user_name.as_deref().map(Utf16), &room)?;
        let password = Utf16(room.get(..units).unwrap_or_default())
            .chars()
            .collect();
        for unit in &room {
            unit.set(0);
        }
        Ok(Secret::new(password))
    }
}
