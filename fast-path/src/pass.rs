//! The pass over an input.

use std::cell::Cell;

use crate::key::{MAX_DETAIL, importance, say_the_same};
use crate::password::{Asked, Characters, Shortfall};
use crate::texts::{Last, Marks, Texts};
use crate::{ABSENT, FALSE, LONGEST, NULL, OTHER, SAME, TRUE, UNTOLD};

/// What an operation asks of an input, as tables.
#[derive(Debug, Default)]
pub struct Plan {
    /// The members, in the order of the header.
    pub members: Vec<Member>,
    /// How many members of a group may be given; only the full checks say what else is wrong.
    pub groups: Vec<Group>,
    /// Whether it matters which members are given.
    pub asks_for_given: bool,
    /// What is to be said of every input.
    pub notice: Option<u32>,
    /// The members that, while they are given, say that the password is a hash: a bit each.
    pub hashed_by: u32,
}

/// A member.
#[derive(Debug)]
pub struct Member {
    /// What values it takes.
    pub kind: Kind,
    /// What all keys of the member have.
    pub place: u32,
    /// Whether the policy is for its texts.
    pub is_password: bool,
    /// The key of a value of another type.
    pub wrong_type: u32,
    /// Whether one of its demands depends on another member.
    pub depends: bool,
    /// When it must be given, or must not; the first that is broken is told.
    pub demands: Vec<Demand>,
}

/// What values a member takes.
#[derive(Debug)]
pub enum Kind {
    /// Texts.
    Text(Box<Texts>),
    /// `true` or `false`.
    Boolean,
    /// What only the full checks read.
    Other,
}

/// A demand on a member that depends on which others are given.
#[derive(Debug, Clone, Copy)]
pub struct Demand {
    /// Whether it must be given; otherwise it must not.
    pub given: bool,
    /// The place of the member that decides, and whether it must be given for the demand to hold; none for always.
    pub when: Option<(u8, bool)>,
    /// Whether it warns and does not refuse.
    pub warns: bool,
    /// Its key.
    pub key: u32,
}

/// How many of some members may be given.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// The members, a bit each.
    pub members: u32,
    /// At least so many.
    pub min: u32,
    /// At most so many.
    pub max: u32,
}

/// What a pass comes to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Outcome {
    /// How many issues there are; their keys are in the list.
    pub issues: u32,
    /// How many warnings there are, where there is no issue.
    pub warnings: u32,
    /// The members whose texts need no escape in JSON, a bit each, where there is no issue.
    pub json: u32,
    /// The members whose texts stand for themselves in an address and a form.
    pub percent: u32,
    /// The members whose texts need not be sent again while they are the same.
    pub same: u32,
}

impl Outcome {
    /// Notes what is true of all characters of a member's text.
    #[inline]
    fn note(&mut self, bit: u32, marks: u8) {
        if marks & Marks::JSON != 0 {
            self.json |= bit;
        }
        if marks & Marks::PERCENT != 0 {
            self.percent |= bit;
        }
    }
}

/// The keys that were found.
pub(crate) struct Found<'a> {
    issues: &'a [Cell<u32>],
    warnings: &'a [Cell<u32>],
    issued: usize,
    warned: usize,
    /// Where those of the member begin.
    first: usize,
    /// Whether there is a finding that has no key, or no room.
    lost: bool,
    same: bool,
}

impl Found<'_> {
    #[inline]
    pub(crate) fn add(&mut self, warns: bool, key: u32) {
        if warns {
            self.warning(key);
        } else {
            self.issue(key);
        }
    }

    /// Adds an issue behind those of the member that are as important.
    #[inline(never)]
    pub(crate) fn issue(&mut self, key: u32) {
        let mut at = self.issued;
        self.lost |= key == UNTOLD || at >= self.issues.len();
        while at > self.first {
            let before = at.saturating_sub(1);
            let (Some(other), Some(here)) = (self.issues.get(before), self.issues.get(at)) else {
                break;
            };
            if importance(other.get()) <= importance(key) {
                break;
            }
            here.set(other.get());
            at = before;
        }
        if let Some(here) = self.issues.get(at) {
            here.set(key);
        }
        self.issued = self.issued.saturating_add(1);
    }

    #[inline(never)]
    pub(crate) fn warning(&mut self, key: u32) {
        match self.warnings.get(self.warned) {
            Some(here) if key != UNTOLD => here.set(key),
            _ => self.lost = true,
        }
        self.warned = self.warned.saturating_add(1);
    }

    /// Adds what the directory asks for, unless the API asked for the same.
    #[inline(never)]
    fn shortfall(&mut self, key: u32, is_same: impl Fn(u32) -> bool) {
        let own = self.issues.get(self.first..self.issued).unwrap_or_default();
        if !own.iter().any(|other| is_same(other.get())) {
            self.issue(key);
        }
    }

    pub(crate) const fn has_issues(&self) -> bool {
        self.issued > 0
    }

    pub(crate) const fn warned(&self) -> usize {
        self.warned
    }

    /// Keeps what was found of a text, unless it is too much.
    #[inline]
    pub(crate) fn remember(&mut self, before: usize, marks: u8, last: &Cell<Last>) {
        let mut warnings = [UNTOLD; 2];
        let new = self
            .warnings
            .get(before..self.warned)
            .unwrap_or(self.warnings);
        if new.len() <= warnings.len() {
            for (own, key) in warnings.iter_mut().zip(new) {
                *own = key.get();
            }
            last.set(Last { marks, warnings });
            self.same = true;
        }
    }
}

