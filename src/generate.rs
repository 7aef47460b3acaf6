//! Generates passwords: each is drawn uniformly from all that meet the policy.

use std::cell::{Cell, OnceCell};

use zeroize::Zeroizing;

use crate::characters;
use crate::count::{Count, Limits};
use crate::error::Error;
use crate::model::{Unit, contains};
use crate::names::{Banned, Name};
use crate::policy::{ALLOWED, DISPUTED, GROUPS, MAX_LENGTH, Policy, Seen};
pub use crate::random::{Platform, Pool, Random};
use crate::secret::Secret;
use crate::sort::sort;
use crate::text::{Text, Utf16};

/// The length of a password in code points if the caller gives none: long enough by any guideline, short enough to read out.
pub const DEFAULT_LENGTH: u32 = 20;

/// How often a password is drawn until one complies. After that it is drawn from a count of all that comply, which is as uniform
/// and usually slower. With the strictest default policy, by which one password in ten complies, that happens once in 800,000
/// draws.
const FREE_DRAWS: u32 = 128;

/// How many characters are drawn for one password if those that comply cannot be counted. For passwords of usual length that is
/// enough if one in 10,000 complies.
const MOST_CHARACTERS: u32 = 1 << 23;

/// How many code points a user's name may have.
pub const MAX_NAME: usize = 4096;

/// Characters that are easily taken for one another on paper: I, l, 1 and |; O and 0.
const AMBIGUOUS: &[char] = &['I', 'l', '1', '|', 'O', '0'];

/// What to generate, beside the policy.
#[derive(Clone, Copy)]
pub struct Options<'a, T> {
    /// The length in code points; `None` for [`DEFAULT_LENGTH`], or the length nearest to it that the policy allows.
    pub length: Option<u32>,
    /// Leaves out I, l, 1, |, O and 0.
    pub avoid_ambiguous: bool,
    /// The user's names, which some policies keep out of passwords.
    pub names: &'a [Name<T>],
}

impl<T> Default for Options<'_, T> {
    fn default() -> Self {
        Self {
            length: None,
            avoid_ambiguous: false,
            names: &[],
        }
    }
}

impl<T> std::fmt::Debug for Options<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Options(…)")
    }
}

/// A policy with options, ready to draw passwords.
#[derive(Debug)]
pub struct Generator {
    policy: Policy,
    alphabet: Vec<char>,
    length: u32,
    /// The forbidden words, and what of the user's names must not be in a password.
    banned: Banned,
    /// The alphabet by the byte that chooses from it, where it is small enough for that.
    table: Option<Table>,
    /// Made when it is first needed.
    count: OnceCell<Result<Count, Error>>,
}

/// What each byte chooses, so that a draw neither divides nor looks the character up in the policy.
#[derive(Debug)]
struct Table {
    /// The character in the lower half, its mask in the upper; 0 for bytes of the incomplete last round.
    characters: [u32; 256],
    /// The classes of which a password must have a character, if there is nothing else to check.
    needed: Option<(u32, u32)>,
}

impl Generator {
    /// Prepares to draw passwords that meet the policy.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidOptions`] for a length outside the policy's or above [`MAX_LENGTH`], or a name of more than
    /// [`MAX_NAME`] code points; [`Error::UnsatisfiablePolicy`] if it is clear without counting that no password from the
    /// characters to generate meets the policy. If only a count can tell, the first draw fails.
    pub fn new<T: Text>(policy: &Policy, options: &Options<'_, T>) -> Result<Self, Error> {
        let rules = policy.rules();
        let alphabet = alphabet(policy, options.avoid_ambiguous);
        let room = room(policy, &alphabet);
        let usual = || DEFAULT_LENGTH.min(room).max(rules.min_length);
        let length = (options.length).unwrap_or_else(|| usual().min(rules.max_length));
        if length < rules.min_length || length > rules.max_length {
            return Err(Error::InvalidOptions("the length is outside the policy's"));
        }
        if length > MAX_LENGTH {
            return Err(Error::InvalidOptions("the length is above 65536"));
        }
        let too_long = |name: &Name<T>| name.value.code_points().nth(MAX_NAME).is_some();
        if options.names.iter().any(too_long) {
            return Err(Error::InvalidOptions(
                "the user name has more than 4096 characters",
            ));
        }
        shortage(policy, &alphabet, length)?;
        if length > room {
            return Err(Error::UnsatisfiablePolicy(
                "its limits leave no room for the length",
            ));
        }
        let banned = policy.banned(options.names);
        let table = Table::new(policy, &alphabet, length, &banned);
        Ok(Self {
            policy: policy.clone(),
            alphabet,
            length,
            banned,
            table,
            count: OnceCell::new(),
        })
    }

