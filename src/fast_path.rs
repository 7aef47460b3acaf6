//! The fast path: one pass over a text proves that the usual one is valid.
//!
//! A text that is found *sound* has no issue, and one that is *quiet* no warning either. Any other may have some: `validate`
//! reads it in full and says which.

use crate::json;
use crate::model::{Constraint, Kind, Location, Member, Pattern, Run};
use crate::policy::{ALLOWED, DISPUTED, MAX_CLASSES, Policy};

/// What the characters of a sound text are, all of them ASCII.
pub(crate) struct FastPath {
    min: usize,
    max: usize,
    /// Whether `.` and `..` are not sound.
    in_path: bool,
    /// What each character is: of which groups of the policy, a bit each, and the bits below.
    marks: [u32; 128],
    /// What some character must be.
    needed: u32,
    min_groups: u32,
    /// The bit of the next set that is found in a shape; 0 where there is none left.
    next_set: u32,
    /// What the text fits, of each an alternative.
    shapes: Vec<Shape>,
    /// The forms that are documented, of which a quiet text has one, if there are any.
    forms: Shape,
}

/// The alternatives of a pattern.
type Shape = Vec<Vec<Step>>;

/// A part of a shape: so many characters, all of them this one, or of the set with this bit.
struct Step {
    only: Option<u32>,
    bit: u32,
    min: u32,
    max: u32,
}

/// What one pass shows.
#[derive(Clone, Copy, Default)]
pub(crate) struct Glance {
    /// There is certainly no issue.
    pub(crate) is_sound: bool,
    /// And no warning.
    pub(crate) is_quiet: bool,
    /// No character needs an escape in JSON.
    pub(crate) is_plain: bool,
}

/// What shows of an input: which members it has, and of its texts a bit for the place of each.
#[derive(Clone, Copy, Default)]
pub(crate) struct Scan {
    /// Two bits for each place: what stands there.
    pub(crate) shape: u32,
    /// It was not seen that there is no issue.
    pub(crate) unsure: u32,
    /// It was not seen that there is no warning.
    pub(crate) loud: u32,
    /// It was seen that nothing in it needs an escape in JSON.
    pub(crate) plain: u32,
    /// It is the one that was noted last, or no text but one that is read in full each time.
    #[cfg(feature = "batch")]
    pub(crate) repeated: u32,
}

/// What stands at a place.
#[derive(Clone, Copy)]
pub(crate) enum Shown {
    Nothing,
    Value,
    Off,
    On,
}

impl Scan {
    /// Adds what stands at the next place.
    pub(crate) fn show(&mut self, shown: Shown) {
        self.shape = self.shape << 2 | shown as u32;
    }

    /// Notes what one pass over the text at a place showed.
    pub(crate) fn note(&mut self, place: usize, seen: Glance) {
        self.unsure |= u32::from(!seen.is_sound) << place;
        self.loud |= u32::from(!seen.is_quiet) << place;
        self.plain |= u32::from(seen.is_plain) << place;
    }
}

/// The bits of groups.
const GROUPS: u32 = (1 << MAX_CLASSES) - 1;

/// Of a character: it is one of which there must be one.
const NEEDED: u32 = 1 << MAX_CLASSES;

/// Of a character: it is not allowed, a control, or not ASCII.
const FORBIDDEN: u32 = NEEDED << 1;

/// Of a character: it needs an escape in JSON.
const ESCAPED: u32 = NEEDED << 2;

/// The first bit of the sets of shapes: a character is of the set.
const FIRST_SET: u32 = NEEDED << 3;