/// Takes a text of so many units from the window. Each begins at an even place: JavaScript writes two at once.
#[inline]
fn take<'a>(window: &mut &'a [Cell<u16>], length: u32) -> Option<&'a [Cell<u16>]> {
    let text = window.get(..length as usize)?;
    *window = window.get((length.wrapping_add(1) & !1) as usize..)?;
    Some(text)
}

/// The key with a position; none where it does not fit.
#[inline]
pub(crate) const fn at(key: u32, position: u32) -> Option<u32> {
    if position <= MAX_DETAIL && key != UNTOLD {
        Some(key | position)
    } else {
        None
    }
}

/// The key with the position of the only unit that is at fault. An accent may be at fault for standing alone.
pub(crate) fn only(
    text: &[Cell<u16>],
    at_fault: impl Fn(&Cell<u16>) -> bool,
    key: u32,
) -> Option<u32> {
    let mut faults = (1..).zip(text).filter(|(_, unit)| at_fault(unit));
    let (position, unit) = faults.next()?;
    if faults.next().is_some() || (0x300..0x370).contains(&unit.get()) {
        return None;
    }
    at(key, position)
}

impl Plan {
    /// Judges the input that the numbers say is in the window, by a policy and what it says of code points above U+00FF. No
    /// text in it may have a surrogate. None where only the full checks can tell.
    #[inline(never)]
    pub fn judge(
        &self,
        policy: Option<(&Asked, &dyn Fn(u32) -> u16)>,
        numbers: &[Cell<u32>],
        window: &[Cell<u16>],
        (issues, warnings): (&[Cell<u32>], &[Cell<u32>]),
    ) -> Option<Outcome> {
        let mut found = Found {
            issues,
            warnings,
            issued: 0,
            warned: 0,
            first: 0,
            lost: false,
            same: false,
        };
        let given = if self.asks_for_given {
            self.given(numbers)
        } else {
            0
        };
        for group in &self.groups {
            let count = (group.members & given).count_ones();
            if count < group.min || count > group.max {
                return None;
            }
        }
        if let Some(notice) = self.notice {
            found.warning(notice);
        }
        let mut outcome = Outcome::default();
        let (mut window, mut numbers) = (window, numbers);
        let mut bit = 1u32;
        for member in &self.members {
            let (number, after) = numbers.split_first()?;
            numbers = after;
            let number = number.get();
            found.first = found.issued;
            let takes = match member.kind {
                Kind::Text(_) => number <= SAME,
                Kind::Boolean => matches!(number, TRUE | FALSE),
                Kind::Other => number != ABSENT,
            };
            if number == ABSENT || member.depends {
                member.demand(number == ABSENT, takes, given, &mut found);
            }
            match &member.kind {
                _ if number == ABSENT => {}
                Kind::Text(texts) if number < LONGEST => {
                    let text = take(&mut window, number)?;
                    found.same = false;
                    let marks = texts.judge(text, &mut found)?;
                    if member.is_password {
                        if let (Some((asked, far)), false) = (policy, given & self.hashed_by != 0) {
                            comply(asked, Units { text, far }, member.place, &mut found)?;
                        }
                    }
                    outcome.note(bit, marks);
                    if found.same {
                        outcome.same |= bit;
                    }
                }
                Kind::Text(texts) if number == SAME => {
                    let Last { marks, warnings } = texts.last.get();
                    for key in warnings {
                        if key != UNTOLD {
                            found.warning(key);
                        }
                    }
                    outcome.note(bit, marks);
                    outcome.same |= bit;
                }
                Kind::Boolean if takes => {}
                Kind::Boolean if number < LONGEST => {
                    take(&mut window, number)?;
                    found.issue(member.wrong_type);
                }
                Kind::Text(_) | Kind::Boolean if matches!(number, NULL | OTHER | TRUE | FALSE) => {
                    found.issue(member.wrong_type);
                }
                _ => return None,
            }
            bit = bit.wrapping_shl(1);
        }
        if found.lost {
            return None;
        }
        outcome.issues = u32::try_from(found.issued).ok()?;
        outcome.warnings = u32::try_from(found.warned).ok()?;
        Some(outcome)
    }

    /// What all keys of the member have that is the password.
    #[must_use]
    pub fn password_place(&self) -> Option<u32> {
        let mut members = self.members.iter();
        let password = members.find(|member| member.is_password);
        password.map(|member| member.place)
    }

