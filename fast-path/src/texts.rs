//! What is asked of the texts of one member, as tables.

use std::cell::Cell;
use std::fmt;

use crate::UNTOLD;
use crate::pass::Found;
use crate::pattern::{Fit, Form};

/// What is known of a character, a bit each.
#[derive(Debug, Clone, Copy)]
pub struct Marks;

impl Marks {
    /// Every provider takes it.
    pub const TAKEN: u8 = 1;
    /// There is nothing to say of it.
    pub const QUIET: u8 = 2;
    /// It needs no escape in JSON.
    pub const JSON: u8 = 4;
    /// It stands for itself in an address and a form.
    pub const PERCENT: u8 = 8;
    /// The first of the bits of sets: it is of the set.
    pub const FIRST_SET: u8 = 16;
    /// Whatever is asked: an empty text has no character of which it is not true.
    pub const ALL: u8 = u8::MAX;
}

/// How the texts of a member are judged.
pub struct Texts {
    /// The key of an empty text; none where it may be empty, or a limit says so.
    pub empty: Option<u32>,
    /// The documented limits, those of the length first.
    pub limits: Vec<Limit>,
    /// Those that warn.
    pub warnings: Vec<Limit>,
    /// The forms that are documented, with the key of any other.
    pub forms: Vec<Form>,
    /// That key.
    pub undocumented: u32,
    /// The key of `.` and `..`, where they are not taken.
    pub dots: Option<u32>,
    /// The key of a character that no provider takes, but for its position.
    pub characters: u32,
    /// The key of a space at an end.
    pub space: u32,
    /// What is known of each of the first 256 characters.
    pub marks: [u8; 256],
    /// The same of the others.
    pub far: Box<dyn Fn(u16) -> u8>,
    /// Whether a text that has no issue may be told once for several calls: it is no secret.
    pub repeats: bool,
    /// What was found of the last such text.
    pub last: Cell<Last>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Texts(…)")
    }
}

/// What was found of a text without issues: what is true of its characters, and the keys of up to two warnings.
#[derive(Debug, Clone, Copy, Default)]
pub struct Last {
    pub(crate) marks: u8,
    pub(crate) warnings: [u32; 2],
}

/// A documented limit.
#[derive(Debug, Clone)]
pub struct Limit {
    /// What it asks for.
    pub rule: Rule,
    /// Whether it warns and does not refuse.
    pub warns: bool,
}

/// What a limit asks for, with the keys of texts that break it.
#[derive(Debug, Clone)]
pub enum Rule {
    /// How long a text is.
    Length {
        /// At least so much.
        min: u32,
        /// At most so much.
        max: u32,
        /// Whether it counts bytes of UTF-8.
        bytes: bool,
        /// The key of a shorter one.
        short: u32,
        /// The key of a longer one.
        long: u32,
    },
    /// What it looks like, with the key but for the position.
    Pattern(Form, u32),
    /// The bit of the set that its characters are of, with the key but for the position.
    Characters(u8, u32),
}

impl Texts {
    /// Adds what is wrong with a text, and what is to be said of one that is not. What is true of all of its characters, and
    /// whether a surrogate or what no table knows was met: then nothing is told.
    #[inline(never)]
    pub(crate) fn judge(&self, text: &[Cell<u16>], found: &mut Found<'_>) -> Option<u8> {
        let mut seen = Seen {
            texts: self,
            text,
            proved: 0,
            scanned: None,
        };
        if let (true, Some(key)) = (text.is_empty(), self.empty) {
            found.issue(key);
        }
        let told = seen.limits(&self.limits, found)?;
        // A form that fits proves what a look at every character would show.
        let documented = self.forms.is_empty() || seen.has_form()?;
        if let (Some(key), true) = (self.dots, is_dots(text)) {
            found.issue(key);
        }
        if !told && seen.common(Marks::TAKEN) & Marks::TAKEN == 0 {
            found.issue(seen.at_fault(Marks::TAKEN, self.characters)?);
        }
        if found.has_issues() {
            return Some(0);
        }
        let before = found.warned();
        if !self.warnings.is_empty() {
            seen.limits(&self.warnings, found)?;
        }
        if !documented {
            found.warning(self.undocumented);
        }
        let wanted = Marks::QUIET | Marks::JSON;
        let common = seen.common(wanted);
        if common & Marks::QUIET == 0 {
            return None;
        }
        let is_space = |unit: Option<&Cell<u16>>| unit.is_some_and(|unit| unit.get() == 0x20);
        if is_space(text.first()) || is_space(text.last()) {
            found.warning(self.space);
        }
        if self.repeats && !found.has_issues() {
            found.remember(before, common, &self.last);
        }
        Some(common)
    }
}