    /// How many code points each password has.
    #[must_use]
    pub fn length(&self) -> u32 {
        self.length
    }

    /// Draws one password, uniformly from all that comply and have no space at either end, and writes it to `room`, which must
    /// have two UTF-16 units for each character. Returns how many units were written.
    ///
    /// Every character is drawn from the whole alphabet, and the whole password again until one complies. If that takes too
    /// long, the password is drawn by an exact count of all that comply, which is uniform too.
    ///
    /// # Errors
    ///
    /// [`Error::RandomUnavailable`]; [`Error::UnsatisfiablePolicy`] if there is no such password; [`Error::TooComplex`] if such
    /// passwords are too rare to be drawn at random and too complex to count.
    pub fn draw<R: Random>(&self, pool: &mut Pool<R>, room: &[Cell<u16>]) -> Result<usize, Error> {
        for _ in 0..FREE_DRAWS {
            if let Some(units) = self.draw_freely(pool, room)? {
                return Ok(units);
            }
        }
        match self.count() {
            Ok(count) => {
                let mut password = Zeroizing::new(Vec::with_capacity(self.length as usize));
                count.draw(pool, &mut password)?;
                let mut units = 0;
                for character in password.iter() {
                    put(room, &mut units, *character)?;
                }
                Ok(units)
            }
            Err(error) => {
                for _ in 0..MOST_CHARACTERS.checked_div(self.length).unwrap_or(0) {
                    if let Some(units) = self.draw_freely(pool, room)? {
                        return Ok(units);
                    }
                }
                Err(error)
            }
        }
    }

    /// Draws every character from the whole alphabet. Returns `None` if the password does not comply.
    fn draw_freely<R: Random>(
        &self,
        pool: &mut Pool<R>,
        room: &[Cell<u16>],
    ) -> Result<Option<usize>, Error> {
        let mut units = 0usize;
        if let Some(table) = &self.table {
            let slots = room
                .get(..self.length as usize)
                .ok_or(Error::InvalidOptions(TOO_LARGE))?;
            let met = pool.look_up(&table.characters, slots)?;
            if let Some((all, some)) = table.needed {
                let classes = met >> 16;
                let complies = classes & all == all
                    && classes.count_ones() >= some
                    && !has_space_at_an_end(slots);
                return Ok(complies.then_some(slots.len()));
            }
            units = slots.len();
        } else {
            let bound = u32::try_from(self.alphabet.len()).unwrap_or(u32::MAX);
            for _ in 0..self.length {
                let place = pool.below(bound)? as usize;
                let character = self.alphabet.get(place).copied().unwrap_or_default();
                put(room, &mut units, character)?;
            }
        }
        let drawn = room.get(..units).unwrap_or_default();
        let complies =
            !has_space_at_an_end(drawn) && self.policy.accepts(Utf16(drawn), &self.banned);
        Ok(complies.then_some(units))
    }

    /// The count of all passwords that can be drawn. It is made once.
    fn count(&self) -> Result<&Count, Error> {
        let count = self
            .count
            .get_or_init(|| Count::new(&self.policy, &self.alphabet, self.length, &self.banned));
        count.as_ref().map_err(Clone::clone)
    }

    /// How many passwords can be drawn, each as likely as any other: a number, and the power of two to multiply it by.
    ///
    /// # Errors
    ///
    /// [`Error::UnsatisfiablePolicy`] if there is none; [`Error::TooComplex`] if they cannot be counted.
    pub fn size(&self) -> Result<(f64, u32), Error> {
        let count = self.count()?;
        if count.is_zero() {
            return Err(Error::UnsatisfiablePolicy(
                "no password of this length meets it",
            ));
        }
        Ok(count.scaled())
    }

