//! What a policy asks of a password, as tables. Every check of a policy that is about characters alone is here, once.

/// In a mask: the character may stand in a password. The bits below are those of the classes it is of.
pub const ALLOWED: u16 = 1 << 15;

/// What a policy asks for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// At least so many characters.
    pub min_length: u32,
    /// At most so many characters.
    pub max_length: u32,
    /// Whether these count UTF-16 units.
    pub utf16: bool,
    /// At most so many bytes of UTF-8; 0 for as many as one likes.
    pub max_bytes: u32,
    /// The groups.
    pub classes: Vec<Class>,
    /// The groups of which there must be a character, a bit each.
    pub needed: u16,
    /// Of how many groups there must be a character.
    pub min_classes: u32,
    /// How many characters must differ from each other.
    pub min_different: u32,
    /// How often a character may stand in a row; 0 for as often as one likes.
    pub max_repeats: u32,
    /// How many characters of a group may stand in a row; 0 for as many as one likes.
    pub max_class_run: u32,
    /// How many characters may follow each other in order; 0 for as many as one likes.
    pub max_sequence: u32,
    /// What the first character must be of; empty for any.
    pub first: Vec<(u32, u32)>,
    /// What the last character must be of; empty for any.
    pub last: Vec<(u32, u32)>,
    /// Of each of the first 256 characters the mask.
    pub masks: [u16; 256],
    /// Whether it asks for what only the full checks look for.
    pub rare: bool,
    /// The keys of the shortfalls, by [`Shortfall::place`], without member and index.
    pub keys: [u32; SHORTFALLS],
}

/// A group of characters.
#[derive(Debug, Clone, Copy)]
pub struct Class {
    /// At least so many of it.
    pub min: u32,
    /// At most so many of it; 0 for as many as one likes.
    pub max: u32,
}

/// How many shortfalls there are.
pub const SHORTFALLS: usize = 13;

/// A rule that a password breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the rule that it says")]
pub enum Shortfall {
    TooShort,
    TooLong,
    TooManyBytes,
    Forbidden,
    MissingClass(usize),
    TooMuchOfClass(usize),
    TooFewClasses,
    TooFewDifferent,
    TooManyRepeats,
    ClassRun,
    Sequence,
    First,
    Last,
}

impl Shortfall {
    /// Each, with the first index.
    pub const ALL: [Self; SHORTFALLS] = [
        Self::TooShort,
        Self::TooLong,
        Self::TooManyBytes,
        Self::Forbidden,
        Self::MissingClass(0),
        Self::TooMuchOfClass(0),
        Self::TooFewClasses,
        Self::TooFewDifferent,
        Self::TooManyRepeats,
        Self::ClassRun,
        Self::Sequence,
        Self::First,
        Self::Last,
    ];

    /// Its place in [`Self::ALL`], and its index.
    #[must_use]
    pub fn place(self) -> (usize, u32) {
        // There are no more than 12 classes.
        let class = |index| u32::try_from(index).unwrap_or(u32::MAX).min(15);
        match self {
            Self::TooShort => (0, 0),
            Self::TooLong => (1, 0),
            Self::TooManyBytes => (2, 0),
            Self::Forbidden => (3, 0),
            Self::MissingClass(index) => (4, class(index)),
            Self::TooMuchOfClass(index) => (5, class(index)),
            Self::TooFewClasses => (6, 0),
            Self::TooFewDifferent => (7, 0),
            Self::TooManyRepeats => (8, 0),
            Self::ClassRun => (9, 0),
            Self::Sequence => (10, 0),
            Self::First => (11, 0),
            Self::Last => (12, 0),
        }
    }
}

/// A password as the checks read it.
pub trait Characters: Copy {
    /// The code points in order, halves of surrogate pairs among them.
    fn points(self) -> impl Iterator<Item = u32> + Clone;

    /// The mask of a code point above U+00FF.
    fn mask(self, point: u32) -> u16;

    /// How many characters differ from each other, counted no further than `enough`.
    fn different(self, enough: u32) -> u32;

    /// How many characters there are, and the masks of any and of all of them.
    #[inline]
    fn survey(self, masks: &[u16; 256]) -> (u32, u16, u16) {
        let (mut length, mut present, mut common) = (0u32, 0u16, u16::MAX);
        for point in self.points() {
            let mask = match masks.get(point as usize) {
                Some(mask) => *mask,
                None => self.mask(point),
            };
            length = length.saturating_add(1);
            present |= mask;
            common &= mask;
        }
        (length, present, common)
    }
}

impl Asked {
    /// Bit `i` where the character is of class `i`, and [`ALLOWED`].
    #[inline]
    fn mask<C: Characters>(&self, password: C, point: u32) -> u16 {
        match self.masks.get(point as usize) {
            Some(mask) => *mask,
            None => password.mask(point),
        }
    }

    /// Whether a unit may stand in a password.
    pub(crate) fn allows<C: Characters>(&self, password: C, unit: u16) -> bool {
        self.mask(password, unit.into()) & ALLOWED != 0
    }

    /// Reports every rule that a password breaks.
    #[inline]
    pub fn judge<C: Characters>(&self, password: C, report: impl FnMut(Shortfall)) {
        self.check::<C, true>(password, report);
    }