/// A text, and what was found out of its characters.
struct Seen<'a> {
    texts: &'a Texts,
    text: &'a [Cell<u16>],
    /// What a pattern proved to be true of all of them.
    proved: u8,
    /// What a look at each of them did.
    scanned: Option<u8>,
}

impl Seen<'_> {
    /// The marks that all characters have, as far as these are wanted.
    #[inline]
    fn common(&mut self, wanted: u8) -> u8 {
        if self.proved & wanted == wanted {
            return self.proved;
        }
        let scanned = match self.scanned {
            Some(scanned) => scanned,
            None => self.texts.scan(self.text),
        };
        self.scanned = Some(scanned);
        self.proved | scanned
    }

    /// Whether the text has one of the documented forms.
    #[inline]
    fn has_form(&mut self) -> Option<bool> {
        for form in &self.texts.forms {
            match form.fit(self.text) {
                Fit::Whole(marks) => {
                    self.proved |= marks;
                    return Some(true);
                }
                Fit::Untold => return None,
                Fit::Cut | Fit::Longer(_) | Fit::Wrong(_) => {}
            }
        }
        Some(false)
    }

    /// The key of the only character that lacks a mark.
    #[cold]
    fn at_fault(&self, mark: u8, key: u32) -> Option<u32> {
        let lacking = |unit: &Cell<u16>| self.texts.marks_of(unit.get()) & mark == 0;
        crate::pass::only(self.text, lacking, key)
    }

    /// Adds the limits that the text breaks, and says whether characters at fault were reported.
    #[inline]
    fn limits(&mut self, limits: &[Limit], found: &mut Found<'_>) -> Option<bool> {
        let length = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let (mut too_short, mut too_long, mut told) = (false, false, false);
        for limit in limits {
            match &limit.rule {
                Rule::Length {
                    min,
                    max,
                    bytes,
                    short,
                    long,
                } => {
                    let length = if *bytes { self.bytes() } else { length };
                    if length < *min {
                        too_short = true;
                        found.add(limit.warns, *short);
                    } else if length > *max {
                        too_long = true;
                        found.add(limit.warns, *long);
                    }
                }
                // An empty text has no character at fault.
                _ if length == 0 => {}
                Rule::Pattern(form, key) => {
                    // What one set says of every character, a look at all of them says too.
                    if form.set != 0 && self.common(form.set) & form.set != 0 {
                        continue;
                    }
                    match form.fit(self.text) {
                        Fit::Whole(marks) => self.proved |= marks,
                        // Reported above as too short or too long, and nothing else is wrong with it.
                        Fit::Cut if too_short => {}
                        Fit::Longer(_) if too_long => {}
                        Fit::Longer(at) | Fit::Wrong(at) => {
                            found.add(limit.warns, crate::pass::at(*key, at)?);
                        }
                        Fit::Cut => found.add(limit.warns, *key),
                        Fit::Untold => return None,
                    }
                }
                Rule::Characters(set, key) => {
                    if self.common(*set) & set == 0 {
                        told = true;
                        found.add(limit.warns, self.at_fault(*set, *key)?);
                    }
                }
            }
        }
        Some(told)
    }

    /// How many bytes of UTF-8 the text has.
    #[cold]
    fn bytes(&self) -> u32 {
        self.text.iter().fold(0, |bytes: u32, unit| {
            bytes.saturating_add(match unit.get() {
                0..=0x7F => 1,
                0x80..=0x7FF => 2,
                _ => 3,
            })
        })
    }
}

impl Texts {
    /// A function of its own: its loop has all registers to itself.
    #[inline(never)]
    fn scan(&self, text: &[Cell<u16>]) -> u8 {
        let (mut units, mut common) = (0, Marks::ALL);
        for unit in text {
            let unit = unit.get();
            let marks = self.marks.get(usize::from(unit & 0xFF)).copied();
            units |= unit;
            common &= marks.unwrap_or_default();
        }
        if units > 0xFF {
            return self.scan_far(text);
        }
        common
    }

    #[cold]
    #[inline(never)]
    fn scan_far(&self, text: &[Cell<u16>]) -> u8 {
        let marks = text.iter().map(|unit| self.marks_of(unit.get()));
        marks.fold(Marks::ALL, |common, marks| common & marks)
    }

    #[inline]
    fn marks_of(&self, unit: u16) -> u8 {
        match self.marks.get(usize::from(unit)) {
            Some(marks) => *marks,
            None => (self.far)(unit),
        }
    }
}

/// Path segments that no URL can carry.
fn is_dots(text: &[Cell<u16>]) -> bool {
    let dot = |unit: &Cell<u16>| unit.get() == 0x2E;
    matches!(text.len(), 1 | 2) && text.iter().all(dot)
}

const _: () = assert!(
    UNTOLD == 0,
    "a key that nothing was put into is one of nothing"
);