    /// How hard a drawn password is to guess, in bits: the base-2 logarithm of how many passwords can be drawn.
    ///
    /// # Errors
    ///
    /// As [`Self::size`].
    pub fn entropy(&self) -> Result<f64, Error> {
        let (number, power) = self.size()?;
        Ok(number.log2() + f64::from(power))
    }

    /// How many UTF-16 units a password may take.
    pub(crate) const fn units(&self) -> usize {
        (self.length as usize).saturating_mul(2)
    }

    /// Draws one password as a [`Secret`].
    ///
    /// # Errors
    ///
    /// As [`Self::draw`].
    pub fn password<R: Random>(&self, pool: &mut Pool<R>) -> Result<Secret, Error> {
        let room = vec![Cell::new(0); self.units()];
        let units = self.draw(pool, &room)?;
        let password = Utf16(room.get(..units).unwrap_or_default())
            .chars()
            .collect();
        for unit in &room {
            unit.set(0);
        }
        Ok(Secret::new(password))
    }
}

const TOO_LARGE: &str = "the length is too large";

/// The characters to generate that the policy allows, each once.
fn alphabet(policy: &Policy, avoid_ambiguous: bool) -> Vec<char> {
    let mut alphabet: Vec<char> = Vec::new();
    let mut seen = Seen::default();
    let classes = policy.rules().classes.iter();
    for character in classes.flat_map(|class| class.generate.chars()) {
        let left_out = avoid_ambiguous && AMBIGUOUS.contains(&character);
        // A character that earns a warning when it is typed is not generated.
        let odd = characters::oddity(character.into()).is_some();
        let mask = policy.mask(character.into());
        // What the two readings of a policy count differently is not generated, so that either takes the password.
        let is_sure = mask & (ALLOWED | DISPUTED) == ALLOWED;
        if !left_out && !odd && is_sure && seen.note(character.into()) {
            alphabet.push(character);
        }
    }
    alphabet
}

/// The most characters that a password from the alphabet can have, by the policy's limits on bytes, UTF-16 units and characters of
/// a class; `u32::MAX` without such a limit.
fn room(policy: &Policy, alphabet: &[char]) -> u32 {
    let rules = policy.rules();
    let least = |units: fn(char) -> usize| {
        let least = alphabet.iter().map(|&character| units(character)).min();
        u32::try_from(least.unwrap_or(1)).unwrap_or(1)
    };
    let mut room = u32::MAX;
    if rules.max_bytes > 0 {
        room = rules
            .max_bytes
            .checked_div(least(char::len_utf8))
            .unwrap_or(0);
    }
    if rules.unit == Unit::Utf16 {
        let units = rules.max_length.checked_div(least(char::len_utf16));
        room = room.min(units.unwrap_or(0));
    }
    let (mut sum, mut capped, mut bit) = (0u32, 0, 1u16);
    for class in rules.classes.iter() {
        if class.max > 0 {
            (sum, capped) = (sum.saturating_add(class.max), capped | bit);
        }
        bit <<= 1;
    }
    let is_capped = |character: &char| policy.mask((*character).into()) & capped != 0;
    if alphabet.iter().all(is_capped) {
        room = room.min(sum);
    }
    room
}

/// Whether a text of this length and alphabet might break a rule that is not about its classes.
fn is_limited(policy: &Policy, alphabet: &[char], length: u32) -> bool {
    let rules = policy.rules();
    let is_any = Limits::of(rules, alphabet, length).is_any();
    is_any || !rules.first.is_empty() || !rules.last.is_empty()
}