    /// The same, of a policy that asks for what is usual or, with `ALL`, of any.
    #[inline]
    pub(crate) fn check<C: Characters, const ALL: bool>(
        &self,
        password: C,
        mut report: impl FnMut(Shortfall),
    ) {
        let (mut length, present, common) = password.survey(&self.masks);
        if ALL && self.utf16 {
            length = size(password, utf16);
        }
        if length < self.min_length {
            report(Shortfall::TooShort);
        }
        if length > self.max_length {
            report(Shortfall::TooLong);
        }
        if common & ALLOWED == 0 {
            report(Shortfall::Forbidden);
        }
        if ALL && self.max_bytes > 0 && size(password, utf8) > self.max_bytes {
            report(Shortfall::TooManyBytes);
        }
        // Where one of each is enough, all of them show at once.
        let lacks = self.needed & !present != 0;
        if lacks || ALL && self.rare {
            for (index, class) in self.classes.iter().enumerate() {
                let bit = 1 << (index & 15);
                if ALL && class.max > 0 && self.count(password, bit) > class.max {
                    report(Shortfall::TooMuchOfClass(index));
                }
                let enough = match class.min {
                    0 => continue,
                    min if min == 1 || !ALL => present & bit != 0,
                    min => self.count(password, bit) >= min,
                };
                if !enough {
                    report(Shortfall::MissingClass(index));
                }
            }
        }
        // Where as many groups are asked for one by one, a missing one was reported above.
        if self.needed.count_ones() < self.min_classes
            && (present & !ALLOWED).count_ones() < self.min_classes
        {
            report(Shortfall::TooFewClasses);
        }
        if self.min_different > 0 && password.different(self.min_different) < self.min_different {
            report(Shortfall::TooFewDifferent);
        }
        if self.max_repeats > 0 && repeats(password) > self.max_repeats {
            report(Shortfall::TooManyRepeats);
        }
        if !ALL {
            return;
        }
        if self.max_class_run > 0 && self.class_run(password) > self.max_class_run {
            report(Shortfall::ClassRun);
        }
        if self.max_sequence > 0 && sequence(password) > self.max_sequence {
            report(Shortfall::Sequence);
        }
        if misplaced(&self.first, password.points().next()) {
            report(Shortfall::First);
        }
        if !self.last.is_empty() && misplaced(&self.last, password.points().last()) {
            report(Shortfall::Last);
        }
    }

    fn count<C: Characters>(&self, password: C, bit: u16) -> u32 {
        password.points().fold(0, |count: u32, point| {
            count.saturating_add(u32::from(self.mask(password, point) & bit != 0))
        })
    }

    /// How many characters of one group stand in a row, at most.
    fn class_run<C: Characters>(&self, password: C) -> u32 {
        let (mut runs, mut most) = ([0u32; 15], 0);
        for point in password.points() {
            let mask = self.mask(password, point);
            for (run, bit) in runs.iter_mut().zip(0..) {
                *run = if mask >> bit & 1 == 1 {
                    run.saturating_add(1)
                } else {
                    0
                };
                most = most.max(*run);
            }
        }
        most
    }
}

fn misplaced(set: &[(u32, u32)], point: Option<u32>) -> bool {
    let within = |point: u32| {
        set.iter()
            .any(|&(first, last)| (first..=last).contains(&point))
    };
    !set.is_empty() && point.is_some_and(|point| !within(point))
}

/// How many units or bytes a character has; half of a surrogate pair is none.
const fn utf16(point: u32) -> u32 {
    match point {
        0xD800..=0xDFFF => 0,
        0..=0xFFFF => 1,
        _ => 2,
    }
}

const fn utf8(point: u32) -> u32 {
    match point {
        0..=0x7F => 1,
        0x80..=0x7FF => 2,
        0xD800..=0xDFFF => 0,
        0x800..=0xFFFF => 3,
        _ => 4,
    }
}

/// The size of a text in units of which each character has so many.
fn size<C: Characters>(password: C, units: fn(u32) -> u32) -> u32 {
    let sizes = password.points().map(units);
    sizes.fold(0, u32::saturating_add)
}

/// How often, at most, a character stands in a row.
#[inline(never)]
fn repeats<C: Characters>(password: C) -> u32 {
    let (mut last, mut run, mut most) = (None, 0u32, 0u32);
    for point in password.points() {
        run = if last == Some(point) {
            run.saturating_add(1)
        } else {
            1
        };
        last = Some(point);
        most = most.max(run);
    }
    most
}

/// How many characters follow each other in order, up or down, at most.
fn sequence<C: Characters>(password: C) -> u32 {
    let (mut up, mut down, mut most, mut last) = (1u32, 1u32, 0u32, None::<u32>);
    for point in password.points() {
        let next = |step: u32, of: Option<u32>| of.is_some_and(|of| of.wrapping_add(step) == point);
        up = if next(1, last) {
            up.saturating_add(1)
        } else {
            1
        };
        down = if next(u32::MAX, last) {
            down.saturating_add(1)
        } else {
            1
        };
        last = Some(point);
        most = most.max(up).max(down);
    }
    most
}