impl FastPath {
    /// How the texts of a member are judged; if it is the password, by this policy and for a user with or without a name.
    /// `None` where their length and their characters do not decide.
    pub(crate) fn of(member: &Member, policy: Option<(&Policy, bool)>) -> Option<Self> {
        if member.kind != Kind::Text {
            return None;
        }
        let mut path = Self::new();
        path.in_path = member.location == Location::Path;
        for limit in &member.limits {
            match &limit.constraint {
                // It says nothing of soundness, and what it warns of, one pass does not tell.
                _ if limit.warns => return None,
                // Of ASCII, whatever is counted is characters.
                Constraint::Length { min, max, .. } => path.bound(*min, *max),
                Constraint::Characters { set, .. } => {
                    path.mark(FORBIDDEN, &|point| !set.has(point));
                }
                Constraint::Pattern(form) => path.limit(&form.pattern),
            }
        }
        path.forms = path.shape(member.forms.iter().map(|form| &form.pattern));
        let complies = policy.is_none_or(|(policy, named)| path.comply(policy, named));
        complies.then_some(path)
    }

    /// How passwords are judged by this policy alone, for a user without a name; `None` where one pass does not decide.
    #[cfg(all(
        target_arch = "wasm32",
        not(any(feature = "plain", feature = "define"))
    ))]
    pub(crate) fn of_policy(policy: &Policy) -> Option<Self> {
        let mut path = Self::new();
        path.comply(policy, false).then_some(path)
    }

    fn new() -> Self {
        let mut path = Self {
            min: 1,
            max: usize::MAX,
            in_path: false,
            marks: [0; 128],
            needed: 0,
            min_groups: 0,
            next_set: FIRST_SET,
            shapes: Vec::new(),
            forms: Vec::new(),
        };
        path.mark(FORBIDDEN, &|point| !(0x20..0x7F).contains(&point));
        path.mark(ESCAPED, &|point| {
            char::from_u32(point).is_some_and(json::is_escaped)
        });
        path
    }

    /// Whether more than the length and the characters decides: the order of the characters does.
    #[cfg(feature = "batch")]
    pub(crate) fn has_shapes(&self) -> bool {
        !self.shapes.is_empty()
    }

    /// Adds what a pattern asks for.
    fn limit(&mut self, pattern: &Pattern) {
        match pattern.alternatives.as_slice() {
            [runs] if self.limit_characters(runs) => {}
            _ => {
                let shape = self.shape(std::iter::once(pattern));
                self.shapes.push(shape);
            }
        }
    }

    /// Adds what runs ask for, if the length and the characters decide that.
    fn limit_characters(&mut self, runs: &[Run]) -> bool {
        match runs {
            // So many characters of a set.
            [run] => {
                self.bound(run.min, run.max);
                self.mark(FORBIDDEN, &|point| !run.set.has(point));
            }
            // Characters of a set, and somewhere among them one of another.
            [before, one, after]
                if is_any(before) && is_any(after) && one.min == 1 && self.needed == 0 =>
            {
                self.needed = NEEDED;
                self.mark(NEEDED, &|point| one.set.has(point));
                self.mark(FORBIDDEN, &|point| {
                    !before.set.has(point) || !after.set.has(point)
                });
            }
            _ => return false,
        }
        true
    }

    /// Adds what a policy asks for; whether one pass decides that.
    fn comply(&mut self, policy: &Policy, named: bool) -> bool {
        let rules = policy.rules();
        self.bound(rules.min_length, rules.max_length);
        if rules.max_bytes > 0 {
            self.bound(0, rules.max_bytes);
        }
        // What the two readings of a policy count differently, one pass does not decide.
        self.mark(FORBIDDEN, &|point| {
            policy.mask(point) & (ALLOWED | DISPUTED) != ALLOWED
        });
        for (index, class) in rules.classes.iter().enumerate() {
            let bit = 1u16 << index;
            self.mark(bit.into(), &|point| policy.mask(point) & bit != 0);
            if class.min > 0 {
                self.needed |= u32::from(bit);
            }
        }
        // Where a character is of one group, as many are different as there are groups; how many more, nothing shows.
        self.min_groups = rules.min_classes.max(rules.min_different);
        let apart = self.marks.iter().all(|it| (it & GROUPS).count_ones() < 2);
        (apart || rules.min_different == 0)
            && [rules.max_repeats, rules.max_class_run, rules.max_sequence] == [0; 3]
            && rules.first.is_empty()
            && rules.last.is_empty()
            && rules.forbidden_words.is_empty()
            && rules.forbidden_passwords.is_empty()
            && !named
            && rules
                .classes
                .iter()
                .all(|class| class.min < 2 && class.max == 0)
    }

    /// The patterns as steps. A set for which there is no bit left fits no text.
    fn shape<'a>(&mut self, patterns: impl Iterator<Item = &'a Pattern>) -> Shape {
        let mut shape = Vec::new();
        for runs in patterns.flat_map(|pattern| &pattern.alternatives) {
            shape.push(runs.iter().map(|run| self.step(run)).collect());
        }
        shape
    }

    fn step(&mut self, run: &Run) -> Step {
        let only = match run.set.ranges() {
            [(first, last)] if first == last => Some(*first),
            _ => None,
        };
        let bit = if only.is_some() { 0 } else { self.bit_of(run) };
        let (min, max) = (run.min, run.max);
        Step {
            only,
            bit,
            min,
            max,
        }
    }

    /// The bit of a run's set, which may be that of another run.
    fn bit_of(&mut self, run: &Run) -> u32 {
        let next = self.next_set;
        let known = std::iter::successors(Some(FIRST_SET), |bit| bit.checked_mul(2))
            .take_while(|bit| *bit != next)
            .find(|bit| {
                let mut marks = (0..).zip(&self.marks);
                marks.all(|(point, marks)| (marks & bit != 0) == run.set.has(point))
            });
        known.unwrap_or_else(|| {
            self.mark(next, &|point| run.set.has(point));
            self.next_set = next.checked_mul(2).unwrap_or(0);
            next
        })
    }

    fn bound(&mut self, min: u32, max: u32) {
        self.min = self.min.max(min as usize);
        self.max = self.max.min(max as usize);
    }

    fn mark(&mut self, bit: u32, is: &dyn Fn(u32) -> bool) {
        for (point, marks) in (0..).zip(&mut self.marks) {
            if is(point) {
                *marks |= bit;
            }
        }
    }

    /// What one pass over the UTF-8 or UTF-16 units of a text shows.
    #[inline(never)]
    pub(crate) fn glance<U>(&self, units: &[U], read: impl Fn(&U) -> u32 + Copy) -> Glance {
        let mut found = 0;
        for unit in units {
            found |= self.marks_of(read(unit));
        }
        let fits = |shape: &Shape| shape.iter().any(|steps| self.fits(steps, units, read));
        let is_space = |unit: &U| read(unit) == 0x20;
        // Of ASCII, each unit is a character.
        let is_sound = found & (FORBIDDEN | self.needed) == self.needed
            && (self.min..=self.max).contains(&units.len())
            && (found & GROUPS).count_ones() >= self.min_groups
            && !(self.in_path && units.len() < 3 && units.iter().all(|unit| read(unit) == 0x2E))
            && self.shapes.iter().all(fits);
        // What is sound has no characters that are odd.
        let is_quiet = is_sound
            && !units.first().is_some_and(is_space)
            && !units.last().is_some_and(is_space)
            && (self.forms.is_empty() || fits(&self.forms));
        Glance {
            is_sound,
            is_quiet,
            is_plain: found & ESCAPED == 0,
        }
    }

    fn marks_of(&self, point: u32) -> u32 {
        let marks = self.marks.get(point as usize);
        marks.copied().unwrap_or(FORBIDDEN)
    }

    #[inline(never)]
    fn fits<U>(&self, steps: &[Step], mut units: &[U], read: impl Fn(&U) -> u32) -> bool {
        for step in steps {
            let mut count = 0;
            while let [first, rest @ ..] = units {
                let point = read(first);
                let fits = match step.only {
                    Some(only) => point == only,
                    None => self.marks_of(point) & step.bit != 0,
                };
                if count == step.max || !fits {
                    break;
                }
                count = count.saturating_add(1);
                units = rest;
            }
            if count < step.min {
                return false;
            }
        }
        units.is_empty()
    }
}

/// Whether a run takes as many characters as there are, or none.
const fn is_any(run: &Run) -> bool {
    run.min == 0 && run.max == u32::MAX
}