/// Why no password of this length and alphabet meets the policy, as far as that shows without counting.
fn shortage(policy: &Policy, alphabet: &[char], length: u32) -> Result<(), Error> {
    let rules = policy.rules();
    let unsatisfiable = |reason| Err(Error::UnsatisfiablePolicy(reason));
    if alphabet.is_empty() {
        return unsatisfiable("there are no characters to draw from");
    }
    let masks = alphabet
        .iter()
        .map(|&character| policy.mask(character.into()));
    let (present, common) = masks.fold((0, !ALLOWED), |(all, common), mask| {
        (all | mask, common & mask)
    });
    let mut bit = 1u16;
    for class in rules.classes.iter() {
        if class.min > 0 && present & bit == 0 {
            return unsatisfiable("it asks for a group of characters from which none is drawn");
        }
        bit <<= 1;
    }
    if (present & GROUPS).count_ones() < rules.min_classes {
        return unsatisfiable("it asks for more groups of characters than are drawn from");
    }
    if (rules.min_different as usize) > alphabet.len() {
        return unsatisfiable("it asks for more different characters than are drawn from");
    }
    if !alphabet.iter().any(|character| *character != ' ') {
        return unsatisfiable("there is nothing but spaces to draw from");
    }
    for set in [&rules.first, &rules.last] {
        let stands = |&character: &char| character != ' ' && contains(set, character.into());
        if !set.is_empty() && !alphabet.iter().any(stands) {
            return unsatisfiable("no character that is drawn may stand first, or last");
        }
    }
    if common != 0 && rules.max_class_run > 0 && rules.max_class_run < length {
        return unsatisfiable("it is drawn from one group of characters, which takes no turns");
    }
    if rules.min_different > length {
        return unsatisfiable("it asks for more different characters than the length");
    }
    // The groups that ask for most, as long as each shares no character with those before it: what they ask for adds up.
    let groups = rules.classes.iter().zip(0..);
    let mut groups: Vec<(u32, u16)> = groups
        .map(|(class, index)| (class.min, 1 << index))
        .collect();
    sort(&mut groups);
    let (mut needed, mut taken) = (0u32, 0u16);
    for (min, group) in groups.into_iter().rev() {
        let is_shared = |mask: u16| mask & group != 0 && mask & taken != 0;
        let mut masks = alphabet
            .iter()
            .map(|character| policy.mask((*character).into()));
        if !masks.any(is_shared) {
            needed = needed.saturating_add(min);
            taken |= group;
        }
    }
    if needed > length {
        return unsatisfiable("it asks for more characters of its groups than the length");
    }
    Ok(())
}

impl Table {
    /// The table for an alphabet from which one byte can choose, all of whose characters are one UTF-16 unit.
    fn new(policy: &Policy, alphabet: &[char], length: u32, banned: &Banned) -> Option<Self> {
        let rules = policy.rules();
        let mut characters = [0; 256];
        let rounds = 256usize.checked_div(alphabet.len()).unwrap_or(0);
        let choices = alphabet.iter().cycle();
        let whole = rounds.saturating_mul(alphabet.len());
        if whole == 0 || alphabet.iter().any(|&character| character > '\u{FFFF}') {
            return None;
        }
        for (slot, &character) in characters.iter_mut().take(whole).zip(choices) {
            let point = u32::from(character);
            *slot = u32::from(policy.mask(point)) << 16 | point;
        }
        // With ALLOWED, which every character has, so that no entry is 0.
        let (mut all, mut bit) = (u32::from(ALLOWED), 1);
        for class in rules.classes.iter() {
            if class.min > 0 {
                all |= bit;
            }
            bit <<= 1;
        }
        // Groups that share no character make as many different characters as must be there.
        let apart = alphabet
            .iter()
            .all(|&character| (policy.mask(character.into()) & GROUPS).count_ones() <= 1);
        let groups = all.count_ones().saturating_sub(1).max(rules.min_classes);
        let simple = banned.is_empty()
            && !is_limited(policy, alphabet, length)
            && rules.classes.iter().all(|class| class.min <= 1)
            && (rules.min_different <= 1 || apart && groups >= rules.min_different);
        let needed = simple.then_some((all, rules.min_classes.saturating_add(1)));
        Some(Self { characters, needed })
    }
}

/// Whether a password starts or ends with a space, which is easily lost in a copy.
fn has_space_at_an_end(drawn: &[Cell<u16>]) -> bool {
    let space = u16::from(b' ');
    let is_space = |unit: Option<&Cell<u16>>| unit.is_some_and(|unit| unit.get() == space);
    is_space(drawn.first()) || is_space(drawn.last())
}

/// Puts a character at this place of the room.
fn put(room: &[Cell<u16>], units: &mut usize, character: char) -> Result<(), Error> {
    for unit in character.encode_utf16(&mut [0; 2]) {
        let slot = room.get(*units).ok_or(Error::InvalidOptions(TOO_LARGE))?;
        slot.set(*unit);
        *units = units.saturating_add(1);
    }
    Ok(())
}