    /// The members that are given, a bit each. A boolean is where it is true.
    #[inline]
    fn given(&self, numbers: &[Cell<u32>]) -> u32 {
        let (mut given, mut bit, mut numbers) = (0, 1u32, numbers);
        for member in &self.members {
            let Some((number, after)) = numbers.split_first() else {
                break;
            };
            numbers = after;
            let number = number.get();
            if number == TRUE
                || number != ABSENT && number != FALSE && !matches!(member.kind, Kind::Boolean)
            {
                given |= bit;
            }
            bit = bit.wrapping_shl(1);
        }
        given
    }
}

impl Member {
    #[inline(never)]
    fn demand(&self, absent: bool, takes: bool, given: u32, found: &mut Found<'_>) {
        for warns in [false, true] {
            let broken = self.demands.iter().find(|demand| {
                demand.warns == warns
                    && if demand.given { absent } else { takes }
                    && (demand.when).is_none_or(|(by, is)| (given >> by & 1 == 1) == is)
            });
            if let Some(broken) = broken {
                found.add(warns, broken.key);
            }
        }
    }
}

impl Asked {
    /// Judges a password by itself: how many keys there are; none where only the full checks can tell. It has no surrogate.
    #[must_use]
    #[inline(never)]
    pub fn judge_alone(
        &self,
        far: &dyn Fn(u32) -> u16,
        text: &[Cell<u16>],
        place: u32,
        keys: &[Cell<u32>],
    ) -> Option<u32> {
        let mut found = Found {
            issues: keys,
            warnings: &[],
            issued: 0,
            warned: 0,
            first: usize::MAX,
            lost: false,
            same: false,
        };
        comply(self, Units { text, far }, place, &mut found)?;
        u32::try_from(found.issued).ok().filter(|_| !found.lost)
    }
}

/// A password as UTF-16 units without surrogates, each of which is a character.
#[derive(Clone, Copy)]
struct Units<'a> {
    text: &'a [Cell<u16>],
    far: &'a dyn Fn(u32) -> u16,
}

impl Characters for Units<'_> {
    #[inline]
    fn points(self) -> impl Iterator<Item = u32> + Clone {
        self.text.iter().map(|unit| u32::from(unit.get()))
    }

    fn mask(self, point: u32) -> u16 {
        (self.far)(point)
    }

    /// The loop calls nothing, and with few in it everything stays where it is quick.
    #[inline(never)]
    fn survey(self, masks: &[u16; 256]) -> (u32, u16, u16) {
        let (mut units, mut present, mut common) = (0, 0, u16::MAX);
        for unit in self.text {
            let unit = unit.get();
            let mask = masks.get(usize::from(unit & 0xFF)).copied();
            let mask = mask.unwrap_or_default();
            units |= unit;
            present |= mask;
            common &= mask;
        }
        if units > 0xFF {
            (present, common) = self.survey_far(masks);
        }
        let length = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        (length, present, common)
    }

    /// Of those above U+00FF only the first counts, so that it may come out too few.
    fn different(self, enough: u32) -> u32 {
        let mut seen = [0u64; 5];
        for unit in self.text {
            let unit = unit.get().min(256);
            if let Some(word) = seen.get_mut(usize::from(unit >> 6)) {
                *word |= 1 << (unit & 63);
            }
        }
        let found = seen.iter().map(|word| word.count_ones());
        found.fold(0, u32::saturating_add).min(enough)
    }
}

impl Units<'_> {
    #[cold]
    #[inline(never)]
    fn survey_far(self, masks: &[u16; 256]) -> (u16, u16) {
        let (mut present, mut common) = (0, u16::MAX);
        for point in self.points() {
            let mask = match masks.get(point as usize) {
                Some(mask) => *mask,
                None => self.mask(point),
            };
            present |= mask;
            common &= mask;
        }
        (present, common)
    }
}

/// Adds what a password lacks.
#[inline(never)]
fn comply(asked: &Asked, password: Units<'_>, place: u32, found: &mut Found<'_>) -> Option<()> {
    if asked.rare {
        return None;
    }
    let mut told = true;
    asked.check::<_, false>(password, |shortfall| {
        let (at, index) = shortfall.place();
        let mut key = asked.keys.get(at).copied().unwrap_or(UNTOLD) | place | index;
        if matches!(asked.keys.get(at), None | Some(&UNTOLD)) {
            told = false;
        }
        match shortfall {
            Shortfall::Forbidden => {
                let lacking = |unit: &Cell<u16>| !asked.allows(password, unit.get());
                let kind = importance(key);
                match only(password.text, lacking, key) {
                    Some(positioned) => key = positioned,
                    // An empty password has none.
                    None => told = false,
                }
                found.shortfall(key, |other| importance(other) == kind);
            }
            Shortfall::TooFewDifferent => {
                told &= password.text.iter().all(|unit| unit.get() < 256);
                found.issue(key);
            }
            _ => found.shortfall(key, |other| say_the_same(other, key)),
        }
    });
    told.then_some(())
}
