//! The fast path: what proves that a text of a member is valid, without reading it by every rule.
//!
//! A text that is found *sound* has no issue, and one that is *quiet* no warning either. Any other may have some: `validate`
//! reads it in full and says which. Rows of a file are read here, in one pass; for a single call, JavaScript is told what to
//! look for, so that a text that is proved valid is not even copied.

use crate::json;
use crate::model::{Constraint, Kind, Location, Member, Pattern, Run};
use crate::policy::{ALLOWED, DISPUTED, MAX_CLASSES, Policy};

/// What the characters of a sound text are, all of them ASCII.
pub(crate) struct FastPath {
    min: usize,
    max: usize,
    /// What each character is: of which groups of the policy, a bit each, and the bits below.
    marks: [u32; 128],
    /// What some character must be.
    needed: u32,
    min_groups: u32,
    /// Whether length and groups tell all issues of a text with no character that is forbidden, if it is of so many groups.
    tells_issues: bool,
    min_different: u32,
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
#[cfg(feature = "batch")]
#[derive(Clone, Copy, Default)]
pub(crate) struct Glance {
    /// There is certainly no issue.
    pub(crate) is_sound: bool,
    /// And no warning.
    pub(crate) is_quiet: bool,
    /// No character needs an escape in JSON.
    pub(crate) is_plain: bool,
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
        if member.location == Location::Path {
            // Shorter ones are not told from `.` and `..`.
            path.bound(3, u32::MAX);
            path.tells_issues = false;
        }
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

    fn new() -> Self {
        let mut path = Self {
            min: 1,
            max: usize::MAX,
            marks: [0; 128],
            needed: 0,
            min_groups: 0,
            tells_issues: true,
            min_different: 0,
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
                let mut shape = self.shape(std::iter::once(pattern));
                if let [steps] = shape.as_mut_slice() {
                    self.bound_last(steps);
                }
                self.shapes.push(shape);
                self.tells_issues = false;
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
        self.min_different = rules.min_different;
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

    /// Where only the number of the last step's characters is open, the length of the text decides it.
    fn bound_last(&mut self, steps: &mut [Step]) {
        let Some((last, before)) = steps.split_last_mut() else {
            return;
        };
        if before.iter().all(|step| step.min == step.max) {
            let add = |sum: u32, step: &Step| sum.saturating_add(step.min);
            let fixed = before.iter().fold(0, add);
            self.bound(
                fixed.saturating_add(last.min),
                fixed.saturating_add(last.max),
            );
            (last.min, last.max) = (0, u32::MAX);
        }
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

    /// What one pass over the UTF-8 of a text shows.
    #[cfg(feature = "batch")]
    pub(crate) fn glance(&self, text: &[u8]) -> Glance {
        let mut found = 0;
        for byte in text {
            found |= self.marks_of(*byte);
        }
        let fits = |shape: &Shape| shape.iter().any(|steps| self.fits(steps, text));
        // Of ASCII, each byte is a character.
        let is_sound = found & (FORBIDDEN | self.needed) == self.needed
            && (self.min..=self.max).contains(&text.len())
            && (found & GROUPS).count_ones() >= self.min_groups
            && self.shapes.iter().all(fits);
        // What is sound has no characters that are odd.
        let is_quiet = is_sound
            && text.first() != Some(&b' ')
            && text.last() != Some(&b' ')
            && (self.forms.is_empty() || fits(&self.forms));
        Glance {
            is_sound,
            is_quiet,
            is_plain: found & ESCAPED == 0,
        }
    }

    #[cfg(feature = "batch")]
    fn marks_of(&self, byte: u8) -> u32 {
        let marks = self.marks.get(usize::from(byte));
        marks.copied().unwrap_or(FORBIDDEN)
    }

    #[cfg(feature = "batch")]
    fn fits(&self, steps: &[Step], mut text: &[u8]) -> bool {
        for step in steps {
            let mut count = 0;
            while let [first, rest @ ..] = text {
                let fits = match step.only {
                    Some(only) => u32::from(*first) == only,
                    None => self.marks_of(*first) & step.bit != 0,
                };
                if count == step.max || !fits {
                    break;
                }
                count = count.saturating_add(1);
                text = rest;
            }
            if count < step.min {
                return false;
            }
        }
        text.is_empty()
    }
}

/// Whether a run takes as many characters as there are, or none.
const fn is_any(run: &Run) -> bool {
    run.min == 0 && run.max == u32::MAX
}

/// What JavaScript proves a text by.
#[cfg(all(
    target_arch = "wasm32",
    not(any(feature = "plain", feature = "define"))
))]
impl FastPath {
    /// How passwords are judged by this policy alone, for a user without a name; `None` where one pass does not decide.
    pub(crate) fn of_policy(policy: &Policy) -> Option<Self> {
        let mut path = Self::new();
        path.comply(policy, false).then_some(path)
    }

    /// Writes a path as JSON, or null if there is none: the length in characters; what each character of ASCII is, what some must
    /// be, of how many groups they must be, and whether length and groups tell all issues, of a text of how many groups; and shapes, each of which a quiet text
    /// fits. A shape is a list of alternatives, which are lists of steps: a character or -1, the bit of a set, the least and the
    /// greatest number.
    pub(crate) fn write_proof(path: Option<&Self>, out: &mut String) {
        let Some(path) = path else {
            return out.push_str("null");
        };
        let size = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let mut proof = json::Object::open(out);
        proof.number("min", size(path.min));
        proof.number("max", size(path.max));
        proof.numbers("marks", &path.marks);
        proof.number("needed", path.needed);
        proof.number("groups", path.min_groups);
        proof.boolean("tells", path.tells_issues);
        proof.number("different", path.min_different);
        let forms = (!path.forms.is_empty()).then_some(&path.forms);
        let shapes: Vec<_> = path.shapes.iter().chain(forms).collect();
        proof.list("shapes", &shapes, |out, shape| {
            json::list(out, shape, |out, steps| {
                json::list(out, steps, |out, step| {
                    let only = step.only.map_or(-1, i64::from);
                    let numbers = [only, step.bit.into(), step.min.into(), step.max.into()];
                    json::list(out, &numbers, |out, number| {
                        json::push_integer(out, *number);
                    });
                });
            });
        });
        proof.close();
    }
}
